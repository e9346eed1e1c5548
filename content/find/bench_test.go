package find

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles/bundlestest"
)

// sentences that offices write; %s is a number of one of numberForms.
var sentences = []string{
	"Vážená paní starostko, na základě žádosti podle zákona č. 106/1999 Sb., o svobodném přístupu k informacím, sdělujeme následující.",
	"Povinný subjekt obdržel dne 12. 4. 2023 žádost o poskytnutí informací, evidovanou pod č. j. 4512/2023.",
	"Žadatel uvedl rodné číslo %s a požádal o vrácení přeplatku ve výši 12 450 Kč.",
	"Smluvní strany se dohodly na kupní ceně 1 250 000 Kč, splatné na účet č. %s do 30 dnů.",
	"Zastupitelstvo obce schválilo usnesením č. 15/2022 prodej pozemku parc. č. 1234/5 v k. ú. Dolní Vzorová.",
	"V případě dotazů volejte na tel. %s, pracovní doba je od 8:00 do 17:00 hodin.",
	"Tisztelt Asszonyom, a közérdekű adatok megismerése iránti igényét a 2011. évi CXII. törvény alapján teljesítjük.",
	"A képviselő-testület a 34/2022. (V. 12.) számú határozatával elfogadta az éves költségvetést.",
	"Az igénylő adóazonosító jele %s, az önkormányzat a kérelmet 15 napon belül bírálja el.",
	"A szerződés értéke bruttó 3 450 000 Ft, amelyet a számlaszámra kell átutalni.",
	"Dodavatel, IČO: %s, se zavazuje provést opravu komunikace v délce 350 m do konce měsíce října.",
	"Příloha č. 3 obsahuje přehled plateb za období leden až prosinec a tabulku s rozpisem položek 6171, 5169, 5166.",
}

// prose is text of about so many bytes, one number of every few sentences.
func prose(size int) string {
	r := rand.New(rand.NewPCG(7, 7))
	var b strings.Builder
	for b.Len() < size {
		s := sentences[r.IntN(len(sentences))]
		if strings.Contains(s, "%s") {
			s = fmt.Sprintf(s, numberForms[r.IntN(len(numberForms))].make(r))
		}
		b.WriteString(s)
		b.WriteByte(" \n"[r.IntN(2)])
	}
	return b.String()
}

func asText(s string) Text {
	return Text{Document: "d1", Language: "cs", Words: strings.SplitAfter(s, " ")}
}

// findNumbers runs the detectors of identifiers alone, and settles.
func findNumbers(tb testing.TB, x Text) (n int) {
	c, err := newCaseText([]Text{x}, Options{})
	if err != nil {
		tb.Fatal(err)
	}
	var found []Finding
	for _, d := range identifierDetectors {
		d.find(c, c.texts[0], func(f Finding) { found = append(found, f) })
	}
	return len(settle(c, c.texts[0], found))
}

// grepPatterns are the strict forms of the same identifiers.
const grepPatterns = `[0-9]{6}/[0-9]{3,4}|\b[0-9]{8}\b|\b(CZ|HU)[0-9]{8,10}\b|([0-9]{1,6}-)?[0-9]{2,10}/[0-9]{4}|\b(CZ|HU|SK)[0-9]{2}( ?[0-9]{4}){5,6}|` +
	`\b[1-9][A-Z][A-Z0-9] ?[0-9A-Z][0-9]{3}\b|\+?(420)? ?[0-9]{3} [0-9]{3} [0-9]{3}|\b[1-8]-[0-9]{6}-[0-9]{4}\b|\b8[0-9]{9}\b|\b[0-9]{8}-[1-5]-[0-9]{2}\b|` +
	`[0-9]{8}-[0-9]{8}(-[0-9]{8})?|([0-9]{4} ){3}[0-9]{4}|\b[A-Z]{3}-[0-9]{3}\b|(\+36|06)[ -]?[0-9]{1,2}[ -]?[0-9]{3}[ -]?[0-9]{3,4}`

// BenchmarkFind measures all detectors and those of identifiers over 10 MB, and
// grep -E and rg with strict patterns of identifiers over the same bytes.
func BenchmarkFind(b *testing.B) {
	const size = 10 << 20
	text := prose(size)
	x := asText(text)
	b.Run("all", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			n := 0
			if err := Find(b.Context(), []Text{x}, Options{}, func(Finding) error { n++; return nil }); err != nil || n == 0 {
				b.Fatalf("%d found: %v", n, err)
			}
		}
	})
	b.Run("identifiers", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			if findNumbers(b, x) == 0 {
				b.Fatal("nothing found")
			}
		}
	})
	file := filepath.Join(b.TempDir(), "text")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	for _, tool := range [][]string{{"grep", "-E", "-o"}, {"rg", "-o", "--no-line-number"}} {
		b.Run(tool[0], func(b *testing.B) {
			path := bundlestest.Tool(b, tool[0])
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				out, err := exec.Command(path, append(tool[1:], grepPatterns, file)...).Output()
				if err != nil || len(out) == 0 {
					b.Fatalf("%s: %v, %d bytes", tool[0], err, len(out))
				}
			}
		})
	}
}

// BenchmarkDetector measures each detector alone, over the same text.
func BenchmarkDetector(b *testing.B) {
	text := prose(2 << 20)
	c, err := newCaseText([]Text{asText(text)}, Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("prepare", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			if _, err := newCaseText([]Text{asText(text)}, Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	for _, d := range identifierDetectors {
		b.Run(d.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				d.find(c, c.texts[0], func(Finding) {})
			}
		})
	}
}

// TestLinear: ten times the text, or ten times the findings, may cost at most
// twenty-five times the time, whatever the text consists of.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	r := rand.New(rand.NewPCG(1, 1))
	numbers := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString("tel. " + numberForms[r.IntN(len(numberForms))].make(r) + " ")
		}
		return b.String()
	}
	for _, c := range []struct {
		name string
		make func(times int) string
	}{
		{"prose", func(n int) string { return prose(100_000 * n) }},
		{"1,000 findings", func(n int) string { return numbers(1000 * n) }},
		{"one number", func(n int) string { return strings.Repeat("tel. 601 234 567 ", 1000*n) }},
		{"digits and blanks", func(n int) string { return strings.Repeat("1 ", 4_000*n) }},
		{"one run of digits", func(n int) string { return strings.Repeat("1", 50_000*n) }},
		{"slashes", func(n int) string { return strings.Repeat("1/", 4_000*n) }},
		{"one word", func(n int) string { return strings.Repeat("7103192745,", 4_000*n) }},
	} {
		cost := func(times int) (time.Duration, int) {
			x := asText(c.make(times))
			best, n := time.Hour, 0
			for range 3 {
				start := time.Now()
				n = findNumbers(t, x)
				best = min(best, time.Since(start))
			}
			return best, n
		}
		one, n1 := cost(1)
		ten, n10 := cost(10)
		for range 3 { // another program may have had the processor
			if ten <= 25*one+20*time.Millisecond {
				break
			}
			one, n1 = cost(1)
			ten, n10 = cost(10)
		}
		t.Logf("%-20s %8v %6d findings, ten times as much %8v %6d findings: x%.1f", c.name, one.Round(time.Microsecond), n1, ten.Round(time.Microsecond), n10, float64(ten)/float64(one))
		if ten > 25*one+20*time.Millisecond {
			t.Errorf("%s: ten times as much cost %v after %v", c.name, ten, one)
		}
	}
}
