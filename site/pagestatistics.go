package site

import "slices"

// statisticsView is the page of all years.
type statisticsView struct {
	Total  tally       `json:"total"`
	Years  []yearView  `json:"years"` // newest first
	Charts []chartView `json:"charts"`

	Reports []string `json:"reports"` // years of which there is a report, newest first
}

// yearView is the page of one year. It changes with the requests that were
// received or answered in it, and with no others.
type yearView struct {
	Year   string                      `json:"year"`
	Tally  tally                       `json:"tally"`
	Months []monthView                 `json:"months"`
	Topics map[string][]facetValueView `json:"topics"` // by language of the reader, as their order is
	Ground map[string][]facetValueView `json:"grounds"`
	Charts []chartView                 `json:"charts"`
	Report bool                        `json:"report"` // there is one
}

// statisticsPages are the statistics of all years and of each. A request counts
// in the year in which it was received.
func (pl *plan) statisticsPages() ([]page, error) {
	entries := pl.entries()
	v := statisticsView{Total: tallyOf(entries), Years: []yearView{}, Charts: pl.homeCharts(), Reports: pl.reportYears()}
	var list []page
	facets, err := pl.facets(entries)
	if err != nil {
		return nil, err
	}
	for _, year := range slices.Backward(yearsOf(entries)) {
		of := ofYear(entries, year)
		t := tallyOf(of)
		v.Years = append(v.Years, yearView{Year: year, Tally: t})
		y := yearView{Year: year, Tally: t, Months: monthsOf(entries, year), Topics: facets.count("topic", of), Ground: facets.count("ground", of), Report: slices.Contains(v.Reports, year)}
		received := monthChart("months", y.Months, func(m monthView) int { return m.Received })
		y.Charts = []chartView{received.view(), stateChart(t).view()}
		if len(t.days) > 0 {
			y.Charts = append(y.Charts, daysChart(t).view())
		}
		list = append(list, page{address: "statistics/" + year + "/", layout: "year", params: y})
	}
	return append(list, page{address: "statistics/", layout: "statistics", params: v}), nil
}
