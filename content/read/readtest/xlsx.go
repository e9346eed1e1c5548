package readtest

import (
	"fmt"
	"strings"
)

// xlsxPackage is a workbook put together part by part.
type xlsxPackage struct {
	Sheets []sheet
	Names  string // in <definedNames>
	Book   string // before the sheets
	Styles string // in <styleSheet>
	Texts  string // in <sst>
	Links  []link // of the workbook
	Root   []link
	Parts  []part
}

// sheet is one worksheet: what stands in <worksheet>.
type sheet struct {
	Name, State, Body string
	Links             []link
}

const (
	cellNS     = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`
	excelMedia = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
	drawingNS  = `xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
)

// data writes the package.
func (x xlsxPackage) data() []byte {
	var sheets strings.Builder
	links := []link{{Kind: "styles", Target: "styles.xml"}, {Kind: "sharedStrings", Target: "sharedStrings.xml"}, {Kind: "theme", Target: "theme/theme1.xml"}}
	parts := []part{contentTypes("xl/workbook.xml", excelMedia), relsPart("", append([]link{{Kind: "officeDocument", Target: "xl/workbook.xml"}}, x.Root...)...)}
	var bodies []part
	for i, s := range x.Sheets {
		name := fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d" state="%s" r:id="rId%d"/>`, s.Name, i+1, map[bool]string{true: "visible", false: s.State}[s.State == ""], len(links)+1)
		links = append(links, link{Kind: "worksheet", Target: fmt.Sprintf("worksheets/sheet%d.xml", i+1)})
		bodies = append(bodies, part{Name: name, Body: xmlHead + `<worksheet ` + cellNS + `>` + s.Body + `</worksheet>`})
		if len(s.Links) > 0 {
			bodies = append(bodies, relsPart(name, s.Links...))
		}
	}
	names := ""
	if x.Names != "" {
		names = `<definedNames>` + x.Names + `</definedNames>`
	}
	parts = append(parts,
		part{Name: "xl/workbook.xml", Body: xmlHead + `<workbook ` + cellNS + `>` + x.Book + `<sheets>` + sheets.String() + `</sheets>` + names + `</workbook>`},
		relsPart("xl/workbook.xml", append(links, x.Links...)...),
		part{Name: "xl/styles.xml", Body: xmlHead + `<styleSheet ` + cellNS + `>` + x.Styles + `</styleSheet>`},
		part{Name: "xl/sharedStrings.xml", Body: xmlHead + `<sst ` + cellNS + `>` + x.Texts + `</sst>`},
		part{Name: "xl/theme/theme1.xml", Body: xmlHead + officeTheme})
	return zipOf(append(append(parts, bodies...), x.Parts...)...)
}

// text, value and styled are cells.
func text(ref, s string) string {
	return `<c r="` + ref + `" t="inlineStr"><is><t xml:space="preserve">` + s + `</t></is></c>`
}

func styled(ref, style, s string) string {
	return `<c r="` + ref + `" s="` + style + `" t="inlineStr"><is><t>` + s + `</t></is></c>`
}

func value(ref, style, v string) string {
	return `<c r="` + ref + `" s="` + style + `"><v>` + v + `</v></c>`
}

// row is a row with attributes of its own.
func row(attributes string, cells ...string) string {
	return `<row ` + attributes + `>` + strings.Join(cells, "") + `</row>`
}

// grid is <sheetData>.
func grid(rows ...string) string { return `<sheetData>` + strings.Join(rows, "") + `</sheetData>` }

// wages is a workbook whose visible sheet says "Přehled" and "konec" around
// some rows.
func wages(before, after string, rows ...string) xlsxPackage {
	all := append([]string{row(`r="1"`, text("A1", "Přehled výdajů"))}, rows...)
	all = append(all, row(`r="99"`, text("A99", "konec")))
	return xlsxPackage{Sheets: []sheet{{Name: "Mzdy", Body: before + grid(all...) + after}}}
}

// hidden is a fixture of such a workbook.
func (x xlsxPackage) hidden(name, kind, canary string) Fixture {
	return Fixture{Name: name, Format: "xlsx", Text: "Mzdy Přehled výdajů konec", Hidden: kind, Canary: canary, Data: x.data()}
}

// with adds a part that the workbook points to.
func (x xlsxPackage) with(kind, name, body string) xlsxPackage {
	x.Links = append(x.Links, link{Kind: kind, Target: "/" + name})
	x.Parts = append(x.Parts, part{Name: name, Body: body})
	return x
}

// beside adds a part that the first sheet points to.
func (x xlsxPackage) beside(kind, name, body string) xlsxPackage {
	x.Sheets[0].Links = append(x.Sheets[0].Links, link{Kind: kind, Target: "/" + name})
	x.Parts = append(x.Parts, part{Name: name, Body: body})
	return x
}

func xlsx() []Fixture {
	clean := Fixture{Name: "cisty.xlsx", Format: "xlsx", Text: "Mzdy Přehled výdajů konec", Data: wages("", "").data()}
	return append([]Fixture{clean, richXLSX()}, append(xlsxCells(), xlsxParts()...)...)
}
