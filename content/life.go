package content

import (
	"slices"

	"github.com/akta-foi/akta/content/law"
)

// Life is a case as the office's law has it at the end of a day.
type Life struct {
	Events    []Event // until that day
	Standing  law.Standing
	Behind    bool // case.md's state was written by hand, and the events do not reach it
	Deadlines []law.Deadline
	Possible  []law.Move // what may happen next

	law *law.Profile
}

// Life tells how a case stands on a day. What happened after it is left out.
func (o *Office) Life(c *Case, on law.Date) (*Life, error) {
	l := &Life{Events: c.Events, law: o.Law}
	history := c.History()
	if len(c.Events) == 0 && len(history) > 0 {
		l.Events = []Event{{Event: history[0]}}
	}
	if n := slices.IndexFunc(history, func(e law.Event) bool { return e.Date > on }); n >= 0 {
		history, l.Events = history[:n], l.Events[:n]
	}
	var err error
	if len(l.Events) >= len(c.Events) {
		l.Standing, l.Behind, err = o.Standing(c)
	} else {
		l.Standing, err = o.Law.Standing(history)
	}
	if err != nil {
		return nil, err
	}
	if l.Deadlines, err = o.Law.Deadlines(history, on); err != nil {
		return nil, err
	}
	l.Possible, err = o.Law.Possible(history, on)
	return l, err
}

// Nearest is the deadline to look at: of the office's duties that are not done
// the one with the nearest end, or that is longest overdue; where the office has
// none, of the others that run. It is nil if none runs.
func (l *Life) Nearest() *law.Deadline {
	var out *law.Deadline
	for i := range l.Deadlines {
		d := &l.Deadlines[i]
		if d.State != law.Running && d.State != law.Overdue {
			continue
		}
		if out == nil || isDuty(d) && !isDuty(out) || isDuty(d) == isDuty(out) && d.Due < out.Due {
			out = d
		}
	}
	return out
}

// isDuty tells whether a deadline is one by which the office has to act.
func isDuty(d *law.Deadline) bool { return d.Rule.Who == law.WhoOffice && !d.Rule.Window }

// Meeting lists what may happen next that does what a deadline asks for.
func (l *Life) Meeting(d *law.Deadline) (out []*law.EventRule) {
	for _, m := range l.Possible {
		if m.Not == nil && slices.Contains(m.Rule.Meets, d.Rule.Code) {
			out = append(out, m.Rule)
		}
	}
	return out
}

// Recording lists what is to be written down once it has happened, because a
// deadline counts from it.
func (l *Life) Recording() (out []*law.EventRule) {
	for _, m := range l.Possible {
		if m.Not == nil && m.Rule.Records(l.Deadlines) {
			out = append(out, m.Rule)
		}
	}
	return out
}

// Starts lists the deadlines that an event starts.
func (l *Life) Starts(r *law.EventRule) (out []*law.DeadlineRule) {
	for _, code := range r.Starts {
		out = append(out, l.law.Deadline(code))
	}
	return out
}
