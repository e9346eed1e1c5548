package find

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/akta-foi/akta/content/normal"
	"golang.org/x/text/unicode/norm"
)

// caseText is the documents of a case, prepared for the detectors, and what
// holds for all of them.
type caseText struct {
	Options
	texts  []*text
	facts  facts
	ids    groupIDs
	people lazyPeople // collected by the detector of names
}

// text is one document as one string, with the way back to its words, and the
// same string folded: one byte for each character that a reader sees, so that
// detectors can scan it by hand. Offsets are into the folded string, unless
// they are said to be of raw.
//
// Folded means: letters without their marks; nothing that has no width; a run
// of white space is one blank, or one '\n' if it has a line end; typographic
// dashes, quotes and slashes are ASCII; § is the byte of Latin-1; anything else
// that is no ASCII is the byte other.
type text struct {
	Text
	raw    string                // the words joined
	starts []int                 // offset of each word in raw
	plain  string                // folded, with upper case kept
	folded string                // folded, in lower case; as long as plain
	places []int32               // offset in raw of each byte of plain
	groups []group               // of digits, in their order
	labels map[*string]*labelSet // by their first label

	contextText *contextText // made when a detector of contextDetectors first asks
}

const (
	other     = 0x7f // a character that has no meaning here
	paragraph = 0xa7 // §, which is read for 5
)

func newCaseText(texts []Text, o Options) (*caseText, error) {
	c := &caseText{Options: o, facts: newFacts(o.Facts)}
	for _, t := range texts {
		p := &text{Text: t, starts: make([]int, len(t.Words))}
		at := 0
		for i, w := range t.Words {
			p.starts[i] = at
			at += len(w)
		}
		if at > maxText {
			return nil, fmt.Errorf("document %q: %w", t.Document, errTooLong)
		}
		p.raw = strings.Join(t.Words, "")
		p.fold()
		p.groups = groupsOf(p.plain)
		c.texts = append(c.texts, p)
	}
	return c, nil
}

func (t *text) fold() {
	plain := make([]byte, 0, len(t.raw))
	t.places = make([]int32, 0, len(t.raw))
	put := func(c byte, at int) {
		if c != ' ' && c != '\n' {
			plain, t.places = append(plain, c), append(t.places, int32(at))
			return
		}
		switch n := len(plain); {
		case n == 0 || plain[n-1] != ' ' && plain[n-1] != '\n':
			plain, t.places = append(plain, c), append(t.places, int32(at))
		case c == '\n':
			plain[n-1] = c
		}
	}
	rare := map[rune]string{}
	for i := 0; i < len(t.raw); {
		c := t.raw[i]
		if c < utf8.RuneSelf {
			put(foldASCII(c), i)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(t.raw[i:])
		if r < 0x180 {
			if c = foldedLatin[r-0x80]; c != 0 {
				put(c, i)
				i += n
				continue
			}
		}
		s, ok := rare[r]
		if !ok {
			s = foldRune(r)
			rare[r] = s
		}
		for k := range len(s) {
			put(s[k], i)
		}
		i += n
	}
	t.plain = string(plain)
	for i, c := range plain {
		if c >= 'A' && c <= 'Z' {
			plain[i] = c | 0x20
		}
	}
	t.folded = string(plain)
}

func foldASCII(c byte) byte {
	switch {
	case c == '\n', c == '\v', c == '\f', c == '\r':
		return '\n'
	case c <= ' ':
		return ' '
	}
	return c
}

// foldedLatin has the folded byte of the characters from U+0080 to U+017F that
// have just one, else 0.
var foldedLatin = func() (table [0x100]byte) {
	for i := range table {
		if s := foldRune(rune(0x80 + i)); len(s) == 1 {
			table[i] = s[0]
		}
	}
	return table
}()

// foldRune returns what a character that is no ASCII is folded to: nothing, or
// a few bytes.
func foldRune(r rune) string {
	switch r {
	case '§':
		return string([]byte{paragraph})
	case 'ß':
		return "ss"
	case 'ł', 'đ', 'ø', 'ı':
		return map[rune]string{'ł': "l", 'đ': "d", 'ø': "o", 'ı': "i"}[r]
	case 'Ł', 'Đ', 'Ø':
		return map[rune]string{'Ł': "L", 'Đ': "D", 'Ø': "O"}[r]
	case '©':
		return "c" // "r. ©." of a scan
	case '´', 'ˇ', '¨', '˝': // an accent that was read beside its letter
		return ""
	case 0x85, 0x2028, 0x2029:
		return "\n"
	case utf8.RuneError:
		return string([]byte{other})
	}
	whole := normal.Of([]string{string(r)}).Fold(normal.Lookalikes).String()
	var b strings.Builder
	for _, c := range norm.NFD.String(whole) {
		switch {
		case c < utf8.RuneSelf:
			b.WriteByte(foldASCII(byte(c)))
		case c >= 0x300 && c <= 0x36f:
		case b.Len() == 0 || b.String()[b.Len()-1] != other:
			b.WriteByte(other)
		}
	}
	return b.String()
}

// rawSpan is the part of raw that folded[from:to] came from; to > from.
func (t *text) rawSpan(from, to int) (rawFrom, rawTo int) {
	last := int(t.places[to-1])
	_, n := utf8.DecodeRuneInString(t.raw[last:])
	return int(t.places[from]), last + n
}

// words returns the first of the words that raw[from:to] touches, and how many
// they are.
func (t *text) words(from, to int) (first, count int) {
	first = t.wordAt(from)
	return first, t.wordAt(max(from, to-1)) - first + 1
}

// wordAt is the index of the word that holds a byte of raw.
func (t *text) wordAt(at int) int {
	lo, hi := 0, len(t.starts)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; t.starts[mid] <= at {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// foldedWords is the folded form of some words: what two findings are compared
// by.
func (t *text) foldedWords(first, count int) string {
	from, to := t.foldedAt(t.starts[first]), len(t.folded)
	if first+count < len(t.starts) {
		to = t.foldedAt(t.starts[first+count])
	}
	return t.folded[from:to]
}

// foldedAt is the offset in folded of what comes at or after an offset in raw.
func (t *text) foldedAt(raw int) int {
	lo, hi := 0, len(t.places)
	for lo < hi {
		if mid := (lo + hi) / 2; int(t.places[mid]) < raw {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// finding makes a finding of what stands at folded[from:to]. The key is what is
// the same wherever the same person or number is meant; settle makes the group
// of it.
func (t *text) finding(from, to int, typ Type, key string, score int, ground string, reasons ...string) Finding {
	first, count := t.words(t.rawSpan(from, to))
	return Finding{First: first, Count: count, Type: typ, Score: min(max(score, 1), 100), Reasons: reasons, Ground: ground, Group: key}
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
func isSpace(c byte) bool  { return c == ' ' || c == '\n' }
func alnum(c byte) bool    { return isDigit(c) || isLetter(c) }
