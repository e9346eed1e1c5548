package content

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/law"
)

// movesHead is the head of one state's table in package law's testdata/moves.
var movesHead = regexp.MustCompile(`^(\S+) \(public: (\S+)\), after (.+) on (\S+)$`)

// TestEventMoves drives every event in every state of two laws as the command
// does, and holds what becomes of it to the tables that people have reviewed.
func TestEventMoves(t *testing.T) {
	o := newTestOffice(t, fixtures+"/cs-cesta-zadost.txt").Office
	for _, code := range []string{"cz-106-1999", "hu-infotv"} {
		var err error
		if o.Law, err = law.Load(code); err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile("law/testdata/moves/" + code + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		var history []law.Event
		states, pairs, misplaced := 0, 0, ""
		for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
			if m := movesHead.FindStringSubmatch(line); m != nil {
				states++
				if history = historyOf(o.Law, strings.Split(m[3], ", "), day(t, m[4])); history == nil {
					t.Fatalf("%s: no history of %s", code, line)
				}
			}
			event, want, _ := strings.Cut(strings.TrimSpace(line), " ")
			if want = strings.TrimSpace(want); !strings.HasPrefix(line, "  ") || history == nil {
				continue
			}
			if event == "-" {
				misplaced = want
				continue
			}
			if want == "-" {
				want = misplaced
			}
			pairs++
			next, later, two := strings.Cut(strings.TrimPrefix(want, "next day: "), " | 400 days later: ")
			if !two {
				later = next
			}
			for days, want := range map[law.Date]string{1: next, 400: later} {
				if _, all, ok := strings.Cut(want, "; with all: "); ok {
					want = all
				}
				if got := driven(o, history, event, days); got != want {
					t.Errorf("%s: %s, %d days after %s:\n%s\nwant\n%s", code, event, days, history[len(history)-1].Code, got, want)
				}
			}
		}
		if states != len(o.Law.States) || pairs != states*len(o.Law.Events) {
			t.Errorf("%s: %d states and %d pairs", code, states, pairs)
		}
	}
}

// historyOf finds the days on which these events came to their last one: each is
// a day or 400 days after the one before.
func historyOf(p *law.Profile, codes []string, last law.Date) []law.Event {
	var try func(h []law.Event) []law.Event
	try = func(h []law.Event) []law.Event {
		if len(h) == len(codes) {
			if h[len(h)-1].Date == last {
				return h
			}
			return nil
		}
		for _, days := range []law.Date{1, 400} {
			e := whole(p, codes[len(h)], law.NewDate(2026, 7, 3))
			if len(h) > 0 {
				e.Date = h[len(h)-1].Date + days
			}
			if _, err := p.Apply(h, e); err != nil {
				continue
			}
			if out := try(append(append([]law.Event{}, h...), e)); out != nil {
				return out
			}
		}
		return nil
	}
	return try(nil)
}

// whole is an event with all that it needs.
func whole(p *law.Profile, code string, on law.Date) law.Event {
	e, r := law.Event{Code: code, Date: on}, p.Event(code)
	for _, n := range r.Needs {
		switch n {
		case law.NeedReason:
			e.Reason = "a reason"
		case law.NeedDocument:
			e.Document = "d1"
		case law.NeedBody:
			e.Body = "another body"
		case law.NeedDays:
			e.Days = 10
		case law.NeedGround:
			e.Grounds = []string{p.GroundsOf(r)[0].Code}
		}
	}
	return e
}

// driven adds an event to a case with that history, and says what became of it.
// The case is refused whole or follows whole.
func driven(o *Office, history []law.Event, code string, days law.Date) string {
	s, err := o.Law.Standing(history)
	if err != nil {
		return err.Error()
	}
	c := &Case{ID: "a", Title: "Případ", Language: "cs", Received: history[0].Date.String(), State: s.Public}
	for _, e := range history {
		c.Events = append(c.Events, Event{Event: e})
	}
	if answers(c.State) {
		c.Answered = c.Events[len(c.Events)-1].Date.String()
	}
	was := fmt.Sprint(*c)
	s, err = o.addEvent(c, Event{Event: whole(o.Law, code, history[len(history)-1].Date+days)})
	switch {
	case err != nil && fmt.Sprint(*c) != was:
		return "refused, and the case was changed"
	case err != nil:
		return "REFUSED " + strings.TrimPrefix(err.Error(), code+": ")
	case c.State != s.Public || answers(c.State) == (c.Answered == ""):
		return fmt.Sprintf("state %q, answered %q", c.State, c.Answered)
	}
	if _, err := c.Marshal(); err != nil {
		return err.Error()
	}
	if _, err := o.undoEvent(c); err != nil || c.State != stateOf(o, history) || answers(c.State) == (c.Answered == "") {
		return fmt.Sprintf("undone: state %q, answered %q, %v", c.State, c.Answered, err)
	}
	return fmt.Sprintf("-> %s (%s)", s.State.Code, s.Public)
}

func stateOf(o *Office, history []law.Event) string {
	s, err := o.Law.Standing(history)
	if err != nil {
		return err.Error()
	}
	return s.Public
}

// TestUndoEvent: the last event is taken back, the day of an answer that stands
// again is the answer's, and the receipt of the request stays.
func TestUndoEvent(t *testing.T) {
	o := newTestOffice(t, fixtures+"/cs-cesta-zadost.txt")
	if _, _, err := o.UndoEvent("a", "omyl", "Vymyšlená úřednice"); err == nil || !strings.Contains(err.Error(), "no event after the receipt") {
		t.Errorf("the receipt: %v", err)
	}
	for _, x := range []struct{ code, on string }{
		{"refuse-part", "2026-03-10"}, {"deliver", "2026-03-12"}, {"appeal", "2026-03-20"}, {"appeal-forward", "2026-03-23"}, {"appeal-returned", "2026-04-02"},
	} {
		if _, _, err := o.AddEvent("a", Event{Event: whole(o.Law, x.code, day(t, x.on))}); err != nil {
			t.Fatal(err)
		}
	}
	for _, reason := range []string{"", " omyl", "a\nb"} {
		if _, _, err := o.UndoEvent("a", reason, "Vymyšlená úřednice"); err == nil {
			t.Errorf("reason %q", reason)
		}
	}
	for _, want := range []struct{ code, state, answered string }{
		{"appeal-returned", law.PublicPartlyRefused, "2026-03-10"}, {"appeal-forward", law.PublicPartlyRefused, "2026-03-10"},
		{"appeal", law.PublicPartlyRefused, "2026-03-10"}, {"deliver", law.PublicPartlyRefused, "2026-03-10"}, {"refuse-part", law.PublicOpen, ""},
	} {
		c, undone, err := o.UndoEvent("a", "omyl", "Vymyšlená úřednice")
		if err != nil || undone.Code != want.code || c.State != want.state || c.Answered != want.answered {
			t.Fatalf("%+v, %+v, %v; want %+v", c, undone, err, want)
		}
		if _, behind, err := o.Standing(c); behind || err != nil {
			t.Errorf("after %s: behind %v, %v", want.code, behind, err)
		}
	}
}

// TestLife: what is to be looked at and written down next.
func TestLife(t *testing.T) {
	o := newTestOffice(t, fixtures+"/cs-cesta-zadost.txt")
	if _, _, err := o.AddEvent("a", Event{Event: whole(o.Law, "refuse", day(t, "2026-03-10"))}); err != nil {
		t.Fatal(err)
	}
	c, err := o.Case("a")
	if err != nil {
		t.Fatal(err)
	}
	codes := func(list []*law.EventRule) (out string) {
		for _, r := range list {
			out += r.Code + " "
		}
		return out
	}
	l, err := o.Life(c, day(t, "2026-03-10"))
	if err != nil || l.Nearest() != nil || codes(l.Recording()) != "deliver " {
		t.Errorf("refused: %v, %+v", err, l)
	}
	// Before the refusal, the answer is due, and the window for first steps does
	// not stand in its place.
	if l, err = o.Life(c, day(t, "2026-03-05")); err != nil || len(l.Events) != 1 || l.Nearest().Rule.Code != "answer" || codes(l.Meeting(l.Nearest())) != "refer answer refuse-part refuse " || codes(l.Recording()) != "" {
		t.Errorf("on 5 March: %v, %+v", err, l)
	}
	if l, err = o.Life(c, day(t, "2026-03-01")); err != nil || l.Standing.State != nil || len(l.Events) != 0 {
		t.Errorf("before the receipt: %v, %+v", err, l)
	}
}
