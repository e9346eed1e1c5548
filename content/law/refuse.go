package law

import (
	"fmt"
	"slices"
	"strings"
)

// refuse says why an event cannot have happened, in words; nil if it can.
func (c *course) refuse(r *EventRule, e *Event) error {
	switch {
	case c.state == nil && !r.First:
		return fmt.Errorf("the case has not begun; possible now: %s", c.possible())
	case c.state != nil && r.First:
		return fmt.Errorf("the case has begun already; it is %q; possible now: %s", c.state.Name["en"], c.possible())
	case !c.fits(r):
		return fmt.Errorf("not possible while the case is %q; possible now: %s", c.state.Name["en"], c.possible())
	case e.Date < firstDay || e.Date > lastEvent:
		return fmt.Errorf("date %q: want a date from %d to %d", e.Date, minYear, maxYear)
	case e.Date < c.last:
		return fmt.Errorf("on %s, before the last event on %s", dateWords(e.Date, "en"), dateWords(c.last, "en"))
	}
	if err := c.refuseTime(r, e); err != nil {
		return err
	}
	return c.p.refuseContent(r, e)
}

// refuseTime holds an event to the deadlines that run.
func (c *course) refuseTime(r *EventRule, e *Event) error {
	if r.While != "" && c.open(r.While) == nil {
		return fmt.Errorf("possible only while the deadline for %s runs%s", c.p.deadlines[r.While].Name["en"], cite(r.Paragraph))
	}
	if t := c.open(r.Before); t != nil {
		if due, _ := t.due(c.p); due != 0 && e.Date > due {
			return fmt.Errorf("the deadline of %s ended on %s; %s must be announced before it ends%s",
				lengthWords(t.total, t.rule.Count, "en"), dateWords(due, "en"), r.Name["en"], cite(r.Paragraph))
		}
	}
	for _, code := range r.After {
		if t := c.open(code); t != nil {
			due, _ := t.due(c.p)
			if due == 0 {
				return fmt.Errorf("the deadline for %s is suspended and has not ended%s", t.rule.Name["en"], cite(r.Paragraph))
			}
			if e.Date <= due {
				return fmt.Errorf("the deadline for %s runs to %s and must have ended first%s", t.rule.Name["en"], dateWords(due, "en"), cite(r.Paragraph))
			}
		}
	}
	if r.Extends == "" {
		return nil
	}
	t := c.open(r.Extends)
	if t == nil {
		return fmt.Errorf("the deadline for %s does not run, so that there is nothing to extend%s", c.p.deadlines[r.Extends].Name["en"], cite(r.Paragraph))
	}
	n := 0
	for _, l := range t.longer {
		if l.rule == r {
			n++
		}
	}
	if r.Times != 0 && n >= r.Times {
		return fmt.Errorf("extended on %s already; allowed %s%s", dateWords(t.longer[len(t.longer)-1].on, "en"), timesWords(r.Times), cite(r.Paragraph))
	}
	return nil
}

func timesWords(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// refuseContent holds what an event says to what it needs.
func (p *Profile) refuseContent(r *EventRule, e *Event) error {
	if most, unit := p.mostDays(r); e.Days < 0 || e.Days > most {
		if most == 0 {
			return fmt.Errorf("%d days: this event has none", e.Days)
		}
		return fmt.Errorf("%d days: the law allows at most %s%s", e.Days, lengthWords(most, unit, "en"), cite(r.Paragraph))
	}
	for _, need := range []struct {
		what string
		has  bool
		say  string
	}{
		{NeedReason, e.Reason != "", "a reason in words"},
		{NeedGround, len(e.Grounds) > 0, "a ground of the law"},
		{NeedDocument, e.Document != "", "the document that records it"},
		{NeedBody, e.Body != "", "the body it went to"},
		{NeedDays, e.Days != 0, "the number of days"},
	} {
		if slices.Contains(r.Needs, need.what) && !need.has {
			return fmt.Errorf("needs %s%s", need.say, cite(r.Paragraph))
		}
	}
	if len(e.Grounds) > maxGrounds {
		return fmt.Errorf("%d grounds, more than the %d allowed", len(e.Grounds), maxGrounds)
	}
	for _, g := range e.Grounds {
		if err := p.checkGround(r, g); err != nil {
			return err
		}
	}
	c := new(checker)
	c.line("document", e.Document, maxSource, true)
	c.line("body", e.Body, maxSource, true)
	if strings.TrimSpace(e.Reason) != e.Reason || len(e.Reason) > maxText {
		c.fail("reason: want text without white space around it, at most %d bytes", maxText)
	}
	return c.err
}

func (p *Profile) checkGround(r *EventRule, ground string) (err error) {
	switch r.Grounds {
	case GroundsRefusal:
		_, err = p.Refusal(ground)
	case GroundsExtension:
		_, err = p.Extension(ground)
	default:
		err = fmt.Errorf("ground %q: this event has none", ground)
	}
	return err
}

// mostDays is how many days an event can name, and their unit.
func (p *Profile) mostDays(r *EventRule) (int, string) {
	if r.Extends != "" {
		return r.Days, p.deadlines[r.Extends].Count
	}
	if !slices.Contains(r.Needs, NeedDays) {
		return 0, ""
	}
	d := p.deadlines[r.Starts[0]]
	return d.Days, d.Count
}
