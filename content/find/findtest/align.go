package findtest

import (
	"strings"
	"unicode"
)

// Costs of an alignment of characters: the same letter with another accent is
// nearly right.
const (
	costAccent = 1
	costOther  = 3
	costGap    = 2
)

// Read is the document as it was read from a scan: its words are those given,
// and each span is where its characters are now. lost are the spans of which
// less than a third can be recognised: nothing in the text could find them.
// right is the share of the characters that were read right.
func (d Document) Read(words []string) (read Document, lost []Span, right float64) {
	read = d
	read.Words, read.Spans = words, nil
	from, wordOf := characters(d.Words)
	to, newWord := characters(words)
	partner := aligned(from, to)
	for i, k := range partner {
		if k >= 0 && from[i] == to[k] {
			right++
		}
	}
	right /= float64(max(len(from), 1))
	start := make([]int, len(d.Words)+1) // of each word, in characters
	for i := range wordOf {
		start[wordOf[i]+1] = i + 1
	}
	for i := 1; i < len(start); i++ {
		start[i] = max(start[i], start[i-1])
	}
	for _, s := range d.Spans {
		first, last, same := -1, -1, 0
		begin, end := inside(from, start[s.First], start[s.First+s.Count], s.Text)
		for i := begin; i < end; i++ {
			k := partner[i]
			if k < 0 || !unicode.In(from[i], unicode.L, unicode.N) {
				continue
			}
			if first < 0 {
				first = newWord[k]
			}
			last = newWord[k]
			if plain(string(from[i])) == plain(string(to[k])) {
				same++
			}
		}
		if first < 0 || same*3 < end-begin || last-first >= 3*s.Count+3 {
			lost = append(lost, s)
			continue
		}
		s.First, s.Count = first, last-first+1
		read.Spans = append(read.Spans, s)
	}
	return read, lost, right
}

// characters are those of the words that are no space, each with its word.
func characters(words []string) (all []rune, wordOf []int) {
	for i, w := range words {
		for _, r := range w {
			if !unicode.IsSpace(r) {
				all, wordOf = append(all, r), append(wordOf, i)
			}
		}
	}
	return all, wordOf
}

// inside narrows a range of characters to a text that stands in it.
func inside(all []rune, from, to int, text string) (first, end int) {
	compact := strings.Join(strings.Fields(text), "")
	if before, _, ok := strings.Cut(string(all[from:to]), compact); ok {
		first = from + len([]rune(before))
		return first, first + len([]rune(compact))
	}
	return from, to
}

// aligned gives each character of a the index of its partner in b, or -1.
func aligned(a, b []rune) []int {
	folded := func(all []rune) []string {
		out := make([]string, len(all))
		for i, r := range all {
			out[i] = plain(string(r))
		}
		return out
	}
	fa, fb := folded(a), folded(b)
	step := make([]byte, (len(a)+1)*(len(b)+1)) // 0 together, 1 only a, 2 only b
	width := len(b) + 1
	row := make([]int, width)
	for k := range row {
		row[k], step[k] = k*costGap, 2
	}
	for i := range a {
		diagonal := row[0]
		row[0], step[(i+1)*width] = (i+1)*costGap, 1
		for k := range b {
			cost := costOther
			switch {
			case a[i] == b[k]:
				cost = 0
			case fa[i] == fb[k]:
				cost = costAccent
			}
			best, how := diagonal+cost, byte(0)
			if c := row[k+1] + costGap; c < best {
				best, how = c, 1
			}
			if c := row[k] + costGap; c < best {
				best, how = c, 2
			}
			diagonal, row[k+1] = row[k+1], best
			step[(i+1)*width+k+1] = how
		}
	}
	partner := make([]int, len(a))
	for i, k := len(a), len(b); i > 0 || k > 0; {
		switch step[i*width+k] {
		case 0:
			i, k = i-1, k-1
			partner[i] = k
		case 1:
			i--
			partner[i] = -1
		default:
			k--
		}
	}
	return partner
}
