package law

import (
	"fmt"
	"slices"
	"strings"
)

// checkRules looks at how the parts hang together: every code that is named is
// there, and every event has a place.
func (p *Profile) checkRules() error {
	c, seen := new(checker), map[string]bool{}
	c.length("events", len(p.Events), 1)
	first := 0
	for i := range p.Events {
		e := &p.Events[i]
		c.code("event", e.Code, seen)
		c.basis("event "+e.Code, e.Basis)
		c.texts("event "+e.Code+", name", e.Name, languages[:]...)
		c.texts("event "+e.Code+", done", e.Done, languages[:]...)
		p.checkMove(c, e)
		p.checkEffects(c, e)
		if e.First {
			first++
		}
	}
	for i := range p.Events { // once all codes are seen
		e := &p.Events[i]
		c.length("event "+e.Code+", also", len(e.Also), 0)
		for _, a := range e.Also {
			c.code("event "+e.Code+", also", a, seen)
		}
	}
	if first != 1 {
		c.fail("events: %d of them begin a case, want one", first)
	}
	if p.Publication.Duty && p.deadlines[p.Publication.Deadline] == nil {
		c.fail("publication: deadline %q: not in this law", p.Publication.Deadline)
	}
	return c.err
}

func (p *Profile) checkMove(c *checker, e *EventRule) {
	if e.First != (len(e.From) == 0) {
		c.fail("event %s: want states it comes from, or first = true", e.Code)
	}
	if e.First && (e.To == "" || p.states[e.To] != nil && p.states[e.To].Public == publicSame) {
		c.fail("event %s: begins a case, and leads to no state that can be shown", e.Code)
	}
	if e.Back && e.To != "" {
		c.fail("event %s: want to or back, not both", e.Code)
	}
	c.length("event "+e.Code+", from", len(e.From), 0)
	for i, s := range e.From {
		if p.states[s] == nil || slices.Contains(e.From[:i], s) {
			c.fail("event %s: from %q: not a state of this law, or there twice", e.Code, s)
		}
	}
	if e.To != "" && p.states[e.To] == nil {
		c.fail("event %s: to %q: not a state of this law", e.Code, e.To)
	}
}

func (p *Profile) checkEffects(c *checker, e *EventRule) {
	for _, l := range []struct {
		what  string
		codes []string
	}{{"starts", e.Starts}, {"meets", e.Meets}, {"ends", e.Ends}, {"suspends", e.Suspends}, {"resumes", e.Resumes}, {"after", e.After}} {
		c.length("event "+e.Code+", "+l.what, len(l.codes), 0)
		for i, code := range l.codes {
			if p.deadlines[code] == nil || slices.Contains(l.codes[:i], code) {
				c.fail("event %s: %s %q: not a deadline of this law, or there twice", e.Code, l.what, code)
			}
		}
	}
	for _, code := range []string{e.While, e.Before} {
		if code != "" && p.deadlines[code] == nil {
			c.fail("event %s: %q: not a deadline of this law", e.Code, code)
		}
	}
	switch d := p.deadlines[e.Extends]; {
	case e.Extends == "" && (e.Days != 0 || e.Times != 0):
		c.fail("event %s: days and times belong to extends", e.Code)
	case e.Extends != "" && d == nil:
		c.fail("event %s: extends %q: not a deadline of this law", e.Code, e.Extends)
	case e.Extends != "":
		c.days("event "+e.Code, e.Days, d.Count)
		if e.Times < 0 || e.Times > maxDays {
			c.fail("event %s: times %d: want 0 to %d", e.Code, e.Times, maxDays)
		}
	}
	c.length("event "+e.Code+", needs", len(e.Needs), 0)
	for i, n := range e.Needs {
		if c.oneOf("event "+e.Code+", needs", n, NeedReason, NeedGround, NeedDocument, NeedBody, NeedDays); slices.Contains(e.Needs[:i], n) {
			c.fail("event %s: needs %q twice", e.Code, n)
		}
	}
	if slices.Contains(e.Needs, NeedDays) && len(e.Starts) == 0 {
		c.fail("event %s: needs days, but starts no deadline", e.Code)
	}
	if e.Grounds != "" {
		c.oneOf("event "+e.Code+", grounds", e.Grounds, GroundsRefusal, GroundsExtension)
	} else if slices.Contains(e.Needs, NeedGround) {
		c.fail("event %s: needs a ground, but says not of which list", e.Code)
	}
}

// join lists codes for people.
func join(codes []string) string {
	if len(codes) == 0 {
		return "nothing"
	}
	return strings.Join(codes, ", ")
}

// cite is " (§ 14 odst. 7)", or nothing.
func cite(paragraph string) string {
	if paragraph == "" {
		return ""
	}
	return fmt.Sprintf(" (%s)", paragraph)
}
