package readtest

// pdfUnseen are words that stand in the file and cannot be seen on the page.
func pdfUnseen() []Fixture {
	const words = "(KANAREK47 pod krytem) Tj"
	at := func(more string) string { return "BT /F 12 Tf 20 60 Td " + more + words + " ET\n" }
	return []Fixture{
		pdfFixture("unseen-white", "unseen-text", "KANAREK47", pdfParts{content: "1 g " + at("") + "0 g\n"}.bytes()),
		pdfFixture("unseen-covered", "unseen-text", "KANAREK47", pdfParts{content: at("") + "0 g 15 50 200 30 re f\n"}.bytes()),
		pdfFixture("unseen-painted-over", "unseen-text", "KANAREK47", pdfParts{content: at("") + "1 g 15 50 200 30 re f 0 g\n"}.bytes()),
		pdfFixture("unseen-off-page", "unseen-text", "KANAREK47", pdfParts{content: "BT /F 12 Tf 20 -60 Td " + words + " ET\n"}.bytes()),
		pdfFixture("unseen-outside-crop", "unseen-text", "KANAREK47", pdfParts{page: "/CropBox[0 80 300 200]", content: at("")}.bytes()),
		pdfFixture("unseen-clipped", "unseen-text", "KANAREK47", pdfParts{content: "q 0 0 10 10 re W n " + at("") + "Q\n"}.bytes()),
	}
}
