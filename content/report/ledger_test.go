package report

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/law"
)

// A generator of lawful cases, and its own book of what it meant by each step. The
// book is written from the stories below, by hand, and not from the law's profile:
// that a step is a refusal, that it ends an appeal, that it comes late.

// step is one event of a story, so many days after the one before.
type step struct {
	event    string
	min, max int
	means    string // granted, refused, part, late granted, ..., appeal, complaint, judgment, gone, back; "end " before one: it ends what was lodged
}

// entry is one line of the book.
type entry struct {
	id, date string
	means    string
	late     bool
	event    string
	grounds  []string
}

var stories = map[string][][]step{
	"cz-106-1999": {
		{{"answer", 1, 14, "granted"}},
		{{"answer", 1, 14, "granted"}, {"publish", 0, 10, ""}},
		{{"refuse", 1, 14, "refused"}, {"deliver", 1, 5, ""}, {"appeal", 1, 14, "appeal"}, {"appeal-forward", 1, 14, ""}, {"appeal-dismissed", 1, 14, "end"}, {"court", 1, 40, ""}, {"judgment-dismissed", 30, 200, "judgment"}},
		{{"refuse-part", 1, 14, "part"}, {"deliver", 1, 5, ""}, {"appeal", 1, 14, "appeal"}, {"appeal-forward", 1, 14, ""}, {"appeal-returned", 1, 14, "end"}, {"answer", 1, 14, "granted"}},
		{{"refuse", 1, 14, "refused"}, {"deliver", 1, 5, ""}, {"appeal", 1, 14, "appeal"}, {"appeal-forward", 1, 14, ""}, {"appeal-ordered", 1, 14, "end"}, {"answer", 1, 14, "granted"}},
		{{"refuse", 1, 14, "refused"}, {"deliver", 1, 5, ""}, {"appeal", 1, 14, "appeal"}, {"appeal-withdrawn", 1, 10, "end"}},
		{{"refuse", 1, 14, "refused"}, {"deliver", 1, 5, ""}, {"appeal", 1, 14, "appeal"}, {"appeal-forward", 1, 14, ""}, {"appeal-returned", 1, 14, "end"}, {"refuse", 1, 14, "refused"}},
		{{"extend", 1, 14, ""}, {"answer", 1, 10, "granted"}},
		{{"complaint", 16, 30, "complaint"}, {"complaint-forward", 1, 7, ""}, {"complaint-upheld", 1, 14, "end"}, {"refuse", 1, 10, "late refused"}},
		{{"not-competent", 1, 6, "gone"}, {"complaint", 1, 25, "complaint"}, {"complaint-forward", 1, 7, ""}, {"complaint-dismissed", 1, 14, "end"}},
		{{"refuse-part", 1, 14, "part"}, {"complaint", 1, 25, "complaint"}, {"refuse-part", 1, 7, "end part"}},
		{{"request-particulars", 1, 6, ""}, {"complete", 1, 25, ""}, {"refer", 1, 6, "granted"}},
		{{"withdraw", 1, 10, "gone"}},
		{{"refuse", 1, 14, "refused"}, {"deliver", 1, 5, ""}, {"appeal", 1, 14, "appeal"}, {"appeal-forward", 1, 14, ""}, {"appeal-dismissed", 1, 14, "end"}, {"court", 1, 40, ""}, {"judgment-ordered", 30, 200, "judgment"}, {"answer", 1, 30, "granted"}},
	},
	"hu-infotv": {
		{{"answer", 1, 14, "granted"}},
		{{"refuse", 1, 14, "refused"}, {"court", 1, 29, ""}, {"judgment-ordered", 30, 200, "judgment"}, {"answer", 1, 14, "granted"}},
		{{"refuse-part", 1, 14, "part"}, {"complaint", 1, 100, "complaint"}, {"complaint-upheld", 1, 60, "end"}, {"comply-refused", 1, 20, "refused bare"}},
		{{"refuse-part", 1, 14, "part"}, {"complaint", 1, 100, "complaint"}, {"complaint-upheld", 1, 60, "end"}, {"answer", 1, 20, "granted"}},
		{{"refuse", 1, 14, "refused"}, {"complaint", 1, 100, "complaint"}, {"complaint-dismissed", 1, 60, "end"}},
		{{"extend", 1, 14, ""}, {"answer", 1, 14, "granted"}},
		{{"suspend", 1, 10, ""}, {"resume", 1, 20, ""}, {"answer", 1, 5, "granted"}},
		{{"request-particulars", 1, 10, ""}, {"shelve", 20, 40, "gone"}, {"revive", 1, 90, "back"}, {"refuse", 1, 14, "refused"}},
		{{"withdraw", 1, 10, "gone"}},
	},
	"uk-foia-2000": {
		{{"answer", 1, 20, "granted"}},
		{{"answer", 50, 70, "late granted"}},
		{{"refuse", 1, 20, "refused"}, {"appeal", 1, 30, "appeal"}, {"appeal-dismissed", 1, 20, "end"}, {"complaint", 1, 30, "complaint"}, {"complaint-upheld", 10, 90, "end"}, {"answer", 1, 20, "granted"}},
		{{"refuse-part", 1, 20, "part"}, {"appeal", 1, 30, "appeal"}, {"answer", 1, 20, "end granted"}},
		{{"refuse", 50, 70, "late refused"}, {"appeal", 1, 30, "appeal"}, {"appeal-withdrawn", 1, 15, "end"}},
		{{"transfer", 1, 10, "gone"}},
		{{"transfer", 1, 10, "gone"}, {"revive", 1, 20, "back"}, {"answer", 1, 20, "granted"}},
		{{"request-particulars", 1, 20, ""}, {"complete", 1, 30, ""}, {"answer", 1, 20, "granted"}},
		{{"extend", 1, 20, ""}, {"refuse", 20, 25, "refused"}},
		{{"suspend", 1, 20, ""}, {"resume", 1, 40, ""}, {"answer", 1, 5, "granted"}},
		{{"withdraw", 1, 10, "gone"}},
	},
	"eu-1049-2001": {
		{{"answer", 1, 14, "granted"}},
		{{"refuse", 1, 14, "refused"}, {"appeal", 1, 14, "appeal"}, {"appeal-dismissed", 1, 14, "end refused"}, {"court", 1, 50, ""}, {"judgment-ordered", 100, 300, "judgment"}, {"answer", 1, 20, "granted"}},
		{{"refuse-part", 1, 14, "part"}, {"appeal", 1, 14, "appeal"}, {"appeal-dismissed-part", 1, 14, "end part"}},
		{{"refuse-part", 1, 14, "part"}, {"appeal", 1, 14, "appeal"}, {"answer", 1, 14, "end granted"}},
		{{"extend", 1, 14, ""}, {"refuse", 1, 14, "refused"}},
		{{"withdraw", 1, 10, "gone"}},
	},
	"generic": {
		{{"answer", 1, 14, "granted"}},
		{{"refuse", 1, 14, "refused"}, {"appeal", 1, 14, "appeal"}, {"appeal-forward", 1, 10, ""}, {"appeal-ordered", 1, 14, "end"}, {"answer", 1, 14, "granted"}},
		{{"refuse-part", 1, 14, "part"}, {"appeal", 1, 14, "appeal"}, {"appeal-forward", 1, 10, ""}, {"appeal-dismissed", 1, 14, "end"}},
		{{"refuse", 1, 14, "refused"}, {"complaint", 1, 30, "complaint"}, {"complaint-dismissed", 1, 40, "end"}},
		{{"transfer", 1, 10, "gone"}},
		{{"extend", 1, 14, ""}, {"answer", 1, 14, "granted"}},
		{{"withdraw", 1, 10, "gone"}},
	},
}

// generate makes n lawful cases and the book of them. Some stories stop early.
func generate(t testing.TB, p *law.Profile, n int, seed uint64) (cases []Case, book []entry) {
	t.Helper()
	rnd := rand.New(rand.NewPCG(seed, 42))
	between := func(min, max int) law.Date { return law.Date(min + rnd.IntN(max-min+1)) }
	list := stories[p.Code]
	if len(list) == 0 {
		t.Fatalf("%s: no stories", p.Code)
	}
	for i := range n {
		story := list[i%len(list)]
		if rnd.IntN(4) == 0 {
			story = story[:rnd.IntN(len(story)+1)]
		}
		id := fmt.Sprintf("c-%05d", (i*7919)%100_000) // not in the order of receipt
		on := law.NewDate(2024, 11, 1) + between(0, 700)
		c := Case{ID: id, History: []law.Event{{Code: "receive", Date: on}}}
		book = append(book, entry{id: id, date: on.String(), means: "received"})
		for _, s := range story {
			on += between(s.min, s.max)
			e := law.Event{Code: s.event, Date: on}
			fillEvent(p, &e, rnd)
			if _, err := p.Apply(c.History, e); err != nil {
				t.Fatalf("%s: the story of %s is not lawful: %v", p.Code, id, err)
			}
			c.History = append(c.History, e)
			book = append(book, entries(id, e, s.means)...)
		}
		cases = append(cases, c)
	}
	return cases, book
}

// fillEvent gives an event what it needs.
func fillEvent(p *law.Profile, e *law.Event, rnd *rand.Rand) {
	r := p.Event(e.Code)
	for _, need := range r.Needs {
		switch need {
		case law.NeedReason:
			e.Reason = "Vymyšlený důvod."
		case law.NeedDocument:
			e.Document = "d1"
		case law.NeedBody:
			e.Body = "Vymyšlený úřad"
		case law.NeedDays:
			e.Days = 10
		case law.NeedGround:
			if r.Grounds == law.GroundsExtension {
				e.Grounds = []string{p.Extensions[0].Code}
				continue
			}
			all := append(slices.Clone(p.Grounds), p.Refusals...)
			for range 1 + rnd.IntN(3) {
				if g := all[rnd.IntN(len(all))].Code; !slices.Contains(e.Grounds, g) {
					e.Grounds = append(e.Grounds, g)
				}
			}
		}
	}
}

// entries are the lines that one step makes in the book.
func entries(id string, e law.Event, means string) (list []entry) {
	date := e.Date.String()
	if rest, ok := strings.CutPrefix(means, "end"); ok {
		list = append(list, entry{id: id, date: date, means: "end", event: e.Code})
		means = strings.TrimSpace(rest)
	}
	means, late := strings.CutPrefix(means, "late ")
	if means == "" {
		return list
	}
	x := entry{id: id, date: date, means: means, late: late, event: e.Code, grounds: e.Grounds}
	if means == "refused bare" {
		x.means = "refused"
		x.grounds = []string{"none"}
	}
	return append(list, x)
}

// expectation is what the book says of an item.
type expectation struct {
	number int
	cases  map[string]int // id: times
	rows   map[string]int // code of the row: number
	tenths int            // of days; -1: none
}

// counter reads the book for one year, a string such as "2025".
type counter struct {
	book []entry
	year string
}

func (c *counter) in(x entry) bool     { return x.date[:4] == c.year }
func (c *counter) before(x entry) bool { return x.date[:4] <= c.year }

func isDecision(x entry) bool {
	return x.means == "granted" || x.means == "refused" || x.means == "part"
}

// of are the entries of each case up to the end of the year, in the book's order.
func (c *counter) of() map[string][]entry {
	m := map[string][]entry{}
	for _, x := range c.book {
		if c.before(x) {
			m[x.id] = append(m[x.id], x)
		}
	}
	return m
}

// expect counts an item of a law.
func (c *counter) expect(t *testing.T, code, item string) expectation {
	x := expectation{cases: map[string]int{}, rows: map[string]int{}, tenths: -1}
	count := func(id string) { x.number++; x.cases[id]++ }
	publicOf := map[string]string{"refused": "refused", "part": "partly-refused"}
	cohort := code == "uk-foia-2000"
	switch item {
	case "requests":
		for _, e := range c.book {
			if e.means == "received" && c.in(e) {
				count(e.id)
			}
		}
	case "unanswered":
		for id, list := range c.of() {
			waits := c.in(list[0])
			for _, e := range list {
				switch {
				case isDecision(e) || e.means == "gone":
					waits = false
				case e.means == "back":
					waits = c.in(list[0])
				}
			}
			if waits {
				count(id)
			}
		}
	case "in-time":
		for id, list := range c.of() {
			if i := slices.IndexFunc(list, isDecision); i > 0 && c.in(list[0]) && !list[i].late {
				count(id)
			}
		}
	case "granted", "met", "refused", "refused-by-ground":
		for id, list := range c.of() {
			var counts []entry
			for _, e := range list {
				if isDecision(e) && (cohort && c.in(list[0]) && len(counts) == 0 || !cohort && c.in(e)) {
					counts = append(counts, e)
				}
			}
			c.outcomes(id, counts, item, &x, count)
		}
	case "refusals":
		if code == "eu-1049-2001" {
			return c.expect(t, code, "refused")
		}
		for _, e := range c.book {
			if (e.means == "refused" || e.means == "part") && c.in(e) {
				count(e.id)
				x.rows[publicOf[e.means]]++
			}
		}
	case "average-days", "median-days":
		c.days(item, &x)
	case "appeals", "reviews", "complaints":
		c.lodged(map[string]string{"appeals": "appeal", "reviews": "appeal", "complaints": "complaint"}[item], &x, count)
	case "judgments":
		for _, e := range c.book {
			if e.means == "judgment" && c.in(e) {
				count(e.id)
				x.rows[e.event]++
			}
		}
	default:
		t.Fatalf("%s: the book does not know how to count %q", code, item)
	}
	return x
}

func (c *counter) outcomes(id string, counts []entry, item string, x *expectation, count func(string)) {
	var last string
	grounds := map[string]bool{}
	granted := false
	for _, e := range counts {
		if e.means == "granted" {
			granted = true
			continue
		}
		last = map[string]string{"refused": "refused", "part": "partly-refused"}[e.means]
		for _, g := range e.grounds {
			grounds[g] = true
		}
	}
	switch {
	case item == "granted" || item == "met":
		if granted {
			count(id)
		}
	case last != "" && item == "refused":
		count(id)
		x.rows[last]++
	case last != "":
		count(id)
		for g := range grounds {
			x.rows[g]++
		}
	}
}

func (c *counter) lodged(what string, x *expectation, count func(string)) {
	for id, list := range c.of() {
		open := ""
		for _, e := range list {
			switch {
			case e.means == what && c.in(e):
				count(id)
				open = id
			case e.means == "end" && open != "":
				x.rows[e.event]++
				open = ""
			}
		}
		if open != "" {
			x.rows["open"]++
		}
	}
}

// days counts in hundredths and by strings, so that rounding is done another way.
func (c *counter) days(item string, x *expectation) {
	var all []float64
	for id, list := range c.of() {
		if i := slices.IndexFunc(list, isDecision); i > 0 && c.in(list[i]) {
			from, _ := law.ParseDate(list[0].date)
			to, _ := law.ParseDate(list[i].date)
			all = append(all, to.Time().Sub(from.Time()).Hours()/24)
			x.cases[id]++
		}
	}
	if len(all) == 0 {
		return
	}
	slices.Sort(all)
	value := (all[(len(all)-1)/2] + all[len(all)/2]) / 2
	if item == "average-days" {
		value = 0
		for _, d := range all {
			value += d / float64(len(all))
		}
	}
	x.tenths = int(value*10 + 0.5 + 1e-9)
}
