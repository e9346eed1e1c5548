package readtest

const wordNumbering = `<w:abstractNum w:abstractNumId="0">` +
	`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>` +
	`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>` +
	`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>` +
	`<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`

func item(num, level, text string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + num + `"/></w:numPr></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
}

func cell(properties, content string) string {
	return `<w:tc><w:tcPr>` + properties + `</w:tcPr>` + content + `</w:tc>`
}

// richDOCX is a clean document with all that offices use: headings of Czech
// and Hungarian styles, lists, a table with joined cells and one inside, notes,
// a text box in two versions, a field, a link, a picture, headers.
func richDOCX() Fixture {
	table := `<w:tbl><w:tblPr/><w:tblGrid/>` +
		`<w:tr><w:trPr><w:tblHeader/></w:trPr>` + cell(`<w:gridSpan w:val="2"/>`, para("Záhlaví")) + cell(`<w:shd w:val="clear" w:fill="1F3864"/>`, para(run(`<w:color w:val="FFFFFF"/>`, "Bílé"))) + `</w:tr>` +
		`<w:tr>` + cell(`<w:vMerge w:val="restart"/>`, para("Svisle")) + cell("", para("b2")) + cell(`<w:shd w:val="clear" w:fill="000000"/>`, para("Samo")) + `</w:tr>` +
		`<w:tr>` + cell(`<w:vMerge/>`, para("")) + cell("", `<w:tbl><w:tr>`+cell("", para("vnitřní"))+cell("", para("tabulka"))+`</w:tr></w:tbl><w:p/>`) + cell("", para("c3")) + `</w:tr></w:tbl>`
	box := `<w:txbxContent>` + para("Rámeček") + `</w:txbxContent>`
	body := `<w:p><w:pPr><w:pStyle w:val="Nadpis1"/></w:pPr><w:r><w:t>Rozhodnutí</w:t></w:r></w:p>` +
		`<w:p><w:pPr><w:pStyle w:val="Cmsor2"/></w:pPr><w:r><w:t>Indokolás</w:t></w:r></w:p>` +
		para(`<w:r><w:t xml:space="preserve">Úřad </w:t></w:r>`+run(`<w:b/>`, "tučně")+run(`<w:i/>`, " šikmo")+`<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:tab/><w:t>Frýdek</w:t><w:noBreakHyphen/><w:t>Místek</w:t></w:r>`) +
		item("1", "0", "první") + item("1", "1", "vnořený") + item("1", "1", "druhý vnořený") + item("1", "0", "druhá") + item("3", "0", "odrážka") + item("2", "0", "římská") + item("4", "0", "znovu") +
		table +
		para(`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>`+box+`</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>`+box+`</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Kotva</w:t></w:r>`) +
		para(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE \@ "d.M.yyyy" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12.3.2026</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`) +
		para(`<w:hyperlink r:id="rId7"><w:r><w:t>www.urad.example</w:t></w:r></w:hyperlink><w:r><w:t xml:space="preserve"> </w:t></w:r><w:smartTag><w:sdt><w:sdtContent><w:r><w:t>pole</w:t></w:r></w:sdtContent></w:sdt></w:smartTag><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>`) +
		para(`<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Obrázek 1"/><a:graphic><pic:pic><pic:blipFill><a:blip r:embed="rId8"/></pic:blipFill></pic:pic></a:graphic></wp:inline></w:drawing></w:r>`)
	d := docxPackage{Body: body, Numbering: wordNumbering, Section: `<w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>`}
	d = d.with("footnotes", "word/footnotes.xml", `<w:footnotes `+wordNS+`><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Poznámka pod čarou</w:t></w:r></w:p></w:footnote></w:footnotes>`)
	d = d.with("header", "word/header1.xml", `<w:hdr `+wordNS+`>`+para("Městský úřad")+`</w:hdr>`)
	d = d.with("footer", "word/footer1.xml", `<w:ftr `+wordNS+`>`+para("Strana 1")+`</w:ftr>`)
	d.Links = append(d.Links, link{Kind: "hyperlink", Target: "https://www.urad.example/", External: true})
	d = d.with("image", "word/media/image1.png", onePixelPNG())
	return Fixture{Name: "bohaty.docx", Format: "docx", Data: d.data(),
		Text: "Městský úřad Rozhodnutí Indokolás Úřad tučně šikmo [1] Frýdek\u2011Místek první vnořený druhá odrážka římská Záhlaví Bílé Svisle b2 Samo vnitřní tabulka c3 Kotva Rámeček 12.3.2026 www.urad.example pole☑ [1] Poznámka pod čarou Strana 1"}
}
