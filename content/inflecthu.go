package content

import (
	"strings"
	"unicode/utf8"
)

// Hungarian forms of names. Suffixes follow the vowels of the word, -val joins
// its last consonant, a last a or e grows long: Varga, Vargának. Only the last
// word of a name takes a suffix.

// hungarianSuffixes by the harmony of the word: back, front, rounded.
var hungarianSuffixes = [3]string{
	"nak nál ra ról ba ban ból hoz tól ért ként kénti kért ig é éi éé t ot at on n ok ak os ul ná",
	"nek nél re ről be ben ből hez től ért ként kénti kért ig é éi éé t et en n ek es ül né",
	"nek nél re ről be ben ből höz től ért ként kénti kért ig é éi éé t öt et ön n ök ek ös ül né",
}

// hungarianFamily are suffixes by which a name becomes that of the wife or the
// family, and takes all other suffixes again.
const hungarianFamily = "né ék éknál éknél"

// hungarianWith are the endings of -val, after the doubled consonant, or after a
// vowel with its v.
var hungarianWith = [3]string{"al á", "el é", "el é"}

const (
	hungarianBack    = "aáoóuú"
	hungarianFront   = "eéiíöőüű"
	hungarianRounded = "öőüű"
	hungarianVowels  = hungarianBack + hungarianFront
)

// hungarianDigraphs are consonants of several letters: the first is doubled
// (Nagy, Naggyal), where a name does not keep its letters (Kiss, Kiss-sel).
var hungarianDigraphs = []string{"dzs", "cs", "dz", "gy", "ly", "ny", "sz", "ty", "zs"}

// harmonies are the columns of suffixes that a word may take: where only i and
// í decide, both.
func harmonies(word string) []int {
	last := -1
	back, neutral := false, true
	for _, r := range strings.ToLower(word) {
		if !strings.ContainsRune(hungarianVowels, r) {
			continue
		}
		switch {
		case strings.ContainsRune(hungarianBack, r):
			back, neutral, last = true, false, 0
		case strings.ContainsRune(hungarianRounded, r):
			neutral, last = false, 2
		default:
			if r != 'i' && r != 'í' {
				neutral = false
			}
			last = 1
		}
	}
	switch {
	case last < 0, neutral:
		return []int{0, 1}
	case back && last != 0: // mixed: Ágnes takes either
		return []int{0, last}
	case back:
		return []int{0}
	}
	return []int{last}
}

// inflectHungarian returns the forms of the last word of a name, itself first.
// stems are the beginnings that all of them share: the word, and with its last
// vowel grown long.
func inflectHungarian(word string) (forms, stems []string) {
	forms, stems = []string{word}, []string{word}
	long := lengthened(word)
	if long != word {
		stems = append(stems, long)
	}
	forms = hungarianCases(forms, word, long)
	for _, f := range strings.Fields(hungarianFamily) {
		forms = add(forms, long+f)
		forms = hungarianCases(forms, long+f, long+f)
		forms = add(forms, word+f) // Vargané beside Vargáné
	}
	return forms, stems
}

// hungarianCases appends the forms of a word whose suffixes stand on long.
func hungarianCases(forms []string, word, long string) []string {
	for _, h := range harmonies(word) {
		forms = joinForms(forms, long, hungarianSuffixes[h])
		for _, end := range strings.Fields(hungarianWith[h]) {
			for _, w := range withConsonant(long) {
				forms = add(forms, w+end)
			}
		}
	}
	return forms
}

// lengthened is a word whose last a or e is long, as before a suffix.
func lengthened(word string) string {
	for short, long := range map[string]string{"a": "á", "e": "é", "A": "Á", "E": "É"} {
		if stem, ok := strings.CutSuffix(word, short); ok {
			return stem + long
		}
	}
	return word
}

// withConsonant is a word ready for -val: with a v after a vowel, else with its
// last consonant doubled. Names that end in a double one keep their letters and
// take a hyphen.
func withConsonant(word string) []string {
	lower := strings.ToLower(word)
	last, size := utf8.DecodeLastRuneInString(lower)
	if strings.ContainsRune(hungarianVowels, last) {
		return []string{word + "v"}
	}
	for _, d := range hungarianDigraphs {
		if at := len(word) - len(d); at > 0 && strings.EqualFold(word[at:], d) {
			return []string{word[:at] + d[:1] + word[at:], word + d, word + "-" + d}
		}
	}
	if last == 'y' { // an old spelling: Ady, Batthyány
		return []string{word + "v", word + "y"}
	}
	if before, _ := utf8.DecodeLastRuneInString(lower[:len(lower)-size]); before == last {
		return []string{word, word + "-" + string(last)}
	}
	return []string{word + string(last)}
}
