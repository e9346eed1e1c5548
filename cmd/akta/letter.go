package main

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/letter"
)

// letterFlags are the flags that tell how a letter is written.
type letterFlags struct {
	content.LetterOptions
	date string
}

func (f *letterFlags) add(c *cobra.Command, format, where string) {
	c.Flags().StringVar(&f.Language, "lang", "", "language of the letter: cs, hu or en (default the case's)")
	c.Flags().StringVar(&f.Format, "format", format, "one of "+strings.Join(letter.Formats(), ", "))
	c.Flags().StringVarP(&f.File, "output", "o", "", "file to write, which must not exist yet (default "+where+")")
	c.Flags().StringVar(&f.date, "date", "", "date of the letter, such as 2026-03-02 (default today)")
}

// options checks the flags.
func (f *letterFlags) options() (content.LetterOptions, error) {
	if !slices.Contains(letter.Formats(), f.Format) {
		return f.LetterOptions, usage(fmt.Errorf("format %q: want one of %s", f.Format, strings.Join(letter.Formats(), ", ")))
	}
	var err error
	if f.Date, err = dayOf(f.date); err != nil {
		return f.LetterOptions, err
	}
	return f.LetterOptions, nil
}

func newLetter(a *app) *cobra.Command {
	var f letterFlags
	c := &cobra.Command{
		Use:   "letter KIND CASE",
		Short: "Draft a letter to the requester",
		Long: `Draft a letter of a case: an acknowledgement, a request for particulars, an
extension, a fee, a transfer, a refusal, a partial refusal, or the answer.
"akta letter list" shows the kinds.

The draft holds what the case says: the dates and deadlines as the law counts
them, the grounds, the documents of the newest release, the remedies. What is not
known is a placeholder, [[in double brackets]], to fill in by hand. The draft is a
new private file in content/CASE/letters; nothing is overwritten, sent or sealed.
Work on it in Markdown, then "akta letter convert" makes the file to send.

The templates are drafts in law, too: read each once with "akta letter template",
and put a corrected one in content/letters/LANGUAGE/KIND.md.tmpl of the office.

` + exitCodes,
		Example: `  akta letter acknowledgement 2026-001
  akta letter extension 2026-001 --lang en --format docx
  akta letter refusal 2026-001 --date 2026-03-16 -o refusal.md`,
		Args: args(2, false),
		RunE: func(_ *cobra.Command, args []string) error { return runLetter(a, args[0], args[1], &f) },
	}
	f.add(c, "md", "a new draft in content/CASE/letters")
	c.AddCommand(newLetterConvert(a), newLetterList(a), newLetterTemplate(a))
	return c
}

func runLetter(a *app, kind, caseID string, f *letterFlags) error {
	opt, err := f.options()
	if err != nil {
		return err
	}
	if _, err := letter.KindOf(kind); err != nil {
		return usage(err)
	}
	o, err := a.officeCase(caseID)
	if err != nil {
		return err
	}
	d, err := o.Letter(kind, caseID, opt)
	if err != nil {
		return usage(err)
	}
	return a.letterWritten(d)
}

// letterWritten tells what was written and what is left to do.
func (a *app) letterWritten(d *content.LetterDraft) error {
	a.say("Draft: %s", d.File)
	a.say("%s", d.Title)
	if len(d.Open) > 0 {
		a.say("To fill in by hand, %d:", len(d.Open))
		for _, p := range d.Open {
			a.say("  [[%s]]", p)
		}
	}
	if d.Missing != "" {
		a.say("The PDF's font has no picture for: %s", d.Missing)
	}
	a.say("It is a draft: check it, and the law it cites, before it is signed.")
	if d.Format == "md" {
		a.say("Next: akta letter convert %s --format pdf", d.File)
	}
	return a.result(d)
}

func newLetterConvert(a *app) *cobra.Command {
	var f letterFlags
	c := &cobra.Command{
		Use:   "convert DRAFT.md",
		Short: "Write a draft as PDF, DOCX or ODT",
		Long: `Write a draft, as it was worked on in Markdown, as a file to print or to send:
PDF with real text and tags, DOCX or ODT. Placeholders that are left are told,
and marked yellow in the file.

` + exitCodes,
		Example: `  akta letter convert content/2026-001/letters/01-answer.cs.md
  akta letter convert content/2026-001/letters/01-answer.cs.md --format docx -o answer.docx`,
		Args: args(1, false),
	}
	f.add(c, "pdf", "beside the draft, under the same name")
	c.Flags().Lookup("lang").Usage = "language of the letter: cs, hu or en (default as the draft's name tells)"
	c.RunE = func(_ *cobra.Command, args []string) error {
		opt, err := f.options()
		if err != nil {
			return err
		}
		d, err := content.ConvertLetter(args[0], opt)
		if err != nil {
			return usage(err)
		}
		return a.letterWritten(d)
	}
	return c
}

func newLetterList(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "List the kinds of letters",
		Long:    "List the kinds of letters, and in which languages the office's law has them.\n\n" + exitCodes,
		Example: "  akta letter list\n  akta letter list --json",
		Args:    args(0, false),
		RunE:    func(*cobra.Command, []string) error { return runLetterList(a) },
	}
}

// letterSummary is a line of the list of kinds.
type letterSummary struct {
	letter.Kind
	Languages []string `json:"languages"`
	Own       []string `json:"own"` // languages in which the office has a template of its own
}

func runLetterList(a *app) error {
	o, err := a.office()
	if err != nil {
		return err
	}
	list := []letterSummary{}
	for _, k := range letter.Kinds() {
		s := letterSummary{Kind: k, Languages: letter.Languages(o.Law.Code, o.Law.Language), Own: []string{}}
		for _, l := range s.Languages {
			_, own, err := o.LetterTemplate(k.Code, l)
			if err != nil {
				return usage(err)
			}
			if own {
				s.Own = append(s.Own, l)
			}
		}
		list = append(list, s)
	}
	if a.json {
		return a.result(list)
	}
	w := tabwriter.NewWriter(a.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "KIND\tLANGUAGES\tOWN TEMPLATES\tWHAT IT TELLS")
	for _, s := range list {
		own := "-"
		if len(s.Own) > 0 {
			own = strings.Join(s.Own, ", ")
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", s.Code, strings.Join(s.Languages, ", "), own, s.What)
	}
	return w.Flush()
}

func newLetterTemplate(a *app) *cobra.Command {
	lang := ""
	c := &cobra.Command{
		Use:   "template KIND",
		Short: "Print the template of a letter",
		Long: `Print the template of a letter as the office uses it: its own, or the one akta
brings. Its first line tells what in it the office has to check. To change it, put
it in content/letters/LANGUAGE/KIND.md.tmpl of the office.

` + exitCodes,
		Example: "  akta letter template refusal\n  akta letter template refusal --lang en",
		Args:    args(1, false),
	}
	c.Flags().StringVar(&lang, "lang", "", "language of the template (default the law's own)")
	c.RunE = func(_ *cobra.Command, args []string) error {
		o, err := a.office()
		if err != nil {
			return err
		}
		if lang == "" {
			lang = o.Law.Language
		}
		text, own, err := o.LetterTemplate(args[0], lang)
		if err != nil {
			return usage(err)
		}
		if a.json {
			return a.result(map[string]any{"kind": args[0], "language": lang, "own": own, "template": text})
		}
		if _, err := fmt.Fprint(a.stdout, text); err != nil {
			return fmt.Errorf("template: %w", err)
		}
		return nil
	}
	return c
}
