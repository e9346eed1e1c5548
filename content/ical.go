package content

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/akta-foi/akta/content/law"
)

// Who has to act, for people.
var whoText = map[string]dueText{
	law.WhoOffice:    {"cs": "úřad", "hu": "hivatal", "en": "office"},
	law.WhoRequester: {"cs": "žadatel", "hu": "igénylő", "en": "requester"},
	law.WhoReviewer:  {"cs": "nadřízený orgán nebo soud", "hu": "felülvizsgáló szerv vagy bíróság", "en": "reviewing body"},
}

var possible = dueText{"cs": "lze do tohoto dne", "hu": "eddig a napig lehetséges", "en": "possible until then"}

var calendarName = dueText{"cs": "Lhůty: %s", "hu": "Határidők: %s", "en": "Deadlines: %s"}

// maxICalLine is how many bytes a line of a calendar has at most, without its
// end (RFC 5545, 3.1).
const maxICalLine = 75

// ICalendar writes what is due as a calendar (RFC 5545): for each an event of a
// whole day, in the office's language, without an alarm, and not blocking the day.
// Events, because Outlook and the calendars on the web drop tasks (VTODO) of a
// calendar that they subscribe to or import. The UID of an event follows from
// the case and the deadline, so that one that moves moves in the calendar. DTSTAMP
// is the day from which was counted: the same day and the same cases give the same
// bytes. It holds the titles, which are public, and nothing of who asked.
func (o *Office) ICalendar(due []Due, on law.Date) []byte {
	var b strings.Builder
	line := func(name, value string) { foldICal(&b, name+":"+value) }
	text := func(name, value string) { line(name, icalText(value)) }
	lang := o.Settings.Language
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//akta//due//EN")
	line("CALSCALE", "GREGORIAN")
	text("X-WR-CALNAME", fmt.Sprintf(calendarName.in(lang), o.Settings.Authority))
	for i := range due {
		d := &due[i]
		line("BEGIN", "VEVENT")
		text("UID", d.Key+"@"+o.Settings.Domain)
		line("DTSTAMP", icalDate(on)+"T000000Z")
		line("DTSTART;VALUE=DATE", icalDate(d.Date))
		line("DTEND;VALUE=DATE", icalDate(d.Date+1)) // not part of it (3.6.1)
		text("SUMMARY", d.summary(lang))
		text("DESCRIPTION", strings.TrimSpace(d.Why+"\n"+d.Command))
		text("CATEGORIES", d.Status)
		line("TRANSP", "TRANSPARENT")
		line("END", "VEVENT")
	}
	line("END", "VCALENDAR")
	return []byte(b.String())
}

// summary is a line about what is due: "2026-001: the answer – E-mail outage".
func (d *Due) summary(lang string) string {
	s := d.What
	if d.Case != "" {
		s = d.Case + ": " + s
	}
	if d.Who != law.WhoOffice {
		s += " (" + whoText[d.Who].in(lang) + ")"
	}
	if d.Status == DueMay {
		s += ", " + possible.in(lang)
	}
	if d.Title != "" {
		s += " – " + d.Title
	}
	return s
}

func icalDate(d law.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// icalText is a text as a value has it (3.3.11).
func icalText(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(strings.ToValidUTF8(s, "\ufffd"))
}

// foldICal writes a line, folded where it is too long, between characters.
func foldICal(b *strings.Builder, s string) {
	most := maxICalLine
	for len(s) > most {
		n := most
		for !utf8.RuneStart(s[n]) {
			n--
		}
		b.WriteString(s[:n] + "\r\n ")
		s, most = s[n:], maxICalLine-1 // the space counts
	}
	b.WriteString(s + "\r\n")
}
