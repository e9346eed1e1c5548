package site

import (
	"sort"
	"time"
)

const (
	latestAnswers = 5  // that the home page shows
	dueRequests   = 10 // the same, of those that are to be answered
)

// homeView is what the home page shows.
type homeView struct {
	Latest    []entryView `json:"latest"`
	Due       []entryView `json:"due"` // open requests with a date, the nearest first
	Cases     int         `json:"cases"`
	Generated string      `json:"generated"` // ISO date
	Charts    []chartView `json:"charts"`
}

func (pl *plan) homePages() ([]page, error) {
	v := homeView{Latest: pl.answered(), Due: pl.due(), Cases: len(pl.cases), Charts: pl.homeCharts()}
	v.Latest = v.Latest[:min(len(v.Latest), latestAnswers)]
	v.Due = v.Due[:min(len(v.Due), dueRequests)]
	generated := pl.portal.Generated
	if generated.IsZero() {
		generated = pl.newest
	}
	if !generated.IsZero() {
		v.Generated = generated.UTC().Format(time.DateOnly)
	}
	return []page{{layout: "front", title: pl.portal.Authority, params: v}}, nil
}

// due lists the open requests of which it is known when their answer is due.
func (pl *plan) due() []entryView {
	list := []entryView{}
	for i := range pl.cases {
		if e := pl.cases[i].entry(); e.State == StateOpen && e.Due != "" {
			list = append(list, e)
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].Due < list[j].Due })
	return list
}

// homeCharts are the figures of the home page: received by year, or by month
// where there is one year only, the states, and how long answers took.
func (pl *plan) homeCharts() []chartView {
	entries := pl.entries()
	if len(entries) == 0 {
		return []chartView{}
	}
	all := tallyOf(entries)
	years := yearsOf(entries)
	received := chart{name: "received", unit: "year"}
	for _, y := range years[max(0, len(years)-maxChartBars):] {
		received.add(y, tallyOf(ofYear(entries, y)).Received)
	}
	if len(years) == 1 {
		received = monthChart("received", monthsOf(entries, years[0]), func(m monthView) int { return m.Received })
	}
	charts := []chartView{received.view(), stateChart(all).view()}
	if len(all.days) > 0 {
		charts = append(charts, daysChart(all).view())
	}
	return charts
}
