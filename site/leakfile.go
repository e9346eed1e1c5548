package site

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// blob searches size bytes of r: as they are, and what is packed in them.
func (s *scanner) blob(r io.ReaderAt, size int64, place string, page bool, depth int) error {
	s.report.Files++
	s.report.Bytes += size
	head := make([]byte, min(size, 16))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	kind := container(head)
	if err := s.windows(io.NewSectionReader(r, 0, size), size, window{place: place, page: page, packed: kind != ""}); err != nil {
		return err
	}
	if depth > maxDepth {
		return fmt.Errorf("containers within containers, more than %d deep: cannot be searched", maxDepth)
	}
	switch kind {
	case "zip":
		return s.zip(r, size, place, depth)
	case "gzip":
		z, err := gzip.NewReader(io.NewSectionReader(r, 0, size))
		if err != nil {
			return fmt.Errorf("gzip: %w", err)
		}
		s.name(place+"!", z.Name+"\n"+z.Comment, "gzip header")
		return s.packed(z, place+"!gzip", false, depth+1)
	case "png":
		return s.png(io.NewSectionReader(r, 8, size-8), place)
	}
	return nil
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
	}
	return ""
}

// windows searches a stream piece by piece, or whole when it is a page. w says
// what all windows have in common.
func (s *scanner) windows(r io.Reader, size int64, w window) error {
	limit := int64(scanWindow)
	if w.page {
		if size > maxPageFile {
			return fmt.Errorf("page of %d bytes: cannot be searched", size)
		}
		limit = max(limit, size)
	}
	buf := make([]byte, min(limit, size))
	kept, offset := 0, int64(0)
	for first := true; ; first = false {
		n, err := io.ReadFull(r, buf[kept:])
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return err
		}
		data := buf[:kept+n]
		last := offset+int64(len(data)) >= size
		w.offset, w.first, w.last, w.text = offset, first, last, isText(data)
		s.data(data, w)
		if last {
			return nil
		}
		if err != nil {
			return fmt.Errorf("ends after %d of %d bytes", offset+int64(len(data)), size)
		}
		kept = copy(buf, data[len(data)-scanOverlap:])
		offset += int64(len(data) - kept)
	}
}

// isText says whether a window is UTF-8 text; a character may be cut at its ends.
func isText(data []byte) bool {
	if bytes.IndexByte(data, 0) >= 0 {
		return false
	}
	for i := 0; i < utf8.UTFMax && len(data) > 0 && !utf8.RuneStart(data[0]); i++ {
		data = data[1:]
	}
	for i := 1; i < utf8.UTFMax && i <= len(data); i++ {
		if tail := data[len(data)-i:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				data = data[:len(data)-i]
			}
			break
		}
	}
	return utf8.Valid(data)
}

// packed reads a decompressed stream into memory, within the budget, and searches it.
func (s *scanner) packed(r io.Reader, place string, page bool, depth int) error {
	limit := min(s.budget, maxMember)
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return fmt.Errorf("%s: %w", place, err)
	}
	if int64(len(data)) > limit {
		return fmt.Errorf("%s: inflates to more than %d bytes: cannot be searched", place, limit)
	}
	s.budget -= int64(len(data))
	return s.blob(bytes.NewReader(data), int64(len(data)), place, page, depth)
}

// zip searches names, comments and contents of all members.
func (s *scanner) zip(r io.ReaderAt, size int64, place string, depth int) error {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return fmt.Errorf("zip: %w", err)
	}
	s.name(place+"!", z.Comment, "comment")
	for i, f := range z.File {
		member := s.name(place+"!", f.Name, fmt.Sprintf("member no. %d", i+1))
		s.name(member+"!", f.Comment, "comment")
		m, err := f.Open()
		if err != nil {
			return fmt.Errorf("%s: %w", member, err)
		}
		err = s.packed(m, member, isPage(f.Name), depth+1)
		if err := errors.Join(err, m.Close()); err != nil {
			return err
		}
	}
	return nil
}

// png searches every chunk but the pixels, short terms included, and inflates the
// compressed texts (PNG 3, 11.3.3). r begins at the first chunk.
func (s *scanner) png(r io.Reader, place string) error {
	var head [8]byte
	for {
		if _, err := io.ReadFull(r, head[:]); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("png: %w", err)
		}
		size, kind := int64(binary.BigEndian.Uint32(head[:4])), string(head[4:])
		if kind == "IDAT" {
			if _, err := io.CopyN(io.Discard, r, size+4); err != nil {
				return fmt.Errorf("png: %w", err)
			}
			continue
		}
		if size > maxPageFile {
			return fmt.Errorf("png: chunk of %d bytes: cannot be searched", size)
		}
		data := make([]byte, size+4)
		if _, err := io.ReadFull(r, data); err != nil {
			return fmt.Errorf("png: %w", err)
		}
		data = data[:size]
		s.data(data, window{place: place + "!chunk", first: true, last: true, text: true})
		if err := s.pngText(data, place); err != nil {
			return err
		}
		if kind == "IEND" {
			rest, err := io.ReadAll(io.LimitReader(r, maxPageFile+1))
			if err == nil && len(rest) > maxPageFile {
				err = fmt.Errorf("png: %d bytes and more after its end: cannot be searched", len(rest))
			}
			s.data(rest, window{place: place + "!tail", first: true, last: true, text: true})
			return err
		}
	}
}

// pngText tries a zlib stream after each of the first NUL bytes of a chunk: there
// zTXt, iTXt and iCCP begin theirs, with a method byte or without.
func (s *scanner) pngText(data []byte, place string) error {
	for i, tries := 0, 0; i < len(data) && tries < 8; i++ {
		if data[i] != 0 {
			continue
		}
		tries++
		z, err := zlib.NewReader(bytes.NewReader(data[i+1:]))
		if err != nil {
			continue
		}
		text, err := io.ReadAll(io.LimitReader(z, maxPageFile+1))
		if len(text) > maxPageFile {
			return fmt.Errorf("png: text inflates to more than %d bytes: cannot be searched", maxPageFile)
		}
		if err != nil && len(text) == 0 {
			continue // not a stream, only bytes that look like the head of one
		}
		s.data(text, window{place: place + "!text", first: true, last: true, text: true})
	}
	return nil
}
