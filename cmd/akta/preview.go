package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content"
)

// showPreview prints what will be public of a case, and what of it is new.
func showPreview(a *app, p *content.Preview) {
	a.say("Public after release %s:", p.Release)
	if a.quiet || a.json {
		return
	}
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, d := range p.Documents {
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\n", d.ID, d.Seal, amount(d.Shown()), newly(d))
	}
	for _, id := range p.Withheld {
		fmt.Fprintf(w, "  %s\t\twithheld\t\n", id)
	}
	w.Flush()
	for _, x := range p.Warnings {
		a.say("  ! %s", x)
	}
}

// amount says how much of a document is shown.
func amount(n bundles.Amount) string {
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{{n.Words, "word", "words"}, {n.Pages, "page", "pages"}, {n.Fields, "field", "fields"}} {
		if p.n > 0 {
			parts = append(parts, plural(p.n, p.one, p.many))
		}
	}
	if n.Files > 0 {
		parts = append(parts, "its own bytes")
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, ", ")
}

// newly says what of it no earlier release shows.
func newly(d bundles.DocumentUnion) string {
	switch n := d.New(); n {
	case bundles.Amount{}:
		return "public already"
	case d.Shown():
		return "all new"
	default:
		return "new: " + amount(n)
	}
}
