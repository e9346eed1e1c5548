package main

import (
	"context"
	"os"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/site"
)

func newBuild(a *app) *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "build",
		Short: "Build the public website",
		Long: `Build the static website of the office from its releases. Every release is
verified first. Then every public file is searched for every text that a release
hides and for every digest of a private file (see "akta audit"); one hit, and
nothing is published. The folder is replaced as a whole or not at all.

` + exitCodes,
		Example: "  akta build\n  akta build --out /srv/www/foi",
		Args:    args(0, false),
	}
	c.Flags().StringVar(&out, "out", "", "where to build (default: site/public in the office)")
	c.RunE = func(c *cobra.Command, _ []string) error { return runBuild(c.Context(), a, out) }
	return c
}

func runBuild(ctx context.Context, a *app, out string) error {
	o, err := a.office()
	if err != nil {
		return err
	}
	if out == "" {
		out = o.PublicDir()
	}
	show, done := a.progress()
	report, err := buildSite(ctx, o, out, show)
	done()
	if err != nil {
		return err
	}
	a.say("Built %s: %d pages, %d files, %.1f MB", report.Out, report.Pages, report.Files, float64(report.Bytes)/1e6)
	a.say("  searched %d files for %s: 0 hits", report.Audit.Record.Files, plural(report.Audit.Terms, "hidden text", "hidden texts"))
	a.notes(report.Audit)
	for _, w := range report.Warnings {
		a.say("  ! %s", w)
	}
	a.say("Next: akta serve, or upload the folder")
	return a.result(map[string]any{
		"out": report.Out, "pages": report.Pages, "files": report.Files, "bytes": report.Bytes,
		"searched_files": report.Audit.Record.Files, "hidden_texts": report.Audit.Terms, "too_short": len(report.Audit.TooShort),
		"allowed": allowed(report.Audit.Used), "allowed_unused": allowed(report.Audit.Unused), "audit": report.Audit.Record,
		"warnings": report.Warnings,
	})
}

// buildSite builds an office's site into out. show, which may be nil, is told
// what is being done.
func buildSite(ctx context.Context, o *content.Office, out string, show func(bundles.Event)) (site.Report, error) {
	unlock, err := o.Lock()
	if err != nil {
		return site.Report{}, err
	}
	defer unlock()
	work, err := os.MkdirTemp("", "akta-build-")
	if err != nil {
		return site.Report{}, err
	}
	defer os.RemoveAll(work)
	portal, search, err := site.FromOffice(ctx, o, work, show)
	if err != nil {
		return site.Report{}, err
	}
	options := site.Options{Out: out, Overrides: o.SiteDir(), Audit: search}
	if show != nil {
		options.Progress = func(e site.Event) {
			item := "files"
			if e.Stage == site.StageCheck {
				item, e.Done, e.Total = "MB", e.Done/1e6, e.Total/1e6
			}
			show(bundles.Event{Stage: e.Stage, Item: item, Done: e.Done, Total: e.Total})
		}
	}
	report, err := site.Build(ctx, portal, options)
	if err != nil {
		return report, err
	}
	return report, o.RecordPublished()
}
