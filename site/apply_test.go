package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// folderMark tells whether a folder is the one that it was.
func folderMark(t *testing.T, dir string) fs.FileInfo {
	t.Helper()
	info, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// Where little changed, the folder stays the same one; what comes out is, to the
// byte, what a Build from nothing makes, and no folder is left without a file.
func TestLittleIsPutInPlace(t *testing.T) {
	a := newAgain(t)
	p := a.portal(t, 12)
	a.build(t, p)
	before := folderMark(t, a.out)
	p.Cases[3].Question = "Kolik stála oprava mostu?"
	stray := filepath.Join(a.out, "stray", "below")
	writeFile(t, filepath.Join(stray, "mine.html"), []byte("mine"))
	if err := os.Mkdir(filepath.Join(a.out, "empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	report := a.build(t, p)
	if !os.SameFile(before, folderMark(t, a.out)) {
		t.Errorf("%d of %d files changed, and the folder is another", len(report.Changed), report.Files)
	}
	if len(report.Changed) == 0 || !reflect.DeepEqual(report.Removed, []string{"stray/below/mine.html"}) {
		t.Errorf("changed %q, removed %q", report.Changed, report.Removed)
	}
	for _, dir := range []string{"stray", "empty"} {
		if _, err := os.Stat(filepath.Join(a.out, dir)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", dir, err)
		}
	}
	whole := newAgain(t)
	whole.dir, whole.terms = a.dir, a.terms
	full := whole.build(t, p)
	sameTree(t, tree(t, whole.out), tree(t, a.out))
	if !reflect.DeepEqual(full.Audit, report.Audit) {
		t.Errorf("the audit reports %+v, and of a build from nothing %+v", report.Audit, full.Audit)
	}

	// What cannot be put there one by one is swapped.
	if err := os.Symlink("/etc", filepath.Join(a.out, "link")); err != nil {
		t.Skipf("no links here: %v", err)
	}
	a.build(t, p)
	if _, err := os.Lstat(filepath.Join(a.out, "link")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a link in the public folder: %v", err)
	}
	sameTree(t, tree(t, whole.out), tree(t, a.out))
}

// A file takes the place of a folder, a folder that of a file, and a name that of
// one that differs in case: each is a reason to swap.
func TestNotApplicable(t *testing.T) {
	base := func() *fresh {
		f := &fresh{former: map[string]*formerFile{"a/b": {}, "c": {}, "D.css": {}}, below: map[string]bool{".": true, "a": true}, files: map[string]publicFile{}}
		for i := range 40 {
			name := fmt.Sprint("page", i)
			f.former[name], f.files[name] = &formerFile{}, publicFile{kept: true}
		}
		for name := range f.former {
			f.files[name] = publicFile{kept: true}
		}
		return f
	}
	change := func(f *fresh, add string, remove ...string) *fresh {
		f.files[add], f.changed = publicFile{}, []string{add}
		for _, name := range remove {
			delete(f.files, name)
		}
		return f
	}
	if !change(base(), "a/new").applicable() || !change(base(), "c").applicable() {
		t.Error("a plain change is not put in place")
	}
	strange := change(base(), "c")
	strange.strange = true
	for name, f := range map[string]*fresh{
		"file for folder": change(base(), "a", "a/b"), "folder for file": change(base(), "c/index.html", "c"),
		"other case": change(base(), "d.css", "D.css"), "no former site": {files: map[string]publicFile{"a": {}}}, "strange": strange,
	} {
		if f.applicable() {
			t.Errorf("%s: put in place", name)
		}
	}
}

// A process that is killed at any step leaves a site that the next Build makes
// whole, even one that fails, and so does a server.
func TestJournalIsFollowedToItsEnd(t *testing.T) {
	p := testPortal(t)
	was, _ := build(t, p)
	p.Cases[0].Question = "Kolik stála oprava mostu?"
	becomes, _ := build(t, p)
	writeFile(t, filepath.Join(was, "old/below/gone.html"), []byte("gone"))
	before, after := tree(t, was), tree(t, becomes)
	j := journal{Format: journalFormat, From: ".public" + freshSuffix + "1", Remove: []string{"old/below/gone.html"}, Folders: []string{"old/below", "old"}}
	for name, data := range after {
		if before[name] != data {
			j.Put = append(j.Put, name)
		}
	}
	slices.Sort(j.Put)
	if len(j.Put) < 3 {
		t.Fatalf("%d files differ", len(j.Put))
	}
	steps := len(j.Put) + len(j.Remove) + len(j.Folders)
	for done := -1; done <= steps; done++ { // -1: before the journal is there
		out := filepath.Join(t.TempDir(), "public")
		from := filepath.Join(filepath.Dir(out), j.From)
		if err := os.CopyFS(out, os.DirFS(was)); err != nil {
			t.Fatal(err)
		}
		for _, name := range j.Put {
			writeFile(t, filepath.Join(from, name), []byte(after[name]))
		}
		want := after
		if done < 0 {
			want = before
		} else if err := j.write(out); err != nil {
			t.Fatal(err)
		}
		for i := range max(done, 0) {
			var err error
			if i < len(j.Put) {
				err = os.Rename(filepath.Join(from, j.Put[i]), filepath.Join(out, j.Put[i]))
			} else {
				err = os.Remove(filepath.Join(out, slices.Concat(j.Remove, j.Folders)[i-len(j.Put)]))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if done%2 == 0 {
			if err := finish(out); err != nil { // as Serve does
				t.Errorf("after step %d: %v", done, err)
			}
			sameTree(t, want, tree(t, out))
		}
		stop, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := Build(stop, p, Options{Out: out}); !errors.Is(err, context.Canceled) {
			t.Errorf("after step %d: %v", done, err)
		}
		sameTree(t, want, tree(t, out))
		if left, _ := os.ReadDir(filepath.Dir(out)); len(left) != 1 {
			t.Errorf("after step %d: left behind: %v", done, left)
		}
		if _, err := os.Stat(filepath.Join(out, "old")); done >= 0 && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("after step %d: an empty folder: %v", done, err)
		}
	}
}

// A journal that no Build wrote is not followed, and one whose files are lost is an
// error, each time.
func TestBadJournal(t *testing.T) {
	seal := func(text string) []byte { return []byte(sealOf([]byte(text)) + "\n" + text) }
	head := `{"format":"` + journalFormat + `","from":".public` + freshSuffix + `1",`
	for name, data := range map[string][]byte{
		"empty": nil, "not sealed": []byte("0\n" + head + `"put":[]}`), "another format": seal(`{"format":"x","from":"a"}`),
		"leaves the folder": seal(head + `"remove":["../../other"]}`), "the folder itself": seal(head + `"folders":["."]}`),
		"lost file": seal(head + `"put":["index.html"]}`),
	} {
		out := filepath.Join(t.TempDir(), "a", "public")
		other := filepath.Join(filepath.Dir(filepath.Dir(out)), "other")
		writeFile(t, other, []byte("other"))
		writeFile(t, filepath.Join(out, Marker), []byte("x"))
		writeFile(t, journalFile(out), data)
		for range 2 {
			if _, err := Build(t.Context(), testPortal(t), Options{Out: out, search: termsOnly}); err == nil || !strings.Contains(err.Error(), "public folder") {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := os.Stat(other); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A file with the mark that it had is not read; one that was written to since is,
// even where its size and time are put back.
func TestMarks(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "index.html")
	writeFile(t, name, []byte("then"))
	info := folderMark(t, name)
	mark := markOf(info)
	if mark == nil {
		t.Skip("this system tells no time of change")
	}
	pretended := sha256.Sum256([]byte("pretended"))
	last := &state{Files: map[string]stateFile{"index.html": {Sum: pretended[:], Mark: mark}}}
	sumWith := func(last *state) [sha256.Size]byte {
		t.Helper()
		f, err := newFresh(dir)
		if err == nil {
			f.dir = t.TempDir()
			f.recognise(last)
		}
		if err != nil {
			t.Fatal(err)
		}
		sum, ok := f.formerSum("index.html")
		if !ok {
			t.Fatal("no digest")
		}
		return sum
	}
	if sumWith(last) != pretended {
		t.Error("a file with its mark was read")
	}
	if sumWith(nil) != sha256.Sum256([]byte("then")) {
		t.Error("nothing is remembered, and the file was not read")
	}
	if now := time.Now(); isOldMark(mark, now) || !isOldMark(mark, now.Add(2*markAge)) || isOldMark(nil, now) {
		t.Error("a mark of now is old, or one of then is not")
	}
	for changed := mark; bytes.Equal(changed, mark); changed = markOf(folderMark(t, name)) {
		if err := errors.Join(os.WriteFile(name, []byte("now!"), 0o644), os.Chtimes(name, info.ModTime(), info.ModTime())); err != nil {
			t.Fatal(err)
		}
	}
	if sumWith(last) != sha256.Sum256([]byte("now!")) {
		t.Error("a file that was written to was not read")
	}
}
