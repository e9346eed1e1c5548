package report

import (
	"fmt"
	"slices"

	"github.com/akta-foi/akta/content/law"
)

// tally is a number and the cases in it. Cases come in the order of their ids.
type tally []Counted

func (t *tally) add(id string) {
	if n := len(*t); n > 0 && (*t)[n-1].ID == id {
		(*t)[n-1].Times++
		return
	}
	*t = append(*t, Counted{id, 1})
}

func (t tally) number() (n int) {
	for _, c := range t {
		n += c.Times
	}
	return n
}

func (t tally) list() []Counted { return append([]Counted{}, t...) }

// counts gives the item its number.
func (i *Item) counts(t tally) {
	n := t.number()
	i.Number, i.Cases = &n, t.list()
}

// row adds a part of the number, unless it is empty.
func (i *Item) row(code string, label map[string]string, paragraph string, t tally) {
	if len(t) > 0 {
		i.Rows = append(i.Rows, Row{Code: code, Label: label, Paragraph: paragraph, Number: t.number(), Cases: t.list()})
	}
}

func (y *year) requests(i *Item) error {
	var t tally
	for j := range y.courses {
		if k := &y.courses[j]; k.received >= y.first {
			t.add(k.id)
		}
	}
	i.counts(t)
	return nil
}

func (y *year) unanswered(i *Item) error {
	var t tally
	for j := range y.courses {
		if k := &y.courses[j]; k.received >= y.first && len(k.made) == 0 && !k.gone {
			t.add(k.id)
		}
	}
	i.counts(t)
	return nil
}

// inTime counts a request whose first decision came while no run of the answer's
// deadline was over, one that was broken off among them.
func (y *year) inTime(i *Item) error {
	var t tally
	for _, p := range y.ofReceived() {
		deadlines, err := y.law.Deadlines(p.of.history, p.date)
		if err != nil {
			return fmt.Errorf("case %q: %w", p.of.id, err)
		}
		late := slices.ContainsFunc(deadlines, func(d law.Deadline) bool {
			end := p.date
			if d.Closed != 0 {
				end = d.Closed
			}
			return d.Rule.Code == "answer" && d.Due != 0 && end > d.Due
		})
		if !late {
			t.add(p.of.id)
		}
	}
	i.counts(t)
	return nil
}

func (y *year) granted(i *Item) error           { return i.granted(y.inYear()) }
func (y *year) grantedOfReceived(i *Item) error { return i.granted(y.ofReceived()) }

func (i *Item) granted(picks []pick) error {
	var t tally
	last := ""
	for _, p := range picks {
		if !p.refusal() && p.of.id != last {
			last = p.of.id
			t.add(p.of.id)
		}
	}
	i.counts(t)
	return nil
}

func (y *year) refused(i *Item) error           { return i.refused(lastRefusals(y.inYear())) }
func (y *year) refusedOfReceived(i *Item) error { return i.refused(lastRefusals(y.ofReceived())) }

func (y *year) refusalDecisions(i *Item) error { return i.refused(refusals(y.inYear())) }

func (i *Item) refused(picks []pick) error {
	var all, whole, part tally
	for _, p := range picks {
		all.add(p.of.id)
		if p.outcome == law.PublicRefused {
			whole.add(p.of.id)
		} else {
			part.add(p.of.id)
		}
	}
	i.counts(all)
	i.row(law.PublicRefused, wordsRefused, "", whole)
	i.row(law.PublicPartlyRefused, wordsPartlyRefused, "", part)
	return nil
}

func refusals(picks []pick) []pick {
	return slices.DeleteFunc(picks, func(p pick) bool { return !p.refusal() })
}

// lastRefusals has one refusal of each request. Those of one follow each other.
func lastRefusals(picks []pick) (list []pick) {
	for _, p := range refusals(picks) {
		if n := len(list); n > 0 && list[n-1].of == p.of {
			list[n-1] = p
			continue
		}
		list = append(list, p)
	}
	return list
}

func (y *year) refusedByGround(i *Item) error { return y.byGround(i, refusals(y.inYear())) }

func (y *year) refusedByGroundOfReceived(i *Item) error {
	return y.byGround(i, refusals(y.ofReceived()))
}

// byGround has a row for each ground, in the order of the law. Its number is that
// of the requests, each once.
func (y *year) byGround(i *Item, picks []pick) error {
	var all tally
	by := map[string]tally{}
	for _, p := range picks {
		grounds := p.grounds
		if len(grounds) == 0 {
			grounds = []string{""}
		}
		for _, g := range grounds {
			once(by, g, p.of.id)
		}
		if n := len(all); n == 0 || all[n-1].ID != p.of.id {
			all.add(p.of.id)
		}
	}
	i.counts(all)
	for _, list := range [][]law.Ground{y.law.Grounds, y.law.Refusals} {
		for _, g := range list {
			i.row(g.Code, g.Label, g.Paragraph, by[g.Code])
		}
	}
	i.row("none", wordsNoGround, "", by[""])
	return nil
}

func once(by map[string]tally, ground, id string) {
	t := by[ground]
	if n := len(t); n == 0 || t[n-1].ID != id {
		t.add(id)
		by[ground] = t
	}
}

// refusalRegister lists the refusals by date, those of one day by id.
func (y *year) refusalRegister(i *Item) error {
	picks := refusals(y.inYear())
	var all tally
	for _, p := range picks {
		all.add(p.of.id)
	}
	i.counts(all)
	slices.SortStableFunc(picks, func(a, b pick) int { return int(a.date - b.date) })
	for _, p := range picks {
		row := Row{Code: p.outcome, Label: wordsRefused, Number: 1, Date: p.date, Grounds: []Ground{}, Cases: []Counted{{p.of.id, 1}}}
		if p.outcome == law.PublicPartlyRefused {
			row.Label = wordsPartlyRefused
		}
		for _, code := range p.grounds {
			g, err := y.law.Refusal(code)
			if err != nil {
				return err
			}
			row.Grounds = append(row.Grounds, Ground{g.Code, g.Label, g.Paragraph})
		}
		i.Rows = append(i.Rows, row)
	}
	return nil
}

// days are those of the requests first decided in the year, sorted.
func (y *year) days(i *Item) []int {
	var t tally
	var days []int
	for _, p := range y.inYear() {
		if p.first {
			t.add(p.of.id)
			days = append(days, int(p.date-p.of.received))
		}
	}
	i.Cases = t.list()
	slices.Sort(days)
	return days
}

func (y *year) averageDays(i *Item) error {
	days := y.days(i)
	if n := len(days); n > 0 {
		sum := 0
		for _, d := range days {
			sum += d
		}
		average := Tenths((20*sum + n) / (2 * n)) // rounded
		i.Days = &average
	}
	return nil
}

func (y *year) medianDays(i *Item) error {
	days := y.days(i)
	if n := len(days); n > 0 {
		median := Tenths(5 * (days[(n-1)/2] + days[n/2]))
		i.Days = &median
	}
	return nil
}
