package content

import (
	"math"
	"strings"
)

const (
	guesses      = 24  // widths that stand for all that may be hidden
	meanChars    = 7.2 // of a word of a name, with its space
	spreadChars  = 2.7 // standard deviation for one word; grows with the root of their number
	longGap      = 6   // words; more are no name or address, and their lines may be counted
	leastGuesses = 4   // of the guesses: so many must explain what is seen, or 1 of 6 names
)

// guessed is the i-th plausible width, in characters, of a gap of so many
// words, all equally likely: 2 to 13 for one, 7 to 23 for two. It does not
// depend on what the gap hides.
func guessed(words, i int) float64 {
	deviation := math.Sqrt2 * math.Erfinv((2*float64(i)+1)/guesses-1)
	return 0.6 + meanChars*float64(words) + spreadChars*math.Sqrt(float64(words))*deviation
}

// longest is more characters than a cell with a name has.
const longest = 28

// item is a word to be set, or a gap.
type item struct {
	word  int // the first one, of a gap
	width int // of a word
	words int // of a gap; 0: a word
	glue  bool
}

// items is the words of a paragraph from line a on, gaps joined.
func (p *printed) items(para []int, a int) []item {
	var out []item
	var before *placed
	for _, l := range para[a:] {
		for i := p.lines[l].first; i < p.lines[l].end; i++ {
			w := &p.words[i]
			n := len(out) - 1
			switch {
			case !w.hidden:
				out = append(out, item{word: i, width: w.box.W, glue: before != nil && !strings.ContainsAny(before.text, " \t\n")})
			case n >= 0 && out[n].words > 0:
				out[n].words++
			default:
				out = append(out, item{word: i, words: 1})
			}
			before = w
		}
	}
	// What is hidden and long is set as it is: its lines are no secret.
	var kept []item
	for _, it := range out {
		if it.words <= longGap {
			kept = append(kept, it)
			continue
		}
		for i := it.word; i < it.word+it.words; i++ {
			kept = append(kept, item{word: i, width: p.words[i].box.W})
		}
	}
	return kept
}

// setting is how a paragraph breaks: the word each line begins with, -1 where
// it is a part of a gap, and the line on which the last gap ends.
type setting struct {
	starts []int
	gapEnd int
}

// set breaks items into lines as word processors do: a word goes on the line
// if it has room there. Every gap is as wide as width says, in two words or
// one.
func set(items []item, m measure, right, space, parts int, width func(words int) int) setting {
	s := setting{}
	x, filled := m.start, false
	put := func(word, w int, glue bool) {
		gap := space
		if glue {
			gap = 0
		}
		switch {
		case len(s.starts) == 0:
			s.starts = append(s.starts, word)
			x += w
		case filled && x+gap+w <= right:
			x += gap + w
		default:
			s.starts = append(s.starts, word)
			x = m.rest + w
		}
		filled = true
	}
	for _, it := range items {
		if it.words == 0 {
			put(it.word, it.width, it.glue)
			continue
		}
		w, n := width(it.words), parts
		if it.words > 3 {
			n = it.words
		}
		for i := range n {
			part := max((w-(n-1)*space)*(i+1)/n-(w-(n-1)*space)*i/n, 1)
			put(-1, part, false)
		}
		s.gapEnd = len(s.starts) - 1
	}
	return s
}

// breaks is all settings of a paragraph that its surroundings allow, one list
// for each possible right edge.
type breaks [][]setting

// settings sets the items with every plausible width.
func (g *pageLines) settings(items []item, m measure) breaks {
	var out breaks
	gaps := 0
	for _, it := range items {
		if it.words > 0 {
			gaps++
		}
	}
	for _, right := range []int{m.lo, (m.lo + m.hi) / 2, m.hi - 1} {
		var list []setting
		for parts := 1; parts <= 2; parts++ {
			for i := range guesses {
				list = append(list, set(items, m, right, g.space, parts, func(words int) int { return int(guessed(words, i) * g.char) }))
				if gaps > 1 { // not all are of the same width
					n := 0
					list = append(list, set(items, m, right, g.space, parts, func(words int) int {
						if n++; n%2 == 0 {
							return int(guessed(words, guesses-1-i) * g.char)
						}
						return int(guessed(words, i) * g.char)
					}))
				}
			}
		}
		out = append(out, list)
	}
	return out
}

// agree returns the first line from which on all settings are the same, in
// every list; ok is false where there is none.
func (b breaks) agree() (line int, ok bool) {
	for _, list := range b {
		j := 0
		for ; j < len(list[0].starts); j++ {
			if same(list, j) {
				break
			}
		}
		if j == len(list[0].starts) {
			return 0, false
		}
		line = max(line, j)
	}
	return line, true
}

func same(list []setting, j int) bool {
	for _, s := range list {
		if j >= len(s.starts) || j <= s.gapEnd || s.starts[j] < 0 || s.starts[j] != list[0].starts[j] {
			return false
		}
	}
	return true
}

// count is the number of lines, if all settings have the same.
func (b breaks) count() (lines int, ok bool) {
	lines = len(b[0][0].starts)
	for _, list := range b {
		for _, s := range list {
			if len(s.starts) != lines {
				return 0, false
			}
		}
	}
	return lines, true
}
