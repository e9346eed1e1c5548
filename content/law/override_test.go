package law

import (
	"strings"
	"testing"
)

const overrides = `
[[deadlines]]
code = "answer"
days = 20
count = "working"
note = "the office's own charter, article 5"

[[extends]]
event = "extend"
days = 8
note = "the same charter, article 6"

[[labels]]
ground = "personal-data"
label = { en = "a person's data" }
note = "the wording the council chose"

[[days]]
date = "2027-05-03"
name = { cs = "den města", hu = "a város napja", en = "town day" }
note = "resolution of the council"

[[days]]
date = "09-09"
name = { cs = "den úřadu", hu = "a hivatal napja", en = "office day" }
note = "closed every year"

[calendar]
known_to = 2028
note = "entered up to then"
`

func TestLoadWith(t *testing.T) {
	o, err := ParseOverride([]byte(overrides))
	if err != nil {
		t.Fatal(err)
	}
	p, err := LoadWith("generic", o)
	if err != nil {
		t.Fatal(err)
	}
	// 6 April is a Tuesday; town day is not counted.
	d := last(t, p, []Event{{Code: "receive", Date: date(t, "2027-04-06")}}, date(t, "2027-04-06"), "answer")
	if d.Due.String() != "2027-05-05" {
		t.Errorf("due %s: %s", d.Due, d.Explain("en"))
	}
	for _, c := range []struct {
		received string
		check    bool
	}{{"2028-03-01", false}, {"2029-03-01", true}} {
		d := last(t, p, []Event{{Code: "receive", Date: date(t, c.received)}}, date(t, c.received), "answer")
		if got := strings.HasSuffix(d.Explain("en"), "are set by the office: check"); got != c.check {
			t.Errorf("received %s: %s", c.received, d.Explain("en"))
		}
	}
	if k := &p.Calendar; k.Working(date(t, "2027-09-09")) || k.Working(date(t, "2026-09-09")) || k.named(date(t, "2030-09-09"))["cs"] != "den úřadu" {
		t.Error("office day is worked")
	}
	if g, _ := p.Ground("personal-data"); g.Label["en"] != "a person's data" || g.Label["cs"] != "osobní údaj" {
		t.Errorf("label %v", g.Label)
	}
	if e := p.Event("extend"); e.Days != 8 {
		t.Errorf("an extension of %d days", e.Days)
	}
	var got []string
	for _, c := range p.Changes {
		got = append(got, c.What+": "+c.Was+" -> "+c.Is)
	}
	want := "deadline answer: 15 calendar days -> 20 working days\nevent extend: 15 working days -> 8 working days\n" +
		"ground personal-data, label in en: personal data -> a person's data\nday 2027-05-03: a working day -> a day off\nday 09-09: as the calendar has it -> a day off\ncalendar, known to: 1990 -> 2028"
	if strings.Join(got, "\n") != want {
		t.Errorf("changes:\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	if other := load(t, "generic"); other.Deadline("answer").Days != 15 || len(other.Changes) != 0 {
		t.Error("an override of one office changed the law of another")
	}
	if p, err := LoadWith("generic", nil); err != nil || len(p.Changes) != 0 {
		t.Error(p.Changes, err)
	}
}

// TestOverrideHoliday: a bank holiday of another part of the country is worked,
// and a moved day that was announced later replaces none.
func TestOverrideHoliday(t *testing.T) {
	name := map[string]string{"cs": "pracovní den", "hu": "munkanap", "en": "a working day here"}
	p, err := LoadWith("uk-foia-2000", &Override{Days: []DayOverride{{Date: "11-30", Working: true, Name: name, Note: "outside of Scotland"}}})
	if err != nil {
		t.Fatal(err)
	}
	if !p.Calendar.Working(date(t, "2026-11-30")) {
		t.Error("30 November 2026 is not worked")
	}
	p, err = LoadWith("hu-infotv", &Override{Days: []DayOverride{{Date: "2026-12-12", Name: name, Note: "the decree was changed"}}})
	if err != nil {
		t.Fatal(err)
	}
	if p.Calendar.Working(date(t, "2026-12-12")) {
		t.Error("12 December 2026 is still worked")
	}
}

func TestOverrideRefuses(t *testing.T) {
	for _, c := range []struct{ what, old, new, want string }{
		{"an unknown key", "days = 20", "day = 20", "strict mode"},
		{"an unknown table", "[[extends]]", "[[grounds]]", "strict mode"},
		{"no note", `note = "the office's own charter, article 5"`, "", "deadline answer, note: \"\": want text"},
		{"no note of a day", `note = "resolution of the council"`, "", "day 2027-05-03"},
		{"an unknown deadline", `code = "answer"`, `code = "reply"`, `deadline "reply": not in law generic; known are: answer, complete`},
		{"no days at all", "days = 20\ncount = \"working\"", "", "deadline answer: is 15 calendar days already"},
		{"days below one", "days = 20", "days = -1", "-1 days, want 1 to 1000"},
		{"an unknown unit", `"working"`, `"lunar"`, `count: "lunar"`},
		{"an event that extends nothing", `event = "extend"`, `event = "answer"`, `event "answer": extends no deadline`},
		{"too long an extension", "days = 8", "days = 5000", "5000 days, want 1 to 1000"},
		{"an unknown ground", `ground = "personal-data"`, `ground = "secret"`, `ground "secret": not in law generic`},
		{"an unknown language", `label = { en =`, `label = { tlh =`, `label in "tlh"`},
		{"the same label", `"a person's data"`, `"personal data"`, "is personal data already"},
		{"a label on two lines", `"a person's data"`, `"a person's\ndata"`, "want text on one line"},
		{"a day that is none", `"2027-05-03"`, `"2027-02-30"`, `day "2027-02-30": want a date`},
		{"a day that is off already", `"2027-05-03"`, `"2027-05-02"`, "is a day off already"},
		{"a day without a Hungarian name", `hu = "a város napja", `, "", `day 2027-05-03: no text in "hu"`},
		{"a year too far", "known_to = 2028", "known_to = 9999", "known_to: 9999"},
		{"a day twice", `"2027-05-03"`, `"09-09"`, "day 09-09: changed twice"},
	} {
		raw := strings.Replace(overrides, c.old, c.new, 1)
		if raw == overrides {
			t.Fatalf("%s: %q does not stand there", c.what, c.old)
		}
		o, err := ParseOverride([]byte(raw))
		if err == nil {
			_, err = LoadWith("generic", o)
		}
		if err == nil || !strings.HasPrefix(err.Error(), "law override: ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want an error with %q", c.what, err, c.want)
		}
	}
	if _, err := LoadWith("nowhere", new(Override)); err == nil {
		t.Error("an unknown law was changed")
	}
	if _, err := LoadWith("generic", &Override{Deadlines: make([]DeadlineOverride, maxList+1)}); err == nil || !strings.Contains(err.Error(), "401 changes") {
		t.Error(err)
	}
}

// FuzzOverride: what an office may change leaves a law that is whole, and each
// change has a note.
func FuzzOverride(f *testing.F) {
	f.Add([]byte(overrides))
	f.Fuzz(func(t *testing.T, raw []byte) {
		o, err := ParseOverride(raw)
		if err != nil {
			return
		}
		p, err := LoadWith("generic", o)
		if err != nil {
			return
		}
		for _, c := range p.Changes {
			if c.Note == "" || c.Was == c.Is {
				t.Errorf("%+v", c)
			}
		}
		text, err := p.Marshal()
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parse(text)
		if err != nil {
			t.Fatalf("%v in what was written:\n%s", err, text)
		}
		sameProfile(t, p, again)
	})
}

// TestRetention: how long who asked is kept, and how an office keeps it otherwise.
func TestRetention(t *testing.T) {
	for _, code := range Codes() {
		p := load(t, code)
		if p.Retention.Years < 1 || p.Retention.Status != StatusDefault {
			t.Errorf("%s: %+v", code, p.Retention)
		}
	}
	o, err := ParseOverride([]byte("[retention]\nyears = 3\nnote = \"filing plan, 12.4\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := LoadWith("cz-106-1999", o)
	if err != nil || p.Retention.Years != 3 || len(p.Changes) != 1 || p.Changes[0] != (Change{"retention", "5 years", "3 years", "filing plan, 12.4"}) {
		t.Fatalf("%+v, %v", p, err)
	}
	for closed, ends := range map[string]string{"2026-03-20": "2029-03-21", "2024-02-29": "2027-03-01", "2026-12-31": "2030-01-01"} {
		if got := p.Retention.Ends(date(t, closed)).String(); got != ends {
			t.Errorf("closed on %s: ends %s, want %s", closed, got, ends)
		}
	}
	for _, c := range []struct{ text, want string }{
		{"years = 0\nnote = \"x\"", "retention: 0 years"}, {"years = 3", "retention, note"}, {"years = 5\nnote = \"x\"", "is 5 years already"},
	} {
		o, err := ParseOverride([]byte("[retention]\n" + c.text))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := LoadWith("cz-106-1999", o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v", c.text, err)
		}
	}
}
