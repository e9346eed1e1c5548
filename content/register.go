package content

import (
	"fmt"
	"slices"
	"strings"

	"github.com/akta-foi/akta/content/law"
)

// RegisterRow is a case in the office's own register. All of it may be public.
type RegisterRow struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Language  string   `json:"language"`
	State     string   `json:"state"`              // public
	Standing  string   `json:"standing,omitempty"` // code of the law's state; "": case.md was written by hand, and its events do not reach its state
	StateName string   `json:"state_name"`         // in English
	Received  string   `json:"received"`
	Due       string   `json:"due,omitempty"` // by when the office has to act in an open case
	Suspended bool     `json:"suspended,omitempty"`
	Answered  string   `json:"answered,omitempty"`
	Overdue   bool     `json:"overdue"` // the office has missed a day, see Due.OfficeLate
	Topics    []string `json:"topics"`  // codes
	Grounds   []string `json:"grounds"` // codes, see IndexEntry
	Documents int      `json:"documents"`
	Releases  int      `json:"releases"`
	Release   string   `json:"release,omitempty"` // the newest
	Released  string   `json:"released,omitempty"`
	ReviewBy  string   `json:"review_by,omitempty"`
}

// RegisterFilter says which cases of the register to list; its zero value lists
// all. Office.RegisterFilter makes one.
type RegisterFilter struct {
	year, state, topic, ground string
	overdue                    bool
}

// RegisterFilter makes a filter of a year of receipt, a state (public, or of the
// law), a topic, a ground (code or paragraph), each "" for any, and of whether
// the office has missed a day. It refuses what there is not, and names what there
// is.
func (o *Office) RegisterFilter(index []IndexEntry, year, state, topic, ground string, overdue bool) (*RegisterFilter, error) {
	f := &RegisterFilter{year: year, state: state, topic: topic, overdue: overdue}
	if _, err := law.ParseDate(year + "-01-01"); year != "" && err != nil {
		return nil, fmt.Errorf("year %q: want one such as 2026%s", year, yearsOf(index))
	}
	if known := o.registerStates(); state != "" && !slices.Contains(known, state) {
		return nil, fmt.Errorf("state %q: want one of %s", state, strings.Join(known, ", "))
	}
	if known := o.registerTopics(index); topic != "" && !slices.Contains(known, topic) {
		if len(known) == 0 {
			return nil, fmt.Errorf("topic %q: akta.toml has no topics, and no case has one", topic)
		}
		return nil, fmt.Errorf("topic %q: want one of %s", topic, strings.Join(known, ", "))
	}
	if ground != "" {
		g, err := o.Law.Refusal(ground)
		if err != nil {
			return nil, err
		}
		f.ground = g.Code
	}
	return f, nil
}

// yearsOf says from when to when there are cases.
func yearsOf(index []IndexEntry) string {
	if len(index) == 0 {
		return ""
	}
	first, last := index[0].Case.Received, index[0].Case.Received
	for i := range index {
		first, last = min(first, index[i].Case.Received), max(last, index[i].Case.Received)
	}
	return fmt.Sprintf("; there are cases of %s to %s", first[:4], last[:4])
}

// registerStates are the public states and those of the law.
func (o *Office) registerStates() []string {
	out := slices.Clone(states)
	for _, s := range o.Law.States {
		if !slices.Contains(out, s.Code) {
			out = append(out, s.Code)
		}
	}
	return out
}

// registerTopics are those of akta.toml and of the cases, sorted.
func (o *Office) registerTopics(index []IndexEntry) (out []string) {
	for _, t := range o.Portal().Topics {
		out = append(out, t.Code)
	}
	for i := range index {
		out = append(out, index[i].Case.Topics...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Register lists the cases that a filter lets pass as they stand on a day, by
// the day of receipt and by id. Cases whose history the law does not take are told
// in the error, beside all others.
func (o *Office) Register(index []IndexEntry, f *RegisterFilter, on law.Date) ([]RegisterRow, error) {
	rows, errs := make([]*RegisterRow, len(index)), make([]error, len(index))
	onAllCores(len(index), func(i int) {
		c, err := o.dueCase(&index[i], on)
		if err != nil {
			errs[i] = fmt.Errorf("case %q: %w", index[i].Case.ID, err)
			return
		}
		if r := c.row(); f.passes(r) {
			rows[i] = r
		}
	})
	out := []RegisterRow{}
	for _, r := range rows {
		if r != nil {
			out = append(out, *r)
		}
	}
	slices.SortStableFunc(out, func(a, b RegisterRow) int { return strings.Compare(a.Received, b.Received) })
	return out, joinFew(errs)
}

func (f *RegisterFilter) passes(r *RegisterRow) bool {
	return (f.year == "" || strings.HasPrefix(r.Received, f.year+"-")) &&
		(f.state == "" || f.state == r.State || f.state == r.Standing) &&
		(f.topic == "" || slices.Contains(r.Topics, f.topic)) &&
		(f.ground == "" || slices.Contains(r.Grounds, f.ground)) &&
		(!f.overdue || r.Overdue)
}

func (c *dueCase) row() *RegisterRow {
	k := c.e.Case
	r := &RegisterRow{
		ID: k.ID, Title: k.Title, Language: k.Language, State: k.State, Received: k.Received, Answered: k.Answered, Overdue: c.officeLate(),
		Topics: append([]string{}, k.Topics...), Grounds: append([]string{}, c.e.Grounds...),
		Documents: c.e.Documents, Releases: c.e.Releases, Release: c.e.Newest, Released: c.e.Released, ReviewBy: c.e.ReviewBy,
	}
	r.StateName = strings.ReplaceAll(k.State, "-", " ")
	if s := c.standing.State; s != nil && !c.byHand {
		r.Standing, r.StateName = s.Code, nameIn(s.Name, "en")
	}
	if k.State != law.PublicOpen || c.byHand {
		return r
	}
	due := law.Date(0)
	for i := range c.deadlines {
		d := &c.deadlines[i]
		if d.Rule.Who != law.WhoOffice || d.Rule.Window || d.Rule.Code == c.o.Law.Publication.Deadline || d.Closed != 0 {
			continue
		}
		if d.State == law.Suspended {
			r.Suspended = true
		} else if due == 0 || d.Due < due {
			due = d.Due
		}
	}
	r.Due = due.String()
	return r
}
