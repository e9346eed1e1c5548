package ocr

import "math"

// What a page needs before it is read; TestPreparing measures what each step
// is worth.
const (
	lowDPI     = 150  // up to here letters are too small for the program
	lowScale   = 2    // and made that much larger
	noisyShare = 0.15 // of the pixels differ from their neighbours: noise, not letters
	noiseLevel = 12   // levels of grey by which they differ
	darkLevel  = 32   // levels of grey below it, and as far from white, are
	greyShare  = 0.01 // black and white: fewer others than this, and the page has no greys
	leastSkew  = 0.7  // degrees: below it turning costs time and gives nothing
)

// recipe is what is done with one page.
type recipe struct {
	smooth bool    // take the noise out, or the steps
	skew   float64 // degrees by which the page is turned clockwise, to be turned back
	scale  int     // times larger
}

// prepared is an image made fit for the program and the way back.
type prepared struct {
	image  Image
	recipe recipe
}

// prepare looks at a page and makes it fit. A clean, straight page of 200 DPI is
// given as it is.
func prepare(img Image) prepared {
	r := recipe{smooth: noisy(img) || img.DPI <= lowDPI && bilevel(img), scale: 1}
	if r.smooth {
		img = smooth(img)
	}
	if a := skewOf(img); math.Abs(a) >= leastSkew {
		r.skew = a
	}
	if img.DPI <= lowDPI {
		r.scale = lowScale
	}
	return r.finish(img)
}

// finish turns and enlarges.
func (r recipe) finish(img Image) prepared {
	w, h := r.size(img.Width, img.Height)
	if w > maxSide || h > maxSide || w*h > maxWorkPixels {
		r.skew, r.scale = 0, 1
	}
	if r.skew != 0 || r.scale != 1 {
		img = r.resample(img)
	}
	return prepared{img, r}
}

// size is that of the larger sheet on which a turned page loses no corner.
func (r recipe) size(w, h int) (int, int) {
	sin, cos := math.Sincos(math.Abs(r.skew) * math.Pi / 180)
	fw, fh := float64(w*r.scale), float64(h*r.scale)
	return int(math.Round(fw*cos + fh*sin)), int(math.Round(fw*sin + fh*cos))
}

// back gives a word of the prepared image its place on the original: the
// smallest upright rectangle around the turned one, within the image.
func (p prepared) back(w Word, to Image) Word {
	x0, y0, x1, y1 := float64(w.X), float64(w.Y), float64(w.X+w.W), float64(w.Y+w.H)
	if p.recipe.skew != 0 || p.recipe.scale != 1 {
		left, top, right, bottom := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
		for _, c := range [][2]float64{{x0, y0}, {x1, y0}, {x0, y1}, {x1, y1}} {
			x, y := p.source(c[0], c[1], to)
			left, top, right, bottom = min(left, x), min(top, y), max(right, x), max(bottom, y)
		}
		x0, y0, x1, y1 = left, top, right, bottom
	}
	// A hair less, so that rounding does not make every box a pixel larger.
	const hair = 1e-6
	w.X, w.Y = min(max(int(math.Floor(x0+hair)), 0), to.Width), min(max(int(math.Floor(y0+hair)), 0), to.Height)
	w.W = max(min(int(math.Ceil(x1-hair)), to.Width)-w.X, 0)
	w.H = max(min(int(math.Ceil(y1-hair)), to.Height)-w.Y, 0)
	if w.W == 0 || w.H == 0 {
		w.X, w.Y, w.W, w.H = 0, 0, 0, 0
	}
	return w
}

// source gives the point of the original that lies at x, y of the prepared one.
func (p prepared) source(x, y float64, to Image) (float64, float64) {
	sin, cos := math.Sincos(p.recipe.skew * math.Pi / 180)
	dx, dy := x-float64(p.image.Width)/2, y-float64(p.image.Height)/2
	s := float64(p.recipe.scale)
	return float64(to.Width)/2 + (dx*cos-dy*sin)/s, float64(to.Height)/2 + (dx*sin+dy*cos)/s
}
