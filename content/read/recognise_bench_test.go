//go:build unix

package read

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/akta-foi/akta/content/read/readtest"
)

// BenchmarkRecognise compares a page image made into tokens and regions with
// the plain command on the same page: see ocr.BenchmarkPage.
func BenchmarkRecognise(b *testing.B) {
	e := engine(b)
	s := readtest.Scan{Language: "cs", DPI: 200}
	path := filepath.Join(b.TempDir(), "page.png")
	if err := os.WriteFile(path, scanPNG(b, s), 0o600); err != nil {
		b.Fatal(err)
	}
	m := s.Draw()
	page := Page{Number: 1, Width: m.Rect.Dx(), Height: m.Rect.Dy(), DPI: s.DPI}
	j := &job{ctx: b.Context(), reader: NewReader(Options{OCR: e, Languages: []string{"cs"}}), doc: &Document{}}
	ours, plain := time.Hour, time.Hour
	for b.Loop() {
		start := spent(b)
		if r, err := j.recognise(page, m.Pix); err != nil || len(r.tokens) == 0 {
			b.Fatal(err)
		}
		ours = min(ours, spent(b)-start)
		start = spent(b)
		c := exec.CommandContext(b.Context(), e.Path(), path, "stdout", "-l", "ces", "--dpi", "200", "tsv")
		c.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
		if _, err := c.Output(); err != nil {
			b.Fatal(err)
		}
		plain = min(plain, spent(b)-start)
	}
	b.ReportMetric(1/ours.Seconds(), "pages/core-s")
	b.ReportMetric(1/plain.Seconds(), "plain-pages/core-s")
	b.ReportMetric(plain.Seconds()/ours.Seconds(), "ratio")
}

// spent is the processor time of this process and of the ones that it ran.
func spent(b *testing.B) time.Duration {
	var sum time.Duration
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		if err := syscall.Getrusage(who, &u); err != nil {
			b.Fatal(err)
		}
		sum += time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	return sum
}
