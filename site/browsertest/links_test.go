package browsertest

import (
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// pageLinks are the attributes that name a file. Those of data- are read by scripts.
var pageLinks = []string{"href", "src", "data-bag", "data-wasm", "data-worker", "data-runtime", "data-trust"}

// builtSite is a built website: its address, files and the ids of its pages.
type builtSite struct {
	dir, base string
	files     map[string]bool
	ids       map[string]map[string]bool
	pages     map[string]*html.Node
}

// checkLinks holds every link of every page, style sheet, feed and site map to
// what is in the folder, fragments included, and says how many there were. Only
// <a> may lead to another origin.
func checkLinks(t *testing.T, dir string) int {
	t.Helper()
	s := readSite(t, dir)
	count := 0
	check := func(from, link string, outside bool) {
		count++
		if err := s.resolve(from, link, outside); err != nil {
			t.Errorf("%s: %v", from, err)
		}
	}
	for name, page := range s.pages {
		for n := range page.Descendants() {
			for _, a := range n.Attr {
				if n.Type == html.ElementNode && slices.Contains(pageLinks, a.Key) {
					check(name, a.Val, n.Data == "a")
				}
			}
		}
	}
	for name := range s.files {
		var pattern *regexp.Regexp
		switch path.Ext(name) {
		case ".css":
			pattern = regexp.MustCompile(`url\(["']?([^"')]+)`)
		case ".atom":
			pattern = regexp.MustCompile(`<link [^>]*href="([^"]+)"`)
		case ".xml":
			pattern = regexp.MustCompile(`(?:<loc>|href=")([^<"]+)`)
		default:
			continue
		}
		for _, m := range pattern.FindAllStringSubmatch(string(read(t, filepath.Join(dir, filepath.FromSlash(name)))), -1) {
			check(name, html.UnescapeString(m[1]), false)
		}
	}
	return count
}

func readSite(t *testing.T, dir string) *builtSite {
	t.Helper()
	s := &builtSite{dir: dir, files: map[string]bool{}, ids: map[string]map[string]bool{}, pages: map[string]*html.Node{}}
	ok(t, fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		s.files[name] = true
		if path.Ext(name) != ".html" {
			return nil
		}
		page, err := html.Parse(strings.NewReader(string(read(t, filepath.Join(dir, filepath.FromSlash(name))))))
		s.pages[name], s.ids[name] = page, map[string]bool{}
		for n := range page.Descendants() {
			canonical := false
			for _, a := range n.Attr {
				if a.Key == "id" {
					if s.ids[name][a.Val] {
						t.Errorf("%s: the id %q stands twice", name, a.Val)
					}
					s.ids[name][a.Val] = true
				}
				canonical = canonical || a.Key == "rel" && a.Val == "canonical"
				if canonical && a.Key == "href" && name == "index.html" {
					s.base = a.Val
				}
			}
		}
		return err
	}))
	if s.base == "" {
		t.Fatalf("%s: the home page does not say its address", dir)
	}
	return s
}

// resolve finds what a link leads to. outside: it may lead to another origin.
func (s *builtSite) resolve(from, link string, outside bool) error {
	u, err := url.Parse(link)
	if err != nil {
		return fmt.Errorf("link %q: %w", link, err)
	}
	rest, own := strings.CutPrefix(link, s.base)
	switch {
	case own:
		u, err = url.Parse(rest)
		if err != nil {
			return fmt.Errorf("link %q: %w", link, err)
		}
		from = ""
	case u.Scheme != "":
		if outside && (u.Scheme == "https" || u.Scheme == "mailto" || u.Scheme == "tel") || strings.HasPrefix(link, "http://www.w3.org/") {
			return nil
		}
		return fmt.Errorf("link %q: to another origin", link)
	case strings.HasPrefix(link, "/"):
		return fmt.Errorf("link %q: does not work below a path", link)
	}
	to := from
	if u.Path != "" || own {
		if strings.HasSuffix(u.Path, "/") && !own {
			return fmt.Errorf("link %q: ends in no file name", link)
		}
		to = path.Join(path.Dir(from), u.Path)
		if to == "." || strings.HasSuffix(u.Path, "/") {
			to = path.Join(to, "index.html")
		}
	}
	if strings.HasPrefix(to, "../") || !s.files[to] {
		return fmt.Errorf("link %q: there is no file %q", link, to)
	}
	if u.Fragment != "" && !s.ids[to][u.Fragment] {
		return fmt.Errorf("link %q: no element %q in %q", link, u.Fragment, to)
	}
	return nil
}

func TestResolve(t *testing.T) {
	s := &builtSite{base: "https://a.example/", files: map[string]bool{"index.html": true, "x/index.html": true}, ids: map[string]map[string]bool{"x/index.html": {"p": true}}}
	for link, want := range map[string]bool{
		"../index.html": true, "index.html#p": true, "#p": true, "https://a.example/": true, "https://a.example/x/": true, "https://b.example/": true,
		"../../index.html": false, "#q": false, "/index.html": false, "../": false, "y.html": false, "https://a.example/y": false, "http://b.example/": false, "javascript:0": false,
	} {
		if err := s.resolve("x/index.html", link, true); (err == nil) != want {
			t.Errorf("%q: %v", link, err)
		}
	}
	if s.resolve("x/index.html", "https://b.example/s.css", false) == nil {
		t.Error("a style sheet of another origin is accepted")
	}
}
