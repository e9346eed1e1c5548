package main

import (
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

const commandCount = 45 // that a person can type, "case open", "case list" and "help" among them

// TestHelp walks every command: each has an example that names it, the exit
// codes, and a description of every flag in lower case without a full stop.
func TestHelp(t *testing.T) {
	seen := 0
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		if c.Hidden || c.Name() == "completion" {
			return
		}
		seen++
		checkHelp(t, c)
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	root := newRoot(&app{stdout: io.Discard, stderr: io.Discard})
	root.InitDefaultHelpCmd()
	walk(root)
	if seen != commandCount+1 {
		t.Errorf("%d commands with the root, want %d", seen, commandCount+1)
	}
}

func checkHelp(t *testing.T, c *cobra.Command) {
	t.Helper()
	name := c.CommandPath()
	c.InitDefaultHelpFlag()
	var out strings.Builder
	c.SetOut(&out)
	if err := c.Help(); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	help := out.String()
	if c.HasParent() && !strings.Contains(help, "Examples:\n  akta ") {
		t.Errorf("%s: no example in its help", name)
	}
	for _, line := range strings.Split(c.Example, "\n") {
		words := regexp.MustCompile(`^(AKTA_PASSWORD=\.\.\. )?akta( -C \w+)?`).ReplaceAllString(strings.TrimSpace(line), "akta")
		if c.HasParent() && c.Name() != "case" && !strings.HasPrefix(words, name) {
			t.Errorf("%s: the example %q is of another command", name, line)
		}
	}
	for _, code := range []string{"Exit codes: 0 ", "1 something is false", "2 unusable input", "3 nothing is false"} {
		if !strings.Contains(help, code) {
			t.Errorf("%s: no %q in its help", name, code)
		}
	}
	if s := c.Short; s == "" || strings.HasSuffix(s, ".") || s[0] < 'A' || s[0] > 'Z' {
		t.Errorf("%s: %q: want a capital letter first and no full stop", name, s)
	}
	for _, line := range strings.Split(help, "\n") {
		if n := len([]rune(line)); n > 130 {
			t.Errorf("%s: a line of %d letters: %s", name, n, line)
		}
	}
}

// TestExamplesParse gives every example's flags to its command.
func TestExamplesParse(t *testing.T) {
	examples := 0
	for _, top := range newRoot(&app{}).Commands() {
		for _, c := range append(top.Commands(), top) {
			for _, line := range strings.Split(c.Example, "\n") {
				line, _, _ = strings.Cut(strings.TrimSpace(line), " #")
				if _, after, ok := strings.Cut(line, "akta "); ok {
					examples++
					exampleParses(t, after)
				}
			}
		}
	}
	if examples < 20 {
		t.Errorf("%d examples, want at least 20", examples)
	}
}

func exampleParses(t *testing.T, line string) {
	t.Helper()
	var words []string
	for _, w := range regexp.MustCompile(`"[^"]*"|[^ ]+`).FindAllString(line, -1) {
		words = append(words, strings.Trim(w, `"`))
	}
	root := newRoot(&app{stdout: io.Discard, stderr: io.Discard})
	c, rest, err := root.Find(words)
	if err != nil || c == root {
		t.Fatalf("akta %s: %v", line, err)
	}
	if err := c.ParseFlags(rest); err != nil {
		t.Errorf("akta %s: %v", line, err)
	}
	if c.Args != nil {
		if err := c.Args(c, c.Flags().Args()); err != nil {
			t.Errorf("akta %s: %v", line, err)
		}
	}
}
