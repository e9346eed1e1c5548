package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
)

type registerFlags struct {
	year, state, topic, ground string
	overdue, csv               bool
	date                       string
}

func newRegister(a *app) *cobra.Command {
	var f registerFlags
	c := &cobra.Command{
		Use:   "register",
		Short: "List the cases as a register",
		Long: `List the cases by the day of receipt: when each was received, when it is due or was
answered, its state in the words of the law, and how many releases it has. What the
office is late with counts as overdue, as in "akta due". The flags narrow the list;
--state takes a public state (open, answered, ...) or one of the law.

--csv prints the table for a spreadsheet (RFC 4180, UTF-8 without a byte order
mark, as the website's register). A cell that a spreadsheet would run as a formula
has an apostrophe in front.

The states are those of today; --date is only the day from which days are counted.

` + exitCodes,
		Example: `  akta register
  akta register --year 2026 --state refused
  akta register --ground "§ 8a" --csv
  akta register --overdue --json`,
		Args: args(0, false),
	}
	c.Flags().StringVar(&f.year, "year", "", "cases received in this year")
	c.Flags().StringVar(&f.state, "state", "", "cases in this state")
	c.Flags().StringVar(&f.topic, "topic", "", "cases of this topic")
	c.Flags().StringVar(&f.ground, "ground", "", "cases in which something is hidden or refused on this ground: code or paragraph")
	c.Flags().BoolVar(&f.overdue, "overdue", false, "cases in which the office is late")
	c.Flags().BoolVar(&f.csv, "csv", false, "print CSV")
	c.Flags().StringVar(&f.date, "date", "", "the day from which is counted, such as 2026-07-03 (default today)")
	c.RunE = func(c *cobra.Command, _ []string) error { return runRegister(c.Context(), a, f) }
	return c
}

func runRegister(ctx context.Context, a *app, f registerFlags) error {
	if f.csv && a.json {
		return usage(errors.New("--csv and --json: want one of them"))
	}
	on, err := dayOf(f.date)
	if err != nil {
		return err
	}
	o, err := a.office()
	if err != nil {
		return err
	}
	index, problems, err := a.index(ctx, o)
	if err != nil {
		return err
	}
	filter, err := o.RegisterFilter(index, f.year, f.state, f.topic, f.ground, f.overdue)
	if err != nil {
		return usage(err)
	}
	rows, err := o.Register(index, filter, on)
	problems = errors.Join(problems, err)
	switch {
	case a.json:
		err = a.result(rows)
	case f.csv:
		err = content.WriteRegisterCSV(a.stdout, rows)
	case len(rows) > 0:
		err = writeRegister(a, rows)
	case problems == nil:
		a.say("No such cases.")
	}
	if err == nil && problems != nil {
		err = &codeError{1, problems}
	}
	return err
}

func writeRegister(a *app, rows []content.RegisterRow) error {
	w := tabwriter.NewWriter(a.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "CASE\tRECEIVED\tDUE OR ANSWERED\tSTATE\tRELEASES\tTITLE")
	for i := range rows {
		r := &rows[i]
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\t%s\n", r.ID, r.Received, dueOrAnswered(r), r.StateName, r.Releases, r.Title)
	}
	return w.Flush()
}

func dueOrAnswered(r *content.RegisterRow) string {
	s := ""
	switch {
	case r.Answered != "":
		s = "answered " + r.Answered
	case r.Suspended:
		s = "suspended"
	case r.Due != "":
		s = "due " + r.Due
	}
	if r.Overdue {
		if s != "" {
			s += ", "
		}
		s += "overdue"
	}
	return s
}
