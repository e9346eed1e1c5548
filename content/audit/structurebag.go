package audit

import (
	"crypto/sha256"
	"encoding/json"
	"strings"
	"unicode"
)

// bag is what an audit knows of one release.
type bag struct {
	release  *releaseFacts // nil: not signed yet
	proof    map[string][]viewFacts
	texts    map[string]*textFacts // by "s1/d1", as all below
	editions map[string]string
	pages    map[string]map[int]*pagePicture
	places   map[string][][6]int
}

func newBag() *bag {
	return &bag{texts: map[string]*textFacts{}, editions: map[string]string{}, pages: map[string]map[int]*pagePicture{}, places: map[string][][6]int{}}
}

// releaseFacts is the part of release.json that the audit compares with.
type releaseFacts struct {
	Case    string
	Release string
	Grounds []groundFacts
	// Documents of the release.
	Documents []documentFacts
}

type groundFacts struct{ Code, Label, Paragraph string }

type documentFacts struct {
	Seal, ID, Withheld, Language string
	Redactions                   []struct {
		View   string
		Leaves *[2]int
		Tiles  *[4]int
		Ground string
	}
}

func (d *documentFacts) name() string { return d.Seal + "/" + d.ID }

// viewFacts is what proof.json says of one view.
type viewFacts struct {
	view          string
	width, height int
	hidden        [][2]int
}

// textFacts is text.json.
type textFacts struct {
	leaves []*string // nil: hidden
	gaps   bool
}

// textJSON is the shown leaves of a text view.
func (x *inspection) textJSON(f *item) error {
	data, err := f.json()
	if err != nil {
		return err
	}
	t := &textFacts{}
	if err := json.Unmarshal(data, &t.leaves); err != nil || len(t.leaves) > maxTextLeaves {
		return defectAt(0, "not a list of text leaves")
	}
	for _, l := range t.leaves {
		t.gaps = t.gaps || l == nil
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.bagOf(f.bag).texts[f.doc] = t
	return nil
}

// textEdition is text.txt.
func (x *inspection) textEdition(f *item) error {
	data, err := f.whole(maxStructuredFile)
	if err != nil {
		return err
	}
	if err := checkText(data); err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.bagOf(f.bag).editions[f.doc] = string(data)
	return nil
}

// releaseJSON is what the redactor signs.
func (x *inspection) releaseJSON(f *item) error {
	data, err := f.json()
	if err != nil {
		return err
	}
	r := &releaseFacts{}
	if err := json.Unmarshal(data, r); err != nil {
		return defectAt(0, "not a release.json: %v", typeOf(err))
	}
	for _, d := range r.Documents {
		if len(d.Redactions) > maxGaps {
			return defectAt(0, "more than %d redactions", maxGaps)
		}
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.bagOf(f.bag).release = r
	return nil
}

// proofJSON names what is hidden of each view, also before there is a release.json.
func (x *inspection) proofJSON(f *item) error {
	data, err := f.json()
	if err != nil {
		return err
	}
	type view struct {
		View          string
		Width, Height int
		Hidden        [][2]int
	}
	var p struct {
		Seals []struct {
			Seal      string
			Documents []struct {
				ID     string
				Header struct{ Views []view }
				Views  []view
			}
		}
	}
	if err := json.Unmarshal(data, &p); err != nil {
		return defectAt(0, "not a proof.json: %v", typeOf(err))
	}
	out := map[string][]viewFacts{}
	for _, s := range p.Seals {
		for _, d := range s.Documents {
			if len(d.Views) != len(d.Header.Views) {
				return defectAt(0, "proof of %d views, the header has %d", len(d.Views), len(d.Header.Views))
			}
			for i, v := range d.Views {
				h := d.Header.Views[i]
				out[s.Seal+"/"+d.ID] = append(out[s.Seal+"/"+d.ID], viewFacts{v.View, h.Width, h.Height, v.Hidden})
			}
		}
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.bagOf(f.bag).proof = out
	return nil
}

// placesJSON is where the shown words stand: leaf, page, and box in pixels.
func (x *inspection) placesJSON(f *item) error {
	data, err := f.json()
	if err != nil {
		return err
	}
	var places [][6]int
	if err := json.Unmarshal(data, &places); err != nil || len(places) > maxTextLeaves {
		return defectAt(0, "not a list of places")
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.bagOf(f.bag).places[f.doc] = places
	return nil
}

// typeOf says what was wrong with JSON without any of its text.
func typeOf(err error) string {
	if e, ok := err.(*json.UnmarshalTypeError); ok {
		return "a field of an unexpected type, " + e.Type.String() + " wanted"
	}
	return "fields of unexpected types"
}

// document finds a document by its name in the bag, or nil.
func (r *releaseFacts) document(name string) *documentFacts {
	for i := range r.Documents {
		if r.Documents[i].name() == name {
			return &r.Documents[i]
		}
	}
	return nil
}

// bySlug finds a document by its public name, "d1", and says what it is called
// in the bag. There is one of each name in a release.
func (b *bag) bySlug(slug string) string {
	if b == nil || b.release == nil {
		return ""
	}
	for _, d := range b.release.Documents {
		if d.ID == slug {
			return d.name()
		}
	}
	return ""
}

// whole tells whether the bytes of a document's file may be public: the release
// hides nothing of it. Before there is a release.json its text has to say so.
func (b *bag) whole(doc string) bool {
	if b == nil {
		return false
	}
	if b.release == nil {
		for _, v := range b.proof[doc] {
			if v.view != "meta" && len(v.hidden) > 0 {
				return false
			}
		}
		return b.proof[doc] != nil
	}
	d := b.release.document(doc)
	return d != nil && d.Withheld == "" && len(d.Redactions) == 0
}

// label is that of a ground of the release.
func (r *releaseFacts) label(code string) string {
	for _, g := range r.Grounds {
		if g.Code == code {
			return g.Label
		}
	}
	return ""
}

// words are the shown words of a text, folded, in their order.
func (t *textFacts) words() []string {
	if t == nil {
		return nil
	}
	var b strings.Builder
	for _, l := range t.leaves {
		if l == nil {
			b.WriteByte('\n') // nothing is one word across a gap
			continue
		}
		b.WriteString(*l)
	}
	return foldedWords(b.String())
}

// foldedWords are the words of a text, each folded, without those that have
// neither letter nor digit.
func foldedWords(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(s, unicode.IsSpace) {
		if w = foldWord(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// pagePicture is what a page image shows and where it came from.
type pagePicture struct {
	width, height int
	black         []bool            // tiles that are black all over
	pixels        [sha256.Size]byte // of the packed pixels, as they stand in the file
	file          [sha256.Size]byte
}
