package bundles

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestSpecClauses holds that every clause the code quotes stands in SPEC.md,
// that clauses are numbered in order, and that the bounds it leaves to
// limits.go are there.
func TestSpecClauses(t *testing.T) {
	spec, err := os.ReadFile("SPEC.md")
	if err != nil {
		t.Fatal(err)
	}
	clauses := map[string]bool{}
	last := ""
	for _, m := range regexp.MustCompile(`(?m)^(?:## )?(\d+(?:\.\d+)*)\.? `).FindAllStringSubmatch(string(spec), -1) {
		if clauses[m[1]] {
			t.Errorf("clause %s: there twice", m[1])
		}
		if last != "" && !clauseLess(last, m[1]) {
			t.Errorf("clause %s: after %s", m[1], last)
		}
		clauses[m[1]], last = true, m[1]
	}
	if len(clauses) < 50 {
		t.Fatalf("%d clauses found", len(clauses))
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	quoted := 0
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		text := regexp.MustCompile(`\n\s*//`).ReplaceAllString(string(src), "")
		for _, m := range regexp.MustCompile(`SPEC\s+(\d+(?:\.\d+)*)`).FindAllStringSubmatch(text, -1) {
			quoted++
			if !clauses[m[1]] {
				t.Errorf("%s quotes SPEC %s, which is not there", f, m[1])
			}
		}
	}
	if quoted < 30 {
		t.Errorf("%d quotes found", quoted)
	}
}

func clauseLess(a, b string) bool {
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(x), len(y)) {
		if len(x[i]) != len(y[i]) {
			return len(x[i]) < len(y[i])
		}
		if x[i] != y[i] {
			return x[i] < y[i]
		}
	}
	return len(x) < len(y)
}
