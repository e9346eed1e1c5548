package readtest

const tracked = `w:id="1" w:author="Jana Vzorová" w:date="2026-03-01T10:00:00Z"`

// docxTexts hide text by how it looks.
func docxTexts() []Fixture {
	pic := func(properties string) string {
		return para(`<w:r><w:drawing><wp:inline>` + properties + `<wps:txbx><w:txbxContent>` + para("KANAREK112") + `</w:txbxContent></wps:txbx></wp:inline></w:drawing></w:r>`)
	}
	fallback := `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx><w:txbxContent>` + para("nové") + `</w:txbxContent></wps:txbx></mc:Choice>` +
		`<mc:Fallback><v:textbox><w:txbxContent>` + para("KANAREK113") + `</w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent></w:r>`
	table := func(rowProperties, cellProperties, content string) string {
		return `<w:tbl><w:tr>` + cell(`<w:vMerge w:val="restart"/>`, para("a")) + `</w:tr><w:tr><w:trPr>` + rowProperties + `</w:trPr>` + cell(cellProperties, content) + `</w:tr></w:tbl>`
	}
	return []Fixture{
		letter(para(run(`<w:vanish/>`, "KANAREK101"))).hidden("docx-vanish.docx", "hidden-text", "KANAREK101"),
		letter(para(run(`<w:rStyle w:val="Skryt"/>`, "KANAREK102"))).hidden("docx-vanish-style.docx", "hidden-text", "KANAREK102"),
		letter(para(run(`<w:webHidden/>`, "KANAREK103"))).hidden("docx-webhidden.docx", "hidden-text", "KANAREK103"),
		letter(para(run(`<w:sz w:val="2"/>`, "KANAREK104"))).hidden("docx-tiny.docx", "hidden-text", "KANAREK104"),
		letter(para(run(`<w:color w:val="FFFFFF"/>`, "KANAREK105"))).hidden("docx-white.docx", "background-text", "KANAREK105"),
		letter(para(run(`<w:color w:val="000000" w:themeColor="background1"/>`, "KANAREK106"))).hidden("docx-white-theme.docx", "background-text", "KANAREK106"),
		letter(table("", `<w:shd w:val="clear" w:fill="FFFF00"/>`, para(run(`<w:color w:val="FEFE00"/>`, "KANAREK107")))).hidden("docx-cell-colour.docx", "background-text", "KANAREK107"),
		letter(para(run(`<w:highlight w:val="black"/>`, "KANAREK108"))).hidden("docx-black-highlight.docx", "black-highlight", "KANAREK108"),
		letter(para(run(`<w:color w:val="000000"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/>`, "KANAREK109"))).hidden("docx-black-shading.docx", "black-highlight", "KANAREK109"),
		letter(para(run(`<w:shd w:val="solid" w:color="auto" w:fill="FFFFFF"/>`, "KANAREK110"))).hidden("docx-black-pattern.docx", "black-highlight", "KANAREK110"),
		letter(table(`<w:hidden/>`, "", para("KANAREK111"))).hidden("docx-hidden-row.docx", "hidden-text", "KANAREK111"),
		letter(pic(`<wp:docPr id="1" name="Rámeček 1" hidden="1"/>`)).hidden("docx-hidden-shape.docx", "hidden-text", "KANAREK112"),
		letter(para(fallback)).hidden("docx-fallback.docx", "hidden-text", "KANAREK113"),
		letter(table("", `<w:vMerge/>`, para("KANAREK114"))).hidden("docx-covered-cell.docx", "hidden-text", "KANAREK114"),
		letter(para(`<w:fldSimple w:instr=" IF 1 = 1 &quot;ano&quot; &quot;KANAREK115&quot; "><w:r><w:t>ano</w:t></w:r></w:fldSimple>`)).hidden("docx-field.docx", "hidden-text", "KANAREK115"),
		letter(para(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://KANAREK116.example/" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>zde</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`)).hidden("docx-field-link.docx", "external-link", "KANAREK116"),
		letter(para(`<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:listEntry w:val="ano"/><w:listEntry w:val="KANAREK117"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`)).hidden("docx-form.docx", "form", "KANAREK117"),
		letter(`<w:sdt><w:sdtPr><w:alias w:val="KANAREK118"/></w:sdtPr><w:sdtContent>`+para("volba")+`</w:sdtContent></w:sdt>`).hidden("docx-control.docx", "form", "KANAREK118"),
		letter(para(`<w:smartTag><w:smartTagPr><w:attr w:name="osoba" w:val="KANAREK119"/></w:smartTagPr><w:r><w:t>on</w:t></w:r></w:smartTag>`)).hidden("docx-smarttag.docx", "custom-xml", "KANAREK119"),
		letter(para(`<w:r><w:t>vidět</w:t></w:r><w:poznamka>KANAREK120</w:poznamka>`)).hidden("docx-stray.docx", "unknown-part", "KANAREK120"),
	}
}

// docxMarks hide what authors and reviewers left behind.
func docxMarks() []Fixture {
	dele := func(text string) string {
		return `<w:del ` + tracked + `><w:r><w:delText>` + text + `</w:delText></w:r></w:del>`
	}
	comment := `<w:comments ` + wordNS + `><w:comment w:id="1" w:author="Jana Vzorová" w:date="2026-03-01T10:00:00Z">` + para("KANAREK135") + `</w:comment></w:comments>`
	return []Fixture{
		letter(para(`<w:r><w:t>platí</w:t></w:r>`+dele("KANAREK131"))).hidden("docx-tracked-deleted.docx", "tracked-change", "KANAREK131"),
		letter(para(`<w:ins w:id="1" w:author="KANAREK132"><w:r><w:t>vložené</w:t></w:r></w:ins>`)).hidden("docx-tracked-inserted.docx", "tracked-change", "KANAREK132"),
		letter(para(`<w:moveFrom `+tracked+`><w:r><w:t>KANAREK133</w:t></w:r></w:moveFrom>`)).hidden("docx-tracked-moved.docx", "tracked-change", "KANAREK133"),
		letter(para(`<w:r><w:rPr><w:b/><w:rPrChange w:id="1" w:author="KANAREK134"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>tučné</w:t></w:r>`)).hidden("docx-tracked-format.docx", "tracked-change", "KANAREK134"),
		letter("").with("comments", "word/comments.xml", comment).hidden("docx-comment.docx", "comment", "KANAREK135"),
		letter(`<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="KANAREK136"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">spo</w:t></w:r></w:p>`+para("jeno")).hidden("docx-tracked-mark.docx", "tracked-change", "KANAREK136"),
		letter(`<w:tbl><w:tr><w:trPr><w:del `+tracked+`/></w:trPr>`+cell("", para("KANAREK137"))+`</w:tr></w:tbl>`).hidden("docx-tracked-row.docx", "tracked-change", "KANAREK137"),
		letter(`<w:tbl><w:tr>`+cell("", para("a"))+cell(`<w:cellDel `+tracked+`/>`, para("KANAREK138"))+`</w:tr></w:tbl>`).hidden("docx-tracked-cell.docx", "tracked-change", "KANAREK138"),
		letter("").with("footnotes", "word/footnotes.xml", `<w:footnotes `+wordNS+`><w:footnote w:id="5">`+para("KANAREK139")+`</w:footnote></w:footnotes>`).hidden("docx-lost-footnote.docx", "hidden-text", "KANAREK139"),
		letter("").with("header", "word/header1.xml", `<w:hdr `+wordNS+`>`+para("KANAREK140")+`</w:hdr>`).hidden("docx-lost-header.docx", "hidden-text", "KANAREK140"),
	}
}
