package find

import (
	"cmp"
	"slices"
	"strconv"
)

// settle joins and orders what the detectors found in one document: of findings
// of one type that overlap the surer stays, with the reasons of both; one that
// lies inside a surer one of another type goes, unless one of them is about
// more than its words (see spares); public facts are marked as kept, and lose
// their score. The outcome is in the order of the words, of the same words the
// surer first.
//
// A detector's Group is the key of what was found, or empty; here it becomes an
// id that does not tell it, the same in all documents of the case.
func settle(c *caseText, t *text, found []Finding) []Finding {
	all := make([]ranked, 0, len(found))
	for i, f := range found {
		if f.Count <= 0 {
			continue
		}
		f.Score = min(max(f.Score, 1), 100)
		rank := f.Score
		if f.Kept == "" {
			f.Kept = c.kept(t, f)
		}
		if f.Kept != "" {
			f.Score = min(f.Score, keptScore)
		}
		all = append(all, ranked{f, rank, i})
	}
	slices.SortFunc(all, func(a, b ranked) int {
		return cmp.Or(b.rank-a.rank, b.Count-a.Count, a.First-b.First, cmp.Compare(a.Type, b.Type), a.place-b.place)
	})
	s := settled{at: map[int][]int{}, recognised: t.Recognised}
	for _, f := range all {
		s.take(f.Finding)
	}
	slices.SortStableFunc(s.kept, func(a, b Finding) int {
		return cmp.Or(a.First-b.First, b.Score-a.Score, b.Count-a.Count, cmp.Compare(a.Type, b.Type))
	})
	for i := range s.kept {
		f := &s.kept[i]
		if f.Group == "" {
			f.Group = t.foldedWords(f.First, f.Count)
		}
		f.Group = c.ids.id(f.Type, f.Group)
	}
	return s.kept
}

const keptScore = Low / 2 // of a public fact

// ranked is a finding with the score that it had before it was kept.
type ranked struct {
	Finding
	rank  int
	place int
}

// settled is what was taken so far, the surest first.
type settled struct {
	kept       []Finding
	at         map[int][]int // the taken findings of each word
	recognised bool
}

func (s *settled) take(f Finding) {
	first, last := f.First, f.First+f.Count-1
	same := -1
	for w := f.First; w < f.First+f.Count; w++ {
		for _, k := range s.at[w] {
			g := &s.kept[k]
			if g.Type == f.Type {
				if same < 0 {
					same = k
				}
				first, last = uncovered(first, last, g.First, g.First+g.Count-1)
				continue
			}
			if w == f.First && g.First+g.Count >= f.First+f.Count && !spares(g, &f) {
				return
			}
		}
	}
	if same >= 0 {
		g := &s.kept[same]
		if s.widens(g, &f) {
			s.widen(same, &f)
			return
		}
		if first > last || numeric(f.Type) || f.Score < Low {
			g.Reasons = joinReasons(g.Reasons, f.Reasons)
			return
		}
		f.First, f.Count, f.Group = first, last-first+1, "" // what the surer one left of it
	}
	f.Reasons = joinReasons(nil, f.Reasons)
	for w := f.First; w < f.First+f.Count; w++ {
		s.at[w] = append(s.at[w], len(s.kept))
	}
	s.kept = append(s.kept, f)
}

// widens tells whether a finding says how far the surer one inside it goes: on a
// scan the label before a number says more about its ends than the part of it
// that satisfies a rule.
func (s *settled) widens(sure, f *Finding) bool {
	if !s.recognised || f.Source != fieldDetector && f.Source != labelledDetector && f.Source != mailScanDetector || sure.Kept != "" ||
		f.First > sure.First || f.First+f.Count < sure.First+sure.Count {
		return false
	}
	for w := f.First; w < f.First+f.Count; w++ {
		for _, k := range s.at[w] {
			if g := &s.kept[k]; g != sure && g.Type == f.Type {
				return false // two of them: not one field
			}
		}
	}
	return true
}

func (s *settled) widen(k int, f *Finding) {
	g := &s.kept[k]
	for w := f.First; w < f.First+f.Count; w++ {
		if w < g.First || w >= g.First+g.Count {
			s.at[w] = append(s.at[w], k)
		}
	}
	g.First, g.Count = f.First, f.Count
	g.Reasons = joinReasons(g.Reasons, f.Reasons)
}

// uncovered is the longer rest of the words from first to last beside those
// from a to b; it is empty (first > last) where none is left.
func uncovered(first, last, a, b int) (int, int) {
	switch {
	case b < first || a > last:
		return first, last
	case a-first > last-b:
		return first, a - 1
	}
	return b + 1, last
}

// spares tells whether a finding leaves a less sure one that lies inside it:
// what is about a whole passage does, and what is kept leaves whatever is not
// another reading of the same digits.
func spares(sure, f *Finding) bool {
	if sure.Kept != "" && !numeric(f.Type) {
		return true
	}
	if sure.Type == TypePerson && (f.Type == TypeSecurity || f.Type == TypeEmail || f.Type == TypeURL) {
		return true // an account or an address, whoever it is named after
	}
	return broad(sure.Type) || broad(f.Type)
}

func broad(t Type) bool {
	switch t {
	case TypeSignature, TypeMarking, TypeHealth:
		return true
	}
	return false
}

// numeric tells which types are numbers: what overlaps them in part is no more
// than another reading of them.
func numeric(t Type) bool {
	switch t {
	case TypeBirthNumber, TypePersonalID, TypeTaxID, TypeTAJ, TypeCompanyID, TypeVATID, TypeAccount, TypeIBAN, TypeCard,
		TypeDataBox, TypePlate, TypePhone:
		return true
	}
	return false
}

func joinReasons(to, from []string) []string {
	to = slices.Clip(to)
	for _, r := range from {
		if len(to) < maxReasons && !slices.Contains(to, r) {
			to = append(to, r)
		}
	}
	return to
}

// groupIDs are the ids of the groups of a case, by type and in the order in
// which they were met: "birth-number 1".
type groupIDs map[Type]map[string]string

func (g *groupIDs) id(t Type, key string) string {
	if *g == nil {
		*g = groupIDs{}
	}
	keys := (*g)[t]
	if keys == nil {
		keys = map[string]string{}
		(*g)[t] = keys
	}
	id, ok := keys[key]
	if !ok {
		id = string(t) + " " + strconv.Itoa(len(keys)+1)
		keys[key] = id
	}
	return id
}
