package normal

import (
	"iter"
	"strings"
)

// Span is where a text stands in the source: its first and its last byte.
type Span struct{ First, Last Place }

// Find yields every place where needle stands in the text, overlapping ones
// included, from left to right. The needle is folded already; the empty one is
// nowhere. The cost is linear, whatever repeats in either.
func (t *Text) Find(needle string) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		if needle == "" {
			return
		}
		// After a match, a second one may begin inside of it: from there on the
		// bytes are taken one by one (Knuth, Morris and Pratt) until none can.
		var borders []int
		for at := 0; ; {
			i := strings.Index(t.text[at:], needle)
			if i < 0 {
				return
			}
			at += i + len(needle)
			if borders == nil {
				borders = bordersOf(needle)
			}
			for k := len(needle); k > 0; at++ {
				if k == len(needle) {
					if !yield(Span{t.At(at - len(needle)), t.At(at - 1)}) {
						return
					}
					k = borders[k]
				}
				if at == len(t.text) {
					return
				}
				for k > 0 && needle[k] != t.text[at] {
					k = borders[k]
				}
				if needle[k] != t.text[at] {
					break
				}
				k++
			}
		}
	}
}

// bordersOf tells for each prefix of s how long the longest shorter prefix is
// that it also ends with.
func bordersOf(s string) []int {
	borders := make([]int, len(s)+1)
	k := 0
	for i := 1; i < len(s); i++ {
		for k > 0 && s[k] != s[i] {
			k = borders[k]
		}
		if s[k] == s[i] {
			k++
		}
		borders[i+1] = k
	}
	return borders
}
