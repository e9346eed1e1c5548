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

// receive is the event every case begins with; every law has it.
const receive = "receive"

// History is what happened to a case, as its law counts it. A case.md in which
// nobody wrote down an event tells at least when the request was received; what
// its state says then stands beside the history.
func (c *Case) History() []law.Event {
	if len(c.Events) == 0 {
		received, err := law.ParseDate(c.Received)
		if err != nil {
			return nil
		}
		return []law.Event{{Code: receive, Date: received}}
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
	return c, s, o.SaveCase(c)
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
	if c.State == law.PublicOpen && s.Public != law.PublicOpen && c.Answered == "" {
		c.Answered = e.Date.String()
	}
	if c.State = s.Public; c.State == law.PublicOpen {
		c.Answered = ""
	}
	return s, nil
}
