package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content/read"
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
		fmt.Sprintf("  site:  %d pages, signed; every public file searched for %d hidden texts: 0 hits", d.Pages, d.Terms),
	}
}

func runDemo(ctx context.Context, a *app, dir string, serve bool) error {
	start := time.Now()
	dir, err := demoDir(dir)
	if err != nil {
		return usage(err)
	}
	r := read.NewReader(read.Options{})
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
	warm := make(chan error, 1)
	go func() { warm <- r.Warm() }() // while the keys are made
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
	return done, errors.Join(append(errs, <-warm)...)
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
