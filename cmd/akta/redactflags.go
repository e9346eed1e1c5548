package main

import (
	"cmp"
	"fmt"
	"os"
	"os/user"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"github.com/akta-foi/akta/content"
)

// officerVariable is the environment variable with the name of whoever decides.
const officerVariable = "AKTA_OFFICER"

// officer is the name that decisions carry; "" where nobody says.
func officer() string {
	if name := strings.TrimSpace(os.Getenv(officerVariable)); name != "" {
		return name
	}
	u, err := user.Current()
	if err != nil {
		return ""
	}
	if name := strings.TrimSpace(u.Name); name != "" {
		return name
	}
	return u.Username
}

func (f *redactFlags) redactions() ([]content.Redaction, error) {
	var out []content.Redaction
	for _, t := range f.texts {
		out = append(out, content.Redaction{Text: t, Document: f.document, Unit: f.unit})
	}
	for _, b := range f.boxes {
		x, err := parseBox(b)
		if err != nil {
			return nil, err
		}
		x.Unit = f.unit
		out = append(out, x)
	}
	for _, w := range f.words {
		x, err := parseWords(w)
		if err != nil {
			return nil, err
		}
		x.Seal, x.Unit = f.seal, f.unit
		out = append(out, x)
	}
	for _, s := range f.fields {
		document, field, ok := strings.Cut(s, ":")
		if !ok {
			return nil, fmt.Errorf("--field %q: want D:NAME such as d1:source-author", s)
		}
		out = append(out, content.Redaction{Document: document, Field: field})
	}
	for i := range out {
		out[i].Ground, out[i].State, out[i].Source, out[i].Note = f.ground, f.state(), content.SourceOfficer, f.note
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

// parseWords reads D:FIRST+COUNT, or D:NUMBER.
func parseWords(s string) (content.Redaction, error) {
	bad := fmt.Errorf("--words %q: want D:FIRST+COUNT such as d2:14+2", s)
	document, numbers, ok := strings.Cut(s, ":")
	first, count, more := strings.Cut(numbers, "+")
	if !more {
		count = "1"
	}
	a, errA := strconv.Atoi(first)
	b, errB := strconv.Atoi(count)
	if !ok || errA != nil || errB != nil {
		return content.Redaction{}, bad
	}
	return content.Redaction{Document: document, Words: &[2]int{a, b}}, nil
}

// report says for people what was decided.
func (f *redactFlags) report(a *app, redactions []content.Redaction, out redacted) {
	for _, d := range f.withhold {
		a.say("%s  withheld, %s", d, f.ground)
	}
	for _, d := range f.whole {
		a.say("%s  released as its own bytes", d)
	}
	for _, d := range f.reviewed {
		a.say("%s  looked at by an officer", d)
	}
	for _, id := range f.accept {
		a.say("%s  accepted", id)
	}
	for _, id := range f.reject {
		a.say("%s  rejected: it hides nothing, and is not proposed again", id)
	}
	for _, s := range f.show {
		a.say("%s  shown in the release", s)
	}
	for range slices.Concat(f.allow, f.allowPassages) {
		a.say("allowed in %s: the leak audit lets it stand there", f.in)
	}
	proposed := ""
	if f.undecided {
		proposed = ", undecided"
	}
	for i, x := range redactions {
		for _, p := range out.Found[i] {
			a.say("%s  %s, %s%s", p.Document, plural(p.Places, "place", "places"), x.Ground, proposed)
		}
	}
	f.reportRequester(a, out, proposed)
	for _, d := range out.Unsearched {
		a.say("%s  has no text that can be searched: look at it, and use --box", d)
	}
	for _, e := range out.Elsewhere {
		for _, p := range e.Found {
			a.say("the same text stands in %s (%s): akta redact %s --text %q --ground %s hides it there too; so does --everywhere",
				p.Document, plural(p.Places, "place", "places"), out.Case, e.Text, f.ground)
		}
	}
	if f.undecided {
		a.say("Next: akta redact %s --list, then --accept or --reject; until then nothing is released", out.Case)
		return
	}
	a.say("Next: akta release %s; to take a decision back, akta redact %s --reject, or edit content/%s/plan.json", out.Case, out.Case, out.Case)
}

func (f *redactFlags) reportRequester(a *app, out redacted, proposed string) {
	if f.requester && len(out.Requester) == 0 && len(out.Unsealed) == 0 {
		a.say("of the requester nothing stands in the documents that is not decided already")
	}
	for _, x := range out.Requester {
		a.say("%s  %s: %s, %s%s", x.ID, x.Document, place(x), x.Ground, proposed)
	}
	for _, d := range out.Unsealed {
		a.say("%s  the requester's surname stands there by itself: seal the case, then --requester again", d)
	}
}

// runRedactList prints the redactions of a case.
func runRedactList(a *app, caseID string) error {
	o, err := a.officeCase(caseID)
	if err != nil {
		return err
	}
	p, err := o.Plan(caseID)
	if err != nil {
		return usage(err)
	}
	if a.json {
		return a.result(map[string]any{"case": caseID, "redactions": p.Redactions, "allowed": append([]content.Allowance{}, p.Allowed...)})
	}
	if len(p.Redactions)+len(p.Allowed) == 0 {
		a.say("No redactions yet. Next: akta redact %s --text TEXT --ground GROUND", caseID)
		return nil
	}
	w := tabwriter.NewWriter(a.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "ID\tSTATE\tDOCUMENT\tPLACE\tUNIT\tGROUND\tSOURCE\tBY\tNOTE")
	for _, x := range p.Redactions {
		document := x.Document
		if document == "" {
			document = "all"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", x.ID, x.State, document, place(x), x.Unit, x.Ground, x.Source, x.By, short(x.Note))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, x := range p.Allowed {
		a.say("allowed in %s: %s (%s)", strings.TrimSuffix(x.Case+"/"+x.Document, "/"), short(cmp.Or(x.Text, "passages of "+x.Passages)), short(x.Reason))
	}
	return nil
}

// place says where a redaction stands, in a few words.
func place(x content.Redaction) string {
	switch {
	case x.Box != nil:
		return fmt.Sprintf("page %d, box %.3g,%.3g,%.3g,%.3g", x.Page, x.Box[0], x.Box[1], x.Box[2], x.Box[3])
	case x.Words != nil:
		return fmt.Sprintf("words %d+%d of %s", x.Words[0], x.Words[1], x.Seal)
	case x.Field != "":
		return "field " + x.Field
	}
	return strconv.Quote(short(x.Text))
}

// short cuts a text for a line of a table.
func short(s string) string {
	const most = 40
	if s = strings.Join(strings.Fields(s), " "); utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most-1]) + "…"
	}
	return s
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
