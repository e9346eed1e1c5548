package typeset

import (
	"image"
	"image/color"
)

// ruleLevel is the grey of a table's borders.
const ruleLevel = 85

// Drawn is one page as drawn.
type Drawn struct {
	Number, Width, Height int
	Gray                  []byte // full greys where there is a picture, else 0, 85, 170 and 255
}

// Draw draws a page, from 1. It may be called from several goroutines.
func (p *Pages) Draw(number int) Drawn {
	s := &p.sheets[number-1]
	d := Drawn{Number: number, Width: s.w, Height: s.h, Gray: make([]byte, s.w*s.h)}
	white := d.Gray
	for i := range white {
		white[i] = 255
	}
	for _, i := range s.pictures {
		placed := &p.pictures[i]
		d.picture(p.flow.Blocks[placed.Block].Image, placed.Box)
	}
	for _, r := range s.rules {
		for y := r.Y; y < r.Y+r.H; y++ {
			row := d.Gray[y*d.Width:]
			for x := r.X; x < r.X+r.W; x++ {
				row[x] = ruleLevel
			}
		}
	}
	for _, m := range s.marks {
		d.glyph(m.face.glyph(m.r), int(m.x), int(m.y))
	}
	for _, i := range s.words {
		p.ink(int(i), d.glyph)
	}
	return d
}

// glyph lays a glyph over the page. Ink never makes lighter.
func (d *Drawn) glyph(g *glyph, x, y int) {
	x, y = x+g.x, y+g.y
	for line := range g.h {
		if y+line < 0 || y+line >= d.Height {
			continue
		}
		row := d.Gray[(y+line)*d.Width : (y+line+1)*d.Width]
		for k, v := range g.ink[line*g.w : (line+1)*g.w] {
			if at := x + k; at >= 0 && at < len(row) && v < row[at] {
				row[at] = v
			}
		}
	}
}

// picture draws an image into a box that is not larger than it: every pixel
// is the mean of those it covers, over white paper.
func (d *Drawn) picture(m image.Image, b Box) {
	from := m.Bounds()
	line := make([]uint32, from.Dx())
	sums := make([]uint64, b.W)
	for y := range b.H {
		clear(sums)
		top, bottom := from.Dy()*y/b.H, from.Dy()*(y+1)/b.H
		for sy := top; sy < bottom; sy++ {
			greys(m, from.Min.Y+sy, line)
			for x := range b.W {
				for _, v := range line[from.Dx()*x/b.W : from.Dx()*(x+1)/b.W] {
					sums[x] += uint64(v)
				}
			}
		}
		row := d.Gray[(b.Y+y)*d.Width+b.X:]
		for x := range b.W {
			n := uint64(bottom-top) * uint64(from.Dx()*(x+1)/b.W-from.Dx()*x/b.W)
			row[x] = byte((sums[x] + n/2) / n)
		}
	}
}

// greys returns one row of an image as luminances (ITU-R BT.601, in integers).
func greys(m image.Image, y int, line []uint32) {
	left := m.Bounds().Min.X
	if g, ok := m.(*image.Gray); ok {
		at := g.PixOffset(left, y)
		for x := range line {
			line[x] = uint32(g.Pix[at+x])
		}
		return
	}
	if c, ok := m.(*image.YCbCr); ok { // JFIF: Y is the luminance already
		for x := range line {
			line[x] = uint32(c.Y[c.YOffset(left+x, y)])
		}
		return
	}
	for x := range line {
		c := color.RGBA64Model.Convert(m.At(left+x, y)).(color.RGBA64)
		// Colours come multiplied with alpha: the rest is white paper.
		l := (299*uint32(c.R)+587*uint32(c.G)+114*uint32(c.B)+500)/1000 + 0xFFFF - uint32(c.A)
		line[x] = min(l, 0xFFFF) >> 8
	}
}

// HasPicture tells whether a page has a picture on it.
func (p *Pages) HasPicture(number int) bool { return len(p.sheets[number-1].pictures) > 0 }
