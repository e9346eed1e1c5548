package find

import (
	"slices"
	"strings"
)

// A person who is certain is found wherever else the name stands: in every
// case, in either order, with initials, misread by OCR, and as a login code.

// damagedName is a word of a person's name that OCR may have misread.
type damagedName struct {
	at      int32
	looks   string
	surname bool
}

// Lengths of words that are looked for with letters misread: one in four,
// beyond those that OCR takes for one another (nameLooks).
const (
	minDamaged   = 4
	perDamage    = 4
	minCode      = 4  // letters of a login code
	maxReference = 40 // characters of a file reference
)

// index makes a certain person findable.
func (p *people) index(at int32, x *person) {
	for i, part := range x.parts {
		if part.initial {
			continue
		}
		to := p.givens
		if i == x.surname {
			to = p.surnames
		}
		for _, s := range part.stems {
			if list := to[s]; len(list) < maxNamesakes && !slices.Contains(list, at) {
				to[s] = append(list, at)
			}
		}
		if l := nameLooks(part.stems[0]); p.recognised && len(part.word) >= minDamaged && len(l) <= maxNameLetters {
			d := damagedName{at, l, i == x.surname}
			for _, less := range shortened(l, damageOf(part.word)) {
				if len(p.damaged[less]) < maxNamesakes {
					p.damaged[less] = append(p.damaged[less], d)
				}
			}
		}
	}
	for _, code := range x.codes() {
		if _, taken := p.codes[code]; !taken {
			p.codes[code] = at
		}
	}
	for _, code := range x.clerkCodes() {
		if _, taken := p.clerks[code]; !taken {
			p.clerks[code] = at
		}
	}
}

// damageOf is how many letters of a word may be misread.
func damageOf(w string) int { return min(len(w)/perDamage, 2) }

// shortened are a word and what it becomes without one or two of its letters.
func shortened(w string, letters int) []string {
	out := []string{w}
	from := 0
	for range letters {
		to := len(out)
		for _, x := range out[from:to] {
			for i := range len(x) {
				out = append(out, x[:i]+x[i+1:])
			}
		}
		from = to
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// mark notes whose name a word may be.
func (p *people) mark(w *nameWordInfo, recognised bool) {
	for _, s := range w.stems {
		w.persons = appendNew(w.persons, p.surnames[s])
		w.asGiven = appendNew(w.asGiven, p.givens[s])
	}
	if !recognised || len(w.persons)+len(w.asGiven) > 0 || len(w.word) < minDamaged || w.kind&(kindCommon|kindOffice) != 0 {
		return
	}
	most := damageOf(w.word)
	for _, s := range w.stems {
		l := nameLooks(s)
		if len(l) > maxNameLetters {
			continue
		}
		for _, less := range shortened(l, most) {
			for _, d := range p.damaged[less] {
				if len(d.looks) > maxNameLetters || apart(d.looks, l) > most {
					continue
				}
				w.damaged = true
				if d.surname {
					w.persons = appendNew(w.persons, []int32{d.at})
				} else {
					w.asGiven = appendNew(w.asGiven, []int32{d.at})
				}
			}
		}
	}
}

// apart is the number of letters to change, add or drop (Levenshtein).
func apart(a, b string) int {
	var row [maxNameLetters + 1]int
	for j := range len(b) + 1 {
		row[j] = j
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := last
			if a[i] != b[j] {
				cost = 1 + min(last, row[j], row[j+1])
			}
			last, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}

func appendNew(to, from []int32) []int32 {
	for _, x := range from {
		if !slices.Contains(to, x) {
			to = append(to, x)
		}
	}
	return to
}

// elsewhere raises the score of a name that a certain person has.
func (b *nameBlock) elsewhere(r *nameRun, s *nameScore) {
	if b.people == nil {
		return
	}
	r.person = b.people.match(r.words)
	if r.person < 0 && len(r.words) == 1 {
		w := r.words[0]
		if len(w.asGiven) > 0 && w.kind&kindDull == 0 && !s.capped {
			s.score = max(s.score, 50)
			s.reasons = append(s.reasons, "a given name of a person found in the case")
			if r.person = w.asGiven[0]; len(w.asGiven) > 1 {
				r.person = -1
			}
		}
	}
	if r.person < 0 {
		return
	}
	x := b.people.all[r.person]
	if x.rejected {
		s.score = 0
		return
	}
	if !x.certain || s.capped {
		return
	}
	w, to := r.words[0], certainName
	switch start := b.starts(r.first); {
	case len(r.words) > 1:
		to += 5
	case w.kind&kindDull != 0 && b.dullNext(r.last):
		to = Low - 5 // Nové Město
	case w.kind&kindDull != 0 && w.kind&kindSurname == 0 || w.kind&kindPlace != 0:
		if to = likelyName; start {
			to = Low + 2
		}
	case w.kind&kindDull != 0 && start:
		to = likelyName - 5
	}
	reason := "the name of a person found in the case"
	if slices.ContainsFunc(r.words, func(w *nameWordInfo) bool { return w.damaged }) {
		reason += ", with letters misread"
		to -= 10
	}
	if s.score < to {
		s.score = to
		s.reasons = append(s.reasons, reason)
	}
}

// dullNext tells whether a common word with a capital follows.
func (b *nameBlock) dullNext(i int) bool {
	return i+1 < len(b.toks) && b.toks[i+1].gap.plain() && b.toks[i+1].form&formCapital != 0 && b.info(i+1).kind&(kindDull|kindPlace) != 0
}

// codes are the login codes that offices make of a name.
func (x *person) codes() []string {
	if len(x.parts) < 2 || x.parts[x.surname].initial {
		return nil
	}
	given, s := x.givenWord(), x.parts[x.surname].word
	if len(s) < 3 {
		return nil
	}
	codes := []string{given[:1] + s, s + given[:1]}
	if len(given) >= 3 {
		codes = append(codes, s+given[:2], cut(s, 3)+given[:3], given[:3]+cut(s, 3), cut(s, 5)+given[:2], cut(s, 6)+given[:2], given+s, s+given)
	}
	codes = append(codes, given[:1]+cut(s, 7), cut(s, 7)+given[:1], cut(s, 5)+given[:1])
	return slices.DeleteFunc(codes, func(c string) bool { return len(c) < minCode })
}

// clerkCodes are what a file reference has at its end: the initials, or the
// beginning of the surname.
func (x *person) clerkCodes() []string {
	s := x.parts[x.surname].word
	if len(x.parts) < 2 || len(s) < 4 {
		return nil
	}
	g := x.givenWord()[:1]
	return []string{g + s[:1], s[:1] + g, s[:3], s[:4]}
}

// givenWord is the first given name of a person who has one.
func (x *person) givenWord() string { return x.givenPart().word }

func (x *person) givenPart() namePart {
	if x.surname == 0 {
		return x.parts[1]
	}
	return x.parts[0]
}

func cut(s string, n int) string { return s[:min(n, len(s))] }

// code tells whether a word is a login code, or the local part of an e-mail
// address, of a certain person.
func (b *nameBlock) code(i int) (at int32, score int, reason string) {
	n := b.toks[i]
	w := b.t.folded[n.from:n.to]
	if len(w) >= minCode {
		if at, ok := b.people.codes[w]; ok && n.form&(formCapital|formCaps) != formCapital {
			return at, 66, "letters of the name of a person found in the case"
		}
		before, after := n.gap, b.gapAfter(i)
		if n.form&formCapital == 0 && (joint(before) || joint(after)) {
			if list := b.people.surnames[czechStem(w)]; len(list) > 0 && b.people.all[list[0]].surnameWord() == w {
				return list[0], 62, "the surname of a person found in the case, in an address or a code"
			}
		}
		return -1, 0, ""
	}
	return b.clerk(i, w)
}

// joint tells whether a gap is one within an address or a code.
func joint(g gap) bool { return g.tight() && g&(gapDot|gapAt|gapSlash|gapDash|gapOther|gapDigit) != 0 }

// clerk reads the letters at the end of a file reference: 123/2019/JN.
func (b *nameBlock) clerk(i int, w string) (at int32, score int, reason string) {
	n := b.toks[i]
	if len(w) < 2 || n.form&formCapital == 0 || joint(b.gapAfter(i)) && b.gapAfter(i)&(gapSlash|gapAt) != 0 || !b.reference(i) {
		return -1, 0, ""
	}
	if at, ok := b.people.clerks[w]; ok {
		return at, 58, "at the end of a file reference, letters of the name of a person found in the case"
	}
	if n.form&formCaps == 0 {
		return -1, 44, "at the end of a file reference, as a clerk's code"
	}
	return -1, 0, ""
}

// reference tells whether a token stands after a slash in a file reference, one
// that has digits before it.
func (b *nameBlock) reference(i int) bool {
	s := b.t.plain[:b.toks[i].from]
	if !strings.HasSuffix(s, "/") {
		return false
	}
	for k := len(s) - 1; k >= 0 && len(s)-k <= maxReference && !isSpace(s[k]); k-- {
		if isDigit(s[k]) {
			return true
		}
	}
	return false
}

func (x *person) surnameWord() string { return x.parts[x.surname].word }
