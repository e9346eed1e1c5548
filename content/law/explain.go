package law

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Explain says in words how the deadline was counted and how it stands, in cs,
// hu or en (any other language is taken as en), with the paragraphs it rests on.
func (d *Deadline) Explain(lang string) string {
	w := wordsOf(lang)
	t := d.t
	parts := []string{fmt.Sprintf(w.on, t.by.Done[w.lang], dateWords(t.start, w.lang))}
	if t.again {
		parts = append(parts, w.again)
	}
	parts = append(parts, lengthWords(t.days, t.rule.Count, w.lang))
	parts = append(parts, d.changes(w)...)
	cited := []string{t.rule.Paragraph}
	if d.Due != 0 {
		if d.first != d.Due {
			parts = append(parts, d.dayWords(d.first, w))
			cited = append(cited, d.p.Counting.Paragraph)
		} else if d.p.Calendar.week[d.Due.Weekday()] {
			parts = append(parts, fmt.Sprintf(w.worked, dateWords(d.Due, w.lang), w.weekday[d.Due.Weekday()]))
		}
		parts = append(parts, w.due(d.Due))
	}
	text := strings.Join(parts, ", ") + citeAll(cited)
	if s := d.stands(w); s != "" {
		text += "; " + s
	}
	if s := d.p.Calendar.unknown(d.Due, w.lang); s != "" && d.open() {
		text += "; " + s
	}
	return text
}

func (d *Deadline) open() bool { return d.t.closed == 0 && d.Due != 0 }

// changes tells the suspensions and extensions, in the order they came.
func (d *Deadline) changes(w *words) []string {
	type change struct {
		on   Date
		text string
	}
	var all []change
	for _, s := range d.t.pauses {
		text := fmt.Sprintf(w.stopped, dateWords(s.from, w.lang), lengthWords(d.Left, d.t.rule.Count, w.lang))
		if s.to != 0 {
			text = fmt.Sprintf(w.paused, dateWords(s.from, w.lang), dateWords(s.to, w.lang), w.days(int(s.to-s.from)+1))
		}
		all = append(all, change{s.from, text})
	}
	for _, l := range d.t.longer {
		text := fmt.Sprintf(w.longer, l.rule.Done[w.lang], dateWords(l.on, w.lang), lengthWords(l.days, d.t.rule.Count, w.lang))
		all = append(all, change{l.on, text + cite(l.rule.Paragraph)})
	}
	slices.SortStableFunc(all, func(a, b change) int { return int(a.on - b.on) })
	out := make([]string, len(all))
	for i, c := range all {
		out[i] = c.text
	}
	return out
}

// dayWords says why a day is no working day.
func (d *Deadline) dayWords(day Date, w *words) string {
	if name := d.p.Calendar.named(day); name != nil {
		return fmt.Sprintf(w.holiday, dateWords(day, w.lang), name[w.lang])
	}
	return fmt.Sprintf(w.weekend, dateWords(day, w.lang), w.weekday[day.Weekday()])
}

// stands says what became of the deadline; empty while it just runs.
func (d *Deadline) stands(w *words) string {
	on := d.Closed
	switch d.State {
	case Met:
		return fmt.Sprintf(w.met, dateWords(on, w.lang))
	case Late:
		return fmt.Sprintf(w.late, dateWords(on, w.lang), w.days(int(on-d.Due)))
	case Overdue:
		return fmt.Sprintf(w.overdue, w.days(int(d.asOf-d.Due)))
	case Lapsed:
		return w.lapsed
	case Ended:
		return fmt.Sprintf(w.ended, dateWords(on, w.lang), d.t.closedBy.Done[w.lang])
	}
	return ""
}

func citeAll(paragraphs []string) string {
	return cite(strings.Join(slices.DeleteFunc(paragraphs, func(s string) bool { return s == "" }), "; "))
}

// words is one language. The formats take dates and lengths in words.
type words struct {
	lang string

	on      string // what was done, date
	again   string
	longer  string // what was done, date, length
	paused  string // from, to, days
	stopped string // from, what is left
	weekend string // date, weekday
	holiday string // date, name
	worked  string // date, weekday
	met     string // date
	late    string // date, days
	overdue string // days
	lapsed  string
	ended   string // date, what was done

	weekday [7]string // nominative, from Sunday
	dueOn   [7]string // as in "due on ..."; empty: the nominative
	month   [12]string
}

var english = words{
	lang: "en", on: "%s %s", again: "the count starts again", longer: "%s %s by %s", paused: "stopped from %s to %s (%s not counted)",
	stopped: "stopped since %s, %s left", weekend: "%s is a %s", holiday: "%s is not a working day: %s", worked: "%s is a %s that is worked",
	met: "done on %s", late: "done on %s, %s late", overdue: "overdue by %s", lapsed: "over, not used", ended: "no longer runs since %s: %s",
	weekday: [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	month: [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
		"November", "December"},
}

var czech = words{
	lang: "cs", on: "%s %s", again: "lhůta běží znovu od začátku", longer: "%s %s o %s", paused: "přerušeno od %s do %s (nepočítá se: %s)",
	stopped: "přerušeno od %s, zbývá: %s", weekend: "%s je %s", holiday: "%s není pracovní den: %s", worked: "%s je %s, ale pracovní den",
	met: "splněno %s", late: "splněno %s, zpoždění: %s", overdue: "po lhůtě: %s", lapsed: "lhůta uplynula bez využití", ended: "neběží od %s: %s",
	weekday: [7]string{"neděle", "pondělí", "úterý", "středa", "čtvrtek", "pátek", "sobota"},
	dueOn:   [7]string{"v neděli", "v pondělí", "v úterý", "ve středu", "ve čtvrtek", "v pátek", "v sobotu"},
	month: [12]string{"ledna", "února", "března", "dubna", "května", "června", "července", "srpna", "září", "října",
		"listopadu", "prosince"},
}

var hungarian = words{
	lang: "hu", on: "%s: %s", again: "a határidő elölről kezdődik", longer: "%s: %s, hosszabbítás: %s",
	paused: "szünetelt: %s – %s (nem számít bele: %s)", stopped: "szünetel, kezdete: %s, hátravan: %s", weekend: "%s %s", holiday: "%s nem munkanap: %s",
	worked: "%s %s, de munkanap", met: "teljesítve: %s", late: "teljesítve: %s, késés: %s", overdue: "lejárt, késés: %s", lapsed: "a határidő kihasználatlanul letelt",
	ended:   "már nem fut: %s, %s",
	weekday: [7]string{"vasárnap", "hétfő", "kedd", "szerda", "csütörtök", "péntek", "szombat"},
	month: [12]string{"január", "február", "március", "április", "május", "június", "július", "augusztus", "szeptember", "október",
		"november", "december"},
}

func wordsOf(lang string) *words {
	switch lang {
	case "cs":
		return &czech
	case "hu":
		return &hungarian
	}
	return &english
}

func (w *words) due(d Date) string {
	day, date := d.Weekday(), dateWords(d, w.lang)
	switch w.lang {
	case "cs":
		return "konec lhůty " + w.dueOn[day] + " " + date
	case "hu":
		return "a határidő vége: " + date + ", " + w.weekday[day]
	}
	return "due " + w.weekday[day] + " " + date
}

func (w *words) days(n int) string {
	switch w.lang {
	case "cs":
		return czechCount(n, "den", "dny", "dnů")
	case "hu":
		return fmt.Sprintf("%d nap", n)
	}
	return englishCount(n, "day")
}

// dateWords is a date for people: "3 July 2026", "3. července 2026", "2026. július 3.".
func dateWords(d Date, lang string) string {
	y, m, day := d.Time().Date()
	w := wordsOf(lang)
	name := w.month[m-time.January]
	switch w.lang {
	case "cs":
		return fmt.Sprintf("%d. %s %d", day, name, y)
	case "hu":
		return fmt.Sprintf("%d. %s %d.", y, name, day)
	}
	return fmt.Sprintf("%d %s %d", day, name, y)
}

// lengthWords is a number of units for people: "15 calendar days".
func lengthWords(n int, count, lang string) string {
	switch lang {
	case "cs":
		switch count {
		case CountWorking:
			return czechCount(n, "pracovní den", "pracovní dny", "pracovních dnů")
		case CountMonths:
			return czechCount(n, "měsíc", "měsíce", "měsíců")
		}
		return czechCount(n, "kalendářní den", "kalendářní dny", "kalendářních dnů")
	case "hu":
		return fmt.Sprintf("%d %s", n, map[string]string{CountWorking: "munkanap", CountMonths: "hónap", CountCalendar: "naptári nap"}[count])
	}
	switch count {
	case CountWorking:
		return englishCount(n, "working day")
	case CountMonths:
		return englishCount(n, "month")
	}
	return englishCount(n, "calendar day")
}

func czechCount(n int, one, few, many string) string {
	switch {
	case n == 1:
		return "1 " + one
	case n >= 2 && n <= 4:
		return fmt.Sprintf("%d %s", n, few)
	}
	return fmt.Sprintf("%d %s", n, many)
}

func englishCount(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
