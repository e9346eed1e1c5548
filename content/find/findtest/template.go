package findtest

import (
	"embed"
	"fmt"
	"strings"

	"github.com/akta-foi/akta/content/find"
)

//go:embed data/*.txt
var data embed.FS

// templates are the texts of a language. A file begins each with a line
// "== name"; "fill" are paragraphs in which nothing is to be found, lists are
// dense with what is.
type templates struct {
	texts, lists []template
	fill         []string
}

type template struct{ name, body string }

func mustRead(name string) string {
	b, err := data.ReadFile("data/" + name)
	if err != nil {
		panic(err) // it is part of the program
	}
	return string(b)
}

func templatesOf(language string) templates {
	var t templates
	for _, part := range strings.Split(mustRead(language+".txt"), "== ")[1:] {
		name, body, _ := strings.Cut(part, "\n")
		body = strings.TrimSpace(body)
		if name == "fill" {
			t.fill = strings.Split(body, "\n\n")
			continue
		}
		if strings.HasPrefix(name, "list") {
			t.lists = append(t.lists, template{name, body})
			continue
		}
		t.texts = append(t.texts, template{name, body})
	}
	return t
}

// expand writes a template. Between braces stands
//
//	A, A 3, A sur 7, A tit, A rev, A ini, A caps, A ne   a person in a form and a case
//	A mail, A login, A rc, A born                        what belongs to a person
//	O, O 3                                               an official of the office: kept
//	office, office ico                                   facts of the office: kept
//	=type words                                          a type and the words themselves
//	-kind                                                what looks like something and is nothing
//	fill                                                 paragraphs of filling
//	kind                                                 a number or the like
func (w *writer) expand(body string) {
	for {
		plain, rest, found := strings.Cut(body, "{")
		w.text.WriteString(plain)
		if !found {
			return
		}
		order, tail, _ := strings.Cut(rest, "}")
		w.place(order)
		body = tail
	}
}

func (w *writer) place(order string) {
	head, rest, _ := strings.Cut(order, " ")
	switch {
	case head == "fill":
		w.filling()
	case head == "office":
		w.office(rest)
	case head[0] == '=':
		w.gold(find.Type(head[1:]), "", rest)
	case head[0] == '-':
		w.text.WriteString(w.decoy(head[1:]))
	case head == "O":
		w.mark(Span{Type: find.TypePerson, Who: "O", Text: w.form(w.cast.persons["O"], rest), Fact: true})
	case len(head) == 1 && head >= "A" && head <= "Z":
		w.person(head, rest)
	default:
		t, text := w.identifier(head)
		w.gold(t, "", text)
	}
}

// filling writes two or three paragraphs that were not yet used. Without it
// every tenth word would be a name, which no real document has.
func (w *writer) filling() {
	n := 2 + w.random.IntN(2)
	for i := range n {
		if i > 0 {
			w.text.WriteString("\n\n")
		}
		w.paragraph()
	}
}

func (w *writer) paragraph() {
	if w.used == nil {
		w.used = map[int]bool{}
	}
	i := w.random.IntN(len(w.fill))
	for w.used[i] && len(w.used) < len(w.fill) {
		i = (i + 1) % len(w.fill)
	}
	w.used[i] = true
	w.expand(w.fill[i])
}

func (w *writer) person(who, order string) {
	p, ok := w.cast.persons[who]
	if !ok {
		panic("findtest: no person " + who)
	}
	switch {
	case order == "mail":
		w.gold(find.TypeEmail, "", p.mail)
	case order == "login":
		w.gold(find.TypeSecurity, "", p.login)
	case order == "rc":
		w.gold(find.TypeBirthNumber, "", birthNumber(w.random, p))
	case order == "szemelyi":
		w.gold(find.TypePersonalID, "", personalID(w.random, p))
	case order == "adojel":
		w.gold(find.TypeTaxID, "", taxID(w.random, p))
	case order == "born":
		w.gold(find.TypeBirthDate, "", w.birthDate(p))
	case strings.HasPrefix(order, "tit"): // titles are no part of the name
		w.text.WriteString(p.before + " ")
		w.gold(find.TypePerson, who, w.form(p, order[len("tit"):]))
		w.text.WriteString(p.after)
	default:
		w.gold(find.TypePerson, who, w.form(p, order))
	}
}

func (w *writer) office(what string) {
	f := w.cast.facts
	kept := func(t find.Type, text string) { w.mark(Span{Type: t, Text: text, Fact: true}) }
	switch what {
	case "":
		w.text.WriteString(f.Authority)
	case "ico":
		kept(find.TypeCompanyID, f.Numbers[0])
	case "adoszam":
		kept(find.TypeVATID, f.Numbers[0])
	case "phone":
		kept(find.TypePhone, f.Numbers[1])
	case "account":
		kept(find.TypeAccount, f.Numbers[2])
	case "address":
		kept(find.TypeAddress, f.Addresses[0])
	case "web":
		kept(find.TypeHost, "www."+f.Domain)
	case "mail":
		kept(find.TypeEmail, "podatelna@"+f.Domain)
	default:
		panic(fmt.Sprintf("findtest: no fact %q", what))
	}
}
