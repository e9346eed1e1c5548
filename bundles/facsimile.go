package bundles

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"
)

// How far a box on a page grows beyond the word it hides.
const (
	GrowthLine  = "line"  // so far that neither edition, nor both together, tell the width of what is hidden
	GrowthPage  = "page"  // a page on which something is hidden is not shown as an image at all
	GrowthExact = "exact" // around the word only, which gives its width away; wants a reason
)

// Facsimile is the page images of a document as one PDF (SPEC 5.11). The PDF is
// no member of the bag: it follows from the members, byte for byte, and the
// redactor signs its digest.
type Facsimile struct {
	Growth string `json:"growth"`           // see the constants
	Reason string `json:"reason,omitempty"` // why it is exact
	SHA256 Hash   `json:"sha256"`           // of the PDF; the writer sets it
}

// check holds what growth and reason may be; a nil facsimile is fine.
func (f *Facsimile) check() error {
	switch {
	case f == nil:
		return nil
	case f.Growth == GrowthExact:
		return checkLine("facsimile: reason for exact boxes", f.Reason)
	case f.Growth != GrowthLine && f.Growth != GrowthPage:
		return fmt.Errorf("facsimile: growth %q, want %q, %q or %q", f.Growth, GrowthLine, GrowthPage, GrowthExact)
	case f.Reason != "":
		return fmt.Errorf("facsimile: a reason, and growth %q, which needs none", f.Growth)
	}
	return nil
}

// document finds a document that the release shows, and its proof, and holds
// the proof's shape, so that views can be found by their place.
func (r *Released) document(seal, id string) (*ReleasedDocument, *DocumentProof, error) {
	p := r.proof.document(seal, id)
	i := slices.IndexFunc(r.Release.Documents, func(o ReleasedDocument) bool { return o.Seal == seal && o.ID == id && o.Withheld == "" })
	if p == nil || i < 0 {
		return nil, nil, fmt.Errorf("document %s of seal %s: not shown by release %s", id, seal, r.Release.Release)
	}
	if err := errors.Join(p.Header.check(r.Release.Case, seal, id), p.checkViews()); err != nil {
		return nil, nil, err
	}
	return &r.Release.Documents[i], p, nil
}

func (r *Released) facsimile(seal, id string) (*facsimile, *ReleasedDocument, error) {
	d, p, err := r.document(seal, id)
	if err != nil {
		return nil, nil, err
	}
	if d.Facsimile == nil || len(p.shownPages()) == 0 {
		return nil, nil, fmt.Errorf("document %s of seal %s: has no facsimile: no page of it is shown", id, seal)
	}
	text, err := r.bag.shownText(dataFolder(seal, id), p)
	if err != nil {
		return nil, nil, err
	}
	f, err := r.bag.facsimile(d, p, text)
	return f, d, err
}

// WriteFacsimile writes the facsimile PDF of a released document: the page
// images with their boxes, and over them, not visible, the shown words that no
// box touches. The same release gives the same bytes, always. It holds one page
// in memory, and fails where the document shows no page.
func (r *Released) WriteFacsimile(w io.Writer, seal, id string) error {
	f, _, err := r.facsimile(seal, id)
	if err != nil {
		return err
	}
	return f.write(w)
}

// CheckFacsimile tells whether pdf is the facsimile of a released document, to
// the last byte, by making it again; nil says that it is.
func (r *Released) CheckFacsimile(pdf io.Reader, seal, id string) error {
	f, d, err := r.facsimile(seal, id)
	if err != nil {
		return err
	}
	same := &comparer{want: pdf}
	h := sha256.New()
	if err := f.write(io.MultiWriter(same, h)); err != nil {
		return fmt.Errorf("facsimile of document %s: %w", id, err)
	}
	switch n, err := io.ReadFull(pdf, make([]byte, 1)); {
	case n > 0:
		return fmt.Errorf("facsimile of document %s: goes on after its %d bytes", id, same.at)
	case err != io.EOF:
		return fmt.Errorf("facsimile of document %s: %w", id, err)
	case Hash(h.Sum(nil)) != d.Facsimile.SHA256:
		return fmt.Errorf("facsimile of document %s: made of this release, and not the one that was signed", id)
	}
	return nil
}

// comparer holds what is written to it against what it reads.
type comparer struct {
	want io.Reader
	at   int64
	buf  []byte
}

func (c *comparer) Write(data []byte) (int, error) {
	c.buf = slices.Grow(c.buf[:0], len(data))[:len(data)]
	n, err := io.ReadFull(c.want, c.buf)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = fmt.Errorf("ends after %d bytes", c.at+int64(n))
	}
	for i := range n {
		if c.buf[i] != data[i] {
			return i, fmt.Errorf("differs from the release's at byte %d", c.at+int64(i))
		}
	}
	c.at += int64(n)
	return n, err
}
