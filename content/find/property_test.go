package find

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/akta-foi/akta/bundles/bundlestest"
)

// TestNumbersGenerated: every valid number in clean text is found above Low, and the
// finding has all of its words and no more. All but one of a hundred are found as
// what they are: some accounts are birth numbers, too. Each number stands before one
// of the endings, or with AKTA_SAMPLES=all before each of them.
func TestNumbersGenerated(t *testing.T) {
	for _, form := range numberForms {
		r := rand.New(rand.NewPCG(2, 3))
		others, tried := 0, 0
		for n := range 300 {
			number := form.make(r)
			before := "Žadatel sdělil úřadu tento údaj: "
			if form.label != "" {
				before += form.label + " "
			}
			endings := []string{" a žádá o opravu.", ", což doložil.", ".", "\na podpis", "!"}
			for i := range bundlestest.Samples(1, len(endings)) {
				after := endings[(n+i)%len(endings)]
				tried++
				text := before + number + after
				first, count := strings.Count(before, " "), strings.Count(number, " ")+1
				all := findIn(t, text, Options{})
				at := slices.IndexFunc(all, func(f Finding) bool { return f.Score >= Low && f.First == first && f.Count == count })
				if at < 0 {
					t.Fatalf("%s: not found in %q: %+v", form.name, text, all)
				}
				if all[at].Type != form.typ {
					others++
				}
			}
		}
		if others > tried/100 {
			t.Errorf("%s: %d of %d were found as something else", form.name, others, tried)
		}
	}
}

// TestNumbersDamaged: a number of whose digits one or two were read as letters is still
// found above Low, if its label is there. The sample is the first 200 of 500.
func TestNumbersDamaged(t *testing.T) {
	damage := strings.NewReplacer("0", "O", "1", "l", "5", "S", "8", "B", "6", "G")
	labels := map[Type]string{TypeBirthNumber: "r. č.", TypeCompanyID: "IČO", TypeVATID: "DIČ", TypeAccount: "č. účtu", TypeIBAN: "IBAN", TypePhone: "tel.",
		TypePersonalID: "személyi azonosító", TypeTaxID: "adóazonosító jel:", TypeTAJ: "TAJ szám", TypeCard: "číslo karty"}
	for _, form := range numberForms {
		label, ok := labels[form.typ]
		if !ok {
			continue
		}
		if strings.Contains(form.name, "adósz") || strings.Contains(form.name, "Hungarian account") {
			label = map[Type]string{TypeVATID: "adószám", TypeAccount: "számlaszám"}[form.typ]
		}
		r := rand.New(rand.NewPCG(5, 3))
		missed := 0
		tries := bundlestest.Samples(200, 500)
		for range tries {
			b := []byte(form.make(r))
			for n := 0; n < 2; {
				i := r.IntN(len(b))
				if c := damage.Replace(string(b[i])); isDigit(b[i]) && i > 2 {
					b[i] = c[0]
					n++
				}
			}
			all := findIn(t, "Uvedl "+label+" "+string(b)+" a datum.", Options{}, recognised)
			if scoreOf(all, form.typ) < Low {
				if missed++; missed < 4 {
					t.Logf("%s: missed %q: %+v", form.name, b, all)
				}
			}
		}
		if missed > tries/100 {
			t.Errorf("%s: missed %d of %d", form.name, missed, tries)
		}
	}
}

// TestNumbersByChance: random digits without a label are above Low no more often than
// the rule lets chance pass, times two.
func TestNumbersByChance(t *testing.T) {
	const tries, factor = 10_000, 2
	day := 0.0 // that four random digits are a month and a day of the years there are
	r := rand.New(rand.NewPCG(8, 9))
	for range tries {
		if _, real := birthDay([]byte(digits(r, 10))); real {
			day += 1.0 / tries
		}
	}
	for _, c := range []struct {
		layout string
		typ    Type
		chance float64
	}{
		{"10", TypeBirthNumber, day / 11},
		{"6/4", TypeBirthNumber, day / 11},
		{"6/3", TypeBirthNumber, 0},
		{"9", TypeBirthNumber, 0},
		{"8", TypeCompanyID, 0},
		{"11", TypePersonalID, day / 11},
		{"1-6-4", TypePersonalID, day / 11},
		{"10", TypeTaxID, 0.1 / 11},
		{"9", TypeTAJ, 0},
		{"3 3 3", TypeTAJ, 0},
		{"11", TypeVATID, 0},
		{"8-1-2", TypeVATID, 1.0 / 10},
		{"6-10/4", TypeAccount, 2 * float64(len(banks)) / 10_000}, // of a known bank, or of an unknown one with checksums
		{"16", TypeAccount, 1.0 / 100},
		{"24", TypeAccount, 1.0 / 100},
		{"22", TypeIBAN, 2.0 / 97},
		{"26", TypeIBAN, 1.0 / 97},
		{"16", TypeCard, 1.0 / 10},
		{"4 4 4 4", TypeCard, 1.0 / 10},
		{"9", TypePhone, 10.0 / 100},
		{"3 3 3", TypePhone, 10.0 / 100},
	} {
		var text strings.Builder
		for range tries {
			text.WriteString("celkem " + join(digits(r, 26), c.layout) + " bez ")
		}
		n := 0
		for _, f := range findIn(t, text.String(), Options{}) {
			if f.Type == c.typ && f.Score >= Low {
				n++
			}
		}
		rate := float64(n) / tries
		t.Logf("%-14s %-8s %.4f of chance %.4f", c.typ, c.layout, rate, c.chance)
		if rate > factor*c.chance {
			t.Errorf("%s in digits %s: above Low in %.4f of cases, chance is %.4f", c.typ, c.layout, rate, c.chance)
		}
	}
}

// FuzzFind: whatever the text, findings stay inside its words, in their order,
// with a score and a reason, and are the same the second time.
func FuzzFind(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, form := range numberForms {
		f.Add("Uvedl "+form.label+" "+form.make(r)+"\na dále", uint8(0), true)
	}
	f.Add("bytem Lipová 550/36, an 29 Lhota, IBAN HUSS 7578 6092\n2265, e-mail: a.b : c lhota. cz, RZ 1 8)7 70", uint8(0), true)
	f.Add("r. č.\u00ad 71\u200b03\u0301 19/2745!§|", uint8(3), false)
	f.Add("\xff\xfe7103192745\x80", uint8(1), true)
	f.Add("Komu: Jana Lhotská <lhotska Siku ce\nosoba Jan Koželuh, jkozeluhschranka c posta. z\n\nz adresy d,nova posta- -x.cz címről", uint8(7), true)
	f.Add("MAC 39: a3 384: 98: a4: 34 tel.: 06 20 791 hcg, https:/fa , b c/d ?e=1 200014539970800 IP 192 248214. 96", uint8(5), true)
	f.Fuzz(func(t *testing.T, s string, cut uint8, scan bool) {
		x := Text{Document: "d1", Language: "cs", Recognised: scan, Words: strings.SplitAfter(s, " ")}
		if cut%2 == 1 {
			x.Language = "hu"
		}
		if cut > 0 { // words that end anywhere, and empty ones
			x.Words = nil
			for i := 0; i < len(s); i += int(cut) {
				x.Words = append(x.Words, s[i:min(i+int(cut), len(s))], "")
			}
		}
		find := func() (all []Finding) {
			if err := Find(context.Background(), []Text{x}, Options{}, func(f Finding) error {
				all = append(all, f)
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			return all
		}
		all := find()
		last := 0
		for _, f := range all {
			if f.First < last || f.Count < 1 || f.First+f.Count > len(x.Words) {
				t.Fatalf("%+v: outside %d words or out of order", f, len(x.Words))
			}
			if f.Score < 1 || f.Score > 100 || len(f.Reasons) == 0 || f.Group == "" || f.Source == "" {
				t.Fatalf("%+v: not complete", f)
			}
			for _, reason := range f.Reasons {
				if !utf8.ValidString(reason) {
					t.Fatalf("%+v: a reason is no text", f)
				}
			}
			last = f.First
		}
		if again := find(); fmt.Sprint(all) != fmt.Sprint(again) {
			t.Fatalf("%+v, then %+v", all, again)
		}
	})
}
