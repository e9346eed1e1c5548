package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles/bundlestest"
)

const module = "github.com/akta-foi/akta/"

// layers lists, for each package, the akta packages above it, which it must
// not import, directly or through others.
var layers = []struct {
	pkg   string
	above []string
}{
	{"bundles", []string{"content", "site", "cmd"}},
	{"bundles/keys", []string{"content", "site", "cmd"}},
	{"bundles/tsa", []string{"content", "site", "cmd"}},
	{"content", []string{"site", "cmd"}},
	{"content/read", []string{"bundles", "site", "cmd"}},
	{"content/normal", []string{"bundles", "content/read", "site", "cmd"}},
	{"content/language", []string{"bundles", "content/read", "site", "cmd"}},
	{"content/audit", []string{"bundles", "site", "cmd"}},
	{"content/find", []string{"bundles", "content/read", "content/audit", "site", "cmd"}},
	{"content/intake", []string{"bundles", "site", "cmd"}},
	{"content/journal", []string{"content/read", "content/law", "site", "cmd"}},
	{"content/law", []string{"bundles", "site", "cmd"}},
	{"content/letter", []string{"bundles", "content/read", "site", "cmd"}},
	{"content/system", []string{"bundles", "content/read", "site", "cmd"}},
	{"content/table", []string{"bundles", "content/read", "site", "cmd"}},
	{"content/report", []string{"bundles", "content/read", "site", "cmd"}},
	{"site", []string{"cmd"}},
	{"site/demo", []string{"cmd"}},
}

func deps(t *testing.T, env []string, pkg string) []string {
	t.Helper()
	c := exec.Command("go", "list", "-deps", module+pkg)
	c.Env = append(c.Environ(), env...)
	out, err := c.Output()
	if err != nil {
		t.Fatalf("go list -deps %s: %v", pkg, err)
	}
	return strings.Fields(string(out))
}

func TestLayers(t *testing.T) {
	for _, l := range layers {
		for _, d := range deps(t, nil, l.pkg) {
			for _, above := range l.above {
				if d == module+above || strings.HasPrefix(d, module+above+"/") {
					t.Errorf("%s imports %s", l.pkg, d)
				}
			}
		}
	}
}

// TestEvidenceStandsAlone holds what the evidence may rest on: the standard
// library without its HTTP client, x/mod, and the small packages that verify
// ML-DSA lines.
func TestEvidenceStandsAlone(t *testing.T) {
	allowed := []string{"golang.org/x/mod/", "golang.org/x/crypto/cryptobyte", "github.com/transparency-dev/formats/", "filippo.io/mldsa", module + "bundles"}
	for _, d := range deps(t, []string{"GOOS=js", "GOARCH=wasm"}, "cmd/akta-wasm") {
		if d == "net/http" || strings.HasPrefix(d, "net/http/") {
			t.Errorf("the verifier imports %s", d)
		}
		if first, _, _ := strings.Cut(d, "/"); !strings.Contains(first, ".") || strings.HasPrefix(d, module+"cmd/akta-wasm") {
			continue // the standard library, and itself
		}
		ok := false
		for _, a := range allowed {
			ok = ok || strings.HasPrefix(d, a)
		}
		if !ok {
			t.Errorf("the verifier imports %s", d)
		}
	}
}

func TestTopLevel(t *testing.T) {
	out, err := exec.Command(bundlestest.Tool(t, "git"), "-C", "../..", "ls-files").Output()
	if err != nil && os.Getenv("CI") != "true" {
		t.Skipf("not a git checkout: %v", err)
	}
	if err != nil || len(out) == 0 {
		t.Fatalf("git ls-files: %v", err)
	}
	allowed := map[string]bool{"cmd": true, "content": true, "bundles": true, "site": true, "go.mod": true, "go.sum": true, "README.md": true, "LICENSE": true}
	for _, f := range strings.Fields(string(out)) {
		top, _, _ := strings.Cut(f, "/")
		if !allowed[top] && !strings.HasPrefix(top, ".") {
			t.Errorf("%s: %q does not belong at the top level", f, top)
		}
	}
}
