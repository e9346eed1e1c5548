package audit

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// compareWords holds every facsimile to its release: its page images are those
// of the release, and every word in it is one that the release shows.
func (x *inspection) compareWords() {
	slices.SortFunc(x.facsimiles, func(a, b *facsimile) int { return strings.Compare(a.name, b.name) })
	for _, c := range x.facsimiles {
		if x.originals[c.sum] {
			continue
		}
		b := x.bags[c.bag]
		doc := b.bySlug(c.doc)
		if doc == "" {
			x.hits = append(x.hits, c.hit(CheckWords, 0, "a PDF of a document that no release here shows"))
			continue
		}
		x.done[CheckBoxes] += len(c.images)
		if !slices.Equal(c.images, b.pixels(doc)) {
			x.hits = append(x.hits, c.hit(CheckBoxes, 0, "the images of a PDF are not the page images of its release"))
		}
		left := leftOver(c.words, b.texts[doc].words())
		for i, w := range left {
			if i == maxOfOne {
				break
			}
			x.hits = append(x.hits, c.hit(CheckWords, 0, fmt.Sprintf("page %d: a word that the release does not show, %d in all", w.page, len(left))))
		}
	}
}

// pixels are the packed pixels of a document's page images, in their order.
func (b *bag) pixels(doc string) (out [][sha256.Size]byte) {
	for _, n := range slices.Sorted(maps.Keys(b.pages[doc])) {
		out = append(out, b.pages[doc][n].pixels)
	}
	return out
}

// leftOver are the words that a reader found and a release does not show. Each
// shown word counts once. A reader may see no space between words that stand
// close, or one within a word that is spaced.
func leftOver(found []readWord, shown []string) (left []readWord) {
	count := map[string]int{}
	for _, w := range shown {
		count[w]++
	}
	var open []int
	for i, w := range found {
		if count[w.text] > 0 {
			count[w.text]--
			continue
		}
		open = append(open, i)
	}
	if len(open) == 0 {
		return nil
	}
	joined := map[string]bool{}
	for i := range shown {
		for n := 2; n <= maxWordJoin && i+n <= len(shown); n++ {
			joined[strings.Join(shown[i:i+n], "")] = true
		}
	}
	whole := map[string]bool{}
	for _, w := range shown {
		whole[w] = true
	}
	for _, i := range open {
		if !joined[found[i].text] && !isPart(found, i, whole) {
			left = append(left, found[i])
		}
	}
	return left
}

// isPart tells whether a word, with those beside it, is one shown word.
func isPart(found []readWord, i int, whole map[string]bool) bool {
	for from := max(i-maxWordJoin+1, 0); from <= i; from++ {
		s := ""
		for to := from; to < min(from+maxWordJoin, len(found)); to++ {
			s += found[to].text
			if to >= i && to > from && whole[s] {
				return true
			}
		}
	}
	return false
}
