package site

import (
	"slices"
	"sort"
)

// entryView is one case as the lists of the portal show it.
type entryView struct {
	Address   string   `json:"address"` // below the language's root
	Title     string   `json:"title"`
	Lang      string   `json:"lang"`
	Received  string   `json:"received"` // ISO date
	Answered  string   `json:"answered"` // ISO date, empty: not yet
	Days      int      `json:"days"`     // from receipt to answer; -1: not known
	Due       string   `json:"due"`      // ISO date, empty: not known, or answered
	State     string   `json:"state"`
	Summary   string   `json:"summary"` // first paragraph of the question
	Documents int      `json:"documents"`
	Topics    []string `json:"topics"`  // codes
	Kinds     []string `json:"kinds"`   // of the documents
	Grounds   []string `json:"grounds"` // codes
}

// registerPages are all lists of cases: the whole register, which starts at
// cases/, and one list for each value of each facet.
func (pl *plan) registerPages() ([]page, error) {
	entries := pl.entries()
	f, err := pl.facets(entries)
	if err != nil {
		return nil, err
	}
	whole := caseList{start: "cases/", chunks: "register/all/", entries: entries}
	pages := whole.pages(f.views(entries))
	pages = append(pages, whole.index())
	for _, t := range f.list {
		for _, v := range t.values {
			l := caseList{facet: t.name, value: v, start: v.address, chunks: v.address}
			l.entries = filter(entries, func(e *entryView) bool { return slices.Contains(t.of(e), v.value) })
			pages = append(pages, l.pages(nil)...)
		}
	}
	return pages, nil
}

// entries lists all cases in the order of the register, newest first.
func (pl *plan) entries() []entryView {
	list := make([]entryView, 0, len(pl.cases))
	for i := range pl.cases {
		list = append(list, pl.cases[i].entry())
	}
	return list
}

// answered lists the answered cases, the newest answer first.
func (pl *plan) answered() []entryView {
	list := filter(pl.entries(), func(e *entryView) bool { return e.Answered != "" })
	sort.SliceStable(list, func(i, j int) bool { return list[i].Answered > list[j].Answered })
	return list
}

func (c *plannedCase) entry() entryView {
	v := &c.view
	e := entryView{
		Address: c.address(), Title: c.src.Title, Lang: v.Lang, Received: v.Received, Answered: v.Answered, Due: v.Due, State: v.State,
		Days: daysBetween(v.Received, v.Answered), Documents: len(v.Documents), Topics: v.Topics, Kinds: []string{}, Grounds: []string{},
	}
	if len(v.Question) > 0 {
		e.Summary = v.Question[0]
	}
	for _, d := range v.Documents {
		e.Kinds = addOnce(e.Kinds, d.Kind)
	}
	for _, g := range v.Grounds {
		e.Grounds = addOnce(e.Grounds, g.Code)
	}
	return e
}
