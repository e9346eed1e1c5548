package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/akta-foi/akta/content/audit"
)

// The files of the folder Options.State, besides the filters of the audit. Both
// begin with a line that holds the SHA-256 digest of the rest, and are private.
const (
	pagesFile = "pages.json"
	auditFile = "audit.json"
)

const stateFormat = "https://github.com/akta-foi/akta/site-state/v1"

// state is what a Build remembers of the folder that it wrote. It speaks of
// public bytes only. It decides nothing by itself: a file is taken over when its
// bytes have the digest that is remembered, whoever wrote them. Bytes are not read
// for that where the file system says that nobody wrote to the file since: see markOf.
type state struct {
	Format string               `json:"format"`
	Files  map[string]stateFile `json:"files"` // by public name
	// Extra says that layouts wrote files that are no pages: which pages they
	// belong to is not known, so that all pages are rendered again.
	Extra bool `json:"extra,omitempty"`
	// Search is the full-text index, by year.
	Search map[string]stateYear `json:"search,omitempty"`
}

// stateFile is one public file.
type stateFile struct {
	Sum   []byte `json:"sum"`             // SHA-256
	Input []byte `json:"input,omitempty"` // of a page: digest of all it was made from
	Mark  []byte `json:"mark,omitempty"`  // see markOf; none: the file is read next time
}

// remembered is all that is kept between two Builds.
type remembered struct {
	pages *state
	audit *audit.Memory

	ledger *ledger // of a Build that has one, to be written when the site is in place
}

// recall reads the folder of Options.State. What is missing, broken or of another
// version is nil: the Build then does everything.
func recall(o Options) remembered {
	var r remembered
	if o.State == "" || o.Anew {
		return r
	}
	var reading sync.WaitGroup
	reading.Go(func() {
		if data, err := readState(filepath.Join(o.State, pagesFile)); err == nil {
			r.pages = parseState(data)
		}
	})
	if data, err := readState(filepath.Join(o.State, auditFile)); err == nil {
		r.audit, _ = audit.ParseMemory(data, func(name string) ([]byte, error) { // nil on an error
			return readState(filepath.Join(o.State, name))
		})
	}
	reading.Wait()
	return r
}

// keep writes the folder of Options.State.
func (r remembered) keep(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	var writing sync.WaitGroup
	var pages error
	writing.Go(func() { pages = r.pages.keep(dir) })
	err := r.keepAudit(dir)
	writing.Wait()
	return errors.Join(pages, err)
}

func (s *state) keep(dir string) error {
	s.Format = stateFormat
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return writeState(filepath.Join(dir, pagesFile), append([]byte(sealOf(data)+"\n"), data...))
}

func (r remembered) keepAudit(dir string) error {
	if r.audit == nil {
		if err := os.Remove(filepath.Join(dir, auditFile)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		return removeFilters(dir, nil)
	}
	filters := r.audit.Filters()
	for name, data := range filters {
		if data == nil {
			continue
		}
		if err := writeState(filepath.Join(dir, name), data); err != nil {
			return err
		}
	}
	data, err := r.audit.Marshal()
	if err != nil {
		return err
	}
	if err := writeState(filepath.Join(dir, auditFile), data); err != nil {
		return err
	}
	return removeFilters(dir, filters)
}

// removeFilters removes the filters of the audit that its memory does not name.
func removeFilters(dir string, named map[string][]byte) error {
	names, err := filepath.Glob(filepath.Join(dir, audit.FilterName))
	for _, name := range names {
		if _, ok := named[filepath.Base(name)]; !ok {
			err = errors.Join(err, os.Remove(name))
		}
	}
	return err
}

// parseState returns nil for what keep did not write.
func parseState(data []byte) *state {
	line, rest, ok := bytes.Cut(data, []byte("\n"))
	if !ok || string(line) != sealOf(rest) {
		return nil
	}
	s := &state{}
	if err := json.Unmarshal(rest, s); err != nil || s.Format != stateFormat {
		return nil
	}
	return s
}

func sealOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func readState(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxState+1))
	if err == nil && len(data) > maxState {
		err = fmt.Errorf("%s: more than %d bytes", name, maxState)
	}
	return data, err
}

// writeState writes a private file as a whole or not at all.
func writeState(name string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*.tmp") // 0600
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
