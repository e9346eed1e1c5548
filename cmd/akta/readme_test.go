package main

import (
	"os"
	"strings"
	"testing"
)

// TestReadme holds the README's transcript against what the demo prints, its
// test command against the one CI runs, its commands against those there are, and
// its links against the tree.
func TestReadme(t *testing.T) {
	raw, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(raw)
	_, block, ok := strings.Cut(readme, "```console\n")
	block, _, closed := strings.Cut(block, "```")
	if !ok || !closed {
		t.Fatal("no transcript")
	}
	printed := map[string]bool{"$ go run ./cmd/akta demo --no-serve": true}
	for _, o := range demoOnce(t).offices {
		for _, line := range o.summary() {
			printed[line] = true
		}
	}
	lines := strings.Split(strings.TrimSuffix(block, "\n"), "\n")
	if len(lines) != 5 {
		t.Errorf("transcript of %d lines, want 5", len(lines))
	}
	for _, line := range lines {
		if !printed[line] {
			t.Errorf("the demo does not print %q", line)
		}
	}
	ci, err := os.ReadFile("../../.ci/run")
	if err != nil {
		t.Fatal(err)
	}
	for what, text := range map[string]string{"README.md": "    go test ./...\n", ".ci/run": "\ngo test ./...\n"} {
		if have := map[string]string{"README.md": readme, ".ci/run": string(ci)}[what]; !strings.Contains(have, text) {
			t.Errorf("%s: no line %q", what, text)
		}
	}
	commands := 0
	for line := range strings.Lines(readme) {
		if line, _, _ = strings.Cut(strings.TrimSuffix(line, "\n"), " #"); strings.HasPrefix(line, "    akta ") {
			commands++
			exampleParses(t, strings.TrimPrefix(strings.TrimSpace(line), "akta "))
		}
	}
	if commands < 20 {
		t.Errorf("%d commands, want at least 20", commands)
	}
	for _, part := range strings.Split(readme, "](")[1:] {
		link, _, _ := strings.Cut(part, ")")
		if _, err := os.Stat("../../" + link); err != nil && !strings.Contains(link, "://") {
			t.Errorf("link to %s: %v", link, err)
		}
	}
}
