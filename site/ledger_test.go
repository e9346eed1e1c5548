package site

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestLedger(t *testing.T) {
	file := filepath.Join(t.TempDir(), "addresses.txt")
	l, err := readLedger(file)
	if err != nil {
		t.Fatal(err)
	}
	first := []string{"index.html", "cases/2026-001/index.html", "releases/2026-001-r1.zip", "files/2026-001/r1/d1-001.png", "pagefind/2026/pagefind.js", "log/tile/0/000.p/3", "log/checkpoint", ".akta-site", ".well-known/security.txt"}
	if err := l.add(first, nil); err != nil {
		t.Fatal(err)
	}
	if err := l.write(file); err != nil {
		t.Fatal(err)
	}
	if l, err = readLedger(file); err != nil {
		t.Fatal(err)
	}
	if len(l.kept) != 5 {
		t.Errorf("kept: %v", l.kept)
	}
	next := []string{"index.html", "releases/2026-001-r2.zip", "log/checkpoint", ".well-known/security.txt"}
	err = l.add(next, map[string]bool{"releases/2026-001-r1.zip": true})
	if err == nil || !strings.Contains(err.Error(), "cases/2026-001/index.html") || strings.Contains(err.Error(), "r1.zip") {
		t.Errorf("a page less, and a release taken down: %v", err)
	}
	if err := l.drop([]Drop{{"cases/2026-009/index.html", "2026-11-26", "x"}}); err == nil {
		t.Error("an address that never was is dropped")
	}
	if err := l.drop([]Drop{{"cases/2026-001/index.html", "2026-11-26", " "}}); err == nil {
		t.Error("dropped without a reason")
	}
	if err := l.drop([]Drop{{"cases/2026-001/index.html", "2026-11-26", "opened by mistake"}}); err != nil {
		t.Fatal(err)
	}
	if err := l.add(next, map[string]bool{"releases/2026-001-r1.zip": true}); err != nil {
		t.Error(err)
	}
	l.kept["en/cases/2026-002/index.html"], l.kept["cases/2026-002/d1/index.html"], l.kept["cases/2026-0021/index.html"] = true, true, true
	if err := l.drop([]Drop{{"cases/2026-002/", "2026-11-26", "opened by mistake"}}); err != nil || len(l.dropped) != 3 || !l.kept["cases/2026-0021/index.html"] {
		t.Errorf("a whole case: %v, %v", err, l.dropped)
	}
	if text := string(l.text()); !strings.Contains(text, "cases/2026-001/index.html\t2026-11-26\topened by mistake\n") || !strings.HasPrefix(text, ledgerHead) {
		t.Errorf("%s", text)
	}
}

func FuzzParseLedger(f *testing.F) {
	f.Add([]byte(ledgerHead + "index.html\ncases/a/index.html\t2026-01-02\twhy\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := parseLedger(data)
		if err != nil {
			return
		}
		again, err := parseLedger(l.text())
		if err != nil || string(again.text()) != string(l.text()) {
			t.Errorf("%q: read, written and read: %v", data, err)
		}
	})
}
