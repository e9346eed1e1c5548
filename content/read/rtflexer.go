package read

// rtfKind is what a token of RTF is.
type rtfKind int

const (
	rtfEnd rtfKind = iota
	rtfOpen
	rtfClose
	rtfWord   // \word, \word-1, \*
	rtfHex    // \'hh: one byte
	rtfText   // eight bit text
	rtfBinary // after \bin
)

type rtfToken struct {
	kind   rtfKind
	word   string
	arg    int
	hasArg bool
	text   []byte
}

// rtfLexer cuts a file into tokens; it never fails and always moves on.
type rtfLexer struct {
	data []byte
	at   int
}

func (l *rtfLexer) next() rtfToken {
	for l.at < len(l.data) && (l.data[l.at] == '\r' || l.data[l.at] == '\n' || l.data[l.at] == 0) {
		l.at++
	}
	if l.at >= len(l.data) {
		return rtfToken{}
	}
	switch l.data[l.at] {
	case '{':
		l.at++
		return rtfToken{kind: rtfOpen}
	case '}':
		l.at++
		return rtfToken{kind: rtfClose}
	case '\\':
		return l.control()
	}
	from := l.at
	for l.at < len(l.data) {
		switch l.data[l.at] {
		case '{', '}', '\\', '\r', '\n', 0:
			return rtfToken{kind: rtfText, text: l.data[from:l.at]}
		}
		l.at++
	}
	return rtfToken{kind: rtfText, text: l.data[from:]}
}

// control reads what begins with a backslash.
func (l *rtfLexer) control() rtfToken {
	l.at++
	if l.at >= len(l.data) {
		return rtfToken{}
	}
	c := l.data[l.at]
	if c|0x20 < 'a' || c|0x20 > 'z' {
		l.at++
		switch c {
		case '\'':
			return l.hex()
		case '\\', '{', '}':
			return rtfToken{kind: rtfText, text: l.data[l.at-1 : l.at]}
		case '\r', '\n':
			return rtfToken{kind: rtfWord, word: "par"}
		}
		return rtfToken{kind: rtfWord, word: string(rune(c))}
	}
	from := l.at
	for l.at < len(l.data) && l.data[l.at]|0x20 >= 'a' && l.data[l.at]|0x20 <= 'z' && l.at-from < maxRTFWord {
		l.at++
	}
	t := rtfToken{kind: rtfWord, word: string(l.data[from:l.at])}
	t.arg, t.hasArg = l.number()
	if l.at < len(l.data) && l.data[l.at] == ' ' {
		l.at++
	}
	if t.word == "bin" {
		n := min(max(t.arg, 0), len(l.data)-l.at)
		t = rtfToken{kind: rtfBinary, text: l.data[l.at : l.at+n]}
		l.at += n
	}
	return t
}

// number reads a word's argument; too long ones end at the largest value.
func (l *rtfLexer) number() (n int, ok bool) {
	at, sign := l.at, 1
	if at < len(l.data) && l.data[at] == '-' {
		at, sign = at+1, -1
	}
	for ; at < len(l.data) && l.data[at] >= '0' && l.data[at] <= '9'; at++ {
		n, ok = min(n*10+int(l.data[at]-'0'), 1<<31-1), true
	}
	if ok {
		l.at = at
	}
	return sign * n, ok
}

func (l *rtfLexer) hex() rtfToken {
	v, digits := byte(0), 0
	for digits < 2 && l.at < len(l.data) {
		d, ok := hexDigit(l.data[l.at])
		if !ok {
			break
		}
		v, digits = v<<4|d, digits+1
		l.at++
	}
	if digits == 0 {
		return rtfToken{kind: rtfWord, word: "'"}
	}
	return rtfToken{kind: rtfHex, text: []byte{v}}
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10, true
	}
	return 0, false
}
