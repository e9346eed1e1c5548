package bundles

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/png"
	"io"
)

// TileSize is the side of a tile in pixels (SPEC 4.4.3).
const TileSize = 16

// Page is one page's image: rows of samples without padding, Channels samples
// a pixel, 8 bits each.
type Page struct {
	Width, Height int
	Channels      int // 1: grey, 3: red, green, blue
	DPI           int // 0: unknown
	Samples       []byte
}

func checkGeometry(width, height, channels int) error {
	if width < 1 || height < 1 || width > maxPagePixels || height > maxPagePixels || width*height > maxPagePixels {
		return fmt.Errorf("page of %d x %d pixels, want at most %d in all", width, height, maxPagePixels)
	}
	if channels != 1 && channels != 3 {
		return fmt.Errorf("page with %d channels, want 1 or 3", channels)
	}
	return nil
}

// TileGrid is the number of columns and rows of tiles of a page in pixels.
func TileGrid(width, height int) (cols, rows int) {
	return (width + TileSize - 1) / TileSize, (height + TileSize - 1) / TileSize
}

// appendTile appends the samples of tile i, row by row; beyond the page's
// edge the paper is white (SPEC 4.4.3).
func (p *Page) appendTile(buf []byte, i int) []byte {
	cols, _ := TileGrid(p.Width, p.Height)
	x, y := i%cols*TileSize, i/cols*TileSize
	w := min(TileSize, p.Width-x)
	for r := y; r < y+TileSize; r++ {
		n := 0
		if r < p.Height {
			at := (r*p.Width + x) * p.Channels
			buf = append(buf, p.Samples[at:at+w*p.Channels]...)
			n = w
		}
		for ; n < TileSize; n++ {
			buf = append(buf, "\xff\xff\xff"[:p.Channels]...)
		}
	}
	return buf
}

// fillTile paints tile i with the fixed value of a hidden tile, black
// (SPEC 5.4).
func (p *Page) fillTile(i int) {
	cols, _ := TileGrid(p.Width, p.Height)
	x, y := i%cols*TileSize, i/cols*TileSize
	w := min(TileSize, p.Width-x)
	for r := y; r < min(y+TileSize, p.Height); r++ {
		at := (r*p.Width + x) * p.Channels
		clear(p.Samples[at : at+w*p.Channels])
	}
}

// tileFilled tells whether tile i is painted as a hidden tile has to be.
func (p *Page) tileFilled(i int) bool {
	cols, _ := TileGrid(p.Width, p.Height)
	x, y := i%cols*TileSize, i/cols*TileSize
	w := min(TileSize, p.Width-x)
	for r := y; r < min(y+TileSize, p.Height); r++ {
		at := (r*p.Width + x) * p.Channels
		for _, s := range p.Samples[at : at+w*p.Channels] {
			if s != 0 {
				return false
			}
		}
	}
	return true
}

// fourGreys is the palette of a page in 2-bit grey.
var fourGreys = [4]byte{0, 85, 170, 255}

// encodePNG writes the page as a PNG with nothing but pixels in it: 2-bit
// grey where four levels are enough.
func (p *Page) encodePNG(w io.Writer) error {
	e := png.Encoder{CompressionLevel: png.BestSpeed}
	r := image.Rect(0, 0, p.Width, p.Height)
	if p.Channels == 3 {
		img := image.NewNRGBA(r)
		for i, j := 0, 0; i < len(p.Samples); i, j = i+3, j+4 {
			copy(img.Pix[j:], p.Samples[i:i+3])
			img.Pix[j+3] = 0xff
		}
		return e.Encode(w, img)
	}
	index := greyIndex()
	if p.fourGrey(&index) {
		return p.encodeFourGreys(w, &index)
	}
	return e.Encode(w, &image.Gray{Pix: p.Samples, Stride: p.Width, Rect: r})
}

// decodePNG reads a page's image. It accepts nothing but the chunks of
// pixels, of the geometry in v (SPEC 5.4): a PNG that carries more would carry
// something nobody committed to.
func decodePNG(data []byte, v ViewHeader) (*Page, error) {
	if err := checkChunks(data); err != nil {
		return nil, err
	}
	c, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("page image: %w", err)
	}
	if c.Width != v.Width || c.Height != v.Height {
		return nil, fmt.Errorf("page image is %d x %d pixels, the header says %d x %d", c.Width, c.Height, v.Width, v.Height)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("page image: %w", err)
	}
	p := &Page{Width: v.Width, Height: v.Height, Channels: v.Channels, DPI: v.DPI}
	switch m := img.(type) {
	case *image.Gray:
		p.Samples = m.Pix
	case *image.Paletted:
		if len(m.Palette) != len(fourGreys) {
			return nil, fmt.Errorf("page image: palette of %d colours, want the %d greys", len(m.Palette), len(fourGreys))
		}
		for i, c := range m.Palette {
			if r, g, b, a := c.RGBA(); r != g || g != b || a != 0xffff || byte(r>>8) != fourGreys[i] {
				return nil, fmt.Errorf("page image: palette entry %d is not grey %d", i, fourGreys[i])
			}
		}
		p.Samples = make([]byte, len(m.Pix))
		for i, x := range m.Pix {
			p.Samples[i] = fourGreys[x]
		}
	case *image.RGBA: // what png.Decode returns for 8-bit truecolour without alpha
		p.Samples = make([]byte, 0, 3*v.Width*v.Height)
		for i := 0; i < len(m.Pix); i += 4 {
			p.Samples = append(p.Samples, m.Pix[i:i+3]...)
		}
	default:
		return nil, fmt.Errorf("page image: pixel type %T, want 8-bit grey, a grey palette or 8-bit colour", img)
	}
	if len(p.Samples) != v.Width*v.Height*v.Channels {
		return nil, fmt.Errorf("page image: %d samples, the header says %d channels", len(p.Samples), v.Channels)
	}
	return p, nil
}

// checkChunks allows IHDR, PLTE, IDAT and IEND, and no byte after them.
func checkChunks(data []byte) error {
	const signature = "\x89PNG\r\n\x1a\n"
	rest, ok := bytes.CutPrefix(data, []byte(signature))
	if !ok {
		return fmt.Errorf("page image: not a PNG")
	}
	for {
		if len(rest) < 12 {
			return fmt.Errorf("page image: ends before its last chunk")
		}
		n, kind := binary.BigEndian.Uint32(rest), string(rest[4:8])
		if uint64(n) > uint64(len(rest)-12) {
			return fmt.Errorf("page image: chunk %q is cut off", kind)
		}
		switch kind {
		case "IHDR", "PLTE", "IDAT":
		case "IEND":
			if n != 0 || len(rest) != 12 {
				return fmt.Errorf("page image: %d bytes after the last chunk", len(rest)-12)
			}
			return nil
		default:
			return fmt.Errorf("page image: chunk %q is more than pixels", kind)
		}
		rest = rest[12+n:]
	}
}

// Blank tells whether the page is all white.
func (p *Page) Blank() bool {
	for _, s := range p.Samples {
		if s != 0xff {
			return false
		}
	}
	return true
}
