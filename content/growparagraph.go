package content

import (
	"math"
	"strings"
)

// edgeKey is what edge depends on where no line is left out.
type edgeKey struct{ page, x0, c0, c1 int }

// edge is how far to the right the lines beside line l reach: the widest of
// those that begin where it does, if they are running text, else of all
// running text in its column. The lines for which skip holds do not count.
func (p *printed) edge(l int, skip func(line int) bool) (right int, ok bool) {
	g, a := p.page(l), p.lines[l]
	c0, c1 := p.column(l)
	key := edgeKey{a.page, a.x0, c0, c1}
	if known, ok := p.edges[key]; ok && skip == nil {
		return known, known > 0
	}
	own, count, all := 0, 0, 0
	for _, i := range g.lines {
		b := p.lines[i]
		if b.tabular || b.x0 < c0 || b.x0 >= c1 || skip != nil && skip(i) {
			continue
		}
		if float64(b.x1-b.x0) >= readable*g.char {
			all = max(all, b.x1)
		}
		if d := b.x0 - a.x0; d >= -3*g.unit && d <= 3*g.unit {
			own, count = max(own, b.x1), count+1
		}
	}
	switch {
	case count >= 3 && float64(own-a.x0) >= readable*g.char:
		right = own
	case all > a.x0:
		right = all
	}
	if skip == nil {
		p.edges[key] = right
	}
	return right, right > 0
}

// soft tells whether the break between line l and the next one came from the
// width of the column: the next word had no room. The paragraph goes on.
func (p *printed) soft(l int) bool {
	if l+1 >= len(p.lines) {
		return false
	}
	a, b := p.lines[l], p.lines[l+1]
	last, next := p.words[a.end-1], p.words[b.first]
	switch {
	case last.ends || a.tabular || b.tabular:
		return false
	case !strings.Contains(last.text, "\n"):
		return true
	}
	right, ok := p.edge(l, nil)
	g := p.page(l)
	return ok && float64(a.x1-a.x0) >= readable/2*g.char && a.x1+g.space+next.box.W > right-g.space
}

// paragraphs returns the lines of each paragraph. One goes on across the
// header and footer between two pages.
func (p *printed) paragraphs() [][]int {
	var out [][]int
	var open []int
	for l := range p.lines {
		if p.lines[l].margin {
			out = append(out, []int{l})
			continue
		}
		if n := len(open); n > 0 && !p.continues(open[n-1], l) {
			out, open = append(out, open), nil
		}
		open = append(open, l)
	}
	if open != nil {
		out = append(out, open)
	}
	return out
}

// continues tells whether the paragraph of line a goes on in line b.
func (p *printed) continues(a, b int) bool {
	if b != a+1 { // a footer, a header lie between
		return !p.words[p.lines[a].end-1].ends
	}
	if !p.soft(a) {
		return false
	}
	u, v := p.lines[a], p.lines[b]
	if u.page != v.page || v.base <= u.base {
		return true // the next page or column
	}
	return float64(v.base-u.base) <= 1.7*float64(p.page(a).pitch) && v.x0 < u.x1
}

// joinLines takes the line breaks of a page's layout out of a text: shown
// words would tell where the lines of a page ended, and so how wide a hidden
// word among them is. Line breaks that the column's width does not explain,
// as in an address, stay.
func joinLines(words []placed, sizes [][2]int) (joined []int) {
	p := newPrinted(words, sizes)
	for l := range p.lines {
		last := p.words[p.lines[l].end-1]
		if strings.HasSuffix(last.text, "\n") && !last.ends && !strings.HasSuffix(last.text, "\n\n") && p.soft(l) {
			joined = append(joined, p.lines[l].end-1)
		}
	}
	return joined
}

// measure is the measured column of a paragraph: where its lines begin, and
// between which bounds its right edge lies.
type measure struct {
	start, rest int // x of the first and the further lines
	lo, hi      int // fits up to lo, does not at hi
}

// measureColumn measures the column for the lines of a paragraph from number
// a on, without looking at them: how wide they are depends on what is hidden.
func (p *printed) measureColumn(para []int, a int) measure {
	own := map[int]bool{}
	for _, l := range para[a:] {
		own[l] = true
	}
	l := para[a]
	g := p.page(l)
	c0, c1 := p.column(l)
	m := measure{start: p.lines[l].x0, rest: math.MaxInt, hi: math.MaxInt}
	if a > 0 {
		m.rest = m.start
	}
	var rights []int
	left := m.start
	for _, i := range g.lines {
		b := p.lines[i]
		d := b.x0 - m.start
		if own[i] || b.tabular || b.x0 < c0 || b.x0 >= c1 || d < -3*g.unit || d > 3*g.unit {
			continue
		}
		left = min(left, b.x0)
		rights = append(rights, b.x1)
		if i+1 < len(p.lines) && !own[i+1] && p.lines[i+1].page == b.page && p.soft(i) {
			m.hi = min(m.hi, b.x1+g.space+p.words[p.lines[i+1].first].box.W)
		}
	}
	if m.rest == math.MaxInt {
		m.rest = left
		if len(para) > 1 && p.lines[para[1]].page == p.lines[l].page { // its indent, or a hanging one
			m.rest = p.lines[para[1]].x0
		}
	}
	edge, ok := p.edge(l, func(i int) bool { return own[i] })
	if !ok {
		edge = max(min(c1, g.width-left), m.start+1)
	}
	if m.hi == math.MaxInt {
		m.hi = max(edge, min(c1, g.width-left)) + 1
	}
	for _, r := range append(rights, edge) {
		if r < m.hi {
			m.lo = max(m.lo, r)
		}
	}
	if m.lo == 0 { // no line fits what the breaks say
		m.lo = m.hi - 1
	}
	return m
}
