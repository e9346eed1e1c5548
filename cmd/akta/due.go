package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/law"
)

// dueDays is how many days "akta due" looks ahead.
const dueDays = 7

type dueFlags struct {
	days int
	all  bool // --days was not given
	date string
	ics  string
}

func newDue(a *app) *cobra.Command {
	var f dueFlags
	c := &cobra.Command{
		Use:   "due",
		Short: "List what is due",
		Long: `List what is overdue and what becomes due in the next days, sorted by day: every
deadline of the law that runs in a case, the publication of answers (those that were
held back among them), the review of redactions (akta release --review-by), the
erasure of who asked, and the reports of the law. Each comes with
how its day was counted and with the command that does it, or writes down that it
was done. Rights of others are listed, too: after the last day of an appeal a case
can be closed.

--ics writes a calendar for Outlook, Thunderbird or a phone (iCalendar) with all
that is due, however far off, unless --days is given. It holds titles of cases and
nothing of who asked.

What is read of the cases is kept in .akta/index, so that the next list takes less
than a second. It may be removed at any time.

` + exitCodes + `
akta due exits with 1 when the office itself is late with something, whatever
--days says; what a requester or another body has missed does not count.`,
		Example: `  akta due
  akta due --days 30
  akta due --days 0 --quiet
  akta due --ics deadlines.ics
  akta due --date 2026-07-03 --json`,
		Args: args(0, false),
	}
	c.Flags().IntVar(&f.days, "days", dueDays, "how many days ahead")
	c.Flags().StringVar(&f.date, "date", "", "the day from which is counted, such as 2026-07-03 (default today)")
	c.Flags().StringVar(&f.ics, "ics", "", "write a calendar into this `FILE`")
	c.RunE = func(c *cobra.Command, _ []string) error {
		f.all = !c.Flags().Changed("days")
		return runDue(c.Context(), a, f)
	}
	return c
}

// dueResult is the list as JSON.
type dueResult struct {
	Date     law.Date      `json:"date"`
	Days     int           `json:"days"`
	Overdue  int           `json:"overdue"` // by the office
	Due      []content.Due `json:"due"`
	Problems []string      `json:"problems"` // cases that could not be listed
}

func runDue(ctx context.Context, a *app, f dueFlags) error {
	on, err := dayOf(f.date)
	if err != nil {
		return err
	}
	if f.days < 0 {
		return usage(fmt.Errorf("--days %d: want 0 or more", f.days))
	}
	o, err := a.office()
	if err != nil {
		return err
	}
	index, problems, err := a.index(ctx, o)
	if err != nil {
		return err
	}
	list, err := o.DueList(index, content.DueOptions{Date: on, Days: f.days, Language: "en"})
	problems = errors.Join(problems, err)
	if f.ics != "" {
		opt := content.DueOptions{Date: on, Days: f.days, Language: o.Settings.Language}
		if f.all {
			opt.Days = -1
		}
		all, _ := o.DueList(index, opt) // its problems are those above
		if err := bundles.WriteFileAtomic(f.ics, o.ICalendar(all, on), 0o600); err != nil {
			return err
		}
	}
	r := dueResult{Date: on, Days: f.days, Due: list, Problems: linesOf(problems)}
	for i := range list {
		if list[i].OfficeLate() {
			r.Overdue++
		}
	}
	if a.json {
		if err := a.result(r); err != nil {
			return err
		}
	} else if err := writeDue(a.stdout, list); err != nil {
		return err
	}
	if len(list) == 0 && problems == nil {
		a.say("Nothing is overdue, and nothing is due in the next %s.", plural(f.days, "day", "days"))
	}
	if f.ics != "" {
		a.say("Calendar: %s", f.ics)
	}
	if r.Overdue > 0 || problems != nil {
		return &codeError{1, problems}
	}
	return nil
}

// index is the office's index. Problems are those of single cases; err is why
// there is none.
func (a *app) index(ctx context.Context, o *content.Office) (index []content.IndexEntry, problems, err error) {
	show, done := a.progress()
	index, problems = o.IndexShowing(ctx, show)
	done()
	if ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	return index, problems, nil
}

// linesOf are the lines of an error.
func linesOf(err error) []string {
	if err == nil {
		return []string{}
	}
	return strings.Split(err.Error(), "\n")
}

// writeDue writes what is due in blocks, one for each.
func writeDue(w io.Writer, list []content.Due) error {
	var b strings.Builder
	width := 0
	for i := range list {
		width = max(width, len(list[i].Case))
	}
	for i := range list {
		d := &list[i]
		fmt.Fprintf(&b, "%s  %-16s  %-*s  %s", d.Date, daysLeft(d), width, d.Case, d.What)
		if d.Who != law.WhoOffice {
			fmt.Fprintf(&b, " (%s)", d.Who)
		}
		if d.Status == content.DueMay {
			b.WriteString(", possible until then")
		}
		if d.Title != "" {
			b.WriteString(": " + d.Title)
		}
		fmt.Fprintf(&b, "\n    %s\n", d.Why)
		if d.Command != "" {
			fmt.Fprintf(&b, "    %s\n", d.Command)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// daysLeft says how far off the day is.
func daysLeft(d *content.Due) string {
	switch {
	case d.Status == content.DueLapsed:
		return "not used"
	case d.Status == content.DueOverdue:
		return "overdue " + plural(-d.Left, "day", "days")
	case d.Left == 0:
		return "today"
	}
	return "in " + plural(d.Left, "day", "days")
}
