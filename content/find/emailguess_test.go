package find

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestGuessedEmails: an address of which neither the @ nor the host name is left
// is found on a scan by the name it repeats or by where it stands, up to its end.
func TestGuessedEmails(t *testing.T) {
	checkScans(t, []scanCase{
		{"cs", TypeEmail, "kontaktní osoba Michal Koželka, «mkozelkaschranka example»\n\nZáložní pracoviště: Lhota"},
		{"cs", TypeEmail, "osoba Martin Koželuh, «mkozeluh c posta-horni-Ihota. z»\n\nZáložní"},
		{"cs", TypeEmail, "osoba Martin Skočdopole, «skocdopole. martin posta-lhota. cz»\n\nZáložní"},
		{"hu", TypeEmail, "kapcsolattartó Szegedi Adrián, «szegedi. adrian$posta-falu: hu»\n\nTartalék"},
		{"hu", TypeEmail, "kapcsolattartó Telek Csongor, «ctelek $posta-nagyfalu. B»\n\nTartalék"},
		{"hu", TypeEmail, "kapcsolattartó Tamás Sándor, «tamas. sandorőschranka. exampte»\n\nTartalék"},
		{"cs", TypeEmail, "Komu: Ivana Pechová «<pechova.ivana© schranka. zejoei»\nPředmět: Re: voda"},
		{"cs", TypeEmail, "Komu: Jana Lhotská «<lhotska Siku ce zočbut ovat»\nPředmět: Re: voda"},
		{"hu", TypeEmail, "Feladó: Orsós Erik «ce.orsosíoschranka example:»\nCímzett: Rácz"},
		{"cs", TypeEmail, "zpráva přišla z adresy «d,vitamvas posta- -lhota.cz» a vydávala"},
		{"cs", TypeEmail, "na adrese «jezkova jaroslava © posta-lhota.cz». Úřad"},
		{"cs", TypeEmail, "kontakt «u jenickova © mail.example.com»\n\ns Petr"},
		{"hu", TypeEmail, "üzenet a «fpocsiPposta-nagyfalu:hu» címről érkezett"},
		{"hu", TypeEmail, "címem «balogi7őschranka. example». A helyszíni"},
		{"cs", TypeEmail, "správce Jana Koželuhová, e-mail: «kozeluhova.jana Aschranka.example», dále"},

		{"cs", TypeEmail, "osoba Jaroslav Souček, «soucek. jaroslav schranka. example»\n\nZáložní"},
		{"hu", TypeEmail, "kapcsolattartó Huszár Balázs, «huszar, balazs é mail. example.com»\n\nTartalék"},
		{"hu", TypeEmail, "Feladó: Márton Ferenc «-ferenc.martond) schranka.example»\nCímzett: Végh"},
		{"cs", TypeEmail, "Jan Koželuh, bydlící v obci, sdělil, že nepřijde"},
		{"cs", TypeEmail, "Komu: Ivana Pechová, vedoucí odboru\nPředmět: Re: voda"},
		{"cs", TypeEmail, "Od: pondělí 5. května bude úřad uzavřen\nDále"},
		{"hu", TypeEmail, "a bejelentett címről elköltözött"},
		{"hu", TypeEmail, "Magyar Péter, magyarországi lakos\n\nA hivatal"},
		{"cs", TypeEmail, "z adresy trvalého pobytu. Web lhota.cz"},
	})
}

// TestGuessedEmailsInText: what tells on a scan proposes nothing in a clean text.
func TestGuessedEmailsInText(t *testing.T) {
	for _, s := range []string{"osoba Michal Koželka, mkozelkaschranka example\n\nDále", "Komu: Jana Lhotská <lhotska Siku ce zočbut\nPředmět: voda"} {
		if _, _, got := shownOn(t, scanCase{"cs", TypeEmail, s}, false); len(got) > 0 {
			t.Errorf("%q: %q", s, got)
		}
	}
}

// TestGuessedEmailsProse: names in prose, at commas and at the ends of
// paragraphs, give no address.
func TestGuessedEmailsProse(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 32))
	const tries = 300
	found := 0
	for range tries {
		s := officeProse(r, 60) + ", " + pick(r, "Jan Koželuh", "Telek Csongor", "Hana Lipová") + pick(r, ", ", " ", ". ") + officeProse(r, 30) + "\n\n" + officeProse(r, 30)
		x := Text{Document: "d1", Language: pick(r, "cs", "hu"), Words: strings.SplitAfter(s, " "), Recognised: true}
		if err := Find(context.Background(), []Text{x}, Options{}, func(f Finding) error {
			if f.Source == guessDetector && f.Score >= Low {
				if found++; found < 4 {
					t.Logf("%q: %+v", s, f)
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	if most := tries / 100; found > most {
		t.Errorf("%d addresses in %d texts without any, at most %d wanted", found, tries, most)
	}
}
