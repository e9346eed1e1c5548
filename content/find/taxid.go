package find

var taxIDLabels = []string{"adóazonosító", "adóazonosító jel", "adóazon. jel", "adóaz. jel", "adóazonosítója", "adójel"}

// findTaxIDs finds the tax ids of persons in Hungary (adóazonosító jel, act CL
// of 2017, annex 1): 8, five digits that count the days of birth since 1 January
// 1867, three more and a checksum.
func findTaxIDs(_ *caseText, t *text, emit func(Finding)) {
	for n := range t.numbers(10, 10) {
		if n.glued(taxIDLabels) {
			continue
		}
		holds, first := taxIDChecksum(n.digits), n.digits[0] == '8'
		e := n.evidence(22, "")
		if e.labels(taxIDLabels); !e.label && !(first && holds && taxIDLayout(n.layout)) {
			continue
		}
		if first {
			year := 1867 + value(n.digits[1:6])*400/146097
			if year >= 1900 && year <= 2053 {
				e.add(8, "it counts the days to a birth since 1900")
			} else {
				e.add(-10, "it counts the days to a birth before 1900")
			}
		} else {
			e.add(-15, "it does not begin as a tax id does")
		}
		e.check(holds, 30, "checksum of a Hungarian tax id holds", 6, "checksum of a Hungarian tax id does not hold")
		e.reading()
		if e.label {
			e.score = max(e.score, 50)
		}
		e.emit(emit, TypeTaxID, string(n.digits), groundPersonal)
	}
}

func taxIDLayout(l string) bool {
	switch l {
	case "10", "1 3 3 3", "4 3 3", "3 3 4", "1 5 4", "1-5-4", "2 4 4", "4 4 2", "5 5", "3 4 3", "6 4", "1 9", "2 2 2 2 2":
		return true
	}
	return false
}

// taxIDChecksum: weights 1 to 9, rest by 11; 10 is not issued.
func taxIDChecksum(d []byte) bool {
	return weighted(d[:9], 1, 2, 3, 4, 5, 6, 7, 8, 9)%11 == int(d[9]-'0')
}
