package read

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/goregular"
)

// newPDF starts a PDF that is the same on every run.
func newPDF() *fpdf.Fpdf {
	f := fpdf.New("P", "pt", "A4", "")
	day := time.Date(2024, 3, 12, 9, 15, 0, 0, time.UTC)
	f.SetCreationDate(day)
	f.SetModificationDate(day)
	f.SetCatalogSort(true)
	f.AddUTF8FontFromBytes("go", "", goregular.TTF)
	f.SetFont("go", "", 12)
	f.SetAutoPageBreak(false, 0)
	return f
}

func pdfBytes(t testing.TB, f *fpdf.Fpdf) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// readBack reads data and keeps the pages.
func readBack(t testing.TB, r *Reader, name string, data []byte) (*Document, []Page) {
	t.Helper()
	var pages []Page
	doc, err := r.Read(t.Context(), Source{Name: name, Data: bytes.NewReader(data), Size: int64(len(data))}, func(p Page) error {
		pages = append(pages, p)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) != doc.Pages {
		t.Fatalf("%d pages in the sink, %d in the document", len(pages), doc.Pages)
	}
	return doc, pages
}

// rotate puts /Rotate 90 in place of the crop box, without moving any byte.
func rotate(t *testing.T, data []byte) []byte {
	t.Helper()
	from := bytes.Index(data, []byte("/CropBox"))
	if from < 0 {
		t.Fatal("no crop box to replace")
	}
	to := from + bytes.IndexByte(data[from:], ']') + 1
	copy(data[from:to], bytes.Repeat([]byte(" "), to-from))
	copy(data[from:], "/Rotate 90")
	return data
}

// inkIn counts the pixels of a box that are not white.
func inkIn(p Page, b Box) (ink int) {
	for y := b.Y; y < b.Y+b.H; y++ {
		for x := b.X; x < b.X+b.W; x++ {
			if p.Gray[y*p.Width+x] != 255 {
				ink++
			}
		}
	}
	return ink
}

// checkBoxes asserts that all ink of the page lies in the boxes of words, that
// every box holds some, and that they stay on the page.
func checkBoxes(t *testing.T, doc *Document, pages []Page) {
	t.Helper()
	for _, p := range pages {
		rest := bytes.Clone(p.Gray)
		for _, tok := range doc.Tokens {
			if tok.Page != p.Number {
				continue
			}
			b := tok.Box
			if b.Empty() || b.X < 0 || b.Y < 0 || b.X+b.W > p.Width || b.Y+b.H > p.Height {
				t.Fatalf("page %d, %q: box %+v on %dx%d", p.Number, tok.Text, b, p.Width, p.Height)
			}
			if inkIn(p, b) == 0 {
				t.Errorf("page %d, %q: no ink in %+v", p.Number, tok.Text, b)
			}
			for y := b.Y; y < b.Y+b.H; y++ {
				for x := b.X; x < b.X+b.W; x++ {
					rest[y*p.Width+x] = 255
				}
			}
		}
		if hasInk(rest) {
			t.Errorf("page %d: ink outside of all boxes", p.Number)
		}
	}
}

func TestPDFWordsAndBoxes(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	const body = "Příliš žluťoučký kůň úpěl ďábelské ódy."
	text := func(f *fpdf.Fpdf) {
		f.Text(100, 100, body)
		f.Text(100, 116, "Árvíztűrő tükörfúrógép")
		f.Text(100, 180, "Nový odstavec: Novot-")
		f.Text(100, 196, "ná a Frýdek-")
		f.Text(100, 212, "Místek.")
	}
	want := body + "\nÁrvíztűrő tükörfúrógép\n\nNový odstavec: Novotná a Frýdek-Místek.\n"
	for _, tt := range []struct {
		name          string
		make          func(f *fpdf.Fpdf)
		width, height int
	}{
		{"plain", func(f *fpdf.Fpdf) { f.AddPage() }, 1654, 2339},
		{"cropped", func(f *fpdf.Fpdf) { f.AddPage(); f.SetPageBox("crop", 50, 481, 450, 300) }, 1250, 834},
		{"rotated", func(f *fpdf.Fpdf) { f.AddPage(); f.SetPageBox("crop", 0, 0, 595, 841) }, 2339, 1654},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newPDF()
			tt.make(f)
			if tt.name == "rotated" { // drawn sideways, so that it stands upright
				f.TransformBegin()
				f.TransformRotate(90, 0, 0)
				f.TransformTranslate(-700, 50)
			}
			text(f)
			if tt.name == "rotated" {
				f.TransformEnd()
			}
			data := pdfBytes(t, f)
			if tt.name == "rotated" {
				data = rotate(t, data)
			}
			doc, pages := readBack(t, r, "a.pdf", data)
			if got := doc.Text(); got != want {
				t.Errorf("text\n%q, want\n%q", got, want)
			}
			if pages[0].Width != tt.width || pages[0].Height != tt.height || pages[0].DPI != 200 {
				t.Errorf("page is %dx%d at %d", pages[0].Width, pages[0].Height, pages[0].DPI)
			}
			checkBoxes(t, doc, pages)
			if !doc.MachineRead || doc.MediaType != "application/pdf" || doc.Field("created") != "2024-03-12T09:15:00Z" {
				t.Errorf("document %+v", doc)
			}
		})
	}
}

func TestPDFDeterministic(t *testing.T) {
	f := newPDF()
	f.AddPage()
	f.Text(100, 100, "Stejné body, stejná slova")
	f.Circle(300, 300, 80, "D")
	data := pdfBytes(t, f)
	var seen string
	for range 2 {
		r := NewReader(Options{})
		for range 2 {
			doc, pages := readBack(t, r, "a.pdf", data)
			got := fmt.Sprintf("%x %+v", sha256.Sum256(pages[0].Gray), doc)
			if seen == "" {
				seen = got
			}
			if got != seen {
				t.Fatalf("read again:\n%s\n%s", seen, got)
			}
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestPDFRefused(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	f := newPDF()
	f.AddPage()
	f.Text(100, 100, "celý text")
	whole := pdfBytes(t, f)
	locked := newPDF()
	locked.SetProtection(0, "heslo", "vlastnik")
	locked.AddPage()
	for _, tt := range []struct {
		name, want string
		data       []byte
	}{
		{"empty", "0 bytes", nil},
		{"no header", "damaged or not a PDF", []byte("Dobrý den")},
		{"header only", "damaged or not a PDF", []byte("%PDF-1.7\n")},
		{"truncated", "damaged", whole[:len(whole)/3]},
		{"password", "no password was given", pdfBytes(t, locked)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			pages := 0
			doc, err := r.Read(t.Context(), Source{Name: "spis.pdf", Data: bytes.NewReader(tt.data), Size: int64(len(tt.data))}, func(Page) error { pages++; return nil })
			if err == nil || doc != nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), `"spis.pdf"`) {
				t.Errorf("got %v, %v; want an error with %q", doc, err, tt.want)
			}
			if pages != 0 {
				t.Errorf("%d pages before the error", pages)
			}
		})
	}
	if doc, _ := readBack(t, r, "spis.pdf", whole); doc.Text() != "celý text\n" && doc.Text() != "celý text" {
		t.Errorf("the reader does not recover: %q", doc.Text())
	}
}

func TestPDFSinkAndContext(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	f := newPDF()
	for range 3 {
		f.AddPage()
		f.Text(100, 100, "strana")
	}
	data := pdfBytes(t, f)
	full := errors.New("disk full")
	src := Source{Name: "a.pdf", Data: bytes.NewReader(data), Size: int64(len(data))}
	if _, err := r.Read(t.Context(), src, func(Page) error { return full }); !errors.Is(err, full) {
		t.Errorf("sink error lost: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	_, err := r.Read(ctx, src, func(Page) error { n++; cancel(); return nil })
	if !errors.Is(err, context.Canceled) || n != 1 {
		t.Errorf("cancelled after %d pages: %v", n, err)
	}
	readBack(t, r, "a.pdf", data)
}

func TestPDFScanHasToBeDecided(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	f := newPDF()
	f.AddPage()
	f.Text(100, 100, "s textem")
	f.AddPage()
	f.AddPage()
	f.Rect(100, 100, 50, 50, "F")
	doc, _ := readBack(t, r, "a.pdf", pdfBytes(t, f))
	if doc.MachineRead || len(doc.UnreadPages) != 1 || doc.UnreadPages[0] != 3 {
		t.Errorf("unread pages %v, machine read %v", doc.UnreadPages, doc.MachineRead)
	}
}

func BenchmarkPDFPage(b *testing.B) {
	r := NewReader(Options{})
	defer r.Close()
	f := newPDF()
	const pages = 10
	for range pages {
		f.AddPage()
		for line := range 45 {
			f.Text(60, 80+float64(line)*16, "Obecní úřad sděluje, že žádost byla přijata dne 12. března a vyřízena.")
		}
	}
	data := pdfBytes(b, f)
	readBack(b, r, "a.pdf", data)
	for b.Loop() {
		_, err := r.Read(b.Context(), Source{Name: "a.pdf", Data: bytes.NewReader(data), Size: int64(len(data))}, func(Page) error { return nil })
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(pages*b.N)/b.Elapsed().Seconds(), "pages/s")
}
