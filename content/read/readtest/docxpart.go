package readtest

// docxParts hide things in other parts of the package.
func docxParts() []Fixture {
	picture := func(properties, crop string) string {
		return para(`<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Obrázek 1" ` + properties + `/><a:graphic><pic:pic><pic:blipFill><a:blip r:embed="rId4"/>` + crop + `</pic:blipFill></pic:pic></a:graphic></wp:inline></w:drawing></w:r>`)
	}
	linked := func(l link, middle string) docxPackage {
		d := letter(middle)
		d.Links = append(d.Links, l)
		return d
	}
	custom := part{Name: "docProps/custom.xml", Body: `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property name="Spis"><vt:lpwstr>KANAREK152</vt:lpwstr></property></Properties>`}
	app := part{Name: "docProps/app.xml", Body: `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Template>Normal.dotm</Template><TotalTime>0</TotalTime><Pages>1</Pages><Company>KANAREK153</Company></Properties>`}
	settings := func(inside string) string { return `<w:settings ` + wordNS + `>` + inside + `</w:settings>` }
	fixtures := []Fixture{
		letter("").rooted(coreKind, coreProperties(`<dc:creator>KANAREK151</dc:creator><dcterms:created>2026-01-02T03:04:05Z</dcterms:created>`)).hidden("docx-core.docx", "metadata", "KANAREK151"),
		letter("").rooted("custom-properties", custom).hidden("docx-custom.docx", "metadata", "KANAREK152"),
		letter("").rooted("extended-properties", app).hidden("docx-app.docx", "metadata", "KANAREK153"),
		letter("").with("customXml", "customXml/item1.xml", `<spis><cislo>KANAREK154</cislo></spis>`).hidden("docx-customxml.docx", "custom-xml", "KANAREK154"),
		letter("").with("glossaryDocument", "word/glossary/document.xml", `<w:glossaryDocument `+wordNS+`><w:docParts>`+para("KANAREK155")+`</w:docParts></w:glossaryDocument>`).hidden("docx-glossary.docx", "hidden-text", "KANAREK155"),
		letter("").with("people", "word/people.xml", `<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person w15:author="KANAREK156"/></w15:people>`).hidden("docx-people.docx", "metadata", "KANAREK156"),
		linked(link{Kind: "attachedTemplate", Target: "file:///N:/KANAREK157.dotx", External: true}, "").hidden("docx-template.docx", "external-link", "KANAREK157"),
		linked(link{Kind: "hyperlink", Target: "https://KANAREK158.example/", External: true}, para(`<w:hyperlink r:id="rId4"><w:r><w:t>zde</w:t></w:r></w:hyperlink>`)).hidden("docx-link.docx", "external-link", "KANAREK158"),
		linked(link{Kind: "image", Target: "https://KANAREK159.example/foto.png", External: true}, "").hidden("docx-linked-picture.docx", "external-link", "KANAREK159"),
		letter(picture(`descr="KANAREK160"`, "")).with("image", "word/media/image1.png", onePixelPNG()).hidden("docx-alt.docx", "alternative-text", "KANAREK160"),
		letter("").with("oleObject", "word/embeddings/KANAREK161.bin", "OLE").hidden("docx-embedded.docx", "embedded-object", "KANAREK161"),
		letter(`<w:altChunk r:id="rId4"/>`).with("aFChunk", "word/KANAREK162.html", "<p>text</p>").hidden("docx-altchunk.docx", "embedded-object", "KANAREK162"),
		letter("").with("vbaProject", "word/vbaProject.bin", "VBA").hidden("docx-macro.docx", "script", ""),
		letter("").with("control", "word/activeX/activeX1.xml", "<x/>").hidden("docx-activex.docx", "form", ""),
		letter("").with("chart", "word/charts/chart1.xml", `<c:chart xmlns:c="c"><c:v>KANAREK163</c:v></c:chart>`).hidden("docx-chart.docx", "unknown-part", "KANAREK163"),
		letter("").rooted("thumbnail", part{Name: "docProps/thumbnail.jpeg", Body: "JPEG"}).hidden("docx-thumbnail.docx", "thumbnail", ""),
		letter("").with("printerSettings", "word/printerSettings/printerSettings1.bin", utf16LE("KANAREK164")).hidden("docx-printer.docx", "metadata", "KANAREK164"),
		letter("").with("settings", "word/settings.xml", settings(`<w:rsids><w:rsidRoot w:val="00A1B2C3"/></w:rsids>`)).hidden("docx-rsid.docx", "metadata", "00A1B2C3"),
		letter("").with("settings", "word/settings.xml", settings(`<w:docVars><w:docVar w:name="osoba" w:val="KANAREK165"/></w:docVars>`)).hidden("docx-docvar.docx", "metadata", "KANAREK165"),
		letter("").with("settings", "word/settings.xml", settings(`<w:mailMerge><w:query w:val="SELECT KANAREK166"/></w:mailMerge>`)).hidden("docx-mailmerge.docx", "external-link", "KANAREK166"),
		letter(picture("", `<a:srcRect l="50000"/>`)).with("image", "word/media/image1.png", twoPixelPNG()).hidden("docx-cropped.docx", "unknown-part", ""),
		letter(picture("", "")).with("image", "word/media/KANAREK168.emf", "EMF").hidden("docx-emf.docx", "unread-region", "KANAREK168"),
		letter("").rooted("origin", part{Name: "_xmlsignatures/sig1.xml", Body: "<Signature><X509SubjectName>KANAREK169</X509SubjectName></Signature>"}).hidden("docx-signature.docx", "signature", "KANAREK169"),
	}
	fixtures = append(fixtures, letter("").with("fontTable", "word/fontTable.xml", `<w:fonts `+wordNS+`>KANAREK171</w:fonts>`).hidden("docx-text-in-looks.docx", "unknown-part", "KANAREK171"))
	loose := letter("")
	loose.Parts = append(loose.Parts, part{Name: "word/tajne.xml", Body: "<x>KANAREK170</x>"})
	return append(fixtures, loose.hidden("docx-unknown.docx", "unknown-part", "KANAREK170"))
}
