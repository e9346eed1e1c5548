package ocr

import (
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

// TestCache: a page is read once; another page, resolution or language is
// another page; a damaged file is read again.
func TestCache(t *testing.T) {
	count := filepath.Join(t.TempDir(), "count")
	e := fake(t, "cat >/dev/null; echo x >>"+count+"; printf '"+oneWord+"'")
	e.Cache = filepath.Join(t.TempDir(), "a", "cache")
	runs := func() int {
		b, _ := os.ReadFile(count)
		return strings.Count(string(b), "x")
	}
	read := func(img Image, want int, languages ...string) []Word {
		t.Helper()
		words, err := e.Page(t.Context(), img, languages)
		if err != nil || len(words) != 1 || runs() != want {
			t.Fatalf("%v, %v after %d runs, want %d", words, err, runs(), want)
		}
		return words
	}
	first := read(blank(), 1, "cs")
	if again := read(blank(), 1, "cs"); !reflect.DeepEqual(first, again) {
		t.Errorf("kept %v, read %v", again, first)
	}
	read(blank(), 2, "hu")
	other := blank()
	other.DPI = 300
	read(other, 3, "cs")
	other = blank()
	other.Gray[7] = 254
	read(other, 4, "cs")
	e.version = "6.0"
	read(blank(), 5, "cs")
	files, err := filepath.Glob(filepath.Join(e.Cache, "*"))
	if err != nil || len(files) != 5 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, f := range files {
		if info, err := os.Stat(f); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", f, info.Mode(), err)
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		data[len(data)-9] ^= 1
		if err := os.WriteFile(f, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if info, err := os.Stat(e.Cache); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o700 {
		t.Errorf("folder: %v %v", info.Mode(), err)
	}
	read(blank(), 6, "cs")
	read(blank(), 6, "cs")
	if err := os.RemoveAll(e.Cache); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(e.Cache, nil, 0o600); err != nil { // no folder can be made here
		t.Fatal(err)
	}
	read(blank(), 7, "cs")
}

func FuzzCache(f *testing.F) {
	good, err := encodeWords([]Word{{Text: "Čtvrtek", X: 1, Y: 2, W: 3, H: 4, Confidence: 50}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good[strings.IndexByte(string(good), '\n')+1:])
	f.Add([]byte(`[{"t":"x","x":-1}]`))
	f.Add([]byte(`[{"t":"x","x":9223372036854775807,"w":1}]`))
	f.Fuzz(func(t *testing.T, body []byte) {
		words, ok := decodeWords(append([]byte(cacheMagic+digest(body)+"\n"), body...), blank())
		for _, w := range words {
			if ok && (w.Text == "" || w.X < 0 || w.Y < 0 || w.X+w.W > 200 || w.Y+w.H > 100 || w.X+w.W < w.X || w.Confidence > 100) {
				t.Fatalf("%+v", w)
			}
		}
		if _, ok := decodeWords(body, blank()); ok {
			t.Fatal("taken without its digest")
		}
	})
}
