package read

import (
	"slices"

	"github.com/akta-foi/akta/content/read/ocr"
)

const (
	inkDPI    = 100 // enough to see a letter, and the noise of the sensor is averaged out
	paleInk   = 40  // levels of grey below the paper: paler ink vanishes on the page image, too
	inkLevel  = 213 // and so does everything lighter than this, see level
	noisyStep = 8   // mean step between neighbouring pixels of the paper: smooth it first
)

// inkMap is a reduced page that knows where there is ink.
type inkMap struct {
	w, h    int
	factor  int // pixels of the page on one side of a pixel of the map
	perInch float64
	ink     []bool
	across  []uint16 // length of the horizontal run of ink through a pixel
	down    []uint16 // and of the vertical one
}

// dots turns inches into pixels of the map.
func (m *inkMap) dots(inches float64) int { return max(int(inches*m.perInch+0.5), 1) }

// newInkMap reduces a page, or returns nil where nothing is left of it.
func newInkMap(page Page, gray []byte) *inkMap {
	f := max(page.DPI/inkDPI, 1)
	for (page.Width/f)*(page.Height/f) > maxInkPixels {
		f++
	}
	m := &inkMap{w: page.Width / f, h: page.Height / f, factor: f, perInch: float64(page.DPI) / float64(f)}
	if m.w < 3 || m.h < 3 {
		return nil
	}
	small := make([]byte, m.w*m.h)
	for y := range m.h {
		for x := range m.w {
			sum := 0
			for k := range f {
				for _, v := range gray[(y*f+k)*page.Width+x*f:][:f] {
					sum += int(v)
				}
			}
			small[y*m.w+x] = byte(sum / (f * f))
		}
	}
	paper := lightest(small)
	if m.noisy(small, paper) {
		small = m.smoothed(small)
		paper = lightest(small)
	}
	limit := min(paper-paleInk, inkLevel)
	m.ink = make([]bool, len(small))
	for i, v := range small {
		m.ink[i] = int(v) < limit
	}
	return m
}

// lightest is the level of grey that most of the light pixels have: the paper.
func lightest(gray []byte) int {
	var count [256]int
	for _, v := range gray {
		count[v]++
	}
	best := 255
	for v := 255; v >= 128; v-- {
		if count[v] > count[best] {
			best = v
		}
	}
	return best
}

// noisy tells whether the paper is far from even.
func (m *inkMap) noisy(gray []byte, paper int) bool {
	steps, sum := 0, 0
	for i := 1; i < len(gray); i++ {
		a, b := int(gray[i-1]), int(gray[i])
		if min(a, b) > paper-100 {
			steps++
			sum += max(a, b) - min(a, b)
		}
	}
	return sum > noisyStep*steps
}

// smoothed gives every pixel the mean of the nine around it.
func (m *inkMap) smoothed(gray []byte) []byte {
	out := slices.Clone(gray)
	for y := 1; y+1 < m.h; y++ {
		for x := 1; x+1 < m.w; x++ {
			sum := 0
			for k := y - 1; k <= y+1; k++ {
				p := gray[k*m.w+x-1:][:3]
				sum += int(p[0]) + int(p[1]) + int(p[2])
			}
			out[y*m.w+x] = byte(sum / 9)
		}
	}
	return out
}

// eraseWords takes away the ink of words. A box that is much taller than the
// others is no word but a picture taken for one: its ink stays.
func (m *inkMap) eraseWords(found []ocr.Word) {
	heights := make([]int, len(found))
	for i, w := range found {
		heights[i] = w.H
	}
	slices.Sort(heights)
	tall := m.dots(0.7) * m.factor
	if n := len(heights); n > 0 {
		tall = max(3*heights[n/2], m.dots(0.3)*m.factor)
	}
	beside, above := m.dots(0.05), m.dots(0.03) // boxes end a little early
	for _, w := range found {
		if w.W <= 0 || w.H <= 0 || w.H > tall {
			continue
		}
		x0, x1 := max(w.X/m.factor-beside, 0), min((w.X+w.W)/m.factor+1+beside, m.w)
		for y := max(w.Y/m.factor-above, 0); y < min((w.Y+w.H)/m.factor+1+above, m.h); y++ {
			if x0 < x1 {
				clear(m.ink[y*m.w+x0 : y*m.w+x1])
			}
		}
	}
}
