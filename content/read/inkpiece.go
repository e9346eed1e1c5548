package read

import "math"

// piece is connected ink.
type piece struct {
	pixels []int32 // indices into the map; valid until the next piece
	box    Box
	ruled  int // pixels that are part of a long thin line
}

// measureRuns notes for every pixel of ink how long the runs through it are.
func (m *inkMap) measureRuns() {
	m.across, m.down = make([]uint16, len(m.ink)), make([]uint16, len(m.ink))
	for y := range m.h {
		runs(m.ink, m.across, y*m.w, 1, m.w)
	}
	for x := range m.w {
		runs(m.ink, m.down, x, m.w, m.h)
	}
}

// runs walks along n pixels.
func runs(ink []bool, length []uint16, at, step, n int) {
	for i := 0; i < n; {
		if !ink[at+i*step] {
			i++
			continue
		}
		from := i
		for i < n && ink[at+i*step] {
			i++
		}
		for k := from; k < i; k++ {
			length[at+k*step] = uint16(min(i-from, math.MaxUint16))
		}
	}
}

// pieces calls f with each connected piece, from the top.
func (m *inkMap) pieces(f func(piece)) {
	seen := make([]bool, len(m.ink))
	long, thin := uint16(m.dots(0.15)), uint16(m.dots(0.05))
	var pixels []int32
	for start, ink := range m.ink {
		if !ink || seen[start] {
			continue
		}
		seen[start] = true
		pixels = append(pixels[:0], int32(start))
		p := piece{}
		for i := 0; i < len(pixels); i++ {
			at := int(pixels[i])
			x, y := at%m.w, at/m.w
			p.box = p.box.join(Box{x, y, 1, 1})
			if a, d := m.across[at], m.down[at]; a >= long && d <= thin || d >= long && a <= thin {
				p.ruled++
			}
			for ny := max(y-1, 0); ny <= min(y+1, m.h-1); ny++ {
				for nx := max(x-1, 0); nx <= min(x+1, m.w-1); nx++ {
					if n := ny*m.w + nx; m.ink[n] && !seen[n] {
						seen[n] = true
						pixels = append(pixels, int32(n))
					}
				}
			}
		}
		p.pixels = pixels
		f(p)
	}
}

// matters leaves out specks of dust and points, ruled lines and the borders of
// tables, and the dark bands that the lid of a scanner leaves along the edges.
func (m *inkMap) matters(p piece) bool {
	long, short := max(p.box.W, p.box.H), min(p.box.W, p.box.H)
	switch {
	case long < max(m.dots(0.06), 4) || len(p.pixels) < 8:
		return false
	case long >= m.dots(0.15) && p.ruled*5 >= len(p.pixels)*4:
		return false
	case long >= m.dots(1) && short <= m.dots(0.25) && m.atEdge(p.box):
		return false
	}
	return true
}

// atEdge tells whether a long box lies along an edge of the page.
func (m *inkMap) atEdge(b Box) bool {
	if b.W > b.H {
		return b.Y == 0 || b.Y+b.H == m.h
	}
	return b.X == 0 || b.X+b.W == m.w
}

// cells is a coarse grid in which pieces meet their neighbours.
type cells struct {
	w, h, side int
	box        []Box // around the pixels in each cell, zero where there are none
}

func newCells(w, h, side int) *cells {
	c := &cells{w: (w + side - 1) / side, h: (h + side - 1) / side, side: side}
	c.box = make([]Box, c.w*c.h)
	return c
}

func (c *cells) add(pixels []int32, width int) {
	for _, p := range pixels {
		x, y := int(p)%width, int(p)/width
		at := &c.box[y/c.side*c.w+x/c.side]
		*at = at.join(Box{x, y, 1, 1})
	}
}

// joined returns the box of each group of neighbouring cells, from the top.
func (c *cells) joined() []Box {
	var all []Box
	var group []int
	for start := range c.box {
		if c.box[start].Empty() {
			continue
		}
		sum := c.box[start]
		c.box[start] = Box{}
		group = append(group[:0], start)
		for i := 0; i < len(group); i++ {
			x, y := group[i]%c.w, group[i]/c.w
			for ny := max(y-1, 0); ny <= min(y+1, c.h-1); ny++ {
				for nx := max(x-1, 0); nx <= min(x+1, c.w-1); nx++ {
					if n := ny*c.w + nx; !c.box[n].Empty() {
						sum, c.box[n] = sum.join(c.box[n]), Box{}
						group = append(group, n)
					}
				}
			}
		}
		all = append(all, sum)
	}
	return all
}
