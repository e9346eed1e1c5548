package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/intake"
)

func newImport(a *app) *cobra.Command {
	var opt content.ImportOptions
	var date string
	names, what := intake.Sources()
	var list strings.Builder
	for i := range names {
		fmt.Fprintf(&list, "  %-10s %s\n", names[i], what[i])
	}
	c := &cobra.Command{
		Use:   "import SOURCE FILE...",
		Short: "Make cases of requests that another system holds",
		Long: `Read requests as another system keeps them and make a case of each: its files
become documents, byte for byte; its dates become events, as far as the office's
law takes them; its state is mapped by a table. What was seen and not taken is
said. Nothing is fetched from the network.

` + list.String() + `
Who asked goes into requester.json of the case, which is private, and nowhere else;
if it is an organisation, take the name out (akta case requester CASE --name "").
What another system shows to everybody is not public here before it is released.

The same import again changes nothing; from a source that has changed only what
is new is added, and what an officer wrote into case.md stays.

` + exitCodes,
		Example: `  akta import alaveteli request.json request.zip --dry-run
  akta import froide 12345.json scan.pdf --case 2026-014
  akta import mail mailbox.mbox
  akta import muckrock log.csv --json`,
		Args: args(2, true),
	}
	c.Flags().StringVar(&opt.Case, "case", "", "the `ID` of the case that the one request becomes, or is added to")
	c.Flags().BoolVar(&opt.DryRun, "dry-run", false, "say what would be done, and write nothing")
	c.Flags().StringVar(&date, "date", "", "the day of receipt where the source tells none, such as 2026-03-02 (default today)")
	c.RunE = func(c *cobra.Command, args []string) (err error) {
		if opt.Today, err = dayOf(date); err != nil {
			return err
		}
		return runImport(c.Context(), a, args[0], args[1:], opt)
	}
	return c
}

func runImport(ctx context.Context, a *app, source string, files []string, opt content.ImportOptions) error {
	o, err := a.office()
	if err != nil {
		return err
	}
	show, done := a.progress()
	r, err := a.reader(ctx, o, opt.Case, show)
	if err != nil {
		return err
	}
	defer r.Close()
	opt.Progress = show
	got, err := o.Import(ctx, r, source, files, opt)
	done()
	if err != nil {
		return usage(err)
	}
	a.imported(got)
	return a.result(got)
}

// imported says what an import did.
func (a *app) imported(got *content.Import) {
	count := map[string]int{}
	for _, c := range got.Cases {
		count[c.Status]++
		name := c.Case
		if name == "" {
			name = "(new)"
		}
		a.say("%-10s %s  %s", c.Status, name, c.Title)
		line := fmt.Sprintf("received %s, %s", c.Received, c.State)
		if c.Answered != "" {
			line += " " + c.Answered
		}
		if c.Word != "" {
			line += fmt.Sprintf(" (%s says %q)", got.Source, c.Word)
		}
		if c.Requester {
			line += ", who asked is in requester.json"
		}
		a.say("           %s", line)
		for _, d := range c.Documents {
			a.say("           %-4s %-16s %s", d.Document, d.Kind, d.File)
		}
		if c.Status != content.ImportUnchanged {
			for _, e := range c.Events {
				a.say("           %s %s", e.Date, e.Code)
			}
			a.importNotes("           ", c.Notes)
		}
	}
	for _, m := range got.Nothing {
		a.say("nothing    %s: the source says that there is nothing to report", m)
	}
	a.importNotes("", got.Notes)
	a.say("%s: %d new, %d added to, %d unchanged", plural(len(got.Cases), "request", "requests"), count[content.ImportNew], count[content.ImportAdded], count[content.ImportUnchanged])
	if got.DryRun {
		a.say("Nothing was written.")
	}
}

func (a *app) importNotes(indent string, notes []intake.Note) {
	for _, n := range notes {
		a.say("%s! %s: %s", indent, n.Kind, n.Text)
	}
}
