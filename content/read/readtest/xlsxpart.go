package readtest

// xlsxParts hide things in other parts of the package.
func xlsxParts() []Fixture {
	comments := func(s string) string {
		return `<comments ` + cellNS + `><authors><author>Jana Vzorová</author></authors><commentList><comment ref="A1" authorId="0"><text><t>` + s + `</t></text></comment></commentList></comments>`
	}
	threaded := `<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="A1" dT="2026-03-01T10:00:00" personId="{1}"><text>KANAREK232</text></threadedComment></ThreadedComments>`
	persons := `<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><person displayName="KANAREK233" id="{1}"/></personList>`
	drawing := func(shape string) string {
		return `<xdr:wsDr ` + drawingNS + `><xdr:twoCellAnchor>` + shape + `</xdr:twoCellAnchor></xdr:wsDr>`
	}
	shape := func(properties, s string) string {
		return `<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="Rámeček 1" ` + properties + `/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>` + s + `</a:t></a:r></a:p></xdr:txBody></xdr:sp>`
	}
	linked := wages("", `<hyperlinks><hyperlink ref="A1" r:id="rId1"/></hyperlinks>`)
	linked.Sheets[0].Links = []link{{Kind: "hyperlink", Target: "https://KANAREK241.example/", External: true}}
	external := wages("", "").with("externalLink", "xl/externalLinks/externalLink1.xml", `<externalLink `+cellNS+`><externalBook r:id="rId1"><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>KANAREK234</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>`)
	external.Parts = append(external.Parts, relsPart("xl/externalLinks/externalLink1.xml", link{Kind: "externalLinkPath", Target: "file:///N:/mzdy.xlsx", External: true}))
	path := wages("", "")
	path.Book = `<x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" url="C:\Users\KANAREK242\"/>`
	root := func(l link, p part) xlsxPackage {
		x := wages("", "")
		x.Root, x.Parts = []link{l}, []part{p}
		return x
	}
	loose := wages("", "")
	loose.Parts = append(loose.Parts, part{Name: "xl/tajne.xml", Body: "<x>KANAREK250</x>"})
	return []Fixture{
		wages("", "").beside("comments", "xl/comments1.xml", comments("KANAREK231")).hidden("xlsx-comment.xlsx", "comment", "KANAREK231"),
		wages("", "").beside("http://schemas.microsoft.com/office/2017/10/relationships/threadedComment", "xl/threadedComments/threadedComment1.xml", threaded).hidden("xlsx-thread.xlsx", "comment", "KANAREK232"),
		wages("", "").with("http://schemas.microsoft.com/office/2017/10/relationships/person", "xl/persons/person.xml", persons).hidden("xlsx-person.xlsx", "metadata", "KANAREK233"),
		external.hidden("xlsx-external.xlsx", "external-link", "KANAREK234"),
		wages("", "").with("pivotCacheDefinition", "xl/pivotCache/pivotCacheDefinition1.xml", `<pivotCacheDefinition `+cellNS+`><cacheFields><cacheField name="Osoba"><sharedItems><s v="KANAREK235"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>`).hidden("xlsx-pivot.xlsx", "pivot-cache", "KANAREK235"),
		wages("", "").with("pivotCacheRecords", "xl/pivotCache/pivotCacheRecords1.xml", `<pivotCacheRecords `+cellNS+`><r><s v="KANAREK236"/></r></pivotCacheRecords>`).hidden("xlsx-pivot-records.xlsx", "pivot-cache", "KANAREK236"),
		wages("", "").with("connections", "xl/connections.xml", `<connections `+cellNS+`><connection id="1" name="c"><dbPr connection="Data Source=KANAREK237"/></connection></connections>`).hidden("xlsx-connection.xlsx", "external-link", "KANAREK237"),
		wages("", "").beside("drawing", "xl/drawings/drawing1.xml", drawing(shape(`descr="KANAREK238"`, "vidět"))).hidden("xlsx-alt.xlsx", "alternative-text", "KANAREK238"),
		wages("", "").beside("drawing", "xl/drawings/drawing1.xml", drawing(shape(`hidden="1"`, "KANAREK239"))).hidden("xlsx-hidden-shape.xlsx", "hidden-text", "KANAREK239"),
		wages("", "").beside("vmlDrawing", "xl/drawings/vmlDrawing1.vml", `<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><div>KANAREK240</div></v:textbox></v:shape></xml>`).hidden("xlsx-vml.xlsx", "annotation", "KANAREK240"),
		linked.hidden("xlsx-link.xlsx", "external-link", "KANAREK241"),
		path.hidden("xlsx-path.xlsx", "metadata", "KANAREK242"),
		root(link{Kind: coreKind, Target: "docProps/core.xml"}, coreProperties(`<dc:creator>KANAREK243</dc:creator>`)).hidden("xlsx-core.xlsx", "metadata", "KANAREK243"),
		root(link{Kind: "customXml", Target: "customXml/item1.xml"}, part{Name: "customXml/item1.xml", Body: `<spis>KANAREK244</spis>`}).hidden("xlsx-customxml.xlsx", "custom-xml", "KANAREK244"),
		wages("", "").with("vbaProject", "xl/vbaProject.bin", "VBA").hidden("xlsx-macro.xlsx", "script", ""),
		wages("", "").beside("package", "xl/embeddings/KANAREK245.docx", "PK").hidden("xlsx-embedded.xlsx", "embedded-object", "KANAREK245"),
		wages("", "").beside("printerSettings", "xl/printerSettings/printerSettings1.bin", utf16LE("KANAREK246")).hidden("xlsx-printer.xlsx", "metadata", "KANAREK246"),
		wages("", "").with("chart", "xl/charts/chart1.xml", `<c:chart xmlns:c="c"><c:v>KANAREK247</c:v></c:chart>`).hidden("xlsx-chart.xlsx", "unknown-part", "KANAREK247"),
		wages("", "").with("image", "xl/media/image1.png", onePixelPNG()).hidden("xlsx-media.xlsx", "unknown-part", ""),
		loose.hidden("xlsx-unknown.xlsx", "unknown-part", "KANAREK250"),
	}
}
