package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
)

func newFsck(a *app) *cobra.Command {
	var opt content.FsckOptions
	c := &cobra.Command{
		Use:   "fsck",
		Short: "Check that the whole office is consistent",
		Long: `Check the whole office, as after a crash or when a backup was restored: modes of
private files, leftovers of runs that were killed, akta.toml, keys, trust.json,
the log and what was published of it, every case.md and plan.json, every
document, seal and release, and that the journal verifies and names them all.
For each problem it says where, what, and what to do. Nothing is changed.

--repair does what loses nothing: it resets modes, removes leftovers of which
nothing is whole, keeps aside what a crash has left of a line of the journal, and
adds to the journal what it does not name, marked as found later. Everything
else is in a backup, or is for an officer to decide.

The keys are tried where their password is known (` + content.PasswordVariable + `).

` + exitCodes,
		Example: "  akta fsck\n  akta -C restored fsck --repair",
		Args:    args(0, false),
		RunE:    func(c *cobra.Command, _ []string) error { return runFsck(c.Context(), a, opt) },
	}
	c.Flags().BoolVar(&opt.Repair, "repair", false, "do what loses nothing")
	return c
}

func runFsck(ctx context.Context, a *app, opt content.FsckOptions) error {
	opt.Actor = a.actor()
	show, done := a.progress()
	opt.Progress = show
	r, err := content.Fsck(ctx, a.dir, opt)
	done()
	if err != nil {
		return usage(err)
	}
	open, repairable := 0, 0
	for _, f := range r.Faults {
		if f.Repaired {
			a.say("repaired  %s: %s", f.Where, f.Problem)
			continue
		}
		open++
		if f.Repairable {
			repairable++
		}
		a.say("BAD       %s: %s", f.Where, f.Problem)
		a.say("          %s", f.Do)
	}
	for _, n := range r.Notes {
		a.say("note      %s", n)
	}
	a.say("%s, %s, %s, %s; %s in the log, %s in the journal", plural(r.Cases, "case", "cases"), plural(r.Documents, "document", "documents"),
		plural(r.Seals, "seal", "seals"), plural(r.Releases, "release", "releases"), plural(int(r.Logged), "entry", "entries"), plural(r.Recorded, "line", "lines"))
	if err := a.result(r); err != nil {
		return err
	}
	if r.OK() {
		a.say("The office is consistent.")
		return nil
	}
	err = fmt.Errorf("%s in need of attention", plural(open, "thing is", "things are"))
	if repairable > 0 {
		err = fmt.Errorf("%w; \"akta fsck --repair\" mends %d of them and loses nothing", err, repairable)
	}
	return &codeError{1, err}
}
