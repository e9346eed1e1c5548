package bundles

import (
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"
)

// Views is what a document shows besides its pages (SPEC 4.4).
type Views struct {
	Text    []Word
	Meta    []Field
	Reading []byte // what the reader noted for the office, one JSON value; nil: nothing (SPEC 4.8)
}

// Word is one word and the separator that follows it, exactly as it is shown
// if it is shown. Page and Box say where it stands, so that text and page are
// redacted together; they stay private (SPEC 4.4.2).
type Word struct {
	Text string
	Page int // from 1; 0: on no page
	Box  Box
}

// Box is a rectangle in pixels of a page's image.
type Box struct{ X, Y, W, H int }

// Field is one metadata field. Names are a-z and "-".
type Field struct{ Name, Value string }

// A place ties a text leaf to a page, in places.json of a sealed bag: the
// leaf, the page, and the box.
type place [6]int

func (p place) box() Box { return Box{p[2], p[3], p[4], p[5]} }

// padCount draws how many empty leaves follow a word (SPEC 4.4.2): none a
// quarter of the time, else from 0 to 22, log-uniform, so that one word with
// many pads and several words with few look alike in a gap.
func padCount(random io.Reader) (int, error) {
	var b [2]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		return 0, err
	}
	u := float64(int(b[0])<<8|int(b[1])) / 65536
	return int(math.Pow(24, max(0, (u-0.25)/0.75))) - 1, nil
}

// paragraphEnd is a leaf of its own (SPEC 4.4.2): a hidden last word does not
// take the paragraph's end with it, and the text stays readable.
const paragraphEnd = "\n\n"

// textLeaves puts pad leaves before, between and after the words, and says
// where the words stand.
func textLeaves(words []Word, random io.Reader) (leaves []string, places []place, err error) {
	pad := func() error {
		n, err := padCount(random)
		for range n {
			leaves = append(leaves, "")
		}
		return err
	}
	if len(words) == 0 {
		return nil, nil, nil
	}
	if err := pad(); err != nil {
		return nil, nil, err
	}
	for i, w := range words {
		if w.Text == "" || !utf8.ValidString(w.Text) || strings.ContainsRune(w.Text, 0) {
			return nil, nil, fmt.Errorf("word %d (%q): empty, or not UTF-8 text", i+1, w.Text)
		}
		if w.Page != 0 {
			places = append(places, place{len(leaves), w.Page, w.Box.X, w.Box.Y, w.Box.W, w.Box.H})
		}
		text, end := strings.CutSuffix(w.Text, paragraphEnd)
		if end && text == "" {
			return nil, nil, fmt.Errorf("word %d: a paragraph's end without a word", i+1)
		}
		leaves = append(leaves, text)
		if err := pad(); err != nil {
			return nil, nil, err
		}
		if end {
			leaves = append(leaves, paragraphEnd)
			if err := pad(); err != nil {
				return nil, nil, err
			}
		}
	}
	if len(leaves) > maxTextLeaves {
		return nil, nil, fmt.Errorf("%d words, more than can be sealed in one document", len(words))
	}
	return leaves, places, nil
}

// shownLeaves is a view of text leaves as a file: null stands for a hidden
// leaf (SPEC 5.4).
type shownLeaves []*string

func showAll(leaves []string) shownLeaves {
	out := make(shownLeaves, len(leaves))
	for i := range leaves {
		out[i] = &leaves[i]
	}
	return out
}

// check holds that exactly the hidden leaves are null.
func (s shownLeaves) check(n int, hidden []Range) error {
	if len(s) != n {
		return fmt.Errorf("%d leaves, the header says %d", len(s), n)
	}
	isHidden := hiddenSet(n, hidden)
	for i, leaf := range s {
		if leaf != nil && isHidden[i] {
			return fmt.Errorf("leaf %d: content is given for a hidden leaf", i)
		}
		if leaf == nil && !isHidden[i] {
			return fmt.Errorf("leaf %d: no content for a leaf that is shown", i)
		}
	}
	return nil
}

func (s shownLeaves) tree() tree {
	return tree{func(buf []byte, i int) []byte { return append(buf, *s[i]...) }}
}

func (p *Page) tree() tree { return tree{p.appendTile} }

// hiddenSet marks the leaves in checked ranges.
func hiddenSet(n int, hidden []Range) []bool {
	set := make([]bool, n)
	for _, r := range hidden {
		for i := r[0]; i < r[0]+r[1]; i++ {
			set[i] = true
		}
	}
	return set
}

// rangesOf is the canonical ranges of a set.
func rangesOf(set []bool) []Range {
	out := []Range{}
	for i := 0; i < len(set); i++ {
		if !set[i] {
			continue
		}
		start := i
		for i < len(set) && set[i] {
			i++
		}
		out = append(out, Range{start, i - start})
	}
	return out
}
