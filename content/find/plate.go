package find

import (
	"strconv"
	"strings"
)

var plateLabels = []string{"SPZ", "RZ", "reg. zn.", "reg. značka", "registrační značka", "státní poznávací značka", "vozidlo", "vozidla", "vozidlem", "automobil", "osobní automobil",
	"motorové vozidlo", "rendszám", "rendszámú", "forgalmi rendszám", "frsz.", "gépjármű", "gépkocsi", "személygépkocsi", "EČV", "ev. č."}

// findPlates finds vehicle plates: Czech ones since 2001 (digit, letter, letter
// or digit, four more; decree no. 343/2014 Sb.) and before (AAA 12-34),
// Hungarian ones (AAA-123, since 2022 AA AA-123). So are numbers of models and
// rooms: it takes a word about a vehicle to be more than a hint.
func findPlates(_ *caseText, t *text, emit func(Finding)) {
	p := t.plain
	for i := 0; i < len(p); {
		if !isDigit(p[i]) && (p[i] < 'A' || p[i] > 'Z') && !(t.Recognised && isLetter(p[i]) && digitClass[p[i]] != 0) {
			i++
			continue
		}
		end := i
		upper, digits, lower := 0, 0, false
		for end < len(p) && alnum(p[end]) {
			switch {
			case isDigit(p[end]):
				digits++
			case p[end] <= 'Z', t.Recognised && digitClass[p[end]] != 0:
				upper++
			default:
				lower = true
			}
			end++
		}
		if !lower && (i == 0 || !alnum(p[i-1])) && upper > 0 && upper+digits <= 7 {
			t.plate(i, end, emit)
		}
		i = end
	}
}

// plate looks at a word of capitals and digits, and at those that follow.
func (t *text) plate(from, to int, emit func(Finding)) {
	shape, end, key := t.plateShape(from, to, pattern)
	loose := shape == "" && t.Recognised
	if loose {
		shape, end, key = t.plateShape(from, to, loosePattern)
	}
	if shape == "" {
		return
	}
	score := 22
	reasons := []string{shape}
	damaged := shape == czechPlateDamaged
	if damaged {
		score = 15
	}
	if shape == hungarianPlate2022 {
		score = 30
	}
	if _, chars, ok := t.label(from, plateLabels, labelReach); ok {
		score += 50
		reasons = append(reasons, "word about a vehicle "+strconv.Itoa(chars)+" characters before it")
	} else if strings.Contains(t.folded[end:min(len(t.folded), end+plateAfter)], "rendszam") { // ABC-123 forgalmi rendszámú
		score += 45
		reasons = append(reasons, "word about a vehicle behind it")
	} else if loose {
		return
	}
	emit(t.finding(from, end, TypePlate, key, score, groundPersonal, reasons...))
}

// Shapes of plates, as their reasons say it.
const (
	czechPlate         = "shape of a Czech plate"
	czechPlateDamaged  = "shape of a Czech plate, with a letter that none has"
	czechPlateOld      = "shape of a Czech plate from before 2001"
	hungarianPlate     = "shape of a Hungarian plate from before 2022"
	hungarianPlate2022 = "shape of a Hungarian plate"
)

// plateShape tells what plate begins with this word, where it ends and what it
// is without its blanks; shape is empty if none does.
func (t *text) plateShape(from, to int, pattern func(s, shape string) bool) (shape string, end int, key string) {
	p := t.plain
	word := p[from:to]
	next, nextEnd, sep := t.plateNext(to)
	third, thirdEnd, sep2 := "", 0, byte(0)
	if next != "" {
		third, thirdEnd, sep2 = t.plateNext(nextEnd)
	}
	switch {
	case len(word) == 7 && sep != '-' && pattern(word, "1AX"+"X111"):
		return czechShape(word), to, word
	case len(word) == 3 && len(next) == 4 && sep != 0 && pattern(word+next, "1AXX111"):
		return czechShape(word + next), nextEnd, word + next
	case (len(word) == 3 || len(word) == 2) && pattern(word, "AAA"[:len(word)]) && len(next) == 2 && len(third) == 2 && sep2 == '-' && pattern(next+third, "1111"):
		return czechPlateOld, thirdEnd, word + next + third
	case len(word) == 3 && sep == '-' && pattern(word+next, "AAA111"), len(word) == 3 && sep == ' ' && pattern(word+next, "AAA111"):
		return hungarianPlate, nextEnd, word + next
	case pattern(word, "AA") && pattern(next, "AA") && pattern(third, "111") && sep == ' ' && sep2 != 0:
		return hungarianPlate2022, thirdEnd, word + next + third
	case pattern(word, "AAAA") && pattern(next, "111") && sep == '-':
		return hungarianPlate2022, nextEnd, word + next
	case pattern(word, "AAAA111"):
		return hungarianPlate2022, to, word
	case pattern(word, "AAA111"):
		return hungarianPlate, to, word
	}
	return "", 0, ""
}

// plateNext is the word that follows after one blank or dash, on scans also
// after a dash with blanks beside it.
func (t *text) plateNext(at int) (word string, end int, sep byte) {
	p := t.plain
	if at >= len(p) || !isSpace(p[at]) && p[at] != '-' {
		return "", at, 0
	}
	from := at + 1
	sep = p[at]
	for t.Recognised && from < len(p) && from-at < 3 && (p[from] == ' ' || p[from] == '-' && sep != '-') {
		if p[from] == '-' {
			sep = '-'
		}
		from++
	}
	end = from
	for end < len(p) && end-from <= 7 && alnum(p[end]) {
		end++
	}
	if sep == '\n' {
		sep = ' '
	}
	return p[from:end], end, sep
}

// pattern compares with 1 for a digit, A for a capital, X for either.
func pattern(s, shape string) bool {
	if len(s) != len(shape) {
		return false
	}
	for i := range len(s) {
		digit, capital := isDigit(s[i]), s[i] >= 'A' && s[i] <= 'Z'
		if shape[i] == '1' && !digit || shape[i] == 'A' && !capital || shape[i] == 'X' && !digit && !capital {
			return false
		}
	}
	return true
}

// loosePattern also takes letters that are read for digits.
func loosePattern(s, shape string) bool {
	if len(s) != len(shape) {
		return false
	}
	b := []byte(s)
	for i := range b {
		if shape[i] == '1' && digitClass[b[i]] != 0 {
			b[i] = digitClass[b[i]]
		}
	}
	return pattern(string(b), shape)
}

// czechShape: no plate has G, O, Q or W, nor begins with 0.
func czechShape(s string) string {
	for i := range len(s) {
		switch s[i] {
		case 'G', 'O', 'Q', 'W':
			return czechPlateDamaged
		}
	}
	if s[0] == '0' {
		return czechPlateDamaged
	}
	return czechPlate
}
