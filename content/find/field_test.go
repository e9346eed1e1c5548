package find

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// scanCase is a text with the words that one finding of a type must cover on a
// scan between « and »; without marks none of the type may be above Low.
type scanCase struct {
	language string
	typ      Type
	text     string
}

// shownOn are the findings of a type that are above Low, each with its words.
func shownOn(t *testing.T, c scanCase, scan bool) (plain string, marked string, got []string) {
	t.Helper()
	plain, places := unmark(c.text)
	if len(places) > 0 {
		marked = plain[places[0][0]:places[0][1]]
	}
	x := Text{Document: "d1", Language: c.language, Recognised: scan}
	for _, w := range strings.SplitAfter(plain, " ") {
		x.Words = append(x.Words, strings.SplitAfter(w, "\n")...)
	}
	if err := Find(context.Background(), []Text{x}, Options{}, func(f Finding) error {
		if f.Type == c.typ && f.Score >= Low {
			got = append(got, strings.TrimSpace(strings.Join(x.Words[f.First:f.First+f.Count], "")))
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return plain, marked, got
}

func checkScans(t *testing.T, cases []scanCase) {
	t.Helper()
	for _, c := range cases {
		plain, want, got := shownOn(t, c, true)
		switch {
		case want == "" && len(got) > 0:
			t.Errorf("%q: %q is found as %s", plain, got, c.typ)
		case want != "" && (len(got) != 1 || strings.Trim(got[0], ".,;") != want):
			t.Errorf("%q: %q is found as %s, want %q", plain, got, c.typ, want)
		}
	}
}

// TestFields: behind a label that promises it, a value is found that cannot be
// read, from the label's end to the next thing.
func TestFields(t *testing.T) {
	checkScans(t, []scanCase{
		{"cs", TypeHost, "Server «intranet obec - lhota.cz», adresa"},
		{"cs", TypeHost, "Serve: «mxl. lhota -net.cz», IP"},
		{"hu", TypeHost, "Kiszolgáló: «intranet. falu hivatal. hu», címe"},
		{"cs", TypeHost, "server byl vypnut, e-mail nešel"},
		{"cs", TypeHost, "server firmy Data s.r.o., Lhota"},
		{"cs", TypeIP, "IP «192 16,8 1.20», dále"},
		{"hu", TypeIP, "Átjáró: «192.249 31.206», csatoló"},
		{"cs", TypeIP, "zdroj «192.8.112 131» a dále"},
		{"hu", TypeIP, "a «10.169.102.2 17» címről"},
		{"cs", TypeIP, "adresa Dlouhá 12, Lhota"},
		{"cs", TypeMAC, "MAC «0b:92:d9.07:bb.21», správce"},
		{"hu", TypeMAC, "csatoló: «a8:34-e7:ab:ac:04», oldal"},
		{"cs", TypeMAC, "rozhraní 12 bylo vypnuto"},
		{"cs", TypeURL, "web «hitps:lspis.lhota .cz/ab», uživatel"},
		{"cs", TypeURL, "viz «https://mail.lhota-net hu/adgic ?id=64» musí"},
		{"cs", TypeURL, "web obce byl obnoven, odkaz zmizel"},
		{"cs", TypeEmail, "e-mail: «novak.jan : posta lhota.cz», tel"},
		{"hu", TypeEmail, "e-mail: «kis.pal:a mait.falu hu», mobil"},
		{"cs", TypeEmail, "e-mail byl odeslán dne 12. 5., odpověď nepřišla"},
		{"cs", TypePlate, "vozidlo RZ «186 5705» 3. Matěj"},
		{"hu", TypePlate, "napján a «AB CD- 923» forgalmi rendszámú"},
		{"cs", TypePlate, "vozidlo za 120 000 Kč"},
		{"cs", TypePlate, "vozidlo 2019 bylo prodáno"},
		{"cs", TypeDataBox, "datová schránka «sxdwzph» 4. Jana"},
		{"cs", TypeDataBox, "datová schránka zřízena"},
		{"hu", TypeGeo, "koordináták: «47.598155SN, 218.232034E», a kulcs"},
		{"hu", TypeBirthDate, "született «1984. 01. 87»; dále"},
		{"hu", TypeBirthDate, "született Faluban és ott él"},
		{"cs", TypeAddress, "bytem «Lipová 550/36, an 29 Nová Lhota», tel"},
		{"cs", TypeAddress, "trvale bytem «nám. Míru 445, 264 SS Rudná», účet"},
		{"cs", TypeAddress, "sídlo: «Dlouhá 1495/2, 753 1Skamenná nad Vodou», IČO"},
		{"hu", TypeAddress, "lakcím: «4577 Nagyfalu, Petófi Hálintutca 22». , kelt"},
		{"cs", TypeAddress, "adresa 10.6.184.26, MAC ec:42:13:87:8d:63, správce"},
		{"cs", TypeAddress, "bydliště žadatele úřad neeviduje, 12 dnů lhůta"},
		{"cs", TypeSecurity, "uživatel. «u62577», dále"},
		{"cs", TypeSecurity, "heslo: «UAyzse 152%». Dodavatel"},
		{"cs", TypeSecurity, "pod účtem «jhorak» někdo"},
		{"cs", TypeSecurity, "pod účtem správce někdo"},
	})
}

// TestFieldNumbers: on a scan the label says how far a number goes.
func TestFieldNumbers(t *testing.T) {
	checkScans(t, []scanCase{
		{"cs", TypeIBAN, "IBAN: «CZ95 0109 022 3300 5941 5876», osoba"},
		{"hu", TypeIBAN, "IBAN «HUSS 7578 6092 2265 8618 0900 0000», név"},
		{"hu", TypeAccount, "számlaszám: «69823725 -67958656 - 18265 730». Név"},
		{"cs", TypeAccount, "účtu klienta je «19. 2000145399/0800». Pro"},
		{"cs", TypeVATID, "DIČ «C 255854346», účet"},
		{"cs", TypeCompanyID, "IČO «7708 894», účet"},
		{"cs", TypeBirthNumber, "r. ©. «710319;2745», bytem"},
		{"hu", TypePhone, "tel,: «136 70 975 6994», név"},
		{"hu", TypePhone, "aki a «136 30 129 4817» számon érhető el"},
		{"hu", TypePhone, "a 129 4817 számú irat"},
		{"cs", TypePhone, "zastihnout na čísle «377177491». Dále"},
		{"cs", TypePhone, "číslo jednací 377177491/2015"},
		{"hu", TypePhone, "hogy a hivatal 2018. 09. 22. napján"},
		{"hu", TypeTAJ, "TA): «495 415 329» dátum"},
		{"hu", TypeTAJ, "(ta) 495 415 329 forint"},
		{"cs", TypeCard, "kartou č. «4145\n7560 2346 1339» dne"},
	})
}

// TestFullLines: what stands at the end of a full line goes on in the next one;
// a short line ends what is in it.
func TestFullLines(t *testing.T) {
	long := strings.Repeat("a dále ", 8)
	checkScans(t, []scanCase{
		{"cs", TypeAddress, long + "bytem «Tichá 151, 594 71 Horní\nLhota», e-mail"},
		{"cs", TypeAddress, long + "bytem «Tichá 151, 594 71 Kamenná\nnad Vodou», e-mail"},
		{"cs", TypeAddress, "bytem «Tichá 151, 594 71 Lhota»\nStarosta obce"},
		{"cs", TypeAddress, long + "bytem «Tichá 151, 387\n42 Lhota», e-mail"},
		{"hu", TypeAddress, long + "lakcím: «4577 Nagyfalu, Malom u.\n42»., név"},
		{"cs", TypeIBAN, long + "IBAN: «CZ95 0190\n0022 33006 5941 9876», osoba"},
	})
}

// TestFieldProse: labels in sentences, with nothing behind them, give no field,
// in a clean text and on a scan.
func TestFieldProse(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	labels := []string{"e-mail", "server", "web", "IP adresa", "rozhraní", "vozidlo", "datová schránka", "souřadnice", "narozen", "adresa", "kiszolgáló", "rendszám", "lakcím", "született", "telephely", "uživatel"}
	const tries = 400
	for _, scan := range []bool{false, true} {
		found := 0
		for range tries {
			s := officeProse(r, 60) + " " + pick(r, labels...) + " " + officeProse(r, 60)
			x := Text{Document: "d1", Language: pick(r, "cs", "hu"), Words: strings.SplitAfter(s, " "), Recognised: scan}
			if err := Find(context.Background(), []Text{x}, Options{}, func(f Finding) error {
				if f.Source == fieldDetector && f.Score >= Low {
					if found++; found < 4 {
						t.Logf("scan %v: %q: %+v", scan, s, f)
					}
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		if most := tries / 100; found > most {
			t.Errorf("scan %v: %d fields in %d texts without any, at most %d wanted", scan, found, tries, most)
		}
	}
}

// TestWiden: a labelled field widens the surer finding inside it on a scan, not
// in a clean text, and not where it holds two of them.
func TestWiden(t *testing.T) {
	f := func(first, count, score int, source string) Finding {
		return Finding{First: first, Count: count, Type: TypeAccount, Score: score, Reasons: []string{"a"}, Group: "key", Source: source}
	}
	for _, c := range []struct {
		scan bool
		in   []Finding
		want string
	}{
		{true, []Finding{f(3, 2, 90, "account"), f(2, 4, 45, labelledDetector)}, "2+4:90"},
		{true, []Finding{f(3, 2, 90, "account"), f(2, 4, 45, fieldDetector)}, "2+4:90"},
		{true, []Finding{f(3, 2, 90, "account"), f(2, 4, 45, "iban")}, "3+2:90"},
		{true, []Finding{f(3, 2, 90, "account"), f(4, 4, 45, labelledDetector)}, "3+2:90"},
		{false, []Finding{f(3, 2, 90, "account"), f(2, 4, 45, labelledDetector)}, "3+2:90"},
		{true, []Finding{f(2, 1, 90, "account"), f(4, 1, 80, "account"), f(2, 4, 45, labelledDetector)}, "2+1:90 4+1:80"},
	} {
		words := strings.SplitAfter("nula jedna dva tři čtyři pět šest sedm osm", " ")
		all, err := newCaseText([]Text{{Document: "d1", Words: words, Recognised: c.scan}}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, g := range settle(all, all.texts[0], c.in) {
			got = append(got, fmt.Sprintf("%d+%d:%d", g.First, g.Count, g.Score))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("scan %v, %v: %s, want %s", c.scan, c.in, s, c.want)
		}
	}
}

// TestScanLinear: on a scan, too, four times the text takes about four times as
// long, whatever it is made of.
func TestScanLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for _, piece := range []string{"bytem:", "bytem Nová 1, ", "e-mail: a. ", "http a/", "TA)1 ", "11\n", "server a. b ", "1.1 1.1 ", "a cz ", "r. ©. 1;1", "IBAN HUSS ", "felnasznalonevvei ", "Nova anova. ", "a.b címről ", "komu: a.\n", "a1:", "datove 1aaaaaa "} {
		took := func(n, tries int) time.Duration {
			x := Text{Document: "d1", Language: "hu", Recognised: true, Words: strings.SplitAfter(strings.Repeat(piece, n/len(piece)), " ")}
			best := time.Hour
			for range tries {
				best = min(best, spent(t, func() {
					if err := Find(context.Background(), []Text{x}, Options{}, func(Finding) error { return nil }); err != nil {
						t.Fatal(err)
					}
				}))
			}
			return best
		}
		small, big := took(20_000, 2), took(80_000, 1)
		for range 3 { // another program may have had the processor's caches
			if big <= 12*small+100*time.Millisecond {
				break
			}
			small, big = took(20_000, 2), took(80_000, 2)
		}
		if big > 12*small+100*time.Millisecond {
			t.Errorf("%q: four times the text took %v instead of %v", piece, big, small)
		}
	}
}
