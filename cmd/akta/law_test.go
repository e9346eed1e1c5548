package main

import (
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/akta-foi/akta/content/law"
)

// TestLawChanges: what an office changed stands above all rules, and in them.
func TestLawChanges(t *testing.T) {
	p, err := law.LoadWith("generic", &law.Override{Deadlines: []law.DeadlineOverride{
		{Code: "answer", Days: 20, Count: law.CountWorking, Note: "the council's charter, article 5"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := (&lawPrinter{w: tabwriter.NewWriter(&b, 0, 4, 2, ' ', 0), p: p}).print(); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"\nCHANGED BY THE OFFICE  WAS               IS               NOTE\ndeadline answer        15 calendar days  20 working days  the council's charter, article 5\n",
		"\nanswer           20 working days ",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}
