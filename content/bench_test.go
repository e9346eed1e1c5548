package content

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/goregular"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
	"github.com/akta-foi/akta/content/read"
)

// letters is a PDF as a word processor makes it: running text, a heading, a
// table's lines, an embedded font.
func letters(b *testing.B, pages int) string {
	b.Helper()
	f := fpdf.New("P", "pt", "A4", "")
	f.SetCatalogSort(true)
	f.AddUTF8FontFromBytes("go", "", goregular.TTF)
	f.SetAutoPageBreak(false, 0)
	for i := range pages {
		f.AddPage()
		f.SetFont("go", "", 16)
		f.Text(60, 70, fmt.Sprintf("Rozhodnutí č. j. %d/2024", i+1))
		f.SetFont("go", "", 11)
		for line := range 36 {
			f.Text(60, 100+float64(line)*17, fmt.Sprintf("%d. Obecní úřad sděluje, že žádost byla přijata dne 12. března a vyřízena.", line+1))
		}
		for row := range 4 {
			f.Rect(60, 730+float64(row)*18, 470, 18, "D")
		}
	}
	name := filepath.Join(b.TempDir(), "letters.pdf")
	if err := f.OutputFileAndClose(name); err != nil {
		b.Fatal(err)
	}
	return name
}

func readPDF(ctx context.Context, r *read.Reader, name string, sink func(read.Page) error) (*read.Document, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return r.Read(ctx, read.Source{Name: name, Data: f, Size: info.Size()}, sink)
}

// sealPDF reads a PDF and commits to all its views, as Seal does.
func sealPDF(b *testing.B, o *bundlestest.Office, r *read.Reader, name string) time.Duration {
	b.Helper()
	d := Document{ID: "d1", File: filepath.Base(name), Kind: "letter", Language: "cs"}
	began := time.Now()
	dir := filepath.Join(b.TempDir(), "s1")
	_, err := bundles.WriteSeal(b.Context(), dir, bundles.SealInput{Authority: o.Authority, Case: "bench", Seal: "s1", Created: o.Now,
		Documents: []bundles.DocumentInput{{ID: d.ID, Name: d.File,
			Open: func() (io.ReadCloser, error) { return os.Open(name) },
			Read: func(ctx context.Context, page func(*bundles.Page) error) (*bundles.Views, error) {
				doc, err := readPDF(ctx, r, name, func(p read.Page) error {
					return page(&bundles.Page{Width: p.Width, Height: p.Height, Channels: 1, DPI: p.DPI, Samples: p.Gray})
				})
				if err != nil {
					return nil, err
				}
				return views(d, doc)
			}}},
	}, o.Evidence())
	if err != nil {
		b.Fatal(err)
	}
	took := time.Since(began)
	if err := os.RemoveAll(dir); err != nil {
		b.Fatal(err)
	}
	return took
}

// poppler runs the two programs that do the same reading, one after the other
// or side by side.
func poppler(b *testing.B, name string, sideBySide bool) time.Duration {
	b.Helper()
	dir := b.TempDir()
	programs := []*exec.Cmd{
		exec.Command(bundlestest.Tool(b, "pdftoppm"), "-r", "200", "-gray", name, filepath.Join(dir, "page")),
		exec.Command(bundlestest.Tool(b, "pdftotext"), "-bbox", name, filepath.Join(dir, "words.html")),
	}
	began := time.Now()
	var all sync.WaitGroup
	for _, p := range programs {
		run := func() {
			if out, err := p.CombinedOutput(); err != nil {
				b.Errorf("%v: %s", err, out)
			}
		}
		if sideBySide {
			all.Go(run)
		} else {
			run()
		}
	}
	all.Wait()
	return time.Since(began)
}

// BenchmarkReadPDF compares reading and committing with poppler, which renders
// and extracts words and commits to nothing. x_poppler above 1 is faster.
func BenchmarkReadPDF(b *testing.B) {
	const pages = 100
	o := bundlestest.NewOffice(b)
	r := read.NewReader(read.Options{})
	defer r.Close()
	name := letters(b, pages)
	if err := r.Warm(); err != nil {
		b.Fatal(err)
	}
	var ours, reading, theirs, parallel time.Duration
	n := 0
	for b.Loop() {
		ours += sealPDF(b, o, r, name)
		began := time.Now()
		if _, err := readPDF(b.Context(), r, name, nil); err != nil {
			b.Fatal(err)
		}
		reading += time.Since(began)
		theirs += poppler(b, name, false)
		parallel += poppler(b, name, true)
		n++
	}
	perSecond := func(d time.Duration) float64 { return pages * float64(n) / d.Seconds() }
	b.ReportMetric(perSecond(ours), "pages/s")
	b.ReportMetric(perSecond(reading), "pages_read/s")
	b.ReportMetric(perSecond(theirs), "poppler_pages/s")
	b.ReportMetric(theirs.Seconds()/ours.Seconds(), "x_poppler")
	b.ReportMetric(parallel.Seconds()/ours.Seconds(), "x_poppler_side_by_side")
	b.ReportMetric(theirs.Seconds()/reading.Seconds(), "x_poppler_reading_only")
}

// BenchmarkPDFLengths shows that time a page and memory do not grow with a document.
func BenchmarkPDFLengths(b *testing.B) {
	r := read.NewReader(read.Options{})
	defer r.Close()
	if err := r.Warm(); err != nil {
		b.Fatal(err)
	}
	for _, pages := range []int{1, 10, 100, 1000} {
		b.Run(fmt.Sprint(pages), func(b *testing.B) {
			data, err := os.ReadFile(letters(b, pages))
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := r.Read(b.Context(), read.Source{Name: "letters.pdf", Data: bytes.NewReader(data), Size: int64(len(data))}, nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N*pages), "ms/page")
			b.ReportMetric(peakMemory(b), "peak_MiB")
		})
	}
}

// peakMemory is the most the process ever held, in MiB; 0 where the system
// does not say.
func peakMemory(b *testing.B) float64 {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	var kib float64
	if _, err := fmt.Sscan(rest, &kib); err != nil {
		b.Fatal(err)
	}
	return kib / 1024
}
