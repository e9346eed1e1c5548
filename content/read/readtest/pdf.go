package readtest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// pdfs are one file for each thing that hides in a PDF, and clean ones.
func pdfs() []Fixture {
	return slices.Concat(pdfClean(), pdfFiles(), pdfScripts(), pdfForms(), pdfNotes(), pdfTitles(), pdfContents(), pdfUnseen(), pdfBytes(), pdfSaved(), pdfPacked())
}

func pdfFixture(name, hidden, canary string, data []byte) Fixture {
	return Fixture{Name: "pdf-" + name + ".pdf", Format: "pdf", Text: pdfText, Hidden: hidden, Canary: canary, Data: data}
}

func pdfClean() []Fixture {
	font := newEmbeddedFont("Obecní úřad odpověděl na žádost dne čtvrtého března.", "Árvíztűrő tükörfúrógép")
	embedded := pdfParts{content: font.lines(), resources: "", more: font.objects(6)}
	objects := embedded.objects()
	objects[2] = strings.Replace(objects[2], "/F 5 0 R", "/F 5 0 R/G 6 0 R", 1)
	clean := pdfFixture("clean-embedded-font", "", "", newPDF(objects).Bytes())
	clean.Text += " Obecní úřad odpověděl na žádost dne čtvrtého března. Árvíztűrő tükörfúrógép"
	link := pdfParts{
		page:    "/Annots[6 0 R]",
		content: pdfLine(100, "www.sidliste.example/zpravy"),
		more:    []string{"<</Type/Annot/Subtype/Link/Rect[18 96 220 112]/Border[0 0 0]/A<</S/URI/URI(https://www.sidliste.example/zpravy)>>>>"},
	}
	return []Fixture{clean, pdfFixture("clean", "", "", pdfParts{}.bytes()), pdfFixture("clean-link", "", "", link.bytes())}
}

func pdfFiles() []Fixture {
	file := "<</Type/Filespec/UF" + pdfString("KANÁREK41 příloha.txt") + "/Desc" + pdfString("Rozpočet") + "/EF<</F 7 0 R>>>>"
	data := pdfStream("/Type/EmbeddedFile/Subtype/text#2Fplain", "Tajný rozpočet obce")
	return []Fixture{
		pdfFixture("attachment", "attachment", "KANÁREK41", pdfParts{
			catalog: "/Names<</EmbeddedFiles<</Names[(p) 6 0 R]>>>>", more: []string{file, data},
		}.bytes()),
		pdfFixture("attachment-note", "attachment", "KANÁREK41", pdfParts{
			page: "/Annots[8 0 R]", more: []string{file, data, "<</Type/Annot/Subtype/FileAttachment/Rect[250 20 260 30]/FS 6 0 R>>"},
		}.bytes()),
		pdfFixture("attachment-associated", "attachment", "KANÁREK41", pdfParts{page: "/AF[6 0 R]", more: []string{file, data}}.bytes()),
		pdfFixture("attachment-orphan", "attachment", "KANÁREK41", pdfParts{more: []string{file, data}}.bytes()),
		pdfFixture("attachment-outside", "external-link", "KANÁREK42", pdfParts{
			catalog: "/Names<</EmbeddedFiles<</Names[(p) <</Type/Filespec/UF" + pdfString("KANÁREK42.doc") + ">>]>>>>",
		}.bytes()),
	}
}

func pdfScripts() []Fixture {
	script := "<</S/JavaScript/JS(app.alert\\('KANAREK43'\\))>>"
	stream := []string{"<</S/JavaScript/JS 7 0 R>>", pdfStream("", "var tajne = 'KANAREK43'")}
	widget := "<</Type/Annot/Subtype/Widget/FT/Btn/T(odeslat)/Rect[250 20 280 30]/F 4/A<</S/SubmitForm/F<</FS/URL/F(https://sber.example/KANAREK43)>>>>>>"
	return []Fixture{
		pdfFixture("script-document", "script", "KANAREK43", pdfParts{catalog: "/Names<</JavaScript<</Kids[<</Names[(a) 6 0 R]>>]>>>>", more: stream}.bytes()),
		pdfFixture("script-open", "script", "KANAREK43", pdfParts{catalog: "/OpenAction" + script}.bytes()),
		pdfFixture("script-next", "script", "KANAREK43", pdfParts{catalog: "/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next 6 0 R>>", more: stream}.bytes()),
		pdfFixture("script-page", "script", "KANAREK43", pdfParts{page: "/AA<</O" + script + ">>"}.bytes()),
		pdfFixture("script-launch", "script", "KANAREK43", pdfParts{
			page: "/Annots[<</Type/Annot/Subtype/Link/Rect[20 20 60 40]/A<</S/Launch/F(KANAREK43.exe)>>>>]",
		}.bytes()),
		pdfFixture("script-submit", "script", "KANAREK43", pdfParts{catalog: "/AcroForm<</Fields[6 0 R]>>", page: "/Annots[6 0 R]", more: []string{widget}}.bytes()),
		pdfFixture("script-orphan", "script", "KANAREK43", pdfParts{more: stream}.bytes()),
	}
}

func pdfForms() []Fixture {
	hidden := "<</Type/Annot/Subtype/Widget/FT/Tx/T" + pdfString("jméno") + "/V" + pdfString("Kryštof KANÁREK44") + "/F 2/Rect[20 20 200 40]>>"
	orphan := pdfParts{page: "/Annots[6 0 R]", more: []string{hidden}}
	return []Fixture{
		pdfFixture("form", "form", "KANÁREK44", pdfParts{catalog: "/AcroForm<</Fields[6 0 R]>>", page: "/Annots[6 0 R]", more: []string{hidden}}.bytes()),
		pdfFixture("form-inherited", "form", "KANÁREK44", pdfParts{
			catalog: "/AcroForm<</Fields[6 0 R]>>", more: []string{"<</FT/Tx/T(a)/V" + pdfString("KANÁREK44") + "/Kids[7 0 R]>>", "<</Parent 6 0 R/T(b)>>"},
		}.bytes()),
		pdfFixture("form-without-list", "form", "KANÁREK44", orphan.bytes()),
		pdfFixture("form-xfa", "form", "KANÁREK45", pdfParts{
			catalog: "/AcroForm<</Fields[]/XFA[(datasets) 6 0 R]>>", more: []string{pdfStream("", "<xfa:data xmlns:xfa='x'><jmeno>Žofie KANÁREK45</jmeno></xfa:data>")},
		}.bytes()),
	}
}

func pdfNotes() []Fixture {
	note := func(entries string) []byte {
		return pdfParts{page: "/Annots[<</Type/Annot/Rect[250 20 270 40]" + entries + ">>]"}.bytes()
	}
	return []Fixture{
		pdfFixture("note", "annotation", "KANÁREK46", note("/Subtype/Text/T"+pdfString("Řehoř Vydra")+"/Contents"+pdfString("Pozor: KANÁREK46"))),
		pdfFixture("note-author", "annotation", "KANÁREK46", note("/Subtype/Highlight/QuadPoints[250 40 270 40 250 20 270 20]/T"+pdfString("KANÁREK46"))),
		pdfFixture("note-rich", "annotation", "KANAREK46", note("/Subtype/Text/RC(<body><p>KANAREK46</p></body>)")),
		pdfFixture("note-hidden", "annotation", "", note("/Subtype/Square/F 2")),
		pdfFixture("note-orphan", "annotation", "KANÁREK46", pdfParts{more: []string{"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents" + pdfString("KANÁREK46") + ">>"}}.bytes()),
		pdfFixture("link", "annotation", "KANAREK47", pdfParts{
			page: "/Annots[<</Type/Annot/Subtype/Link/Rect[18 156 200 172]/Border[0 0 0]/A<</S/URI/URI(https://sber.example/?kdo=KANAREK47)>>>>]",
		}.bytes()),
		pdfFixture("redact-mark", "redact-mark", "KANÁREK48", note("/Subtype/Redact/OverlayText"+pdfString("KANÁREK48 osobní údaj"))),
	}
}

func pdfTitles() []Fixture {
	xmp := pdfStream("/Type/Metadata/Subtype/XML", "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"+
		"<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator><rdf:Seq><rdf:li>Řehoř KANÁREK50</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>")
	image := pdfStream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Metadata 7 0 R", "\x80")
	info := newPDF(pdfParts{more: []string{"<</Title" + pdfString("Rozhodnutí") + "/Spisovka" + pdfString("KANÁREK49") + ">>"}}.objects())
	return []Fixture{
		pdfFixture("bookmark", "bookmark", "KANÁREK51", pdfParts{
			catalog: "/Outlines 6 0 R", more: []string{"<</First 7 0 R/Count 1>>", "<</Title" + pdfString("Oddíl KANÁREK51") + "/Parent 6 0 R/Dest[3 0 R/Fit]/Next 7 0 R>>"},
		}.bytes()),
		pdfFixture("info", "metadata", "KANÁREK49", bytes.Replace(info.Bytes(), []byte("/Root 1 0 R"), []byte("/Root 1 0 R/Info 6 0 R"), 1)),
		pdfFixture("xmp", "metadata", "KANÁREK50", pdfParts{catalog: "/Metadata 6 0 R", more: []string{xmp}}.bytes()),
		pdfFixture("xmp-image", "metadata", "KANÁREK50", pdfParts{resources: "/XObject<</I 6 0 R>>", more: []string{image, xmp}}.bytes()),
		pdfFixture("piece", "unknown-part", "KANÁREK52", pdfParts{page: "/PieceInfo<</Kancelar<</Private<</Verze" + pdfString("KANÁREK52") + ">>>>>>"}.bytes()),
		pdfFixture("description", "alternative-text", "KANÁREK53", pdfParts{
			catalog: "/StructTreeRoot<</K 6 0 R>>", more: []string{"<</S/Document/K[7 0 R 6 0 R]>>", "<</S/Figure/P 6 0 R/Pg 3 0 R/Alt" + pdfString("Podpis: KANÁREK53") + ">>"},
		}.bytes()),
		pdfFixture("replacement", "alternative-text", "KANÁREK54", pdfParts{
			catalog: "/StructTreeRoot<</K 6 0 R>>", more: []string{"<</S/Span/Pg 3 0 R/ActualText" + pdfString("KANÁREK54") + ">>"},
		}.bytes()),
	}
}

func pdfContents() []Fixture {
	group := []string{"<</Type/OCG/Name" + pdfString("Koncept KANÁREK55") + ">>"}
	layers := "/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>"
	image := pdfStream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "\x80")
	form := pdfStream("/Type/XObject/Subtype/Form/BBox[0 0 300 200]/OC 6 0 R/Resources<</Font<</F 5 0 R>>>>", pdfLine(60, "KANAREK56"))
	return []Fixture{
		pdfFixture("layer", "layer", "KANÁREK55", pdfParts{catalog: "/OCProperties<</OCGs[6 0 R]/D<<>>>>", more: group}.bytes()),
		pdfFixture("layer-text", "layer", "KANAREK56", pdfParts{
			catalog: layers, resources: "/Properties<</O 6 0 R>>", more: group, before: "/OC /O BDC\n" + pdfLine(60, "KANAREK56") + "EMC\n",
		}.bytes()),
		pdfFixture("layer-form", "layer", "KANAREK56", pdfParts{
			catalog: layers, resources: "/XObject<</X 7 0 R>>", before: "/X Do\n", more: append(slices.Clone(group), form),
		}.bytes()),
		pdfFixture("invisible", "invisible-text", "KANAREK57", pdfParts{before: "3 Tr\n" + pdfLine(60, "KANAREK57") + "0 Tr\n"}.bytes()),
		pdfFixture("outside", "unknown-part", "", pdfParts{
			resources: "/XObject<</I 6 0 R>>", content: "q 50 0 0 50 400 400 cm /I Do Q\n", more: []string{image},
		}.bytes()),
		pdfFixture("thumbnail", "thumbnail", "", pdfParts{page: "/Thumb 6 0 R", more: []string{image}}.bytes()),
		pdfFixture("page-outside-tree", "unknown-part", "KANAREK58", pdfParts{more: []string{
			"<</Type/Page/MediaBox[0 0 300 200]/Contents 7 0 R/Resources<</Font<</F 5 0 R>>>>>>", pdfStream("", pdfLine(60, "KANAREK58")),
		}}.bytes()),
	}
}

func pdfBytes() []Fixture {
	plain := pdfParts{}.bytes()
	at := bytes.Index(plain, []byte("xref\n"))
	between := slices.Concat(plain[:at], []byte("9 0 obj (KANAREK59) endobj\n"), plain[at:])
	between = bytes.Replace(between, fmt.Appendf(nil, "startxref\n%d\n", at), fmt.Appendf(nil, "startxref\n%d\n", at+len("9 0 obj (KANAREK59) endobj\n")), 1)
	return []Fixture{
		pdfFixture("after-end", "unknown-part", "KANAREK59", append(slices.Clone(plain), "KANAREK59\n"...)),
		pdfFixture("before-header", "unknown-part", "KANAREK59", append([]byte("KANAREK59\n"), plain...)),
		pdfFixture("between-objects", "unknown-part", "KANAREK59", between),
	}
}
