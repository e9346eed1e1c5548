package site

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
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

// workspace is the in-memory project that Hugo renders.
type workspace struct {
	fs     afero.Fs
	static map[string][]byte // path in the public folder -> bytes
}

// newWorkspace lays out theme, overrides and the pages of the plan.
func newWorkspace(pl *plan, overrides string) (*workspace, error) {
	w := &workspace{fs: afero.NewMemMapFs(), static: map[string][]byte{}}
	theme, err := Theme()
	if err != nil {
		return nil, err
	}
	if err := w.add(theme, path.Join(workDir, "themes/akta"), maxOverride); err != nil {
		return nil, fmt.Errorf("theme: %w", err)
	}
	if err := w.addOverrides(overrides); err != nil {
		return nil, err
	}
	files, err := pl.pages()
	if err != nil {
		return nil, err
	}
	for name, data := range files {
		if err := w.write(path.Join(workDir, name), data); err != nil {
			return nil, err
		}
	}
	return w, nil
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
		if err := w.add(os.DirFS(sub), path.Join(workDir, name), maxOverride); err != nil {
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
			if rest, ok := strings.CutPrefix(target, path.Join(workDir, root)+"/"); ok {
				w.static[rest] = data // the overrides are added last and win
				return nil
			}
		}
		return w.write(target, data)
	})
}

func (w *workspace) write(name string, data []byte) error {
	if err := w.fs.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	return afero.WriteFile(w.fs, name, data, 0o644)
}

// render runs Hugo over the workspace into the folder out, with the given
// configuration, and returns its warnings.
func (w *workspace) render(ctx context.Context, settings map[string]any, out string) ([]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	data, err := json.Marshal(settings)
	if err != nil {
		return nil, fmt.Errorf("site configuration: %w", err)
	}
	if err := w.write(path.Join(workDir, "hugo.json"), data); err != nil {
		return nil, err
	}
	// The work dir exists on disk nowhere; publishDir alone is a real folder.
	flags := config.New()
	flags.Set("workingDir", workDir)
	flags.Set("publishDir", filepath.ToSlash(out))
	flags.Set("publishDirDynamic", filepath.ToSlash(out))
	flags.Set("publishDirStatic", filepath.ToSlash(out))

	var messages bytes.Buffer
	logger := loggers.New(loggers.Options{
		DistinctLevel: logg.LevelWarn, Level: logg.LevelWarn, StdOut: &messages, StdErr: &messages,
	})
	configs, err := allconfig.LoadConfig(allconfig.ConfigSourceDescriptor{
		Fs: w.fs, Flags: flags, Logger: logger, Filename: path.Join(workDir, "hugo.json"),
		Environment: "production",
		// An empty list would let HUGO_ variables of the caller in.
		Environ:      []string{"HUGO_NUMWORKERMULTIPLIER=2"},
		SkipNpmCheck: true,
	})
	if err != nil {
		return nil, fmt.Errorf("site configuration: %w", err)
	}
	sites, err := hugolib.NewHugoSites(deps.DepsCfg{
		Configs: configs, Fs: hugofs.NewFromSourceAndDestination(w.fs, afero.NewOsFs(), flags),
		LogLevel: logg.LevelWarn, StdOut: &messages, StdErr: &messages,
	})
	if err != nil {
		return nil, fmt.Errorf("page builder: %w", err)
	}
	buildErr := sites.Build(hugolib.BuildCfg{})
	closeErr := sites.Close()
	if buildErr != nil {
		return nil, fmt.Errorf("rendering pages: %w", buildErr)
	}
	if closeErr != nil {
		return nil, fmt.Errorf("rendering pages: %w", closeErr)
	}
	return warnings(messages.String()), ctx.Err()
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
			"weight": weight, "contentDir": "content/" + code, "title": p.Authority,
		}
	}
	none := []string{"none"}
	return map[string]any{
		"baseURL": "/", "title": p.Authority, "theme": "akta", "themesDir": "themes",
		"defaultContentLanguage": p.Language, "defaultContentLanguageInSubdir": false,
		"languages":    languages,
		"disableKinds": []string{"taxonomy", "term", "rss", "sitemap", "robotstxt"},
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
