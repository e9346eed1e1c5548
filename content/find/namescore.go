package find

import "strings"

// nameScore is how sure it is that a run is a person's name, and why.
type nameScore struct {
	score   int
	reasons []string
	capped  bool // it stands where names of streets and houses do
}

// minMisread is how many letters a word has that is rather a common word misread
// than a name.
const minMisread = 7

// Scores of names.
const (
	certainName = 80 // a title or a label, or a given name with a surname
	likelyName  = 60
)

// tally counts the words of a run by what they may be.
type tally struct{ given, surname, foreign, unknown, place, dull, initial int }

func (r *nameRun) tally() (n tally) {
	for i, w := range r.words {
		k := w.kind
		switch {
		case k&kindInitial != 0:
			n.initial++
		case k&kindGivenExact != 0, k&kindGiven != 0 && (k&(kindDull|kindSurname|kindPlace) == 0 || n.given == 0 && len(r.words) > 1 && !(i == 0 && r.words[1].kind&kindGivenExact != 0)):
			n.given++
		case k&kindForeignGiven != 0 && len(r.words) > 1 && n.given == 0 && k&(kindCommon|kindOffice) == 0:
			n.given++
		case k&(kindSurname|kindSurnameForm) != 0:
			n.surname++
		case k&kindDull != 0:
			n.dull++
		case k&kindPlace != 0:
			n.place++
		case k&kindForeign != 0:
			n.foreign++
		case k&kindGiven != 0:
			n.given++
		default:
			n.unknown++
		}
	}
	return n
}

// judge gives a run its score.
func (b *nameBlock) judge(r *nameRun) nameScore {
	n := r.tally()
	s := b.shape(r, n)
	named := n.given+n.surname+n.foreign+n.unknown > 0
	if b.titled(r.first) {
		s.raise(certainName+6, "a title before it")
	}
	if len(r.words) == 1 && n.given+n.surname == 0 && b.postcode(r.first) {
		s.lower(Low-4, "a place, after its postcode")
	}
	b.lookAfter(r, &s)
	b.lookBefore(r, &s, named)
	if s.score >= Low && b.signed(r) {
		s.add(12, "in the signature of a letter")
	}
	if s.score >= 30 && b.addressed(r) {
		s.add(16, "an e-mail address made of it")
	}
	if len(r.words) == 1 && s.score >= 30 && s.score < likelyName {
		w := r.words[0]
		switch {
		case b.t.Recognised && w.kind&(kindNamed|kindDull) == 0 && len(w.word) >= minMisread && b.nameKind(w.word) == 0 && !b.strange(w.word):
			s.lower(Low-5, "one letter makes a common word of it")
		case w.kind&kindNamed == 0 && b.small[w.word]:
			s.lower(30, "the word occurs without a capital as well")
		case b.toks[r.first].form&formCaps != 0 && len(w.word) <= maxAcronym+1 && !b.inCaps(r.first):
			s.lower(Low-8, "a short word of capitals")
		case w.kind&kindNamed == 0 && b.inCaps(r.first):
			s.lower(Low-8, "in a line of capitals")
		}
	}
	if b.t.Recognised && len(r.words) == 2 && s.score < likelyName && n.given == 0 && b.nameKind(r.words[0].word)|b.nameKind(r.words[1].word) != 0 {
		s.raise(likelyName-8, "a name with a letter misread, beside another word with a capital")
	}
	b.elsewhere(r, &s)
	return s
}

// shape is what the words of a run say by themselves.
func (b *nameBlock) shape(r *nameRun, n tally) (s nameScore) {
	start := b.starts(r.first)
	switch {
	case n.given > 0 && n.surname > 0:
		return nameScore{score: 90, reasons: []string{"a given name with a surname"}}
	case n.given > 0 && n.unknown+n.foreign > 0:
		return nameScore{score: 84, reasons: []string{"a given name beside another name"}}
	case n.given > 1:
		return nameScore{score: 80, reasons: []string{"two given names in a row"}}
	case n.given > 0 && n.initial > 0:
		return nameScore{score: 66, reasons: []string{"a given name with an initial"}}
	case n.given == 1 && n.place > 0 && len(r.words) == 2 && (r.words[0].kind&(kindDull|kindPlace) != 0 && r.words[1].kind&(kindDull|kindPlace) != 0):
		return nameScore{score: 30, reasons: []string{"the name of a place"}} // Mladá Boleslav
	case n.given > 0 && n.dull+n.place > 0:
		return nameScore{score: 72, reasons: []string{"a given name beside a word with a capital"}}
	case n.initial > 0 && n.surname > 0:
		return nameScore{score: 82, reasons: []string{"an initial with a surname"}}
	case n.initial > 0 && n.unknown+n.foreign > 0:
		return nameScore{score: 66, reasons: []string{"an initial with a word that is not common"}}
	case n.initial > 0:
		return nameScore{score: 30, reasons: []string{"an initial with a common word"}}
	case n.surname == 1 && n.unknown == 1 && n.foreign == 0 && (r.words[0].kind|r.words[len(r.words)-1].kind)&kindDull != 0:
		return nameScore{score: 50, reasons: []string{"a surname that is another word as well, beside a word that is not common"}}
	case n.surname > 0 && n.unknown+n.foreign > 0, n.surname > 1:
		return nameScore{score: 70, reasons: []string{"a surname beside another name"}}
	case n.unknown+n.foreign > 1:
		if b.inCaps(r.first) {
			return nameScore{score: 30, reasons: []string{"words in a line of capitals"}}
		}
		return nameScore{score: 56, reasons: []string{"two words in a row that are not common"}}
	}
	return b.single(r, n, start)
}

// single is what a run with one telling word says.
func (b *nameBlock) single(r *nameRun, n tally, start bool) nameScore {
	w := r.words[0]
	for _, x := range r.words {
		if x.kind&kindDull == 0 {
			w = x
		}
	}
	choose := func(middle, beginning int, reason string) nameScore {
		if start {
			return nameScore{score: beginning, reasons: []string{reason + ", where a sentence may begin"}}
		}
		return nameScore{score: middle, reasons: []string{reason}}
	}
	common := w.kind&(kindDull|kindPlace) != 0
	switch {
	case n.given > 0 && common:
		return choose(45, 28, "a given name that is another word as well")
	case n.given > 0:
		return choose(56, 46, "a given name")
	case n.surname > 0 && w.kind&kindOffice != 0:
		return choose(36, 20, "a surname that is a word of offices as well")
	case n.surname > 0 && common:
		return choose(50, 28, "a surname that is another word as well")
	case n.surname > 0 && w.kind&kindSurname == 0 && !b.t.Recognised && strings.HasSuffix(w.word, "ova") && b.possessive(r.last):
		return choose(44, 32, "a capital on a word that is not common") // obnova, and not an ending in á
	case n.surname > 0 && w.kind&kindSurnameForm != 0:
		return choose(72, 64, "an ending that surnames have")
	case n.surname > 0:
		return choose(64, 54, "a surname")
	case n.place > 0 && n.unknown+n.foreign == 0:
		return nameScore{score: 12, reasons: []string{"the name of a place"}}
	case n.foreign > 0:
		return choose(52, 42, "a foreign name")
	case n.unknown > 0:
		return choose(48, 33, "a capital on a word that is not common")
	}
	return nameScore{score: 12, reasons: []string{"a capital"}}
}

// inCaps tells whether a token stands among words of capitals only.
func (b *nameBlock) inCaps(i int) bool {
	if b.toks[i].form&formCaps == 0 {
		return false
	}
	near, caps := 0, 0
	for k := max(0, i-3); k < min(len(b.toks), i+4); k++ {
		if k != i && b.toks[k].to-b.toks[k].from > 2 {
			near++
			if b.toks[k].form&formCaps != 0 {
				caps++
			}
		}
	}
	return near > 0 && caps*2 >= near
}

func (s *nameScore) raise(to int, reason string) {
	if s.score < 20 || s.capped {
		return
	}
	s.score = max(s.score, to)
	s.reasons = append(s.reasons, reason)
}

func (s *nameScore) add(points int, reason string) {
	if s.capped {
		return
	}
	s.score = min(s.score+points, 95)
	s.reasons = append(s.reasons, reason)
}

func (s *nameScore) lower(to int, reason string) {
	if s.score > to {
		s.score = to
		s.reasons = append(s.reasons, reason)
	}
}

// cap is for names that are no person's any more.
func (s *nameScore) cap(reason string) {
	s.lower(Low-10, reason)
	s.capped = true
}
