package law

import (
	"fmt"
	"time"
)

// Date is a civil date, without a time or a zone: the number of the day, 1
// being 1 January of the year 1. The zero Date is no date. Dates compare and
// subtract as numbers.
type Date int32

const (
	dateLayout = "2006-01-02"
	unixDay    = 719_163 // 1 January 1970
	daySeconds = 24 * 60 * 60
)

// NewDate returns the date of a year, month and day; an overflowing day or
// month is carried over, as by [time.Date].
func NewDate(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/daySeconds + unixDay)
}

// ParseDate reads a date such as "2026-07-03", from 1990 to 2199.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(dateLayout, s)
	if err != nil || t.Year() < minYear || t.Year() > maxYear {
		return 0, fmt.Errorf("date %q: want a date such as 2026-07-03, from %d to %d", s, minYear, maxYear)
	}
	return NewDate(t.Date()), nil
}

// DateOf returns the civil date of a time in its own zone.
func DateOf(t time.Time) Date { return NewDate(t.Date()) }

// Time is midnight UTC of the date.
func (d Date) Time() time.Time { return time.Unix(int64(d-unixDay)*daySeconds, 0).UTC() }

// Year returns the year of the date.
func (d Date) Year() int { return d.Time().Year() }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday((d%7 + 7) % 7) }

// String is the date as 2026-07-03, empty for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(dateLayout)
}

// MarshalText writes the date as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the date as ParseDate does; an empty text is no date.
func (d *Date) UnmarshalText(raw []byte) error {
	if len(raw) == 0 {
		*d = 0
		return nil
	}
	got, err := ParseDate(string(raw))
	if err == nil {
		*d = got
	}
	return err
}

// addMonths returns the same day n months later, or the last day of a month
// that is too short (Regulation 1182/71 art. 3(2)(c); § 40 odst. 1 písm. a)
// zákona č. 500/2004 Sb.).
func (d Date) addMonths(n int) Date {
	y, m, day := d.Time().Date()
	last := NewDate(y, m+time.Month(n)+1, 0)
	if due := NewDate(y, m+time.Month(n), day); due < last {
		return due
	}
	return last
}
