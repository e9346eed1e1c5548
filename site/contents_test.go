package site

import (
	"fmt"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
)

// TestContents: a text in parts has contents on its first page, whose lines lead
// to the parts; a heading that hides something says so and is no link to a ground.
func TestContents(t *testing.T) {
	p := testPortal(t)
	d := &p.Cases[0].Releases[1].Documents[0]
	hidden := d.Blocks[0].Spans[3].Redaction
	d.Blocks = nil
	for i := range 12 {
		h := Block{Kind: bundles.BlockHeading, Level: 2 + i%2, Spans: []Span{{Text: fmt.Sprintf("Oddíl <%d> ", i+1)}}}
		if i == 10 {
			h.Spans = append(h.Spans, Span{Redaction: hidden})
		}
		d.Blocks = append(d.Blocks, h, Block{Spans: []Span{{Text: strings.Repeat("slovo ", 700)}}})
	}
	out, _ := build(t, p, unsearched)
	has(t, out, [][2]string{
		{"cases/2026-001/d1/index.html", `<h2 id="contents">Obsah</h2>`},
		{"hu/cases/2026-001/d1/index.html", `<h2 id="contents">Tartalom</h2>`},
		{"en/cases/2026-001/d1/index.html", `<li><a href="../../../../en/cases/2026-001/d1/index.html#p-1">Oddíl &lt;1&gt;</a></li>`},
		{"cases/2026-001/d1/index.html", `<li><a href="../../../cases/2026-001/d1/4/index.html#p-21">Oddíl &lt;11&gt; [osobní údaj]</a></li>`},
		{"cases/2026-001/d1/index.html", "!Oddíl &lt;12&gt;"},
		{"cases/2026-001/d1/2/index.html", `!id="contents"`},
		{"cases/2026-001/d1/4/index.html", `<h3 id="p-21">`},
	})
	if text := [][]elementView{{{Kind: "heading", Level: 1}, {Kind: "heading", Level: 1}}}; len(contents(text, []string{"a/"})) > 0 {
		t.Error("contents of a single part")
	}
}
