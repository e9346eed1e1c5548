package find

import "strings"

// The certain persons of a case are looked for in what was recognised also
// where no name seems to stand: in pieces, with a small letter, with more
// letters misread than a word alone may have, since both words of the name must
// be there.

const (
	maxPieces  = 3 // tokens that make one word of a name
	searchBoth = 4 // a word of a name has one letter in so many wrong, where the other is there, too
	searchOne  = 3 // and one in so many, where the other was read right
)

// window is tokens of one line, joined, as a word of a name.
type nameWindow struct {
	first, last int
	known       *nameWordInfo // with the persons whose it may be
}

// findMisread looks for names of certain persons. Both words must stand side by
// side, in either order.
func (b *nameBlock) findMisread(found func(*nameBlock, *nameRun, nameScore)) {
	if !b.t.Recognised || b.people == nil || len(b.people.surnames) == 0 {
		return
	}
	cache := map[string]*nameWordInfo{}
	for i := 0; i < len(b.toks); i++ {
		for _, w := range b.windows(i, cache) {
			at, first, last := b.otherHalf(w)
			if at < 0 {
				continue
			}
			s := nameScore{score: certainName - 12, reasons: []string{"the name of a person found in the case, with letters misread"}}
			if !w.known.damaged {
				s.score += 6
			}
			found(b, &nameRun{first: first, last: last, words: []*nameWordInfo{w.known}, person: at, exact: true}, s)
			break
		}
	}
}

// windows are the words that begin at a token and may be those of a person.
func (b *nameBlock) windows(i int, cache map[string]*nameWordInfo) (out []nameWindow) {
	w, common := "", true
	for j := i; j < len(b.toks) && j < i+maxPieces; j++ {
		if j > i {
			if between, ok := b.stray(j); !ok || len(between) > 2 {
				break
			}
		}
		piece := b.t.nameWord(b.toks[j])
		common = common && (len(piece) == 1 || b.v.common[piece])
		if w += piece; len(w) > maxNameLetters {
			break
		}
		if len(w) < minDamaged || common && j > i {
			continue
		}
		known := b.misread(w, cache)
		if known == nil {
			continue
		}
		// One that a piece makes no better is of the other pieces alone.
		if first, last := b.t.nameWord(b.toks[i]), b.t.nameWord(b.toks[j]); j > i && (b.misread(w[len(first):], cache) != nil || b.misread(w[:len(w)-len(last)], cache) != nil) {
			continue
		}
		out = append(out, nameWindow{i, j, known})
	}
	return out
}

// misread is a word with the persons whose name it may be, or nil.
func (b *nameBlock) misread(w string, cache map[string]*nameWordInfo) *nameWordInfo {
	if len(w) < minDamaged {
		return nil
	}
	info, ok := cache[w]
	if !ok {
		info = &nameWordInfo{word: w, stems: stems(w, b.v.hungarian)}
		if b.v.common[w] {
			info.kind = kindCommon // and no misread name
		}
		if b.people.mark(info, true); len(info.persons)+len(info.asGiven) == 0 {
			info = nil
		}
		if len(cache) < maxNameInfos {
			cache[w] = info
		}
	}
	return info
}

// otherHalf looks beside a word of a name for the other word of the same
// person. It returns the person, or -1, and the tokens of both words.
func (b *nameBlock) otherHalf(w nameWindow) (at int32, first, last int) {
	per := searchBoth
	if !w.known.damaged {
		per = searchOne
	}
	for n, list := range [][]int32{w.known.persons, w.known.asGiven} {
		for _, at := range list {
			x := b.people.all[at]
			if x.rejected || len(x.parts) < 2 {
				continue
			}
			other := x.parts[x.surname]
			if n == 0 {
				other = x.givenPart()
			}
			if other.initial || len(other.word) < 3 {
				continue
			}
			if last := b.beside(w.last, 1, other, per); last >= 0 {
				return at, w.first, last
			}
			if first := b.beside(w.first, -1, other, per); first >= 0 {
				return at, first, w.last
			}
		}
	}
	return -1, 0, 0
}

// stray is what stands between a token and the one before; ok tells that a name
// may go on over it.
func (b *nameBlock) stray(k int) (between string, ok bool) {
	between = b.t.plain[b.toks[k-1].to:b.toks[k].from]
	return between, !strings.ContainsAny(between, "\n@/") && len(strings.TrimSpace(between)) <= maxStray
}

// beside returns the last of one to three tokens on one side of another that are
// a word of a name with letters misread, or -1. Marks may stand between.
func (b *nameBlock) beside(k, step int, part namePart, per int) int {
	w := ""
	for j := k + step; j >= 0 && j < len(b.toks) && (j-k)*step <= maxPieces; j += step {
		if _, ok := b.stray(max(j, j-step)); !ok || w != "" && b.v.common[w] {
			return -1
		}
		if step > 0 {
			w += b.t.nameWord(b.toks[j])
		} else {
			w = b.t.nameWord(b.toks[j]) + w
		}
		if len(w) > maxNameLetters {
			return -1
		}
		s := nameLooks(stems(w, b.v.hungarian)[0])
		for _, p := range part.stems {
			if len(p) > 2 && len(p) <= maxNameLetters && apart(s, nameLooks(p)) <= len(p)/per {
				return j
			}
		}
	}
	return -1
}
