package content

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestUnreadableInside: a damaged file inside an archive does not keep the
// archive and its other files out; it is sealed as it came, and released only
// by decision. Alone it is refused.
func TestUnreadableInside(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "spis.zip")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for _, m := range [][2]string{{"dopis.txt", "Vážený pane starosto."}, {"damaged.pdf", "%PDF-1.7\nnothing else"}} {
		w, err := z.Create(m[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(m[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	o := newTestOffice(t, name)
	plan, err := o.Plan("a")
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Documents) != 3 || plan.Documents[1].Unreadable != "" || !strings.Contains(plan.Documents[2].Unreadable, "damaged or not a PDF") {
		t.Fatalf("%+v", plan.Documents)
	}
	if _, _, err := o.Release(t.Context(), o.keys, "a", ReleaseOptions{Created: time.Now()}); err == nil || !strings.Contains(err.Error(), "document d3: no reader for its format") {
		t.Errorf("released: %v", err)
	}
	alone := filepath.Join(dir, "damaged.pdf")
	if err := os.WriteFile(alone, []byte("%PDF-1.7\nnothing else"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Add(t.Context(), o.reader, "a", []string{alone}, AddOptions{}); err == nil {
		t.Error("a damaged file alone was added")
	}
}
