package site

import (
	"slices"
	"time"
)

// tally counts requests. All numbers are whole: Median and Average are tenths
// of a day, and -1 where nothing was answered.
type tally struct {
	Received      int `json:"received"`
	Answered      int `json:"answered"` // in full
	PartlyRefused int `json:"partlyrefused"`
	Refused       int `json:"refused"`
	Transferred   int `json:"transferred"`
	Withdrawn     int `json:"withdrawn"`
	Closed        int `json:"closed"`
	Unanswered    int `json:"unanswered"` // the three above: they came to their end without an answer
	Open          int `json:"open"`
	Median        int `json:"median"`
	Average       int `json:"average"`

	days []int // from receipt to answer, of each answered request, sorted
}

// tallyOf counts entries. Days are calendar days: an answer on the day of
// receipt took none. A request that bears no date of an answer, or one before
// its receipt, is in no average.
func tallyOf(entries []entryView) tally {
	t := tally{Received: len(entries), Median: -1, Average: -1}
	sum := 0
	for i := range entries {
		e := &entries[i]
		switch e.State {
		case StateAnswered:
			t.Answered++
		case StatePartlyRefused:
			t.PartlyRefused++
		case StateRefused:
			t.Refused++
		case StateTransferred:
			t.Transferred++
		case StateWithdrawn:
			t.Withdrawn++
		case StateClosed:
			t.Closed++
		default:
			t.Open++
		}
		if e.Days >= 0 {
			t.days = append(t.days, e.Days)
			sum += e.Days
		}
	}
	t.Unanswered = t.Transferred + t.Withdrawn + t.Closed
	if n := len(t.days); n > 0 {
		slices.Sort(t.days)
		t.Median = 5 * (t.days[(n-1)/2] + t.days[n/2])
		t.Average = (20*sum + n) / (2 * n) // rounded
	}
	return t
}

// daysBetween counts calendar days between two ISO dates; -1: they say none.
func daysBetween(from, to string) int {
	a, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return -1
	}
	b, err := time.Parse(time.DateOnly, to)
	if err != nil || b.Before(a) {
		return -1
	}
	return int(b.Sub(a) / (24 * time.Hour)) // dates are in UTC, whose days have 24 hours
}

// yearsOf lists the years in which entries were received, oldest first.
func yearsOf(entries []entryView) []string {
	var years []string
	for i := range entries {
		years = append(years, entries[i].Received[:4])
	}
	slices.Sort(years)
	return slices.Compact(years)
}

func ofYear(entries []entryView, year string) []entryView {
	return filter(entries, func(e *entryView) bool { return e.Received[:4] == year })
}

func filter(entries []entryView, keep func(*entryView) bool) []entryView {
	out := []entryView{}
	for i := range entries {
		if keep(&entries[i]) {
			out = append(out, entries[i])
		}
	}
	return out
}

// monthView is one month of a year: requests received in it, and answers given.
type monthView struct {
	Month    int `json:"month"` // from 1
	Received int `json:"received"`
	Answers  int `json:"answers"`
}

func monthsOf(entries []entryView, year string) []monthView {
	months := make([]monthView, 12)
	for i := range months {
		months[i].Month = i + 1
	}
	at := func(date string) *monthView {
		t, err := time.Parse(time.DateOnly, date)
		if err != nil || date[:4] != year {
			return nil
		}
		return &months[t.Month()-1]
	}
	for i := range entries {
		if m := at(entries[i].Received); m != nil {
			m.Received++
		}
		if m := at(entries[i].Answered); m != nil {
			m.Answers++
		}
	}
	return months
}
