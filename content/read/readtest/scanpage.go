package readtest

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// Scan is an A4 letter as an office scanner delivers it. What is drawn on it is
// known to the word and to the pixel, so that reading it can be measured.
type Scan struct {
	Language  string  // "cs" or "hu": which of the two invented letters
	DPI       int     // dots per inch
	Noise     int     // largest error of the sensor in levels of grey; dust comes with it
	Skew      float64 // degrees, clockwise
	Stamp     bool    // a round stamp with a text, over the last paragraphs
	Signature bool    // below the letter
	Table     bool    // a ruled table below the letter, with four numbers that are not in Words
}

// Places on the sheet, in inches from its upper left corner.
const (
	sheetWidth, sheetHeight = 8.27, 11.69
	marginLeft, marginTop   = 1.0, 1.1
	marginRight             = 7.4
	lineHeight              = 0.21
	fontSize                = 11.0 / 72
)

// Stamp and signature of a Scan, in inches: where a reader has to find ink.
var (
	StampPlace     = [4]float64{5.1, 4.9, 6.9, 6.7}
	SignaturePlace = [4]float64{1.2, 8.6, 3.6, 9.4}
)

// canvas is a sheet of paper whose lengths are in inches.
type canvas struct {
	*image.Gray
	dpi float64
}

// Draw makes the page image.
func (s Scan) Draw() *image.Gray {
	dpi := float64(s.DPI)
	c := canvas{image.NewGray(image.Rect(0, 0, int(sheetWidth*dpi), int(sheetHeight*dpi))), dpi}
	for i := range c.Pix {
		c.Pix[i] = 250
	}
	c.writeLetter(s.letter())
	if s.Table {
		c.drawTable()
	}
	if s.Stamp {
		c.drawStamp()
	}
	if s.Signature {
		c.drawSignature()
	}
	if s.Skew != 0 {
		c = c.turned(s.Skew)
	}
	if s.Noise > 0 {
		c.age(s.Noise)
	}
	return c.Gray
}

func (c canvas) face(ttf []byte, inches float64) font.Face {
	f, err := opentype.Parse(ttf)
	if err != nil {
		panic(err) // the font is part of the program
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: inches * c.dpi, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic(err)
	}
	return face
}

func (c canvas) write(face font.Face, ink uint8, x, y float64, s string) {
	d := font.Drawer{Dst: c.Gray, Src: image.NewUniform(color.Gray{Y: ink}), Face: face}
	d.Dot = fixed.Point26_6{X: fixed.Int26_6(x * c.dpi * 64), Y: fixed.Int26_6(y * c.dpi * 64)}
	d.DrawString(s)
}

// writeLetter breaks the paragraphs into lines; the first one is bold.
func (c canvas) writeLetter(letter string) {
	y := marginTop
	face := c.face(gobold.TTF, fontSize)
	for _, paragraph := range strings.Split(letter, "\n") {
		line := ""
		for _, w := range strings.Fields(paragraph) {
			longer := strings.TrimSpace(line + " " + w)
			if float64(font.MeasureString(face, longer))/64 > (marginRight-marginLeft)*c.dpi {
				c.write(face, 35, marginLeft, y, line)
				y, longer = y+lineHeight, w
			}
			line = longer
		}
		c.write(face, 35, marginLeft, y, line)
		y += lineHeight * 1.6
		face = c.face(goregular.TTF, fontSize)
	}
}

func (c canvas) drawTable() {
	face := c.face(goregular.TTF, fontSize)
	for i, w := range []string{"14.", "2024", "36", "500"} {
		c.write(face, 35, 1.2+float64(i%2)*2.4, 8.4+float64(i/2)*0.35, w)
	}
	for i := range 3 {
		y, x := 8.15+0.35*float64(i), 1.1+2.4*float64(i)
		c.stroke(func(t float64) (float64, float64) { return 1.1 + 4.8*t, y }, 3000, 0.006, 40)
		c.stroke(func(t float64) (float64, float64) { return x, 8.15 + 0.7*t }, 1000, 0.006, 40)
	}
}

func (c canvas) drawStamp() {
	cx, cy := (StampPlace[0]+StampPlace[2])/2, (StampPlace[1]+StampPlace[3])/2
	for _, r := range []float64{0.82, 0.88} {
		c.stroke(func(t float64) (float64, float64) {
			return cx + r*math.Cos(2*math.Pi*t), cy + r*math.Sin(2*math.Pi*t)
		}, 4000, 0.014, 105)
	}
	face := c.face(gobold.TTF, 0.2)
	for i, line := range []string{"OBEC", "* 7 *"} {
		width := float64(font.MeasureString(face, line)) / 64 / c.dpi
		c.write(face, 105, cx-width/2, cy-0.2+0.5*float64(i), line)
	}
}

func (c canvas) drawSignature() {
	x, y := SignaturePlace[0], (SignaturePlace[1]+SignaturePlace[3])/2
	c.stroke(func(t float64) (float64, float64) {
		a := t * 7 * math.Pi
		return x + 0.1 + 2*t + 0.15*math.Sin(a*1.3), y + 0.28*math.Sin(a)*(1-0.6*t) - 0.1*t
	}, 6000, 0.012, 60)
}

// stroke draws a curve with a round pen.
func (c canvas) stroke(at func(t float64) (x, y float64), steps int, pen float64, ink uint8) {
	pen = max(pen*c.dpi, 0.6)
	for i := range steps + 1 {
		x, y := at(float64(i) / float64(steps))
		x, y = x*c.dpi, y*c.dpi
		for py := int(y - pen); py <= int(y+pen); py++ {
			for px := int(x - pen); px <= int(x+pen); px++ {
				dx, dy := float64(px)-x, float64(py)-y
				if dx*dx+dy*dy <= pen*pen && (image.Point{X: px, Y: py}).In(c.Rect) {
					c.Pix[py*c.Stride+px] = min(c.Pix[py*c.Stride+px], ink)
				}
			}
		}
	}
}

// turned turns the sheet around its middle, clockwise.
func (c canvas) turned(degrees float64) canvas {
	out := canvas{image.NewGray(c.Rect), c.dpi}
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	mx, my := float64(c.Rect.Dx())/2, float64(c.Rect.Dy())/2
	for y := range c.Rect.Dy() {
		for x := range c.Rect.Dx() {
			dx, dy := float64(x)-mx, float64(y)-my
			out.Pix[y*out.Stride+x] = c.between(mx+dx*cos+dy*sin, my-dx*sin+dy*cos)
		}
	}
	return out
}

// between mixes the four pixels around a place.
func (c canvas) between(x, y float64) uint8 {
	x0, y0 := math.Floor(x), math.Floor(y)
	at := func(x, y float64) float64 {
		if p := (image.Point{X: int(x), Y: int(y)}); p.In(c.Rect) {
			return float64(c.Pix[p.Y*c.Stride+p.X])
		}
		return 250
	}
	fx, fy := x-x0, y-y0
	top := at(x0, y0)*(1-fx) + at(x0+1, y0)*fx
	bottom := at(x0, y0+1)*(1-fx) + at(x0+1, y0+1)*fx
	return uint8(top*(1-fy) + bottom*fy + 0.5)
}

// age adds the error of the sensor and, on one pixel in a thousand, dust.
func (c canvas) age(noise int) {
	random := rand.New(rand.NewPCG(7, uint64(noise)))
	for i, v := range c.Pix {
		e := random.IntN(2*noise+1) - noise
		if random.IntN(1000) == 0 {
			e -= 130
		}
		c.Pix[i] = uint8(max(0, min(255, int(v)+e)))
	}
}
