package content

import (
	"fmt"
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
)

// open collects what nobody has decided about and what therefore stops a
// release: undecided redactions, and what a document shows of the persons that
// the case knows. It tells places, never what stands there.
type open struct {
	c       *Case
	plan    *Plan
	persons *persons

	findings []string
	ids      []string // of undecided redactions
	known    bool     // a known person is among them
	listed   map[string]bool
}

func (o *Office) newOpen(c *Case, plan *Plan, seals []*bundles.Sealed) (*open, error) {
	known, err := o.knownPersons(c, plan, seals)
	if err != nil {
		return nil, err
	}
	w := &open{c: c, plan: plan, persons: known, listed: map[string]bool{}}
	for what, text := range map[string]string{"title": c.Title, "question": c.Question, "answer": c.Answer} {
		w.public("the case's "+what, "take it out there", text)
	}
	slices.Sort(w.findings) // a map has no order
	return w, nil
}

// search looks into a document that is to be released, of which res is hidden;
// whole tells whether its own bytes are shown.
func (w *open) search(d Document, doc *bundles.SealedDocument, res *resolved, whole bool) error {
	l := res.locator
	decided := make([]bool, len(doc.Text)) // an officer looked at it and leaves it, or it waits already
	for _, x := range w.plan.Redactions {
		if x.hides() || !x.of(doc.ID) || x.automatic() {
			continue
		}
		ranges, places, err := l.locate(x)
		if err != nil && x.State == Rejected {
			continue // of an older reading: it hides nothing, and excuses nothing
		}
		if err != nil {
			return fmt.Errorf("redaction %s: %w", x.ID, err)
		}
		for _, g := range ranges {
			for leaf := g[0]; leaf < g[0]+g[1]; leaf++ {
				decided[leaf] = true
			}
		}
		if x.State == Undecided && places > 0 {
			w.undecided(x, l.describe(x, ranges))
		}
	}
	w.public("the title of "+d.ID, "take it out there", d.Title)
	for _, name := range l.fieldNames() {
		switch value := strings.Join(l.values(name), "\n"); {
		case w.left(d.ID, name):
		case slices.Contains(d.Fields, name):
			w.public("the opened field "+name+" of "+d.ID, "close it", value)
		case whole && name != "file": // the release names the file anew
			w.public("the file of "+d.ID+", to be released as its own bytes ("+name+"),", "release it redacted, which leaves that out", value)
		}
	}
	for _, h := range w.persons.find(l.finder) {
		for leaf := h.at[0]; leaf < h.at[0]+h.at[1]; leaf++ {
			if doc.Text[leaf] != "" && res.leaves[leaf] == "" && !decided[leaf] {
				w.known = true
				w.add(fmt.Sprintf("%s, %s  the requester's %s is not hidden", d.ID, l.whereIs(h.at), h.what))
				break
			}
		}
	}
	return nil
}

// left tells whether an officer decided to leave a metadata field as it is.
func (w *open) left(document, field string) bool {
	return slices.ContainsFunc(w.plan.Redactions, func(x Redaction) bool {
		return x.State == Rejected && x.Field == field && x.of(document)
	})
}

// public searches a text that is published as it is.
func (w *open) public(where, remedy, text string) {
	for _, h := range w.persons.find(newFinder(strings.SplitAfter(text, " "))) {
		w.add(fmt.Sprintf("%s holds the requester's %s: %s", where, h.what, remedy))
	}
}

func (w *open) undecided(x Redaction, where string) {
	if !slices.Contains(w.ids, x.ID) {
		w.ids = append(w.ids, x.ID)
	}
	w.add(fmt.Sprintf("%s  %s  %s, %s, proposed by %s", x.ID, where, x.Unit, x.Ground, x.Source))
}

func (w *open) add(line string) {
	if !w.listed[line] {
		w.listed[line] = true
		w.findings = append(w.findings, line)
	}
}

// err tells all that is open, and how to decide.
func (w *open) err() error {
	// What stands in no document that is released has to be decided, too, unless
	// it is of a withheld one.
	for _, x := range w.plan.Redactions {
		if d := w.plan.Document(x.Document); x.State == Undecided && !slices.Contains(w.ids, x.ID) && (d == nil || d.Decision != Withheld) {
			w.undecided(x, "in no document that is released")
		}
	}
	n := len(w.findings)
	if n == 0 {
		return nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d %s nobody has decided about; nothing is released before:", n, map[bool]string{true: "finding", false: "findings"}[n == 1])
	for _, f := range w.findings[:min(n, maxOpenList)] {
		b.WriteString("\n  " + f)
	}
	if n > maxOpenList {
		fmt.Fprintf(&b, "\n  and %d more: akta redact %s --list", n-maxOpenList, w.c.ID)
	}
	if len(w.ids) > 0 {
		how := " --reject " + w.ids[len(w.ids)-1]
		if len(w.ids) > 1 {
			how = " --accept " + w.ids[0] + how
		} else {
			how = " --accept " + w.ids[0] + ", or" + how
		}
		fmt.Fprintf(&b, "\nto decide: akta redact %s%s", w.c.ID, how)
	}
	if slices.ContainsFunc(w.plan.Redactions, func(x Redaction) bool { return x.State == Undecided && x.proposed() }) {
		fmt.Fprintf(&b, "\nto step through what was found: akta decide %s", w.c.ID)
	}
	if w.known {
		fmt.Fprintf(&b, "\nto hide the requester: akta redact %[1]s --requester; to decide one by one: akta redact %[1]s --requester --undecided", w.c.ID)
	}
	return fmt.Errorf("%s", b.String())
}

// describe says where a redaction stands in the document, without what stands
// there.
func (l *locator) describe(x Redaction, ranges []bundles.Range) string {
	switch {
	case x.Box != nil:
		return fmt.Sprintf("%s, page %d, box %s", l.doc.ID, x.Page, boxText(*x.Box))
	case x.Field != "":
		return fmt.Sprintf("%s, field %s", l.doc.ID, x.Field)
	case len(ranges) == 0:
		return l.doc.ID
	}
	where := l.doc.ID + ", " + l.whereIs(ranges[0])
	if n := countPlaces(slices.Clone(ranges)); n > 1 {
		where += fmt.Sprintf(" and %d more", n-1)
	}
	return where
}

// whereIs says where words stand: "page 2, word 14".
func (l *locator) whereIs(g bundles.Range) string {
	for leaf := g[0]; leaf < g[0]+g[1]; leaf++ {
		n := l.wordNumber(leaf)
		if n == 0 {
			continue
		}
		if at, ok := l.place(leaf); ok {
			return fmt.Sprintf("page %d, word %d", at.page, n)
		}
		return fmt.Sprintf("word %d", n)
	}
	return "no word"
}

func boxText(b [4]float64) string {
	return fmt.Sprintf("%.3g,%.3g,%.3g,%.3g", b[0], b[1], b[2], b[3])
}

// checkFound refuses a redaction in force that is nowhere: a typing error in a
// plan edited by hand would show what was to be hidden.
func (p *Plan) checkFound(found []bool) error {
	for i, x := range p.Redactions {
		switch {
		case found[i] || !x.hides():
		case x.Field != "":
			return fmt.Errorf("%s, redaction %d (%s): no sealed document has a metadata field %q: correct it, or take it out", planFile, i+1, x.ID, x.Field)
		default:
			return fmt.Errorf("%s, redaction %d (%s): text %q stands in no sealed document: correct it, or take it out", planFile, i+1, x.ID, x.Text)
		}
	}
	return nil
}
