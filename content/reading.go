package content

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/read"
)

// Reading is what was noted when a document was read, besides its views. It is
// sealed with them, for the office alone: what hides in the file, and what no
// machine could read, has to be known when a release is decided.
type Reading struct {
	Format   string        `json:"format"`             // the reader
	Language string        `json:"language,omitempty"` // as detected
	Hidden   []read.Hidden `json:"hidden,omitempty"`   // in the file, and not in the views
	Blocks   []read.Block  `json:"blocks,omitempty"`   // headings, items and cells, by the numbers of the words

	Recognised int `json:"recognised,omitempty"` // words read from an image
}

func readingOf(doc *read.Document) *Reading {
	r := &Reading{Format: doc.Format, Language: doc.Language, Hidden: doc.Hidden, Blocks: doc.Blocks}
	for _, t := range doc.Tokens {
		if t.Confidence > 0 {
			r.Recognised++
		}
	}
	return r
}

// recognised tells whether some of the words were read from an image. Older
// seals do not say it.
func (r *Reading) recognised() bool {
	return r.Recognised > 0 || r.Format == "image" || r.Format == "tiff" || slices.ContainsFunc(r.Hidden, func(h read.Hidden) bool {
		return h.Kind == read.HiddenUnreadRegion || h.Kind == read.HiddenTextDiffers
	})
}

func (r *Reading) marshal() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(r)
	return b.Bytes(), err
}

// sealedReading is what was noted of a sealed document.
func sealedReading(doc *bundles.SealedDocument) (*Reading, error) {
	r := new(Reading)
	if doc.Reading == nil {
		return r, nil
	}
	d := json.NewDecoder(bytes.NewReader(doc.Reading))
	d.DisallowUnknownFields()
	if err := d.Decode(r); err != nil {
		return nil, fmt.Errorf("document %s: what was noted when it was read: %w", doc.ID, err)
	}
	return r, nil
}

// hiddenKinds says in a few words what hides in a file: "2 comment, 1 thumbnail".
func hiddenKinds(hidden []read.Hidden) string {
	var kinds []read.HiddenKind
	count := map[read.HiddenKind]int{}
	for _, h := range hidden {
		if count[h.Kind]++; count[h.Kind] == 1 {
			kinds = append(kinds, h.Kind)
		}
	}
	slices.Sort(kinds)
	var out []string
	for _, k := range kinds {
		out = append(out, fmt.Sprintf("%d %s", count[k], k))
	}
	return strings.Join(out, ", ")
}

// readDocument reads a stored document as the plan says, with its corrections.
func (o *Office) readDocument(ctx context.Context, r *read.Reader, caseID string, d Document, sink func(read.Page) error) (*read.Document, error) {
	if d.Unreadable != "" {
		return read.Unreadable(d.File, d.Unreadable), nil
	}
	doc, err := o.readStored(ctx, r, caseID, d, sink)
	if err != nil {
		return nil, err
	}
	c, err := o.corrections(caseID, d.ID)
	if err != nil {
		return nil, err
	}
	if c != nil {
		err = c.Apply(doc)
	}
	return doc, err
}

// readStored reads a stored document as it is.
func (o *Office) readStored(ctx context.Context, r *read.Reader, caseID string, d Document, sink func(read.Page) error) (*read.Document, error) {
	f, err := os.Open(o.documentPath(caseID, d))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return r.Read(ctx, read.Source{Name: d.File, Data: f, Size: info.Size(), Password: d.Password}, sink)
}

func (o *Office) documentPath(caseID string, d Document) string {
	return filepath.Join(o.caseDir(caseID), documentsDir, d.File)
}

// openDocument opens a stored document's own bytes.
func (o *Office) openDocument(caseID string, d Document) (io.ReadCloser, error) {
	return os.Open(o.documentPath(caseID, d))
}
