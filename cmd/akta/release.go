package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
)

func newRelease(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "release CASE",
		Short: "Make a public release of a case",
		Long: `Make the next release (r1, r2, ...) of a case from its seals and its plan: the
shown words and pages, the proof that they are the sealed ones, and the
redactor's signed statement with the ground of every redaction. The release is
verified before it is kept.

What nobody has decided about stops the release. A redaction of something that
an older release shows is refused: it is public already.

` + exitCodes,
		Example: "  akta release 2026-001",
		Args:    args(1, false),
		RunE:    func(c *cobra.Command, args []string) error { return runRelease(c.Context(), a, args[0]) },
	}
}

func runRelease(ctx context.Context, a *app, caseID string) error {
	o, err := a.officeCase(caseID)
	if err != nil {
		return err
	}
	k, err := o.OpenKeys(postTimestampQuery)
	if err != nil {
		return err
	}
	show, done := a.progress()
	r, name, err := o.Release(ctx, k, caseID, content.ReleaseOptions{Created: time.Now(), Progress: show})
	done()
	if err != nil {
		return err
	}
	redactions, withheld := 0, 0
	for _, d := range r.Documents {
		redactions += len(d.Redactions)
		if d.Withheld != "" {
			withheld++
		}
	}
	a.say("Release %s of case %s: %s, %s, %d withheld", r.Release, r.Case,
		plural(len(r.Documents)-withheld, "document", "documents"), plural(redactions, "redaction", "redactions"), withheld)
	a.say("  %s", name)
	a.say("Next: write the answer into content/%s/case.md, then akta build", caseID)
	return a.result(map[string]any{"file": name, "release": r})
}
