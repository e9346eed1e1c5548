package audit

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
)

// keptFilters keeps the filters of a memory as a folder would.
func keptFilters(t testing.TB, m *Memory) func(name string) ([]byte, error) {
	kept := map[string][]byte{}
	for name, data := range m.Filters() {
		if data == nil {
			var err error
			if data, err = m.read(name); err != nil {
				t.Fatal(err)
			}
		}
		kept[name] = data
	}
	return func(name string) ([]byte, error) { return kept[name], nil }
}

// searchesAgain says whether a file is searched for what is new in o when it was
// searched for nothing before.
func searchesAgain(t testing.TB, dir string, o Options) bool {
	t.Helper()
	files, err := listFiles(dir)
	if err != nil {
		t.Fatal(err)
	}
	book := &gramBook{over: map[int]bool{}}
	if _, _, err := look(t.Context(), files, Options{}, nil, nil, book); err != nil {
		t.Fatal(err)
	}
	m, cases := &Memory{files: map[string]*remembered{}}, map[string]*remembrance{}
	for _, f := range files {
		cases[caseOf(f.name)] = &remembrance{}
	}
	m.take(files, cases, &inspection{}, book)
	p, err := newPatterns(o, &Report{})
	if err != nil {
		t.Fatal(err)
	}
	holding := m.holding(p)
	return slices.ContainsFunc(files, func(f *openFile) bool {
		r := m.files[f.name]
		return r.Always || slices.ContainsFunc(r.Groups, func(id int) bool { return holding[id] })
	})
}

// TestGrams: no string that was marked is missing, and few others are there.
func TestGrams(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	letters := func(n int) []byte {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte('a' + r.IntN(26))
		}
		return b
	}
	book := &gramBook{over: map[int]bool{}}
	for _, size := range []int{0, 1, 4, 5, 6, 7, 8, 9, 12, 13, 100_000} {
		g := book.begin(nil)
		data := letters(size)
		g.mark(data)
		book.end(g)
		f := book.files()[0]
		book.groups = nil
		for range 2000 {
			if size < gramBytes {
				break
			}
			from := r.IntN(size - gramBytes + 1)
			text := data[from : from+gramBytes+r.IntN(min(20, size-from-gramBytes+1))]
			if len(f.holding(f.data, [][]uint32{gramsOf(text)})) != 1 {
				t.Fatalf("%d bytes: %q, at %d, is told not to be there", size, text, from)
			}
		}
		wrong := 0
		for range 2000 {
			wrong += len(f.holding(f.data, [][]uint32{gramsOf(letters(8))}))
		}
		if wrong > 20 {
			t.Errorf("%d bytes: %d of 2000 strings are told to be there", size, wrong)
		}
	}
}

// TestFiltersLeaveOut: what is nowhere near a later term is not opened again.
func TestFiltersLeaveOut(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "index.html"), []byte("<!doctype html><html lang=\"cs\"><title>Obec</title><p>Úřad obce</p></html>\n"))
	for text, want := range map[string]bool{"Vendelín Podrobný": false, "Úřad obce": true, "urad, OBCE": true, "abc": true /* too short to tell */} {
		if got := searchesAgain(t, dir, Options{Terms: []Term{term(text)}}); got != want {
			t.Errorf("%q: searched again: %v", text, got)
		}
	}
}

// A file of filters that is not whole tells nothing.
func TestBrokenFilter(t *testing.T) {
	o := Options{Terms: []Term{term("Vendelín Podrobný")}}
	dir, m := remembering(t, o)
	data, err := m.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	good := keptFilters(t, m)
	for _, change := range []func(b []byte) []byte{
		func(b []byte) []byte { return nil },
		func(b []byte) []byte { return b[:len(b)-1] },
		func(b []byte) []byte { return make([]byte, len(b)) },
	} {
		m, err := ParseMemory(data, func(name string) ([]byte, error) {
			b, err := good(name)
			return change(slices.Clone(b)), err
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := FolderSince(t.Context(), dir, Options{Terms: []Term{term("Josef Novotný")}}, m); err == nil {
			t.Error("a later term in an old file is not found")
		}
	}
}
