package read

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles/bundlestest"
	"github.com/akta-foi/akta/content/read/readtest"
)

const (
	someMutants    = 60               // of every format
	allMutants     = 200              // of every format, with AKTA_SAMPLES=all
	mutantDeadline = 20 * time.Second // for one file of a few kilobytes; the issue of a large one is readDeadline
	maxPeakMemory  = 1 << 30          // bytes of the whole test process
)

// TestMutants reads 60 damaged files of every format, of each fixture at least
// one, or with AKTA_SAMPLES=all the first 200: each gives a
// sound document or an error that says what and where, in time, and nothing
// panics. In containers the parts are damaged, too, not only the ZIP around
// them.
func TestMutants(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	byFormat := map[string][]readtest.Fixture{}
	var formats []string
	for _, f := range readtest.All() {
		if byFormat[f.Format] == nil {
			formats = append(formats, f.Format)
		}
		byFormat[f.Format] = append(byFormat[f.Format], f)
	}
	for _, format := range formats {
		t.Run(format, func(t *testing.T) {
			fixtures := byFormat[format]
			read, mutants := 0, bundlestest.Samples(someMutants, allMutants)
			if len(fixtures) > mutants {
				t.Fatalf("%d fixtures, and %d mutants", len(fixtures), mutants)
			}
			for n := range mutants {
				f := fixtures[n%len(fixtures)]
				random := rand.New(rand.NewPCG(seedOf(f.Name), uint64(n)))
				data := mutate(random, f.Data)
				if n%2 == 0 {
					data = mutatePart(random, f.Data)
				}
				if readMutant(t, r, fmt.Sprintf("%s, mutant %d", f.Name, n), f.Name, data) {
					read++
				}
			}
			t.Logf("%d of %d damaged files could still be read", read, mutants)
		})
	}
	if peak := peakMemory(t); peak > maxPeakMemory {
		t.Errorf("the peak of memory was %d MB, at most %d are allowed", peak>>20, maxPeakMemory>>20)
	}
}

func readMutant(t *testing.T, r *Reader, what, name string, data []byte) (ok bool) {
	t.Helper()
	before := bytes.Clone(data)
	ctx, cancel := context.WithTimeout(t.Context(), mutantDeadline)
	defer cancel()
	doc, err := r.Read(ctx, Source{Name: name, Data: bytes.NewReader(data), Size: int64(len(data))}, func(p Page) error {
		if len(p.Gray) != p.Width*p.Height {
			return fmt.Errorf("%d pixels for %d x %d", len(p.Gray), p.Width, p.Height)
		}
		return nil
	})
	switch {
	case ctx.Err() != nil:
		t.Fatalf("%s: took longer than %s", what, mutantDeadline)
	case (doc == nil) == (err == nil):
		t.Fatalf("%s: %v, %v: want a document or an error", what, doc, err)
	case !bytes.Equal(before, data):
		t.Fatalf("%s: the original's bytes were changed", what)
	case err != nil && (!strings.HasPrefix(err.Error(), "reading ") || errors.Is(err, io.EOF) && strings.HasSuffix(err.Error(), ": EOF")):
		t.Errorf("%s: the error does not say what and where: %v", what, err)
	case err == nil:
		checkTokens(t, doc.Tokens)
	}
	return err == nil
}

func seedOf(name string) uint64 {
	h := fnv.New64a()
	io.WriteString(h, name)
	return h.Sum64()
}

// mutate damages a file in one of the ways that copying, mailing and malice do.
func mutate(random *rand.Rand, data []byte) []byte {
	out := bytes.Clone(data)
	at := random.IntN(len(out))
	n := min(1+random.IntN(64), len(out)-at)
	switch random.IntN(6) {
	case 0: // some flipped bits
		for range 1 + random.IntN(8) {
			out[random.IntN(len(out))] ^= 1 << random.IntN(8)
		}
	case 1: // cut off
		out = out[:max(at, 1)]
	case 2: // a hole of zeros
		clear(out[at : at+n])
	case 3: // a piece twice
		out = append(out[:at+n:at+n], data[at:]...)
	case 4: // a piece lost
		out = append(out[:at:at], data[at+n:]...)
	case 5: // numbers changed to the largest
		for i := at; i < at+n; i++ {
			if out[i] >= '0' && out[i] <= '9' {
				out[i] = '9'
			}
		}
	}
	if len(out) == 0 {
		return []byte{0}
	}
	return out
}

// mutatePart damages one part of a container and packs it soundly again; any
// other file is damaged as it is.
func mutatePart(random *rand.Rand, data []byte) []byte {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(z.File) == 0 {
		return mutate(random, data)
	}
	victim := random.IntN(len(z.File))
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return mutate(random, data)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			return mutate(random, data)
		}
		if i == victim && len(body) > 0 {
			body = mutate(random, body)
		}
		part, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: f.Method})
		if err != nil {
			return mutate(random, data)
		}
		part.Write(body)
	}
	w.Close()
	return b.Bytes()
}

// peakMemory is the largest size this process has had, in bytes; 0 where the
// system does not tell.
func peakMemory(t *testing.T) int64 {
	t.Helper()
	if runtime.GOOS != "linux" {
		return 0
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(status), "\n") {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			return kb << 10
		}
	}
	t.Fatal("no peak of memory in /proc/self/status")
	return 0
}
