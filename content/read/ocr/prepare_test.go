package ocr

import (
	"math"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/read/readtest"
)

func imageOf(s readtest.Scan) Image {
	m := s.Draw()
	return Image{Gray: m.Pix, Width: m.Rect.Dx(), Height: m.Rect.Dy(), DPI: s.DPI}
}

func TestSkew(t *testing.T) {
	for _, degrees := range []float64{0, 0.2, 1, -1, 2, -3.3, 4.7} {
		got := skewOf(imageOf(readtest.Scan{Language: "hu", DPI: 100, Skew: degrees}))
		if math.Abs(got-degrees) > 0.25 {
			t.Errorf("turned by %g, found %g", degrees, got)
		}
	}
	if a := skewOf(blank()); a != 0 {
		t.Errorf("an empty page is turned by %g", a)
	}
}

// TestRecipe: a good page is given as it is.
func TestRecipe(t *testing.T) {
	for _, tt := range []struct {
		scan readtest.Scan
		want recipe
	}{
		{readtest.Scan{DPI: 200}, recipe{scale: 1}},
		{readtest.Scan{DPI: 200, Stamp: true, Signature: true, Table: true}, recipe{scale: 1}},
		{readtest.Scan{DPI: 100}, recipe{scale: 2}},
		{readtest.Scan{DPI: 100, Noise: 40}, recipe{smooth: true, scale: 2}},
		{readtest.Scan{DPI: 200, Skew: 2}, recipe{skew: 2, scale: 1}},
	} {
		img := imageOf(tt.scan)
		if got := prepare(img); got.recipe != tt.want {
			t.Errorf("%+v: %+v, want %+v", tt.scan, got.recipe, tt.want)
		} else if got.recipe == (recipe{scale: 1}) && &got.image.Gray[0] != &img.Gray[0] {
			t.Errorf("%+v: copied", tt.scan)
		}
	}
}

// TestBack: a mark is found at its place after turning and enlarging.
func TestBack(t *testing.T) {
	img := Image{Gray: make([]byte, 400*300), Width: 400, Height: 300, DPI: 100}
	for i := range img.Gray {
		img.Gray[i] = 255
	}
	for y := 200; y < 210; y++ {
		for x := 320; x < 340; x++ {
			img.Gray[y*400+x] = 0
		}
	}
	for _, r := range []recipe{{scale: 1}, {scale: 2}, {scale: 1, skew: 3}, {scale: 3, skew: -4}} {
		p := r.finish(img)
		x0, y0, x1, y1 := p.image.Width, p.image.Height, 0, 0
		for i, v := range p.image.Gray {
			if x, y := i%p.image.Width, i/p.image.Width; v < 100 {
				x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x+1), max(y1, y+1)
			}
		}
		w := p.back(Word{Text: "x", X: x0, Y: y0, W: x1 - x0, H: y1 - y0}, img)
		if w.X > 320 || w.Y > 200 || w.X+w.W < 340 || w.Y+w.H < 210 || w.W > 26 || w.H > 16 {
			t.Errorf("%+v: the mark of 20 x 10 at 320, 200 is at %+v", r, w)
		}
	}
}

// TestPreparing measures what each step is worth: the share of words that are
// right, raw and prepared, with tesseract 5.3.0:
//
//	                    cs: raw  median  prepared   hu: raw  median  prepared
//	100 DPI               0.982    0.916     1.000    1.000    0.914     0.995
//	100 DPI, noise 40     0.965    0.810     0.982    0.990    0.871     0.995
//	100 DPI, noise 70     0.000    0.571     0.974    0.948    0.519     0.929
//	200 DPI, noise 90     0.000    0.960     0.996    0.000    0.919     0.981
//	200 DPI, 2 degrees    0.487        -     1.000    0.652        -     1.000
//	200 DPI, 1 degree     1.000        -     1.000    1.000        -     1.000
//
// Of a page of black and white at 100 DPI (content/find, "badly thresholded")
// 92.3 and 91.6 of 100 characters were right raw and enlarged, 93.6 and 91.9
// smoothed before; of the identifiers 69 and 63 were found, then 75 and 72.
// Smoothed twice, or enlarged three times, it was read worse than that (71 and
// 68 of 100 identifiers), with English as a second language no better (74, 76).
//
// Enlarging three times instead of two was slower by a third and never better.
// Of the program's own settings, on clean pages of 200 DPI: layout 1 takes 30 %
// longer than 3 and reads the same; 4 and 6 read the same where there is one
// column, and 6 reads a stamped page worse (0.991 for 1.000); no search for
// white on black saves nothing; three languages take a quarter longer than one
// and cost 1 % of the words (hun 0.995, ces+hun 0.990, ces+hun+eng 0.986).
func TestPreparing(t *testing.T) {
	e := installed(t)
	langs, err := e.choose([]string{"cs"})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		scan readtest.Scan
		gain int // words of 226
	}{
		{readtest.Scan{DPI: 100, Noise: 70}, 100},
		{readtest.Scan{DPI: 200, Skew: 2}, 80},
	} {
		img := imageOf(tt.scan)
		raw := right(t, e, img, langs, tt.scan)
		made := right(t, e, prepare(img).image, langs, tt.scan)
		t.Logf("%+v: %d words of %d right as it is, %d prepared", tt.scan, raw, len(tt.scan.Words()), made)
		if made < raw+tt.gain {
			t.Errorf("%+v: preparing gained %d words, not %d", tt.scan, made-raw, tt.gain)
		}
	}
}

// right counts the words of the letter that were read, each once.
func right(t *testing.T, e *Engine, img Image, langs []language, s readtest.Scan) int {
	t.Helper()
	tsv, err := e.run(t.Context(), img, langs)
	if err != nil {
		t.Fatal(err)
	}
	words, err := parseTSV(tsv)
	if err != nil {
		t.Fatal(err)
	}
	left := map[string]int{}
	for _, w := range words {
		left[w.Text]++
	}
	n := 0
	for _, w := range s.Words() {
		if left[w] > 0 {
			left[w]--
			n++
		}
	}
	return n
}

func TestArguments(t *testing.T) {
	got := strings.Join(arguments(300, []language{{"ces", 1}, {"eng", 2}}), " ")
	if want := "stdin stdout -l ces+eng --dpi 300 --psm 3 -c tessedit_create_tsv=1"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestBilevel: a page of black and white is smoothed where it is enlarged, one
// with greys and one of 200 dots per inch are not.
func TestBilevel(t *testing.T) {
	for _, tt := range []struct {
		dpi, level int // black and white at this level, 0 for greys
		want       bool
	}{
		{100, 140, true}, {150, 100, true}, {100, 0, false}, {200, 140, false},
	} {
		img := imageOf(readtest.Scan{Language: "cs", DPI: tt.dpi})
		if tt.level > 0 {
			for i, v := range img.Gray {
				img.Gray[i] = 0
				if int(v) > tt.level {
					img.Gray[i] = 255
				}
			}
		}
		if got := prepare(img).recipe.smooth; got != tt.want {
			t.Errorf("%d dots per inch, level %d: smoothed %v, want %v", tt.dpi, tt.level, got, tt.want)
		}
	}
}
