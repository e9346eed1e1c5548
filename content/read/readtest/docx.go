package readtest

import "strings"

// docxPackage is a Word document put together part by part.
type docxPackage struct {
	Body      string // between <w:body> and its section
	Section   string // in <w:sectPr>
	Styles    string // besides the usual ones
	Numbering string
	Links     []link // of the document: from rId4 on
	Parts     []part // beside the usual ones
	Root      []link // of the package: from rId2 on
}

const (
	wordNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
		`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ` +
		`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
		`xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"`
	wordMedia = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	wordBegin = `<w:p><w:r><w:t>Věc: žádost o informace</w:t></w:r></w:p>`
	wordEnd   = `<w:p><w:r><w:t>S pozdravem úřad</w:t></w:r></w:p>`
)

// data writes the package.
func (d docxPackage) data() []byte {
	links := append([]link{{Kind: "styles", Target: "styles.xml"}, {Kind: "numbering", Target: "numbering.xml"}, {Kind: "theme", Target: "theme/theme1.xml"}}, d.Links...)
	parts := []part{
		contentTypes("word/document.xml", wordMedia),
		relsPart("", append([]link{{Kind: "officeDocument", Target: "word/document.xml"}}, d.Root...)...),
		{Name: "word/document.xml", Body: xmlHead + `<w:document ` + wordNS + `><w:body>` + d.Body + `<w:sectPr>` + d.Section + `</w:sectPr></w:body></w:document>`},
		relsPart("word/document.xml", links...),
		{Name: "word/styles.xml", Body: xmlHead + `<w:styles ` + wordNS + `>` + wordStyles + d.Styles + `</w:styles>`},
		{Name: "word/numbering.xml", Body: xmlHead + `<w:numbering ` + wordNS + `>` + d.Numbering + `</w:numbering>`},
		{Name: "word/theme/theme1.xml", Body: xmlHead + officeTheme},
	}
	return zipOf(append(parts, d.Parts...)...)
}

const wordStyles = `<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normln"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Nadpis1"><w:name w:val="heading 1"/><w:basedOn w:val="Normln"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Cmsor2"><w:name w:val="Címsor 2"/><w:basedOn w:val="Normln"/></w:style>` +
	`<w:style w:type="character" w:styleId="Skryt"><w:name w:val="Skrytý"/><w:rPr><w:vanish/></w:rPr></w:style>`

const officeTheme = `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements><a:clrScheme name="Office">` +
	`<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>` +
	`<a:dk2><a:srgbClr val="1F497D"/></a:dk2><a:lt2><a:srgbClr val="EEECE1"/></a:lt2>` +
	`<a:accent1><a:srgbClr val="4F81BD"/></a:accent1><a:accent2><a:srgbClr val="C0504D"/></a:accent2></a:clrScheme></a:themeElements></a:theme>`

// run is a run with properties.
func run(properties, text string) string {
	return `<w:r><w:rPr>` + properties + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

// para is a paragraph of plain text, or of runs.
func para(content string) string {
	if !strings.HasPrefix(content, "<") {
		content = `<w:r><w:t xml:space="preserve">` + content + `</w:t></w:r>`
	}
	return `<w:p>` + content + `</w:p>`
}

// letter is a document whose visible text is a letter around something.
func letter(middle string) docxPackage { return docxPackage{Body: wordBegin + middle + wordEnd} }

// hidden is a fixture of a letter.
func (d docxPackage) hidden(name, kind, canary string) Fixture {
	return Fixture{Name: name, Format: "docx", Text: "žádost o informace pozdravem úřad", Hidden: kind, Canary: canary, Data: d.data()}
}

// with adds a part that the document points to.
func (d docxPackage) with(kind, name, body string) docxPackage {
	d.Links = append(d.Links, link{Kind: kind, Target: strings.TrimPrefix(name, "word/")})
	d.Parts = append(d.Parts, part{Name: name, Body: body})
	return d
}

// rooted adds a part that the package points to.
func (d docxPackage) rooted(kind string, p part) docxPackage {
	d.Root = append(d.Root, link{Kind: kind, Target: p.Name})
	d.Parts = append(d.Parts, p)
	return d
}

func docx() []Fixture {
	return append([]Fixture{
		{Name: "cisty.docx", Format: "docx", Text: "Věc: žádost o informace S pozdravem úřad", Data: letter(para("Árvíztűrő tükörfúrógép, příliš žluťoučký kůň.")).data()},
		richDOCX(),
	}, append(docxTexts(), append(docxMarks(), docxParts()...)...)...)
}
