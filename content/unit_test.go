package content

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
)

const unitText = `První řádek mluví o Janě.
Druhý řádek téhož odstavce, konec.

Samostatný odstavec mluví též.

- položka jedna
- položka dvě mluví
`

// hiddenWords are the words that a plan hides in a document, joined.
func hiddenWords(t *testing.T, o *testOffice, redactions ...Redaction) string {
	t.Helper()
	doc := o.sealed(t, "d1")
	r, err := (&Plan{Redactions: redactions}).resolve(doc, bundles.GrowthExact, nil)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i, ground := range r.leaves {
		if w := strings.TrimSpace(doc.Text[i]); ground != "" && w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

func TestUnitsOfText(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", unitText))
	all := strings.Join(strings.Fields(unitText), " ")
	for _, c := range []struct {
		what string
		x    Redaction
		want string
	}{
		{"a word", Redaction{Text: "Janě"}, "Janě."},
		{"a line", Redaction{Text: "Janě", Unit: UnitLine}, "První řádek mluví o Janě."},
		{"the last line of a paragraph", Redaction{Text: "konec", Unit: UnitLine}, "Druhý řádek téhož odstavce, konec."},
		{"lines that a text runs over", Redaction{Text: "Janě. Druhý", Unit: UnitLine}, "První řádek mluví o Janě. Druhý řádek téhož odstavce, konec."},
		{"a paragraph", Redaction{Text: "Janě", Unit: UnitParagraph}, "První řádek mluví o Janě. Druhý řádek téhož odstavce, konec."},
		{"a paragraph of one line", Redaction{Text: "Samostatný", Unit: UnitParagraph}, "Samostatný odstavec mluví též."},
		{"the document", Redaction{Text: "Janě", Unit: UnitDocument}, all},
		{"words by number", Redaction{Document: "d1", Seal: "s1", Words: &[2]int{4, 2}}, "o Janě."},
		{"words over a paragraph's end", Redaction{Document: "d1", Seal: "s1", Words: &[2]int{10, 2}}, "konec. Samostatný"},
		{"words, their line", Redaction{Document: "d1", Seal: "s1", Words: &[2]int{4, 1}, Unit: UnitLine}, "První řádek mluví o Janě."},
		{"the last word", Redaction{Document: "d1", Seal: "s1", Words: &[2]int{21, 1}}, "mluví"},
		{"undecided", Redaction{Text: "Janě", State: Undecided}, ""},
		{"rejected", Redaction{Text: "Janě", State: Rejected, Unit: UnitDocument}, ""},
	} {
		c.x.Ground = "x"
		if got := hiddenWords(t, o, c.x); got != c.want {
			t.Errorf("%s: hidden %q, want %q", c.what, got, c.want)
		}
	}
	for _, c := range []struct {
		what string
		x    Redaction
		want string
	}{
		{"a page of a text without pages", Redaction{Text: "Janě", Unit: UnitPage}, "it has no pages"},
		{"a word too many", Redaction{Document: "d1", Seal: "s1", Words: &[2]int{21, 2}}, "words 21 to 22, there are 21 in seal s1"},
		{"words of another seal", Redaction{Document: "d1", Seal: "s2", Words: &[2]int{1, 1}}, "its words are numbered in seal s2"},
		{"no such field", Redaction{Document: "d1", Field: "shoe-size", Unit: UnitField}, `no metadata field "shoe-size"`},
		{"a box on no page", Redaction{Document: "d1", Page: 1, Box: &[4]float64{0, 0, 1, 1}}, "a box on page 1, there are 0"},
	} {
		c.x.Ground = "x"
		if _, err := (&Plan{Redactions: []Redaction{c.x}}).resolve(o.sealed(t, "d1"), bundles.GrowthExact, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want an error with %q", c.what, err, c.want)
		}
	}
}

// TestUnitsOfPages: a word, its line, its page and the document hide more and
// more words and tiles of a PDF, and a page alone nothing of the other.
func TestUnitsOfPages(t *testing.T) {
	o := newTestOffice(t, filepath.Join(fixtures, "cs-posta-hlaseni.pdf"))
	doc := o.sealed(t, "d1")
	l := newLocator(doc)
	all := len(l.wordLeaves())
	hidden := func(unit string) (words map[int]bool, tiles map[string]int) {
		x := Redaction{Document: "d1", Text: "Jarmila Příkladná", Ground: "x", Unit: unit}
		r, err := (&Plan{Redactions: []Redaction{x}}).resolve(doc, bundles.GrowthExact, nil)
		if err != nil {
			t.Fatal(err)
		}
		words, tiles = map[int]bool{}, map[string]int{}
		for i, g := range r.leaves {
			if g != "" && l.wordNumber(i) > 0 {
				words[i] = true
			}
		}
		for _, b := range r.redactions {
			if b.Tiles != nil {
				tiles[b.View] += b.Tiles[2] * b.Tiles[3]
			}
		}
		return words, tiles
	}
	sum := func(tiles map[string]int) (n int) {
		for _, v := range tiles {
			n += v
		}
		return n
	}
	var words map[int]bool
	area := 0
	for _, unit := range []string{UnitWord, UnitLine, UnitPage, UnitDocument} {
		w, tiles := hidden(unit)
		for leaf := range words {
			if !w[leaf] {
				t.Errorf("%s: %q is shown, and a smaller unit hides it", unit, doc.Text[leaf])
			}
		}
		if len(w) <= len(words) || sum(tiles) <= area {
			t.Errorf("%s: %d words and %d tiles, a smaller unit %d and %d", unit, len(w), sum(tiles), len(words), area)
		}
		words, area = w, sum(tiles)
		if unit == UnitPage && len(w) == all {
			t.Errorf("a page hides the whole document; the file has %d pages", doc.Header.Pages())
		}
	}
	if len(words) != all || all < 100 {
		t.Errorf("the document: %d of %d words are hidden", len(words), all)
	}
	// A box at the margin has no word, and still hides its page.
	box := Redaction{Document: "d1", Page: 2, Box: &[4]float64{0, 0, 0.01, 0.01}, Ground: "x", Unit: UnitPage}
	r, err := (&Plan{Redactions: []Redaction{box}}).resolve(doc, bundles.GrowthExact, nil)
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for leaf := range l.wordLeaves() {
		if at, ok := l.place(l.words[leaf]); ok && (at.page == 2) != (r.leaves[l.words[leaf]] != "") {
			shown++
		}
	}
	if shown > 0 {
		t.Errorf("page 2: %d words are on the wrong side", shown)
	}
}

// TestWordNumbers: the numbers of words are those of the reader's tokens.
func TestWordNumbers(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", unitText))
	l := newLocator(o.sealed(t, "d1"))
	var got []string
	for n, leaf := range l.wordLeaves() {
		if l.wordNumber(leaf) != n+1 {
			t.Errorf("leaf %d: word %d, want %d", leaf, l.wordNumber(leaf), n+1)
		}
		got = append(got, strings.TrimSpace(l.doc.Text[leaf]))
	}
	if want := strings.Fields(unitText); !slices.Equal(got, want) {
		t.Errorf("words %q, want %q", got, want)
	}
}
