package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content/law"
)

func newLaw(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "law",
		Short: "Show the information laws akta knows",
		Long: `A law says which deadlines a request has, how they are counted, on which grounds
something may be withheld, and what has to be published and reported.

` + exitCodes,
		Example: "  akta law list\n  akta law show cz-106-1999",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage(errors.New("usage: akta law list, or akta law show [CODE]"))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			return usage(fmt.Errorf("law %q: want \"akta law list\" or \"akta law show\"", args[0]))
		},
	}
	c.AddCommand(newLawList(a), newLawShow(a))
	return c
}

func newLawList(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "List the laws",
		Long:    "List the laws, and how many of the rules of each were read in a source.\n\n" + exitCodes,
		Example: "  akta law list\n  akta law list --json",
		Args:    args(0, false),
		RunE:    func(*cobra.Command, []string) error { return runLawList(a) },
	}
}

type lawSummary struct {
	Code  string            `json:"code"`
	Name  map[string]string `json:"name"`
	Link  string            `json:"link,omitempty"`
	Rules int               `json:"rules"`
	Read  int               `json:"read"`
}

func runLawList(a *app) error {
	var list []lawSummary
	for _, code := range law.Codes() {
		p, err := law.Load(code)
		if err != nil {
			return err
		}
		s := lawSummary{Code: code, Name: p.Name, Link: p.Link}
		for _, b := range p.Bases() {
			s.Rules++
			if b.Status == law.StatusRead {
				s.Read++
			}
		}
		list = append(list, s)
	}
	if a.json {
		return a.result(list)
	}
	w := tabwriter.NewWriter(a.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "LAW\tRULES\tREAD\tNAME")
	for _, s := range list {
		fmt.Fprintf(w, "%s\t%d\t%d\t%s\n", s.Code, s.Rules, s.Read, s.Name["en"])
	}
	return w.Flush()
}

func newLawShow(a *app) *cobra.Command {
	schema := false
	c := &cobra.Command{
		Use:   "show [CODE]",
		Short: "Show a law, and where each rule was read",
		Long: `Show a law with all its rules: the office's own, with what the office changed in
its settings, or with CODE any law as akta brings it.

Each rule is marked: "read" in a published source, or a "default" that is taken as
it is usually cited, and that the office should check. --schema prints the JSON
Schema of a law's file.

` + exitCodes,
		Example: "  akta law show\n  akta law show hu-infotv\n  akta law show cz-106-1999 --json\n  akta law show --schema",
		Args: func(c *cobra.Command, given []string) error {
			if len(given) > 1 || schema && len(given) > 0 {
				return args(0, false)(c, given)
			}
			return nil
		},
	}
	c.Flags().BoolVar(&schema, "schema", false, "print the JSON Schema of a law's file")
	c.RunE = func(_ *cobra.Command, args []string) error {
		if schema {
			_, err := a.stdout.Write(law.Schema())
			return err
		}
		return runLawShow(a, args)
	}
	return c
}

func runLawShow(a *app, args []string) error {
	var p *law.Profile
	if len(args) == 0 {
		o, err := a.office()
		if err != nil {
			return err
		}
		p = o.Law
	} else {
		var err error
		if p, err = law.Load(args[0]); err != nil {
			return usage(err)
		}
	}
	if a.json {
		return a.result(map[string]any{"profile": p, "changes": append([]law.Change{}, p.Changes...)})
	}
	return (&lawPrinter{w: tabwriter.NewWriter(a.stdout, 0, 4, 2, ' ', 0), p: p}).print()
}

// lawPrinter writes a law as tables. Sources are numbered as they come.
type lawPrinter struct {
	w       *tabwriter.Writer
	p       *law.Profile
	sources []string
}

func (l *lawPrinter) print() error {
	p := l.p
	fmt.Fprintf(l.w, "%s  %s\n", p.Code, p.Name[p.Language])
	if p.Language != "en" {
		fmt.Fprintf(l.w, "%*s  %s\n", len(p.Code), "", p.Name["en"])
	}
	if p.Link != "" {
		fmt.Fprintln(l.w, p.Link)
	}
	l.changes()
	l.head("DEADLINE\tLENGTH\tWHO\tPARAGRAPH\tSOURCE\tWHAT")
	for _, d := range p.DeadlineRules {
		what := d.Name["en"]
		if d.Window {
			what += " (may, until it lapses)"
		}
		l.row(d.Code, d.Length("en"), d.Who, d.Paragraph, l.source(d.Basis), what)
	}
	l.head("COUNTING\tPARAGRAPH\tSOURCE")
	roll := "a day off as the last day stays the last day"
	if p.Counting.Roll {
		roll = "a day off as the last day moves to the next working day"
	}
	l.row(roll, p.Counting.Paragraph, l.source(p.Counting.Basis))
	l.head("STATE\tPUBLIC\tNAME")
	for _, s := range p.States {
		l.row(s.Code, s.Public, s.Name["en"])
	}
	l.head("EVENT\tPARAGRAPH\tSOURCE\tFROM\tEFFECT")
	for _, e := range p.Events {
		l.row(e.Code, e.Paragraph, l.source(e.Basis), strings.Join(e.From, ", "), eventEffect(p, &e))
	}
	for _, list := range []struct {
		name    string
		grounds []law.Ground
	}{{"GROUND", p.Grounds}, {"GROUND OF REFUSAL ONLY", p.Refusals}, {"GROUND OF EXTENSION", p.Extensions}} {
		l.head(list.name + "\tPARAGRAPH\tSOURCE\tLABELS")
		for _, g := range list.grounds {
			l.row(g.Code, g.Paragraph, l.source(g.Basis), g.Label["cs"]+" | "+g.Label["hu"]+" | "+g.Label["en"])
		}
	}
	l.duties()
	l.days()
	fmt.Fprint(l.w, "\nSOURCES\n")
	for i, s := range l.sources {
		fmt.Fprintf(l.w, "[%d] %s\n", i+1, s)
	}
	return l.w.Flush()
}

func (l *lawPrinter) changes() {
	if len(l.p.Changes) == 0 {
		return
	}
	l.head("CHANGED BY THE OFFICE\tWAS\tIS\tNOTE")
	for _, c := range l.p.Changes {
		l.row(c.What, c.Was, c.Is, c.Note)
	}
}

// duties are publication, reports and remedies.
func (l *lawPrinter) duties() {
	p := l.p
	l.head("PUBLICATION\tPARAGRAPH\tSOURCE\tTEXT")
	duty := "no duty"
	if p.Publication.Duty {
		duty = "within the deadline " + p.Publication.Deadline
	}
	l.row(duty, p.Publication.Paragraph, l.source(p.Publication.Basis), p.Publication.Text["en"])
	l.head("WHO ASKED IS KEPT FOR\tPARAGRAPH\tSOURCE")
	l.row(plural(p.Retention.Years, "year", "years")+" after the case was closed", p.Retention.Paragraph, l.source(p.Retention.Basis))
	for _, r := range p.Reports {
		due := "kept all the time"
		if r.Due != "" {
			due = "each year by " + r.Due
		}
		l.head("REPORT " + strings.ToUpper(r.Code) + "\tPARAGRAPH\tSOURCE\tWHAT")
		l.row(due, r.Paragraph, l.source(r.Basis), r.Name["en"])
		for _, i := range r.Items {
			l.row(i.Code, i.Paragraph, l.source(i.Basis), i.Name["en"])
		}
	}
	l.head("REMEDY\tPARAGRAPH\tSOURCE\tTOLD WHEN\tTEXT")
	for _, r := range p.Remedies {
		l.row(r.Code, r.Paragraph, l.source(r.Basis), strings.Join(r.For, ", "), r.Text["en"])
	}
}

// days are the holidays and the single days.
func (l *lawPrinter) days() {
	k := &l.p.Calendar
	l.head("HOLIDAY\tPARAGRAPH\tSOURCE\tNAME")
	for _, h := range k.Holidays {
		l.row(h.When(), h.Paragraph, l.source(h.Basis), h.Name["en"])
	}
	if len(k.Days) > 0 {
		l.head("DAY\tKIND\tSOURCE\tNAME")
	}
	for _, d := range k.Days {
		kind := "off"
		if d.Working {
			kind = "worked"
		}
		l.row(d.Date, kind, l.source(d.Basis), d.Name["en"])
	}
	if k.KnownTo != 0 {
		fmt.Fprintf(l.w, "\nSingle days are known to %d.\n", k.KnownTo)
	}
}

// head begins a table. An empty line ends the columns of the one before.
func (l *lawPrinter) head(line string) { fmt.Fprintf(l.w, "\n%s\n", line) }

func (l *lawPrinter) row(cells ...string) { io.WriteString(l.w, strings.Join(cells, "\t")+"\n") }

// source is the mark of a rule and the number of its source.
func (l *lawPrinter) source(b law.Basis) string {
	i := slices.Index(l.sources, b.Source)
	if i < 0 {
		i = len(l.sources)
		l.sources = append(l.sources, b.Source)
	}
	return fmt.Sprintf("%s [%d]", b.Status, i+1)
}

// eventEffect tells in a line what an event does and needs.
func eventEffect(p *law.Profile, e *law.EventRule) string {
	var parts []string
	add := func(what string, codes ...string) {
		if s := strings.Join(codes, ", "); s != "" {
			parts = append(parts, strings.TrimSpace(what+" "+s))
		}
	}
	add("->", e.To)
	if e.Back {
		parts = append(parts, "-> the state before")
	}
	add("starts", e.Starts...)
	add("meets", e.Meets...)
	add("ends", e.Ends...)
	add("suspends", e.Suspends...)
	add("resumes", e.Resumes...)
	if d := p.Deadline(e.Extends); d != nil {
		longer := law.DeadlineRule{Days: e.Days, Count: d.Count}
		parts = append(parts, fmt.Sprintf("extends %s by at most %s", e.Extends, longer.Length("en")))
	}
	add("only while it runs:", e.While)
	add("only before the end of", e.Before)
	add("only after the end of", e.After...)
	add("needs", e.Needs...)
	return strings.Join(parts, "; ")
}
