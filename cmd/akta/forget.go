package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
)

func newCaseForget(a *app) *cobra.Command {
	var opt content.ForgetOptions
	var date string
	c := &cobra.Command{
		Use:   "forget CASE",
		Short: "Erase who asked, when it is not to be kept any longer",
		Long: `Erase who asked in a closed case, when the time is over for which the office's law
or its filing rules keep it ("akta law show": WHO ASKED IS KEPT FOR; the table
law_override of akta.toml changes it). It takes the person out of the working
papers: requester.json, the texts, notes and groups of plan.json, the reasons in
case.md, imported.json, corrected words. What is hidden stays hidden.

It does not touch what is evidence: sealed bags and releases are as they were and
verify as before. The request itself stays in the sealed bag and in documents/,
private, until the office disposes of them under its filing rules. What is
published is searched for the person as long as the sealed bag is there; what
stood in no sealed document is not looked for any more, and is named.

Files are removed, not overwritten: on today's disks that would do nothing.
Backups, exports and what was sent are out of reach.

` + exitCodes,
		Example: `  akta case forget 2026-001
  akta case forget 2026-001 --early --reason "The requester asked for it."`,
		Args: args(1, false),
	}
	c.Flags().StringVar(&date, "date", "", "the day on which it is done, such as 2031-03-21 (default today)")
	c.Flags().BoolVar(&opt.Early, "early", false, "before the time is over")
	c.Flags().StringVar(&opt.Reason, "reason", "", "why so early")
	c.RunE = func(_ *cobra.Command, args []string) (err error) {
		if opt.Date, err = dayOf(date); err != nil {
			return err
		}
		opt.By = a.actor()
		return runCaseForget(a, args[0], opt)
	}
	return c
}

func runCaseForget(a *app, caseID string, opt content.ForgetOptions) error {
	o, err := a.officeCase(caseID)
	if err != nil {
		return err
	}
	got, err := o.Forget(caseID, opt)
	if err != nil {
		return err
	}
	a.say("Case %s: who asked is forgotten as of %s, and called %s from now on", got.Case, got.Date, got.Pseudonym)
	for _, part := range []struct {
		what string
		list []string
	}{{"erased", got.Erased}, {"stays", got.Stays}} {
		for _, s := range part.list {
			a.say("  %s: %s", part.what, s)
		}
	}
	if len(got.Erased) == 0 {
		a.say("  erased: nothing was left to erase")
	}
	if len(got.Lost) > 0 {
		a.say("  ! not looked for any more, because it stands in no sealed document: %s", strings.Join(got.Lost, ", "))
	}
	a.say("Backups, exports and what was sent are out of reach; deleted blocks stay on a disk until it uses them again.")
	return a.result(got)
}
