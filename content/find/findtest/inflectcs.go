package findtest

import (
	"slices"
	"strings"
)

// Cases have the numbers that Czech schools give them: 1 nominative, 2 genitive,
// 3 dative, 4 accusative, 6 locative, 7 instrumental. A pattern lists the
// endings in this order.
var caseAt = map[int]int{1: 0, 2: 1, 3: 2, 4: 3, 6: 4, 7: 5}

func ending(pattern string, number int) string {
	e := strings.Split(pattern, " ")[caseAt[number]]
	return strings.Trim(e, "-")
}

// feminine makes the surname of a woman.
func feminine(s string) string {
	switch stem, last := cut(s); {
	case last == "ý":
		return stem + "á"
	case last == "í", last == "ů":
		return s
	case last == "a", last == "o":
		return stem + "ová"
	}
	return fleeting(s) + "ová"
}

// cut takes the last letter off.
func cut(s string) (stem, last string) {
	r := []rune(s)
	return string(r[:len(r)-1]), string(r[len(r)-1:])
}

// fleeting is the stem before an ending: Marek, Mark-; Němec, Němc-.
func fleeting(s string) string {
	switch r := []rune(s); {
	case s == "Pavel" || s == "Karel":
		return s[:3] + "l"
	case strings.HasSuffix(s, "něk"):
		return string(r[:len(r)-3]) + "ňk"
	case strings.HasSuffix(s, "děk"):
		return string(r[:len(r)-3]) + "ďk"
	case len(r) > 4 && (strings.HasSuffix(s, "ek") || strings.HasSuffix(s, "ec")):
		return string(r[:len(r)-2]) + string(r[len(r)-1:])
	}
	return s
}

func surnameCzech(s string, woman bool, number int) string {
	stem, last := cut(s)
	switch {
	case woman && last == "á":
		return stem + ending("á é é ou é ou", number)
	case woman, last == "ů":
		return s
	case last == "ý":
		return stem + ending("ý ého ému ého ém ým", number)
	case last == "í":
		return stem + ending("í ího ímu ího ím ím", number)
	}
	return masculine(s, number)
}

// endsIn tells whether a word ends in one of the letters.
func endsIn(s, letters string) bool {
	_, last := cut(s)
	return slices.Contains(strings.Fields(letters), last)
}

// masculine inflects nouns of men, given names and surnames alike.
func masculine(s string, number int) string {
	if number == 1 {
		return s
	}
	stem, last := cut(s)
	switch {
	case last == "í":
		return stem + ending("í ího ímu ího ím ím", number)
	case last == "a" && endsIn(stem, "č š ž ř c j"):
		return stem + ending("a i ovi u ovi ou", number)
	case last == "a":
		return stem + ending("a y ovi u ovi ou", number)
	case last == "o":
		return stem + ending("o a ovi a ovi em", number)
	case last == "ď", last == "ť", last == "ň":
		hard := strings.NewReplacer("ď", "dě", "ť", "tě", "ň", "ně").Replace(last)
		switch number {
		case 2, 4:
			return stem + hard
		case 7:
			return stem + hard + "m"
		}
		return s + "ovi"
	case strings.Contains("cčjřšžsxz", last):
		return fleeting(s) + ending("- e ovi e ovi em", number)
	}
	return fleeting(s) + ending("- a ovi a ovi em", number)
}

func givenCzech(s string, woman bool, number int) string {
	if !woman {
		return masculine(s, number)
	}
	stem, last := cut(s)
	switch {
	case last == "e":
		return stem + ending("e e i i i í", number)
	case last != "a":
		return s
	}
	before, consonant := cut(stem)
	switch {
	case consonant == "j" || consonant == "č" || consonant == "š" || consonant == "ž":
		return stem + ending("a i e u e ou", number)
	case consonant == "ň":
		if number == 3 || number == 6 {
			return before + "ně"
		}
		return before + ending("ňa ni - ňu - ňou", number)
	case number == 3 || number == 6:
		return before + dative(consonant)
	}
	return stem + ending("a y - u - ou", number)
}

// dative is what a stem of Lenka, Olga, Barbora ends in: Lence, Olze, Barboře.
func dative(consonant string) string {
	switch consonant {
	case "k":
		return "ce"
	case "g", "h":
		return "ze"
	case "r":
		return "ře"
	case "l", "s", "z", "c":
		return consonant + "e"
	}
	return consonant + "ě"
}
