package site

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// The office and all people in this file are invented.

const hostileTitle = `<script>alert(1)</script> & "uvozovky" {{< x >}}`

// testPortal is a Portal of three cases in three languages, with the files it names.
func testPortal(t testing.TB) *Portal {
	t.Helper()
	dir := t.TempDir()
	zip1 := testZip(t, filepath.Join(dir, "a.zip"), "Ukázkový obsah")
	zip2 := testZip(t, filepath.Join(dir, "b.zip"), "Další obsah")
	zip3 := testZip(t, filepath.Join(dir, "c.zip"), "Bemutató tartalom")
	pdf := filepath.Join(dir, "facsimile.pdf")
	writeFile(t, pdf, []byte("%PDF-1.7 invented\n"))
	pdfSize, pdfSum := digest(t, pdf)
	page := filepath.Join(dir, "page.png")
	writeFile(t, page, testPNG(t))
	whole := filepath.Join(dir, "whole.txt")
	writeFile(t, whole, []byte("Celé znění vyhlášky.\n"))
	logDir := filepath.Join(dir, "log")
	writeFile(t, filepath.Join(logDir, "checkpoint"), []byte("log.lhotka.example\n5\n"))
	writeFile(t, filepath.Join(logDir, "tile", "0", "000.p", "5"), bytes.Repeat([]byte{7}, 160))
	writeFile(t, filepath.Join(logDir, ".lock"), []byte("x"))

	personal := &Ground{Code: "personal-data", Paragraph: "§ 8a", Link: "https://www.e-sbirka.cz/eli/cz/sb/1999/106/1999-01-01/par_8a",
		Label: map[string]string{"cs": "osobní údaj", "hu": "személyes adat", "en": "personal data"}}
	security := &Ground{Code: "security", Paragraph: "§ 11",
		Label: map[string]string{"cs": "bezpečnost", "hu": "biztonság", "en": "security"}}
	day := func(d int) time.Time { return time.Date(2026, 7, d, 9, 30, 0, 0, time.UTC) }
	seals := []Seal{{ID: "s1", Path: "seals/s1", LogIndex: 0, Times: []SealTime{
		{Name: "Obec Ukázka TSA", Own: true, Time: day(1)}}}}
	release := func(id, file string, d int, docs []Document) Release {
		size, sum := digest(t, file)
		return Release{ID: id, Date: day(d), File: file, Size: size, SHA256: sum, Seals: seals, LogIndex: int64(d), Documents: docs}
	}
	return &Portal{
		Authority: "Obec Ukázka", Domain: "ukazka.example", Language: "cs",
		Law:   Law{Code: "cz-106-1999", Name: map[string]string{"cs": "Zákon č. 106/1999 Sb.", "hu": "106/1999. sz. cseh törvény", "en": "Act No. 106/1999 Coll."}},
		KeyID: "SHA256:Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyMTI",
		Trust: []byte("{}\n"), TrustedRoot: []byte("{}\n"), PublicKeyPEM: []byte("-----BEGIN PUBLIC KEY-----\n"),
		TSACertificates: []TSACertificate{{Name: "Obec Ukázka TSA", PEM: []byte("-----BEGIN CERTIFICATE-----\n")}},
		LogDir:          logDir, LogSize: 5, LogOrigin: "log.ukazka.example",
		Cases: []Case{
			{ID: "2026-001", Title: "Oprava mostu přes Lhotecký potok", Language: "cs", Received: "2026-06-12", Answered: "2026-07-03", State: StatePartlyRefused,
				Question:       "Žádám o smlouvu na opravu mostu.\n\nA o protokol o předání.",
				AnswerMarkdown: "# Odpověď\n\nPosíláme **smlouvu** a protokol.\n\n| položka | cena |\n|---|---|\n| most | 410 000 Kč |\n\n<b onclick=\"x()\">html</b> {{< figure >}} {{% x %}}\n\n<script>alert(2)</script>\n\n![obrázek](https://jinde.example/p.png) [odkaz](javascript:alert(3))\n",
				Releases: []Release{
					release("r1", zip1, 2, nil),
					release("r2", zip2, 3, []Document{
						{ID: "d1", Seal: "s1", Title: "Smlouva o dílo", Kind: "letter", Language: "cs",
							Blocks: []Block{
								{Spans: []Span{{Text: "Objednatel: Obec Ukázka"}, {Break: true}, {Text: "Zastoupená: "}, {Redaction: personal}, {Text: ", starostkou"}}},
								{Spans: []Span{{Text: "Kód zámku skladu "}, {Redaction: security}, {Text: ". <b>Cena</b> 410 000 Kč & DPH."}}},
							},
							Pages:     []PageImage{{File: page, Number: 1, Width: 120, Height: 170, Grounds: []Ground{*personal, *security}, Hidden: 3}, {File: page, Number: 2, Width: 120, Height: 170}},
							PageCount: 5, Facsimile: &Facsimile{File: pdf, Size: pdfSize, SHA256: pdfSum, Growth: "line"},
							Fields: []Field{{"source-author", "Obec Ukázka"}, {"unheard-of", "x"}}},
						{ID: "d2", Language: "cs", Withheld: true, Ground: security},
						{ID: "d3", Kind: "regulation", Language: "cs", Whole: &WholeFile{File: whole, MediaType: "text/plain", Size: int64(len("Celé znění vyhlášky.\n"))}},
					}),
				}},
			{ID: "2026-002", Title: hostileTitle, Language: "en", Received: "2026-07-01", State: StateOpen, Question: "May I see the minutes?"},
			{ID: "2025-007", Title: "Zajterhelés a játszótéren", Language: "hu", Received: "2025-11-30", Answered: "2025-12-09", State: StateAnswered,
				Question: "Kérem a mérési jegyzőkönyvet.", AnswerMarkdown: "Mellékeljük.\n",
				Releases: []Release{release("r1", zip3, 1, []Document{
					{ID: "d1", Title: "Jegyzőkönyv", Kind: "decision", Language: "hu",
						Blocks: []Block{{Spans: []Span{{Text: "Készítette: "}, {Redaction: personal}}}}}})}},
		},
	}
}

func writeFile(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func testZip(t testing.TB, name, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("data/text.txt")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(bytes.Repeat([]byte(text+"\n"), 50)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	writeFile(t, name, b.Bytes())
	return name
}

func testPNG(t testing.TB) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 120, 170))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for y := 20; y < 150; y += 12 {
		for x := 12; x < 108; x++ {
			img.SetGray(x, y, color.Gray{Y: 85})
		}
	}
	for y := 60; y < 76; y++ {
		for x := 40; x < 90; x++ {
			img.SetGray(x, y, color.Gray{})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func digest(t testing.TB, name string) (int64, string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	return int64(len(data)), hex.EncodeToString(sum[:])
}

// build runs Build and returns the public folder.
func build(t testing.TB, p *Portal, change ...func(*Options)) (string, Report) {
	t.Helper()
	o := Options{Out: filepath.Join(t.TempDir(), "public"), search: termsOnly}
	for _, c := range change {
		c(&o)
	}
	report, err := Build(t.Context(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	return o.Out, report
}
