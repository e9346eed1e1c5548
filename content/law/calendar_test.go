package law

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func date(t testing.TB, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDate(t *testing.T) {
	for d := NewDate(minYear, 1, 1); d <= NewDate(maxYear, 12, 31); d += 13 {
		again, err := ParseDate(d.String())
		if err != nil || again != d || d.Weekday() != d.Time().Weekday() || DateOf(d.Time()) != d {
			t.Fatalf("%d: %s, %v, %s", d, d, err, d.Weekday())
		}
	}
	for _, bad := range []string{"", "2026-7-3", "2026-02-29", "1989-12-31", "2200-01-01", "2026-07-03T00:00:00Z", "03.07.2026"} {
		if d, err := ParseDate(bad); err == nil {
			t.Errorf("%q is %s", bad, d)
		}
	}
	var d Date
	if err := d.UnmarshalText([]byte("2024-02-29")); err != nil || d.String() != "2024-02-29" {
		t.Error(d, err)
	}
	if err := d.UnmarshalText([]byte("2023-02-29")); err == nil || d.String() != "2024-02-29" {
		t.Error("half-filled after an error:", d, err)
	}
	if err := d.UnmarshalText(nil); err != nil || d != 0 || d.String() != "" {
		t.Error(d, err)
	}
}

func TestAddMonths(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2024-01-31", 1, "2024-02-29"}, {"2023-01-31", 1, "2023-02-28"}, {"2024-02-29", 12, "2025-02-28"},
		{"2026-07-03", 2, "2026-09-03"}, {"2026-12-31", 2, "2027-02-28"}, {"2026-11-30", 3, "2027-02-28"}, {"2026-10-15", 12, "2027-10-15"},
	} {
		if got := date(t, c.from).addMonths(c.n); got.String() != c.want {
			t.Errorf("%s and %d months: %s, want %s", c.from, c.n, got, c.want)
		}
	}
}

// TestEaster: dates as published, the extremes of the calendar among them.
func TestEaster(t *testing.T) {
	for _, s := range []string{"1990-04-15", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2025-04-20", "2026-04-05",
		"2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21", "2038-04-25", "2049-04-18", "2076-04-19", "2160-03-23"} {
		d := date(t, s)
		if got := easter(d.Year()); got != d {
			t.Errorf("Easter of %d: %s, want %s", d.Year(), got, d)
		}
	}
}

// kept lists the days off of a year that are no weekend days, as 01-02.
func kept(k *Calendar, year int) (out []string) {
	for d := NewDate(year, 1, 1); d <= NewDate(year, 12, 31); d++ {
		if !k.Working(d) && !k.week[d.Weekday()] {
			out = append(out, d.String()[5:])
		}
	}
	return out
}

func TestHolidays(t *testing.T) {
	for _, c := range []struct {
		law  string
		year int
		want string
	}{
		{"cz-106-1999", 2024, "01-01 03-29 04-01 05-01 05-08 07-05 10-28 12-24 12-25 12-26"},
		{"cz-106-1999", 2026, "01-01 04-03 04-06 05-01 05-08 07-06 09-28 10-28 11-17 12-24 12-25"},
		{"cz-106-1999", 2028, "04-14 04-17 05-01 05-08 07-05 07-06 09-28 11-17 12-25 12-26"},
		{"hu-infotv", 2016, "01-01 03-15 03-28 05-16 11-01 12-26"},
		{"hu-infotv", 2024, "01-01 03-15 03-29 04-01 05-01 05-20 08-19 08-20 10-23 11-01 12-24 12-25 12-26 12-27"},
		{"hu-infotv", 2025, "01-01 04-18 04-21 05-01 05-02 06-09 08-20 10-23 10-24 12-24 12-25 12-26"},
		{"hu-infotv", 2026, "01-01 01-02 04-03 04-06 05-01 05-25 08-20 08-21 10-23 12-24 12-25"},
		{"hu-infotv", 2029, "01-01 03-15 03-30 04-02 05-01 05-21 08-20 10-23 11-01 12-25 12-26"},
		// Saint Patrick, 12 July, the first Monday of August and Saint Andrew count in all of the United Kingdom.
		{"uk-foia-2000", 2020, "01-01 01-02 03-17 04-10 04-13 05-08 05-25 07-13 08-03 08-31 11-30 12-25 12-28"},
		{"uk-foia-2000", 2022, "01-03 01-04 03-17 04-15 04-18 05-02 06-02 06-03 07-12 08-01 08-29 09-19 11-30 12-26 12-27"},
		{"uk-foia-2000", 2023, "01-02 01-03 03-17 04-07 04-10 05-01 05-08 05-29 07-12 08-07 08-28 11-30 12-25 12-26"},
		{"uk-foia-2000", 2027, "01-01 01-04 03-17 03-26 03-29 05-03 05-31 07-12 08-02 08-30 11-30 12-27 12-28"},
		{"eu-1049-2001", 2026, "01-01 01-02 04-02 04-03 04-06 05-01 05-14 05-15 05-25 07-21 11-02 12-24 12-25 12-28 12-29 12-30 12-31"},
		{"generic", 2026, "01-01"},
	} {
		if got := strings.Join(kept(&load(t, c.law).Calendar, c.year), " "); got != c.want {
			t.Errorf("%s %d:\n%s, want\n%s", c.law, c.year, got, c.want)
		}
	}
}

// TestWorkedSaturdays: the moved working days, and no others.
func TestWorkedSaturdays(t *testing.T) {
	k := &load(t, "hu-infotv").Calendar
	var got []string
	for d := NewDate(2024, 1, 1); d <= NewDate(2030, 12, 31); d++ {
		if k.Working(d) && d.Weekday() == time.Saturday {
			got = append(got, d.String())
		}
	}
	if want := "2024-08-03 2024-12-07 2024-12-14 2025-05-17 2025-10-18 2025-12-13 2026-01-10 2026-08-08 2026-12-12"; strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
	for d, day := range k.off {
		if read := day.Status == StatusRead; read != (d.Year() == 2026) { // of which the decree was read
			t.Errorf("%s: status %s", d, day.Status)
		}
	}
}

// TestNamed: every day off that is no weekend day has a name to explain it by.
func TestNamed(t *testing.T) {
	for _, code := range Codes() {
		k := &load(t, code).Calendar
		for year := 2019; year <= 2031; year++ {
			for _, day := range kept(k, year) {
				d := date(t, NewDate(year, 1, 1).String()[:5]+day)
				if name := k.named(d); name == nil || name["cs"] == "" || name["hu"] == "" || name["en"] == "" {
					t.Errorf("%s: %s is off, but nobody says why", code, d)
				}
			}
		}
		if slices.Contains(kept(k, 2026), "03-10") || k.named(NewDate(2026, 3, 10)) != nil {
			t.Errorf("%s: 10 March 2026 is a holiday", code)
		}
	}
}

// TestLastDay: beyond the table only weekends are known.
func TestBeyondTheTable(t *testing.T) {
	k := &load(t, "cz-106-1999").Calendar
	if firstDay != NewDate(minYear, 1, 1) || lastDay != NewDate(2209, 12, 31) || lastEvent != NewDate(maxYear, 12, 31) {
		t.Errorf("the table is from %s to %s", firstDay, lastDay)
	}
	for d := lastDay + 1; d < lastDay+30; d++ {
		if weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday; k.Working(d) == weekend {
			t.Errorf("%s: working %v", d, k.Working(d))
		}
	}
}

func TestTooFewWorkingDays(t *testing.T) {
	text := source(t, "generic")
	var b strings.Builder
	b.WriteString(text)
	for m := 1; m <= 12; m++ {
		for d := 1; d <= 28; d++ {
			b.WriteString("\n[[calendar.holidays]]\nname = { cs = \"x\", hu = \"x\", en = \"x\" }\nsource = \"x\"\nstatus = \"default\"\ndate = \"" +
				NewDate(2001, time.Month(m), d).String()[5:] + "\"\n")
		}
	}
	if _, err := Parse([]byte(b.String())); err == nil || !strings.Contains(err.Error(), "working days, want at least 100") {
		t.Error(err)
	}
}
