package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
)

func newSeal(a *app) *cobra.Command {
	var opt content.SealOptions
	c := &cobra.Command{
		Use:   "seal CASE",
		Short: "Seal the new documents of a case",
		Long: `Seal the documents of a case that no seal holds yet: read them into views, commit
to every word, pixel and field, sign the commitment, have it timestamped, and
append it to the log. A seal is never changed; new documents go into s2, s3, ...

` + exitCodes,
		Example: `  akta seal 2026-001
  akta seal 2026-001 --again d2     # d2 can be read better now`,
		Args: args(1, false),
	}
	c.Flags().StringSliceVar(&opt.Again, "again", nil, "read and seal these `DOCUMENTS` (d1,d2) anew, though an older seal holds them")
	c.RunE = func(c *cobra.Command, args []string) error { return runSeal(c.Context(), a, args[0], opt) }
	return c
}

func runSeal(ctx context.Context, a *app, caseID string, opt content.SealOptions) error {
	o, err := a.officeCase(caseID)
	if err != nil {
		return err
	}
	k, err := o.OpenKeys(postTimestampQuery)
	if err != nil {
		return err
	}
	show, done := a.progress()
	r, err := a.reader(ctx, o, caseID, show)
	if err != nil {
		return err
	}
	defer r.Close()
	opt.Created, opt.Progress = time.Now(), show
	s, err := o.Seal(ctx, r, k, caseID, opt)
	done()
	if err != nil {
		return err
	}
	a.say("Seal %s of case %s: %s", s.Seal, s.Case, plural(len(s.Documents), "document", "documents"))
	a.say("Next: akta redact %s --text TEXT --ground GROUND, or akta release %s", caseID, caseID)
	return a.result(s)
}
