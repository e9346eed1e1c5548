package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/law"
	"github.com/akta-foi/akta/content/read"
	"github.com/akta-foi/akta/site"
	"github.com/akta-foi/akta/site/demo"
)

// demoOne makes one office, does all its cases, and publishes.
func demoOne(ctx context.Context, r *read.Reader, dir string, d demo.Office, hugo *sync.Mutex, show func(bundles.Event)) (*demoOffice, error) {
	settings := content.Settings{Authority: d.Name, Law: d.Law, Language: d.Language, Domain: d.Domain, Portal: &d.Portal, Reports: d.Reports}
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
	w := &demoWork{ctx: ctx, o: o, k: k, r: r, files: files, officer: d.Officer, show: show, out: &demoOffice{Name: d.Name, Dir: dir, Public: o.PublicDir()}}
	for _, c := range d.Cases {
		if err := w.oneCase(c); err != nil {
			return nil, fmt.Errorf("case %s: %w", c.ID, err)
		}
	}
	for _, r := range d.Open {
		// The next free number of its year becomes its id.
		c := content.Case{Title: r.Title, Received: time.Now().AddDate(0, 0, -r.DaysAgo).Format(time.DateOnly), Question: r.Question, Topics: r.Topics}
		c.Events = content.Received(c.Received, d.Officer)
		if _, err := o.OpenCase(c); err != nil {
			return nil, fmt.Errorf("request %q: %w", r.Title, err)
		}
		w.out.Cases++
	}
	return w.out, w.publish(hugo)
}

// demoWork does the work of an officer.
type demoWork struct {
	ctx     context.Context
	o       *content.Office
	k       *content.Keys
	r       *read.Reader
	files   string
	officer string
	out     *demoOffice
	show    func(bundles.Event)
}

func (w *demoWork) oneCase(c demo.Case) error {
	opened := content.Case{
		ID: c.ID, Title: c.Title, Received: c.Received, Question: c.Question, Topics: c.Topics, Answer: c.Answer,
		Events: content.Received(c.Received, w.officer),
	}
	if _, err := w.o.OpenCase(opened); err != nil {
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
	w.out.Cases++
	return w.happen(c)
}

// happen writes down what happened to a case.
func (w *demoWork) happen(c demo.Case) error {
	for _, x := range c.Events {
		day, err := law.ParseDate(x.Date)
		if err != nil {
			return err
		}
		e := content.Event{Event: law.Event{Code: x.Code, Date: day, Reason: x.Reason}, Actor: w.officer}
		if x.Document > 0 {
			e.Document = documentID(x.Document)
		}
		if x.Ground != "" {
			e.Grounds = []string{x.Ground}
		}
		if _, _, err := w.o.AddEvent(c.ID, e); err != nil {
			return err
		}
	}
	return nil
}

// documentID names a document by its number.
func documentID(n int) string { return fmt.Sprintf("d%d", n) }

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
	decide := func(d content.Decisions) error {
		_, _, err := w.o.Decide(w.ctx, w.r, c.ID, d)
		return err
	}
	for _, x := range c.Withhold {
		if plan.Document(documentID(x.Document)) != nil {
			if err := decide(content.Decisions{Withhold: []string{documentID(x.Document)}, Ground: x.Ground}); err != nil {
				return err
			}
		}
	}
	var d content.Decisions
	for _, n := range c.Reviewed {
		if plan.Document(documentID(n)) != nil {
			d.Reviewed = append(d.Reviewed, documentID(n))
		}
	}
	for _, x := range redactions {
		h := content.Redaction{Text: x.Text, Ground: x.Ground}
		if x.Document > 0 {
			h.Document = documentID(x.Document)
		}
		if x.Text == "" {
			h.Page, h.Box = x.Page, &x.Box
		}
		d.Redactions = append(d.Redactions, h)
	}
	return decide(d)
}

// publish builds the site and verifies all that was made, as a stranger would.
func (w *demoWork) publish(hugo *sync.Mutex) error {
	hugo.Lock()
	report, err := buildSite(w.ctx, w.o, buildOptions{out: w.o.PublicDir()}, w.show)
	hugo.Unlock()
	if err != nil {
		return err
	}
	w.out.Pages, w.out.Searched, w.out.Terms = report.Pages, report.Audit.Record.Files, report.Audit.Terms
	trust, err := w.o.Trust()
	if err != nil {
		return err
	}
	for _, name := range w.out.Releases {
		v, err := bundles.Verify(w.ctx, name, bundles.VerifyOptions{Trust: trust})
		if err != nil {
			return err
		}
		if err := holds(name, v); err != nil {
			return err
		}
	}
	v, err := bundles.VerifyLogFolder(filepath.Join(w.o.PublicDir(), "log"), trust)
	if err != nil {
		return err
	}
	if err := holds("log", v); err != nil {
		return err
	}
	w.out.LogSize = v.Name + ", " + v.Completeness.Facts[0]
	return nil
}

// holds is nil if everything in a verdict holds, else an error with its code.
func holds(name string, v *bundles.Verdict) error {
	if err := v.Err(); err != nil {
		return &codeError{v.Code, fmt.Errorf("%s does not verify:\n%w", name, err)}
	}
	return nil
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
