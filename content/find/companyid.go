package find

// Labels of company ids, and words that tell of a natural person in business.
var (
	companyLabels = []string{"IČO", "IČ", "identifikační číslo", "ident. číslo", "identifikační č.", "IČ organizace", "company id"}
	soloWords     = []string{"osvč", "fyzická osoba", "podnikatel", "živnostník", "živnost", "egyéni vállalkozó", "nar.", "narozen"}
)

// findCompanyIDs finds Czech and Slovak company ids (IČO): eight digits, the
// last one a checksum. They are public by nature; that of a natural person in
// business may be personal data.
func findCompanyIDs(_ *caseText, t *text, emit func(Finding)) {
	for n := range t.numbers(8, 8) {
		if n.glued(companyLabels) || !companyLayout(n.layout) {
			continue
		}
		holds := companyChecksum(n.digits)
		e := n.evidence(20, "")
		e.labels(companyLabels)
		if !holds && !e.label {
			continue
		}
		e.check(holds, 10, "checksum of a company id holds", 0, "checksum of a company id does not hold")
		ground := groundInternal
		if e.label {
			if _, _, ok := t.label(n.from, soloWords, 2*labelReach); ok {
				e.add(20, "words about a natural person in business before it")
				ground = groundPersonal
			}
		} else if n.layout != "8" {
			e.add(-8, "written with spaces")
		}
		e.reading().emit(emit, TypeCompanyID, string(n.digits), ground)
	}
}

// companyLayout tells how eight digits of a company id may be grouped.
func companyLayout(l string) bool {
	switch l {
	case "8", "3 2 3", "2 3 3", "3 3 2", "4 4", "2 2 2 2", "7 1", "1 7", "6 2", "2 6", "5 3", "3 5", "1 3 4", "4\n4", "3*2*3", "2*3*3", "3.2.3", "2.3.3":
		return true
	}
	return false
}

// companyChecksum: the weights are 8 to 2, the last digit is 11 less the rest
// by 11, without its tens.
func companyChecksum(d []byte) bool {
	rest := weighted(d[:7], 8, 7, 6, 5, 4, 3, 2) % 11
	return (11-rest)%10 == int(d[7]-'0')
}
