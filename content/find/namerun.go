package find

// nameRun is words that may be one person's name, in a block of a text.
type nameRun struct {
	first, last int // tokens of the block
	words       []*nameWordInfo
	person      int32 // whose name it is, or -1
	exact       bool  // it is no longer than these tokens
}

// runs finds the runs of a block in their order.
func (b *nameBlock) runs(yield func(*nameRun)) {
	for i := 0; i < len(b.toks); {
		if b.toks[i].form&formCapital == 0 {
			i++
			continue
		}
		r := b.runAt(i)
		if r == nil && b.people != nil && b.knownAlone(i) {
			r = &nameRun{first: i, last: i, words: []*nameWordInfo{b.info(i)}, person: -1}
		}
		if r == nil {
			i++
			continue
		}
		yield(r)
		i = r.last + 1
	}
}

// knownAlone tells whether a word that begins no name is the surname of a person
// found in the case.
func (b *nameBlock) knownAlone(i int) bool {
	w := b.info(i)
	return len(w.persons) > 0 && w.kind&kindInitial == 0 && w.cue&(cueTitle|cueMister) == 0 && len(w.word) > 2
}

// runAt is the run that starts at a token with a capital, or nil.
func (b *nameBlock) runAt(i int) *nameRun {
	first := b.info(i)
	if !b.begins(i, first) {
		return nil
	}
	r := &nameRun{first: i, last: i, words: []*nameWordInfo{first}, person: -1}
	for k := i + 1; k < len(b.toks) && len(r.words) < maxNameWords; {
		next := b.extend(r, k)
		if next < 0 {
			break
		}
		r.words = append(r.words, b.info(next))
		r.last = next
		k = next + 1
	}
	for len(r.words) > 1 && r.words[len(r.words)-1].kind&kindInitial != 0 && b.gapAfter(r.last)&gapDot == 0 {
		r.words = r.words[:len(r.words)-1]
		r.last--
	}
	if len(r.words) == 1 && first.kind&kindInitial != 0 {
		return nil
	}
	if !b.v.hungarian && len(r.words) > 2 && first.kind&(kindNamed|kindInitial) == 0 && r.words[1].kind&kindGivenExact != 0 && b.starts(i) && !b.titled(i) {
		r.first, r.words = i+1, r.words[1:] // a verb, as it seems
	}
	return r
}

// begins tells whether a name may begin at a token.
func (b *nameBlock) begins(i int, w *nameWordInfo) bool {
	if w.cue&(cueTitle|cueMister|cueGreeting|cueAfter) != 0 && w.kind&(kindGivenExact|kindSurname) == 0 || w.cue&cueSaint != 0 {
		return false
	}
	if b.toks[i].form&formMixed != 0 && w.kind&kindNamed == 0 || b.reference(i) {
		return false
	}
	if w.kind&kindInitial != 0 {
		return b.gapAfter(i)&gapDot != 0 && i+1 < len(b.toks) && b.toks[i+1].form&formCapital != 0
	}
	if w.kind&(kindOffice|kindCommon|kindAcronym) == 0 {
		return len(w.word) > 2 || w.kind&(kindGiven|kindSurname) != 0 || b.titled(i)
	}
	if w.kind&kindGivenExact != 0 && w.kind&kindOffice == 0 {
		return true
	}
	if b.givenNext(i) && w.kind&kindSurname != 0 {
		return true
	}
	if b.titled(i) {
		return w.kind&kindOffice == 0 || w.kind&kindSurname != 0 || b.namedNext(i)
	}
	if w.kind&kindAcronym != 0 && w.kind&kindSurname == 0 && b.toks[i].form&formCaps != 0 && !b.capsName(i) {
		return false
	}
	// A word that is a surname as well, or another in the middle of a sentence,
	// before or after a given name.
	if b.namedNext(i) {
		if b.v.hungarian { // the surname comes first
			return w.kind&(kindSurname|kindPlace) != 0 || w.kind&kindCommon == 0 || !b.starts(i) || b.toks[i].gap&gapColon != 0
		}
		return w.kind&kindSurname != 0 || w.kind&kindOffice == 0 && !b.starts(i)
	}
	if w.kind&kindOffice == 0 && b.strangeNext(i) && (!b.starts(i) || b.toks[i].gap&gapColon != 0) {
		return true
	}
	return w.kind&kindSurname != 0 && !b.starts(i)
}

// strangeNext tells whether a word follows that has a capital and is no common
// one, nor a place.
func (b *nameBlock) strangeNext(i int) bool {
	if i+1 >= len(b.toks) || !b.toks[i+1].gap.plain() || b.toks[i+1].gap&gapLine != 0 || b.toks[i+1].form&formCapital == 0 || b.toks[i+1].form&(formCaps|formMixed) != b.toks[i].form&formCaps {
		return false
	}
	w := b.info(i + 1)
	return w.kind&(kindDull|kindPlace|kindAcronym|kindInitial) == 0 && len(w.word) > 2 && w.cue&(cueTitle|cueMister|cueAfter|cueCompany|cueHouseLast|cueStreetLast) == 0
}

// capsName tells whether a short word of capitals stands in a name written so.
func (b *nameBlock) capsName(i int) bool {
	return b.namedNext(i) || i > 0 && b.named(i-1) && b.toks[i].gap.plain()
}

func (b *nameBlock) named(i int) bool {
	return b.toks[i].form&formCapital != 0 && b.info(i).kind&kindGivenExact != 0
}

// namedNext tells whether a given name follows.
func (b *nameBlock) namedNext(i int) bool {
	return i+1 < len(b.toks) && b.toks[i+1].gap.plain() && b.toks[i+1].form&formCapital != 0 && b.info(i+1).kind&kindGiven != 0 && b.info(i+1).kind&kindDull == 0
}

// givenNext tells whether a Hungarian given name follows in the same line, even
// one that is another word as well: Asztalos Erik.
func (b *nameBlock) givenNext(i int) bool {
	return b.v.hungarian && i+1 < len(b.toks) && b.toks[i+1].gap == gapSpace && b.toks[i+1].form&(formCapital|formMixed) == formCapital && b.toks[i].form&formCaps == b.toks[i+1].form&formCaps && b.info(i+1).kind&kindGivenExact != 0
}

// titled tells whether a title stands before a token.
func (b *nameBlock) titled(i int) bool {
	if i == 0 || b.toks[i].gap&^(gapSpace|gapDot|gapLine|gapComma|gapOther) != 0 {
		return false
	}
	w := b.t.nameWord(b.toks[i-1])
	c := cueWords()[w]
	if c&cueMister != 0 {
		return b.toks[i].gap.plain()
	}
	if w == "p" { // p. Novák
		return b.toks[i].gap == gapDot|gapSpace && b.toks[i-1].form&formCapital == 0
	}
	return c&cueTitle != 0 && (b.toks[i].gap&gapDot != 0 || len(w) > 2 && b.toks[i].gap.plain())
}

// extend returns the token with which a run goes on, or -1.
func (b *nameBlock) extend(r *nameRun, k int) int {
	last := r.words[len(r.words)-1]
	n := b.toks[k]
	initial := last.kind&kindInitial != 0
	switch {
	case initial && n.gap&^(gapDot|gapSpace|gapLine|gapDash) == 0:
	case b.inverted(r, k):
		return k
	case !n.gap.plain():
		return -1
	}
	if n.form&formCapital == 0 || cueWords()[b.t.nameWord(n)]&cueParticle != 0 && b.info(k).kind&kindGiven == 0 {
		if k+2 < len(b.toks) && b.particle(k) && b.particle(k+1) { // van der
			k++
		}
		if w := b.t.nameWord(n); k+1 < len(b.toks) && len(w) <= 3 && cueWords()[w]&cueParticle != 0 && (last.kind&kindDull == 0 || last.kind&kindNamed != 0) &&
			b.toks[k+1].gap.plain() && b.toks[k+1].form&formCapital != 0 && b.info(k+1).kind&kindOffice == 0 {
			return k + 1
		}
		return -1
	}
	w := b.info(k)
	if b.t.Recognised && b.v.hungarian && len(r.words) == 2 && r.words[0].kind&kindGivenExact == 0 && last.kind&kindGivenExact != 0 && w.kind&kindSurname != 0 && b.givenNext(k) {
		return -1 // the next name, whose comma was not read
	}
	if n.gap&gapLine != 0 && !initial && (last.kind&kindGivenExact == 0 || len(r.words) > 1 || w.kind&kindDull != 0) {
		return -1 // the next line of a table or a letter's head
	}
	if w.kind&kindInitial != 0 {
		if b.gapAfter(k)&gapDot == 0 {
			return -1
		}
		return k
	}
	if n.form&formMixed != 0 && w.kind&kindNamed == 0 {
		return -1
	}
	if w.cue&(cueTitle|cueMister|cueAfter|cueStreetLast|cueCompany) != 0 && w.kind&(kindGivenExact|kindSurname) == 0 {
		return -1
	}
	if w.kind&(kindOffice|kindCommon|kindAcronym) != 0 {
		given := last.kind&kindGiven != 0 && (last.kind&kindDull == 0 || last.kind&kindGivenExact != 0) || initial
		switch {
		case w.kind&kindGivenExact != 0 && (w.kind&kindOffice == 0 || b.v.hungarian && last.kind&kindSurname != 0):
		case w.kind&kindAcronym != 0 && n.form&formCaps != 0 && b.toks[r.last].form&formCaps == 0:
			return -1
		case given && (!r.hasSurname() || initial) && (w.kind&kindOffice == 0 || w.kind&kindSurname != 0):
		case w.kind&kindSurname != 0 && (b.titled(r.first) || given):
		case len(r.words) == 1 && last.kind&(kindDull|kindPlace) == 0 && w.kind&kindOffice == 0 && n.gap&gapLine == 0 && (!b.starts(r.first) || last.kind&kindNamed != 0 || b.toks[r.first].gap&gapColon != 0):
		default:
			return -1
		}
	}
	return k
}

// inverted tells whether a run and a token are a surname and a given name with a
// comma between: Novák, Jan.
func (b *nameBlock) inverted(r *nameRun, k int) bool {
	n := b.toks[k]
	if len(r.words) != 1 || n.gap != gapComma|gapSpace || b.t.plain[b.toks[r.last].to] != ',' || n.form&formCapital == 0 || r.words[0].kind&kindGivenExact != 0 {
		return false
	}
	next := b.gapAfter(k)
	return b.info(k).kind&kindGivenExact != 0 && b.info(k).kind&kindDull == 0 && (!next.plain() || next&gapLine != 0 || k+1 < len(b.toks) && b.toks[k+1].form&formCapital == 0)
}

// particle tells whether a token may join two words of a name.
func (b *nameBlock) particle(k int) bool {
	return b.toks[k].gap.plain() && cueWords()[b.t.nameWord(b.toks[k])]&cueParticle != 0
}

// hasSurname tells whether one of the words is a surname and no given name.
func (r *nameRun) hasSurname() bool {
	for _, w := range r.words {
		if w.kind&(kindSurname|kindSurnameForm) != 0 && w.kind&kindGivenExact == 0 {
			return true
		}
	}
	return false
}
