package audit

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

// zipMaker makes a ZIP of stored members.
type zipMaker struct {
	b bytes.Buffer
	w *zip.Writer
}

func (z *zipMaker) put(t testing.TB, name string, data []byte) {
	t.Helper()
	if z.w == nil {
		z.w = zip.NewWriter(&z.b)
	}
	w, err := z.w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
	if err == nil {
		_, err = w.Write(data)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func (z *zipMaker) close(t testing.TB) []byte {
	t.Helper()
	if err := z.w.Close(); err != nil {
		t.Fatal(err)
	}
	return z.b.Bytes()
}

// The same folder gives the same report, whatever the number of workers, and
// more hits than a report lists are counted.
func TestSameReport(t *testing.T) {
	dir := t.TempDir()
	var z zipMaker
	for i := range 40 {
		writeFile(t, filepath.Join(dir, fmt.Sprintf("f%02d.txt", i)), []byte(strings.Repeat("x", i)+secretName+"; odpověď: "+secretName))
		z.put(t, fmt.Sprintf("m%02d.txt", i), []byte(secretName))
	}
	writeFile(t, filepath.Join(dir, "a.zip"), z.close(t))
	var first *Report
	for _, n := range []int{1, 2, 7} {
		before := runtime.GOMAXPROCS(n)
		report, err := folder(t.Context(), dir, secrets(), nil)
		runtime.GOMAXPROCS(before)
		var found *Error
		if !errors.As(err, &found) || len(report.Hits) != MaxHits || report.More != 120-MaxHits {
			t.Fatalf("%d workers: %d hits and %d more, %v", n, len(report.Hits), report.More, err)
		}
		if first == nil {
			first = report
		}
		if !reflect.DeepEqual(first, report) {
			t.Errorf("%d workers: another report:\n%v\n%v", n, first, report)
		}
	}
	if first.Hits[0].File != "a.zip!m00.txt" || first.Hits[41].File != "f00.txt" || first.Hits[41].Offset >= first.Hits[42].Offset && first.Hits[42].File == "f00.txt" {
		t.Errorf("order: %v", first.Hits)
	}
}

// What stands across the parts and windows of a large file is found once, at its
// place, in a file and in a member.
func TestParts(t *testing.T) {
	for _, at := range []int64{0, scanWindow - 7, splitSize - 5, splitSize, 2*splitSize - scanOverlap - 3, 2*splitSize + 1000} {
		data := bytes.Repeat([]byte("lorem ip"), (2*splitSize+4096)/8)
		copy(data[at:], secretName)
		var z zipMaker
		z.put(t, "m.txt", data)
		for name, content := range map[string][]byte{"f.txt": data, "f.zip": z.close(t), "g.zip": pack(t, "m.txt", data)} {
			hits, err := findIn(t, secrets(), name, content)
			if err != nil || len(hits) != 1 || hits[0].Offset != at {
				t.Errorf("%s at %d: %v, %v", name, at, hits, err)
			}
		}
	}
}

// A stored member is searched in its place, once: the report does not name the
// container too, and counts its bytes once.
func TestStoredOnce(t *testing.T) {
	dir := t.TempDir()
	var z zipMaker
	z.put(t, "m.txt", bytes.Repeat([]byte("word "), 1000))
	writeFile(t, filepath.Join(dir, "a.zip"), z.close(t))
	report, err := folder(t.Context(), dir, secrets(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if size := int64(z.b.Len()); report.Record.Bytes != size || report.Record.Files != 2 {
		t.Errorf("%d bytes of %d files, want %d of 2", report.Record.Bytes, report.Record.Files, size)
	}
}

// Members that overlap would be read differently by different readers.
func TestOverlappingMembers(t *testing.T) {
	var z zipMaker
	z.put(t, "a", []byte("aaaaaaaaaa"))
	z.put(t, "b", []byte("bbbbbbbbbb"))
	data := bytes.Clone(z.close(t))
	second := bytes.LastIndex(data, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(data[second+42:], 0) // b begins where a does
	if hits, err := findIn(t, secrets(), "f.zip", data); err == nil || !strings.Contains(err.Error(), "overlaps") {
		t.Errorf("%v, %v", hits, err)
	}
}

func TestNotAFile(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink("/nowhere", filepath.Join(dir, "link")); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	if _, err := folder(t.Context(), dir, secrets(), nil); err == nil || !strings.Contains(err.Error(), `"link": not a regular file`) {
		t.Errorf("%v", err)
	}
}

func TestStopped(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "f"), []byte(secretName))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := folder(ctx, dir, secrets(), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestProgressAddsUp(t *testing.T) {
	dir := t.TempDir()
	var z zipMaker
	z.put(t, "m.txt", make([]byte, 3<<20))
	writeFile(t, filepath.Join(dir, "a.zip"), z.close(t))
	writeFile(t, filepath.Join(dir, "b.pdf"), pdfWith(t, "", deflate(t, []byte("x"))))
	writeFile(t, filepath.Join(dir, "c.txt"), make([]byte, splitSize+5))
	var last, total int64
	o := secrets()
	o.Progress = func(done, all int64) {
		if done < last || done > all {
			t.Errorf("%d of %d after %d", done, all, last)
		}
		last, total = done, all
	}
	if _, err := folder(t.Context(), dir, o, nil); err != nil || last != total || total == 0 {
		t.Errorf("%d of %d, %v", last, total, err)
	}
}
