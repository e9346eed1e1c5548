package read

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/akta-foi/akta/content/read/pdfobject"
)

// pdfExtent is a run of bytes that belong to something.
type pdfExtent struct{ from, to int64 }

// readBytes names the bytes of the file that belong to no object: before the
// header, after the end, and between objects.
func (s *pdfScan) readBytes() {
	r := s.raw.Reader(s.ctx, maxPDFWork)
	if h := s.raw.Header; h > 0 {
		head := make([]byte, h)
		if _, err := s.f.j.src.Data.ReadAt(head, 0); err == nil {
			s.nameBytes("before the header", 0, h, head)
		}
	}
	if s.raw.Repaired {
		return // where a damaged file ends cannot be said
	}
	known := s.knownBytes(r)
	at := int64(0)
	for _, e := range append(known, pdfExtent{s.raw.Size, s.raw.Size}) {
		if e.from > at {
			s.readGap(r, at, e.from)
		}
		at = max(at, e.to)
	}
	if err := r.Err(); err != nil {
		s.f.doc.warn("objects could not be read: %v: bytes between objects are not known", err)
	}
}

// knownBytes returns what belongs to objects and cross-reference sections, in
// order. Objects that a later save replaced belong to an earlier revision.
func (s *pdfScan) knownBytes(r *pdfobject.Reader) []pdfExtent {
	known := []pdfExtent{{0, int64(len("%PDF-1.7"))}}
	add := func(at int64, number int) {
		if _, end, err := r.Extent(at, number); err == nil {
			known = append(known, pdfExtent{at, end})
		}
	}
	for _, n := range s.raw.Numbers() {
		if at, ok := s.raw.Place(n); ok {
			add(at, n)
		}
	}
	for _, at := range s.raw.Replaced() {
		add(at, -1)
	}
	for _, section := range s.raw.Sections {
		if section.End > 0 {
			known = append(known, pdfExtent{section.Start, section.End})
		} else {
			known = append(known, pdfExtent{section.Start, section.After})
		}
	}
	slices.SortFunc(known, func(a, b pdfExtent) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	return known
}

// readGap names the bytes between two things if they are more than white space,
// comments and the words that end objects.
func (s *pdfScan) readGap(r *pdfobject.Reader, from, to int64) {
	const step = 1 << 20
	for at := from; at < to; at += step {
		data, err := r.Bytes(at, min(step, to-at))
		if err != nil {
			return
		}
		rest := withoutFiller(data)
		if len(rest) == 0 {
			continue
		}
		at += int64(len(data) - len(rest))
		where := "between objects"
		if to == s.raw.Size {
			where = "after the end"
		}
		s.nameBytes(where, at+s.raw.Header, to+s.raw.Header, rest)
		return
	}
}

func (s *pdfScan) nameBytes(where string, from, to int64, data []byte) {
	if len(bytes.Trim(data, "\x00\t\n\f\r \xEF\xBB\xBF")) == 0 {
		return
	}
	kind := HiddenUnknownPart
	if bytes.Contains(data, []byte("startxref")) && bytes.Contains(data, []byte("%%EOF")) {
		// A whole earlier file, to which the newest cross-reference does not lead back.
		kind, where = HiddenRevision, where+", with an earlier end of the file"
	}
	s.name(Hidden{
		Kind: kind, Where: fmt.Sprintf("bytes %d to %d, %s", from, to, where), Count: int(to - from), Unit: "bytes",
		Excerpt: printable(data),
	})
}

// withoutFiller takes away white space, comment lines and words of the file's
// structure at the start. A comment that is long is no filler.
func withoutFiller(data []byte) []byte {
	for {
		data = bytes.TrimLeft(data, "\x00\t\n\f\r ")
		if len(data) > 0 && data[0] == '%' {
			line, _, _ := bytes.Cut(data, []byte("\n"))
			line, _, _ = bytes.Cut(line, []byte("\r"))
			if len(line) > 16 {
				return data
			}
			data = data[len(line):]
			continue
		}
		before := len(data)
		for _, word := range []string{"endstream", "endobj", "startxref"} {
			data = bytes.TrimPrefix(data, []byte(word))
		}
		if trimmed := bytes.TrimLeft(data, "0123456789"); len(trimmed) < len(data) && len(data)-len(trimmed) < 12 {
			if next := bytes.TrimLeft(trimmed, "\r\n "); len(next) == 0 || bytes.HasPrefix(next, []byte("%%EOF")) {
				data = trimmed
			}
		}
		if len(data) == before {
			return data
		}
	}
}
