package bundles

import (
	"fmt"
	"strings"
)

// ShownDocument is what a release shows of one document, for whoever compares a
// copy of it with the proof.
type ShownDocument struct {
	ID       string `json:"id"`
	Withheld bool   `json:"withheld,omitempty"` // nothing below is set
	// Text is the words in their order with the gaps between them; nil: the
	// release shows no text of the document.
	Text []Piece `json:"text,omitempty"`
	// Images are the page images that are shown.
	Images []ShownImage `json:"images,omitempty"`
	// Facsimile is the digest of the PDF of the page images, Whole that of the
	// document's own file; nil: there is none.
	Facsimile *Hash `json:"facsimile,omitempty"`
	Whole     *Hash `json:"whole,omitempty"`
}

// Piece is a run of words or a gap: exactly one of the two is set.
type Piece struct {
	Text   string `json:"text,omitempty"`
	Ground string `json:"ground,omitempty"` // code of the ground on which something is hidden here
}

// ShownImage is one page image, numbered from 1, and the digest of its PNG.
type ShownImage struct {
	Page   int  `json:"page"`
	SHA256 Hash `json:"sha256"`
}

// ReleasedBag is OpenReleased for a bag that is open. Closing one closes the other.
func ReleasedBag(b *Bag) (*Released, error) {
	r := &Released{bag: b}
	if err := r.load(); err != nil {
		return nil, asUnusable(err)
	}
	return r, nil
}

// Shown lists what the release shows, in the order of its documents. Like all of
// Released it is what the members say; that they are right is the verdict of
// VerifyBag on the same bag.
func (r *Released) Shown() ([]ShownDocument, error) {
	list := []ShownDocument{}
	for i := range r.Release.Documents {
		d, err := r.shown(&r.Release.Documents[i])
		if err != nil {
			return nil, fmt.Errorf("document %s: %w", r.Release.Documents[i].ID, err)
		}
		list = append(list, d)
	}
	return list, nil
}

func (r *Released) shown(d *ReleasedDocument) (ShownDocument, error) {
	out := ShownDocument{ID: d.ID, Withheld: d.Withheld != ""}
	if out.Withheld {
		return out, nil
	}
	h := r.Header(d.Seal, d.ID)
	if h == nil {
		return out, fmt.Errorf("%s does not speak of it", nameProof)
	}
	var err error
	if out.Text, err = r.pieces(d); err != nil {
		return out, err
	}
	for n := 1; n <= h.Pages(); n++ {
		name, shown := r.PageFile(d.Seal, d.ID, n)
		if !shown {
			continue
		}
		digest, err := r.bag.digest(name)
		if err != nil {
			return out, err
		}
		out.Images = append(out.Images, ShownImage{Page: n, SHA256: digest})
	}
	if d.Facsimile != nil {
		digest := d.Facsimile.SHA256
		out.Facsimile = &digest
	}
	if name, whole := r.WholeFile(d.Seal, d.ID); whole {
		digest, err := r.bag.digest(name)
		if err != nil {
			return out, err
		}
		out.Whole = &digest
	}
	return out, nil
}

// pieces joins the leaves of a document's text to runs of words and gaps. Where
// a block of the layout begins a line ends. Pads leave no trace: they are empty,
// or stand in a gap.
func (r *Released) pieces(d *ReleasedDocument) ([]Piece, error) {
	leaves, err := r.Text(d.Seal, d.ID)
	if err != nil || len(leaves) == 0 {
		return nil, err
	}
	layout, err := r.Layout(d.Seal, d.ID)
	if err != nil {
		return nil, err
	}
	ground := make([]string, len(leaves))
	for _, x := range d.Redactions {
		if x.View == ViewText && x.Leaves != nil {
			for i := max(x.Leaves[0], 0); i < min(x.Leaves[0]+x.Leaves[1], len(leaves)); i++ {
				ground[i] = x.Ground
			}
		}
	}
	var out []Piece
	var words strings.Builder
	flush := func() {
		if words.Len() > 0 {
			out = append(out, Piece{Text: words.String()})
			words.Reset()
		}
	}
	for i, leaf := range leaves {
		for len(layout) > 0 && layout[0].Leaf <= i {
			words.WriteByte('\n')
			layout = layout[1:]
		}
		if leaf != nil {
			words.WriteString(*leaf)
			continue
		}
		if ground[i] == "" {
			return nil, fmt.Errorf("text leaf %d: hidden, and no redaction marks it", i)
		}
		if i == 0 || leaves[i-1] != nil || ground[i-1] != ground[i] {
			flush()
			out = append(out, Piece{Ground: ground[i]})
		}
	}
	flush()
	return out, nil
}
