package typeset

import (
	"context"
	"fmt"
	"iter"
)

// The paper: A4 at 200 dots per inch, margins of 20 mm.
const (
	DPI       = 200
	shortSide = 1654
	longSide  = 2339
	margin    = 157
)

// Limits bounds what is set.
type Limits struct {
	Pages     int // at most
	Words     int // at most, pieces of broken words included
	WordBytes int // of one word; longer ones are broken
}

// Gap is the white space after a word, from the weakest to the strongest.
type Gap uint8

// Gaps.
const (
	GapNone      Gap = iota // the word goes on in the next piece
	GapBlank                // between words
	GapCell                 // between the cells of a row
	GapLine                 // a line break of the text, or between rows
	GapParagraph            // between blocks
)

// Word is a run of characters without white space, or a piece of one that was
// broken at the edge.
type Word struct {
	Text  string
	After Gap
	Page  int // from 1
	Box   Box // its ink and one pixel around; empty if it has no ink
}

// Box is a rectangle in pixels of a page.
type Box struct{ X, Y, W, H int }

// Part is a block or a cell that has words.
type Part struct {
	Block    int // index in Flow.Blocks
	Row, Col int // of a cell, from 1; 0 for other blocks
	First    int // word
	Count    int // words
}

// Placed is a picture on its page.
type Placed struct {
	Block int // index in Flow.Blocks
	Page  int // from 1
	Box   Box
	Word  int // the words before this one come before the picture
}

// Pages is a flow set on pages. It holds positions only: pages are drawn when
// they are asked for.
type Pages struct {
	flow   Flow
	limits Limits
	fonts  *fonts

	sheets   []sheet
	words    []word
	runs     []run
	parts    []Part
	pictures []Placed
}

// word is a Word while its place is found: x counts from the left edge of its
// block or cell, y is the line in it, until it is placed.
type word struct {
	text string
	run  int32 // first of its runs; the next word's first one ends them
	page int32 // from 0
	x, y int32 // the pen and the base line
	gap  Gap
}

// run is a piece of a word in one style, as it is drawn.
type run struct {
	text string
	dx   int32 // from the pen of the word
	face *face
}

// sheet is one page and what is drawn on it.
type sheet struct {
	w, h     int
	words    []int32
	rules    []Box
	marks    []mark
	pictures []int32
}

// mark is a bullet.
type mark struct {
	face *face
	r    rune
	x, y int32
}

// Layout sets a flow on pages. The same flow gives the same pages on every
// machine.
func Layout(ctx context.Context, flow Flow, limits Limits) (*Pages, error) {
	p := &Pages{flow: flow, limits: limits, fonts: newFonts()}
	s := &setter{Pages: p, ctx: ctx}
	if err := s.set(); err != nil {
		return nil, err
	}
	return p, nil
}

// Count is the number of pages.
func (p *Pages) Count() int { return len(p.sheets) }

// Size returns the pixels of a page, from 1.
func (p *Pages) Size(page int) (w, h int) { return p.sheets[page-1].w, p.sheets[page-1].h }

// Words returns the words in reading order, with their places.
func (p *Pages) Words() iter.Seq2[int, Word] {
	return func(yield func(int, Word) bool) {
		for i := range p.words {
			w := &p.words[i]
			if !yield(i, Word{Text: w.text, After: w.gap, Page: int(w.page) + 1, Box: p.box(i)}) {
				return
			}
		}
	}
}

// Len is the number of words.
func (p *Pages) Len() int { return len(p.words) }

// Parts returns the blocks and cells that have words, in reading order.
func (p *Pages) Parts() []Part { return p.parts }

// Pictures returns the pictures in reading order.
func (p *Pages) Pictures() []Placed { return p.pictures }

// runsOf returns what is drawn of a word.
func (p *Pages) runsOf(i int) []run {
	end := len(p.runs)
	if i+1 < len(p.words) {
		end = int(p.words[i+1].run)
	}
	return p.runs[p.words[i].run:end]
}

// ink calls f with every glyph of a word and the pixel of its pen.
func (p *Pages) ink(i int, f func(g *glyph, x, y int)) {
	w := &p.words[i]
	for _, run := range p.runsOf(i) {
		pen := 0
		for _, r := range run.text {
			g := run.face.glyph(r)
			f(g, int(w.x)+int(run.dx)+(pen+32)>>6, int(w.y))
			pen += g.advance
		}
	}
}

// box is the ink of a word and a pixel around it.
func (p *Pages) box(i int) Box {
	first := true
	var left, top, right, bottom int
	p.ink(i, func(g *glyph, x, y int) {
		if g.w == 0 {
			return
		}
		x, y = x+g.x, y+g.y
		if first {
			left, top, right, bottom, first = x, y, x+g.w, y+g.h, false
		}
		left, top = min(left, x), min(top, y)
		right, bottom = max(right, x+g.w), max(bottom, y+g.h)
	})
	if first {
		return Box{}
	}
	return Box{left - 1, top - 1, right - left + 2, bottom - top + 2}
}

// newPage begins a page.
func (p *Pages) newPage(landscape bool) error {
	if len(p.sheets) >= p.limits.Pages {
		return fmt.Errorf("typeset: more than %d pages: split the file", p.limits.Pages)
	}
	w, h := shortSide, longSide
	if landscape {
		w, h = h, w
	}
	p.sheets = append(p.sheets, sheet{w: w, h: h})
	return nil
}
