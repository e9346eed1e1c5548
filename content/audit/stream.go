package audit

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"fmt"
	"io"
)

// pdf searches a PDF as it is, each stream inflated, and the strings of both as
// a reader decodes them. It believes no table and no dictionary: every stream
// between "stream" and "endstream" is tried (ISO 32000-2, 7.3.8), those of
// objects and of earlier revisions included.
func (w *work) pdf(s *scanner, p part) error {
	if p.size > maxWhole {
		return fmt.Errorf("pdf: %d bytes, more than the %d allowed", p.size, int64(maxWhole))
	}
	data := make([]byte, p.size)
	if n, err := p.r.ReadAt(data, 0); n < len(data) {
		return fmt.Errorf("pdf: %w", cut(err))
	}
	outside := 0 // end of the last stream
	end := -1    // of the stream that is looked at: where the next "endstream" is
	for at := 0; ; {
		begin := bytes.Index(data[at:], []byte("stream"))
		if begin < 0 {
			break
		}
		begin += at + len("stream")
		body := bytes.TrimPrefix(bytes.TrimPrefix(data[begin:], []byte("\r")), []byte("\n"))
		start := len(data) - len(body)
		if end < start {
			if end = bytes.Index(body, []byte("endstream")); end < 0 {
				end = len(body)
			}
			end += start
		}
		packed, err := w.pdfStream(s, p, start, body, end-start)
		if err != nil {
			return err
		}
		if at = begin; packed > 0 {
			w.memory(s, p, data[outside:start], outside, false)
			w.memory(s, p, data[start:start+packed], start, true)
			outside, at = start+packed, start+packed
		}
	}
	w.memory(s, p, data[outside:], outside, false)
	if p.depth == 0 {
		w.progress(p.size)
	}
	return w.ctx.Err()
}

// pdfStream searches a stream inflated, and tells how many bytes of it are
// compressed: 0 where it is none of the kinds that are inflated.
func (w *work) pdfStream(s *scanner, p part, start int, body []byte, size int) (packed int, err error) {
	place := p.place.member(fmt.Sprintf("stream at %d", start), 1)
	source := bytes.NewReader(body)
	z, err := zlib.NewReader(source)
	packed = len(body)
	if err != nil {
		text, ok := fromASCII85(body[:size])
		if !ok {
			return 0, nil
		}
		if z, err = zlib.NewReader(bytes.NewReader(text)); err != nil {
			s.files++
			w.inMemory(s, place, text)
			return 0, nil
		}
		source, packed = nil, size
	}
	limit := min(p.file.budget.Load(), maxWhole)
	text, err := io.ReadAll(io.LimitReader(z, limit+1))
	if int64(len(text)) > limit {
		return 0, fmt.Errorf("%s: inflates to more than %d bytes: cannot be searched", place.name, limit)
	}
	if len(text) == 0 {
		return 0, nil // bytes that look like the head of a stream
	}
	p.file.budget.Add(-int64(len(text)))
	s.files++
	s.bytes += int64(len(text))
	w.inMemory(s, place, text)
	if source != nil {
		packed -= source.Len()
	}
	if err != nil { // a reader shows what came before the fault; after it nothing is believed
		packed = min(packed, size)
	}
	return packed, nil
}

// inMemory searches what a stream holds.
func (w *work) inMemory(s *scanner, place location, data []byte) {
	w.memory(s, part{place: place, size: int64(len(data))}, data, 0, false)
}

// memory searches a range of a file that is held in memory, window by window.
func (w *work) memory(s *scanner, p part, data []byte, offset int, packed bool) {
	for from := 0; from < len(data); {
		to := min(from+scanWindow, len(data))
		win := window{place: &p.place, offset: int64(offset + from), first: from == 0, last: to == len(data), packed: packed}
		s.scan(data[from:to], win)
		if !packed && !mostlyBinary(data[from:to]) {
			win.text = true
			s.unescaping(pdfStrings(data[from:to]), win)
		}
		if to == len(data) {
			return
		}
		from = to - scanOverlap
	}
}

// mostlyBinary tells pixels, in which strings would be found by chance, from
// what operators and objects are written in.
func mostlyBinary(data []byte) bool {
	seen, text := 0, 0
	for i := 0; i < len(data); i += 1 + len(data)/4096 {
		seen++
		if c := data[i]; c >= ' ' && c < 0x7f || c >= '\t' && c <= '\r' {
			text++
		}
	}
	return text*4 < seen
}

// fromASCII85 decodes a stream that ends in "~>".
func fromASCII85(data []byte) ([]byte, bool) {
	end := bytes.Index(data, []byte("~>"))
	if end < 1 {
		return nil, false
	}
	out := make([]byte, end*4+8) // a z stands for four bytes
	n, _, err := ascii85.Decode(out, data[:end], true)
	return out[:n], err == nil && n > 0
}
