package letter

import (
	"fmt"
	"strings"

	"github.com/akta-foi/akta/content/law"
)

// renderDOCX writes a letter as WordprocessingML (ECMA-376, part 1), with the
// parts that Word and LibreOffice want and no more.
func renderDOCX(t *Text, date law.Date) ([]byte, error) {
	d := &docx{}
	for i := range t.Blocks {
		d.block(&t.Blocks[i])
	}
	const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	body := xmlHead + `<w:document ` + ns + `><w:body>` + d.body.String() +
		`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>`
	day := date.String() + "T00:00:00Z"
	return pack([]part{
		{"[Content_Types].xml", docxTypes},
		{"_rels/.rels", docxRels},
		{"docProps/core.xml", xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>` +
			escapeXML(t.Title) + `</dc:title><dc:language>` + escapeXML(t.Language) + `</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">` + day + `</dcterms:created></cp:coreProperties>`},
		{"word/document.xml", body},
		{"word/_rels/document.xml.rels", docxDocumentRels},
		{"word/styles.xml", xmlHead + `<w:styles ` + ns + `>` + strings.ReplaceAll(docxStyles, "LANG", t.Language+"-"+country(t.Language)) + `</w:styles>`},
		{"word/numbering.xml", xmlHead + `<w:numbering ` + ns + `>` + d.numbering() + `</w:numbering>`},
	}, date)
}

// docx is the body as it grows, and the ordered lists in it.
type docx struct {
	body  strings.Builder
	lists []docxList // ordered ones; their numId is 2 and up, bullets have 1
}

// docxList is where an ordered list starts, and what follows its numbers.
type docxList struct {
	start int
	mark  string
	level int
}

func (d *docx) block(b *Block) {
	d.body.WriteString("<w:p><w:pPr>")
	switch b.Kind {
	case Heading:
		fmt.Fprintf(&d.body, `<w:pStyle w:val="Heading%d"/>`, min(b.Level, 3))
	case Item:
		fmt.Fprintf(&d.body, `<w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, min(b.Level, 9)-1, d.list(b))
	case Paragraph:
		if b.Inside > 0 {
			fmt.Fprintf(&d.body, `<w:ind w:left="%d"/>`, 425*min(b.Inside, 9))
		}
	}
	d.body.WriteString("</w:pPr>")
	for _, r := range b.Runs {
		d.run(r)
	}
	d.body.WriteString("</w:p>")
}

// list is the numId of the list an item is of.
func (d *docx) list(b *Block) int {
	if b.Mark == "•" {
		return 1
	}
	start := 0
	fmt.Sscanf(b.Mark, "%d", &start)
	if b.First || len(d.lists) == 0 {
		d.lists = append(d.lists, docxList{start, b.Mark[len(b.Mark)-1:], min(b.Level, 9) - 1})
	}
	for i := len(d.lists) - 1; i >= 0; i-- {
		if d.lists[i].level == min(b.Level, 9)-1 {
			return 2 + i
		}
	}
	return 1 + len(d.lists)
}

func (d *docx) run(r Run) {
	if r.Break {
		d.body.WriteString("<w:r><w:br/></w:r>")
		return
	}
	d.body.WriteString("<w:r>")
	if r.Bold || r.Italic || r.Open {
		d.body.WriteString("<w:rPr>")
		for _, p := range []struct {
			has bool
			xml string
		}{{r.Bold, "<w:b/>"}, {r.Italic, "<w:i/>"}, {r.Open, `<w:highlight w:val="yellow"/>`}} {
			if p.has {
				d.body.WriteString(p.xml)
			}
		}
		d.body.WriteString("</w:rPr>")
	}
	d.body.WriteString(`<w:t xml:space="preserve">` + escapeXML(r.Text) + "</w:t></w:r>")
}

// numbering defines the bullets, and for each ordered list its numbers.
func (d *docx) numbering() string {
	var abstract, nums strings.Builder
	level := func(i int, format, text string, start int) string {
		return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="%d"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="%d" w:hanging="425"/></w:pPr></w:lvl>`,
			i, start, format, escapeXML(text), 425*(i+1))
	}
	abstract.WriteString(`<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>`)
	for i := range 9 {
		abstract.WriteString(level(i, "bullet", "•", 1))
	}
	abstract.WriteString(`</w:abstractNum>`)
	nums.WriteString(`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`)
	for n, l := range d.lists {
		fmt.Fprintf(&abstract, `<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="hybridMultilevel"/>`, n+1)
		for i := range 9 {
			abstract.WriteString(level(i, "decimal", fmt.Sprintf("%%%d%s", i+1, l.mark), l.start))
		}
		abstract.WriteString(`</w:abstractNum>`)
		fmt.Fprintf(&nums, `<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>`, n+2, n+1)
	}
	return abstract.String() + nums.String()
}

const docxTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
	`<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

const docxRels = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

const docxDocumentRels = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>`

// docxStyles are the looks: 11 points, space after each paragraph, headings
// that stay with what follows.
const docxStyles = `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="LANG" w:eastAsia="LANG" w:bidi="LANG"/></w:rPr></w:rPrDefault>` +
	`<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="360" w:after="240"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="30"/><w:szCs w:val="30"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="25"/><w:szCs w:val="25"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="200" w:after="100"/><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="80"/></w:pPr></w:style>`
