package find

import (
	"slices"
	"strings"
	"sync"
)

// people are the persons of a case, told apart by the stems of their names.
type people struct {
	all      []*person
	byKey    map[string]int32
	byStem   map[string][]int32 // all of them, by the stems of whole words of theirs
	surnames map[string][]int32 // the certain ones
	givens   map[string][]int32
	codes    map[string]int32 // login codes of the certain ones
	clerks   map[string]int32 // and the shorter ones in file references
	damaged  map[string][]damagedName

	recognised bool // one of the documents was
}

// person is one of them.
type person struct {
	key      string
	parts    []namePart
	surname  int // index of parts
	certain  bool
	rejected bool
}

// namePart is a word of a person's name.
type namePart struct {
	word    string
	stems   []string
	initial bool
}

// lazyPeople are collected when the first detector needs them.
type lazyPeople struct {
	once  sync.Once
	known *people
}

func (l *lazyPeople) of(c *caseText) *people {
	l.once.Do(func() { l.known = collectPeople(c) })
	return l.known
}

// collectPeople reads all documents of a case: first names of several words,
// then single ones, which may be of the same persons.
func collectPeople(c *caseText) *people {
	p := &people{byKey: map[string]int32{}, byStem: map[string][]int32{}, surnames: map[string][]int32{}, givens: map[string][]int32{}, codes: map[string]int32{}, clerks: map[string]int32{}, damaged: map[string][]damagedName{}}
	p.recognised = slices.ContainsFunc(c.texts, func(t *text) bool { return t.Recognised })
	language := ""
	if len(c.texts) > 0 {
		language = c.texts[0].Language
	}
	p.given(c.Rejected, language, func(x *person) { x.rejected = true })
	p.given(c.Persons, language, func(x *person) { x.certain = true })
	type single struct {
		run   *nameRun
		score int
		v     *vocabulary
	}
	var singles []single
	seen := map[string]int{}
	for _, t := range c.texts {
		v := vocabularyOf(t.Language)
		t.eachName(v, nil, func(b *nameBlock, r *nameRun, s nameScore) {
			switch {
			case s.capped || s.score < Low:
			case len(r.words) > 1:
				p.meet(r.words, v, s.score)
			default:
				k := r.words[0].stems[0]
				if at, ok := seen[k]; ok {
					singles[at].score = max(singles[at].score, s.score)
				} else if len(singles) < maxPeople {
					seen[k] = len(singles)
					singles = append(singles, single{r, s.score, v})
				}
			}
		})
	}
	for _, s := range singles {
		p.meet(s.run.words, s.v, s.score)
	}
	return p
}

// given adds names that an officer has decided on.
func (p *people) given(names []string, language string, set func(*person)) {
	v := vocabularyOf(language)
	for _, name := range names {
		var words []*nameWordInfo
		for _, w := range strings.Fields(name) {
			w = strings.Trim(foldWord(w), ".,;:()\"'")
			if w == "" || len(words) == maxNameWords {
				continue
			}
			if i := v.wordInfo(w, false); cueWords()[w]&(cueTitle|cueMister|cueAfter) == 0 || i.kind&(kindGivenExact|kindSurname) != 0 {
				words = append(words, i)
			}
		}
		if len(words) > 0 && len(p.all) < maxPeople {
			x := newPerson(words, v)
			set(x)
			p.add(x)
		}
	}
}

// meet adds a person, or what is new about a known one.
func (p *people) meet(words []*nameWordInfo, v *vocabulary, score int) {
	at := p.match(words)
	if at < 0 && p.recognised {
		at = p.match(p.marked(words))
	}
	if at >= 0 {
		if x := p.all[at]; !x.certain && !x.rejected && score >= certainName {
			x.certain = true
			p.index(at, x)
		}
		return
	}
	if len(p.all) < maxPeople {
		x := newPerson(words, v)
		x.certain = score >= certainName
		p.add(x)
	}
}

func newPerson(words []*nameWordInfo, v *vocabulary) *person {
	x := &person{surname: -1}
	for _, w := range words {
		x.parts = append(x.parts, namePart{w.word, w.stems, w.kind&kindInitial != 0})
	}
	x.key = keyOf(words)
	x.surname = surnameOf(words, v)
	return x
}

// surnameOf tells which word is the surname: by its form, beside a given name,
// or by the custom of the language.
func surnameOf(words []*nameWordInfo, v *vocabulary) int {
	byForm, notGiven := -1, -1
	for i, w := range words {
		switch {
		case w.kind&kindInitial != 0:
		case w.kind&(kindSurname|kindSurnameForm) != 0 && w.kind&kindGivenExact == 0:
			byForm = i
		case w.kind&kindGiven == 0:
			notGiven = i
		}
	}
	last := len(words) - 1
	switch {
	case byForm >= 0:
		return byForm
	case notGiven >= 0:
		return notGiven
	case v.hungarian && words[0].kind&kindInitial == 0 || words[last].kind&kindInitial != 0:
		return 0
	}
	return last
}

// keyOf is the same for all forms and orders of a name, as far as stems tell.
func keyOf(words []*nameWordInfo) string {
	key := make([]string, 0, maxNameWords)
	for _, w := range words {
		key = append(key, w.stems[0])
	}
	slices.Sort(key)
	return strings.Join(key, " ")
}

func (p *people) add(x *person) {
	at := int32(len(p.all))
	p.all = append(p.all, x)
	if _, taken := p.byKey[x.key]; !taken {
		p.byKey[x.key] = at
	}
	if x.certain {
		p.index(at, x)
	}
	for _, part := range x.parts {
		if part.initial {
			continue
		}
		for _, s := range part.stems {
			if list := p.byStem[s]; len(list) == 0 || list[len(list)-1] != at {
				p.byStem[s] = append(list, at)
			}
		}
	}
}

// is tells whether words name a person: all of them, or all that the person's
// name has; one word alone must be the surname.
func (x *person) is(at int32, words []*nameWordInfo) bool {
	used, matched, whole := 0, 0, false
	surname := false
	for _, w := range words {
		for i := range x.parts {
			if used&(1<<i) != 0 || !x.parts[i].is(w, at, i == x.surname) {
				continue
			}
			used |= 1 << i
			matched++
			whole = whole || w.kind&kindInitial == 0 && !x.parts[i].initial
			surname = surname || i == x.surname
			break
		}
	}
	switch {
	case !whole:
		return false
	case len(words) == 1 || len(x.parts) == 1:
		return surname
	}
	return matched == len(words) || matched == len(x.parts)
}

// is tells whether a word is a form of this one, or its initial.
func (n *namePart) is(w *nameWordInfo, at int32, surname bool) bool {
	if n.initial || w.kind&kindInitial != 0 {
		return strings.HasPrefix(n.word, w.word) || strings.HasPrefix(w.word, n.word)
	}
	for _, s := range w.stems {
		if slices.Contains(n.stems, s) {
			return true
		}
	}
	if !w.damaged {
		return false
	}
	if surname {
		return slices.Contains(w.persons, at)
	}
	return slices.Contains(w.asGiven, at)
}
