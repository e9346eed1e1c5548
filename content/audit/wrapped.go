package audit

import "bytes"

// wrapped is a window without its line ends, where lines of base64 are, as in
// e-mails and PEM files; ok is false where there are none.
func (s *scanner) wrapped(data []byte) (v view, ok bool) {
	if !hasWrapped(data) {
		return view{}, false
	}
	out := s.text[:0]
	var places segments
	for i := 0; i < len(data); {
		n := bytes.IndexAny(data[i:], "\r\n")
		if n < 0 {
			n = len(data) - i
		}
		if n > 0 {
			places = append(places, segment{len(out), i})
			out = append(out, data[i:i+n]...)
		}
		i += n
		for i < len(data) && (data[i] <= ' ' || data[i] == '>') { // an indent, or the mark of a quoted e-mail
			i++
		}
	}
	s.text = out
	return view{out, places.source}, true
}

// hasWrapped says whether two lines that follow each other are base64.
func hasWrapped(data []byte) bool {
	lines := 0
	for len(data) > 0 {
		n := bytes.IndexByte(data, '\n')
		if n < 0 {
			n = len(data) - 1
		}
		if line := bytes.TrimLeft(bytes.TrimRight(data[:n+1], "\r\n"), " \t>"); isBase64Line(line) {
			if lines++; lines == 2 {
				return true
			}
		} else {
			lines = 0
		}
		data = data[n+1:]
	}
	return false
}

// isBase64Line says whether a line may be part of a longer text in base64; the
// last line of one is shorter.
func isBase64Line(line []byte) bool {
	if len(line) < 4 || len(line) > maxBase64Line {
		return false
	}
	for _, c := range line {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '+', c == '/', c == '-', c == '_', c == '=':
		default:
			return false
		}
	}
	return true
}
