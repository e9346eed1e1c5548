package audit

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestOwnFiles: a file that comes with the program is told by its bytes and not
// searched; one changed byte, and it is as any other.
func TestOwnFiles(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write([]byte("\x00asm\x01\x00\x00\x00 Vendelína Neexistující ")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	own := []Own{{Size: int64(packed.Len()), SHA256: sha256.Sum256(packed.Bytes())}}
	changed := bytes.Clone(packed.Bytes())
	changed[9] ^= 1 // the system that packed it: the content stays
	longer := append(packed.Bytes(), 0)
	for _, c := range []struct {
		name string
		data []byte
		own  []Own
		want bool // it is a hit, or cannot be read
	}{
		{"the program's own", packed.Bytes(), own, false},
		{"another's", packed.Bytes(), nil, true},
		{"changed", changed, own, true},
		{"a byte more", longer, own, true},
	} {
		dir := t.TempDir()
		if err := os.MkdirAll(filepath.Join(dir, "check"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "check", "akta.wasm.gz"), c.data, 0o644); err != nil {
			t.Fatal(err)
		}
		report, err := Folder(t.Context(), dir, Options{Own: c.own, Terms: []Term{{Case: "2026-1", Text: "Neexistující"}}})
		if (err != nil) != c.want {
			t.Errorf("%s: error %v, want one: %v", c.name, err, c.want)
		}
		if c.want {
			continue
		}
		if report.Record.Files != 1 {
			t.Errorf("%s: %d files counted, want 1", c.name, report.Record.Files)
		}
	}
	// a term in another place is found all the same
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "note.txt"), []byte("Neexistující\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var hits *Error
	if _, err := Folder(t.Context(), dir, Options{Own: own, Terms: []Term{{Case: "2026-1", Text: "Neexistující"}}}); !errors.As(err, &hits) {
		t.Errorf("error %v, want a hit", err)
	}
}
