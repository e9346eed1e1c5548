package typeset

import (
	"slices"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Outlines are filled with integers only. golang.org/x/image/vector flattens
// curves in float32, which an arm64 compiler may fuse into other roundings: a
// pixel could then differ between two machines.

const (
	curveSteps = 8 // lines per curve: at 50 pixels the error is below 1/64 pixel
	lineStep   = 4 // of 64: sixteen scan lines per pixel
	fullInk    = 64 * 64 / lineStep
)

// edge is one line of an outline in 1/64 pixel, from above to below; wind is
// the direction in which it was drawn.
type edge struct{ x0, y0, x1, y1, wind int }

// outline turns a glyph's segments into edges.
func outline(segments sfnt.Segments) []edge {
	var edges []edge
	var start, at fixed.Point26_6
	line := func(to fixed.Point26_6) {
		e := edge{int(at.X), int(at.Y), int(to.X), int(to.Y), 1}
		if e.y0 > e.y1 {
			e = edge{e.x1, e.y1, e.x0, e.y0, -1}
		}
		if e.y0 != e.y1 {
			edges = append(edges, e)
		}
		at = to
	}
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			line(start)
			start, at = s.Args[0], s.Args[0]
		case sfnt.SegmentOpLineTo:
			line(s.Args[0])
		case sfnt.SegmentOpQuadTo: // the only curves of TrueType
			from := at
			for i := 1; i <= curveSteps; i++ {
				line(quad(from, s.Args[0], s.Args[1], fixed.Int26_6(i)))
			}
		}
	}
	line(start)
	return edges
}

// quad is the point at i/curveSteps of a quadratic curve.
func quad(a, b, c fixed.Point26_6, i fixed.Int26_6) fixed.Point26_6 {
	const n = curveSteps
	p, q, r := (n-i)*(n-i), 2*i*(n-i), i*i
	return fixed.Point26_6{
		X: (p*a.X + q*b.X + r*c.X) / (n * n),
		Y: (p*a.Y + q*b.Y + r*c.Y) / (n * n),
	}
}

// fill gives the levels of a filled outline (nonzero winding) and the pixel
// of its upper left corner, as seen from the pen.
func fill(edges []edge) (ink []byte, x, y, w, h int) {
	if len(edges) == 0 {
		return nil, 0, 0, 0, 0
	}
	left, top, right, bottom := edges[0].x0, edges[0].y0, edges[0].x0, edges[0].y0
	for _, e := range edges {
		left, right = min(left, e.x0, e.x1), max(right, e.x0, e.x1)
		top, bottom = min(top, e.y0), max(bottom, e.y1)
	}
	x, y = left>>6, top>>6
	w, h = (right+63)>>6-x, (bottom+63)>>6-y
	sums := make([]int, w*h)
	var cross []crossing
	for line := y<<6 + lineStep/2; line < bottom; line += lineStep {
		cross = crossings(cross[:0], edges, line)
		row := sums[(line>>6-y)*w:][:w]
		wind := 0
		for i, c := range cross {
			if wind != 0 {
				span(row, cross[i-1].x-x<<6, c.x-x<<6)
			}
			wind += c.wind
		}
	}
	ink = make([]byte, w*h)
	for i, s := range sums {
		ink[i] = level(255 - 255*s/fullInk)
	}
	return ink, x, y, w, h
}

// crossing is where an edge meets a scan line.
type crossing struct{ x, wind int }

func crossings(to []crossing, edges []edge, line int) []crossing {
	for _, e := range edges {
		if e.y0 <= line && line < e.y1 {
			to = append(to, crossing{e.x0 + (line-e.y0)*(e.x1-e.x0)/(e.y1-e.y0), e.wind})
		}
	}
	slices.SortFunc(to, func(a, b crossing) int {
		if a.x != b.x {
			return a.x - b.x
		}
		return a.wind - b.wind
	})
	return to
}

// span adds the ink between two places of a scan line, in 1/64 pixel.
func span(row []int, from, to int) {
	for from < to {
		pixel := from >> 6
		end := min(to, (pixel+1)<<6)
		row[pixel] += end - from
		from = end
	}
}

// level rounds a grey to the nearest of 0, 85, 170 and 255.
func level(v int) byte { return byte((v + 42) / 85 * 85) }
