package find

import (
	"fmt"
	"strings"
	"testing"
)

// One person accepted, or found with certainty, is found in every other form,
// under the same group.
func TestPersonPropagates(t *testing.T) {
	for _, c := range []struct {
		language, person string
		recognised       bool
		text             string
		want             string // all in the person's group, at Low or above
	}{
		{"cs", "Jan Zvonařík", false, "Zvonařík psal. Zvonaříka viděl Jan. Dopis Zvonaříkovi, se Zvonaříkem, Janu Zvonaříkovi, Zvonařík Jan, ZVONAŘÍK JAN, J. Zvonaříka, Zvonařík J.",
			"Zvonařík|Zvonaříka|Zvonaříkovi|Zvonaříkem|Janu Zvonaříkovi|Zvonařík Jan|ZVONAŘÍK JAN|J. Zvonaříka|Zvonařík J"},
		{"cs", "Jan Zvonařík", false, "login zvonarikj, účet jzvonarik, adresa jan.zvonarik@urad.example, soubor zvonarik_2019.doc, č. j. MU/123/2019/JZ a č. j. 5/2019/Zvo",
			"zvonarikj|jzvonarik|jan.zvonarik@urad.example|zvonarik_2019.doc|MU/123/2019/JZ|5/2019/Zvo"},
		{"cs", "Jana Malá", false, "Malá uvedla. Dále viděli Malou v práci a řekli Malé, ať jde. Janou Malou, Jany Malé", "Malá|Malou|Malé|Janou Malou|Jany Malé"},
		{"cs", "Otmar Hvízdal", false, "dopis (Hvízdal, Otmar), Hvízdalova matka, rodina Hvízdalových, u Hvízdalů", "Hvízdal, Otmar|Hvízdalova|Hvízdalových|Hvízdalů"},
		{"cs", "Zdeněk Dvořáček", false, "byl tu Dvořáčka bratr, se Zdeňkem Dvořáčkem, Dvořáčkovi", "Dvořáčka|Zdeňkem Dvořáčkem|Dvořáčkovi"},
		{"cs", "Lenka Vymyslelová", false, "o Lence Vymyslelové, Vymyslelovou, Lenčina", "Lence Vymyslelové|Vymyslelovou"},
		{"cs", "Pavlína Zvonaříková", true, "viděl Paviinu Zvonařikovou, poslal Zvonařlkové, pani Zv0naříková, Zvonariková", "Paviinu Zvonařikovou|Zvonařlkové|Zv0naříková|Zvonariková"},
		{"hu", "Zsoldi Géza", false, "Zsoldinak, Zsoldi Gézával, Zsoldihoz, ZSOLDI GÉZA, Géza Zsoldi, Zs. Géza és Zsoldi G. kérte; Zsoldiné", "Zsoldinak|Zsoldi Gézával|Zsoldihoz|ZSOLDI GÉZA|Géza Zsoldi|Zsoldi G"},
		{"hu", "Kovács János", false, "Kováccsal, Kovácsot, Kovács Jánosnak, Kovácstól és Kovácsnak, Kovács Jánossal; fájl: kovacsj", "Kováccsal|Kovácsot|Kovács Jánosnak|Kovácstól|Kovácsnak|Kovács Jánossal|kovacsj"},
		{"hu", "Nagy Éva", false, "az ügyben Naggyal, Nagy Évának, Nagynak, Évával", "Naggyal|Nagy Évának|Nagynak"},
		{"hu", "Varga Béla", true, "Vargának, Varqa Bélával, Vargáné", "Vargának|Varqa Bélával"},
	} {
		x := textOf(c.language, c.text)
		x.Recognised = c.recognised
		// The reference is in another document, with the whole name.
		ref := Text{Document: "d2", Language: c.language, Words: []string{"Ing. ", c.person + "."}}
		for how, found := range map[string][]map[string]Finding{
			"confirmed": personsIn(t, Options{Persons: []string{c.person}}, x, ref),
			"found":     personsIn(t, Options{}, ref, x)[1:],
		} {
			group := personsIn(t, Options{Persons: []string{c.person}}, ref)[0]
			want := ""
			for _, f := range group {
				want = f.Group
			}
			for _, w := range strings.Split(c.want, "|") {
				f, ok := found[0][w]
				if !ok || f.Score < Low || f.Group != want {
					t.Errorf("%s, %s: %q has score %d, group %q, want group %q; found %v", c.person, how, w, f.Score, f.Group, want, scoresOf(found[0]))
				}
			}
		}
	}
}

// A name that was rejected is not proposed, and one like it is.
func TestRejectedPerson(t *testing.T) {
	found := personsIn(t, Options{Rejected: []string{"Karel Zvonařík"}}, textOf("cs", "Cena Karla Zvonaříka. Psal Zvonařík a Karel Zvonařík, také Karel Vymětal."))[0]
	if len(found) != 1 || found["Karel Vymětal"].Score < certainName {
		t.Errorf("found %v", scoresOf(found))
	}
}

// Man and wife are two persons.
func TestTwoPersons(t *testing.T) {
	found := personsIn(t, Options{}, textOf("cs", "Jan Zvonař a Jana Zvonařová. Potom Zvonařová, Zvonař, Zvonařové, Zvonaře, Janě Zvonařové, Janu Zvonaři."))[0]
	his, hers := found["Jan Zvonař"].Group, found["Jana Zvonařová"].Group
	if his == "" || hers == "" || his == hers {
		t.Fatalf("groups %q and %q", his, hers)
	}
	for name, want := range map[string]string{"Zvonařová": hers, "Zvonařové": hers, "Janě Zvonařové": hers, "Zvonař": his, "Zvonaře": his, "Janu Zvonaři": his} {
		if found[name].Group != want {
			t.Errorf("%q is of group %q, want %q", name, found[name].Group, want)
		}
	}
}

// A person of the case does not make others of the common words of the name.
func TestPersonIsNotItsWords(t *testing.T) {
	o := Options{Persons: []string{"Jana Nová", "Petr Malý"}}
	for name, f := range personsIn(t, o, textOf("cs", "nový dům, malé děti, Nové Město nad Metují, Petrov a Petrovice, Malíř"))[0] {
		if f.Score >= Low && name != "Malíř" && !strings.HasPrefix(name, "Petrov") {
			t.Errorf("%q has score %d: %v", name, f.Score, f.Reasons)
		}
	}
}

// Whatever a text holds, what is found lies in it and in its words.
func FuzzNames(f *testing.F) {
	f.Add("Ing. Jan Novák-\nová, J. K. O'B", "Jan Novák", true)
	f.Add("a/1/Ab@x.Y-\n-z' ", "A.-B", false)
	f.Fuzz(func(t *testing.T, s, person string, recognised bool) {
		if len(s) > 2000 || len(person) > 100 {
			return
		}
		for _, language := range []string{"cs", "hu"} {
			x := textOf(language, s)
			x.Recognised = recognised
			if len(x.Words) == 0 {
				return
			}
			c, err := newCaseText([]Text{x}, Options{Persons: []string{person}})
			if err != nil {
				t.Fatal(err)
			}
			findNames(c, c.texts[0], func(f Finding) {
				if f.First < 0 || f.Count < 1 || f.First+f.Count > len(x.Words) || f.Score < 1 || f.Score > 100 || len(f.Reasons) == 0 {
					t.Fatalf("%+v in %d words", f, len(x.Words))
				}
			})
		}
	})
}

// BenchmarkNames: a case of letters with many persons, in bytes a second.
func BenchmarkNames(b *testing.B) {
	for _, c := range []struct {
		letters    int
		recognised bool
	}{{500, false}, {5_000, false}, {500, true}, {5_000, true}} {
		letters := c.letters
		var all strings.Builder
		for i := range letters {
			fmt.Fprintf(&all, "Vážená paní Nováková%c, k Vaší žádosti ze dne %d. ledna sdělujeme, že povinný subjekt dokument č. j. MÚ/2026/0417 neeviduje a nemá povinnost jej vytvořit. ", 'a'+i%26, i%28)
			fmt.Fprintf(&all, "O věci jednal Bc. Petr Zvonař%c%c se zástupcem společnosti; zápis pořídila Vymětalov%cá. Podatelna úřadu žádost postoupila odboru informatiky, který ji vyřídil.\n", 'a'+i%26, 'a'+i/26%26, 'a'+i/676%26)
		}
		x := textOf("cs", all.String())
		x.Recognised = c.recognised
		b.Run(fmt.Sprintf("%d letters, recognised %v", letters, c.recognised), func(b *testing.B) {
			b.SetBytes(int64(all.Len()))
			for b.Loop() {
				c, err := newCaseText([]Text{x}, Options{})
				if err != nil {
					b.Fatal(err)
				}
				n := 0
				findNames(c, c.texts[0], func(Finding) { n++ })
				b.ReportMetric(float64(n), "findings")
			}
		})
	}
}
