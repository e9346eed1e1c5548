package content

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/content/find"
)

// detects lets an office find fixed findings.
func (o *testOffice) detects(found ...find.Finding) {
	o.detect = func(_ context.Context, _ []find.Text, _ find.Options, emit func(find.Finding) error) error {
		for _, f := range found {
			f.Source = "fake"
			if err := emit(f); err != nil {
				return err
			}
		}
		return nil
	}
}

func (o *testOffice) find(t *testing.T) (*FindReport, *Review) {
	t.Helper()
	report, v, err := o.Find(t.Context(), o.reader, "a", FindOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(v.Close)
	return report, v
}

func (o *testOffice) planFile(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(o.caseDir("a"), planFile))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// states lists what the plan says, in short.
func (o *testOffice) states(t *testing.T) string {
	t.Helper()
	p, err := o.Plan("a")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, x := range p.Redactions {
		s := x.State
		if x.automatic() {
			s = "automatic"
		}
		out = append(out, fmt.Sprintf("%s:%d+%d:%s", x.Type, x.Words[0], x.Words[1], s))
	}
	return strings.Join(out, " ")
}

const findText = "Jan Vymyšlený, Lipová 5, Lhotka.\n\nObecní úřad píše panu Vymyšlenému ze Lhotky.\n"

func finding(kind find.Type, first, count, score int) find.Finding {
	return find.Finding{Document: "d1", First: first, Count: count, Type: kind, Score: score, Reasons: []string{"a label"}, Ground: "§ 8a"}
}

// TestFindTexts: detectors get the words as they are numbered, paragraph ends
// with the word before, and what the office says of itself.
func TestFindTexts(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", findText))
	o.Settings.Facts = &Facts{Numbers: []string{"00177041"}, Officials: []string{"Božena Úřední"}}
	var got []find.Text
	var known find.Options
	o.detect = func(_ context.Context, texts []find.Text, k find.Options, _ func(find.Finding) error) error {
		got, known = texts, k
		return nil
	}
	o.find(t)
	want := "Jan |Vymyšlený, |Lipová |5, |Lhotka.\n\n|Obecní |úřad |píše |panu |Vymyšlenému |ze |Lhotky."
	if len(got) != 1 || got[0].Document != "d1" || got[0].Recognised || strings.TrimSpace(strings.Join(got[0].Words, "|")) != want {
		t.Fatalf("%+v", got)
	}
	if f := known.Facts; f.Authority != "Obec Lhotka" || f.Domain != "lhotka.example" || len(f.Numbers) != 1 || len(f.Officials) != 1 {
		t.Errorf("facts %+v", f)
	}
}

// TestFindRecords: each kind of finding becomes what it has to be, a second run
// changes nothing, and what was decided is not proposed again.
func TestFindRecords(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", findText))
	town := finding(find.TypeAddress, 4, 1, 80)
	town.Kept = "the office's own town"
	all := []find.Finding{finding(find.TypePerson, 0, 2, 90), finding(find.TypeAddress, 2, 3, 70), town, finding(find.TypePerson, 9, 1, 30)}
	o.detects(all...)
	report, _ := o.find(t)
	const first = "person:1+2:undecided address:3+3:undecided address:5+1:automatic person:10+1:automatic"
	if got := o.states(t); got != first {
		t.Fatalf("%s, want %s", got, first)
	}
	if report.Added != 2 || report.Waiting != 2 || report.Kept != 1 || report.Hints != 1 {
		t.Errorf("%+v", report)
	}
	before := o.planFile(t)
	if report, _ := o.find(t); report.Added != 0 || o.planFile(t) != before {
		t.Errorf("a second run: %+v\n%s", report, o.planFile(t))
	}
	if got := o.releaseError(t); !strings.Contains(got, "2 findings nobody has decided about") || strings.Contains(got, "Vymyšlen") {
		t.Errorf("released: %s", got)
	}
	// A hint that becomes sure is proposed; what was decided stays, though it is
	// found again, and the address that was rejected may still be a person.
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Accept: []string{"x1"}, Reject: []string{"x2"}, By: "Božena Úřední", At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	all[3].Score = 85
	o.detects(append(all, finding(find.TypeAddress, 2, 2, 60), finding(find.TypePerson, 2, 1, 60), finding(find.TypePhone, 1, 1, 60))...)
	o.find(t)
	const second = "person:1+2:accepted address:3+3:rejected address:5+1:automatic person:10+1:undecided person:3+1:undecided"
	if got := o.states(t); got != second {
		t.Errorf("%s, want %s", got, second)
	}
}

// TestAutomaticExcusesNothing: a hint or a public fact at the place of the
// requester's name does not let it out, and a person may still be hidden there.
func TestAutomaticExcusesNothing(t *testing.T) {
	o := mailOffice(t)
	o.asRequest(t)
	before := o.releaseError(t)
	var hints []find.Finding
	for _, at := range []int{2, 8} {
		f := finding(find.TypePerson, at, 1, 10)
		f.Document = "d2"
		hints = append(hints, f)
	}
	hints[1].Kept = "an official"
	o.detects(hints...)
	o.find(t)
	if got := o.releaseError(t); got != before || !strings.Contains(got, "d2, word 9  the requester's surname") {
		t.Errorf("%s\nbefore: %s", got, before)
	}
	if _, _, err := o.HideKnown(t.Context(), o.reader, "a", Accepted, Decisions{By: "Božena Úřední", At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	if got := o.releaseError(t); strings.Contains(got, "nobody has decided") {
		t.Errorf("hidden: %s", got)
	}
}

// TestFindWhereHidden: what is hidden already is not proposed, and a proposal
// that somebody else has hidden meanwhile is taken out.
func TestFindWhereHidden(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", findText))
	o.detects(finding(find.TypePerson, 0, 2, 90), finding(find.TypePerson, 9, 1, 90))
	o.find(t)
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Redactions: []Redaction{{Text: "Jan Vymyšlený", Ground: "personal-data"}}}); err != nil {
		t.Fatal(err)
	}
	report, v := o.find(t)
	if groups := v.Undecided(); report.Waiting != 1 || len(groups) != 1 || groups[0].Redactions[0].Words[0] != 10 {
		t.Errorf("%+v, %+v", report, groups)
	}
}

// TestFindSealedAgain: proposals of an older reading are made anew.
func TestFindSealedAgain(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", findText))
	o.detects(finding(find.TypePerson, 0, 2, 90), finding(find.TypePerson, 9, 1, 10))
	o.find(t)
	if _, err := o.Seal(t.Context(), o.reader, o.keys, "a", SealOptions{Again: []string{"d1"}, Created: time.Now()}); err != nil {
		t.Fatal(err)
	}
	report, v := o.find(t)
	if n := len(v.plan.Redactions); report.Waiting != 1 || n != 2 || v.plan.Redactions[0].Seal != "s2" || v.plan.Redactions[1].Seal != "s2" {
		t.Errorf("%+v, %+v", report, v.plan.Redactions)
	}
}

// TestFindUnsealed: what stands in a document that is not sealed is shown, and
// not recorded, since its words have no numbers.
func TestFindUnsealed(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", findText))
	if _, err := o.Add(t.Context(), o.reader, "a", []string{writeText(t, "druhy.txt", "Píše Jan Vymyšlený.")}, AddOptions{}); err != nil {
		t.Fatal(err)
	}
	f := finding(find.TypePerson, 1, 2, 90)
	f.Document = "d2"
	o.detects(f)
	plan := o.planFile(t)
	report, v := o.find(t)
	groups := v.Unsealed()
	if !slices.Equal(report.Unsealed, []string{"d2"}) || len(groups) != 1 || o.planFile(t) != plan {
		t.Fatalf("%+v, %+v", report, groups)
	}
	before, found, after := v.Excerpt(groups[0].Redactions[0], 3)
	if got := before + "|" + found + "|" + after; got != "Píše|Jan Vymyšlený.|" || v.Place(groups[0].Redactions[0]) != "d2, word 2" {
		t.Errorf("%q, %s", got, v.Place(groups[0].Redactions[0]))
	}
}

// TestFindBad: words that are not there are an error, and nothing is written.
func TestFindBad(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", findText))
	before := o.planFile(t)
	for _, at := range [][2]int{{12, 1}, {0, 0}, {-1, 1}, {11, 2}} {
		o.detects(finding(find.TypePerson, 0, 1, 90), finding(find.TypePerson, at[0], at[1], 90))
		if _, _, err := o.Find(t.Context(), o.reader, "a", FindOptions{}); err == nil || !strings.Contains(err.Error(), "there are 12") || o.planFile(t) != before {
			t.Errorf("%v: %v", at, err)
		}
	}
}
