package find

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// An official is known in every form of the name, and a wife, a namesake of the
// other sex or another person is somebody else.
func TestOfficial(t *testing.T) {
	for _, c := range []struct {
		official, words string
		want            bool
	}{
		{"Ing. Jan Novák", "Jan Novák", true},
		{"Ing. Jan Novák", "Jana Nováka", true},
		{"Ing. Jan Novák", "Novákovi Janu", true},
		{"Ing. Jan Novák", "Janem Novákem", true},
		{"Ing. Jan Novák", "Jan Novotný", false},
		{"Ing. Jan Novák", "Jana Nováková", false},
		{"Václav Havel", "Václavem Havlem", true},
		{"Václav Havel", "Václava Havlová", false},
		{"Petr Sova", "Petra Sovová", false},
		{"Petr Sova", "Petrem Sovou", true},
		{"Ing. Jan Novák", "Janě Novákové", false},
		{"Ing. Jan Novák", "Janou Novákovou", false},
		{"Jana Malá", "Janou Malou", true},
		{"Jana Malá", "Jany Malé", true},
		{"Jana Malá", "Jan Malý", false},
		{"Jana Malá", "Janu Malému", false},
		{"Jan Malý", "Jana Malého", true},
		{"Jan Malý", "Janu Malému", true},
		{"Jan Malý", "Jana Malá", false},
		{"Jan Malý", "Janou Malou", false},
		{"Jana Nováková", "Janě Novákové", true},
		{"Jana Nováková", "Jan Novák", false},
		{"Pavel Svoboda", "Pavlem Svobodou", true},
		{"Pavel Svoboda", "Pavla Svobodová", false},
		{"Kovács János", "Kovács Jánosnak", true},
		{"Kovács János", "Kovács Jánosné", false},
		{"Kovács János", "Kovács Jánosnénak", false},
	} {
		f := newFacts(Facts{Officials: []string{c.official}})
		if got := f.hasOfficial(nameWords(foldString(c.words)), strings.HasPrefix(c.official, "Kov")); got != c.want {
			t.Errorf("%q is %q: %v, want %v", c.words, c.official, got, c.want)
		}
	}
}

// A lone surname is the official's unless another person of the case has it.
func TestLoneOfficial(t *testing.T) {
	o := Options{Facts: Facts{Officials: []string{"Karel Zvonařík", "Jana Malá"}}}
	for _, c := range []struct {
		text string
		kept map[string]bool
	}{
		{"Zasedání řídil Karel Zvonařík. Návrh podal Zvonařík a pan Vymětal.", map[string]bool{"Zvonařík": true, "Vymětal.": false}},
		{"Zasedání řídil starosta. Návrh podal Zvonařík, odpověděl Zvonaříkovi.", map[string]bool{"Zvonařík,": true, "Zvonaříkovi.": true}},
		{"Zasedání řídil Karel Zvonařík, byl tu Petr Zvonařík. Návrh podal Zvonařík a řekl.", map[string]bool{"Zvonařík": false}},
		{"Řídil Karel Zvonařík, byla tu Petra Zvonaříková. Návrh dal Zvonaříkovi a Zvonaříkové.", map[string]bool{"Zvonaříkovi": true, "Zvonaříkové.": false}},
		{"Řídil Karel Zvonařík. Návrh podala Zvonaříková a odešla.", map[string]bool{"Zvonaříková": false}},
	} {
		x := textOf("cs", c.text)
		found := map[string]Finding{}
		if err := Find(t.Context(), []Text{x}, o, func(f Finding) error {
			found[strings.TrimRight(strings.Join(x.Words[f.First:f.First+f.Count], ""), " .,")] = f
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		for name, want := range c.kept {
			name = strings.TrimRight(name, ".,")
			f, ok := found[name]
			if !ok || (f.Kept != "") != want {
				t.Errorf("%q: %q has %+v, want kept %v; found %v", c.text, name, f, want, scoresOf(found))
			}
		}
	}
}

// The public facts of an office are known as OCR reads them.
func TestScannedFacts(t *testing.T) {
	f := newFacts(Facts{
		Numbers:   []string{"91535565", "+420 702 781 924", "78-1697866801/2700", "52045208-69516340", "96956960-2-18"},
		Addresses: []string{"náměstí Svornosti 515, 753 18 Kamenná nad Bystrou", "2644 Hárshegyalja, Vasút út 95.", "Polní 12/3, 387 42 Dolní Březovec"},
	})
	for _, c := range []struct {
		digits string
		want   bool
	}{
		{"91535565", true}, {"9135565", true}, {"9153556", false}, {"91535566", false}, {"91535665", false},
		{"702781924", true}, {"420702781924", true}, {"702781925", false}, {"70278192", false}, {"72781924", true},
		{"7816978668012700", true}, {"78169786680172700", true}, {"78169786680112700", true}, {"7816978668022700", false},
		{"2045208" + "69516340", true}, {"5204520869516341", false}, {"96956960218", true}, {"96956968218", false},
	} {
		if got := f.hasScanned(c.digits); got != c.want {
			t.Errorf("number %q: %v, want %v", c.digits, got, c.want)
		}
	}
	for _, c := range []struct {
		address string
		want    bool
	}{
		{"naměsti Svornosti 515, 753 18 Kamenáa nad Bystrou,", true},
		{"naměsti Svornosti 5l5, 75318 Kamenná nad Bystrou,", true},
		{"náměstí Svornosti 515", true},
		{"náměstí Svornosti 516, 753 18 Kamenná nad Bystrou", false},
		{"náměstí Svornosti 55, 753 18 Kamenná nad Bystrou", false},
		{"náměstí Svornosti", false},
		{"2644 Harshegyagja, Vasút út 95.", true},
		{"j44 Hárshegyalja, Vasút út 95.", false},
		{"644 Hárshegyalja, Vasút út 95.", true},
		{"2644 Hárshegyalja, Vasút út 96.", false},
		{"2644 Hárshegyalja, Vasút út 9.", false},
		{"Polní 12/3, 387 42 Dolní Březovec", true},
		{"Dolní 12/3, 387 42 Dolní Březovec", false},
		{"Polní 123, 387 42 Dolní Březovec", false},
	} {
		if got := f.hasScannedAddress(foldString(c.address)); got != c.want {
			t.Errorf("address %q: %v, want %v", c.address, got, c.want)
		}
	}
}

// Officials whose names were misread are known, and persons with another name
// are none.
func TestMisreadOfficial(t *testing.T) {
	o := Options{Facts: Facts{Officials: []string{"Antonín Okrouhlý", "Csonka Sámuel", "Karel Novák"}}, Persons: []string{"Karel Nowák"}}
	c, err := newCaseText(nil, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		words string
		want  bool
	}{
		{"Antonin Okrřouhlý", true}, {"Antonin Okr ouhlý", true}, {"Csonka Sam nel", true}, {"Antonín Okrouhlý rja", true}, {"Kareí Novák", true}, {"Katel Novák", true},
		{"Antonie Okrouhlá", false}, {"Karel Nosák", false}, {"Karel Nowák", false}, {"Karel Novotný", false}, {"Petr Novák", false}, {"Novák", false},
	} {
		if got := c.misreadOfficial(nameWords(foldString(x.words)), strings.HasPrefix(x.words, "Cs")); got != x.want {
			t.Errorf("%q: %v, want %v", x.words, got, x.want)
		}
	}
}

// Whatever else is read, a number with another digit in it is not the office's,
// as text or as a scan.
func TestOtherNumbersAreShown(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	kept := 0
	for range 400 {
		form := numberForms[r.IntN(len(numberForms))]
		own := form.make(r)
		at := r.IntN(len(own))
		switch form.typ {
		case TypeCompanyID, TypeAccount, TypePhone:
		case TypeVATID: // of adószám the first eight tell the taxpayer
			at = r.IntN(8)
		case TypeIBAN: // check digits follow from the rest
			at = 4 + r.IntN(len(own)-4)
		default:
			continue
		}
		if !isDigit(own[at]) {
			continue
		}
		other := own[:at] + string(rune('0'+(int(own[at]-'0')+1+r.IntN(9))%10)) + own[at+1:]
		o := Options{Facts: Facts{Numbers: []string{own}}}
		for _, recognised := range []bool{false, true} {
			for _, text := range []string{own, other} {
				words := strings.SplitAfter(text, " ")
				x := Text{Document: "d1", Words: words, Recognised: recognised}
				c, err := newCaseText([]Text{x}, o)
				if err != nil {
					t.Fatal(err)
				}
				for _, typ := range []Type{TypeCompanyID, TypeVATID, TypeAccount, TypeIBAN, TypePhone} {
					why := c.kept(c.texts[0], Finding{Count: len(words), Type: typ, Group: squeeze(foldString(text))})
					if text == other && why != "" {
						t.Errorf("%q is kept beside %q, recognised %v", other, own, recognised)
					} else if why != "" {
						kept++
					}
				}
			}
		}
	}
	if kept == 0 {
		t.Error("no number of the office was kept")
	}
}
