package content

import (
	"fmt"
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/read"
)

// locator finds where redactions stand in one sealed document. What it needs of
// the document it makes when it is first asked.
type locator struct {
	doc    *bundles.SealedDocument
	finder *finder

	words  []int               // leaf of each word, in order
	order  map[int]int         // the other way round
	places map[int]leafPlace   // of the leaves that stand on a page
	blocks []read.Block        // as the reader noted them
	fields map[string][]string // values of the metadata, by name
}

// leafPlace is where a word stands.
type leafPlace struct {
	page int
	box  bundles.Box
}

func newLocator(doc *bundles.SealedDocument) *locator {
	return &locator{doc: doc, finder: newFinder(doc.Text)}
}

const paragraphEnd = "\n\n" // a leaf of its own (bundles' SPEC 4.4.2)

// wordLeaves lists the leaves that are words: pads and paragraph ends are not.
func (l *locator) wordLeaves() []int {
	if l.words == nil {
		l.words, l.order = []int{}, map[int]int{}
		for i, leaf := range l.doc.Text {
			if leaf != "" && leaf != paragraphEnd {
				l.order[i] = len(l.words)
				l.words = append(l.words, i)
			}
		}
	}
	return l.words
}

// wordNumber is the number of a word, from 1, as its leaf; 0 for what is none.
func (l *locator) wordNumber(leaf int) int {
	l.wordLeaves()
	if n, ok := l.order[leaf]; ok {
		return n + 1
	}
	return 0
}

func (l *locator) place(leaf int) (leafPlace, bool) {
	if l.places == nil {
		l.places = map[int]leafPlace{}
		l.doc.Places(func(leaf, page int, b bundles.Box) { l.places[leaf] = leafPlace{page, b} })
	}
	p, ok := l.places[leaf]
	return p, ok
}

// values returns the values of a metadata field; none where there is no such
// field.
func (l *locator) values(field string) []string {
	if l.fields == nil {
		l.fields = map[string][]string{}
		for _, leaf := range l.doc.Meta {
			if name, value, ok := strings.Cut(leaf, ": "); ok {
				l.fields[name] = append(l.fields[name], value)
			}
		}
	}
	return l.fields[field]
}

// locate returns the text leaves that a redaction names, without the growth to
// its unit, in order, and the number of places it names: ranges, a box, a field.
func (l *locator) locate(x Redaction) ([]bundles.Range, int, error) {
	switch {
	case x.Box != nil:
		if x.Page > l.doc.Header.Pages() {
			return nil, 0, fmt.Errorf("document %s: a box on page %d, there are %d", l.doc.ID, x.Page, l.doc.Header.Pages())
		}
		return l.underBox(x.Page, boxPixels(l.doc.Header.Page(x.Page), *x.Box)), 1, nil
	case x.Words != nil:
		r, err := l.numbered(x)
		return []bundles.Range{r}, 1, err
	case x.Field != "":
		n := len(l.values(x.Field))
		if n == 0 && x.Document != "" {
			return nil, 0, fmt.Errorf("document %s: no metadata field %q; there are %s", l.doc.ID, x.Field, strings.Join(l.fieldNames(), ", "))
		}
		return nil, n, nil
	}
	ranges := l.finder.find(x.Text)
	return ranges, countPlaces(slices.Clone(ranges)), nil
}

func (l *locator) fieldNames() []string {
	l.values("")
	var out []string
	for name := range l.fields {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// underBox lists the words that a box in pixels touches.
func (l *locator) underBox(page int, b bundles.Box) []bundles.Range {
	var out []bundles.Range
	l.doc.Places(func(leaf, on int, w bundles.Box) {
		if on == page && w.X < b.X+b.W && w.X+w.W > b.X && w.Y < b.Y+b.H && w.Y+w.H > b.Y {
			out = append(out, bundles.Range{leaf, 1})
		}
	})
	return out
}

// numbered turns the numbers of words into leaves. They count in one seal only:
// a document that was read again may have other words.
func (l *locator) numbered(x Redaction) (bundles.Range, error) {
	if x.Seal != l.doc.Header.Seal {
		return bundles.Range{}, fmt.Errorf("document %s: its words are numbered in seal %s, and it was read again for seal %s: hide them there with --words, and reject this one",
			l.doc.ID, x.Seal, l.doc.Header.Seal)
	}
	words := l.wordLeaves()
	first, last := x.Words[0]-1, x.Words[0]+x.Words[1]-2
	if last >= len(words) {
		return bundles.Range{}, fmt.Errorf("document %s: words %d to %d, there are %d in seal %s", l.doc.ID, first+1, last+1, len(words), x.Seal)
	}
	return bundles.Range{words[first], words[last] - words[first] + 1}, nil
}
