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
	var f eventFlags
	c := &cobra.Command{
		Use:   "case EVENT CASE",
		Short: "Write down what happened to a case; open, list, show and undo",
		Long: `A case is one information request and all that belongs to it. What happens to it
is an event of the office's law: receive, extend, suspend, answer, refuse, appeal,
and so on. "akta law show" lists them all, "akta case show CASE" those that are
possible now with what each needs, and "akta case EVENT --help" explains one.

  akta case EVENT CASE   writes the event into case.md: the case's state and its
                         deadlines follow. What cannot have happened under the
                         law is refused with the reason.

refuse --part is a refusal of a part. A word that the office's law has another
name for is understood: "transfer" is the Czech not-competent.

` + exitCodes,
		Example: `  akta case extend 2026-001 --ground consultation --date 2026-03-10
  akta case refuse 2026-001 --part --ground "§ 8a" --document d3
  akta case deliver 2026-001 --date 2026-03-24
  akta case show 2026-001`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage(errors.New("usage: akta case open TITLE, akta case list, akta case show CASE, or akta case EVENT CASE"))
			}
			return nil
		},
	}
	f.add(c)
	c.RunE = func(_ *cobra.Command, args []string) error { return runCaseEvent(a, args[0], args[1], f) }
	c.SetHelpFunc(func(at *cobra.Command, _ []string) {
		if words := at.Flags().Args(); at != c || len(words) == 0 || !a.eventHelp(words[0], f.part) {
			c.Root().HelpFunc()(at, nil)
		}
	})
	c.AddCommand(newCaseEmbargo(a), newCaseForget(a), newCaseList(a), newCaseOpen(a), newCaseRequester(a), newCaseShow(a), newCaseUndo(a))
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
  akta case open "E-mail outage" --id 2026-001 --question "What was done about the outage?"
  akta case open "Oprava cesty" --topic roads --requester-name "Dobromila Smyšlená"`,
		Args: args(1, false),
	}
	c.Flags().StringVar(&n.ID, "id", "", "the case's id: a-z, 0-9 and \"-\"")
	c.Flags().StringVar(&n.Received, "received", "", "the day the request arrived, such as 2026-03-02 (default today)")
	c.Flags().StringVar(&n.Question, "question", "", "what was asked, in public words without the requester's name")
	c.Flags().StringVar(&n.Language, "language", "", "cs, hu or en (default the office's)")
	c.Flags().StringSliceVar(&n.Topics, "topic", nil, "code of a topic of the office's website; may be given several times")
	r := &n.Requester
	c.Flags().StringVar(&r.Name, "requester-name", "", "who asked; private, as is all about the requester")
	c.Flags().StringVar(&r.Address, "requester-address", "", "the requester's address on one line")
	c.Flags().StringVar(&r.Email, "requester-email", "", "the requester's e-mail address")
	c.Flags().StringVar(&r.Phone, "requester-phone", "", "the requester's telephone number")
	c.Flags().StringVar(&r.DataBox, "requester-databox", "", "the requester's data box")
	c.Flags().StringVar(&r.Born, "requester-born", "", "the requester's date of birth, such as 1985-04-12")
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
	n.Events = content.Received(n.Received, a.actor())
	c, err := o.OpenCase(n)
	if err != nil {
		return usage(err)
	}
	a.say("Case %s opened: %s", c.ID, c.Title)
	a.sayAhead(n.Events[0].Date)
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
