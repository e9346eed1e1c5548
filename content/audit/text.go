package audit

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

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

// isLegacy says whether a window may be text in an older encoding: no control
// characters.
func isLegacy(data []byte) bool {
	for _, c := range data {
		if c < ' ' && (c < '\t' || c > '\r') {
			return false
		}
	}
	return true
}

// decoded reads a window as Windows-1250.
func (s *scanner) decoded(data []byte) view {
	out := s.text[:0]
	for _, c := range data {
		out = utf8.AppendRune(out, charmap.Windows1250.DecodeByte(c))
	}
	s.text = out
	return view{out, func(i int) int { return utf8.RuneCount(out[:i+1]) - 1 }}
}

// runs searches the stretches of text in binary data.
func (s *scanner) runs(data []byte, w window) {
	first, last := w.first, w.last
	start := 0
	for i := 0; i <= len(data); {
		if i < len(data) {
			if c := data[i]; c >= ' ' && c < 0x7f || c >= '\t' && c <= '\r' {
				i++
				continue
			} else if c >= 0xc2 {
				if _, size := utf8.DecodeRune(data[i:]); size > 1 {
					i += size
					continue
				}
			}
		}
		if i-start >= minTerm {
			w.text = i-start >= minProse
			w.first, w.last = first || start > 0, last || i < len(data)
			begin := start
			run := view{data[start:i], func(i int) int { return begin + i }}
			s.unescaping(run, w)
			s.acrossLines(run, w)
		}
		i++
		start = i
	}
}
