package site

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/bep/logg"
	"github.com/gohugoio/hugo/common/loggers"
	"github.com/gohugoio/hugo/config"
	"github.com/gohugoio/hugo/config/allconfig"
	"github.com/gohugoio/hugo/deps"
	"github.com/gohugoio/hugo/hugofs"
	"github.com/gohugoio/hugo/hugolib"
	"github.com/spf13/afero"
)

// The theme is an ordinary one: a site with a title and pages needs no parameter
// of akta. This is a project of its own, on disk, that mounts the theme's folder.
func TestThemeStandsAlone(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	project := t.TempDir()
	settings, err := json.Marshal(map[string]any{
		"baseURL": "https://a.example/sub/", "title": "A Town", "themesDir": here, "theme": "theme", "defaultContentLanguage": "en", "disableKinds": []string{"taxonomy", "term"},
		"menus": map[string]any{"main": []any{map[string]any{"identifier": "register", "url": "/cases/", "weight": 1}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(project, "hugo.json"), settings)
	for name, text := range map[string]string{
		"verify.md":       "---\ntitle: verify\nlayout: verify\n---\n",
		"about.md":        "---\ntitle: about\nlayout: about\n---\n",
		"topics.md":       "---\ntitle: topics\nlayout: topics\n---\n",
		"grounds.md":      "---\ntitle: grounds\nlayout: grounds\n---\n",
		"statistics.md":   "---\ntitle: statistics\nlayout: statistics\n---\n",
		"cite.md":         "---\ntitle: cite\nlayout: cite\n---\n",
		"cases/_index.md": "---\ntitle: register\n---\n",
		"cases/a.md":      "---\ntitle: A case\nparams:\n  id: a\n  lang: en\n  received: 2026-01-02\n  state: open\n---\nAn *answer*.\n",
		"cases/b.md":      "---\ntitle: B case\nparams:\n  id: b\n  lang: en\n  received: 2026-01-03\n  answered: 2026-01-09\n  state: answered\n---\nYes.\n",
	} {
		writeFile(t, filepath.Join(project, "content", name), []byte(text))
	}
	out := filepath.Join(project, "public")
	buildProject(t, project, out)
	for name, wants := range map[string][]string{
		"index.html":            {"A Town", "B case", "(2 requests)", `href="cases/index.html"`, `href="verify/index.html"`},
		"cases/index.html":      {"A case", "B case", "2 requests"},
		"cases/a/index.html":    {"<em>answer</em>", `href="../../akta.css"`, `<a href="../../cases/index.html" aria-current="true">`},
		"verify/index.html":     {"akta verify"},
		"about/index.html":      {"A Town publishes its answers"},
		"topics/index.html":     {"has set no topics"},
		"grounds/index.html":    {"Legal grounds"},
		"statistics/index.html": {"How the numbers are computed"},
		"cite/index.html":       {"Nothing has been released yet"},
		"404.html":              {"Page not found"},
	} {
		data, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Error(err)
			continue
		}
		for _, want := range wants {
			if !strings.Contains(string(data), want) {
				t.Errorf("%s: %q is missing", name, want)
			}
		}
		checkBalanced(t, name, data)
	}
}

// buildProject runs Hugo on a project on disk, as its command does.
func buildProject(t *testing.T, dir, out string) {
	t.Helper()
	flags := config.New()
	for k, v := range map[string]string{"workingDir": dir, "publishDir": out, "publishDirDynamic": out, "publishDirStatic": out} {
		flags.Set(k, v)
	}
	var messages bytes.Buffer
	logger := loggers.New(loggers.Options{DistinctLevel: logg.LevelWarn, Level: logg.LevelWarn, StdOut: &messages, StdErr: &messages})
	configs, err := allconfig.LoadConfig(allconfig.ConfigSourceDescriptor{
		Fs: afero.NewOsFs(), Flags: flags, Logger: logger, Filename: filepath.Join(dir, "hugo.json"), Environment: "production",
		Environ: []string{"HUGO_NUMWORKERMULTIPLIER=2"}, SkipNpmCheck: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	sites, err := hugolib.NewHugoSites(deps.DepsCfg{
		Configs: configs, Fs: hugofs.NewFromSourceAndDestination(afero.NewOsFs(), afero.NewOsFs(), flags),
		LogLevel: logg.LevelWarn, StdOut: &messages, StdErr: &messages,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer sites.Close()
	if err := sites.Build(hugolib.BuildCfg{}); err != nil {
		t.Fatal(err)
	}
	if messages.Len() > 0 {
		t.Errorf("messages: %s", messages.String())
	}
}

// The theme's README names every layout and every setting that the templates
// ask for, and no others.
func TestThemeReadme(t *testing.T) {
	readme, err := os.ReadFile("theme/README.md")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([^`]+)`").FindAllSubmatch(readme, -1) {
		named[string(m[1])] = true
	}
	want := map[string]bool{}
	setting := regexp.MustCompile(`(?i)site\.Params\.([a-z]+)`)
	if err := fs.WalkDir(os.DirFS("theme/layouts"), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if !strings.Contains(name, "/") {
			want[name] = true
		}
		data, err := os.ReadFile(filepath.Join("theme/layouts", name))
		for _, m := range setting.FindAllSubmatch(data, -1) {
			want[string(m[1])] = true
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for w := range want {
		if !named[w] {
			t.Errorf("README: no line about %q", w)
		}
	}
	for n := range named {
		if !want[n] && n != "tsa" && n != "evidence" { // verify.html takes these by another name
			t.Errorf("README: a line about %q, which no template has", n)
		}
	}
}

// Texts whose key is put together from a value are there for every value.
func TestComposedTexts(t *testing.T) {
	p := registerPortal(t, 12)
	p.Accessibility = &Accessibility{Prepared: "2026-01-15", Reviewed: "2026-02-01", Method: "third-party"}
	p.Contact = Contact{Address: []string{"Náves 1", "999 01 Ukázka"}, Email: "a@ukazka.example", Phone: "+420 500 000 001", DataBox: "demo123", CompanyID: "00000019", Web: "https://www.e-sbirka.cz/", NoticeBoard: "https://www.e-sbirka.cz/deska"}
	for code, words := range map[string][]string{
		"cz-106-1999": {"99/2019", "Digitální a informační agentur", "§ 16", "15 dnů"},
		"hu-infotv":   {"LXXV", "NAIH", "§ 31", "15 dnů"},
		"elsewhere":   {"2016/2102", "stanoví uvedený předpis"},
	} {
		p.Law.Code = code
		out, _ := build(t, p, noSearch)
		all := ""
		for name := range readSite(t, out) {
			data, err := os.ReadFile(filepath.Join(out, name))
			if err != nil {
				t.Fatal(err)
			}
			// where the browser is told how a check stands, nothing stands before
			data = bytes.ReplaceAll(data, []byte(`<p id="check-status" role="status"></p>`), nil)
			if at := regexp.MustCompile(`<(h[1-6]|dt|th|p|li|summary|title|figcaption|text)(\s[^>]*)?>\s*</`).FindIndex(data); at != nil && !strings.HasPrefix(name, "404") {
				t.Errorf("%s, %s: an empty element: %s", code, name, data[max(0, at[0]-100):at[1]])
			}
			all += string(data)
		}
		for _, w := range append(words, "mailto:a@ukazka.example", "demo123", "1. února 2026", "harmadik fél", "third party") {
			if !strings.Contains(all, w) && !strings.Contains(strings.ToLower(all), w) {
				t.Errorf("%s: %q is nowhere", code, w)
			}
		}
	}
	bad := testPortal(t)
	bad.Accessibility = &Accessibility{Prepared: "soon", Method: "self"}
	pl, err := newPlan(bad)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pl.pages(); err == nil || !strings.Contains(err.Error(), `prepared "soon"`) {
		t.Errorf("bad date: %v", err)
	}
}
