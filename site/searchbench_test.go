package site

import (
	"os"
	"path"
	"testing"
	"time"
)

// TestSearchScale prints what an index of 1,000 cases takes.
//
//	AKTA_SCALE=1 go test ./site -run TestSearchScale -v
func TestSearchScale(t *testing.T) {
	if os.Getenv("AKTA_SCALE") == "" {
		t.Skip("set AKTA_SCALE=1 to measure the index of 1,000 cases")
	}
	program := pagefind(t)
	g := generator{dir: t.TempDir()}
	p := g.portal(t, 1000)
	for i := range p.Cases {
		p.Cases[i].Received = "2026-01-02"
	}
	pl, err := newPlan(p)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	pl.searchKey("2026")
	key := time.Since(start)
	start = time.Now()
	files, pages, err := pl.indexYear(t.Context(), program, "2026")
	if err != nil {
		t.Fatal(err)
	}
	indexed := time.Since(start)
	bytes, largest := 0, map[string]int{}
	for name, data := range files {
		bytes += len(data)
		kind := path.Ext(name)
		largest[kind] = max(largest[kind], len(data))
	}
	t.Logf("%d texts: digested in %v, indexed in %v; %d files, %.1f MB; largest of each kind: %v", pages, key.Round(time.Millisecond), indexed.Round(time.Millisecond), len(files), float64(bytes)/1e6, largest)
}
