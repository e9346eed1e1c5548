package pdfobject

// literal reads a string in round brackets (ISO 32000-1 7.3.4.2).
func (l *lexer) literal() (Object, error) {
	var out []byte
	open := 1
	for l.at++; l.at < len(l.data); l.at++ {
		c := l.data[l.at]
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				l.at++
				return String(out), nil
			}
		case '\\':
			l.at++
			if l.at >= len(l.data) {
				return nil, errShort
			}
			out = l.escape(out)
			continue
		case '\r': // a line end is one "\n", however it is written
			if l.at+1 < len(l.data) && l.data[l.at+1] == '\n' {
				l.at++
			}
			c = '\n'
		}
		out = append(out, c)
	}
	return nil, errShort
}

// escape reads what follows a backslash and leaves at on its last byte.
func (l *lexer) escape(out []byte) []byte {
	switch c := l.data[l.at]; c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	case '\r':
		if l.at+1 < len(l.data) && l.data[l.at+1] == '\n' {
			l.at++
		}
		return out
	default:
		if c < '0' || c > '7' {
			return append(out, c)
		}
		v := int(c - '0')
		for range 2 {
			if l.at+1 < len(l.data) && l.data[l.at+1] >= '0' && l.data[l.at+1] <= '7' {
				l.at++
				v = v*8 + int(l.data[l.at]-'0')
			}
		}
		return append(out, byte(v))
	}
}

// hex reads a string in angle brackets; an odd last digit is followed by 0.
func (l *lexer) hex() (Object, error) {
	var out []byte
	half, value := false, byte(0)
	for l.at++; l.at < len(l.data); l.at++ {
		c := l.data[l.at]
		if c == '>' {
			l.at++
			if half {
				out = append(out, value<<4)
			}
			return String(out), nil
		}
		d, ok := hexDigit(c)
		switch {
		case !ok && isSpace(c):
		case !ok:
			return nil, errSyntax
		case half:
			out, half = append(out, value<<4|d), false
		default:
			value, half = d, true
		}
	}
	return nil, errShort
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
