package audit

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

func parsePDF(data []byte) (*pdfDocument, error) {
	return readPDF(&item{context.Background(), placeOf("files/2026-001/r1/d1.pdf"), bytes.NewReader(data), int64(len(data))})
}

func newTestPDF() *testPDF {
	return &testPDF{pages: []*testPage{
		newTestPage(testWidth, testHeight, "Obec Horní Lhotka odpovídá", "Věc vyřizuje [Ludvík] zde"),
		newTestPage(testWidth, testHeight, "tel. 500 111 222"),
	}}
}

// pdfDefects make a PDF that is not a facsimile. Each is a place in which
// something has been found in real releases, or could hide.
var pdfDefects = map[string]func(p *testPDF){
	"document properties":       func(p *testPDF) { p.objects, p.trailer = []string{"<< /Title (a) >>"}, " /Info 15 0 R" },
	"file identifier":           func(p *testPDF) { p.trailer = " /ID [<00> <00>]" },
	"earlier revision":          func(p *testPDF) { p.trailer = " /Prev 15" },
	"encryption":                func(p *testPDF) { p.trailer = " /Encrypt 15 0 R" },
	"unused object":             func(p *testPDF) { p.objects = []string{"<< /Type /Page >>"} },
	"metadata":                  func(p *testPDF) { p.objects, p.catalog = []string{"<< >>"}, " /Metadata 15 0 R" },
	"outlines":                  func(p *testPDF) { p.objects, p.catalog = []string{"<< >>"}, " /Outlines 15 0 R" },
	"names and files":           func(p *testPDF) { p.catalog = " /Names << /EmbeddedFiles << >> >>" },
	"script":                    func(p *testPDF) { p.catalog = " /OpenAction << /S /JavaScript /JS (a) >>" },
	"actions":                   func(p *testPDF) { p.catalog = " /AA << >>" },
	"form":                      func(p *testPDF) { p.catalog = " /AcroForm << >>" },
	"structure tree":            func(p *testPDF) { p.catalog = " /StructTreeRoot << >>" },
	"layers":                    func(p *testPDF) { p.catalog = " /OCProperties << >>" },
	"private data":              func(p *testPDF) { p.catalog = " /PieceInfo << >>" },
	"language that is a text":   func(p *testPDF) { p.catalog = " /Extensions (x)" },
	"annotations":               func(p *testPDF) { p.page = " /Annots []" },
	"thumbnail":                 func(p *testPDF) { p.page = " /Thumb 10 0 R" },
	"crop box":                  func(p *testPDF) { p.page = " /CropBox [0 0 10 10]" },
	"page's own data":           func(p *testPDF) { p.page = " /PieceInfo << >>" },
	"rotation":                  func(p *testPDF) { p.page = " /Rotate 90" },
	"comment in an object":      func(p *testPDF) { p.page = " %a\n" },
	"white space":               func(p *testPDF) { p.page = "   " },
	"key that is there twice":   func(p *testPDF) { p.page = " /Type /Page" },
	"letter that no page shows": func(p *testPDF) { p.chars = "Ž" },
	"painted text":              func(p *testPDF) { p.replace("3 Tr", "0 Tr") },
	"clipped text":              func(p *testPDF) { p.replace("3 Tr", "7 Tr") },
	"text without a mode":       func(p *testPDF) { p.replace("3 Tr\n", "") },
	"mode that is restored":     func(p *testPDF) { p.replace("3 Tr\n", "ET\nq\nBT\n3 Tr\nET\nQ\nBT\n") },
	"text with shifts":          func(p *testPDF) { p.replace("> Tj", "> 5 TJ") },
	"array of shifts":           func(p *testPDF) { p.replace("> Tj", "> [(a) 5] TJ") },
	"marked content":            func(p *testPDF) { p.replace("BT\n", "/Span << /ActualText (a) >> BDC\nBT\n") },
	"drawing":                   func(p *testPDF) { p.replace("BT\n", "0 0 9 9 re\nf\nBT\n") },
	"inline image":              func(p *testPDF) { p.replace("BT\n", "BI /W 1 /H 1 ID x EI\nBT\n") },
	"image twice":               func(p *testPDF) { p.replace("/I Do", "/I Do\n/I Do") },
	"image not drawn":           func(p *testPDF) { p.replace("/I Do\n", "") },
	"other object drawn":        func(p *testPDF) { p.replace("/I Do", "/F Do") },
	"comment in a content":      func(p *testPDF) { p.replace("BT\n", "%a\nBT\n") },
	"operand too many":          func(p *testPDF) { p.replace("3 Tr", "(a) 3 Tr") },
	"image beside the page":     func(p *testPDF) { p.replace("0 0 cm\n/I", "9 0 cm\n/I") },
	"image that is too small":   func(p *testPDF) { p.replace("0.36 0 0 0.36", "0.35 0 0 0.36") },
	"image that is turned":      func(p *testPDF) { p.replace("0.36 0 0 0.36", "0 0.36 0.36 0") },
	"content cut off":           func(p *testPDF) { p.replace("ET\nQ\n", "ET\n") },
	"state not saved":           func(p *testPDF) { p.replace("ET\nQ\n", "ET\nQ\nQ\n") },
}

// replace changes the first page's content.
func (t *testPDF) replace(from, to string) {
	t.content = func(page int, content string) string {
		if page > 0 {
			return content
		}
		out := strings.Replace(content, from, to, 1)
		if out == content {
			panic("nothing to replace: " + from)
		}
		return out
	}
}

func TestPDFDefects(t *testing.T) {
	d, err := parsePDF(newTestPDF().bytes())
	if err != nil {
		t.Fatalf("a facsimile as it is written: %v", err)
	}
	if len(d.pages) != 2 || len(d.images) != 2 || d.pages[1].columns != testWidth {
		t.Errorf("%d pages, %d images", len(d.pages), len(d.images))
	}
	for name, change := range pdfDefects {
		p := newTestPDF()
		change(p)
		_, err := parsePDF(p.bytes())
		if d := (*defect)(nil); !errors.As(err, &d) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestPDFBytes: changes of the file itself.
func TestPDFBytes(t *testing.T) {
	pdf := string(newTestPDF().bytes())
	for name, data := range map[string]string{
		"a byte after the end":          pdf + "\n",
		"a second end":                  pdf + "%%EOF\n",
		"an incremental update":         pdf + "1 0 obj\n<< >>\nendobj\nxref\n0 0\ntrailer\n<< /Prev 9 >>\nstartxref\n9\n%%EOF\n",
		"a byte before the header":      " " + pdf,
		"another version":               strings.Replace(pdf, "%PDF-1.7", "%PDF-1.4", 1),
		"text in the header":            strings.Replace(pdf, "%\xe2\xe3\xcf\xd3", "%abcd", 1),
		"a comment between objects":     shifted(pdf, "2 0 obj\n", "%a\n2 0 obj\n"),
		"another generation":            strings.Replace(pdf, "2 0 obj\n", "2 1 obj\n", 1),
		"a free object":                 strings.Replace(pdf, " 00000 n \n", " 00000 f \n", 1),
		"an offset that is a byte off":  strings.Replace(pdf, "0000000015 00000 n", "0000000016 00000 n", 1),
		"bytes after a stream":          strings.Replace(pdf, "\nendstream\n", " endstream\n", 1),
		"a page count that is too low":  strings.Replace(pdf, "/Count 2", "/Count 1", 1),
		"a size that is too low":        strings.Replace(pdf, "/Size 15", "/Size 14", 1),
		"another filter":                strings.Replace(pdf, "/FlateDecode", "/LZWDecode  ", 1),
		"another number of columns":     strings.Replace(pdf, "/Columns 648", "/Columns 649", 1),
		"another colour space":          strings.Replace(pdf, "/DeviceGray", "/DeviceCMYK", 1),
		"an image that does not unpack": strings.Replace(pdf, "/Height 330", "/Height 331", 1),
	} {
		if data == pdf {
			t.Fatalf("%s: nothing was changed", name)
		}
		_, err := parsePDF([]byte(data))
		if d := (*defect)(nil); !errors.As(err, &d) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for n := 0; n < len(pdf); n += 1 + n/200 {
		if _, err := parsePDF([]byte(pdf[:n])); err == nil {
			t.Fatalf("cut off after %d of %d bytes: no error", n, len(pdf))
		}
	}
}

// shifted replaces a text once, without mending the table.
func shifted(s, from, to string) string { return strings.Replace(s, from, to, 1) }

// FuzzPDF: a facsimile in which a byte is changed either fails, or differs in
// its pixels, its words or their places; one with anything after its end fails.
func FuzzPDF(f *testing.F) {
	small := &testPDF{pages: []*testPage{newTestPage(160, 96, "a [b]")}}
	pdf := small.bytes()
	if _, err := parsePDF(pdf); err != nil {
		f.Fatal(err)
	}
	for _, at := range []int{9, 20, 120, len(pdf) / 2, len(pdf) - 10} {
		f.Add(uint16(at), byte(1), "x")
	}
	f.Fuzz(func(t *testing.T, at uint16, change byte, after string) {
		if int(at) < len(pdf) && change != 0 {
			data := slices.Clone(pdf)
			data[at] ^= change
			parsePDF(data) // does not panic
		}
		if after == "" {
			return
		}
		if _, err := parsePDF(append(slices.Clone(pdf), after...)); err == nil {
			t.Errorf("%q after the end was not seen", after)
		}
	})
}

// TestPDFStructureBytes changes every byte of a facsimile outside the free
// parts (pixels, texts, numbers) in several ways: all must be seen.
func TestPDFStructureBytes(t *testing.T) {
	small := &testPDF{pages: []*testPage{newTestPage(160, 96, "a [b]")}}
	pdf := small.bytes()
	free := map[string]bool{}
	for at := range pdf {
		for _, change := range []byte{1, 0x20, 0x80} {
			data := slices.Clone(pdf)
			data[at] ^= change
			if _, err := parsePDF(data); err == nil {
				free[fmt.Sprintf("%q", string(pdf[max(at-3, 0):min(at+4, len(pdf))]))] = true
			}
		}
	}
	t.Logf("%d of %d bytes can be changed to other facsimiles", len(free), len(pdf))
	// Names, sizes and places of words, character codes, and the font's numbers may differ.
	if 10*len(free) > 3*len(pdf) {
		t.Errorf("%d of %d bytes are not checked", len(free), len(pdf))
	}
}

// BenchmarkPDFPages reads facsimiles of a usual page: the second reader's words,
// and ink under every character, on all cores.
func BenchmarkPDFPages(b *testing.B) {
	line := "Obecní úřad v Horní Lhotce odpovídá na žádost o informace ze dne prvního března a sděluje následující"
	var lines []string
	for range 40 {
		lines = append(lines, line)
	}
	p := newTestPage(1654, 2339, lines...)
	pdf := &testPDF{}
	const pages = 24
	for range pages {
		pdf.pages = append(pdf.pages, p)
	}
	data := pdf.bytes()
	b.SetBytes(int64(len(data)))
	b.ResetTimer()
	start := time.Now()
	for range b.N {
		x := newInspection(Options{})
		if err := x.file(context.Background(), "files/2026-001/r1/d1.pdf", bytes.NewReader(data), int64(len(data))); err != nil {
			b.Fatal(err)
		}
		if err := x.readers.close(); err != nil {
			b.Fatal(err)
		}
		if len(x.facsimiles) != 1 || x.done[CheckInk] == 0 {
			b.Fatalf("%d facsimiles read: %v", len(x.facsimiles), x.hits)
		}
	}
	b.ReportMetric(float64(pages*b.N)/time.Since(start).Seconds(), "pages/s")
	b.ReportMetric(float64(runtime.GOMAXPROCS(0)), "cores")
}

// TestPrinted: the levels of grey of each format of a page's image.
func TestPrinted(t *testing.T) {
	for name, c := range map[string]struct {
		bits, channels int
		row            string
		want           []byte
	}{
		"four greys": {2, 1, "\x1b\x40", []byte{0, 85, 170, 255, 85}},
		"grey":       {8, 1, "\x00\x01\x7f\xfe\xff", []byte{0, 1, 127, 254, 255}},
		"colour":     {8, 3, "\x00\x00\x00\xff\xff\xff\xff\x00\x00\x00\xff\x00\x00\x00\xff", []byte{0, 255, 76, 149, 29}},
	} {
		var packed bytes.Buffer
		z := zlib.NewWriter(&packed)
		fmt.Fprintf(z, "\x00%s\x02%s", c.row, strings.Repeat("\x00", len(c.row))) // the second row is as the first
		z.Close()
		d := &pdfDocument{
			item:  &item{r: bytes.NewReader(packed.Bytes()), size: int64(packed.Len())},
			pages: []pdfPage{{columns: 5, rows: 2, bits: c.bits, channels: c.channels, size: int64(packed.Len())}},
		}
		m, err := d.printed(0, make([]byte, 3))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if want := append(slices.Clone(c.want), c.want...); !bytes.Equal(m.grey, want) {
			t.Errorf("%s: %v, want %v", name, m.grey, want)
		}
	}
}
