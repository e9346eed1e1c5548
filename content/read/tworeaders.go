package read

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Bounds of the comparison of a text layer with what OCR read on the image.
const (
	sameLine       = 0.5 // of the lower word's height: the two stand on one line
	samePlace      = 0.3 // of the narrower word's width: the two stand in one place
	lettersPerSlip = 5   // letters of a word for which OCR may be wrong in one
	confidentWord  = 80  // a word the layer lacks is only believed from here on
	rowHeight      = 64  // pixels of the rows in which neighbours are looked for
)

// twoReaders compares the words of a page's text layer with those OCR read on
// its image: what the image contradicts or does not show, and what only the
// image has. Words are compared by place; case, accents and what OCR confuses
// do not count.
func twoReaders(layer, image []Token, page Page) []Hidden {
	layer, image = readableWords(layer, 0), readableWords(image, 0)
	var found []Hidden
	for _, p := range samePlaces(layer, image) {
		a, b := pick(layer, p.layer), pick(image, p.image)
		switch {
		case len(a) > 0 && len(b) > 0:
			if sameReading(foldedText(a), foldedText(b), hasDigit(a)) {
				continue
			}
		case len(a) == 0:
			if b = readableWords(b, confidentWord); len(b) == 0 {
				continue
			}
		}
		found = append(found, textDiffers(a, b, page.Number))
	}
	return found
}

// textDiffers is the item for words of the layer and of the image in one place.
func textDiffers(layer, image []Token, page int) Hidden {
	var box Box
	for _, t := range slices.Concat(layer, image) {
		box = box.join(t.Box)
	}
	said := func(words []Token) string {
		if len(words) == 0 {
			return "nothing"
		}
		var all []string
		for _, t := range words {
			word, _ := separator(t.Text)
			all = append(all, word)
		}
		return fmt.Sprintf("%q", cutBytes(strings.Join(all, " "), maxExcerptBytes/3))
	}
	return Hidden{
		Kind: HiddenTextDiffers, Where: fmt.Sprintf("page %d", page), Page: page, Box: &box,
		Count: max(len(layer), len(image)), Unit: "words",
		Excerpt: fmt.Sprintf("text layer: %s, image: %s", said(layer), said(image)),
	}
}

// readableWords keeps the words with a place, a letter or digit, and at least
// that confidence.
func readableWords(words []Token, confidence int) []Token {
	var out []Token
	for _, t := range words {
		if !t.Box.Empty() && t.Confidence >= confidence && folded(t.Text) != "" {
			out = append(out, t)
		}
	}
	return out
}

// wordPlace is one place on the page and the words of both readers there, by index.
type wordPlace struct{ layer, image []int }

// samePlaces groups the words that lie over each other. OCR may join or split
// words, so that a place may hold several of either reader.
func samePlaces(layer, image []Token) []wordPlace {
	rows := map[int][]int{} // of image words, by the rows they touch
	for i, t := range image {
		for row := t.Box.Y / rowHeight; row <= (t.Box.Y+t.Box.H-1)/rowHeight; row++ {
			rows[row] = append(rows[row], i)
		}
	}
	leader := make([]int, len(layer)+len(image))
	for i := range leader {
		leader[i] = i
	}
	root := func(i int) int {
		for leader[i] != i {
			leader[i] = leader[leader[i]]
			i = leader[i]
		}
		return i
	}
	for i, t := range layer {
		for row := t.Box.Y / rowHeight; row <= (t.Box.Y+t.Box.H-1)/rowHeight; row++ {
			for _, k := range rows[row] {
				if overlaps(t.Box, image[k].Box) {
					a, b := root(i), root(len(layer)+k)
					leader[max(a, b)] = min(a, b)
				}
			}
		}
	}
	var out []wordPlace
	at := map[int]int{} // from a place's leader to its index in out
	for i := range leader {
		r := root(i)
		n, ok := at[r]
		if !ok {
			n = len(out)
			at[r] = n
			out = append(out, wordPlace{})
		}
		if i < len(layer) {
			out[n].layer = append(out[n].layer, i)
		} else {
			out[n].image = append(out[n].image, i-len(layer))
		}
	}
	return out
}

func overlaps(a, b Box) bool {
	w := min(a.X+a.W, b.X+b.W) - max(a.X, b.X)
	h := min(a.Y+a.H, b.Y+b.H) - max(a.Y, b.Y)
	return w > 0 && h > 0 &&
		float64(w) >= samePlace*float64(min(a.W, b.W)) && float64(h) >= sameLine*float64(min(a.H, b.H))
}

// pick returns words by index, from left to right.
func pick(words []Token, index []int) []Token {
	out := make([]Token, len(index))
	for i, k := range index {
		out[i] = words[k]
	}
	slices.SortStableFunc(out, func(a, b Token) int { return cmp.Compare(a.Box.X, b.Box.X) })
	return out
}

func foldedText(words []Token) string {
	var b strings.Builder
	for _, t := range words {
		b.WriteString(folded(t.Text))
	}
	return b.String()
}

// folded keeps letters without case and accents, and digits, with one sign for
// what OCR confuses.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		switch r = unicode.ToLower(r); {
		case r == '0' || r == 'o':
			return 'o'
		case r == '1' || r == 'l' || r == 'i' || r == '|' || r == 'ı' || r == 'ł':
			return 'l'
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return r
		}
		return -1
	}, norm.NFKD.String(s))
}

func hasDigit(words []Token) bool {
	return slices.ContainsFunc(words, func(t Token) bool { return strings.ContainsFunc(t.Text, unicode.IsDigit) })
}

// sameReading allows OCR a slip now and then, but none in what holds a number.
func sameReading(a, b string, exact bool) bool {
	if a == b {
		return true
	}
	x, y := []rune(a), []rune(b)
	slips := max(len(x), len(y)) / lettersPerSlip
	return !exact && distance(x, y, slips) <= slips
}

// distance is the edit distance of two words, or most+1 where it is larger
// than most.
func distance(a, b []rune, most int) int {
	if max(len(a), len(b))-min(len(a), len(b)) > most {
		return most + 1
	}
	row := make([]int, len(b)+1)
	for k := range row {
		row[k] = k
	}
	for i, x := range a {
		diagonal, best := row[0], i+1
		row[0] = i + 1
		for k, y := range b {
			change := diagonal
			if x != y {
				change++
			}
			diagonal = row[k+1]
			row[k+1] = min(change, row[k]+1, diagonal+1)
			best = min(best, row[k+1])
		}
		if best > most {
			return most + 1
		}
	}
	return row[len(b)]
}
