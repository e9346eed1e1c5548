package browsertest

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles/bundlestest"
)

// result is a line of reporter.mjs.
type result struct {
	File, Name, Skip, Error, Log string
	Seconds                      float64
}

// missing ends the test where something is not installed.
func missing(t *testing.T, err error) {
	t.Helper()
	if err == nil {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%v, and CI must not skip this test", err)
	}
	t.Skipf("%v: no test in a browser", err)
}

func TestBrowser(t *testing.T) {
	if os.Getenv("AKTA_BROWSER") == "" {
		t.Skip("AKTA_BROWSER=some looks at the website in a browser, AKTA_BROWSER=all at every page of it")
	}
	node := bundlestest.Tool(t, "node")
	chromium, err := Chromium()
	missing(t, err)
	missing(t, Modules("."))

	offices, err := demo(t)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range offices {
		t.Run("links/"+o.Slug, func(t *testing.T) {
			if n := checkLinks(t, o.Public); n < 1000 {
				t.Errorf("%d links are too few for a website", n)
			} else {
				t.Logf("%d links", n)
			}
		})
	}
	stop, err := Serve(offices)
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	setting := Setting{Chromium: chromium, Offices: offices, Bags: changedBags(t, offices[0].Releases), All: os.Getenv("AKTA_BROWSER") == "all"}

	pattern := "*.test.mjs"
	if p := os.Getenv("AKTA_BROWSER_FILES"); p != "" {
		pattern = p
	}
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no tests match %q: %v", pattern, err)
	}
	begun := time.Now()
	// Lighthouse measures time: it runs alone.
	alone := slices.Index(files, "lighthouse.test.mjs")
	results := runNode(t, node, setting, slices.DeleteFunc(slices.Clone(files), func(f string) bool { return alone >= 0 && f == files[alone] }))
	if alone >= 0 {
		results = append(results, runNode(t, node, setting, files[alone:alone+1])...)
	}
	seen := map[string]int{}
	for _, r := range results {
		file := strings.TrimSuffix(filepath.Base(r.File), ".test.mjs")
		seen[filepath.Base(r.File)]++
		t.Run(file+"/"+r.Name, func(t *testing.T) {
			if r.Error != "" {
				t.Errorf("%.1f s: %s", r.Seconds, r.Error)
			}
			if r.Skip != "" {
				t.Skip(r.Skip)
			}
			t.Logf("%.1f s", r.Seconds)
		})
	}
	for _, f := range files {
		if seen[f] == 0 {
			t.Errorf("%s: no test ran", f)
		}
	}
	t.Logf("%d tests in a browser in %.0f s", len(results), time.Since(begun).Seconds())
}

// demo makes the demo, or takes the one in AKTA_BROWSER_DEMO.
func demo(t *testing.T) ([]Office, error) {
	if dir := os.Getenv("AKTA_BROWSER_DEMO"); dir != "" {
		return Offices(dir)
	}
	return Build(t.Context(), filepath.Join("..", ".."), t.TempDir())
}

// runNode runs the tests in files, two files at a time.
func runNode(t *testing.T, node string, setting Setting, files []string) []result {
	t.Helper()
	if len(files) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	data, err := json.Marshal(setting)
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(ctx, node, append([]string{"--test", "--test-concurrency=2", "--test-reporter=./reporter.mjs"}, files...)...)
	c.Env = append(c.Environ(), "AKTA_BROWSERTEST="+string(data))
	var stderr strings.Builder
	c.Stderr = &stderr
	stdout, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	var results []result
	lines := bufio.NewScanner(stdout)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var r result
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Errorf("node printed %q", lines.Text())
			continue
		}
		if r.Log != "" {
			t.Log(strings.TrimSpace(r.Log))
			continue
		}
		results = append(results, r)
	}
	failed := false
	for _, r := range results {
		failed = failed || r.Error != ""
	}
	// Node exits 1 where a test failed, which the results say.
	if err := errors.Join(c.Wait(), lines.Err()); err != nil && !failed {
		t.Errorf("node: %v\n%s", err, stderr.String())
	}
	return results
}
