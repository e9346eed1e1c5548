package audit

import (
	"unicode"
	"unicode/utf8"
)

// stands says whether the letters of a needle, which begin at data[at], stand as
// its rule wants them: separated where the term is, or together as a word of
// their own.
func (s *scanner) stands(data []byte, at int, n *needle, w window) bool {
	joined, gap, soft := false, 0, false
	space := false
	i := at
	for j := 0; j < len(n.text); {
		if i >= len(data) {
			return false
		}
		text, size := s.table.rune(data[i:])
		if len(text) == 0 {
			r, _ := utf8.DecodeRune(data[i:])
			switch {
			case r == tagMark:
				soft = true
			case invisible(r):
			case unicode.IsSpace(r):
				if !space {
					gap++
				}
				space = true
			default:
				gap, space = gap+1, false
			}
			i += size
			continue
		}
		expected := j > 0 && j < 64 && n.gaps>>j&1 != 0
		switch {
		case j == 0:
		case n.anyGap && gap > 3 || gap > 4:
			return false
		case gap > 0 && !expected && !n.anyGap:
			return false
		case gap == 0 && !soft && expected:
			joined = true
		}
		gap, soft, space = 0, false, false
		i, j = i+size, j+len(text)
	}
	return !n.word && !joined || s.alone(data, at, i, w)
}

// alone says whether no letter or digit touches data[from:to]. At the edge of a
// window inside a file the answer is no: the neighbouring window holds the match
// with its surroundings.
func (s *scanner) alone(data []byte, from, to int, w window) bool {
	for {
		if from == 0 {
			if !w.first {
				return false
			}
			break
		}
		r, size := utf8.DecodeLastRune(data[:from])
		if inWord(r) {
			return false
		}
		if !unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Cf, r) {
			break
		}
		from -= size
	}
	for {
		if to == len(data) {
			return w.last
		}
		r, size := utf8.DecodeRune(data[to:])
		if inWord(r) {
			return false
		}
		if !unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Cf, r) {
			return true
		}
		to += size
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
