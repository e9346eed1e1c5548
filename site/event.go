package site

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/law"
	"github.com/akta-foi/akta/content/normal"
)

// eventView is one event of a case for the theme and, as it is, for case.json.
type eventView struct {
	Date      string            `json:"date"` // ISO date
	Code      string            `json:"event"`
	Name      map[string]string `json:"name"`
	Paragraph string            `json:"paragraph,omitempty"`
	Link      string            `json:"link,omitempty"`
	State     string            `json:"state,omitempty"` // the state that it led to
}

// caseEvents are the public side of a case's events: what the law calls them,
// and when they were. A case in which nobody wrote one down has none.
func caseEvents(p *law.Profile, c *content.Case) ([]CaseEvent, error) {
	if len(c.Events) == 0 {
		return nil, nil
	}
	history, last := c.History(), ""
	var out []CaseEvent
	for i, e := range history {
		s, err := p.Standing(history[:i+1])
		if err != nil {
			return nil, err
		}
		r := p.Event(e.Code) // it is there: the history was read
		event := CaseEvent{Date: e.Date.String(), Code: e.Code, Name: r.Done, Paragraph: r.Paragraph, Link: r.Link}
		if s.Public != last {
			event.State, last = s.Public, s.Public
		}
		out = append(out, event)
	}
	return out, nil
}

// eventViews checks a case's events.
func eventViews(c *Case) ([]eventView, error) {
	list, last := []eventView{}, ""
	if len(c.Events) > maxEvents {
		return nil, fmt.Errorf("%d events, at most %d", len(c.Events), maxEvents)
	}
	for _, e := range c.Events {
		if _, err := time.Parse(time.DateOnly, e.Date); err != nil || e.Date < last {
			return nil, fmt.Errorf("event %q on %q: want a date like 2026-07-03, and none before the last", e.Code, e.Date)
		}
		last = e.Date
		if e.Code == "" || normal.Slug(e.Code) != e.Code || e.State != "" && !slices.Contains(states, e.State) {
			return nil, fmt.Errorf("event %q to the state %q: not known", e.Code, e.State)
		}
		if err := checkLink("event "+e.Code+", link", e.Link); err != nil {
			return nil, err
		}
		for _, l := range Languages() {
			if strings.TrimSpace(e.Name[l]) == "" {
				return nil, fmt.Errorf("event %q: no name in %q", e.Code, l)
			}
		}
		list = append(list, eventView(e))
	}
	return list, nil
}

// toldAnswer says whether one of the events is the answer, so that a timeline
// needs no row of its own for it.
func toldAnswer(events []eventView, answered string) bool {
	return slices.ContainsFunc(events, func(e eventView) bool {
		return e.Date == answered && e.State != "" && e.State != StateOpen && !unanswered(e.State)
	})
}
