package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
)

type redactFlags struct {
	texts, boxes    []string
	ground          string
	document        string
	withhold, whole []string
	reviewed        []string
}

func newRedact(a *app) *cobra.Command {
	var f redactFlags
	c := &cobra.Command{
		Use:   "redact CASE",
		Short: "Decide what a release hides",
		Long: `Decide what the next release of a case hides, and why.

--text hides a text wherever it stands: in every document of the case or only in
--doc, in any letter case, across line breaks, in text and on pages alike.
--box hides a rectangle of a page, and the words under it. Its numbers are
fractions of the page: left, top, width, height.
--withhold keeps a whole document back; --whole releases a document as its own
bytes; where something hides in it, only together with --reviewed. --reviewed
records that you have looked at what no machine can read in a document, and at
what hides in it ("akta read" shows both). All of one call is written into
content/CASE/plan.json, or nothing; to take something back, edit that file.

The ground is a code or a paragraph of the office's law.

` + exitCodes,
		Example: `  akta redact 2026-001 --text "Jan Novák" --ground "§ 8a"
  akta redact 2026-001 --text "+420 601 234 567" --ground personal-data --doc d2
  akta redact 2026-001 --box d3:1:0.1,0.72,0.4,0.05 --ground personal-data
  akta redact 2026-001 --withhold d4 --ground trade-secret`,
		Args: args(1, false),
	}
	c.Flags().StringArrayVar(&f.texts, "text", nil, "hide this `TEXT` (can be repeated)")
	c.Flags().StringArrayVar(&f.boxes, "box", nil, "hide this box, `D:PAGE:x,y,w,h` (can be repeated)")
	c.Flags().StringVar(&f.ground, "ground", "", "the legal `GROUND`: a code or a paragraph")
	c.Flags().StringVar(&f.document, "doc", "", "look for the text in this `DOCUMENT` only")
	c.Flags().StringArrayVar(&f.withhold, "withhold", nil, "do not release this `DOCUMENT` (can be repeated)")
	c.Flags().StringArrayVar(&f.whole, "whole", nil, "release this `DOCUMENT` as its own bytes (can be repeated)")
	c.Flags().StringArrayVar(&f.reviewed, "reviewed", nil, "you have looked at what is unread or hidden in this `DOCUMENT` (can be repeated)")
	c.RunE = func(c *cobra.Command, args []string) error { return runRedact(c.Context(), a, args[0], f) }
	return c
}

func runRedact(ctx context.Context, a *app, caseID string, f redactFlags) error {
	o, err := a.office()
	if err != nil {
		return err
	}
	redactions, err := f.redactions()
	if err != nil {
		return usage(err)
	}
	if err := f.check(); err != nil {
		return usage(err)
	}
	if f.ground != "" { // "§8a" is "personal-data" from here on
		g, err := o.Law.Ground(f.ground)
		if err != nil {
			return usage(err)
		}
		f.ground = g.Code
		for i := range redactions {
			redactions[i].Ground = g.Code
		}
	}
	r, err := a.reader(ctx, o, caseID, nil)
	if err != nil {
		return err
	}
	defer r.Close()
	found, unsearched, err := o.Decide(ctx, r, caseID, content.Decisions{
		Withhold: f.withhold, Ground: f.ground, Whole: f.whole, Reviewed: f.reviewed, Redactions: redactions,
	})
	if err != nil {
		return usage(err)
	}
	f.report(a, redactions, found, unsearched)
	a.say("Next: akta release %s; to take a decision back, edit content/%s/plan.json", caseID, caseID)
	return a.result(map[string]any{
		"case": caseID, "withheld": f.withhold, "whole": f.whole, "reviewed": f.reviewed, "found": found, "unsearched": unsearched,
	})
}

// check tells what is missing, or does not belong together.
func (f redactFlags) check() error {
	hidden := len(f.texts) + len(f.boxes)
	if hidden+len(f.withhold)+len(f.whole)+len(f.reviewed) == 0 {
		return errors.New("nothing to do: --text, --box, --withhold, --whole or --reviewed")
	}
	if f.ground == "" && hidden+len(f.withhold) > 0 {
		return errors.New("--ground is missing: why is it hidden?")
	}
	if f.ground != "" && hidden+len(f.withhold) == 0 {
		return errors.New("--ground belongs to --text, --box or --withhold")
	}
	if f.document != "" && len(f.texts) == 0 {
		return errors.New("--doc belongs to --text; --box, --withhold, --whole and --reviewed name their document themselves")
	}
	return nil
}

// report says for people what was decided.
func (f redactFlags) report(a *app, redactions []content.Redaction, found [][]content.Found, unsearched []string) {
	for _, d := range f.withhold {
		a.say("%s  withheld, %s", d, f.ground)
	}
	for _, d := range f.whole {
		a.say("%s  released as its own bytes", d)
	}
	for _, d := range f.reviewed {
		a.say("%s  looked at by an officer", d)
	}
	for i, x := range redactions {
		for _, p := range found[i] {
			a.say("%s  %s, %s", p.Document, plural(p.Places, "place", "places"), x.Ground)
		}
	}
	for _, d := range unsearched {
		a.say("%s  has no text that can be searched: look at it, and use --box", d)
	}
}

func (f redactFlags) redactions() ([]content.Redaction, error) {
	var out []content.Redaction
	for _, t := range f.texts {
		out = append(out, content.Redaction{Text: t, Document: f.document, Ground: f.ground})
	}
	for _, b := range f.boxes {
		x, err := parseBox(b)
		if err != nil {
			return nil, err
		}
		x.Ground = f.ground
		out = append(out, x)
	}
	return out, nil
}

// parseBox reads D:PAGE:x,y,w,h.
func parseBox(s string) (content.Redaction, error) {
	bad := fmt.Errorf("--box %q: want D:PAGE:x,y,w,h such as d3:1:0.1,0.7,0.4,0.05", s)
	parts := strings.Split(s, ":")
	if len(parts) != 3 {
		return content.Redaction{}, bad
	}
	page, err := strconv.Atoi(parts[1])
	if err != nil {
		return content.Redaction{}, bad
	}
	numbers := strings.Split(parts[2], ",")
	var box [4]float64
	if len(numbers) != len(box) {
		return content.Redaction{}, bad
	}
	for i, n := range numbers {
		if box[i], err = strconv.ParseFloat(strings.TrimSpace(n), 64); err != nil {
			return content.Redaction{}, bad
		}
	}
	return content.Redaction{Document: parts[0], Page: page, Box: &box}, nil
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
