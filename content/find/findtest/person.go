package findtest

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/akta-foi/akta/content/find"
)

// person is somebody in a case.
type person struct {
	given, surname string
	before, after  string // titles
	woman          bool
	born           time.Time
	mail, login    string
}

// cast is the people of a case and their office.
type cast struct {
	language string
	town     town
	persons  map[string]*person // "A" to "F", and "O", an official
	facts    find.Facts
}

// names are the persons as an officer confirms them.
func (c *cast) names() map[string]string {
	out := map[string]string{}
	for who, p := range c.persons {
		if who != "O" {
			out[who] = p.name(c.language)
		}
	}
	return out
}

func (p *person) name(language string) string {
	if language == "hu" {
		return p.surname + " " + p.given
	}
	return p.given + " " + p.surname
}

// list reads a file of names.
func list(name string) []string {
	_, names, _ := strings.Cut(mustRead(name), "\n")
	return strings.Fields(names)
}

func pick[T any](random *rand.Rand, from []T) T { return from[random.IntN(len(from))] }

// newCast makes the people, no two with the same surname.
func newCast(language string, random *rand.Rand) *cast {
	c := &cast{language: language, persons: map[string]*person{}, town: pick(random, towns[language])}
	surnames := list(language + "-surname.txt")
	// A third is in no list that anyone ships: most real surnames are rare.
	own := strings.Fields(rareSurnames[language])
	random.Shuffle(len(own), func(i, k int) { own[i], own[k] = own[k], own[i] })
	random.Shuffle(len(surnames), func(i, k int) { surnames[i], surnames[k] = surnames[k], surnames[i] })
	for i, who := range []string{"A", "B", "C", "D", "E", "F", "O"} {
		surname := surnames[i]
		if i%3 == int(random.Uint32()%3) {
			surname = own[i]
		}
		p := &person{surname: surname, woman: who == "B" || who == "D" || who == "F" && random.IntN(2) == 0} // as the templates say
		file := "-given-m.txt"
		if p.woman {
			file = "-given-f.txt"
		}
		given := list(language + file)
		if random.IntN(3) > 0 {
			given = given[:30] // in Czech the common ones
		}
		p.given = pick(random, given)
		if p.woman && language == "cs" {
			p.surname = feminine(p.surname)
		}
		p.born = time.Date(1954+random.IntN(50), time.Month(1+random.IntN(12)), 1+random.IntN(28), 0, 0, 0, 0, time.UTC)
		p.titles(language, random)
		p.accounts(c.town.domain, random)
		c.persons[who] = p
	}
	c.facts = newFacts(c, random)
	return c
}

func (p *person) titles(language string, random *rand.Rand) {
	if language == "hu" {
		p.before = pick(random, []string{"dr.", "Dr.", "ifj.", "id.", "özv."})
		if p.woman && p.before != "özv." {
			p.before = "dr."
		}
		return
	}
	p.before = pick(random, []string{"Ing.", "Mgr.", "Bc.", "JUDr.", "MUDr.", "Ing. Mgr.", "PhDr.", "RNDr.", "doc. Ing."})
	p.after = pick(random, []string{"", "", "", ", Ph.D.", ", DiS.", ", CSc.", ", MBA"})
}

func (p *person) accounts(office string, random *rand.Rand) {
	given, surname := plain(p.given), plain(p.surname)
	domain := pick(random, []string{"posta-" + office, "schranka.example", "mail.example.com"})
	p.mail = pick(random, []string{
		given + "." + surname, given[:1] + surname, surname + "." + given, given[:1] + "." + surname, surname + strconv.Itoa(random.IntN(99)),
	}) + "@" + domain
	p.login = pick(random, []string{
		surname[:3] + given[:2] + strconv.Itoa(1+random.IntN(9)), given[:1] + surname, fmt.Sprintf("u%05d", random.IntN(100000)),
	})
}

// plain is a name in small letters without marks.
func plain(s string) string {
	return strings.NewReplacer(
		"á", "a", "č", "c", "ď", "d", "é", "e", "ě", "e", "í", "i", "ň", "n", "ó", "o", "ř", "r", "š", "s", "ť", "t", "ú", "u", "ů", "u",
		"ý", "y", "ž", "z", "ö", "o", "ő", "o", "ü", "u", "ű", "u", "ä", "a", "-", "",
	).Replace(strings.ToLower(s))
}

// form writes a name: "", a number of a case, or a form and a case.
func (w *writer) form(p *person, order string) string {
	kind, number := "", 1
	for _, f := range strings.Fields(order) {
		if n, err := strconv.Atoi(f); err == nil {
			number = n
		} else {
			kind = f
		}
	}
	if w.cast.language == "hu" {
		return formHungarian(p, kind, number)
	}
	return formCzech(p, kind, number)
}

func formCzech(p *person, kind string, number int) string {
	given, surname := givenCzech(p.given, p.woman, number), surnameCzech(p.surname, p.woman, number)
	switch kind {
	case "":
		return given + " " + surname
	case "sur":
		return surname
	case "rev":
		return surname + " " + given
	case "ini":
		return string([]rune(p.given)[:1]) + ". " + surname
	case "caps":
		return strings.ToUpper(given + " " + surname)
	}
	panic("findtest: no form " + kind)
}

func formHungarian(p *person, kind string, number int) string {
	switch kind {
	case "":
		return p.surname + " " + suffixed(p.given, number)
	case "sur":
		return suffixed(p.surname, number)
	case "ini":
		return string([]rune(p.surname)[:1]) + ". " + suffixed(p.given, number)
	case "caps":
		return strings.ToUpper(p.surname + " " + suffixed(p.given, number))
	case "ne": // the wife of a man; a woman by her own name
		if p.woman {
			return p.surname + " " + suffixed(p.given, number)
		}
		return p.surname + " " + suffixed(lengthened(p.given)+"né", number)
	}
	panic("findtest: no form " + kind)
}
