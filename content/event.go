package content

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/akta-foi/akta/content/law"
)

// Event is one entry of a case's history in case.md. Public are its code, its
// date and the law's paragraph; who did it, the reason, the document and the
// body are not.
type Event struct {
	law.Event `yaml:",inline"`
	Actor     string `yaml:"actor,omitempty" json:"actor,omitempty"` // who did it, or wrote it down
}

func (e *Event) check() error {
	if e.Code == "" || e.Date == 0 {
		return fmt.Errorf("event %q on %q: want a code of the law and a date such as 2026-07-03", e.Code, e.Date)
	}
	if len(e.Grounds) > maxEventGrounds {
		return fmt.Errorf("event %s on %s: %d grounds, more than the %d allowed", e.Code, e.Date, len(e.Grounds), maxEventGrounds)
	}
	for _, s := range append([]string{e.Reason, e.Document, e.Body, e.Actor}, e.Grounds...) {
		if s != strings.TrimSpace(s) || len(s) > maxEventText || !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl) {
			return fmt.Errorf("event %s on %s: %q: want text on one line, at most %d bytes", e.Code, e.Date, s, maxEventText)
		}
	}
	return nil
}

// UndoneEvent is an event that was written down wrongly, and taken out again.
type UndoneEvent struct {
	Event    `yaml:",inline"`
	Undone   string `yaml:"undone" json:"undone"`                           // why
	UndoneBy string `yaml:"undone-by,omitempty" json:"undone-by,omitempty"` // who took it out
}

func (e *UndoneEvent) check() error {
	for _, s := range []string{e.Undone, e.UndoneBy} {
		if s != strings.TrimSpace(s) || !isLine(s, maxEventText) {
			return fmt.Errorf("undone event %s on %s: %q: want text on one line, at most %d bytes", e.Code, e.Date, s, maxEventText)
		}
	}
	return e.Event.check()
}

// receive is the event every case begins with; every law has it.
const receive = "receive"

// Received is the history that every case begins with: the receipt of the
// request, and who wrote it down. Of a date that is none, it is empty.
func Received(day, actor string) []Event {
	received, err := law.ParseDate(day)
	if err != nil {
		return nil
	}
	return []Event{{Event: law.Event{Code: receive, Date: received}, Actor: actor}}
}

// History is what happened to a case, as its law counts it. A case.md in which
// nobody wrote down an event tells at least when the request was received; what
// its state says then stands beside the history.
func (c *Case) History() []law.Event {
	if len(c.Events) == 0 {
		for _, e := range Received(c.Received, "") {
			return []law.Event{e.Event}
		}
		return nil
	}
	out := make([]law.Event, len(c.Events))
	for i, e := range c.Events {
		out[i] = e.Event
	}
	return out
}

// Standing tells where a case stands by its events. Behind says that case.md's
// state was written by hand, and its events do not reach it yet.
func (o *Office) Standing(c *Case) (s law.Standing, behind bool, err error) {
	if s, err = o.Law.Standing(c.History()); err != nil {
		return s, false, err
	}
	if s.Public == c.State {
		return s, false, nil
	}
	if s.Public == law.PublicOpen {
		return s, true, nil
	}
	return s, false, fmt.Errorf("state %q: its events say %q; correct the one or the others", c.State, s.Public)
}

// AddEvent writes down what happened to a case. It refuses what cannot have
// happened under the office's law, and says why. The state of case.md follows,
// but for one written by hand that the events have not reached yet.
func (o *Office) AddEvent(caseID string, e Event) (*Case, law.Standing, error) {
	unlock, err := o.Lock()
	if err != nil {
		return nil, law.Standing{}, err
	}
	defer unlock()
	c, err := o.Case(caseID)
	if err != nil {
		return nil, law.Standing{}, err
	}
	s, err := o.addEvent(c, e)
	if err != nil {
		return nil, s, fmt.Errorf("case %q: %w", caseID, err)
	}
	if err := o.SaveCase(c); err != nil {
		return nil, s, err
	}
	return c, s, o.record(actEvent, caseID, eventObjects(e)...)
}

// addEvent adds to a case in memory; on an error the case is as it was.
func (o *Office) addEvent(c *Case, e Event) (law.Standing, error) {
	if err := e.check(); err != nil {
		return law.Standing{}, err
	}
	if e.Document != "" {
		plan, err := o.Plan(c.ID)
		if err != nil {
			return law.Standing{}, err
		}
		if !slices.ContainsFunc(plan.Documents, func(d Document) bool { return d.ID == e.Document }) {
			return law.Standing{}, fmt.Errorf("document %q: the case has none such", e.Document)
		}
	}
	_, behind, err := o.Standing(c)
	if err != nil {
		return law.Standing{}, err
	}
	history := c.History()
	s, err := o.Law.Apply(history, e.Event)
	if err != nil {
		return s, err
	}
	if len(c.Events) == 0 {
		c.Events = []Event{{Event: history[0]}}
	}
	c.Events = append(c.Events, e)
	if behind && s.Public == law.PublicOpen {
		return s, nil
	}
	c.follow(s.Public, e.Date)
	return s, nil
}

// follow makes the state of case.md that of its events, which came to it on a
// day. Answered is the day on which a request was answered or refused: one that
// was withdrawn, transferred or closed without an answer has none.
func (c *Case) follow(public string, on law.Date) {
	was := c.State
	switch c.State = public; {
	case !answers(public):
		c.Answered = ""
	case !answers(was) && c.Answered == "":
		c.Answered = on.String()
	}
}

// answers tells whether a case in that public state was answered, in full, in
// part or by a refusal.
func answers(public string) bool {
	return slices.Contains([]string{law.PublicAnswered, law.PublicPartlyRefused, law.PublicRefused}, public)
}

// UndoEvent takes the last event out of a case's history, where it was written
// down wrongly, and returns it. The state of case.md becomes that of the events
// before, but for one written by hand that they had not reached. The receipt of
// the request stays: it is in case.md twice.
func (o *Office) UndoEvent(caseID, reason, actor string) (*Case, *Event, error) {
	for _, s := range []string{reason, actor} {
		if s == "" || s != strings.TrimSpace(s) || !isLine(s, maxEventText) {
			return nil, nil, fmt.Errorf("undo: %q: want a reason and who undoes it, each on one line, at most %d bytes", s, maxEventText)
		}
	}
	unlock, err := o.Lock()
	if err != nil {
		return nil, nil, err
	}
	defer unlock()
	c, err := o.Case(caseID)
	if err != nil {
		return nil, nil, err
	}
	undone, err := o.undoEvent(c)
	if err != nil {
		return nil, nil, fmt.Errorf("case %q: undo: %w", caseID, err)
	}
	c.Undone = append(c.Undone, UndoneEvent{Event: *undone, Undone: reason, UndoneBy: actor})
	if err := o.SaveCase(c); err != nil {
		return nil, nil, err
	}
	return c, undone, o.record(actUndo, caseID, eventObjects(*undone)...)
}

// undoEvent takes the last event out of a case in memory; on an error the case
// is as it was.
func (o *Office) undoEvent(c *Case) (*Event, error) {
	last := len(c.Events) - 1
	if last < 1 {
		return nil, fmt.Errorf("no event after the receipt of the request")
	}
	_, behind, err := o.Standing(c)
	if err != nil {
		return nil, err
	}
	before := *c
	before.Events = c.Events[:last]
	s, err := o.Law.Standing(before.History())
	if err != nil {
		return nil, err
	}
	if !behind && s.Public != c.State {
		// The day of an answer that stands again is that of the event which gave it.
		before.State, before.Answered = law.PublicOpen, ""
		for i := range before.Events {
			at, err := o.Law.Standing(before.History()[:i+1])
			if err != nil {
				return nil, err
			}
			before.follow(at.Public, before.Events[i].Date)
		}
	}
	undone := c.Events[last]
	*c = before
	return &undone, nil
}
