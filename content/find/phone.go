package find

import "strings"

var (
	phoneLabels = []string{"tel", "tel. č.", "telefon", "telefonní číslo", "telefonu", "mobil", "mob.", "mobilní telefon", "fax", "GSM", "volejte", "kontakt", "telefonszám",
		"telefonszáma", "mobiltelefon", "mobilszám", "phone", "hívható", "SMS", "pohotovost", "ügyelet"}
	amountUnits = []string{"kc", "czk", "eur", "ft", "huf", "forint", "korun", "tis", "mil", "usd", "m2", "m3", "km", "kg", "ks", "db", "kwh", ",-", ",--", "%", "€"}
)

// findPhones finds phone numbers: Czech and Slovak ones of nine digits, with or
// without +420 or +421; Hungarian ones after +36 or 06; any other after a plus.
func findPhones(_ *caseText, t *text, emit func(Finding)) {
	for n := range t.numbers(8, 15) {
		if n.glued(phoneLabels) || len(n.groups) > 8 || strings.HasPrefix(n.layout, "4.2.2") || n.layout == "4.2" {
			continue
		}
		plus := n.plus()
		d := string(n.digits)
		switch {
		case plus || strings.HasPrefix(d, "00"):
			n.foreignPhone(strings.TrimPrefix(d, "00"), plus, emit)
		case len(d) == 12 && (strings.HasPrefix(d, "420") || strings.HasPrefix(d, "421")):
			n.nationalPhone(d[3:], 30, "its country is written before it", emit)
		case (len(d) == 10 || len(d) == 11) && strings.HasPrefix(d, "06"):
			n.hungarianPhone(d[2:], 32, emit)
		case (len(d) == 10 || len(d) == 11) && strings.HasPrefix(d, "36"):
			n.hungarianPhone(d[2:], 14, emit)
		case len(d) == 13 && t.Recognised && (strings.HasPrefix(d[1:], "420") || strings.HasPrefix(d[1:], "421")) && plusRead(d[0]):
			n.nationalPhone(d[4:], 20, "its country is written before it, the plus read as a digit", emit)
		case (len(d) == 11 || len(d) == 12) && t.Recognised && strings.HasPrefix(d[1:], "36") && plusRead(d[0]):
			n.hungarianPhone(d[3:], 10, emit)
		case len(d) == 9:
			n.nationalPhone(d, 10, "", emit)
		case len(d) == 8:
			n.hungarianPhone(d, 0, emit)
		}
	}
}

// plusRead tells whether a digit is one that a plus is read for.
func plusRead(c byte) bool { return c == '1' || c == '4' || c == '7' }

// plus tells whether a plus stands before the number, perhaps in brackets or
// with a blank.
func (n *number) plus() bool {
	at := n.from
	for at > 0 && n.from-at < 2 && (n.text.plain[at-1] == ' ' || n.text.plain[at-1] == '(') {
		at--
	}
	return at > 0 && n.text.plain[at-1] == '+'
}

// foreignPhone looks at a number with its country.
func (n *number) foreignPhone(d string, plus bool, emit func(Finding)) {
	score := 25
	if plus {
		score = 45
	}
	switch {
	case strings.HasPrefix(d, "420") && len(d) == 12, strings.HasPrefix(d, "421") && len(d) == 12:
		n.nationalPhone(d[3:], score, "its country is written before it", emit)
	case strings.HasPrefix(d, "36") && (len(d) == 10 || len(d) == 11):
		n.hungarianPhone(d[2:], score, emit)
	case plus && len(d) >= 8 && !strings.HasPrefix(d, "0"):
		if strings.HasPrefix(d, "420") || strings.HasPrefix(d, "421") || strings.HasPrefix(d, "36") || n.right == ' ' || n.right == '-' {
			score -= 20 // too long or too short for it, or not its end
		}
		n.phone(d, score, "a plus stands before it", emit)
	}
}

// nationalPhone looks at nine digits: mobile numbers begin with 60, 70 or 72 to
// 79 (Slovak ones with 90 to 95), others with 2 to 5.
func (n *number) nationalPhone(d string, score int, reason string, emit func(Finding)) {
	two := value([]byte(d[:2]))
	mobile := two == 60 || two == 70 || two >= 72 && two <= 79
	threes := strings.HasSuffix(n.layout, "3 3 3") || strings.HasSuffix(n.layout, "3-3-3") || strings.HasSuffix(n.layout, "3.3.3") || strings.HasSuffix(n.layout, "3/3-3") || strings.HasSuffix(n.layout, "3/6") ||
		n.text.Recognised && (strings.HasSuffix(n.layout, "3.3 3") || strings.HasSuffix(n.layout, "3 3.3") || strings.HasSuffix(n.layout, "3-3 3") || strings.HasSuffix(n.layout, "3 3-3"))
	landline := two >= 20 && two <= 59 || two >= 90 && two <= 95
	switch {
	case mobile:
		score += 24
	case landline:
		score += 10
	default:
		score -= 5
	}
	if threes {
		score += 16
	} else if len(n.groups) > 5 {
		score -= 10
	}
	if !mobile && !landline && reason == "" {
		reason = "no such numbers are in use"
	}
	if reason == "" {
		reason = "as long as a landline number"
		if mobile {
			reason = "as long as a mobile number, and begins like one"
		}
	}
	if mobile && n.text.Recognised && len(n.groups) == 1 {
		score += 6 // its label is often lost there
	}
	if n.text.Language == "hu" && len(n.digits) == 9 {
		score -= 20 // of a neighbour's
	}
	n.phone(d, score, reason, emit)
}

// hungarianPhone looks at what follows +36 or 06: 1 and seven digits, an area
// and six, or a mobile network and seven.
func (n *number) hungarianPhone(d string, score int, emit func(Finding)) {
	area := value([]byte(d[:2]))
	mobile := area == 20 || area == 21 || area == 30 || area == 31 || area == 50 || area == 70
	valid := d[0] == '1' && len(d) == 8 || mobile && len(d) == 9 || !mobile && len(d) == 8 && hungarianArea(area)
	reason := "as long as a Hungarian number, and begins like one"
	if !valid {
		score, reason = score-15, "no Hungarian number is so long or begins so"
	} else {
		score += 18
	}
	if len(n.groups) > 2 && len(n.groups) <= 5 && valid {
		score += 8
	}
	n.phone(d, score, reason, emit)
}

// hungarianArea tells whether an area has this code.
func hungarianArea(a int) bool {
	switch a {
	case 22, 23, 24, 25, 26, 27, 28, 29, 32, 33, 34, 35, 36, 37, 42, 44, 45, 46, 47, 48, 49, 52, 53, 54, 56, 57, 59, 62, 63, 66, 68, 69,
		72, 73, 74, 75, 76, 77, 78, 79, 80, 82, 83, 84, 85, 87, 88, 89, 90, 92, 93, 94, 95, 96, 99:
		return true
	}
	return false
}

// phone makes the finding of a number with this score.
func (n *number) phone(d string, score int, reason string, emit func(Finding)) {
	e := n.evidence(score, reason)
	if e.labels(phoneLabels); !e.label && score < hint+10 && !n.reachable() {
		return
	}
	if !e.label && n.reachable() {
		e.label = true
		e.add(labelled, "words beside it say that somebody is reached there")
	}
	if n.amount() {
		e.add(-35, "a unit or a currency follows")
	}
	if len(n.groups) > 1 && n.layout != "" && strings.Contains(n.layout, "\n") && !e.label {
		e.add(-10, "a line ends in it")
	}
	if e.label {
		e.add(10, "")
	}
	e.reading().emit(emit, TypePhone, d, groundPersonal)
}

// reachable tells whether "na čísle" or the like stands just before the number,
// or "számon érhető el" behind it: exactly, since a file has a number, too.
func (n *number) reachable() bool {
	before := n.text.folded[max(0, n.from-14):n.from]
	for _, words := range []string{" na cisle ", " na cislo ", " cislo je ", "a szama: ", "a szama : "} {
		if strings.HasSuffix(strings.ReplaceAll(before, "\n", " "), words) {
			return true
		}
	}
	rest := strings.ReplaceAll(n.text.folded[n.to:min(n.to+24, len(n.text.folded))], "\n", " ")
	return strings.HasPrefix(rest, " szamon ") && (strings.Contains(rest, " erh") || strings.Contains(rest, " hiv")) || strings.HasPrefix(rest, " telefonszam")
}

// amount tells whether a unit stands after the number.
func (n *number) amount() bool {
	rest := n.text.folded[n.to:min(n.to+10, len(n.text.folded))]
	rest = strings.TrimLeft(rest, " \n")
	for _, u := range amountUnits {
		if strings.HasPrefix(rest, u) && (len(rest) == len(u) || !alnum(u[0]) || !alnum(rest[len(u)])) {
			return true
		}
	}
	return len(rest) > 2 && rest[0] == ',' && isDigit(rest[1]) && isDigit(rest[2])
}
