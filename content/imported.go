package content

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/intake"
	"github.com/akta-foi/akta/content/law"
)

const (
	importedFile   = "imported.json"
	formatImported = "https://github.com/akta-foi/akta/imported/v1"
)

// imported is imported.json: what of a case came from other systems, so that
// the same import again changes nothing. It is private, and names nobody.
type imported struct {
	Format  string   `json:"format"`
	Origins []origin `json:"origins"`
}

// origin is one request of one source.
type origin struct {
	Source string         `json:"source"` // see intake.Sources
	ID     string         `json:"id"`     // the source's own
	State  string         `json:"state"`  // in the source's word, as it was last
	Items  []importedItem `json:"items"`
	Events []law.Event    `json:"events"` // as they were told, where the office's law takes them
}

// importedItem is one file of the source, and the document it became.
type importedItem struct {
	Key      string `json:"key"`
	SHA256   string `json:"sha256"`
	Document string `json:"document"`
}

// parseImported reads imported.json.
func parseImported(raw []byte) (*imported, error) {
	if len(raw) > maxImportedFile {
		return nil, fmt.Errorf("%s: %d bytes, more than the %d allowed", importedFile, len(raw), maxImportedFile)
	}
	m := new(imported)
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	err := d.Decode(m)
	if err == nil {
		if _, next := d.Token(); !errors.Is(next, io.EOF) {
			err = errors.New("something follows the JSON value")
		}
	}
	if err == nil {
		err = m.check()
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", importedFile, err)
	}
	return m, nil
}

func (m *imported) check() error {
	if m.Format != formatImported {
		return fmt.Errorf("format %q: want %q", m.Format, formatImported)
	}
	sources, _ := intake.Sources()
	for i, o := range m.Origins {
		switch {
		case !slices.Contains(sources, o.Source):
			return fmt.Errorf("source %q: not known", o.Source)
		case o.ID == "" || !isKey(o.ID) || !isKey(o.State):
			return fmt.Errorf("origin %d: id or state: want one line of text", i+1)
		case slices.ContainsFunc(m.Origins[:i], func(p origin) bool { return p.Source == o.Source && p.ID == o.ID }):
			return fmt.Errorf("origin %s %q: there twice", o.Source, o.ID)
		}
		for _, x := range o.Items {
			if sum, err := hex.DecodeString(x.SHA256); err != nil || len(sum) != 32 || !isKey(x.Key) || !documentID.MatchString(x.Document) {
				return fmt.Errorf("origin %q: item %q: want a key, a SHA-256 and a document", o.ID, x.Key)
			}
		}
	}
	return nil
}

// isKey holds what a source calls things to one line, bounded by package intake.
func isKey(s string) bool {
	return len(s) <= 2*maxTitle && utf8.ValidString(s) && !bytes.ContainsFunc([]byte(s), unicode.IsControl)
}

func (m *imported) marshal() ([]byte, error) {
	for i := range m.Origins {
		o := &m.Origins[i]
		if o.Items == nil {
			o.Items = []importedItem{}
		}
		if o.Events == nil {
			o.Events = []law.Event{}
		}
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		return nil, err
	}
	if b.Len() > maxImportedFile {
		return nil, fmt.Errorf("%s: %d bytes, more than the %d allowed", importedFile, b.Len(), maxImportedFile)
	}
	return b.Bytes(), nil
}

// imported reads what of a case was imported; of most cases nothing was.
func (o *Office) imported(caseID string) (*imported, error) {
	raw, err := os.ReadFile(filepath.Join(o.caseDir(caseID), importedFile))
	if errors.Is(err, fs.ErrNotExist) {
		return &imported{Format: formatImported}, nil
	}
	if err != nil {
		return nil, err
	}
	m, err := parseImported(raw)
	if err != nil {
		return nil, fmt.Errorf("case %q: %w", caseID, err)
	}
	return m, nil
}

func (o *Office) writeImported(caseID string, m *imported) error {
	raw, err := m.marshal()
	if err != nil {
		return err
	}
	return bundles.WriteFileAtomic(filepath.Join(o.caseDir(caseID), importedFile), raw, 0o600)
}
