package findtest

import (
	"context"
	"image"
	"math"
	"math/rand/v2"
	"strings"

	"github.com/akta-foi/akta/content/read/typeset"
)

// Damage is what happens to a page between the printer and the reader.
type Damage struct {
	Name      string
	Coarse    bool    // 100 dots per inch, not 200
	Blur      int     // times that neighbours are mixed
	Skew      float64 // degrees
	Noise     int     // largest error of the sensor, in levels of grey
	Dust      int     // of 10,000 pixels, those that turn black or white
	Threshold int     // black and white at this level, 0 for greys
	Shade     int     // by which the level changes across the page
}

// Damages are the kinds of scans that are measured, the best first.
var Damages = []Damage{
	{Name: "render, 200 DPI"},
	{Name: "noisy scan, 100 DPI", Coarse: true, Skew: 0.6, Noise: 48, Dust: 10},
	{Name: "badly thresholded", Coarse: true, Blur: 1, Skew: 0.4, Noise: 24, Dust: 20, Threshold: 140, Shade: 60},
}

// DPI is the resolution of the page images.
func (d Damage) DPI() int {
	if d.Coarse {
		return typeset.DPI / 2
	}
	return typeset.DPI
}

// Pages draws the document as a word processor would, cut below the last line.
func (d Document) Pages(ctx context.Context) ([]*image.Gray, error) {
	var flow typeset.Flow
	for _, p := range strings.Split(strings.Join(d.Words, ""), "\n\n") {
		flow.Blocks = append(flow.Blocks, typeset.Block{Runs: []typeset.Run{{Text: p}}})
	}
	set, err := typeset.Layout(ctx, flow, typeset.Limits{Pages: 9, Words: 1e4, WordBytes: 1000})
	if err != nil {
		return nil, err
	}
	bottom := make([]int, set.Count()+1)
	for _, w := range set.Words() {
		bottom[w.Page] = max(bottom[w.Page], w.Box.Y+w.Box.H)
	}
	var pages []*image.Gray
	for n := 1; n <= set.Count(); n++ {
		page := set.Draw(n)
		height := min(page.Height, bottom[n]+100)
		pages = append(pages, &image.Gray{Pix: page.Gray[:page.Width*height], Stride: page.Width, Rect: image.Rect(0, 0, page.Width, height)})
	}
	return pages, nil
}

// Apply damages a page. The same seed gives the same pixels.
func (d Damage) Apply(m *image.Gray, seed uint64) *image.Gray {
	random := rand.New(rand.NewPCG(seed, 11))
	if d.Coarse {
		m = coarse(m)
	}
	for range d.Blur {
		m = blurred(m)
	}
	if d.Skew != 0 {
		m = turned(m, d.Skew*(2*random.Float64()-1)*math.Pi/180)
	}
	out := image.NewGray(m.Rect)
	for i, v := range m.Pix {
		level := int(v)
		if d.Noise > 0 {
			level += random.IntN(2*d.Noise+1) - d.Noise
		}
		if d.Threshold > 0 {
			at := d.Threshold + d.Shade*(i%m.Stride)/m.Stride - d.Shade/2
			level = map[bool]int{true: 255}[level > at]
		}
		if d.Dust > 0 && random.IntN(10000) < d.Dust {
			level = 255 * random.IntN(2)
		}
		out.Pix[i] = uint8(max(0, min(255, level)))
	}
	return out
}

// at is a pixel; outside of the page is white.
func at(m *image.Gray, x, y int) int {
	if (image.Point{X: x, Y: y}).In(m.Rect) {
		return int(m.Pix[y*m.Stride+x])
	}
	return 255
}

// coarse makes a page drawn in small letters one of 100 dots per inch whose
// letters are of 12 points: every pixel is the mean of those it covers.
func coarse(m *image.Gray) *image.Gray {
	const parts, of = 4, 7
	out := image.NewGray(image.Rect(0, 0, m.Rect.Dx()*parts/of, m.Rect.Dy()*parts/of))
	for y := range out.Rect.Dy() {
		top, bottom := y*of/parts, ((y+1)*of+parts-1)/parts
		for x := range out.Rect.Dx() {
			left, right := x*of/parts, ((x+1)*of+parts-1)/parts
			sum := 0
			for sy := top; sy < bottom; sy++ {
				for sx := left; sx < right; sx++ {
					sum += at(m, sx, sy)
				}
			}
			out.Pix[y*out.Stride+x] = uint8(sum / ((bottom - top) * (right - left)))
		}
	}
	return out
}

// blurred mixes every pixel with its neighbours, itself weighing most.
func blurred(m *image.Gray) *image.Gray {
	out := image.NewGray(m.Rect)
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			near := at(m, x-1, y) + at(m, x+1, y) + at(m, x, y-1) + at(m, x, y+1)
			out.Pix[y*out.Stride+x] = uint8((4*at(m, x, y) + near) / 8)
		}
	}
	return out
}

// turned turns a page around its middle.
func turned(m *image.Gray, angle float64) *image.Gray {
	out := image.NewGray(m.Rect)
	sin, cos := math.Sincos(angle)
	mx, my := float64(m.Rect.Dx())/2, float64(m.Rect.Dy())/2
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			dx, dy := float64(x)-mx, float64(y)-my
			fx, fy := mx+dx*cos+dy*sin, my-dx*sin+dy*cos
			x0, y0 := int(math.Floor(fx)), int(math.Floor(fy))
			rx, ry := fx-float64(x0), fy-float64(y0)
			top := float64(at(m, x0, y0))*(1-rx) + float64(at(m, x0+1, y0))*rx
			low := float64(at(m, x0, y0+1))*(1-rx) + float64(at(m, x0+1, y0+1))*rx
			out.Pix[y*out.Stride+x] = uint8(top*(1-ry) + low*ry + 0.5)
		}
	}
	return out
}
