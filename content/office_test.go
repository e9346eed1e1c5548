package content

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/read"
)

const fixtures = "../site/demo/fixtures"

// testOffice is an office with one case, "a", whose documents are sealed.
type testOffice struct {
	*Office
	keys   *Keys
	reader *read.Reader
}

// sharedDir is a folder for what the tests share, set and removed by TestMain.
var sharedDir string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		var err error
		if sharedDir, err = os.MkdirTemp("", "akta-content-"); err != nil {
			panic(err)
		}
		defer os.RemoveAll(sharedDir)
		return m.Run()
	}())
}

// madeOffice is an office without cases, made once: scrypt is slow on purpose.
var madeOffice = sync.OnceValues(func() (*Office, error) {
	return Init(filepath.Join(sharedDir, "office"), Settings{Authority: "Obec Lhotka", Law: "cz-106-1999", Language: "cs", Domain: "lhotka.example"}, nil, time.Now())
})

// emptyOffice is a copy of madeOffice, whose keys it shares: they are
// decrypted already.
func emptyOffice(t *testing.T) *Office {
	t.Helper()
	made, err := madeOffice()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "office")
	err = filepath.WalkDir(made.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		to := dir + strings.TrimPrefix(path, made.Dir)
		if d.IsDir() {
			return os.Mkdir(to, info.Mode().Perm())
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(to, data, info.Mode().Perm())
	})
	if err != nil {
		t.Fatal(err)
	}
	o, err := OpenOffice(dir)
	if err != nil {
		t.Fatal(err)
	}
	o.ring = made.ring
	return o
}

func newTestOffice(t *testing.T, files ...string) *testOffice {
	t.Helper()
	t.Setenv(PasswordVariable, "")
	o := emptyOffice(t)
	k, err := o.OpenKeys(nil)
	if err != nil {
		t.Fatal(err)
	}
	r := read.NewReader(read.Options{})
	t.Cleanup(func() { r.Close() })
	if _, err := o.OpenCase(Case{ID: "a", Title: "Případ", Received: "2026-03-02"}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Add(t.Context(), r, "a", files, AddOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Seal(t.Context(), r, k, "a", SealOptions{Created: time.Now()}); err != nil {
		t.Fatal(err)
	}
	return &testOffice{o, k, r}
}

// sealed opens a document as it was sealed first.
func (o *testOffice) sealed(t *testing.T, id string) *bundles.SealedDocument {
	t.Helper()
	seals, err := o.openSeals("a")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeAll(seals) })
	d, err := seals[0].Document(id)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (o *testOffice) release(t *testing.T) *bundles.Released {
	t.Helper()
	_, name, err := o.Release(t.Context(), o.keys, "a", ReleaseOptions{Created: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	r, err := bundles.OpenReleased(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

// TestPrivateModes: nobody but the owner reads keys, documents and seals.
func TestPrivateModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("windows has no such modes")
	}
	o := newTestOffice(t, writeText(t, "dopis.txt", "Vymyšlený dopis."))
	private, public := 0, 0
	err := filepath.WalkDir(o.Dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(o.Dir, p)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		first, _, _ := strings.Cut(rel, "/")
		open := rel == "." || rel == officeFile || rel == "bundles/trust.json" || rel == "bundles/log" || strings.HasPrefix(rel, "bundles/log/") || rel == ".akta/lock" || rel == ".akta/journal.lock"
		if open {
			public++
			return nil
		}
		private++
		want := fs.FileMode(0o600)
		if d.IsDir() {
			want = 0o700
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s (in %s): mode %04o, want %04o", rel, first, got, want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if private < 25 || public < 4 {
		t.Errorf("%d private and %d public files and folders: the walk missed some", private, public)
	}
}

func writeText(t *testing.T, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestNextCaseID(t *testing.T) {
	o := &Office{Dir: t.TempDir(), Settings: Settings{Language: "cs"}}
	for _, c := range []struct{ received, want string }{
		{"2026-01-05", "2026-001"}, {"2026-12-31", "2026-002"}, {"2025-06-01", "2025-001"}, {"2026-03-03", "2026-003"},
	} {
		got, err := o.OpenCase(Case{Title: "x", Received: c.received})
		if err != nil || got.ID != c.want {
			t.Errorf("received %s: %v, %v, want %s", c.received, got, err, c.want)
		}
	}
	// A number whose case is gone, and whose bundles are not, is not given again.
	if err := os.MkdirAll(filepath.Join(o.bundlesDir("2026-004"), "s1"), 0o700); err != nil {
		t.Fatal(err)
	}
	if id, err := o.nextCaseID("2026-05-01"); err != nil || id != "2026-005" {
		t.Errorf("%q, %v, want 2026-005", id, err)
	}
	for _, received := range []string{"", "7", "../x", "2026", "2026-13-01", "tomorrow"} {
		if c, err := o.OpenCase(Case{Title: "x", Received: received}); err == nil {
			t.Errorf("received %q: opened as %q", received, c.ID)
		}
	}
}

// TestSweep: what a killed run left goes away, and nothing else does.
func TestSweep(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", "Vymyšlený dopis."))
	stale := []string{"bundles/a/.s2.tmp/data/d1/text.json", "bundles/a/.release.tmp/r1/release.json", "bundles/a/.r1.zip.tmp",
		"bundles/log/.checkpoint.123.tmp", "content/a/.plan.json.9.tmp", "content/a/.case.md.9.tmp", "content/a/documents/.adding.tmp"}
	kept := []string{"content/a/documents/own.tmp", "content/a/.note", "site/.s1.tmp", "bundles/a/s1/commitment.json"}
	for _, n := range append(stale, kept[:3]...) {
		name := filepath.Join(o.Dir, n)
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	unlock, err := o.Lock()
	if err != nil {
		t.Fatal(err)
	}
	unlock()
	for _, n := range stale {
		if _, err := os.Lstat(filepath.Join(o.Dir, n)); err == nil {
			t.Errorf("%s: still there", n)
		}
	}
	for _, n := range kept {
		if _, err := os.Lstat(filepath.Join(o.Dir, n)); err != nil {
			t.Errorf("%s: %v", n, err)
		}
	}
}
