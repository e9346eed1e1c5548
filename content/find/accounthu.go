package find

import "strings"

var hungarianAccountLabels = []string{"számlaszám", "bankszámlaszám", "bankszámla", "pénzforgalmi jelzőszám", "számla száma", "szla.", "számláját", "bankszla.", "számlájára"}

// findHungarianAccounts finds Hungarian bank accounts: two or three groups of
// eight digits; the first group has a checksum, the rest together another one.
func findHungarianAccounts(_ *caseText, t *text, emit func(Finding)) {
	for n := range t.numbers(16, 24) {
		if n.glued(hungarianAccountLabels) || len(n.digits) != 16 && len(n.digits) != 24 {
			continue
		}
		eights := hungarianAccountLayout(n.layout)
		holds := hungarianAccountChecksum(n.digits)
		e := n.evidence(22, "")
		if e.labels(hungarianAccountLabels); !eights && !e.label && !(holds && (len(n.groups) == 1 || t.Recognised && strings.Contains(n.layout, "-") && len(n.groups) <= 4)) {
			continue
		}
		if eights {
			e.add(22, "groups of eight digits")
		}
		e.check(holds, 36, "checksums of a Hungarian account hold", 0, "checksums of a Hungarian account do not hold")
		key := string(n.digits)
		if len(key) == 16 {
			key += "00000000"
		}
		e.reading().emit(emit, TypeAccount, "account "+key, groundPersonal)
	}
}

// hungarianAccountLayout tells whether the groups are of eight digits each,
// with anything between them.
func hungarianAccountLayout(l string) bool {
	for i := range len(l) {
		if i%2 == 0 && l[i] != '8' || i%2 == 1 && isDigit(l[i]) {
			return false
		}
	}
	return len(l) == 3 || len(l) == 5
}

func hungarianAccountChecksum(d []byte) bool {
	return weighted(d[:8], 9, 7, 3, 1)%10 == 0 && weighted(d[8:], 9, 7, 3, 1)%10 == 0
}
