package find

import (
	"strconv"
	"strings"
	"unicode"
)

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
	{TypeCompanyID, companyLabels, 7, 9},
	{TypeVATID, czechVATLabels, 8, 13},
	{TypeVATID, hungarianVATLabels, 9, 13},
	{TypeIBAN, ibanLabels[:1], 16, 30},
	{TypeAccount, accountLabels, 9, 23},
	{TypeAccount, hungarianAccountLabels, 13, 26},
	{TypeCard, cardLabels, 12, 20},
	{TypePhone, phoneLabels, 6, 15},
}

const (
	labelledDetector = "labelled"

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
		if end < len(p) && p[end] == '\n' && t.Recognised { // broken over a line end
			if more, rest := t.mostlyDigits(end + 1); rest > 0 && more > end+1 {
				t.labelled(i, more, chars+rest, emit)
			}
		}
		i = end
	}
}

// mostlyDigits returns where the words that begin at an offset and are mostly
// digits end, on one line, and how many letters and digits they have. On a scan
// what looks like a digit is one where another digit stands beside it, and a
// comma or a semicolon inside of a word is no end.
func (t *text) mostlyDigits(from int) (end, chars int) {
	p := t.plain
	end = from
	for i := from; i < len(p) && chars <= maxDigits; {
		start, all, digits, last := i, 0, 0, i
		run, real := 0, 0 // of letters and digits: those that are read for digits, and digits
		for i < len(p) && !isSpace(p[i]) && i-start <= maxDigits {
			if p[i] == ',' || p[i] == ';' {
				if !t.Recognised || i+1 >= len(p) || !isDigit(p[i+1]) {
					break
				}
			}
			if alnum(p[i]) {
				all, last = all+1, i+1
				if digitClass[p[i]] != 0 {
					run++
				}
				if isDigit(p[i]) {
					real++
				}
			} else {
				digits += t.digitsOfRun(run, real)
				run, real = 0, 0
			}
			i++
		}
		digits += t.digitsOfRun(run, real)
		if all > 0 && 2*digits < all || all == 0 && (i-start != 1 || i < len(p) && !isSpace(p[i])) {
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

// digitsOfRun is how many digits a run of letters and digits has: what is read
// for one counts on a scan, beside a real one.
func (t *text) digitsOfRun(like, real int) int {
	if t.Recognised && real > 0 {
		return like
	}
	return real
}

func (t *text) labelled(from, to, chars int, emit func(Finding)) {
	before := t.beforeGap(from)
	if before == 0 || !isLetter(t.plain[before-1]) && !t.Recognised {
		return
	}
	for _, form := range labelledForms {
		if chars < form.low || chars > form.high {
			continue
		}
		start := from
		_, away, ok := t.label(from, form.labels, labelledReach)
		switch {
		case !t.Recognised:
		case ok && !isLetter(t.plain[before-1]), !ok:
			start = t.lostGroup(before)
			_, away, ok = t.label(start, form.labels, labelledReach)
		case strings.ContainsFunc(t.folded[from-away:before], unicode.IsLetter):
			start = t.lostGroup(before)
			away -= from - start
		}
		if ok {
			to := to
			if form.typ == TypePhone && t.Recognised && (chars < 9 || chars < 11 && t.countryFirst(start)) {
				to = t.lostTail(to)
			}
			n := number{text: t, to: to}
			score, reason := labelledScore, "mostly digits, about as many as such a number has"
			if form.typ == TypePhone && (n.amount() || t.Recognised && strings.Count(t.plain[start:to], ".") > 2-dateLike(t.plain[start:to])) {
				score = hint // an amount, an address in a network or a date
			}
			emit(t.finding(start, to, form.typ, digitsOf(t.plain[start:to]), score, groundPersonal,
				"label "+strconv.Itoa(max(away, 1))+" characters before it", reason))
		}
	}
}

// dateLike is 1 where a year of four digits and a dot begin a number.
func dateLike(s string) int {
	if len(s) > 4 && s[4] == '.' && (s[:2] == "19" || s[:2] == "20") {
		return 1
	}
	return 0
}

// beforeGap is where what is neither letter nor digit begins before an offset.
func (t *text) beforeGap(from int) int {
	before := from
	for before > 0 && from-before < labelledReach && !alnum(t.plain[before-1]) {
		before--
	}
	return before
}

// lostGroup is where a short piece that ends at an offset begins: the first group
// of a number of which no digit was read, as "HUSS" of "HU55".
func (t *text) lostGroup(end int) int {
	from := end
	for from > 0 && end-from < lostChars && !isSpace(t.plain[from-1]) && t.plain[from-1] != ':' {
		from--
	}
	return from
}

// lostTail is where the last group of a number ends of which no digit was read,
// as "06 20 791 hog": a short piece that is no word.
func (t *text) lostTail(to int) int {
	if to >= len(t.plain) || t.plain[to] != ' ' {
		return to
	}
	end := to + 1
	for end < len(t.plain) && end-to <= lostTailChars+1 && alnum(t.plain[end]) {
		end++
	}
	n := end - to - 1
	if n == 0 || n > lostTailChars || n < 3 && (end >= len(t.plain) || t.plain[end] != ',') {
		return to
	}
	from, stop := t.rawSpan(to+1, end)
	if n > 3 && t.knownWord(t.raw[from:stop]) {
		return to
	}
	return end
}

// countryFirst tells whether a number begins with the code of a country.
func (t *text) countryFirst(from int) bool {
	s := t.plain[from:]
	return strings.HasPrefix(s, "420") || strings.HasPrefix(s, "421") || strings.HasPrefix(s, "36") || strings.HasPrefix(s, "06")
}

// lostChars is how long a group may be of which no digit was read, and
// lostTailChars such a group at the end.
const (
	lostChars     = 5
	lostTailChars = 6
)

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
