package find

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// contextText is a document with one byte for each character, which makes it
// cheap to scan: the base letter in lower case, ' ' for white space, '\n' where
// a line ends, '-' for every dash. What has no width, and marks that stand by
// themselves, are left out.
type contextText struct {
	*text
	low    []byte
	kind   []charKind
	at     []uint32 // offset of each in raw, and the length of raw
	tokens []lexeme
	hits   [labelTopics][]labelHit
	urls   []proposal // in their order
	mails  []proposal
}

// charKind is what a character was.
type charKind uint8

const (
	wasUpper charKind = 1 << iota
	wasLetter
	wasDigit
	wasDamaged // another character in the source, which OCR takes for this one
)

// lexeme is a run of letters and digits.
type lexeme struct{ from, to int }

// Bytes for characters that are not ASCII.
const (
	byteDegree    = 0xb0
	byteParagraph = 0xa7
	byteLetter    = 0xff // of another script
	byteOther     = 0xfe
)

func newContextText(t *text) *contextText {
	n := len(t.raw)
	x := &contextText{text: t, low: make([]byte, 0, n), kind: make([]charKind, 0, n), at: make([]uint32, 0, n+1)}
	latin := latinLetters()
	for i := 0; i < n; {
		c := t.raw[i]
		if c < utf8.RuneSelf {
			x.add(c, asciiKinds[c], i)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(t.raw[i:])
		if int(r) < len(latin) && latin[r] != 0 {
			k := wasLetter
			if unicode.IsUpper(r) {
				k |= wasUpper
			}
			x.add(latin[r], k, i)
		} else {
			x.addRune(r, i)
		}
		i += size
	}
	x.at = append(x.at, uint32(n))
	x.split()
	x.findLabels()
	x.scanURLs()
	x.scanMails()
	return x
}

func (x *contextText) add(c byte, k charKind, at int) {
	switch {
	case k&wasUpper != 0 && c < utf8.RuneSelf:
		c |= 0x20
	case c == '\t' || c == '\r':
		c = ' '
	case c == '\f' || c == '\v':
		c = '\n'
	}
	x.low, x.kind, x.at = append(x.low, c), append(x.kind, k), append(x.at, uint32(at))
}

// addRune adds a character that is no Latin letter.
func (x *contextText) addRune(r rune, at int) {
	switch r {
	case '©', '®', '€', '£', '¢':
		x.add('@', wasDamaged, at)
	case '°', 'º', '˚':
		x.add(byteDegree, 0, at)
	case '§':
		x.add(byteParagraph, 0, at)
	case '‘', '’', '‚', '′', '´', '‹', '›':
		x.add('\'', 0, at)
	case '“', '”', '„', '″', '«', '»':
		x.add('"', 0, at)
	case '…':
		x.add('.', 0, at)
	case '\u2028', '\u2029', '\u0085':
		x.add('\n', 0, at)
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff':
	case 'ﬁ', 'ﬂ', 'ﬀ':
		x.add('f', wasLetter, at)
		x.add(map[rune]byte{'ﬁ': 'i', 'ﬂ': 'l', 'ﬀ': 'f'}[r], wasLetter, at)
	default:
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.Is(unicode.Pd, r) || r == '−':
			x.add('-', 0, at)
		case unicode.IsSpace(r):
			x.add(' ', 0, at)
		case unicode.IsLetter(r):
			k := wasLetter
			if unicode.IsUpper(r) {
				k |= wasUpper
			}
			x.add(byteLetter, k, at)
		default:
			x.add(byteOther, 0, at)
		}
	}
}

// split finds the tokens.
func (x *contextText) split() {
	x.tokens = make([]lexeme, 0, len(x.low)/6+1)
	for i := 0; i < len(x.low); i++ {
		if x.kind[i]&(wasLetter|wasDigit) == 0 {
			continue
		}
		from := i
		for i < len(x.low) && x.kind[i]&(wasLetter|wasDigit) != 0 {
			i++
		}
		x.tokens = append(x.tokens, lexeme{from, i})
	}
}

// covers tells whether a place lies in one of the proposals, which are in their
// order.
func covers(list []proposal, at int) bool {
	lo, hi := 0, len(list)
	for lo < hi {
		if mid := (lo + hi) / 2; list[mid].to > at {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo < len(list) && list[lo].from <= at
}

// source is where in raw a place of low is.
func (x *contextText) source(i int) int { return int(x.at[i]) }

// word is the token in lower case, without marks.
func (x *contextText) word(i int) []byte {
	if i < 0 || i >= len(x.tokens) {
		return nil
	}
	return x.low[x.tokens[i].from:x.tokens[i].to]
}

// is tells whether a token is this word.
func (x *contextText) is(i int, word string) bool { return string(x.word(i)) == word }

// gap is what stands between a token and the next one.
func (x *contextText) gap(i int) []byte {
	switch {
	case i < 0 || i >= len(x.tokens):
		return nil
	case i+1 == len(x.tokens):
		return x.low[x.tokens[i].to:]
	}
	gap := x.low[x.tokens[i].to:x.tokens[i+1].from]
	if x.Recognised && len(gap) == 3 && isSpace(gap[0]) && gap[2] == ' ' && strings.IndexByte("|.'\"*`_~", gap[1]) >= 0 {
		return gap[:1] // a speck
	}
	return gap
}

// capital tells whether a token begins with a capital letter.
func (x *contextText) capital(i int) bool {
	return i >= 0 && i < len(x.tokens) && x.kind[x.tokens[i].from]&wasUpper != 0
}

// shouted tells whether all letters of low[from:to] are capitals.
func (x *contextText) shouted(from, to int) bool {
	for _, k := range x.kind[from:to] {
		if k&(wasLetter|wasUpper) == wasLetter {
			return false
		}
	}
	return true
}

// plain tells whether a token is only digits.
func (x *contextText) plain(i int) bool {
	if i < 0 || i >= len(x.tokens) {
		return false
	}
	for _, k := range x.kind[x.tokens[i].from:x.tokens[i].to] {
		if k&wasDigit == 0 {
			return false
		}
	}
	return true
}

// tokenAt is the index of the first token that ends after a place.
func (x *contextText) tokenAt(at int) int {
	lo, hi := 0, len(x.tokens)
	for lo < hi {
		if mid := (lo + hi) / 2; x.tokens[mid].to > at {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}

// byteAt is a character, 0 outside of the text.
func (x *contextText) byteAt(i int) byte {
	if i < 0 || i >= len(x.low) {
		return 0
	}
	return x.low[i]
}

// isAt tells whether the character is of a kind.
func (x *contextText) isAt(i int, k charKind) bool {
	return i >= 0 && i < len(x.kind) && x.kind[i]&k != 0
}

// wrapped tells whether a line that ends here was broken because it was full:
// it is long, and no empty line follows.
func (x *contextText) wrapped(at int) bool {
	if x.byteAt(at) != '\n' || x.byteAt(at+1) == '\n' {
		return false
	}
	from, _ := x.line(at - 1)
	return at-from >= fullLine
}

// line returns the bounds of the line that a place is in, or of a part of it.
func (x *contextText) line(at int) (from, to int) {
	for from = at; from > 0 && at-from < maxLine && x.low[from-1] != '\n'; from-- {
	}
	for to = at; to < len(x.low) && to-at < maxLine && x.low[to] != '\n'; to++ {
	}
	return from, to
}

// number reads a token as digits, some of which OCR may have made letters; one
// digit at least must be left. It returns -1 for others and above nine digits.
func (x *contextText) number(i int) int {
	w := x.word(i)
	if len(w) == 0 || len(w) > 9 {
		return -1
	}
	n, digits := 0, 0
	for _, c := range w {
		d := ocrDigit(c)
		if d < 0 {
			return -1
		}
		if c >= '0' && c <= '9' {
			digits++
		}
		n = n*10 + d
	}
	if digits == 0 {
		return -1
	}
	return n
}

// ocrDigit is the digit that a character is or that OCR may have made it from,
// or -1.
func ocrDigit(c byte) int {
	switch c {
	case 'o':
		return 0
	case 'i', 'l':
		return 1
	case 'z':
		return 2
	case 's':
		return 5
	case 'b':
		return 8
	case 'g', 'q':
		return 9
	}
	if c >= '0' && c <= '9' {
		return int(c - '0')
	}
	return -1
}

var asciiKinds = func() (kinds [utf8.RuneSelf]charKind) {
	for c := range kinds {
		switch {
		case c >= '0' && c <= '9':
			kinds[c] = wasDigit
		case c >= 'A' && c <= 'Z':
			kinds[c] = wasLetter | wasUpper
		case c >= 'a' && c <= 'z':
			kinds[c] = wasLetter
		}
	}
	return kinds
}()

// latinLetters gives for a letter with marks the one without, in lower case.
var latinLetters = sync.OnceValue(func() *[0x250]byte {
	letters := new([0x250]byte)
	for r := rune(0xc0); r < 0x250; r++ {
		if d := norm.NFD.String(string(unicode.ToLower(r))); d[0] >= 'a' && d[0] <= 'z' && unicode.IsLetter(r) {
			letters[r] = d[0]
		}
	}
	for r, c := range map[rune]byte{'ß': 's', 'ł': 'l', 'Ł': 'l', 'đ': 'd', 'Đ': 'd', 'ø': 'o', 'Ø': 'o', 'æ': 'a', 'Æ': 'a', 'ı': 'i'} {
		letters[r] = c
	}
	return letters
})
