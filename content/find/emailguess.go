package find

import (
	"bytes"
	"strings"
)

// On a bad scan neither the @ nor the host name of an e-mail address may be
// left: `mkovaceschranka example`, `<novakova Siku ce zot`. What is left tells by
// where it stands: it repeats a surname that was written just before it, or
// follows one at the end of a paragraph, or fills a line of an e-mail's header.

const (
	guessDetector = "email-guess"

	guessBefore = 8  // words before an address among which its surname is looked for
	guessRest   = 6  // letters that an address has more than a surname
	guessPieces = 5  // that blanks separate
	guessChars  = 60 // letters and digits
	guessLow    = 11 // letters and digits of one that repeats no surname
)

// findGuessedEmails proposes what must have been an e-mail address by what it
// repeats or where it stands, on scans alone.
func findGuessedEmails(x *contextText, propose func(proposal)) {
	if !x.Recognised {
		return
	}
	x.headerMails(propose)
	x.mailsBefore(propose)
	done := 0
	for i, t := range x.tokens {
		if t.from < done || x.byteAt(t.from-1) > ' ' && x.byteAt(t.from-1) != '<' || !x.smallPiece(t.from) || x.mailWord(i) {
			continue
		}
		v := x.guess(t.from)
		reason := ""
		switch name := x.repeated(i, v); {
		case name > 0 && v.chars >= name+guessRest && v.digits*3 < v.chars && x.goesBeyond(v, name) && (v.host || v.dots > 0 || v.marks > 0 || len(v.pieces) > 1):
			reason = "it repeats a name that stands before it, and goes on"
		case x.byteAt(t.from-2) == ',' && x.surnameBefore(i) && v.chars >= guessLow && (v.dots > 0 || v.marks > 0) && x.paragraphEnds(v.to):
			reason = "it stands behind a name at the end of a paragraph"
		default:
			continue
		}
		done = v.to
		propose(guessedMail(v, 48, reason))
	}
}

func guessedMail(v *field, score int, reason string) proposal {
	return proposal{from: v.from, to: v.to, kind: TypeEmail, ground: groundPersonal, score: score, group: string(v.x.low[v.from:v.to]),
		reasons: []string{reason, "no words of the language, its @ may be read wrongly"}}
}

// smallPiece tells whether a piece that a blank comes before begins here, in
// small letters and with no word of the language.
func (x *contextText) smallPiece(i int) bool {
	if i > 0 && x.low[i-1] > ' ' && x.low[i-1] != '<' && x.low[i-1] != '-' || !x.isAt(i, wasLetter) || x.isAt(i, wasUpper) || covers(x.urls, i) {
		return false
	}
	end := i
	for x.isAt(end, wasLetter) {
		end++
	}
	if end-i < 2 && x.byteAt(end) != '.' && x.byteAt(end) != ',' && x.byteAt(end) != '-' {
		return false
	}
	if (x.byteAt(end) == '.' || x.byteAt(end) == ',' && !x.known(i, end)) && x.byteAt(end+1) == ' ' && x.isAt(end+2, wasLetter) && !x.isAt(end+2, wasUpper) && end-i > 4 {
		return true // no sentence ends there
	}
	return end-i < 2 || x.byteAt(end) > ' ' && strings.IndexByte(".,_", x.low[end]) >= 0 && x.isAt(end+1, wasLetter) || !x.known(i, end)
}

// mailWord tells whether token i begins the label of an address, also one that
// was read wrongly: "e-mait", "e-malit".
func (x *contextText) mailWord(i int) bool {
	if _, ok := x.labelAt(labelMail, i); ok {
		return true
	}
	next := x.word(i + 1)
	return len(x.word(i)) == 1 && string(x.gap(i)) == "-" && len(next) >= 3 && len(next) <= 6 && (next[0] == 'm' || bytes.Contains(next, []byte("ai")))
}

// guess reads up to guessPieces pieces that may be one address: up to a word of
// the language, one with a capital and no dot, a comma or the paragraph's end.
func (x *contextText) guess(from int) *field {
	v := &field{x: x, from: from, to: from}
	for i := from; len(v.pieces) < guessPieces && i < len(x.low); {
		end := i
		for end < len(x.low) && x.low[end] > ' ' && end-from < maxField {
			end++
		}
		if len(v.pieces) > 0 && !x.guessGoesOn(i, end, len(v.pieces)) {
			break
		}
		longer := *v
		longer.add(i, end)
		if longer.chars > guessChars || len(longer.pieces) == len(v.pieces) && end-i > 2 {
			break
		}
		if end-i == 1 && x.byteAt(i-2) != '.' {
			longer.host = v.host // "c" between two names is an @
		}
		*v = longer
		last := x.low[end-1]
		if v.hostEnds() || (last == ',' && !(len(v.pieces) == 1 && x.lostSecondName(end+1)) || last == ';' || last == ')' || last == '>') && !x.hostPart(end+1) {
			break
		}
		if c := x.byteAt(end); c != ' ' && !(c == '\n' && x.wrapped(end)) {
			break
		}
		i = end + 1
		for x.byteAt(i) == ' ' {
			i++
		}
	}
	return v
}

// lostSecondName tells whether a comma behind the first piece was a dot: one
// piece in small letters follows, and a host name within two more.
func (x *contextText) lostSecondName(i int) bool {
	if x.byteAt(i-2) != ',' && x.byteAt(i-1) != ' ' {
		i++
	}
	for n := 0; n < 4 && i < len(x.low); n++ {
		for x.byteAt(i) == ' ' {
			i++
		}
		end := i
		for end < len(x.low) && x.low[end] > ' ' && end-i < maxMailPart {
			end++
		}
		if n > 0 && x.endsInTLD(i, end, false) {
			return true
		}
		if end == i || x.isAt(i, wasUpper) || x.low[end-1] == ',' || x.byteAt(end) != ' ' {
			return false
		}
		i = end
	}
	return false
}

// guessGoesOn tells whether a piece may belong to the address before it.
func (x *contextText) guessGoesOn(from, end, pieces int) bool {
	if x.fieldStops(from, end, pieces) {
		return false
	}
	letters := from
	for x.isAt(letters, wasLetter) {
		letters++
	}
	inner := bytes.ContainsAny(x.low[from:max(from, end-1)], ".-_?$*")
	switch {
	case x.hostPart(from), letters == from, pieces == 1 && x.byteAt(from-2) == '.', hostPrefixes[string(x.low[from:letters])]:
		return true
	case x.isAt(from, wasUpper):
		return inner || x.hostPart(end+1) || end-from <= 2 && x.paragraphEnds(end)
	case letters-from > 2 && !inner:
		return !x.known(from, letters) || x.low[end-1] == '.' && x.hostPart(end+1)
	}
	return true
}

// repeated returns how many letters a surname has that stands among the words
// before token i and again in what may be an address, or 0.
func (x *contextText) repeated(i int, v *field) int {
	var have [guessChars]byte
	n := 0
	for k := v.from; k < v.to && n < len(have); k++ {
		if x.isAt(k, wasLetter) {
			have[n] = x.low[k]
			n++
		}
	}
	for k := i - 1; k >= 0 && k >= i-guessBefore; k-- {
		if !x.capitalName(k) || len(x.word(k)) < 4 {
			continue
		}
		name := x.word(k)
		if contains(have[:n], string(name)) {
			return len(name)
		}
	}
	return 0
}

// goesBeyond tells whether an address goes on behind the name it repeats: the
// name alone as its first piece needs a dot behind it, or a host name.
func (x *contextText) goesBeyond(v *field, name int) bool {
	first := v.pieces[0]
	return v.host || first.to-first.from != name || x.byteAt(first.to) == '.'
}

// contains tells whether a name is among the letters, of long ones with one
// letter read wrongly.
func contains(letters []byte, name string) bool {
	if bytes.Contains(letters, []byte(name)) {
		return true
	}
	if len(name) < 6 {
		return false
	}
	for i := 0; i+len(name) <= len(letters); i++ {
		wrong := 0
		for k := 0; k < len(name) && wrong < 2; k++ {
			if letters[i+k] != name[k] {
				wrong++
			}
		}
		if wrong < 2 {
			return true
		}
	}
	return false
}

// surnameBefore tells whether two words with a capital stand just before token
// i, as a name does.
func (x *contextText) surnameBefore(i int) bool {
	return i > 1 && x.capitalName(i-1) && x.capitalName(i-2) && len(x.gap(i-2)) <= 2
}

// paragraphEnds tells whether no letter and no digit follows in the paragraph.
func (x *contextText) paragraphEnds(i int) bool {
	for n := 0; i < len(x.low) && n < 8; n++ {
		if x.isAt(i, wasLetter|wasDigit) {
			return false
		}
		if x.low[i] == '\n' && x.byteAt(i+1) == '\n' {
			return true
		}
		i++
	}
	return i >= len(x.low)
}
