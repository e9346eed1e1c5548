package ocr

import "math"

const (
	mostSkew    = 5.0    // degrees: a scanner's feeder turns no page further
	coarseSkew  = 0.5    // steps of the first search
	fineSkew    = 0.1    // and of the second
	skewDPI     = 75     // enough to see lines of text
	skewPoints  = 40_000 // points looked at: the search is over within some milliseconds
	inkContrast = 60     // levels of grey below the paper
	surer       = 1.1    // times that the lines must stand out better than on the page as it is
)

// skewOf finds the angle, in degrees and clockwise, by which the lines of a page
// are turned. Along the right angle the sums of ink change sharply from line to
// gap. It is 0 where no angle is clearly better.
func skewOf(m Image) float64 {
	points, span := m.inkPoints()
	if len(points) < 200 {
		return 0
	}
	bins := make([]int32, 2*span+2)
	straight := sharpness(points, 0, span, bins)
	best, angle := straight, 0.0
	try := func(a float64) {
		if s := sharpness(points, a, span, bins); s > best {
			best, angle = s, a
		}
	}
	for i := -int(mostSkew / coarseSkew); i <= int(mostSkew/coarseSkew); i++ {
		try(float64(i) * coarseSkew)
	}
	around := angle
	for i := -5; i <= 5; i++ {
		try(around + float64(i)*fineSkew)
	}
	if float64(best) < surer*float64(straight) {
		return 0
	}
	return math.Round(angle*10) / 10
}

// point is a place with ink on the reduced page.
type point struct{ x, y int32 }

// inkPoints returns the places with ink at about skewDPI, thinned out where
// they are too many, and the longer side of the reduced page.
func (m Image) inkPoints() (points []point, span int) {
	f := max(m.DPI/skewDPI, 1)
	limit := max(paper(m.Gray)-inkContrast, 0) * f * f
	w, h := m.Width/f, m.Height/f
	step := max(w*h/(8*skewPoints), 1)
	for y := range h {
		for x := (y * 7) % step; x < w; x += step {
			sum := 0
			for k := range f {
				for _, v := range m.Gray[(y*f+k)*m.Width+x*f:][:f] {
					sum += int(v)
				}
			}
			if sum < limit && len(points) < skewPoints {
				points = append(points, point{int32(x), int32(y)})
			}
		}
	}
	return points, max(w, h)
}

// sharpness sums ink along lines of one angle and returns how much
// neighbouring sums differ.
func sharpness(points []point, degrees float64, span int, bins []int32) int64 {
	clear(bins)
	slope := int64(math.Round(math.Tan(degrees*math.Pi/180) * fixedOne))
	for _, p := range points {
		at := int64(p.y) - (int64(p.x)*slope)>>16 + int64(span)/2
		bins[min(max(at, 0), int64(len(bins)-1))]++
	}
	var sum int64
	for i := 1; i < len(bins); i++ {
		d := int64(bins[i] - bins[i-1])
		sum += d * d
	}
	return sum
}

// paper is the level of grey that most of the light pixels have.
func paper(gray []byte) int {
	var count [256]int
	for i := 0; i < len(gray); i += 3 {
		count[gray[i]]++
	}
	best := 255
	for v := 255; v >= 128; v-- {
		if count[v] > count[best] {
			best = v
		}
	}
	return best
}
