package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// screen is what an officer sees; it can be waited for.
type screen struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

func (s *screen) wait(t *testing.T, want string) {
	t.Helper()
	for range 1500 {
		if strings.Contains(s.String(), want) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("no %q on the screen:\n%s", want, s)
}

// TestDecideInterrupted: a run that is stopped while it waits for a key has
// saved what was decided, and the next one goes on there.
func TestDecideInterrupted(t *testing.T) {
	t.Setenv("AKTA_PASSWORD", "")
	dir := filepath.Join(t.TempDir(), "office")
	letter := filepath.Join(t.TempDir(), "dopis.txt")
	if err := os.WriteFile(letter, []byte("dobrý den, posíláme vám odpověď na vaši žádost."), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, line := range [][]string{
		{"init", dir, "--name", "Obec Lhotka", "--law", "cz-106-1999", "--lang", "cs", "--domain", "lhotka.example"},
		{"-C", dir, "case", "open", "pokus", "--id", "2026-001"},
		{"-C", dir, "add", "2026-001", letter},
		{"-C", dir, "redact", "2026-001", "--text", "posíláme", "--ground", "personal-data", "--undecided"},
		{"-C", dir, "redact", "2026-001", "--text", "žádost", "--ground", "personal-data", "--undecided"},
	} {
		var out bytes.Buffer
		if code := run(t.Context(), line, &out, &out); code != 0 {
			t.Fatalf("akta %s: %s", strings.Join(line, " "), &out)
		}
	}
	seen := new(screen)
	in, officer := io.Pipe()
	defer officer.Close()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	a := &app{dir: dir, stdout: seen, stderr: io.Discard}
	done := make(chan error, 1)
	go func() { done <- runDecide(ctx, a, "2026-001", decideFlags{}, newKeyboard(in)) }()
	seen.wait(t, "2 groups left: by-hand")
	if _, err := io.WriteString(officer, "a\n"); err != nil {
		t.Fatal(err)
	}
	seen.wait(t, "1 group left: by-hand")
	stop()
	if err := <-done; !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "what was decided is saved") {
		t.Fatalf("stopped: %v", err)
	}
	again := new(screen)
	a.stdout = again
	if err := runDecide(t.Context(), a, "2026-001", decideFlags{}, newKeyboard(strings.NewReader("r\n"))); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"1 group to decide", "0 places accepted, 1 place rejected", "Nothing waits for a decision"} {
		if !strings.Contains(again.String(), want) {
			t.Errorf("no %q in\n%s", want, again)
		}
	}
}
