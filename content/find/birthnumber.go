package find

// Labels of birth numbers; also what only tells that a person's data follow.
var (
	birthNumberLabels = []string{"r. č.", "rodné číslo", "rod. č.", "rod. číslo", "RČ", "rodného čísla", "rodným číslem", "r. číslo", "rodné č.", "birth number"}
	bornLabels        = []string{"nar.", "narozen", "narozena", "datum narození", "nar. dne"}
)

// findBirthNumbers finds Czech and Slovak birth numbers (rodné číslo, act no.
// 133/2000 Sb., section 13): YYMMDD/SSSC, without C if born before 1954.
func findBirthNumbers(_ *caseText, t *text, emit func(Finding)) {
	for n := range t.numbers(9, 11) {
		if n.glued(birthNumberLabels) {
			continue
		}
		switch len(n.digits) {
		case 9:
			n.oldBirthNumber(emit)
		case 10:
			n.birthNumber(n.digits, n.layout == "6/4", n.layout == "10", emit)
		case 11:
			if n.strokeAt(6) && (n.layout == "11" || n.layout == "7 4" || n.layout == "6 5" || n.layout == "6 1 4") {
				n.birthNumber(n.without(6), true, false, emit)
			}
		}
	}
}

// birthNumber looks at ten digits: slash tells that they stand as they are
// written, bare that they stand in one run.
func (n *number) birthNumber(digits []byte, slash, bare bool, emit func(Finding)) {
	sex, real := birthDay(digits)
	holds := birthChecksum(digits)
	if !slash && !(real && holds) {
		if _, _, ok := n.text.label(n.from, birthNumberLabels, labelReach); !ok && !(n.layout == "6-4" || n.layout == "6.4" || n.layout == "6*4") {
			return
		}
	}
	score := 30
	switch {
	case slash:
		score = 42
	case bare:
		score = 35
	}
	e := n.evidence(score, "")
	if len(n.digits) == 11 {
		e.add(-4, "the slash was read as a digit")
	}
	if real {
		e.add(12, "its date is a real day, the month fits a "+sex)
	} else {
		e.add(-18, "its date is no real day")
	}
	down := 18
	if n.text.Recognised && real {
		down = 8
	}
	e.check(holds, 30, "checksum of a birth number holds", down, "checksum of a birth number does not hold")
	if birthRemainder10(digits) {
		points := 0
		if !until1985(digits) {
			points = -8
		}
		e.add(points, "its remainder of 10 is rare, and was regularly given only until 1985")
	}
	e.labels(birthNumberLabels).reading()
	switch {
	case e.label:
		e.score = max(e.score, 55)
	case !real:
		e.score = min(e.score, Low-1)
	}
	e.emit(emit, TypeBirthNumber, string(digits), groundPersonal)
}

// oldBirthNumber looks at nine digits: there is no checksum, so that it takes
// a label or words about a birth to be more than a hint.
func (n *number) oldBirthNumber(emit func(Finding)) {
	sex, real := oldBirthDay(n.digits)
	slash := n.layout == "6/3"
	e := n.evidence(20, "as long as a birth number from before 1954")
	if real {
		e.add(10, "its date is a real day, the month fits a "+sex)
	} else {
		e.add(-15, "its date is no real day")
	}
	if slash {
		e.add(8, "written with a slash after the date")
	}
	if e.labels(birthNumberLabels); !e.label {
		if e.labels(bornLabels); !e.label && !(slash && real) {
			return
		}
	}
	if e.reading(); e.label {
		e.score = max(e.score, 45)
		if real {
			e.score = max(e.score+15, 60)
		}
	} else {
		e.score = min(e.score, Low-1)
	}
	e.emit(emit, TypeBirthNumber, string(n.digits), groundPersonal)
}

// birthDay reads the date of ten digits: the month of a woman has 50 more;
// since 2004, 20 more where a day's numbers had run out.
func birthDay(d []byte) (sex string, real bool) {
	year := 2000 + value(d[:2])
	if year >= 2054 {
		year -= 100
	}
	sex, month := birthMonth(d)
	if month > 20 && year >= 2004 {
		month -= 20
	}
	return sex, realDate(year, month, value(d[4:6]))
}

func oldBirthDay(d []byte) (sex string, real bool) {
	sex, month := birthMonth(d)
	year := 1900 + value(d[:2])
	return sex, year < 1954 && realDate(year, month, value(d[4:6]))
}

func birthMonth(d []byte) (sex string, month int) {
	if month = value(d[2:4]); month > 50 {
		return "woman", month - 50
	}
	return "man", month
}

// birthChecksum: the last digit is the rest of the other nine by 11; a rest of
// 10 was written as 0 in about a thousand numbers, regularly until 1985.
func birthChecksum(d []byte) bool {
	return value(d[:9])%11 == int(d[9]-'0') || birthRemainder10(d)
}

// birthRemainder10 tells whether a number holds only because its rest of 10 was
// written as 0.
func birthRemainder10(d []byte) bool { return value(d[:9])%11 == 10 && d[9] == '0' }

// until1985 tells whether ten digits are of a birth from 1954 to 1985.
func until1985(d []byte) bool {
	year := value(d[:2])
	return year >= 54 && year <= 85
}
