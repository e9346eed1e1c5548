package audit

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// png searches every chunk but the pixels, short terms included, and inflates the
// compressed texts (PNG 3, 11.3.3). Pixels are searched as they are, not folded.
func (w *work) png(s *scanner, p part) error {
	if err := w.windows(s, p, 0, p.size, scanWindow, window{place: &p.place, packed: true}); err != nil {
		return err
	}
	chunk := p.place.member("chunk", 1)
	var head [8]byte
	for at := int64(len("\x89PNG\r\n\x1a\n")); at < p.size; {
		if n, err := p.r.ReadAt(head[:], at); n < len(head) {
			return fmt.Errorf("png: %w", cut(err))
		}
		size, kind := int64(binary.BigEndian.Uint32(head[:4])), string(head[4:])
		next := at + 8 + size + 4
		if next > p.size {
			return fmt.Errorf("png: %w", io.ErrUnexpectedEOF)
		}
		if kind != "IDAT" {
			data, err := piece(p, at+8, size)
			if err != nil {
				return err
			}
			s.snippet(chunk, data, false)
			s.snippet(chunk, head[4:], false)
			if err := w.pngText(s, p, data); err != nil {
				return err
			}
		}
		if at = next; kind == "IEND" {
			break
		}
	}
	return w.pngTail(s, p)
}

// pngTail searches what follows the end of the picture.
func (w *work) pngTail(s *scanner, p part) error {
	var head [8]byte
	for at := int64(8); at+8 <= p.size; {
		if _, err := p.r.ReadAt(head[:], at); err != nil {
			return err
		}
		at += 8 + int64(binary.BigEndian.Uint32(head[:4])) + 4
		if string(head[4:]) == "IEND" && at < p.size {
			data, err := piece(p, at, p.size-at)
			if err != nil {
				return err
			}
			return w.blob(s, part{file: p.file, place: p.place.member("tail", 1), r: bytes.NewReader(data), size: int64(len(data)), depth: p.depth + 1})
		}
	}
	return nil
}

// piece reads a chunk, or what follows the last one.
func piece(p part, at, size int64) ([]byte, error) {
	if size > maxChunk {
		return nil, fmt.Errorf("png: %d bytes at byte %d beside the pixels: cannot be searched", size, at)
	}
	data := make([]byte, size)
	if n, err := p.r.ReadAt(data, at); n < len(data) {
		return nil, fmt.Errorf("png: %w", cut(err))
	}
	return data, nil
}

// cut is the error of a file that ends too early.
func cut(err error) error {
	if err == nil || errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// pngText tries a zlib stream after each of the first NUL bytes of a chunk: there
// zTXt, iTXt and iCCP begin theirs, with a method byte or without.
func (w *work) pngText(s *scanner, p part, data []byte) error {
	for i, tries := 0, 0; i < len(data) && tries < 8; i++ {
		if data[i] != 0 {
			continue
		}
		tries++
		z, err := zlib.NewReader(bytes.NewReader(data[i+1:]))
		if err != nil {
			continue
		}
		limit := min(p.file.budget.Load(), maxChunk)
		text, err := io.ReadAll(io.LimitReader(z, limit+1))
		if int64(len(text)) > limit {
			return fmt.Errorf("png: text inflates to more than %d bytes: cannot be searched", limit)
		}
		if err != nil && len(text) == 0 {
			continue // not a stream, only bytes that look like the head of one
		}
		p.file.budget.Add(-int64(len(text)))
		s.snippet(p.place.member("text", 1), text, false)
	}
	return nil
}
