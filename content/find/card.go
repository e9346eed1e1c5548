package find

import "strings"

var cardLabels = []string{"číslo karty", "platební karta", "karta č.", "kártyaszám", "bankkártya", "kártya száma", "card number", "kreditní karta", "kartou č.", "platební kartou", "kártya", "bankkártyája", "üzemanyagkártya"}

// findCards finds payment cards: 13 to 19 digits with the checksum of Luhn
// (ISO/IEC 7812-1), mostly in groups of four.
func findCards(_ *caseText, t *text, emit func(Finding)) {
	for n := range t.numbers(13, 19) {
		if n.glued(cardLabels) {
			continue
		}
		fours, issuer := cardLayout(n.layout), cardIssuer(n.digits)
		holds := luhn(n.digits)
		e := n.evidence(18, "")
		if e.labels(cardLabels); !e.label && !(issuer && (fours || holds && len(n.groups) <= 5)) {
			continue
		}
		if fours {
			e.add(16, "grouped as a card's number is")
		}
		e.check(issuer, 10, "", 8, "no issuer of cards has such numbers")
		wrong := 6
		if t.Recognised {
			wrong = 3 // a digit may be read wrongly
		}
		e.check(holds, 36, "checksum of a card holds", wrong, "checksum of a card does not hold")
		if e.label {
			e.score = max(e.score, 45)
		}
		e.reading().emit(emit, TypeCard, string(n.digits), groundPersonal)
	}
}

func cardLayout(l string) bool {
	switch strings.ReplaceAll(l, "\n", " ") {
	case "4 4 4 4", "4-4-4-4", "4.4.4.4", "4 6 5", "4-6-5", "4 4 4 4 3":
		return true
	}
	return false
}

// cardIssuer tells whether the number begins and is as long as those of the
// large issuers.
func cardIssuer(d []byte) bool {
	two, size := value(d[:2]), len(d)
	switch {
	case two/10 == 4:
		return size == 16 || size == 13 || size == 19
	case two >= 51 && two <= 55, two >= 22 && two <= 27:
		return size == 16
	case two == 34, two == 37:
		return size == 15
	case two == 36, two == 38, two == 30:
		return size == 14
	case two == 35, two == 60, two == 62, two >= 64 && two <= 65:
		return size >= 16
	case two == 50, two >= 56 && two <= 69:
		return size == 16 || size == 18
	}
	return false
}

// luhn: from the right, each second digit is doubled, less 9 where above 9.
func luhn(d []byte) bool {
	sum := 0
	for i := range d {
		v := int(d[len(d)-1-i] - '0')
		if i%2 == 1 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return sum%10 == 0
}
