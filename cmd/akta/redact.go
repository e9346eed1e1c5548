package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
)

type redactFlags struct {
	texts, boxes    []string
	words, fields   []string
	seal, unit      string
	ground, note    string
	document        string
	undecided       bool
	everywhere      bool
	withhold, whole []string
	reviewed        []string
	accept, reject  []string
	show            []string
	allow           []string
	allowPassages   []string
	in, reason      string
	requester       bool
	list, schema    bool
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
--words hides words of a sealed document by their numbers, from 1; --field one
of its metadata fields. What is hidden grows to --unit: word, line, paragraph,
page or document. Where the same words stand elsewhere in the case, that is told,
and --everywhere hides them there too.
--withhold keeps a whole document back; --whole releases a document as its own
bytes; where something hides in it, only together with --reviewed. --reviewed
records that you have looked at what no machine can read in a document, and at
what hides in it ("akta read" shows both).

--list shows what was decided, and what waits for a decision: while anything is
undecided, nothing is released. --accept and --reject decide; what is rejected is
kept, so that it is not proposed again. --undecided records a proposal only.
--requester hides what is known of the person who asked, in every form of the
name: the sender of a request that is an e-mail, and whom "akta case requester"
has written down.
--show opens a metadata field; all others stay hidden. --allow lets a text that
is hidden here stand in another case or document, because it is public there;
--allow-passages does so for what boxes, lines and pages hide in a document.

The ground is a code or a paragraph of the office's law. All of one call is
written into content/CASE/plan.json, or nothing, with your name: AKTA_OFFICER, or
the name you are logged in with. The file may be edited; --schema prints the JSON
Schema of it.

` + exitCodes,
		Example: `  akta redact 2026-001 --text "Jan Novák" --ground "§ 8a"
  akta redact 2026-001 --text "+420 601 234 567" --ground personal-data --doc d2
  akta redact 2026-001 --box d3:1:0.1,0.72,0.4,0.05 --ground personal-data --unit line
  akta redact 2026-001 --words d2:14+2 --ground personal-data --everywhere
  akta redact 2026-001 --withhold d4 --ground trade-secret
  akta redact 2026-001 --list
  akta redact 2026-001 --accept x3 --reject x4 --note "an official in office"
  akta redact 2026-001 --allow "Jan Novák" --in 2026-002/d1 --reason "the mayor of that name"`,
		Args: func(c *cobra.Command, a []string) error {
			if f.schema {
				return args(0, true)(c, a)
			}
			return args(1, false)(c, a)
		},
	}
	c.Flags().StringArrayVar(&f.texts, "text", nil, "hide this `TEXT` (can be repeated)")
	c.Flags().StringArrayVar(&f.boxes, "box", nil, "hide this box, `D:PAGE:x,y,w,h` (can be repeated)")
	c.Flags().StringArrayVar(&f.words, "words", nil, "hide these words, `D:FIRST+COUNT` (can be repeated)")
	c.Flags().StringVar(&f.seal, "seal", "", "the `SEAL` whose words are numbered (default the newest)")
	c.Flags().StringArrayVar(&f.fields, "field", nil, "hide this metadata field, `D:NAME` (can be repeated)")
	c.Flags().StringVar(&f.unit, "unit", "", "hide the whole `UNIT`: word, line, paragraph, page or document")
	c.Flags().StringVar(&f.ground, "ground", "", "the legal `GROUND`: a code or a paragraph")
	c.Flags().StringVar(&f.note, "note", "", "a `NOTE` for the office, never published")
	c.Flags().StringVar(&f.document, "doc", "", "look for the text in this `DOCUMENT` only")
	c.Flags().BoolVar(&f.everywhere, "everywhere", false, "hide the same words in the whole case")
	c.Flags().BoolVar(&f.undecided, "undecided", false, "record a proposal, to be decided later")
	c.Flags().BoolVar(&f.requester, "requester", false, "hide what is known of the requester")
	c.Flags().StringArrayVar(&f.accept, "accept", nil, "put the redaction with this `ID` in force (can be repeated)")
	c.Flags().StringArrayVar(&f.reject, "reject", nil, "do not hide what the redaction with this `ID` names (can be repeated)")
	c.Flags().StringArrayVar(&f.withhold, "withhold", nil, "do not release this `DOCUMENT` (can be repeated)")
	c.Flags().StringArrayVar(&f.whole, "whole", nil, "release this `DOCUMENT` as its own bytes (can be repeated)")
	c.Flags().StringArrayVar(&f.reviewed, "reviewed", nil, "you have looked at what is unread or hidden in this `DOCUMENT` (can be repeated)")
	c.Flags().StringArrayVar(&f.show, "show", nil, "open a metadata field, `D:NAME` (can be repeated)")
	c.Flags().StringArrayVar(&f.allow, "allow", nil, "let this `TEXT`, hidden here, stand elsewhere (can be repeated)")
	c.Flags().StringArrayVar(&f.allowPassages, "allow-passages", nil, "let passages hidden in this `DOCUMENT`, such as a letterhead, stand elsewhere")
	c.Flags().StringVar(&f.in, "in", "", "where it may stand: `CASE` or CASE/DOCUMENT")
	c.Flags().StringVar(&f.reason, "reason", "", "the `REASON` why it may stand there")
	c.Flags().BoolVar(&f.list, "list", false, "list the redactions of the case, and decide nothing")
	c.Flags().BoolVar(&f.schema, "schema", false, "print the JSON Schema of plan.json, and nothing else")
	c.RunE = func(c *cobra.Command, args []string) error {
		switch {
		case f.schema:
			_, err := a.stdout.Write(content.PlanSchema())
			return err
		case f.list:
			return runRedactList(a, args[0])
		}
		return runRedact(c.Context(), a, args[0], f)
	}
	return c
}

func runRedact(ctx context.Context, a *app, caseID string, f redactFlags) error {
	o, err := a.office()
	if err != nil {
		return err
	}
	d, err := f.decisions()
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
		f.ground, d.Ground = g.Code, g.Code
		for i := range d.Redactions {
			d.Redactions[i].Ground = g.Code
		}
	}
	if err := f.newestSeal(o, caseID, d.Redactions); err != nil {
		return usage(err)
	}
	r, err := a.reader(ctx, o, caseID, nil)
	if err != nil {
		return err
	}
	defer r.Close()
	out := redacted{Case: caseID, Withheld: f.withhold, Whole: f.whole, Reviewed: f.reviewed, Accepted: f.accept, Rejected: f.reject}
	if out.Found, out.Unsearched, err = o.Decide(ctx, r, caseID, d); err != nil {
		return usage(err)
	}
	if f.requester {
		if out.Requester, out.Unsealed, err = o.HideKnown(ctx, r, caseID, f.state(), d); err != nil {
			return usage(err)
		}
	}
	if !f.everywhere && len(d.Redactions) > 0 {
		if out.Elsewhere, err = o.Elsewhere(ctx, r, caseID, d.Redactions); err != nil {
			return err
		}
	}
	f.report(a, d.Redactions, out)
	return a.result(out)
}

// redacted is what was decided, as JSON.
type redacted struct {
	Case       string              `json:"case"`
	Withheld   []string            `json:"withheld"`
	Whole      []string            `json:"whole"`
	Reviewed   []string            `json:"reviewed"`
	Accepted   []string            `json:"accepted,omitempty"`
	Rejected   []string            `json:"rejected,omitempty"`
	Found      [][]content.Found   `json:"found"`
	Unsearched []string            `json:"unsearched"`
	Elsewhere  []content.Elsewhere `json:"elsewhere,omitempty"`
	Requester  []content.Redaction `json:"requester,omitempty"`
	Unsealed   []string            `json:"unsealed,omitempty"` // where surnames by themselves were not looked at
}

func (f *redactFlags) state() string {
	if f.undecided {
		return content.Undecided
	}
	return content.Accepted
}

// newestSeal gives words the seal that holds their document's newest reading.
func (f *redactFlags) newestSeal(o *content.Office, caseID string, redactions []content.Redaction) error {
	for i := range redactions {
		x := &redactions[i]
		if x.Words == nil || x.Seal != "" {
			continue
		}
		var err error
		if x.Seal, err = o.NewestSeal(caseID, x.Document); err != nil {
			return err
		}
	}
	return nil
}

// check tells what is missing, or does not belong together.
func (f *redactFlags) check() error {
	hidden := len(f.texts) + len(f.boxes) + len(f.words) + len(f.fields)
	rest := len(f.whole) + len(f.reviewed) + len(f.accept) + len(f.reject) + len(f.show) + len(f.allow) + len(f.allowPassages)
	switch {
	case hidden+rest+len(f.withhold) == 0 && !f.requester:
		return errors.New("nothing to do: --text, --box, --words, --field, --withhold, --whole, --reviewed, --accept, --reject, --requester, --show, --allow or --list")
	case f.ground == "" && hidden+len(f.withhold) > 0:
		return errors.New("--ground is missing: why is it hidden?")
	case f.ground != "" && hidden+len(f.withhold) == 0:
		return errors.New("--ground belongs to --text, --box, --words, --field or --withhold")
	case f.document != "" && len(f.texts) == 0:
		return errors.New("--doc belongs to --text; all others name their document themselves")
	case f.seal != "" && len(f.words) == 0:
		return errors.New("--seal belongs to --words")
	case f.unit != "" && len(f.texts)+len(f.boxes)+len(f.words) == 0:
		return errors.New("--unit belongs to --text, --box or --words")
	case f.everywhere && len(f.texts)+len(f.boxes)+len(f.words) == 0:
		return errors.New("--everywhere belongs to --text with --doc, --box or --words")
	case f.undecided && hidden == 0 && !f.requester:
		return errors.New("--undecided belongs to --text, --box, --words, --field or --requester")
	case len(f.allow)+len(f.allowPassages) > 0 && (f.in == "" || f.reason == ""):
		return errors.New("--allow wants --in CASE or CASE/DOCUMENT, and a --reason")
	case len(f.allow)+len(f.allowPassages) == 0 && (f.in != "" || f.reason != ""):
		return errors.New("--in and --reason belong to --allow")
	case f.note != "" && hidden+len(f.accept)+len(f.reject) == 0 && !f.requester:
		return errors.New("--note belongs to what is hidden, accepted or rejected")
	}
	return nil
}

// decisions are what the flags ask for.
func (f *redactFlags) decisions() (content.Decisions, error) {
	d := content.Decisions{
		Withhold: f.withhold, Ground: f.ground, Whole: f.whole, Reviewed: f.reviewed, Accept: f.accept, Reject: f.reject,
		Note: f.note, Everywhere: f.everywhere, By: officer(), At: time.Now(),
	}
	var err error
	if d.Redactions, err = f.redactions(); err != nil {
		return d, err
	}
	for _, s := range f.show {
		document, field, ok := strings.Cut(s, ":")
		if !ok {
			return d, fmt.Errorf("--show %q: want D:NAME such as d1:source-title", s)
		}
		d.Show = append(d.Show, content.FieldOf{Document: document, Field: field})
	}
	for _, t := range f.allow {
		in, document, _ := strings.Cut(f.in, "/")
		d.Allow = append(d.Allow, content.Allowance{Text: t, Case: in, Document: document, Reason: f.reason})
	}
	for _, id := range f.allowPassages {
		in, document, _ := strings.Cut(f.in, "/")
		d.Allow = append(d.Allow, content.Allowance{Passages: id, Case: in, Document: document, Reason: f.reason})
	}
	return d, nil
}
