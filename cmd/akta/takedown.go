package main

import (
	"time"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
)

func newTakedown(a *app) *cobra.Command {
	opt := content.ReleaseOptions{}
	c := &cobra.Command{
		Use:   "takedown CASE RELEASE...",
		Short: "Replace releases that show too much",
		Long: `Make the next release of a case, which hides something that earlier releases
show, and take those down: the site does not offer them any more. Put what is to
be hidden into the plan first (akta redact).

Nothing that was public can be made secret again: whoever has the old release
keeps it. So the takedown is recorded and signed, with its reason; the case's
page stays, and says what was replaced, when and why.

` + exitCodes,
		Example: `  akta takedown 2026-001 r1 --reason "A name was left in by mistake."`,
		Args:    args(2, true),
		RunE: func(c *cobra.Command, args []string) error {
			opt.Takedown = args[1:]
			opt.Created = time.Now()
			return runRelease(c.Context(), a, args[0], opt, false)
		},
	}
	c.Flags().StringVar(&opt.TakedownReason, "reason", "", "why, in plain words; it is published")
	return c
}
