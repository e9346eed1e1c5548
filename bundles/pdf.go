package bundles

import (
	"bufio"
	"fmt"
	"io"
)

// pdfWriter writes the objects of a PDF in their order, 1 to n, and the table
// of where they begin (ISO 32000-1, 7.5). There is no Info, no ID and no date
// in it: what is written follows from the objects alone.
type pdfWriter struct {
	w       *bufio.Writer
	at      int64
	offsets []int64
	err     error // the first one; nothing is written after it
}

func newPDFWriter(w io.Writer) *pdfWriter {
	p := &pdfWriter{w: bufio.NewWriterSize(w, 1<<16)}
	// Four bytes above 127 tell programs that the file is not text.
	p.print("%%PDF-1.7\n%%\xe2\xe3\xcf\xd3\n")
	return p
}

func (p *pdfWriter) write(data []byte) {
	if p.err == nil {
		p.at += int64(len(data))
		_, p.err = p.w.Write(data)
	}
}

func (p *pdfWriter) print(format string, args ...any) {
	p.write(fmt.Appendf(nil, format, args...))
}

// begin notes where the next object begins.
func (p *pdfWriter) begin() {
	p.offsets = append(p.offsets, p.at)
	p.print("%d 0 obj\n", len(p.offsets))
}

// object writes the next object.
func (p *pdfWriter) object(format string, args ...any) {
	p.begin()
	p.print(format, args...)
	p.print("\nendobj\n")
}

// stream writes the next object, a stream of the data in parts. entries is
// what its dictionary holds besides the length.
func (p *pdfWriter) stream(entries string, parts ...[]byte) {
	length := 0
	for _, part := range parts {
		length += len(part)
	}
	p.begin()
	p.print("<< %s/Length %d >>\nstream\n", entries, length)
	for _, part := range parts {
		p.write(part)
	}
	p.print("\nendstream\nendobj\n")
}

// finish writes the table and the trailer; object 1 is the catalog.
func (p *pdfWriter) finish() error {
	table := p.at
	if p.err == nil && table > maxPDFSize {
		p.err = fmt.Errorf("PDF of %d bytes, more than the %d it can have", table, int64(maxPDFSize))
	}
	p.print("xref\n0 %d\n0000000000 65535 f \n", len(p.offsets)+1)
	for _, at := range p.offsets {
		p.print("%010d 00000 n \n", at)
	}
	p.print("trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(p.offsets)+1, table)
	if p.err != nil {
		return p.err
	}
	return p.w.Flush()
}
