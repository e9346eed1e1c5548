package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/akta-foi/akta/content/law"
)

// Report is what an office reports for one year. All of it is public.
type Report struct {
	Format    string            `json:"format"`
	Authority string            `json:"authority"`
	Language  string            `json:"language"` // of the texts the office stated
	Law       Act               `json:"law"`
	Code      string            `json:"code"` // of the law's report
	Name      map[string]string `json:"name"`
	Paragraph string            `json:"paragraph,omitempty"`
	Link      string            `json:"link,omitempty"`
	Due       law.Date          `json:"due,omitzero"` // by when it is to be made
	Year      int               `json:"year"`
	Until     law.Date          `json:"until"` // the last day that counts: 31 December, or an earlier one
	Items     []Item            `json:"items"`

	Undated []string `json:"-"` // cases decided by hand on no day: no number counts their decision
}

// Act is the law of a report.
type Act struct {
	Code string            `json:"code"`
	Name map[string]string `json:"name"`
	Link string            `json:"link,omitempty"`
}

// Item is one thing that a report tells.
type Item struct {
	Code      string            `json:"code"`
	Kind      string            `json:"kind"` // count, days, money, text, list or address, as in the law's profile
	Name      map[string]string `json:"name"`
	Paragraph string            `json:"paragraph,omitempty"`
	Link      string            `json:"link,omitempty"`
	Basis     string            `json:"basis"` // one of the bases: which year a case counts in
	State     string            `json:"state"` // Computed, Stated, None or Missing
	Number    *int              `json:"number,omitempty"`
	Days      *Tenths           `json:"days,omitempty"` // none where nothing was decided
	Text      string            `json:"text,omitempty"` // as the office states it: plain text, or an address
	Rows      []Row             `json:"rows"`
	Cases     []Counted         `json:"cases"` // what Number or Days counts, sorted by id

	lacks string // what the office has to do, where it is Missing
	how   map[string]string
}

// The bases of an item.
const (
	ByReceipt  = "received" // the request was received in the year
	ByDecision = "decided"  // it was decided in the year
	ByEvent    = "happened" // what is counted happened in the year
	ByOffice   = "stated"   // the office states it
)

// The states of an item.
const (
	Computed = "computed" // from the cases
	Stated   = "stated"   // by the office; a number may be computed besides
	None     = "none"     // the office states that there is none
	Missing  = "missing"  // the office has not stated it
)

// Row is one line of an item: a part of its number, or an entry of a list.
type Row struct {
	Code    string            `json:"code"` // of a ground, an event or a state of the case
	Label   map[string]string `json:"label"`
	Number  int               `json:"number"`
	Date    law.Date          `json:"date,omitzero"`    // of an entry
	Grounds []Ground          `json:"grounds,omitzero"` // of an entry
	Cases   []Counted         `json:"cases"`

	Paragraph string `json:"paragraph,omitempty"`
}

// Ground is a ground of the law as an entry names it.
type Ground struct {
	Code      string            `json:"code"`
	Label     map[string]string `json:"label"`
	Paragraph string            `json:"paragraph,omitempty"`
}

// Counted is a case and how often a number counts it.
type Counted struct {
	ID    string `json:"id"`
	Times int    `json:"times"`
}

// Tenths is a number of tenths of a day; in JSON 95 is 9.5.
type Tenths int

// MarshalJSON writes days with at most one decimal.
func (t Tenths) MarshalJSON() ([]byte, error) { return []byte(t.String()), nil }

// String writes days with a point, "9.5", and whole ones without.
func (t Tenths) String() string {
	if t%10 == 0 {
		return fmt.Sprint(int(t) / 10)
	}
	return fmt.Sprintf("%d.%d", int(t)/10, int(t)%10)
}

// Options says which report to make, and for whom.
type Options struct {
	Authority string
	Language  string // of the stated texts
	Law       *law.Profile
	Code      string // of one of the law's reports; empty: the first
	Year      int
	Until     law.Date          // nothing later counts; zero, or in a later year: 31 December
	Stated    map[string]string // what the office states, by the code of the item; "none" is a statement
}

// Make makes a report from all cases of an office, in any order. It refuses a year
// that has not begun by Until, a history of another law, and a statement that is
// no number or address where the item wants one.
func Make(o Options, cases []Case) (*Report, error) {
	if len(cases) > maxCases {
		return nil, fmt.Errorf("report: %d cases, more than the %d allowed", len(cases), maxCases)
	}
	of, err := Find(o.Law, o.Code)
	if err != nil {
		return nil, err
	}
	y := &year{law: o.Law, first: law.NewDate(o.Year, 1, 1), until: law.NewDate(o.Year, 12, 31), stated: o.Stated}
	if o.Until != 0 && o.Until < y.until {
		y.until = o.Until
	}
	if y.until < y.first {
		return nil, fmt.Errorf("report of %d: the year has not begun on %s", o.Year, o.Until)
	}
	if err := y.read(cases); err != nil {
		return nil, err
	}
	r := &Report{
		Format: Format, Authority: o.Authority, Language: o.Language, Law: Act{o.Law.Code, o.Law.Name, o.Law.Link}, Code: of.Code, Name: of.Name,
		Paragraph: of.Paragraph, Link: of.Link, Due: due(of.Due, o.Year), Year: o.Year, Until: y.until, Items: []Item{}, Undated: y.undated,
	}
	for _, i := range of.Items {
		item, err := y.item(i)
		if err != nil {
			return nil, fmt.Errorf("report %s of %d: %s: %w", of.Code, o.Year, i.Code, err)
		}
		r.Items = append(r.Items, *item)
	}
	return r, nil
}

// Find finds a report of a law by its code; an empty code is the first.
func Find(p *law.Profile, code string) (*law.Report, error) {
	var codes []string
	for i := range p.Reports {
		if code == "" || p.Reports[i].Code == code {
			return &p.Reports[i], nil
		}
		codes = append(codes, p.Reports[i].Code)
	}
	return nil, fmt.Errorf("report %q: not in law %s; it has: %s", code, p.Code, cmp.Or(strings.Join(codes, ", "), "none"))
}

// due is the day in the year after; the profile holds a valid one, or none.
func due(monthDay string, of int) law.Date {
	d, err := law.ParseDate(fmt.Sprintf("%d-%s", of+1, monthDay))
	if err != nil {
		return 0
	}
	return d
}

// first is the first day of the year.
func (r *Report) first() law.Date { return law.NewDate(r.Year, 1, 1) }

// Closed says that the whole year counts.
func (r *Report) Closed() bool { return r.Until == law.NewDate(r.Year, 12, 31) }

// Lacking tells, in English, what is not filled in and how to do that.
func (r *Report) Lacking() (list []string) {
	for _, i := range r.Items {
		if i.State == Missing {
			list = append(list, i.Code+": "+i.lacks)
		}
	}
	for _, id := range r.Undated {
		list = append(list, fmt.Sprintf("case %s: its state is written by hand, and no day of the answer: no number counts its decision", id))
	}
	return list
}

// Public is the report without the ids of cases for which shown is false; its
// numbers stay. Entries of lists go with their case.
func (r *Report) Public(shown func(id string) bool) *Report {
	keep := func(list []Counted) []Counted {
		return slices.DeleteFunc(slices.Clone(list), func(c Counted) bool { return !shown(c.ID) })
	}
	out := *r
	out.Undated, out.Items = nil, slices.Clone(r.Items)
	for i := range out.Items {
		item := &out.Items[i]
		item.Cases = keep(item.Cases)
		rows := []Row{}
		for _, row := range item.Rows {
			entry := row.Date != 0
			if row.Cases = keep(row.Cases); !entry || len(row.Cases) > 0 {
				rows = append(rows, row)
			}
		}
		item.Rows = rows
	}
	return &out
}
