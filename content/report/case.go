package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/akta-foi/akta/content/law"
)

// Case is what a report takes of a case.
type Case struct {
	ID      string
	History []law.Event // its first is the receipt

	// Of a case whose state an officer wrote by hand, and whose history does not
	// reach it: the public state, the day of the answer, 0 where nobody wrote it
	// down, and the grounds of what is hidden. Empty for all others.
	State    string
	Answered law.Date
	Grounds  []string // codes or paragraphs
}

// year is a year of an office.
type year struct {
	law          *law.Profile
	first, until law.Date
	stated       map[string]string
	courses      []course // in the order of their ids
	undated      []string
}

// course is what became of a case by the end of the year.
type course struct {
	id       string
	received law.Date
	history  []law.Event // to the end of the year
	made     []decision
	gone     bool // withdrawn, transferred or set aside
}

// decision is one decision of the office on a request.
type decision struct {
	date    law.Date
	outcome string // a public state: answered, partly-refused or refused
	grounds []string
}

func decided(public string) bool {
	return public == law.PublicAnswered || public == law.PublicPartlyRefused || public == law.PublicRefused
}

func (d *decision) refusal() bool { return d.outcome != law.PublicAnswered }

// read takes in the cases that had been received by the end of the year.
func (y *year) read(cases []Case) error {
	for i := range cases {
		c := &cases[i]
		if len(c.History) == 0 {
			return fmt.Errorf("case %q: no history, not even its receipt", c.ID)
		}
		if c.History[0].Date > y.until {
			continue
		}
		k, err := y.course(c)
		if err != nil {
			return fmt.Errorf("case %q: %w", c.ID, err)
		}
		y.courses = append(y.courses, *k)
	}
	slices.SortFunc(y.courses, func(a, b course) int { return cmp.Compare(a.id, b.id) })
	slices.Sort(y.undated)
	return nil
}

func (y *year) course(c *Case) (*course, error) {
	k := &course{id: c.ID, received: c.History[0].Date}
	for i := range c.History {
		e := &c.History[i]
		if e.Date > y.until {
			break
		}
		k.history = c.History[:i+1]
		rule := y.law.Event(e.Code)
		if rule == nil {
			return nil, fmt.Errorf("event %q on %s: not in law %s", e.Code, e.Date, y.law.Code)
		}
		if rule.To == "" {
			continue
		}
		k.enter(y.law.State(rule.To).Public, e.Date, e.Grounds)
	}
	switch {
	case c.State == "":
	case decided(c.State) && c.Answered == 0:
		y.undated = append(y.undated, c.ID)
		k.gone = true
	case decided(c.State) && c.Answered <= y.until:
		k.enter(c.State, c.Answered, c.Grounds)
		slices.SortStableFunc(k.made, func(a, b decision) int { return cmp.Compare(a.date, b.date) })
	case !decided(c.State):
		k.gone = true
	}
	return k, y.grounds(k)
}

// enter takes note of the state that the public sees; "same" is none.
func (k *course) enter(public string, on law.Date, grounds []string) {
	switch {
	case decided(public):
		k.made = append(k.made, decision{on, public, grounds})
	case public == law.PublicOpen:
		k.gone = false
	case public == law.PublicWithdrawn, public == law.PublicTransferred, public == law.PublicClosed:
		k.gone = true
	}
}

// grounds puts codes in the place of paragraphs, each once.
func (y *year) grounds(k *course) error {
	for i := range k.made {
		var codes []string
		for _, name := range k.made[i].grounds {
			g, err := y.law.Refusal(name)
			if err != nil {
				return err
			}
			if !slices.Contains(codes, g.Code) {
				codes = append(codes, g.Code)
			}
		}
		k.made[i].grounds = codes
	}
	return nil
}

// pick is a decision that an item counts.
type pick struct {
	*decision
	of    *course
	first bool // of its request
}

// inYear are all decisions of the year.
func (y *year) inYear() (list []pick) {
	for i := range y.courses {
		k := &y.courses[i]
		for j := range k.made {
			if k.made[j].date >= y.first {
				list = append(list, pick{&k.made[j], k, j == 0})
			}
		}
	}
	return list
}

// ofReceived are the first decisions on the requests received in the year.
func (y *year) ofReceived() (list []pick) {
	for i := range y.courses {
		if k := &y.courses[i]; k.received >= y.first && len(k.made) > 0 {
			list = append(list, pick{&k.made[0], k, true})
		}
	}
	return list
}
