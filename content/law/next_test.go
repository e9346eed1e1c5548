package law

import (
	"slices"
	"strings"
	"testing"
)

// TestEventCode: the words that offices use are understood in every law, or
// refused with what is possible.
func TestEventCode(t *testing.T) {
	words := []string{"receive", "complete", "extend", "suspend", "transfer", "answer", "refuse", "refuse --part", "appeal", "complaint", "court", "close", "withdraw", "correct"}
	lacks := map[string][]string{
		"hu-infotv": {"transfer", "appeal"}, "eu-1049-2001": {"suspend", "transfer"},
	}
	for _, code := range Codes() {
		p := load(t, code)
		for _, w := range words {
			word, part := strings.CutSuffix(w, " --part")
			got := p.EventCode(word, part)
			if lack := slices.Contains(lacks[code], w); (p.Event(got) == nil) != lack {
				t.Errorf("%s: %q is %q", code, w, got)
			} else if _, err := p.Apply([]Event{{Code: "receive", Date: date(t, "2026-07-03")}}, Event{Code: got, Date: date(t, "2026-07-06")}); lack &&
				(err == nil || !strings.Contains(err.Error(), `event "`+w+`": not in law `+code+"; possible now: request-particulars")) {
				t.Errorf("%s: %v", code, err)
			}
		}
	}
	p := load(t, "cz-106-1999")
	if got := p.EventCode("transfer", false); got != "not-competent" {
		t.Errorf("transfer is %q", got)
	}
	if got := load(t, "eu-1049-2001").EventCode("appeal-dismissed", true); got != "appeal-dismissed-part" {
		t.Errorf("a part of a dismissal is %q", got)
	}
	for _, taken := range []string{"extend", "transfer", "No"} {
		q := load(t, "cz-106-1999")
		q.events["answer"].Also = []string{taken}
		if taken == "transfer" {
			q.events["answer"].Also = []string{taken, taken}
		}
		if err := q.compile(); err == nil || !strings.Contains(err.Error(), taken) {
			t.Errorf("also %q: %v", taken, err)
		}
	}
}

// TestPossible: what the deadlines of a day forbid is told, and nothing else.
func TestPossible(t *testing.T) {
	p := load(t, "cz-106-1999")
	history := []Event{{Code: "receive", Date: date(t, "2026-07-03")}}
	for _, c := range []struct {
		on  string
		not string // events that are in their place, but not on that day
	}{{"2026-07-06", ""}, {"2026-07-21", "extend"}} {
		moves, err := p.Possible(history, date(t, c.on))
		if err != nil || len(moves) != 10 {
			t.Fatalf("%v, %v", moves, err)
		}
		var not []string
		for _, m := range moves {
			if m.Not != nil {
				not = append(not, m.Rule.Code)
			}
		}
		if got := strings.Join(not, " "); got != c.not {
			t.Errorf("on %s not possible: %q, want %q", c.on, got, c.not)
		}
	}
}
