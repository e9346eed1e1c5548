//go:build unix

package ocr

import (
	"bytes"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/akta-foi/akta/content/read/readtest"
)

// BenchmarkPage compares Page with the plain command on the same page, file,
// languages and one thread, by the processor time of the best run of each, because
// other work on the machine only adds to it.
// "ratio" is the processor time of the plain command to that of Page.
func BenchmarkPage(b *testing.B) {
	e := installed(b)
	s := readtest.Scan{Language: "cs", DPI: 200}
	m := s.Draw()
	var file bytes.Buffer
	if err := png.Encode(&file, m); err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "page.png")
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	img := imageOf(s)
	ours, plain := time.Hour, time.Hour
	for b.Loop() {
		start := spent(b)
		if _, err := e.Page(b.Context(), img, []string{"cs"}); err != nil {
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
