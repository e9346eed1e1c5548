package main

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"math/rand/v2"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

// photo is a picture of a notice board: boards of wood, a sheet under a pin,
// light from the upper left.
type photo struct {
	title string
	lines []string // "[[" and "]]" mark words
	small string
	seed  uint64
}

const photoWidth, photoHeight = 1600, 1200

// draw makes the picture and its marks, in fractions of it.
func (p photo) draw() (*image.RGBA, []mark, error) {
	img := image.NewRGBA(image.Rect(0, 0, photoWidth, photoHeight))
	random := rand.New(rand.NewPCG(p.seed, 2))
	for y := range photoHeight {
		for x := range photoWidth {
			grain := 9 * math.Sin(float64(y)/3+4*math.Sin(float64(x)/140)+float64(y/150)*2)
			v := 118 + grain + float64(random.IntN(9))
			if y%150 < 4 {
				v = 48
			}
			light := 1.15 - 0.4*float64(x+y)/(photoWidth+photoHeight)
			img.SetRGBA(x, y, color.RGBA{clamp(v * light), clamp(v * 0.78 * light), clamp(v * 0.55 * light), 255})
		}
	}
	paper := &sheet{Gray: image.NewGray(image.Rect(0, 0, 1080, 820))}
	for i := range paper.Pix {
		paper.Pix[i] = 250
	}
	bold, err := newFace(gobold.TTF, 52)
	if err != nil {
		return nil, nil, err
	}
	regular, err := newFace(goregular.TTF, 34)
	if err != nil {
		return nil, nil, err
	}
	small, err := newFace(goregular.TTF, 22)
	if err != nil {
		return nil, nil, err
	}
	paper.write(bold, 70, 130, 20, p.title)
	for i, line := range p.lines {
		paper.write(regular, 70, 225+float64(i)*58, 30, line)
	}
	paper.write(small, 70, 780, 90, p.small)
	const left, top = 250, 180
	for y := range 820 {
		for x := range 1080 {
			px, py := left+x, top+y
			img.SetRGBA(px+9, py+11, shade(img.RGBAAt(px+9, py+11)))
		}
	}
	for y := range 820 {
		for x := range 1080 {
			light := 1.02 - 0.12*float64(x+y)/1900
			v := clamp(float64(paper.Pix[y*paper.Stride+x])*light + float64(random.IntN(5)) - 2)
			img.SetRGBA(left+x, top+y, color.RGBA{v, v, clamp(float64(v) * 0.97), 255})
		}
	}
	pin(img, left+540, top+36)
	marks := make([]mark, len(paper.marks))
	for i, m := range paper.marks {
		marks[i] = mark{m.text, (m.x + left - 2) / photoWidth, (m.y + top - 2) / photoHeight, (m.w + 4) / photoWidth, (m.h + 4) / photoHeight}
	}
	return img, marks, nil
}

func clamp(v float64) uint8 { return uint8(max(0, min(255, v))) }

func shade(c color.RGBA) color.RGBA { return color.RGBA{c.R / 2, c.G / 2, c.B / 2, 255} }

func pin(img *image.RGBA, cx, cy int) {
	for y := -17; y <= 17; y++ {
		for x := -17; x <= 17; x++ {
			if d := x*x + y*y; d <= 289 {
				img.SetRGBA(cx+x, cy+y, color.RGBA{uint8(200 - d/4), 30, 34, 255})
			}
		}
	}
}

// jpeg encodes the picture.
func (p photo) jpeg() ([]byte, error) {
	img, _, err := p.draw()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = jpeg.Encode(&b, img, &jpeg.Options{Quality: 66})
	return b.Bytes(), err
}
