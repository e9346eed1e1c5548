package find

import (
	"strings"
	"unicode/utf8"
)

// The words beside a name make it surer, or that of a street.

// lookAfter reads the words after a run.
func (b *nameBlock) lookAfter(r *nameRun, s *nameScore) {
	k := r.last + 1
	if k >= len(b.toks) {
		if !b.v.hungarian && b.tail&gapDigit != 0 && b.possessive(r.last) {
			s.cap("a street, a place or an institution bears it")
		}
		return
	}
	w, g := b.t.nameWord(b.toks[k]), b.toks[k].gap
	if r.words[len(r.words)-1].kind&kindInitial != 0 {
		g &^= gapDot // its own
	}
	c := b.cueOf(w)
	switch {
	case c&cueAfter != 0 && g&^(gapSpace|gapComma|gapLine) == 0 && len(w) > 1, w == "ph" && g&^(gapSpace|gapComma) == 0:
		if w != "ml" && w != "st" && w != "ba" || g&gapComma != 0 {
			s.raise(certainName+4, "a title after it")
		}
	case b.v.hungarian && c&cueHouseLast != 0 && b.toks[k].form&formCapital != 0 && g.plain(),
		b.v.hungarian && c&(cueStreetLast|cuePlaceLast) != 0 && g.plain() && !(w == "u" && b.gapAfter(k)&gapDot == 0),
		!b.v.hungarian && c&cueStreet != 0 && g.plain() && b.possessive(r.last), !b.v.hungarian && g&gapDigit != 0 && b.possessive(r.last) && !(g&gapComma != 0 && len(r.words) > 1 && r.words[0].kind&kindGivenExact != 0):
		s.cap("a street, a place or an institution bears it")
	case b.v.hungarian && g.plain() && b.toks[k].form&formCapital != 0 && len(r.words) == 1 && r.words[0].kind&kindNamed == 0 && strings.HasSuffix(r.words[0].word, "i") && b.info(k).kind&kindOffice != 0:
		s.lower(Low-6, "an office bears it")
	case c&cueCompany != 0 && g&^(gapSpace|gapComma) == 0, w == "s" && b.gapAfter(k) == gapDot && g&^(gapSpace|gapComma) == 0 && k+1 < len(b.toks) && b.t.nameWord(b.toks[k+1]) == "r":
		s.lower(Low+5, "part of a company's name")
	case b.v.hungarian && c&cueRole != 0 && g&^(gapSpace|gapComma|gapLine) == 0 && s.score >= 30:
		s.add(22, "a role after it")
	case c&cueRole != 0 && g&^(gapSpace|gapLine) == gapComma && s.score >= 30, c&cueRole != 0 && g&gapLine != 0 && g.plain() && s.score >= Low:
		s.add(14, "a role after it")
	case c&cueRole != 0 && g&gapOther != 0 && s.score >= Low:
		s.add(10, "a role in brackets after it")
	}
}

// lookBefore reads the words before a run: labels, roles, and what makes a name
// that of a street.
func (b *nameBlock) lookBefore(r *nameRun, s *nameScore, named bool) {
	if !named && s.score < 30 {
		return
	}
	if r.first == 0 {
		return
	}
	g := b.toks[r.first].gap
	for back, k := 0, r.first-1; k >= 0 && back < maxNameLabel; back, k = back+1, k-1 {
		w := b.t.nameWord(b.toks[k])
		c := b.cueOf(w)
		near := b.toks[k+1].gap
		if back == 0 && near&(gapDot|gapSlash|gapDash) != 0 && c&(cueStreet|cueSaint|cueTitle|cueHouse) == 0 || b.toks[k+1].gap&gapEnd != 0 {
			return
		}
		switch {
		case c&cueSaint != 0 && back == 0 && (near.plain() || near&gapDot != 0):
			s.cap("a saint or a law")
			return
		case c&cuePlace != 0 && back == 0 && near.plain() && len(r.words) == 1 && (len(w) > 3 || r.words[0].kind&kindGiven == 0):
			s.lower(Low-4, "a place, as the word before it says")
			return
		case c&cueStreet != 0 && back <= 1 && near&^(gapSpace|gapDot) == 0 && (len(w) > 3 || near&gapDot != 0),
			c&cueHouse != 0 && back <= 1 && near.plain():
			if b.agent(r, k) {
				return
			}
			s.cap("a street or an institution bears it")
			return
		case c&cueLabel != 0 && (g&gapColon != 0 || back == 0 && g.plain() && s.score >= Low && len(w) > 4):
			if g&gapColon != 0 && back <= 3 {
				s.raise(certainName+4, "a label before it")
			} else {
				s.add(16, "a label before it")
			}
			return
		case c&cueRole != 0 && back == 0 && g&^(gapSpace|gapLine|gapColon) == 0 && s.score >= 30:
			if g&gapColon != 0 && named {
				s.raise(certainName+2, "a role before it")
			} else if b.starts(k) || !b.starts(r.first) {
				s.add(16, "a role before it")
			}
			return
		case c&cueGreeting != 0 && back == 0 && near.plain() && named:
			s.raise(likelyName+8, "a greeting before it")
			return
		}
		if near&(gapColon|gapLine|gapComma) != 0 && back > 0 || g&gapColon == 0 && back >= 1 {
			return
		}
	}
}

// postcode tells whether the digits of one, or of a house and a comma, stand
// before a token.
func (b *nameBlock) postcode(i int) bool {
	g := b.toks[i].gap
	if g&gapDigit == 0 || g&^(gapDigit|gapSpace|gapLine|gapComma|gapSlash) != 0 {
		return false
	}
	at := int(b.toks[i].from)
	digits := onlyDigits(b.t.folded[max(0, at-8):at])
	return len(digits) >= 4 || g&gapComma != 0
}

// possessive tells whether a word is a street's, by its own end: Hájkova 13,
// Prokešovo náměstí.
func (b *nameBlock) possessive(i int) bool {
	n := b.toks[i]
	w := b.t.folded[n.from:n.to]
	if strings.HasSuffix(w, "ovo") || strings.HasSuffix(w, "ino") {
		return true
	}
	last, _ := utf8.DecodeRuneInString(b.t.raw[b.t.places[n.to-1]:])
	switch {
	case strings.HasSuffix(w, "ova"), strings.HasSuffix(w, "ina"):
		return last == 'a' // and not an á
	case strings.HasSuffix(w, "ove"), strings.HasSuffix(w, "ine"):
		return last == 'ě'
	}
	return strings.HasSuffix(w, "ske") || strings.HasSuffix(w, "ska") || strings.HasSuffix(w, "eho") || strings.HasSuffix(w, "ovy") || strings.HasSuffix(w, "ych")
}

// agent tells whether a name after the word of a house or a street is a
// person's all the same: one in the first case, which is none of those that a
// house is named by, or with a role before (ředitelka školy Jana Nová).
func (b *nameBlock) agent(r *nameRun, house int) bool {
	first, last := r.words[0], b.toks[r.last]
	if first.kind&kindGivenExact != 0 && strings.IndexByte("aeiouy", first.word[len(first.word)-1]) < 0 || strings.HasSuffix(b.t.folded[:last.to], "ova") && len(r.words) > 1 && !b.possessive(r.last) {
		return true
	}
	for k := house - 1; k >= 0 && k >= house-maxNameLabel && b.toks[k+1].gap&^(gapSpace|gapLine|gapDot) == 0; k-- {
		if b.cueOf(b.t.nameWord(b.toks[k]))&cueRole != 0 {
			return true
		}
	}
	return false
}
