package law

import (
	"fmt"
	"slices"
	"time"
)

// Holiday is a holiday of every year, given in one of three ways: a date
// ("12-25"), a distance from Easter Sunday, or the nth weekday of a month
// (nth -1: the last).
type Holiday struct {
	Basis
	Name       map[string]string `toml:"name"`
	Date       string            `toml:"date,omitempty"`
	Easter     *int              `toml:"easter,omitempty"` // days after Easter Sunday, below 0 before it
	Month      int               `toml:"month,omitempty"`
	Weekday    string            `toml:"weekday,omitempty"`
	Nth        int               `toml:"nth,omitempty"`
	Substitute bool              `toml:"substitute,omitempty"` // on a weekend it moves to the next day that is neither
	From       int               `toml:"from,omitempty"`       // the first year; 0: always
	To         int               `toml:"to,omitempty"`         // the last year; 0: for ever
}

var weekdays = map[string]time.Weekday{
	"monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday, "thursday": time.Thursday,
	"friday": time.Friday, "saturday": time.Saturday, "sunday": time.Sunday,
}

func (h *Holiday) check() error {
	ways := 0
	if h.Date != "" {
		ways++
		// A leap year, so that 29 February is a day; it is no holiday in other years.
		if _, err := time.Parse(dateLayout, "2000-"+h.Date); err != nil {
			return fmt.Errorf("date %q: want a day such as 12-25", h.Date)
		}
	}
	if h.Easter != nil {
		ways++
		if *h.Easter < -maxEasterBy || *h.Easter > maxEasterBy {
			return fmt.Errorf("easter %d: want %d to %d", *h.Easter, -maxEasterBy, maxEasterBy)
		}
	}
	if h.Month != 0 || h.Weekday != "" || h.Nth != 0 {
		ways++
		if _, ok := weekdays[h.Weekday]; !ok || h.Month < 1 || h.Month > 12 || h.Nth == 0 || h.Nth < -1 || h.Nth > 4 {
			return fmt.Errorf("weekday %q, nth %d, month %d: want a weekday, 1 to 4 or -1, and 1 to 12", h.Weekday, h.Nth, h.Month)
		}
	}
	if ways != 1 {
		return fmt.Errorf("want exactly one of date, easter, and month with weekday and nth")
	}
	if h.From < 0 || h.To < 0 || h.From > maxYear || h.To > maxYear || h.To != 0 && h.To < h.From {
		return fmt.Errorf("from %d to %d: want years in order", h.From, h.To)
	}
	return nil
}

// dayOf is the day "12-25", which was checked, of a year that has it.
func dayOf(year int, day string) (Date, bool) {
	number := func(s string) int { return int(s[0]-'0')*10 + int(s[1]-'0') }
	m, d := time.Month(number(day)), number(day[3:])
	date := NewDate(year, m, d)
	return date, date <= NewDate(year, m+1, 0)
}

// holiday is a holiday in one year.
type holiday struct {
	date Date
	rule *Holiday
}

// holidays returns those of a year in order, each on the day it is kept.
func (c *Calendar) holidays(year int) []holiday {
	var out []holiday
	for i := range c.Holidays {
		h := &c.Holidays[i]
		if year < h.From || h.To != 0 && year > h.To {
			continue
		}
		switch {
		case h.Date != "":
			if d, ok := dayOf(year, h.Date); ok {
				out = append(out, holiday{d, h})
			}
		case h.Easter != nil:
			out = append(out, holiday{easter(year) + Date(*h.Easter), h})
		default:
			out = append(out, holiday{nthWeekday(year, time.Month(h.Month), weekdays[h.Weekday], h.Nth), h})
		}
	}
	slices.SortStableFunc(out, func(a, b holiday) int { return int(a.date - b.date) })
	taken := map[Date]bool{}
	for _, h := range out {
		taken[h.date] = true
	}
	for i, h := range out {
		if !h.rule.Substitute || !c.week[h.date.Weekday()] {
			continue
		}
		d := h.date
		for c.week[d.Weekday()] || taken[d] {
			d++
		}
		taken[d] = true
		out[i].date = d
	}
	return out
}

func nthWeekday(year int, month time.Month, w time.Weekday, nth int) Date {
	if nth < 0 {
		last := NewDate(year, month+1, 0)
		return last - Date((last.Weekday()-w+7)%7)
	}
	first := NewDate(year, month, 1)
	return first + Date((w-first.Weekday()+7)%7) + Date(7*(nth-1))
}

// easter returns Easter Sunday of a year by the Gregorian computus (the
// anonymous algorithm, J. Meeus, Astronomical Algorithms, chapter 8).
func easter(year int) Date {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return NewDate(year, time.Month(n/31), n%31+1)
}

// When says in English on which day the holiday is.
func (h *Holiday) When() string {
	var when string
	switch {
	case h.Date != "":
		when = h.Date
	case h.Easter != nil:
		when = fmt.Sprintf("Easter Sunday %+d", *h.Easter)
	case h.Nth < 0:
		when = fmt.Sprintf("last %s of month %d", h.Weekday, h.Month)
	default:
		when = fmt.Sprintf("%s number %d of month %d", h.Weekday, h.Nth, h.Month)
	}
	if h.Substitute {
		when += ", or the next weekday"
	}
	if h.From != 0 {
		when += fmt.Sprintf(", from %d", h.From)
	}
	if h.To != 0 {
		when += fmt.Sprintf(", to %d", h.To)
	}
	return when
}
