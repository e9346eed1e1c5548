package content

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/content/law"
	"github.com/akta-foi/akta/content/report"
)

// reportOffice is an office without documents.
func reportOffice(t *testing.T) *Office {
	t.Helper()
	t.Setenv(PasswordVariable, "")
	o, err := Init(t.TempDir()+"/office", Settings{Authority: "Obec Lhotka", Law: "cz-106-1999", Language: "cs", Domain: "lhotka.example"}, nil, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *Office) mustOpen(t *testing.T, c Case) {
	t.Helper()
	c.Title = "Vymyšlený případ"
	if _, err := o.OpenCase(c); err != nil {
		t.Fatal(err)
	}
}

func reportItem(t *testing.T, r *report.Report, code string) report.Item {
	t.Helper()
	i := slices.IndexFunc(r.Items, func(i report.Item) bool { return i.Code == code })
	if i < 0 {
		t.Fatalf("no item %q", code)
	}
	return r.Items[i]
}

// TestReport: cases with events, and one of old whose state was written by hand
// and whose grounds are those of what it hides.
func TestReport(t *testing.T) {
	o := reportOffice(t)
	event := func(code string, date string, grounds ...string) Event {
		e := law.Event{Code: code, Date: day(t, date), Grounds: grounds}
		if code == "refuse" {
			e.Document = "d1"
		}
		return Event{Event: e}
	}
	o.mustOpen(t, Case{ID: "a", Received: "2025-03-03", Answered: "2025-03-10", State: law.PublicRefused,
		Events: []Event{event("receive", "2025-03-03"), event("refuse", "2025-03-10", "§ 9")}})
	o.mustOpen(t, Case{ID: "b", Received: "2025-12-29", Answered: "2026-01-05", State: law.PublicPartlyRefused})
	o.mustOpen(t, Case{ID: "c", Received: "2025-05-05"})
	old, err := o.Case("b")
	if err != nil {
		t.Fatal(err)
	}
	if old.Events = nil; o.SaveCase(old) != nil {
		t.Fatal("case b is not saved")
	}
	redaction := func(id, ground, state string) Redaction {
		return Redaction{ID: id, Text: "Vymyšlená", Unit: "word", Ground: ground, State: state, Source: "officer"}
	}
	plan := &Plan{Format: formatPlan, Documents: []Document{}, Redactions: []Redaction{
		redaction("x1", "§ 8a", Accepted), redaction("x2", "personal-data", Accepted), redaction("x3", "§ 10", Rejected)}}
	if err := o.writePlan("b", plan); err != nil {
		t.Fatal(err)
	}
	for year, want := range map[int]string{2025: "requests abc refusals a", 2026: "requests  refusals b", 2024: "requests  refusals "} {
		r, err := o.Report(ReportQuery{Year: year})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, code := range []string{"requests", "refusals"} {
			ids := ""
			for _, c := range reportItem(t, r, code).Cases {
				ids += c.ID
			}
			got += code + " " + ids + " "
		}
		if strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("%d: %q, want %q", year, got, want)
		}
	}
	generic, err := law.Load("generic")
	if err != nil {
		t.Fatal(err)
	}
	b, err := o.reportCase(old)
	if err != nil || b.State != law.PublicPartlyRefused || b.Answered != day(t, "2026-01-05") {
		t.Fatalf("%v, %+v", err, b)
	}
	if !slices.Equal(b.Grounds, []string{"personal-data", "§ 8a"}) {
		t.Errorf("grounds %q", b.Grounds)
	}
	r, err := report.Make(report.Options{Law: o.Law, Year: 2026, Until: day(t, "2026-06-01")}, []report.Case{*b})
	if err != nil || *reportItem(t, r, "refusals").Number != 1 {
		t.Fatalf("%v, %+v", err, r)
	}
	if _, err := o.Report(ReportQuery{Law: generic, Code: "annual", Year: 2025}); err == nil || !strings.Contains(err.Error(), "§ 9") {
		t.Errorf("a ground of another law: %v", err)
	}
	broken, err := o.Case("c")
	if err != nil {
		t.Fatal(err)
	}
	broken.Events = append(broken.Events, event("refuse", "2025-05-09", "§ 9"))
	broken.State = law.PublicAnswered
	if err := o.SaveCase(broken); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Report(ReportQuery{Year: 2025}); err == nil || !strings.Contains(err.Error(), `case "c": state "answered": its events say "refused"`) {
		t.Errorf("a case that contradicts itself: %v", err)
	}
}

// TestClosedReports: from the first request to the last year that is closed, the
// empty ones among them; no clock decides.
func TestClosedReports(t *testing.T) {
	o := reportOffice(t)
	years := func(want string) []*report.Report {
		t.Helper()
		list, err := o.ClosedReports()
		if err != nil {
			t.Fatal(err)
		}
		got := []string{}
		for _, r := range list {
			got = append(got, fmt.Sprint(r.Year))
			if !r.Closed() {
				t.Errorf("%d: closes on %s", r.Year, r.Until)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("years %q, want %q", got, want)
		}
		return list
	}
	years("")
	o.mustOpen(t, Case{ID: "a", Received: "2022-03-03"})
	years("")
	o.mustOpen(t, Case{ID: "b", Received: "2025-03-03"})
	for _, r := range years("2022 2023 2024") {
		if n := *reportItem(t, r, "requests").Number; n != map[int]int{2022: 1}[r.Year] {
			t.Errorf("%d: %d requests", r.Year, n)
		}
	}
	o.Settings.Reports = Reports{"2025": {"closed": "2026-01-12", "other": "none"}, "2026": {"other": "none"}}
	if err := o.Settings.check(); err != nil {
		t.Fatal(err)
	}
	list := years("2022 2023 2024 2025")
	if reportItem(t, list[3], "other").State != report.None || reportItem(t, list[2], "other").State != report.Missing {
		t.Error("what is stated for 2025 is not in its report, or in that of 2024")
	}
	o.Settings.Law, o.Settings.Reports = "hu-infotv", nil
	var err error
	if o.Law, err = law.Load("hu-infotv"); err != nil {
		t.Fatal(err)
	}
	years("2022 2022 2023 2023 2024 2024") // two reports a year
}

func TestReportSettings(t *testing.T) {
	for text, want := range map[string]string{
		"[reports.2026]\nother = \"none\"\n":                                          "",
		"[reports.2026]\nclosed = \"2027-01-05\"\n":                                   "",
		"[reports.26]\nother = \"none\"\n":                                            `reports "26": want a year`,
		"[reports.02026]\nother = \"none\"\n":                                         `reports "02026": want a year`,
		"[reports.2500]\nother = \"none\"\n":                                          `reports "2500": want a year`,
		"[reports.2026]\nclosed = \"2026-12-31\"\n":                                   "want a day after that year",
		"[reports.2026]\nclosed = \"\"\n":                                             "want a day after that year",
		"[reports.2026]\nother = 7\n":                                                 "cannot decode",
		"[reports.2026]\nother = \"" + strings.Repeat("a", report.MaxText+1) + "\"\n": "100001 bytes, more than",
	} {
		s, err := parseSettings([]byte("authority = \"Obec\"\nlaw = \"cz-106-1999\"\nlanguage = \"cs\"\ndomain = \"obec.example\"\n" + text))
		if want == "" && (err != nil || len(s.Reports["2026"]) != 1) || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%.60q: %v, want %q", text, err, want)
		}
	}
}
