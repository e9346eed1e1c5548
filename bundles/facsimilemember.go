package bundles

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// addFacsimile writes places.json of a document whose other members are
// written, and gives the release's entry the digest of the PDF. Of a document
// that shows no page there is none, whatever growth the caller asks for.
func (w *bagWriter) addFacsimile(r *Release, s *SealedDocument, p *DocumentProof, folder string, text shownLeaves) error {
	d := &r.Documents[slices.IndexFunc(r.Documents, func(o ReleasedDocument) bool { return o.ID == s.ID })]
	f := Facsimile{Growth: GrowthLine}
	if d.Facsimile != nil {
		f = *d.Facsimile
	}
	d.Facsimile = nil
	if len(p.shownPages()) == 0 {
		return nil
	}
	if err := f.holds(p); err != nil {
		return err
	}
	places := newPlaceSieve(p, text).of(s.places)
	if len(places) > 0 {
		data := marshalPlaces(places)
		if len(data) > maxPlaces {
			return fmt.Errorf("%s: %d bytes, more than the %d allowed", namePlaces, len(data), maxPlaces)
		}
		if err := w.add(folder+namePlaces, data); err != nil {
			return err
		}
	}
	var err error
	f.SHA256, err = newFacsimile(d, p, text, places, func(n int) ([]byte, error) {
		return os.ReadFile(filepath.Join(w.tmp, filepath.FromSlash(folder+pageFile(n))))
	}).digest()
	d.Facsimile = &f
	return err
}

// holds tells whether the growth is that of a document, as far as can be seen.
func (f *Facsimile) holds(p *DocumentProof) error {
	if f.Growth != GrowthPage {
		return nil
	}
	for _, n := range p.shownPages() {
		if len(p.Views[2+n].Hidden) > 0 {
			return fmt.Errorf("facsimile: growth %q, and page %d is shown in part", GrowthPage, n)
		}
	}
	return nil
}

// facsimile gathers a document's facsimile from the members of a release.
func (b *Bag) facsimile(d *ReleasedDocument, p *DocumentProof, text shownLeaves) (*facsimile, error) {
	folder := dataFolder(d.Seal, d.ID)
	places, err := b.readReleasedPlaces(folder, p, text)
	if err != nil {
		return nil, err
	}
	return newFacsimile(d, p, text, places, func(n int) ([]byte, error) { return b.Read(folder+pageFile(n), maxPagePixels) }), nil
}

// verifyFacsimile holds the places against what is hidden, and the digest that
// the redactor signed against the PDF, which it makes again.
func (b *Bag) verifyFacsimile(d *ReleasedDocument, p *DocumentProof, folder string, expected map[string]bool) error {
	pages := p.shownPages()
	if (d.Facsimile != nil) != (len(pages) > 0) {
		return fmt.Errorf("facsimile: signed: %t, and %s shown", d.Facsimile != nil, count(len(pages), "page is", "pages are"))
	}
	if len(pages) == 0 {
		return nil
	}
	if err := d.Facsimile.holds(p); err != nil {
		return err
	}
	expected[folder+namePlaces] = true
	text, err := b.shownText(folder, p)
	if err != nil {
		return err
	}
	f, err := b.facsimile(d, p, text)
	if err != nil {
		return err
	}
	digest, err := f.digest()
	if err != nil {
		return err
	}
	if digest != d.Facsimile.SHA256 {
		return errors.New("facsimile: the PDF made of the release is not the one that was signed")
	}
	return nil
}

// shownText reads the text leaves that a release shows; nil: none.
func (b *Bag) shownText(folder string, p *DocumentProof) (shownLeaves, error) {
	h, v := p.Header.Views[2], p.Views[2]
	if v.hidesAll(h.Leaves) {
		return nil, nil
	}
	raw, err := b.Read(folder+"text.json", maxJSON)
	if err != nil {
		return nil, err
	}
	shown, err := parseJSON[shownLeaves]("text.json", raw, maxJSON)
	if err != nil {
		return nil, err
	}
	if err := shown.check(h.Leaves, v.Hidden); err != nil {
		return nil, fmt.Errorf("text.json: %w", err)
	}
	return *shown, nil
}
