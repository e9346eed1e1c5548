package read

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"
)

// readHostile reads a file that must end in an error or sound pages, soon.
func readHostile(t *testing.T, r *Reader, data []byte) (*Document, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), pageDeadline)
	defer cancel()
	began, before := time.Now(), bytes.Clone(data)
	doc, err := r.Read(ctx, Source{Name: "a.pdf", Data: bytes.NewReader(data), Size: int64(len(data))}, func(p Page) error {
		if len(p.Gray) != p.Width*p.Height {
			t.Errorf("%d pixels for %dx%d", len(p.Gray), p.Width, p.Height)
		}
		return nil
	})
	if (doc == nil) == (err == nil) {
		t.Fatalf("%v, %v", doc, err)
	}
	if took := time.Since(began); took >= pageDeadline {
		t.Errorf("took %s: %v", took, err)
	}
	if !bytes.Equal(before, data) {
		t.Error("the original's bytes were changed")
	}
	if doc != nil {
		checkTokens(t, doc.Tokens)
	}
	return doc, err
}

// TestPDFHostileTrees: page trees that lie or bite their own tail.
func TestPDFHostileTrees(t *testing.T) {
	const leaf = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R>>"
	tree := func(node string, more ...string) []byte {
		return rawPDF(append([]string{"<</Type /Catalog /Pages 2 0 R>>", node}, more...)...)
	}
	r := NewReader(Options{})
	r.pdf.limit = 5 * time.Second // of the 60 that real pages have
	defer r.Close()
	for _, tt := range []struct {
		name, want string // want: of the error; "" where the pages can be read
		data       []byte
	}{
		{"100,000 pages claimed", "100000 pages, at most 5000", tree("<</Type /Pages /Kids [3 0 R] /Count 100000>>", leaf, stream("", ""))},
		{"1,000 pages claimed, one there", "page 2 of 1000: damaged", tree("<</Type /Pages /Kids [3 0 R] /Count 1000>>", leaf, stream("", ""))},
		{"a negative number of pages", "no pages", tree("<</Type /Pages /Kids [] /Count -5>>")},
		{"a tree that is its own child", "", tree("<</Type /Pages /Kids [2 0 R 3 0 R] /Count 2>>", leaf, stream("", ""))},
		{"two nodes that hold each other", "", tree("<</Type /Pages /Kids [3 0 R] /Count 4>>", "<</Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 4>>")},
		{"a form that draws itself", "", tree("<</Type /Pages /Kids [3 0 R] /Count 1>>",
			"<</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Resources <</XObject <</F 5 0 R>>>> /Contents 4 0 R>>",
			stream("", "/F Do"),
			stream("/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources <</XObject <</F 5 0 R>>>>", "/F Do /F Do 0 0 50 50 re f"))},
		{"contents that hold themselves", "", tree("<</Type /Pages /Kids [3 0 R] /Count 1>>",
			"<</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents [4 0 R 5 0 R]>>", stream("", "0 0 50 50 re f"), "[5 0 R 4 0 R]")},
		{"a length that refers to itself", "", tree("<</Type /Pages /Kids [3 0 R] /Count 1>>", leaf, "<</Length 4 0 R>>\nstream\n0 0 9 9 re f\nendstream")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := readHostile(t, r, tt.data)
			if tt.want == "" {
				if err != nil && !strings.Contains(err.Error(), "damaged") && !strings.Contains(err.Error(), "page 1 of 1: took longer than 5s: print it to a new PDF") {
					t.Errorf("the error does not say what it is: %v", err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), `"a.pdf"`) {
				t.Errorf("%v, %v; want an error with %q", doc, err, tt.want)
			}
		})
	}
}

// TestPDFTruncated: wherever a file was cut off, it is refused.
func TestPDFTruncated(t *testing.T) {
	whole := severalPages(t, 3)
	r := NewReader(Options{})
	defer r.Close()
	for percent := 5; percent < 100; percent += 5 {
		doc, err := readHostile(t, r, whole[:len(whole)*percent/100])
		if err == nil || !strings.Contains(err.Error(), "damaged") {
			t.Errorf("cut off at %d %%: %v, %v", percent, doc, err)
		}
	}
	if doc, err := readHostile(t, r, whole); err != nil || len(doc.Warnings) > 0 {
		t.Errorf("the whole file: %v, %v", doc, err)
	}
}

// TestPDFImageBomb: a small file with an enormous picture ends with an error or
// a page, in bounded memory.
func TestPDFImageBomb(t *testing.T) {
	data := rawPDF("<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>",
		"<</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Resources <</XObject <</I 5 0 R>>>> /Contents 4 0 R>>",
		stream("", "q 100 0 0 100 0 0 cm /I Do Q"),
		stream("/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB", "abc"))
	r := NewReader(Options{})
	defer r.Close()
	readHostile(t, r, data)
	readBack(t, r, "a.pdf", severalPages(t, 1))
	box := <-r.pdf.slots
	defer r.pdf.give(box)
	instance, g, err := box.start(r.pdf.compiled())
	if err != nil {
		t.Fatal(err)
	}
	defer instance.Close()
	if at, err := g.Do("malloc", pdfMemoryPages<<16); err == nil && at != 0 {
		t.Errorf("the sandbox gave %d bytes", pdfMemoryPages<<16)
	}
}

func FuzzPDF(f *testing.F) {
	f.Add(severalPages(f, 1))
	f.Add(rawPDF("<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>",
		"<</Type /Page /Parent 2 0 R /MediaBox [0 0 90 90] /Contents 4 0 R>>", stream("", "BT (a) Tj ET")))
	r := NewReader(Options{})
	f.Cleanup(func() { r.Close() })
	f.Fuzz(func(t *testing.T, data []byte) {
		if isPDF("", data) {
			readHostile(t, r, data)
		}
	})
}
