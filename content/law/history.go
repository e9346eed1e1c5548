package law

import (
	"fmt"
	"slices"
)

// Event is what happened to a case on a day: one entry of its history.
type Event struct {
	Code     string   `json:"event" yaml:"event" toml:"event"` // of an EventRule
	Date     Date     `json:"date" yaml:"date" toml:"date"`
	Days     int      `json:"days,omitempty" yaml:"days,omitempty" toml:"days,omitempty"`             // of an extension, or of a deadline that was set; 0: as many as the law has
	Grounds  []string `json:"grounds,omitempty" yaml:"grounds,omitempty" toml:"grounds,omitempty"`    // codes or paragraphs
	Reason   string   `json:"reason,omitempty" yaml:"reason,omitempty" toml:"reason,omitempty"`       // in words
	Document string   `json:"document,omitempty" yaml:"document,omitempty" toml:"document,omitempty"` // the document that records it, such as "d3"
	Body     string   `json:"body,omitempty" yaml:"body,omitempty" toml:"body,omitempty"`             // the body it went to
}

// Standing is where a case stands.
type Standing struct {
	State  *State
	Public string // one of the public states
	Since  Date
}

// Apply adds e to a history and tells where the case stands then. It refuses
// what cannot have happened, and says why.
func (p *Profile) Apply(history []Event, e Event) (Standing, error) {
	c, err := p.replay(history)
	if err != nil {
		return Standing{}, err
	}
	if err := c.step(&e); err != nil {
		return Standing{}, err
	}
	return c.standing(), nil
}

// Standing tells where a case with that history stands.
func (p *Profile) Standing(history []Event) (Standing, error) {
	c, err := p.replay(history)
	if err != nil || c.state == nil {
		return Standing{}, err
	}
	return c.standing(), nil
}

// Next lists the events whose place is after that history, in the law's order.
// What each needs besides is told by Apply.
func (p *Profile) Next(history []Event) ([]*EventRule, error) {
	c, err := p.replay(history)
	if err != nil {
		return nil, err
	}
	return c.next(), nil
}

// course is a case in the course of its history.
type course struct {
	p      *Profile
	state  *State // nil: nothing happened yet
	public string
	since  Date
	last   Date       // of the last event
	before []previous // one for each change of state, in order
	timers []*timer
}

// previous is what a state was entered from.
type previous struct {
	of, state *State
	public    string
}

func (p *Profile) replay(history []Event) (*course, error) {
	if len(history) > maxHistory {
		return nil, fmt.Errorf("history: %d events, more than the %d allowed", len(history), maxHistory)
	}
	c := &course{p: p, timers: make([]*timer, 0, 8)}
	for i := range history {
		if err := c.step(&history[i]); err != nil {
			return nil, fmt.Errorf("event %d of the history: %w", i+1, err)
		}
	}
	return c, nil
}

func (c *course) standing() Standing { return Standing{c.state, c.public, c.since} }

func (c *course) fits(r *EventRule) bool {
	if c.state == nil {
		return r.First
	}
	return slices.Contains(r.From, c.state.Code)
}

func (c *course) next() (out []*EventRule) {
	for i := range c.p.Events {
		if r := &c.p.Events[i]; c.fits(r) {
			out = append(out, r)
		}
	}
	return out
}

// step is one event. On an error the course is as it was.
func (c *course) step(e *Event) error {
	r := c.p.events[e.Code]
	if r == nil {
		return fmt.Errorf("event %q: not in law %s; possible now: %s", e.Code, c.p.Code, c.possible())
	}
	if err := c.refuse(r, e); err != nil {
		return fmt.Errorf("%s: %w", e.Code, err)
	}
	c.move(r, e)
	for _, code := range r.Meets {
		c.close(code, r, e, true)
	}
	for _, code := range r.Ends {
		c.close(code, r, e, false)
	}
	for _, code := range r.Suspends {
		if t := c.open(code); t != nil && !t.paused() {
			t.pauses = append(t.pauses, pause{from: e.Date})
		}
	}
	for _, code := range r.Resumes {
		if t := c.open(code); t != nil && t.paused() {
			t.pauses[len(t.pauses)-1].to = e.Date
		}
	}
	if t := c.open(r.Extends); t != nil {
		n := r.Days
		if e.Days != 0 {
			n = e.Days
		}
		t.longer = append(t.longer, longer{r, e.Date, n})
		t.total += n
	}
	for _, code := range r.Starts {
		c.start(c.p.deadlines[code], r, e)
	}
	c.last = e.Date
	return nil
}

func (c *course) possible() string {
	var codes []string
	for _, r := range c.next() {
		codes = append(codes, r.Code)
	}
	return join(codes)
}

// move changes the state.
func (c *course) move(r *EventRule, e *Event) {
	state, public := c.state, c.public
	switch {
	case r.Back:
		for _, b := range c.before {
			if b.of == c.state {
				state, public = b.state, b.public
			}
		}
	case r.To != "":
		if state = c.p.states[r.To]; state.Public != publicSame {
			public = state.Public
		}
		if c.state != nil && state != c.state {
			c.before = append(c.before, previous{state, c.state, c.public})
		}
	}
	if state != c.state {
		c.since = e.Date
	}
	c.state, c.public = state, public
}
