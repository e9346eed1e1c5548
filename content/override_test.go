package content

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const lawOverride = `
[law_override]
[[law_override.deadlines]]
code = "answer"
days = 12
note = "vymyšlený jednací řád, čl. 5"

[[law_override.labels]]
ground = "§ 8a"
label = { en = "data about a person" }
note = "vymyšlené usnesení rady"

[[law_override.days]]
date = "2026-03-16"
name = { cs = "den obce", hu = "a község napja", en = "village day" }
note = "vymyšlené usnesení rady"
`

// TestLawOverride: what an office changes in its law is counted with, and what
// means nothing is refused.
func TestLawOverride(t *testing.T) {
	o := newTestOffice(t, fixtures+"/cs-cesta-zadost.txt")
	file := filepath.Join(o.Dir, officeFile)
	plain, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(string(plain) + lawOverride)
	changed, err := OpenOffice(o.Dir)
	if err != nil {
		t.Fatal(err)
	}
	c, err := changed.Case("a")
	if err != nil {
		t.Fatal(err)
	}
	// 12 days from 2 March are Saturday the 14th; Monday the 16th is village day.
	if due, err := changed.AnswerDue(c); err != nil || due != "2026-03-17" {
		t.Errorf("due %q, %v", due, err)
	}
	if g, err := changed.Law.Ground("personal-data"); err != nil || g.Label["en"] != "data about a person" || g.Label["cs"] != "osobní údaj" || len(changed.Law.Changes) != 3 {
		t.Errorf("%+v, %v, %+v", g, err, changed.Law.Changes)
	}
	again, err := changed.Settings.marshal()
	if err != nil {
		t.Fatal(err)
	}
	if s, err := parseSettings(again); err != nil || len(s.Override.Deadlines) != 1 || s.Override.Deadlines[0].Note != "vymyšlený jednací řád, čl. 5" {
		t.Errorf("written and read: %v\n%s", err, again)
	}
	for _, x := range []struct{ what, old, new, want string }{
		{"an unknown deadline", `code = "answer"`, `code = "reply"`, `deadline "reply": not in law cz-106-1999`},
		{"an unknown field", "days = 12", "hours = 12", "strict mode"},
		{"no note", `note = "vymyšlený jednací řád, čl. 5"`, "", "note"},
		{"no change", "days = 12", "days = 15", "is 15 calendar days already"},
		{"an unknown ground", "§ 8a", "§ 99", "§ 99"},
	} {
		text := strings.Replace(lawOverride, x.old, x.new, 1)
		if text == lawOverride {
			t.Fatalf("%s: nothing replaced", x.what)
		}
		write(string(plain) + text)
		if _, err := OpenOffice(o.Dir); err == nil || !strings.Contains(err.Error(), x.want) || !strings.Contains(err.Error(), officeFile) {
			t.Errorf("%s: %v, want %q", x.what, err, x.want)
		}
	}
}
