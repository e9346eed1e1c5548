package read

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// Reader reads files of every known format. It starts the PDF sandbox when the
// first PDF comes and keeps the compiled code until Close. It may be used from
// several goroutines; PDFs are then read one after the other.
type Reader struct {
	pdf pdfEngine
}

// NewReader returns a reader. Close it when done.
func NewReader() *Reader { return &Reader{} }

// Warm starts the PDF sandbox ahead of the first PDF, which otherwise waits some
// seconds where it was never started on this machine. It may run beside Read.
func (r *Reader) Warm() error { return r.pdf.warm() }

// Close ends the PDF sandbox, if one was started.
func (r *Reader) Close() error { return r.pdf.close() }

// Read reads src. Its page images go to sink in order, from 1, one at a time; a
// nil sink wants none. An error of sink ends the reading and
// is returned. Errors say what was found and what to do; a file no reader knows
// is not an error but a Document with the format "bytes". Nothing is returned
// together with an error.
func (r *Reader) Read(ctx context.Context, src Source, sink func(Page) error) (*Document, error) {
	name := baseName(src.Name)
	src.Name = name
	doc := &Document{}
	if err := r.dispatch(ctx, src, doc, sink); err != nil {
		return nil, fmt.Errorf("reading %q: %w", name, err)
	}
	doc.setField("filename", name)
	slices.SortStableFunc(doc.Fields, func(a, b Field) int { return strings.Compare(a.Name, b.Name) })
	return doc, nil
}

func (r *Reader) dispatch(ctx context.Context, src Source, doc *Document, sink func(Page) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if src.Size <= 0 {
		return errors.New("empty: the file has 0 bytes: ask for it again")
	}
	head := make([]byte, min(src.Size, sniffBytes))
	if n, err := src.Data.ReadAt(head, 0); n < len(head) {
		if err == nil || err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return fmt.Errorf("read %d of %d bytes: %w", n, len(head), err)
	}
	switch formatOf(src.Name, head) {
	case "pdf":
		return r.pdf.read(ctx, src, doc, sink)
	case "image":
		return readImage(ctx, src, doc, sink)
	case "email":
		return readEmail(ctx, src, doc)
	}
	if looksBinary(head) || src.Size > maxTextSize {
		return readBytes(doc)
	}
	err := readText(src, doc)
	if errors.Is(err, errNotText) {
		return readBytes(doc)
	}
	return err
}

// formatOf tells the format by what the bytes are, then by what the name says.
// A name that promises a known format goes to its reader, whose error is
// better than silence.
func formatOf(name string, head []byte) string {
	switch {
	case bytes.HasPrefix(bytes.TrimLeft(head, "\xEF\xBB\xBF \t\r\n"), []byte("%PDF-")):
		return "pdf"
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")), bytes.HasPrefix(head, []byte("\xFF\xD8\xFF")):
		return "image"
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".pdf":
		return "pdf"
	case ".png", ".jpg", ".jpeg":
		return "image"
	case ".eml":
		return "email"
	}
	return ""
}

// looksBinary reports a NUL byte in a head that no byte order mark explains.
func looksBinary(head []byte) bool {
	return bytes.IndexByte(head, 0) >= 0 &&
		!bytes.HasPrefix(head, []byte("\xFF\xFE")) && !bytes.HasPrefix(head, []byte("\xFE\xFF"))
}

// readBytes says that a file has no views.
func readBytes(doc *Document) error {
	*doc = Document{MediaType: "application/octet-stream", Format: "bytes"}
	doc.warn("no reader for this format yet: sealed as bytes, cannot be redacted; released only whole or not at all")
	return nil
}

// baseName returns the last element of a path in either spelling.
func baseName(name string) string {
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	return cleanLine(name)
}
