package read

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// severalPages is a PDF whose pages differ in everything that could get mixed up.
func severalPages(t testing.TB, n int) []byte {
	f := newPDF()
	for i := range n {
		f.AddPage()
		f.SetTextColor(0, 0, 0)
		for line := range 1 + i%5 {
			f.Text(100, 100+20*float64(line), fmt.Sprintf("Strana %d, řádek %d", i+1, line+1))
		}
		f.SetTextColor(255, 255, 255)
		f.Text(100, 400, fmt.Sprintf("skryté%d", i+1))
		if i%3 == 2 {
			f.AddPage()
			f.Circle(300, 300, float64(10+i), "D")
		}
	}
	return pdfBytes(t, f)
}

// TestPDFWorkersAgree: the number of sandboxes is not seen in what is read.
func TestPDFWorkersAgree(t *testing.T) {
	data := severalPages(t, 12)
	var first *Document
	var firstPages []Page
	for _, workers := range []int{1, 2, 3} {
		r := NewReader(Options{})
		r.pdf.workers = workers
		for range 2 {
			doc, pages := readBack(t, r, "a.pdf", data)
			if first == nil {
				first, firstPages = doc, pages
				if doc.Pages != 16 || len(doc.UnreadPages) != 4 || len(ofKind(doc, HiddenUnseenText)) != 12 {
					t.Fatalf("%d pages, unread %v, hidden %v", doc.Pages, doc.UnreadPages, doc.Hidden)
				}
			}
			if !reflect.DeepEqual(doc, first) || !reflect.DeepEqual(pages, firstPages) {
				t.Errorf("%d workers read it differently", workers)
			}
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestPDFDocumentsInParallel: more documents than sandboxes all come to their
// end, and a sink that fails or a bad file does not harm the others.
func TestPDFDocumentsInParallel(t *testing.T) {
	r := NewReader(Options{})
	r.pdf.workers = 2
	defer r.Close()
	data := severalPages(t, 9)
	want, _ := readBack(t, r, "a.pdf", data)
	full := errors.New("disk full")
	var all sync.WaitGroup
	for i := range 9 {
		all.Go(func() {
			in, sink := data, func(Page) error { return nil }
			switch i % 3 {
			case 1:
				sink = func(p Page) error {
					if p.Number == 4 {
						return full
					}
					return nil
				}
			case 2:
				in = data[:len(data)/2]
			}
			doc, err := r.Read(t.Context(), Source{Name: "a.pdf", Data: bytes.NewReader(in), Size: int64(len(in))}, sink)
			switch {
			case i%3 == 0 && (err != nil || !reflect.DeepEqual(doc, want)):
				t.Errorf("document %d: %v, %v", i, doc, err)
			case i%3 == 1 && !errors.Is(err, full):
				t.Errorf("document %d: sink error lost: %v", i, err)
			case (doc == nil) == (err == nil):
				t.Errorf("document %d: %v, %v", i, doc, err)
			}
		})
	}
	all.Wait()
}

// TestPDFPagesInFlight: however slow the sink is, only a few pages are ahead of
// it, and OCR reads no more at a time than there are workers.
func TestPDFPagesInFlight(t *testing.T) {
	f := newPDF()
	for range 20 {
		f.AddPage()
		f.Circle(300, 300, 80, "F")
	}
	data := pdfBytes(t, f)
	r := NewReader(Options{})
	r.pdf.workers = 2
	defer r.Close()
	var delivered, ahead, looking, most atomic.Int32
	j := &job{ctx: t.Context(), reader: r, src: Source{Name: "a.pdf", Data: bytes.NewReader(data), Size: int64(len(data))}, doc: &Document{}}
	j.sink = func(Page) error { delivered.Add(1); time.Sleep(10 * time.Millisecond); return nil }
	err := r.pdf.readWith(j, func(p Page, gray []byte) (*recognised, error) {
		most.Store(max(most.Load(), looking.Add(1)))
		defer looking.Add(-1)
		ahead.Store(max(ahead.Load(), int32(p.Number)-delivered.Load()))
		if len(gray) != p.Width*p.Height {
			t.Errorf("page %d: %d bytes of grey", p.Number, len(gray))
		}
		return &recognised{tokens: []Token{{Text: fmt.Sprintf("kruh%d\n\n", p.Number), Page: p.Number, Box: Box{1, 1, 9, 9}, Confidence: 90}}}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if most.Load() > 2 || ahead.Load() > 2*pagesInFlight+1 {
		t.Errorf("%d pages recognised at once, %d ahead of the sink", most.Load(), ahead.Load())
	}
	var want strings.Builder
	for i := range 20 {
		fmt.Fprintf(&want, "kruh%d\n\n", i+1)
	}
	if got := j.doc.Text() + "\n"; got != want.String() || !j.doc.MachineRead {
		t.Errorf("text %q, machine-read %v", got, j.doc.MachineRead)
	}
}

// TestPDFTwoReaders: a page with a picture is read twice, one without is not.
func TestPDFTwoReaders(t *testing.T) {
	f := newPDF()
	f.RegisterImageOptionsReader("i", fpdf.ImageOptions{ImageType: "PNG"}, bytes.NewReader(blackPNG(t)))
	for i, side := range []float64{300, 40} {
		f.AddPage()
		f.Text(100, 100, fmt.Sprintf("Částka KANAREK%d korun", i))
		f.ImageOptions("i", 100, 300, side, side, false, fpdf.ImageOptions{}, 0, "")
	}
	data := pdfBytes(t, f)
	r := NewReader(Options{})
	defer r.Close()
	plain, _ := readBack(t, r, "a.pdf", data)
	j := &job{ctx: t.Context(), reader: r, src: Source{Name: "a.pdf", Data: bytes.NewReader(data), Size: int64(len(data))}, doc: &Document{}}
	var looked []int
	err := r.pdf.readWith(j, func(p Page, _ []byte) (*recognised, error) {
		looked = append(looked, p.Number)
		var tokens []Token
		for _, tok := range plain.Tokens {
			if tok.Page == p.Number {
				tok.Confidence = 95
				tok.Text = strings.Replace(tok.Text, "KANAREK0", "PRVNÍ", 1)
				tokens = append(tokens, tok)
			}
		}
		return &recognised{tokens: tokens}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(looked, []int{1}) {
		t.Errorf("pages %v were read twice", looked)
	}
	if differs := ofKind(j.doc, HiddenTextDiffers); len(differs) != 1 || !strings.Contains(differs[0].Excerpt, `text layer: "KANAREK0", image: "PRVNÍ"`) {
		t.Errorf("hidden %v", j.doc.Hidden)
	}
}

func ofKind(doc *Document, kind HiddenKind) (out []Hidden) {
	for _, h := range doc.Hidden {
		if h.Kind == kind {
			out = append(out, h)
		}
	}
	return out
}
