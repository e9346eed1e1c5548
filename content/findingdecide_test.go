package content

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/content/find"
)

var decidedAt = time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)

// TestJudgeUndo: a decision is in the file at once; undo brings the file back.
func TestJudgeUndo(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", findText))
	o.detects(finding(find.TypePerson, 0, 2, 90), finding(find.TypePerson, 9, 1, 30))
	_, v := o.find(t)
	before := o.planFile(t)
	first, err := v.Judge(Judgement{IDs: []string{"x1"}, State: Accepted, Ground: "§ 11", By: "Božena Úřední", At: decidedAt})
	if err != nil {
		t.Fatal(err)
	}
	p, err := o.Plan("a")
	if err != nil || p.Redactions[0].State != Accepted || p.Redactions[0].Ground != "security" || p.Redactions[0].At != "2026-03-02T09:30:00Z" {
		t.Fatalf("%+v, %v", p.Redactions[0], err)
	}
	second, err := v.Judge(Judgement{IDs: []string{"x2"}, State: Rejected, By: "Božena Úřední", At: decidedAt})
	if err != nil || v.plan.Redactions[1].automatic() {
		t.Fatalf("%+v, %v", v.plan.Redactions[1], err)
	}
	if err := v.Undo(first, second); err != nil || o.planFile(t) != before {
		t.Errorf("undone: %v\n%s", err, o.planFile(t))
	}
	// All or none.
	for _, j := range []Judgement{{IDs: []string{"x1", "x9"}, State: Accepted, At: decidedAt}, {IDs: []string{"x1"}, State: Accepted, Ground: "none", At: decidedAt}} {
		if _, err := v.Judge(j); err == nil || o.planFile(t) != before {
			t.Errorf("%+v: %v", j, err)
		}
	}
	// What somebody else decided is not overruled.
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Reject: []string{"x1"}, By: "Karel Druhý", At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Judge(Judgement{IDs: []string{"x2"}, State: Rejected, At: decidedAt}); err != nil {
		t.Errorf("beside somebody else's decision: %v", err)
	}
	if x, _ := v.Redaction("x1"); x.By != "Karel Druhý" {
		t.Errorf("the other's decision is lost: %+v", x)
	}
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Accept: []string{"x1"}, By: "Karel Druhý", At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Judge(Judgement{IDs: []string{"x1"}, State: Accepted, At: decidedAt}); err == nil || !strings.Contains(err.Error(), "changed meanwhile (now accepted, Karel Druhý)") {
		t.Errorf("decided by two: %v", err)
	}
}

// TestFurther: an accepted person brings further mentions; undo takes them out.
func TestFurther(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", findText))
	var persons []string
	o.detect = func(_ context.Context, _ []find.Text, k find.Options, emit func(find.Finding) error) error {
		persons = k.Persons
		found := []find.Finding{finding(find.TypePerson, 0, 2, 90)}
		if slices.Contains(k.Persons, "Jan Vymyšlený") {
			found = append(found, finding(find.TypePerson, 9, 1, 95), finding(find.TypePerson, 5, 1, 10))
		}
		for _, f := range found {
			f.Source = "fake"
			if err := emit(f); err != nil {
				return err
			}
		}
		return nil
	}
	_, v := o.find(t)
	before := o.planFile(t)
	if ids, _, err := v.Further(t.Context()); err != nil || len(ids) > 0 {
		t.Fatalf("%v, %v: nobody was accepted", ids, err)
	}
	judged, err := v.Judge(Judgement{IDs: []string{"x1"}, State: Accepted, At: decidedAt})
	if err != nil {
		t.Fatal(err)
	}
	ids, added, err := v.Further(t.Context())
	if err != nil || !slices.Equal(ids, []string{"x2"}) || !slices.Equal(persons, []string{"Jan Vymyšlený"}) {
		t.Fatalf("%v, %v, persons %q", ids, err, persons)
	}
	if x, _ := v.Redaction("x2"); x.State != Undecided || x.Words[0] != 10 {
		t.Errorf("%+v", x)
	}
	if err := v.Undo(judged, added); err != nil || o.planFile(t) != before {
		t.Errorf("undone: %v\n%s", err, o.planFile(t))
	}
}

// TestSecondLook: the sample is one in twenty, at least three, the same every
// time; what was looked at twice is not asked for again.
func TestSecondLook(t *testing.T) {
	for _, c := range []struct{ kept, want int }{{0, 0}, {2, 2}, {3, 3}, {60, 3}, {61, 4}, {1000, 50}} {
		p := &Plan{}
		for i := range c.kept {
			p.Redactions = append(p.Redactions, Redaction{ID: fmt.Sprintf("x%d", i+1), Document: "d1", Words: &[2]int{i + 1, 1}, State: Rejected, Source: "detector fake"})
		}
		p.Redactions = append(p.Redactions, Redaction{ID: "x9999", Document: "d1", State: Rejected, Source: SourceOfficer}) // by hand
		v := &Review{Case: "a", plan: p}
		first := v.SecondLook()
		if len(first) != c.want {
			t.Errorf("%d kept: %d looked at, want %d", c.kept, len(first), c.want)
		}
		if c.want == 0 {
			continue
		}
		v.reindex()
		v.plan.Redactions[v.at[first[0].ID]].Note = NoteSecondLook
		if again := v.SecondLook(); len(again) != c.want-1 || c.want > 1 && again[0].ID != first[1].ID {
			t.Errorf("%d kept: %d after one, want %d", c.kept, len(again), c.want-1)
		}
		v.plan.Redactions[v.at[first[0].ID]].State = Accepted
		if again := v.SecondLook(); len(again) != c.want-1 {
			t.Errorf("%d kept: %d after one was hidden, want %d", c.kept, len(again), c.want-1)
		}
	}
	v := &Review{Case: "a", plan: &Plan{}}
	for i := range 40 {
		v.plan.Redactions = append(v.plan.Redactions, Redaction{ID: fmt.Sprintf("x%d", i+1), Document: "d1", Page: i + 1, Box: &[4]float64{0, 0, 1, 1}, State: Rejected, Source: SourceReader})
	}
	if n := len(v.SecondLook()); n != 40 {
		t.Errorf("%d of 40 places that were not read", n)
	}
}

// TestGroups: what is decided at once, and in which order it is shown.
func TestGroups(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", findText))
	grouped := func(f find.Finding, group string) find.Finding { f.Group = group; return f }
	o.detects(
		grouped(finding(find.TypePerson, 0, 2, 70), "vymyslen"), grouped(finding(find.TypePerson, 9, 1, 99), "vymyslen"),
		finding(find.TypeURL, 5, 1, 99), finding(find.TypeBirthNumber, 6, 1, 50), finding(find.TypeAddress, 2, 1, 80), finding("model-type", 7, 1, 75),
	)
	_, v := o.find(t)
	var got []string
	for _, g := range v.Undecided() {
		got = append(got, fmt.Sprintf("%s %d %d", g.Type(), len(g.Redactions), g.Score))
	}
	want := "birth-number 1 50, person 2 99, address 1 80, model-type 1 75, url 1 99"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("%s, want %s", s, want)
	}
}

// TestPrintable: no text of a document steers the terminal.
func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"Jan\u00a0 Vymyšlený\n": "Jan Vymyšlený", "\x1b[2Jx": "[2Jx", "a\u202eb": "ab", "a\u200bb": "ab", "\xff": "\uFFFD", "a\x07": "a",
	} {
		if got := printable(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// FuzzDecisionsFrom: a file of decisions is refused, or decides what it names,
// each once, and as it says.
func FuzzDecisionsFrom(f *testing.F) {
	f.Add(`{"id":"x1","decision":"accept"}`)
	f.Add("{\"group\":\"vymyslen\",\"decision\":\"reject\",\"ground\":\"§ 8a\",\"note\":\"a\"}\n\n{\"id\":\"x1\",\"decision\":\"accept\"}\n")
	v := &Review{Case: "a", office: czechOffice(f), plan: &Plan{Redactions: []Redaction{
		{ID: "x1", State: Undecided}, {ID: "x2", State: Undecided, Group: "vymyslen"}, {ID: "x3", State: Accepted, Group: "vymyslen"},
	}}}
	v.reindex()
	f.Fuzz(func(t *testing.T, file string) {
		got, err := v.DecisionsFrom(strings.NewReader(file), "Božena Úřední", decidedAt)
		if err != nil {
			if got != nil {
				t.Fatalf("%v beside %v", got, err)
			}
			return
		}
		if strings.Contains(file, `\`) { // an escape spells what is looked for below in another way
			return
		}
		seen := map[string]bool{}
		for _, j := range got {
			word := map[string]string{Accepted: "accept", Rejected: "reject"}[j.State]
			if word == "" || !strings.Contains(file, word) {
				t.Fatalf("%+v of %q", j, file)
			}
			for _, id := range j.IDs {
				if seen[id] || id == "x3" && !strings.Contains(file, `"x3"`) {
					t.Fatalf("%+v of %q", j, file)
				}
				seen[id] = true
			}
		}
	})
}
