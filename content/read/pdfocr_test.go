package read

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"

	"github.com/akta-foi/akta/content/read/readtest"
)

// TestPDFScanWithOCR reads a scan in a PDF with the program itself: the words
// of a page without a text layer become its text, and a text layer that says
// something else than the scan is named.
func TestPDFScanWithOCR(t *testing.T) {
	e := engine(t)
	var scan bytes.Buffer
	if err := png.Encode(&scan, readtest.Scan{Language: "cs", DPI: 200}.Draw()); err != nil {
		t.Fatal(err)
	}
	f := newPDF()
	f.RegisterImageOptionsReader("scan", fpdf.ImageOptions{ImageType: "PNG"}, &scan)
	for layer := range 2 {
		f.AddPage()
		f.ImageOptions("scan", 0, 0, 595.28, 841.89, false, fpdf.ImageOptions{}, 0, "")
		if layer == 1 { // it stands over the scan's own words
			f.Text(80, 90, "KANAREK57")
		}
	}
	r := NewReader(Options{OCR: e, Languages: []string{"cs"}})
	defer r.Close()
	doc, _ := readBack(t, r, "sken.pdf", pdfBytes(t, f))
	words := 0
	for _, tok := range doc.Tokens {
		if tok.Page == 1 && tok.Confidence > 0 && !tok.Box.Empty() {
			words++
		}
	}
	if words < 30 || !doc.MachineRead {
		t.Errorf("%d words recognised on page 1, machine-read %v, unread %v", words, doc.MachineRead, doc.UnreadPages)
	}
	named, onPage2 := 0, 0
	for _, h := range doc.Hidden {
		if h.Kind == HiddenTextDiffers {
			named++
			if h.Page == 2 && strings.Contains(h.Excerpt, "image: ") {
				onPage2++
			}
		}
	}
	if named == 0 || named != onPage2 {
		t.Errorf("%d items, %d of them on page 2: %v", named, onPage2, doc.Hidden)
	}
}
