package bundles

import (
	"crypto/sha256"
	"fmt"
)

// Released is a release bag opened for what it shows and hides. Nothing of it
// was verified; Verify does that.
type Released struct {
	Release *Release
	Digest  Hash // SHA-256 of release.json

	bag   *Bag
	proof *Proof
}

// OpenReleased opens the release at path, a folder or a ZIP.
func OpenReleased(path string) (*Released, error) {
	b, err := OpenBag(path)
	if err != nil {
		return nil, err
	}
	r := &Released{bag: b}
	if err := r.load(); err != nil {
		b.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return r, nil
}

func (r *Released) load() error {
	raw, err := r.bag.Read(nameRelease, maxSmallJSON)
	if err != nil {
		return err
	}
	if r.Release, err = ParseRelease(raw); err != nil {
		return err
	}
	r.Digest = sha256.Sum256(raw)
	if raw, err = r.bag.Read(nameProof, maxProof); err != nil {
		return err
	}
	if r.proof, err = ParseProof(raw); err != nil {
		return err
	}
	return r.checkShape()
}

// checkShape holds that the headers and hidden ranges fit each other, so that
// the methods below can rely on it; what they say is still not verified.
func (r *Released) checkShape() error {
	for _, s := range r.proof.Seals {
		for i := range s.Documents {
			d := &s.Documents[i]
			if err := d.Header.check(r.Release.Case, s.Seal, d.ID); err != nil {
				return fmt.Errorf("%s: document %s: %w", nameProof, d.ID, err)
			}
			if err := d.checkViews(); err != nil {
				return fmt.Errorf("%s: %w", nameProof, err)
			}
		}
	}
	return nil
}

// Close closes the bag.
func (r *Released) Close() error { return r.bag.Close() }

// Hidden tells which leaves of a view the release hides. Of a document it does
// not release it returns false.
func (r *Released) Hidden(seal, id, view string) ([]Range, bool) {
	if d := r.proof.document(seal, id); d != nil {
		for _, v := range d.Views {
			if v.View == view {
				return v.Hidden, true
			}
		}
	}
	return nil, false
}

// Header returns a released document's header, or nil.
func (r *Released) Header(seal, id string) *Header {
	if d := r.proof.document(seal, id); d != nil {
		return &d.Header
	}
	return nil
}

// Text returns a released document's text leaves; nil stands for a hidden one.
func (r *Released) Text(seal, id string) ([]*string, error) {
	d := r.proof.document(seal, id)
	if d == nil {
		return nil, nil
	}
	return r.bag.shownText(dataFolder(seal, id), d)
}

// PageFile is the member name of a page's image, and whether there is one.
func (r *Released) PageFile(seal, id string, n int) (string, bool) {
	name := dataFolder(seal, id) + pageFile(n)
	return name, r.bag.Has(name)
}

// WholeFile is the member name of the file's own bytes, and whether they are
// released.
func (r *Released) WholeFile(seal, id string) (string, bool) {
	name := r.bag.original(dataFolder(seal, id))
	return name, r.bag.Has(name)
}

// Bag gives access to the members.
func (r *Released) Bag() *Bag { return r.bag }

// Evidence judges the signature of a seal, or with "" that of the redactor.
func (r *Released) Evidence(t *Trust, seal string) (SignatureCheck, error) {
	folder, prefix, subject, predicate, role := "", "release", nameRelease, PredicateRelease, "release"
	if seal != "" {
		folder, prefix, subject, predicate, role = sealFolder(seal), "seal", nameCommitment, PredicateSeal, "seal"
	}
	raw, err := r.bag.Read(folder+prefix+".sigstore.json", maxSignatureBundle)
	if err != nil {
		return SignatureCheck{}, err
	}
	sig, err := ParseSignature(raw)
	if err != nil {
		return SignatureCheck{}, err
	}
	data, err := r.bag.Read(folder+subject, maxSmallJSON)
	if err != nil {
		return SignatureCheck{}, err
	}
	return t.CheckSignature(sig, subject, data, predicate, role), nil
}

// Shows returns the seal from which the release shows a document, and false
// where it shows none of that id.
func (r *Released) Shows(id string) (seal string, ok bool) {
	for _, d := range r.Release.Documents {
		if d.ID == id && d.Withheld == "" {
			return d.Seal, true
		}
	}
	return "", false
}

// checkLedger refuses to hide what an earlier release that stands shows (SPEC
// 5.9): it is public, and two releases together would prove it. Pages of one geometry are
// compared tile by tile also between two readings of a document; the leaves of
// two texts do not correspond, and the caller compares the words.
func (d *ReleasedDocument) checkLedger(h *Header, earlier []*Released) error {
	for _, e := range earlier {
		seal, ok := e.Shows(d.ID)
		if !ok {
			continue
		}
		for _, v := range h.Views[2:] {
			if v.View == ViewText && seal != d.Seal {
				continue
			}
			before, released := e.hiddenOf(seal, d.ID, v)
			if !released {
				continue
			}
			now, err := d.hidden(v)
			if err != nil {
				return err
			}
			if hidesMore(v.Leaves, before, now) {
				return fmt.Errorf("view %q: a redaction hides what release %s shows: it is public already; only a takedown of %[2]s can hide it", v.View, e.Release.Release)
			}
		}
	}
	return nil
}

// hiddenOf is Hidden for a view of the same geometry as v.
func (r *Released) hiddenOf(seal, id string, v ViewHeader) ([]Range, bool) {
	h := r.Header(seal, id)
	if h == nil {
		return nil, false
	}
	for _, o := range h.Views {
		if o.View == v.View && o.Leaves == v.Leaves && o.Width == v.Width && o.Height == v.Height {
			return r.Hidden(seal, id, v.View)
		}
	}
	return nil, false
}

// checkWithheld refuses to withhold a document that an earlier release that
// stands shows.
func (d *ReleasedDocument) checkWithheld(earlier []*Released) error {
	for _, e := range earlier {
		if _, ok := e.Shows(d.ID); ok {
			return fmt.Errorf("withheld, and release %s shows it: it is public already; only a takedown of %[1]s can withhold it", e.Release.Release)
		}
	}
	return nil
}
