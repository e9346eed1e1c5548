package site

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
)

// showView prints the text edition as the theme gets it: headings with their
// level, "(" and ")" around a list, "|" before a cell with the columns that it
// spans, "~" for one that goes on with a gap.
func showView(list []elementView) string {
	var b strings.Builder
	spans := func(list []spanView) {
		for _, s := range list {
			switch {
			case s.Break:
				b.WriteString("/")
			case s.Ground > 0:
				b.WriteString("[" + s.Label + "]")
			default:
				b.WriteString(s.Text)
			}
		}
	}
	var items func(l *listView)
	items = func(l *listView) {
		b.WriteString("(")
		for i, item := range l.Items {
			if i > 0 {
				b.WriteString("; ")
			}
			spans(item.Spans)
			if item.List != nil {
				items(item.List)
			}
		}
		b.WriteString(")")
	}
	for i, e := range list {
		if i > 0 {
			b.WriteString("¶")
		}
		switch e.Kind {
		case "heading":
			fmt.Fprintf(&b, "h%d ", e.Level)
			spans(e.Spans)
		case "list":
			items(e.List)
		case "table":
			for i, row := range e.Rows {
				if i > 0 {
					b.WriteString("\n")
				}
				for _, c := range row {
					fmt.Fprintf(&b, "|%d", c.Columns)
					if c.Gap {
						b.WriteString("~")
					}
					b.WriteString(" ")
					spans(c.Spans)
				}
			}
		default:
			spans(e.Spans)
		}
	}
	return b.String()
}

// readText makes leaves and layout of a notation: a line is a block, "h2 ",
// "i1 " and "p " name its kind; in a line that begins with "|" each cell is one;
// "#" is a hidden word, "&" one on another ground.
func readText(text string) (leaves []*string, grounds []*Ground, layout []bundles.LayoutBlock) {
	a := &Ground{Code: "a", Label: map[string]string{"en": "A"}}
	b := &Ground{Code: "b", Label: map[string]string{"en": "B"}}
	row, columns, table := 0, map[int]bool{}, false
	block := func(kind bundles.LayoutBlock, words, end string) bool {
		first, shown := len(leaves), false
		list := strings.Fields(words)
		if len(list) == 0 {
			return false
		}
		for i, w := range list {
			w += " "
			if i == len(list)-1 && end != "\n\n" {
				w = strings.TrimSpace(w) + end
			}
			switch w[0] {
			case '#':
				leaves, grounds = append(leaves, nil), append(grounds, a)
			case '&':
				leaves, grounds = append(leaves, nil), append(grounds, b)
			default:
				leaves, grounds = append(leaves, &w), append(grounds, nil)
				shown = true
			}
		}
		if end == "\n\n" {
			leaves, grounds = append(leaves, &end), append(grounds, nil)
		}
		if shown {
			kind.Leaf = first
			layout = append(layout, kind)
		}
		return shown
	}
	for _, line := range strings.Split(text, "\n") {
		cells, isRow := strings.CutPrefix(line, "|")
		if !isRow {
			table = false
			kind, words, _ := strings.Cut(line, " ")
			l := bundles.LayoutBlock{Kind: map[byte]string{'p': bundles.BlockParagraph, 'h': bundles.BlockHeading, 'i': bundles.BlockItem}[kind[0]]}
			if len(kind) > 1 {
				l.Level = int(kind[1] - '0')
			}
			block(l, words, "\n\n")
			continue
		}
		if !table {
			row, table = 0, true
		}
		any := false
		list := strings.Split(cells, "|")
		for i, c := range list {
			end := "\t"
			if i == len(list)-1 {
				end = "\n\n"
			}
			if block(bundles.LayoutBlock{Kind: bundles.BlockCell, Table: 1, Row: row + 1, Col: i + 1}, c, end) {
				any = true
				columns[i+1] = true
			}
		}
		if any {
			row++
		}
	}
	for i := range layout { // columns are numbered without holes
		n := 0
		for c := 1; c <= layout[i].Col; c++ {
			if columns[c] {
				n++
			}
		}
		layout[i].Col = n
	}
	return leaves, grounds, layout
}

func TestText(t *testing.T) {
	for _, c := range []struct{ what, text, want string }{
		{"headings below h2", "h1 a\nh2 b\nh3 c\np d", "h3 a¶h4 b¶h5 c¶d"},
		{"headings capped at h6", "h1 a\nh2 b\nh3 c\nh4 d\nh5 e\np f", "h3 a¶h4 b¶h5 c¶h6 d¶h6 e¶f"},
		{"headings without gaps", "h2 a\nh5 b\nh5 c\nh4 d\nh2 e\nh1 f", "h3 a¶h4 b¶h4 c¶h4 d¶h3 e¶h3 f"},
		{"nested items", "i1 a\ni2 b\ni2 c\ni1 d\np e", "(a(b; c); d)¶e"},
		{"a depth left out", "i1 a\ni3 b\ni2 c\ni1 d", "(a(b; c); d)"},
		{"a list that begins deep", "i3 a\ni1 b\ni2 c", "(a; b(c))"},
		{"hidden items are one", "i1 a\ni1 #\ni1 # #\ni1 b", "(a; [A]; b)"},
		{"a hidden item at the end of a list stands by itself", "i1 a\ni1 #\np b", "(a)¶[A]¶b"},
		{"a heading keeps no hidden paragraph", "h1 a\np # #\np b", "h3 a¶[A]¶b"},
		{"hidden paragraphs are one", "p a\np # #\np #\np # b", "a¶[A]¶b"},
		{"two grounds", "p a # & b", "a [A] [B] b"},
		{"a table", "|a|b\n|c|d", "|1 a|1 b\n|1 c|1 d"},
		{"an empty cell", "|a|b|c\n|d||f", "|1 a|1 b|1 c\n|1 d|1 |1 f"},
		{"a hidden cell", "|a|b|c\n|d|#|f", "|1 a|1 b|1 c\n|1 d|1 [A]|1 f"},
		{"hidden cells are one", "|a|b|c|d\n|e|#|# #|h", "|1 a|1 b|1 c|1 d\n|1 e|2 [A]|1 h"},
		{"hidden or empty is not told", "|a|b|c|d\n|e|#||h", "|1 a|1 b|1 c|1 d\n|1 e|2 [A]|1 h"},
		{"to the end of the row", "|a|b|c\n|d|#|\n|e|f|g", "|1 a|1 b|1 c\n|1 d|2 [A]\n|1 e|1 f|1 g"},
		{"from one row into the next", "|a|b|c\n|d|#|#\n|#|f|g", "|1 a|1 b|1 c\n|1 d|2 [A]\n|1~ |1 f|1 g"},
		{"the first cell", "|a|b\n|#|c\n|#|d", "|1 a|1 b\n|1 [A]|1 c\n|1 [A]|1 d"},
		{"hidden rows are one", "|a|b\n|#|#\n|#|# #\n|c|d", "|1 a|1 b\n|2 [A]\n|1 c|1 d"},
		{"a hidden column", "|a|#|c\n|d|#|f", "|1 a|1 [A]|1 c\n|1 d|1 [A]|1 f"},
		{"a hidden last column", "|a|#\n|b|#", "|1 a|1 [A]\n|1 b|1 [A]"},
		{"part of a cell", "|a|b # c|d", "|1 a|1 b [A] c|1 d"},
		{"hidden after a table", "|a|b\np # #\np c", "|1 a|1 b¶[A]¶c"},
	} {
		list, err := blocks(readText(c.text))
		if err != nil {
			t.Fatalf("%s: %v", c.what, err)
		}
		view, err := (&plan{portal: &Portal{Language: "en"}}).text(list, "en", &caseView{})
		if err != nil {
			t.Fatalf("%s: %v", c.what, err)
		}
		if got := showView(nested(view)); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.what, got, c.want)
		}
	}
}

func TestTextIsRefused(t *testing.T) {
	word := "a "
	for what, l := range map[string][]bundles.LayoutBlock{
		"a leaf beyond the text": {{Leaf: 2, Kind: bundles.BlockParagraph}},
		"a leaf twice":           {{Leaf: 1, Kind: bundles.BlockParagraph}, {Leaf: 1, Kind: bundles.BlockParagraph}},
		"a negative leaf":        {{Leaf: -1, Kind: bundles.BlockParagraph}},
	} {
		if _, err := blocks([]*string{&word, &word}, make([]*Ground, 2), l); err == nil {
			t.Errorf("%s: accepted", what)
		}
	}
	cell := func(row, col int) Block { return Block{Kind: bundles.BlockCell, Table: 1, Row: row, Col: col} }
	for what, list := range map[string][]Block{
		"an unknown kind":       {{Kind: "picture"}},
		"a heading of level 0":  {{Kind: bundles.BlockHeading}},
		"an item of depth 0":    {{Kind: bundles.BlockItem}},
		"a cell in column 0":    {cell(1, 0)},
		"cells out of order":    {cell(1, 2), cell(1, 1)},
		"rows out of order":     {cell(2, 1), cell(1, 2)},
		"a redaction with text": {{Spans: []Span{{Text: "x", Redaction: &Ground{Code: "a"}}}}},
	} {
		if _, err := (&plan{portal: &Portal{Language: "en"}}).text(list, "en", &caseView{}); err == nil {
			t.Errorf("%s: accepted", what)
		}
	}
}

// TestPageDoesNotCount: the whole site is the same, byte for byte, however
// much is hidden.
func TestPageDoesNotCount(t *testing.T) {
	const one = "h1 Report\np Seen by # on Monday.\ni1 first\ni1 #\n|a|b|c\n|#|#|d\np end"
	const two = "h1 Report\np Seen by # # # # on Monday.\ni1 first\ni1 # #\ni1 #\n|a|b|c\n|# # #||d\np end"
	var trees []map[string]string
	for _, text := range []string{one, two} {
		p := testPortal(t)
		list, err := blocks(readText(text))
		if err != nil {
			t.Fatal(err)
		}
		p.Cases[0].Releases[1].Documents[0].Blocks = list
		out, _ := build(t, p)
		trees = append(trees, tree(t, out))
	}
	sameTree(t, trees[0], trees[1])
}

// TestTextHTML: the elements, and a table that can be scrolled with the keyboard.
func TestTextHTML(t *testing.T) {
	p := testPortal(t)
	list, err := blocks(readText("h1 One <b>\nh2 Two\np x\ni1 • a\ni2 – b\np y\n|a|b|c\n|#|#|d"))
	if err != nil {
		t.Fatal(err)
	}
	p.Cases[0].Releases[1].Documents[0].Blocks = list
	out, _ := build(t, p)
	data, err := os.ReadFile(filepath.Join(out, "en/cases/2026-001/d1/index.html"))
	if err != nil {
		t.Fatal(err)
	}
	readPage(t, out, "en/cases/2026-001/d1/index.html")
	for _, want := range []string{
		`<h3 id="p-1">One &lt;b&gt;<a class="n" href="#p-1" aria-label="Paragraph 1">1</a></h3>`, `<h4 id="p-2">Two<`,
		`<p id="p-3">x<a class="n" href="#p-3" tabindex="-1" aria-hidden="true">3</a></p>`,
		"<div id=\"p-4\"><ul class=\"marked\">\n<li>• a\n<ul class=\"marked\">\n<li>– b</li>\n</ul></li>\n</ul><a class=\"n\" href=\"#p-4\" aria-label=\"Paragraph 4\">4</a></div>",
		"<div id=\"p-6\"><section class=\"table\" tabindex=\"0\" aria-label=\"Table 1, Smlouva o dílo\"><table><tbody>\n<tr><td>a</td><td>b</td><td>c</td></tr>\n<tr><td colspan=\"2\"><a class=\"redaction\"",
		`<div class="text" lang="cs" data-document="d1" data-seal="s1">`,
	} {
		if !strings.Contains(string(data), want) {
			t.Errorf("%q is missing", want)
		}
	}
}
