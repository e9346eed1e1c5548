package main

import (
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
)

func newCase(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:     "case",
		Short:   "Open and list cases",
		Long:    "A case is one information request and all that belongs to it.\n\n" + exitCodes,
		Example: "  akta case open \"E-mail outage\"\n  akta case list",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage(errors.New("usage: akta case open TITLE, or akta case list"))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			return usage(fmt.Errorf("case %q: want \"akta case open\" or \"akta case list\"", args[0]))
		},
	}
	c.AddCommand(newCaseList(a), newCaseOpen(a))
	return c
}

func newCaseOpen(a *app) *cobra.Command {
	var n content.Case
	c := &cobra.Command{
		Use:   "open TITLE",
		Short: "Open a case",
		Long: `Open a case with a public title. Without --id it gets the next free number of
the year it was received in.

` + exitCodes,
		Example: `  akta case open "Výpadek elektronické pošty" --received 2026-03-02
  akta case open "E-mail outage" --id 2026-001 --question "What was done about the outage?"`,
		Args: args(1, false),
	}
	c.Flags().StringVar(&n.ID, "id", "", "the case's id: a-z, 0-9 and \"-\"")
	c.Flags().StringVar(&n.Received, "received", "", "the day the request arrived, such as 2026-03-02 (default today)")
	c.Flags().StringVar(&n.Question, "question", "", "what was asked, in public words without the requester's name")
	c.RunE = func(_ *cobra.Command, args []string) error {
		n.Title = args[0]
		if n.Received == "" {
			n.Received = time.Now().Format("2006-01-02")
		}
		return runCaseOpen(a, n)
	}
	return c
}

func runCaseOpen(a *app, n content.Case) error {
	o, err := a.office()
	if err != nil {
		return err
	}
	c, err := o.OpenCase(n)
	if err != nil {
		return usage(err)
	}
	a.say("Case %s opened: %s", c.ID, c.Title)
	a.say("Next: akta add %s FILE... --kind request", c.ID)
	return a.result(c)
}

func newCaseList(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "List the cases",
		Long:    "List the cases with their state, documents, seals and releases.\n\n" + exitCodes,
		Example: "  akta case list\n  akta case list --json",
		Args:    args(0, false),
		RunE:    func(*cobra.Command, []string) error { return runCaseList(a) },
	}
}

func runCaseList(a *app) error {
	o, err := a.office()
	if err != nil {
		return err
	}
	list, err := o.Summaries()
	if err != nil {
		return err
	}
	if a.json {
		return a.result(list)
	}
	if len(list) == 0 {
		a.say("No cases yet. Next: akta case open TITLE")
		return nil
	}
	w := tabwriter.NewWriter(a.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "CASE\tRECEIVED\tSTATE\tDOCUMENTS\tSEALS\tRELEASES\tTITLE")
	for _, s := range list {
		fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%d\t%d\t%s\n", s.ID, s.Received, s.State, s.Documents, s.Seals, s.Releases, s.Title)
	}
	return w.Flush()
}
