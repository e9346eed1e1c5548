package law

// DeadlineState is how a deadline stands.
type DeadlineState string

// The states of a deadline.
const (
	Running   DeadlineState = "running"
	Suspended DeadlineState = "suspended" // it has no end until it runs again
	Met       DeadlineState = "met"
	Late      DeadlineState = "late"    // met, after its end
	Overdue   DeadlineState = "overdue" // a duty not done, after its end
	Lapsed    DeadlineState = "lapsed"  // a right not used, after its end
	Ended     DeadlineState = "ended"   // no longer applies
)

// Deadline is one run of a deadline in a case.
type Deadline struct {
	Rule   *DeadlineRule
	State  DeadlineState
	Start  Date // the day of the event that started it, which does not count
	Due    Date // the last day; none while it is suspended
	Closed Date // the day it was met, or ceased to apply
	Left   int  // while it is suspended: how many of its days (or months) are left

	p     *Profile
	t     *timer
	asOf  Date
	first Date // the last counted day, before it moved to a working day
}

// Deadlines returns every deadline of a case as it stands at the end of the
// day asOf, in the order they were started. Events after that day have not
// happened yet. A deadline that was started anew while it ran counts once.
func (p *Profile) Deadlines(history []Event, asOf Date) ([]Deadline, error) {
	n := len(history)
	for i := range history {
		if history[i].Date > asOf {
			n = i
			break
		}
	}
	c, err := p.replay(history[:n])
	if err != nil {
		return nil, err
	}
	out := make([]Deadline, len(c.timers))
	for i, t := range c.timers {
		d := Deadline{Rule: t.rule, Start: t.start, Closed: t.closed, p: p, t: t, asOf: asOf}
		d.Due, d.first = t.due(p)
		d.State = t.stateAt(asOf, d.Due)
		if d.Due == 0 {
			d.Left = t.left(p)
		}
		out[i] = d
	}
	return out, nil
}

// timer is one run of a deadline.
type timer struct {
	rule   *DeadlineRule
	by     *EventRule // the event that started it
	start  Date
	again  bool // it ran already, and was started anew
	days   int  // without extensions
	total  int
	pauses []pause // in order; the last may be open
	longer []longer

	closed   Date
	closedBy *EventRule
	met      bool
}

// pause is a suspension. The days from its first to its last do not count.
type pause struct{ from, to Date } // to 0: it lasts

// longer is one extension.
type longer struct {
	rule *EventRule
	on   Date
	days int
}

// open returns the run of a deadline that is not closed; nil if there is none.
func (c *course) open(code string) *timer {
	if code == "" {
		return nil
	}
	for i := len(c.timers) - 1; i >= 0; i-- {
		if t := c.timers[i]; t.rule.Code == code && t.closed == 0 {
			return t
		}
	}
	return nil
}

func (c *course) close(code string, r *EventRule, e *Event, met bool) {
	if t := c.open(code); t != nil {
		t.closed, t.closedBy, t.met = e.Date, r, met
	}
}

func (c *course) start(d *DeadlineRule, r *EventRule, e *Event) {
	t := &timer{rule: d, by: r, start: e.Date, days: d.Days}
	if e.Days != 0 && r.Extends == "" {
		t.days = e.Days
	}
	t.total = t.days
	if old := c.open(d.Code); old != nil {
		t.again = true
		*old = *t
		return
	}
	c.timers = append(c.timers, t)
}

func (t *timer) paused() bool {
	return len(t.pauses) > 0 && t.pauses[len(t.pauses)-1].to == 0
}

// due returns the last day, and the last counted day before it moved to a
// working day; 0 while the deadline is suspended.
func (t *timer) due(p *Profile) (due, counted Date) {
	end, left := t.run(&p.Calendar)
	if left > 0 {
		return 0, 0
	}
	if p.Counting.Roll {
		return p.Calendar.roll(end), end
	}
	return end, end
}

// left is how many days were not counted yet when the last suspension began.
func (t *timer) left(p *Profile) int {
	_, left := t.run(&p.Calendar)
	return left
}

// run counts the days from one suspension to the next. It returns the last
// counted day; and the days that are left, where a suspension lasts.
func (t *timer) run(k *Calendar) (end Date, left int) {
	if t.rule.Count == CountMonths {
		return t.runMonths()
	}
	at, left := t.start, t.total
	for _, s := range t.pauses {
		counted := 0
		if last := s.from - 1; last > at {
			if counted = int(last - at); t.rule.Count == CountWorking {
				counted = k.count(at, last)
			}
		}
		if counted >= left {
			break // it ended before this suspension
		}
		if left -= counted; s.to == 0 {
			return 0, left
		}
		at = max(at, s.to)
	}
	if t.rule.Count == CountWorking {
		return k.add(at, left), 0
	}
	return at + Date(left), 0
}

// runMonths moves the same day of a later month by the days of suspension.
func (t *timer) runMonths() (end Date, left int) {
	at, end := t.start, t.start.addMonths(t.total)
	for _, s := range t.pauses {
		if s.from > end {
			break
		}
		if s.to == 0 {
			return 0, t.total
		}
		if s.to > at {
			end += s.to - max(s.from, at+1) + 1
			at = s.to
		}
	}
	return end, 0
}

func (t *timer) stateAt(asOf, due Date) DeadlineState {
	switch {
	case t.closed != 0 && !t.met:
		return Ended
	case t.closed != 0 && due != 0 && t.closed > due:
		return Late
	case t.closed != 0:
		return Met
	case due == 0:
		return Suspended
	case asOf <= due:
		return Running
	case t.rule.Window:
		return Lapsed
	}
	return Overdue
}
