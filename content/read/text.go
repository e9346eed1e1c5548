package read

import (
	"fmt"
	"io"
	"path"
	"strings"
)

// readAll reads the whole source into memory, at most limit bytes.
func readAll(src Source, limit int64, what string) ([]byte, error) {
	if src.Size > limit {
		return nil, fmt.Errorf("%s: %d bytes, at most %d are read: split the file", what, src.Size, limit)
	}
	data := make([]byte, src.Size)
	if n, err := src.Data.ReadAt(data, 0); int64(n) < src.Size {
		if err == nil || err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return nil, fmt.Errorf("%s: read %d of %d bytes: %w", what, n, src.Size, err)
	}
	return data, nil
}

// readText fills doc from a text or Markdown file; it returns errNotText for
// anything that does not decode as text.
func readText(j *job) error {
	doc := j.doc
	data, err := readAll(j.src, maxTextSize, "text")
	if err != nil {
		return err
	}
	text, charset, err := decodeText(data)
	if err != nil {
		return err
	}
	if err := doc.setTokens(text); err != nil {
		return err
	}
	doc.MediaType, doc.Format, doc.MachineRead = "text/plain", "text", true
	switch strings.ToLower(path.Ext(j.src.Name)) {
	case ".md", ".markdown":
		doc.MediaType, doc.Format = "text/markdown", "markdown"
	}
	doc.setField("charset", charset)
	return nil
}

// setTokens fills the text view.
func (d *Document) setTokens(text string) error {
	tokens, dropped, err := tokenize(text)
	if err != nil {
		return err
	}
	if dropped > 0 {
		d.warn("%d control characters were left out of the text", dropped)
	}
	d.Tokens = tokens
	return nil
}
