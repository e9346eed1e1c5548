package site

import (
	"bytes"
	"html"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	xhtml "golang.org/x/net/html"
)

// A view is bytes derived from a window of a file, and for each byte its offset
// in the window. A nil offset list means that the bytes are the window itself.

// at returns the offset in the window of byte i of a view.
func at(offsets []int32, i int) int32 {
	if offsets == nil {
		return int32(i)
	}
	return offsets[i]
}

// foldTable holds the folded forms of the first runes, which cover Latin, Greek
// and Cyrillic letters and the combining marks, once each has been met.
type foldTable [0x600][]byte

// fold lower-cases, drops diacritics and invisible characters, and makes every
// run of white space one space. Bytes that are not UTF-8 become 0xff.
func fold(data []byte, offsets []int32) ([]byte, []int32) {
	out := make([]byte, 0, len(data))
	places := make([]int32, 0, len(data))
	var table foldTable
	put := func(c byte, place int32) {
		if c == ' ' && len(out) > 0 && out[len(out)-1] == ' ' {
			return
		}
		out, places = append(out, c), append(places, place)
	}
	for i := 0; i < len(data); {
		place := at(offsets, i)
		if c := data[i]; c < utf8.RuneSelf {
			i++
			switch {
			case c >= 'A' && c <= 'Z':
				c += 'a' - 'A'
			case c >= '\t' && c <= '\r':
				c = ' '
			}
			put(c, place)
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		i += size
		if r == utf8.RuneError && size == 1 {
			put(0xff, place)
			continue
		}
		for _, c := range table.fold(r) {
			put(c, place)
		}
	}
	return out, places
}

func (t *foldTable) fold(r rune) []byte {
	if int(r) >= len(t) {
		return foldRune(r)
	}
	if t[r] == nil {
		t[r] = foldRune(r)
	}
	return t[r]
}

// foldRune gives the folded form of one rune that is not ASCII; never nil.
func foldRune(r rune) []byte {
	out := []byte{}
	for _, d := range norm.NFKD.String(string(r)) {
		switch {
		case unicode.IsSpace(d):
			out = append(out, ' ')
		case unicode.Is(unicode.Mn, d) || unicode.Is(unicode.Cf, d):
			// combining marks, soft hyphen, zero width characters
		case d >= '\u2010' && d <= '\u2015' || d == '\u2212':
			out = append(out, '-')
		// letters that have no decomposition
		case d == 'ß':
			out = append(out, "ss"...)
		case d == 'ł' || d == 'Ł':
			out = append(out, 'l')
		case d == 'đ' || d == 'Đ':
			out = append(out, 'd')
		case d == 'ø' || d == 'Ø':
			out = append(out, 'o')
		default:
			out = utf8.AppendRune(out, unicode.ToLower(unicode.ToUpper(d)))
		}
	}
	return out
}

// lettersOnly keeps letters and digits of folded data.
func lettersOnly(data []byte, offsets []int32) ([]byte, []int32) {
	out := make([]byte, 0, len(data))
	places := make([]int32, 0, len(data))
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError || unicode.IsLetter(r) || unicode.IsDigit(r) {
			for j := range size {
				out, places = append(out, data[i+j]), append(places, at(offsets, i+j))
			}
		}
		i += size
	}
	return out, places
}

// unescape undoes one level of the escapes of HTML, JSON and URLs. It returns
// false when there was none.
func unescape(data []byte, offsets []int32) ([]byte, []int32, bool) {
	if !bytes.ContainsAny(data, `&%\+`) {
		return nil, nil, false
	}
	out := make([]byte, 0, len(data))
	places := make([]int32, 0, len(data))
	changed := false
	for i := 0; i < len(data); {
		text, used := unescapeAt(data[i:])
		if used == 0 {
			out, places = append(out, data[i]), append(places, at(offsets, i))
			i++
			continue
		}
		changed = true
		out = append(out, text...)
		for range text {
			places = append(places, at(offsets, i))
		}
		i += used
	}
	return out, places, changed
}

// unescapeAt reads one escape at the start of data; used is 0 when there is none.
func unescapeAt(data []byte) (text []byte, used int) {
	switch data[0] {
	case '+': // a space in a form
		return []byte{' '}, 1
	case '%':
		if len(data) > 2 {
			if v, ok := hexValue(data[1:3]); ok {
				return []byte{byte(v)}, 3
			}
		}
	case '&':
		end := bytes.IndexByte(data[:min(len(data), 40)], ';')
		if end > 1 {
			if s := html.UnescapeString(string(data[:end+1])); len(s) <= end {
				return []byte(s), end + 1
			}
		}
	case '\\':
		return unescapeBackslash(data)
	}
	return nil, 0
}

func unescapeBackslash(data []byte) ([]byte, int) {
	if len(data) < 2 {
		return nil, 0
	}
	switch data[1] {
	case 'n', 't', 'r':
		return []byte{' '}, 2
	case '/', '"', '\'', '\\':
		return data[1:2], 2
	case 'x':
		if len(data) >= 4 {
			if v, ok := hexValue(data[2:4]); ok {
				return utf8.AppendRune(nil, v), 4
			}
		}
	case 'u':
		if len(data) < 6 {
			return nil, 0
		}
		v, ok := hexValue(data[2:6])
		if !ok {
			return nil, 0
		}
		if utf16.IsSurrogate(v) && len(data) >= 12 && data[6] == '\\' && data[7] == 'u' {
			if w, ok := hexValue(data[8:12]); ok {
				return utf8.AppendRune(nil, utf16.DecodeRune(v, w)), 12
			}
		}
		return utf8.AppendRune(nil, v), 6
	}
	return nil, 0
}

func hexValue(digits []byte) (rune, bool) {
	var v rune
	for _, c := range digits {
		switch {
		case c >= '0' && c <= '9':
			v = v<<4 | rune(c-'0')
		case c >= 'a' && c <= 'f':
			v = v<<4 | rune(c-'a'+10)
		case c >= 'A' && c <= 'F':
			v = v<<4 | rune(c-'A'+10)
		default:
			return 0, false
		}
	}
	return v, true
}

// pageText is the text of an HTML page with its tags dropped, or replaced by a
// space: a term may be cut by a tag, or joined by one.
func pageText(data []byte, space bool) ([]byte, []int32) {
	out := make([]byte, 0, len(data))
	places := make([]int32, 0, len(data))
	z := xhtml.NewTokenizer(bytes.NewReader(data))
	z.SetMaxBuf(0)
	offset := int32(0)
	for {
		kind := z.Next()
		raw := z.Raw()
		if kind == xhtml.TextToken {
			for i, c := range raw {
				out, places = append(out, c), append(places, offset+int32(i))
			}
		} else if space {
			out, places = append(out, ' '), append(places, offset)
		}
		offset += int32(len(raw))
		if kind == xhtml.ErrorToken {
			return out, places
		}
	}
}
