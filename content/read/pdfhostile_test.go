package read

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"github.com/klippa-app/go-pdfium/requests"
)

// rawPDF writes numbered objects, from 1, with a correct cross-reference
// table. Object 1 is the catalogue.
func rawPDF(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, a := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.Bytes()
}

func stream(dict, data string) string {
	return fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

// The guest must not see the host's files, whatever path it asks for.
func TestPDFSandboxHasNoFiles(t *testing.T) {
	f := newPDF()
	f.AddPage()
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, pdfBytes(t, f), 0o600); err != nil {
		t.Fatal(err)
	}
	var e pdfEngine
	defer e.close()
	var box sandbox
	defer box.stop()
	instance, _, err := box.start(e.compiled())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := instance.FPDF_LoadDocument(&requests.FPDF_LoadDocument{Path: &path}); err == nil {
		t.Errorf("the sandbox opened %s", path)
	}
}

// Without a home folder there is no cache to keep, and PDFs are read all the same.
func TestPDFWithoutCacheFolder(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles pdfium")
	}
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData"} {
		t.Setenv(name, "")
	}
	r := NewReader(Options{})
	defer r.Close()
	f := newPDF()
	f.AddPage()
	f.Text(100, 100, "bez domova")
	if doc, _ := readBack(t, r, "a.pdf", pdfBytes(t, f)); strings.TrimSpace(doc.Text()) != "bez domova" {
		t.Errorf("text %q", doc.Text())
	}
}

// What was typed into a form, and a note stamped on the page, are text and ink.
func TestPDFFormsAndNotes(t *testing.T) {
	const form = "/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources <</Font <</F 7 0 R>>>>"
	data := rawPDF(
		"<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [5 0 R] /DR <</Font <</F 7 0 R>>>> /DA (/F 12 Tf)>>>>",
		"<</Type /Pages /Kids [3 0 R] /Count 1>>",
		"<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Resources <</Font <</F 7 0 R>>>> /Contents 4 0 R /Annots [5 0 R 6 0 R]>>",
		stream("", "BT /F 12 Tf 20 160 Td (Jmeno:) Tj ET"),
		"<</Type /Annot /Subtype /Widget /FT /Tx /T (jmeno) /V (Bohumil) /F 4 /Rect [80 155 280 175] /AP <</N 8 0 R>>>>",
		"<</Type /Annot /Subtype /FreeText /Contents (Doslo) /F 4 /Rect [20 50 220 70] /DA (/F 12 Tf) /AP <</N 9 0 R>>>>",
		"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
		stream(form, "/Tx BMC BT /F 12 Tf 2 5 Td (Bohumil) Tj ET EMC"),
		stream(form, "BT /F 12 Tf 2 5 Td (Doslo) Tj ET"),
	)
	r := NewReader(Options{})
	defer r.Close()
	doc, pages := readBack(t, r, "formulář.pdf", data)
	for _, word := range []string{"Jmeno:", "Bohumil", "Doslo"} {
		if !strings.Contains(doc.Text(), word) {
			t.Errorf("%q is not in the text %q", word, doc.Text())
		}
	}
	checkBoxes(t, doc, pages)
}

func TestPDFStopsInsideAPage(t *testing.T) {
	var content strings.Builder
	for i := range 60_000 {
		fmt.Fprintf(&content, "%d %d m %d 0 %d 800 0 %d c 0 %d l f*\n", i%500, i%800, i%600, i%400, i%700, i%300)
	}
	heavy := rawPDF(
		"<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>",
		"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R>>",
		stream("", content.String()),
	)
	r := NewReader(Options{})
	defer r.Close()
	f := newPDF()
	f.AddPage()
	light := pdfBytes(t, f)
	readBack(t, r, "a.pdf", light) // the sandbox is compiled now
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	began := time.Now()
	_, err := r.Read(ctx, Source{Name: "a.pdf", Data: bytes.NewReader(heavy), Size: int64(len(heavy))}, func(Page) error { return nil })
	if took := time.Since(began); !errors.Is(err, context.DeadlineExceeded) || took > 5*time.Second {
		t.Errorf("stopped after %s with %v", took, err)
	}
	readBack(t, r, "a.pdf", light)
}

func TestPDFSizes(t *testing.T) {
	page := func(box string) []byte {
		return rawPDF("<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>",
			"<</Type /Page /Parent 2 0 R /MediaBox ["+box+"]>>")
	}
	r := NewReader(Options{})
	defer r.Close()
	doc, pages := readBack(t, r, "a0.pdf", page("0 0 2384 3370"))
	if p := pages[0]; p.Width*p.Height > maxPagePixels || p.DPI >= pdfDPI || p.DPI < 150 || len(doc.Warnings) != 1 {
		t.Errorf("A0: %dx%d at %d, %q", pages[0].Width, pages[0].Height, pages[0].DPI, doc.Warnings)
	}
	huge := page("0 0 2000000 2000000")
	_, err := r.Read(t.Context(), Source{Name: "a.pdf", Data: bytes.NewReader(huge), Size: int64(len(huge))}, func(Page) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "too large to render") {
		t.Errorf("huge page: %v", err)
	}
	many := rawPDF("<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids ["+strings.Repeat("3 0 R ", maxPages+1)+fmt.Sprintf("] /Count %d>>", maxPages+1),
		"<</Type /Page /Parent 2 0 R /MediaBox [0 0 10 10]>>")
	_, err = r.Read(t.Context(), Source{Name: "a.pdf", Data: bytes.NewReader(many), Size: int64(len(many))}, func(Page) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "at most 5000") {
		t.Errorf("too many pages: %v", err)
	}
}

// Any single byte may be wrong: the reader gives an error or sound pages, and
// goes on living.
func TestPDFDamagedBytes(t *testing.T) {
	f := newPDF()
	f.AddPage()
	f.Text(100, 100, "poškozený soubor")
	f.RegisterImageOptionsReader("i", fpdf.ImageOptions{ImageType: "PNG"}, bytes.NewReader(blackPNG(t)))
	f.ImageOptions("i", 100, 200, 40, 40, false, fpdf.ImageOptions{}, 0, "")
	whole := pdfBytes(t, f)
	r := NewReader(Options{})
	defer r.Close()
	read := 0
	for i := 0; i < len(whole); i += len(whole) / 40 {
		data := bytes.Clone(whole)
		data[i] ^= 0x15
		doc, err := r.Read(t.Context(), Source{Name: "a.pdf", Data: bytes.NewReader(data), Size: int64(len(data))}, func(p Page) error {
			if len(p.Gray) != p.Width*p.Height {
				t.Errorf("byte %d: %d pixels for %dx%d", i, len(p.Gray), p.Width, p.Height)
			}
			return nil
		})
		if (doc == nil) == (err == nil) {
			t.Errorf("byte %d: %v, %v", i, doc, err)
		}
		if err == nil {
			read++
			checkTokens(t, doc.Tokens)
		}
	}
	if read == 0 {
		t.Error("none of the damaged files could be read: the test proves little")
	}
}
