package report

import (
	"strings"

	"github.com/akta-foi/akta/content/law"
)

// lodged counts what was lodged in the year, such as appeals, and by which event
// each ended.
func lodged(event string) func(*year, *Item) error {
	return func(y *year, i *Item) error {
		y.lodged(i, event)
		return nil
	}
}

func (y *year) lodged(i *Item, event string) {
	var all, open tally
	ended := map[string]tally{}
	for j := range y.courses {
		k := &y.courses[j]
		for n := range k.history {
			if e := &k.history[n]; e.Code != event || e.Date < y.first {
				continue
			}
			all.add(k.id)
			by := y.endOf(k.history[n+1:])
			if by == "" {
				open.add(k.id)
				continue
			}
			t := ended[by]
			t.add(k.id)
			ended[by] = t
		}
	}
	i.counts(all)
	for n := range y.law.Events { // in the order of the law
		rule := &y.law.Events[n]
		i.row(rule.Code, rule.Name, rule.Paragraph, ended[rule.Code])
	}
	i.row("open", wordsOpen, "", open)
}

// endOf is the first event by which a case leaves its state; "" if it stays.
func (y *year) endOf(history []law.Event) string {
	for i := range history {
		if r := y.law.Event(history[i].Code); r.To != "" || r.Back {
			return r.Code
		}
	}
	return ""
}

// complaints are counted, and described by the office where there are any (§ 18
// odst. 1 písm. e): why they were lodged and how they were handled).
func (y *year) complaints(i *Item) error {
	y.lodged(i, "complaint")
	if len(i.Cases) == 0 && y.stated[i.Code] == "" {
		return nil
	}
	return y.described(i)
}

// judgments are counted, and described by the office (§ 18 odst. 1 písm. c)).
// Those of cases that it has no more, or that bear no events, it may describe as
// well.
func (y *year) judgments(i *Item) error {
	var t tally
	by := map[string]tally{}
	for j := range y.courses {
		k := &y.courses[j]
		for n := range k.history {
			e := &k.history[n]
			if e.Date < y.first || !strings.HasPrefix(e.Code, "judgment-") {
				continue
			}
			t.add(k.id)
			of := by[e.Code]
			of.add(k.id)
			by[e.Code] = of
		}
	}
	i.counts(t)
	for n := range y.law.Events {
		rule := &y.law.Events[n]
		i.row(rule.Code, rule.Name, rule.Paragraph, by[rule.Code])
	}
	return y.described(i)
}

// described asks for the office's words about what is counted.
func (y *year) described(i *Item) error {
	if err := y.text(i); err != nil {
		return err
	}
	if i.State == None && len(i.Cases) > 0 {
		var ids []string
		for _, c := range i.Cases[:min(len(i.Cases), 5)] {
			ids = append(ids, c.ID)
		}
		if len(ids) < len(i.Cases) {
			ids = append(ids, "...")
		}
		i.State, i.lacks = Missing, `akta.toml says "none", but the events of these cases tell of some: `+strings.Join(ids, ", ")
	}
	return nil
}
