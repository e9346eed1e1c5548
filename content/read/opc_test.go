package read

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/content/read/readtest"
)

// member is a part of a test package.
type member struct{ name, body string }

// pack makes a container.
func pack(t testing.TB, members ...member) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range members {
		w, err := z.Create(m.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(m.body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func rels(links ...string) string {
	var b strings.Builder
	b.WriteString(`<Relationships>`)
	for i, l := range links {
		kind, target, _ := strings.Cut(l, " ")
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="http://x/%s" Target="%s"/>`, i+1, kind, target)
	}
	return b.String() + `</Relationships>`
}

const wordNamespace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

// word is a document with that body and further parts.
func word(t testing.TB, body string, more ...member) []byte {
	return pack(t, append([]member{
		{"_rels/.rels", rels("officeDocument word/document.xml")},
		{"word/document.xml", `<w:document ` + wordNamespace + `><w:body>` + body + `</w:body></w:document>`},
	}, more...)...)
}

// workbook is a workbook with one sheet.
func workbook(t testing.TB, sheet string, more ...member) []byte {
	return pack(t, append([]member{
		{"_rels/.rels", rels("officeDocument xl/workbook.xml")},
		{"xl/workbook.xml", `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="List" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", rels("worksheet worksheets/sheet1.xml", "styles styles.xml", "sharedStrings sharedStrings.xml")},
		{"xl/worksheets/sheet1.xml", `<worksheet>` + sheet + `</worksheet>`},
	}, more...)...)
}

// TestOfficeHostile: whatever a file claims, it is read or refused within
// seconds, and an error says what was found.
func TestOfficeHostile(t *testing.T) {
	var many []member
	for i := range maxContainerMembers + 1 {
		many = append(many, member{fmt.Sprintf("word/x%d.xml", i), ""})
	}
	huge := word(t, "")
	at := bytes.LastIndex(huge, []byte("PK\x01\x02"))
	copy(huge[at+24:], "\xFF\xFF\xFF\x7F") // the directory says 2 GB
	deep := strings.Repeat("<w:tbl><w:tr><w:tc>", 100)
	loop := []member{
		{"word/_rels/document.xml.rels", rels("styles styles.xml", "numbering numbering.xml", "header document.xml", "footnotes document.xml", "comments document.xml")},
		{"word/styles.xml", `<w:styles ` + wordNamespace + `><w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>`},
		{"word/numbering.xml", `<w:numbering ` + wordNamespace + `/>`},
	}
	for _, tt := range []struct {
		name, file string
		data       []byte
		wrong      string // in the error; "" where it is read
	}{
		{"entities", "a.docx", pack(t, member{"word/document.xml", `<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>`}), "damaged"},
		{"many members", "a.docx", pack(t, append(many, member{"word/document.xml", ""})...), "members"},
		{"claimed size", "a.docx", huge, "claims"},
		{"nesting", "a.docx", word(t, deep+strings.Repeat("</w:tc></w:tr></w:tbl>", 100)), "inside elements"},
		{"fields", "a.docx", word(t, `<w:p>`+strings.Repeat(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`, maxFieldDepth+1)+`</w:p>`), "fields inside fields"},
		{"loops", "a.docx", word(t, `<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>ano</w:t></w:r></w:p>`, loop...), ""},
		{"no document", "a.docx", pack(t, member{"x", ""}), "no part word/document.xml"},
		{"no sheet", "a.xlsx", pack(t, member{"xl/workbook.xml", `<workbook><sheets><sheet name="x"/></sheets></workbook>`}), "its part is missing"},
		{"far corners", "a.xlsx", workbook(t, `<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`), ""},
		{"empty cells", "a.xlsx", workbook(t, `<sheetData><row r="1048576">`+strings.Repeat(`<c r="XFD1048576"/>`, 1_000_000)+`</row></sheetData>`), ""},
		{"beyond the sheet", "a.xlsx", workbook(t, `<sheetData><row r="1048577"><c><v>1</v></c></row></sheetData>`), "row 1048577"},
		{"same cell twice", "a.xlsx", workbook(t, `<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row></sheetData>`), "there twice"},
		{"diagonal", "a.xlsx", workbook(t, diagonal(3_000)), "at most"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := NewReader(Options{})
			defer r.Close()
			began := time.Now()
			doc, err := r.Read(t.Context(), Source{Name: tt.file, Data: bytes.NewReader(tt.data), Size: int64(len(tt.data))}, nil)
			if took := time.Since(began); took > 10*time.Second {
				t.Errorf("took %s", took)
			}
			switch {
			case (doc == nil) == (err == nil):
				t.Errorf("document %v, error %v", doc, err)
			case tt.wrong == "" && err != nil:
				t.Error(err)
			case tt.wrong != "" && (err == nil || !strings.Contains(err.Error(), tt.wrong)):
				t.Errorf("error %v, want one with %q", err, tt.wrong)
			}
		})
	}
}

// diagonal is a sheet with n cells, each in a row and a column of its own.
func diagonal(n int) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, `<row r="%d"><c r="%s"><v>1</v></c></row>`, i, cellName(i, i))
	}
	return `<sheetData>` + b.String() + `</sheetData>`
}

// TestOfficeStops: a reading whose time is over ends soon.
func TestOfficeStops(t *testing.T) {
	data := word(t, strings.Repeat(`<w:p><w:r><w:t>slovo</w:t></w:r></w:p>`, 300_000))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	r := NewReader(Options{})
	defer r.Close()
	began := time.Now()
	_, err := r.Read(ctx, Source{Name: "a.docx", Data: bytes.NewReader(data), Size: int64(len(data))}, nil)
	if took := time.Since(began); !errors.Is(err, context.DeadlineExceeded) || took > 3*time.Second {
		t.Errorf("stopped after %s with %v", took, err)
	}
}

// TestOfficeDamagedBytes: with any byte wrong there is a sound document or an
// error.
func TestOfficeDamagedBytes(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	read := 0
	for _, f := range readtest.All() {
		if f.Name != "bohaty.docx" && f.Name != "bohaty.xlsx" {
			continue
		}
		for i := 0; i < len(f.Data); i += 1 + len(f.Data)/150 {
			data := bytes.Clone(f.Data)
			data[i] ^= 0x15
			if checkOffice(t, r, f.Name, data) {
				read++
			}
		}
	}
	if read == 0 {
		t.Error("none of the damaged files could be read: the test proves little")
	}
}

// checkOffice holds what every reading promises, and tells whether there was a
// document.
func checkOffice(t *testing.T, r *Reader, name string, data []byte) bool {
	t.Helper()
	before := bytes.Clone(data)
	doc, err := r.Read(t.Context(), Source{Name: name, Data: bytes.NewReader(data), Size: int64(len(data))}, nil)
	if (doc == nil) == (err == nil) {
		t.Fatalf("document %v, error %v", doc, err)
	}
	if !bytes.Equal(before, data) {
		t.Fatal("the original's bytes were changed")
	}
	if doc == nil {
		return false
	}
	checkTokens(t, doc.Tokens)
	for _, h := range doc.Hidden {
		if h.Where == "" || h.Count <= 0 || len(h.Excerpt) > maxExcerptBytes {
			t.Fatalf("hidden item %+v", h)
		}
	}
	return true
}

// FuzzDOCX and FuzzXLSX vary the main part, which is where nearly all of a
// reader works; the container around it is sound.
func FuzzDOCX(f *testing.F) {
	for _, body := range []string{
		`<w:p><w:r><w:t>ano</w:t></w:r></w:p>`,
		`<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/><w:gridSpan w:val="3"/></w:tcPr><w:p/></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`,
		`<w:p><w:del w:author="a"><w:r><w:delText>x</w:delText></w:r></w:del><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>IF</w:instrText><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
		`<w:p><w:r><w:txbxContent><w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p></w:txbxContent></w:r></w:p></w:tc></w:tbl>`,
	} {
		f.Add(body)
	}
	r := NewReader(Options{})
	f.Fuzz(func(t *testing.T, body string) { checkOffice(t, r, "a.docx", word(t, body)) })
}

func FuzzXLSX(f *testing.F) {
	for _, sheet := range []string{
		`<cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c><f>A1</f><v>1.5</v></c></row></sheetData>`,
		`<sheetData><row><c t="inlineStr"><is><r><rPr><color rgb="FFFFFFFF"/></rPr><t>x</t></r></is></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`,
	} {
		f.Add(sheet, "#,##0.00;[Red]-0%", 1.5)
		f.Add(sheet, `[$-405]d. mmmm yyyy h:mm:ss.00 AM/PM`, 45000.75)
		f.Add(sheet, `[<=999]000 00;[h]:mm;0.0E+00;@"x"`, -1e300)
	}
	r := NewReader(Options{})
	f.Fuzz(func(t *testing.T, sheet, code string, v float64) {
		book := &xlsxBook{language: "hu"}
		if text, _, _ := parseFormat(code).number(v, book); len(text) > 1_000+50*len(code) {
			t.Fatalf("%q of %v: %d bytes", code, v, len(text))
		}
		checkOffice(t, r, "a.xlsx", workbook(t, sheet))
	})
}
