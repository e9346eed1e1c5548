package content

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/akta-foi/akta/content/law"
)

// property is a content line of RFC 5545, 3.1.
type property struct{ name, params, value string }

// parseICal is a second reading of RFC 5545: lines end with CRLF and have at most
// 75 octets (3.1), each of them whole UTF-8; components nest; each event has a UID
// of its own, DTSTAMP and DTSTART (3.6.1), and each property at most once.
func parseICal(raw []byte) (calendar []property, events []map[string]property, err error) {
	text := string(raw)
	if !strings.HasSuffix(text, "\r\n") {
		return nil, nil, fmt.Errorf("no CRLF at the end")
	}
	var lines []string
	for _, l := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		switch {
		case len(l) > 75 || l == "" || !utf8.ValidString(l) || strings.ContainsAny(l, "\r\n"):
			return nil, nil, fmt.Errorf("line %q: %d octets", l, len(l))
		case l[0] == ' ' || l[0] == '\t':
			if len(lines) == 0 {
				return nil, nil, fmt.Errorf("begins with a folded line")
			}
			lines[len(lines)-1] += l[1:]
		default:
			lines = append(lines, l)
		}
	}
	head := regexp.MustCompile(`^([A-Z-]+)((?:;[A-Z-]+=[A-Za-z0-9-]+)*):(.*)$`)
	var stack []string
	uids := map[string]bool{}
	for _, l := range lines {
		m := head.FindStringSubmatch(l)
		if m == nil {
			return nil, nil, fmt.Errorf("line %q: no content line", l)
		}
		p := property{m[1], m[2], m[3]}
		switch {
		case p.name == "BEGIN":
			if len(stack) == 0 && p.value != "VCALENDAR" || len(stack) == 1 && p.value != "VEVENT" || len(stack) > 1 {
				return nil, nil, fmt.Errorf("%s in %q", l, stack)
			}
			if stack = append(stack, p.value); p.value == "VEVENT" {
				events = append(events, map[string]property{})
			}
		case p.name == "END":
			if len(stack) == 0 || stack[len(stack)-1] != p.value {
				return nil, nil, fmt.Errorf("%s in %q", l, stack)
			}
			if stack = stack[:len(stack)-1]; p.value == "VEVENT" {
				e := events[len(events)-1]
				for _, need := range []string{"UID", "DTSTAMP", "DTSTART", "SUMMARY"} {
					if e[need].value == "" {
						return nil, nil, fmt.Errorf("event %v: no %s", e, need)
					}
				}
				if uids[e["UID"].value] {
					return nil, nil, fmt.Errorf("UID %q twice", e["UID"].value)
				}
				uids[e["UID"].value] = true
			}
		case len(stack) == 2:
			e := events[len(events)-1]
			if _, twice := e[p.name]; twice {
				return nil, nil, fmt.Errorf("%s twice", p.name)
			}
			e[p.name] = p
		case len(stack) == 1:
			calendar = append(calendar, p)
		default:
			return nil, nil, fmt.Errorf("%q outside of a calendar", l)
		}
	}
	if len(stack) > 0 {
		return nil, nil, fmt.Errorf("%q has no end", stack)
	}
	return calendar, events, nil
}

// unescapeICal reads a TEXT value (3.3.11).
func unescapeICal(s string) (string, error) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == ',' || s[i] == ';':
			return "", fmt.Errorf("%q: a separator at %d", s, i)
		case s[i] != '\\':
			b.WriteByte(s[i])
		default:
			if i++; i == len(s) || !strings.ContainsRune(`\;,nN`, rune(s[i])) {
				return "", fmt.Errorf("%q: ends with a backslash, or a wrong escape", s)
			}
			if s[i] == 'n' || s[i] == 'N' {
				b.WriteByte('\n')
			} else {
				b.WriteByte(s[i])
			}
		}
	}
	return b.String(), nil
}

// TestICalendar: a calendar says what the list says, and is the same each time.
func TestICalendar(t *testing.T) {
	o := plainOffice(t, "cz-106-1999")
	o.Settings.Authority = "Obec Lhotka; pod Horou, kraj"
	e := entryOf(t, o.Law, []law.Event{{Code: receive, Date: day(t, "2026-03-02")}})
	e.Case.Title = `Oprava; cesty \ mostu, "n" ` + strings.Repeat("žluťoučký kůň ", 20) + "🌉"
	e.Case.Requester = Requester{Name: "Bohumil Zkušební"}
	e.Case.Events[0].Reason, e.Case.Events[0].Actor = "důvod s Bohumilem Zkušebním", "Vymyšlená úřednice"
	e.ReviewBy, e.Newest, e.Releases = "2026-11-30", "r1", 1
	on := day(t, "2026-03-05")
	due, err := o.DueList([]IndexEntry{e}, DueOptions{Date: on, Days: -1, Language: "cs"})
	if err != nil || len(due) != 4 { // first steps, answer, review, report
		t.Fatalf("%v, %+v", err, due)
	}
	raw := o.ICalendar(due, on)
	if !bytes.Equal(raw, o.ICalendar(due, on)) {
		t.Error("not the same twice")
	}
	for _, s := range []string{"Bohumil", "Zkušební", "úřednice", "důvod"} {
		if bytes.Contains(bytes.ReplaceAll(raw, []byte("\r\n "), nil), []byte(s)) {
			t.Errorf("the calendar holds %q", s)
		}
	}
	calendar, events, err := parseICal(raw)
	if err != nil || len(events) != len(due) {
		t.Fatalf("%v, %d events", err, len(events))
	}
	if s := fmt.Sprint(calendar); !strings.Contains(s, "{VERSION  2.0}") || !strings.Contains(s, "{PRODID ") || !strings.Contains(s, `Obec Lhotka\; pod Horou\, kraj`) {
		t.Errorf("calendar %s", s)
	}
	for i, x := range events {
		d := due[i]
		for name, want := range map[string]property{
			"UID": {"UID", "", d.Key + "@lhotka.example"}, "DTSTAMP": {"DTSTAMP", "", "20260305T000000Z"},
			"DTSTART": {"DTSTART", ";VALUE=DATE", strings.ReplaceAll(d.Date.String(), "-", "")},
			"DTEND":   {"DTEND", ";VALUE=DATE", strings.ReplaceAll((d.Date + 1).String(), "-", "")},
		} {
			if x[name] != want {
				t.Errorf("%d: %v, want %v", i, x[name], want)
			}
		}
		summary, err := unescapeICal(x["SUMMARY"].value)
		if err != nil || !strings.Contains(summary, d.What) || d.Case != "" && !strings.HasSuffix(summary, " – "+e.Case.Title) {
			t.Errorf("%d: %v, %q", i, err, summary)
		}
		if about, err := unescapeICal(x["DESCRIPTION"].value); err != nil || about != d.Why+"\n"+d.Command {
			t.Errorf("%d: %v, %q", i, err, about)
		}
	}
	if _, events, err := parseICal(o.ICalendar(nil, on)); err != nil || len(events) != 0 {
		t.Errorf("an empty one: %v, %d events", err, len(events))
	}
}

// TestICalendarStable: a deadline that is extended keeps its UID, so that it
// moves in the calendar.
func TestICalendarStable(t *testing.T) {
	o := plainOffice(t, "cz-106-1999")
	history := []law.Event{{Code: receive, Date: day(t, "2026-03-02")}}
	find := func() Due {
		list, err := o.DueList([]IndexEntry{entryOf(t, o.Law, history)}, DueOptions{Date: day(t, "2026-03-12"), Days: -1, Language: "cs"})
		if err != nil || list[0].Kind != "answer" {
			t.Fatalf("%v, %+v", err, list)
		}
		return list[0]
	}
	before := find()
	history = append(history, law.Event{Code: "extend", Date: day(t, "2026-03-10"), Grounds: []string{o.Law.Extensions[0].Code}})
	if after := find(); after.Key != before.Key || after.Date <= before.Date {
		t.Errorf("%+v, then %+v", before, after)
	}
}

// FuzzICalText: any text is read back from a folded line as it was.
func FuzzICalText(f *testing.F) {
	for _, s := range []string{"", "a;b,c\\d\ne", strings.Repeat("ž", 100), strings.Repeat("🌉", 40), "\\", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.ContainsAny(s, "\r") {
			t.Skip("no title has one")
		}
		var b strings.Builder
		foldICal(&b, "SUMMARY:"+icalText(s))
		for _, l := range strings.Split(strings.TrimSuffix(b.String(), "\r\n"), "\r\n") {
			if len(l) > 75 || !utf8.ValidString(l) {
				t.Errorf("line %q", l)
			}
		}
		unfolded := strings.TrimSuffix(strings.ReplaceAll(b.String(), "\r\n ", ""), "\r\n")
		if got, err := unescapeICal(strings.TrimPrefix(unfolded, "SUMMARY:")); err != nil || got != strings.ToValidUTF8(s, "\ufffd") {
			t.Errorf("%q, %v, want %q", got, err, s)
		}
	})
}
