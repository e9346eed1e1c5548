package bundles_test

import (
	"context"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

const gigabyte = 1 << 30

// largeFile writes a file of 1 GiB that does not compress.
func largeFile(b *testing.B) string {
	b.Helper()
	name := filepath.Join(b.TempDir(), "large.bin")
	f, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := io.CopyN(f, rand.NewChaCha8([32]byte{1}), gigabyte); err != nil {
		b.Fatal(err)
	}
	if err := f.Sync(); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	return name
}

func sealLarge(b *testing.B, o *bundlestest.Office, name, dir string) {
	b.Helper()
	_, err := bundles.WriteSeal(b.Context(), dir, bundles.SealInput{Authority: o.Authority, Case: "large", Seal: "s1", Created: o.Now,
		Documents: []bundles.DocumentInput{{ID: "d1", Name: name,
			Open: func() (io.ReadCloser, error) { return os.Open(name) },
			Read: func(context.Context, func(*bundles.Page) error) (*bundles.Views, error) { return &bundles.Views{}, nil }}},
	}, o.Evidence())
	if err != nil {
		b.Fatal(err)
	}
}

// againstSHA256Sum runs sha256sum on the file in the same run and reports our
// speed as a share of its speed, and the most memory the process ever held.
func againstSHA256Sum(b *testing.B, name string, ours time.Duration) {
	b.Helper()
	tool := bundlestest.Tool(b, "sha256sum")
	start := time.Now()
	if out, err := exec.Command(tool, name).CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	theirs := time.Since(start)
	b.ReportMetric(theirs.Seconds()/ours.Seconds(), "x_sha256sum")
	b.ReportMetric(gigabyte/1e6/ours.Seconds(), "MB/s")
	b.ReportMetric(gigabyte/1e6/theirs.Seconds(), "sha256sum_MB/s")
	b.ReportMetric(float64(bundles.PeakMemory())/(1<<20), "peak_MiB")
}

func BenchmarkSeal1GB(b *testing.B) {
	o := bundlestest.NewOffice(b)
	name := largeFile(b)
	var took time.Duration
	n := 0
	for b.Loop() {
		dir := filepath.Join(b.TempDir(), "s1")
		start := time.Now()
		sealLarge(b, o, name, dir)
		took += time.Since(start)
		n++
		if err := os.RemoveAll(dir); err != nil {
			b.Fatal(err)
		}
	}
	againstSHA256Sum(b, name, took/time.Duration(n))
}

func BenchmarkVerify1GB(b *testing.B) {
	o := bundlestest.NewOffice(b)
	name := largeFile(b)
	dir := filepath.Join(b.TempDir(), "s1")
	sealLarge(b, o, name, dir)
	var took time.Duration
	n := 0
	for b.Loop() {
		start := time.Now()
		v, err := bundles.Verify(b.Context(), dir, bundles.VerifyOptions{Trust: o.Trust})
		took += time.Since(start)
		n++
		if err != nil || v.Code != bundles.CodeHolds {
			b.Fatalf("%+v, %v", v, err)
		}
	}
	againstSHA256Sum(b, name, took/time.Duration(n))
}

// An A4 page at 200 DPI.
const a4Width, a4Height = 1654, 2339

func BenchmarkPageCommit(b *testing.B) {
	p := bundlestest.InventedPage(a4Width, a4Height, 1, "bench")
	for b.Loop() {
		bundles.PageCommit(p, bundles.Seed{1})
	}
}

// BenchmarkPageVerify decodes a released page's image and rebuilds its root.
func BenchmarkPageVerify(b *testing.B) {
	p := bundlestest.InventedPage(a4Width, a4Height, 1, "bench")
	cols, rows := bundles.TileGrid(a4Width, a4Height)
	h := bundles.ViewHeader{View: "page/1", Leaves: cols * rows, Width: a4Width, Height: a4Height, Channels: 1}
	h.Root = bundles.PageCommit(p, bundles.Seed{1})
	var hidden []bundles.Range
	for i := range 10 {
		hidden = append(hidden, bundles.Range{i*cols*12 + 30, 40})
	}
	v, image := bundles.ProvePage(p, h, bundles.Seed{1}, hidden)
	for b.Loop() {
		if err := bundles.CheckPage(image, h, v); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(v.Items)), "proof_bytes")
}
