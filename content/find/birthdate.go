package find

import "fmt"

var birthLabels = []string{
	"nar.", "narozen(|a|y|i|o|eho|emu|ou|ym|e)", "naroz.", "datum narozeni", "dat. nar.", "dat. narozeni", "den narozeni", "datum nar.", "d. nar.", "datumem narozeni", "data narozeni", "rok narozeni",
	"szul.", "szuletett", "szuletes(|e|i ideje|i ido|i datum|i datuma|enek ideje|i adatok|i adatai|i helye es ideje|i hely es ido|i hely ido)", "szuletesi", "szul. ido", "szul. hely", "szuletesenek", "szuleteskor",
	"narodeny", "narodena", "datum narodenia", "born", "date of birth", "geboren", "geb.", "geburtsdatum",
}

var monthNames = []string{
	"led(en|na|nu|nem)=1", "unor(|a|u|em)=2", "brez(en|na|nu|nem)=3", "dub(en|na|nu|nem)=4", "kvet(en|na|nu|nem)=5", "cerv(en|na|nu|nem)=6", "cerven(ec|ce|ci|cem)=7", "srp(en|na|nu|nem)=8", "zari(|m)=9", "rij(en|na|nu|nem)=10", "listopad(|u|em)=11", "prosin(ec|ce|ci|cem)=12",
	"januar(|i|ban|tol|ig|a)=1", "februar(|i|ban|tol|ig|a)=2", "marcius(|i|ban|tol|ig)=3", "aprilis(|i|ban|tol|ig)=4", "majus(|i|ban|tol|ig)=5", "junius(|i|ban|tol|ig)=6", "julius(|i|ban|tol|ig)=7", "augusztus(|i|ban|tol|ig)=8", "szeptember(|i|ben|tol|ig)=9", "oktober(|i|ben|tol|ig|a)=10", "november(|i|ben|tol|ig)=11", "december(|i|ben|tol|ig)=12",
	"jan.=1", "feb.=2", "febr.=2", "marc.=3", "apr.=4", "maj.=5", "jun.=6", "jul.=7", "aug.=8", "szept.=9", "sept.=9", "okt.=10", "nov.=11", "dec.=12",
	"marca=3", "aprila=4", "maja=5", "juna=6", "jula=7", "augusta=8", "septembra=9", "oktobra=10", "novembra=11", "decembra=12",
	"january=1", "february=2", "march=3", "april=4", "may=5", "june=6", "july=7", "august=8", "september=9", "october=10",
	"januar=1", "februar=2", "marz=3", "mai=5", "juni=6", "juli=7", "dezember=12",
}

// findBirthDates finds dates with a label before or behind them. A date after
// a name without a label is a hint; other dates are none.
func findBirthDates(x *contextText, propose func(proposal)) {
	done := -1
	for _, hit := range x.hits[labelBirth] {
		if d, ok := x.dateNear(hit); ok && d.first > done {
			propose(x.birthDate(d, hit))
			done = d.last
		}
	}
	x.bareDates(propose)
}

// calendarDate is a date in the text.
type calendarDate struct {
	first, last      int // tokens
	year, month, day int
	damaged          bool
	unreal           bool // there is no such day
}

// dateNear looks for a date behind a label, then just before it.
func (x *contextText) dateNear(hit labelHit) (d calendarDate, ok bool) {
	end := x.tokens[hit.last].to
	for i := hit.last + 1; i < len(x.tokens) && i <= hit.last+7 && x.tokens[i].from-end <= maxValue; i++ {
		if d, ok = x.date(i, true); ok {
			return d, true
		}
		if x.plain(i) && i > hit.last+2 && x.byteAt(x.tokens[i].to) != '.' && len(x.word(i)) > 4 {
			break // another number has taken the label
		}
	}
	if d, ok = x.yearAfter(hit); ok {
		return d, true
	}
	for n := 3; n <= 5; n++ { // "1985. majus 5-en szuletett"
		i := hit.first - n
		if i < 0 {
			break
		}
		if d, ok = x.date(i, false); ok && x.tokens[hit.first].from-x.tokens[d.last].to <= 12 {
			return d, true
		}
	}
	return d, false
}

// yearAfter reads a year alone, as in `nar. 1985`.
func (x *contextText) yearAfter(hit labelHit) (d calendarDate, ok bool) {
	for i := hit.last + 1; i <= hit.last+3 && i < len(x.tokens); i++ {
		if len(x.word(i)) == 4 {
			if y := x.number(i); y >= 1900 && y <= 2030 && x.byteAt(x.tokens[i].to) != '/' {
				return calendarDate{first: i, last: i, year: y, damaged: !x.plain(i)}, true
			}
		}
	}
	return d, false
}

// birthDate judges a date by its label.
func (x *contextText) birthDate(d calendarDate, hit labelHit) proposal {
	from, to := x.tokens[d.first].from, x.tokens[d.last].to
	p := proposal{from: from, to: to, kind: TypeBirthDate, ground: groundPersonal, score: 95, group: fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day), reasons: []string{labelReason("a birth", hit.damaged)}}
	if hit.damaged {
		p.score -= 10
	}
	if d.damaged {
		p.score -= 8
		p.reasons = append(p.reasons, "letters were read for digits")
	}
	switch {
	case d.unreal:
		p.score -= 45
		p.reasons = append(p.reasons, "there is no such day: a digit may be read wrongly")
	case d.month == 0:
		p.score = 70
		p.reasons = append(p.reasons, "only a year")
	}
	if far := from - x.tokens[hit.last].to; far > 30 {
		p.score -= 15
		p.reasons = append(p.reasons, "the label stands farther off")
	}
	return p
}

// bareDates proposes dates after a name and a comma, or after `*`.
func (x *contextText) bareDates(propose func(proposal)) {
	for i := range x.tokens {
		if x.kind[x.tokens[i].from]&wasDigit == 0 {
			continue
		}
		gap := string(x.gap(i - 1))
		star := x.sign(x.tokens[i].from, '*', 2)
		name := (gap == ", " || gap == ",\n" || gap == " (" || gap == "\n(") && x.capital(i-1) && x.capital(i-2)
		if !star && !name {
			continue
		}
		d, ok := x.date(i, false)
		if !ok || d.year > 2015 || d.damaged {
			continue
		}
		p := proposal{from: x.tokens[d.first].from, to: x.tokens[d.last].to, kind: TypeBirthDate, ground: groundPersonal, score: 35, group: fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day), reasons: []string{"a date after two capitalised words, without a label"}}
		if star {
			p.score, p.reasons = 70, []string{"a date after the sign for a birth"}
		}
		propose(p)
	}
}

// date reads a date that begins at a token: 12. 4. 1985, 1985. 04. 12.,
// 12. dubna 1985, 1985. április 12-én, 12/IV/1985, 1985-04-12. With a label
// the year may have two digits, the date none but digits, or the day not exist.
func (x *contextText) date(i int, label bool) (d calendarDate, ok bool) {
	if i+2 >= len(x.tokens) {
		if i < len(x.tokens) && label {
			return x.packedDate(i)
		}
		return d, false
	}
	if label {
		if d, ok = x.packedDate(i); ok {
			return d, true
		}
	}
	a := x.number(i)
	if a < 0 || !x.dateGap(i) || !x.dateGap(i+1) {
		return d, false
	}
	d = calendarDate{first: i, last: i + 2, damaged: !x.plain(i)}
	month, named := x.month(i + 1)
	d.month = month
	d.damaged = d.damaged || !named && !x.plain(i+1)
	switch {
	case len(x.word(i)) == 4 && a >= 1880 && a <= 2030:
		d.year = a
		d.day = x.dayWithEnding(i + 2)
	case len(x.word(i)) == 2 && label && a > 31 && x.plain(i) && !named: // 85. 05. 06.
		d.year, d.day = 1900+a, x.dayWithEnding(i+2)
	case len(x.word(i)) <= 2:
		d.day = a
		d.year = x.year(i+2, label)
		d.damaged = d.damaged || !x.plain(i+2)
	default:
		return d, false
	}
	d.unreal = d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31
	return d, d.year > 0 && d.month >= 0 && d.day >= 0 && (!d.unreal || label && d.month < 100)
}

// dateGap tells whether what follows a token may stand inside a date.
func (x *contextText) dateGap(i int) bool {
	gap := x.gap(i)
	if len(gap) == 0 || len(gap) > 4 {
		return false
	}
	signs := 0
	for _, c := range gap {
		switch c {
		case ' ', '\n':
		case '.', '/', '-', ',':
			signs++
		default:
			return false
		}
	}
	return signs <= 2
}

// month reads a month as a number, a name or a Roman number.
func (x *contextText) month(i int) (m int, named bool) {
	if hit, ok := x.labelAt(labelMonth, i); ok {
		return hit.value, true
	}
	for m, roman := range []string{"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"} {
		if x.is(i, roman) && x.kind[x.tokens[i].from]&wasUpper != 0 {
			return m + 1, true
		}
	}
	if len(x.word(i)) > 2 {
		return 0, false
	}
	return x.number(i), false
}

// dayWithEnding reads a day, to which a Hungarian ending may be glued: 12en.
func (x *contextText) dayWithEnding(i int) int {
	w := x.word(i)
	n := 0
	for n < len(w) && w[n] >= '0' && w[n] <= '9' {
		n++
	}
	if n == 0 || n > 2 {
		if len(w) <= 2 {
			return x.number(i)
		}
		return 0
	}
	if n < len(w) {
		switch string(w[n:]) {
		case "en", "an", "on", "i", "ei", "ai", "jen", "ig", "tol", "a", "e":
		default:
			if len(w) == 2 {
				return x.number(i)
			}
			return 0
		}
	}
	day := 0
	for _, c := range w[:n] {
		day = day*10 + int(c-'0')
	}
	return day
}

// year reads a year of four digits, after a label also of two.
func (x *contextText) year(i int, label bool) int {
	y := x.number(i)
	switch n := len(x.word(i)); {
	case n == 4 && y >= 1880 && y <= 2030:
		return y
	case n == 2 && label && y >= 0:
		if y > 26 {
			return 1900 + y
		}
		return 2000 + y
	}
	return 0
}

// packedDate reads 19850412 or 12041985 after a label.
func (x *contextText) packedDate(i int) (d calendarDate, ok bool) {
	if !x.plain(i) || len(x.word(i)) != 8 {
		return d, false
	}
	n := x.number(i)
	for _, d := range []calendarDate{{year: n / 10000, month: n / 100 % 100, day: n % 100}, {year: n % 10000, month: n / 10000 % 100, day: n / 1000000}} {
		if d.year >= 1880 && d.year <= 2030 && d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= 31 {
			d.first, d.last = i, i
			return d, true
		}
	}
	return d, false
}
