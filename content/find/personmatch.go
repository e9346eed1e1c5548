package find

import "slices"

// marked are words with the persons whose names they may be, misread.
func (p *people) marked(words []*nameWordInfo) []*nameWordInfo {
	out := make([]*nameWordInfo, len(words))
	for i, w := range words {
		c := *w
		p.mark(&c, true)
		out[i] = &c
	}
	return out
}

// match returns the person that words name, or -1: a certain one before one
// that is not, and that before one that was rejected.
func (p *people) match(words []*nameWordInfo) int32 {
	if at, ok := p.byKey[keyOf(words)]; ok && p.all[at].certain {
		return at
	}
	var best *nameWordInfo
	fewest := 0
	for _, w := range words {
		n := len(w.damagedOf()) + len(w.asGivenDamaged())
		for _, s := range w.stems {
			n += len(p.byStem[s])
		}
		if w.kind&kindInitial == 0 && n > 0 && (best == nil || n < fewest) {
			best, fewest = w, n
		}
	}
	if best == nil {
		return -1
	}
	list := slices.Concat(best.damagedOf(), best.asGivenDamaged())
	for _, s := range best.stems {
		list = append(list, p.byStem[s][:min(len(p.byStem[s]), maxNamesakes)]...)
	}
	found := int32(-1)
	for _, at := range list {
		if x := p.all[at]; x.is(at, words) {
			switch {
			case x.certain:
				return at
			case found < 0 || p.all[found].rejected && !x.rejected:
				found = at
			}
		}
	}
	return found
}

func (w *nameWordInfo) damagedOf() []int32 {
	if w.damaged {
		return w.persons
	}
	return nil
}

func (w *nameWordInfo) asGivenDamaged() []int32 {
	if w.damaged {
		return w.asGiven
	}
	return nil
}
