package bundles

import (
	"cmp"
	"slices"
	"strings"
)

// Amount counts what is shown of a document. Pads, which say nothing, are not
// counted, and neither is a paragraph's end.
type Amount struct {
	Words  int `json:"words"`
	Tiles  int `json:"tiles"`
	Pages  int `json:"pages"` // of which at least one tile is shown
	Fields int `json:"fields"`
	Files  int `json:"files"` // 1: the file's own bytes
}

// ViewUnion is what releases show together of one view.
type ViewUnion struct {
	View  string `json:"view"`
	Shown int    `json:"shown"` // words, tiles, fields, or 1 for the file's own bytes
	New   int    `json:"new"`   // of them, what only the last release shows
	First string `json:"first"` // the release that shows something of it first; "": none does
}

// DocumentUnion is what releases show together of one reading of a document.
type DocumentUnion struct {
	Seal  string      `json:"seal"`
	ID    string      `json:"id"`
	Views []ViewUnion `json:"views"` // in the header's order
}

// Shown is all that the releases show of the document together.
func (d DocumentUnion) Shown() Amount {
	return d.amount(func(v ViewUnion) int { return v.Shown })
}

// New is what only the last release shows of it.
func (d DocumentUnion) New() Amount { return d.amount(func(v ViewUnion) int { return v.New }) }

func (d DocumentUnion) amount(of func(ViewUnion) int) (a Amount) {
	for _, v := range d.Views {
		n := of(v)
		switch v.View {
		case ViewFile:
			a.Files += n
		case ViewMeta:
			a.Fields += n
		case ViewText:
			a.Words += n
		default:
			a.Tiles += n
			a.Pages += min(1, n)
		}
	}
	return a
}

// Union tells what is public of a case by all its releases that are not taken
// down (SPEC 5.9), the oldest first, and what the last of them has added to it.
// The documents are in the order of their seals and ids.
func Union(releases []*Released) ([]DocumentUnion, error) {
	u := unionBuilder{}
	last := ""
	if n := len(releases); n > 0 {
		last = releases[n-1].Release.Release
	}
	for _, r := range Standing(releases, nil) {
		if err := u.released(r, r.Release.Release == last); err != nil {
			return nil, err
		}
	}
	return u.list(), nil
}

// Union tells what will be public of the case once a release is made of in,
// before it is written: what New counts is what the release adds.
func (in *ReleaseInput) Union() ([]DocumentUnion, error) {
	u := unionBuilder{}
	for _, r := range Standing(in.Earlier, in.Takedown) {
		if err := u.released(r, false); err != nil {
			return nil, err
		}
	}
	for i := range in.Documents {
		d := &in.Documents[i]
		if d.Withheld != "" {
			continue
		}
		doc, err := in.sealed(d.Seal, d.ID)
		if err != nil {
			return nil, err
		}
		hidden, err := d.hides(doc)
		if err != nil {
			return nil, err
		}
		for j, v := range doc.Header.Views {
			var leaves shownLeaves
			switch v.View {
			case ViewMeta:
				leaves = showAll(doc.Meta)
			case ViewText:
				leaves = showAll(doc.Text)
			}
			u.view(d.Seal, d.ID, in.Release, j, v, hidden[j], leaves, true)
		}
	}
	return u.list(), nil
}

// unionBuilder collects what is shown, by seal and id.
type unionBuilder map[[2]string]*unionDocument

type unionDocument struct {
	DocumentUnion
	shown [][]bool // by view and leaf
}

// released adds what a written release shows.
func (u unionBuilder) released(r *Released, isLast bool) error {
	for _, d := range r.Release.Documents {
		p := r.proof.document(d.Seal, d.ID)
		if p == nil {
			continue
		}
		text, err := r.Text(d.Seal, d.ID)
		if err != nil {
			return err
		}
		for i, v := range p.Views {
			var leaves shownLeaves
			if v.View == ViewText {
				leaves = text
			}
			u.view(d.Seal, d.ID, r.Release.Release, i, p.Header.Views[i], v.Hidden, leaves, isLast)
		}
	}
	return nil
}

// view adds what a release shows of view i. The leaves tell pads from words;
// without them every leaf counts.
func (u unionBuilder) view(seal, id, release string, i int, h ViewHeader, hidden []Range, leaves shownLeaves, isLast bool) {
	d := u[[2]string{seal, id}]
	if d == nil {
		d = &unionDocument{DocumentUnion: DocumentUnion{Seal: seal, ID: id}}
		u[[2]string{seal, id}] = d
	}
	if i == len(d.Views) {
		d.Views = append(d.Views, ViewUnion{View: h.View})
		d.shown = append(d.shown, make([]bool, h.Leaves))
	}
	v := &d.Views[i]
	for leaf, hide := range hiddenSet(h.Leaves, hidden) {
		if hide || leaves != nil && strings.TrimSpace(*leaves[leaf]) == "" {
			continue
		}
		if v.First == "" {
			v.First = release
		}
		if !d.shown[i][leaf] {
			d.shown[i][leaf] = true
			v.Shown++
			if isLast {
				v.New++
			}
		}
	}
}

func (u unionBuilder) list() []DocumentUnion {
	out := []DocumentUnion{}
	for _, d := range u {
		out = append(out, d.DocumentUnion)
	}
	slices.SortFunc(out, func(a, b DocumentUnion) int {
		return cmp.Or(compareIDs(a.Seal, b.Seal), compareIDs(a.ID, b.ID))
	})
	return out
}

// compareIDs puts d2 before d10.
func compareIDs(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}
