package find

var ibanLabels = []string{"IBAN", "IBAN kód", "číslo účtu", "č. účtu", "bankszámlaszám", "számlaszám", "nemzetközi bankszámlaszám"}

// ibanDigits is how many digits follow the letters, of the countries whose
// IBANs have no others (ISO 13616).
var ibanDigits = map[string]int{"CZ": 22, "SK": 22, "HU": 26, "DE": 20, "AT": 18, "PL": 26, "ES": 22, "BE": 14, "HR": 19, "SI": 17, "PT": 23, "DK": 16, "FI": 16, "SE": 22, "LT": 18, "EE": 18, "RS": 20}

// findIBANs finds international bank account numbers: two letters, two check
// digits and the account. The letters may be read wrongly: the checksum tells
// which they were.
func findIBANs(_ *caseText, t *text, emit func(Finding)) {
	for n := range t.numbers(14, 26) {
		if n.tail || n.prefix > 2 {
			continue
		}
		size := len(n.digits)
		country := n.country()
		switch {
		case ibanDigits[country] == size:
			n.iban(country, 50, emit)
		case n.prefix == 1 && size == 23 && n.digits[0] == '2': // the Z was read as 2
			n.digits = n.digits[1:]
			n.iban("CZ", 46, emit)
			n.digits = n.buf[:23]
		case country == "" && n.prefix == 0 && (size == 22 || size == 26):
			n.bareIBAN(emit)
		}
	}
}

func (n *number) iban(country string, score int, emit func(Finding)) {
	e := n.evidence(score, "as long as an IBAN of its country")
	e.check(ibanChecksum(country, n.digits), 42, "checksum of an IBAN holds", 0, "checksum of an IBAN does not hold")
	e.labels(ibanLabels).reading()
	if n.prefix == 0 {
		n.from -= 3
		defer func() { n.from += 3 }()
	}
	e.emit(emit, TypeIBAN, ibanKey(country, n.digits), groundPersonal)
}

// bareIBAN looks at digits that stand without letters, or with letters beyond
// recognition.
func (n *number) bareIBAN(emit func(Finding)) {
	countries := []string{"CZ", "SK"}
	if len(n.digits) == 26 {
		countries = []string{"HU"}
	}
	for _, c := range countries {
		if ibanChecksum(c, n.digits) {
			n.evidence(50, "its letters are missing").add(15, "checksum of an IBAN holds").labels(ibanLabels).reading().
				emit(emit, TypeIBAN, ibanKey(c, n.digits), groundPersonal)
			return
		}
	}
	if e := n.evidence(30, "its letters are missing").labels(ibanLabels); e.label {
		e.add(-5, "checksum of an IBAN does not hold").reading().emit(emit, TypeIBAN, ibanKey(countries[0], n.digits), groundPersonal)
	}
}

func ibanKey(country string, digits []byte) string {
	switch country {
	case "CZ", "SK", "HU":
		return "account " + string(digits[2:])
	}
	return country + string(digits)
}

// ibanChecksum (ISO 7064, MOD 97-10): the account, then the letters as numbers
// from 10 on, then the check digits: the rest by 97 is 1.
func ibanChecksum(country string, digits []byte) bool {
	rest := 0
	for _, d := range digits[2:] {
		rest = (rest*10 + int(d-'0')) % 97
	}
	for i := range len(country) {
		rest = (rest*100 + int(country[i]-'A') + 10) % 97
	}
	for _, d := range digits[:2] {
		rest = (rest*10 + int(d-'0')) % 97
	}
	return rest == 1
}
