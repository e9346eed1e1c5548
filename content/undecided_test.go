package content

import (
	"fmt"
	"strings"
	"testing"
)

// TestOpenList: the list of what is undecided is bounded, and says how to
// decide; proposals about withheld documents do not count.
func TestOpenList(t *testing.T) {
	p := &Plan{Format: formatPlan, Documents: []Document{
		{ID: "d1", Decision: Redacted}, {ID: "d2", Decision: Withheld, Ground: "security"},
	}}
	const n = maxOpenList + 5
	for i := range n {
		p.Redactions = append(p.Redactions, Redaction{Text: fmt.Sprintf("tajné slovo %d", i), Ground: "x", State: Undecided})
	}
	p.Redactions = append(p.Redactions, Redaction{Document: "d2", Text: "tajné", Ground: "x", State: Undecided}, Redaction{Text: "jiné", Ground: "x"})
	p.complete()
	w := &open{c: &Case{ID: "2026-001"}, plan: p, listed: map[string]bool{}}
	err := w.err()
	if err == nil {
		t.Fatal("nothing is open")
	}
	got := err.Error()
	for _, want := range []string{
		fmt.Sprintf("%d findings nobody", n), "\n  x1  in no document that is released  word, x, proposed by officer\n",
		"\n  and 5 more: akta redact 2026-001 --list", fmt.Sprintf("\nto decide: akta redact 2026-001 --accept x1 --reject x%d", n),
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
	if strings.Contains(got, "tajné") || strings.Contains(got, fmt.Sprintf("x%d ", n+1)) || strings.Count(got, "\n") != maxOpenList+2 {
		t.Errorf("%d lines: %s", strings.Count(got, "\n"), got)
	}
	w = &open{c: w.c, plan: &Plan{Documents: p.Documents, Redactions: p.Redactions[n:]}, listed: map[string]bool{}}
	if err := w.err(); err != nil {
		t.Errorf("of a withheld document: %v", err)
	}
}

func TestCheckAllowed(t *testing.T) {
	good := Allowance{Text: "Jana Vymyšlená", Case: "2026-002", Reason: "the mayor"}
	for _, c := range []struct {
		what   string
		change func(*Allowance)
		want   string
	}{
		{"good", func(*Allowance) {}, ""},
		{"no text", func(a *Allowance) { a.Text = " " }, "want a text that is hidden"},
		{"no reason", func(a *Allowance) { a.Reason = "" }, "no reason"},
		{"no case", func(a *Allowance) { a.Case = "" }, "case"},
		{"a path", func(a *Allowance) { a.Case = "../2026-002" }, "case"},
		{"a wrong document", func(a *Allowance) { a.Document = "x1" }, "document"},
		{"a long reason", func(a *Allowance) { a.Reason = strings.Repeat("x", maxRedactionNote+1) }, "note of"},
		{"a wrong time", func(a *Allowance) { a.At = "today" }, "want a time in UTC"},
	} {
		a := good
		c.change(&a)
		err := (&Plan{Format: formatPlan, Allowed: []Allowance{good, a}}).check()
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), "allowance 2: ") || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.what, err, c.want)
		}
	}
}
