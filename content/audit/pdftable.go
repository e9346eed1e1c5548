package audit

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
)

const pdfHeaderSize = 15 // "%PDF-1.7", a line feed, "%", four bytes, a line feed

var pdfTail = regexp.MustCompile(`(?s)\nstartxref\n([1-9][0-9]{0,9})\n%%EOF\n$`)

// readHeader reads the first two lines (ISO 32000-1, 7.5.2).
func (d *pdfDocument) readHeader() error {
	head, err := d.read(0, min(pdfHeaderSize, d.item.size), pdfHeaderSize)
	if err != nil {
		return err
	}
	if len(head) < pdfHeaderSize || !bytes.HasPrefix(head, []byte("%PDF-1.7\n%")) || head[14] != '\n' {
		return defectAt(0, "not the header of a facsimile")
	}
	for i, c := range head[10:14] {
		if c < 0x80 {
			return defectAt(int64(10+i), "not the header of a facsimile")
		}
	}
	return nil
}

// readTable reads the one cross-reference table and the one trailer at the end
// of the file (7.5.4, 7.5.5) and returns the catalog's number.
func (d *pdfDocument) readTable() (root int, err error) {
	size := d.item.size
	tail, err := d.read(max(size-64, 0), size, 64)
	if err != nil {
		return 0, err
	}
	m := pdfTail.FindSubmatch(tail)
	if m == nil {
		return 0, defectAt(size, "the file does not end with startxref, its offset and %%%%EOF")
	}
	if d.xref, err = strconv.ParseInt(string(m[1]), 10, 64); err != nil || d.xref < pdfHeaderSize || d.xref >= size {
		return 0, defectAt(size, "startxref outside the file")
	}
	data, err := d.read(d.xref, size, maxPDFObjects*20+maxPDFDictionary)
	if err != nil {
		return 0, err
	}
	wrong := defectAt(d.xref, "not the cross-reference table of a facsimile")
	head, rest, _ := bytes.Cut(data, []byte("0000000000 65535 f \n"))
	count := 0
	if n, err := fmt.Sscanf(string(head), "xref\n0 %d\n", &count); n != 1 || err != nil || count < 2 || count > maxPDFObjects ||
		string(head) != fmt.Sprintf("xref\n0 %d\n", count) || len(rest) < 20*(count-1) {
		return 0, wrong
	}
	d.offsets = make([]int64, count)
	last := int64(0)
	for i := 1; i < count; i++ {
		entry := string(rest[20*(i-1) : 20*i])
		at, err := strconv.ParseInt(entry[:10], 10, 64)
		if err != nil || entry != fmt.Sprintf("%010d 00000 n \n", at) || at <= last || at >= d.xref {
			return 0, wrong
		}
		d.offsets[i], last = at, at
	}
	if d.offsets[1] != pdfHeaderSize {
		return 0, defectAt(pdfHeaderSize, "bytes before the first object that belong to none")
	}
	return d.readTrailer(rest[20*(count-1):], count)
}

func (d *pdfDocument) readTrailer(data []byte, count int) (root int, err error) {
	base := d.item.size - int64(len(data))
	if !bytes.HasPrefix(data, []byte("trailer\n")) {
		return 0, defectAt(base, "no trailer after the cross-reference table")
	}
	l := &pdfLexer{data: data, at: len("trailer\n"), base: base}
	v, err := l.value(0)
	if err != nil {
		return 0, err
	}
	t, ok := v.(pdfDict)
	if !ok {
		return 0, l.defect("no dictionary in the trailer")
	}
	if string(data[l.at:]) != fmt.Sprintf("\nstartxref\n%d\n%%%%EOF\n", d.xref) {
		return 0, l.defect("something between the trailer and the end")
	}
	if err := d.checkKeys("trailer", t, l); err != nil {
		return 0, err
	}
	if n := t["Size"].(pdfNumber); n.value != float64(count) {
		return 0, l.defect("a trailer for another number of objects")
	}
	ref, ok := t["Root"].(pdfRef)
	if !ok || int(ref) >= count {
		return 0, l.defect("a trailer without a catalog")
	}
	return int(ref), nil
}
