package findtest

import "strings"

// Suffixes have the numbers of the Czech cases where there is one like it:
// 2 -é, 3 -nak/-nek, 4 -t, 6 -ról/-ről, 7 -val/-vel, 8 -tól/-től, 9 -hoz/-hez/-höz.
func suffixed(s string, number int) string {
	back := backVowels(s)
	two := func(b, f string) string {
		if back {
			return lengthened(s) + b
		}
		return lengthened(s) + f
	}
	switch number {
	case 1:
		return s
	case 2:
		return lengthened(s) + "é"
	case 3:
		return two("nak", "nek")
	case 4:
		return accusative(s, back)
	case 6:
		return two("ról", "ről")
	case 7:
		return instrumental(s, back)
	case 8:
		return two("tól", "től")
	case 9:
		if !back && rounded(s) {
			return lengthened(s) + "höz"
		}
		return two("hoz", "hez")
	}
	panic("findtest: no suffix of this number")
}

// vowels of a word in order, in small letters.
func vowels(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("aáeéiíoóöőuúüű", r) {
			return r
		}
		return -1
	}, strings.ToLower(s))
}

// backVowels: the last vowel that is not i or í decides; é is front. Words of i
// alone take front suffixes in nearly all names.
func backVowels(s string) bool {
	v := strings.TrimRight(vowels(s), "ií")
	return v != "" && strings.ContainsAny(v[strings.LastIndexAny(v, "aáeéoóöőuúüűií"):], "aáoóuú")
}

// rounded tells whether the last vowel is ö, ő, ü or ű.
func rounded(s string) bool {
	v := []rune(vowels(s))
	return len(v) > 0 && strings.ContainsRune("öőüű", v[len(v)-1])
}

// lengthened is the stem before a suffix: Anna, Anná-; Imre, Imré-.
func lengthened(s string) string {
	switch stem, last := cut(s); last {
	case "a":
		return stem + "á"
	case "e":
		return stem + "é"
	}
	return s
}

func accusative(s string, back bool) string {
	stem := lengthened(s)
	switch {
	case strings.ContainsAny(stem[len(stem)-1:], "lrnjsz") && !strings.HasSuffix(stem, "cs"), strings.HasSuffix(stem, "ny"), strings.HasSuffix(stem, "ly"):
		return stem + "t"
	case endsInVowel(stem):
		return stem + "t"
	case back:
		return stem + "ot"
	case rounded(s):
		return stem + "öt"
	}
	return stem + "et"
}

func endsInVowel(s string) bool {
	_, last := cut(s)
	return vowels(last) != ""
}

// instrumental doubles the last consonant: Istvánnal, Tamással, Kováccsal.
func instrumental(s string, back bool) string {
	tail := "el"
	if back {
		tail = "al"
	}
	stem := lengthened(s)
	if endsInVowel(stem) {
		return stem + "v" + tail
	}
	for _, pair := range []string{"cs", "gy", "ly", "ny", "sz", "ty", "zs"} {
		if strings.HasSuffix(stem, pair) && !strings.HasSuffix(stem, pair[:1]+pair) {
			return stem[:len(stem)-2] + pair[:1] + pair + tail
		}
	}
	if strings.HasSuffix(stem, "th") {
		return stem + "t" + tail // Horváthtal
	}
	_, last := cut(stem)
	if strings.HasSuffix(stem, last+last) {
		return stem + tail // Kiss, Kissel
	}
	return stem + last + tail
}
