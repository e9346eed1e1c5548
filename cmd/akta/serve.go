package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content/law"
	"github.com/akta-foi/akta/site"
)

// serveOptions are the flags of akta serve.
type serveOptions struct {
	dir, address string
	date         string
	noWatch      bool
}

func newServe(a *app) *cobra.Command {
	var o serveOptions
	c := &cobra.Command{
		Use:   "serve",
		Short: "Show the built website on this machine",
		Long: `Show the website on this machine only, until it is stopped with Ctrl-C. To publish the site, upload the folder to any web server.

The site is built for it in the office's own folder .akta/preview: only "akta
build" writes what is uploaded. When akta.toml, an answer, a release or an
override of the theme changes, it is built again, and the browser shows it. Where
that fails, the reason is shown instead. --date shows what will be public on a day on
which an answer is held back no more. With --no-watch or --out, the folder that
"akta build" made is shown as it is.

` + exitCodes,
		Example: "  akta serve\n  akta serve --address 127.0.0.1:9000\n  akta serve --no-watch",
		Args:    args(0, false),
	}
	c.Flags().StringVar(&o.date, "date", "", "the day on which it is told what is held back, such as 2026-12-01 (default today)")
	c.Flags().StringVar(&o.dir, "out", "", "the built folder (default: site/public in the office)")
	c.Flags().StringVar(&o.address, "address", "127.0.0.1:8080", "loopback address and port; port 0 takes a free one")
	c.Flags().BoolVar(&o.noWatch, "no-watch", false, "do not build again when something changes")
	c.RunE = func(c *cobra.Command, _ []string) error { return runServe(c.Context(), a, o) }
	return c
}

func runServe(ctx context.Context, a *app, o serveOptions) error {
	var on law.Date // of each build, where none is asked for
	if o.date != "" {
		var err error
		if on, err = law.ParseDate(o.date); err != nil {
			return usage(err)
		}
	}
	watch := !o.noWatch && o.dir == ""
	if o.dir == "" {
		office, err := a.office()
		if err != nil {
			return err
		}
		if o.dir = office.PublicDir(); watch {
			o.dir = office.PreviewDir()
		}
	}
	ready := func(url string) {
		a.say("Serving %s at %s (Ctrl-C stops)", o.dir, url)
		// A reader of the JSON that has gone is no reason to stop serving.
		_ = a.result(map[string]string{"dir": o.dir, "url": url})
	}
	if !watch {
		return usage(site.Serve(ctx, o.dir, o.address, ready))
	}
	p := &site.Preview{
		Dir: o.dir, Address: o.address, Watch: site.WatchedByPreview(a.dir), Ready: ready,
		Build: func(ctx context.Context) error { return rebuild(ctx, a, o.dir, on) },
	}
	return usage(p.Serve(ctx))
}

// rebuild builds the site for a preview, and tells in the terminal what came of it.
func rebuild(ctx context.Context, a *app, dir string, on law.Date) error {
	err := rebuildInto(ctx, a, dir, on)
	if err != nil && ctx.Err() == nil {
		fmt.Fprintf(a.stderr, "akta: not built: %v\n", err)
	}
	return err
}

func rebuildInto(ctx context.Context, a *app, dir string, on law.Date) error {
	o, err := a.office() // as it is now
	if err != nil {
		return err
	}
	o.Day = on
	report, err := buildSite(ctx, o, buildOptions{out: dir, preview: true}, nil)
	if err != nil {
		return err
	}
	if n := len(report.Changed) + len(report.Removed); n > 0 {
		a.say("Built again: %s changed", plural(n, "file", "files"))
	}
	for _, w := range report.Warnings {
		a.say("  ! %s", w)
	}
	return nil
}
