package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/site"
)

// buildOptions are the flags of akta build.
type buildOptions struct {
	out      string
	anew     bool
	verbose  bool
	unsigned bool
	date     string
	drop     []string
	reason   string
	preview  bool // into the office's own folder, unsigned, and nothing is noted as published
}

func newBuild(a *app) *cobra.Command {
	var o buildOptions
	c := &cobra.Command{
		Use:   "build",
		Short: "Build the public website",
		Long: `Build the static website of the office from its releases. Every release is
verified first. Then every public file is searched for every text that a release
hides and for every digest of a private file (see "akta audit"); one hit, and
nothing is published. The site is replaced as a whole or not at all; what was
interrupted, the next build or "akta serve" brings to its end.

The list of all files with their digests is signed, timestamped and logged, so
that anyone can check a copy of the site ("akta verify URL"). Where no file
changed, the list of before stays.

Addresses never change: site/addresses.txt lists all that there ever were, and a
build that would drop one refuses. --drop gives one up, with a reason.

An answer that is held back ("akta case embargo") is not in it until its day; --date
builds the site as of another day.

What is as it was is not done again: a page is rendered, and a file is written,
only where something of it changed, so that a copy of the folder elsewhere need
not be sent whole. --anew does everything from the beginning, and reads every file.

` + exitCodes,
		Example: "  akta build\n  akta build --out /srv/www/foi\n  akta build --verbose\n  akta build --drop cases/2026-009/ --reason \"opened by mistake\"",
		Args:    args(0, false),
	}
	c.Flags().StringVar(&o.out, "out", "", "where to build (default: site/public in the office)")
	c.Flags().BoolVar(&o.anew, "anew", false, "do everything again, whatever the last build did")
	c.Flags().BoolVarP(&o.verbose, "verbose", "v", false, "list the files that changed")
	c.Flags().BoolVar(&o.unsigned, "unsigned", false, "without the signed list of files: for a look, not for the web")
	c.Flags().StringVar(&o.date, "date", "", "the day on which it is told what is held back, such as 2026-12-01 (default today)")
	c.Flags().StringArrayVar(&o.drop, "drop", nil, "an address to give up, as in site/addresses.txt, or cases/ID/ for all of a case")
	c.Flags().StringVar(&o.reason, "reason", "", "why it is given up")
	c.RunE = func(c *cobra.Command, _ []string) error { return runBuild(c.Context(), a, o) }
	return c
}

func runBuild(ctx context.Context, a *app, options buildOptions) error {
	o, err := a.office()
	if err != nil {
		return err
	}
	if options.out == "" {
		options.out = o.PublicDir()
	}
	if (len(options.drop) > 0) != (options.reason != "") {
		return usage(errors.New("--drop and --reason belong together"))
	}
	if options.date != "" {
		if o.Day, err = dayOf(options.date); err != nil {
			return err
		}
	}
	held, err := o.HeldCases()
	if err != nil {
		return err
	}
	show, done := a.progress()
	report, err := buildSite(ctx, o, options, show)
	done()
	if err != nil {
		return err
	}
	changed := len(report.Changed) + len(report.Removed)
	a.say("Built %s: %d pages, %d files, %.1f MB; %s changed", report.Out, report.Pages, report.Files, float64(report.Bytes)/1e6, plural(changed, "file", "files"))
	if options.verbose {
		for _, name := range report.Changed {
			a.say("  changed %s", name)
		}
		for _, name := range report.Removed {
			a.say("  removed %s", name)
		}
	}
	a.say("  searched %d files for %s: 0 hits", report.Audit.Record.Files, plural(report.Audit.Terms, "hidden text", "hidden texts"))
	a.notes(report.Audit)
	if report.Search {
		a.say("  full-text search: %s", plural(report.Searchable, "text", "texts"))
	}
	ids := []string{}
	for _, c := range held {
		ids = append(ids, c.ID)
		a.say("  held back until %s: the answer of case %s", c.PublishAfter, c.ID)
	}
	for _, w := range report.Warnings {
		a.say("  ! %s", w)
	}
	for _, n := range report.Notes {
		a.say("  note: %s", n)
	}
	a.say("Next: akta serve, or upload the folder")
	return a.result(map[string]any{
		"out": report.Out, "pages": report.Pages, "files": report.Files, "bytes": report.Bytes,
		"searched_files": report.Audit.Record.Files, "hidden_texts": report.Audit.Terms, "too_short": len(report.Audit.TooShort),
		"allowed": allowed(report.Audit.Used), "allowed_unused": allowed(report.Audit.Unused), "audit": report.Audit.Record,
		"rendered": report.Rendered, "changed": list(report.Changed), "removed": list(report.Removed),
		"search": report.Search, "searchable": report.Searchable, "warnings": report.Warnings, "left_out": report.Notes, "held_back": ids,
	})
}

// list is never null in JSON.
func list(names []string) []string { return append([]string{}, names...) }

// buildSite builds an office's site. show, which may be nil, is told what is
// being done.
func buildSite(ctx context.Context, o *content.Office, b buildOptions, show func(bundles.Event)) (site.Report, error) {
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
	verified, err := site.RecallVerified(o.SiteStateDir(), b.anew)
	if err != nil {
		return site.Report{}, err
	}
	portal, search, err := site.FromOfficeSince(ctx, o, work, verified, show)
	if err != nil {
		return site.Report{}, err
	}
	options := site.Options{Out: b.out, Overrides: o.SiteDir(), State: o.SiteStateDir(), Anew: b.anew, Pagefind: site.FindPagefind, Audit: search}
	if b.preview {
		options.State = o.PreviewDir() + "-state"
	} else {
		options.Ledger = o.AddressesFile()
		for _, address := range b.drop {
			options.Drop = append(options.Drop, site.Drop{Address: address, Day: time.Now().Format(time.DateOnly), Reason: b.reason})
		}
	}
	if !b.preview && !b.unsigned {
		k, err := o.OpenKeys(postTimestampQuery)
		if err != nil {
			return site.Report{}, fmt.Errorf("the site's list of files is to be signed: %w; or build with --unsigned", err)
		}
		options.Sign = func(ctx context.Context, files []bundles.SiteFile) (map[string][]byte, error) {
			return k.SignSite(ctx, files, time.Now())
		}
	}
	options.Progress = buildProgress(show)
	report, err := site.Build(ctx, portal, options)
	if err != nil {
		return report, err
	}
	if err := verified.Keep(); err != nil {
		report.Warnings = append(report.Warnings, fmt.Sprintf("the next build will verify every release again: %v", err))
	}
	if b.preview {
		return report, nil
	}
	return report, o.RecordPublished()
}

// buildProgress shows the steps of a build.
func buildProgress(show func(bundles.Event)) func(site.Event) {
	if show == nil {
		return nil
	}
	return func(e site.Event) {
		item := "files"
		switch e.Stage {
		case site.StageIndex:
			item = "years"
		case site.StageRender:
			item = "pages"
		case site.StageCheck:
			item, e.Done, e.Total = "MB", e.Done/1e6, e.Total/1e6
		}
		show(bundles.Event{Stage: e.Stage, Item: item, Done: e.Done, Total: e.Total})
	}
}
