package find

import (
	"math/bits"
	"strings"
)

// label tells which of the labels ends within distance characters before an
// offset: the nearest one, and how many characters lie between. A label starts
// where a word does. Blanks, dots and marks do not matter, and letters may be
// read wrongly: one of four to six, two of more; of shorter ones only such as
// look alike ("lČ", "DtČ"). Longer labels may have an ending ("čísla",
// "számának"). A number of six digits or more between the two has taken the
// label for itself.
func (t *text) label(at int, labels []string, distance int) (label string, chars int, ok bool) {
	if len(labels) == 0 {
		return "", 0, false
	}
	set := t.labels[&labels[0]]
	if set == nil || len(set.made) != len(labels) {
		set = &labelSet{made: makeLabels(labels), at: -1}
		if t.labels == nil {
			t.labels = map[*string]*labelSet{}
		}
		t.labels[&labels[0]] = set
	}
	if set.at != at || set.distance != distance {
		set.look(t.folded, at, distance)
	}
	if set.chars < 0 {
		return "", 0, false
	}
	return labels[set.found], set.chars, true
}

// labelSet is a list of labels, and what was looked for with it last: a number
// is often put together in several ways.
type labelSet struct {
	made         []foldedLabel
	at, distance int
	found, chars int // chars is negative where there is none
}

func (s *labelSet) look(folded string, at, distance int) {
	s.at, s.distance, s.chars = at, distance, -1
	var w window
	w.read(folded, max(0, at-distance-maxLabel), at)
	best := max(at-distance, 0) - 1 // what ends there or before is too far
	for i := range s.made {
		if end := w.find(&s.made[i], best); end > best {
			best, s.found, s.chars = end, i, at-end
		}
	}
}

// shortReach is how far from a number a label of one or two letters may stand
// that was read wrongly.
const shortReach = 8

// foldedLabel is a label as it is compared.
type foldedLabel struct {
	text  string
	set   uint64 // its letters
	wrong int    // letters that may be wrong
}

func makeLabels(labels []string) []foldedLabel {
	made := make([]foldedLabel, len(labels))
	for i, l := range labels {
		f := foldedLabel{text: foldLabel(l)}
		switch m := len(f.text); {
		case m > maxLabel:
			f.text = f.text[:maxLabel]
			fallthrough
		case m >= 7:
			f.wrong = 2
		case m >= 4:
			f.wrong = 1
		}
		f.set = letterSet(f.text)
		made[i] = f
	}
	return made
}

// foldLabel folds a label to its letters and digits.
func foldLabel(l string) string {
	var b strings.Builder
	for _, r := range l {
		s := string(r)
		if r >= 0x80 {
			s = foldRune(r)
		}
		for i := range len(s) {
			if c := s[i]; alnum(c) {
				b.WriteByte(c | 0x20) // digits have this bit, too
			}
		}
	}
	return b.String()
}

// spans are numbers of letters. Which letters there are among so many from the
// start of a word tells fast that most labels do not stand there.
var spans = [...]int{6, 9, 14, maxLabel + 2}

// window is the letters and digits before a number.
type window struct {
	letters [labelReach * 3]byte
	at      [labelReach * 3]int32 // their offsets in the text
	end     [labelReach * 3]bool  // ends a word
	n       int
	to      int // the offset of the number

	first [labelReach * 3]int32 // of each word
	have  [labelReach * 3][len(spans)]uint64
	words int
}

func (w *window) read(folded string, from, to int) {
	from, w.to = max(from, to-len(w.letters)), to
	digits, before := 0, from > 0 && alnum(folded[from-1])
	for i := from; i < to; i++ {
		c := folded[i]
		switch {
		case isDigit(c):
			if digits++; digits >= 6 {
				w.n, w.words = 0, 0
			}
		case isLetter(c) || c == '\n':
			digits = 0
		}
		if !labelLetter(c, folded, i) {
			if before && w.n > 0 {
				w.end[w.n-1] = true
			}
			before = false
			continue
		}
		if !before {
			w.first[w.words] = int32(w.n)
			w.words++
		}
		w.letters[w.n], w.at[w.n], w.end[w.n] = c, int32(i), false
		w.n++
		before = true
	}
	if w.n > 0 {
		w.end[w.n-1] = true
	}
	for k := range w.words {
		set, i := uint64(0), int(w.first[k])
		for j, span := range spans {
			for end := min(int(w.first[k])+span, w.n); i < end; i++ {
				set |= 1 << (w.letters[i] & 63)
			}
			w.have[k][j] = set
		}
	}
}

// labelLetter tells what counts in a label: also the strokes that are read for
// an I at the start of a word.
func labelLetter(c byte, folded string, i int) bool {
	return alnum(c) || (c == '|' || c == '!') && i+1 < len(folded) && isLetter(folded[i+1])
}

// find returns the offset in the text after the last place of a label, or -1;
// places that end at or before best are of no interest.
func (w *window) find(l *foldedLabel, best int) int {
	m := len(l.text)
	if m == 0 {
		return -1
	}
	span := 0
	for spans[span] < m+l.wrong {
		span++
	}
	for k := w.words - 1; k >= 0; k-- {
		s := int(w.first[k])
		if s+m-l.wrong > w.n {
			continue
		}
		if last := min(s+m+l.wrong+labelSuffix, w.n) - 1; int(w.at[last]) < best {
			return -1
		}
		if l.wrong == 0 {
			if s+m <= w.n && w.end[s+m-1] && alike(w.letters[s:s+m], l.text) {
				if m <= 2 && string(w.letters[s:s+m]) != l.text && int(w.at[s+m-1]) < w.to-shortReach {
					continue // "Re: ..." is no "r. č."
				}
				return int(w.at[s+m-1]) + 1
			}
			continue
		}
		if c := w.letters[s]; m < 7 && c != l.text[0] && !strings.Contains(confused(l.text[0]), string(rune(c))) {
			continue // "pod č." is no "rod. č."
		}
		if bits.OnesCount64(l.set&^w.have[k][span]) > l.wrong {
			continue
		}
		if l.wrong > 1 && w.usual(s) {
			continue
		}
		if n := w.prefix(s, l.text, l.wrong); n > 0 {
			return int(w.at[s+n-1]) + 1
		}
	}
	return -1
}

// usual tells whether a word begins here that is too usual to be a label with
// two wrong letters: the Hungarian for office is no "hívható".
func (w *window) usual(s int) bool {
	const office = "hivatal"
	return s+len(office) <= w.n && string(w.letters[s:s+len(office)]) == office
}

// prefix returns how many letters from s on are the label and its ending, or 0.
func (w *window) prefix(s int, label string, wrong int) int {
	m := len(label)
	for _, n := range [...]int{m, m + 1, m - 1, m + 2, m - 2} {
		if n <= 0 || n < m-wrong || n > m+wrong || s+n > w.n {
			continue
		}
		if !within(w.letters[s:s+n], label, wrong) {
			continue
		}
		suffix := 0
		for s+n+suffix < w.n && !w.end[s+n+suffix-1] {
			suffix++
		}
		if suffix <= labelSuffix && (suffix == 0 || m >= 5) {
			return n + suffix
		}
	}
	return 0
}

// alike tells whether a short label was read, with at most one letter taken
// for another that looks like it.
func alike(read []byte, label string) bool {
	wrong := 0
	for i, c := range read {
		if c == label[i] {
			continue
		}
		if wrong++; wrong > 1 || !strings.Contains(confused(label[i]), string(rune(c))) {
			return false
		}
	}
	return true
}

// confused returns what a letter of a label is read for.
func confused(c byte) string {
	switch c {
	case 'i', 'j', 'l', 't':
		return "iljt1|!fr"
	case 'c':
		return "eoftg"
	case 'o':
		return "0qcd"
	case 'd':
		return "o0bc"
	case 'r':
		return "nft"
	case 'u':
		return "iovn"
	case 'a':
		return "4oe"
	case 's':
		return "5"
	case 'b':
		return "86h"
	}
	return ""
}

func letterSet(s string) (set uint64) {
	for i := range len(s) {
		set |= 1 << (s[i] & 63)
	}
	return set
}

// within tells whether at most so many letters are changed, added or dropped.
func within(a []byte, b string, wrong int) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	a, b = a[i:], b[i:]
	switch {
	case max(len(a)-len(b), len(b)-len(a)) > wrong:
		return false
	case len(a) == 0 || len(b) == 0:
		return true
	}
	return wrong > 0 && (within(a[1:], b[1:], wrong-1) || within(a[1:], b, wrong-1) || within(a, b[1:], wrong-1))
}
