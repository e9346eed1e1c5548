package content

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// minForm is how many letters a form of a name has at least: a shorter one would
// be found everywhere.
const minForm = 3

// joinForms appends stem with each of the endings, where that is a form.
func joinForms(forms []string, stem, endings string) []string {
	for _, e := range strings.Fields(endings) {
		forms = add(forms, stem+e)
	}
	return forms
}

// add appends a form that is long enough and not there yet.
func add(forms []string, form string) []string {
	if utf8.RuneCountInString(form) < minForm || slices.Contains(forms, form) {
		return forms
	}
	return append(forms, form)
}

// titles are not parts of a name.
var titles = map[string]bool{
	"ing": true, "ingarch": true, "mgr": true, "mga": true, "bc": true, "bca": true, "judr": true, "mudr": true, "mvdr": true, "rndr": true,
	"phdr": true, "phmr": true, "paeddr": true, "thdr": true, "pharmdr": true, "dr": true, "drsc": true, "csc": true, "dsc": true, "phd": true, "thd": true,
	"dis": true, "mba": true, "llm": true, "doc": true, "prof": true, "st": true, "ml": true, "arch": true, "pan": true, "paní": true,
	"ifj": true, "id": true, "özv": true, "habil": true, "úr": true, "mr": true, "mrs": true, "ms": true, "et": true,
}

// nameWords are the words of a person's name, without titles; a comma ends it.
func nameWords(name string) []string {
	name, _, _ = strings.Cut(name, ",")
	var out []string
	for _, w := range strings.Fields(name) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' })
		if !titles[strings.ToLower(strings.ReplaceAll(w, ".", ""))] && w != "" && w != "." {
			out = append(out, strings.TrimRight(w, "."))
		}
	}
	return out
}

// nameForms are the forms in which a person's name may stand in a document:
// whole ones, of two words and more, and the surname's by itself. stems are the
// shortest texts to look for that begin every whole form.
type nameForms struct {
	whole, alone, stems []string
}

// formsOf makes the forms of a name: both orders, inflected in Czech, Slovak
// and Hungarian, with the given name's initial. surnameFirst says which word is
// the surname where its form does not tell. A name of one word has no form of
// its own besides that word's, and is no term.
func formsOf(name string, surnameFirst bool) nameForms {
	words := nameWords(name)
	if len(words) < 2 {
		return nameForms{}
	}
	given, surname := words[:len(words)-1], words[len(words)-1]
	if surnameLeads(words, surnameFirst) {
		given, surname = words[1:], words[0]
	}
	b := formBuilder{}
	b.person(given, surname)
	if len(given) > 1 {
		b.person(given[:1], surname)
	}
	for _, f := range surnameForms(surname) {
		b.alone = add(b.alone, f)
	}
	b.stems = shortest(append(b.stems, b.whole...))
	return b.nameForms
}

type formBuilder struct{ nameForms }

// person adds the forms of a name in both orders. A given name and a surname
// stand in the same case.
func (b *formBuilder) person(given []string, surname string) {
	s, others := inflectParts(surname)
	g, _ := inflectParts(given[0])
	rest := given[1:]
	for c := range s {
		for _, first := range g[c] {
			names := []string{first}
			for _, r := range rest {
				names = inflectNext(names, r, c)
			}
			for _, n := range names {
				for _, last := range s[c] {
					b.both(n, last)
				}
			}
		}
	}
	initials := initialsOf(given)
	for _, i := range initials {
		for _, last := range slices.Concat(s[:]...) {
			b.both(i, last)
		}
		for _, last := range others {
			b.add(i + " " + last)
		}
	}
	// In Hungarian only the last word takes a suffix.
	all := strings.Join(given, " ")
	hu, stems := inflectHungarian(all)
	for _, f := range hu {
		b.add(surname + " " + f)
	}
	for _, f := range stems {
		b.stems = add(b.stems, surname+" "+f)
	}
	hu, stems = inflectHungarian(surname)
	for _, f := range hu {
		b.add(all + " " + f)
		for _, i := range initials {
			b.add(i + " " + f)
		}
	}
	for _, f := range stems {
		b.stems = add(b.stems, all+" "+f)
	}
}

// inflectNext appends a further given name, in one case, to each.
func inflectNext(names []string, word string, c int) []string {
	forms, _ := inflectParts(word)
	var out []string
	for _, n := range names {
		for _, f := range forms[c] {
			out = append(out, n+" "+f)
		}
	}
	return out
}

// inflectParts inflects a word whose parts a hyphen joins: Nováková-Malá.
func inflectParts(word string) (forms [cases][]string, others []string) {
	parts := strings.Split(word, "-")
	if len(parts) == 1 {
		return inflectCzech(word)
	}
	for i, p := range parts {
		next, _ := inflectCzech(p)
		for c := range forms {
			if i == 0 {
				forms[c] = next[c]
				continue
			}
			var joined []string
			for _, f := range forms[c] {
				for _, n := range next[c] {
					joined = append(joined, f+"-"+n)
				}
			}
			forms[c] = joined
		}
	}
	return forms, nil
}

// surnameForms are all forms of a surname that stands by itself.
func surnameForms(surname string) []string {
	s, others := inflectParts(surname)
	hu, _ := inflectHungarian(surname)
	return slices.Concat(slices.Concat(s[:]...), others, hu)
}

func initialsOf(given []string) []string {
	var each []string
	for _, g := range given {
		r, _ := utf8.DecodeRuneInString(g)
		each = append(each, string(unicode.ToUpper(r))+".")
	}
	out := []string{each[0]}
	if len(each) > 1 {
		out = append(out, strings.Join(each, " "))
	}
	return out
}

// both adds two words in both orders.
func (b *formBuilder) both(x, y string) {
	b.add(x + " " + y)
	b.add(y + " " + x)
}

func (b *formBuilder) add(form string) {
	if len(b.whole) < maxPersonForms {
		b.whole = add(b.whole, form)
	}
}

// shortest keeps the texts that none of the others begins.
func shortest(texts []string) []string {
	slices.Sort(texts)
	var out []string
	for _, t := range texts {
		if n := len(out); n == 0 || !strings.HasPrefix(t, out[n-1]) {
			out = append(out, t)
		}
	}
	return out
}
