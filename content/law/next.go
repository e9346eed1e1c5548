package law

import (
	"slices"
	"strings"
)

// partial ends the codes of events that concern a part of a request:
// refuse-part, appeal-dismissed-part.
const partial = "-part"

// EventCode is the code of the event that people call so: by its code, by one
// of its other names, or, with part, by the code of what concerns the whole
// request. A word the law does not know is returned as the code it would have,
// so that Apply refuses it and says what is possible.
func (p *Profile) EventCode(word string, part bool) string {
	if part && !strings.HasSuffix(word, partial) {
		word += partial
	}
	if p.events[word] == nil {
		for i := range p.Events {
			for _, a := range p.Events[i].Also {
				if a == word {
					return p.Events[i].Code
				}
			}
		}
	}
	return word
}

// Move is an event that is in its place.
type Move struct {
	Rule *EventRule
	Not  error // why it is not possible on the day, by its deadlines; nil: it is
}

// Possible lists the events that are in their place after a history, in the
// law's order, as they stand on a day: what the deadlines that run forbid is
// told in words. What an event needs besides is Needs of its rule.
func (p *Profile) Possible(history []Event, on Date) ([]Move, error) {
	c, err := p.replay(history)
	if err != nil {
		return nil, err
	}
	var out []Move
	for _, r := range c.next() {
		out = append(out, Move{r, c.refuseTime(r, &Event{Code: r.Code, Date: on})})
	}
	return out, nil
}

// Records tells whether an event only writes down what sets a deadline going
// that does not run: it leaves the case where it is, as the delivery of a
// decision does, which starts the days for an appeal.
func (r *EventRule) Records(running []Deadline) bool {
	if r.First || r.To != "" || r.Back || len(r.Starts) == 0 {
		return false
	}
	for _, d := range running {
		for _, code := range r.Starts {
			if d.Rule.Code == code && d.Closed == 0 {
				return false
			}
		}
	}
	return true
}

// GroundsOf lists the grounds an event can be on; none for an event without.
func (p *Profile) GroundsOf(r *EventRule) []Ground {
	switch r.Grounds {
	case GroundsRefusal:
		return slices.Concat(p.Grounds, p.Refusals)
	case GroundsExtension:
		return p.Extensions
	}
	return nil
}

// MostDays is how many days an event can name at most, in words: "10 calendar
// days". It is empty for an event without.
func (p *Profile) MostDays(r *EventRule) string {
	most, unit := p.mostDays(r)
	if most == 0 {
		return ""
	}
	return lengthWords(most, unit, "en")
}
