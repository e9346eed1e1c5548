package readtest

import "slices"

func tiffs() []Fixture {
	image := func(name, hidden, canary string, data []byte) Fixture {
		return Fixture{Name: name, Format: "tiff", Hidden: hidden, Canary: canary, Data: data}
	}
	return []Fixture{
		image("cisty-plot.tif", "", "", TIFF(TIFFPage{}, TIFFPage{}, TIFFPage{})),
		image("tiff-popis.tif", "metadata", "KANAREK431", TIFF(TIFFPage{}, TIFFPage{Author: "KANAREK431"})),
		image("tiff-nahled.tif", "thumbnail", "small picture", TIFF(TIFFPage{}, TIFFPage{Small: true})),
		image("tiff-za-koncem.tif", "unknown-part", "KANAREK432", append(TIFF(TIFFPage{}), "KANAREK432 smazaná strana"...)),
	}
}

// TIFFPage is one page of a TIFF file: the fence, without compression.
type TIFFPage struct {
	Author      string
	Small       bool   // marked as a smaller copy of another page
	Compression uint16 // claimed; 0 is none
	Orientation uint16 // 0 is upright
	Side        uint32 // claimed width and height; 0: those of the fence
	DPI         uint32 // 0: not said
}

// TIFF puts pages together, one directory behind the other.
func TIFF(pages ...TIFFPage) []byte {
	out := []byte("II*\x00\x08\x00\x00\x00")
	for i, p := range pages {
		fields := p.fields(0)
		size := len(directory(len(out), true, fields...))
		pixels := fence().Pix
		// The pixels stand behind the directory, the next directory behind them.
		d := directory(len(out), true, p.fields(uint32(len(out)+size))...)
		next := len(out) + size + len(pixels)
		if i == len(pages)-1 {
			next = 0
		}
		at := 2 + 12*len(fields)
		copy(d[at:at+4], []byte{byte(next), byte(next >> 8), byte(next >> 16), byte(next >> 24)})
		out = slices.Concat(out, d, pixels)
	}
	return out
}

// fields are sorted by tag, as the format wants them.
func (p TIFFPage) fields(pixels uint32) []tiffField {
	m := fence()
	w, h := uint32(m.Rect.Dx()), uint32(m.Rect.Dy())
	f := []tiffField{}
	if p.Small {
		f = append(f, long(0x00FE, 1))
	}
	if p.Side != 0 {
		f = append(f, long(0x0100, p.Side), long(0x0101, p.Side))
	} else {
		f = append(f, long(0x0100, w), long(0x0101, h))
	}
	f = append(f, short(0x0102, 8), short(0x0103, max(p.Compression, 1)), short(0x0106, 1), long(0x0111, pixels))
	if p.Orientation != 0 {
		f = append(f, short(0x0112, p.Orientation))
	}
	f = append(f, short(0x0115, 1), long(0x0116, h), long(0x0117, w*h))
	if p.DPI != 0 {
		f = append(f, rational(0x011A, p.DPI), rational(0x011B, p.DPI), short(0x0128, 2))
	}
	if p.Author != "" {
		f = append(f, ascii(0x013B, p.Author))
	}
	return f
}
