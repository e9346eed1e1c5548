package find

import (
	"strconv"
	"strings"
)

var dataBoxLabels = []string{"ID DS", "IDDS", "ISDS", "DS", "datová schránka", "datové schránky", "datovou schránku", "datové schránce", "ID datové schránky", "dat. schránka", "dat. schránky", "data box"}

// halfBoxLabels are what is left of a label whose second word could not be read.
var halfBoxLabels = []string{"datová", "datové", "datovou"}

const halfBoxReach = 10 // characters behind such a label

// findDataBoxes finds the ids of Czech data boxes (act no. 300/2008 Sb.): seven
// small letters and digits. There is no public rule to check them, so that a
// label is needed; one without a digit must follow it at once.
func findDataBoxes(_ *caseText, t *text, emit func(Finding)) {
	p := t.folded
	for i := 0; i < len(p); {
		if !alnum(p[i]) {
			i++
			continue
		}
		end, digits := i, 0
		for end < len(p) && alnum(p[end]) {
			if isDigit(p[end]) {
				digits++
			}
			end++
		}
		if end-i == 7 && digits < 7 {
			t.dataBox(i, end, digits, emit)
		}
		i = end
	}
}

func (t *text) dataBox(from, to, digits int, emit func(Finding)) {
	reach := labelReach
	if digits == 0 {
		reach = 4
	}
	label, chars, ok := t.label(from, dataBoxLabels, reach)
	if !ok && t.Recognised && digits > 0 && digits < 6 {
		label, chars, ok = t.label(from, halfBoxLabels, halfBoxReach)
	}
	if !ok || len(label) <= 2 && chars > 6 {
		return
	}
	if digits == 0 && !strings.HasSuffix(label, "DS") && !(t.Recognised && t.folded[from-chars:from] == " " && t.lastOfList(from, to)) &&
		(vowels(t.folded[from:to]) > 2 || t.folded[from-chars:from] == " ") {
		return // a word
	}
	score := 72
	if digits == 0 {
		score = 50
	} else if digits > 5 {
		score = 60
	}
	if chars <= 4 {
		score += 10
	}
	emit(t.finding(from, to, TypeDataBox, "box "+t.folded[from:to], score, groundPersonal,
		"seven letters and digits", "label "+strconv.Itoa(chars)+" characters before it"))
}

// lastOfList tells whether seven small letters that are no word end a paragraph,
// or a part of it at a comma.
func (t *text) lastOfList(from, to int) bool {
	if t.plain[from:to] != t.folded[from:to] || t.knownWord(t.folded[from:to]) {
		return false
	}
	if from, to := t.rawSpan(from, to); to-from != 7 {
		return false // marks on its letters
	}
	rest := strings.TrimLeft(t.raw[int(t.places[to-1])+1:min(len(t.raw), int(t.places[to-1])+6)], ".")
	return rest == "" || rest[0] == ',' || strings.HasPrefix(rest, "\n\n")
}

func vowels(s string) (n int) {
	for i := range len(s) {
		switch s[i] {
		case 'a', 'e', 'i', 'o', 'u', 'y':
			n++
		}
	}
	return n
}
