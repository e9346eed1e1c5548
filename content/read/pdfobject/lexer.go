package pdfobject

import (
	"errors"
	"math"
	"strconv"
)

// Errors of the lexer.
var (
	errShort  = errors.New("ends inside an object")
	errSyntax = errors.New("not an object")
	errDeep   = errors.New("too many objects inside objects")
)

// lexer takes objects out of a piece of the file.
type lexer struct {
	data  []byte
	at    int
	depth int  // objects inside objects that are allowed
	more  bool // the file goes on after data: a word at its end may be longer
	refs  bool // "1 0 R" is a reference; not so in content streams
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

// skip moves past white space and comments.
func (l *lexer) skip() {
	for l.at < len(l.data) {
		switch c := l.data[l.at]; {
		case isSpace(c):
			l.at++
		case c == '%':
			for l.at < len(l.data) && l.data[l.at] != '\n' && l.data[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// word returns the run of regular characters at the current place.
func (l *lexer) word() (string, error) {
	from := l.at
	for l.at < len(l.data) && !isSpace(l.data[l.at]) && !isDelimiter(l.data[l.at]) {
		l.at++
	}
	if l.at == len(l.data) && l.more {
		return "", errShort
	}
	return string(l.data[from:l.at]), nil
}

// object returns the next object or keyword. depth is how deep it stands.
func (l *lexer) object(depth int) (Object, error) {
	if depth > l.depth {
		return nil, errDeep
	}
	l.skip()
	if l.at >= len(l.data) {
		return nil, errShort
	}
	switch c := l.data[l.at]; {
	case c == '(':
		return l.literal()
	case c == '<' && l.at+1 < len(l.data) && l.data[l.at+1] == '<':
		l.at += 2
		return l.dict(depth)
	case c == '<':
		return l.hex()
	case c == '[':
		l.at++
		return l.array(depth)
	case c == '/':
		l.at++
		return l.name()
	case isDelimiter(c):
		l.at++
		return nil, errSyntax
	}
	word, err := l.word()
	if err != nil {
		return nil, err
	}
	switch word {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	}
	n, ok := number(word)
	if !ok {
		return Keyword(word), nil
	}
	if i, whole := n.(int64); whole && l.refs && i > 0 {
		return l.reference(i)
	}
	return n, nil
}

// number reads an integer or a real number; integers that do not fit are real.
func number(word string) (Object, bool) {
	if word == "" || word[0] > '9' || word[0] != '+' && word[0] != '-' && word[0] != '.' && word[0] < '0' {
		return nil, false
	}
	if i, err := strconv.ParseInt(word, 10, 64); err == nil {
		return i, true
	}
	for _, c := range word[1:] {
		if c != '.' && c != '-' && (c < '0' || c > '9') {
			return nil, false
		}
	}
	x, err := strconv.ParseFloat(word, 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		return int64(0), true // as viewers do: "--5", "1.2.3"
	}
	return x, true
}

// reference tells "7 0 R" from the number 7.
func (l *lexer) reference(number int64) (Object, error) {
	back := l.at
	l.skip()
	word, err := l.word()
	if err != nil {
		return nil, err
	}
	generation, errNumber := strconv.ParseUint(word, 10, 16)
	if errNumber == nil {
		l.skip()
		if word, err = l.word(); err != nil {
			return nil, err
		}
		if word == "R" && number <= math.MaxInt32 {
			return Ref{int(number), int(generation)}, nil
		}
	}
	l.at = back
	return number, nil
}

func (l *lexer) array(depth int) (Object, error) {
	a := Array{}
	for {
		l.skip()
		if l.at >= len(l.data) {
			return nil, errShort
		}
		if l.data[l.at] == ']' {
			l.at++
			return a, nil
		}
		o, err := l.object(depth + 1)
		if err != nil {
			return nil, err
		}
		if _, ok := o.(Keyword); ok {
			return nil, errSyntax
		}
		a = append(a, o)
	}
}

func (l *lexer) dict(depth int) (Object, error) {
	d := Dict{}
	for {
		l.skip()
		if l.at+1 >= len(l.data) {
			return nil, errShort
		}
		if l.data[l.at] == '>' && l.data[l.at+1] == '>' {
			l.at += 2
			return d, nil
		}
		if l.data[l.at] != '/' {
			return nil, errSyntax
		}
		l.at++
		key, err := l.name()
		if err != nil {
			return nil, err
		}
		value, err := l.object(depth + 1)
		if err != nil {
			return nil, err
		}
		if _, ok := value.(Keyword); ok {
			return nil, errSyntax
		}
		d[key.(Name)] = value
	}
}

func (l *lexer) name() (Object, error) {
	word, err := l.word()
	if err != nil {
		return nil, err
	}
	var out []byte
	for i := 0; i < len(word); i++ {
		if word[i] == '#' && i+2 < len(word) {
			if v, err := strconv.ParseUint(word[i+1:i+3], 16, 8); err == nil {
				out = append(out, byte(v))
				i += 2
				continue
			}
		}
		out = append(out, word[i])
	}
	return Name(out), nil
}
