package law

import (
	"encoding/json"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestApplyRefuses: what cannot have happened, and the words that say why.
func TestApplyRefuses(t *testing.T) {
	for _, c := range []struct{ law, history, event, want string }{
		{"cz-106-1999", "receive 2026-07-03", "extend 2026-07-21",
			"extend: the deadline of 15 calendar days ended on 20 July 2026; an extension must be announced before it ends (§ 14 odst. 7)"},
		{"cz-106-1999", "receive 2026-07-03", "extend 2026-07-20 11", "extend: 11 days: the law allows at most 10 calendar days (§ 14 odst. 7)"},
		{"cz-106-1999", "receive 2026-07-03, extend 2026-07-10", "extend 2026-07-12", `extend: not possible while the case is "deadline extended"; possible now: suspend,`},
		{"cz-106-1999", "receive 2026-07-03, extend 2026-07-10 3, request-particulars 2026-07-12", "complete 2026-07-13", "event 3 of the history: request-particulars: not possible"},
		{"cz-106-1999", "receive 2026-07-03", "answer 2026-07-02", "answer: on 2 July 2026, before the last event on 3 July 2026"},
		{"cz-106-1999", "receive 2026-07-03", "receive 2026-07-04", `receive: the case has begun already; it is "received"`},
		{"cz-106-1999", "receive 2026-07-03", "forget 2026-07-04", `event "forget": not in law cz-106-1999; possible now: request-particulars, extend`},
		{"cz-106-1999", "receive 2026-07-03, suspend 2026-07-06", "shelve 2026-09-04",
			"shelve: the deadline for payment of the fee runs to 4 September 2026 and must have ended first (§ 14 odst. 5 písm. a), § 17 odst. 5)"},
		{"cz-106-1999", "receive 2026-07-03, refuse 2026-07-10, appeal 2026-07-20, appeal-forward 2026-07-21", "appeal-ordered 2026-07-30 16",
			"appeal-ordered: 16 days: the law allows at most 15 calendar days (§ 16 odst. 4)"},
		{"cz-106-1999", "receive 2026-07-03", "answer 2026-07-04 5", "answer: 5 days: this event has none"},
		{"eu-1049-2001", "receive 2026-09-01, refuse 2026-09-10, appeal 2026-09-15, extend-review 2026-09-20", "extend-review 2026-09-25",
			"extend-review: extended on 20 September 2026 already; allowed once (Art. 8(2))"},
	} {
		p := load(t, c.law)
		e := happened(t, p, c.event)[0]
		if _, err := p.Apply(happened(t, p, c.history), e); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s, then %s:\n%v, want\n%s", c.history, c.event, err, c.want)
		}
	}
}

// TestApplyContent: what an event says of itself.
func TestApplyContent(t *testing.T) {
	p := load(t, "cz-106-1999")
	h := happened(t, p, "receive 2026-07-03")
	on := date(t, "2026-07-10")
	for _, c := range []struct {
		e    Event
		want string
	}{
		{Event{Code: "refuse", Document: "d2"}, "refuse: needs a ground of the law (§ 15)"},
		{Event{Code: "refuse", Grounds: []string{"§ 8a"}}, "refuse: needs the document that records it (§ 15)"},
		{Event{Code: "refuse", Document: "d2", Grounds: []string{"§ 8a", "because"}}, `refuse: ground of refusal "because": not in law cz-106-1999; known are: personal-data § 8a;`},
		{Event{Code: "refuse", Document: "d2", Grounds: []string{"§ 8a", "§ 11b"}}, ""},
		{Event{Code: "refuse", Document: "d\n2", Grounds: []string{"§ 8a"}}, `refuse: document: "d\n2": want text on one line`},
		{Event{Code: "refuse", Document: "d2", Grounds: make([]string, maxGrounds+1)}, "refuse: 51 grounds, more than the 50 allowed"},
		{Event{Code: "extend", Grounds: []string{"§ 8a"}}, `extend: ground of extension "§ 8a": not in law`},
		{Event{Code: "extend", Grounds: []string{"§ 14 odst. 7 písm. c)"}, Days: 5}, ""},
		{Event{Code: "extend", Grounds: []string{"consultation"}, Days: -1}, "extend: -1 days"},
		{Event{Code: "answer", Document: "d2", Grounds: []string{"§ 8a"}}, `answer: ground "§ 8a": this event has none`},
		{Event{Code: "suspend", Reason: " because "}, "suspend: reason: want text without white space around it"},
		{Event{Code: "suspend", Reason: strings.Repeat("a", maxText+1)}, "suspend: reason: want text without white space around it, at most 2000 bytes"},
	} {
		c.e.Date = on
		_, err := p.Apply(h, c.e)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.HasPrefix(err.Error(), c.want)) {
			t.Errorf("%+v: %v, want %q", c.e, err, c.want)
		}
	}
	if _, err := p.Apply(h, Event{Code: "complaint", Reason: "x"}); err == nil || !strings.Contains(err.Error(), "want a date from 1990 to 2199") {
		t.Error(err)
	}
	if _, err := p.Apply(make([]Event, maxHistory+1), Event{}); err == nil || !strings.Contains(err.Error(), "1001 events, more than the 1000 allowed") {
		t.Error(err)
	}
}

// TestStanding: back leads to where a case came from, and what the public sees
// stays through appeals and complaints.
func TestStanding(t *testing.T) {
	for _, c := range []struct{ law, history, state, public, since string }{
		{"cz-106-1999", "receive 2026-07-03", "received", "open", "2026-07-03"},
		{"cz-106-1999", "receive 2026-07-03, extend 2026-07-05, suspend 2026-07-06, resume 2026-07-09", "extended", "open", "2026-07-09"},
		{"cz-106-1999", "receive 2026-07-03, extend 2026-07-05, suspend 2026-07-06, complaint 2026-07-07, complaint-forward 2026-07-08, complaint-dismissed 2026-07-09, resume 2026-07-10", "extended", "open", "2026-07-10"},
		{"cz-106-1999", "receive 2026-07-03, refuse-part 2026-07-05, appeal 2026-07-06, appeal-withdrawn 2026-07-07", "partly-refused", "partly-refused", "2026-07-07"},
		{"cz-106-1999", "receive 2026-07-03, answer 2026-07-05, complaint 2026-07-06", "complaint", "answered", "2026-07-06"},
		{"cz-106-1999", "receive 2026-07-03, answer 2026-07-05, publish 2026-07-06", "answered", "answered", "2026-07-05"},
		{"cz-106-1999", "receive 2026-07-03, answer 2026-07-05, close 2027-01-10, reopen 2027-01-11", "answered", "answered", "2027-01-11"},
		{"uk-foia-2000", "receive 2026-07-03, transfer 2026-07-05", "transferred", "transferred", "2026-07-05"},
		{"hu-infotv", "receive 2026-07-03, court 2026-08-05, judgment-ordered 2026-12-01 15", "ordered", "open", "2026-12-01"},
	} {
		p := load(t, c.law)
		s, err := p.Standing(happened(t, p, c.history))
		if err != nil || s.State.Code != c.state || s.Public != c.public || s.Since.String() != c.since {
			t.Errorf("%s: %+v, %v; want %s, %s since %s", c.history, s, err, c.state, c.public, c.since)
		}
	}
	p := load(t, "generic")
	if s, err := p.Standing(nil); err != nil || s.State != nil {
		t.Error(s, err)
	}
	if next, err := p.Next(nil); err != nil || len(next) != 1 || next[0].Code != "receive" {
		t.Error(next, err)
	}
}

// TestTribunal: an appeal to the tribunal stops the decision notice.
func TestTribunal(t *testing.T) {
	p := load(t, "uk-foia-2000")
	h := happened(t, p, "receive 2026-07-03, complaint 2026-09-01, complaint-upheld 2026-10-01 35, court 2026-10-11")
	if d := last(t, p, h, date(t, "2027-01-01"), "notice"); d.State != Suspended || d.Left != 26 {
		t.Errorf("%s, %d left", d.State, d.Left)
	}
	h = append(h, happened(t, p, "judgment-dismissed 2026-12-31")...)
	if d := last(t, p, h, date(t, "2027-01-01"), "notice"); d.State != Running || d.Due.String() != "2027-01-26" {
		t.Errorf("%s, due %s", d.State, d.Due)
	}
}

// TestEventFiles: a history reads from the files of an office, and a bad date
// is refused.
func TestEventFiles(t *testing.T) {
	want := Event{Code: "extend", Date: date(t, "2026-07-10"), Days: 5, Grounds: []string{"consultation"}}
	var y, j []Event
	if err := yaml.Unmarshal([]byte("- event: extend\n  date: 2026-07-10\n  days: 5\n  grounds: [consultation]\n"), &y); err != nil {
		t.Fatal(err)
	}
	raw, err := yaml.Marshal(y)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(raw), "2026-07-10") {
		t.Errorf("written as\n%s", raw)
	}
	if err := json.Unmarshal([]byte(`[{"event":"extend","date":"2026-07-10","days":5,"grounds":["consultation"]}]`), &j); err != nil {
		t.Fatal(err)
	}
	for _, got := range [][]Event{y, j} {
		if len(got) != 1 || got[0].Code != want.Code || got[0].Date != want.Date || got[0].Days != 5 || got[0].Grounds[0] != "consultation" {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
	if err := yaml.Unmarshal([]byte("- event: extend\n  date: 2026-02-30\n"), &y); err == nil {
		t.Error("30 February was accepted")
	}
}
