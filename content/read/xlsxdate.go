package read

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// maxSerial is the last day programs know, 9999-12-31.
const maxSerial = 2_958_466

// leapDay1900 is a day that never was: the first spreadsheets took 1900 for a
// leap year, and all later ones keep their dates (ECMA-376 part 1, 18.17.4.1).
const leapDay1900 = 60

// serialDate turns a number of days into a date and time.
func serialDate(v float64, from1904 bool, fraction time.Duration) (t time.Time, leap, ok bool) {
	if !(v >= 0) || v >= maxSerial {
		return time.Time{}, false, false
	}
	days := math.Floor(v)
	inDay := time.Duration(math.Round((v-days)*float64(24*time.Hour)/float64(fraction))) * fraction
	base := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		base = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	case days < leapDay1900:
		base = base.AddDate(0, 0, 1)
	}
	return base.AddDate(0, 0, int(days)).Add(inDay), !from1904 && days == leapDay1900, true
}

// dateText renders a date or time.
func (s *formatSection) dateText(v float64, book *xlsxBook) (string, bool) {
	fraction := s.fraction()
	t, leap, ok := serialDate(v, book.from1904, fraction)
	if !ok {
		return "", false
	}
	language := s.language
	if language == "" {
		language = book.language
	}
	d := dateWriter{s: s, t: t, leap: leap, value: v, language: language, step: fraction}
	for i, tok := range s.tokens {
		d.write(i, tok)
	}
	return d.out.String(), true
}

// fraction is the smallest unit a section shows: seconds or parts of them.
func (s *formatSection) fraction() time.Duration {
	step := time.Second
	for i, t := range s.tokens {
		if i > 0 && t.kind == formatDigit && t.text == "0" && step > time.Millisecond && s.afterPoint(i) {
			step /= 10
		}
	}
	return step
}

// afterPoint tells of a digit that follows the decimal point of seconds.
func (s *formatSection) afterPoint(i int) bool {
	for i--; i >= 0 && s.tokens[i].kind == formatDigit; i-- {
	}
	return i >= 0 && s.tokens[i].kind == formatPoint
}

// dateWriter writes the tokens of one date.
type dateWriter struct {
	s        *formatSection
	t        time.Time
	leap     bool
	value    float64
	language string
	step     time.Duration
	out      strings.Builder
}

func (d *dateWriter) write(i int, tok formatToken) {
	switch tok.kind {
	case formatDate:
		d.out.WriteString(d.field(i, tok.text))
	case formatPoint:
		if i+1 < len(d.s.tokens) && d.s.tokens[i+1].kind == formatDigit {
			ms := fmt.Sprintf("%03d", d.t.Nanosecond()/int(time.Millisecond))
			digits := 0
			for k := i + 1; k < len(d.s.tokens) && d.s.tokens[k].kind == formatDigit; k++ {
				digits++
			}
			d.out.WriteString(decimalComma + ms[:min(digits, 3)])
			return
		}
		d.out.WriteString(".")
	case formatComma, formatText:
		d.out.WriteString(tok.text)
	}
}

// field writes one run of y, m, d, h or s.
func (d *dateWriter) field(i int, run string) string {
	two := func(n, width int) string {
		if width > 1 {
			return fmt.Sprintf("%02d", n)
		}
		return strconv.Itoa(n)
	}
	day, month, year := d.t.Day(), d.t.Month(), d.t.Year()
	if d.leap {
		day, month, year = 29, time.February, 1900
	}
	if run[0] == '[' {
		return d.elapsed(run)
	}
	switch run[0] {
	case 'A':
		return map[bool]string{true: "PM", false: "AM"}[d.t.Hour() >= 12]
	case 'y':
		if len(run) <= 2 {
			return two(year%100, 2)
		}
		return strconv.Itoa(year)
	case 'd':
		if len(run) >= 3 {
			return weekday(d.t.Weekday(), d.language, len(run) == 3)
		}
		return two(day, len(run))
	case 'h':
		hour := d.t.Hour()
		if d.twelve() {
			hour = (hour+11)%12 + 1
		}
		return two(hour, len(run))
	case 's':
		return two(d.t.Second(), len(run))
	}
	switch {
	case d.minutes(i, run):
		return two(d.t.Minute(), len(run))
	case len(run) >= 3:
		return monthName(month, d.language, len(run), d.hasDay())
	}
	return two(int(month), len(run))
}

// elapsed writes [h], [mm] or [ss]: all of them, beyond a day.
func (d *dateWriter) elapsed(run string) string {
	all := time.Duration(math.Round(d.value*float64(24*time.Hour/d.step))) * d.step
	n := all.Hours()
	switch run[1] {
	case 'm':
		n = all.Minutes()
	case 's':
		n = all.Seconds()
	}
	return fmt.Sprintf("%0*d", len(run)-2, int64(n))
}

// minutes tells minutes from months: they follow hours or come before seconds.
func (d *dateWriter) minutes(i int, run string) bool {
	if run[0] != 'm' || len(run) > 2 {
		return false
	}
	beside := func(step int, wanted byte) bool {
		for k := i + step; k >= 0 && k < len(d.s.tokens); k += step {
			if t := d.s.tokens[k]; t.kind == formatDate && t.text != "AM/PM" {
				return strings.TrimPrefix(t.text, "[")[0] == wanted
			}
		}
		return false
	}
	return beside(-1, 'h') || beside(1, 's')
}

func (d *dateWriter) twelve() bool {
	for _, t := range d.s.tokens {
		if t.text == "AM/PM" && t.kind == formatDate {
			return true
		}
	}
	return false
}

func (d *dateWriter) hasDay() bool {
	for _, t := range d.s.tokens {
		if t.kind == formatDate && (t.text == "d" || t.text == "dd") {
			return true
		}
	}
	return false
}
