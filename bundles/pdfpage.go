package bundles

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"
)

const (
	usualDPI   = 200       // of pages that do not tell
	pointsUnit = 1_000_000 // fractions of a point in which we reckon
)

// pdfScale is the size of a pixel in millionths of a point, rounded down.
// Integers make the same bytes on every machine.
func pdfScale(dpi int) int {
	if dpi < minDPI || dpi > maxDPI {
		dpi = usualDPI
	}
	return 72 * pointsUnit / dpi
}

// pdfLength is so many pixels in points, and a hair less: programs round the
// page up to whole pixels, and fractions that are not exact in binary would give
// it one more.
func pdfLength(pixels, dpi int) string { return decimal(pixels*pdfScale(dpi)-1, pointsUnit) }

// decimal is n/unit without zeros at the end; unit is a power of ten.
func decimal(n, unit int) string {
	s := fmt.Sprint(n / unit)
	if rest := n % unit; rest != 0 {
		s += "." + strings.TrimRight(fmt.Sprint(unit + rest)[1:], "0")
	}
	return s
}

// pdfWord is a word as it is read, without white space around it, and where it
// stands.
type pdfWord struct {
	text string
	box  Box
}

// pdfText is a leaf as it stands in a PDF: every white space and control
// character a space, none at the ends.
func pdfText(leaf string) string {
	return strings.TrimSpace(strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) || unicode.IsControl(c) {
			return ' '
		}
		return c
	}, leaf))
}

// pdfContent is a page's content stream: the image, and over it the words,
// which text rendering mode 3 does not paint. All is in pixels, from the lower
// left corner. The image keeps a two-hundredth of a pixel from the edges:
// poppler puts an image that ends at a pixel's edge into one pixel more, and
// would blur it.
func pdfContent(v ViewHeader, words []pdfWord, f pdfFont) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "q\n%s 0 0 %[1]s 0 0 cm\nq\n%d.99 0 0 %d.99 0.005 0.005 cm\n/I Do\nQ\n", decimal(pdfScale(v.DPI), pointsUnit), v.Width-1, v.Height-1)
	if len(words) > 0 {
		b.WriteString("BT\n3 Tr\n")
		size := 0
		for _, w := range words {
			if w.box.H != size {
				size = w.box.H
				fmt.Fprintf(&b, "/F %d Tf\n", size)
			}
			chars := []rune(w.text)
			inset, stretch := fit(w.box, len(chars))
			fmt.Fprintf(&b, "1 0 0 1 %s %d Tm %s Tz <", decimal(1000*w.box.X+inset, 1000), v.Height-w.box.Y-w.box.H, decimal(stretch, 1000))
			for _, c := range append(chars, ' ') {
				code := f.code(c)
				for shift := 12; shift >= 0; shift -= 4 {
					b.WriteByte("0123456789ABCDEF"[code>>shift&15])
				}
			}
			b.WriteString("> Tj\n")
		}
		b.WriteString("ET\n")
	}
	b.WriteString("Q\n")
	return b.Bytes()
}

// fit is how far within its box a word begins, in thousandths of a pixel, and by
// how many thousandths of a percent glyphs as high as the box are stretched. The
// word is narrower than its box by a fifth of the height, and no more than half
// the width: some programs look for gaps instead of spaces, and poppler takes
// two words for one that are closer than 0.15 of the font's size.
func fit(b Box, chars int) (inset, stretch int) {
	gap := min(1000*b.H/5, 1000*b.W/2)
	natural := chars * b.H * glyphWidth // thousandths of a pixel
	return gap / 2, max(1, (100*1000*(1000*b.W-gap)+natural/2)/natural)
}

// pdfImage is a page's image as a PDF holds it: the compressed rows of the PNG,
// byte for byte, and the dictionary entries that say how to read them.
type pdfImage struct {
	entries string
	data    [][]byte
}

// newPDFImage takes the compressed rows out of a PNG of geometry v. A PDF knows
// the filters of a PNG's rows (ISO 32000-1, 7.4.4.4) but not interlacing; of
// the pixels there are just the kinds that bags are written with (SPEC 5.11).
func newPDFImage(data []byte, v ViewHeader) (pdfImage, error) {
	if err := checkChunks(data); err != nil {
		return pdfImage{}, err
	}
	be := binary.BigEndian
	var out pdfImage
	for rest := data[8:]; len(rest) > 0; {
		n := int(be.Uint32(rest))
		chunk := rest[8 : 8+n]
		switch kind := string(rest[4:8]); {
		case (out.entries == "") != (kind == "IHDR"), kind == "IHDR" && n != 13:
			return out, fmt.Errorf("page image: chunk %q of %d bytes at byte %d; want one IHDR, first", kind, n, len(data)-len(rest))
		case kind == "IHDR":
			if w, h := be.Uint32(chunk), be.Uint32(chunk[4:]); w != uint32(v.Width) || h != uint32(v.Height) {
				return out, fmt.Errorf("page image is %d x %d pixels, the header says %d x %d", w, h, v.Width, v.Height)
			}
			space, colours, bits := "DeviceGray", 1, 8
			switch [5]byte(chunk[8:]) {
			case [5]byte{2, 3}: // the palette is the four greys, which are those of two bits
				bits = 2
			case [5]byte{8, 0}:
			case [5]byte{8, 2}:
				space, colours = "DeviceRGB", 3
			default:
				return out, fmt.Errorf("page image: %d bits of colour type %d, interlacing %d; want 2 bits of the grey palette, 8 bits of grey, or 8 bits of colour, not interlaced",
					chunk[8], chunk[9], chunk[12])
			}
			if colours != v.Channels {
				return out, fmt.Errorf("page image of %d channels, the header says %d", colours, v.Channels)
			}
			out.entries = fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /%s /BitsPerComponent %d "+
				"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors %d /BitsPerComponent %[4]d /Columns %[1]d >> ",
				v.Width, v.Height, space, bits, colours)
		case kind == "IDAT":
			out.data = append(out.data, chunk)
		}
		rest = rest[12+n:]
	}
	return out, nil
}
