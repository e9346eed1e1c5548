package read

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/akta-foi/akta/content/read/ocr"
)

// Options says how files are read.
type Options struct {
	Languages []string       // the office's, "cs", "hu", ...: what OCR looks for
	OCR       *ocr.Engine    // nil: scans and pictures are not machine-read
	Soffice   string         // path of the soffice whose pages an office wants; "": pages typeset by akta
	Progress  func(Progress) // may be nil; called from several goroutines
}

// Reader reads files of every known format. It starts PDF sandboxes when the
// first PDF comes and keeps the compiled code until Close. It may be used from
// several goroutines.
type Reader struct {
	opt Options
	pdf pdfEngine
}

// NewReader returns a reader. Close it when done.
func NewReader(opt Options) *Reader { return &Reader{opt: opt} }

// Warm starts the PDF sandbox ahead of the first PDF, which otherwise waits some
// seconds where it was never started on this machine. It may run beside Read.
func (r *Reader) Warm() error { return r.pdf.warm() }

// Close ends the PDF sandboxes, if any were started.
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
	j := &job{ctx: ctx, reader: r, src: src, doc: doc, sink: sink}
	if err := dispatch(j); err != nil {
		return nil, fmt.Errorf("reading %q: %w", name, err)
	}
	j.notes.settle(doc)
	j.place()
	doc.Language = language(doc.Tokens)
	doc.setField("filename", name)
	slices.SortStableFunc(doc.Fields, func(a, b Field) int { return strings.Compare(a.Name, b.Name) })
	return doc, nil
}

func dispatch(j *job) error {
	if err := j.ctx.Err(); err != nil {
		return err
	}
	if j.src.Size <= 0 {
		return errors.New("empty: the file has 0 bytes: ask for it again")
	}
	head := make([]byte, min(j.src.Size, sniffBytes))
	if n, err := j.src.Data.ReadAt(head, 0); n < len(head) {
		if err == nil || err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return fmt.Errorf("read %d of %d bytes: %w", n, len(head), err)
	}
	if f := formatOf(j.src, head); f != nil {
		return f.within(j)
	}
	if looksBinary(head) || j.src.Size > maxTextSize {
		return readBytes(j.doc)
	}
	err := readText(j)
	if errors.Is(err, errNotText) {
		return readBytes(j.doc)
	}
	return err
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

// readBytesBecause says so for a format whose name is known, and what to do.
func readBytesBecause(doc *Document, why string) error {
	*doc = Document{MediaType: "application/octet-stream", Format: "bytes"}
	doc.warn("%s", why)
	return nil
}

// Unreadable is the document of a file that no reader could read, and why: it
// has no views, and is released whole or not at all.
func Unreadable(name, why string) *Document {
	doc := &Document{}
	_ = readBytesBecause(doc, why+": sealed as bytes, cannot be redacted; released only whole or not at all") // never fails
	doc.setField("filename", baseName(name))
	return doc
}

// baseName returns the last element of a path in either spelling.
func baseName(name string) string {
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	return cleanLine(name)
}
