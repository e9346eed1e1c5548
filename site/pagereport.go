package site

import (
	"fmt"
	"slices"

	"github.com/akta-foi/akta/content/report"
)

// reportPage is the page of the reports that the law asks for of one year. It
// names only cases that have a page; its numbers count all.
type reportPage struct {
	Year    string                  `json:"year"`
	Reports map[string][]reportView `json:"reports"` // by language of the reader
}

// reportView is a report in words, with its files and the addresses of its cases.
type reportView struct {
	Code       string           `json:"code"`
	Title      string           `json:"title"`
	Facts      []report.Fact    `json:"facts"`
	Unfinished string           `json:"unfinished"`
	Labels     report.Labels    `json:"labels"`
	Items      []reportItemView `json:"items"`
	CSV        string           `json:"csv"` // public path
	JSON       string           `json:"json"`
}

type reportItemView struct {
	report.ItemView
	Rows  []reportRowView `json:"rows"`
	Cases []caseLinkView  `json:"cases"`
}

type reportRowView struct {
	report.RowView
	Cases []caseLinkView `json:"cases"`
}

// caseLinkView is a case with the address of its page below the language's root.
type caseLinkView struct {
	report.CaseView
	Address string `json:"address"`
}

// reportSchema describes the JSON of a report.
const reportSchema = "data/report.schema.json"

func reportAddress(year string) string { return "statistics/report-" + year + "/" }

// publicReports are the reports without the ids of cases that have no page, by
// year.
func (pl *plan) publicReports() map[string][]*report.Report {
	pages := pl.caseAddresses()
	years := map[string][]*report.Report{}
	for _, r := range pl.portal.Reports {
		year := fmt.Sprint(r.Year)
		years[year] = append(years[year], r.Public(func(id string) bool { return pages[id] != "" }))
	}
	return years
}

// reportYears are the years with a report, newest first.
func (pl *plan) reportYears() []string {
	list := []string{}
	for _, r := range pl.portal.Reports {
		list = append(list, fmt.Sprint(r.Year))
	}
	slices.Sort(list)
	list = slices.Compact(list)
	slices.Reverse(list)
	return list
}

func (pl *plan) caseAddresses() map[string]string {
	m := make(map[string]string, len(pl.cases))
	for i := range pl.cases {
		m[pl.cases[i].view.ID] = pl.cases[i].address()
	}
	return m
}

// planReports writes the files beside the pages: each report as a table, whose
// names are in the portal's language, and as data in all languages.
func (pl *plan) planReports() error {
	if len(pl.portal.Reports) == 0 {
		return nil
	}
	if err := pl.publish(reportSchema, report.Schema()); err != nil {
		return err
	}
	for year, list := range pl.publicReports() {
		for _, r := range list {
			table, err := r.CSV(pl.portal.Language)
			if err != nil {
				return err
			}
			data, err := r.JSON()
			if err != nil {
				return err
			}
			name := reportAddress(year) + r.Code
			if err := pl.publish(name+".csv", table); err != nil {
				return err
			}
			if err := pl.publish(name+".json", data); err != nil {
				return err
			}
		}
	}
	return nil
}

// reportPages is a page for each closed year.
func (pl *plan) reportPages() (list []page, err error) {
	pages := pl.caseAddresses()
	years := pl.publicReports()
	for _, year := range pl.reportYears() {
		p := reportPage{Year: year, Reports: map[string][]reportView{}}
		address := reportAddress(year)
		for _, r := range years[year] {
			for _, lang := range Languages() {
				v, err := r.In(lang)
				if err != nil {
					return nil, err
				}
				p.Reports[lang] = append(p.Reports[lang], viewOfReport(v, r.Code, address+r.Code, pages))
			}
		}
		list = append(list, page{address: address, layout: "report", params: p})
	}
	return list, nil
}

func viewOfReport(v *report.View, code, file string, pages map[string]string) reportView {
	linked := func(list []report.CaseView) []caseLinkView {
		out := []caseLinkView{}
		for _, c := range list {
			out = append(out, caseLinkView{c, pages[c.ID]})
		}
		return out
	}
	out := reportView{Code: code, Title: v.Title, Facts: v.Facts, Unfinished: v.Unfinished, Labels: v.Labels, Items: []reportItemView{}, CSV: file + ".csv", JSON: file + ".json"}
	for _, i := range v.Items {
		item := reportItemView{ItemView: i, Rows: []reportRowView{}, Cases: linked(i.Cases)}
		for _, r := range i.Rows {
			item.Rows = append(item.Rows, reportRowView{r, linked(r.Cases)})
		}
		out.Items = append(out.Items, item)
	}
	return out
}
