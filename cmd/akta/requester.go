package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
)

// requesterFlags are the flags of akta case requester, in the order in which they
// are shown.
var requesterFlags = []struct {
	name, about string
	of          func(*content.Requester) *string
}{
	{"name", "first and last name", func(r *content.Requester) *string { return &r.Name }},
	{"address", "on one line: \"Smyšlená 12, 123 45 Lhotka\"", func(r *content.Requester) *string { return &r.Address }},
	{"email", "e-mail address", func(r *content.Requester) *string { return &r.Email }},
	{"phone", "telephone number", func(r *content.Requester) *string { return &r.Phone }},
	{"data-box", "id of the data box", func(r *content.Requester) *string { return &r.DataBox }},
	{"born", "date of birth, such as 1985-04-12", func(r *content.Requester) *string { return &r.Born }},
}

func newCaseRequester(a *app) *cobra.Command {
	show := false
	c := &cobra.Command{
		Use:   "requester CASE",
		Short: "Write down who asked, or show it",
		Long: `Write down who asked. It stands in a file of its own, content/CASE/requester.json,
which only the owner of the office's folder can read, and is looked for in all
that is released and published. A flag that is given replaces what was there; an
empty one takes it out. Other commands show the pseudonym of the case alone,
which has nothing to do with the name; --show prints the person.

` + exitCodes,
		Example: `  akta case requester 2026-001 --name "Jana Vymyšlená" --email jana@posta.example
  akta case requester 2026-001 --phone ""
  akta case requester 2026-001 --show`,
		Args: args(1, false),
	}
	values := make([]string, len(requesterFlags))
	for i, f := range requesterFlags {
		c.Flags().StringVar(&values[i], f.name, "", f.about)
	}
	c.Flags().BoolVar(&show, "show", false, "print who asked: private")
	c.RunE = func(c *cobra.Command, args []string) error {
		changed := false
		set := func(r *content.Requester) {
			for i, f := range requesterFlags {
				if c.Flags().Changed(f.name) {
					*f.of(r) = strings.TrimSpace(values[i])
				}
			}
		}
		for _, f := range requesterFlags {
			changed = changed || c.Flags().Changed(f.name)
		}
		return runCaseRequester(a, args[0], changed, set, show)
	}
	return c
}

// requesterShown is what akta case requester prints as JSON. Who it is, is in it
// with --show alone.
type requesterShown struct {
	Case      string             `json:"case"`
	Pseudonym string             `json:"pseudonym"`
	Known     []string           `json:"known"`
	Requester *content.Requester `json:"requester,omitempty"`
}

func runCaseRequester(a *app, caseID string, change bool, set func(*content.Requester), show bool) error {
	o, err := a.officeCase(caseID)
	if err != nil {
		return err
	}
	if change {
		if _, err := o.SetRequester(caseID, set); err != nil {
			return usage(err)
		}
	}
	c, err := o.Case(caseID)
	if err != nil {
		return err
	}
	out := requesterShown{Case: caseID, Known: []string{}}
	if out.Pseudonym, err = o.Pseudonym(caseID); err != nil {
		return err
	}
	who := &c.Requester
	for _, f := range requesterFlags {
		if *f.of(who) != "" {
			out.Known = append(out.Known, f.name)
		}
	}
	known := strings.Join(out.Known, ", ")
	switch {
	case c.Forgotten != "":
		known = "forgotten on " + c.Forgotten
	case known == "":
		known = "nothing is written down"
	}
	a.say("Case %s: %s: %s", caseID, out.Pseudonym, known)
	if show {
		out.Requester = who
		if !a.json { // it was asked for, also with --quiet
			for _, f := range requesterFlags {
				if v := *f.of(who); v != "" {
					fmt.Fprintf(a.stdout, "  %s: %s\n", f.name, v)
				}
			}
		}
	}
	return a.result(out)
}
