package readtest

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// pdfPacked are files whose objects stand in object streams.
func pdfPacked() []Fixture {
	note := pdfParts{page: "/Annots[6 0 R]", more: []string{"<</Type/Annot/Subtype/Text/Rect[250 20 270 40]/Contents" + pdfString("KANÁREK63") + ">>"}}
	return []Fixture{
		pdfFixture("packed-note", "annotation", "KANÁREK63", packPDF(note.objects())),
		pdfFixture("packed-clean", "", "", packPDF(pdfParts{}.objects())),
	}
}

// packPDF writes everything but streams into one object stream, and a
// cross-reference stream.
func packPDF(objects []string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	packed, stream := len(objects)+1, len(objects)+2
	rows := make([][3]uint32, len(objects)+3)
	var head, body strings.Builder
	count := uint32(0)
	for i, o := range objects {
		if strings.Contains(o, "endstream") {
			rows[i+1] = [3]uint32{1, uint32(out.Len()), 0}
			fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
			continue
		}
		rows[i+1] = [3]uint32{2, uint32(packed), count}
		count++
		fmt.Fprintf(&head, "%d %d ", i+1, body.Len())
		body.WriteString(o + " ")
	}
	rows[packed] = [3]uint32{1, uint32(out.Len()), 0}
	fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", packed,
		pdfStream(fmt.Sprintf("/Type/ObjStm/N %d/First %d/Filter/FlateDecode", count, head.Len()), deflated(head.String()+body.String())))
	rows[stream] = [3]uint32{1, uint32(out.Len()), 0}
	var table []byte
	for _, row := range rows {
		table = append(table, byte(row[0]))
		table = binary.BigEndian.AppendUint32(table, row[1])
		table = binary.BigEndian.AppendUint16(table, uint16(row[2]))
	}
	at := out.Len()
	fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", stream,
		pdfStream(fmt.Sprintf("/Type/XRef/W[1 4 2]/Size %d/Root 1 0 R%s/Filter/FlateDecode", len(rows), pdfID), deflated(string(table))), at)
	return out.Bytes()
}

func deflated(s string) string { return string(zlibOf(s)) }

// embeddedFont is a composite font made of a font file, with the lines it sets.
type embeddedFont struct {
	text   []string
	font   *sfnt.Font
	glyphs []sfnt.GlyphIndex
	runes  []rune
}

func newEmbeddedFont(text ...string) *embeddedFont {
	f, err := sfnt.Parse(goregular.TTF)
	if err != nil {
		panic(err) // a font that is part of the program
	}
	e := &embeddedFont{text: text, font: f}
	for _, r := range strings.Join(text, "") {
		g, err := f.GlyphIndex(nil, r)
		if err != nil {
			panic(err)
		}
		e.glyphs, e.runes = append(e.glyphs, g), append(e.runes, r)
	}
	return e
}

// lines draws the text in the font G.
func (e *embeddedFont) lines() string {
	var b strings.Builder
	at := 0
	for i, line := range e.text {
		fmt.Fprintf(&b, "BT /G 10 Tf 20 %d Td <", 120-20*i)
		for range []rune(line) {
			fmt.Fprintf(&b, "%04X", e.glyphs[at])
			at++
		}
		b.WriteString("> Tj ET\n")
	}
	return b.String()
}

// objects returns the font and its parts, numbered from first.
func (e *embeddedFont) objects(first int) []string {
	var widths, codes strings.Builder
	for i, g := range e.glyphs {
		advance, err := e.font.GlyphAdvance(nil, g, fixed.I(1000), font.HintingNone)
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(&widths, "%d[%d]", g, advance.Round())
		fmt.Fprintf(&codes, "1 beginbfchar <%04X> <%04X> endbfchar\n", g, e.runes[i])
	}
	return []string{
		fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/GoRegular/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", first+1, first+4),
		fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/GoRegular/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/CIDToGIDMap/Identity/W[%s]>>", first+2, widths.String()),
		fmt.Sprintf("<</Type/FontDescriptor/FontName/GoRegular/Flags 32/FontBBox[-200 -250 1200 1000]/ItalicAngle 0/Ascent 950/Descent -220/CapHeight 720/StemV 80/FontFile2 %d 0 R>>", first+3),
		pdfStream(fmt.Sprintf("/Length1 %d", len(goregular.TTF)), string(goregular.TTF)),
		pdfStream("", "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"+codes.String()+"endcmap"),
	}
}
