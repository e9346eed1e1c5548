package main

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content"
)

func newRelease(a *app) *cobra.Command {
	opt := content.ReleaseOptions{}
	preview := false
	c := &cobra.Command{
		Use:   "release CASE",
		Short: "Make a public release of a case",
		Long: `Make the next release (r1, r2, ...) of a case from its seals and its plan: the
shown words and pages, the proof that they are the sealed ones, and the
redactor's signed statement with the ground of every redaction. It is searched
for everything it hides, and verified, before it is kept.

What will be public after it is printed first; --preview stops there. What
nobody has decided about stops the release. A redaction of something that an
older release shows is refused: it is public already (akta takedown).

Boxes on pages grow so far that not even both editions together tell how wide
the hidden words are. --facsimile page shows no page image on which something
is hidden; --facsimile exact draws boxes around the words only, and asks for a
--reason, which is published.

Where akta.toml asks for approvals, the release waits for "akta approve".

` + exitCodes,
		Example: `  akta release 2026-001
  akta release 2026-001 --preview
  akta release 2026-001 --review-by 2027-11-30
  akta release 2026-001 --facsimile exact --reason "a table of numbers, no names"`,
		Args: args(1, false),
		RunE: func(c *cobra.Command, args []string) error {
			return runRelease(c.Context(), a, args[0], opt, preview)
		},
	}
	c.Flags().StringVar(&opt.Facsimile, "facsimile", "", "how far boxes grow: `line, page or exact` (default: as akta.toml says)")
	c.Flags().StringVar(&opt.Reason, "reason", "", "why the boxes are exact")
	c.Flags().StringVar(&opt.ReviewBy, "review-by", "", "the `DATE` by which the redactions are looked at again, such as 2027-11-30")
	c.Flags().BoolVar(&preview, "preview", false, "print what would be public, and make nothing")
	return c
}

func runRelease(ctx context.Context, a *app, caseID string, opt content.ReleaseOptions, preview bool) error {
	o, err := a.officeCase(caseID)
	if err != nil {
		return err
	}
	opt.Created = time.Now()
	if preview {
		p, err := o.Preview(caseID, opt)
		if err != nil {
			return err
		}
		showPreview(a, p)
		a.say("Nothing was made.")
		return a.result(p)
	}
	k, err := o.OpenKeys(postTimestampQuery)
	if err != nil {
		return err
	}
	show, done := a.progress()
	opt.Progress = show
	opt.Show = func(p *content.Preview) { showPreview(a, p) }
	r, name, err := o.Release(ctx, k, caseID, opt)
	done()
	if err != nil {
		return err
	}
	return a.released(r, name)
}

// released says what was made, and what comes next.
func (a *app) released(r *bundles.Release, file string) error {
	redactions, withheld := 0, 0
	for _, d := range r.Documents {
		redactions += len(d.Redactions)
		if d.Withheld != "" {
			withheld++
		}
	}
	a.say("Release %s of case %s: %s, %s, %d withheld", r.Release, r.Case,
		plural(len(r.Documents)-withheld, "document", "documents"), plural(redactions, "redaction", "redactions"), withheld)
	a.say("  %s", file)
	switch {
	case content.IsWaiting(file):
		a.say("It waits for approval and is not published before.")
		a.say("Next: akta approve %s --key KEYFILE, by someone else", r.Case)
	case r.Takedown != nil:
		a.say("It takes down %s.", strings.Join(r.Takedown.Releases, ", "))
		a.say("Next: akta build, and upload the site: what was downloaded before stays with whoever has it")
	default:
		a.say("Next: write the answer into %s, then akta build", filepath.Join("content", r.Case, "case.md"))
	}
	return a.result(map[string]any{"file": file, "waiting": content.IsWaiting(file), "release": r})
}
