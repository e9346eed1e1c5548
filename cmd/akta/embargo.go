package main

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content/law"
)

func newCaseEmbargo(a *app) *cobra.Command {
	var until, reason string
	var lift bool
	c := &cobra.Command{
		Use:   "embargo CASE",
		Short: "Hold an answer back until a day",
		Long: `Hold the answer of a case back until a day: publish_after in case.md. Until then
the website and public exports show the case as it stood before its answer: open,
with what was asked. Nothing of the answer is in them: no text, document, title,
release, file, size or digest. On the day the next "akta build" publishes it;
nothing publishes by itself.

The transparency log cannot hold anything back: it shows that the office signed
something, and not what. What is public already cannot be held back.

` + exitCodes,
		Example: `  akta case embargo 2026-001 --until 2026-12-01 --reason "Shown to the people concerned first."
  akta case embargo 2026-001 --lift`,
		Args: args(1, false),
	}
	c.Flags().StringVar(&until, "until", "", "the first `DAY` on which it is public, such as 2026-12-01")
	c.Flags().BoolVar(&lift, "lift", false, "publish it with the next build")
	c.Flags().StringVar(&reason, "reason", "", "why it is held back; private, in case.md")
	c.RunE = func(_ *cobra.Command, args []string) error {
		switch {
		case (until != "") == lift:
			return usage(errors.New("want --until DAY, or --lift"))
		case (until != "") != (reason != ""):
			return usage(errors.New("--until and --reason belong together"))
		}
		return runCaseEmbargo(a, args[0], until, reason)
	}
	return c
}

func runCaseEmbargo(a *app, caseID, until, reason string) error {
	o, err := a.officeCase(caseID)
	if err != nil {
		return err
	}
	var day law.Date
	if until != "" {
		if day, err = law.ParseDate(until); err != nil {
			return usage(err)
		}
	}
	c, err := o.SetEmbargo(caseID, day, reason)
	if err != nil {
		return err
	}
	if c.PublishAfter == "" {
		a.say("Case %s: not held back any more; the next build publishes its answer", caseID)
	} else {
		a.say("Case %s: its answer is held back until %s", caseID, c.PublishAfter)
		a.say("On that day: akta build")
	}
	return a.result(map[string]string{"case": caseID, "publish_after": c.PublishAfter})
}
