package bundles

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"unicode/utf16"
)

// The glyphs' metrics in thousandths of the font's size. A glyph is as high as
// a word's box, and half as wide before it is stretched to the box.
const (
	glyphHeight = 1000
	glyphWidth  = 500
)

// pdfFont is a font that paints nothing, which holds just the characters that
// are written with it. They have the codes from 1 on, in their order.
type pdfFont struct{ chars []rune }

// unmapped stands for a character that is one too many.
const unmapped = '\uFFFD'

// newPDFFont makes the font of a set of characters. It follows from the set.
func newPDFFont(set map[rune]bool) pdfFont {
	f := pdfFont{make([]rune, 0, len(set))}
	for c := range set {
		f.chars = append(f.chars, c)
	}
	slices.Sort(f.chars)
	if len(f.chars) > maxPDFChars {
		f.chars = append(f.chars[:maxPDFChars-1], unmapped)
		slices.Sort(f.chars)
		f.chars = slices.Compact(f.chars)
	}
	return f
}

// code is the code of a character.
func (f pdfFont) code(c rune) int {
	i, ok := slices.BinarySearch(f.chars, c)
	if !ok {
		i, _ = slices.BinarySearch(f.chars, unmapped)
	}
	return i + 1
}

// Objects of a font, in their order from the first.
const (
	fontType0 = iota
	fontCID
	fontDescriptor
	fontToUnicode
	fontCIDToGID
	fontFile
	fontObjects // how many there are
)

// write writes the font's objects; the first has the number first. Codes have
// two bytes, and all have the font program's one glyph (ISO 32000-1, 9.7.4).
func (f pdfFont) write(p *pdfWriter, first int) {
	const name = "GlyphLessFont"
	p.object("<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>",
		name, first+fontCID, first+fontToUnicode)
	p.object("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "+
		"/FontDescriptor %d 0 R /DW %d /CIDToGIDMap %d 0 R >>", name, first+fontDescriptor, glyphWidth, first+fontCIDToGID)
	p.object("<< /Type /FontDescriptor /FontName /%s /Flags 5 /FontBBox [0 0 %d %d] /ItalicAngle 0 /Ascent %d /Descent 0 /CapHeight %d /StemV 80 /FontFile2 %d 0 R >>",
		name, glyphWidth, glyphHeight, glyphHeight, glyphHeight, first+fontFile)
	p.stream("", f.toUnicode())
	p.stream("", append([]byte{0, 0}, bytes.Repeat([]byte{0, 1}, len(f.chars))...))
	program := trueType()
	p.stream(fmt.Sprintf("/Length1 %d ", len(program)), program)
}

// toUnicode is the CMap that gives the characters of the codes back (ISO
// 32000-1, 9.10.3), at most 100 in a block.
func (f pdfFont) toUnicode() []byte {
	var b bytes.Buffer
	b.WriteString(`/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
`)
	code := 0
	for block := range slices.Chunk(f.chars, 100) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(block))
		for _, c := range block {
			code++
			fmt.Fprintf(&b, "<%04X> <%X>\n", code, utf16BE(c))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString(`endcmap
CMapName currentdict /CMap defineresource pop
end
end
`)
	return b.Bytes()
}

func utf16BE(c rune) (out []byte) {
	for _, unit := range utf16.AppendRune(nil, c) {
		out = binary.BigEndian.AppendUint16(out, unit)
	}
	return out
}

// trueType is a font program of the tables that a PDF asks for (ISO 32000-1,
// 9.9), with the missing glyph and one more. That one is a line there and back
// across the box: it has no area, so that no program paints it, and fills the
// box, because some take from the outline where a character stands.
func trueType() []byte {
	be := binary.BigEndian
	words := func(n ...int) (out []byte) {
		for _, v := range n {
			out = be.AppendUint16(out, uint16(v))
		}
		return out
	}
	const on = 1<<8 | 1                             // two points on the outline
	glyf := words(1, 0, 0, glyphWidth, glyphHeight, // one contour, its box
		2, 0, on, on) // the last point's number, no instructions, the points, of which there are three
	glyf = append(glyf[:len(glyf)-1], words(0, glyphWidth, -glyphWidth/2, 0, glyphHeight, -glyphHeight/2)...)
	glyf = append(glyf, make([]byte, -len(glyf)&3)...)
	head := words(1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, 1000, // versions, sum, magic number, flags, units per em
		0, 0, 0, 0, 0, 0, 0, 0, // no dates
		0, 0, glyphWidth, glyphHeight, 0, 3, 2, 0, 0) // box, style, smallest readable size, left to right
	hhea := words(1, 0, glyphHeight, 0, 0, glyphWidth, 0, 0, glyphWidth, 1, 0, 0, 0, 0, 0, 0, 0, 1) // ascent, widest, extent, upright, one advance
	maxp := words(1, 0, 2, 3, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)                                   // two glyphs of at most three points in one contour
	return fontProgram([]fontTable{
		{"glyf", glyf}, {"head", head}, {"hhea", hhea}, {"hmtx", words(glyphWidth, 0, 0)}, {"loca", words(0, 0, len(glyf)/2)}, {"maxp", maxp},
	})
}

type fontTable struct {
	tag  string
	data []byte
}

// fontProgram joins tables, sorted by tag, with their checksums (OpenType,
// "Organization of an OpenType font").
func fontProgram(tables []fontTable) []byte {
	be := binary.BigEndian
	head := 0
	out := be.AppendUint32(nil, 1<<16)
	for _, n := range []uint16{uint16(len(tables)), 64, 2, uint16(16*len(tables) - 64)} { // for a search: 4 is the power of two below 6
		out = be.AppendUint16(out, n)
	}
	at := len(out) + 16*len(tables)
	for _, t := range tables {
		if t.tag == "head" {
			head = at
		}
		out = append(out, t.tag...)
		for _, n := range []int{int(fontChecksum(t.data)), at, len(t.data)} {
			out = be.AppendUint32(out, uint32(n))
		}
		at += (len(t.data) + 3) &^ 3
	}
	for _, t := range tables {
		out = append(out, t.data...)
		out = append(out, make([]byte, -len(t.data)&3)...)
	}
	be.PutUint32(out[head+8:], 0xb1b0afba-fontChecksum(out))
	return out
}

// fontChecksum is the sum of the words of four bytes.
func fontChecksum(data []byte) (sum uint32) {
	for word := range slices.Chunk(data, 4) {
		var four [4]byte
		copy(four[:], word)
		sum += binary.BigEndian.Uint32(four[:])
	}
	return sum
}
