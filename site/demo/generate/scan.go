package main

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/gomonobold"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/tiff"
)

// scan is a typewritten letter as an office scanner delivers it: grey, a
// little skewed, a little noisy, with a stamp and a signature, without text.
// Words between "[[" and "]]" are marked: their places are known afterwards.
type scan struct {
	lines []string // "# " makes a line bold; "" is an empty line
	stamp []string // three lines
	small string   // at the foot of the page
	date  string   // ISO, of the PDF itself
	skew  float64  // degrees
	seed  uint64
}

// mark is the place of marked words, in fractions of the page.
type mark struct {
	text       string
	x, y, w, h float64
}

const (
	scanWidth, scanHeight = 1654, 2339 // A4 at 200 DPI
	scanLeft, scanTop     = 190.0, 230.0
	scanLine              = 46.0
)

// sheet is a canvas with a pen.
type sheet struct {
	*image.Gray
	marks []mark
}

func newFace(ttf []byte, px float64) (font.Face, error) {
	f, err := opentype.Parse(ttf)
	if err != nil {
		return nil, err
	}
	return opentype.NewFace(f, &opentype.FaceOptions{Size: px, DPI: 72, Hinting: font.HintingNone})
}

// write draws one line of text and notes its marks.
func (s *sheet) write(face font.Face, x, y float64, ink uint8, line string) {
	d := font.Drawer{Dst: s.Gray, Src: image.NewUniform(color.Gray{Y: ink}), Face: face, Dot: fixed.Point26_6{X: fixed.Int26_6(x * 64), Y: fixed.Int26_6(y * 64)}}
	for line != "" {
		before, rest, found := strings.Cut(line, "[[")
		d.DrawString(before)
		if !found {
			return
		}
		secret, after, _ := strings.Cut(rest, "]]")
		left := float64(d.Dot.X) / 64
		d.DrawString(secret)
		right := float64(d.Dot.X) / 64
		size := float64(face.Metrics().Height) / 64
		s.marks = append(s.marks, mark{secret, left, y - size*0.8, right - left, size * 1.05})
		line = after
	}
}

// stroke draws a curve with a round pen.
func (s *sheet) stroke(at func(t float64) (x, y float64), steps int, pen float64, ink uint8) {
	for i := range steps + 1 {
		x, y := at(float64(i) / float64(steps))
		for py := int(y - pen); py <= int(y+pen); py++ {
			for px := int(x - pen); px <= int(x+pen); px++ {
				dx, dy := float64(px)-x, float64(py)-y
				if dx*dx+dy*dy <= pen*pen && (image.Point{X: px, Y: py}).In(s.Rect) {
					s.Pix[py*s.Stride+px] = min(s.Pix[py*s.Stride+px], ink)
				}
			}
		}
	}
}

// draw makes the page image and the marks, in fractions of it.
func (sc scan) draw() (*image.Gray, []mark, error) {
	s := &sheet{Gray: image.NewGray(image.Rect(0, 0, scanWidth, scanHeight))}
	for i := range s.Pix {
		s.Pix[i] = 246
	}
	regular, err := newFace(gomono.TTF, 31)
	if err != nil {
		return nil, nil, err
	}
	bold, err := newFace(gomonobold.TTF, 33)
	if err != nil {
		return nil, nil, err
	}
	y := scanTop
	for _, line := range sc.lines {
		if text, found := strings.CutPrefix(line, "# "); found {
			s.write(bold, scanLeft, y, 38, text)
		} else {
			s.write(regular, scanLeft, y, 46, line)
		}
		y += scanLine
	}
	s.write(regular, scanLeft, scanHeight-170, 90, sc.small)
	if err := s.drawStamp(sc.stamp, 480, y+190); err != nil {
		return nil, nil, err
	}
	s.drawSignature(1000, y+70)
	out := sc.age(s.Gray)
	marks := make([]mark, len(s.marks))
	for i, m := range s.marks {
		marks[i] = sc.skewed(m)
	}
	return out, marks, nil
}

func (s *sheet) drawStamp(lines []string, cx, cy float64) error {
	face, err := newFace(gomonobold.TTF, 24)
	if err != nil {
		return err
	}
	for _, r := range []float64{118, 128} {
		s.stroke(func(t float64) (float64, float64) {
			return cx + r*math.Cos(2*math.Pi*t), cy + r*math.Sin(2*math.Pi*t)
		}, 2400, 2.4, 105)
	}
	for i, line := range lines {
		width := float64(font.MeasureString(face, line)) / 64
		s.write(face, cx-width/2, cy-22+float64(i)*34, 105, line)
	}
	return nil
}

// drawSignature draws an illegible one and marks it.
func (s *sheet) drawSignature(x, y float64) {
	s.stroke(func(t float64) (float64, float64) {
		a := t * 7 * math.Pi
		return x + 300*t + 26*math.Sin(a*1.3), y + 40*math.Sin(a)*(1-0.6*t) - 18*t
	}, 4000, 2.2, 60)
	s.stroke(func(t float64) (float64, float64) { return x + 20 + 330*t, y + 34 - 60*t*t }, 1500, 2, 60)
	s.marks = append(s.marks, mark{"signature", x - 40, y - 60, 420, 120})
}

// turned gives the place on the straight sheet that shows at x, y of the scan.
func (sc scan) turned(x, y, degrees float64) (float64, float64) {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	dx, dy := x-scanWidth/2, y-scanHeight/2
	return scanWidth/2 + dx*cos - dy*sin, scanHeight/2 + dx*sin + dy*cos
}

// skewed moves a mark with the skew, in fractions, a little larger.
func (sc scan) skewed(m mark) mark {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, c := range [][2]float64{{m.x, m.y}, {m.x + m.w, m.y}, {m.x, m.y + m.h}, {m.x + m.w, m.y + m.h}} {
		x, y := sc.turned(c[0], c[1], -sc.skew)
		x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
	}
	return mark{m.text, (x0 - 2) / scanWidth, (y0 - 2) / scanHeight, (x1 - x0 + 4) / scanWidth, (y1 - y0 + 4) / scanHeight}
}

// age skews the sheet and adds shadow and noise.
func (sc scan) age(in *image.Gray) *image.Gray {
	out := image.NewGray(in.Rect)
	random := rand.New(rand.NewPCG(sc.seed, 1))
	for y := range scanHeight {
		for x := range scanWidth {
			fx, fy := sc.turned(float64(x), float64(y), sc.skew)
			v := bilinear(in, fx, fy)
			v -= 8 * math.Exp(-float64(x)/25)      // shadow of the lid
			v += float64(random.IntN(7)) - 3       // sensor
			if x > 30 && random.IntN(60000) == 0 { // dust
				v -= 60
			}
			out.Pix[y*out.Stride+x] = uint8(max(0, min(255, v)))
		}
	}
	return out
}

func bilinear(m *image.Gray, x, y float64) float64 {
	x0, y0 := math.Floor(x), math.Floor(y)
	at := func(x, y float64) float64 {
		if x < 0 || y < 0 || x >= scanWidth || y >= scanHeight {
			return 246
		}
		return float64(m.Pix[int(y)*m.Stride+int(x)])
	}
	fx, fy := x-x0, y-y0
	return (at(x0, y0)*(1-fx)+at(x0+1, y0)*fx)*(1-fy) + (at(x0, y0+1)*(1-fx)+at(x0+1, y0+1)*fx)*fy
}

// pdf wraps the page image the way a scanner does.
func (sc scan) pdf() ([]byte, error) {
	img, _, err := sc.draw()
	if err != nil {
		return nil, err
	}
	day, err := time.Parse(time.DateOnly, sc.date)
	if err != nil {
		return nil, err
	}
	var picture, b bytes.Buffer
	if err := jpeg.Encode(&picture, img, &jpeg.Options{Quality: 48}); err != nil {
		return nil, err
	}
	f := fpdf.New("P", "mm", "A4", "")
	f.SetCreationDate(day.Add(14 * time.Hour))
	f.SetModificationDate(day.Add(14 * time.Hour))
	f.SetCatalogSort(true)
	f.SetProducer("akta demo scanner", false)
	f.SetAutoPageBreak(false, 0)
	f.AddPage()
	options := fpdf.ImageOptions{ImageType: "JPEG"}
	f.RegisterImageOptionsReader("page", options, &picture)
	f.ImageOptions("page", 0, 0, 210, 297, false, options, 0, "")
	err = f.Output(&b)
	return b.Bytes(), err
}

// tiff is the scan in black and white, as a fax or a cheap scanner gives it.
func (sc scan) tiff() ([]byte, error) {
	img, _, err := sc.draw()
	if err != nil {
		return nil, err
	}
	for i, v := range img.Pix {
		img.Pix[i] = 255
		if v < 128 {
			img.Pix[i] = 0
		}
	}
	var b bytes.Buffer
	err = tiff.Encode(&b, img, &tiff.Options{Compression: tiff.Deflate})
	return b.Bytes(), err
}

// screen is a picture of a few lines, as somebody takes of a screen.
type screen struct{ lines []string }

func (sc screen) draw() (*image.Gray, []mark, error) {
	s := &sheet{Gray: image.NewGray(image.Rect(0, 0, 900, 100+60*len(sc.lines)))}
	for i := range s.Pix {
		s.Pix[i] = 255
	}
	face, err := newFace(gomono.TTF, 26)
	if err != nil {
		return nil, nil, err
	}
	for i, line := range sc.lines {
		s.write(face, 40, float64(80+60*i), 0, line)
	}
	w, h := float64(s.Rect.Dx()), float64(s.Rect.Dy())
	for i, m := range s.marks {
		s.marks[i] = mark{m.text, m.x / w, m.y / h, m.w / w, m.h / h}
	}
	return s.Gray, s.marks, nil
}

func (sc screen) png() ([]byte, error) {
	img, _, err := sc.draw()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = png.Encode(&b, img)
	return b.Bytes(), err
}
