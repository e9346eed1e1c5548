package bundles

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"testing"
)

// TestFourGreysAreWhatImagePNGWrites: the same bytes, for widths that fill
// their last byte and such that do not, and for pages of several chunks.
func TestFourGreysAreWhatImagePNGWrites(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	palette := make(color.Palette, len(fourGreys))
	for i, g := range fourGreys {
		palette[i] = color.Gray{Y: g}
	}
	index := greyIndex()
	for _, size := range [][2]int{{1, 1}, {2, 3}, {3, 2}, {4, 4}, {5, 7}, {64, 64}, {1654, 300}} {
		p := &Page{Width: size[0], Height: size[1], Channels: 1, DPI: 200, Samples: make([]byte, size[0]*size[1])}
		img := image.NewPaletted(image.Rect(0, 0, size[0], size[1]), palette)
		for i := range p.Samples {
			p.Samples[i] = fourGreys[random.IntN(len(fourGreys))]
			img.Pix[i] = index[p.Samples[i]]
		}
		var want, got bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&want, img); err != nil {
			t.Fatal(err)
		}
		if err := p.encodePNG(&got); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want.Bytes(), got.Bytes()) {
			t.Errorf("%v: %d bytes, image/png writes %d others", size, got.Len(), want.Len())
		}
	}
}
