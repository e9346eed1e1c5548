package find

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Words are compared by what is left of them without accents and inflection.
// That says too often that two forms are of one word, and hardly ever misses it.

// czechEndings are taken off, the longest first: nouns, adjectives, possessives.
var czechEndings = strings.Fields(`
iho imu ich imi im eho emu ymi ych ym ejsi ejsich ejsiho
ovi ou ech ach ich ami emi em um am uv eti ete etem
a e i o u y`)

// hungarianEndings in two groups: those that hardly any word ends in by itself,
// and those that only may be one.
var (
	hungarianEndings = strings.Fields(`
nenak nenek neval nevel nenal nerol netol nehoz nehez
eknak eknek ekkal ekkel eknal eknel ekhoz ektol ekrol
nak nek nal nel val vel ban ben bol rol tol hoz hez kent ert eit ait`)
	hungarianDoubtful = strings.Fields(`ne ek ot at et on en ok ak as os es ig ra re ba be ul t n k`)
)

// minStem is how many letters of a word an ending leaves.
const minStem = 2

// foldWord is a word in small letters without accents.
func foldWord(w string) string {
	for i := 0; i < len(w); i++ {
		if w[i] >= utf8.RuneSelf || w[i] >= 'A' && w[i] <= 'Z' {
			return foldFrom(w, i)
		}
	}
	return w
}

func foldFrom(w string, at int) string {
	b := make([]byte, at, len(w))
	copy(b, w)
	for _, r := range w[at:] {
		switch {
		case r < utf8.RuneSelf:
			if r >= 'A' && r <= 'Z' {
				r += 'a' - 'A'
			}
			b = append(b, byte(r))
		case unicode.IsMark(r) || r == 0xad || r == 0x200b:
		case r == 'ß':
			b = append(b, "ss"...)
		case r == 'Ł' || r == 'ł':
			b = append(b, 'l')
		case r == 'ı':
			b = append(b, 'i')
		default:
			b = utf8.AppendRune(b, baseLetter(unicode.ToLower(r)))
		}
	}
	return string(b)
}

// baseLetter is a letter without its accent.
func baseLetter(r rune) rune {
	var buf [utf8.UTFMax]byte
	if d := norm.NFD.Properties(buf[:utf8.EncodeRune(buf[:], r)]).Decomposition(); len(d) > 0 {
		r, _ = utf8.DecodeRune(d)
	}
	return r
}

// stems are the stems that a folded word may have, the likeliest first.
func stems(folded string, hungarian bool) []string {
	if hungarian {
		return hungarianStems(folded)
	}
	out := []string{czechStem(folded)}
	// Possessives and what else keeps a letter of the stem: Janův, Slovak -ej.
	for _, e := range []string{"ej", "om", "in", "ovo", "ova", "ovy", "ovych", "ovym", "ovymi"} {
		if s, ok := strings.CutSuffix(folded, e); ok && len(s) >= 3 {
			out = addStem(out, bareStem(s))
		}
	}
	return out
}

func addStem(all []string, s string) []string {
	if slices.Contains(all, s) {
		return all
	}
	return append(all, s)
}

func czechStem(w string) string {
	for n := 5; n > 0; n-- {
		if len(w)-n >= minStem && slices.Contains(czechEndings, w[len(w)-n:]) {
			return bareStem(w[:len(w)-n])
		}
	}
	return bareStem(w)
}

func hungarianStems(w string) []string {
	if s := instrumental(w); s != w {
		return []string{hungarianBare(s), hungarianBare(w)}
	}
	for n := 5; n > 2; n-- {
		if len(w)-n >= minStem && slices.Contains(hungarianEndings, w[len(w)-n:]) {
			s := w[:len(w)-n]
			out := []string{hungarianBare(s)}
			if n < 5 { // the word may end so by itself, or in another suffix
				out = addStem(out, hungarianBare(w))
			}
			return out
		}
	}
	out := []string{hungarianBare(w)}
	for _, e := range hungarianDoubtful {
		if s, ok := strings.CutSuffix(w, e); ok && len(s) >= 3 {
			out = addStem(out, hungarianBare(s))
		}
	}
	return out
}

// instrumental takes -val, -vel off a word whose last consonant it has doubled:
// kovaccsal, janossal, naggyal.
func instrumental(w string) string {
	s, ok := strings.CutSuffix(w, "al")
	if !ok {
		if s, ok = strings.CutSuffix(w, "el"); !ok {
			return w
		}
	}
	n := len(s)
	if n >= 4 && s[n-3] == s[n-2] && slices.Contains([]string{"cs", "gy", "ly", "ny", "sz", "ty", "zs"}, s[n-2:]) {
		return s[:n-3] + s[n-2:]
	}
	if n >= 3 && s[n-1] == s[n-2] && !strings.ContainsRune("aeiou", rune(s[n-1])) {
		return s[:n-1]
	}
	return w
}

func hungarianBare(w string) string {
	if n := len(w); n > minStem && strings.IndexByte("aeiouy", w[n-1]) >= 0 {
		w = w[:n-1]
	}
	return bareStem(w)
}

// bareStem makes alike what declension changes at the end of a stem: a doubled
// letter, a fleeting e (Dvořáček, Dvořáčka), c of k (Lenka, Lence).
func bareStem(s string) string {
	n := len(s)
	if n > 2 && s[n-1] == s[n-2] {
		s = s[:n-1]
		n--
	}
	if n > 3 && s[n-2] == 'e' && strings.IndexByte("kclr", s[n-1]) >= 0 && strings.IndexByte("aeiouy", s[n-3]) < 0 {
		s = s[:n-2] + s[n-1:]
		n--
	}
	if n > 2 && s[n-1] == 'c' {
		s = s[:n-1] + "k"
	}
	return s
}
