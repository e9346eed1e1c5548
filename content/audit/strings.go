package audit

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// pdfStrings is the text of literal and hex strings (ISO 32000-2, 7.3.4). The
// strings of one array, between which a reader sees no space, follow each other.
func pdfStrings(data []byte) view {
	var out []byte
	var places segments
	array := false
	for i := 0; i < len(data); {
		var text []byte
		size := 1
		switch data[i] {
		case '[':
			array = true
		case ']':
			array = false
		case '(':
			text, size = literalString(data[i:])
		case '<':
			if i+1 < len(data) && data[i+1] == '<' {
				size = 2
				break
			}
			text, size = hexString(data[i:])
		}
		if len(text) > 0 {
			places = append(places, segment{len(out), i})
			if !array {
				out = append(out, ' ')
			}
			out = appendString(out, text)
		}
		i += size
	}
	return view{out, func(i int) int { return min(places.source(i), len(data)) }}
}

// literalString reads (...), with nested parentheses and escapes.
func literalString(data []byte) (text []byte, size int) {
	open := 0
	for i := 0; i < len(data); {
		switch c := data[i]; c {
		case '(':
			if open++; open > 1 {
				text = append(text, c)
			}
		case ')':
			if open--; open == 0 {
				return text, i + 1
			}
			text = append(text, c)
		case '\\':
			b, used := pdfEscape(data[i:])
			text = append(text, b...)
			i += used
			continue
		default:
			text = append(text, c)
		}
		if i++; len(text) > maxPDFString { // go on as if another one began here
			return text, i
		}
	}
	return text, len(data) // cut by the window
}

func pdfEscape(data []byte) ([]byte, int) {
	if len(data) > 1 {
		switch data[1] {
		case '\n':
			return nil, 2
		case '\r':
			if len(data) > 2 && data[2] == '\n' {
				return nil, 3
			}
			return nil, 2
		case 'u', 'x':
			return data[1:2], 2
		}
	}
	if text, used := unescapeBackslash(data); used > 0 {
		return text, used
	}
	return nil, 1 // a reader ignores a backslash before anything else
}

// hexString reads <...>.
func hexString(data []byte) (text []byte, size int) {
	half, odd := byte(0), false
	for i := 1; i < len(data) && len(text) <= maxPDFString; i++ {
		c := data[i]
		if c == '>' {
			if odd {
				text = append(text, half<<4)
			}
			return text, i + 1
		}
		d, ok := hexDigit(c)
		switch {
		case c == ' ' || c >= '\t' && c <= '\r':
		case !ok:
			return nil, 1
		case odd:
			text, odd = append(text, half<<4|d), false
		default:
			half, odd = d, true
		}
	}
	return nil, 1
}

// appendString decodes a text string: UTF-16 or UTF-8 with their marks (ISO
// 32000-2, 7.9.2.2), else UTF-8 where it is valid, else Windows-1250, which has
// the letters of our languages in place of those of PDFDocEncoding.
func appendString(out, text []byte) []byte {
	switch {
	case bytes.HasPrefix(text, []byte{0xfe, 0xff}):
		return appendUTF16(out, text[2:], 1, 0)
	case bytes.HasPrefix(text, []byte{0xff, 0xfe}):
		return appendUTF16(out, text[2:], 0, 1)
	case utf8.Valid(text):
		return append(out, text...)
	}
	for _, c := range text {
		out = utf8.AppendRune(out, charmap.Windows1250.DecodeByte(c))
	}
	return out
}

func appendUTF16(out, text []byte, low, high int) []byte {
	units := make([]uint16, 0, len(text)/2)
	for ; len(text) >= 2; text = text[2:] {
		units = append(units, uint16(text[high])<<8|uint16(text[low]))
	}
	return append(out, string(utf16.Decode(units))...)
}
