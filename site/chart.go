package site

import "strconv"

// maxChartBars bounds the bars of one chart: a reader compares no more.
const maxChartBars = 12

// Measures of a chart, in units of its view box.
const (
	chartWidth  = 300
	chartLabel  = 148 // room for the labels, left of the bars
	chartNumber = 40  // room for the numbers, right of the longest bar
	chartRow    = 26
	chartBar    = 16 // height of a bar
	chartText   = 13 // from the top of a row to the baseline of its text
)

// chart is a bar chart: one bar for each row.
type chart struct {
	name string // names its texts and its id: "received", "states", "days", "topics"
	unit string // of the row's keys: "year", "month", "state", "days"
	rows []chartRowView
}

// chartView is a chart with all its measures, which are whole numbers: the
// template draws and does not compute.
type chartView struct {
	Name   string         `json:"name"`
	Unit   string         `json:"unit"`
	Width  int            `json:"width"`
	Height int            `json:"height"`
	Rows   []chartRowView `json:"rows"`
}

type chartRowView struct {
	Key   string `json:"key"`
	Value int    `json:"value"`
	Share int    `json:"share"` // of all rows, in per cent
	Y     int    `json:"y"`     // top of the bar
	Text  int    `json:"text"`  // baseline of the label and the number
	X     int    `json:"x"`     // where the bar begins
	Bar   int    `json:"bar"`   // its length
	End   int    `json:"end"`   // where the number begins
}

func (c *chart) add(key string, value int) {
	c.rows = append(c.rows, chartRowView{Key: key, Value: value})
}

// view measures the bars. One that stands for something is seen.
func (c *chart) view() chartView {
	v := chartView{Name: c.name, Unit: c.unit, Width: chartWidth, Height: len(c.rows) * chartRow, Rows: []chartRowView{}}
	longest, sum := 1, 0
	for _, r := range c.rows {
		longest, sum = max(longest, r.Value), sum+r.Value
	}
	room := chartWidth - chartLabel - chartNumber
	for i, r := range c.rows {
		r.Y, r.X = i*chartRow+(chartRow-chartBar)/2, chartLabel
		r.Text = i*chartRow + chartRow/2 + chartText/3
		r.Bar = r.Value * room / longest
		if r.Value > 0 {
			r.Bar = max(r.Bar, 2)
		}
		r.End = r.X + r.Bar + 6
		if sum > 0 {
			r.Share = (200*r.Value + sum) / (2 * sum)
		}
		v.Rows = append(v.Rows, r)
	}
	return v
}

func monthChart(name string, months []monthView, value func(monthView) int) chart {
	c := chart{name: name, unit: "month"}
	for _, m := range months {
		c.add(strconv.Itoa(m.Month), value(m))
	}
	return c
}

func stateChart(t tally) *chart {
	c := &chart{name: "states", unit: "state"}
	c.add(StateAnswered, t.Answered)
	c.add(StatePartlyRefused, t.PartlyRefused)
	c.add(StateRefused, t.Refused)
	for _, s := range []struct {
		state string
		count int
	}{{StateTransferred, t.Transferred}, {StateWithdrawn, t.Withdrawn}, {StateClosed, t.Closed}} {
		if s.count > 0 { // most offices have none for years
			c.add(s.state, s.count)
		}
	}
	c.add(StateOpen, t.Open)
	return c
}

// daysChart says how many answers took how long.
func daysChart(t tally) *chart {
	c := &chart{name: "days", unit: "days"}
	counts := make([]int, len(daySpans)+1)
	for _, d := range t.days {
		i := 0
		for i < len(daySpans) && d > daySpans[i].last {
			i++
		}
		counts[i]++
	}
	for i, s := range daySpans {
		c.add(s.key, counts[i])
	}
	c.add("over", counts[len(daySpans)])
	return c
}

// daySpans are the spans of days that answers are sorted into, up to the last
// day of each: 15 is the term of the Czech and of the Hungarian law, 25 and 30
// are the terms with the extension that they allow.
var daySpans = []struct {
	key  string
	last int
}{{"0_5", 5}, {"6_10", 10}, {"11_15", 15}, {"16_30", 30}}
