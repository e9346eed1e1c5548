package site

import (
	"cmp"
	"fmt"
	"slices"
)

// facet is one way to divide the register: "topic", "state", "year", "kind",
// "ground". Its name is part of the addresses of its lists.
type facet struct {
	name   string
	of     func(*entryView) []string
	values []facetValue
}

// facetValue is one value of a facet, and where its list is.
type facetValue struct {
	value   string
	address string
	ground  *groundView // of a ground: its label and paragraph
}

// facetValueView is a value of a facet with the number of its cases.
type facetValueView struct {
	Value   string      `json:"value"`
	Address string      `json:"address"` // of its list, below the language's root
	Count   int         `json:"count"`
	Ground  *groundView `json:"ground"`
}

// facetView is a facet with the values that occur, by language of the reader:
// the order of labels depends on it.
type facetView struct {
	Name   string                      `json:"name"`
	Values map[string][]facetValueView `json:"values"`
}

// facets are those of the register, in the order in which a reader meets them.
type facets struct {
	list   []*facet
	topics map[string]map[string]string // labels by code and language
}

// facets finds the values of each facet. Topics and states have a list from the
// start; years, kinds and grounds from the first case on that has them.
func (pl *plan) facets(entries []entryView) (*facets, error) {
	var topics []string
	for _, t := range pl.portal.Topics {
		topics = append(topics, t.Code)
	}
	f := &facets{topics: pl.topics()}
	grounds := pl.grounds()
	for _, t := range []struct {
		name  string
		known []string
		of    func(*entryView) []string
	}{
		{"topic", topics, func(e *entryView) []string { return e.Topics }},
		{"state", states, func(e *entryView) []string { return []string{e.State} }},
		{"year", nil, func(e *entryView) []string { return []string{e.Received[:4]} }},
		{"kind", nil, func(e *entryView) []string { return e.Kinds }},
		{"ground", nil, func(e *entryView) []string { return e.Grounds }},
	} {
		values := slices.Clone(t.known)
		seen := map[string]bool{}
		for _, v := range values {
			seen[v] = true
		}
		for i := range entries { // newest first: so are the years
			for _, v := range t.of(&entries[i]) {
				if !seen[v] {
					seen[v] = true
					values = append(values, v)
				}
			}
		}
		one := &facet{name: t.name, of: t.of}
		taken := slugs{}
		for _, v := range values {
			name, err := taken.take(t.name, v)
			if err != nil {
				return nil, fmt.Errorf("register: %w", err)
			}
			one.values = append(one.values, facetValue{value: v, address: "register/" + t.name + "-" + name + "/", ground: grounds[v]})
		}
		f.list = append(f.list, one)
	}
	return f, nil
}

// views counts every facet. Values without a case are left out.
func (f *facets) views(entries []entryView) []facetView {
	list := []facetView{}
	for _, t := range f.list {
		if v := f.count(t.name, entries); len(v[Languages()[0]]) > 0 {
			list = append(list, facetView{Name: t.name, Values: v})
		}
	}
	return list
}

// count counts the cases of each value of a facet, by language: topics by their
// labels, years newest first, states in their order, the others by number.
func (f *facets) count(name string, entries []entryView) map[string][]facetValueView {
	t := f.list[slices.IndexFunc(f.list, func(t *facet) bool { return t.name == name })]
	counts := map[string]int{}
	for i := range entries {
		for _, v := range t.of(&entries[i]) {
			counts[v]++
		}
	}
	list := []facetValueView{}
	for _, v := range t.values {
		if n := counts[v.value]; n > 0 {
			list = append(list, facetValueView{Value: v.value, Address: v.address, Count: n, Ground: v.ground})
		}
	}
	if name == "kind" || name == "ground" {
		slices.SortStableFunc(list, func(a, b facetValueView) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
		})
	}
	out := map[string][]facetValueView{}
	for _, l := range Languages() {
		out[l] = slices.Clone(list)
		if name == "topic" {
			sortByLabel(l, out[l], func(v facetValueView) string { return f.topics[v.Value][l] })
		}
	}
	return out
}

// grounds are those that hide something in a case, by code, as the newest case
// has them.
func (pl *plan) grounds() map[string]*groundView {
	all := map[string]*groundView{}
	for i := range pl.cases {
		for _, g := range pl.cases[i].view.Grounds {
			if all[g.Code] == nil {
				all[g.Code] = &g
			}
		}
	}
	return all
}
