package find_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/akta-foi/akta/content/find"
	"github.com/akta-foi/akta/content/find/findtest"
)

// family joins types that an officer decides alike: what is right in one is
// right in the other, since it is hidden all the same.
func family(t find.Type) string {
	switch t {
	case find.TypePerson, find.TypeSignature:
		return "person"
	case find.TypeBirthNumber, find.TypePersonalID, find.TypeTaxID, find.TypeTAJ, find.TypeCompanyID, find.TypeVATID,
		find.TypeAccount, find.TypeIBAN, find.TypeCard, find.TypePhone:
		return "number"
	case find.TypeURL, find.TypeHost, find.TypeEmail, find.TypeIP, find.TypeMAC, find.TypeSecurity:
		return "network"
	}
	return string(t)
}

// count is what is counted of one type.
type count struct {
	gold, found, lost   int // spans; lost are those that no reader can see
	part                int // spans of which at least a word is proposed
	letters, covered    int // of the spans
	proposals, right    int
	facts, factsTouched int
}

func (c *count) add(o count) {
	c.gold, c.found, c.lost, c.part = c.gold+o.gold, c.found+o.found, c.lost+o.lost, c.part+o.part
	c.letters, c.covered = c.letters+o.letters, c.covered+o.covered
	c.proposals, c.right = c.proposals+o.proposals, c.right+o.right
	c.facts, c.factsTouched = c.facts+o.facts, c.factsTouched+o.factsTouched
}

func share(part, all int) float64 {
	if all == 0 {
		return 1
	}
	return float64(part) / float64(all)
}

func (c *count) recall() float64    { return share(c.found, c.gold) }
func (c *count) precision() float64 { return share(c.right, c.proposals) }
func (c *count) kept() float64      { return 1 - float64(c.factsTouched)/float64(max(c.facts, 1)) }

// tally is the result for one language and one damage.
type tally struct {
	types              map[find.Type]*count
	words              int
	shown, shownPerson int       // words
	mentions, further  int       // of persons, and those found after one accept
	groups, people     int       // groups of the mentions of a person, and persons
	legible            []float64 // of each document that was scanned, the share of characters read right
	strict             count     // what plain patterns find
	strictNumbers      count     // of numbers alone
	wrong              []string
	missed             []string
}

func newTally() *tally { return &tally{types: map[find.Type]*count{}} }

func (t *tally) of(typ find.Type) *count {
	if t.types[typ] == nil {
		t.types[typ] = &count{}
	}
	return t.types[typ]
}

// identifiers is the sum of all types but persons.
func (t *tally) identifiers() count {
	var sum count
	for typ, c := range t.types {
		if family(typ) != "person" && typ != find.TypeHealth {
			sum.add(*c)
		}
	}
	return sum
}

// measured is a case as it is given to the detectors.
type measured struct {
	findtest.Case
	lost       []findtest.Span
	legible    []float64
	recognised bool
	dense      bool // a list: what is shown of it says nothing
}

func (m measured) find(tb testing.TB, o find.Options) map[string][]find.Finding {
	tb.Helper()
	var texts []find.Text
	for _, d := range m.Documents {
		t := d.Text()
		t.Recognised = m.recognised
		texts = append(texts, t)
	}
	o.Facts = m.Facts
	found := map[string][]find.Finding{}
	if err := find.Find(context.Background(), texts, o, func(f find.Finding) error {
		found[f.Document] = append(found[f.Document], f)
		return nil
	}); err != nil {
		tb.Fatal(err)
	}
	return found
}

// shownTo are the findings that an officer looks at.
func shownTo(found []find.Finding) []find.Finding {
	return slices.DeleteFunc(slices.Clone(found), func(f find.Finding) bool { return f.Score < find.Low || f.Kept != "" })
}

// covers marks the words that findings of one family are about.
func covers(d findtest.Document, found []find.Finding, want string) []bool {
	on := make([]bool, len(d.Words))
	for _, f := range found {
		if want == "" || family(f.Type) == want {
			for i := f.First; i < f.First+f.Count; i++ {
				on[i] = true
			}
		}
	}
	return on
}

// all tells whether every word of a span that has a letter or a digit is on.
func all(d findtest.Document, s findtest.Span, on []bool) bool {
	for i := s.First; i < s.First+s.Count; i++ {
		if !on[i] && letters(d.Words[i]) > 0 {
			return false
		}
	}
	return true
}

func letters(s string) (n int) {
	for _, r := range s {
		if unicode.In(r, unicode.L, unicode.N) {
			n++
		}
	}
	return n
}

func total(on []bool) (n int) {
	for _, b := range on {
		if b {
			n++
		}
	}
	return n
}

// measure adds a case.
func (t *tally) measure(tb testing.TB, m measured) {
	tb.Helper()
	first := m.find(tb, find.Options{})
	for _, d := range m.Documents {
		t.document(d, first[d.ID], m.dense)
		every, numbers := strict(d)
		t.strict.add(every)
		t.strictNumbers.add(numbers)
	}
	t.legible = append(t.legible, m.legible...)
	for _, s := range m.lost {
		t.of(s.Type).lost++
	}
	var names []string
	for _, n := range m.Persons {
		names = append(names, n)
	}
	slices.Sort(names)
	t.accepted(m, m.find(tb, find.Options{Persons: names}))
}

func (t *tally) document(d findtest.Document, found []find.Finding, dense bool) {
	found = shownTo(found)
	if !dense {
		t.words += len(d.Words)
		t.shown += total(covers(d, found, ""))
		t.shownPerson += total(covers(d, found, "person"))
	}
	touched := covers(d, found, "")
	for _, s := range d.Spans {
		c := t.of(s.Type)
		on := covers(d, found, family(s.Type))
		if s.Fact {
			c.facts++
			if slices.Contains(on[s.First:s.First+s.Count], true) {
				c.factsTouched++
				t.wrong = append(t.wrong, d.Language+" "+d.Template+": a public fact: "+string(s.Type)+" "+excerpt(d, s.First, s.Count))
			}
			continue
		}
		c.gold++
		if slices.Contains(touched[s.First:s.First+s.Count], true) {
			c.part++
		}
		if all(d, s, on) {
			c.found++
		} else {
			t.missed = append(t.missed, d.Language+" "+d.Template+": "+string(s.Type)+" "+excerpt(d, s.First, s.Count))
		}
		for i := s.First; i < s.First+s.Count; i++ {
			n := letters(d.Words[i])
			c.letters += n
			if touched[i] {
				c.covered += n
			}
		}
	}
	for _, f := range found {
		c := t.of(f.Type)
		c.proposals++
		right := slices.ContainsFunc(d.Spans, func(s findtest.Span) bool {
			return family(s.Type) == family(f.Type) && s.First < f.First+f.Count && f.First < s.First+s.Count
		})
		if right {
			c.right++
			continue
		}
		t.wrong = append(t.wrong, fmt.Sprintf("%s %s: %s %d %s %q", d.Language, d.Template, f.Type, f.Score, excerpt(d, f.First, f.Count), f.Reasons))
	}
}

// excerpt is a span between its neighbours, with a sign where a line ends.
func excerpt(d findtest.Document, first, n int) string {
	cut := func(a, b int) string {
		return strings.Join(strings.Fields(strings.ReplaceAll(strings.Join(d.Words[max(a, 0):min(b, len(d.Words))], ""), "\n", " ⏎ ")), " ")
	}
	return cut(first-3, first) + " [" + cut(first, first+n) + "] " + cut(first+n, first+n+2)
}

// accepted counts what is found once every person was accepted by name.
func (t *tally) accepted(m measured, found map[string][]find.Finding) {
	groups := map[string]map[string]bool{}
	for _, d := range m.Documents {
		shown := shownTo(found[d.ID])
		on := covers(d, shown, "person")
		for _, s := range d.Spans {
			if s.Type != find.TypePerson || s.Fact {
				continue
			}
			t.mentions++
			if all(d, s, on) {
				t.further++
			} else {
				t.missed = append(t.missed, d.Language+" "+d.Template+": further mention "+excerpt(d, s.First, s.Count))
			}
			if groups[s.Who] == nil {
				groups[s.Who] = map[string]bool{}
				t.people++
			}
			for _, f := range shown {
				if family(f.Type) == "person" && f.First < s.First+s.Count && s.First < f.First+f.Count && !groups[s.Who][f.Group] {
					groups[s.Who][f.Group] = true
					t.groups++
				}
			}
		}
	}
}
