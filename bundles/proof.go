package bundles

import (
	"fmt"
)

// Proof is proof.json of a release: what ties it to the commitments (SPEC 5).
type Proof struct {
	Format string      `json:"format"`
	Seals  []SealProof `json:"seals"`
}

// SealProof is the part of a proof that belongs to one seal.
type SealProof struct {
	Seal      string          `json:"seal"`
	Documents []DocumentProof `json:"documents"`
}

// DocumentProof opens one document's header and prunes each of its views.
type DocumentProof struct {
	ID     string      `json:"id"`
	Salt   Hash        `json:"salt"`
	Header Header      `json:"header"`
	Views  []ViewProof `json:"views"` // in the header's order
}

// ViewProof is the pruned tree of one view: which leaves are hidden, and the
// seeds and hashes in depth-first order, 32 bytes each.
type ViewProof struct {
	View   string  `json:"view"`
	Hidden []Range `json:"hidden"`
	Items  Bytes   `json:"items"`
}

// ParseProof reads proof.json.
func ParseProof(data []byte) (*Proof, error) {
	p, err := parseJSON[Proof]("proof.json", data, maxProof)
	if err != nil {
		return nil, err
	}
	if p.Format != formatProof {
		return nil, fmt.Errorf("proof.json: format %q, want %q", p.Format, formatProof)
	}
	return p, nil
}

// document returns the proof of a document, or nil.
func (p *Proof) document(seal, id string) *DocumentProof {
	for i := range p.Seals {
		if p.Seals[i].Seal != seal {
			continue
		}
		for j := range p.Seals[i].Documents {
			if p.Seals[i].Documents[j].ID == id {
				return &p.Seals[i].Documents[j]
			}
		}
	}
	return nil
}

// checkHeader holds that the document's root opens to this header, and that
// every view is spoken of (SPEC 5.3).
func (d *DocumentProof) checkHeader(c *Commitment) error {
	if err := d.Header.check(c.Case, c.Seal, d.ID); err != nil {
		return err
	}
	root := c.Document(d.ID)
	if root == nil {
		return fmt.Errorf("document %s: not in the commitment of %s", d.ID, c.Seal)
	}
	if documentRoot(Seed(d.Salt), marshalJSON(d.Header)) != root.Root {
		return fmt.Errorf("document %s: header does not open the committed root", d.ID)
	}
	return d.checkViews()
}

// checkViews holds that the proof speaks of every view of its header, in its
// order, and that what it hides lies within it.
func (d *DocumentProof) checkViews() error {
	if len(d.Views) != len(d.Header.Views) {
		return fmt.Errorf("document %s: proof of %d views, the header has %d", d.ID, len(d.Views), len(d.Header.Views))
	}
	for i, v := range d.Views {
		if v.View != d.Header.Views[i].View {
			return fmt.Errorf("document %s: proof of view %q, the header has %q", d.ID, v.View, d.Header.Views[i].View)
		}
		if v.Hidden == nil {
			return fmt.Errorf("document %s, view %q: no list of hidden ranges", d.ID, v.View)
		}
		if err := checkRanges(v.Hidden, d.Header.Views[i].Leaves); err != nil {
			return fmt.Errorf("document %s, view %q: %w", d.ID, v.View, err)
		}
	}
	return nil
}

// hidesAll tells whether no leaf of the view is shown.
func (v ViewProof) hidesAll(leaves int) bool {
	return leaves == 0 || len(v.Hidden) == 1 && v.Hidden[0] == Range{0, leaves}
}

// showsNothing tells whether no leaf of any view is shown.
func (d *DocumentProof) showsNothing() bool {
	for i, v := range d.Views {
		if !v.hidesAll(d.Header.Views[i].Leaves) {
			return false
		}
	}
	return true
}

// verify rebuilds the view's root from what is shown.
func (v ViewProof) verify(h ViewHeader, t tree) error {
	if len(v.Items)%len(Hash{}) != 0 {
		return fmt.Errorf("view %q: proof items of %d bytes", v.View, len(v.Items))
	}
	items := make([]Hash, len(v.Items)/len(Hash{}))
	for i := range items {
		items[i] = Hash(v.Items[i*len(Hash{}):])
	}
	root, err := t.rebuild(h.Leaves, v.Hidden, items)
	if err != nil {
		return fmt.Errorf("view %q: %w", v.View, err)
	}
	if root != h.Root {
		return fmt.Errorf("view %q: what is shown does not give the sealed root", v.View)
	}
	return nil
}

// proveView prunes one view of a sealed document.
func (d *SealedDocument) proveView(i int, hidden []Range, t tree) ViewProof {
	h := d.Header.Views[i]
	v := ViewProof{View: h.View, Hidden: hidden, Items: Bytes{}}
	for _, item := range t.prune(h.Leaves, viewSeed(d.seed, h.View), hidden) {
		v.Items = append(v.Items, item[:]...)
	}
	return v
}

// proveHiddenView is the proof of a view of which nothing is shown: its root.
func (d *SealedDocument) proveHiddenView(i int) ViewProof {
	h := d.Header.Views[i]
	if h.Leaves == 0 {
		return ViewProof{View: h.View, Hidden: []Range{}, Items: Bytes{}}
	}
	return ViewProof{View: h.View, Hidden: []Range{{0, h.Leaves}}, Items: Bytes(h.Root[:])}
}
