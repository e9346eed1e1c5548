package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(cleaning{m}, map[string]func(){"akta": main, "aktaloop": sealForEver, "aktaone": oneAction})
}

// cleaning runs the tests with a folder for what they share, and removes it.
type cleaning struct{ *testing.M }

const sharedDirVariable = "AKTA_TEST_SHARED"

func (c cleaning) Run() int {
	dir, err := os.MkdirTemp("", "akta-test-")
	if err == nil {
		err = os.Setenv(sharedDirVariable, dir)
	}
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	return c.M.Run()
}

const minScripts = 45 // so that a folder that moved does not pass as an empty one

func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(scripts) < minScripts {
		t.Fatalf("%d scripts (%v), want at least %d", len(scripts), err, minScripts)
	}
	for _, s := range scripts {
		if lines := strings.Count(textOf(t, s), "\n"); lines > 60 {
			t.Errorf("%s: %d lines: one script, one behaviour", s, lines)
		}
	}
	cache := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", cache) // the offices are made in this process
	made := &offices{dir: t.TempDir()}
	fixtures, err := filepath.Abs("../../site/demo/fixtures")
	if err != nil {
		t.Fatal(err)
	}
	made.fixtures = fixtures
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("XDG_CACHE_HOME", cache)
			e.Setenv("AKTA_PASSWORD", "")
			e.Setenv("FIX", fixtures)
			e.Setenv("GOGC", "400") // of hundreds of short processes, a tenth of the time is collecting garbage
			e.Values[keptKey{}] = map[string]map[string]string{}
			return nil
		},
		Cmds: commands(made),
	})
}

func textOf(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// offices are made once for all scripts, by the commands themselves; each
// script gets a copy.
type offices struct {
	dir, fixtures string
	mu            sync.Mutex
}

// steps lead from each office to the next; %F is the folder of the fixtures.
var steps = []struct {
	name  string
	lines [][]string
}{
	{"empty", [][]string{
		{"init", "%O", "--name", "Obec Lhotka", "--law", "cz-106-1999", "--lang", "cs", "--domain", "lhotka.example"},
	}},
	{"sealed", [][]string{
		{"-C", "%O", "case", "open", "Výpadek pošty", "--id", "2026-001", "--received", "2026-03-02"},
		{"-C", "%O", "add", "2026-001", "%F/cs-posta-zadost.txt", "--kind", "request"},
		{"-C", "%O", "add", "2026-001", "%F/cs-posta-hlaseni.pdf", "--kind", "incident-report"},
		{"-C", "%O", "seal", "2026-001"},
	}},
	{"released", [][]string{
		{"-C", "%O", "redact", "2026-001", "--text", "Bohumil Zkušební", "--text", "bohumil.zkusebni@posta.example", "--ground", "§ 8a"},
		{"-C", "%O", "release", "2026-001"},
	}},
	{"built", [][]string{{"-C", "%O", "build"}}},
}

// office makes the office of that name, and those before it.
func (o *offices) office(name string) (string, string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	before := ""
	for _, s := range steps {
		dir := filepath.Join(o.dir, s.name)
		if _, err := os.Lstat(dir); err != nil {
			if out := o.make(dir, before, s.lines); out != "" {
				os.RemoveAll(dir)
				return "", s.name + ": " + out
			}
		}
		if s.name == name {
			return dir, ""
		}
		before = dir
	}
	return "", "no such office"
}

// copyOffice copies a folder with its modes, which keys insist on.
func copyOffice(to, from string) error {
	return filepath.WalkDir(from, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		target := to + strings.TrimPrefix(p, from)
		if d.IsDir() {
			return os.Mkdir(target, info.Mode().Perm())
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, info.Mode().Perm())
	})
}

func (o *offices) make(dir, before string, lines [][]string) string {
	if before != "" {
		if err := copyOffice(dir, before); err != nil {
			return err.Error()
		}
	}
	for _, line := range lines {
		args := make([]string, len(line))
		for i, a := range line {
			args[i] = strings.NewReplacer("%O", dir, "%F", o.fixtures).Replace(a)
		}
		var out bytes.Buffer
		if code := run(context.Background(), args, &out, &out); code != 0 {
			return strings.Join(args, " ") + "\n" + out.String()
		}
	}
	if before != "" {
		return ""
	}
	// Scripts say the same whether tesseract is installed or not.
	settings := filepath.Join(dir, "akta.toml")
	raw, err := os.ReadFile(settings)
	if err == nil {
		err = os.WriteFile(settings, bytes.Replace(raw, []byte(`# ocr = "off"`), []byte(`ocr = "off"`), 1), 0o600)
	}
	if err != nil {
		return err.Error()
	}
	return ""
}
