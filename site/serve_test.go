package site

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// serve starts a server over a built site and returns its address.
func serve(t *testing.T) (string, string) {
	t.Helper()
	out, _ := build(t, testPortal(t))
	ctx, cancel := context.WithCancel(t.Context())
	address, done := make(chan string, 1), make(chan error, 1)
	go func() { done <- Serve(ctx, out, "127.0.0.1:0", func(u string) { address <- u }) }()
	select {
	case u := <-address:
		t.Cleanup(func() {
			cancel()
			if err := <-done; err != nil {
				t.Errorf("end of server: %v", err)
			}
		})
		return u, out
	case err := <-done:
		cancel()
		t.Fatal(err)
		return "", ""
	}
}

func TestServe(t *testing.T) {
	base, out := serve(t)
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	if err := os.Symlink("/etc/passwd", filepath.Join(out, "users.txt")); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(out, ".git/config.txt"), []byte("not for the public"))
	writeFile(t, filepath.Join(out, ".well-known/.note"), []byte("not for the public"))
	for _, c := range []struct {
		name, method, path, host, origin string
		status                           int
		want                             string
	}{
		{"home", "GET", "", "", "", 200, "Obec Ukázka"},
		{"own origin", "GET", "", "", "own", 200, "Obec Ukázka"},
		{"localhost", "GET", "", "localhost:own", "", 200, "Obec Ukázka"},
		{"page", "GET", "cases/2026-001/index.html", "", "", 200, "Lhotecký"},
		{"folder", "GET", "cases/2026-001/", "", "", 200, "Lhotecký"},
		{"folder without slash", "GET", "cases", "", "", 302, ""},
		{"no listing", "GET", "files/", "", "", 404, "Stránka nenalezena"},
		{"marker", "GET", Marker, "", "", 404, "Stránka nenalezena"},
		{"well-known", "GET", ".well-known/akta/trust.json", "", "", 200, "{}"},
		{"well-known without a listing", "GET", ".well-known/", "", "", 404, "Stránka nenalezena"},
		{"dot file in well-known", "GET", ".well-known/.note", "", "", 404, "Stránka nenalezena"},
		{"file in a dot folder", "GET", ".git/config.txt", "", "", 404, "Stránka nenalezena"},
		{"above", "GET", "..%2f..%2fetc/passwd", "", "", 404, "Stránka nenalezena"},
		{"link out", "GET", "users.txt", "", "", 404, "Stránka nenalezena"},
		{"rebinding", "GET", "", "evil.example", "", 403, ""},
		{"other port", "GET", "", "127.0.0.1:1", "", 403, ""},
		{"foreign origin", "GET", "", "", "https://evil.example", 403, ""},
		{"null origin", "GET", "", "", "null", 403, ""},
		{"post", "POST", "", "", "", 405, ""},
	} {
		r, err := http.NewRequestWithContext(t.Context(), c.method, base+c.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		own := strings.TrimSuffix(base, "/")
		if c.host != "" {
			r.Host = strings.ReplaceAll(c.host, "own", own[strings.LastIndex(own, ":")+1:])
		}
		if c.origin != "" {
			r.Header.Set("Origin", strings.ReplaceAll(c.origin, "own", own))
		}
		resp, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != c.status || !strings.Contains(string(body), c.want) {
			t.Errorf("%s: %d, %.60q", c.name, resp.StatusCode, body)
		}
		h := resp.Header
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Cache-Control") != "no-store" || !strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: headers %v", c.name, h)
		}
		if strings.Contains(string(body), "root:") {
			t.Errorf("%s: a file from outside", c.name)
		}
	}
}

func TestServeRefuses(t *testing.T) {
	out, _ := build(t, testPortal(t))
	for _, c := range []struct{ dir, addr, want string }{
		{out, "0.0.0.0:0", "only this machine"},
		{out, ":8080", "only this machine"},
		{out, "192.0.2.1:80", "only this machine"},
		{out, "[::]:0", "only this machine"},
		{out, "example.org:80", "only this machine"},
		{out, "127.0.0.1", "want a loopback host and a port"},
		{t.TempDir(), "127.0.0.1:0", "not a folder that akta wrote"},
	} {
		if err := Serve(t.Context(), c.dir, c.addr, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.addr, err)
		}
	}
}

// TestServedNotFound: on this machine the links of 404.html, which are absolute, lead
// to this machine.
func TestServedNotFound(t *testing.T) {
	base, out := serve(t)
	writeFile(t, filepath.Join(out, "404.html"), []byte(`<link rel="stylesheet" href="https://lhotka.example/foi/akta.css"><a href="https://lhotka.example/foi/cases/"></a><a href="https://gov.example/"></a>`))
	status, _, body := fetch(t, base+"nothing/here")
	if status != 404 || body != `<link rel="stylesheet" href="/akta.css"><a href="/cases/"></a><a href="https://gov.example/"></a>` {
		t.Errorf("%d: %s", status, body)
	}
}
