package find

import "strconv"

// labelledForms are the numbers that a label alone makes worth a look, with how
// many characters they may have left or gained in being read or typed.
var labelledForms = []struct {
	typ       Type
	labels    []string
	low, high int
}{
	{TypeBirthNumber, birthNumberLabels, 8, 12},
	{TypePersonalID, personalIDLabels, 9, 13},
	{TypeTaxID, taxIDLabels, 8, 12},
	{TypeTAJ, tajLabels, 7, 11},
	{TypeIBAN, ibanLabels[:1], 16, 30},
	{TypeAccount, accountLabels, 9, 23},
	{TypeAccount, hungarianAccountLabels, 13, 26},
	{TypeCard, cardLabels, 12, 20},
	{TypePhone, phoneLabels, 6, 15},
}

const (
	labelledReach = 6  // characters between such a label and its number
	labelledScore = 45 // above Low: the label says what it is
)

// findLabelled finds what stands just after a label and is mostly digits, but
// is no number by the rules: a digit was lost, or a letter is in it that is
// never read for one.
func findLabelled(_ *caseText, t *text, emit func(Finding)) {
	p := t.plain
	for i := 0; i < len(p); {
		if !alnum(p[i]) {
			i++
			continue
		}
		end, chars := t.mostlyDigits(i)
		if end == i {
			for i < len(p) && alnum(p[i]) {
				i++
			}
			continue
		}
		if chars >= 6 {
			t.labelled(i, end, chars, emit)
		}
		i = end
	}
}

// mostlyDigits returns where the words that begin at an offset and are mostly
// digits end, on one line, and how many letters and digits they have.
func (t *text) mostlyDigits(from int) (end, chars int) {
	p := t.plain
	end = from
	for i := from; i < len(p) && chars <= maxDigits; {
		start, all, digits, last := i, 0, 0, i
		for i < len(p) && !isSpace(p[i]) && p[i] != ',' && p[i] != ';' && i-start <= maxDigits {
			if alnum(p[i]) {
				all, last = all+1, i+1
			}
			if isDigit(p[i]) {
				digits++
			}
			i++
		}
		if all > 0 && 2*digits < all || all == 0 && i-start != 1 {
			break
		}
		if all > 0 {
			end = last
		}
		chars += all
		if i >= len(p) || p[i] != ' ' {
			break
		}
		i++
	}
	return end, chars
}

func (t *text) labelled(from, to, chars int, emit func(Finding)) {
	before := from
	for before > 0 && from-before < labelledReach && !alnum(t.plain[before-1]) {
		before--
	}
	if before == 0 || !isLetter(t.plain[before-1]) {
		return
	}
	for _, form := range labelledForms {
		if chars < form.low || chars > form.high {
			continue
		}
		if _, away, ok := t.label(from, form.labels, labelledReach); ok {
			n := number{text: t, to: to}
			score, reason := labelledScore, "mostly digits, about as many as such a number has"
			if form.typ == TypePhone && n.amount() {
				score = hint
			}
			emit(t.finding(from, to, form.typ, digitsOf(t.plain[from:to]), score, groundPersonal,
				"label "+strconv.Itoa(away)+" characters before it", reason))
		}
	}
}

// digitsOf returns the digits of a text, and what is read for them.
func digitsOf(s string) string {
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		if d := digitClass[s[i]]; d != 0 {
			b = append(b, d)
		}
	}
	return string(b)
}
