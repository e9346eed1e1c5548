package bundles_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// BenchmarkWriteFacsimile writes a PDF of 200 pages with 500 words each.
func BenchmarkWriteFacsimile(b *testing.B) {
	const pages = 200
	page := bundlestest.InventedPage(a4Width, a4Height, 1, "bench")
	for i := range page.Samples { // mostly white, as a page is
		if i/8%16 != 0 {
			page.Samples[i] = 255
		}
	}
	list := make([]*bundles.Page, pages)
	words := make([][]string, pages)
	for i := range list {
		list[i], words[i] = page, inventedWords(50)
	}
	c := newFacsimileCase(b, list, words...)
	r := c.release(b, "r1", c.decision(func(word string, _ int) bool { return strings.HasPrefix(word, "slovo99") }, map[int][]bundles.TileBlock{7: {{0, 10, 40, 4}}}))
	var size int64
	for b.Loop() {
		f, err := os.Create(filepath.Join(c.dir, "d1.pdf"))
		if err != nil {
			b.Fatal(err)
		}
		if err := r.WriteFacsimile(f, "s1", "d1"); err != nil {
			b.Fatal(err)
		}
		if size, err = f.Seek(0, io.SeekCurrent); err != nil {
			b.Fatal(err)
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(pages*b.N)/b.Elapsed().Seconds(), "pages/s")
	b.ReportMetric(float64(size)/pages/1e3, "kB/page")
	b.ReportMetric(float64(bundles.PeakMemory())/(1<<20), "peak_MiB")
}
