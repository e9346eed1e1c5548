package site

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"github.com/bep/logg"
	"github.com/gohugoio/hugo/common/loggers"
	"github.com/gohugoio/hugo/config"
	"github.com/gohugoio/hugo/config/allconfig"
	"github.com/gohugoio/hugo/deps"
	"github.com/gohugoio/hugo/hugofs"
	"github.com/gohugoio/hugo/hugolib"
	"github.com/spf13/afero"
)

// workDir is the project's folder in the in-memory file system that Hugo sees.
const workDir = "/akta"

// workspace is what every in-memory project that Hugo renders has in common.
type workspace struct {
	files  map[string][]byte // theme and overrides: path in the project -> bytes
	static map[string][]byte // path in the public folder -> bytes
	whole  bool              // an override asks for lists of pages
}

// newWorkspace reads theme and overrides.
func newWorkspace(overrides string) (*workspace, error) {
	w := &workspace{files: map[string][]byte{}, static: map[string][]byte{}}
	theme, err := Theme()
	if err != nil {
		return nil, err
	}
	if err := w.add(theme, "themes/akta", maxOverride); err != nil {
		return nil, fmt.Errorf("theme: %w", err)
	}
	return w, w.addOverrides(overrides)
}

// addOverrides reads the three folders an office may have; all else is ignored.
func (w *workspace) addOverrides(dir string) error {
	if dir == "" {
		return nil
	}
	for _, name := range []string{"layouts", "i18n", "static"} {
		sub := filepath.Join(dir, name)
		info, err := os.Lstat(sub)
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return fmt.Errorf("overrides: %w", err)
		}
		if !info.IsDir() {
			return fmt.Errorf("overrides: %q is not a folder", sub)
		}
		if err := w.add(os.DirFS(sub), name, maxOverride); err != nil {
			return fmt.Errorf("overrides %q: %w", sub, err)
		}
	}
	return nil
}

// add copies a tree. Symbolic links and devices are refused: they could bring in
// files that nobody decided to publish. Static files bypass Hugo, which copies
// them in its command and not in its library.
func (w *workspace) add(from fs.FS, to string, limit int64) error {
	return fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return nil
		}
		if !d.Type().IsRegular() {
			return fmt.Errorf("%q is not a regular file", name)
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if info.Size() > limit {
			return fmt.Errorf("%q: %d bytes, at most %d allowed", name, info.Size(), limit)
		}
		data, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		target := path.Join(to, name)
		for _, root := range []string{"themes/akta/static", "static"} {
			if rest, ok := strings.CutPrefix(target, root+"/"); ok {
				if root != "static" && path.Ext(rest) == ".css" {
					if data, err = minified(rest, data); err != nil {
						return err
					}
				}
				w.static[rest] = data // the overrides are added last and win
				return nil
			}
		}
		w.files[target] = data
		w.whole = w.whole || strings.HasPrefix(target, "layouts/") && pageLists.Match(data)
		return nil
	})
}

// pageLists finds layouts that ask for other pages. Those of the theme do not:
// each of its pages brings what it shows. For an office's layout that does, all
// pages are rendered together, every time.
var pageLists = regexp.MustCompile(`\.(Pages|RegularPages|RegularPagesRecursive|AllPages|GetPage|Sections|Next|Prev|NextInSection|PrevInSection|Ancestors|Parent|Related)\b|\b(ref|relref)\b`)

// project is an in-memory project of some pages.
func (w *workspace) project(settings []byte, pages []pageSource) (afero.Fs, error) {
	project := afero.NewMemMapFs()
	write := func(name string, data []byte) error {
		name = path.Join(workDir, name)
		if err := project.MkdirAll(path.Dir(name), 0o755); err != nil {
			return err
		}
		return afero.WriteFile(project, name, data, 0o644)
	}
	for name, data := range w.files {
		if err := write(name, data); err != nil {
			return nil, err
		}
	}
	for _, p := range pages {
		if err := write(p.contentFile(), p.source); err != nil {
			return nil, err
		}
	}
	return project, write("hugo.json", settings)
}

// render runs Hugo over some pages, with the given configuration, and returns the
// folder that it published, in memory, and its warnings.
func (w *workspace) render(ctx context.Context, settings []byte, pages []pageSource) (afero.Fs, []string, error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	project, err := w.project(settings, pages)
	if err != nil {
		return nil, nil, err
	}
	flags := config.New()
	flags.Set("workingDir", workDir)
	for _, key := range []string{"publishDir", "publishDirDynamic", "publishDirStatic"} {
		flags.Set(key, "/")
	}
	var messages bytes.Buffer
	logger := loggers.New(loggers.Options{
		DistinctLevel: logg.LevelWarn, Level: logg.LevelWarn, StdOut: &messages, StdErr: &messages,
	})
	configs, err := allconfig.LoadConfig(allconfig.ConfigSourceDescriptor{
		Fs: project, Flags: flags, Logger: logger, Filename: path.Join(workDir, "hugo.json"),
		Environment: "production",
		// An empty list would let HUGO_ variables of the caller in.
		Environ:      []string{"HUGO_NUMWORKERMULTIPLIER=2"},
		SkipNpmCheck: true,
	})
	if err != nil {
		return nil, nil, fmt.Errorf("site configuration: %w", err)
	}
	published := afero.NewMemMapFs()
	sites, err := hugolib.NewHugoSites(deps.DepsCfg{
		Configs: configs, Fs: hugofs.NewFromSourceAndDestination(project, published, flags),
		LogLevel: logg.LevelWarn, StdOut: &messages, StdErr: &messages,
	})
	if err != nil {
		return nil, nil, fmt.Errorf("page builder: %w", err)
	}
	buildErr := sites.Build(hugolib.BuildCfg{})
	closeErr := sites.Close()
	if buildErr != nil {
		return nil, nil, fmt.Errorf("rendering pages: %w", buildErr)
	}
	if closeErr != nil {
		return nil, nil, fmt.Errorf("rendering pages: %w", closeErr)
	}
	return published, warnings(messages.String()), ctx.Err()
}

// warnings sorts the messages: pages are rendered in parallel, the report is not
// to depend on it.
func warnings(text string) []string {
	var list []string
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	sort.Strings(list)
	return list
}

// hugoConfig is the configuration of the in-memory project: no outside world, no
// clock, no pages that the theme does not know.
func hugoConfig(pl *plan) map[string]any {
	p := pl.portal
	languages := map[string]any{}
	for i, code := range Languages() {
		weight := i + 2
		if code == p.Language {
			weight = 1
		}
		languages[code] = map[string]any{
			"weight": weight, "title": p.Authority, "menus": pl.menus(code),
		}
	}
	none := []string{"none"}
	return map[string]any{
		"baseURL": "/", "title": p.Authority, "theme": "akta", "themesDir": "themes",
		"defaultContentLanguage": p.Language, "defaultContentLanguageInSubdir": false,
		"languages": languages,
		// The pages of all languages are made from one file.
		"module": map[string]any{"mounts": []map[string]any{
			{"source": "content", "target": "content", "sites": map[string]any{"matrix": map[string]any{"languages": "**"}}},
			{"source": "layouts", "target": "layouts"}, {"source": "i18n", "target": "i18n"},
		}},
		"disableKinds": []string{"home", "section", "taxonomy", "term", "rss", "sitemap", "robotstxt", "404"},
		"buildFuture":  true, "buildExpired": true, "timeZone": "UTC",
		"enableGitInfo": false, "disableHugoGeneratorInject": true, "disableAliases": true,
		"disableDefaultLanguageRedirect": true, "disableLiveReload": true, "ignoreCache": true, "noBuildLock": true,
		"cacheDir": workDir + "/cache",
		"security": map[string]any{
			"enableInlineShortcodes": false,
			"allowContent":           []string{".*"}, // bodies are rendered by renderAnswer
			"exec":                   map[string]any{"allow": none, "osEnv": none},
			"funcs":                  map[string]any{"getenv": none},
			"http":                   map[string]any{"urls": none, "methods": none},
		},
		"params": pl.params(),
	}
}
