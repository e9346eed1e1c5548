package audit

import (
	"slices"
	"strings"
	"sync/atomic"

	"github.com/akta-foi/akta/content/normal"
)

// allowances are the recorded decisions, and which of them let something pass.
type allowances struct {
	list     []Allowance
	texts    []string // folded, letters and digits; "" where the allowance is of passages
	passages map[Source][]int
	table    *foldTable
	used     []atomic.Bool
}

func newAllowances(list []Allowance, table *foldTable) allowances {
	a := allowances{list: list, texts: make([]string, len(list)), passages: map[Source][]int{}, table: table, used: make([]atomic.Bool, len(list))}
	for i, x := range list {
		switch {
		case x.Case == "":
		case x.Text != "":
			a.texts[i] = string(table.plain(x.Text))
		case x.Passages.Document != "":
			a.passages[x.Passages] = append(a.passages[x.Passages], i)
		}
	}
	return a
}

// of returns the allowances of a term: those of its text, of a longer one that
// it is part of (a name in another case), or of the name in another order.
func (a *allowances) of(t Term) []int {
	var out []int
	for _, name := range orders(t.Text) {
		name := string(a.table.plain(name))
		for i, text := range a.texts {
			if text != "" && strings.Contains(text, name) && !slices.Contains(out, i) {
				out = append(out, i)
			}
		}
	}
	if t.Passage {
		out = append(out, a.passages[Source{t.Case, t.Document}]...)
	}
	return out
}

// pass returns those of the allowances that name the place. An allowance that
// names a case lets nothing pass where no case is named, such as the register. In
// the lists of the full-text index a word stands for all cases: one that may stand
// in any of them is among them lawfully, and the pages tell in which.
func (a *allowances) pass(candidates []int, p *location) (passed []int) {
	for _, i := range candidates {
		x := &a.list[i]
		if p.listed {
			a.used[i].Store(true)
			passed = append(passed, i)
			continue
		}
		if p.caseSlug == "" || p.caseSlug != normal.Slug(x.Case) {
			continue
		}
		if x.Document == "" || p.wide || p.isDocument(normal.Slug(x.Document)) {
			a.used[i].Store(true)
			passed = append(passed, i)
		}
	}
	return passed
}

// split tells which allowances were used.
func (a *allowances) split() (used, unused []Allowance) {
	for i, x := range a.list {
		if a.used[i].Load() {
			used = append(used, x)
		} else {
			unused = append(unused, x)
		}
	}
	return used, unused
}
