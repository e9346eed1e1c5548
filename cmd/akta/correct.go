package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
)

func newCorrect(a *app) *cobra.Command {
	var w content.Word
	var by string
	c := &cobra.Command{
		Use:   "correct CASE DOCUMENT OLD NEW",
		Short: "Correct words that were read wrongly in a scan",
		Long: `Correct words that a machine has read wrongly in a scan, before the document is
sealed: OLD is what was read, NEW what stands on the page; an empty NEW says that
it is no word. The correction, who made it and when stand in a small text file,
content/CASE/corrections/DOCUMENT.txt; the scan itself is not touched.

` + exitCodes,
		Example: `  akta correct 2026-001 d2 Horabova Hrabová --page 1 --by "Jana Nová"
  akta correct 2026-001 d2 "Ost rava" Ostrava --page 1 --which 2 --by "Jana Nová"`,
		Args: args(4, false),
	}
	c.Flags().IntVar(&w.Page, "page", 1, "the page on which it stands")
	c.Flags().IntVar(&w.Occurrence, "which", 0, "which of several places on the page, from 1")
	c.Flags().StringVar(&by, "by", "", "`NAME` of the officer who corrects (required)")
	c.RunE = func(c *cobra.Command, args []string) error {
		w.Document, w.Old, w.New = args[1], args[2], args[3]
		return runCorrect(c.Context(), a, args[0], w, by)
	}
	return c
}

func runCorrect(ctx context.Context, a *app, caseID string, w content.Word, by string) error {
	o, err := a.officeCase(caseID)
	if err != nil {
		return err
	}
	show, done := a.progress()
	defer done()
	r, err := a.reader(ctx, o, caseID, show)
	if err != nil {
		return err
	}
	defer r.Close()
	if err := o.Correct(ctx, r, caseID, w, by, time.Now().Format(time.DateOnly)); err != nil {
		return usage(err)
	}
	done()
	a.say("%s  page %d: %q is %q, says %s", w.Document, w.Page, w.Old, w.New, by)
	a.say("Next: akta seal %s; where a seal holds %s already, with --again %s", caseID, w.Document, w.Document)
	return a.result(map[string]any{"case": caseID, "document": w.Document, "page": w.Page, "old": w.Old, "new": w.New, "by": by})
}
