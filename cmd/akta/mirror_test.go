package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
)

// A site on the web is fetched and checked; what the server changes, leaves out
// or sends elsewhere is told.
func TestVerifyMirror(t *testing.T) {
	o := demoOnce(t).offices[0]
	trust, err := readTrust(filepath.Join(o.Dir, "bundles", "trust.json"))
	if err != nil {
		t.Fatal(err)
	}
	var change func(w http.ResponseWriter, r *http.Request) bool
	files := http.FileServer(http.Dir(o.Public))
	server := httptest.NewServer(http.StripPrefix("/foi", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// FileServer sends index.html elsewhere; a plain host does not.
		if name, ok := strings.CutSuffix(r.URL.Path, "index.html"); ok {
			r.URL.Path = name
		}
		if change == nil || !change(w, r) {
			files.ServeHTTP(w, r)
		}
	})))
	defer server.Close()
	verdict := func() (*bundles.Verdict, error) {
		return verifyMirror(t.Context(), server.URL+"/foi/", trust, nil)
	}
	v, err := verdict()
	if err != nil || v.Code != bundles.CodeHolds {
		t.Fatalf("as it is: %v, %v", err, v.Err())
	}
	for _, c := range []struct {
		what   string
		change func(w http.ResponseWriter, r *http.Request) bool
		want   string
	}{
		{"a page that is changed", func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != "/cases/" {
				return false
			}
			_, err := w.Write([]byte("<!doctype html>"))
			return err == nil
		}, "cases/index.html"},
		{"a file that is gone", func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != "/akta.css" {
				return false
			}
			http.NotFound(w, r)
			return true
		}, "akta.css"},
	} {
		change = c.change
		v, err := verdict()
		if err != nil || v.Code != bundles.CodeFalse || !strings.Contains(v.Err().Error(), c.want) {
			t.Errorf("%s: %v, %v", c.what, err, v)
		}
	}
	for what, answer := range map[string]func(w http.ResponseWriter, r *http.Request) bool{
		"a failing server": func(w http.ResponseWriter, _ *http.Request) bool {
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return true
		},
		"a server that sends elsewhere": func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, "http://elsewhere.example/x", http.StatusFound)
			return true
		},
		"no such site": func(w http.ResponseWriter, r *http.Request) bool {
			http.NotFound(w, r)
			return true
		},
	} {
		change = answer
		if _, err := verdict(); err == nil {
			t.Errorf("%s: a verdict", what)
		}
	}
	if left, err := filepath.Glob(filepath.Join(os.TempDir(), "akta-mirror-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}
