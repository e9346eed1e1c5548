package audit

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"
)

// site writes a site of two cases, the second of two documents, with the term
// in the named file only.
func siteWith(t *testing.T, name string) string {
	t.Helper()
	dir := t.TempDir()
	say := func(file string) []byte {
		if file == name {
			return []byte(`{"x":"Vendelín TŘEŠŇÁK"}`)
		}
		return []byte(`{"x":"nic"}`)
	}
	for _, file := range []string{
		"cs/cases/2026-001/index.html", "cs/cases/2026-002/index.html", "hu/cases/2026-002/index.html", "cs/index.html", "search.json",
		"files/2026-001/r1/d1-001.png.txt", "files/2026-002/r1/d1.txt", "files/2026-002/r1/d10.txt", "files/2026-002/r1/d2-001.txt",
	} {
		writeFile(t, filepath.Join(dir, filepath.FromSlash(file)), say(file))
	}
	release := "releases/2026-002-r3.zip"
	var z zipMaker
	for _, member := range []string{"data/s1/d1/text.json", "data/s2/d2/text.json", "proof.json", "manifest-sha256.txt"} {
		z.put(t, member, say(release+"!"+member))
	}
	writeFile(t, filepath.Join(dir, release), z.close(t))
	return dir
}

func TestAllowances(t *testing.T) {
	whole := Allowance{Text: "vendelin Třešňák", Case: "2026-002", Reason: "the mayor"}
	one := Allowance{Text: "Vendelín Třešňák", Case: "2026-002", Document: "d1", Reason: "the mayor"}
	own := Allowance{Text: "Vendelín Třešňák", Case: "2026-001", Reason: "the mayor"}
	other := Allowance{Text: "Vendelín", Case: "2026-002", Reason: "another text"}
	for _, c := range []struct {
		file   string
		passes []Allowance // those that let the term stand there
	}{
		{"cs/cases/2026-001/index.html", []Allowance{own}},
		{"cs/cases/2026-002/index.html", []Allowance{whole, one}},
		{"hu/cases/2026-002/index.html", []Allowance{whole, one}},
		{"cs/index.html", nil},
		{"search.json", nil},
		{"files/2026-001/r1/d1-001.png.txt", []Allowance{own}},
		{"files/2026-002/r1/d1.txt", []Allowance{whole, one}},
		{"files/2026-002/r1/d10.txt", []Allowance{whole}},
		{"files/2026-002/r1/d2-001.txt", []Allowance{whole}},
		{"releases/2026-002-r3.zip!data/s1/d1/text.json", []Allowance{whole, one}},
		{"releases/2026-002-r3.zip!data/s2/d2/text.json", []Allowance{whole}},
		{"releases/2026-002-r3.zip!proof.json", []Allowance{whole, one}},
	} {
		dir := siteWith(t, c.file)
		for _, a := range []Allowance{whole, one, own, other} {
			o := secrets()
			o.Allowed = []Allowance{a}
			report, err := folder(t.Context(), dir, o, nil)
			var found *Error
			want := slices.Contains(c.passes, a)
			if err != nil && !errors.As(err, &found) {
				t.Fatal(err)
			}
			if (found == nil) != want {
				t.Errorf("%s with %+v: %v; want let through %v", c.file, a, err, want)
			}
			if found != nil && found.Report.Hits[0].File != c.file {
				t.Errorf("%s: reported as %s", c.file, found.Report.Hits[0].File)
			}
			if used := len(report.Used) == 1 && len(report.Unused) == 0; used != want {
				t.Errorf("%s with %+v: used %v, unused %v", c.file, a, report.Used, report.Unused)
			}
		}
	}
}

// An allowance of one case does not help another that hides the same text, where
// it stands in the other's own pages.
func TestAllowanceNamesItsCase(t *testing.T) {
	o := secrets()
	o.Terms = append(o.Terms, Term{Case: "2026-003", Class: "personal-data", Text: secretName})
	o.Allowed = []Allowance{{Text: secretName, Case: "2026-002", Reason: "the mayor"}}
	if _, err := folder(t.Context(), siteWith(t, "cs/cases/2026-002/index.html"), o, nil); err != nil {
		t.Errorf("where it may stand: %v", err)
	}
	if _, err := folder(t.Context(), siteWith(t, "cs/cases/2026-001/index.html"), o, nil); err == nil {
		t.Error("in the case that hides it: not found")
	}
}

// The bag of a release, before it is signed, is a place of its case.
func TestAllowanceInBag(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "release.json"), []byte(`{"case":"2026-002","documents":[{"id":"d1","redactions":[{},{}]},{"id":"d2","redactions":[{}]}]}`))
	writeFile(t, filepath.Join(dir, "data/s1/d1/text.json"), []byte(secretName))
	o := secrets()
	o.Allowed = []Allowance{{Text: secretName, Case: "2026-002", Document: "d1", Reason: "the mayor"}}
	report, err := folder(t.Context(), dir, o, nil)
	if err != nil || report.Record.Redactions != 3 || len(report.Used) != 1 {
		t.Errorf("%+v, %v", report, err)
	}
	o.Allowed[0].Document = "d2"
	if _, err := folder(t.Context(), dir, o, nil); err == nil {
		t.Error("in another document: not found")
	}
}
