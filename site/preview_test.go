package site

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// page fetches an address of a local server.
func fetch(t *testing.T, url string) (status int, h http.Header, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, resp.Header, string(data)
}

// eventually waits until something holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(60 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatal("waited a minute for: " + what)
}

// A change is built and shown; a build that fails is told, in place of the page,
// and what is published is as it was.
func TestPreview(t *testing.T) {
	a := newAgain(t)
	p := a.portal(t, 2)
	a.build(t, p)
	watched := filepath.Join(t.TempDir(), "case.md")
	writeFile(t, watched, []byte("1"))
	var mu sync.Mutex
	builds := 0
	preview := &Preview{Dir: a.out, Address: "127.0.0.1:0", Watch: []string{filepath.Join(filepath.Dir(watched), "*.md")}, interval: 20 * time.Millisecond}
	preview.Build = func(ctx context.Context) error {
		mu.Lock()
		defer mu.Unlock()
		builds++
		data, err := os.ReadFile(watched)
		if err != nil {
			return err
		}
		if string(data) == "broken" {
			return errors.New(`case "x": <broken> & not built`)
		}
		p.Cases[0].Title = "Title " + string(data)
		_, err = a.try(t, p)
		return err
	}
	ctx, stop := context.WithCancel(t.Context())
	address, done := make(chan string, 1), make(chan error, 1)
	preview.Ready = func(url string) { address <- url }
	go func() { done <- preview.Serve(ctx) }()
	base := strings.TrimSuffix(<-address, "/")
	page := base + "/cases/" + p.Cases[0].ID + "/index.html"

	eventually(t, "the first build", func() bool { _, _, body := fetch(t, base+reloadVersion); return body == "1" })
	status, h, body := fetch(t, page)
	if status != 200 || !strings.Contains(body, "Title 1") || !strings.Contains(body, `<script src="/-/reload.js" defer></script>`) || strings.Contains(body, "http-equiv") {
		t.Errorf("page: %d\n%.900s", status, body)
	}
	policy := h.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("policy %q: no %s", policy, want)
		}
	}
	if _, h, body := fetch(t, base+reloadScript); body != script || !strings.HasPrefix(h.Get("Content-Type"), "text/javascript") {
		t.Errorf("script: %v %q", h, body)
	}
	if status, _, _ := fetch(t, base+"/-/other"); status != 404 {
		t.Errorf("another address of the preview: %d", status)
	}

	writeFile(t, watched, []byte("two"))
	eventually(t, "the new title", func() bool { _, _, body := fetch(t, page); return strings.Contains(body, "Title two") })
	writeFile(t, watched, []byte("broken"))
	eventually(t, "the failure", func() bool { status, _, _ := fetch(t, page); return status == 503 })
	if _, _, body := fetch(t, page); !strings.Contains(body, "case &#34;x&#34;: &lt;broken&gt; &amp; not built") {
		t.Errorf("failure: %s", body)
	}
	if status, _, body := fetch(t, page+"?former"); status != 200 || !strings.Contains(body, "Title two") {
		t.Errorf("the former page: %d", status)
	}
	if status, _, _ := fetch(t, base+"/akta.css"); status != 200 {
		t.Errorf("style while the build fails: %d", status)
	}
	writeFile(t, watched, []byte("three"))
	eventually(t, "the page after the failure", func() bool { _, _, body := fetch(t, page); return strings.Contains(body, "Title three") })
	mu.Lock()
	if builds != 4 {
		t.Errorf("%d builds for the beginning and 3 changes", builds)
	}
	mu.Unlock()
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
	for name, data := range tree(t, a.out) {
		if strings.Contains(data, "/-/") {
			t.Errorf("%s: something of the preview is published", name)
		}
	}
}

// A server shows the folder that is there now: a Build puts a new one in its place.
func TestServeFollowsTheSwap(t *testing.T) {
	base, out := serve(t)
	p := testPortal(t)
	p.Cases[0].Title = "Po výměně"
	if _, err := Build(t.Context(), p, Options{Out: out, search: termsOnly}); err != nil {
		t.Fatal(err)
	}
	if _, _, body := fetch(t, base+"cases/2026-001/"); !strings.Contains(body, "Po výměně") {
		t.Error("the former folder is served")
	}
	if err := os.Rename(out, out+".away"); err != nil {
		t.Fatal(err)
	}
	if status, _, _ := fetch(t, base); status != http.StatusServiceUnavailable {
		t.Errorf("without a folder: %d", status)
	}
}

func TestAllowReload(t *testing.T) {
	for policy, want := range map[string]string{
		"default-src 'none'": "default-src 'none'; script-src 'self'; connect-src 'self'",
		"default-src 'none'; script-src 'none'; connect-src 'self'":    "default-src 'none'; script-src 'self'; connect-src 'self'",
		"default-src 'none'; script-src 'wasm-unsafe-eval'; img-src x": "default-src 'none'; script-src 'wasm-unsafe-eval' 'self'; img-src x; connect-src 'self'",
	} {
		if got := allowReload(policy); got != want {
			t.Errorf("%q: %q, want %q", policy, got, want)
		}
	}
}

func TestFingerprint(t *testing.T) {
	dir := t.TempDir()
	patterns := []string{filepath.Join(dir, "content", "*", "case.md"), filepath.Join(dir, "static")}
	writeFile(t, filepath.Join(dir, "content/a/case.md"), []byte("1"))
	last, err := fingerprint(patterns)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		do      func() error
		changes bool
	}{
		{"nothing", func() error { return nil }, false},
		{"a file that is not watched", func() error { return os.WriteFile(filepath.Join(dir, "content/a/plan.json"), nil, 0o644) }, false},
		{"more bytes", func() error { return os.WriteFile(filepath.Join(dir, "content/a/case.md"), []byte("22"), 0o644) }, true},
		{"another time", func() error {
			return os.Chtimes(filepath.Join(dir, "content/a/case.md"), time.Unix(1, 0), time.Unix(1, 0))
		}, true},
		{"a new folder", func() error { return os.MkdirAll(filepath.Join(dir, "static"), 0o755) }, false},
		{"a new file", func() error { return os.WriteFile(filepath.Join(dir, "static/x.css"), nil, 0o644) }, true},
		{"one gone", func() error { return os.Remove(filepath.Join(dir, "content/a/case.md")) }, true},
	} {
		if err := c.do(); err != nil {
			t.Fatal(err)
		}
		now, err := fingerprint(patterns)
		if err != nil || (now != last) != c.changes {
			t.Errorf("%s: seen %v, want %v (%v)", c.name, now != last, c.changes, err)
		}
		last = now
	}
}
