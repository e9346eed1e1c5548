package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// TestFullDisk lets every command that writes run into a full disk at several
// points, and then finish when there is room.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	disk := smallDisk(t)
	office := filepath.Join(disk, "office")
	fixtures := filepath.Join("..", "..", "site", "demo", "fixtures")
	for _, c := range []struct {
		name    string
		makes   string
		touched string // what a failure may not change
		leave   []int64
		args    []string
	}{
		{"init", "akta.toml", "", []int64{0, 20 << 10},
			[]string{"init", office, "--name", "Obec Lhotka", "--law", "cz-106-1999", "--lang", "cs", "--domain", "lhotka.example"}},
		{"case open", "content/2026-001/case.md", "bundles", []int64{0, 4 << 10},
			[]string{"-C", office, "case", "open", "Road", "--id", "2026-001"}},
		{"add", "content/2026-001/documents/cs-cesta-dopis.pdf", "content", []int64{0, 60 << 10, 140 << 10},
			[]string{"-C", office, "add", "2026-001", filepath.Join(fixtures, "cs-cesta-dopis.pdf"), filepath.Join(fixtures, "cs-posta-zadost.txt")}},
		{"redact", "content/2026-001/plan.json", "content", []int64{0},
			[]string{"-C", office, "redact", "2026-001", "--reviewed", "d1"}},
		{"seal", "bundles/2026-001/s1", "content", []int64{0, 100 << 10, 200 << 10},
			[]string{"-C", office, "seal", "2026-001"}},
		{"release", "bundles/2026-001/r1.zip", "content", []int64{0, 60 << 10, 150 << 10},
			[]string{"-C", office, "release", "2026-001"}},
		{"build", "site/public/index.html", "bundles", []int64{0, 100 << 10, 200 << 10},
			[]string{"-C", office, "build"}},
	} {
		made := filepath.Join(office, c.makes)
		for _, leave := range c.leave {
			was, err := digests(filepath.Join(office, c.touched))
			if err != nil {
				t.Fatal(err)
			}
			empty := fillDisk(t, disk, leave)
			var out, problems strings.Builder
			code := run(t.Context(), c.args, &out, &problems)
			empty()
			if code != 1 || !strings.Contains(problems.String(), "no space left on device") || strings.Contains(out.String(), "Next: ") || c.name != "release" && out.String() != "" { // a release tells first what will be public
				t.Fatalf("%s with %d bytes left: exit code %d\n%s%s", c.name, leave, code, out.String(), problems.String())
			}
			if _, err := os.Lstat(made); err == nil && c.name != "redact" {
				t.Fatalf("%s with %d bytes left: %s is there", c.name, leave, c.makes)
			}
			if c.name == "init" || c.name == "case open" {
				continue // a folder that is no office, or no case, yet
			}
			if left := temporary(t, office); len(left) > 0 {
				t.Errorf("%s with %d bytes left: left %q", c.name, leave, left)
			}
			is, err := digests(filepath.Join(office, c.touched))
			if err != nil || len(is) != len(was) {
				t.Fatalf("%s with %d bytes left: %d files in %q, then %d (%v)", c.name, leave, len(was), c.touched, len(is), err)
			}
			for p, d := range was {
				if is[p] != d {
					t.Errorf("%s with %d bytes left: %s changed", c.name, leave, p)
				}
			}
			wholeOffice(t, office, map[string]bool{})
		}
		mustRun(t, c.args...)
		if _, err := os.Lstat(made); err != nil {
			t.Fatalf("%s with room: %v", c.name, err)
		}
	}
	wholeOffice(t, office, map[string]bool{})
	mustRun(t, "-C", office, "doctor")
}

// smallDisk mounts a file system of 8 MB.
func smallDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	out, err := []byte("only Linux has a tmpfs"), errors.ErrUnsupported
	if runtime.GOOS == "linux" {
		out, err = exec.Command("mount", "-t", "tmpfs", "-o", "size=8m", "akta-test", dir).CombinedOutput()
	}
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatalf("no small tmpfs could be mounted, and CI must not skip this: %v\n%s", err, out)
	}
	if err != nil {
		t.Skipf("no small tmpfs could be mounted (it needs root on Linux): %v: %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("umount: %v\n%s", err, out)
		}
	})
	return dir
}

// fillDisk leaves that many bytes free, and returns what gives the rest back.
func fillDisk(t *testing.T, disk string, leave int64) (empty func()) {
	t.Helper()
	name := filepath.Join(disk, "filler")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	var size int64
	block := make([]byte, 4<<10) // a page: tmpfs gives no less
	for err == nil {
		var n int
		n, err = f.Write(block)
		size += int64(n)
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	if err := errors.Join(f.Truncate(max(size-leave, 0)), f.Close()); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
}
