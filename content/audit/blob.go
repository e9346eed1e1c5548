package audit

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// part is bytes to search: a file, a member, or a range of one of them.
type part struct {
	file  *openFile
	place location
	r     io.ReaderAt
	size  int64
	depth int // of containers
}

// blob searches bytes as they are, and what is packed in them.
func (w *work) blob(s *scanner, p part) error {
	s.files++
	s.bytes += p.size
	head := make([]byte, min(p.size, 1024))
	if _, err := p.r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if p.place.name == releaseJSON || p.depth == 1 && p.place.caseSlug != "" && strings.HasSuffix(p.place.name, ".zip!"+releaseJSON) {
		if err := s.countRedactions(p); err != nil {
			return err
		}
	}
	kind := container(head)
	if kind != "" && p.depth > maxDepth {
		return fmt.Errorf("containers within containers, more than %d deep: cannot be searched", maxDepth)
	}
	switch kind {
	case "zip":
		return w.zip(s, p)
	case "gzip":
		return w.gzip(s, p)
	case "png":
		return w.png(s, p)
	case "pdf":
		return w.pdf(s, p)
	}
	return w.plain(s, p)
}

// container names the kind of a file that is opened, by its first bytes.
func container(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return "zip"
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return "gzip"
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		return "png"
	case bytes.Contains(head, []byte("%PDF-")): // a reader looks for it in the first 1,024 bytes
		return "pdf"
	}
	return ""
}

func isPage(name string) bool {
	return strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".htm")
}

// plain searches what is no container: a page as a whole, a large file in
// parts that several workers share.
func (w *work) plain(s *scanner, p part) error {
	if isPage(p.place.name) {
		if p.size > maxWhole {
			return fmt.Errorf("page of %d bytes: cannot be searched", p.size)
		}
		return w.windows(s, p, 0, p.size, max(scanWindow, p.size), window{place: &p.place, markup: true})
	}
	if p.size <= splitSize || p.depth > 0 {
		return w.windows(s, p, 0, p.size, scanWindow, window{place: &p.place})
	}
	for from := int64(0); from < p.size; from += splitSize {
		// each part begins where the one before has an overlap with it
		begin, end := max(from-scanOverlap, 0), min(from+splitSize, p.size)
		w.add(p.file, func(s *scanner) error {
			if err := w.windows(s, p, begin, end, scanWindow, window{place: &p.place}); err != nil {
				return fmt.Errorf("%s: %w", p.place.name, err)
			}
			return nil
		})
	}
	return nil
}

// windows searches the bytes of p from begin to end piece by piece. win says what
// all windows have in common.
func (w *work) windows(s *scanner, p part, begin, end, limit int64, win window) error {
	if n := int(min(limit, end-begin)); cap(s.buffer) < n {
		s.buffer = make([]byte, n)
	}
	for offset := begin; offset < end; {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		data := s.buffer[:min(limit, end-offset)]
		if n, err := p.r.ReadAt(data, offset); n < len(data) {
			if err == nil || errors.Is(err, io.EOF) {
				err = fmt.Errorf("ends after %d of %d bytes", offset+int64(n), p.size)
			}
			return err
		}
		next := offset + int64(len(data))
		win.offset, win.first, win.last = offset, offset == 0, next >= p.size
		s.scan(data, win)
		if p.depth == 0 {
			w.progress(int64(len(data)))
		}
		if next >= end {
			break
		}
		offset = next - scanOverlap
	}
	return nil
}

// stream searches what a decompressor gives, window by window.
func (w *work) stream(s *scanner, p part, r io.Reader, win window) error {
	buf := make([]byte, scanWindow)
	kept := 0
	for offset := int64(0); ; {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		n, err := fill(r, buf[kept:])
		if err != nil && err != io.EOF {
			return err
		}
		s.bytes += int64(n)
		if p.file.budget.Add(-int64(n)) < 0 {
			return fmt.Errorf("inflates to more than %d bytes: cannot be searched", int64(maxInflated))
		}
		data := buf[:kept+n]
		win.offset, win.first, win.last = offset, offset == 0, err != nil
		s.scan(data, win)
		if err != nil {
			return nil
		}
		kept = copy(buf, data[len(data)-scanOverlap:])
		offset += int64(len(data) - kept)
	}
}

// fill reads until buf is full. At the end of r, and only there, it gives io.EOF.
func fill(r io.Reader, buf []byte) (n int, err error) {
	for n < len(buf) && err == nil {
		var m int
		m, err = r.Read(buf[n:])
		n += m
	}
	if n == len(buf) && err == io.EOF {
		err = nil // the next call tells
	}
	return n, err
}

// gzip searches the header and the content, which may be a container.
func (w *work) gzip(s *scanner, p part) error {
	if err := w.windows(s, p, 0, p.size, scanWindow, window{place: &p.place, packed: true}); err != nil {
		return err
	}
	z, err := gzip.NewReader(io.NewSectionReader(p.r, 0, p.size))
	if err != nil {
		return fmt.Errorf("gzip: %w", err)
	}
	s.snippet(p.place.member("gzip header", 1), []byte(z.Name+"\n"+z.Comment), true)
	inner := p.place.member("gzip", 1)
	if n := strings.TrimSuffix(p.place.name, ".gz"); isPage(n) {
		inner.name += "/" + path.Base(n)
	}
	data, err := p.file.inflate(z, inner.name)
	if err != nil {
		return err
	}
	of := part{file: p.file, place: inner, r: bytes.NewReader(data), size: int64(len(data)), depth: p.depth + 1}
	if p.depth == 0 && bytes.HasPrefix(data, searchMark) {
		return w.searchFile(s, of, data)
	}
	return w.blob(s, of)
}

// snippet searches a text that is at hand.
func (s *scanner) snippet(p location, data []byte, name bool) {
	s.scan(data, window{place: &p, first: true, last: true, text: true, name: name})
}

const releaseJSON = "release.json"

// countRedactions reads what a release tells of its redactions.
func (s *scanner) countRedactions(p part) error {
	if p.size > maxReleaseJSON {
		return fmt.Errorf("%d bytes: more than the %d allowed", p.size, int64(maxReleaseJSON))
	}
	var r struct {
		Documents []struct {
			Redactions []json.RawMessage `json:"redactions"`
		} `json:"documents"`
	}
	if err := json.NewDecoder(io.NewSectionReader(p.r, 0, p.size)).Decode(&r); err != nil {
		return fmt.Errorf("redactions: %w", err)
	}
	for _, d := range r.Documents {
		s.visible += len(d.Redactions)
	}
	return nil
}
