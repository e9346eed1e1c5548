package find

import "strings"

// addressFields proposes what stands behind a label of a home on a scan and has
// the build of an address, whatever became of its letters and digits.
func (x *contextText) addressFields(propose func(proposal)) {
	if !x.Recognised {
		return
	}
	for _, hit := range x.hits[labelHome] {
		from := x.tokens[hit.last].to
		pieces := x.addressPieces(from)
		end := x.czechBuild(pieces)
		if x.Language == "hu" {
			end = x.hungarianBuild(pieces)
		}
		if end == 0 {
			continue
		}
		v := pieces[:end]
		p := proposal{from: v[0].from, to: v[end-1].to, kind: TypeAddress, ground: groundPersonal, score: fieldScore,
			reasons: []string{labelReason("a home or an address", hit.damaged), "what follows is built as an address"}}
		p.group = string(x.low[p.from:p.to])
		propose(p)
	}
}

// addressPieces are the pieces behind a label, up to the next label or the end
// of the paragraph.
func (x *contextText) addressPieces(i int) (pieces []lexeme) {
	for n := 0; n < fieldReach && (x.byteAt(i) == ':' || x.byteAt(i) == '.' || x.byteAt(i) == ';' || x.byteAt(i) == ' ' || x.byteAt(i) == '\n'); n++ {
		i++
	}
	for n := 0; n < maxAddress && i < len(x.low); n++ {
		end := i
		for end < len(x.low) && x.low[end] > ' ' && end-i < maxField {
			end++
		}
		if end > i {
			if x.fieldStops(i, end, len(pieces)) && !(len(pieces) > 0 && end-i <= 2 && x.connector(pieces[len(pieces)-1])) {
				break
			}
			if k := x.tokenAt(i); len(pieces) > 0 || !x.homeWord(k) || x.capital(k) { // "adresa pobytu:"
				pieces = append(pieces, lexeme{i, end})
			}
		}
		if x.byteAt(end) == '\n' && !x.wrapped(end) {
			break
		}
		i = end + 1
	}
	return pieces
}

// counts of a piece: letters and digits, and digits.
func (x *contextText) counts(p lexeme) (chars, digits int) {
	for _, k := range x.kind[p.from:p.to] {
		if k&(wasLetter|wasDigit) != 0 {
			chars++
		}
		if k&wasDigit != 0 {
			digits++
		}
	}
	return chars, digits
}

// ends tells whether one of the marks ends a piece.
func (x *contextText) ends(p lexeme, marks string) bool {
	return strings.IndexByte(marks, x.low[p.to-1]) >= 0
}

// czechBuild returns how many pieces are a street and a number up to a comma, a
// postcode and a town, or 0.
func (x *contextText) czechBuild(pieces []lexeme) int {
	number := false
	if len(pieces) == 0 {
		return 0
	}
	if chars, digits := x.counts(pieces[0]); chars-digits < 1 {
		return 0
	}
	for i, p := range pieces {
		_, digits := x.counts(p)
		if number = number || digits > 0 && i > 0; !number || !x.ends(p, ",.;") || i > 6 {
			continue
		}
		town := i + 1
		for sum, parts := 0, 0; town < len(pieces) && parts < 2; parts++ {
			chars, digits := x.counts(pieces[town])
			sum += digits
			if parts == 0 && (chars < 2 || chars == 4) || chars > 5 || chars == 5 && digits < 3 || chars > 3 && parts > 0 || digits == 0 && chars > 2 {
				break
			}
			town++
			if sum >= 5 {
				break
			}
		}
		if town == i+1 {
			continue
		}
		sum := 0
		for _, q := range pieces[i+1 : town] {
			_, digits := x.counts(q)
			sum += digits
		}
		if end := x.townPieces(pieces, town); sum >= 2 && end > town {
			return end
		}
	}
	return 0
}

// townPieces returns where a town of up to three words ends that begins at a
// piece; one that begins with a digit has lost its blank.
func (x *contextText) townPieces(pieces []lexeme, i int) int {
	last, words := i, 0
	for k := i; k < len(pieces) && words < 3 && k < i+townReach; k++ {
		p := pieces[k]
		chars, digits := x.counts(p)
		stray := digits == chars && chars < 3
		if !stray {
			words++
		}
		switch {
		case chars == 0, stray && k > i && k+1 < len(pieces) && x.isAt(pieces[k+1].from, wasUpper) && x.connector(pieces[k-1]):
			continue
		case x.isAt(p.from, wasUpper) || k == i && chars > 3 && digits < 3, k > i && stray, k > i && x.oddTownWord(p):
			last = k + 1
		case k > i && connectors[string(x.low[p.from:p.to])]:
			continue
		default:
			return last
		}
		if x.ends(p, ",.;") {
			return last
		}
	}
	return last
}

// townReach is how many pieces of a town are looked at, with the marks between
// them.
const townReach = 5

// connector tells whether a piece cannot be a town's last word: "nad 1. Bystrou".
func (x *contextText) connector(p lexeme) bool {
	return p.to-p.from > 1 && connectors[string(x.low[p.from:p.to])]
}

// oddTownWord tells whether a piece in small letters is no word of the language:
// what is left of one with a capital.
func (x *contextText) oddTownWord(p lexeme) bool {
	chars, digits := x.counts(p)
	from := p.from
	for from < p.to && !x.isAt(from, wasLetter) {
		from++
	}
	end := from
	for end < p.to && x.isAt(end, wasLetter) {
		end++
	}
	return digits == 0 && (chars > 3 || chars > 1 && x.ends(p, ",.;:")) && end-from == chars && !x.known(from, end)
}

// hungarianBuild returns how many pieces are a postcode, a town, a street and
// the number of a house, or 0.
func (x *contextText) hungarianBuild(pieces []lexeme) int {
	if len(pieces) < 3 {
		return 0
	}
	chars, digits := x.counts(pieces[0])
	if chars < 4 || chars > 5 || digits < 2 {
		return 0
	}
	capitals := 0
	for i := 1; i < len(pieces) && i < 9; i++ {
		chars, digits := x.counts(pieces[i])
		if x.isAt(pieces[i].from, wasUpper) {
			capitals++
		}
		if digits > 0 && chars-digits <= 1 && i > 1 {
			if capitals == 0 {
				return 0
			}
			return i + 1
		}
	}
	return 0
}
