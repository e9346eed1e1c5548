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

// eventFlags are what an event can say.
type eventFlags struct {
	date           string
	part           bool
	days           int
	grounds        []string
	document, body string
	reason         string
}

func (f *eventFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.date, "date", "", "the day it happened, such as 2026-03-10 (default today)")
	c.Flags().BoolVar(&f.part, "part", false, "it concerns a part of the request: refuse --part")
	c.Flags().StringArrayVar(&f.grounds, "ground", nil, "a ground of the law, by code or paragraph; may be given several times")
	c.Flags().StringVar(&f.document, "document", "", "the document of the case that records it, such as d3")
	c.Flags().StringVar(&f.reason, "reason", "", "why, in words; private")
	c.Flags().StringVar(&f.body, "body", "", "the body it went to; private")
	c.Flags().IntVar(&f.days, "days", 0, "how many days an extension or a deadline that was set has (default as many as the law has)")
}

// needFlags are the flags for what an event can need.
var needFlags = map[string]string{
	law.NeedReason: "--reason", law.NeedGround: "--ground", law.NeedDocument: "--document", law.NeedBody: "--body", law.NeedDays: "--days",
}

// needs lists the flags that an event wants.
func needs(r *law.EventRule) []string {
	var out []string
	for _, n := range r.Needs {
		out = append(out, needFlags[n])
	}
	return out
}

func runCaseEvent(a *app, word, caseID string, f eventFlags) error {
	o, err := a.officeCase(caseID)
	if err != nil {
		return err
	}
	day, err := dayOf(f.date)
	if err != nil {
		return err
	}
	e := content.Event{
		Event: law.Event{
			Code: o.Law.EventCode(word, f.part), Date: day, Days: f.days, Grounds: f.grounds,
			Reason: f.reason, Document: f.document, Body: f.body,
		},
		Actor: a.actor(),
	}
	c, _, err := o.AddEvent(caseID, e)
	if err != nil {
		return usage(err)
	}
	life, err := o.Life(c, day)
	if err != nil {
		return err
	}
	r := o.Law.Event(e.Code)
	a.say("%s: %s on %s%s", caseID, r.Done["en"], day, inBrackets(r.Paragraph))
	a.sayAhead(day)
	a.sayLife(c, life)
	return a.result(lifeOf(o, c, life, day, "en"))
}

// sayLife tells where a case stands, the deadline to look at, and what to do.
func (a *app) sayLife(c *content.Case, l *content.Life) {
	a.say("State: %s (public: %s)", l.Standing.State.Name["en"], c.State)
	if l.Behind {
		a.say("case.md says %q, which was written by hand; the events do not reach it yet", c.State)
	}
	var codes []string
	if d := l.Nearest(); d != nil {
		a.say("Due: %s: %s", d.Rule.Name["en"], d.Explain("en"))
		for _, r := range l.Meeting(d) {
			codes = append(codes, r.Code)
		}
		switch len(codes) {
		case 0:
		case 1:
			a.say("Next: akta case %s %s", codes[0], c.ID)
		default:
			a.say("Next: akta case EVENT %s, where EVENT is %s", c.ID, either(codes))
		}
	}
	for _, r := range l.Recording() {
		if slices.Contains(codes, r.Code) {
			continue
		}
		a.say("Next: once there is a %s, akta case %s %s --date DAY: it starts %s", r.Name["en"], r.Code, c.ID, starts(l, r))
	}
	a.say("akta case show %s says what else is possible", c.ID)
}

// starts names the deadlines that an event starts, with their lengths.
func starts(l *content.Life, r *law.EventRule) string {
	var out []string
	for _, d := range l.Starts(r) {
		out = append(out, fmt.Sprintf("the deadline for %s (%s%s)", d.Name["en"], d.Length("en"), strings.TrimSuffix(", "+d.Paragraph, ", ")))
	}
	return strings.Join(out, " and ")
}

func inBrackets(paragraph string) string {
	if paragraph == "" {
		return ""
	}
	return " (" + paragraph + ")"
}

// either lists two codes or more for a choice: "answer, refuse-part or refuse".
func either(codes []string) string {
	last := len(codes) - 1
	return strings.Join(codes[:last], ", ") + " or " + codes[last]
}

// eventHelp explains an event of the office's law; false: there is no office
// here, or its law has no such event.
func (a *app) eventHelp(word string, part bool) bool {
	o, err := content.OpenOffice(a.dir)
	if err != nil {
		return false
	}
	p := o.Law
	r := p.Event(p.EventCode(word, part))
	if r == nil {
		return false
	}
	w := tabwriter.NewWriter(a.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintf(w, "%s: %s%s, under %s.\n\n", r.Code, r.Name["en"], inBrackets(r.Paragraph), p.Code)
	fmt.Fprintf(w, "Usage:\n  akta case %s CASE %s\n\n", r.Code, strings.Join(append(needs(r), "[--date DAY] [--actor NAME]"), " ... "))
	if len(r.Also) > 0 {
		fmt.Fprintf(w, "Also called: %s\n", strings.Join(r.Also, ", "))
	}
	fmt.Fprintf(w, "Effect: %s\n", eventEffect(p, r))
	if names := stateNames(p, r.From); names != "" {
		fmt.Fprintf(w, "Possible while the case is: %s\n", names)
	}
	if grounds := p.GroundsOf(r); len(grounds) > 0 {
		fmt.Fprint(w, "\n--ground is one of:\n")
		for _, g := range grounds {
			fmt.Fprintf(w, "  %s\t%s\t%s\n", g.Code, g.Paragraph, g.Label["en"])
		}
	}
	if most := p.MostDays(r); most != "" {
		fmt.Fprintf(w, "\n--days is at most %s.\n", most)
	}
	fmt.Fprintf(w, "\n%s\n", exitCodes)
	return w.Flush() == nil
}

func stateNames(p *law.Profile, codes []string) string {
	var out []string
	for _, code := range codes {
		if s := p.State(code); !slices.Contains(out, s.Name["en"]) {
			out = append(out, s.Name["en"])
		}
	}
	return strings.Join(out, ", ")
}
