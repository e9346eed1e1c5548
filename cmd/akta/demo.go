package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/read"
	"github.com/akta-foi/akta/site"
	"github.com/akta-foi/akta/site/demo"
)

func newDemo(a *app) *cobra.Command {
	var noServe bool
	c := &cobra.Command{
		Use:   "demo [DIR]",
		Short: "Do the whole job on two invented offices and show the result",
		Long: `Make two invented offices, one Czech and one Hungarian, in DIR (default: a new
temporary folder), and do everything for real: add documents, seal, redact,
release, log, build, verify. Then show the websites on this machine until
Ctrl-C, unless --no-serve is given.

` + exitCodes,
		Example: "  akta demo\n  akta demo /tmp/offices --no-serve",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage(fmt.Errorf("usage: %s", c.UseLine()))
			}
			return nil
		},
	}
	c.Flags().BoolVar(&noServe, "no-serve", false, "exit instead of showing the websites")
	c.RunE = func(c *cobra.Command, args []string) error {
		dir := ""
		if len(args) == 1 {
			dir = args[0]
		}
		return runDemo(c.Context(), a, dir, !noServe)
	}
	return c
}

// demoOffice is what the demo did in one office.
type demoOffice struct {
	Name      string   `json:"name"`
	Dir       string   `json:"dir"`
	Cases     int      `json:"cases"`
	Documents int      `json:"documents"`
	Seals     int      `json:"seals"`
	Releases  []string `json:"releases"`
	Hidden    int      `json:"redactions"`
	LogSize   string   `json:"log"`
	Pages     int      `json:"pages"`
	Searched  int      `json:"searched_files"`
	Terms     int      `json:"hidden_texts"`
	Public    string   `json:"public"`
}

// summary is what was done, for people.
func (d *demoOffice) summary() []string {
	return []string{
		d.Name,
		fmt.Sprintf("  %s, %s, %s, %s with %s", plural(d.Cases, "case", "cases"), plural(d.Documents, "document", "documents"),
			plural(d.Seals, "seal", "seals"), plural(len(d.Releases), "release", "releases"), plural(d.Hidden, "redaction", "redactions")),
		"  every release verified: integrity, signer, time, log and completeness hold",
		"  log:   " + d.LogSize,
		fmt.Sprintf("  site:  %d pages; %d public files searched for %d hidden texts: 0 hits", d.Pages, d.Searched, d.Terms),
	}
}

func runDemo(ctx context.Context, a *app, dir string, serve bool) error {
	start := time.Now()
	dir, err := demoDir(dir)
	if err != nil {
		return usage(err)
	}
	r := read.NewReader()
	defer r.Close()
	a.say("akta demo: two invented offices in %s", dir)
	done, err := demoAll(ctx, a, r, dir)
	if err != nil {
		return err
	}
	for _, d := range done {
		a.say("")
		for _, line := range d.summary() {
			a.say("%s", line)
		}
		a.say("  open   %s", filepath.Join(d.Public, "index.html"))
		a.say("  check  akta verify %s", d.Releases[0])
	}
	a.say("")
	a.say("Done in %.1f s on %s, %d cores. Nothing in it is canned: change a byte of a release and verify it again.",
		time.Since(start).Seconds(), runtime.GOARCH, runtime.GOMAXPROCS(0))
	if err := a.result(done); err != nil || !serve {
		return err
	}
	return serveAll(ctx, a, done)
}

// demoAll does the work of all offices at once; only their sites are built one
// after the other, because there is one Hugo in a process.
func demoAll(ctx context.Context, a *app, r *read.Reader, dir string) ([]*demoOffice, error) {
	show, clear := a.progress()
	defer clear()
	offices := demo.Offices()
	done := make([]*demoOffice, len(offices))
	errs := make([]error, len(offices))
	var hugo sync.Mutex
	var wg sync.WaitGroup
	for i, o := range offices {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if done[i], errs[i] = demoOne(ctx, r, filepath.Join(dir, o.Dir), o, &hugo, show); errs[i] != nil {
				errs[i] = fmt.Errorf("demo: %s: %w", o.Name, errs[i])
			}
		}()
	}
	wg.Wait()
	return done, errors.Join(errs...)
}

// demoDir is a new or empty folder.
func demoDir(dir string) (string, error) {
	if dir == "" {
		return os.MkdirTemp("", "akta-demo-")
	}
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		return "", fmt.Errorf("%s: not empty: the demo wants a new or empty folder", dir)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	return dir, os.MkdirAll(dir, 0o755)
}

// demoOne makes one office, does all its cases, and publishes.
func demoOne(ctx context.Context, r *read.Reader, dir string, d demo.Office, hugo *sync.Mutex, show func(bundles.Event)) (*demoOffice, error) {
	settings := content.Settings{Authority: d.Name, Law: d.Law, Language: d.Language, Domain: d.Domain}
	o, err := content.Init(dir, settings, []byte(os.Getenv(content.PasswordVariable)), time.Now())
	if err != nil {
		return nil, err
	}
	k, err := o.OpenKeys(nil)
	if err != nil {
		return nil, err
	}
	files, err := os.MkdirTemp("", "akta-demo-files-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(files)
	fixtures, err := demo.Fixtures()
	if err != nil {
		return nil, err
	}
	if err := os.CopyFS(files, fixtures); err != nil {
		return nil, err
	}
	w := &demoWork{ctx: ctx, o: o, k: k, r: r, files: files, show: show, out: &demoOffice{Name: d.Name, Dir: dir, Public: o.PublicDir()}}
	for _, c := range d.Cases {
		if err := w.oneCase(c); err != nil {
			return nil, fmt.Errorf("case %s: %w", c.ID, err)
		}
	}
	return w.out, w.publish(hugo)
}

// demoWork does the work of an officer.
type demoWork struct {
	ctx   context.Context
	o     *content.Office
	k     *content.Keys
	r     *read.Reader
	files string
	out   *demoOffice
	show  func(bundles.Event)
}

func (w *demoWork) oneCase(c demo.Case) error {
	opened, err := w.o.OpenCase(content.Case{ID: c.ID, Title: c.Title, Received: c.Received, Question: c.Question})
	if err != nil {
		return err
	}
	if err := w.round(c, c.Files, c.Redactions); err != nil {
		return err
	}
	if len(c.LateFiles) > 0 {
		if err := w.round(c, c.LateFiles, c.SecondRelease); err != nil {
			return err
		}
	}
	opened.State, opened.Answered, opened.Answer = "answered", c.Answered, c.Answer
	if len(c.Withhold) > 0 {
		opened.State = "partly-refused"
	}
	w.out.Cases++
	return w.o.SaveCase(opened)
}

// round adds files, seals them, decides and releases.
func (w *demoWork) round(c demo.Case, files []demo.File, redactions []demo.Redaction) error {
	for _, f := range files {
		added, err := w.o.Add(w.ctx, w.r, c.ID, []string{filepath.Join(w.files, f.Name)},
			content.AddOptions{Kind: f.Kind, Title: f.Title, Language: f.Language})
		if err != nil {
			return err
		}
		w.out.Documents += len(added)
	}
	if _, err := w.o.Seal(w.ctx, w.r, w.k, c.ID, content.SealOptions{Created: time.Now(), Progress: w.show}); err != nil {
		return err
	}
	w.out.Seals++
	if err := w.decide(c, redactions); err != nil {
		return err
	}
	r, name, err := w.o.Release(w.ctx, w.k, c.ID, content.ReleaseOptions{Created: time.Now(), Progress: w.show})
	if err != nil {
		return err
	}
	w.out.Releases = append(w.out.Releases, name)
	for _, d := range r.Documents {
		w.out.Hidden += len(d.Redactions)
	}
	return nil
}

func (w *demoWork) decide(c demo.Case, redactions []demo.Redaction) error {
	plan, err := w.o.Plan(c.ID)
	if err != nil {
		return err
	}
	id := func(n int) string { return fmt.Sprintf("d%d", n) }
	for _, x := range c.Withhold {
		if plan.Document(id(x.Document)) != nil {
			if err := w.o.Decide(c.ID, id(x.Document), content.Withheld, x.Ground); err != nil {
				return err
			}
		}
	}
	for _, n := range c.Reviewed {
		if plan.Document(id(n)) != nil {
			if err := w.o.Review(c.ID, id(n)); err != nil {
				return err
			}
		}
	}
	var hide []content.Redaction
	for _, x := range redactions {
		h := content.Redaction{Text: x.Text, Ground: x.Ground}
		if x.Document > 0 {
			h.Document = id(x.Document)
		}
		if x.Text == "" {
			h.Page, h.Box = x.Page, &x.Box
		}
		hide = append(hide, h)
	}
	if len(hide) == 0 {
		return nil
	}
	_, _, err = w.o.Redact(w.ctx, w.r, c.ID, hide)
	return err
}

// publish builds the site and verifies all that was made, as a stranger would.
func (w *demoWork) publish(hugo *sync.Mutex) error {
	hugo.Lock()
	report, err := buildSite(w.ctx, w.o, w.o.PublicDir(), w.show)
	hugo.Unlock()
	if err != nil {
		return err
	}
	w.out.Pages, w.out.Searched, w.out.Terms = report.Pages, report.Leak.Files, report.Leak.Terms
	trust, err := w.o.Trust()
	if err != nil {
		return err
	}
	for _, name := range w.out.Releases {
		v, err := bundles.Verify(w.ctx, name, bundles.VerifyOptions{Trust: trust})
		if err != nil {
			return err
		}
		if v.Code != bundles.CodeHolds {
			return verdictError(name, v)
		}
	}
	v, err := bundles.VerifyLogFolder(filepath.Join(w.o.PublicDir(), "log"), trust)
	if err != nil {
		return err
	}
	if v.Code != bundles.CodeHolds {
		return verdictError("log", v)
	}
	w.out.LogSize = v.Name + ", " + v.Completeness.Facts[0]
	return nil
}

func verdictError(name string, v *bundles.Verdict) error {
	var b strings.Builder
	if err := v.WriteText(&b); err != nil {
		return err
	}
	return &codeError{v.Code, fmt.Errorf("%s does not verify:\n%s", name, b.String())}
}

// serveAll shows the offices' sites, each on a port of its own: 8080 and the
// next, or any free one where those are taken.
func serveAll(ctx context.Context, a *app, offices []*demoOffice) error {
	a.say("")
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	errs := make(chan error, len(offices))
	for i, d := range offices {
		go func() {
			show := func(url string) { a.say("Serving %s at %s", d.Name, url) }
			err := site.Serve(ctx, d.Public, fmt.Sprintf("127.0.0.1:%d", 8080+i), show)
			if errors.Is(err, syscall.EADDRINUSE) {
				err = site.Serve(ctx, d.Public, "127.0.0.1:0", show)
			}
			if err != nil {
				stop()
			}
			errs <- err
		}()
	}
	a.say("Ctrl-C stops.")
	var err error
	for range offices {
		err = errors.Join(err, <-errs)
	}
	return err
}
