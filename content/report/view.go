package report

import (
	"fmt"
	"slices"
	"strings"
)

// View is a report in the words of one language, as a page shows it.
type View struct {
	Lang       string     `json:"lang"`
	Title      string     `json:"title"`
	Facts      []Fact     `json:"facts"`
	Unfinished string     `json:"unfinished"` // that the year is not over; empty: it is
	Labels     Labels     `json:"labels"`
	Items      []ItemView `json:"items"`
}

// Fact is one fact about the whole report.
type Fact struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	Link  string `json:"link"`
}

// Labels are the heads of tables and lists.
type Labels struct {
	Part     string `json:"part"`
	Count    string `json:"count"`
	Cases    string `json:"cases"`
	Date     string `json:"date"`
	Decision string `json:"decision"`
	Grounds  string `json:"grounds"`
	Case     string `json:"case"`
	Stated   string `json:"stated"`
}

// ItemView is one item in words.
type ItemView struct {
	Code      string     `json:"code"`
	Name      string     `json:"name"`
	Paragraph string     `json:"paragraph"`
	Link      string     `json:"link"`
	How       string     `json:"how"`
	Value     string     `json:"value"`    // a number, days, an address, or that there is none
	Address   string     `json:"address"`  // the value, where it is a link
	Text      []string   `json:"text"`     // paragraphs, as the office states them
	TextLang  string     `json:"textlang"` // where it is not the language of the view
	Missing   string     `json:"missing"`  // that it is not filled in
	Entries   bool       `json:"entries"`  // the rows are entries of a list
	Rows      []RowView  `json:"rows"`
	Cases     []CaseView `json:"cases"`
	More      string     `json:"more"` // that there are more cases than those
}

// RowView is one row in words.
type RowView struct {
	Label     string     `json:"label"`
	Paragraph string     `json:"paragraph"`
	Number    int        `json:"number"`
	Date      string     `json:"date"`
	Grounds   string     `json:"grounds"`
	Cases     []CaseView `json:"cases"`
	More      string     `json:"more"`
}

// CaseView is a case that a number counts.
type CaseView struct {
	ID    string `json:"id"`
	Times string `json:"times"` // "2×"; empty: once
}

// In puts the report into the words of a language: cs, hu or en.
func (r *Report) In(lang string) (*View, error) {
	w, ok := texts[lang]
	if !ok {
		return nil, fmt.Errorf("language %q: want one of %s", lang, strings.Join(Languages(), ", "))
	}
	v := &View{
		Lang: lang, Title: fmt.Sprintf(w.title, upperFirst(r.Name[lang]), r.Year), Items: []ItemView{},
		Labels: Labels{w.part, w.count, w.cases, w.date, w.decision, w.grounds, w.oneCase, w.statedWords},
	}
	v.fact(w.authority, r.Authority, "")
	v.fact(w.law, r.Law.Name[lang], r.Law.Link)
	v.fact(w.basis, r.Paragraph, r.Link)
	v.fact(w.period, w.day(r.first())+" – "+w.day(r.Until), "")
	if r.Due != 0 {
		v.fact(w.due, w.day(r.Due), "")
	}
	if !r.Closed() {
		v.Unfinished = fmt.Sprintf(w.unfinished, w.day(r.Until))
	}
	for i := range r.Items {
		v.Items = append(v.Items, r.itemView(&r.Items[i], &w, lang))
	}
	return v, nil
}

func (v *View) fact(name, value, link string) {
	if value != "" {
		v.Facts = append(v.Facts, Fact{name, value, link})
	}
}

func (r *Report) itemView(i *Item, w *words, lang string) ItemView {
	v := ItemView{
		Code: i.Code, Name: upperFirst(i.Name[lang]), Paragraph: i.Paragraph, Link: i.Link, How: i.how[lang],
		Text: []string{}, Rows: []RowView{}, Entries: slices.ContainsFunc(i.Rows, func(r Row) bool { return r.Date != 0 }),
	}
	switch {
	case i.Number != nil:
		v.Value = fmt.Sprint(*i.Number)
	case i.Kind == "days":
		v.Value = w.days(i.Days)
	case i.State == None:
		v.Value = w.none
	case i.Kind == "address":
		v.Value, v.Address = i.Text, i.Text
	}
	if i.State == Missing {
		v.Missing = w.missing
	}
	if i.Kind != "address" && i.Text != "" {
		v.Text = paragraphs(i.Text)
		if r.Language != lang {
			v.TextLang = r.Language
		}
	}
	if i.State == None && i.Number != nil {
		v.Text = []string{w.none}
	}
	for _, row := range i.Rows {
		e := RowView{Label: row.Label[lang], Paragraph: row.Paragraph, Number: row.Number}
		if row.Date != 0 {
			e.Date = w.day(row.Date)
		}
		var grounds []string
		for _, g := range row.Grounds {
			grounds = append(grounds, named(g.Label[lang], g.Paragraph))
		}
		if v.Entries && len(grounds) == 0 {
			grounds = append(grounds, wordsNoGround[lang])
		}
		e.Grounds = strings.Join(grounds, "; ")
		e.Cases, e.More = w.shown(row.Cases)
		v.Rows = append(v.Rows, e)
	}
	v.Cases, v.More = w.shown(i.Cases)
	return v
}

// shown are the cases that a page for people lists.
func (w *words) shown(cases []Counted) (list []CaseView, more string) {
	if len(cases) > MaxShownCases {
		more = fmt.Sprintf(w.more, len(cases))
		cases = cases[:MaxShownCases]
	}
	list = []CaseView{}
	for _, c := range cases {
		v := CaseView{ID: c.ID}
		if c.Times > 1 {
			v.Times = fmt.Sprintf("%d×", c.Times)
		}
		list = append(list, v)
	}
	return list, more
}

// paragraphs splits plain text at blank lines.
func paragraphs(text string) (list []string) {
	for _, p := range strings.Split(text, "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			list = append(list, p)
		}
	}
	return list
}

// named is a label with the paragraph it stands in.
func named(label, paragraph string) string {
	if paragraph == "" {
		return label
	}
	return label + ", " + paragraph
}
