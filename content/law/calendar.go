package law

import (
	"fmt"
	"strings"
	"time"
)

// Calendar says which days are working days. Weekends come first, then the
// holidays of each year, then single days that are worked or free.
type Calendar struct {
	Basis
	Weekend  []string          `toml:"weekend"`            // such as "saturday"
	KnownTo  int               `toml:"known_to,omitempty"` // the last year whose single days are known; 0: the law has none
	Unknown  map[string]string `toml:"unknown,omitempty"`  // what to check in a later year; "{year}" stands for it
	Holidays []Holiday         `toml:"holidays,omitempty"`
	Days     []Day             `toml:"days,omitempty"`

	table []uint64        // one bit for each day from firstDay: not a working day
	off   map[Date]*Day   // single days by date
	each  map[string]*Day // single days of every year, by "12-31"
	week  [7]bool         // by time.Weekday: a weekend day
}

// Day is a single day ("2026-08-08"), or a day of every year ("08-08"), that is
// worked or free whatever the rules say.
type Day struct {
	Basis
	Name    map[string]string `toml:"name"`
	Date    string            `toml:"date"`
	Working bool              `toml:"working,omitempty"`
}

const (
	firstDay = Date(726_468) // 1 January 1990
	lastDay  = Date(806_820) // 31 December 2209: deadlines run beyond the last date that is read
	monthDay = "01-02"

	lastEvent = Date(803_168) // 31 December of maxYear: the last date that is read
)

// compile works out which days are free. It refuses a calendar whose rules
// contradict themselves.
func (c *Calendar) compile() error {
	c.week, c.off, c.each = [7]bool{}, map[Date]*Day{}, map[string]*Day{}
	for _, name := range c.Weekend {
		w, ok := weekdays[name]
		if !ok || c.week[w] {
			return fmt.Errorf("weekend: %q: want each of monday ... sunday once at most", name)
		}
		c.week[w] = true
	}
	for i := range c.Holidays {
		if err := c.Holidays[i].check(); err != nil {
			return fmt.Errorf("holiday %q: %w", c.Holidays[i].Name["en"], err)
		}
	}
	for i := range c.Days {
		if err := c.compileDay(&c.Days[i]); err != nil {
			return err
		}
	}
	return c.fill()
}

func (c *Calendar) compileDay(d *Day) error {
	if _, err := time.Parse(dateLayout, "2000-"+d.Date); err == nil {
		if c.each[d.Date] != nil {
			return fmt.Errorf("day %q: there twice", d.Date)
		}
		c.each[d.Date] = d
		return nil
	}
	at, err := ParseDate(d.Date)
	if err != nil {
		return fmt.Errorf("day %q: want a date such as 2026-08-08, or 08-08 for every year", d.Date)
	}
	if c.off[at] != nil {
		return fmt.Errorf("day %q: there twice", d.Date)
	}
	c.off[at] = d
	return nil
}

// fill makes the table.
func (c *Calendar) fill() error {
	c.table = make([]uint64, (lastDay-firstDay)/64+1)
	for d := firstDay; d <= lastDay; d++ {
		if c.week[d.Weekday()] {
			c.set(d, true)
		}
	}
	last := lastDay.Year()
	for y := minYear - 1; y <= last; y++ {
		for _, h := range c.holidays(y) {
			c.set(h.date, true)
		}
	}
	for _, day := range c.each {
		for y := minYear; y <= last; y++ {
			if d, ok := dayOf(y, day.Date); ok {
				c.set(d, !day.Working)
			}
		}
	}
	for d, day := range c.off {
		c.set(d, !day.Working)
	}
	d := firstDay
	for y := minYear; y <= last; y++ {
		n := 0
		for end := NewDate(y, time.December, 31); d <= end; d++ {
			if c.Working(d) {
				n++
			}
		}
		if n < minWorkingDays {
			return fmt.Errorf("calendar: %d has %d working days, want at least %d", y, n, minWorkingDays)
		}
	}
	return nil
}

func (c *Calendar) set(d Date, free bool) {
	if d < firstDay || d > lastDay {
		return
	}
	i, bit := (d-firstDay)/64, uint64(1)<<((d-firstDay)%64)
	if free {
		c.table[i] |= bit
	} else {
		c.table[i] &^= bit
	}
}

// Working reports whether d is a working day.
func (c *Calendar) Working(d Date) bool {
	if d < firstDay || d > lastDay {
		return !c.week[d.Weekday()]
	}
	return c.table[(d-firstDay)/64]&(1<<((d-firstDay)%64)) == 0
}

// named returns what is said of d in the calendar, by language: the name of
// its holiday or of the single day; nil for a day like all others.
func (c *Calendar) named(d Date) map[string]string {
	if day := c.off[d]; day != nil {
		return day.Name
	}
	if day := c.each[d.Time().Format(monthDay)]; day != nil {
		return day.Name
	}
	for y := d.Year() - 1; y <= d.Year(); y++ { // a substitute may lie in the next year
		for _, h := range c.holidays(y) {
			if h.date == d {
				return h.rule.Name
			}
		}
	}
	return nil
}

// roll returns d, or the next working day.
func (c *Calendar) roll(d Date) Date {
	for !c.Working(d) {
		d++
	}
	return d
}

// add returns the nth working day after d.
func (c *Calendar) add(d Date, n int) Date {
	for n > 0 {
		d++
		if c.Working(d) {
			n--
		}
	}
	return d
}

// count returns the working days after from, up to and with to.
func (c *Calendar) count(from, to Date) int {
	n := 0
	for d := from + 1; d <= to; d++ {
		if c.Working(d) {
			n++
		}
	}
	return n
}

// unknown says what nobody knows yet about the year of d; empty if all is known.
func (c *Calendar) unknown(d Date, lang string) string {
	if c.KnownTo == 0 || d.Year() <= c.KnownTo {
		return ""
	}
	return strings.ReplaceAll(c.Unknown[lang], "{year}", fmt.Sprint(d.Year()))
}
