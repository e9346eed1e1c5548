package audit

import (
	"bytes"
	"strconv"
)

// Values of PDF objects (ISO 32000-1, 7.3).
type (
	pdfName   string
	pdfRef    int
	pdfNumber struct {
		value float64
		whole bool
	}
	pdfString  []byte
	pdfBool    bool
	pdfArray   []any
	pdfDict    map[string]any
	pdfKeyword string // of a content stream
)

// pdfLexer reads values that are written plainly: one white space character
// between tokens, no comments, no escapes in names.
type pdfLexer struct {
	data []byte
	at   int
	base int64 // offset of data in the file
}

func (l *pdfLexer) defect(format string, args ...any) error {
	return defectAt(l.base+int64(l.at), format, args...)
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' }

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

// blank skips white space and refuses more of it than separates.
func (l *pdfLexer) blank() error {
	start := l.at
	for l.at < len(l.data) && isBlank(l.data[l.at]) {
		l.at++
	}
	if l.at-start > maxPDFBlank {
		return l.defect("%d white space characters in a row", l.at-start)
	}
	return nil
}

func (l *pdfLexer) peek(s string) bool { return bytes.HasPrefix(l.data[l.at:], []byte(s)) }

func (l *pdfLexer) take(s string) bool {
	if !l.peek(s) {
		return false
	}
	l.at += len(s)
	return true
}

// value reads one value.
func (l *pdfLexer) value(depth int) (any, error) {
	if depth > maxPDFDepth {
		return nil, l.defect("values more than %d deep", maxPDFDepth)
	}
	if err := l.blank(); err != nil {
		return nil, err
	}
	switch {
	case l.at >= len(l.data):
		return nil, l.defect("a value that is cut off")
	case l.take("<<"):
		return l.dictionary(depth)
	case l.peek("<"):
		return l.hexString()
	case l.peek("("):
		return l.literal()
	case l.take("["):
		return l.array(depth)
	case l.peek("/"):
		return l.name()
	}
	return l.word()
}

func (l *pdfLexer) dictionary(depth int) (any, error) {
	d := pdfDict{}
	for {
		if err := l.blank(); err != nil {
			return nil, err
		}
		if l.take(">>") {
			return d, nil
		}
		k, err := l.name()
		if err != nil {
			return nil, err
		}
		if _, twice := d[string(k)]; twice {
			return nil, l.defect("a key that is there twice")
		}
		if d[string(k)], err = l.value(depth + 1); err != nil {
			return nil, err
		}
	}
}

func (l *pdfLexer) array(depth int) (any, error) {
	a := pdfArray{}
	for {
		if err := l.blank(); err != nil {
			return nil, err
		}
		if l.take("]") {
			return a, nil
		}
		v, err := l.value(depth + 1)
		if err != nil {
			return nil, err
		}
		a = append(a, v)
	}
}

func (l *pdfLexer) name() (pdfName, error) {
	if !l.take("/") {
		return "", l.defect("a name expected")
	}
	start := l.at
	for l.at < len(l.data) && l.data[l.at] > ' ' && l.data[l.at] < 0x7f && l.data[l.at] != '#' && !isDelimiter(l.data[l.at]) {
		l.at++
	}
	if l.at == start || l.at-start > 64 {
		return "", l.defect("a name of %d characters", l.at-start)
	}
	return pdfName(l.data[start:l.at]), nil
}

func (l *pdfLexer) hexString() (any, error) {
	end := bytes.IndexByte(l.data[l.at:], '>')
	if end < 0 {
		return nil, l.defect("a string that is cut off")
	}
	digits := l.data[l.at+1 : l.at+end]
	if len(digits)%2 != 0 {
		return nil, l.defect("a string of half a byte")
	}
	out := make(pdfString, len(digits)/2)
	for i := range out {
		n, err := strconv.ParseUint(string(digits[2*i:2*i+2]), 16, 8)
		if err != nil {
			return nil, l.defect("not a hexadecimal digit")
		}
		out[i] = byte(n)
	}
	l.at += end + 1
	return out, nil
}

// literal reads a string in parentheses; only these and the backslash are escaped.
func (l *pdfLexer) literal() (any, error) {
	l.at++
	out := pdfString{}
	for ; l.at < len(l.data); l.at++ {
		switch c := l.data[l.at]; c {
		case ')':
			l.at++
			return out, nil
		case '(':
			return nil, l.defect("a parenthesis in a string that is not escaped")
		case '\\':
			if l.at++; l.at >= len(l.data) || bytes.IndexByte([]byte(`()\`), l.data[l.at]) < 0 {
				return nil, l.defect("an escape in a string")
			}
			out = append(out, l.data[l.at])
		default:
			out = append(out, c)
		}
	}
	return nil, l.defect("a string that is cut off")
}

// word reads a number, a reference, true, false, or a keyword.
func (l *pdfLexer) word() (any, error) {
	start := l.at
	for l.at < len(l.data) && !isBlank(l.data[l.at]) && !isDelimiter(l.data[l.at]) {
		l.at++
	}
	w := string(l.data[start:l.at])
	switch {
	case w == "":
		return nil, l.defect("a character that does not belong here")
	case w == "true", w == "false":
		return pdfBool(w == "true"), nil
	case (w[0] < '0' || w[0] > '9') && w[0] != '-' && w[0] != '.':
		if len(w) > 32 {
			return nil, l.defect("a word of %d characters", len(w))
		}
		return pdfKeyword(w), nil
	}
	n, err := parseNumber(w)
	if err != nil {
		return nil, l.defect("not a number")
	}
	if n.whole && n.value > 0 && l.peek(" 0 R") {
		l.at += len(" 0 R")
		if l.at < len(l.data) && !isBlank(l.data[l.at]) && !isDelimiter(l.data[l.at]) {
			return nil, l.defect("not a reference")
		}
		return pdfRef(int(n.value)), nil
	}
	return n, nil
}

// parseNumber reads a number as it is written plainly: no sign but "-", no
// exponent, no leading zeros but one.
func parseNumber(w string) (pdfNumber, error) {
	digits, dots := 0, 0
	for i, c := range []byte(w) {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '.':
			dots++
		case c == '-' && i == 0:
		default:
			return pdfNumber{}, strconv.ErrSyntax
		}
	}
	if digits == 0 || digits > 15 || dots > 1 || dots == 0 && len(w) > 1 && w[0] == '0' {
		return pdfNumber{}, strconv.ErrSyntax
	}
	v, err := strconv.ParseFloat(w, 64)
	return pdfNumber{v, dots == 0}, err
}
