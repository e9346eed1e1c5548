package bundles_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

func openAll(t testing.TB, s *bundlestest.Sample, names ...string) (out []*bundles.Released) {
	t.Helper()
	for _, n := range names {
		r, err := bundles.OpenReleased(s.Path(n))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { r.Close() })
		out = append(out, r)
	}
	return out
}

func TestTakenDown(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	s.WriteRelease(t, "r3")
	all := openAll(t, s, "r1", "r2", "r3")
	if got := bundles.TakenDown(all); !slices.Equal(got, []string{"r2"}) {
		t.Errorf("taken down: %q", got)
	}
	if got := bundles.TakenDown(all[:2]); len(got) != 0 {
		t.Errorf("taken down by r1 and r2: %q", got)
	}
	standing := bundles.Standing(all, &bundles.Takedown{Releases: []string{"r3"}, Reason: "x"})
	if len(standing) != 1 || standing[0] != all[0] {
		t.Errorf("%d releases stand, want r1 alone: what r3 took down stays down", len(standing))
	}
}

// TestTakedown edits what r3 is made of.
func TestTakedown(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	s.WriteRelease(t, "r3")
	entries := o.Log.Size()
	withhold := func(in *bundles.ReleaseInput) {
		in.Documents[0] = bundles.ReleaseDecision{ReleasedDocument: bundles.ReleasedDocument{Seal: "s1", ID: "d1", Withheld: "internal"}}
	}
	for what, c := range map[string]struct {
		fact string // "": it is written
		edit func(in *bundles.ReleaseInput)
	}{
		"no takedown":           {`hides what release r2 shows: it is public already; only a takedown of r2 can hide it`, func(in *bundles.ReleaseInput) { in.Takedown = nil }},
		"takedown of another":   {"hides what release r2 shows", func(in *bundles.ReleaseInput) { in.Takedown.Releases = []string{"r1"}; in.Documents[0].Fields = nil }},
		"withheld, r1 shows it": {"withheld, and release r1 shows it: it is public already; only a takedown of r1", withhold},
		"withheld":              {"", func(in *bundles.ReleaseInput) { in.Takedown.Releases = []string{"r1", "r2"}; withhold(in) }},
		"a field of both":       {"a metadata field is hidden that release r1 shows", func(in *bundles.ReleaseInput) { in.Documents[0].Fields = nil }},
		"nothing hidden": {"nothing to take down: this release shows all that r2 shows", func(in *bundles.ReleaseInput) {
			in.Documents[0].Redactions = slices.Delete(in.Documents[0].Redactions, 1, 2)
		}},
		"nothing hidden of r1": {"nothing to take down: this release shows all that r1 shows", func(in *bundles.ReleaseInput) {
			in.Takedown.Releases = []string{"r1"}
			in.Documents[0].Redactions = slices.Delete(in.Documents[0].Redactions, 1, 2)
		}},
		"only a field hidden": {"", func(in *bundles.ReleaseInput) {
			in.Takedown.Releases = []string{"r1", "r2"}
			in.Documents[0].Fields = nil
			in.Documents[0].Redactions = slices.Delete(in.Documents[0].Redactions, 1, 2)
		}},
		"only the file hidden": {"", func(in *bundles.ReleaseInput) {
			in.Documents[0].Redactions = slices.Delete(in.Documents[0].Redactions, 1, 2)
			in.Documents[4].Whole = false
		}},
		"of itself":                  {`takedown of "r4": want releases before this one`, func(in *bundles.ReleaseInput) { in.Takedown.Releases = []string{"r4"} }},
		"of one that is not there":   {`takedown of "r3"`, func(in *bundles.ReleaseInput) { in.Takedown.Releases = []string{"r3"} }},
		"of no release":              {"takedown of 0 releases", func(in *bundles.ReleaseInput) { in.Takedown.Releases = nil }},
		"of a seal":                  {`takedown of "s1"`, func(in *bundles.ReleaseInput) { in.Takedown.Releases = []string{"s1"} }},
		"twice":                      {`takedown of "r2": want`, func(in *bundles.ReleaseInput) { in.Takedown.Releases = []string{"r2", "r2"} }},
		"the newest first":           {`takedown of "r1": want`, func(in *bundles.ReleaseInput) { in.Takedown.Releases = []string{"r2", "r1"} }},
		"without a reason":           {"takedown's reason: 0 bytes", func(in *bundles.ReleaseInput) { in.Takedown.Reason = "" }},
		"with a reason of two lines": {"not one line of text", func(in *bundles.ReleaseInput) { in.Takedown.Reason = "a\nb" }},
		"without earlier releases":   {"there is no earlier release", func(in *bundles.ReleaseInput) { in.Earlier = nil }},
		"of what is down already":    {"an earlier release took it down already", func(in *bundles.ReleaseInput) { in.Earlier = append(in.Earlier, openAll(t, s, "r3")...) }},
		"what r3 hides, later": {"", func(in *bundles.ReleaseInput) {
			in.Earlier, in.Takedown = append(in.Earlier, openAll(t, s, "r3")...), nil
		}},
	} {
		in, done := s.ReleaseInput(t, "r3")
		in.Release = "r4"
		c.edit(&in)
		ev := o.Evidence()
		ev.Log = nil // only what is refused must not be logged, and that would not be seen
		if c.fact != "" {
			ev = o.Evidence()
		}
		dir := t.TempDir() + "/r4"
		_, err := bundles.WriteRelease(t.Context(), dir, in, ev)
		done()
		if c.fact == "" && err != nil || c.fact != "" && (err == nil || !strings.Contains(err.Error(), c.fact)) {
			t.Errorf("%s: %v, want %q", what, err, c.fact)
		}
		if c.fact == "" && err == nil {
			v := bothVerdicts(t, dir, bundles.VerifyOptions{Trust: o.Trust})
			if v.Integrity.Status != bundles.Holds || v.Completeness.Status != bundles.Holds {
				t.Errorf("%s: %+v", what, v)
			}
		}
	}
	if o.Log.Size() != entries {
		t.Errorf("refused releases left %d entries in the log", o.Log.Size()-entries)
	}
}

// TestTakedownOfAnOlderReading: the leaves of two readings do not correspond;
// it is the words that have to be fewer.
func TestTakedownOfAnOlderReading(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	in, done := s.ReleaseInput(t, "r3")
	defer done()
	in.Release = "r4"
	in.Takedown.Releases = []string{"r1"}
	in.Earlier = in.Earlier[:1]
	in.Documents[0].Redactions = slices.Delete(in.Documents[0].Redactions, 1, 2) // as r2
	// r1 shows d2 of s1, which has no words; this shows it of s2, which has.
	if _, err := bundles.WriteRelease(t.Context(), t.TempDir()+"/r4", in, o.Evidence()); err == nil || !strings.Contains(err.Error(), "nothing to take down") {
		t.Errorf("more words than before: %v", err)
	}
}

// TestTakedownGivesNothingAway: what a taken-down release showed is not opened by those that
// stand.
func TestTakedownGivesNothingAway(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	s.WriteRelease(t, "r3")
	public := publicFiles(t, s, "r1", "r3")
	bundlestest.CheckNoLeak(t, []string{s.Path("s1"), s.Path("s2")}, public)
	for n, data := range public {
		if strings.Contains(string(data), "555 ") {
			t.Errorf("%s holds the telephone number", n)
		}
	}
}

func TestUnion(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	s.WriteRelease(t, "r3")
	all := openAll(t, s, "r1", "r2", "r3")
	find := func(list []bundles.DocumentUnion, seal, id string) bundles.DocumentUnion {
		i := slices.IndexFunc(list, func(d bundles.DocumentUnion) bool { return d.Seal == seal && d.ID == id })
		if i < 0 {
			t.Fatalf("%s/%s is not in %+v", seal, id, list)
		}
		return list[i]
	}
	one := union(t, all[:1])
	d1 := find(one, "s1", "d1")
	// 31 words, of which a name of two and a number of three are hidden; 2 x 16
	// tiles, of which 2 x 2 are.
	words := len(strings.Fields(bundlestest.LetterText))
	want := bundles.Amount{Words: words - 5, Tiles: 28, Pages: 2, Fields: 1}
	if d1.Shown() != want || d1.New() != want {
		t.Errorf("r1 shows %+v of d1, new %+v, want %+v", d1.Shown(), d1.New(), want)
	}
	if got := find(one, "s1", "d3").Shown(); got != (bundles.Amount{Files: 1}) {
		t.Errorf("r1 shows %+v of d3", got)
	}
	two := union(t, all[:2])
	d1 = find(two, "s1", "d1")
	want.Words = words - 2
	if d1.Shown() != want || d1.New() != (bundles.Amount{Words: 3}) {
		t.Errorf("r1 and r2 show %+v of d1, new %+v, want %+v and 3 words", d1.Shown(), d1.New(), want)
	}
	for _, v := range d1.Views {
		if first := map[bool]string{true: "r1", false: ""}[v.Shown > 0]; v.First != first {
			t.Errorf("view %s of d1: first shown by %q, want %q", v.View, v.First, first)
		}
	}
	if v := find(two, "s2", "d5").Views[0]; v.First != "r2" || v.New != 1 {
		t.Errorf("d5 of s2: %+v", v)
	}
	three := union(t, all)
	if got := find(three, "s1", "d1"); got.Shown().Words != words-5 || got.New() != (bundles.Amount{}) {
		t.Errorf("after the takedown of r2: %+v, new %+v", got.Shown(), got.New())
	}
	if v := find(three, "s2", "d5").Views[0]; v.First != "r3" {
		t.Errorf("d5 of s2 after the takedown of r2: %+v", v)
	}
	if !slices.IsSortedFunc(three, func(a, b bundles.DocumentUnion) int { return strings.Compare(a.Seal+a.ID, b.Seal+b.ID) }) {
		t.Errorf("not in order: %+v", three)
	}
	// Before a release is written its union is what it will be.
	for i, name := range []string{"r1", "r2", "r3"} {
		in, done := s.ReleaseInput(t, name)
		planned, err := in.Union()
		done()
		if err != nil {
			t.Fatal(err)
		}
		if written := union(t, all[:i+1]); !slices.EqualFunc(planned, written, equalUnions) {
			t.Errorf("%s: planned %+v, written %+v", name, planned, written)
		}
	}
	if got := union(t, nil); len(got) != 0 {
		t.Errorf("the union of nothing is %+v", got)
	}
}

func union(t testing.TB, releases []*bundles.Released) []bundles.DocumentUnion {
	t.Helper()
	out, err := bundles.Union(releases)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func equalUnions(a, b bundles.DocumentUnion) bool {
	return a.Seal == b.Seal && a.ID == b.ID && slices.Equal(a.Views, b.Views)
}
