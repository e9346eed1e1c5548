package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
)

func newAdd(a *app) *cobra.Command {
	var opt content.AddOptions
	var passwordFile string
	c := &cobra.Command{
		Use:   "add CASE FILE...",
		Short: "Add documents to a case",
		Long: `Copy files into a case and read them: PDF, scans (PNG, JPEG, TIFF), office files
(DOCX, XLSX, ODT, ODS, RTF), text, Markdown, HTML, CSV, e-mail and archives.
Files inside a file, such as the attachments of an e-mail, become documents of
their own. What hides in a file is counted; "akta read" shows it. A file that
cannot be read is refused, and then none is added.

` + exitCodes,
		Example: `  akta add 2026-001 request.eml --kind request
  akta add 2026-001 letter.pdf scan.png --kind letter --title "Letter to the ministry"`,
		Args: args(2, true),
	}
	c.Flags().StringVar(&opt.Kind, "kind", "annex", "their kind: "+strings.Join(content.Kinds(), ", "))
	c.Flags().StringVar(&opt.Title, "title", "", "the public `TITLE` of the files (default: what the kind is called)")
	c.Flags().StringVar(&opt.Language, "lang", "", "language of the documents: cs, hu, en, sk, de (default: as detected, else the case's)")
	c.Flags().StringVar(&passwordFile, "password", "", "`FILE` with the password of the files; it is kept in plan.json for sealing")
	c.RunE = func(c *cobra.Command, args []string) (err error) {
		if opt.Password, err = readPassword(passwordFile); err != nil {
			return usage(err)
		}
		return runAdd(c.Context(), a, args[0], args[1:], opt)
	}
	return c
}

func runAdd(ctx context.Context, a *app, caseID string, files []string, opt content.AddOptions) error {
	o, err := a.office()
	if err != nil {
		return err
	}
	show, done := a.progress()
	r, err := a.reader(ctx, o, caseID, show)
	if err != nil {
		return err
	}
	defer r.Close()
	opt.Progress = show
	added, err := o.Add(ctx, r, caseID, files, opt)
	done()
	if err != nil {
		return usage(err)
	}
	for _, d := range added {
		a.say("%s  %-16s %s", d.ID, d.Kind, describe(d))
		for _, w := range d.Warnings {
			a.say("      ! %s", w)
		}
	}
	a.say("Next: akta seal %s", caseID)
	return a.result(added)
}

func describe(d content.Added) string {
	what := fmt.Sprintf("%s, %s", d.File, d.Format)
	if d.Words > 0 {
		what += ", " + plural(d.Words, "word", "words")
	}
	if d.Pages > 0 {
		what += ", " + plural(d.Pages, "page", "pages")
	}
	if len(d.UnreadPages) > 0 {
		what += fmt.Sprintf(" (no machine can read: %v)", d.UnreadPages)
	}
	if n := len(d.Hidden); n > 0 {
		what += ", " + plural(n, "hidden thing", "hidden things")
	}
	if d.Parent != "" {
		what += ", attached to " + d.Parent
	}
	return what
}
