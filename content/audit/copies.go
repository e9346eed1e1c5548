package audit

import (
	"crypto/sha256"
	"io"
)

// copies finds files of the office among what is public, byte for byte, however
// they are named and packed.
type copies map[[sha256.Size]byte]*Private

func newCopies(private []Private) copies {
	c := copies{}
	for i := range private {
		for _, sum := range private[i].Sums {
			if len(sum) == sha256.Size {
				c[[sha256.Size]byte(sum)] = &private[i]
			}
		}
	}
	return c
}

// beginnings are those of the digests, by which they are remembered.
func (c copies) beginnings() map[uint64]bool {
	out := map[uint64]bool{}
	for sum := range c {
		out[beginning(sum[:])] = true
	}
	return out
}

// look compares a public file with all private ones. It returns the file's
// digest, where there is something to compare or the digest is to be remembered.
func (c copies) look(name string, r io.ReaderAt, size int64, remember bool) (sum [sha256.Size]byte, hits []Hit, err error) {
	if size == 0 || len(c) == 0 && !remember {
		return sum, nil, nil
	}
	h := sha256.New()
	if _, err := io.Copy(h, io.NewSectionReader(r, 0, size)); err != nil {
		return sum, nil, err
	}
	sum = [sha256.Size]byte(h.Sum(nil))
	p := c[sum]
	if p == nil {
		return sum, nil, nil
	}
	return sum, []Hit{{Check: CheckDigests, Case: p.Case, Document: p.Document, Class: p.What, File: name, What: "is, byte for byte, something private"}}, nil
}
