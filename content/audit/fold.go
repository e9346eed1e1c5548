package audit

import (
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// wall stands in folded text for a byte that is not UTF-8. No term holds it.
const wall = 0xff

// foldTable tells what is left of a character when case, diacritics and all that
// is neither letter nor digit are dropped.
type foldTable struct {
	ascii [256]byte   // the letter, or 0
	keep  [256]uint8  // 1 for a letter
	runes [0x800]rest // two-byte characters
}

// rest is what is left of one character: up to three bytes and their number; a
// number of 4 says that there are more.
type rest struct {
	text [3]byte
	n    uint8
}

func newFoldTable() *foldTable {
	t := &foldTable{}
	for c := range 128 {
		for _, l := range foldRune(rune(c)) {
			t.ascii[c], t.keep[c] = l, 1
		}
	}
	for r := rune(128); r < 0x800; r++ {
		s := foldRune(r)
		e := rest{n: uint8(min(len(s), 4))}
		copy(e.text[:], s)
		t.runes[r] = e
	}
	return t
}

// foldRune gives the letters and digits that one character stands for, in lower
// case and without marks.
func foldRune(r rune) []byte {
	var out []byte
	for _, d := range norm.NFKD.String(string(r)) {
		switch {
		case !unicode.IsLetter(d) && !unicode.IsDigit(d):
		// letters that have no decomposition
		case d == 'ß' || d == 'ẞ':
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

// letters is folded text, and where every block of it began.
type letters struct {
	text   []byte
	blocks []block
}

// block says that the folded byte out came from the source byte src.
type block struct{ out, src int }

// blockSize is how much source is folded again to find a place.
const blockSize = 512

// fold folds src into l, whose memory is used again.
func (t *foldTable) fold(l *letters, src []byte) {
	l.blocks = l.blocks[:0]
	if need := len(src) + len(src)/2 + 8; cap(l.text) < need {
		l.text = make([]byte, need)
	}
	out, n := l.text[:cap(l.text)], 0
	for i := 0; i < len(src); {
		l.blocks = append(l.blocks, block{n, i})
		end := min(i+blockSize, len(src))
		for i < end {
			c := src[i]
			if c < utf8.RuneSelf {
				out[n] = t.ascii[c]
				n += int(t.keep[c])
				i++
				continue
			}
			if c >= 0xc2 && c < 0xe0 && i+1 < len(src) && src[i+1]&0xc0 == 0x80 {
				if e := &t.runes[int(c&0x1f)<<6|int(src[i+1]&0x3f)]; e.n < 4 {
					out[n], out[n+1], out[n+2] = e.text[0], e.text[1], e.text[2]
					n += int(e.n)
					i += 2
					continue
				}
			}
			s, size := t.rune(src[i:])
			i += size
			if need := n + len(s) + (len(src)-i)*3/2 + 8; need > len(out) {
				out = slices.Grow(out[:n], need-n)
				out = out[:cap(out)]
			}
			n += copy(out[n:], s)
		}
	}
	l.text = out[:n]
}

// rune folds the character at the start of data, and tells its size.
func (t *foldTable) rune(data []byte) ([]byte, int) {
	if c := data[0]; c < utf8.RuneSelf {
		return []byte{t.ascii[c]}[:t.keep[c]], 1
	}
	r, size := utf8.DecodeRune(data)
	switch {
	case r == utf8.RuneError && size == 1:
		return []byte{wall}, 1
	case r < 0x800 && t.runes[r].n < 4:
		e := &t.runes[r]
		return e.text[:e.n:e.n], size
	}
	return foldRune(r), size
}

// source finds the byte of src that gave folded byte i.
func (t *foldTable) source(l *letters, src []byte, i int) int {
	k := sort.Search(len(l.blocks), func(k int) bool { return l.blocks[k].out > i }) - 1
	at, n := l.blocks[k].src, l.blocks[k].out
	for at < len(src) {
		s, size := t.rune(src[at:])
		if n += len(s); n > i {
			return at
		}
		at += size
	}
	return len(src)
}

// plain is the folded form of a short text.
func (t *foldTable) plain(s string) []byte {
	var l letters
	t.fold(&l, []byte(s))
	return slices.Clone(l.text)
}
