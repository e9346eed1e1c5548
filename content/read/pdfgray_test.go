package read

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"codeberg.org/go-pdf/fpdf"
)

// TestPDFGreyOfColours: pdfium draws straight to grey; colours, transparency,
// blending and pictures come out with the luminance they have on screen.
func TestPDFGreyOfColours(t *testing.T) {
	colours := []color.RGBA{{255, 0, 0, 255}, {0, 200, 0, 255}, {0, 0, 255, 255}, {255, 255, 0, 255}, {120, 60, 200, 255}, {250, 160, 30, 255}, {0, 0, 0, 255}}
	f := newPDF()
	f.AddPage()
	img := image.NewRGBA(image.Rect(0, 0, len(colours), 1))
	for i, c := range colours {
		img.SetRGBA(i, 0, c)
		f.SetFillColor(int(c.R), int(c.G), int(c.B))
		f.SetAlpha(1, "Normal")
		f.Rect(20+40*float64(i), 20, 40, 40, "F")
		f.SetAlpha(0.5, "Normal")
		f.Rect(20+40*float64(i), 80, 40, 40, "F")
		f.SetAlpha(1, "Multiply")
		f.Rect(20+40*float64(i), 140, 40, 40, "F")
		f.Rect(20+40*float64(i), 140, 40, 40, "F") // on itself
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	f.SetAlpha(1, "Normal")
	f.RegisterImageOptionsReader("i", fpdf.ImageOptions{ImageType: "PNG"}, &b)
	f.ImageOptions("i", 20, 200, 40*float64(len(colours)), 40, false, fpdf.ImageOptions{}, 0, "")

	r := NewReader(Options{})
	defer r.Close()
	data := pdfBytes(t, f)
	gray := fullGrey(t, r, data)
	at := func(column, y int) int { return int(gray.Gray[y*200/72*gray.Width+(40+40*column)*200/72]) }
	half := func(v uint8) uint32 { return (uint32(v) + 255) / 2 }
	square := func(v uint8) uint32 { return uint32(v) * uint32(v) / 255 }
	for i, c := range colours {
		plain := int(luminance(uint32(c.R), uint32(c.G), uint32(c.B)))
		for _, tt := range []struct {
			what      string
			y, want   int
			tolerance int
		}{
			{"filled", 40, plain, 2},
			{"half transparent", 100, int(luminance(half(c.R), half(c.G), half(c.B))), 3},
			{"multiplied", 160, int(luminance(square(c.R), square(c.G), square(c.B))), 3},
			{"in a picture", 220, plain, 2},
		} {
			if got := at(i, tt.y); got < tt.want-tt.tolerance || got > tt.want+tt.tolerance {
				t.Errorf("%v %s: grey %d, want %d", c, tt.what, got, tt.want)
			}
		}
	}
}

// fullGrey is the first page with all its levels.
func fullGrey(t *testing.T, r *Reader, data []byte) Page {
	t.Helper()
	j := &job{ctx: t.Context(), reader: r, src: Source{Name: "a.pdf", Data: bytes.NewReader(data), Size: int64(len(data))}, doc: &Document{}}
	var out Page
	err := r.pdf.readWith(j, func(p Page, gray []byte) (*recognised, error) {
		out = p
		out.Gray = gray
		return nil, nil
	})
	if err != nil || out.Gray == nil {
		t.Fatalf("no page was looked at: %v", err)
	}
	return out
}
