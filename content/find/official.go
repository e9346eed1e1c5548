package find

import (
	"slices"
	"strings"
)

// official is an elected or leading official, whose name is public.
type official struct {
	names []string // folded, without titles
	ends  []string // of each: "a" or "y" where it is an adjective, Malá or Malý
}

func newOfficial(name string) official {
	var o official
	for _, raw := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == ',' || r == '.' }) {
		for _, w := range nameWords(foldString(raw)) {
			end := ""
			switch {
			case strings.HasSuffix(raw, "á"), strings.HasSuffix(raw, "Á"):
				end = "a"
			case strings.HasSuffix(raw, "ý"), strings.HasSuffix(raw, "Ý"):
				end = "y"
			}
			o.names, o.ends = append(o.names, w), append(o.ends, end)
		}
	}
	return o
}

// hasOfficial tells whether these words are a whole name of an official, in
// any case and order.
func (f *facts) hasOfficial(words []string, hungarian bool) bool {
	return slices.ContainsFunc(f.officials, func(o official) bool { return o.is(words, hungarian) })
}

// is tells whether each word is a form of another name of the official.
func (o *official) is(words []string, hungarian bool) bool {
	return o.each(words, func(w string, i int) bool { return o.form(w, i, hungarian) })
}

// each tells whether each word is another of the names.
func (o *official) each(words []string, same func(word string, i int) bool) bool {
	if len(words) != len(o.names) {
		return false
	}
	used := make([]bool, len(o.names))
	for _, w := range words {
		found := false
		for i := range o.names {
			if !used[i] && same(w, i) {
				used[i], found = true, true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// form tells whether a word is a form of one of the names, and of no name that
// another person has: the wife's (Nováková, Jánosné), or that of the other sex
// (Malý, Malá).
func (o *official) form(word string, i int, hungarian bool) bool {
	name := o.names[i]
	switch {
	case word == name:
		return true
	case hungarian:
		end, ok := strings.CutPrefix(word, name)
		return !(ok && slices.Contains(wifeEndings, end)) && slices.Contains(hungarianStems(word), hungarianBare(name))
	case czechStem(word) != czechStem(name):
		return false
	case o.ends[i] == "a":
		return strings.HasSuffix(word, "e") || strings.HasSuffix(word, "ou")
	case o.ends[i] == "y":
		return strings.HasSuffix(word, "eho") || strings.HasSuffix(word, "emu") || strings.HasSuffix(word, "m")
	}
	return true
}

// wifeEndings make the name of a Hungarian wife of her husband's.
var wifeEndings = []string{"ne", "net", "nenak", "nevel", "nehez", "netol"}

// loneOfficial tells whether a word is the surname of an official that nobody
// else in the case has: in a case with a namesake it may be either of them.
func (c *caseText) loneOfficial(word, language string) bool {
	v := vocabularyOf(language)
	for k := range c.facts.officials {
		o := &c.facts.officials[k]
		at := o.surname(v)
		if !o.form(word, at, v.hungarian) {
			continue
		}
		stem := v.wordInfo(word, false).stems
		own := v.wordInfo(o.names[at], false).stems
		for _, x := range c.people.of(c).all {
			if len(x.parts) < 2 || x.rejected {
				continue
			}
			other := slices.ContainsFunc(x.parts, func(p namePart) bool {
				return !p.initial && slices.ContainsFunc(p.stems, func(s string) bool { return slices.Contains(stem, s) || slices.Contains(own, s) })
			})
			if other && !o.is(x.words(), v.hungarian) {
				return false
			}
		}
		return true
	}
	return false
}

// surname is the index of an official's surname.
func (o *official) surname(v *vocabulary) int {
	words := make([]*nameWordInfo, len(o.names))
	for i, n := range o.names {
		words[i] = v.wordInfo(n, false)
	}
	return surnameOf(words, v)
}

func (x *person) words() []string {
	out := make([]string, len(x.parts))
	for i, p := range x.parts {
		out[i] = p.word
	}
	return out
}

var titleWords = map[string]bool{"ing": true, "mgr": true, "bc": true, "judr": true, "mudr": true, "phdr": true, "rndr": true, "dis": true,
	"phd": true, "csc": true, "mba": true, "dr": true, "ifj": true, "id": true, "ozv": true, "mvdr": true, "arch": true, "pan": true,
	"pani": true, "panem": true, "panu": true, "pana": true, "ur": true, "starosta": true, "starostka": true, "starosty": true, "ph": true, "d": true}

// nameWords returns the words of a folded name, without titles.
func nameWords(folded string) (names []string) {
	for _, w := range strings.FieldsFunc(folded, func(r rune) bool { return r > 0x7f || !isLetter(byte(r)) }) {
		if !titleWords[w] {
			names = append(names, w)
		}
	}
	return names
}
