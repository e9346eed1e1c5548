package site

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
)

// testDoc is a document of blocks of words, of which a run is hidden.
type testDoc struct {
	blocks []testBlock
}

type testBlock struct {
	bundles.LayoutBlock
	words []testWord
	end   string // after the last word
}

type testWord struct {
	text   string
	hidden bool
}

// release gives what a release of the document shows: leaves, grounds and the
// layout of what is shown, with rows and columns numbered anew (SPEC 5.10).
func (d testDoc) release(g *Ground) (leaves []*string, grounds []*Ground, layout []bundles.LayoutBlock) {
	add := func(text string, hidden bool) {
		if hidden {
			leaves, grounds = append(leaves, nil), append(grounds, g)
		} else {
			leaves, grounds = append(leaves, &text), append(grounds, nil)
		}
	}
	rows, cols := map[int]bool{}, map[int]bool{}
	hiddenBefore := false
	for _, b := range d.blocks {
		shown := -1
		for i, w := range b.words {
			if !w.hidden && shown < 0 {
				shown = len(leaves)
				if i > 0 && !hiddenBefore {
					shown -= i // the gap begins with the block
				}
			}
			sep := " "
			if i == len(b.words)-1 {
				sep = b.end
			}
			if sep != "\n\n" {
				add(w.text+sep, w.hidden)
			} else {
				add(w.text, w.hidden)
				// the paragraph's end inside a gap is hidden with it
				add(sep, w.hidden)
			}
		}
		hiddenBefore = b.words[len(b.words)-1].hidden
		if shown >= 0 {
			l := b.LayoutBlock
			l.Leaf = shown
			layout = append(layout, l)
			rows[l.Row], cols[l.Col] = true, true
		}
	}
	number := func(set map[int]bool, n int) int {
		at := 0
		for i := 1; i <= n; i++ {
			if set[i] {
				at++
			}
		}
		return at
	}
	for i := range layout {
		layout[i].Row, layout[i].Col = number(rows, layout[i].Row), number(cols, layout[i].Col)
	}
	return leaves, grounds, layout
}

// showText prints the text edition as the theme sees it.
func showText(t *testing.T, d testDoc, g *Ground) string {
	t.Helper()
	list, err := blocks(d.release(g))
	if err != nil {
		t.Fatal(err)
	}
	pl := &plan{portal: &Portal{Language: "en"}}
	view, err := pl.text(list, "en", &caseView{})
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(view)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func (d testDoc) String() string {
	var b strings.Builder
	for _, x := range d.blocks {
		fmt.Fprintf(&b, "%s %d %d,%d:", x.Kind, x.Level, x.Row, x.Col)
		for _, w := range x.words {
			fmt.Fprintf(&b, " %s", map[bool]string{true: "#", false: w.text}[w.hidden])
		}
		b.WriteString("\n")
	}
	return b.String()
}

// randomDoc has paragraphs, a heading, a list and a table of three columns.
func randomDoc(r *rand.Rand) testDoc {
	var d testDoc
	words := func() []testWord {
		var out []testWord
		for range 1 + r.IntN(4) {
			out = append(out, testWord{text: fmt.Sprintf("w%d", r.IntN(100))})
		}
		return out
	}
	for range 2 + r.IntN(3) {
		switch r.IntN(4) {
		case 0:
			d.blocks = append(d.blocks, testBlock{bundles.LayoutBlock{Kind: bundles.BlockHeading, Level: 1 + r.IntN(3)}, words(), "\n\n"})
		case 1:
			for range 1 + r.IntN(4) {
				d.blocks = append(d.blocks, testBlock{bundles.LayoutBlock{Kind: bundles.BlockItem, Level: 1 + r.IntN(2)}, words(), "\n\n"})
			}
		default:
			d.blocks = append(d.blocks, testBlock{bundles.LayoutBlock{Kind: bundles.BlockParagraph}, words(), "\n\n"})
		}
	}
	for row := 1; row <= 3; row++ {
		for col := 1; col <= 3; col++ {
			end := "\t"
			if col == 3 {
				end = "\n\n"
			}
			d.blocks = append(d.blocks, testBlock{bundles.LayoutBlock{Kind: bundles.BlockCell, Table: 1, Row: row, Col: col}, words(), end})
		}
	}
	d.blocks = append(d.blocks, testBlock{bundles.LayoutBlock{Kind: bundles.BlockParagraph}, words(), "\n\n"})
	return d
}

// hide hides n words from the one at place k on.
func (d testDoc) hide(k, n int) {
	for i := range d.blocks {
		for j := range d.blocks[i].words {
			d.blocks[i].words[j].hidden = k <= 0 && n > 0
			if k <= 0 {
				n--
			}
			k--
		}
	}
}

// more returns the document with more words, paragraphs, items and rows in the
// middle of the gap; the words at its two ends stay.
func (d testDoc) more(r *rand.Rand) (testDoc, bool) {
	var out testDoc
	inside := false
	changed := false
	rows := 0
	for i, b := range d.blocks {
		b.words = slices.Clone(b.words)
		b.Row += rows * min(b.Row, 1)
		if n := len(b.words); b.words[n-1].hidden {
			b.words[n-1].text += "longer"
			if n > 1 && b.words[n-2].hidden { // one more word between two hidden ones
				b.words = slices.Insert(b.words, n-1, testWord{"more", true})
			}
			changed = true
		}
		out.blocks = append(out.blocks, b)
		inside = b.words[len(b.words)-1].hidden && i+1 < len(d.blocks) && d.blocks[i+1].words[0].hidden
		if !inside {
			continue
		}
		for range r.IntN(3) {
			extra := testBlock{b.LayoutBlock, []testWord{{"extra", true}, {"extra", true}}, "\n\n"}
			if b.Kind == bundles.BlockCell {
				if b.Col != 3 || d.blocks[i+1].Kind != bundles.BlockCell {
					continue
				}
				rows++
				for col := 1; col <= 3; col++ {
					extra.Row, extra.Col = b.Row+1, col
					out.blocks = append(out.blocks, extra)
				}
				b.Row++
				continue
			}
			out.blocks = append(out.blocks, extra)
		}
	}
	return out, changed
}

// TestTextDoesNotCount: what the theme gets is the same however many words,
// paragraphs, items and rows a gap hides.
func TestTextDoesNotCount(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	g := &Ground{Code: "personal-data", Label: map[string]string{"en": "personal data"}}
	tried, different := 0, 0
	for range 3000 {
		d := randomDoc(r)
		d.hide(r.IntN(24), 1+r.IntN(14))
		other, changed := d.more(r)
		if !changed {
			continue
		}
		tried++
		if len(other.blocks) > len(d.blocks) {
			different++
		}
		a, b := showText(t, d, g), showText(t, other, g)
		if a != b {
			t.Fatalf("%s\nshows\n%s\nand\n%s\nshows\n%s", d, a, other, b)
		}
		if n := strings.Count(a, `"label":"personal data"`); n != 1 {
			t.Fatalf("%s\nshows %d labels:\n%s", d, n, a)
		}
	}
	if tried < 1000 || different < 500 {
		t.Errorf("%d pairs, %d with more blocks", tried, different)
	}
}

// TestTextDoesNotCountGaps: two gaps with white space between show what one
// over both shows.
func TestTextDoesNotCountGaps(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	g := &Ground{Code: "personal-data", Label: map[string]string{"en": "personal data"}}
	same := 0
	for range 2000 {
		d := randomDoc(r)
		d.hide(r.IntN(24), 2+r.IntN(14))
		leaves, grounds, layout := d.release(g)
		want, err := blocks(leaves, grounds, layout)
		if err != nil {
			t.Fatal(err)
		}
		// a paragraph's end inside the gap is shown after all
		i := slices.Index(leaves, nil)
		end := i + 1
		for end < len(leaves) && leaves[end] == nil {
			end++
		}
		if end-i < 3 {
			continue
		}
		shown := "\n\n"
		leaves[i+1+r.IntN(end-i-2)] = &shown
		got, err := blocks(leaves, grounds, layout)
		if err != nil {
			t.Fatal(err)
		}
		if fmt.Sprint(showAll(want)) != fmt.Sprint(showAll(got)) {
			t.Fatalf("%s\none gap:  %v\ntwo gaps: %v", d, showAll(want), showAll(got))
		}
		same++
	}
	if same < 1000 {
		t.Errorf("only %d pairs", same)
	}
}

// showAll is show with the kind and place of each block.
func showAll(list []Block) []string {
	var out []string
	for _, b := range list {
		out = append(out, fmt.Sprintf("%s %d %d,%d %s", b.Kind, b.Level, b.Row, b.Col, show([]Block{b})))
	}
	return out
}
