package read

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Apply corrects the document as it was just read. Where it was read
// differently than when it was corrected, nothing is changed and the error says
// so.
func (c *Corrections) Apply(doc *Document) error {
	if err := c.check(); err != nil {
		return err
	}
	if len(c.List) == 0 {
		return nil
	}
	if err := uncorrected(doc); err != nil {
		return err
	}
	if len(doc.Fields)+3 > maxFields {
		return fmt.Errorf("corrections: the document has %d fields of metadata, no room to say who corrected it: correct it by hand", len(doc.Fields))
	}
	edits, err := c.edits(doc)
	if err != nil {
		return err
	}
	tokens, moved, err := correctedTokens(doc.Tokens, edits)
	if err != nil {
		return err
	}
	doc.Tokens, doc.Blocks = tokens, movedBlocks(doc.Blocks, moved)
	doc.Hidden = slices.DeleteFunc(slices.Clone(doc.Hidden), func(h Hidden) bool {
		return h.Kind == HiddenUnreadRegion && h.Box != nil && coveredBy(h.Page, *h.Box, edits)
	})
	doc.Language = language(doc.Tokens)
	c.sign(doc)
	return nil
}

// uncorrected refuses a document that corrections were applied to: its words
// have other numbers.
func uncorrected(doc *Document) error {
	if doc.Field("corrections") != "" {
		return errors.New("corrections: the document is corrected already: read it again first")
	}
	return nil
}

// sign records who corrected the document.
func (c *Corrections) sign(doc *Document) {
	var names, days []string
	for _, x := range c.List {
		names, days = append(names, x.By), append(days, x.Date)
	}
	for _, list := range []*[]string{&names, &days} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	doc.setField("corrected-by", strings.Join(names, ", "))
	doc.setField("corrected-on", strings.Join(days, ", "))
	doc.setField("corrections", strconv.Itoa(len(c.List)))
	slices.SortStableFunc(doc.Fields, func(a, b Field) int { return strings.Compare(a.Name, b.Name) })
}

// edit replaces tokens.
type edit struct {
	first, count int
	words        []string
	page         int
	box          Box // around all that is replaced
}

// edits finds the words that are replaced, in the order of the tokens.
func (c *Corrections) edits(doc *Document) ([]edit, error) {
	pages := recognisedWords(doc)
	list := slices.Clone(c.List)
	slices.SortFunc(list, Correction.compare)
	var out []edit
	line := 2
	for i, x := range list {
		if line++; i == 0 || x.By != list[i-1].By || x.Date != list[i-1].Date {
			line += 3
		}
		e, err := x.edit(doc, pages[x.Page])
		if err != nil {
			return nil, fmt.Errorf("corrections line %d: %s: %w", line, x.where(), err)
		}
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b edit) int { return a.first - b.first })
	return out, nil
}

// recognisedWords are the tokens of each page that were read from its image.
func recognisedWords(doc *Document) map[int][]int {
	pages := map[int][]int{}
	for i, t := range doc.Tokens {
		if t.Confidence > 0 {
			pages[t.Page] = append(pages[t.Page], i)
		}
	}
	return pages
}

// edit finds the words of one correction among a page's.
func (c Correction) edit(doc *Document, page []int) (edit, error) {
	n := c.words()
	switch {
	case len(page) == 0:
		return edit{}, errors.New("no word of that page was recognised: the words that the file itself gives cannot be corrected")
	case c.Word+n-1 > len(page):
		return edit{}, fmt.Errorf("the page has %d recognised words: it was read differently, read it and correct it again", len(page))
	}
	at := page[c.Word-1 : c.Word-1+n]
	e := edit{first: at[0], count: n, page: c.Page, words: strings.Fields(c.New)}
	found := make([]string, n)
	for i, t := range at {
		found[i], _ = cutGap(doc.Tokens[t].Text)
		e.box = e.box.join(doc.Tokens[t].Box)
	}
	if s := strings.Join(found, " "); s != c.Old {
		return edit{}, fmt.Errorf("%q stands there, not %q: the page was read differently, read it and correct it again", s, c.Old)
	}
	if at[n-1] != at[0]+n-1 || !inOneBlock(doc.Blocks, at[0], n) {
		return edit{}, errors.New("other words or the end of a block lie between these: correct them one by one")
	}
	return e, nil
}

// inOneBlock tells whether no block begins or ends between tokens.
func inOneBlock(blocks []Block, first, count int) bool {
	return !slices.ContainsFunc(blocks, func(b Block) bool {
		inside := func(i int) bool { return i > first && i < first+count }
		return inside(b.First) || inside(b.First+b.Count)
	})
}

// cutGap divides a token into its word and its separator.
func cutGap(text string) (word, separator string) {
	word = strings.TrimRight(text, " \n")
	return word, text[len(word):]
}

// correctedTokens makes the tokens anew; moved tells for each old token, and for the
// end, where the new ones go on.
func correctedTokens(tokens []Token, edits []edit) (out []Token, moved []int, err error) {
	out, moved = make([]Token, 0, len(tokens)), make([]int, 0, len(tokens)+1)
	for i := 0; i < len(tokens); {
		if len(edits) == 0 || edits[0].first != i {
			moved = append(moved, len(out))
			out = append(out, tokens[i])
			i++
			continue
		}
		e := edits[0]
		edits = edits[1:]
		for range e.count {
			moved = append(moved, len(out))
		}
		_, separator := cutGap(tokens[i+e.count-1].Text)
		for k, w := range e.words {
			if k < len(e.words)-1 {
				w += " "
			} else {
				w += separator
			}
			out = append(out, Token{Text: w, Page: e.page, Box: e.box, Confidence: 100})
		}
		if len(e.words) == 0 {
			widenGap(out, separator)
		}
		i += e.count
	}
	if len(out) > maxTokens {
		return nil, nil, fmt.Errorf("corrections: %d words, at most %d are read: split the file", len(out), maxTokens)
	}
	endText(out)
	return out, append(moved, len(out)), nil
}

// widenGap gives the separator of a word that is gone to the word before it, if
// it is the stronger one.
func widenGap(tokens []Token, separator string) {
	if n := len(tokens); n > 0 {
		word, own := cutGap(tokens[n-1].Text)
		if len(separator) > len(own) || separator == "\n" && own == " " {
			tokens[n-1].Text = word + separator
		}
	}
}

// endText ends the last token as texts end: with one line break at most.
func endText(tokens []Token) {
	if n := len(tokens); n > 0 {
		word, separator := cutGap(tokens[n-1].Text)
		tokens[n-1].Text = word
		if strings.HasPrefix(separator, "\n") {
			tokens[n-1].Text += "\n"
		}
	}
}

// movedBlocks are the blocks over the new tokens. One that lost all its words
// is gone, unless it is a cell: its table still has it.
func movedBlocks(blocks []Block, moved []int) []Block {
	var out []Block
	for _, b := range blocks {
		first, end := moved[b.First], moved[b.First+b.Count]
		if first == end && b.Count > 0 && b.Kind != BlockCell {
			continue
		}
		b.First, b.Count = first, end-first
		out = append(out, b)
	}
	return out
}

// coveredBy tells whether corrected words cover the whole of a box.
func coveredBy(page int, box Box, edits []edit) bool {
	left := []Box{box}
	for _, e := range edits {
		if e.page != page {
			continue
		}
		var next []Box
		for _, b := range left {
			next = append(next, b.without(e.box)...)
		}
		if left = next; len(left) > maxRegionPieces {
			return false
		}
	}
	return len(left) == 0
}

// without returns what is left of a box outside of another one, in at most
// four boxes.
func (b Box) without(o Box) []Box {
	x0, y0 := max(b.X, o.X), max(b.Y, o.Y)
	x1, y1 := min(b.X+b.W, o.X+o.W), min(b.Y+b.H, o.Y+o.H)
	if x0 >= x1 || y0 >= y1 {
		return []Box{b}
	}
	return slices.DeleteFunc([]Box{
		{b.X, b.Y, b.W, y0 - b.Y},
		{b.X, y1, b.W, b.Y + b.H - y1},
		{b.X, y0, x0 - b.X, y1 - y0},
		{x1, y0, b.X + b.W - x1, y1 - y0},
	}, Box.Empty)
}
