package findtest

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestCases: every template is used, the same seed gives the same documents,
// and the gold stands where it says.
func TestCases(t *testing.T) {
	for _, language := range []string{"cs", "hu"} {
		used := map[string]bool{}
		for _, c := range slices.Concat(Cases(language, 1, 20), Lists(language, 1, 4)) {
			for _, d := range c.Documents {
				used[d.Template] = true
				last := 0
				for _, s := range d.Spans {
					got := strings.Join(d.Words[s.First:s.First+s.Count], "")
					if !strings.Contains(got, s.Text) || s.First < last {
						t.Errorf("%s %s: span %+v is %q", language, d.Template, s, got)
					}
					last = s.First
				}
			}
		}
		made := templatesOf(language)
		if n := len(made.texts); n < 12 || len(used) != n+len(made.lists) {
			t.Errorf("%s: %d of %d templates used, at least 12 wanted", language, len(used), n)
		}
		if !reflect.DeepEqual(Cases(language, 7, 3), Cases(language, 7, 3)) {
			t.Error("one seed, two results")
		}
	}
}

// TestInflection pins forms that a grammar gives.
func TestInflection(t *testing.T) {
	for _, c := range []struct {
		got, want string
	}{
		{forms("Marek Němec", false), "Marka Němce, Markovi Němcovi, Markem Němcem"},
		{forms("Jiří Černý", false), "Jiřího Černého, Jiřímu Černému, Jiřím Černým"},
		{forms("Zdeněk Bartoň", false), "Zdeňka Bartoně, Zdeňkovi Bartoňovi, Zdeňkem Bartoněm"},
		{forms("Tomáš Vrba", false), "Tomáše Vrby, Tomášovi Vrbovi, Tomášem Vrbou"},
		{forms("Ivo Martinů", false), "Iva Martinů, Ivovi Martinů, Ivem Martinů"},
		{forms("Lenka Nováková", true), "Lenky Novákové, Lence Novákové, Lenkou Novákovou"},
		{forms("Marie Veselá", true), "Marie Veselé, Marii Veselé, Marií Veselou"},
		{forms("Soňa Horáčková", true), "Soni Horáčkové, Soně Horáčkové, Soňou Horáčkovou"},
		{forms("Olga Krejčí", true), "Olgy Krejčí, Olze Krejčí, Olgou Krejčí"},
		{suffixes("Anna"), "Annának Annát Annával Annától"},
		{suffixes("Balázs"), "Balázsnak Balázst Balázzsal Balázstól"},
		{suffixes("Gergő"), "Gergőnek Gergőt Gergővel Gergőtől"},
		{suffixes("Ágnes"), "Ágnesnek Ágnest Ágnessel Ágnestől"},
		{suffixes("Kovács"), "Kovácsnak Kovácsot Kováccsal Kovácstól"},
		{suffixes("György"), "Györgynek Györgyöt Györggyel Györgytől"},
		{suffixes("Horváth"), "Horváthnak Horváthot Horváthtal Horváthtól"},
		{suffixes("Imre"), "Imrének Imrét Imrével Imrétől"},
		{feminine("Marek") + feminine("Hájek") + feminine("Svoboda") + feminine("Tichý"), "MarkováHájkováSvobodováTichá"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func forms(name string, woman bool) string {
	given, surname, _ := strings.Cut(name, " ")
	var out []string
	for _, n := range []int{2, 3, 7} {
		out = append(out, givenCzech(given, woman, n)+" "+surnameCzech(surname, woman, n))
	}
	return strings.Join(out, ", ")
}

func suffixes(s string) string {
	return fmt.Sprint(suffixed(s, 3), " ", suffixed(s, 4), " ", suffixed(s, 7), " ", suffixed(s, 8))
}

// TestRead: spans keep their text when words are split, joined and damaged, and
// one that is gone is called lost.
func TestRead(t *testing.T) {
	d := Document{
		Words: []string{"Pan ", "Jan ", "Novák, ", "r. ", "č. ", "710319/2745, ", "volal ", "601 ", "234 ", "567."},
		Spans: []Span{{First: 1, Count: 2, Text: "Jan Novák"}, {First: 5, Count: 1, Text: "710319/2745"}, {First: 7, Count: 3, Text: "601 234 567"}},
	}
	words := []string{"Pan ", "JanNovak, ", "r. ", "č. ", "7l0319 ", "12745 ", "volal ", "—\n"}
	read, lost, right := d.Read(words)
	if right < 0.6 || right > 0.7 { // 14 of 41 characters are damaged or gone
		t.Errorf("%.2f of the characters are right", right)
	}
	if len(lost) != 1 || lost[0].Text != "601 234 567" {
		t.Errorf("lost %+v", lost)
	}
	if len(read.Spans) != 2 || read.Spans[0].First != 1 || read.Spans[0].Count != 1 || read.Spans[1].First != 4 || read.Spans[1].Count != 2 {
		t.Errorf("spans %+v", read.Spans)
	}
	same, lost, _ := d.Read(d.Words)
	if !reflect.DeepEqual(same, d) || lost != nil {
		t.Errorf("reading without damage: %+v, lost %+v", same.Spans, lost)
	}
}

// TestIBAN: published examples of both countries.
func TestIBAN(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for _, c := range []struct{ country, account, want string }{
		{"CZ", "08000000192000145399", "CZ6508000000192000145399"},
		{"HU", "107215809604520023160161", "HU76107215809604520023160161"},
	} {
		if got := strings.ReplaceAll(iban(random, c.country, c.account), " ", ""); got != c.want {
			t.Errorf("%s: %s, want %s", c.account, got, c.want)
		}
	}
}
