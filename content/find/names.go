package find

// nameDetectors find persons.
var nameDetectors = []detector{{"names", findNames}}

// findNames proposes every word with a capital that is no common one, and more
// surely what stands where names do. What is certain in one document is found
// in all of them.
func findNames(c *caseText, t *text, emit func(Finding)) {
	known := c.people.of(c)
	t.eachName(vocabularyOf(t.Language), known, func(b *nameBlock, r *nameRun, s nameScore) {
		if s.score < hint {
			return
		}
		key := keyOf(r.words)
		if r.person >= 0 {
			key = known.all[r.person].key
		}
		from, to := b.grow(r, &s)
		emit(t.finding(from, to, TypePerson, key, s.score, groundPersonal, s.reasons...))
		if s.score >= likelyName && !s.capped && b.signed(r) {
			from, to := b.signature(r)
			emit(t.finding(from, to, TypeSignature, "signature "+key, Low+5, groundPersonal, "the lines after a closing formula"))
		}
	})
}

// eachName calls found for every run of a text with its score. known may be
// nil, while they are collected.
func (t *text) eachName(v *vocabulary, known *people, found func(*nameBlock, *nameRun, nameScore)) {
	b := &nameBlock{v: v, t: t, infos: map[string]*nameWordInfo{}, cues: map[string]cue{}, small: map[string]bool{}, locals: map[string]bool{}, near: map[string]wordKind{}, odd: map[string]bool{}, people: known}
	for at := 0; at < len(t.plain); {
		b.toks, at, b.tail = t.nameTokens(at, b.toks[:0])
		b.notice()
		b.runs(func(r *nameRun) { found(b, r, b.judge(r)) })
		if known != nil {
			b.findCodes(found)
			b.findMisread(found)
		}
	}
}

// notice takes what the words without a capital tell: that they occur, and the
// local parts of e-mail addresses.
func (b *nameBlock) notice() {
	for i, n := range b.toks {
		if b.gapAfter(i) == gapAt {
			b.local(b.t.folded[n.from:n.to])
			for k := i; k > 0 && joint(b.toks[k].gap) && b.toks[k].gap&gapAt == 0; k-- {
				b.local(b.t.folded[b.toks[k-1].from:b.toks[k-1].to])
			}
		}
		if n.form&formCapital == 0 && n.to-n.from > 3 && n.gap&gapAt == 0 && !n.gap.tight() {
			if w := b.t.folded[n.from:n.to]; len(b.small) < maxNameBlock {
				b.small[w] = true
			}
		}
	}
}

// local notes the stems of names that a local part may be made of.
func (b *nameBlock) local(w string) {
	for _, s := range []string{w, w[min(1, len(w)):], w[:max(0, len(w)-1)]} {
		if len(s) >= minCode {
			b.locals[stems(s, b.v.hungarian)[0]] = true
		}
	}
}

// addressed tells whether an e-mail address is made of a run's name.
func (b *nameBlock) addressed(r *nameRun) bool {
	for _, w := range r.words {
		if len(w.stems[0]) >= minNameStem && w.kind&(kindDull|kindGivenExact) == 0 && b.locals[w.stems[0]] {
			return true
		}
	}
	return false
}

// findCodes looks for login codes among the words that are no names.
func (b *nameBlock) findCodes(found func(*nameBlock, *nameRun, nameScore)) {
	for i := range b.toks {
		at, score, reason := b.code(i)
		if score == 0 {
			continue
		}
		r := &nameRun{first: i, last: i, words: []*nameWordInfo{b.info(i)}, person: at, exact: true}
		found(b, r, nameScore{score: score, reasons: []string{reason}})
	}
}
