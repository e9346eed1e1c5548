package site

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/audit"
	xhtml "golang.org/x/net/html"
)

// pageBudget is what a case's or document's page and the style sheet weigh
// together, at most, in bytes.
const pageBudget = 50_000

// unsearched builds without the leak audit: the releases of these portals are
// invented, and each of their pages would be a hit.
func unsearched(o *Options) {
	o.search = func(context.Context, string, audit.Options) (*audit.Report, error) { return &audit.Report{}, nil }
}

// longPortal is testPortal with a document of 300 pages: headings, paragraphs of
// all lengths, lists, a table of many rows and one paragraph that is longer than
// a page may be. want is what it shows, word by word.
func longPortal(t testing.TB) (p *Portal, want []string) {
	t.Helper()
	p = testPortal(t)
	d := &p.Cases[0].Releases[1].Documents[0]
	ground := d.Blocks[0].Spans[3].Redaction
	r := rand.New(rand.NewPCG(1, 2))
	words, n := strings.Fields("obec a smlouva, příloha + „dodatek“ <b> &amp; 410 000 Kč podle § 14"), 0
	text := func(count int) []Span {
		var spans []Span
		var b strings.Builder
		flush := func() {
			if b.Len() > 0 {
				spans = append(spans, Span{Text: b.String()})
				b.Reset()
			}
		}
		for range count {
			n++
			w := fmt.Sprintf("%s%d", words[r.IntN(len(words))], n)
			b.WriteString(w + " ")
			want = append(want, strings.Fields(w)...)
			switch r.IntN(40) {
			case 0:
				flush()
				spans = append(spans, Span{Redaction: ground}, Span{Text: " "})
				want = append(want, "skryto:", "[osobní", "údaj]", "§", "8a")
			case 1:
				flush()
				spans = append(spans, Span{Break: true})
			}
		}
		flush()
		return spans
	}
	d.Blocks = nil
	add := func(b Block) { d.Blocks = append(d.Blocks, b) }
	for i := range 90 {
		add(Block{Kind: bundles.BlockHeading, Level: 1 + i%4, Spans: text(5)})
		for range 8 {
			add(Block{Spans: text(20 + r.IntN(60))})
		}
		for j := range 6 {
			add(Block{Kind: bundles.BlockItem, Level: 1 + j%3, Spans: text(8)})
		}
	}
	add(Block{Spans: text(6000)})
	add(Block{Kind: bundles.BlockItem, Level: 1, Spans: text(5000)})
	for range 900 {
		add(Block{Kind: bundles.BlockItem, Level: 2, Spans: text(9)})
	}
	for row := range 1500 {
		for col := range 4 {
			add(Block{Kind: bundles.BlockCell, Table: 1, Row: row + 1, Col: col + 1, Spans: text(3)})
		}
	}
	page := d.Pages[0]
	d.Pages = nil
	for i := range 300 {
		page.Number = i + 1
		d.Pages = append(d.Pages, page)
	}
	d.PageCount = 300
	return p, want
}

// edition collects what the text containers of a page say, without the numbers
// of the elements, and the ids of its elements and page images.
func edition(t testing.TB, out, name string) (words, ids, images []string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(out, name))
	if err != nil {
		t.Fatal(err)
	}
	root, err := xhtml.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	var walk func(n *xhtml.Node, inside bool)
	walk = func(n *xhtml.Node, inside bool) {
		attr := map[string]string{}
		for _, a := range n.Attr {
			attr[a.Key] = a.Val
		}
		if strings.HasPrefix(attr["id"], "p-") {
			ids = append(ids, attr["id"])
		}
		if strings.HasPrefix(attr["id"], "page-") {
			images = append(images, attr["id"])
		}
		switch {
		case attr["class"] == "n":
			return
		case inside && n.Type == xhtml.TextNode:
			text.WriteString(n.Data)
		case n.Type == xhtml.ElementNode && slices.Contains([]string{"br", "td", "p", "li", "h3", "h4", "h5", "h6"}, n.Data):
			text.WriteString(" ")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, inside || attr["class"] == "text")
		}
	}
	walk(root, false)
	return strings.Fields(text.String()), ids, images
}

// TestLongDocument: every part stays within the budget, the parts together show
// each word and each page image once, in order, and lead from one to the next.
func TestLongDocument(t *testing.T) {
	p, want := longPortal(t)
	out, _ := build(t, p, unsearched)
	css, err := os.Stat(filepath.Join(out, "akta.css"))
	if err != nil {
		t.Fatal(err)
	}
	pages := readSite(t, out)
	for name, page := range pages {
		info, err := os.Stat(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(name, "cases/2026-001/") && info.Size()+css.Size() > pageBudget {
			t.Errorf("%s: %d bytes and a style sheet of %d, at most %d", name, info.Size(), css.Size(), pageBudget)
		}
		_ = page
	}
	var words, ids, images []string
	parts := 0
	for name := "cases/2026-001/d1/index.html"; name != ""; parts++ {
		if _, ok := pages[name]; !ok {
			t.Fatalf("%s is not there", name)
		}
		w, i, none := edition(t, out, name)
		words, ids = append(words, w...), append(ids, i...)
		if len(none) > 0 {
			t.Errorf("%s: page images among the text", name)
		}
		name = nextPart(t, out, name)
	}
	if parts < 30 {
		t.Errorf("only %d parts", parts)
	}
	if !slices.Equal(words, want) {
		at := 0
		for at < min(len(words), len(want)) && words[at] == want[at] {
			at++
		}
		t.Errorf("%d words, want %d; the first other one is no. %d", len(words), len(want), at)
	}
	for i, id := range ids {
		if id != fmt.Sprintf("p-%d", i+1) {
			t.Fatalf("element no. %d has the id %q", i+1, id)
		}
	}
	for name := "cases/2026-001/d1/pages/index.html"; name != ""; name = nextPart(t, out, name) {
		w, _, i := edition(t, out, name)
		if len(w) > 0 || len(i) > maxImages {
			t.Errorf("%s: %d words, %d images", name, len(w), len(i))
		}
		images = append(images, i...)
	}
	for i, id := range images {
		if id != fmt.Sprintf("page-%d", i+1) {
			t.Fatalf("image no. %d has the id %q", i+1, id)
		}
	}
	if len(images) != 300 {
		t.Errorf("%d images, want 300", len(images))
	}
	for name, want := range map[string]string{
		"cases/2026-001/d1/index.html":            fmt.Sprintf("Text, část 1 z %d", parts),
		"hu/cases/2026-001/d1/2/index.html":       fmt.Sprintf("Szöveg, 2. rész, összesen %d", parts),
		"en/cases/2026-001/d1/pages/2/index.html": "Page images, part 2 of 15",
	} {
		if !strings.Contains(pages[name].text, want) {
			t.Errorf("%s: %q is missing", name, want)
		}
	}
}

// nextPart is the file that a page's link to the next part leads to; "": it has none.
func nextPart(t testing.TB, out, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(out, name))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, there := strings.Cut(string(data), `<a rel="next" href="`)
	if !there {
		return ""
	}
	to, _, _ := strings.Cut(rest, `"`)
	return path.Join(path.Dir(name), to)
}

// TestPageWeight: no page of a case needs a script or weighs more than the budget.
func TestPageWeight(t *testing.T) {
	p := takedownPortal(t)
	docs := &p.Cases[0].Releases[2].Documents
	for i := range 60 {
		d := (*docs)[0]
		d.ID, d.Pages, d.PageCount, d.Facsimile = fmt.Sprintf("d%d", 10+i), nil, 0, nil
		*docs = append(*docs, d)
	}
	out, _ := build(t, p, unsearched)
	css, err := os.Stat(filepath.Join(out, "akta.css"))
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for name := range readSite(t, out) {
		if !strings.Contains(name, "cases/") {
			continue
		}
		checked++
		info, err := os.Stat(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		if n := info.Size() + css.Size(); n > pageBudget {
			t.Errorf("%s: %d bytes with the style sheet, at most %d", name, n, pageBudget)
		}
	}
	if checked < 100 {
		t.Errorf("only %d pages", checked)
	}
}

// TestCut: whatever is cut says the same words in the same order, and no piece
// but a single row or word is heavier than a part may be.
func TestCut(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	w := weights{grounds: []int{40, 60}}
	spans := func(most int) []spanView {
		out := []spanView{}
		for range 1 + r.IntN(4) {
			out = append(out, spanView{Text: strings.Repeat("slovo+ ", r.IntN(most))}, spanView{Ground: 1 + r.IntN(2), Label: "X"})
		}
		return out
	}
	var list func(depth int) *listView
	list = func(depth int) *listView {
		l := &listView{}
		for range 1 + r.IntN(12) {
			item := itemView{Spans: spans(400)}
			if depth > 0 && r.IntN(3) == 0 {
				item.List = list(depth - 1)
			}
			l.Items = append(l.Items, item)
		}
		return l
	}
	for range 40 {
		all := []elementView{{Kind: "paragraph", Spans: spans(9000)}, {Kind: "list", List: list(4)}, {Kind: "heading", Level: 1, Spans: spans(4)}}
		table := elementView{Kind: "table", Number: 1}
		for range r.IntN(200) {
			table.Rows = append(table.Rows, []cellView{{Columns: 1, Spans: spans(20)}, {Columns: 2, Spans: spans(9)}})
		}
		all = append(all, table)
		cut := cutElements(all, w)
		if got, want := shownWords(cut), shownWords(all); got != want {
			t.Fatal("the pieces say something else")
		}
		for _, e := range cut {
			if n := w.element(e); n > maxPart && len(e.Rows) != 1 {
				t.Errorf("a %s of %d bytes, at most %d", e.Kind, n, maxPart)
			}
		}
		texts, _ := splitDocument(&documentView{Text: cut}, w)
		for i, part := range texts {
			if i < len(texts)-1 && len(part) > 1 && part[len(part)-1].Kind == "heading" {
				t.Error("a heading at the end of a part")
			}
		}
		if got := slices.Concat(texts...); shownWords(got) != shownWords(all) || len(got) != len(cut) {
			t.Error("the parts say something else")
		}
	}
	long := strings.Repeat("x", 3*maxPart)
	if cut := cutElements([]elementView{{Kind: "paragraph", Spans: []spanView{{Text: "a " + long + " b"}}}}, w); shownWords(cut) != shownWords([]elementView{{Spans: []spanView{{Text: "a " + long + " b"}}}}) {
		t.Error("a long word was cut")
	}
}

// shownWords are the words of a text without the marks of showView for what is
// an element, a list or a cell.
func shownWords(list []elementView) string {
	text := strings.NewReplacer("¶", " ", "(", " ", ")", " ", ";", " ", "|1", " ", "|2", " ", "h1 ", " ", "h0 ", " ").Replace(showView(list))
	return strings.Join(strings.Fields(text), " ")
}
