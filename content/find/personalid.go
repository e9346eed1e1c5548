package find

var personalIDLabels = []string{"személyi azonosító", "személyi szám", "szem. az.", "szem. szám", "személyi azonosító jel", "személyazonosító jel", "személyazonosító"}

// findPersonalIDs finds Hungarian personal ids (személyi azonosító, act LXVI of
// 1992, annex): M-YYMMDD-SSSK.
func findPersonalIDs(_ *caseText, t *text, emit func(Finding)) {
	for n := range t.numbers(11, 13) {
		if n.glued(personalIDLabels) {
			continue
		}
		switch len(n.digits) {
		case 11:
			n.personalID(n.digits, n.layout == "1-6-4", emit)
		case 12: // one of its dashes was read as a stroke
			if n.layout == "8-4" && n.strokeAt(1) {
				n.personalID(n.without(1), true, emit)
			} else if n.layout == "1-11" && n.strokeAt(7) {
				n.personalID(n.without(7), true, emit)
			}
		}
	}
}

func (n *number) personalID(d []byte, written bool, emit func(Finding)) {
	grouped := n.layout == "1 6 4" || n.layout == "1-6 4" || n.layout == "1 6-4" || n.layout == "1*6*4" || n.layout == "1-6*4" || n.layout == "1*6-4" || n.layout == "1.6.4" || n.layout == "1 10"
	year, real := personalIDDay(d)
	holds := personalIDChecksum(d, year)
	score := 22
	switch {
	case written:
		score = 42
	case grouped:
		score = 30
	}
	e := n.evidence(score, "")
	if e.labels(personalIDLabels); !e.label && !written && !(real && holds) {
		return
	}
	if real {
		e.add(10, "its date is a real day that fits the first digit")
	} else {
		e.add(-18, "its date is no real day")
	}
	down := 18
	if n.text.Recognised && real {
		down = 8
	}
	e.check(holds, 36, "checksum of a Hungarian personal id holds", down, "checksum of a Hungarian personal id does not hold")
	e.reading()
	switch {
	case e.label:
		e.score = max(e.score, 55)
	case !real:
		e.score = min(e.score, Low-1)
	}
	e.emit(emit, TypePersonalID, string(d), groundPersonal)
}

// personalIDDay reads the date: the first digit is 1 or 2 of those born in the
// 20th century, 3 or 4 of those before and after; 5 to 8 of foreigners alike.
func personalIDDay(d []byte) (year int, real bool) {
	year = value(d[1:3])
	switch d[0] {
	case '1', '2', '5', '6':
		year += 1900
	case '3', '4', '7', '8':
		if year += 2000; year > 2053 {
			year -= 200 // the 19th century
		}
	default:
		return year, false
	}
	return year, realDate(year, value(d[3:5]), value(d[5:7]))
}

// personalIDChecksum: the weights are 1 to 10 of those born to the end of 1996,
// and 10 to 1 of those after. A rest of 10 is not issued.
func personalIDChecksum(d []byte, year int) bool {
	var rest int
	if year <= 1996 {
		rest = weighted(d[:10], 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) % 11
	} else {
		rest = weighted(d[:10], 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11
	}
	return rest == int(d[10]-'0')
}
