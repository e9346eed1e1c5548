package find

import (
	"strings"
	"sync"
)

// What OCR does to the words of a name, and where a word is one of them all the
// same.

// nameLooks makes alike, beyond looksOf, the letters of names that OCR takes for
// one another: only names that are known are compared by it.
func nameLooks(folded string) string { return nameLookalikes.Replace(folded) }

var nameLookalikes = strings.NewReplacer("rn", "m", "cl", "d", "vv", "v", "l", "i", "j", "i", "1", "i", "y", "v", "w", "v",
	"0", "o", "c", "e", "4", "a", "f", "t", "q", "g", "9", "g", "5", "s", "8", "b", "6", "b")

// nearNames are the stems of given names and surnames as OCR sees them, whole
// and with one letter less.
var nearNames = sync.OnceValue(func() map[string]wordKind {
	out := map[string]wordKind{}
	names := knownNames()
	for kind, stems := range map[wordKind]map[string]bool{kindGiven: names.givenStems, kindSurname: names.surnameStems} {
		for s := range stems {
			if len(s) < minNearName {
				continue
			}
			for _, less := range shortened(nameLooks(s), 1) {
				out[less] |= kind
			}
		}
	}
	return out
})

const minNearName = 4 // letters of a stem that is compared with one letter wrong

// nameKind is what a word that may be damaged is as a name: a form of a given
// name or a surname, or of one with a letter misread; 0 for any other word.
func (b *nameBlock) nameKind(w string) wordKind {
	if k, ok := b.near[w]; ok {
		return k
	}
	v := b.v
	i := v.wordInfo(w, false)
	k := i.kind & (kindGiven | kindSurname | kindSurnameForm | kindForeignGiven)
	if k&kindForeignGiven != 0 {
		k = k&^kindForeignGiven | kindGiven
	}
	switch {
	case len(w) < 3, i.cue&^cueParticle != 0 && i.kind&kindGivenExact == 0:
		k = 0
	case i.kind&(kindCommon|kindOffice) != 0 && i.kind&kindGivenExact == 0, k == 0 && i.kind&kindDull != 0:
		k = 0
	case k == 0:
		for _, s := range i.stems[:1] {
			if len(s) < minNearName || len(s) > maxNameLetters {
				continue
			}
			for _, less := range shortened(nameLooks(s), 1) {
				k |= nearNames()[less]
			}
		}
	}
	if len(b.near) >= maxNameInfos {
		clear(b.near)
	}
	b.near[w] = k
	return k
}

// pieceKind is the same of a word that was put together again, which may be a
// common one as well: F arkas.
func (b *nameBlock) pieceKind(w string) wordKind {
	if k := b.nameKind(w); k != 0 || len(w) < minNearName {
		return k
	}
	var k wordKind
	if b.v.given[w] {
		k = kindGiven
	}
	if b.v.surnames[w] {
		k |= kindSurname
	}
	return k
}

// strange tells whether a word is no common one, not even with a letter misread.
func (b *nameBlock) strange(w string) bool {
	if known, ok := b.odd[w]; ok {
		return known
	}
	if len(b.odd) >= maxNameInfos {
		clear(b.odd)
	}
	is := b.v.strange(w)
	b.odd[w] = is
	return is
}

func (v *vocabulary) strange(w string) bool {
	if v.common[w] || v.looks[looksOf(w)] || len(w) > maxNameLetters {
		return false
	}
	for _, s := range stems(w, v.hungarian)[:1] {
		if v.stems[s] || v.office[s] || v.places[s] {
			return false
		}
	}
	if len(w) < 4 {
		return true
	}
	buf := make([]byte, len(w)+1)
	for i := 0; i <= len(w); i++ {
		copy(buf, w[:i])
		if i < len(w) {
			copy(buf[i:], w[i+1:])
			if v.common[string(buf[:len(w)-1])] { // one letter too many
				return false
			}
			copy(buf[i+1:], w[i+1:])
			for c := byte('a'); c <= 'z'; c++ {
				if buf[i] = c; v.common[string(buf[:len(w)])] {
					return false
				}
			}
		}
		copy(buf[i+1:], w[i:])
		for c := byte('a'); c <= 'z'; c++ {
			if buf[i] = c; v.common[string(buf)] {
				return false
			}
		}
	}
	return true
}
