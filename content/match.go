package content

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/normal"
)

// Text is looked for the way a reader sees it: case, the kind of white space,
// line ends, hyphenation, look-alike letters and invisible characters do not
// matter, nor what PDF extraction and OCR do to letters and numbers. A match
// hides every whole word it touches.

const (
	minSpaceless = 6 // characters from which a text is also found across any white space and hyphen ("MIR AMO")
	minDigits    = 6 // digits from which a text is also looked for as a number that OCR has misread
)

// anyCase is what never matters.
const anyCase = normal.Case | normal.Lookalikes

// foldText is a single text folded, white space collapsed and trimmed.
func foldText(s string) string { return normal.String(s, anyCase) }

// finder looks for texts in one view's leaves. The foldings that its searches
// need are made when the first one needs them.
type finder struct {
	leaves []string
	source *normal.Source
	texts  map[normal.Fold]*normal.Text
}

func newFinder(leaves []string) *finder {
	return &finder{leaves, normal.Of(leaves), map[normal.Fold]*normal.Text{}}
}

func (f *finder) fold(fold normal.Fold) *normal.Text {
	t := f.texts[fold]
	if t == nil {
		t = f.source.Fold(fold)
		f.texts[fold] = t
	}
	return t
}

// find returns the ranges of leaves that a text stands on, in order; they do
// not overlap.
func (f *finder) find(text string) []bundles.Range {
	needle := foldText(text)
	if needle == "" {
		return nil
	}
	var out []bundles.Range
	for _, fold := range f.ways(needle) {
		as := normal.String(text, fold&^(normal.Leafwise|normal.Join|normal.Repair|normal.Behind))
		out = f.add(out, fold, as)
		// The text may itself have been copied out of a damaged document.
		if mended := normal.String(text, fold&^normal.Leafwise|normal.Join|normal.Repair); mended != as {
			out = f.add(out, fold, mended)
		}
	}
	slices.SortFunc(out, func(a, b bundles.Range) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return merged(out)
}

// ways are the foldings of the leaves in which a text is looked for.
func (f *finder) ways(needle string) []normal.Fold {
	ways := []normal.Fold{anyCase | normal.Leafwise, anyCase | normal.Join}
	if utf8.RuneCountInString(strings.ReplaceAll(needle, " ", "")) >= minSpaceless {
		ways = append(ways, anyCase|normal.Tight)
	}
	repaired := f.fold(anyCase | normal.Join | normal.Repair)
	for _, w := range ways[1:] {
		if repaired.Repaired() {
			ways = append(ways, w|normal.Repair)
		}
		if repaired.Ambiguous() {
			ways = append(ways, w|normal.Repair|normal.Behind)
		}
	}
	if digits, letters := count(needle); digits >= minDigits && digits > letters {
		ways = append(ways, anyCase|normal.Digits)
	}
	return ways
}

// add appends the places of a folded text. Of a number that OCR has misread, at
// least half of the characters must be digits still.
func (f *finder) add(out []bundles.Range, fold normal.Fold, needle string) []bundles.Range {
	first := len(out)
	for s := range f.fold(fold).Find(needle) {
		if fold&normal.Digits != 0 && !f.number(s) {
			continue
		}
		out = append(out, bundles.Range{s.First.Leaf, s.Last.Leaf - s.First.Leaf + 1})
		out = append(out[:first], merged(out[first:])...)
		first = max(first, len(out)-1) // ranges come in order: only the last one can grow
	}
	return out
}

// number tells whether half of what stands there is digits.
func (f *finder) number(s normal.Span) bool {
	digits, letters := 0, 0
	for i := s.First.Leaf; i <= s.Last.Leaf; i++ {
		leaf, from := f.leaves[i], 0
		if i == s.Last.Leaf {
			leaf = leaf[:s.Last.Offset+1]
		}
		if i == s.First.Leaf {
			from = s.First.Offset
		}
		d, l := count(leaf[from:])
		digits, letters = digits+d, letters+l
	}
	return digits >= letters
}

// count counts the digits and letters of a text.
func count(s string) (digits, letters int) {
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return digits, letters
}

// merged joins ranges that overlap; they are in order.
func merged(ranges []bundles.Range) []bundles.Range {
	out := ranges[:0]
	for _, r := range ranges {
		if n := len(out); n > 0 && r[0] < out[n-1][0]+out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], r[0]+r[1]-out[n-1][0])
			continue
		}
		out = append(out, r)
	}
	return out
}
