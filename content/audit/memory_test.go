package audit

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// since audits dir with what m remembers, which goes through its file. It fails
// where the result is not that of an audit from nothing.
func since(t *testing.T, dir string, o Options, m *Memory) (*Memory, *Error) {
	t.Helper()
	if m != nil {
		data, err := m.Marshal()
		if err != nil {
			t.Fatal(err)
		}
		for _, term := range o.Terms {
			if bytes.Contains(data, []byte(term.Text)) {
				t.Errorf("the memory names %q", term.Text)
			}
		}
		if m, err = ParseMemory(data, keptFilters(t, m)); err != nil {
			t.Fatal(err)
		}
	}
	full, want := Folder(t.Context(), dir, o)
	report, next, err := FolderSince(t.Context(), dir, o, m)
	if !reflect.DeepEqual(full, report) || (want == nil) != (err == nil) || (err == nil) != (next != nil) {
		t.Errorf("remembering: %v\n%+v\nfrom nothing: %v\n%+v", err, report, want, full)
	}
	leak := (*Error)(nil)
	if err != nil && !errors.As(err, &leak) {
		t.Fatal(err)
	}
	return next, leak
}

// remembering writes a folder with pages of two cases and one of none, and
// audits it.
func remembering(t *testing.T, o Options) (string, *Memory) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"index.html":                   "Úřad obce",
		"cases/2026-001/index.html":    "Odpověď paní Třešňákové o mostu",
		"cases/2026-002/index.html":    "Starosta Josef Novotný přítomen",
		"hu/cases/2026-002/index.html": "Josef Novotný",
	} {
		writeFile(t, filepath.Join(dir, name), []byte("<!doctype html><html lang=\"cs\"><title>Obec</title><p>"+text+"</p></html>\n"))
	}
	writeFile(t, filepath.Join(dir, "akta.css"), []byte("body { margin: 0 }\n"))
	m, leak := since(t, dir, o, nil)
	if leak != nil {
		t.Fatal(leak)
	}
	return dir, m
}

func term(text string) Term { return Term{Case: "2026-009", Document: "d1", Class: "c", Text: text} }

// known counts the files that an audit with m would not search for everything.
func known(t *testing.T, dir string, o Options, m *Memory) int {
	t.Helper()
	program, err := Program()
	if err != nil {
		t.Fatal(err)
	}
	next, err := newMemory(m, program, o)
	if err != nil {
		t.Fatal(err)
	}
	files, err := listFiles(dir)
	if err == nil {
		err = digestAll(t.Context(), files)
	}
	if err != nil {
		t.Fatal(err)
	}
	m.recognise(files, next, len(o.Allowed))
	n := 0
	for _, f := range files {
		if f.known != nil {
			n++
		}
	}
	return n
}

func TestMemoryFindsNewTermInOldFile(t *testing.T) {
	o := Options{Terms: []Term{term("Vendelín Podrobný")}}
	dir, m := remembering(t, o)
	if n := known(t, dir, o, m); n != 5 {
		t.Fatalf("%d of 5 files are known", n)
	}
	o.Terms = append(o.Terms, term("Třešňákové"))
	if _, leak := since(t, dir, o, m); leak == nil || len(leak.Report.Hits) != 1 {
		t.Errorf("a later term in an old file: %v", leak)
	}
	o.Terms[1] = term("nowhere to be found")
	m, leak := since(t, dir, o, m)
	if leak != nil {
		t.Error(leak)
	}
	// the former audit did not look for it, and this one did not look for the first
	o.Terms = []Term{o.Terms[1]}
	if m, leak = since(t, dir, o, m); leak != nil {
		t.Error(leak)
	}
	writeFile(t, filepath.Join(dir, "index.html"), []byte("<!doctype html><title>x</title><p>Vendelín Podrobný</p>"))
	if m, leak = since(t, dir, o, m); leak != nil {
		t.Error(leak)
	}
	o.Terms = append(o.Terms, term("Vendelín Podrobný"))
	if _, leak := since(t, dir, o, m); leak == nil {
		t.Error("a term that was left out for a while is not found")
	}
}

func TestMemorySearchesChangedFiles(t *testing.T) {
	o := Options{Terms: []Term{term("Vendelín Podrobný")}}
	dir, m := remembering(t, o)
	name := filepath.Join(dir, "cases/2026-001/index.html")
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	old, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, name, append(old[:len(old)-len("</p></html>\n")-len("Vendelín Podrobný")], "Vendelín Podrobný</p></html>\n"...))
	if err := os.Chtimes(name, info.ModTime(), info.ModTime()); err != nil { // of the same size and time
		t.Fatal(err)
	}
	if _, leak := since(t, dir, o, m); leak == nil {
		t.Error("a changed file is not searched")
	}
	writeFile(t, name, old[:0])
	if err := os.Rename(filepath.Join(dir, "hu/cases/2026-002/index.html"), filepath.Join(dir, "Vendelín Podrobný.html")); err != nil {
		t.Fatal(err)
	}
	if _, leak := since(t, dir, o, m); leak == nil {
		t.Error("a name of known bytes is not searched")
	}
}

// What an audit remembers counts for the same program and the same allowances.
func TestMemoryOfAnotherAudit(t *testing.T) {
	o := Options{Terms: []Term{term("Josef Novotný"), term("Vendelín Podrobný")}, Allowed: []Allowance{{Text: "Josef Novotný", Case: "2026-002"}}}
	dir, m := remembering(t, o)
	if len(m.files["cases/2026-002/index.html"].Passed) != 1 {
		t.Fatalf("what the allowance let stand: %+v", m.files["cases/2026-002/index.html"])
	}
	if _, leak := since(t, dir, Options{Terms: o.Terms}, m); leak == nil {
		t.Error("an allowance that was withdrawn still holds")
	}
	// Without the term, the allowance is not used any more.
	less := o
	less.Terms = o.Terms[1:]
	if n := known(t, dir, less, m); n != 3 {
		t.Errorf("%d files known, want those in which nothing was allowed", n)
	}
	if _, leak := since(t, dir, less, m); leak != nil {
		t.Error(leak)
	}
	// A memory that is wrong in all: the bytes hold a term. It is believed only by
	// the program that made it.
	writeFile(t, filepath.Join(dir, "index.html"), []byte("<!doctype html><title>x</title><p>Vendelín Podrobný</p>"))
	sum := sha256.Sum256([]byte("<!doctype html><title>x</title><p>Vendelín Podrobný</p>"))
	m.files["index.html"].Sum = sum[:]
	if _, _, err := FolderSince(t.Context(), dir, o, m); err != nil {
		t.Errorf("the forgery does not reach the search: %v", err)
	}
	m.program = bytes.Repeat([]byte{1}, sha256.Size)
	if _, leak := since(t, dir, o, m); leak == nil {
		t.Error("another program's memory is believed")
	}
}

// A digest that is private since is found in old files, as text and as the bytes
// themselves.
func TestMemoryFindsNewDigests(t *testing.T) {
	dir, m := remembering(t, Options{})
	data, err := os.ReadFile(filepath.Join(dir, "akta.css"))
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	o := Options{Private: []Private{{Case: "2026-009", What: "original file", Sums: [][]byte{sum[:]}}}}
	if _, leak := since(t, dir, o, m); leak == nil || !strings.Contains(leak.Error(), "byte for byte") {
		t.Errorf("a public file that is private since: %v", leak)
	}
}

func TestParseMemoryRefuses(t *testing.T) {
	_, m := remembering(t, Options{Terms: []Term{term("Vendelín Podrobný")}})
	good, err := m.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	for i := range 200 {
		bad := slices.Clone(good)
		bad[i*(len(bad)-1)/199] ^= 1
		if _, err := ParseMemory(bad, nil); err == nil {
			t.Errorf("byte %d of %d differs, and nobody sees it", i*(len(bad)-1)/199, len(bad))
		}
	}
	for _, n := range []int{0, 10, 65, len(good) / 2, len(good) - 1} {
		if _, err := ParseMemory(good[:n], nil); err == nil {
			t.Errorf("%d of %d bytes are believed", n, len(good))
		}
	}
}

// Whatever stands in the file, what is accepted can be written again and read as
// the same.
func FuzzParseMemory(f *testing.F) {
	m := &Memory{key: make([]byte, sha256.Size), program: make([]byte, sha256.Size), sought: map[mac]bool{{1}: true},
		files: map[string]*remembered{"a.html": {Sum: make([]byte, sha256.Size), Files: 1, Passed: []int{0}}},
		cases: map[string]*remembrance{"": {Names: []string{"a.html"}}}}
	good, err := m.Marshal()
	if err != nil {
		f.Fatal(err)
	}
	_, body, _ := bytes.Cut(good, []byte("\n"))
	f.Add(body)
	f.Add([]byte(`{"files":{"a":null}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		m, err := ParseMemory(append([]byte(sealOf(body)+"\n"), body...), nil)
		if err != nil {
			return
		}
		data, err := m.Marshal()
		if err != nil {
			t.Fatal(err)
		}
		again, err := ParseMemory(data, nil)
		if err != nil {
			t.Fatal(err)
		}
		if twice, err := again.Marshal(); err != nil || !bytes.Equal(twice, data) {
			t.Errorf("written twice: %v", err)
		}
	})
}

// Files that lie in several places are audited as if they lay in one.
func TestFilesSince(t *testing.T) {
	o := Options{Terms: []Term{term("Vendelín Podrobný")}}
	dir, m := remembering(t, o)
	writeFile(t, filepath.Join(dir, "cases.txt"), []byte("mezi složkou a jejími soubory\n"))
	files, err := listFiles(dir)
	if err != nil {
		t.Fatal(err)
	}
	other := t.TempDir()
	var list []File
	for i, f := range files {
		at := File{Name: f.name, Path: f.path, Size: f.size}
		data, err := os.ReadFile(f.path)
		if err != nil {
			t.Fatal(err)
		}
		if i%2 == 0 {
			at.Path = filepath.Join(other, strings.ReplaceAll(f.name, "/", "-"))
			writeFile(t, at.Path, data)
		} else {
			sum := sha256.Sum256(data)
			at.Sum = sum[:]
		}
		list = append(list, at)
	}
	slices.Reverse(list)
	opened, err := openFiles(list)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range opened {
		if f.name != files[i].name || f.index != files[i].index {
			t.Errorf("file %d is %s, and %s in a walk", i, f.name, files[i].name)
		}
	}
	for _, text := range []string{"Vendelín Podrobný", "Josef Novotný"} {
		o.Terms = []Term{term(text)}
		for _, m := range []*Memory{nil, m} {
			want, _, wantErr := FolderSince(t.Context(), dir, o, m)
			got, _, err := FilesSince(t.Context(), list, o, m)
			if !reflect.DeepEqual(got, want) || (err == nil) != (wantErr == nil) || len(got.Hits) > 0 != (text == "Josef Novotný") {
				t.Errorf("%s: %v\n%+v\nwant %v\n%+v", text, err, got, wantErr, want)
			}
		}
	}
	for name, bad := range map[string]File{
		"there twice": list[0], "another size": {Name: "x", Path: list[0].Path, Size: list[0].Size + 1},
		"a folder": {Name: "x", Path: dir}, "outside": {Name: "../x", Path: list[0].Path, Size: list[0].Size},
	} {
		if _, _, err := FilesSince(t.Context(), append(slices.Clone(list), bad), o, nil); err == nil {
			t.Errorf("%s: audited", name)
		}
	}
}
