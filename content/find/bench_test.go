package find

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
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
	var b strings.Builder
	if err := writeProse(&b, size); err != nil {
		panic(err) // a Builder has none
	}
	return b.String()
}

// writeProse writes it, always the same.
func writeProse(w io.Writer, size int) error {
	r := rand.New(rand.NewPCG(7, 7))
	for size > 0 {
		s := sentences[r.IntN(len(sentences))]
		if strings.Contains(s, "%s") {
			s = fmt.Sprintf(s, numberForms[r.IntN(len(numberForms))].make(r))
		}
		n, err := io.WriteString(w, s+" \n"[r.IntN(2):][:1])
		if err != nil {
			return err
		}
		size -= n
	}
	return nil
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

// benchMegabytes is how much BenchmarkFind reads: 10 MB, or what
// AKTA_BENCH_MB says.
func benchMegabytes(b *testing.B) int {
	s := os.Getenv("AKTA_BENCH_MB")
	if s == "" {
		return 10
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 10_000 {
		b.Fatalf("AKTA_BENCH_MB=%q: not a number from 1 to 10000", s)
	}
	return n
}

const pieceOfBench = 1 << 20 // bytes of each document, so that memory does not grow with the input

// eachPiece calls read for the file's pieces, cut at the end of a line.
func eachPiece(file string, read func(Text) error) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewReaderSize(f, 1<<16)
	var piece strings.Builder
	for {
		line, err := lines.ReadString('\n')
		if piece.WriteString(line); piece.Len() >= pieceOfBench || err == io.EOF && piece.Len() > 0 {
			if err := read(asText(piece.String())); err != nil {
				return err
			}
			piece.Reset()
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// BenchmarkFind measures, over the same file and in one run, all detectors,
// those of identifiers, and rg and grep -E with strict patterns of the same
// identifiers. The file is sentences that offices write with a valid number in
// every third, 10 MB, or AKTA_BENCH_MB=100; it is read in documents of 1 MB, each a case.
//
//	AKTA_BENCH_MB=100 go test ./content/find -run - -bench 'Find$' -benchtime 1x
//
// On a virtual machine with two cores of an unnamed Intel Xeon and 23 GB, Go
// 1.26, ripgrep 13.0.0 and GNU grep 3.8, nothing else running, one run over 100
// MB gave: all detectors 2.9 MB/s, those of identifiers 4.0, rg 191 (bytes, not
// Unicode), grep -E 31 (in the C locale).
func BenchmarkFind(b *testing.B) {
	size := benchMegabytes(b) << 20
	file := filepath.Join(b.TempDir(), "text")
	f, err := os.Create(file)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(f)
	if err := errors.Join(writeProse(w, size), w.Flush(), f.Close()); err != nil {
		b.Fatal(err)
	}
	if err := Find(b.Context(), []Text{asText(prose(1000))}, Options{}, func(Finding) error { return nil }); err != nil { // reads the lists of words
		b.Fatal(err)
	}
	measure := func(name string, find func(b *testing.B) (found int, err error)) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				if n, err := find(b); err != nil || n == 0 {
					b.Fatalf("%d found: %v", n, err)
				}
			}
		})
	}
	measure("all", func(b *testing.B) (n int, err error) {
		err = eachPiece(file, func(x Text) error {
			return Find(b.Context(), []Text{x}, Options{}, func(Finding) error { n++; return nil })
		})
		return n, err
	})
	measure("identifiers", func(b *testing.B) (n int, err error) {
		err = eachPiece(file, func(x Text) error { n += findNumbers(b, x); return nil })
		return n, err
	})
	for _, tool := range [][]string{{"rg", "-o", "--no-line-number", "--no-unicode"}, {"grep", "-E", "-o"}} {
		measure(tool[0], func(b *testing.B) (int, error) {
			command := exec.Command(bundlestest.Tool(b, tool[0]), append(tool[1:], grepPatterns, file)...)
			out := &countedBytes{}
			command.Stdout, command.Env = out, append(os.Environ(), "LC_ALL=C") // their fastest
			err := command.Run()
			return out.n, err
		})
	}
}

// countedBytes counts what a program prints, and keeps none of it.
type countedBytes struct{ n int }

func (c *countedBytes) Write(p []byte) (int, error) {
	c.n += len(p)
	return len(p), nil
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
		cost := func(times, tries int) (time.Duration, int) {
			x := asText(c.make(times))
			best, n := time.Hour, 0
			for range tries {
				best = min(best, spent(t, func() { n = findNumbers(t, x) }))
			}
			return best, n
		}
		one, n1 := cost(1, 3)
		ten, n10 := cost(10, 1)
		for range 3 { // another program may have had the processor's caches
			if ten <= 25*one+20*time.Millisecond {
				break
			}
			one, n1 = cost(1, 3)
			ten, n10 = cost(10, 2)
		}
		t.Logf("%-20s %8v %6d findings, ten times as much %8v %6d findings: x%.1f", c.name, one.Round(time.Microsecond), n1, ten.Round(time.Microsecond), n10, float64(ten)/float64(one))
		if ten > 25*one+20*time.Millisecond {
			t.Errorf("%s: ten times as much cost %v after %v", c.name, ten, one)
		}
	}
}
