package main

import (
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/journal"
)

func newJournal(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "journal",
		Short: "Show and verify the record of what was done",
		Long: `The journal is the office's private record of what was done: who did what, when,
and to which case, document, seal or release. Each line holds the SHA-256 of the
line before, and the last line of each day is timestamped by the first action of
a later day that has the keys open. It lies in content/journal and belongs into
the office's backup.

Who did it is said by --actor or AKTA_ACTOR; else it is who is logged in.

` + exitCodes,
		Example: "  akta journal show --case 2026-001\n  akta journal verify",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage(errors.New("usage: akta journal show, or akta journal verify"))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			return usage(fmt.Errorf("journal %q: want \"akta journal show\" or \"akta journal verify\"", args[0]))
		},
	}
	c.AddCommand(newJournalShow(a), newJournalVerify(a))
	return c
}

func newJournalShow(a *app) *cobra.Command {
	var opt content.JournalOptions
	c := &cobra.Command{
		Use:   "show",
		Short: "Show what was done",
		Long: `Show the lines of the journal, oldest first. What was found by "akta fsck" and
written down later than it was done is marked so.

` + exitCodes,
		Example: "  akta journal show\n  akta journal show --case 2026-001\n  akta journal show --since 2026-11-01 --last 20",
		Args:    args(0, false),
		RunE:    func(*cobra.Command, []string) error { return runJournalShow(a, opt) },
	}
	c.Flags().StringVar(&opt.Case, "case", "", "only what was done to this case")
	c.Flags().StringVar(&opt.Since, "since", "", "only from this day on, such as 2026-11-01 (UTC)")
	c.Flags().IntVar(&opt.Last, "last", 0, "only so many of the newest lines")
	return c
}

func runJournalShow(a *app, opt content.JournalOptions) error {
	o, err := a.office()
	if err != nil {
		return err
	}
	entries, err := o.JournalEntries(opt)
	if err != nil {
		return usage(err)
	}
	if a.json {
		return a.result(entries)
	}
	if len(entries) == 0 {
		a.say("Nothing.")
		return nil
	}
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, e := range entries {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", e.Time.Format(time.RFC3339), e.Actor, e.Action, e.Case, objectNames(e))
	}
	return w.Flush()
}

func objectNames(e journal.Entry) string {
	var out []string
	for _, o := range e.Objects {
		out = append(out, o.Name)
	}
	if e.Found {
		out = append(out, "(found by fsck)")
	}
	return strings.Join(out, " ")
}

func newJournalVerify(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Verify the journal",
		Long: `Recompute the chain of the journal, check the timestamps of its days and the
modes of its files, and say where it breaks. "akta fsck" tells besides whether it
names all that the office has.

` + exitCodes,
		Example: "  akta journal verify\n  akta journal verify --json",
		Args:    args(0, false),
		RunE:    func(*cobra.Command, []string) error { return runJournalVerify(a) },
	}
}

func runJournalVerify(a *app) error {
	o, err := a.office()
	if err != nil {
		return err
	}
	r, err := o.VerifyJournal()
	if err != nil {
		return err
	}
	for _, p := range r.Problems {
		a.say("BAD   %s", p)
	}
	for _, n := range r.Notes {
		a.say("note  %s", n)
	}
	if r.Entries > 0 {
		a.say("%s on %s, from %s to %s", plural(r.Entries, "line", "lines"), plural(r.Days, "day", "days"), r.From.Format(time.RFC3339), r.Until.Format(time.RFC3339))
		a.say("  head %s", r.Head)
	}
	own := 0
	for _, s := range r.Stamps {
		if s.Own {
			own++
		}
	}
	a.say("  %s, %d of them by the office's own clock", plural(len(r.Stamps), "timestamp", "timestamps"), own)
	if n := len(r.Unstamped); n > 0 {
		a.say("  %s without a timestamp of their own: %s", plural(n, "day", "days"), strings.Join(r.Unstamped[max(0, n-10):], ", "))
	}
	if err := a.result(r); err != nil {
		return err
	}
	if !r.OK() {
		return &codeError{1, fmt.Errorf("the journal does not hold in %s", plural(len(r.Problems), "place", "places"))}
	}
	a.say("The journal holds.")
	return nil
}
