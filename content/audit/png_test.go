package audit

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/png"
	"slices"
	"testing"
)

func parsePNG(data []byte) (*pagePicture, error) {
	return readPNG(&item{context.Background(), placeOf("files/2026-001/r1/d1-001.png"), bytes.NewReader(data), int64(len(data))})
}

// TestPNGFormats: grey and colour as a standard encoder writes them, with all
// its filters, are read, and their black tiles found.
func TestPNGFormats(t *testing.T) {
	grey, colour := image.NewGray(image.Rect(0, 0, 70, 50)), image.NewNRGBA(image.Rect(0, 0, 70, 50))
	for y := range 50 {
		for x := range 70 {
			v := byte(x*y + 1)
			if x >= 16 && x < 32 && y >= 32 && y < 48 || x >= 64 && y < 16 {
				v = 0
			}
			grey.SetGray(x, y, color.Gray{Y: v})
			colour.Set(x, y, color.NRGBA{v, v / 2, v, 255})
		}
	}
	for _, img := range []image.Image{grey, colour} {
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		p, err := parsePNG(b.Bytes())
		if err != nil {
			t.Fatalf("%T: %v", img, err)
		}
		for i, black := range p.black {
			if want := i == 2*5+1 || i == 4; black != want {
				t.Errorf("%T: tile %d black: %v", img, i, black)
			}
		}
	}
}

// pngDefects change a page's chunks: head, palette, pixels, end.
var pngDefects = map[string]func(c [][]byte) [][]byte{
	"bytes after the end":   func(c [][]byte) [][]byte { return append(c, []byte("x")) },
	"bytes before the head": func(c [][]byte) [][]byte { return append([][]byte{[]byte("x")}, c...) },
	"text":                  func(c [][]byte) [][]byte { return slices.Insert(c, 3, chunk("tEXt", []byte("Author\x00A"))) },
	"text after the pixels": func(c [][]byte) [][]byte { return slices.Insert(c, 4, chunk("tEXt", []byte("Author\x00A"))) },
	"EXIF":                  func(c [][]byte) [][]byte { return slices.Insert(c, 3, chunk("eXIf", []byte("MM"))) },
	"time":                  func(c [][]byte) [][]byte { return slices.Insert(c, 4, chunk("tIME", make([]byte, 7))) },
	"resolution":            func(c [][]byte) [][]byte { return slices.Insert(c, 3, chunk("pHYs", make([]byte, 9))) },
	"private chunk":         func(c [][]byte) [][]byte { return slices.Insert(c, 2, chunk("prVt", []byte("x"))) },
	"data in IEND":          func(c [][]byte) [][]byte { c[4] = chunk("IEND", []byte("x")); return c },
	"no IEND":               func(c [][]byte) [][]byte { return c[:4] },
	"wrong checksum":        func(c [][]byte) [][]byte { c[3][len(c[3])-1]++; return c },
	"wrong checksum of end": func(c [][]byte) [][]byte { c[4][len(c[4])-1]++; return c },
	"other palette":         func(c [][]byte) [][]byte { c[2] = chunk("PLTE", make([]byte, 12)); return c },
	"palette of more":       func(c [][]byte) [][]byte { c[2] = chunk("PLTE", []byte(pageFormats[0].palette+"abc")); return c },
	"no palette":            func(c [][]byte) [][]byte { return slices.Delete(c, 2, 3) },
	"bytes after the pixels": func(c [][]byte) [][]byte {
		c[3] = chunk("IDAT", append(slices.Clone(c[3][8:len(c[3])-4]), "x"...))
		return c
	},
	"another pixel chunk": func(c [][]byte) [][]byte { return slices.Insert(c, 4, chunk("IDAT", []byte("x"))) },
	"a row too many": func(c [][]byte) [][]byte {
		c[3] = repack(c[3], func(b []byte) []byte { return append(b, b[:163]...) })
		return c
	},
	"a row too few":         func(c [][]byte) [][]byte { c[3] = repack(c[3], func(b []byte) []byte { return b[163:] }); return c },
	"a filter that is none": func(c [][]byte) [][]byte { c[3] = repack(c[3], func(b []byte) []byte { b[0] = 5; return b }); return c },
	"interlaced":            func(c [][]byte) [][]byte { c[1] = chunk("IHDR", append(slices.Clone(c[1][8:20]), 1)); return c },
	"with transparency":     func(c [][]byte) [][]byte { return slices.Insert(c, 3, chunk("tRNS", []byte{0})) },
	"larger than it can be": func(c [][]byte) [][]byte { c[1][8] = 0x7f; c[1] = chunk("IHDR", c[1][8:21]); return c },
}

// repack changes the rows of a page.
func repack(idat []byte, change func([]byte) []byte) []byte {
	z, err := zlib.NewReader(bytes.NewReader(idat[8 : len(idat)-4]))
	if err != nil {
		panic(err)
	}
	var rows, out bytes.Buffer
	if _, err := rows.ReadFrom(z); err != nil {
		panic(err)
	}
	w := zlib.NewWriter(&out)
	w.Write(change(rows.Bytes()))
	w.Close()
	return chunk("IDAT", out.Bytes())
}

func chunksOf(data []byte) (out [][]byte) {
	out = append(out, data[:8])
	for rest := data[8:]; len(rest) > 0; {
		n := 12 + int(binary.BigEndian.Uint32(rest))
		out = append(out, slices.Clone(rest[:n]))
		rest = rest[n:]
	}
	return out
}

func TestPNGDefects(t *testing.T) {
	page := newTestPage(testWidth, testHeight, "Obec Horní [Lhotka]").png()
	if _, err := parsePNG(page); err != nil {
		t.Fatalf("the page as it is written: %v", err)
	}
	for name, change := range pngDefects {
		_, err := parsePNG(slices.Concat(change(chunksOf(page))...))
		if d := (*defect)(nil); !errors.As(err, &d) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for n := range len(page) {
		if _, err := parsePNG(page[:n]); err == nil {
			t.Fatalf("cut off after %d of %d bytes: no error", n, len(page))
		}
	}
}

// TestPNGMargin: the bits of a row's last byte that belong to no pixel are zero.
func TestPNGMargin(t *testing.T) {
	c := chunksOf(newTestPage(645, 40, "Obec").png())
	if _, err := parsePNG(slices.Concat(c...)); err != nil {
		t.Fatal(err)
	}
	c[3] = repack(c[3], func(b []byte) []byte { b[162] |= 1; return b })
	if _, err := parsePNG(slices.Concat(c...)); err == nil {
		t.Error("a bit beyond the margin was not seen")
	}
}

// FuzzPNG: a page with one byte changed either fails, or shows other pixels. No
// byte of a page is without a meaning.
func FuzzPNG(f *testing.F) {
	page := newTestPage(64, 48, "a").png()
	was, err := parsePNG(page)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint16(30), byte(1))
	f.Add(uint16(90), byte(128))
	f.Fuzz(func(t *testing.T, at uint16, change byte) {
		if int(at) >= len(page) || change == 0 {
			return
		}
		data := slices.Clone(page)
		data[at] ^= change
		if p, err := parsePNG(data); err == nil && p.pixels == was.pixels {
			t.Errorf("byte %d can be changed and nobody sees it", at)
		}
		if _, err := parsePNG(append(slices.Clone(page), change)); err == nil {
			t.Error("a byte after the end was not seen")
		}
	})
}
