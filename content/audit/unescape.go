package audit

import (
	"bytes"
	"html"
	"unicode/utf16"
	"unicode/utf8"
)

// escapes says at which bytes an escape may begin.
var escapes = [256]bool{'&': true, '%': true, '\\': true, '+': true}

// unescape undoes one level of the escapes of HTML, JSON, PDF strings and
// addresses, into dst. Only entities are undone where onlyEntities. It returns
// false when there was none.
func unescape(dst, data []byte, onlyEntities bool) ([]byte, bool) {
	dst = dst[:0]
	changed := false
	for len(data) > 0 {
		n := nextEscape(data, onlyEntities)
		dst, data = append(dst, data[:n]...), data[n:]
		if len(data) == 0 {
			break
		}
		text, used, counts := unescapeAt(data)
		changed = changed || counts
		dst, data = append(dst, text...), data[used:]
	}
	return dst, changed
}

// unescaped finds the byte of data that gave byte i of the unescaped text.
func unescaped(data []byte, onlyEntities bool, i int) int {
	at, out := 0, 0
	for at < len(data) {
		n := nextEscape(data[at:], onlyEntities)
		if out+n > i {
			return at + i - out
		}
		at, out = at+n, out+n
		if at == len(data) {
			break
		}
		text, used, _ := unescapeAt(data[at:])
		if out += len(text); out > i {
			return at
		}
		at += used
	}
	return at
}

func nextEscape(data []byte, onlyEntities bool) int {
	if onlyEntities {
		if i := bytes.IndexByte(data, '&'); i >= 0 {
			return i
		}
		return len(data)
	}
	for i, c := range data {
		if escapes[c] {
			return i
		}
	}
	return len(data)
}

// unescapeAt reads the escape, or else the byte, at the start of data. counts is
// false where no letter could come of it.
func unescapeAt(data []byte) (text []byte, used int, counts bool) {
	switch data[0] {
	case '+': // a space in a form
		return []byte{' '}, 1, false
	case '%':
		if len(data) > 2 {
			if v, ok := hexValue(data[1:3]); ok {
				return []byte{byte(v)}, 3, true
			}
		}
	case '&':
		end := bytes.IndexByte(data[:min(len(data), 40)], ';')
		if end > 1 {
			if s := html.UnescapeString(string(data[:end+1])); len(s) <= end {
				return []byte(s), end + 1, true
			}
		}
	case '\\':
		if text, used := unescapeBackslash(data); used > 0 {
			return text, used, true
		}
	}
	return data[:1], 1, false
}

func unescapeBackslash(data []byte) ([]byte, int) {
	if len(data) < 2 {
		return nil, 0
	}
	switch c := data[1]; c {
	case 'n', 't', 'r', 'f', 'b':
		return []byte{' '}, 2
	case '/', '"', '\'', '\\', '(', ')':
		return data[1:2], 2
	case 'x':
		if len(data) >= 4 {
			if v, ok := hexValue(data[2:4]); ok {
				return utf8.AppendRune(nil, v), 4
			}
		}
	case 'u':
		return unescapeUnit(data)
	case '0', '1', '2', '3', '4', '5', '6', '7': // a byte, in octal
		v, n := 0, 1
		for n < min(len(data), 4) && data[n] >= '0' && data[n] <= '7' {
			v, n = v<<3|int(data[n]-'0'), n+1
		}
		return []byte{byte(v)}, n
	}
	return nil, 0
}

// unescapeUnit reads \u0159, and \ud83d\ude00 as one character.
func unescapeUnit(data []byte) ([]byte, int) {
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

func hexValue(digits []byte) (rune, bool) {
	var v rune
	for _, c := range digits {
		d, ok := hexDigit(c)
		if !ok {
			return 0, false
		}
		v = v<<4 | rune(d)
	}
	return v, true
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}
