package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/audit"
	"github.com/akta-foi/akta/site"
)

func newAudit(a *app) *cobra.Command {
	recognise := false
	c := &cobra.Command{
		Use:   "audit [DIR]",
		Short: "Search what is public for what is hidden",
		Long: `Open every file of the built site (or of DIR) as a reader would, and search it for
every text that a release of the office hides, in all its spellings and encodings,
and for every digest of a private file. "akta build" does the same before it
publishes. A text may stand where a recorded decision allows it ("akta redact
--allow"). Hits are printed without the hidden text.

--ocr has tesseract read the published page images and searches what it reads,
too: some seconds a page, once.

` + exitCodes,
		Example: "  akta audit\n  akta audit --ocr\n  akta audit /srv/www/foi --json",
		Args: func(c *cobra.Command, list []string) error {
			if len(list) > 1 {
				return usage(fmt.Errorf("usage: %s", c.UseLine()))
			}
			return nil
		},
		RunE: func(c *cobra.Command, list []string) error {
			dir := ""
			if len(list) == 1 {
				dir = list[0]
			}
			return runAudit(c.Context(), a, dir, recognise)
		},
	}
	c.Flags().BoolVar(&recognise, "ocr", false, "read the page images with tesseract, too")
	return c
}

func runAudit(ctx context.Context, a *app, dir string, recognise bool) error {
	o, err := a.office()
	if err != nil {
		return err
	}
	if dir == "" {
		dir = o.PublicDir()
	}
	if info, err := os.Stat(dir); err != nil {
		return usage(fmt.Errorf("%w; \"akta build\" makes the site", err))
	} else if !info.IsDir() {
		return usage(fmt.Errorf("%s: not a folder", dir))
	}
	options, err := site.AuditOptions(o)
	if err != nil {
		return err
	}
	if recognise {
		if options.OCR, err = o.Recogniser(ctx); err != nil {
			return err
		}
	}
	show, done := a.progress()
	if show != nil {
		options.Progress = func(n, total int64) {
			show(bundles.Event{Stage: "audit", Item: "MB", Done: n / 1e6, Total: total / 1e6})
		}
	}
	report, err := audit.Folder(ctx, dir, options)
	done()
	var found *audit.Error
	if err != nil && !errors.As(err, &found) {
		return err
	}
	a.auditTable(dir, report)
	a.notes(report)
	if err := a.result(map[string]any{
		"dir": dir, "audit": report.Record, "hidden_texts": report.Terms, "too_short": len(report.TooShort),
		"hits": hitList(report.Hits), "more": report.More, "allowed": allowed(report.Used), "allowed_unused": allowed(report.Unused),
	}); err != nil {
		return err
	}
	switch {
	case found == nil:
		return nil
	case a.json:
		return &codeError{code: bundles.CodeFalse}
	}
	return &codeError{bundles.CodeFalse, found}
}

// auditTable prints the checks.
func (a *app) auditTable(dir string, r *audit.Report) {
	var b strings.Builder
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "check\tlooked at\thits\tnote")
	for _, c := range r.Record.Checks {
		fmt.Fprintf(t, "%s\t%d\t%d\t%s\n", c.Name, c.Done, c.Hits, c.Note)
	}
	t.Flush()
	a.say("Searched %s: %d files, %.1f MB, for %s", dir, r.Record.Files, float64(r.Record.Bytes)/1e6, plural(r.Terms, "hidden text", "hidden texts"))
	for line := range strings.Lines(b.String()) {
		a.say("  %s", strings.TrimRight(line, " \n"))
	}
}

// notes prints what an audit did not search for, and what it let pass.
func (a *app) notes(r *audit.Report) {
	for _, s := range r.TooShort {
		a.say("  ! case %s, document %s: a hidden text (%s) is too short to be searched for", s.Case, s.Document, s.Class)
	}
	for _, x := range r.Used {
		a.say("  allowed: a hidden text may stand in %s: %s", where(x), x.Reason)
	}
	for _, x := range r.Unused {
		a.say("  ! an allowance for %s lets nothing pass (%s): it is not needed any more", where(x), x.Reason)
	}
}

func where(x audit.Allowance) string {
	if x.Document == "" {
		return "case " + x.Case
	}
	return "case " + x.Case + ", document " + x.Document
}

// allowance is one of the office's decisions, without its text.
type allowance struct {
	Case     string `json:"case"`
	Document string `json:"document,omitempty"`
	Reason   string `json:"reason"`
}

func allowed(list []audit.Allowance) []allowance {
	out := []allowance{}
	for _, x := range list {
		out = append(out, allowance{x.Case, x.Document, x.Reason})
	}
	return out
}

func hitList(list []audit.Hit) []audit.Hit {
	if list == nil {
		return []audit.Hit{}
	}
	return list
}
