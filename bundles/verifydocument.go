package bundles

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"slices"
)

// verifyDocument proves each view of one document. It adds the members it
// accounted for to expected.
func (b *Bag) verifyDocument(r *Release, d *ReleasedDocument, p *DocumentProof, c *Commitment, expected map[string]bool) error {
	if err := p.checkHeader(c); err != nil {
		return err
	}
	for _, x := range d.Redactions {
		if !slices.ContainsFunc(p.Views, func(v ViewProof) bool { return v.View == x.View }) {
			return fmt.Errorf("a redaction of view %q, which the document does not have", x.View)
		}
	}
	folder := dataFolder(d.Seal, d.ID)
	if !p.Views[0].hidesAll(1) && len(d.Redactions) > 0 {
		return errors.New("redacted, and yet its own bytes are shown")
	}
	if len(d.Redactions) == 0 && p.showsNothing() {
		return errors.New("released, and nothing of it is shown or marked")
	}
	if err := b.verifyFile(folder, p, expected); err != nil {
		return err
	}
	if err := b.verifyMeta(folder, p, expected); err != nil {
		return err
	}
	if err := b.verifyText(r, d, p, folder, expected); err != nil {
		return err
	}
	pages := p.Header.pageNumbers()
	for _, n := range pages {
		if v := p.Views[2+n]; !v.hidesAll(p.Header.Page(n).Leaves) {
			expected[folder+pageFile(n)] = true
		}
	}
	if err := eachInParallel(runtime.GOMAXPROCS(0), pages, func(_, n int) error {
		return b.verifyPage(d, p, n, folder+pageFile(n))
	}); err != nil {
		return err
	}
	return b.verifyFacsimile(d, p, folder, expected)
}

// verifyFile holds the original's own bytes, where they are released.
func (b *Bag) verifyFile(folder string, p *DocumentProof, expected map[string]bool) error {
	h, v := p.Header.Views[0], p.Views[0]
	if v.hidesAll(1) {
		return v.verify(h, tree{})
	}
	name := b.original(folder)
	expected[name] = true
	if len(v.Items) != len(Seed{}) {
		return fmt.Errorf("view %q: proof items of %d bytes", v.View, len(v.Items))
	}
	leaf := newLeafHash(0, Seed(v.Items))
	if _, err := b.digest(name, leaf); err != nil {
		return err
	}
	if Hash(leaf.Sum(nil)) != h.Root {
		return fmt.Errorf("%q: not the file that was sealed", name)
	}
	return nil
}

// marked holds that what a view's proof hides is what the redactions mark.
func (d *ReleasedDocument) marked(h ViewHeader, v ViewProof) error {
	hidden, err := d.hidden(h)
	if err != nil {
		return err
	}
	if !slices.Equal(hidden, v.Hidden) {
		return fmt.Errorf("view %q: the hidden parts are not the ones the redactions mark", v.View)
	}
	return nil
}

func (b *Bag) verifyText(r *Release, d *ReleasedDocument, p *DocumentProof, folder string, expected map[string]bool) error {
	h, v := p.Header.Views[2], p.Views[2]
	if err := d.marked(h, v); err != nil {
		return err
	}
	if v.hidesAll(h.Leaves) {
		return v.verify(h, tree{})
	}
	expected[folder+"text.json"], expected[folder+"text.txt"] = true, true
	shown, err := b.shownText(folder, p)
	if err != nil {
		return err
	}
	if err := v.verify(h, shown.tree()); err != nil {
		return err
	}
	edition, err := b.Read(folder+"text.txt", maxJSON)
	if err != nil {
		return err
	}
	if !bytes.Equal(edition, r.textEdition(d, shown)) {
		return errors.New("text.txt: not the words that are proven")
	}
	return b.verifyLayout(folder, h, v, expected)
}

func (b *Bag) verifyPage(d *ReleasedDocument, p *DocumentProof, n int, name string) error {
	h, v := p.Header.Page(n), p.Views[2+n]
	if err := d.marked(h, v); err != nil {
		return err
	}
	if v.hidesAll(h.Leaves) {
		return v.verify(h, tree{})
	}
	page, err := readPage(b, name, h)
	if err != nil {
		return err
	}
	for _, r := range v.Hidden {
		for i := r[0]; i < r[0]+r[1]; i++ {
			if !page.tileFilled(i) {
				return fmt.Errorf("view %q: content is given for hidden tile %d", v.View, i)
			}
		}
	}
	return v.verify(h, page.tree())
}
