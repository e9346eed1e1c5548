package content

import (
	"strings"
	"testing"
	"time"
)

// TestFindUnread: a page that no machine has read waits for a decision; hiding
// it or leaving it are both decisions, and a proposal is none.
func TestFindUnread(t *testing.T) {
	o := newTestOffice(t, fixtures+"/cs-web-snimek.png") // without an engine nothing of it is read
	o.detects()
	if got := o.releaseError(t); !strings.Contains(got, "document d1, page 1: not machine-read") {
		t.Fatalf("released: %s", got)
	}
	report, v := o.find(t)
	groups := v.Undecided()
	if report.Added != 1 || len(groups) != 1 || groups[0].Type() != typeUnreadPage || v.Place(groups[0].Redactions[0]) != "d1, page 1" {
		t.Fatalf("%+v, %+v", report, groups)
	}
	before := o.planFile(t)
	if report, _ := o.find(t); report.Added != 0 || o.planFile(t) != before {
		t.Errorf("a second run: %+v", report)
	}
	if got := o.releaseError(t); !strings.Contains(got, "not machine-read") {
		t.Errorf("released with a proposal: %s", got)
	}
	kept, err := v.Judge(Judgement{IDs: []string{"x1"}, State: Rejected, By: "Božena Úřední", At: decidedAt})
	if err != nil {
		t.Fatal(err)
	}
	if got := o.releaseError(t); got != "" {
		t.Errorf("left by an officer: %s", got)
	}
	if n := len(v.SecondLook()); n != 1 {
		t.Errorf("%d places in the second look", n)
	}
	if err := v.Undo(kept); err != nil {
		t.Fatal(err)
	}
	// Looked at by other means: nothing is left to propose.
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Reviewed: []string{"d1"}, By: "Božena Úřední", At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	if report, _ := o.find(t); report.Waiting != 0 {
		t.Errorf("reviewed: %+v", report)
	}
}

// TestRejectedByHandIsNoLook: a box of the whole page that was rejected as
// somebody's proposal does not say that the page was looked at.
func TestRejectedByHandIsNoLook(t *testing.T) {
	o := newTestOffice(t, fixtures+"/cs-web-snimek.png")
	box := Redaction{Document: "d1", Page: 1, Box: &[4]float64{0, 0, 1, 1}, Ground: "personal-data", State: Rejected, Source: SourceOfficer, At: "2026-03-02T09:30:00Z"}
	if err := o.changePlan("a", func(p *Plan) error { p.Put(box); return nil }); err != nil {
		t.Fatal(err)
	}
	if got := o.releaseError(t); !strings.Contains(got, "not machine-read") {
		t.Errorf("released: %s", got)
	}
}
