package find

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// personsIn runs the detector of names over documents and returns, of each, what
// it found as "text": score and group.
func personsIn(t *testing.T, o Options, texts ...Text) []map[string]Finding {
	t.Helper()
	c, err := newCaseText(texts, o)
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]Finding
	for _, x := range c.texts {
		found := map[string]Finding{}
		findNames(c, x, func(f Finding) {
			if f.Type != TypePerson {
				return
			}
			s := strings.Trim(strings.Join(strings.Fields(strings.Join(x.Words[f.First:f.First+f.Count], "")), " "), " .,;:()!?\"“”„")
			if old, ok := found[s]; !ok || old.Score < f.Score {
				found[s] = f
			}
		})
		out = append(out, found)
	}
	return out
}

func textOf(language, s string) Text {
	return Text{Document: "d1", Language: language, Words: regexp.MustCompile(`\S+\s*`).FindAllString(s, -1)}
}

// Names that must be found, with the least score; "|" separates them.
func TestNamesFound(t *testing.T) {
	for _, c := range []struct {
		language, text string
		least          int
		want           string
	}{
		{"cs", "Žádost podal Jan Novák dne 1. 2.", 80, "Jan Novák"},
		{"cs", "Vyjádření Ing. Jarmily Vymyšlené, Ph.D., k věci.", 80, "Jarmily Vymyšlené"},
		{"cs", "podle pana Smyšleného a paní Příkladné", 80, "Smyšleného|Příkladné"},
		{"cs", "Vyřizuje: Kropáčková", 80, "Kropáčková"},
		{"cs", "vyřizuje:\nB. Zvonařík\ntel.:", 80, "B. Zvonařík"},
		{"cs", "schůzku vedl starosta Zvonařík.", 60, "Zvonařík"},
		{"cs", "Odpověď zaslala J. Nováková a také Nováková J.", 80, "J. Nováková|Nováková J"},
		{"cs", "jednání s Janem Novákem ml. o Janě Novákové-Smyšlené", 80, "Janem Novákem|Janě Novákové-Smyšlené"},
		{"cs", "NOVÁK JAN, nar. 1. 1. 1970", 80, "NOVÁK JAN"},
		{"cs", "smlouva s p. Malým a s Petrem Malým", 72, "Malým|Petrem Malým"},
		{"cs", "včera přišel Vymětal do kanceláře", 45, "Vymětal"},
		{"cs", "do kanceláře přišla Vymětalová", 60, "Vymětalová"},
		{"cs", "host Ludwig van der Zvonař mluvil", 80, "Ludwig van der Zvonař"},
		{"cs", "přihlášen Nguyen Van Thanh, technik", 56, "Nguyen Van Thanh"},
		{"cs", "S pozdravem\nZvonařík\nvedoucí odboru", 45, "Zvonařík"},
		{"cs", "S pozdravem Mgr. Dana Bílá, vedoucí", 80, "Dana Bílá"},
		{"cs", "dopis Marku Hrochovi a Lence Hrochové", 80, "Marku Hrochovi|Lence Hrochové"},
		{"cs", "napsal panu Jano-\nvi Nová-\nkovi dopis", 80, "Jano- vi Nová- kovi"},
		{"cs", "hovořil John O'Brien z firmy", 56, "John O'Brien"},
		{"cs", "Vážený pane Zvonaříku, děkujeme", 80, "Zvonaříku"},
		{"cs", "Kontaktní osoba: Zvonařík Bedřich", 80, "Zvonařík Bedřich"},
		{"cs", "por. Zvonařík zasáhl", 80, "Zvonařík"},
		{"cs", "kolegyně Zvonaříková zvonarikova@urad.example", 80, "Zvonaříková"},
		{"cs", "spis předala Zvonaříková (tajemnice)", 70, "Zvonaříková"},
		{"cs", "předal Svoboda panu řediteli", 45, "Svoboda"},
		{"cs", "Konstatovávejme Jan Zvonař přišel. Nařizovalo se.", 80, "Jan Zvonař"},
		{"cs", "ředitelka Základní školy Jana Smyšlená, ředitel nemocnice Petr Smyšlený a žák třídy Jan Smyšlený", 80, "Jana Smyšlená|Petr Smyšlený|Jan Smyšlený"},
		{"hu", "a tanú Kitalált János általános iskolai tanár", 80, "Kitalált János"},
		{"sk", "Vybavuje: Mgr. Zuzana Vymyslená", 80, "Zuzana Vymyslená"},
		{"sk", "odpoveď pani Kováčovej a Petrovi Kováčovi", 80, "Kováčovej|Petrovi Kováčovi"},
		{"hu", "A kérelmet Kovács János nyújtotta be.", 80, "Kovács János"},
		{"hu", "az iratot Kitalált Péternek küldték", 72, "Kitalált Péternek"},
		{"hu", "Ügyintéző: Zsoldi Ágota", 80, "Zsoldi Ágota"},
		{"hu", "özv. Példás Béláné kérelme", 80, "Példás Béláné"},
		{"hu", "dr. Képzelt-Nagy Éva jegyző", 80, "Képzelt-Nagy Éva"},
		{"hu", "Tisztelt Zsoldos Úr!", 80, "Zsoldos"},
		{"hu", "a bejelentést Kovácsné Zsoldi Ilona tette", 80, "Kovácsné Zsoldi Ilona"},
		{"hu", "anyja neve: Zsoldi Mária", 80, "Zsoldi Mária"},
		{"hu", "Tisztelettel:\nZsoldi Géza\npolgármester", 80, "Zsoldi Géza"},
		{"hu", "egyeztettünk Zsoldival és Kis Jánossal", 45, "Zsoldival|Kis Jánossal"},
		{"hu", "NAGY ISTVÁN sk.", 80, "NAGY ISTVÁN"},
		{"hu", "a levelet Nagy Istvánt képviselve", 80, "Nagy Istvánt"},
		{"hu", "jelen van Szabó L. és K. Tóth Anna", 80, "Szabó L|K. Tóth Anna"},
		{"hu", "átadta Zsoldi polgármester úrnak", 45, "Zsoldi"},
		{"hu", "Fekete Éva és ifj. Vörös Pál", 80, "Fekete Éva|Vörös Pál"},
		{"hu", "a Smithszel és John Smithszel kötött", 45, "John Smithszel"},
	} {
		found := personsIn(t, Options{}, textOf(c.language, c.text))[0]
		for _, w := range strings.Split(c.want, "|") {
			if f, ok := found[w]; !ok || f.Score < c.least {
				t.Errorf("%s %q: %q has score %d, want %d; found %v", c.language, c.text, w, f.Score, c.least, scoresOf(found))
			}
		}
	}
}

// What is no person's name, or only a hint.
func TestNamesNotFound(t *testing.T) {
	for _, c := range []struct{ language, text string }{
		{"cs", "Sídlo: ulice Boženy Němcové 12, Lhotka"},
		{"cs", "bytem Hájkova 13, 729 30 Ostrava, nám. T. G. Masaryka"},
		{"cs", "Prokešovo nám. 8, Náměstí Jana Palacha"},
		{"cs", "v Masarykově ulici, na Jiráskově náměstí, Palackého 15, 602 00 Brno, Smetanovy sady, Husova 5"},
		{"cs", "Gymnázium Jana Nerudy a kostel svatého Vojtěcha"},
		{"cs", "Zákon č. 106/1999 Sb., o svobodném přístupu k informacím. Ministerstvo vnitra České republiky sděluje."},
		{"cs", "V pondělí 3. ledna a v Květnu. Dne 1. Září proběhlo jednání Rady města Brna a Zastupitelstva Jihomoravského kraje."},
		{"cs", "STATUTÁRNÍ MĚSTO OSTRAVA\nMAGISTRÁT MĚSTA\nODBOR SOCIÁLNÍCH VĚCÍ"},
		{"cs", "Server Microsoft Exchange, systém Windows a síť VLAN. Správce IT odboru."},
		{"cs", "Vážená paní, vážený pane, sdělujeme Vám, že Vaše žádost byla vyřízena. Městský úřad Lhotka."},
		{"cs", "Česká pošta, Krajský soud v Brně, Evropská unie, Policie ČR. Úřad pro ochranu osobních údajů."},
		{"cs", "Nařízení vlády. Povinný subjekt poskytl. Poučení: Odvolání lze podat do 15 dnů."},
		{"hu", "7681 Hetvehely, Rákóczi utca 36, Kossuth Lajos utca 49, Petőfi Sándor utca 1."},
		{"hu", "Széchenyi István tér 2., Jókai Mór Gimnázium, Szent István király útja"},
		{"hu", "Kossuth L. u. 49., Ady E. utca 3., Dózsa György út 1., a Bajcsy-Zsilinszky úton"},
		{"hu", "2011. évi CXII. törvény. Az Önkormányzat Képviselő-testülete. A Polgármesteri Hivatal."},
		{"hu", "Budapest, 2018. Január 5. Hétfőn a Belügyminisztérium és Baranya megye."},
		{"hu", "INFORMATIKAI BIZTONSÁGI SZABÁLYZAT\nA DOKUMENTUM CÉLJA"},
		{"hu", "Tisztelt Hölgyem, Uram! Tárgy: közérdekű adat megismerése. Iktatószám: 12/2018."},
		{"hu", "A Jegyző és a Hivatal Vezetője. Adatvédelmi Hatóság. Nemzeti Adatvédelmi és Információszabadság Hatóság."},
	} {
		for name, f := range personsIn(t, Options{}, textOf(c.language, c.text))[0] {
			if f.Score >= Low {
				t.Errorf("%s %q: %q has score %d: %v", c.language, c.text, name, f.Score, f.Reasons)
			}
		}
	}
}

// Reasons say nothing of the name itself.
func TestNameReasons(t *testing.T) {
	found := personsIn(t, Options{Persons: []string{"Jan Zvonařík"}}, textOf("cs", "Vyřizuje: Ing. Jan Zvonařík, zvonarikj, p. Zvonaříka"))[0]
	if len(found) < 3 {
		t.Errorf("found only %v", scoresOf(found))
	}
	for name, f := range found {
		if len(f.Reasons) == 0 || f.Ground != groundPersonal || f.Group == "" {
			t.Errorf("%q: reasons %q, ground %q, group %q", name, f.Reasons, f.Ground, f.Group)
		}
		for _, r := range f.Reasons {
			if strings.Contains(foldWord(r), "zvon") || strings.Contains(r, "Jan") {
				t.Errorf("%q: reason %q", name, r)
			}
		}
	}
}

func scoresOf(found map[string]Finding) []string {
	var out []string
	for name, f := range found {
		out = append(out, fmt.Sprintf("%s %d %s", name, f.Score, f.Reasons))
	}
	slices.Sort(out)
	return out
}
