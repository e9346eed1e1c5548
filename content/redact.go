package content

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
)

const (
	boxMargin = 4  // pixels around a word: anti-aliasing and descenders
	boxGrid   = 10 // tiles; about 20 mm at 200 DPI: a box's width tells little about the word in it
)

// resolved is what a plan hides of one sealed document.
type resolved struct {
	redactions []bundles.Redaction
	found      []int // for each redaction of the plan: places it was found in
}

// marks collects what is hidden, with the code of the ground. The first ground
// that hides something keeps it.
type marks struct {
	doc    *bundles.SealedDocument
	leaves []string         // ground of each text leaf, "" where it is shown
	tiles  map[int][]string // by page: ground of each tile
}

// resolve finds every redaction of the plan in a sealed document. Text and
// page are hidden together: a text hides the tiles its words stand on, a box
// the words under it.
func (p *Plan) resolve(doc *bundles.SealedDocument) (*resolved, error) {
	m := &marks{doc: doc, leaves: make([]string, len(doc.Text)), tiles: map[int][]string{}}
	r := &resolved{found: make([]int, len(p.Redactions))}
	f := newFinder(doc.Text)
	for i, x := range p.Redactions {
		if x.Document != "" && x.Document != doc.ID {
			continue
		}
		if x.Box != nil {
			if err := m.hideBox(x); err != nil {
				return nil, err
			}
			r.found[i]++
			continue
		}
		ranges := f.find(x.Text)
		slices.SortFunc(ranges, func(a, b bundles.Range) int { return cmp.Compare(a[0], b[0]) })
		last := -1
		for _, g := range ranges {
			for leaf := g[0]; leaf < g[0]+g[1]; leaf++ {
				m.hideLeaf(leaf, x.Ground)
			}
			if g[0] > last {
				r.found[i]++
			}
			last = max(last, g[0]+g[1]-1)
		}
	}
	m.hidePlaces()
	r.redactions = append(m.gaps(), m.boxes()...)
	return r, nil
}

func (m *marks) hideLeaf(leaf int, ground string) {
	if m.leaves[leaf] == "" {
		m.leaves[leaf] = ground
	}
}

// page returns the grounds of a page's tiles, and the columns and rows.
func (m *marks) page(n int) (grounds []string, cols, rows int) {
	h := m.doc.Header.Page(n)
	cols, rows = bundles.TileGrid(h.Width, h.Height)
	if m.tiles[n] == nil {
		m.tiles[n] = make([]string, cols*rows)
	}
	return m.tiles[n], cols, rows
}

// hideTiles hides every tile a rectangle in pixels touches.
func (m *marks) hideTiles(page int, x0, y0, x1, y1 int, ground string, grid int) {
	grounds, cols, rows := m.page(page)
	c0, c1 := max(x0, 0)/bundles.TileSize, (x1+bundles.TileSize-1)/bundles.TileSize
	r0, r1 := max(y0, 0)/bundles.TileSize, (y1+bundles.TileSize-1)/bundles.TileSize
	c0, c1 = c0/grid*grid, (c1+grid-1)/grid*grid
	for r := r0; r < min(r1, rows); r++ {
		for c := c0; c < min(c1, cols); c++ {
			if grounds[r*cols+c] == "" {
				grounds[r*cols+c] = ground
			}
		}
	}
}

// hideBox hides a box an officer drew, and every word it touches.
func (m *marks) hideBox(x Redaction) error {
	if x.Page > m.doc.Header.Pages() {
		return fmt.Errorf("document %s: a box on page %d, there are %d", m.doc.ID, x.Page, m.doc.Header.Pages())
	}
	h := m.doc.Header.Page(x.Page)
	x0, y0 := int(math.Floor(x.Box[0]*float64(h.Width))), int(math.Floor(x.Box[1]*float64(h.Height)))
	x1, y1 := int(math.Ceil((x.Box[0]+x.Box[2])*float64(h.Width))), int(math.Ceil((x.Box[1]+x.Box[3])*float64(h.Height)))
	m.hideTiles(x.Page, x0, y0, x1, y1, x.Ground, 1)
	m.doc.Places(func(leaf, page int, b bundles.Box) {
		if page == x.Page && b.X < x1 && b.X+b.W > x0 && b.Y < y1 && b.Y+b.H > y0 {
			m.hideLeaf(leaf, x.Ground)
		}
	})
	return nil
}

// hidePlaces hides the tiles of every hidden word.
func (m *marks) hidePlaces() {
	m.doc.Places(func(leaf, page int, b bundles.Box) {
		if g := m.leaves[leaf]; g != "" {
			m.hideTiles(page, b.X-boxMargin, b.Y-boxMargin, b.X+b.W+boxMargin, b.Y+b.H+boxMargin, g, boxGrid)
		}
	})
}

// hideEnds hides the paragraph ends between hidden words: they would count the
// hidden paragraphs.
func (m *marks) hideEnds() {
	before, ends := "", []int(nil)
	for i, leaf := range m.doc.Text {
		switch {
		case leaf == "":
		case strings.TrimSpace(leaf) == "":
			ends = append(ends, i)
		default:
			for _, e := range ends {
				if before != "" && m.leaves[i] != "" {
					m.hideLeaf(e, before)
				}
			}
			before, ends = m.leaves[i], nil
		}
	}
}

// gaps turns hidden leaves into redactions, each grown over the pad leaves
// beside it.
func (m *marks) gaps() []bundles.Redaction {
	m.hideEnds()
	for i, g := range slices.Clone(m.leaves) {
		if g == "" {
			continue
		}
		grown := m.doc.Gap(bundles.Range{i, 1})
		for leaf := grown[0]; leaf < grown[0]+grown[1]; leaf++ {
			m.hideLeaf(leaf, g)
		}
	}
	var out []bundles.Redaction
	for i := 0; i < len(m.leaves); {
		g, first := m.leaves[i], i
		for i < len(m.leaves) && m.leaves[i] == g {
			i++
		}
		if g != "" {
			out = append(out, bundles.Redaction{View: bundles.ViewText, Leaves: &bundles.Range{first, i - first}, Ground: g})
		}
	}
	return out
}

// boxes turns hidden tiles into rectangles: runs in a row, joined with equal
// runs in the rows below.
func (m *marks) boxes() []bundles.Redaction {
	var out []bundles.Redaction
	for n := 1; n <= m.doc.Header.Pages(); n++ {
		if m.tiles[n] == nil {
			continue
		}
		grounds, cols, rows := m.page(n)
		type run struct {
			col, cols int
			ground    string
		}
		open := map[run]*bundles.TileBlock{}
		for r := range rows {
			next := map[run]*bundles.TileBlock{}
			for c := 0; c < cols; {
				g, first := grounds[r*cols+c], c
				for c < cols && grounds[r*cols+c] == g {
					c++
				}
				if g == "" {
					continue
				}
				k := run{first, c - first, g}
				block := open[k]
				if block == nil {
					block = &bundles.TileBlock{first, r, c - first, 0}
					out = append(out, bundles.Redaction{View: bundles.PageView(n), Tiles: block, Ground: g})
				}
				block[3]++
				next[k] = block
			}
			open = next
		}
	}
	return out
}
