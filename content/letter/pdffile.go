package letter

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/akta-foi/akta/content/law"
)

// pdfFile writes the objects of a PDF and the table of where they begin (ISO
// 32000-1, 7.5). Objects are numbered before they are written.
type pdfFile struct {
	out     bytes.Buffer
	offsets []int
}

// next is the number of the object that is written next.
func (f *pdfFile) next() int { return len(f.offsets) + 1 }

func (f *pdfFile) object(format string, args ...any) {
	f.offsets = append(f.offsets, f.out.Len())
	fmt.Fprintf(&f.out, "%d 0 obj\n", len(f.offsets))
	fmt.Fprintf(&f.out, format, args...)
	f.out.WriteString("\nendobj\n")
}

func (f *pdfFile) stream(entries string, data []byte) error {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	if _, err := w.Write(data); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	f.object("<< %s/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream", entries, z.Len(), z.Bytes())
	return nil
}

func (f *pdfFile) finish(info int) []byte {
	at := f.out.Len()
	fmt.Fprintf(&f.out, "xref\n0 %d\n0000000000 65535 f \n", len(f.offsets)+1)
	for _, o := range f.offsets {
		fmt.Fprintf(&f.out, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&f.out, "trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(f.offsets)+1, info, at)
	return f.out.Bytes()
}

// Objects with fixed numbers; the pages come after them, two each, then the
// fonts and the structure tree.
const (
	pdfCatalog = iota + 1
	pdfPages
	pdfInfo
	pdfTree
	pdfParents
	pdfFirstPage
)

// Objects of one font.
const (
	pdfFont = iota
	pdfCIDFont
	pdfDescriptor
	pdfToUnicode
	pdfCIDToGID
	pdfProgram
	pdfFontObjects
)

// file writes the PDF.
func (p *pager) file(t *Text, date law.Date) ([]byte, error) {
	fonts := pdfFirstPage + 2*len(p.pages)
	number := fonts
	for _, f := range p.faces {
		if f != nil {
			number += pdfFontObjects
		}
	}
	elements := p.root.numbered(&number)
	f := &pdfFile{}
	f.out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	f.object("<< /Type /Catalog /Pages %d 0 R /Lang (%s-%s) /MarkInfo << /Marked true >> /StructTreeRoot %d 0 R /ViewerPreferences << /DisplayDocTitle true >> >>",
		pdfPages, t.Language, country(t.Language), pdfTree)
	var kids, parents strings.Builder
	for i, page := range p.pages {
		fmt.Fprintf(&kids, " %d 0 R", pdfFirstPage+2*i)
		fmt.Fprintf(&parents, " %d [", i)
		for _, e := range page.marked {
			fmt.Fprintf(&parents, " %d 0 R", e.number)
		}
		parents.WriteString(" ]")
	}
	f.object("<< /Type /Pages /Kids [%s ] /Count %d >>", kids.String(), len(p.pages))
	f.object("<< /Title %s /CreationDate (D:%s000000Z) >>", pdfString(t.Title), strings.ReplaceAll(date.String(), "-", ""))
	f.object("<< /Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d >>", p.root.number, pdfParents, len(p.pages))
	f.object("<< /Nums [%s ] >>", parents.String())
	if err := p.writePages(f, fonts); err != nil {
		return nil, err
	}
	for _, face := range p.faces {
		if face == nil {
			continue
		}
		if err := face.write(f); err != nil {
			return nil, err
		}
	}
	for _, e := range elements {
		e.write(f)
	}
	return f.finish(pdfInfo), nil
}

func (p *pager) writePages(f *pdfFile, fonts int) error {
	var resources strings.Builder
	for i, face := range p.faces {
		if face != nil {
			fmt.Fprintf(&resources, " /F%d %d 0 R", i, fonts)
			fonts += pdfFontObjects
		}
	}
	for i, page := range p.pages {
		f.object("<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %.2f %.2f] /Resources << /Font <<%s >> >> /Contents %d 0 R /StructParents %d /Tabs /S >>",
			pdfPages, pageWidth, pageHeight, resources.String(), f.next()+1, i)
		content := ""
		if page.behind.Len() > 0 {
			content = "/Artifact BMC\n" + page.behind.String() + "0 g\nEMC\n"
		}
		if err := f.stream("", []byte(content+p.coded(page.text.String()))); err != nil {
			return err
		}
	}
	return nil
}

var (
	shown     = regexp.MustCompile(`BT /F([0-3])[^\n]*`)
	character = regexp.MustCompile(`\{([0-9A-F]+)\}`)
)

// coded puts the codes of the fonts in the place of the characters, which can
// be counted only when all are known.
func (p *pager) coded(content string) string {
	codes := [4]map[rune]int{}
	for i, face := range p.faces {
		if face != nil {
			codes[i] = map[rune]int{}
			for n, r := range face.chars() {
				codes[i][r] = n + 1
			}
		}
	}
	return shown.ReplaceAllStringFunc(content, func(s string) string {
		in := codes[s[len("BT /F")]-'0']
		return character.ReplaceAllStringFunc(s, func(c string) string {
			r, err := strconv.ParseInt(c[1:len(c)-1], 16, 32)
			if err != nil {
				return ""
			}
			return fmt.Sprintf("%04X", in[rune(r)])
		})
	})
}

// numbered numbers the elements below e and e, in the order they are written.
func (e *element) numbered(number *int) []*element {
	e.number = *number
	*number++
	out := []*element{e}
	for _, k := range e.kids {
		out = append(out, k.numbered(number)...)
	}
	return out
}

// write writes an element, and after it nothing else: its kids follow.
func (e *element) write(f *pdfFile) {
	var kids strings.Builder
	for _, m := range e.pieces {
		fmt.Fprintf(&kids, " << /Type /MCR /Pg %d 0 R /MCID %d >>", pdfFirstPage+2*m.page, m.id)
	}
	for _, k := range e.kids {
		fmt.Fprintf(&kids, " %d 0 R", k.number)
	}
	parent := pdfTree
	if e.parent != nil {
		parent = e.parent.number
	}
	attributes := ""
	if e.kind == "L" {
		attributes = " /A << /O /List /ListNumbering /" + e.numbering + " >>"
	}
	f.object("<< /Type /StructElem /S /%s /P %d 0 R%s /K [%s ] >>", e.kind, parent, attributes, kids.String())
}

// write writes the six objects of a font. Codes have two bytes (9.7.4).
func (f *face) write(out *pdfFile) error {
	program, err := f.subset()
	if err != nil {
		return err
	}
	first, chars := out.next(), f.chars()
	scale := func(n int) int { return (n*1000 + f.units/2) / f.units }
	var widths strings.Builder
	glyphs := make([]byte, 2, 2+2*len(chars))
	for _, r := range chars {
		g := f.known[r]
		fmt.Fprintf(&widths, " %d", scale(g.width))
		glyphs = binary.BigEndian.AppendUint16(glyphs, uint16(g.index))
	}
	name := "AKTALT+" + f.name
	box := f.bounds()
	out.object("<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>", name, first+pdfCIDFont, first+pdfToUnicode)
	out.object("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor %d 0 R /W [1 [%s ]] /CIDToGIDMap %d 0 R >>",
		name, first+pdfDescriptor, widths.String(), first+pdfCIDToGID)
	italic := 0
	if strings.HasSuffix(f.name, "Italic") {
		italic = -12
	}
	out.object("<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle %d /Ascent %d /Descent %d /CapHeight 720 /StemV 80 /FontFile2 %d 0 R >>",
		name, scale(box[0]), scale(box[1]), scale(box[2]), scale(box[3]), italic, scale(box[3]), scale(box[1]), first+pdfProgram)
	if err := out.stream("", toUnicode(chars)); err != nil {
		return err
	}
	if err := out.stream("", glyphs); err != nil {
		return err
	}
	return out.stream(fmt.Sprintf("/Length1 %d ", len(program)), program)
}

// bounds is the box of all glyphs, in units (OpenType, table head).
func (f *face) bounds() (out [4]int) {
	tables, err := fontTables(f.data)
	if head := tables["head"]; err == nil && len(head) >= 44 {
		for i := range out {
			out[i] = int(int16(binary.BigEndian.Uint16(head[36+2*i:])))
		}
	}
	return out
}

// toUnicode gives the characters of the codes back (9.10.3).
func toUnicode(chars []rune) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	code := 0
	for block := range slices.Chunk(chars, 100) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(block))
		for _, r := range block {
			code++
			fmt.Fprintf(&b, "<%04X> <%X>\n", code, utf16BE(string(r)))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

// pdfString is a text string (7.9.2.2), in hex.
func pdfString(s string) string { return fmt.Sprintf("<FEFF%X>", utf16BE(s)) }

func utf16BE(s string) (out []byte) {
	for _, u := range utf16.Encode([]rune(s)) {
		out = binary.BigEndian.AppendUint16(out, u)
	}
	return out
}
