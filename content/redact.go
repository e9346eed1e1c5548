package content

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
)

const (
	boxMargin = 4  // pixels around a word: anti-aliasing and descenders
	boxGrid   = 10 // tiles; about 20 mm at 200 DPI: boxes that do not grow begin and end on it
)

// resolved is what a plan hides of one sealed document.
type resolved struct {
	redactions []bundles.Redaction
	found      []int    // for each redaction of the plan: places it was found in
	leaves     []string // ground of each text leaf, "" where it is shown
	warnings   []string // what the boxes on the pages may tell, for the officer
	locator    *locator // with the foldings that were made
}

// marks collects what is hidden, with the code of the ground. The first ground
// that hides something keeps it.
type marks struct {
	doc    *bundles.SealedDocument
	leaves []string         // ground of each text leaf, "" where it is shown
	tiles  map[int][]string // by page: ground of each tile
}

// resolve finds every redaction in force in a sealed document. Text and page
// are hidden together: a text hides the tiles its words stand on, a box the
// words under it. Growth is one of the constants of package bundles; public
// tells the tiles that an earlier release shows (nil: none).
func (p *Plan) resolve(doc *bundles.SealedDocument, growth string, public func(page, tile int) bool) (*resolved, error) {
	m := &marks{doc: doc, leaves: make([]string, len(doc.Text)), tiles: map[int][]string{}}
	l := newLocator(doc)
	r := &resolved{found: make([]int, len(p.Redactions)), leaves: m.leaves, locator: l}
	for i, x := range p.Redactions {
		if !x.hides() || !x.of(doc.ID) {
			continue
		}
		ranges, places, err := l.locate(x)
		if err != nil {
			return nil, fmt.Errorf("redaction %s: %w", x.ID, err)
		}
		r.found[i] = places
		if x.Box != nil {
			m.hideBox(l, x)
		}
		for _, g := range ranges {
			if err := m.hideUnit(l, g, x); err != nil {
				return nil, fmt.Errorf("redaction %s: %w", x.ID, err)
			}
		}
	}
	r.warnings = m.hidePlaces(growth, public)
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

// hideTiles hides every tile a rectangle in pixels touches, and returns how
// many it did not hide because they are public.
func (m *marks) hideTiles(page int, x0, y0, x1, y1 int, ground string, grid int, public func(page, tile int) bool) (kept int) {
	grounds, cols, rows := m.page(page)
	c0, c1 := max(x0, 0)/bundles.TileSize, (x1+bundles.TileSize-1)/bundles.TileSize
	r0, r1 := max(y0, 0)/bundles.TileSize, (y1+bundles.TileSize-1)/bundles.TileSize
	c0, c1 = c0/grid*grid, (c1+grid-1)/grid*grid
	for r := r0; r < min(r1, rows); r++ {
		for c := c0; c < min(c1, cols); c++ {
			switch {
			case grounds[r*cols+c] != "":
			case public != nil && public(page, r*cols+c):
				kept++
			default:
				grounds[r*cols+c] = ground
			}
		}
	}
	return kept
}

// hideBox hides a box an officer drew; the words it touches are found by
// locator.underBox. A whole page or document is hidden where it touches none.
func (m *marks) hideBox(l *locator, x Redaction) {
	switch x.Unit {
	case UnitPage:
		m.hideWholePage(l, x.Page, x.Ground)
	case UnitDocument:
		m.hideDocument(x.Ground)
	}
	b := boxPixels(m.doc.Header.Page(x.Page), *x.Box)
	m.hideTiles(x.Page, b.X, b.Y, b.X+b.W, b.Y+b.H, x.Ground, 1, nil)
}

// boxPixels rounds a box in fractions of a page outward to pixels.
func boxPixels(page bundles.ViewHeader, box [4]float64) bundles.Box {
	x0, y0 := int(math.Floor(box[0]*float64(page.Width))), int(math.Floor(box[1]*float64(page.Height)))
	x1, y1 := int(math.Ceil((box[0]+box[2])*float64(page.Width))), int(math.Ceil((box[1]+box[3])*float64(page.Height)))
	return bundles.Box{X: x0, Y: y0, W: x1 - x0, H: y1 - y0}
}

// hidePlaces hides the tiles of every hidden word, and what they grow over
// (see grow). A tile that is public stays shown where only growth would hide it.
func (m *marks) hidePlaces(growth string, public func(page, tile int) bool) (warnings []string) {
	grid := 1
	if growth == bundles.GrowthExact {
		grid = boxGrid
	}
	m.doc.Places(func(leaf, page int, b bundles.Box) {
		if g := m.leaves[leaf]; g != "" {
			m.hideTiles(page, b.X-boxMargin, b.Y-boxMargin, b.X+b.W+boxMargin, b.Y+b.H+boxMargin, g, grid, nil)
		}
	})
	areas, found := grow(placedWords(m.doc, func(leaf int) bool { return m.leaves[leaf] != "" }), pageSizes(m.doc.Header), growth)
	for _, w := range found {
		warnings = append(warnings, fmt.Sprintf("document %s: %s", m.doc.ID, w))
	}
	kept := 0
	for _, a := range areas {
		kept += m.hideTiles(a.page, a.x0, a.y0, a.x1, a.y1, m.leaves[a.leaf], 1, public)
	}
	if kept > 0 {
		warnings = append(warnings, fmt.Sprintf("document %s: %d tiles beside hidden words stay shown, because an earlier release shows them: the page may tell how long the words are", m.doc.ID, kept))
	}
	return warnings
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
