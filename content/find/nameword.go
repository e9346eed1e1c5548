package find

import (
	"slices"
	"strings"
)

// nameWordInfo is what is known of a word with a capital.
type nameWordInfo struct {
	word    string
	stems   []string
	kind    wordKind
	cue     cue
	persons []int32 // confirmed or certain persons whose surname it may be
	asGiven []int32 // and whose given name
	damaged bool    // it is theirs only if OCR has misread it
}

// wordKind is what a word may be.
type wordKind uint16

const (
	kindGiven        wordKind = 1 << iota // a form of a given name
	kindGivenExact                        // its first form
	kindSurname                           // a form of a known surname
	kindSurnameForm                       // ends as surnames do
	kindForeign                           // a name elsewhere
	kindForeignGiven                      // and a given name
	kindCommon                            // a common word
	kindCommonForm                        // shares its stem with one
	kindOffice                            // a word of offices
	kindPlace
	kindInitial // one letter, or two that are one in Hungarian
	kindAcronym
)

const (
	kindNamed = kindGiven | kindSurname | kindSurnameForm | kindForeign
	kindDull  = kindCommon | kindOffice | kindCommonForm
)

// initials of Hungarian names that are two letters.
var doubleInitials = []string{"cs", "gy", "ny", "sz", "ty", "zs", "ch", "th"}

// wordInfo classifies a folded word. caps says that all its letters are.
func (v *vocabulary) wordInfo(w string, caps bool) *nameWordInfo {
	i := &nameWordInfo{word: w, cue: cueOf(w, v.hungarian)}
	if len(w) == 1 || len(w) == 2 && slices.Contains(doubleInitials, w) {
		i.kind |= kindInitial
	}
	parts := strings.Split(w, "-")
	for _, p := range parts {
		i.stems = append(i.stems, stems(p, v.hungarian)...)
	}
	if len(parts) > 1 {
		i.kind |= v.compound(parts)
		return i
	}
	i.kind |= v.kindOf(w, i.stems)
	if caps && len(w) <= maxAcronym && i.kind&(kindGivenExact|kindSurname) == 0 || len(w) > 2 && !strings.ContainsAny(w, "aeiouyrl") || caps && strings.Trim(w, "ivxlcdm") == "" {
		i.kind |= kindAcronym
	}
	return i
}

const maxAcronym = 4 // letters

func (v *vocabulary) kindOf(w string, stems []string) (k wordKind) {
	if v.given[w] {
		k |= kindGiven | kindGivenExact
	}
	if v.surnames[w] {
		k |= kindSurname
	}
	if v.foreign[w] {
		k |= kindForeign | kindForeignGiven
	}
	if v.foreignSurnames[w] {
		k |= kindForeign
	}
	if v.common[w] {
		k |= kindCommon
	}
	for n, s := range stems {
		if len(s) >= minNameStem && v.givenStems[s] {
			k |= kindGiven
		}
		if len(s) >= minNameStem && v.surnameStems[s] {
			k |= kindSurname
		}
		if v.places[s] && len(s) > 3 {
			k |= kindPlace
		}
		if v.office[s] && len(s) > 2 && (v.common[w] || !v.hungarian || !strings.HasSuffix(w, "i")) { // patak is a word of offices, Pataki is a name
			k |= kindOffice
		}
		if n == 0 && v.stems[s] && len(s) > 3 {
			k |= kindCommonForm
		}
	}
	if v.hungarian {
		k |= v.suffixed(w)
	} else if n := len(w); n < 5 && n > 2 && strings.Contains("yueo", w[n-1:]) && v.usualStems[w[:n-1]] && v.given[w[:n-1]+"a"] && !v.common[w] {
		k |= kindGiven // Evu
	}
	if k&kindGivenExact != 0 && !v.common[w] {
		k &^= kindOffice | kindCommonForm
	}
	if v.surnameShape(w) {
		k |= kindSurnameForm
	}
	return k
}

const minNameStem = 3

// suffixed is what a Hungarian word is without its suffix, where that is a given
// name as it stands: Évának.
func (v *vocabulary) suffixed(w string) wordKind {
	for n := 1; n <= 5 && len(w)-n > minStem; n++ {
		base, end := w[:len(w)-n], w[len(w)-n:]
		if v.given[base] && v.usualStems[hungarianBare(base)] && !v.common[w] && (slices.Contains(hungarianEndings, end) || slices.Contains(hungarianDoubtful, end)) {
			return kindGiven | kindGivenExact
		}
	}
	return 0
}

// compound is what words joined by hyphens may be: a double name, or a name
// with a suffix after a hyphen.
func (v *vocabulary) compound(parts []string) (k wordKind) {
	all := kindDull | kindPlace
	for _, p := range parts {
		one := v.kindOf(p, stems(p, v.hungarian))
		k |= one & (kindNamed &^ kindForeign)
		if len(p) > 2 {
			if one&kindDull == 0 {
				all &^= kindDull
			}
			all &= one | kindDull
		}
	}
	return k | all
}

// surnameEndings are those of surnames more often than of other words; the
// word before has at least three letters.
var surnameEndings = map[bool][]string{
	false: {"ovou", "ovska", "ovsky", "ovskeho", "ovskemu", "acek", "icek", "ecek", "ousek", "inek", "anek", "ankova", "kova", "lova", "rova", "nova", "tova", "dova", "cova", "sova", "zova", "vova", "mova", "bova", "pova", "hova", "jova",
		"kove", "love", "rove", "nove", "tove", "dove", "cove", "sove", "zove", "icova", "ovic", "ovice"},
	true: {"ffy", "szky", "szki", "nenak", "nevel", "nehez", "netol", "ovics", "ovits"},
}

func (v *vocabulary) surnameShape(w string) bool {
	for _, e := range surnameEndings[v.hungarian] {
		if len(w) >= len(e)+2 && strings.HasSuffix(w, e) {
			return true
		}
	}
	return v.hungarian && len(w) > 5 && strings.HasSuffix(w, "ne")
}
