// Package browsertest opens the websites of the demo in a real browser: with the
// keyboard alone, at all sizes, without scripts, printed, from a disk, below a
// path, and through axe-core, html-validate and Lighthouse.
//
// The tests are the files *.test.mjs, programs for Node's test runner. TestBrowser
// makes the demo, serves it and runs them; each of their results is a subtest. It
// needs node, Chromium and the modules of package.json (`npm ci` in this folder),
// and is skipped without them, except where CI=true. In the environment:
//
//   - AKTA_BROWSER=some looks at one page of every kind, AKTA_BROWSER=all at every
//     page and runs Lighthouse, which .ci/run does. Without it the tests are skipped:
//     they take minutes.
//   - AKTA_BROWSER_FILES=check.test.mjs runs only the files of this pattern.
//   - AKTA_BROWSER_DEMO names the folder of a demo that is made.
//
// A test of what the demo's websites do not have here, such as the search where
// its indexer is not installed, is skipped, and fails where CI=true. Command
// screenshots, below, shares what is here.
package browsertest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/akta-foi/akta/site"
)

// SubPath is the path below which a website is served the second time. That
// server has nothing above it.
const SubPath = "/foi/"

// Office is one of the demo's websites, as the programs for Node get it.
type Office struct {
	Slug     string `json:"slug"`
	Public   string `json:"public"`   // folder of the website
	URL      string `json:"url"`      // the website at the root of a server
	SubURL   string `json:"suburl"`   // the same below SubPath
	Releases string `json:"releases"` // folder of its releases, ZIP files
}

// Setting is what the programs for Node get, as JSON in AKTA_BROWSERTEST.
type Setting struct {
	Chromium string   `json:"chromium"` // the browser's program
	Offices  []Office `json:"offices"`
	Bags     string   `json:"bags,omitempty"` // folder of changed releases
	All      bool     `json:"all"`            // every page, and Lighthouse
}

// Build makes the demo's offices below dir, by `akta demo`, in the module's
// folder root.
func Build(ctx context.Context, root, dir string) ([]Office, error) {
	c := exec.CommandContext(ctx, "go", "run", "./cmd/akta", "demo", dir, "--no-serve")
	c.Dir = root
	if out, err := c.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("akta demo: %w\n%s", err, out)
	}
	return Offices(dir)
}

// Offices finds the websites that are built below dir.
func Offices(dir string) ([]Office, error) {
	found, err := filepath.Glob(filepath.Join(dir, "*", "site", "public", "index.html"))
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("no website in %q", dir)
	}
	var list []Office
	for _, index := range found {
		public := filepath.Dir(index)
		list = append(list, Office{
			Slug: filepath.Base(filepath.Dir(filepath.Dir(public))), Public: public, Releases: filepath.Join(public, "releases"),
		})
	}
	// The Czech office is the larger one and comes first.
	slices.SortFunc(list, func(a, b Office) int { return strings.Compare(b.Slug, a.Slug) })
	return list, nil
}

// Serve serves the websites as `akta serve` does, on free ports, and fills in
// their addresses. stop ends it.
func Serve(offices []Office) (stop func() error, err error) {
	var servers []*http.Server
	stop = func() error {
		var errs []error
		for _, s := range servers {
			errs = append(errs, s.Close())
		}
		return errors.Join(errs...)
	}
	start := func(handle func(port int) http.Handler) (string, error) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return "", err
		}
		s := &http.Server{Handler: handle(l.Addr().(*net.TCPAddr).Port)}
		servers = append(servers, s)
		go func() { _ = s.Serve(l) }() // returns when it is closed
		return "http://" + l.Addr().String(), nil
	}
	for i := range offices {
		o := &offices[i]
		at, err := start(func(port int) http.Handler { return site.Handler(o.Public, port) })
		if err != nil {
			return nil, errors.Join(err, stop())
		}
		below, err := start(func(port int) http.Handler {
			return http.StripPrefix(strings.TrimSuffix(SubPath, "/"), site.Handler(o.Public, port))
		})
		if err != nil {
			return nil, errors.Join(err, stop())
		}
		o.URL, o.SubURL = at+"/", below+SubPath
	}
	return stop, nil
}

// Chromium is the path of the browser.
func Chromium() (string, error) {
	names := []string{"chromium", "chromium-browser", "google-chrome"}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("none of %s is installed", strings.Join(names, ", "))
}

// Modules says whether the modules of package.json are in the folder dir.
func Modules(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "playwright-core", "package.json")); err != nil {
		return errors.New("the modules of site/browsertest are not installed: run `npm ci` there")
	}
	return nil
}
