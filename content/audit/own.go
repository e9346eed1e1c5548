package audit

import (
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
)

// isOwn tells whether a file is one that comes with the program, to the last
// byte. Only files of such a size are read for it.
func isOwn(own []Own, r io.ReaderAt, size int64) (bool, error) {
	if !slices.ContainsFunc(own, func(o Own) bool { return o.Size == size }) {
		return false, nil
	}
	h := sha256.New()
	n, err := io.Copy(h, io.NewSectionReader(r, 0, size))
	if err != nil {
		return false, err
	}
	if n != size {
		return false, fmt.Errorf("ends after %d of %d bytes", n, size)
	}
	return slices.Contains(own, Own{size, [sha256.Size]byte(h.Sum(nil))}), nil
}

// own is a packed program: there is none but the program's own verifier.
func (x *inspection) own(f *item) error {
	own, err := isOwn(x.options.Own, f.r, f.size)
	if err == nil && !own {
		err = defectAt(0, "a packed program other than the verifier that comes with akta")
	}
	return err
}
