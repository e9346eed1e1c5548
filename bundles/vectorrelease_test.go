package bundles

import "fmt"

// ReleaseVector is a release as a vector, for a second implementation to
// judge: every document it releases, with what the bag shows of it. For tests of
// package bundles_test.
func ReleaseVector(r *Released, name string) ([]byte, error) {
	v := documentVector{Vector: algorithmGGM, Name: name, Releases: []documentRelease{}}
	proof, err := r.bag.Read(nameProof, maxProof)
	if err != nil {
		return nil, err
	}
	for _, s := range r.proof.Seals {
		commitment, err := r.bag.Read(sealFolder(s.Seal)+nameCommitment, maxSmallJSON)
		if err != nil {
			return nil, err
		}
		for _, d := range s.Documents {
			out := documentRelease{Name: s.Seal + "/" + d.ID, Expect: expectHolds, Document: d.ID, Commitment: string(commitment), Proof: string(proof)}
			if err := out.fill(r, s.Seal, &d); err != nil {
				return nil, fmt.Errorf("%s/%s: %w", s.Seal, d.ID, err)
			}
			v.Releases = append(v.Releases, out)
		}
	}
	return marshalVector(v), nil
}

// NewReleased opens a bag as a release.
func NewReleased(b *Bag) (*Released, error) {
	r := &Released{bag: b}
	return r, r.load()
}

// fill takes a document's members from the bag.
func (r *documentRelease) fill(from *Released, seal string, d *DocumentProof) error {
	folder := dataFolder(seal, d.ID)
	read := func(name string, put func(data []byte)) error {
		if !from.bag.Has(name) {
			return nil
		}
		data, err := from.bag.Read(name, maxJSON)
		if err == nil {
			put(data)
		}
		return err
	}
	if err := read(from.bag.original(folder), func(data []byte) { r.File = (*Bytes)(&data) }); err != nil {
		return err
	}
	if err := read(folder+"meta.json", func(data []byte) { r.Meta = string(data) }); err != nil {
		return err
	}
	if err := read(folder+"text.json", func(data []byte) { r.Text = string(data) }); err != nil {
		return err
	}
	for _, n := range d.Header.pageNumbers() {
		if !from.bag.Has(folder + pageFile(n)) {
			continue
		}
		p, err := readPage(from.bag, folder+pageFile(n), d.Header.Page(n))
		if err != nil {
			return err
		}
		r.Pages = append(r.Pages, pageShown{n, p.Samples})
	}
	return nil
}
