package site

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"time"

	"github.com/akta-foi/akta/content/audit"
)

// planKeys gives each case its key: the digest of all that the case's pages, data
// and texts for the search are made from, the theme apart. That is the case, the
// portal without its other cases and without what grows with them (reports, the log),
// and the program.
// What has the key that it had in the last Build need not be made to be compared.
func (pl *plan) planKeys() error {
	var err error
	if pl.program, err = audit.Program(); err != nil {
		return err
	}
	common := *pl.portal
	common.Cases, common.Reports, common.LogSize, common.Generated = nil, nil, 0, time.Time{}
	portal, err := json.Marshal(common)
	if err != nil {
		return fmt.Errorf("portal: %w", err)
	}
	return inParallel(context.Background(), len(pl.cases), func(i int) error {
		c := &pl.cases[i]
		data, err := json.Marshal(c.src)
		if err != nil {
			return fmt.Errorf("case %q: %w", c.src.ID, err)
		}
		h := sha256.New()
		putAll(h, pl.program, portal, []byte(c.slug), data)
		c.key = [sha256.Size]byte(h.Sum(nil))
		return nil
	})
}

// keyedFile is a small public file of one case or of some, which is made where the
// last Build did not make it from the same.
type keyedFile struct {
	name  string
	input [sha256.Size]byte
	make  func() ([]byte, error)
}

// file is a public file of the case, below its address.
func (c *plannedCase) file(name string, make func() ([]byte, error)) keyedFile {
	f := keyedFile{name: c.address() + name, make: make}
	h := sha256.New()
	putAll(h, c.key[:], []byte(name))
	f.input = [sha256.Size]byte(h.Sum(nil))
	return f
}

// put writes the file, or keeps the one that was made from the same.
func (f *keyedFile) put(out *fresh, last *state) error {
	if last != nil {
		if was := last.Files[f.name]; len(was.Sum) == sha256.Size && string(was.Input) == string(f.input[:]) {
			if kept, err := out.keep(f.name, [sha256.Size]byte(was.Sum)); kept || err != nil {
				return err
			}
		}
	}
	data, err := f.make()
	if err != nil {
		return fmt.Errorf("open data: %s: %w", f.name, err)
	}
	return out.put(f.name, data)
}
