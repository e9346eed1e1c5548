package bundles

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"slices"
	"testing"
)

// gradient is a page in which every tile differs.
func gradient(width, height, channels, levels int) *Page {
	p := &Page{Width: width, Height: height, Channels: channels, Samples: make([]byte, width*height*channels)}
	for i := range p.Samples {
		p.Samples[i] = byte((i*7 + i/width) % levels * (255 / (levels - 1)))
	}
	return p
}

func (p *Page) header() ViewHeader {
	cols, rows := TileGrid(p.Width, p.Height)
	return ViewHeader{View: "page/1", Leaves: cols * rows, Width: p.Width, Height: p.Height, Channels: p.Channels}
}

func TestPNGRoundTrip(t *testing.T) {
	for _, p := range []*Page{
		gradient(1, 1, 1, 2), gradient(64, 48, 1, 4), gradient(33, 17, 1, 256), gradient(17, 33, 3, 256), gradient(16, 16, 3, 2),
		{Width: 5, Height: 5, Channels: 1, Samples: make([]byte, 25)},
	} {
		data := EncodePNG(p)
		if !bytes.Equal(data, EncodePNG(p)) {
			t.Error("the same page gives two images")
		}
		got, err := decodePNG(data, p.header())
		if err != nil || !bytes.Equal(got.Samples, p.Samples) {
			t.Errorf("%d x %d x %d: other pixels, %v", p.Width, p.Height, p.Channels, err)
		}
	}
	few, many := EncodePNG(gradient(160, 160, 1, 4)), EncodePNG(gradient(160, 160, 1, 256))
	if few[24] != 2 || many[24] != 8 { // IHDR: bits a sample
		t.Errorf("bits a sample: %d and %d, want 2 and 8", few[24], many[24])
	}
}

func pngChunk(kind, data string) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, kind...), data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func TestPNGWithMoreThanPixelsIsRefused(t *testing.T) {
	p := gradient(20, 20, 1, 256)
	good := EncodePNG(p)
	inside := func(chunk []byte) []byte { return slices.Insert(bytes.Clone(good), 33, chunk...) } // after IHDR
	encode := func(m image.Image) []byte {
		var b bytes.Buffer
		if err := png.Encode(&b, m); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	rect := image.Rect(0, 0, 20, 20)
	for what, data := range map[string][]byte{
		"text":             inside(pngChunk("tEXt", "Comment\x00secret")),
		"time":             inside(pngChunk("tIME", "\x07\xea\x01\x01\x00\x00\x00")),
		"exif":             inside(pngChunk("eXIf", "MM\x00*")),
		"colour profile":   inside(pngChunk("iCCP", "x\x00\x00x")),
		"resolution":       inside(pngChunk("pHYs", "\x00\x00\x00\x01\x00\x00\x00\x01\x01")),
		"transparency":     inside(pngChunk("tRNS", "\x00\x00")),
		"private chunk":    inside(pngChunk("akTa", "secret")),
		"bytes at the end": append(bytes.Clone(good), 0),
		"second image":     append(bytes.Clone(good), good...),
		"cut off":          good[:len(good)-1],
		"no end":           good[:len(good)-12],
		"JPEG":             []byte("\xff\xd8\xff\xe0not a PNG"),
		"empty":            nil,
		"alpha":            encode(image.NewNRGBA(rect)),
		"16 bits":          encode(image.NewGray16(rect)),
		"colour palette":   encode(image.NewPaletted(rect, color.Palette{color.NRGBA{255, 0, 0, 255}})),
		"other size":       EncodePNG(gradient(20, 21, 1, 256)),
		"other channels":   EncodePNG(gradient(20, 20, 3, 256)),
	} {
		if _, err := decodePNG(data, p.header()); err == nil {
			t.Errorf("%s: accepted", what)
		}
	}
}

func TestTiles(t *testing.T) {
	for _, p := range []*Page{gradient(40, 20, 1, 256), gradient(33, 47, 3, 256), gradient(16, 16, 1, 4), gradient(1, 1, 3, 256)} {
		h := p.header()
		for i := range h.Leaves {
			tile := p.appendTile(nil, i)
			if len(tile) != TileSize*TileSize*p.Channels {
				t.Fatalf("tile %d of %d samples", i, len(tile))
			}
			checkTile(t, p, i, tile)
		}
		q := *p
		q.Samples = bytes.Clone(p.Samples)
		last := h.Leaves - 1
		q.fillTile(last)
		if !q.tileFilled(last) || p.tileFilled(last) {
			t.Errorf("tile %d filled: %t, before %t", last, q.tileFilled(last), p.tileFilled(last))
		}
		for i := range last {
			if !bytes.Equal(q.appendTile(nil, i), p.appendTile(nil, i)) {
				t.Errorf("filling tile %d changed tile %d", last, i)
			}
		}
	}
}

// checkTile compares a tile with the page, pixel by pixel.
func checkTile(t *testing.T, p *Page, i int, tile []byte) {
	t.Helper()
	cols, _ := TileGrid(p.Width, p.Height)
	for at, got := range tile {
		pixel, channel := at/p.Channels, at%p.Channels
		x, y := i%cols*TileSize+pixel%TileSize, i/cols*TileSize+pixel/TileSize
		want := byte(0xff)
		if x < p.Width && y < p.Height {
			want = p.Samples[(y*p.Width+x)*p.Channels+channel]
		}
		if got != want {
			t.Fatalf("tile %d, pixel %d,%d: %d, want %d", i, x, y, got, want)
		}
	}
}

func TestGeometryBounds(t *testing.T) {
	for _, g := range [][3]int{{0, 1, 1}, {1, 0, 1}, {-1, 1, 1}, {1, 1, 2}, {1, 1, 4}, {maxPagePixels + 1, 1, 1}, {1 << 20, 1 << 20, 1}, {1 << 62, 4, 1}} {
		if checkGeometry(g[0], g[1], g[2]) == nil {
			t.Errorf("page %v is accepted", g)
		}
	}
	if err := checkGeometry(1654, 2339, 3); err != nil {
		t.Error(err)
	}
}

// FuzzDecodePNG: an image that is accepted has the geometry of its header, and
// its pixels survive writing it again.
func FuzzDecodePNG(f *testing.F) {
	for _, p := range []*Page{gradient(20, 20, 1, 4), gradient(20, 20, 1, 256)} {
		f.Add(EncodePNG(p))
	}
	h := gradient(20, 20, 1, 4).header()
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := decodePNG(data, h)
		if err != nil {
			return
		}
		again, err := decodePNG(EncodePNG(p), h)
		if err != nil || !bytes.Equal(again.Samples, p.Samples) || len(p.Samples) != 400 {
			t.Error(fmt.Errorf("%d samples, then %v", len(p.Samples), err))
		}
	})
}
