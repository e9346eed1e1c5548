package bundles_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// writeBag writes a small bag and returns its folder.
func writeBag(t *testing.T, private bool) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "s1")
	w, err := bundles.NewBagWriter(dir, private)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(w.Add("data/a", "a"), w.Add("data/b/c", "c"), w.Add("tag.txt", "t"), w.Finish()); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestIrregularMembersAreRefused(t *testing.T) {
	for what, spoil := range map[string]func(dir string) error{
		"symlink": func(dir string) error { return os.Symlink("/etc/passwd", filepath.Join(dir, "data", "link")) },
		"symlink to a folder": func(dir string) error {
			return os.Symlink("..", filepath.Join(dir, "data", "up"))
		},
		"fifo":          func(dir string) error { return syscall.Mkfifo(filepath.Join(dir, "data", "fifo"), 0o600) },
		"hidden file":   func(dir string) error { return os.WriteFile(filepath.Join(dir, "data", ".x"), nil, 0o600) },
		"hidden folder": func(dir string) error { return os.Mkdir(filepath.Join(dir, ".git"), 0o700) },
		"empty folder":  func(dir string) error { return os.MkdirAll(filepath.Join(dir, "data", "b", "x", "y"), 0o700) },
		"odd name":      func(dir string) error { return os.WriteFile(filepath.Join(dir, "data", "a b"), nil, 0o600) },
		"no bagit.txt":  func(dir string) error { return os.Remove(filepath.Join(dir, "bagit.txt")) },
	} {
		dir := writeBag(t, true)
		if b, err := bundles.OpenBag(dir); err != nil {
			t.Fatal(err)
		} else {
			b.Close()
		}
		if err := spoil(dir); err != nil {
			t.Fatal(err)
		}
		if _, err := bundles.OpenBag(dir); !errors.Is(err, bundles.ErrUnusable) {
			t.Errorf("%s: %v, want ErrUnusable", what, err)
		}
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(writeBag(t, true), link); err != nil {
		t.Fatal(err)
	}
	if _, err := bundles.OpenBag(link); !errors.Is(err, bundles.ErrUnusable) {
		t.Errorf("symlink to a bag: %v, want ErrUnusable", err)
	}
}

func TestUnlistedMemberIsFalse(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	for _, dir := range []string{"s1", "r1"} {
		for _, name := range []string{"extra.txt", "data/extra.txt"} {
			p := filepath.Join(s.Path(dir), name)
			if err := os.WriteFile(p, []byte("extra"), 0o600); err != nil {
				t.Fatal(err)
			}
			v, err := bundles.Verify(t.Context(), s.Path(dir), bundles.VerifyOptions{Trust: o.Trust})
			if err != nil || v.Code != bundles.CodeFalse || v.Integrity.Status != bundles.False {
				t.Errorf("%s with %s: %+v, %v; want verdict 1", dir, name, v, err)
			}
			if !strings.Contains(strings.Join(v.Integrity.Facts, "\n"), name) {
				t.Errorf("%s with %s: the facts %q do not name it", dir, name, v.Integrity.Facts)
			}
			if err := os.Remove(p); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestStockToolChecksManifests(t *testing.T) {
	sha256sum := bundlestest.Tool(t, "sha256sum")
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	for _, dir := range []string{"s1", "s2", "r1", "r2"} {
		t.Chdir(s.Path(dir))
		for _, manifest := range []string{"manifest-sha256.txt", "tagmanifest-sha256.txt"} {
			out := bundlestest.Run(t, sha256sum, "--strict", "-c", manifest)
			if !strings.Contains(out, ": OK\n") || strings.Contains(out, "FAILED") {
				t.Errorf("%s: sha256sum says %q", dir, out)
			}
		}
	}
}

func TestBagWriterNeverOverwrites(t *testing.T) {
	dir := writeBag(t, true)
	if _, err := bundles.NewBagWriter(dir, true); !errors.Is(err, bundles.ErrExists) {
		t.Errorf("a second bag at the same place: %v, want ErrExists", err)
	}
	file := filepath.Join(t.TempDir(), "s1")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := bundles.NewBagWriter(file, true); !errors.Is(err, bundles.ErrExists) {
		t.Errorf("a bag in the place of a file: %v, want ErrExists", err)
	}
}

func TestBagWriterReplacesStaleTemporary(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "s1")
	dead, err := bundles.NewBagWriter(dir, true) // a process that dies here
	if err != nil {
		t.Fatal(err)
	}
	if err := dead.Add("data/old", "half"); err != nil {
		t.Fatal(err)
	}
	w, err := bundles.NewBagWriter(dir, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(w.Add("data/new", "whole"), w.Finish()); err != nil {
		t.Fatal(err)
	}
	f := readFiles(t, dir)
	if f["data/old"] != nil || string(f["data/new"]) != "whole" {
		t.Errorf("the bag holds %q", f.names())
	}
	onlyEntry(t, filepath.Dir(dir), "s1")
}

func TestBagWriterAbortLeavesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "s1")
	w, err := bundles.NewBagWriter(dir, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Add("data/a", "a"); err != nil {
		t.Fatal(err)
	}
	if err := w.Add("data/a", "again"); err == nil {
		t.Error("a member is written twice")
	}
	if err := w.Add("../a", "out"); err == nil {
		t.Error("a member is written outside the bag")
	}
	w.Abort()
	onlyEntry(t, filepath.Dir(dir), "")
}

// onlyEntry holds that folder has the one entry, or with "" none.
func onlyEntry(t *testing.T, folder, name string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != name {
			t.Errorf("%q is left", e.Name())
		}
	}
	if name != "" && len(entries) == 0 {
		t.Errorf("%q is missing", name)
	}
}

func TestBagPermissions(t *testing.T) {
	for private, want := range map[bool][2]fs.FileMode{true: {0o600, 0o700}, false: {0o644, 0o755}} {
		err := filepath.WalkDir(writeBag(t, private), func(p string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := d.Info()
			if err != nil {
				return err
			}
			mode := want[0]
			if d.IsDir() {
				mode = want[1]
			}
			if info.Mode().Perm() != mode {
				t.Errorf("private %t: %s has mode %s, want %s", private, filepath.Base(p), info.Mode().Perm(), mode)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
