package site

// A leakClass is one way in which hidden text has got out of redacted
// documents elsewhere: what is planted, what keeps it in, and what the audit
// says when that protection is taken away.
type leakClass struct {
	name     string
	fixtures []string // of package readtest, each with its canary
	keeps    string   // the protection, in plain words
	off      func(s *stage)
	caught   []string // checks of the audit, each of which must hit
}

// leakClasses are those of the research on redaction: at least minClasses.
const minClasses = 30

const (
	newPDF     = "the PDF is made anew from page images; nothing of the source file is reused"
	newText    = "the text layer is made from shown words that no box touches"
	newPicture = "page images are written from pixels, in four greys"
	noFile     = "a redacted document's own file is never published"
	ownPages   = "pages and lists are made from releases, which hold no hidden word"
)

var leakClasses = []leakClass{
	{"text under a box", nil, newText, layerText(true), []string{"words", "ink"}},
	{"white text", []string{"pdf-unseen-white.pdf"}, newText, layerText(false), []string{"words", "ink"}},
	{"hidden OCR layer", []string{"pdf-invisible.pdf"}, newText, layerText(false), []string{"words", "ink"}},
	{"text off the page", []string{"pdf-unseen-off-page.pdf"}, newText, layerAway, []string{"words"}},
	{"text outside the crop box", []string{"pdf-unseen-outside-crop.pdf"}, newPDF, pageEntry("/CropBox [0 0 100 100]"), []string{"structure"}},
	{"text painted over", []string{"pdf-unseen-painted-over.pdf", "pdf-unseen-covered.pdf", "pdf-unseen-clipped.pdf"}, newPDF, pageContent("0 g 10 10 50 20 re f"), []string{"structure"}},
	{"glyph advance or TJ shift", nil, newText, pageContent("BT /F1 8 Tf 3 Tr [<0041> -250 <0042>] TJ ET"), []string{"structure"}},
	{"length of the replacement", nil, "a label is the same whatever it hides", longLabel, []string{"boxes"}},
	{"image under a box", nil, "tiles under a box are filled before the page is encoded", openBox, []string{"boxes"}},
	{"vector art under a box", nil, newPDF, pageContent("10 10 m 50 50 l S"), []string{"structure"}},
	{"page copied raw", []string{"pdf-page-outside-tree.pdf"}, newPDF, copyFixture("pdf-page-outside-tree.pdf", ".pdf"), []string{"structure", "digests"}},
	{"information dictionary", []string{"pdf-info.pdf"}, newPDF, infoEntry, []string{"structure"}},
	{"XMP metadata", []string{"pdf-xmp.pdf", "pdf-xmp-image.pdf"}, newPDF, catalogStream("/Metadata", "/Type /Metadata /Subtype /XML", "<x:xmpmeta>{canary}</x:xmpmeta>"), []string{"structure"}},
	{"bookmarks", []string{"pdf-bookmark.pdf"}, newPDF, catalogEntry("/Outlines << /Type /Outlines /Title ({canary}) >>"), []string{"structure"}},
	{"attachments", []string{"pdf-attachment.pdf", "pdf-attachment-orphan.pdf"}, newPDF, catalogEntry("/Names << /EmbeddedFiles << /Names [({canary}) null] >> >>"), []string{"structure"}},
	{"scripts", []string{"pdf-script-document.pdf", "pdf-script-page.pdf"}, newPDF, catalogEntry("/OpenAction << /S /JavaScript /JS ({canary}) >>"), []string{"structure"}},
	{"forms", []string{"pdf-form.pdf", "pdf-form-xfa.pdf"}, newPDF, catalogEntry("/AcroForm << /Fields [<< /T (x) /V ({canary}) >>] >>"), []string{"structure"}},
	{"annotations", []string{"pdf-note.pdf", "pdf-note-author.pdf"}, newPDF, pageEntry("/Annots [<< /Type /Annot /Subtype /Text /Contents ({canary}) >>]"), []string{"structure"}},
	{"unapplied redaction marks", []string{"pdf-redact-mark.pdf"}, newPDF, pageEntry("/Annots [<< /Type /Annot /Subtype /Redact /OverlayText ({canary}) >>]"), []string{"structure"}},
	{"dark highlights", nil, newPDF, pageEntry("/Annots [<< /Type /Annot /Subtype /Highlight /C [0 0 0] /Contents ({canary}) >>]"), []string{"structure"}},
	{"earlier revision", []string{"pdf-revision.pdf"}, newPDF, incremental, []string{"structure"}},
	{"bytes after the end", []string{"pdf-after-end.pdf", "pdf-before-header.pdf", "pdf-between-objects.pdf"}, newPDF, appendToPDF, []string{"structure"}},
	{"ActualText", []string{"pdf-replacement.pdf"}, newPDF, pageContent("/Span << /ActualText ({canary}) >> BDC EMC"), []string{"structure"}},
	{"alternative text", []string{"pdf-description.pdf"}, newPDF, imageEntry("/Alt ({canary})"), []string{"structure"}},
	{"structure tree", nil, newPDF, catalogEntry("/StructTreeRoot << /Type /StructTreeRoot /K << /S /P /T ({canary}) >> >>"), []string{"structure"}},
	{"thumbnails", []string{"pdf-thumbnail.pdf", "jpeg-nahled.jpg"}, newPDF, pageEntry("/Thumb 1 0 R"), []string{"structure"}},
	{"subset fonts", nil, newText, fontEntry("/CharSet (/{canary})"), []string{"structure"}},
	{"layers", []string{"pdf-layer.pdf", "pdf-layer-text.pdf"}, newPDF, catalogEntry("/OCProperties << /OCGs [] /D << /Name ({canary}) >> >>"), []string{"structure"}},
	{"private application data", []string{"pdf-piece.pdf"}, newPDF, catalogEntry("/PieceInfo << /A << /Private ({canary}) >> >>"), []string{"structure"}},
	{"EXIF", []string{"png-exif.png", "jpeg-exif.jpg"}, newPicture, pngChunk("eXIf", "II*\x00\x08\x00\x00\x00{canary}"), []string{"structure"}},
	{"image text and XMP", []string{"png-text.png", "png-ztxt.png", "png-itxt.png", "jpeg-xmp.jpg", "jpeg-iptc.jpg", "jpeg-komentar.jpg"}, newPicture, pngChunk("tEXt", "Author\x00{canary}"), []string{"structure"}},
	{"bytes after an image", []string{"png-za-koncem.png", "jpeg-za-koncem.jpg"}, newPicture, pngTail, []string{"structure"}},
	{"printer dots", nil, newPicture, pngColour, []string{"boxes"}},
	{"tracked changes", []string{"docx-tracked-deleted.docx", "docx-tracked-inserted.docx", "odt-deletion.odt"}, noFile, copyFixture("docx-tracked-deleted.docx", ".docx"), []string{"structure", "digests"}},
	{"comments", []string{"docx-comment.docx", "odt-comment.odt", "xlsx-comment.xlsx"}, noFile, copyFixture("docx-comment.docx", ".docx"), []string{"structure", "digests"}},
	{"hidden text", []string{"docx-vanish.docx", "odt-hidden.odt"}, noFile, copyFixture("docx-vanish.docx", ".docx"), []string{"structure", "digests"}},
	{"customXml", []string{"docx-customxml.docx", "xlsx-customxml.xlsx"}, noFile, copyFixture("docx-customxml.docx", ".docx"), []string{"structure", "digests"}},
	{"docProps", []string{"docx-core.docx", "docx-app.docx", "odt-meta.odt"}, noFile, copyFixture("docx-core.docx", ".docx"), []string{"structure", "digests"}},
	{"rsid", []string{"docx-rsid.docx"}, noFile, copyFixture("docx-rsid.docx", ".docx"), []string{"structure", "digests"}},
	{"document thumbnail", []string{"docx-thumbnail.docx", "odt-thumbnail.odt"}, noFile, copyFixture("docx-thumbnail.docx", ".docx"), []string{"structure", "digests"}},
	{"embedded objects", []string{"docx-embedded.docx", "odt-object.odt"}, noFile, copyFixture("docx-embedded.docx", ".docx"), []string{"structure", "digests"}},
	{"black highlight", []string{"docx-black-highlight.docx", "odt-black.odt"}, noFile, copyFixture("odt-black.odt", ".odt"), []string{"structure", "digests"}},
	{"hidden rows", []string{"xlsx-row.xlsx", "ods-hidden-row.ods"}, noFile, copyFixture("xlsx-row.xlsx", ".xlsx"), []string{"structure", "digests"}},
	{"hidden columns", []string{"xlsx-column.xlsx", "ods-hidden-column.ods"}, noFile, copyFixture("xlsx-column.xlsx", ".xlsx"), []string{"structure", "digests"}},
	{"hidden sheets", []string{"xlsx-sheet.xlsx", "ods-hidden-sheet.ods"}, noFile, copyFixture("xlsx-sheet.xlsx", ".xlsx"), []string{"structure", "digests"}},
	{"named ranges", []string{"xlsx-name.xlsx"}, noFile, copyFixture("xlsx-name.xlsx", ".xlsx"), []string{"structure", "digests"}},
	{"pivot caches", []string{"xlsx-pivot.xlsx"}, noFile, copyFixture("xlsx-pivot.xlsx", ".xlsx"), []string{"structure", "digests"}},
	{"external links", []string{"xlsx-external.xlsx"}, noFile, copyFixture("xlsx-external.xlsx", ".xlsx"), []string{"structure", "digests"}},
	{"mail headers: Received, Message-ID", []string{"mail-headers.eml"}, noFile, copyFixture("mail-headers.eml", ".eml"), []string{"structure", "digests"}},
	{"X-Originating-IP", []string{"mail-originating.eml"}, noFile, copyFixture("mail-originating.eml", ".eml"), []string{"structure", "digests"}},
	{"quoted thread", []string{"mail-quoted.eml"}, noFile, copyFixture("mail-quoted.eml", ".eml"), []string{"structure", "digests"}},
	{"other version of a mail's text", []string{"mail-alternative.eml"}, noFile, copyFixture("mail-alternative.eml", ".eml"), []string{"structure", "digests"}},
	{"mail read receipts and bodies around the parts", []string{"mail-receipt.eml", "mail-preamble.eml"}, noFile, copyFixture("mail-receipt.eml", ".eml"), []string{"structure", "digests"}},
	{"original file names", nil, "public names are made from the release", fileName, []string{"terms"}},
	{"search index", nil, ownPages, searchFragmentOf("Zapsal {secret}."), []string{"terms"}},
	{"feed", nil, ownPages, newFile("feed.xml", `<feed xmlns="http://www.w3.org/2005/Atom"><title>{secret}</title></feed>`), []string{"terms"}},
	{"sitemap", nil, ownPages, newFile("sitemap.xml", `<urlset><url><loc>https://x.example/{secret:url}</loc></url></urlset>`), []string{"terms"}},
	{"address", nil, "addresses are made of ids", newFile("cases/{secret:slug}/index.html", `<!doctype html><title>x</title>`), []string{"terms"}},
	{"JSON", nil, ownPages, newFile("cases.json", `{"title":{secret:json}}`), []string{"terms"}},
	{"page title", nil, ownPages, editPage("<title>", "<title>{secret} "), []string{"terms"}},
	{"social preview", nil, ownPages, editPage("</head>", `<meta property="og:description" content="{secret:entities}"></head>`), []string{"terms"}},
	{"page comment", []string{"html-comment.html"}, ownPages, editPage("</body>", "<!-- {canary} --></body>"), []string{"structure"}},
	{"digest of a private file", nil, "no unsalted digest of anything private is written", fileDigest, []string{"digests"}},
	{"digest of a hidden text", nil, "hidden leaves are hashed with salts that stay private", termDigest, []string{"digests"}},
}
