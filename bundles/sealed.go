package bundles

import (
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// Sealed is a sealed bag opened by the office that holds it, seeds and all.
// Nothing of it was verified; Verify does that.
type Sealed struct {
	Commitment *Commitment

	bag    *Bag
	secret *secret
	files  []namedFile // commitment.json and the signature's files, byte for byte
}

// OpenSealed opens the sealed bag dir.
func OpenSealed(dir string) (*Sealed, error) {
	b, err := OpenBag(dir)
	if err != nil {
		return nil, err
	}
	s := &Sealed{bag: b}
	if err := s.load(); err != nil {
		b.Close()
		return nil, fmt.Errorf("seal %s: %w", filepath.Base(dir), err)
	}
	return s, nil
}

func (s *Sealed) load() error {
	raw, err := s.bag.Read(nameCommitment, maxSmallJSON)
	if err != nil {
		return err
	}
	if s.Commitment, err = ParseCommitment(raw); err != nil {
		return err
	}
	if s.secret, err = readSecret(s.bag, s.Commitment); err != nil {
		return err
	}
	s.files = []namedFile{{nameCommitment, raw}}
	for _, n := range s.bag.names {
		if isSealSignature(n) {
			data, err := s.bag.Read(n, maxSignatureBundle)
			if err != nil {
				return err
			}
			s.files = append(s.files, namedFile{n, data})
		}
	}
	return nil
}

func readSecret(b *Bag, c *Commitment) (*secret, error) {
	raw, err := b.Read(nameSecret, maxSmallJSON)
	if err != nil {
		return nil, err
	}
	s, err := parseJSON[secret](nameSecret, raw, maxSmallJSON)
	if err != nil {
		return nil, err
	}
	if s.Format != formatSecret || len(s.Documents) != len(c.Documents) {
		return nil, fmt.Errorf("%s: format %q with %d documents, the commitment has %d", nameSecret, s.Format, len(s.Documents), len(c.Documents))
	}
	for i, d := range s.Documents {
		if d.ID != c.Documents[i].ID {
			return nil, fmt.Errorf("%s: document %q, the commitment has %q", nameSecret, d.ID, c.Documents[i].ID)
		}
	}
	return s, nil
}

// Close closes the bag.
func (s *Sealed) Close() error { return s.bag.Close() }

// CommitmentDigest is the SHA-256 of commitment.json.
func (s *Sealed) CommitmentDigest() Hash { return sha256.Sum256(s.files[0].data) }

// SealedDocument is one document of a sealed bag.
type SealedDocument struct {
	ID     string
	Header *Header
	Text   []string // the text view's leaves, pads included
	Meta   []string // the meta view's leaves, pads included

	Reading []byte // what the reader noted for the office; nil: nothing

	sealed *Sealed
	seed   Seed
	places []place
}

// Document reads a document's views, all but the page images.
func (s *Sealed) Document(id string) (*SealedDocument, error) {
	i := slices.IndexFunc(s.secret.Documents, func(d documentSecret) bool { return d.ID == id })
	if i < 0 {
		return nil, fmt.Errorf("document %q: not in seal %s", id, s.Commitment.Seal)
	}
	d := &SealedDocument{ID: id, sealed: s, seed: Seed(s.secret.Documents[i].Seed)}
	if err := d.load(); err != nil {
		return nil, fmt.Errorf("document %s of seal %s: %w", id, s.Commitment.Seal, err)
	}
	return d, nil
}

func (d *SealedDocument) load() (err error) {
	c := d.sealed.Commitment
	if d.Header, err = readHeader(d.sealed.bag, c, d.ID); err != nil {
		return err
	}
	if d.Text, err = readLeaves(d.sealed.bag, d.member("text.json"), d.Header.Views[2].Leaves); err != nil {
		return err
	}
	if d.Meta, err = readLeaves(d.sealed.bag, d.member("meta.json"), d.Header.Views[1].Leaves); err != nil {
		return err
	}
	if d.sealed.bag.Has(d.member(nameReading)) {
		if d.Reading, err = d.sealed.bag.Read(d.member(nameReading), maxJSON); err != nil {
			return err
		}
	}
	d.places, err = readPlaces(d.sealed.bag, d.member("places.json"), d.Header)
	return err
}

func (d *SealedDocument) member(name string) string { return "data/" + d.ID + "/" + name }

func readHeader(b *Bag, c *Commitment, id string) (*Header, error) {
	raw, err := b.Read("data/"+id+"/header.json", maxSmallJSON)
	if err != nil {
		return nil, err
	}
	h, err := parseJSON[Header]("header.json", raw, maxSmallJSON)
	if err != nil {
		return nil, err
	}
	return h, h.check(c.Case, c.Seal, id)
}

// readLeaves reads a view of text leaves in which nothing is hidden.
func readLeaves(b *Bag, name string, n int) ([]string, error) {
	raw, err := b.Read(name, maxJSON)
	if err != nil {
		return nil, err
	}
	shown, err := parseJSON[shownLeaves](name, raw, maxJSON)
	if err != nil {
		return nil, err
	}
	if err := shown.check(n, nil); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	leaves := make([]string, n)
	for i, leaf := range *shown {
		leaves[i] = *leaf
	}
	return leaves, nil
}

func readPlaces(b *Bag, name string, h *Header) ([]place, error) {
	raw, err := b.Read(name, maxJSON)
	if err != nil {
		return nil, err
	}
	places, err := parseJSON[[]place](name, raw, maxJSON)
	if err != nil {
		return nil, err
	}
	last := -1
	for _, p := range *places {
		if p[0] <= last || p[0] >= h.Views[2].Leaves || p[1] < 1 || p[1] > h.Pages() {
			return nil, fmt.Errorf("%s: place of leaf %d on page %d", name, p[0], p[1])
		}
		last = p[0]
	}
	return *places, nil
}

// Pages is the number of page views.
func (h *Header) Pages() int { return len(h.Views) - 3 }

// pageNumbers are the numbers of the pages, from 1.
func (h *Header) pageNumbers() []int {
	out := make([]int, h.Pages())
	for i := range out {
		out[i] = i + 1
	}
	return out
}

// Page returns the view header of page n, counted from 1.
func (h *Header) Page(n int) ViewHeader { return h.Views[2+n] }

// Page reads the image of page n, counted from 1.
func (d *SealedDocument) Page(n int) (*Page, error) {
	if n < 1 || n > d.Header.Pages() {
		return nil, fmt.Errorf("page %d: document %s has %d", n, d.ID, d.Header.Pages())
	}
	return readPage(d.sealed.bag, d.member(pageFile(n)), d.Header.Page(n))
}

func readPage(b *Bag, name string, v ViewHeader) (*Page, error) {
	raw, err := b.Read(name, maxPagePixels)
	if err != nil {
		return nil, err
	}
	p, err := decodePNG(raw, v)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return p, nil
}

// original is the member name of the file's own bytes.
func (b *Bag) original(folder string) string {
	for _, n := range b.names {
		if strings.HasPrefix(n, folder+"original") {
			return n
		}
	}
	return folder + "original"
}

// Places calls f for every text leaf that stands on a page.
func (d *SealedDocument) Places(f func(leaf, page int, box Box)) {
	for _, p := range d.places {
		f(p[0], p[1], p.box())
	}
}

// Gap grows a range of text leaves over the pad leaves beside it, which then
// say nothing about the number of words in it (SPEC 5.5).
func (d *SealedDocument) Gap(r Range) Range {
	first, end := r[0], r[0]+r[1]
	for first > 0 && d.Text[first-1] == "" {
		first--
	}
	for end < len(d.Text) && d.Text[end] == "" {
		end++
	}
	return Range{first, end - first}
}
