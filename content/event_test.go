package content

import (
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/law"
)

func day(t *testing.T, s string) law.Date {
	t.Helper()
	d, err := law.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestEvents takes a case through its life, and holds case.md's state to it.
func TestEvents(t *testing.T) {
	o := newTestOffice(t, fixtures+"/cs-cesta-zadost.txt")
	event := func(code, date string) Event { return Event{Event: law.Event{Code: code, Date: day(t, date)}} }
	if _, _, err := o.AddEvent("a", event("extend", "2026-04-30")); err == nil || !strings.Contains(err.Error(), "must be announced before it ends") {
		t.Fatalf("an extension after the end: %v", err)
	}
	extend := event("extend", "2026-03-10")
	extend.Grounds, extend.Actor = []string{o.Law.Extensions[0].Code}, "Vymyšlená úřednice"
	c, s, err := o.AddEvent("a", extend)
	if err != nil || s.State.Code != "extended" || c.State != law.PublicOpen {
		t.Fatalf("%v, %+v", err, s)
	}
	if due, err := o.AnswerDue(c); err != nil || due != "2026-03-27" {
		t.Fatalf("due %q, %v", due, err)
	}
	answer := event("answer", "2026-03-20")
	answer.Document = "d9"
	if _, _, err := o.AddEvent("a", answer); err == nil || !strings.Contains(err.Error(), `document "d9"`) {
		t.Fatalf("a document that is not there: %v", err)
	}
	answer.Document = "d1"
	if c, _, err = o.AddEvent("a", answer); err != nil || c.State != law.PublicAnswered || c.Answered != "2026-03-20" {
		t.Fatalf("%v, %+v", err, c)
	}
	raw, err := c.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	again, err := ParseCase(raw)
	if err != nil || len(again.Events) != 3 || again.Events[1].Actor != extend.Actor || again.Events[1].Grounds[0] != extend.Grounds[0] {
		t.Fatalf("%v, %s", err, raw)
	}
}

// TestEventsBehind: a state written by hand stays until the events reach it.
func TestEventsBehind(t *testing.T) {
	o := newTestOffice(t, fixtures+"/cs-cesta-zadost.txt")
	c, err := o.Case("a")
	if err != nil {
		t.Fatal(err)
	}
	c.State, c.Answered, c.Events = law.PublicAnswered, "2026-03-20", nil
	if err := o.SaveCase(c); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		e      law.Event
		behind bool
	}{
		{law.Event{Code: "extend", Date: day(t, "2026-03-10"), Grounds: []string{o.Law.Extensions[0].Code}}, true},
		{law.Event{Code: "answer", Date: day(t, "2026-03-20"), Document: "d1"}, false},
	} {
		if c, _, err = o.AddEvent("a", Event{Event: x.e}); err != nil || c.State != law.PublicAnswered || c.Answered != "2026-03-20" {
			t.Fatalf("%s: %v, %+v", x.e.Code, err, c)
		}
		if _, behind, err := o.Standing(c); err != nil || behind != x.behind {
			t.Fatalf("%s: behind %v, %v", x.e.Code, behind, err)
		}
	}
	c.State = law.PublicRefused
	if _, _, err := o.Standing(c); err == nil {
		t.Fatal("the state says refused, the events answered")
	}
}
