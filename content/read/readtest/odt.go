package readtest

import "strings"

// odfSpaces declares the namespaces of OpenDocument.
const odfSpaces = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"` +
	` xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"` +
	` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"` +
	` xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"` +
	` xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
	` xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"` +
	` xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"` +
	` xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0"` +
	` xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"` +
	` xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"` +
	` xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"` +
	` xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"`

// odfFile puts an OpenDocument package together: kind is "text" or
// "spreadsheet", styles the automatic ones of content.xml.
func odfFile(kind, styles, body string, more ...part) []byte {
	media := "application/vnd.oasis.opendocument." + kind
	parts := []part{
		{Name: "mimetype", Body: media, Stored: true},
		{Name: "content.xml", Body: xmlHead + `<office:document-content` + odfSpaces + ` office:version="1.3"><office:automatic-styles>` + styles +
			`</office:automatic-styles><office:body><office:` + kind + `>` + body + `</office:` + kind + `></office:body></office:document-content>`},
	}
	manifest := ""
	for _, p := range append(parts[1:], more...) {
		manifest += `<manifest:file-entry manifest:full-path="` + p.Name + `" manifest:media-type=""/>`
	}
	parts = append(parts, more...)
	return zipOf(append(parts, part{Name: "META-INF/manifest.xml", Body: xmlHead + `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">` +
		`<manifest:file-entry manifest:full-path="/" manifest:media-type="` + media + `"/>` + manifest + `</manifest:manifest>`})...)
}

// odfStylesPart makes styles.xml of common styles and page styles.
func odfStylesPart(common, masters string) part {
	return part{Name: "styles.xml", Body: xmlHead + `<office:document-styles` + odfSpaces + `><office:styles>` + common + `</office:styles><office:automatic-styles/><office:master-styles>` +
		masters + `</office:master-styles></office:document-styles>`}
}

func odfMeta(entries string) part {
	return part{Name: "meta.xml", Body: xmlHead + `<office:document-meta` + odfSpaces + `><office:meta>` + entries + `</office:meta></office:document-meta>`}
}

// textStyle is an automatic style of the family "text".
func textStyle(name, properties string) string {
	return `<style:style style:name="` + name + `" style:family="text"><style:text-properties ` + properties + `/></style:style>`
}

const odtVisible = `<text:p>Úřad městyse Žďárek sděluje žadateli.</text:p>`

// odtPlanted makes one text with something hidden in it.
func odtPlanted(name, kind, canary, styles, body string, more ...part) Fixture {
	return Fixture{Name: "odt-" + name + ".odt", Format: "odt", Text: "Úřad městyse Žďárek sděluje žadateli.", Hidden: kind, Canary: canary,
		Data: odfFile("text", styles, odtVisible+body, more...)}
}

func odt() []Fixture {
	return append([]Fixture{
		{Name: "odt-clean.odt", Format: "odt", Text: "Příliš žluťoučký kůň. Őrült űrhajós.", Data: odfFile("text", "", `<text:p>Příliš žluťoučký kůň.</text:p><text:p>Őrült űrhajós.</text:p>`)},
		odtRich(),
		odtPlanted("deletion", "tracked-change", "KANAREK41 Jana", "", `<text:tracked-changes><text:changed-region xml:id="z1"><text:deletion><office:change-info><dc:creator>KANAREK41 Jana Vymyšlená</dc:creator><dc:date>2024-03-12T10:00:00</dc:date></office:change-info><text:p>smazáno</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>Zde<text:change text:change-id="z1"/> ne.</text:p>`),
		odtPlanted("deleted-text", "tracked-change", "KANAREK42", "", `<text:tracked-changes><text:changed-region xml:id="z1"><text:deletion><office:change-info><dc:creator>Jana</dc:creator></office:change-info><text:p>tajné KANAREK42</text:p></text:deletion></text:changed-region></text:tracked-changes>`),
		odtPlanted("comment", "comment", "KANAREK43", "", `<text:p>Věta<office:annotation><dc:creator>Jana</dc:creator><dc:date>2024-03-12</dc:date><text:p>poznámka KANAREK43</text:p></office:annotation> dál.</text:p>`),
		odtPlanted("hidden", "hidden-text", "KANAREK44", textStyle("T1", `text:display="none"`), `<text:p>A<text:span text:style-name="T1">skryto KANAREK44</text:span>B</text:p>`),
		odtPlanted("hidden-section", "hidden-text", "KANAREK45", "", `<text:section text:name="S" text:display="none"><text:p>oddíl KANAREK45</text:p></text:section>`),
		odtPlanted("hidden-paragraph", "hidden-text", "KANAREK46", "", `<text:p>KANAREK46 před <text:hidden-paragraph text:condition="ooow:1" text:is-hidden="true"/>a po</text:p>`),
		odtPlanted("hidden-field", "hidden-text", "KANAREK47", "", `<text:p><text:hidden-text text:condition="ooow:1" text:string-value="KANAREK47" text:is-hidden="true"/></text:p>`),
		odtPlanted("conditional", "hidden-text", "KANAREK48", "", `<text:p><text:conditional-text text:condition="ooow:1" text:string-value-if-true="ano" text:string-value-if-false="KANAREK48">ano</text:conditional-text></text:p>`),
		odtPlanted("white", "background-text", "KANAREK49", textStyle("T1", `fo:color="#ffffff"`), `<text:p>A <text:span text:style-name="T1">bílá KANAREK49</text:span> B</text:p>`),
		odtPlanted("black", "black-highlight", "KANAREK50", textStyle("T1", `fo:background-color="#000000"`), `<text:p>A <text:span text:style-name="T1">černá KANAREK50</text:span> B</text:p>`),
		odtPlanted("tiny", "unseen-text", "KANAREK51", textStyle("T1", `fo:font-size="1pt"`), `<text:p>A <text:span text:style-name="T1">KANAREK51</text:span> B</text:p>`),
		odtPlanted("meta", "metadata", "KANAREK52", "", "", odfMeta(`<meta:initial-creator>KANAREK52</meta:initial-creator><meta:editing-cycles>7</meta:editing-cycles>`)),
		odtPlanted("user-defined", "metadata", "KANAREK53", "", "", odfMeta(`<meta:user-defined meta:name="Spis">KANAREK53</meta:user-defined>`)),
		odtPlanted("printer", "metadata", "KANAREK54", "", "", part{Name: "settings.xml", Body: `<office:document-settings` + odfSpaces + `><config:config-item config:name="PrinterName">KANAREK54</config:config-item></office:document-settings>`}),
		odtPlanted("thumbnail", "thumbnail", "", "", "", part{Name: "Thumbnails/thumbnail.png", Body: string(tinyPNG())}),
	}, odtPackaged()...)
}

// odtPackaged hides things in the package around the text.
func odtPackaged() []Fixture {
	const basic = `<script:module xmlns:script="http://openoffice.org/2000/script" script:name="M">REM KANAREK56</script:module>`
	return []Fixture{
		odtPlanted("object", "embedded-object", "KANAREK55", "", `<text:p><draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p>`,
			part{Name: "Object 1/content.xml", Body: `<office:document-content` + odfSpaces + `><text:p>uvnitř KANAREK55</text:p></office:document-content>`}),
		odtPlanted("macro", "script", "KANAREK56", "", "", part{Name: "Basic/Standard/M.xml", Body: basic}),
		odtPlanted("link", "external-link", "KANAREK57", "", `<text:p><text:a xlink:href="https://vnitrni.example/KANAREK57">zde</text:a></text:p>`),
		odtPlanted("rdf", "custom-xml", "KANAREK58", "", "", part{Name: "manifest.rdf", Body: `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""><k xmlns="urn:x">KANAREK58</k></rdf:Description></rdf:RDF>`}),
		odtPlanted("version", "earlier-revision", "KANAREK59", "", "", part{Name: "VersionList.xml", Body: `<VL:version-list xmlns:VL="http://openoffice.org/2001/versions-list"><VL:version-entry VL:title="Version1" VL:comment="KANAREK59" VL:creator="Jana"/></VL:version-list>`}, part{Name: "Versions/Version1", Body: "PK"}),
		odtPlanted("form", "form", "KANAREK60", "", `<office:forms><form:form form:name="F"><form:text form:name="jméno" form:current-value="KANAREK60"/></form:form></office:forms>`),
		odtPlanted("alt", "alternative-text", "KANAREK61", "", `<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>popis KANAREK61</svg:desc></draw:frame></text:p>`, part{Name: "Pictures/a.png", Body: string(tinyPNG())}),
		odtPlanted("signature", "signature", "KANAREK62", "", "", part{Name: "META-INF/documentsignatures.xml", Body: `<document-signatures><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><X509SubjectName>CN=KANAREK62</X509SubjectName></Signature></document-signatures>`}),
		odtPlanted("unknown", "unknown-part", "KANAREK63", "", "", part{Name: "Zvlastni/data.txt", Body: "tajná data KANAREK63"}),
		odtPlanted("unused-picture", "unknown-part", "", "", "", part{Name: "Pictures/nikde.png", Body: string(tinyPNG())}),
		odtPlanted("foreign", "unknown-part", "KANAREK64", "", `<text:p>A<x:y xmlns:x="urn:cizi">KANAREK64</x:y>B</text:p>`),
		odtPlanted("xml-comment", "markup", "KANAREK65", "", `<!-- KANAREK65 -->`),
		odtPlanted("unused-page", "hidden-text", "KANAREK66", "", "", odfStylesPart("", `<style:master-page style:name="Standard"/><style:master-page style:name="Jina"><style:header><text:p>KANAREK66</text:p></style:header></style:master-page>`)),
	}
}

// odtRich is a text with everything that is no secret.
func odtRich() Fixture {
	list := `<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>`
	styles := list + textStyle("T1", `fo:font-weight="bold"`) + textStyle("T2", `fo:color="#ffffff"`) +
		`<style:style style:name="C1" style:family="table-cell"><style:table-cell-properties fo:background-color="#000080"/></style:style>`
	body := strings.Join([]string{
		`<text:h text:outline-level="1">Rozhodnutí</text:h>`,
		`<text:p>Paní<text:s text:c="2"/><text:span text:style-name="T1">Šťastná</text:span><text:tab/>obdrží<text:line-break/>výpis.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Viz zákon.</text:p></text:note-body></text:note></text:p>`,
		`<text:list text:style-name="L1"><text:list-item><text:p>první</text:p><text:list><text:list-item><text:p>vnořená</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>druhá</text:p></text:list-item></text:list>`,
		`<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/><table:table-header-rows><table:table-row><table:table-cell table:style-name="C1" table:number-columns-spanned="2"><text:p><text:span text:style-name="T2">Hlava</text:span></text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>vlevo</text:p></table:table-cell><table:table-cell><text:p>vpravo</text:p></table:table-cell></table:table-row></table:table>`,
		`<text:p>Text<draw:frame><draw:text-box><text:p>v rámečku</text:p></draw:text-box></draw:frame> vedle.</text:p>`,
		`<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame><text:a xlink:href="https://urad.example/">urad.example</text:a></text:p>`,
		`<text:section text:name="S"><text:p>Strana <text:page-number>1</text:page-number></text:p></text:section>`,
	}, "")
	return Fixture{Name: "odt-rich.odt", Format: "odt",
		Text: "Záhlaví Rozhodnutí Paní Šťastná obdrží výpis. 1 první vnořená druhá Hlava vlevo vpravo Text vedle. v rámečku urad.example Strana 1 1 Viz zákon. Zápatí",
		Data: odfFile("text", styles, body, part{Name: "Pictures/a.png", Body: string(tinyPNG())},
			odfStylesPart("", `<style:master-page style:name="Standard"><style:header><text:p>Záhlaví</text:p></style:header><style:footer><text:p>Zápatí</text:p></style:footer></style:master-page>`))}
}
