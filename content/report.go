package content

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/akta-foi/akta/content/law"
	"github.com/akta-foi/akta/content/report"
)

// reportClosed is the key of a [reports.2026] of akta.toml that is no item: the
// day the office closed its reports of that year.
const reportClosed = "closed"

// Reports are what akta.toml states for the law's reports, by year and by the code
// of the item: costs, the essence of judgments, "none" where there is none.
type Reports map[string]map[string]string

// check holds it to years and to plain text; its codes are held to the law where a
// report is made.
func (reports Reports) check() error {
	for key, stated := range reports {
		year, err := strconv.Atoi(key)
		if err != nil || strconv.Itoa(year) != key || year < minReportYear || year > maxReportYear {
			return fmt.Errorf("reports %q: want a year such as [reports.2026]", key)
		}
		if len(stated) > maxReportItems {
			return fmt.Errorf("reports of %s: %d items, more than the %d allowed", key, len(stated), maxReportItems)
		}
		for code, text := range stated {
			if len(text) > report.MaxText {
				return fmt.Errorf("reports of %s, %s: %d bytes, more than the %d allowed", key, code, len(text), report.MaxText)
			}
		}
		closed, err := law.ParseDate(stated[reportClosed])
		if _, given := stated[reportClosed]; given && (err != nil || closed.Year() <= year) {
			return fmt.Errorf("reports of %s, closed %q: want a day after that year, such as %d-01-20", key, stated[reportClosed], year+1)
		}
	}
	return nil
}

// statedFor is what akta.toml states for a year, held to the law.
func (o *Office) statedFor(p *law.Profile, year int) (map[string]string, error) {
	stated := maps.Clone(o.Settings.Reports[strconv.Itoa(year)])
	delete(stated, reportClosed)
	if err := report.CheckStated(p, stated); err != nil {
		return nil, fmt.Errorf("%s, [reports.%d]: %w", officeFile, year, err)
	}
	return stated, nil
}

// ReportQuery says which report of an office to make.
type ReportQuery struct {
	Law   *law.Profile // nil: the office's
	Code  string       // of a report of the law; empty: its first
	Year  int
	Until law.Date // what happened later does not count; zero: the whole year does
}

// Report makes one report. It reads every case.
func (o *Office) Report(q ReportQuery) (*report.Report, error) {
	if q.Law == nil {
		q.Law = o.Law
	}
	if q.Year < minReportYear || q.Year > maxReportYear {
		return nil, fmt.Errorf("year %d: want one from %d to %d", q.Year, minReportYear, maxReportYear)
	}
	cases, err := o.reportCases()
	if err != nil {
		return nil, err
	}
	return o.report(q, cases)
}

func (o *Office) report(q ReportQuery, cases []report.Case) (*report.Report, error) {
	stated, err := o.statedFor(q.Law, q.Year)
	if err != nil {
		return nil, err
	}
	return report.Make(report.Options{
		Authority: o.Settings.Authority, Language: o.Settings.Language, Law: q.Law, Code: q.Code, Year: q.Year, Until: q.Until, Stated: stated,
	}, cases)
}

// ClosedReports makes every report of the office's law for every closed year,
// oldest first: from the year of the first request on, one in which nothing
// happened among them. A year is closed when a case has a later date, or when
// akta.toml says the day it was closed; no clock is read.
func (o *Office) ClosedReports() ([]*report.Report, error) {
	cases, err := o.reportCases()
	if err != nil {
		return nil, err
	}
	first, last := o.closedYears(cases)
	var list []*report.Report
	for year := first; year <= last; year++ {
		for i := range o.Law.Reports {
			r, err := o.report(ReportQuery{Law: o.Law, Code: o.Law.Reports[i].Code, Year: year}, cases)
			if err != nil {
				return nil, err
			}
			list = append(list, r)
		}
	}
	return list, nil
}

// closedYears are the first and the last closed year; the last is before the first
// where there is none.
func (o *Office) closedYears(cases []report.Case) (first, last int) {
	first = maxReportYear + 1
	for i := range cases {
		c := &cases[i]
		first = min(first, c.History[0].Date.Year())
		last = max(last, c.History[len(c.History)-1].Date.Year()-1)
		if c.Answered != 0 {
			last = max(last, c.Answered.Year()-1)
		}
	}
	for key, stated := range o.Settings.Reports {
		if _, closed := stated[reportClosed]; closed {
			year, _ := strconv.Atoi(key) // check has read it
			first, last = min(first, year), max(last, year)
		}
	}
	return first, last
}

// reportCases are all cases as reports take them.
func (o *Office) reportCases() ([]report.Case, error) {
	index, err := o.Index()
	if err != nil {
		return nil, err
	}
	list := make([]report.Case, 0, len(index))
	for i := range index {
		c := index[i].Case
		r, err := o.reportCase(c)
		if err != nil {
			return nil, fmt.Errorf("case %q: %w", c.ID, err)
		}
		list = append(list, *r)
	}
	return list, nil
}

// reportCase is a case as reports take it: its history and, where an officer wrote
// its state by hand and its events do not reach it, that state, the day of the
// answer, and of a refusal the grounds of what is hidden. Nothing else of the plan
// goes into it.
func (o *Office) reportCase(c *Case) (*report.Case, error) {
	r := &report.Case{ID: c.ID, History: c.History()}
	if len(r.History) == 0 {
		return nil, fmt.Errorf("received %q: reports want a day from %d to %d", c.Received, minReportYear, maxReportYear)
	}
	_, behind, err := o.Standing(c)
	if err != nil || !behind {
		return r, err
	}
	r.State = c.State
	if c.Answered != "" {
		if r.Answered, err = law.ParseDate(c.Answered); err != nil {
			return nil, err
		}
	}
	if c.State == law.PublicRefused || c.State == law.PublicPartlyRefused {
		if r.Grounds, err = o.hiddenOn(c.ID); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// hiddenOn are the grounds on which an answer hides something, each once.
func (o *Office) hiddenOn(caseID string) (grounds []string, err error) {
	plan, err := o.Plan(caseID)
	if err != nil {
		return nil, err
	}
	for _, d := range plan.Documents {
		if d.Decision == Withheld {
			grounds = append(grounds, d.Ground)
		}
	}
	for i := range plan.Redactions {
		if x := &plan.Redactions[i]; x.State == Accepted {
			grounds = append(grounds, x.Ground)
		}
	}
	slices.Sort(grounds)
	return slices.Compact(grounds), nil
}
