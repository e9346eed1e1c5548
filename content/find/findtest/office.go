package findtest

import (
	"fmt"
	"math/rand/v2"

	"github.com/akta-foi/akta/content/find"
)

// town is an invented place with its office's host name.
type town struct{ name, postcode, domain string }

var towns = map[string][]town{
	"cs": {
		{"Horní Lhotice", "594 71", "horni-lhotice.cz"}, {"Dolní Březovec", "387 42", "dolnibrezovec.cz"}, {"Kamenná nad Bystrou", "753 18", "kamenna-bystra.cz"},
		{"Nové Dvorce", "471 29", "novedvorce.cz"}, {"Zálesí 3", "639 00", "zalesi3.cz"}, {"Rudoltov", "264 55", "rudoltov.cz"},
	},
	"hu": {
		{"Felsőkökényes", "7693", "felsokokenyes.hu"}, {"Alsóborzas", "3427", "alsoborzas.hu"}, {"Nagytölgyes", "8261", "nagytolgyes.hu"},
		{"Kisvadaspuszta", "6088", "kisvadaspuszta.hu"}, {"Hárshegyalja", "2644", "harshegyalja.hu"}, {"Öregszilas", "4577", "oregszilas.hu"},
	},
}

// streets are named after nobody, and after invented people of merit.
var streets = map[string][]string{
	"cs": {"Zahradní", "Nádražní", "Školní", "Na Výsluní", "Pod Lipami", "U Mlýna", "náměstí Svornosti", "Tichá", "Bohumila Ryšánka", "Zlatohlávkova", "Ludmily Háječkové", "Kodetova"},
	"hu": {"Fő utca", "Iskola utca", "Malom u.", "Liliom utca", "Vasút út", "Templom tér", "Akácfa köz", "Kökényessy Bálint utca", "Tarnóczy Ilona utca", "Borzas Péter tér"},
}

// address is a house with its town.
func (w *writer) address(t town) string {
	r := w.random
	if w.cast.language == "hu" {
		return fmt.Sprintf("%s %s, %s %d.", t.postcode, t.name, pick(r, streets["hu"]), 1+r.IntN(120))
	}
	number := fmt.Sprint(1 + r.IntN(1500))
	if r.IntN(2) == 0 {
		number += fmt.Sprintf("/%d", 1+r.IntN(40))
	}
	return fmt.Sprintf("%s %s, %s %s", pick(r, streets["cs"]), number, t.postcode, t.name)
}

func (w *writer) birthDate(p *person) string {
	if w.cast.language == "hu" {
		return pick(w.random, []string{p.born.Format("2006. 01. 02."), p.born.Format("2006.01.02."), fmt.Sprintf("%d. %s %d.", p.born.Year(), months["hu"][p.born.Month()-1], p.born.Day())})
	}
	return pick(w.random, []string{p.born.Format("2. 1. 2006"), p.born.Format("02.01.2006"), fmt.Sprintf("%d. %s %d", p.born.Day(), months["cs"][p.born.Month()-1], p.born.Year())})
}

var months = map[string][]string{
	"cs": {"ledna", "února", "března", "dubna", "května", "června", "července", "srpna", "září", "října", "listopadu", "prosince"},
	"hu": {"január", "február", "március", "április", "május", "június", "július", "augusztus", "szeptember", "október", "november", "december"},
}

// newFacts are what the office publishes: its number first, then its phone and
// its account.
func newFacts(c *cast, random *rand.Rand) find.Facts {
	w := writer{cast: c, random: random}
	f := find.Facts{Authority: "Obec " + c.town.name, Domain: c.town.domain, Officials: []string{c.persons["O"].name(c.language)}}
	number := companyID(random)
	if c.language == "hu" {
		f.Authority, number = c.town.name+" Község Önkormányzata", hungarianTaxNumber(random)
	}
	_, account := w.identifier("account")
	f.Numbers = []string{number, phone(random, c.language == "hu"), account}
	f.Addresses = []string{w.address(c.town)}
	return f
}

// decoy is what looks like something to hide and is nothing.
func (w *writer) decoy(kind string) string {
	r, hungarian := w.random, w.cast.language == "hu"
	day, month, year := 1+r.IntN(28), r.IntN(12), 2015+r.IntN(10)
	switch kind {
	case "date":
		if hungarian {
			return pick(r, []string{fmt.Sprintf("%d. %s %d.", year, months["hu"][month], day), fmt.Sprintf("%d. %02d. %02d.", year, month+1, day)})
		}
		return pick(r, []string{fmt.Sprintf("%d. %s %d", day, months["cs"][month], year), fmt.Sprintf("%d. %d. %d", day, month+1, year)})
	case "law":
		if hungarian {
			return fmt.Sprintf("%d. évi %s. törvény %d. § (%d) bekezdése", 1990+r.IntN(30), pick(r, []string{"L", "CXII", "LXVI", "CLXXXIX"}), 1+r.IntN(90), 1+r.IntN(6))
		}
		return fmt.Sprintf("§ %d odst. %d zákona č. %d/%d Sb.", 1+r.IntN(90), 1+r.IntN(6), 100+r.IntN(400), 1991+r.IntN(30))
	case "ref":
		if hungarian {
			return fmt.Sprintf("%d-%d/%d", 100+r.IntN(9000), 1+r.IntN(30), year)
		}
		return fmt.Sprintf("OU/%05d/%d/%s", r.IntN(99999), year, pick(r, []string{"SO", "OSM", "ŽP"}))
	case "amount":
		n := 1 + r.IntN(900)
		if hungarian {
			return fmt.Sprintf("%d %03d forint", n, r.IntN(1000))
		}
		return fmt.Sprintf("%d %03d Kč", n, r.IntN(1000))
	case "time":
		return fmt.Sprintf("%d:%02d", 6+r.IntN(14), r.IntN(60))
	case "count":
		return fmt.Sprint(2 + r.IntN(4000))
	case "street":
		return pick(r, streets[w.cast.language])
	case "town":
		return w.cast.town.name
	}
	panic("findtest: no decoy " + kind)
}
