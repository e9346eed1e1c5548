package find

var tajLabels = []string{"TAJ", "TAJ szám", "TAJ-száma", "társadalombiztosítási azonosító", "társadalombiztosítási azonosító jel", "tb. szám", "TAJ kártya", "TAJ azonosító"}

// findTAJ finds Hungarian social security numbers (TAJ): nine digits, mostly
// three by three. So are many others: without a label it is a hint.
func findTAJ(_ *caseText, t *text, emit func(Finding)) {
	for n := range t.numbers(9, 9) {
		if n.glued(tajLabels) {
			continue
		}
		holds := tajChecksum(n.digits)
		threes := n.layout == "3 3 3" || n.layout == "3-3-3" || n.layout == "3.3.3"
		e := n.evidence(15, "")
		if e.labels(tajLabels); !e.label && !(threes && holds && t.Language == "hu") {
			continue
		}
		if threes {
			e.add(8, "three groups of three digits")
		}
		e.check(holds, 30, "checksum of a TAJ number holds", 0, "checksum of a TAJ number does not hold")
		if e.label {
			e.add(15, "")
		}
		if e.reading(); !e.label {
			e.score = min(e.score, Low-5)
		}
		e.emit(emit, TypeTAJ, string(n.digits), groundPersonal)
	}
}

// tajChecksum: the digits in odd places three times, in even places seven
// times; the last digit is the rest by 10.
func tajChecksum(d []byte) bool { return weighted(d[:8], 3, 7)%10 == int(d[8]-'0') }
