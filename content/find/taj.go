package find

import (
	"strings"
	"unicode"
)

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
		if e.labels(tajLabels); !e.label && n.tajRead() {
			e.label = true
			e.add(labelled, "TA and a sign that J is read for before it")
		}
		if !e.label && !(threes && holds && t.Language == "hu") {
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

// tajRead tells whether what OCR makes of "TAJ:" stands before the number.
func (n *number) tajRead() bool {
	before := n.text.plain[max(0, n.from-6):n.from]
	i := strings.LastIndex(before, "TA")
	if i < 0 || !n.text.Recognised || i > 0 && alnum(before[i-1]) {
		return false
	}
	rest := before[i+2:]
	return rest != "" && strings.IndexByte(")]}!|", rest[0]) >= 0 && !strings.ContainsFunc(rest, unicode.IsLetter)
}

// tajChecksum: the digits in odd places three times, in even places seven
// times; the last digit is the rest by 10.
func tajChecksum(d []byte) bool { return weighted(d[:8], 3, 7)%10 == int(d[8]-'0') }
