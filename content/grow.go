package content

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/akta-foi/akta/bundles"
)

// Black boxes grow so far that the page does not tell how wide the hidden word
// is. Where the text breaks into lines tells it too: a name that is longer
// pushes the next word down. So the lines of a paragraph are broken again with
// many plausible widths in place of the hidden words, and hidden is
//
//  1. the lines up to the one from which on all of these agree, or
//  2. the lines up to the paragraph's end, if all have the same number of
//     lines; also if one width in six explains either number, and all that the
//     whole document shows, or
//  3. the rest of the page, and the next one, if the number of lines would show
//     in where that begins.
//
// The choice rests on what is shown anyway, so that it tells nothing itself: a
// reader who has a list of names and this program can make it for every name.
// The test of the attack plays him. In tables a long cell moves the columns: see
// table. What is not understood is hidden with its page.

// area is a rectangle of a page, in pixels, to hide for a leaf's ground.
type area struct {
	page, x0, y0, x1, y1 int
	leaf                 int
}

// grower finds the areas of one document.
type grower struct {
	*printed
	areas    []area
	possible [guesses]bool // widths that all choices so far leave possible
	whole    map[int]bool  // pages that are hidden already
	warnings []string
}

// grow returns what to hide of pages besides the hidden words themselves, and
// warnings for the officer.
func grow(words []placed, sizes [][2]int, growth string) ([]area, []string) {
	if growth == bundles.GrowthExact {
		return nil, nil
	}
	g := &grower{printed: newPrinted(words, sizes), whole: map[int]bool{}}
	for i := range g.possible {
		g.possible[i] = true
	}
	if growth == bundles.GrowthPage {
		for _, w := range words {
			if w.hidden {
				g.hidePage(w.page, w.leaf)
			}
		}
		return g.areas, nil
	}
	for _, para := range g.paragraphs() {
		for i, l := range para {
			if g.lines[l].hidden {
				g.paragraph(para, i)
				break
			}
		}
	}
	return g.areas, g.warnings
}

func (g *grower) hidePage(page, leaf int) {
	if s := g.pages[page-1]; !g.whole[page] {
		g.areas, g.whole[page] = append(g.areas, area{page, 0, 0, s.width, s.height, leaf}), true
	}
}

// paragraph hides what a paragraph needs whose first line with something
// hidden is number i.
func (g *grower) paragraph(para []int, i int) {
	l := para[i]
	first := g.firstHidden(l)
	leaf := g.words[first].leaf
	if len(g.page(l).lines) > maxPageLines || !g.plain(para[i:]) {
		for _, k := range para[i:] {
			if g.lines[k].hidden {
				g.hidePage(g.lines[k].page, leaf)
			}
		}
		return
	}
	if g.lines[l].tabular || g.inTable(l) {
		g.table(para, leaf)
		return
	}
	last := i
	for k := i; k < len(para); k++ {
		if g.lines[para[k]].hidden {
			last = k
		}
	}
	a := i
	if first == g.lines[l].first && a > 0 {
		a-- // its room was too small on the line before
	}
	m := g.measureColumn(para, a)
	items := g.items(para, a)
	if !hasGap(items) {
		g.hideLines(para[a:last+1], leaf)
		return
	}
	b := g.page(para[a]).settings(items, m)
	if j, ok := b.agree(); ok && a+j < len(para) && g.begins(b, j, g.lines[para[a+j]].first) {
		g.warnBroken(para[a : a+j])
		g.hideLines(para[a:max(a+j, last+1)], leaf)
		return
	}
	g.warnBroken(para[a:])
	if n, ok := b.count(); ok && n == len(para)-a && !g.open(para) || g.ambiguous(b[1], len(para)-a) && !g.open(para) {
		g.hideLines(para[a:], leaf)
		return
	}
	g.hideRest(para, a, leaf)
}

// plain tells whether the lines with something hidden are upright text, one
// word beside the other. Of nothing else it is known how it breaks.
func (g *grower) plain(lines []int) bool {
	for _, l := range lines {
		a := g.lines[l]
		for i := a.first; a.hidden && i < a.end; i++ {
			w := g.words[i]
			if utf8.RuneCountInString(strings.TrimSpace(w.text)) > 4 && w.box.H > w.box.W {
				return false // turned
			}
			if i > a.first && 2*(g.words[i-1].box.X+g.words[i-1].box.W-w.box.X) > min(w.box.W, g.words[i-1].box.W) {
				return false // over each other
			}
		}
	}
	return true
}

func hasGap(items []item) bool {
	for _, it := range items {
		if it.words > 0 {
			return true
		}
	}
	return false
}

func (g *grower) firstHidden(l int) int {
	i := g.lines[l].first
	for !g.words[i].hidden {
		i++
	}
	return i
}

// begins tells whether line j begins with a word, as the settings for one of
// the possible edges say.
func (g *grower) begins(b breaks, j, word int) bool {
	for _, list := range b {
		if j < len(list[0].starts) && list[0].starts[j] == word {
			return true
		}
	}
	return false
}

// open tells whether a paragraph goes on behind its last line in a place that
// was not found.
func (g *grower) open(para []int) bool {
	l := para[len(para)-1]
	return l+1 < len(g.lines) && !g.lines[l].margin && g.soft(l) && g.lines[l].page == g.lines[l+1].page && !g.lines[l+1].tabular &&
		g.lines[l+1].base > g.lines[l].base && g.lines[l+1].base-g.lines[l].base < g.page(l).pitch*3/2
}

// ambiguous tells whether the number of lines leaves enough widths possible,
// whatever it is, and remembers which.
func (g *grower) ambiguous(list []setting, lines int) bool {
	var explains [guesses]bool
	step := len(list) / 2 / guesses // of one word and of two, some with several gaps
	yes, no := 0, 0
	for i := range guesses {
		explains[i] = len(list[len(list)/2+i*step].starts) == lines
		switch {
		case g.possible[i] && explains[i]:
			yes++
		case g.possible[i]:
			no++
		}
	}
	if yes < leastGuesses || no != 0 && no < leastGuesses {
		return false
	}
	for i := range guesses {
		g.possible[i] = g.possible[i] && explains[i]
	}
	return true
}

// hideLines hides lines over the whole width of their column.
func (g *grower) hideLines(lines []int, leaf int) {
	for i := 0; i < len(lines); {
		x0, x1 := g.column(lines[i])
		from := lines[i]
		to := from
		for i < len(lines) && g.lines[lines[i]].page == g.lines[from].page && g.lines[lines[i]].base >= g.lines[to].base {
			to = lines[i]
			c0, c1 := g.column(to)
			x0, x1 = min(x0, c0), max(x1, c1)
			i++
		}
		y0, _ := g.reach(from, x0, x1)
		_, y1 := g.reach(to, x0, x1)
		g.areas = append(g.areas, area{g.lines[from].page, x0, y0, x1, y1, leaf})
	}
}

// farLines is how far, in lines, a box reaches over white paper to the line
// above or below.
const farLines = 6

// reach is the height of a line's box: from the base line of the row above to
// the letters of the row below, both of which do not depend on the line's own
// words.
func (g *grower) reach(l, x0, x1 int) (y0, y1 int) {
	p, a := g.page(l), g.lines[l]
	if a.mute {
		a.base = g.baseBeside(l)
	}
	y0, y1 = a.base-2*p.pitch, a.base+p.pitch
	unit := p.unit
	if high := a.y1 - a.y0; 3*high > 5*unit { // a heading
		unit = high
	}
	// Room for accents and descenders, also where lines stand close.
	rise, drop := min(p.pitch/20, p.pitch-unit*11/10-boxMargin), min(p.pitch*3/5, p.pitch-unit/4-boxMargin-2)
	above, below := 0, p.height
	for _, i := range p.lines {
		b := g.lines[i]
		if i == l || b.row == a.row || b.x1 <= x0 || b.x0 >= x1 {
			continue
		}
		if b.row < a.row {
			above = max(above, b.base+rise)
		} else {
			below = min(below, b.base-drop)
		}
	}
	if a.base-above < farLines*p.pitch {
		y0 = above
	}
	if below-a.base < farLines*p.pitch {
		y1 = below
	}
	return y0, y1
}

// baseBeside is the base line of a line without a shown word, as the lines
// before and after it have it: its own letters may hang lower.
func (g *grower) baseBeside(l int) int {
	a, pitch := g.lines[l], g.page(l).pitch
	for _, i := range []int{l + 1, l - 1} {
		if i < 0 || i >= len(g.lines) || g.lines[i].mute || g.lines[i].page != a.page {
			continue
		}
		if d := (g.lines[i].base - a.base) * (i - l); d > 0 && 2*d < 3*pitch {
			return g.lines[i].base - pitch*(i-l)
		}
	}
	return a.base
}

// hideRest hides a page from a paragraph's line a on; where lines moved would
// show on the next page, that too. If it would show on all pages from there
// on, the paragraph alone is hidden, and the officer is told.
func (g *grower) hideRest(para []int, a, leaf int) {
	l := para[a]
	page := g.lines[l].page
	last := max(page, g.lines[para[len(para)-1]].page)
	for last < len(g.pages) && g.full(last) {
		last++
	}
	if last > page+1 {
		g.warn("page %d: from the number of lines of a paragraph a reader may learn whether a text hidden in it is long or short: hide its neighbours too, or the page", page)
		g.hideLines(para[a:], leaf)
		return
	}
	p := g.page(l)
	if len(p.starts) > 0 {
		g.hidePage(page, leaf)
	} else if !g.whole[page] {
		y0, _ := g.reach(l, 0, p.width)
		g.areas = append(g.areas, area{page, 0, y0, p.width, p.height, leaf})
	}
	if last > page {
		g.warn("page %d is not shown as an image: where it begins would tell how long a text hidden on page %d is", last, page)
		g.hidePage(last, leaf)
	}
}

// full tells whether another line has no room at the foot of a page.
func (g *grower) full(page int) bool {
	p := &g.pages[page-1]
	return p.foot+5*p.pitch/2 > g.foot
}

// warnBroken names words that a line's end broke: where, the text tells too.
func (g *grower) warnBroken(lines []int) {
	for _, l := range lines {
		w := g.words[g.lines[l].end-1]
		if len(w.text) > 0 && !w.ends && !w.hidden && l+1 < len(g.lines) && w.text[len(w.text)-1] > ' ' {
			g.warn("page %d: %q ends a line near a hidden text and goes on in the next one; the text shows that, and so how long the hidden text may be: hide that word too", w.page, w.text)
		}
	}
}

func (g *grower) warn(format string, args ...any) {
	g.warnings = append(g.warnings, fmt.Sprintf(format, args...))
}

// publicTiles tells which tiles of a document's pages earlier releases show:
// of pages of the same geometry, also where an older reading was sealed.
func publicTiles(earlier []*bundles.Released, doc *bundles.SealedDocument) func(page, tile int) bool {
	shown := map[int][]bool{} // by page, in all of them
	for _, e := range earlier {
		seal, ok := e.Shows(doc.ID)
		if !ok {
			continue
		}
		old := e.Header(seal, doc.ID)
		if old == nil {
			continue
		}
		for n := 1; n <= min(old.Pages(), doc.Header.Pages()); n++ {
			mine, theirs := doc.Header.Page(n), old.Page(n)
			hidden, ok := e.Hidden(seal, doc.ID, bundles.PageView(n))
			if !ok || mine.Width != theirs.Width || mine.Height != theirs.Height {
				continue
			}
			if shown[n] == nil {
				shown[n] = make([]bool, mine.Leaves)
			}
			black := make([]bool, mine.Leaves)
			for _, r := range hidden {
				for i := r[0]; i < r[0]+r[1] && i < len(black); i++ {
					black[i] = true
				}
			}
			for i := range black {
				shown[n][i] = shown[n][i] || !black[i]
			}
		}
	}
	return func(page, tile int) bool { return tile < len(shown[page]) && shown[page][tile] }
}
