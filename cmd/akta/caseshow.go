package main

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/law"
)

func newCaseShow(a *app) *cobra.Command {
	var date, lang string
	c := &cobra.Command{
		Use:   "show CASE",
		Short: "Show a case: its state, history, deadlines, and what is possible next",
		Long: `Show where a case stands, what happened to it, how each deadline was counted and
stands, in words, and what may happen next with what each event needs. --date
shows it as it stood, or will stand, at the end of a day.

` + exitCodes,
		Example: `  akta case show 2026-001
  akta case show 2026-001 --date 2026-03-20 --lang cs`,
		Args: args(1, false),
	}
	c.Flags().StringVar(&date, "date", "", "the day, such as 2026-03-20 (default today)")
	c.Flags().StringVar(&lang, "lang", "en", "language of the law's words: cs, hu or en")
	c.RunE = func(_ *cobra.Command, args []string) error { return runCaseShow(a, args[0], date, lang) }
	return c
}

// shownLife is a case as it stands on a day, in words.
type shownLife struct {
	Case      string          `json:"case"`
	Title     string          `json:"title"`
	Date      law.Date        `json:"date"`
	State     string          `json:"state"` // code of the law's state
	Name      string          `json:"name"`
	Public    string          `json:"public"`
	Since     law.Date        `json:"since"`
	Behind    bool            `json:"behind,omitempty"` // case.md's state was written by hand
	Events    []shownEvent    `json:"events"`
	Deadlines []shownDeadline `json:"deadlines"`
	Possible  []shownMove     `json:"possible"`
}

type shownEvent struct {
	content.Event
	Done      string `json:"done"`
	Paragraph string `json:"paragraph,omitempty"`
}

type shownDeadline struct {
	Code  string   `json:"code"`
	Name  string   `json:"name"`
	Who   string   `json:"who"`
	State string   `json:"state"`
	Start law.Date `json:"start"`
	Due   law.Date `json:"due,omitzero"`
	Why   string   `json:"explained"`
}

type shownMove struct {
	Event     string   `json:"event"`
	Name      string   `json:"name"`
	Paragraph string   `json:"paragraph,omitempty"`
	Needs     []string `json:"needs"`
	Starts    []string `json:"starts"`
	Not       string   `json:"not,omitempty"` // why it is not possible on the day
}

// lifeOf puts a case's life into words.
func lifeOf(o *content.Office, c *content.Case, l *content.Life, day law.Date, lang string) *shownLife {
	s := &shownLife{
		Case: c.ID, Title: c.Title, Date: day, Public: l.Standing.Public, Since: l.Standing.Since, Behind: l.Behind,
		Events: []shownEvent{}, Deadlines: []shownDeadline{}, Possible: []shownMove{},
	}
	if st := l.Standing.State; st != nil {
		s.State, s.Name = st.Code, st.Name[lang]
	}
	for _, e := range l.Events {
		r := o.Law.Event(e.Code)
		s.Events = append(s.Events, shownEvent{e, r.Done[lang], r.Paragraph})
	}
	for i := range l.Deadlines {
		d := &l.Deadlines[i]
		s.Deadlines = append(s.Deadlines, shownDeadline{d.Rule.Code, d.Rule.Name[lang], d.Rule.Who, string(d.State), d.Start, d.Due, d.Explain(lang)})
	}
	for _, m := range l.Possible {
		move := shownMove{Event: m.Rule.Code, Name: m.Rule.Name[lang], Paragraph: m.Rule.Paragraph, Needs: append([]string{}, m.Rule.Needs...), Starts: append([]string{}, m.Rule.Starts...)}
		if m.Not != nil {
			move.Not = m.Not.Error()
		}
		s.Possible = append(s.Possible, move)
	}
	return s
}

func runCaseShow(a *app, caseID, date, lang string) error {
	if !slices.Contains([]string{"cs", "hu", "en"}, lang) {
		return usage(fmt.Errorf("--lang %q: want cs, hu or en", lang))
	}
	day, err := dayOf(date)
	if err != nil {
		return err
	}
	o, err := a.office()
	if err != nil {
		return err
	}
	c, err := o.Case(caseID)
	if err != nil {
		return usage(err)
	}
	life, err := o.Life(c, day)
	if err != nil {
		return usage(fmt.Errorf("case %q: %w", caseID, err))
	}
	shown := lifeOf(o, c, life, day, lang)
	if a.json {
		return a.result(shown)
	}
	return printLife(a, shown, life)
}

func printLife(a *app, s *shownLife, l *content.Life) error {
	w := tabwriter.NewWriter(a.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintf(w, "%s  %s\n", s.Case, s.Title)
	if s.State == "" {
		fmt.Fprintf(w, "On %s the request had not been received yet.\n", s.Date)
		return w.Flush()
	}
	fmt.Fprintf(w, "%s since %s (public: %s)\n", s.Name, s.Since, s.Public)
	if s.Behind {
		fmt.Fprintln(w, "The state in case.md was written by hand; the events do not reach it yet.")
	}
	fmt.Fprint(w, "\nHISTORY\tEVENT\tPARAGRAPH\tBY\tWITH\n")
	for _, e := range s.Events {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", e.Date, e.Done, e.Paragraph, e.Actor, with(&e.Event))
	}
	fmt.Fprint(w, "\nDEADLINES\n")
	for _, d := range s.Deadlines {
		fmt.Fprintf(w, "%s: %s\n", d.Name, d.Why)
	}
	fmt.Fprint(w, "\nPOSSIBLE\tPARAGRAPH\tNEEDS\tWHAT\n")
	for i, m := range s.Possible {
		r := l.Possible[i].Rule
		what := m.Name
		if text := starts(l, r); text != "" {
			what += "; starts " + text
		}
		if m.Not != "" {
			what += "; not on " + s.Date.String() + ": " + m.Not
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", m.Event, m.Paragraph, strings.Join(needs(r), " "), what)
	}
	return w.Flush()
}

// with is what an event says besides.
func with(e *content.Event) string {
	var out []string
	for _, x := range []struct{ what, text string }{
		{"document", e.Document}, {"ground", strings.Join(e.Grounds, ", ")}, {"body", e.Body}, {"reason", e.Reason},
	} {
		if x.text != "" {
			out = append(out, x.what+" "+x.text)
		}
	}
	if e.Days != 0 {
		out = append(out, fmt.Sprintf("days %d", e.Days))
	}
	return strings.Join(out, "; ")
}
