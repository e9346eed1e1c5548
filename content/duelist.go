package content

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/akta-foi/akta/content/law"
)

// Due is something that has to be done, or can be done, by a day.
type Due struct {
	Key     string   `json:"key"` // the same as long as it is the same thing, whatever its day
	Date    law.Date `json:"date"`
	Left    int      `json:"days_left"` // below 0: so many days ago
	Status  string   `json:"status"`    // see the constants
	Who     string   `json:"who"`       // law.WhoOffice, ...
	Kind    string   `json:"kind"`      // code of a deadline of the law; or one of the constants
	Case    string   `json:"case,omitempty"`
	Title   string   `json:"title,omitempty"` // public, as everything here
	What    string   `json:"what"`
	Why     string   `json:"why"`
	Command string   `json:"command"` // what does it, or writes it down
}

// How something that is due stands.
const (
	DueOpen    = "due"     // a duty, and there is time
	DueMay     = "may"     // a right that can still be used
	DueOverdue = "overdue" // a duty, and its day is over
	DueLapsed  = "lapsed"  // a right that was not used, so that the office can go on
)

// What is due besides the deadlines of the law.
const (
	KindReview = "review-by" // of what the newest release hides; a law may have a "review" of its own
	KindReport = "report"    // of a year, as the law asks for it
	KindForget = "forget"    // of who asked, when the law's time for keeping it is over
	KindLift   = "lift"      // of an embargo: the answer is published
)

// OfficeLate tells whether the office itself has missed the day.
func (d *Due) OfficeLate() bool { return d.Status == DueOverdue && d.Who == law.WhoOffice }

// DueOptions say what to list.
type DueOptions struct {
	Date     law.Date // the day from which is counted
	Days     int      // how many days ahead; below 0: all
	Language string   // of What and Why: cs, hu or en
}

// ahead tells whether a day is near enough.
func (o *DueOptions) ahead(d law.Date) bool { return o.Days < 0 || int(d-o.Date) <= o.Days }

// DueList lists what is due on a day or was before, and what becomes due in the
// days after it: the deadlines of the law that run; the publication of an answer
// that was written into case.md by hand and has no release; the review of the
// newest releases; the day from which an answer is held back no more; the erasure
// of who asked; and the reports of the law. Whether a report was handed in is
// not known here: it is listed ahead of its day, and never overdue.
//
// The list is sorted by day. Cases whose history the law does not take are told
// in the error, beside what is due in all others.
func (o *Office) DueList(index []IndexEntry, opt DueOptions) ([]Due, error) {
	lists, errs := make([][]Due, len(index)), make([]error, len(index))
	onAllCores(len(index), func(i int) {
		c, err := o.dueCase(&index[i], opt.Date)
		if err != nil {
			errs[i] = fmt.Errorf("case %q: %w", index[i].Case.ID, err)
			return
		}
		for _, d := range c.duties() {
			if opt.ahead(d.date) {
				lists[i] = append(lists[i], c.explain(&d, opt.Language))
			}
		}
	})
	out := append([]Due{}, slices.Concat(lists...)...)
	for _, d := range o.reportsDue(opt) {
		if opt.ahead(d.Date) {
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(a, b Due) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Case, b.Case), cmp.Compare(a.Key, b.Key))
	})
	return out, joinFew(errs)
}

// dueCase is a case on a day.
type dueCase struct {
	o         *Office
	e         *IndexEntry
	on        law.Date
	history   []law.Event // until that day
	standing  law.Standing
	byHand    bool // case.md says that it is answered or closed, and its events do not reach that
	deadlines []law.Deadline
}

// duty is something due, without the words.
type duty struct {
	kind, who, status string
	run               int // the first of its kind in the case is 1
	date              law.Date
	deadline          *law.Deadline // nil: it is no deadline of the law
}

func (o *Office) dueCase(e *IndexEntry, on law.Date) (*dueCase, error) {
	c := &dueCase{o: o, e: e, on: on, history: e.Case.History()}
	standing, behind, err := o.Standing(e.Case)
	if err != nil {
		return nil, err
	}
	c.standing = standing
	c.byHand = behind || e.Case.State == law.PublicOpen && e.Case.Answered != ""
	if n := slices.IndexFunc(c.history, func(e law.Event) bool { return e.Date > on }); n >= 0 {
		c.history = c.history[:n]
	}
	c.deadlines, err = o.Law.Deadlines(c.history, on)
	return c, err
}

// duties are what is due in a case.
func (c *dueCase) duties() []duty {
	return slices.Concat(c.deadlineDuties(), c.publication(), c.lift(), c.review(), c.erasure())
}

// deadlineDuties are the deadlines that run, or are over and not settled.
func (c *dueCase) deadlineDuties() (out []duty) {
	if c.byHand { // nobody wrote down what settles them
		return nil
	}
	for i := range c.deadlines {
		d := &c.deadlines[i]
		status := ""
		switch d.State {
		case law.Running:
			status = DueOpen
			if d.Rule.Window {
				status = DueMay
			}
		case law.Overdue:
			status = DueOverdue
		case law.Lapsed:
			if c.e.Case.State != law.PublicOpen || c.after(d.Rule.Code) == nil {
				continue
			}
			status = DueLapsed
		default:
			continue
		}
		run := 1
		for _, before := range c.deadlines[:i] {
			if before.Rule == d.Rule {
				run++
			}
		}
		out = append(out, duty{kind: d.Rule.Code, who: d.Rule.Who, status: status, run: run, date: d.Due, deadline: d})
	}
	return out
}

// publication is due where case.md was answered by hand and nothing is released.
func (c *dueCase) publication() []duty {
	d := c.publishDeadline()
	if d == nil {
		return nil
	}
	return []duty{{kind: d.Rule.Code, who: d.Rule.Who, status: c.dutyStatus(d.Due), run: 1, date: d.Due, deadline: d}}
}

// publishDeadline counts as if the answer had been written down as an event.
func (c *dueCase) publishDeadline() *law.Deadline {
	p := &c.o.Law.Publication
	answered, err := law.ParseDate(c.e.Case.Answered)
	if !c.byHand || !p.Duty || c.e.Releases > 0 || err != nil || answered > c.on || len(c.history) == 0 {
		return nil
	}
	for i := range c.o.Law.Events {
		r := &c.o.Law.Events[i]
		if !slices.Contains(r.Starts, p.Deadline) || c.o.Law.State(r.To) == nil || c.o.Law.State(r.To).Public != c.e.Case.State {
			continue
		}
		e := law.Event{Code: r.Code, Date: answered, Reason: r.Code, Document: r.Code, Body: r.Code}
		if r.Grounds == law.GroundsRefusal {
			e.Grounds = []string{c.o.Law.Grounds[0].Code}
		}
		deadlines, err := c.o.Law.Deadlines([]law.Event{c.history[0], e}, c.on)
		if err != nil {
			continue
		}
		for j := range deadlines {
			if deadlines[j].Rule.Code == p.Deadline {
				return &deadlines[j]
			}
		}
	}
	return nil
}

// review is due where the newest release says so.
func (c *dueCase) review() []duty {
	date, err := law.ParseDate(c.e.ReviewBy)
	if err != nil {
		return nil
	}
	return []duty{{kind: KindReview, who: law.WhoOffice, status: c.dutyStatus(date), run: number(c.e.Newest), date: date}}
}

// lift is due on the day from which an answer is held back no more: what a build
// shows from then on.
func (c *dueCase) lift() []duty {
	date, err := law.ParseDate(c.e.Case.PublishAfter)
	if err != nil || date < c.on {
		return nil
	}
	return []duty{{kind: KindLift, who: law.WhoOffice, status: DueOpen, run: 1, date: date}}
}

// erasure is due when who asked is kept no longer.
func (c *dueCase) erasure() []duty {
	closed, err := c.e.Case.closed()
	if err != nil || !c.e.HasRequester {
		return nil
	}
	date := c.o.Law.Retention.Ends(closed)
	return []duty{{kind: KindForget, who: law.WhoOffice, status: c.dutyStatus(date), run: 1, date: date}}
}

func (c *dueCase) dutyStatus(date law.Date) string {
	if c.on > date {
		return DueOverdue
	}
	return DueOpen
}

// next lists what may happen next in the case.
func (c *dueCase) next() []*law.EventRule {
	rules, err := c.o.Law.Next(c.history)
	if err != nil {
		return nil // Deadlines has told it
	}
	return rules
}

// after is the event that had to wait for the end of a deadline, and for no
// other that still runs; nil if there is none.
func (c *dueCase) after(code string) *law.EventRule {
	for _, r := range c.next() {
		if slices.Contains(r.After, code) && !slices.ContainsFunc(c.deadlines, func(d law.Deadline) bool {
			return (d.State == law.Running || d.State == law.Suspended) && slices.Contains(r.After, d.Rule.Code)
		}) {
			return r
		}
	}
	return nil
}

// meeting is the event that does what a deadline asks for; nil if none can
// happen now. The event that the deadline is named after comes first.
func (c *dueCase) meeting(code string) *law.EventRule {
	var found *law.EventRule
	for _, r := range c.next() {
		if slices.Contains(r.Meets, code) && (found == nil || r.Code == code || found.Code != code && r.Code == "answer") {
			found = r
		}
	}
	return found
}

// officeLate tells whether the office has missed a day of the case.
func (c *dueCase) officeLate() bool {
	return slices.ContainsFunc(c.duties(), func(d duty) bool { return d.status == DueOverdue && d.who == law.WhoOffice })
}
