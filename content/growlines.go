package content

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/akta-foi/akta/bundles"
)

// placed is a word that stands on a page.
type placed struct {
	leaf, page int
	box        bundles.Box
	text       string // with the white space behind it
	ends       bool   // a paragraph ends behind it
	hidden     bool
}

// printedLine is a run of words on one line of a page, without a gap as wide
// as that between columns.
type printedLine struct {
	page           int
	first, end     int // words
	x0, y0, x1, y1 int
	base           int  // where its letters stand
	row            int  // of its page: lines beside each other
	tabular        bool // read with its neighbour in the row, as a table is
	hidden         bool // a word of it is
	mute           bool // all words of it are
	margin         bool // a header or footer: paragraphs go on across it
}

// pageLines is what is known of a page as a whole.
type pageLines struct {
	width, height int
	lines         []int   // numbers of the lines
	rows          [][]int // from the top, each from the left
	unit          int     // height of a high word
	pitch         int     // from base line to base line
	space         int     // between words
	char          float64 // width of an average character
	starts        []columnStart
	foot          int // base line of its last line, header and footer apart
}

// columnStart is where a column of running text begins, and the rows in which
// it stands beside another one.
type columnStart struct{ x, y0, y1 int }

const (
	gutterLines = 5    // a column stands beside another one through so many lines
	gutterWidth = 1.5  // units of white between columns, at least
	marginShare = 0.06 // of a page's height: headers and footers
	readable    = 30   // characters in a line of running text, at least
)

// printed is the lines of a document.
type printed struct {
	words  []placed
	lines  []printedLine
	lineOf []int // by word
	pages  []pageLines
	edges  map[edgeKey]int
	foot   int // of the fullest page
}

// placedWords is the words of a sealed document that stand on pages.
func placedWords(doc *bundles.SealedDocument, hidden func(leaf int) bool) []placed {
	var out []placed
	doc.Places(func(leaf, page int, b bundles.Box) {
		w := placed{leaf: leaf, page: page, box: b, text: doc.Text[leaf], hidden: hidden(leaf)}
		for i := leaf + 1; i < len(doc.Text) && strings.TrimSpace(doc.Text[i]) == ""; i++ {
			w.ends = w.ends || doc.Text[i] != ""
		}
		out = append(out, w)
	})
	return out
}

func pageSizes(h *bundles.Header) [][2]int {
	var out [][2]int
	for n := 1; n <= h.Pages(); n++ {
		out = append(out, [2]int{h.Page(n).Width, h.Page(n).Height})
	}
	return out
}

// newPrinted finds lines, rows and columns. What is measured of a page comes
// from the words that are shown.
func newPrinted(words []placed, sizes [][2]int) *printed {
	p := &printed{words: words, lineOf: make([]int, len(words)), pages: make([]pageLines, len(sizes)), edges: map[edgeKey]int{}}
	for i, s := range sizes {
		p.pages[i].width, p.pages[i].height = s[0], s[1]
	}
	p.measureWords()
	p.findLines()
	for n := range p.pages {
		p.findRows(&p.pages[n])
		p.measureLines(&p.pages[n])
		p.findColumns(&p.pages[n])
		p.foot = max(p.foot, p.pages[n].foot)
	}
	return p
}

func (p *printed) page(l int) *pageLines { return &p.pages[p.lines[l].page-1] }

// measureWords measures heights and characters.
func (p *printed) measureWords() {
	heights := make([][]int, len(p.pages))
	chars := make([][2]int, len(p.pages)) // pixels, characters
	for _, w := range p.words {
		if n := w.page - 1; !w.hidden {
			heights[n] = append(heights[n], w.box.H)
			chars[n][0] += w.box.W
			chars[n][1] += utf8.RuneCountInString(strings.TrimSpace(w.text))
		}
	}
	for n := range p.pages {
		g := &p.pages[n]
		g.unit, g.char = quantile(heights[n], 0.75, 28), 14
		if chars[n][1] > 0 {
			g.char = float64(chars[n][0]) / float64(chars[n][1])
		}
	}
}

// quantile returns a quantile of numbers, or a default where there are none.
func quantile(list []int, q float64, none int) int {
	if len(list) == 0 {
		return none
	}
	slices.Sort(list)
	return list[int(q*float64(len(list)-1))]
}

// sameBand tells whether two heights of a page are those of one line.
func sameBand(a0, a1, b0, b1 int) bool {
	return 2*(min(a1, b1)-max(a0, b0)) >= min(a1-a0, b1-b0)
}

func (p *printed) findLines() {
	for i, w := range p.words {
		b, unit := w.box, p.pages[w.page-1].unit
		n := len(p.lines) - 1
		if n < 0 || !p.joins(&p.lines[n], i, unit) {
			p.lines = append(p.lines, printedLine{page: w.page, first: i, x0: b.X, y0: b.Y, x1: b.X + b.W, y1: b.Y + b.H})
			n++
			p.pages[w.page-1].lines = append(p.pages[w.page-1].lines, n)
		}
		l := &p.lines[n]
		l.x1, l.y0, l.y1 = max(l.x1, b.X+b.W), min(l.y0, b.Y), max(l.y1, b.Y+b.H)
		l.end, l.hidden = i+1, l.hidden || w.hidden
		p.lineOf[i] = n
	}
	for i := range p.lines {
		l, g := &p.lines[i], p.page(i)
		l.base = p.baseOf(l)
		l.mute = !slices.ContainsFunc(p.words[l.first:l.end], func(w placed) bool { return !w.hidden })
		l.margin = float64(l.y1) < marginShare*float64(g.height) || float64(l.y0) > (1-marginShare)*float64(g.height)
		if !l.margin {
			g.foot = max(g.foot, l.base)
		}
	}
}

func (p *printed) joins(l *printedLine, i, unit int) bool {
	w, last := p.words[i], p.words[i-1]
	return l.page == w.page && !last.ends && !strings.HasSuffix(last.text, "\t") &&
		w.box.X > last.box.X && sameBand(l.y0, l.y1, w.box.Y, w.box.Y+w.box.H) &&
		float64(w.box.X-last.box.X-last.box.W) <= gutterWidth*float64(unit)
}

// baseOf is the base line: the highest foot of a high word. Words that are
// shown tell it, where there are some.
func (p *printed) baseOf(l *printedLine) int {
	best, any := 0, 0
	for _, shown := range []bool{true, false} {
		for _, w := range p.words[l.first:l.end] {
			if w.hidden == shown {
				continue
			}
			foot := w.box.Y + w.box.H
			if any = max(any, foot); 5*w.box.H >= 3*p.pages[l.page-1].unit && (best == 0 || foot < best) {
				best = foot
			}
		}
		if best != 0 {
			return best
		}
		if any != 0 {
			return any
		}
	}
	return l.y1
}

func (p *printed) findRows(g *pageLines) {
	order := slices.Clone(g.lines)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p.lines[a].y0+p.lines[a].y1, p.lines[b].y0+p.lines[b].y1) })
	for _, l := range order {
		if n := len(g.rows); n > 0 {
			head := p.lines[g.rows[n-1][0]]
			if sameBand(head.y0, head.y1, p.lines[l].y0, p.lines[l].y1) {
				g.rows[n-1] = append(g.rows[n-1], l)
				continue
			}
		}
		g.rows = append(g.rows, []int{l})
	}
	for r, row := range g.rows {
		slices.SortFunc(row, func(a, b int) int { return cmp.Compare(p.lines[a].x0, p.lines[b].x0) })
		for i, l := range row {
			p.lines[l].row = r
			if i > 0 && (row[i-1] == l-1 || row[i-1] == l+1) {
				p.lines[l].tabular, p.lines[row[i-1]].tabular = true, true
			}
		}
	}
}

// measureLines measures the distance of lines and of words.
func (p *printed) measureLines(g *pageLines) {
	var pitches, spaces []int
	for _, l := range g.lines {
		a := p.lines[l]
		if l+1 < len(p.lines) {
			if b := p.lines[l+1]; b.page == a.page && !a.hidden && !b.hidden && b.base > a.base && float64(b.base-a.base) < 3*float64(g.unit) {
				pitches = append(pitches, b.base-a.base)
			}
		}
		for i := a.first + 1; i < a.end; i++ {
			u, v := p.words[i-1], p.words[i]
			if d := v.box.X - u.box.X - u.box.W; !u.hidden && !v.hidden && strings.TrimSpace(u.text) != u.text && d > 0 {
				spaces = append(spaces, d)
			}
		}
	}
	g.pitch = quantile(pitches, 0.5, g.unit*3/2)
	// A justified line has wider spaces than the font: the narrow ones count.
	g.space = quantile(spaces, 0.25, max(g.unit/4, 1))
}

// findColumns finds where columns of running text begin: lines that stand
// beside a line which is not read with them, through several rows.
func (p *printed) findColumns(g *pageLines) {
	var beside []int
	for _, row := range g.rows {
		for i := 1; i < len(row); i++ {
			l := p.lines[row[i]]
			if !l.tabular && !p.lines[row[i-1]].tabular && !p.words[l.first].hidden {
				beside = append(beside, row[i])
			}
		}
	}
	slices.SortFunc(beside, func(a, b int) int { return cmp.Compare(p.lines[a].x0, p.lines[b].x0) })
	for i := 0; i < len(beside); {
		from := p.lines[beside[i]]
		start := columnStart{from.x0, from.y0, from.y1}
		n := 0
		for ; i < len(beside) && p.lines[beside[i]].x0-start.x <= 3*g.unit; i, n = i+1, n+1 {
			l := p.lines[beside[i]]
			start.y0, start.y1 = min(start.y0, l.y0), max(start.y1, l.y1)
		}
		if n >= gutterLines {
			g.starts = append(g.starts, start)
		}
	}
}

// column is the edges of the column a line stands in: from its start to the
// next one's, or the page's edges. They do not depend on how long a line is.
func (p *printed) column(l int) (x0, x1 int) {
	g, a := p.page(l), p.lines[l]
	x1 = g.width
	for _, s := range g.starts {
		switch edge := s.x - g.unit/2; {
		case a.y1 < s.y0 || a.y0 > s.y1:
		case edge <= a.x0:
			x0 = max(x0, edge)
		default:
			x1 = min(x1, edge)
		}
	}
	return x0, x1
}
