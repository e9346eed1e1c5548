package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/goregular"
)

// What a release of a long document may take, on two cores.
const (
	longPages      = 200
	longRedactions = 500
	longTime       = 60 * time.Second
	longMemory     = 512 << 20 // bytes, at the peak, of the process that releases
)

// longDocument is a PDF of many pages in which 50 invented names stand 500 times.
func longDocument(tb testing.TB, name string) (names []string) {
	tb.Helper()
	for i := range 50 {
		names = append(names, fmt.Sprintf("Vymyšlená%c%c Osoba%c%c", 'a'+i%7, 'a'+i/7, 'a'+i%5, 'a'+i/5))
	}
	f := fpdf.New("P", "pt", "A4", "")
	f.SetCatalogSort(true)
	f.AddUTF8FontFromBytes("go", "", goregular.TTF)
	f.SetAutoPageBreak(false, 0)
	hidden := 0
	for p := range longPages {
		f.AddPage()
		f.SetFont("go", "", 11)
		for line := range 36 {
			text := fmt.Sprintf("%d. Obecní úřad sděluje, že žádost byla přijata dne 12. března a vyřízena.", line+1)
			if line%14 == p%14 && hidden < longRedactions {
				text = fmt.Sprintf("%d. Oznámení podala %s a převzala je na podatelně.", line+1, names[hidden%len(names)])
				hidden++
			}
			f.Text(60, 100+float64(line)*17, text)
		}
	}
	if hidden != longRedactions {
		tb.Fatalf("%d names, want %d", hidden, longRedactions)
	}
	if err := f.OutputFileAndClose(name); err != nil {
		tb.Fatal(err)
	}
	return names
}

// BenchmarkReleaseLong releases a document of 200 pages with 500 redactions,
// with the program itself, and holds the time and the memory it takes.
func BenchmarkReleaseLong(b *testing.B) {
	dir := b.TempDir()
	office, akta := filepath.Join(dir, "office"), filepath.Join(dir, "akta")
	if out, err := exec.Command("go", "build", "-o", akta, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	command := func(args ...string) *syscall.Rusage {
		c := exec.Command(akta, args...)
		c.Env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(dir, "cache"))
		if out, err := c.CombinedOutput(); err != nil {
			b.Fatalf("akta %v: %v\n%s", args[:2], err, out)
		}
		usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage)
		if !ok {
			b.Skip("no resource usage on this system")
		}
		return usage
	}
	names := longDocument(b, filepath.Join(dir, "long.pdf"))
	command("init", office, "--name", "Obec Lhotka", "--law", "cz-106-1999", "--lang", "cs", "--domain", "lhotka.example")
	command("-C", office, "case", "open", "Dlouhý spis", "--id", "2026-001")
	command("-C", office, "add", "2026-001", filepath.Join(dir, "long.pdf"))
	command("-C", office, "seal", "2026-001")
	redact := []string{"-C", office, "redact", "2026-001", "--ground", "personal-data"}
	for _, n := range names {
		redact = append(redact, "--text", n)
	}
	command(redact...)
	for b.Loop() {
		if err := os.RemoveAll(filepath.Join(office, "bundles", "2026-001", "r1.zip")); err != nil {
			b.Fatal(err)
		}
		start := time.Now()
		usage := command("-C", office, "release", "2026-001")
		took, peak := time.Since(start), usage.Maxrss<<10
		b.ReportMetric(took.Seconds(), "s/release")
		b.ReportMetric(float64(peak)/(1<<20), "MiB-peak")
		if runtime.NumCPU() >= 2 && took > longTime {
			b.Errorf("%d pages with %d redactions took %v, want at most %v", longPages, longRedactions, took.Round(time.Millisecond), longTime)
		}
		if peak > longMemory {
			b.Errorf("%d MiB at the peak, want at most %d", peak>>20, longMemory>>20)
		}
	}
}
