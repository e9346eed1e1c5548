package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
)

// installed returns the program with its languages, or skips.
func installed(t testing.TB) *Engine {
	t.Helper()
	e, err := Find(t.Context())
	if err == nil && len(e.Missing([]string{"cs", "hu"})) > 0 {
		err = fmt.Errorf("tesseract has only %v: apt-get install tesseract-ocr-ces tesseract-ocr-hun", e.Languages())
	}
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatal(err)
	}
	if err != nil {
		t.Skip(err)
	}
	return e
}

// fake puts a shell script in the place of the program; body is what it does
// with a page.
func fake(t *testing.T, body string) *Engine {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the fake program is a shell script")
	}
	folder := t.TempDir()
	script := "#!/bin/sh\ncase $1 in\n--version) echo 'tesseract 5.9.1'; echo ' leptonica-1.82.0';;\n" +
		"--list-langs) printf 'List of available languages in \"%s\" (3):\\nces\\nosd\\nhun\\nces\\n' " + folder + ";;\n*)\n" + body + ";;\nesac\n"
	if err := os.WriteFile(filepath.Join(folder, "tesseract"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder+string(os.PathListSeparator)+os.Getenv("PATH"))
	e, err := Find(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func blank() Image {
	return Image{Gray: bytes.Repeat([]byte{255}, 200*100), Width: 200, Height: 100, DPI: 200}
}

const oneWord = tsvHeader + `\n5\t1\t2\t1\t1\t1\t10\t20\t30\t40\t96.4\tČtvrtek\n`

func TestFind(t *testing.T) {
	e := fake(t, "true")
	if e.Version() != "5.9.1" || !reflect.DeepEqual(e.Languages(), []string{"ces", "hun"}) || filepath.Base(e.Path()) != "tesseract" {
		t.Errorf("%q %q %q", e.Version(), e.Languages(), e.Path())
	}
	if m := e.Missing([]string{"cs", "sk", "hu"}); !reflect.DeepEqual(m, []string{"sk"}) {
		t.Errorf("missing %q", m)
	}
	if _, err := e.Page(t.Context(), blank(), []string{"de"}); err == nil || !strings.Contains(err.Error(), "apt-get install tesseract-ocr tesseract-ocr-deu") {
		t.Errorf("no language: %v", err)
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := Find(t.Context()); err == nil || !strings.Contains(err.Error(), "apt-get install tesseract-ocr tesseract-ocr-ces tesseract-ocr-hun") {
		t.Errorf("not installed: %v", err)
	}
}

func TestVersion(t *testing.T) {
	for answer, want := range map[string]string{
		"tesseract 5.3.0\n x": "5.3.0", "tesseract v5.3.0.20221222": "5.3.0.20221222", "tesseract 4.1.1": "4.1.1",
		"tesseract 3.05": "", "": "", "tesseract": "", "grep 3.8": "",
	} {
		if got, err := parseVersion(answer); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", answer, got, err)
		}
	}
}

func TestPage(t *testing.T) {
	e := fake(t, "cat >/dev/null; printf '"+oneWord+"'")
	words, err := e.Page(t.Context(), blank(), []string{"hu", "cs", "xx"})
	if want := []Word{{Text: "Čtvrtek", X: 10, Y: 20, W: 30, H: 40, Confidence: 96, Block: 2, Paragraph: 1}}; err != nil || !reflect.DeepEqual(words, want) {
		t.Errorf("%+v, %v", words, err)
	}
	for _, bad := range []Image{{}, {Gray: make([]byte, 5), Width: 2, Height: 2, DPI: 200}, {Gray: make([]byte, 4), Width: 2, Height: 2}, {Width: 50_000, Height: 50_000, DPI: 200}} {
		if words, err := e.Page(t.Context(), bad, []string{"cs"}); err == nil || words != nil {
			t.Errorf("%d x %d: %v, %v", bad.Width, bad.Height, words, err)
		}
	}
}

// TestProgramSees: one thread, no locale, and of the user's environment only
// what it needs.
func TestProgramSees(t *testing.T) {
	t.Setenv("SECRET_OF_THE_OFFICE", "x")
	t.Setenv("OMP_THREAD_LIMIT", "8")
	e := fake(t, `cat >/dev/null; env >&2; echo "$@" >&2; exit 1`)
	_, err := e.Page(t.Context(), blank(), []string{"cs", "hu"})
	for _, want := range []string{"LC_ALL=C", "OMP_THREAD_LIMIT=1", "-l ces+hun --dpi 200"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("it does not get %q: %v", want, err)
		}
	}
	if strings.Contains(err.Error(), "SECRET") {
		t.Errorf("it gets too much: %v", err)
	}
}

// TestSlowProgram: a process is ended together with what it started.
func TestSlowProgram(t *testing.T) {
	mark := filepath.Join(t.TempDir(), "child")
	e := fake(t, "(sleep 1; echo lives >"+mark+") & sleep 60")
	e.limit = 300 * time.Millisecond
	start := time.Now()
	words, err := e.Page(t.Context(), blank(), []string{"cs"})
	if words != nil || err == nil || !strings.Contains(err.Error(), "longer than 300ms") || time.Since(start) > 5*time.Second {
		t.Errorf("%v, %v after %s", words, err, time.Since(start))
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	e.limit = time.Minute
	if _, err := e.Page(ctx, blank(), []string{"cs"}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the caller's deadline: %v", err)
	}
	time.Sleep(1200 * time.Millisecond)
	if _, err := os.Stat(mark); err == nil {
		t.Error("a process it started lived on")
	}
}

func TestOddAnswers(t *testing.T) {
	for body, want := range map[string]string{
		"cat >/dev/null":                "answer begins with",
		"cat >/dev/null; echo text":     `answer begins with "text"`,
		"echo sorry >&2; exit 4":        "exit status 4 (sorry)",
		"cat >/dev/null; cat /dev/zero": "printed too much",
		"cat >/dev/null; kill -SEGV $$": "segmentation fault",
		"cat >/dev/null; printf '" + strings.Replace(oneWord, "96.4", "NaN", 1) + "'": "a confidence of",
	} {
		e := fake(t, body)
		words, err := e.Page(t.Context(), blank(), []string{"cs"})
		if words != nil || err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, %v", body, words, err)
		}
	}
}

// TestSideBySide: no more processes at a time than there are slots.
func TestSideBySide(t *testing.T) {
	folder := t.TempDir()
	e := fake(t, "cat >/dev/null; mkdir "+folder+"/only || exit 9; sleep 0.05; rmdir "+folder+"/only; printf '"+oneWord+"'")
	e.slots = make(chan struct{}, 1)
	errs := make(chan error)
	for range 5 {
		go func() { _, err := e.Page(t.Context(), blank(), []string{"cs"}); errs <- err }()
	}
	for range 5 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}
