package normal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Some PDF programs draw an accented letter twice: the base letter, the whole
// letter and a blank, "OÖ NKORMAÁ NYZAT" for "ÖNKORMÁNYZAT". Others draw the
// accent beside the letter, "pˇríloha", "PR ˇ ÍLOHA". Both are guessed here.

const maxSupport = 3 // words around a doubled letter that may witness for it

// repair is what is remembered between characters for Repair.
type repair struct {
	last      rune // read last, with its case
	words     int  // read so far
	witness   int  // number of the last word with a doubled letter that is no usual word's end, plus maxSupport
	accent    rune // waits for its letter
	accentSrc int
	attached  int // length of out after an accent went on the letter before a blank
	repaired  bool
	ambiguous bool
}

// mend repairs the word before a gap and tells whether it goes on after it.
// after is the offset in the leaf that follows the white space.
func (w *folding) mend(after int) bool {
	w.words++
	next := w.next(w.leaf, after)
	if w.attached > 0 && w.attached == len(w.out) {
		return goesOn(w.last, next)
	}
	q, nq := utf8.DecodeLastRune(w.out[w.word:])
	p, np := utf8.DecodeLastRune(w.out[w.word : len(w.out)-nq])
	if !doubled(p, q) {
		return false
	}
	if !usual(p, q) {
		w.witness = w.words + maxSupport
	} else if w.witness < w.words && !w.supported(after) {
		return false
	}
	at := len(w.out) - nq - np
	first, last := sourceOf(w.runs, at), sourceOf(w.runs, len(w.out)-1)
	w.cut(at)
	w.letter, w.marks, w.repaired = at, 0, true
	w.place(q, first, last)
	return goesOn(w.last, next)
}

// doubled tells whether q is p with an accent.
func doubled(p, q rune) bool {
	return q >= 0xc0 && p != q && p < utf8.RuneSelf && unicode.IsLetter(p) && base(q) == p
}

// base is the letter without its marks.
func base(r rune) rune {
	var buf [utf8.UTFMax]byte
	d := norm.NFD.Properties(buf[:utf8.EncodeRune(buf[:], r)]).Decomposition()
	if len(d) == 0 {
		return r
	}
	b, _ := utf8.DecodeRune(d)
	return b
}

// usual tells whether words do end so: "policií", "Soó".
func usual(p, q rune) bool {
	p, q = lower(p), lower(q)
	return p == 'i' && q == 'í' || p == 'o' && q == 'ó'
}

// supported looks for a doubled letter of another kind at the ends of the next
// words.
func (w *folding) supported(after int) bool {
	leaf, words, inGap := w.leaf, 0, true
	var p, q rune
	for leaf < len(w.leaves) {
		for _, r := range w.leaves[leaf][after:] {
			switch space := unicode.IsSpace(r); {
			case space && !inGap:
				if doubled(p, q) && !usual(p, q) {
					return true
				}
				if words++; words == maxSupport {
					return false
				}
				inGap = true
			case !space:
				p, q, inGap = q, r, false
			}
		}
		leaf, after = leaf+1, 0
	}
	return false
}

// goesOn tells whether the letter after a blank may belong to the word before.
func goesOn(last, next rune) bool {
	return unicode.IsLetter(next) && (unicode.IsLower(next) || unicode.IsUpper(last))
}

// next is the next character that is no white space, from an offset in a leaf on.
func (w *folding) next(leaf, from int) rune {
	for ; leaf < len(w.leaves); leaf++ {
		for _, r := range w.leaves[leaf][from:] {
			if !unicode.IsSpace(r) {
				return r
			}
		}
		from = 0
	}
	return 0
}

// accented deals with a character if it is an accent beside its letter, or the
// letter that an accent waits for.
func (w *folding) accented(r rune, i, n int) bool {
	src := w.starts[w.leaf] + i
	if w.accent != 0 {
		mark := w.accent
		w.accent = 0
		if r == 'ı' {
			r = 'i'
		}
		w.last = r
		if w.fold&Case != 0 {
			r = lower(r)
		}
		w.put(r, src, n)
		w.compose(mark, w.accentSrc, src+n-1)
		return true
	}
	mark := detached(r)
	if mark == 0 {
		return false
	}
	ahead := takes(w.adjacent(w.leaf, i+n), mark)
	letter, n := w.letterBefore()
	behind := takes(letter, mark)
	w.ambiguous = w.ambiguous || ahead && behind
	switch {
	case ahead && !(behind && w.fold&Behind != 0):
		w.accent, w.accentSrc = mark, src
	case behind:
		w.retreat(n)
		w.word = min(w.word, w.letter)
		w.compose(mark, sourceOf(w.runs, w.letter), src)
		w.attached = len(w.out)
	default:
		return false
	}
	w.repaired = true
	return true
}

// detached returns the mark that a spacing accent is the picture of, or 0.
func detached(r rune) rune {
	switch r {
	case '´':
		return 0x301
	case 'ˇ':
		return 0x30c
	case '¨':
		return 0x308
	case '˝':
		return 0x30b
	case '˚', '°':
		return 0x30a
	}
	return 0
}

// takes tells whether a letter of our languages has that mark.
func takes(letter, mark rune) bool {
	if letter == 'ı' {
		letter = 'i'
	}
	whole, _ := utf8.DecodeRuneInString(norm.NFC.String(string([]rune{lower(letter), mark})))
	return whole >= utf8.RuneSelf && strings.ContainsRune("áéíóúýĺŕčďěľňřšťžäöüőűů", whole)
}

// adjacent is the character that follows without white space, else 0.
func (w *folding) adjacent(leaf, from int) rune {
	for ; leaf < len(w.leaves); leaf++ {
		for _, r := range w.leaves[leaf][from:] {
			return r
		}
		from = 0
	}
	return 0
}

// letterBefore is the letter that was added last, and where it ends; one blank
// may follow it.
func (w *folding) letterBefore() (letter rune, end int) {
	end = len(w.out)
	if end > 0 && w.out[end-1] == ' ' {
		end--
	}
	r, _ := utf8.DecodeLastRune(w.out[:end])
	return r, end
}
