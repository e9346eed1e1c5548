package find

import (
	"slices"
	"strings"
)

// Public facts of the office, as OCR reads them. Whatever is another number as
// it was read is none of the office's: a digit may be missing, it is never
// taken for another one.

// scannedNumber is the digits of a number of the office.
type scannedNumber struct {
	digits string
	breaks []int // where a mark or a blank stands between them
}

const minScanned = 8 // digits of a number of which one may have been lost

// scannedNumbers are a number of an office, and the same without its country
// code.
func scannedNumbers(s string) []scannedNumber {
	var n scannedNumber
	folded := foldString(s)
	for i := range len(folded) {
		switch c := folded[i]; {
		case isDigit(c):
			n.digits += string(rune(c))
		case len(n.digits) > 0 && (c == '/' || c == '-'):
			n.breaks = append(n.breaks, len(n.digits))
		}
	}
	out := []scannedNumber{n}
	for _, key := range factNumbers(s) {
		if rest := onlyDigits(key); rest != n.digits && strings.HasSuffix(n.digits, rest) && len(n.digits)-len(rest) <= 3 {
			m := scannedNumber{digits: rest}
			for _, at := range n.breaks {
				if at -= len(n.digits) - len(rest); at > 0 {
					m.breaks = append(m.breaks, at)
				}
			}
			out = append(out, m)
		}
	}
	return out
}

// digitsOf are the digits of a finding, with letters that OCR reads for digits.
func (t *text) digitsOf(n Finding) string {
	from, to := t.foldedAt(t.starts[n.First]), len(t.folded)
	if n.First+n.Count < len(t.starts) {
		to = t.foldedAt(t.starts[n.First+n.Count])
	}
	var digits []byte
	at, _ := slices.BinarySearchFunc(t.groups, from, func(g group, at int) int { return int(g.from) - at })
	for _, g := range t.groups[at:] {
		if int(g.to) > to || len(digits) > maxDigits {
			break
		}
		for _, c := range []byte(t.plain[g.from:g.to]) {
			if d := digitClass[c]; d != 0 {
				digits = append(digits, d)
			}
		}
	}
	return string(digits)
}

// hasScanned tells whether digits are those of a number of the office. One of
// them may be missing from the first half, where it does not tell one line of a
// switchboard or one account from the next; a stroke may have become a digit.
func (f *facts) hasScanned(digits string) bool {
	return slices.ContainsFunc(f.scanned, func(n scannedNumber) bool { return n.is(digits) })
}

func (n *scannedNumber) is(digits string) bool {
	if len(n.digits) < 6 {
		return false
	}
	switch len(digits) - len(n.digits) {
	case 0:
		return digits == n.digits
	case 1:
		return slices.ContainsFunc(n.breaks, func(at int) bool {
			return (digits[at] == '1' || digits[at] == '7') && digits[:at]+digits[at+1:] == n.digits
		})
	case -1:
		if len(n.digits) < minScanned {
			return false
		}
		for i := range len(n.digits) / 2 {
			if n.digits[:i]+n.digits[i+1:] == digits {
				return true
			}
		}
	}
	return false
}

// hasScannedAddress tells whether a folded text is an address of the office, or
// its street and house. The number of the house must be the same; of a postcode
// one digit may be missing, and of a word of seven letters or more one be wrong.
func (f *facts) hasScannedAddress(folded string) bool {
	words := addressWords(folded)
	return slices.ContainsFunc(f.spelled, func(a []string) bool { return sameAddress(words, a) })
}

// addressWords are the words and numbers of an address, a postcode in one.
func addressWords(folded string) (out []string) {
	for _, w := range strings.FieldsFunc(folded, func(r rune) bool { return r > 0x7f || !alnum(byte(r)) && r != '/' }) {
		if k := len(out) - 1; k >= 0 && numberLike(w) && numberLike(out[k]) && len(w) <= 3 && (len(out[k]) == 3 && len(w) == 2 || k == 0 && len(out[k])+len(w) == 4) {
			out[k] += w // 594 71
			continue
		}
		out = append(out, w)
	}
	return out
}

func numberLike(w string) bool { return isDigit(w[len(w)-1]) && 2*len(onlyDigits(w)) >= len(w) }

func sameAddress(read, own []string) bool {
	if len(read) > len(own) || len(read) < 2 {
		return false
	}
	house := false
	for i, r := range read {
		w := own[i]
		if !numberLike(w) {
			if !sameAddressWord(r, w) {
				return false
			}
			continue
		}
		postcode := len(w) == 5 && !strings.Contains(w, "/") || i == 0 && len(w) == 4
		switch d := readDigits(r); {
		case !numberLike(r):
			return false
		case postcode && (d == w || d == w[1:] || d == w[:1]+w[2:]):
		case postcode || d != onlyDigits(w) || strings.Contains(r, "/") != strings.Contains(w, "/"):
			return false
		default:
			house = true
		}
	}
	return house
}

func sameAddressWord(read, own string) bool {
	if read == own {
		return true
	}
	wrong := 0
	if len(own) >= minAddressWord {
		wrong = 1
	}
	return len(read) <= maxNameLetters && len(own) <= maxNameLetters && apart(nameLooks(read), nameLooks(own)) <= wrong
}

const minAddressWord = 7 // letters of a word of which one may be wrong

// readDigits are the digits of a word, with letters that are read for them.
func readDigits(w string) string {
	var b []byte
	for i := range len(w) {
		if d := digitClass[w[i]]; d != 0 {
			b = append(b, d)
		}
	}
	return string(b)
}

// misreadOfficial tells whether words, some of them in pieces, are the name of
// an official with letters misread. A word that is a known name by itself is no
// misread one, and neither is the name of another person of the case.
func (c *caseText) misreadOfficial(words []string, hungarian bool) bool {
	if len(words) < 1 || len(words) > maxNameWords+maxGrow {
		return false
	}
	for _, person := range c.Persons {
		if o := newOfficial(person); o.is(words, hungarian) {
			return false
		}
	}
	for k := range c.facts.officials {
		o := &c.facts.officials[k]
		trimmed := words
		if n := len(words); n > len(o.names) && len(words[n-1]) <= maxPiece {
			trimmed = words[:n-1]
		}
		for _, list := range [][]string{words, trimmed} {
			if o.isPieces(list, hungarian) {
				return true
			}
		}
		if n := len(words); n > len(o.names) && len(words[0]) <= maxPiece && o.isPieces(words[1:], hungarian) {
			return true
		}
	}
	return false
}

// isPieces tells whether words are the two names of an official, one after the
// other, each in up to three pieces.
func (o *official) isPieces(words []string, hungarian bool) bool {
	misread := func(w string, i int) bool { return o.misread(w, i, hungarian) }
	if len(o.names) != 2 {
		return o.each(words, misread)
	}
	for cut := 1; cut < len(words); cut++ {
		if cut > maxPieces || len(words)-cut > maxPieces {
			continue
		}
		if o.each([]string{strings.Join(words[:cut], ""), strings.Join(words[cut:], "")}, misread) {
			return true
		}
	}
	return false
}

// misread tells whether a word is a form of one of the names with letters
// misread: such as look alike, or one of six and more; of a given name, which the
// lists know if it is another one, of five.
func (o *official) misread(word string, i int, hungarian bool) bool {
	if o.form(word, i, hungarian) {
		return true
	}
	name := o.names[i]
	l := knownNames()
	if len(word) < 3 || len(word) > maxNameLetters || len(name) > maxNameLetters || l.given[word] || l.surnames[word] || l.givenStems[czechStem(word)] || l.surnameStems[czechStem(word)] {
		return false
	}
	if o.ends[i] != "" && word[len(word)-1] != name[len(name)-1] {
		return false
	}
	per := 6
	if language := map[bool]string{true: "hu", false: "cs"}[hungarian]; o.surname(vocabularyOf(language)) != i {
		per = 5
	}
	return apart(nameLooks(word), nameLooks(name)) <= len(name)/per
}
