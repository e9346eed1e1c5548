package law

import (
	"fmt"
	"strings"
	"testing"
)

// happened reads a history: "receive 2026-07-03, extend 2026-07-10 5".
// What each event needs is filled in.
func happened(t testing.TB, p *Profile, s string) (out []Event) {
	t.Helper()
	for _, item := range strings.Split(s, ", ") {
		var code, day string
		var n int
		if _, err := fmt.Sscan(item, &code, &day, &n); err != nil && n == 0 && day == "" {
			t.Fatalf("%q: %v", item, err)
		}
		e := Event{Code: code, Date: date(t, day), Days: n}
		if r := p.Event(code); r != nil {
			fill(p, r, &e)
		}
		out = append(out, e)
	}
	return out
}

// fill gives an event what its rule needs, but for the days that are there.
func fill(p *Profile, r *EventRule, e *Event) {
	for _, n := range r.Needs {
		switch n {
		case NeedReason:
			e.Reason = "a reason"
		case NeedDocument:
			e.Document = "d1"
		case NeedBody:
			e.Body = "another body"
		case NeedDays:
			if e.Days == 0 {
				e.Days = 10
			}
		case NeedGround:
			e.Grounds = []string{p.Grounds[0].Code}
			if r.Grounds == GroundsExtension {
				e.Grounds = []string{p.Extensions[0].Code}
			}
		}
	}
}

// last returns the last run of a deadline.
func last(t testing.TB, p *Profile, history []Event, asOf Date, code string) Deadline {
	t.Helper()
	all, err := p.Deadlines(history, asOf)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Rule.Code == code {
			return all[i]
		}
	}
	t.Fatalf("no deadline %q", code)
	return Deadline{}
}

// TestDeadlines: due dates worked out by hand on a printed calendar.
func TestDeadlines(t *testing.T) {
	for _, c := range []struct{ law, history, code, asOf, due, state string }{
		// Czech: 15 calendar days, moved to a working day.
		{"cz-106-1999", "receive 2026-07-03", "answer", "2026-07-03", "2026-07-20", "running"},
		{"cz-106-1999", "receive 2026-07-03", "answer", "2026-07-20", "2026-07-20", "running"},
		{"cz-106-1999", "receive 2026-07-03", "answer", "2026-07-21", "2026-07-20", "overdue"},
		{"cz-106-1999", "receive 2024-02-14", "answer", "2024-02-14", "2024-02-29", "running"}, // the leap day itself
		{"cz-106-1999", "receive 2024-02-15", "answer", "2024-02-15", "2024-03-01", "running"},
		{"cz-106-1999", "receive 2023-02-14", "answer", "2023-02-14", "2023-03-01", "running"},
		{"cz-106-1999", "receive 2024-03-14", "answer", "2024-03-14", "2024-04-02", "running"}, // Good Friday to Easter Monday
		{"cz-106-1999", "receive 2025-04-03", "answer", "2025-04-03", "2025-04-22", "running"},
		{"cz-106-1999", "receive 2026-12-09", "answer", "2026-12-09", "2026-12-28", "running"}, // 24 December to Sunday 27
		{"cz-106-1999", "receive 2027-12-10", "answer", "2027-12-10", "2027-12-27", "running"},
		{"cz-106-1999", "receive 2027-12-17", "answer", "2027-12-17", "2028-01-03", "running"}, // 1 January 2028 is a Saturday
		{"cz-106-1999", "receive 2029-12-17", "answer", "2029-12-17", "2030-01-02", "running"},
		{"cz-106-1999", "receive 2025-05-23, extend 2025-06-01", "answer", "2025-06-01", "2025-06-17", "running"},
		{"cz-106-1999", "receive 2025-05-23, extend 2025-06-01 4", "answer", "2025-06-01", "2025-06-11", "running"},
		{"cz-106-1999", "receive 2026-07-03, suspend 2026-07-06, resume 2026-07-10", "answer", "2026-07-10", "2026-07-23", "running"},
		{"cz-106-1999", "receive 2026-07-03, suspend 2026-07-03, resume 2026-07-05", "answer", "2026-07-05", "2026-07-20", "running"},
		{"cz-106-1999", "receive 2026-07-03, suspend 2026-07-06", "answer", "2026-09-01", "", "suspended"},
		{"cz-106-1999", "receive 2026-07-03, suspend 2026-07-06", "pay", "2026-07-06", "2026-09-04", "running"},
		{"cz-106-1999", "receive 2026-07-03, suspend 2026-07-06", "pay", "2026-09-05", "2026-09-04", "lapsed"},
		{"cz-106-1999", "receive 2026-07-03, request-particulars 2026-07-08", "answer", "2026-07-10", "2026-07-20", "ended"},
		{"cz-106-1999", "receive 2026-07-03, request-particulars 2026-07-08, complete 2026-07-30", "answer", "2026-07-30", "2026-08-14", "running"},
		{"cz-106-1999", "receive 2026-07-03, answer 2026-07-20", "answer", "2026-07-21", "2026-07-20", "met"},
		{"cz-106-1999", "receive 2026-07-03, answer 2026-07-21", "answer", "2026-07-21", "2026-07-20", "late"},
		{"cz-106-1999", "receive 2026-07-03, answer 2026-07-21", "answer", "2026-07-20", "2026-07-20", "running"}, // not yet answered then
		{"cz-106-1999", "receive 2026-07-03, answer 2026-07-20", "publish", "2026-07-21", "2026-08-04", "running"},
		{"cz-106-1999", "receive 2026-07-03, refuse 2026-07-20, deliver 2026-07-22", "appeal", "2026-07-22", "2026-08-06", "running"},
		{"cz-106-1999", "receive 2026-07-03, refuse 2026-07-20, deliver 2026-07-22, appeal 2026-08-03", "appeal-forward", "2026-08-03", "2026-08-18", "running"},
		{"cz-106-1999", "receive 2026-07-03, refuse 2026-07-20, appeal 2026-08-03, appeal-forward 2026-08-10, appeal-dismissed 2026-08-20", "court", "2026-08-20", "2026-10-20", "running"},
		{"cz-106-1999", "receive 2026-07-03, refuse 2026-07-20, appeal 2026-08-03, appeal-forward 2026-08-10, appeal-ordered 2026-08-20 7", "ordered", "2026-08-20", "2026-08-27", "running"},
		{"cz-106-1999", "receive 2026-07-03, withdraw 2026-07-10", "answer", "2026-08-01", "2026-07-20", "ended"},
		// Hungarian: moved working Saturdays and days off.
		{"hu-infotv", "receive 2024-07-19", "answer", "2024-07-19", "2024-08-03", "running"}, // a Saturday that is worked
		{"hu-infotv", "receive 2024-08-02", "answer", "2024-08-02", "2024-08-21", "running"}, // 17 Saturday, 19 moved, 20 holiday
		{"hu-infotv", "receive 2024-12-09", "answer", "2024-12-09", "2024-12-30", "running"}, // 24 to 27 December
		{"hu-infotv", "receive 2025-04-17", "answer", "2025-04-17", "2025-05-05", "running"}, // 2 May is moved
		{"hu-infotv", "receive 2025-05-02", "answer", "2025-05-02", "2025-05-17", "running"},
		{"hu-infotv", "receive 2025-12-17", "answer", "2025-12-17", "2026-01-05", "running"}, // 1 and 2 January
		{"hu-infotv", "receive 2026-07-24", "answer", "2026-07-24", "2026-08-08", "running"},
		{"hu-infotv", "receive 2026-08-06", "answer", "2026-08-06", "2026-08-24", "running"},
		{"hu-infotv", "receive 2027-05-01", "answer", "2027-05-01", "2027-05-18", "running"}, // Whit Monday on the 17th
		{"hu-infotv", "receive 2026-07-24, extend 2026-08-08", "answer", "2026-08-08", "2026-08-24", "running"},
		{"hu-infotv", "receive 2030-03-01", "answer", "2030-03-01", "2030-03-18", "running"},                                        // 15 March 2030 is a Friday
		{"hu-infotv", "receive 2026-07-24, suspend 2026-07-27, resume 2026-08-05", "answer", "2026-08-05", "2026-08-18", "running"}, // 15 days, 2 of them before
		{"hu-infotv", "receive 2026-07-24, suspend 2026-07-27, resume 2026-08-05, paid 2026-08-12", "answer", "2026-08-12", "2026-08-27", "running"},
		{"hu-infotv", "receive 2026-07-24, refuse 2026-08-03", "court", "2026-08-03", "2026-09-02", "running"},
		{"hu-infotv", "receive 2026-07-24, refuse 2026-08-03", "complaint", "2026-08-03", "2027-08-03", "running"},
		// United Kingdom: 20 working days, holidays of all its parts.
		{"uk-foia-2000", "receive 2026-11-27", "answer", "2026-11-27", "2026-12-30", "running"}, // 30 Nov, 25 and 28 Dec
		{"uk-foia-2000", "receive 2024-12-06", "answer", "2024-12-06", "2025-01-09", "running"}, // 25, 26, 1, 2
		{"uk-foia-2000", "receive 2025-04-04", "answer", "2025-04-04", "2025-05-07", "running"}, // Good Friday, Easter Monday, 5 May
		{"uk-foia-2000", "receive 2024-02-05", "answer", "2024-02-05", "2024-03-04", "running"}, // leap year
		{"uk-foia-2000", "receive 2026-09-05", "answer", "2026-09-05", "2026-10-02", "running"}, // received on a Saturday
		{"uk-foia-2000", "receive 2026-09-07, suspend 2026-09-09, resume 2026-09-15", "answer", "2026-09-15", "2026-10-12", "running"},
		{"uk-foia-2000", "receive 2026-09-07, extend 2026-10-05", "answer", "2026-10-05", "2026-11-02", "running"},
		{"uk-foia-2000", "receive 2026-09-07, suspend 2026-11-30", "pay", "2026-11-30", "2027-03-01", "running"}, // 28 February is a Sunday
		// European Union: 15 working days, twice.
		{"eu-1049-2001", "receive 2026-12-14", "answer", "2026-12-14", "2027-01-13", "running"},
		{"eu-1049-2001", "receive 2026-03-30", "answer", "2026-03-30", "2026-04-23", "running"},
		{"eu-1049-2001", "receive 2028-02-28, extend 2028-03-20", "answer", "2028-03-20", "2028-04-10", "running"},
		{"eu-1049-2001", "receive 2026-09-01, refuse 2026-09-10, appeal 2026-09-15", "review", "2026-09-15", "2026-10-06", "running"},
		{"generic", "receive 2028-12-17", "answer", "2028-12-17", "2029-01-02", "running"},
		{"generic", "receive 2025-02-14", "answer", "2025-02-14", "2025-03-03", "running"},
	} {
		p := load(t, c.law)
		d := last(t, p, happened(t, p, c.history), date(t, c.asOf), c.code)
		if d.Due.String() != c.due || string(d.State) != c.state {
			t.Errorf("%s: %s, %s on %s: due %s, %s; want %s, %s", c.law, c.history, c.code, c.asOf, d.Due, d.State, c.due, c.state)
		}
	}
}

// TestEveryDay: over seven years of days of receipt, in every law, the answer
// is due on a working day, not before its days are over, and never earlier
// than that of a request that came before.
func TestEveryDay(t *testing.T) {
	for _, code := range Codes() {
		p, before := load(t, code), Date(0)
		for d := NewDate(2024, 1, 1); d <= NewDate(2030, 12, 31); d++ {
			due := last(t, p, []Event{{Code: "receive", Date: d}}, d, "answer").Due
			if !p.Calendar.Working(due) || due < d+Date(p.Deadline("answer").Days) || due < before || due > d+50 {
				t.Fatalf("%s: received %s, due %s, the day before %s", code, d, due, before)
			}
			before = due
		}
	}
}

func TestLeft(t *testing.T) {
	p := load(t, "uk-foia-2000")
	d := last(t, p, happened(t, p, "receive 2026-09-07, suspend 2026-09-09"), date(t, "2026-12-01"), "answer")
	if d.Left != 19 || d.Due != 0 || d.State != Suspended {
		t.Errorf("%d left, due %s, %s", d.Left, d.Due, d.State)
	}
}

// TestExplain: the whole sentence, in three languages.
func TestExplain(t *testing.T) {
	for _, c := range []struct{ law, history, code, asOf, lang, want string }{
		{"cz-106-1999", "receive 2026-07-03", "answer", "2026-07-04", "en",
			"received 3 July 2026, 15 calendar days, 18 July 2026 is a Saturday, due Monday 20 July 2026 (§ 14 odst. 5 písm. d); § 40 odst. 1 zákona č. 500/2004 Sb.)"},
		{"cz-106-1999", "receive 2026-07-03", "answer", "2026-07-04", "cs",
			"přijato 3. července 2026, 15 kalendářních dnů, 18. července 2026 je sobota, konec lhůty v pondělí 20. července 2026 (§ 14 odst. 5 písm. d); § 40 odst. 1 zákona č. 500/2004 Sb.)"},
		{"cz-106-1999", "receive 2026-07-03", "answer", "2026-07-04", "hu",
			"beérkezett: 2026. július 3., 15 naptári nap, 2026. július 18. szombat, a határidő vége: 2026. július 20., hétfő (§ 14 odst. 5 písm. d); § 40 odst. 1 zákona č. 500/2004 Sb.)"},
		{"cz-106-1999", "receive 2026-07-03, suspend 2026-07-06, resume 2026-07-10, extend 2026-07-12 2", "answer", "2026-07-28", "cs",
			"přijato 3. července 2026, 15 kalendářních dnů, přerušeno od 6. července 2026 do 10. července 2026 (nepočítá se: 5 dnů), " +
				"prodlouženo 12. července 2026 o 2 kalendářní dny (§ 14 odst. 7), 25. července 2026 je sobota, konec lhůty v pondělí 27. července 2026 " +
				"(§ 14 odst. 5 písm. d); § 40 odst. 1 zákona č. 500/2004 Sb.); po lhůtě: 1 den"},
		{"hu-infotv", "receive 2028-07-24", "answer", "2028-07-24", "en",
			"received 24 July 2028, 15 calendar days, due Tuesday 8 August 2028 (29. § (1)); working Saturdays of 2028 are not in this calendar yet: check"},
		{"hu-infotv", "receive 2026-07-24", "answer", "2026-07-24", "hu",
			"beérkezett: 2026. július 24., 15 naptári nap, 2026. augusztus 8. szombat, de munkanap, a határidő vége: 2026. augusztus 8., szombat (29. § (1))"},
		{"hu-infotv", "receive 2025-04-17, answer 2025-05-07", "answer", "2025-05-07", "hu",
			"beérkezett: 2025. április 17., 15 naptári nap, 2025. május 2. nem munkanap: áthelyezett pihenőnap, a határidő vége: 2025. május 5., hétfő " +
				"(29. § (1); Ptk. 8:3. §); teljesítve: 2025. május 7., késés: 2 nap"},
		{"uk-foia-2000", "receive 2026-09-07, suspend 2026-09-09", "answer", "2026-10-01", "en",
			"received 7 September 2026, 20 working days, stopped since 9 September 2026, 19 working days left (s.10(1))"},
		{"cz-106-1999", "receive 2026-07-03, withdraw 2026-07-10", "answer", "2026-08-01", "en",
			"received 3 July 2026, 15 calendar days, 18 July 2026 is a Saturday, due Monday 20 July 2026 (§ 14 odst. 5 písm. d); § 40 odst. 1 zákona č. 500/2004 Sb.); " +
				"no longer runs since 10 July 2026: withdrawn"},
		{"hu-infotv", "receive 2026-07-24, refuse 2026-08-03", "court", "2026-09-05", "cs",
			"odmítnuto 3. srpna 2026, 30 kalendářních dnů, konec lhůty ve středu 2. září 2026 (31. § (3)); lhůta uplynula bez využití"},
		{"uk-foia-2000", "receive 2026-09-07, suspend 2026-11-30", "pay", "2026-11-30", "cs",
			"úhrada oznámena 30. listopadu 2026, 3 měsíce, 28. února 2027 je neděle, konec lhůty v pondělí 1. března 2027 (s.9(2)); " +
				"mimořádné svátky roku 2027 ve Spojeném království nejsou v tomto kalendáři: ověřte je"},
	} {
		p := load(t, c.law)
		d := last(t, p, happened(t, p, c.history), date(t, c.asOf), c.code)
		if got := d.Explain(c.lang); got != c.want {
			t.Errorf("%s, %s:\n%s, want\n%s", c.law, c.history, got, c.want)
		}
	}
}

// TestRestart: a deadline that is started while it runs counts once.
func TestRestart(t *testing.T) {
	p := load(t, "cz-106-1999")
	h := happened(t, p, "receive 2026-07-03, refuse 2026-07-10, deliver 2026-07-13, deliver 2026-07-15")
	all, err := p.Deadlines(h, date(t, "2026-07-15"))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, d := range all {
		if d.Rule.Code == "appeal" {
			n++
			if d.Due.String() != "2026-07-30" || !strings.Contains(d.Explain("en"), "15 July 2026, the count starts again, 15 calendar days") {
				t.Error(d.Explain("en"))
			}
		}
	}
	if n != 1 {
		t.Errorf("%d runs of the appeal", n)
	}
}

func BenchmarkDeadlines10000(b *testing.B) {
	p, err := Load("cz-106-1999")
	if err != nil {
		b.Fatal(err)
	}
	var cases [][]Event
	for i := range 10_000 {
		shift := Date(i % 3000)
		h := happened(b, p, "receive 2020-07-03, suspend 2020-07-06, resume 2020-07-10, extend 2020-07-12, answer 2020-07-18, publish 2020-07-20")
		for j := range h {
			h[j].Date += shift
		}
		cases = append(cases, h)
	}
	asOf := date(b, "2030-01-01")
	for b.Loop() {
		for _, h := range cases {
			if _, err := p.Deadlines(h, asOf); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkExplain(b *testing.B) {
	p, err := Load("cz-106-1999")
	if err != nil {
		b.Fatal(err)
	}
	d := last(b, p, happened(b, p, "receive 2026-07-03, suspend 2026-07-06, resume 2026-07-10, extend 2026-07-12"), date(b, "2026-08-30"), "answer")
	for b.Loop() {
		if d.Explain("cs") == "" {
			b.Fatal("nothing to say")
		}
	}
}
