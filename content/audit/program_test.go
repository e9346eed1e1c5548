package audit

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestBuildID: of a program for each kind of system, what Go itself reads; another
// program has another one.
func TestBuildID(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func(system string, args ...string) string {
		t.Helper()
		c := exec.CommandContext(t.Context(), "go", args...)
		c.Dir, c.Env = dir, append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "GOFLAGS=", "CGO_ENABLED=0")
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
		}
		return strings.TrimSpace(string(out))
	}
	id := func(name string) string {
		t.Helper()
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		return buildID(f)
	}
	write("go.mod", "module x\n\ngo 1.26\n")
	systems := []string{runtime.GOOS}
	if os.Getenv("AKTA_SAMPLES") == "all" {
		systems = []string{"linux", "windows", "darwin"}
	}
	for _, system := range systems {
		write("x.go", "package main\n\nfunc main() { println(1) }\n")
		run(system, "build", "-o", "a")
		write("x.go", "package main\n\nfunc main() { println(2) }\n")
		run(system, "build", "-o", "b")
		run(system, "build", "-o", "none", "-ldflags=-buildid=")
		a, b := id("a"), id("b")
		if want := run("", "tool", "buildid", "a"); a != want || a == "" || a == b {
			t.Errorf("%s: %q and %q, Go says %q", system, a, b, want)
		}
		if none := id("none"); none != "" {
			t.Errorf("%s: %q of a program without one", system, none)
		}
	}
}
