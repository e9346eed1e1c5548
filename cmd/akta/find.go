package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/akta-foi/akta/content"
)

type findFlags struct {
	dryRun, all bool
	excerpts    bool
	plugins     []string
}

// noPlugins is what --plugin says to run none.
const noPlugins = "none"

func newFind(a *app) *cobra.Command {
	var f findFlags
	c := &cobra.Command{
		Use:   "find CASE",
		Short: "Look for what to hide in a case",
		Long: `Look through the documents of a case for what may have to be hidden: names, birth
numbers, accounts, addresses, security data, markings, and places that no machine
could read. Each finding is a proposal with its reasons; you decide with "akta
decide", and while anything is undecided, nothing is released.

Findings are written into content/CASE/plan.json. A place that was decided is not
proposed again: a second run finds what is new. Public facts of the office (its
name, its domain, and [facts] in akta.toml: numbers, addresses, officials) are
kept, and listed as kept; findings with a low score are only hints, which --all
lists. Documents that are not sealed are searched, too, but what is found there
is only shown: seal the case, then run it again. Withheld documents are left out.

The excerpts are for your eyes: they are shown on a terminal, and elsewhere only
with --excerpts.

Programs of the office's own take part, unless --plugin names some of them, or
none. akta.toml names them:
  [[plugins]]
  name = "names"
  command = ["/opt/names/find", "--strict"]
  timeout = 60
Such a program reads one line of JSON for each document,
  {"document": "d1", "language": "cs", "words": ["Vážený ", "pane, "]}
writes one line for each place it finds, words counted from 0,
  {"document": "d1", "first": 0, "count": 2, "type": "person", "score": 80,
   "reason": "...", "ground": "personal-data"}
(on one line; reason and ground may be left out), and ends with code 0. If it
fails, takes too long or writes anything else, nothing is recorded.

` + exitCodes,
		Example: `  akta find 2026-001
  akta find 2026-001 --dry-run --all
  akta find 2026-001 --plugin names
  akta find 2026-001 --plugin none --json`,
		Args: args(1, false),
	}
	c.Flags().BoolVar(&f.dryRun, "dry-run", false, "write nothing")
	c.Flags().BoolVar(&f.all, "all", false, "list the hints too")
	c.Flags().BoolVar(&f.excerpts, "excerpts", false, "show what was found, also in JSON and where it is no terminal")
	c.Flags().StringArrayVar(&f.plugins, "plugin", nil, "run only the plug-in with this `NAME`, or none (can be repeated)")
	c.RunE = func(c *cobra.Command, args []string) error { return runFind(c.Context(), a, args[0], f) }
	return c
}

// findOptions are what the flags ask for.
func (f *findFlags) options() (content.FindOptions, error) {
	opt := content.FindOptions{DryRun: f.dryRun, Plugins: f.plugins, Only: len(f.plugins) > 0}
	for _, name := range f.plugins {
		if name == noPlugins && len(f.plugins) > 1 {
			return opt, errors.New("--plugin none stands alone")
		}
		if name == noPlugins {
			opt.Plugins = nil
		}
	}
	return opt, nil
}

func runFind(ctx context.Context, a *app, caseID string, f findFlags) error {
	opt, err := f.options()
	if err != nil {
		return usage(err)
	}
	o, err := a.officeCase(caseID)
	if err != nil {
		return err
	}
	show, done := a.progress()
	r, err := a.reader(ctx, o, caseID, show)
	if err != nil {
		return err
	}
	defer r.Close()
	report, v, err := o.Find(ctx, r, caseID, opt)
	done()
	if err != nil {
		return err
	}
	defer v.Close()
	l := lister{v: v, excerpts: f.excerpts || !a.json && isTerminal(a.stdout)}
	lists := []groupList{{"undecided", v.Undecided()}, {"not sealed", v.Unsealed()}, {"kept", v.Kept()}}
	if f.all {
		lists = append(lists, groupList{"hint", v.Hints()})
	}
	if a.json {
		out := foundCase{Case: caseID, DryRun: f.dryRun, FindReport: report, Types: countTypes(v.Undecided()), Groups: []foundGroup{}}
		for _, list := range lists {
			out.Groups = append(out.Groups, l.json(list)...)
		}
		return a.result(out)
	}
	if !a.quiet {
		if err := l.table(a.stdout, lists); err != nil {
			return err
		}
	}
	sayFound(a, caseID, f, report, v)
	return nil
}

func sayFound(a *app, caseID string, f findFlags, report *content.FindReport, v *content.Review) {
	if types := countTypes(v.Undecided()); len(types) > 0 {
		var parts []string
		for _, t := range types {
			parts = append(parts, fmt.Sprintf("%s %d", t.Type, t.Places))
		}
		a.say("undecided: %s", strings.Join(parts, ", "))
	}
	a.say("%s new, %d undecided in all, %s kept as public facts, %s",
		plural(report.Added, "finding", "findings"), report.Waiting, plural(report.Kept, "place", "places"), plural(report.Hints, "hint", "hints"))
	for _, d := range report.Withheld {
		a.say("%s  withheld, not searched", d)
	}
	for _, d := range report.Unsealed {
		a.say("%s  not sealed: what was found there is not recorded; akta seal %s, then akta find %s", d, caseID, caseID)
	}
	switch {
	case f.dryRun:
		a.say("Nothing was written. Next: akta find %s", caseID)
	case report.Waiting > 0:
		a.say("Next: akta decide %s; until then nothing is released", caseID)
	default:
		a.say("Nothing waits for a decision. Next: akta release %s", caseID)
	}
}

// foundCase is what was found, as JSON. Excerpts and the names of groups, which
// may be names of people, are there only where they were asked for.
type foundCase struct {
	Case   string `json:"case"`
	DryRun bool   `json:"dry_run,omitempty"`
	*content.FindReport
	Types  []typeCount  `json:"types"`
	Groups []foundGroup `json:"groups"`
}

type foundGroup struct {
	State   string       `json:"state"`
	Types   []string     `json:"types"`
	Score   int          `json:"score"`
	Ground  string       `json:"ground"`
	Group   string       `json:"group,omitempty"`
	Places  []foundPlace `json:"places"`
	Excerpt string       `json:"excerpt,omitempty"`
}

type foundPlace struct {
	ID      string   `json:"id,omitempty"`
	Place   string   `json:"place"`
	Type    string   `json:"type"`
	Score   int      `json:"score,omitempty"`
	Reasons []string `json:"reasons,omitempty"`
	Source  string   `json:"source"`
	Note    string   `json:"note,omitempty"`
}

type typeCount struct {
	Type   string `json:"type"`
	Groups int    `json:"groups"`
	Places int    `json:"places"`
}

// countTypes counts groups and places by type, in the order of the groups.
func countTypes(groups []content.Group) []typeCount {
	out, at := []typeCount{}, map[string]int{}
	for _, g := range groups {
		i, ok := at[g.Type()]
		if !ok {
			i = len(out)
			at[g.Type()] = i
			out = append(out, typeCount{Type: g.Type()})
		}
		out[i].Groups++
		out[i].Places += len(g.Redactions)
	}
	return out
}

// isTerminal tells whether something is printed for a person.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// groupList is groups of one state.
type groupList struct {
	state  string
	groups []content.Group
}

// lister prints groups.
type lister struct {
	v        *content.Review
	excerpts bool
	ids      bool // of the places, for scripts
}

// excerptWords are shown around what was found in a table.
const excerptWords = 3

func (l lister) table(out io.Writer, lists []groupList) error {
	w := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	head := ""
	if l.ids {
		head = "IDS\t"
	}
	head += "STATE\tPLACE\tTYPE\tSCORE\t"
	if l.excerpts {
		head += "EXCERPT\t"
	}
	head += "REASON"
	lines := 0
	for _, list := range lists {
		for _, g := range list.groups {
			if lines == 0 {
				fmt.Fprintln(w, head)
			}
			lines++
			x := g.Redactions[0]
			line := ""
			if l.ids {
				line = shortIDs(g.IDs()) + "\t"
			}
			line += fmt.Sprintf("%s\t%s\t%s\t%s\t", list.state, l.places(g), strings.Join(g.Types, ", "), score(g.Score))
			if l.excerpts {
				before, found, after := l.v.Excerpt(x, excerptWords)
				line += marked(before, found, after) + "\t"
			}
			fmt.Fprintln(w, line+reasonOf(x))
		}
	}
	return w.Flush()
}

// shortIDs lists the first ids of a group.
func shortIDs(ids []string) string {
	const most = 3
	if len(ids) > most {
		return strings.Join(ids[:most], " ") + fmt.Sprintf(" +%d", len(ids)-most)
	}
	return strings.Join(ids, " ")
}

// places says where a group stands: its first place, and how many more.
func (l lister) places(g content.Group) string {
	where := l.v.Place(g.Redactions[0])
	if n := len(g.Redactions); n > 1 {
		where += fmt.Sprintf(" and %d more", n-1)
	}
	return where
}

func (l lister) json(list groupList) []foundGroup {
	var out []foundGroup
	for _, g := range list.groups {
		x := foundGroup{State: list.state, Types: g.Types, Score: g.Score, Ground: g.Ground}
		if l.excerpts {
			x.Group = g.Name
			_, x.Excerpt, _ = l.v.Excerpt(g.Redactions[0], 0)
		}
		for _, p := range g.Redactions {
			x.Places = append(x.Places, foundPlace{p.ID, l.v.Place(p), p.Type, p.Score, p.Reasons, p.Source, p.Note})
		}
		out = append(out, x)
	}
	return out
}

// score of a group; places that were not read have none.
func score(n int) string {
	if n == 0 {
		return "-"
	}
	return fmt.Sprint(n)
}

// reasonOf says why something was proposed, or kept.
func reasonOf(x content.Redaction) string {
	var parts []string
	if x.Note != "" && x.State == content.Rejected {
		parts = append(parts, x.Note)
	}
	parts = append(parts, x.Reasons...)
	if len(parts) == 0 {
		parts = []string{"proposed by " + x.Source}
	} else if strings.HasPrefix(x.Source, content.SourcePlugin) {
		parts = append(parts, x.Source)
	}
	return strings.Join(parts, "; ")
}

// marked shows what was found in its surroundings, without colour.
func marked(before, found, after string) string {
	return strings.TrimSpace(before + " >>" + found + "<< " + after)
}

// now is when a decision was made, in whole seconds.
func now() time.Time { return time.Now().UTC().Truncate(time.Second) }
