package main

import (
	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/law"
)

func newCaseUndo(a *app) *cobra.Command {
	var reason string
	c := &cobra.Command{
		Use:   "undo CASE",
		Short: "Take back the last event of a case, which was written down wrongly",
		Long: `Take the last event out of the history of a case, where it was written down
wrongly: on the wrong day, of the wrong case. The case's state and its deadlines
become those of the events before. What was taken out is printed. An event that
happened is not undone: the law has events for what follows it, such as revive
and correct.

` + exitCodes,
		Example: `  akta case undo 2026-001 --reason "the answer left two days later"`,
		Args:    args(1, false),
	}
	c.Flags().StringVar(&reason, "reason", "", "why, in words (required)")
	c.RunE = func(_ *cobra.Command, args []string) error { return runCaseUndo(a, args[0], reason) }
	return c
}

func runCaseUndo(a *app, caseID, reason string) error {
	o, err := a.officeCase(caseID)
	if err != nil {
		return err
	}
	c, undone, err := o.UndoEvent(caseID, reason, a.actor())
	if err != nil {
		return usage(err)
	}
	day := law.Date(0)
	for _, e := range c.Events {
		day = e.Date
	}
	life, err := o.Life(c, day)
	if err != nil {
		return err
	}
	a.say("%s: taken back: %s on %s %s", caseID, o.Law.Event(undone.Code).Done["en"], undone.Date, with(undone))
	a.sayLife(c, life)
	return a.result(struct {
		Undone *content.Event `json:"undone"`
		Case   *shownLife     `json:"case"`
	}{undone, lifeOf(o, c, life, day, "en")})
}
