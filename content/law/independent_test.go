package law

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// What follows counts deadlines a second time, day by day, with holidays
// written down anew and Easter by another algorithm. It shares nothing with
// the clock but the weekday of a date.

// almanac says which days are off in one law.
type almanac func(t time.Time) bool

func weekend(t time.Time) bool { return t.Weekday() == time.Saturday || t.Weekday() == time.Sunday }

// sunday is Easter Sunday after Oudin (1940), as the US Naval Observatory has it.
func sunday(y int) time.Time {
	c := y / 100
	n := y - 19*(y/19)
	k := (c - 17) / 25
	i := c - c/4 - (c-k)/3 + 19*n + 15
	i -= 30 * (i / 30)
	i -= (i / 28) * (1 - (i/28)*(29/(i+1))*((21-n)/11))
	j := y + y/4 + i + 2 - c + c/4
	j -= 7 * (j / 7)
	l := i - j
	m := 3 + (l+40)/44
	return time.Date(y, time.Month(m), l+28-31*(m/4), 0, 0, 0, 0, time.UTC)
}

func fromEaster(t time.Time, days ...int) bool {
	for _, n := range days {
		if sunday(t.Year()).AddDate(0, 0, n).Equal(t) {
			return true
		}
	}
	return false
}

func anyOf(t time.Time, days ...string) bool { return slices.Contains(days, t.Format("01-02")) }

func czechOff(t time.Time) bool {
	return weekend(t) || fromEaster(t, -2, 1) ||
		anyOf(t, "01-01", "05-01", "05-08", "07-05", "07-06", "09-28", "10-28", "11-17", "12-24", "12-25", "12-26")
}

func hungarianOff(t time.Time) bool {
	switch t.Format(time.DateOnly) {
	case "2024-08-03", "2024-12-07", "2024-12-14", "2025-05-17", "2025-10-18", "2025-12-13", "2026-01-10", "2026-08-08", "2026-12-12":
		return false
	case "2024-08-19", "2024-12-24", "2024-12-27", "2025-05-02", "2025-10-24", "2025-12-24", "2026-01-02", "2026-08-21", "2026-12-24":
		return true
	}
	return weekend(t) || fromEaster(t, 1, 50) || t.Year() >= 2017 && fromEaster(t, -2) ||
		anyOf(t, "01-01", "03-15", "05-01", "08-20", "10-23", "11-01", "12-25", "12-26")
}

func institutionOff(t time.Time) bool {
	return weekend(t) || fromEaster(t, -3, -2, 1, 39, 40, 50) || t.Month() == 12 && t.Day() >= 24 ||
		anyOf(t, "01-01", "01-02", "05-01", "05-09", "07-21", "08-15", "11-01", "11-02")
}

func genericOff(t time.Time) bool { return weekend(t) || anyOf(t, "01-01") }

// britishOff looks backwards: a Monday or Tuesday is off when a holiday fell
// on the weekend before it.
func britishOff(t time.Time) bool {
	switch t.Format(time.DateOnly) {
	case "2020-05-04", "2022-05-30":
		return false
	case "2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08":
		return true
	}
	if weekend(t) || fromEaster(t, -2, 1) {
		return true
	}
	if fixed := []string{"01-01", "01-02", "03-17", "07-12", "11-30", "12-25", "12-26"}; anyOf(t, fixed...) {
		return true
	} else if before := func(n int) bool { return anyOf(t.AddDate(0, 0, -n), fixed...) }; t.Weekday() == time.Monday && (before(1) || before(2)) {
		return true // of Saturday or Sunday
	} else if t.Weekday() == time.Tuesday && (before(2) && before(3) || before(2) && before(1)) {
		return true // of Sunday, where Monday is taken by Saturday's or is a holiday itself
	}
	if t.Weekday() != time.Monday {
		return false
	}
	inMonth := func(days int) bool { return t.AddDate(0, 0, days).Month() == t.Month() }
	return t.Month() == time.May && (!inMonth(-7) || !inMonth(7)) || t.Month() == time.August && (!inMonth(-7) || !inMonth(7))
}

var almanacs = map[string]almanac{
	"cz-106-1999": czechOff, "hu-infotv": hungarianOff, "eu-1049-2001": institutionOff, "uk-foia-2000": britishOff, "generic": genericOff,
}

func TestAlmanacs(t *testing.T) {
	for _, code := range Codes() {
		k := &load(t, code).Calendar
		for d := NewDate(2000, 1, 1); d <= NewDate(2060, 12, 31); d++ {
			if code == "uk-foia-2000" && d.Year() < 2007 {
				continue // Saint Andrew's Day is a holiday since
			}
			if k.Working(d) == almanacs[code](d.Time()) {
				t.Fatalf("%s: %s %s: working %v", code, d, d.Weekday(), k.Working(d))
			}
		}
	}
}

// story is a random case: its events, and what the second count needs of them.
type story struct {
	start          time.Time
	total          int
	pauses         [][2]time.Time // zero end: it lasts
	working        bool
	tellRestart    bool
	extendRefused  bool
	extendExpected bool
}

func (s *story) paused(t time.Time) bool {
	for _, p := range s.pauses {
		if !t.Before(p[0]) && (p[1].IsZero() || !t.After(p[1])) {
			return true
		}
	}
	return false
}

// due counts day by day; zero: the deadline is suspended.
func (s *story) due(off almanac) (due time.Time) {
	day := s.start
	for n, tries := 0, 0; n < s.total; {
		if tries++; tries > 2000 {
			return time.Time{}
		}
		if day = day.AddDate(0, 0, 1); !s.paused(day) && !(s.working && off(day)) {
			n++
		}
	}
	for off(day) {
		day = day.AddDate(0, 0, 1)
	}
	return day
}

// TestIndependentCount compares the clock with the second count on random
// cases of every law: particulars, fees, extensions, in any order of days.
func TestIndependentCount(t *testing.T) {
	const cases = 100_000
	r := rand.New(rand.NewPCG(106, 1999))
	codes := Codes()
	profiles := map[string]*Profile{}
	for _, code := range codes {
		profiles[code] = load(t, code)
	}
	seen := map[string]int{}
	for i := range cases {
		code := codes[i%len(codes)]
		p := profiles[code]
		history, s := randomCase(t, r, p, almanacs[code])
		asOf := history[len(history)-1].Date
		d := last(t, p, history, asOf, "answer")
		want := s.due(almanacs[code])
		if want.IsZero() != (d.Due == 0) || !want.IsZero() && d.Due.Time() != want {
			t.Fatalf("%s %+v: due %s, counted day by day %s", code, history, d.Due, want)
		}
		if s.extendRefused != s.extendExpected {
			t.Fatalf("%s %+v: extension refused %v, want %v", code, history, s.extendRefused, s.extendExpected)
		}
		if d.Due != 0 && (almanacs[code](d.Due.Time()) || d.Due < d.Start+Date(s.total)) {
			t.Fatalf("%s %+v: due %s, a day off or too early", code, history, d.Due)
		}
		seen[fmt.Sprintf("pauses %d", len(s.pauses))]++
		seen[fmt.Sprintf("refused %v", s.extendRefused)]++
		seen[fmt.Sprintf("suspended %v", d.Due == 0)]++
		seen[fmt.Sprintf("restarted %v", s.tellRestart)]++
	}
	for _, kind := range []string{"pauses 0", "pauses 1", "pauses 2", "refused true", "refused false", "suspended true", "suspended false", "restarted true"} {
		if seen[kind] < cases/200 {
			t.Errorf("%s: %d of %d cases, want more", kind, seen[kind], cases)
		}
	}
}

func randomCase(t *testing.T, r *rand.Rand, p *Profile, off almanac) ([]Event, *story) {
	rule := p.Deadline("answer")
	s := &story{total: rule.Days, working: rule.Count == CountWorking}
	at := NewDate(2015, 1, 1) + Date(r.IntN(25*365))
	s.start = at.Time()
	history := []Event{{Code: "receive", Date: at}}
	add := func(code string, days int) bool {
		e := Event{Code: code, Date: at, Days: days}
		fill(p, p.Event(code), &e)
		if _, err := p.Apply(history, e); err != nil {
			return false
		}
		history = append(history, e)
		return true
	}
	if r.IntN(5) == 0 {
		at += Date(r.IntN(20))
		add("request-particulars", 0)
		at += Date(r.IntN(40))
		if !add("complete", 0) {
			t.Fatalf("%s: %+v cannot be completed", p.Code, history)
		}
		s.start, s.tellRestart = at.Time(), true
	}
	for range r.IntN(3) {
		if p.Event("suspend") == nil {
			break
		}
		at += Date(r.IntN(12))
		if !add("suspend", 0) {
			t.Fatalf("%s: %+v cannot be suspended", p.Code, history)
		}
		s.pauses = append(s.pauses, [2]time.Time{at.Time()})
		if r.IntN(6) == 0 {
			return history, s
		}
		at += Date(r.IntN(40))
		if !add("resume", 0) {
			t.Fatalf("%s: %+v cannot be resumed", p.Code, history)
		}
		s.pauses[len(s.pauses)-1][1] = at.Time()
	}
	if r.IntN(2) == 0 {
		at += Date(r.IntN(25))
		n := 1 + r.IntN(p.Event("extend").Days)
		s.extendExpected = at.Time().After(s.due(off))
		if s.extendRefused = !add("extend", n); !s.extendRefused {
			s.total += n
		}
	}
	return history, s
}

// TestMonths counts deadlines in months a second time.
func TestMonths(t *testing.T) {
	r := rand.New(rand.NewPCG(50, 4))
	for range 20_000 {
		d := NewDate(2015, 1, 1) + Date(r.IntN(25*365))
		n := 1 + r.IntN(24)
		y, m, day := d.Time().Date()
		want := time.Date(y, m, 1, 0, 0, 0, 0, time.UTC).AddDate(0, n, 0)
		for month := want.Month(); ; want = want.AddDate(0, 0, 1) {
			if want.Day() == day || want.AddDate(0, 0, 1).Month() != month {
				break
			}
		}
		if got := d.addMonths(n); got.Time() != want {
			t.Fatalf("%s and %d months: %s, want %s", d, n, got, want)
		}
	}
}
