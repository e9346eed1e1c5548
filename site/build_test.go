package site

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// listedFile is one file of a public folder.
type listedFile struct {
	name string // slash separated
	size int64
}

// listFiles walks a public folder in lexical order and refuses what is not a file.
func listFiles(dir string) ([]listedFile, error) {
	var list []listedFile
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if !info.Mode().IsRegular() {
			return fmt.Errorf("public file %q: not a regular file", name)
		}
		list = append(list, listedFile{name: name, size: info.Size()})
		return nil
	})
	return list, err
}

// tree reads a folder into a map.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files, err := listFiles(dir)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]string{}
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(dir, f.name))
		if err != nil {
			t.Fatal(err)
		}
		m[f.name] = string(data)
	}
	return m
}

func sameTree(t *testing.T, a, b map[string]string) {
	t.Helper()
	if len(a) != len(b) {
		t.Errorf("%d files and %d files", len(a), len(b))
	}
	for name, data := range a {
		if b[name] != data {
			t.Errorf("%s differs", name)
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	p := testPortal(t)
	t.Setenv("HUGO_TITLE", "from the environment")
	first, report := build(t, p)
	t.Setenv("TZ", "Asia/Tokyo")
	second, _ := build(t, p)
	sameTree(t, tree(t, first), tree(t, second))
	if report.Files != len(tree(t, first)) {
		t.Errorf("report: %d files", report.Files)
	}
}

func TestDefaultLanguage(t *testing.T) {
	p := testPortal(t)
	p.Language = "hu"
	p.BaseURL = "https://ukazka.example/iratok/"
	out, _ := build(t, p)
	pages := readSite(t, out)
	if pages["index.html"].lang != "hu" || pages["cs/index.html"].lang != "cs" {
		t.Errorf("home is %q, /cs/ is %q", pages["index.html"].lang, pages["cs/index.html"].lang)
	}
	if links := strings.Join(pages["404.html"].links, " "); !strings.Contains(links, "https://ukazka.example/iratok/akta.css") {
		t.Errorf("404 links: %s", links)
	}
}

func TestOverridesWin(t *testing.T) {
	own := t.TempDir()
	writeFile(t, filepath.Join(own, "static/akta.css"), []byte("body { color: red }\n"))
	writeFile(t, filepath.Join(own, "static/znak.svg"), []byte("<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"))
	writeFile(t, filepath.Join(own, "layouts/_partials/footer.html"), []byte("<footer>Naše patička</footer>"))
	writeFile(t, filepath.Join(own, "i18n/cs.toml"), []byte("register = \"Náš registr\"\n"))
	writeFile(t, filepath.Join(own, "content/secret.md"), []byte("stays with the office"))
	out, _ := build(t, testPortal(t), func(o *Options) { o.Overrides = own })
	files := tree(t, out)
	if files["akta.css"] != "body { color: red }\n" || files["znak.svg"] == "" {
		t.Error("static files of the office do not win")
	}
	home := files["index.html"]
	if !strings.Contains(home, "Naše patička") || !strings.Contains(home, "Náš registr") || !strings.Contains(home, "Jak ověřit") {
		t.Error("layouts or translations of the office do not win")
	}
	for name, data := range files {
		if strings.Contains(data, "stays with the office") {
			t.Errorf("%s: content of the overrides was published", name)
		}
	}
}

// What an override may not do: reach out of the site.
func TestOverridesAreConfined(t *testing.T) {
	for name, layout := range map[string]string{
		"environment": `{{ os.Getenv "HOME" }}`,
		"network":     `{{ with resources.GetRemote "http://127.0.0.1:1/" }}{{ with .Err }}{{ errorf "%s" . }}{{ end }}{{ .Content }}{{ end }}`,
		// Hugo answers "" for a file that is not there, and this one is not.
		"file": `{{ with os.ReadFile "/etc/passwd" }}published{{ else }}{{ errorf "nothing there" }}{{ end }}`,
	} {
		own, out := t.TempDir(), filepath.Join(t.TempDir(), "public")
		writeFile(t, filepath.Join(own, "layouts/404.html"), []byte(layout))
		if _, err := Build(t.Context(), testPortal(t), Options{Out: out, Overrides: own}); err == nil {
			t.Errorf("%s: allowed", name)
		}
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%s: something was published", name)
		}
	}
	own := t.TempDir()
	if err := os.MkdirAll(filepath.Join(own, "static"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc/passwd", filepath.Join(own, "static/users.txt")); err != nil {
		t.Fatal(err)
	}
	_, err := Build(t.Context(), testPortal(t), Options{Out: filepath.Join(t.TempDir(), "public"), Overrides: own})
	if err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("symbolic link: %v", err)
	}
}

func TestRefusesStrangersFolder(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	writeFile(t, filepath.Join(out, "thesis.txt"), []byte("mine"))
	_, err := Build(t.Context(), testPortal(t), Options{Out: out})
	if err == nil || !strings.Contains(err.Error(), "holds files that akta did not write") {
		t.Errorf("error: %v", err)
	}
	if m := tree(t, out); len(m) != 1 || m["thesis.txt"] != "mine" {
		t.Errorf("folder: %v", m)
	}
}

func TestRefusesBadPortal(t *testing.T) {
	for want, change := range map[string]func(*Portal){
		"authority is empty":      func(p *Portal) { p.Authority = "" },
		`language "de"`:           func(p *Portal) { p.Language = "de" },
		`has the same public`:     func(p *Portal) { p.Cases[1].ID = "2026_001" },
		`received "soon"`:         func(p *Portal) { p.Cases[0].Received = "soon" },
		`state "lost"`:            func(p *Portal) { p.Cases[0].State = "lost" },
		`release id "r0"`:         func(p *Portal) { p.Cases[0].Releases[0].ID = "r0" },
		`listed twice`:            func(p *Portal) { p.Cases[0].Releases[0].ID = "r2" },
		"expected":                func(p *Portal) { p.Cases[0].Releases[0].Size++ },
		"sha256":                  func(p *Portal) { p.Cases[0].Releases[0].SHA256 = strings.Repeat("0", 64) },
		"but it has content":      func(p *Portal) { p.Cases[0].Releases[1].Documents[0].Withheld = true },
		"redaction that carries":  func(p *Portal) { p.Cases[0].Releases[1].Documents[0].Blocks[1].Spans[1].Text = "1234" },
		"want an https address":   func(p *Portal) { p.Cases[0].Releases[1].Documents[1].Ground.Link = "javascript:alert(1)" },
		"is not a regular file":   func(p *Portal) { p.Cases[0].Releases[0].File = os.TempDir() },
		"needs at least one":      func(p *Portal) { p.Cases[0].ID = "§§" },
		`language "x\" onload"`:   func(p *Portal) { p.Cases[0].Language = `x" onload` },
		"file of the site has th": func(p *Portal) { p.TSACertificates = nil; p.Trust = nil; p.Law.Link = "-" },
	} {
		p, own := testPortal(t), ""
		change(p)
		if p.Law.Link == "-" {
			p.Law.Link, own = "", t.TempDir()
			writeFile(t, filepath.Join(own, "static/akta.pub"), []byte("another key"))
		}
		out := filepath.Join(t.TempDir(), "public")
		_, err := Build(t.Context(), p, Options{Out: out, Overrides: own})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
		if left, _ := os.ReadDir(filepath.Dir(out)); len(left) != 0 {
			t.Errorf("%s: left behind: %v", want, left)
		}
	}
}

func TestRebuildReplaces(t *testing.T) {
	p := testPortal(t)
	out, _ := build(t, p)
	p.Cases = p.Cases[:1]
	if _, err := Build(t.Context(), p, Options{Out: out, search: termsOnly}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(out, "cases/2025-007")); err == nil {
		t.Error("a page of the former site is still there")
	}
	if left, _ := os.ReadDir(filepath.Dir(out)); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

// Every state that a crash can leave ends in one whole site.
func TestCrashRecovery(t *testing.T) {
	p := testPortal(t)
	for name, crash := range map[string]func(out string) error{
		"between the renames": func(out string) error { return os.Rename(out, out+".old") },
		"before the removal": func(out string) error {
			return os.CopyFS(out+".old", os.DirFS(out))
		},
		"half-written folder": func(out string) error {
			dir := filepath.Join(filepath.Dir(out), ".public"+freshSuffix+"123")
			return errors.Join(os.Mkdir(dir, 0o755), os.WriteFile(filepath.Join(dir, "index.html"), []byte("half"), 0o644))
		},
	} {
		out, _ := build(t, p)
		want := tree(t, out)
		if err := crash(out); err != nil {
			t.Fatal(err)
		}
		// Even a Build that fails afterwards leaves the former site in place.
		stop, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := Build(stop, p, Options{Out: out}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		sameTree(t, want, tree(t, out))
		if _, err := Build(t.Context(), p, Options{Out: out, search: termsOnly}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		sameTree(t, want, tree(t, out))
		if left, _ := os.ReadDir(filepath.Dir(out)); len(left) != 1 {
			t.Errorf("%s: left behind: %v", name, left)
		}
	}
}

func TestProgress(t *testing.T) {
	var stages bytes.Buffer
	last := ""
	build(t, testPortal(t), func(o *Options) {
		o.Progress = func(e Event) {
			if e.Stage != last {
				stages.WriteString(e.Stage + " ")
			}
			last = e.Stage
		}
	})
	if got := stages.String(); got != "collect render copy check swap " {
		t.Errorf("stages: %s", got)
	}
}
