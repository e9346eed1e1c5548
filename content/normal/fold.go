package normal

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const maxMarks = 30 // on one letter, as in Unicode's stream-safe format

// folding is a text being folded.
type folding struct {
	*Source
	fold Fold
	out  []byte
	runs []run

	leaf    int  // being read
	letter  int  // where the last letter starts in out
	marks   int  // marks that came after it
	word    int  // where the current word starts in out
	before  int  // where the word before the current gap starts
	end     int  // where that word ends
	gap     bool // white space was read last
	swallow bool // the rest of this gap is dropped
	soft    int  // length of out when a soft hyphen was dropped; -1: none
	repair
}

// Fold folds the source.
func (s *Source) Fold(f Fold) *Text {
	size := 0
	if n := len(s.leaves); n > 0 {
		size = s.starts[n-1] + len(s.leaves[n-1])
	}
	w := &folding{Source: s, fold: f, out: make([]byte, 0, size+size/64+16), soft: -1}
	for i, leaf := range s.leaves {
		w.leaf = i
		if f&Leafwise != 0 {
			w.letter, w.marks = len(w.out), 0
		}
		w.readLeaf(leaf)
	}
	return &Text{source: s, text: string(w.out), runs: w.runs, repaired: w.repaired, ambiguous: w.ambiguous}
}

func (w *folding) readLeaf(leaf string) {
	start := w.starts[w.leaf]
	simple := w.fold&(Digits|Repair) == 0
	drop := byte(' ')
	if w.fold&Tight != 0 {
		drop = '-'
	}
	for i := 0; i < len(leaf); {
		if c := leaf[i]; simple && c > ' ' && c < utf8.RuneSelf && c != drop {
			w.ascii(c, start+i)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(leaf[i:])
		w.read(r, i, n)
		i += n
	}
}

// ascii is read for the characters that most texts are made of.
func (w *folding) ascii(c byte, src int) {
	if w.fold&Case != 0 && c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	w.letter, w.marks, w.gap, w.swallow = len(w.out), 0, false, false
	w.mapAt(len(w.out), src)
	w.out = append(w.out, c)
}

// read folds one character, of n bytes at offset i of the leaf.
func (w *folding) read(r rune, i, n int) {
	src := w.starts[w.leaf] + i
	if w.fold&Digits != 0 {
		r = digit(r) // before what is no letter, | and §, becomes something else
	}
	to, ok := plain(r)
	switch {
	case to == none:
		if r == 0xad {
			w.soft = len(w.out)
		}
		return
	case to == ' ':
		w.space(r, i, n)
		return
	}
	w.gap, w.swallow = false, false
	if w.fold&Repair != 0 {
		if w.accented(r, i, n) {
			return
		}
		w.last = r
	}
	if !ok {
		for _, c := range expand(r, w.fold) {
			w.put(c, src, n)
		}
		return
	}
	if w.fold&Digits != 0 && to >= 0xc0 {
		if d := w.fold.letter(base(to)); d <= '9' { // Ó is O with a speck
			to = d
		}
	}
	w.put(w.fold.letter(to), src, n)
}

// put adds a folded character that came from n bytes at src.
func (w *folding) put(r rune, src, n int) {
	switch {
	case w.fold&Tight != 0 && (r == '-' || r == ' '), w.fold&Digits != 0 && separates(r):
		return
	case r == ' ' && (len(w.out) == 0 || w.out[len(w.out)-1] == ' '):
		return
	case joins(r) && w.letter < len(w.out) && w.marks < maxMarks:
		w.mark(r, src)
		return
	}
	w.letter, w.marks = len(w.out), 0
	if utf8.RuneLen(r) == n {
		w.mapAt(len(w.out), src)
		w.out = utf8.AppendRune(w.out, r)
		return
	}
	w.place(r, src, src)
}

// mark adds a character that may melt into the last letter.
func (w *folding) mark(r rune, src int) {
	c := w.out[len(w.out)-1]
	switch {
	case w.fold&Digits != 0 && c >= '0' && c <= '9': // of the í that was taken for 1
	case w.fold&Case != 0 && c == 'i' && r == 0x307: // İ is i, too
	default:
		w.marks++
		w.compose(r, sourceOf(w.runs, w.letter), src)
	}
}

// compose adds a mark to the last letter, which then came from the bytes from
// first to last.
func (w *folding) compose(mark rune, first, last int) {
	apart := utf8.AppendRune(bytes.Clone(w.out[w.letter:]), mark)
	whole := norm.NFC.Bytes(apart)
	if bytes.Equal(apart, whole) {
		w.place(mark, last, last)
		return
	}
	w.cut(w.letter)
	for len(whole) > 0 {
		r, n := utf8.DecodeRune(whole)
		w.place(r, first, last)
		whole = whole[n:]
	}
}

// place adds a character that came from the bytes from first to last.
func (w *folding) place(r rune, first, last int) {
	at := len(w.out)
	w.out = utf8.AppendRune(w.out, r)
	w.mapAt(at, first)
	for i := at + 1; i < len(w.out); i++ {
		w.mapAt(i, last)
	}
}

// mapAt says that byte out came from the byte src.
func (w *folding) mapAt(out, src int) {
	if n := len(w.runs); n > 0 && w.runs[n-1].src+out-w.runs[n-1].out == src {
		return
	}
	w.runs = append(w.runs, run{out, src})
}

// cut takes back what was added from byte n on.
func (w *folding) cut(n int) {
	w.out = w.out[:n]
	for k := len(w.runs); k > 0 && w.runs[k-1].out >= n; k-- {
		w.runs = w.runs[:k-1]
	}
}

// retreat takes back what was added from byte n on, and goes on after the
// letter that is the last one then.
func (w *folding) retreat(n int) {
	w.cut(n)
	w.letter, w.marks = n, 0
	for w.letter > 0 {
		r, size := utf8.DecodeLastRune(w.out[:w.letter])
		w.letter -= size
		if w.marks >= maxMarks || !joins(r) {
			return
		}
		w.marks++
	}
}

// space folds white space: r has n bytes at offset i of the leaf.
func (w *folding) space(r rune, i, n int) {
	if !w.gap {
		w.gap, w.before, w.end = true, w.word, len(w.out)
		w.swallow = w.fold&Repair != 0 && w.mend(i+n)
	}
	if w.fold&Join != 0 && r == '\n' && w.unhyphen() {
		w.swallow = true
	}
	if w.swallow {
		w.word = w.before
		return
	}
	w.put(' ', w.starts[w.leaf]+i, n)
	w.word = len(w.out)
}

// unhyphen takes back the hyphens at the end of the word before the gap, if
// there are any and a word is left.
func (w *folding) unhyphen() bool {
	n := w.end
	for n > w.before {
		switch r, size := utf8.DecodeLastRune(w.out[:n]); r {
		case '-', '¬':
			n -= size
			continue
		}
		break
	}
	if n == w.before || n == w.end && w.soft != w.end {
		return false
	}
	w.retreat(n)
	w.end = n
	return true
}
