//go:build unix

package read

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/akta-foi/akta/content/read/typeset"
)

const officeRTF = `{\rtf1\ansi\ansicpg1250\deff0{\fonttbl{\f0 Times New Roman;}}\f0\fs24 Sd\u283?len\u237? ze dne 12. b\u345?ezna\par Druh\u253? odstavec\page Druh\u225? strana}`

// officeJob is a job for one file in that soffice, with pages counted.
func officeJob(t *testing.T, program, name, data string) (*job, *int) {
	r := NewReader(Options{Soffice: program})
	t.Cleanup(func() { r.Close() })
	pages := new(int)
	src := Source{Name: name, Data: strings.NewReader(data), Size: int64(len(data))}
	return &job{ctx: t.Context(), reader: r, src: src, doc: &Document{}, format: strings.TrimPrefix(filepath.Ext(name), "."),
		sink: func(Page) error { *pages++; return nil }}, pages
}

func TestSofficePages(t *testing.T) {
	program, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("no soffice: apt-get install --no-install-recommends libreoffice-writer")
		}
		t.Skip("no soffice on this machine: its pages are not tested")
	}
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	j, pages := officeJob(t, program, "-dopis.rtf", officeRTF)
	j.doc.hideText(HiddenComment, "comment 1", "tajné")
	if err := j.setFlow(typeset.Flow{}); err != nil {
		t.Fatal(err)
	}
	checkTokens(t, j.doc.Tokens)
	if w := inOrder(j.doc.Text(), "Sdělení ze dne 12. března Druhý odstavec Druhá strana"); w != "" {
		t.Errorf("the text lacks %q: %q", w, j.doc.Text())
	}
	if *pages != 2 || j.doc.Pages != 2 || j.doc.Tokens[0].Box.Empty() || !j.doc.MachineRead {
		t.Errorf("%d pages, %+v", *pages, j.doc)
	}
	if !strings.HasPrefix(j.doc.Field("rendering"), "soffice LibreOffice ") || len(j.doc.Hidden) != 1 || j.doc.Hidden[0].Kind != HiddenComment {
		t.Errorf("fields %v, hidden %v", j.doc.Fields, j.doc.Hidden)
	}
	left, err := os.ReadDir(temp)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}

// fakeSoffice is a program that says its version and then does something else.
func fakeSoffice(t *testing.T, script string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "soffice")
	text := "#!/bin/sh\ncase \"$2\" in --version) echo LibreOffice 99.9 fake; exit 0;; esac\n" + script + "\n"
	if err := os.WriteFile(name, []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestSofficeFailures(t *testing.T) {
	for _, tt := range []struct{ name, script, want string }{
		{"failure", "echo it broke >&2; exit 3", `ended with an error (exit status 3, "it broke"): open the file in LibreOffice`},
		{"nothing", "echo no filter", `printed nothing ("no filter")`},
		{"garbage", "echo garbage > document.pdf", "what it printed cannot be read"},
		{"empty", ": > document.pdf", "what it printed cannot be read"},
		{"flood", "yes | head -c 10000000; exit 1", "ended with an error"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			temp := t.TempDir()
			program := fakeSoffice(t, tt.script)
			t.Setenv("TMPDIR", temp)
			j, pages := officeJob(t, program, "a.rtf", officeRTF)
			err := j.renderWithSoffice()
			if err == nil || !strings.Contains(err.Error(), tt.want) || len(err.Error()) > 1000 {
				t.Errorf("%v, want %q", err, tt.want)
			}
			if left, _ := os.ReadDir(temp); len(left) > 0 || *pages > 0 || len(j.doc.Tokens) > 0 {
				t.Errorf("left %v, %d pages, %d tokens", left, *pages, len(j.doc.Tokens))
			}
		})
	}
	j, _ := officeJob(t, filepath.Join(t.TempDir(), "none"), "a.rtf", officeRTF)
	if err := j.renderWithSoffice(); err == nil || !strings.Contains(err.Error(), "none") {
		t.Errorf("a program that is not there: %v", err)
	}
}

// TestSofficeHangs: a soffice that hangs is ended, with what it started.
func TestSofficeHangs(t *testing.T) {
	pid := filepath.Join(t.TempDir(), "pid")
	program := fakeSoffice(t, fmt.Sprintf("sleep 1000 & echo $! > %s; wait", pid))
	j, _ := officeJob(t, program, "a.rtf", officeRTF)
	s := &soffice{program: program, folder: t.TempDir(), deadline: 2 * time.Second}
	begun := time.Now()
	err := j.printed(s)
	if err == nil || !strings.Contains(err.Error(), "took longer than 2s: open the file in LibreOffice") {
		t.Errorf("%v", err)
	}
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("ended after %s", took)
	}
	text, err := os.ReadFile(pid)
	if err != nil {
		t.Fatal(err)
	}
	child, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	for range 50 {
		if gone(child) {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Errorf("process %d is still there", child)
}

// gone tells whether a process has ended; one that nobody waits for stays as
// a zombie.
func gone(pid int) bool {
	if syscall.Kill(pid, 0) == syscall.ESRCH {
		return true
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && strings.Contains(string(stat), ") Z ")
}

// TestSofficeOnly: formats that akta does not read itself are sealed as bytes
// without soffice, and say what to do.
func TestSofficeOnly(t *testing.T) {
	j, _ := officeJob(t, "", "a.pptx", "x")
	if err := readPresentation(j); err != nil || j.doc.Format != "bytes" || !strings.Contains(strings.Join(j.doc.Warnings, " "), "save it as PDF") {
		t.Errorf("%v, %+v", err, j.doc)
	}
}
