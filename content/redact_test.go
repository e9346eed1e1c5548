package content

import (
	"bytes"
	"image"
	"image/png"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
)

// TestTextAndPageAreLinked releases a PDF with a hidden text and a hidden box,
// and looks at the release as a reader would.
func TestTextAndPageAreLinked(t *testing.T) {
	o := newTestOffice(t, filepath.Join(fixtures, "cs-posta-hlaseni.pdf"))
	const name = "Jarmila Příkladná"
	box := [4]float64{0, 0, 1, 0.2}
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Redactions: []Redaction{
		{Text: name, Ground: "§ 8a"}, {Document: "d1", Page: 2, Box: &box, Ground: "security"},
	}}); err != nil {
		t.Fatal(err)
	}
	doc := o.sealed(t, "d1")
	released := o.release(t)
	leaves, err := released.Text("s1", "d1")
	if err != nil {
		t.Fatal(err)
	}
	var shown strings.Builder
	for _, l := range leaves {
		if l != nil {
			shown.WriteString(*l)
		}
	}
	if strings.Contains(shown.String(), "Příkladná") || !strings.Contains(shown.String(), "incident") {
		t.Errorf("the text shown is\n%s", shown.String())
	}
	hidden, under, beside := 0, 0, 0
	sealed, shownPages := sealedPages(t, doc), map[int]image.Image{}
	doc.Places(func(leaf, page int, b bundles.Box) {
		if shownPages[page] == nil {
			shownPages[page] = pageImage(t, released, page)
		}
		black, ink := blackShare(shownPages[page], b), inkIn(sealed[page], b)
		switch {
		case leaves[leaf] == nil:
			hidden++
			if black != 1 {
				t.Errorf("hidden word %q on page %d: %.2f of its box is black", doc.Text[leaf], page, black)
			}
			if !ink {
				t.Errorf("hidden word %q on page %d: there was no ink, so this says nothing", doc.Text[leaf], page)
			}
		default:
			beside++
		}
		inBox := page == 2 && float64(b.Y) < 0.2*float64(doc.Header.Page(2).Height)
		if inBox {
			under++
			if leaves[leaf] != nil {
				t.Errorf("%q stands under the box, and is shown in the text", doc.Text[leaf])
			}
		}
	})
	if hidden < 4 || under == 0 || beside < 50 || hidden < under+2 {
		t.Errorf("%d words hidden, %d of them under the box, %d shown", hidden, under, beside)
	}
}

// pageImage is a page of a release as it is shown.
func pageImage(t *testing.T, r *bundles.Released, page int) image.Image {
	t.Helper()
	member, ok := r.PageFile("s1", "d1", page)
	if !ok {
		t.Fatalf("page %d: not in the release", page)
	}
	raw, err := r.Bag().Read(member, 1<<24)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// blackShare is how much of a box in a page image is black.
func blackShare(img image.Image, b bundles.Box) float64 {
	black, all := 0, 0
	for y := b.Y; y < b.Y+b.H; y++ {
		for x := b.X; x < b.X+b.W; x++ {
			all++
			if g, _, _, _ := img.At(x, y).RGBA(); g == 0 {
				black++
			}
		}
	}
	return float64(black) / float64(all)
}

// inkIn tells whether the sealed page has anything but paper in a box.
func inkIn(p *bundles.Page, b bundles.Box) bool {
	for y := b.Y; y < min(b.Y+b.H, p.Height); y++ {
		if slices.ContainsFunc(p.Samples[y*p.Width+b.X:y*p.Width+min(b.X+b.W, p.Width)], func(s byte) bool { return s < 128 }) {
			return true
		}
	}
	return false
}

// words joins the leaves of a range, pads and all.
func words(d *bundles.SealedDocument, r bundles.Range) string {
	return strings.Join(d.Text[r[0]:r[0]+r[1]], "")
}

func TestResolve(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", "První odstavec zůstává.\n\nDruhý mluví o Janě.\n\nTřetí také mluví.\n\nČtvrtý odstavec zůstává.\n"))
	doc := o.sealed(t, "d1")
	for _, c := range []struct {
		what       string
		redactions []Redaction
		want       []string // "ground: text" of each gap
		found      []int
	}{
		{"nothing", nil, nil, nil},
		{"a word", []Redaction{{Text: "janě", Ground: "x"}}, []string{"x: Janě."}, []int{1}},
		{"everywhere", []Redaction{{Text: "odstavec", Ground: "x"}}, []string{"x: odstavec ", "x: odstavec "}, []int{2}},
		{"of another document", []Redaction{{Document: "d2", Text: "Janě", Ground: "x"}}, nil, []int{0}},
		{"the first ground keeps what it hides", []Redaction{{Text: "mluví o", Ground: "x"}, {Text: "o Janě", Ground: "y"}},
			[]string{"x: mluví o ", "y: Janě."}, []int{1, 1}},
		{"the order of the plan decides, not that of the text", []Redaction{{Text: "o Janě", Ground: "y"}, {Text: "mluví o", Ground: "x"}},
			[]string{"x: mluví ", "y: o Janě."}, []int{1, 1}},
		{"words side by side are one gap", []Redaction{{Text: "mluví", Ground: "x"}, {Text: "o", Ground: "x"}, {Text: "Janě", Ground: "x"}}, nil, nil},
		{"the end between hidden paragraphs is hidden", []Redaction{{Text: "Druhý mluví o Janě. Třetí také mluví.", Ground: "x"}},
			[]string{"x: Druhý mluví o Janě.\n\nTřetí také mluví."}, []int{1}},
		{"the end after a hidden last word is shown", []Redaction{{Text: "zůstává", Ground: "x"}},
			[]string{"x: zůstává.", "x: zůstává.\n"}, []int{2}},
	} {
		r, err := (&Plan{Redactions: c.redactions}).resolve(doc, bundles.GrowthLine, nil)
		if err != nil {
			t.Fatalf("%s: %v", c.what, err)
		}
		var got []string
		for _, x := range r.redactions {
			got = append(got, x.Ground+": "+words(doc, *x.Leaves))
		}
		checkPads(t, c.what, doc, r.redactions)
		if c.found == nil && c.redactions != nil {
			if !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, "mluví o Janě.") }) {
				t.Errorf("%s: %q", c.what, got)
			}
			continue
		}
		if !slices.Equal(got, c.want) || !slices.Equal(r.found, c.found) {
			t.Errorf("%s: %q, found %v; want %q, found %v", c.what, got, r.found, c.want, c.found)
		}
	}
}

// checkPads: no pad leaf beside a gap is shown; it would tell how many words
// the gap hides.
func checkPads(t *testing.T, what string, d *bundles.SealedDocument, redactions []bundles.Redaction) {
	t.Helper()
	hidden := make([]bool, len(d.Text))
	for _, x := range redactions {
		for i := x.Leaves[0]; i < x.Leaves[0]+x.Leaves[1]; i++ {
			hidden[i] = true
		}
	}
	for i := 1; i < len(hidden); i++ {
		if hidden[i-1] != hidden[i] && (!hidden[i-1] && d.Text[i-1] == "" || !hidden[i] && d.Text[i] == "") {
			t.Errorf("%s: a pad at leaf %d beside a gap is shown", what, i)
		}
	}
}

func TestSecrets(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", "Píše nám Jan Vymyšlený, bytem\nSmyšlená 12, a žádá o odpověď."))
	terms := func() []string {
		list, err := o.Secrets("a")
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, s := range list {
			if s.Case != "a" {
				t.Errorf("a secret of case %q", s.Case)
			}
			out = append(out, s.Class+": "+s.Term)
		}
		slices.Sort(out)
		return out
	}
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Redactions: []Redaction{
		{Text: "jan vymyšlen", Ground: "personal-data"}, {Text: "bytem Smyšlená 12", Ground: "personal-data"},
	}}); err != nil {
		t.Fatal(err)
	}
	if got := terms(); got != nil {
		t.Errorf("before a release: %q", got)
	}
	o.release(t)
	want := []string{"personal-data: Jan Vymyšlený, bytem Smyšlená 12", "personal-data: bytem Smyšlená 12", "personal-data: jan vymyšlen"}
	if got := terms(); !slices.Equal(got, want) {
		t.Errorf("after it: %q, want %q", got, want)
	}
}

func TestUnreadPages(t *testing.T) {
	o := newTestOffice(t, filepath.Join(fixtures, "cs-cesta-dopis.pdf"), filepath.Join(fixtures, "cs-posta-hlaseni.pdf"))
	for id, want := range map[string][]int{"d1": {1}, "d2": nil} {
		got, err := unreadPages(o.sealed(t, id))
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v, %v, want %v", id, got, err, want)
		}
	}
}

func TestDecideAllOrNothing(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", "Vymyšlený dopis."))
	before, err := o.Plan("a")
	if err != nil {
		t.Fatal(err)
	}
	good := []Redaction{{Text: "dopis", Ground: "personal-data"}}
	for what, d := range map[string]Decisions{
		"an unknown document":  {Withhold: []string{"d1", "d2"}, Ground: "security"},
		"an unknown ground":    {Withhold: []string{"d1"}, Ground: "because", Redactions: good},
		"no ground":            {Withhold: []string{"d1"}},
		"withheld and whole":   {Withhold: []string{"d1"}, Whole: []string{"d1"}, Ground: "security"},
		"a text nowhere":       {Reviewed: []string{"d1"}, Redactions: append(good, Redaction{Text: "nikde", Ground: "security"})},
		"a redaction's ground": {Reviewed: []string{"d1"}, Redactions: []Redaction{{Text: "dopis", Ground: "because"}}},
	} {
		if _, _, err := o.Decide(t.Context(), o.reader, "a", d); err == nil {
			t.Errorf("%s: accepted", what)
		}
		after, err := o.Plan("a")
		if err != nil || len(after.Redactions) != 0 || !reflect.DeepEqual(after.Documents[0], before.Documents[0]) {
			t.Errorf("%s: the plan is now %+v (%v)", what, after, err)
		}
	}
	for range 2 { // the same again is no second redaction
		if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Redactions: good}); err != nil {
			t.Fatal(err)
		}
	}
	if p, err := o.Plan("a"); err != nil || len(p.Redactions) != 1 {
		t.Errorf("%+v, %v", p, err)
	}
}
