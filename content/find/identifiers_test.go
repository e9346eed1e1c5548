package find

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// findIn finds in a text whose words are split as sealing does: at white space.
func findIn(t testing.TB, s string, o Options, change ...func(*Text)) []Finding {
	t.Helper()
	x := Text{Document: "d1", Language: "cs", Words: strings.SplitAfter(s, " ")}
	for _, c := range change {
		c(&x)
	}
	var all []Finding
	if err := Find(context.Background(), []Text{x}, o, func(f Finding) error {
		all = append(all, f)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

func recognised(t *Text) { t.Recognised = true }
func hungarian(t *Text)  { t.Language = "hu" }

// scoreOf is the highest score that a type has in a text, 0 if none.
func scoreOf(all []Finding, typ Type) (score int) {
	for _, f := range all {
		if f.Type == typ {
			score = max(score, f.Score)
		}
	}
	return score
}

func TestIdentifiers(t *testing.T) {
	for _, c := range []struct {
		typ    Type
		text   string
		low    int // the least score
		high   int // the greatest
		change func(*Text)
	}{
		// Birth numbers: valid, with and without context.
		{TypeBirthNumber, "občan 710319/2745 žádá", 80, 100, nil},
		{TypeBirthNumber, "r. č. 905323/4070", 90, 100, nil},
		{TypeBirthNumber, "rodné číslo: 6352132732", 90, 100, nil},
		{TypeBirthNumber, "vede se 781008/7660 (říjen, zbytek 10)", 80, 100, nil},
		// A remainder of 10 holds in any year, and is surer until 1985.
		{TypeBirthNumber, "občanka 905323/4070 žádá", 70, 79, nil},
		{TypeBirthNumber, "občan 781008/7660 žádá", 80, 100, nil},
		{TypeBirthNumber, "dítě 052818/7253", 80, 100, nil},
		{TypeBirthNumber, "dítě 0528187253 bez lomítka", 60, 100, nil},
		{TypeBirthNumber, "rozdělené 7103 19/27 45", 40, 100, nil},
		{TypeBirthNumber, "s mezerami 710319 / 2745", 80, 100, nil},
		// A failed checksum lowers and never clears; a label makes it sure.
		{TypeBirthNumber, "občan 710319/2746 žádá", 15, 39, nil},
		{TypeBirthNumber, "r.č.: 710319/2746", 55, 89, nil},
		{TypeBirthNumber, "r. č. 905323/4071", 55, 89, nil},
		{TypeBirthNumber, "spis 710230/0003", 0, 39, nil},
		{TypeBirthNumber, "r. č. 710230/0003", 50, 89, nil},
		{TypeBirthNumber, "v částce 7103192746 haléřů", 0, 0, nil},
		// Damaged.
		{TypeBirthNumber, "občan 7l03I9/2745 žádá", 70, 100, recognised},
		{TypeBirthNumber, "občan 71O3I9/27A5 rč", 0, 100, recognised},
		{TypeBirthNumber, "občan 71031912745 žádá", 60, 100, recognised},
		{TypeBirthNumber, "občan 710319l2745 žádá", 60, 100, recognised},
		{TypeBirthNumber, "občan 710319|2745 žádá", 60, 100, recognised},
		{TypeBirthNumber, "r, č, 7I03I9-2746", 50, 100, recognised},
		{TypeBirthNumber, "občan 710319/2746 žádá", 40, 60, recognised},
		// Before 1954: context.
		{TypeBirthNumber, "r.č. 380106/208", 60, 100, nil},
		{TypeBirthNumber, "rodné číslo 531021/699", 60, 100, nil},
		{TypeBirthNumber, "spis 380106/208", 15, 39, nil},
		{TypeBirthNumber, "čj. 381306/208", 0, 39, nil},
		{TypeBirthNumber, "r. č. 381306/208", 40, 60, nil},
		{TypeBirthNumber, "částka 380106208", 0, 0, nil},

		{TypeCompanyID, "IČO: 77088948", 50, 65, nil},
		{TypeCompanyID, "IČO 770 88 948", 50, 65, nil},
		{TypeCompanyID, "IČ: 322 46 307", 50, 65, nil},
		{TypeCompanyID, "ičo 00177041", 50, 65, nil},
		{TypeCompanyID, "lČ: 77088948", 50, 65, recognised},
		{TypeCompanyID, "If: 77O88948", 45, 65, recognised},
		{TypeCompanyID, "OSVČ Alena Vzorová, IČO: 77088948", 70, 90, nil},
		{TypeCompanyID, "faktura 77088948", 15, 39, nil},
		{TypeCompanyID, "faktura 77088949", 0, 0, nil},
		{TypeCompanyID, "IČO 77088949", 40, 50, nil},
		{TypeCompanyID, "IČO 12345678", 40, 50, nil},

		{TypeBirthNumber, "RČ710319/2745", 80, 100, nil},
		{TypeBirthNumber, "r.č.:710319/2745bytem Vzorová", 80, 100, nil},
		{TypeBirthNumber, "xyz710319/2745", 0, 0, nil},
		{TypeCompanyID, "IČO77088948", 45, 65, nil},
		{TypePhone, "tel601234567", 60, 100, nil},
		{TypeBirthNumber, "r. č.\u00a0710319/2745", 80, 100, nil},
		{TypeBirthNumber, "rodne\u0301 c\u030ci\u0301slo 710319\u200b/27\u00ad45", 90, 100, nil},
		{TypeBirthNumber, "７１０３１９/2745", 80, 100, nil},
		{TypeBirthNumber, "r. č. 710319–2745", 80, 100, nil},
		{TypeVATID, "DIČ: CZ634815828", 80, 100, nil},
		{TypeVATID, "DtČ CZ640903926", 80, 100, recognised},
		{TypeVATID, "CZ634815828", 70, 100, nil},
		{TypeVATID, "CZ634815829", 40, 60, nil},
		{TypeVATID, "CZ77088948", 40, 65, nil},
		{TypeVATID, "CZ 77088948", 40, 65, nil},
		{TypeVATID, "DIČ CZ7103192745", 80, 100, nil},
		{TypeVATID, "DIČ 7103192745", 60, 100, nil},
		{TypeVATID, "GZ7l03192745", 60, 100, recognised},
		{TypeVATID, "CZ77088949", 40, 55, nil},
		{TypeVATID, "adószám: 22183581-2-02", 60, 75, hungarian},
		{TypeVATID, "22183581-2-02", 45, 75, hungarian},
		{TypeVATID, "HU12892312", 45, 75, hungarian},
		{TypeVATID, "HU12892313", 15, 50, hungarian},
		{TypeVATID, "22183582-2-02", 15, 45, hungarian},
		{TypeVATID, "adószám 22183581-9-02", 40, 75, hungarian},
		{TypeVATID, "adoszam; 22I8358l-2-O2", 40, 75, recognised},
		{TypeVATID, "SK2020202022", 30, 75, nil},

		{TypeAccount, "č. účtu 94-3695853897/0800", 90, 100, nil},
		{TypeAccount, "účet 19-2000145399/0800", 90, 100, nil},
		{TypeAccount, "zaplatí na 19-2000145399/0800", 75, 100, nil},
		{TypeAccount, "zaplatí na 000019-2000145399/0800", 75, 100, nil},
		{TypeAccount, "zaplatí na 19 - 2000145399 / 0800", 75, 100, nil},
		{TypeAccount, "94-3695853898/0800", 40, 65, nil},
		{TypeAccount, "zaplatí na 19-200014539910800", 60, 100, recognised},
		{TypeAccount, "zaplatí na 19-2000145399l0800", 60, 100, recognised},
		{TypeAccount, "zaplatí na 19-2000145399|0800", 60, 100, recognised},
		{TypeAccount, "č. účtu 19-2000145399 0800", 60, 100, recognised},
		{TypeAccount, "č. účtu I9-2OOO145399/08OO", 80, 100, recognised},
		{TypeAccount, "zákon č. 106/1999 Sb.", 0, 0, nil},
		{TypeAccount, "vyhláška č. 125/2010 Sb.", 0, 39, nil},
		{TypeAccount, "č.j. 123456/2020", 0, 39, nil},
		{TypeAccount, "11792934-31992181", 60, 100, hungarian},
		{TypeAccount, "számlaszám: 10721580-96045200-23160161", 90, 100, hungarian},
		{TypeAccount, "10721580 96045200 23160161", 60, 100, hungarian},
		{TypeAccount, "11792935-31992181", 40, 55, hungarian},
		{TypeAccount, "l0721580-96O45200-23160I61", 60, 100, recognised},

		{TypeIBAN, "CZ65 0800 0000 1920 0014 5399", 90, 100, nil},
		{TypeIBAN, "CZ6508000000192000145399", 90, 100, nil},
		{TypeIBAN, "HU76 1072 1580 9604 5200 2316 0161", 90, 100, hungarian},
		{TypeIBAN, "CZ66 0800 0000 1920 0014 5399", 40, 70, nil},
		{TypeIBAN, "C265 0800 0000 1920 0014 5399", 70, 100, recognised},
		{TypeIBAN, "GZ65 O8OO 0000 1920 00l4 5399", 80, 100, recognised},
		{TypeIBAN, "CZ 65 0800 0000 1920 0014 5399", 90, 100, nil},
		{TypeIBAN, "IBAN 65 0800 0000 1920 0014 5399", 60, 100, nil},

		{TypeDataBox, "ID DS: ab3c4de", 60, 100, nil},
		{TypeDataBox, "datová schránka ab3c4de", 60, 100, nil},
		{TypeDataBox, "datova schranha: ab3c4de", 60, 100, recognised},
		{TypeDataBox, "soubor ab3c4de", 0, 0, nil},
		{TypeDataBox, "datová schránka města", 0, 0, nil},

		{TypePlate, "vozidlo 1T2 3456", 60, 100, nil},
		{TypePlate, "RZ: 1T23456", 60, 100, nil},
		{TypePlate, "SPZ OVA 12-34", 60, 100, nil},
		{TypePlate, "místnost 1T2 3456", 0, 39, nil},
		{TypePlate, "místnost 1G2 3456", 0, 39, nil},
		{TypePlate, "rendszám: ABC-123", 60, 100, hungarian},
		{TypePlate, "a AE BC-123 forgalmi rendszámú", 15, 100, hungarian},
		{TypePlate, "frsz. AEBC-123", 60, 100, hungarian},
		{TypePlate, "típus ABC-123", 0, 39, hungarian},
		{TypePlate, "vozidIo 1T2 3456", 60, 100, recognised},

		{TypePlate, "vozidlo lT2 34S6", 60, 100, recognised},
		{TypePlate, "budova lT2 34S6", 0, 0, recognised},
		{TypeBirthNumber, "r. č. 71A319/2745", 40, 60, recognised},
		{TypeBirthNumber, "rodné číslo: 71319/2745", 40, 60, recognised},
		{TypeIBAN, "IBAN: CZ65 0800 00T0 1920 0014 5399", 40, 60, recognised},
		{TypeTAJ, "TAJ: 123 45 788", 40, 60, recognised},
		{TypePhone, "tel.: 555 123", 40, 60, nil},
		{TypePhone, "kontakt: 12 450 000 Kč", 0, 39, nil},
		{TypeAccount, "účet 321", 0, 0, nil},
		{TypePhone, "+420 601 234 567", 80, 100, nil},
		{TypePhone, "tel.: 601 234 567", 75, 100, nil},
		{TypePhone, "tel. 475123456", 45, 100, nil},
		{TypePhone, "+420601234567", 60, 100, nil},
		{TypePhone, "00420 601 234 567", 50, 100, nil},
		{TypePhone, "volat 601 234 567 večer", 45, 100, nil},
		{TypePhone, "cena 601 234 567 Kč", 0, 39, nil},
		{TypePhone, "+420 123 456 789", 15, 69, nil},
		{TypePhone, "+42O 6O1 234 567", 70, 100, recognised},
		{TypePhone, "+36 30 123 4567", 65, 100, hungarian},
		{TypePhone, "06 30 123-4567", 50, 100, hungarian},
		{TypePhone, "06-1-123-4567", 50, 100, hungarian},
		{TypePhone, "(06-30) 123 4567", 50, 100, hungarian},
		{TypePhone, "Tel.: 06 74 123 456", 70, 100, hungarian},

		{TypePersonalID, "1-420813-8264", 80, 100, hungarian},
		{TypePersonalID, "3-151018-5072", 80, 100, hungarian},
		{TypePersonalID, "1-420813-8265", 15, 39, hungarian},
		{TypePersonalID, "személyi azonosító: 3-151018-5073", 50, 89, hungarian},
		{TypePersonalID, "személyi szám 1 420813 8264", 80, 100, hungarian},
		{TypePersonalID, "szemelyi azonosito 1-42O8l3-8264", 80, 100, recognised},
		{TypePersonalID, "14208138264", 40, 100, hungarian},

		{TypeTaxID, "adóazonosító jel: 8365670003", 80, 100, hungarian},
		{TypeTaxID, "8329264521", 40, 80, hungarian},
		{TypeTaxID, "adóazonosító jele 8329264522", 45, 80, hungarian},
		{TypeTaxID, "8329264522", 0, 0, hungarian},
		{TypeTaxID, "7329264521", 0, 0, hungarian},
		{TypeTaxID, "adóazonosító 7329264521", 40, 75, hungarian},
		{TypeTaxID, "adoazonosito jel: 83656700O3", 75, 100, recognised},

		{TypeTAJ, "TAJ: 123 456 788", 80, 100, hungarian},
		{TypeTAJ, "TAJ szám 722038439", 75, 100, hungarian},
		{TypeTAJ, "társadalombiztosítási azonosító jel: 722 038 439", 80, 100, hungarian},
		{TypeTAJ, "TAJ szám 722 038 438", 45, 75, hungarian},
		{TypeTAJ, "összeg 722 038 439", 15, 39, hungarian},
		{TypeTAJ, "összeg 722 038 438", 0, 0, hungarian},
		{TypeTAJ, "TA1 szám: 722 O38 439", 45, 100, recognised},

		{TypeCard, "4111 1111 1111 1111", 70, 100, nil},
		{TypeCard, "karta č. 4111111111111111", 70, 100, nil},
		{TypeCard, "4111 1111 1111 1112", 15, 39, nil},
		{TypeCard, "číslo karty 4111 1111 1111 1112", 45, 80, nil},
		{TypeCard, "41l1 1111 11I1 1111", 60, 100, recognised},
		{TypeCard, "5111111111111111", 0, 39, nil},
	} {
		var changes []func(*Text)
		if c.change != nil {
			changes = append(changes, c.change)
		}
		all := findIn(t, c.text, Options{}, changes...)
		if got := scoreOf(all, c.typ); got < c.low || got > c.high {
			t.Errorf("%s in %q: score %d, want %d to %d: %+v", c.typ, c.text, got, c.low, c.high, all)
		}
	}
}

// TestNumbersInProse: what offices write without any identifier has none above Low.
func TestNumbersInProse(t *testing.T) {
	for _, s := range append(slices.Clone(sentences),
		"Vyhláška č. 125/2010 Sb., § 12 odst. 3 písm. a), ve znění zákona č. 250/2016 Sb.",
		"Č. j.: MUVZ/12345/2023/ABC, sp. zn. 4512/2023, č. j. 123456/2020.",
		"Ze dne 12.04.2023, 2023-04-12, v 14:30:00, do 31. 12. 2024.",
		"Cena 12 450 000,50 Kč, celkem 601 234 567 Kč, záloha 1 250 000,- Kč.",
		"Variabilní symbol 2023000123, faktura č. 20230001.",
		"Položky 6171 5169 5166 4021, roky 2020 2021 2022 2023.",
		"Parcela č. 1234/56, LV 10001, výměra 12 345 m2.",
		"A 2011. évi CXII. törvény 28. § (1) bekezdése, 34/2022. (V. 12.) számú határozat.",
		"Összesen 123 456 789 Ft, iktatószám: 1234-5/2023, hrsz. 0123/45.",
		"Tabulka 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20",
	) {
		s = strings.ReplaceAll(s, "%s", "")
		for _, f := range findIn(t, s, Options{}) {
			if f.Score >= Low && numeric(f.Type) {
				t.Errorf("%q: %+v", s, f)
			}
		}
	}
}
