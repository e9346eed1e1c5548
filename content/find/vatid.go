package find

// Labels of VAT numbers.
var (
	czechVATLabels     = []string{"DIČ", "daňové identifikační číslo", "DIČ/VAT", "VAT ID", "VAT"}
	hungarianVATLabels = []string{"adószám", "adóig. szám", "adószáma", "közösségi adószám", "VAT"}
)

// findVATIDs finds VAT numbers: DIČ (CZ and a company id, or a birth number, or
// a special number that starts with 6: the last two belong to a person), IČ DPH
// (SK and ten digits) and adószám (XXXXXXXX-Y-ZZ, or HU and eight digits).
func findVATIDs(_ *caseText, t *text, emit func(Finding)) {
	for n := range t.numbers(8, 11) {
		if n.tail {
			continue
		}
		size := len(n.digits)
		switch country := n.country(); {
		case country == "HU" && size == 8:
			n.hungarianVAT(25, emit)
		case country == "CZ" && size <= 10 && len(n.groups) <= 4:
			n.czechVAT(25, emit)
		case country == "SK" && size == 10:
			n.evidence(40, "").check(value(n.digits)%11 == 0, 20, "checksum of a Slovak VAT number holds", 5, "checksum of a Slovak VAT number does not hold").
				reading().emit(emit, TypeVATID, string(n.digits), groundInternal)
		case n.prefix > 0:
		case size == 11:
			n.longHungarianVAT(emit)
		case size == 8 || size == 10 || size == 9:
			if _, chars, ok := t.label(n.from, czechVATLabels, 12); ok && chars <= 12 && len(n.groups) <= 4 {
				n.czechVAT(15, emit)
			} else if _, _, ok = t.label(n.from, hungarianVATLabels, 12); ok && size == 8 {
				n.hungarianVAT(15, emit)
			}
		}
	}
}

// country returns the country whose letters stand before the number, in its
// word or as a word of their own, one of them perhaps read wrongly.
func (n *number) country() string {
	letters := n.prefixLetters()
	if letters == "" {
		return ""
	}
	for _, c := range []string{"CZ", "HU", "SK"} {
		if letters == c {
			return c
		}
	}
	switch letters {
	case "GZ", "CS", "C2", "(Z", "EZ", "OZ", "Cz", "cz", "cZ", "CL":
		return "CZ"
	case "HV", "NU", "Hu", "hu", "MU", "HO", "BU", "HI":
		return "HU"
	case "5K", "Sk", "sk", "SX", "SR", "SH":
		return "SK"
	}
	return letters
}

// prefixLetters returns the two characters before the number: they must begin a
// word; a blank may stand between.
func (n *number) prefixLetters() string {
	t, at := n.text, n.from
	if n.prefix == 0 && at > 0 && (t.plain[at-1] == ' ' || t.plain[at-1] == '-') {
		at--
	}
	if at < 2 || n.prefix > 2 || !isLetter(t.plain[at-2]) || !alnum(t.plain[at-1]) || at > 2 && alnum(t.plain[at-3]) {
		return ""
	}
	return t.plain[at-2 : at]
}

func (n *number) czechVAT(known int, emit func(Finding)) {
	d := n.digits
	holds, personal, reason := false, true, ""
	switch len(d) {
	case 8:
		holds, personal, reason = companyChecksum(d), false, "checksum of the company id in it"
	case 9:
		if d[0] == '6' {
			holds, reason = specialVATChecksum(d), "checksum of a special VAT number"
		} else {
			_, holds = oldBirthDay(d)
			reason = "date of the birth number in it"
		}
	case 10:
		_, real := birthDay(d)
		holds, reason = real && birthChecksum(d), "checksum of the birth number in it"
	}
	e := n.evidence(25+known, "stands where a Czech VAT number does")
	up, ground := 5, groundInternal
	if personal {
		up, ground = 30, groundPersonal
		if len(d) == 9 {
			up = 25
		}
	}
	e.check(holds, up, reason+" holds", 5, reason+" does not hold")
	e.labels(czechVATLabels)
	if !personal {
		e.score = min(e.score, 60)
	}
	e.reading().emitVAT(emit, string(d), ground)
}

// emitVAT takes the country's letters into the finding, also where a blank
// stands between.
func (e *evidence) emitVAT(emit func(Finding), key, ground string) {
	n := e.number
	if n.prefix == 0 && n.prefixLetters() != "" && n.country() != "" {
		from := n.from - 3
		if e.score >= hint {
			emit(n.text.finding(from, n.to, TypeVATID, key, e.score, ground, e.reasons...))
		}
		return
	}
	e.emit(emit, TypeVATID, key, ground)
}

// specialVATChecksum: nine digits that start with 6, for persons who have no
// birth number; the weights of the second to the eighth are 8 to 2.
func specialVATChecksum(d []byte) bool {
	rest := weighted(d[1:8], 8, 7, 6, 5, 4, 3, 2) % 11
	return (8-(10-rest)+10)%10 == int(d[8]-'0')
}

func (n *number) hungarianVAT(known int, emit func(Finding)) {
	if n.layout == "4.2.2" && n.text.Language == "hu" {
		return // a date
	}
	e := n.evidence(20+known, "stands where a Hungarian VAT number does")
	e.check(hungarianBase(n.digits), 15, "checksum of a Hungarian VAT number holds", 0, "checksum of a Hungarian VAT number does not hold")
	e.labels(hungarianVATLabels)
	e.score = min(e.score, 65)
	e.reading().emitVAT(emit, string(n.digits), groundInternal)
}

// longHungarianVAT looks at XXXXXXXX-Y-ZZ: base, kind of taxpayer, county.
func (n *number) longHungarianVAT(emit func(Finding)) {
	written := n.layout == "8-1-2"
	loose := written || n.layout == "8 1 2" || n.layout == "8-1*2" || n.layout == "8*1-2" || n.layout == "8*1*2" || n.layout == "8.1.2" || n.layout == "8-3" || n.layout == "9-2"
	if !loose && n.layout != "11" {
		return
	}
	base, kind, county := hungarianBase(n.digits), n.digits[8] >= '1' && n.digits[8] <= '5', hungarianCounty(value(n.digits[9:11]))
	e := n.evidence(15, "")
	if e.labels(hungarianVATLabels); !e.label && !written && !(loose && base) {
		return
	}
	if written {
		e.add(15, "written as a Hungarian VAT number is")
	}
	e.check(base, 20, "checksum of a Hungarian VAT number holds", 0, "checksum of a Hungarian VAT number does not hold")
	e.check(kind, 4, "", 5, "its kind of taxpayer is unknown")
	e.check(county, 4, "", 5, "its county is unknown")
	e.score = min(e.score, 70)
	e.reading().emit(emit, TypeVATID, string(n.digits), groundInternal)
}

// hungarianBase: eight digits, weights 9, 7, 3, 1, the sum divides by 10.
func hungarianBase(d []byte) bool { return weighted(d[:8], 9, 7, 3, 1)%10 == 0 }

// hungarianCounty tells whether a tax office has this code: 02 to 20 and 22 to
// 44 of the counties and Budapest, 51 for foreigners.
func hungarianCounty(c int) bool { return c >= 2 && c <= 20 || c >= 22 && c <= 44 || c == 51 }
