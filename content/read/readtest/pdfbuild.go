package readtest

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
)

// pdfText is what every page says, in the font of pdfBase.
const pdfText = "Žádost došla šestého dubna"

// pdfStream is a stream with its length.
func pdfStream(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

// pdfString is a text string in UTF-16, as hexadecimal digits.
func pdfString(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String() + ">"
}

// pdfLine draws one line of text in the font F, in Windows-1252.
func pdfLine(y int, s string) string {
	replaced := strings.NewReplacer("Ž", "\x8e", "š", "\x9a", "ž", "\x9e", "á", "\xe1", "é", "\xe9", "í", "\xed", "ó", "\xf3", "ú", "\xfa", "ý", "\xfd").Replace(s)
	return fmt.Sprintf("BT /F 12 Tf 20 %d Td (%s) Tj ET\n", y, replaced)
}

// pdfParts is a document of one page, to be added to.
type pdfParts struct {
	catalog, page, resources string // entries of their dictionaries
	before, content          string // drawn before and after the text that every page has
	more                     []string
}

// objects returns the objects: 1 is the catalogue, 2 the page tree, 3 the page,
// 4 its content, 5 its font, more begins with 6.
func (p pdfParts) objects() []string {
	return append([]string{
		"<</Type/Catalog/Pages 2 0 R" + p.catalog + ">>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>" + p.resources + ">>" + p.page + ">>",
		pdfStream("", p.before+pdfLine(160, pdfText)+p.content),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
	}, p.more...)
}

// pdfFile is a PDF being written.
type pdfFile struct {
	bytes.Buffer
	xref int // place of the newest cross-reference table; 0: none yet
	size int // objects in use, with the one that is always free
}

const pdfID = "/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]"

// newPDF writes the objects, numbered from 1, and their table.
func newPDF(objects []string) *pdfFile {
	f := &pdfFile{}
	f.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	numbers := make([]int, len(objects))
	for i := range objects {
		numbers[i] = i + 1
	}
	f.save(numbers, objects, "")
	return f
}

// save writes objects and a table of them, as an incremental save does.
func (f *pdfFile) save(numbers []int, objects []string, trailer string) {
	var table strings.Builder
	table.WriteString("xref\n0 1\n0000000000 65535 f \n")
	for i, o := range objects {
		fmt.Fprintf(&table, "%d 1\n%010d 00000 n \n", numbers[i], f.Len())
		fmt.Fprintf(f, "%d 0 obj\n%s\nendobj\n", numbers[i], o)
		f.size = max(f.size, numbers[i]+1)
	}
	if f.xref > 0 {
		trailer += fmt.Sprintf("/Prev %d", f.xref)
	}
	f.xref = f.Len()
	fmt.Fprintf(f, "%strailer\n<</Size %d/Root 1 0 R%s%s>>\nstartxref\n%d\n%%%%EOF\n", table.String(), f.size, pdfID, trailer, f.xref)
}

// bytes returns the document as a file.
func (p pdfParts) bytes() []byte { return newPDF(p.objects()).Bytes() }
