package find

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

// contextCase is a text in which the marked parts, if any, must be found as one
// type with a score of at least low and at most high.
type contextCase struct {
	text string // what must be found stands in «» marks
	low  int
	high int // 0: 100
}

// contextFindings runs the detectors of contextDetectors over a text.
func contextFindings(s string) []Finding {
	words := strings.SplitAfter(s, " ")
	c := caseText{texts: []*text{newTestText(words)}}
	var all []Finding
	for _, d := range contextDetectors {
		d.find(&c, c.texts[0], func(f Finding) {
			f.Source = d.name
			all = append(all, f)
		})
	}
	return all
}

func newTestText(words []string) *text {
	t := &text{Text: Text{Document: "d1", Words: words}, raw: strings.Join(words, ""), starts: make([]int, len(words))}
	at := 0
	for i, w := range words {
		t.starts[i] = at
		at += len(w)
	}
	return t
}

// proposals are what the detectors propose, with the bytes of the text.
type proposed struct {
	Type     Type
	from, to int
	score    int
}

func contextProposals(s string) []proposed {
	x := newTestText([]string{s}).context()
	var all []proposed
	for _, look := range contextLooks {
		look(x, func(p proposal) {
			all = append(all, proposed{p.kind, x.source(p.from), x.source(p.to), p.score})
		})
	}
	return all
}

var contextLooks = []func(*contextText, func(proposal)){findEmails, findURLs, findIPs, findMACs, findHosts, findSecrets, findCzechAddresses, findHungarianAddresses, findBirthDates, findMarkings, findGeodata, findHealth, findFields}

// unmark takes the marks out of a text and returns the marked places.
func unmark(s string) (plain string, marked [][2]int) {
	var b strings.Builder
	for _, r := range s {
		switch r {
		case '«':
			marked = append(marked, [2]int{b.Len(), -1})
		case '»':
			marked[len(marked)-1][1] = b.Len()
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), marked
}

// checkContext tells whether what is marked is found, each by one finding of
// the type that covers it and at most three characters more at either side, and
// nothing of the type that is not marked is above Low.
func checkContext(t *testing.T, kind Type, cases []contextCase) {
	t.Helper()
	if len(cases) < 8 {
		t.Fatalf("%d cases: the table is gone", len(cases))
	}
	for _, c := range cases {
		plain, marked := unmark(c.text)
		found := contextProposals(plain)
		high := c.high
		if high == 0 {
			high = 100
		}
		for _, m := range marked {
			ok := false
			for _, p := range found {
				ok = ok || p.Type == kind && p.from <= m[0] && p.to >= m[1] && m[0]-p.from <= 3 && p.to-m[1] <= 3 && p.score >= c.low && p.score <= high
			}
			if !ok {
				t.Errorf("%q: %q is not found as %s with a score from %d to %d: %v", plain, plain[m[0]:m[1]], kind, c.low, high, found)
			}
		}
		for _, p := range found {
			if p.Type != kind || p.score < Low {
				continue
			}
			inside := false
			for _, m := range marked {
				inside = inside || p.from < m[1] && p.to > m[0]
			}
			if !inside {
				t.Errorf("%q: %q is found as %s with %d", plain, plain[p.from:p.to], kind, p.score)
			}
		}
	}
}

var proseWords = strings.Fields(`obec rada usnesení schválila návrh rozpočtu na rok zastupitelstvo města dne jednání podle zákona žádost
	o poskytnutí informací byla doručena písemně úřad sděluje že požadované údaje nejsou k dispozici smlouva o dílo mezi objednatelem
	a zhotovitelem termín plnění cena včetně daně příloha vyhláška nařízení oprava komunikace v obci voda kanalizace škola
	a képviselő testület határozata szerint az önkormányzat a kérelem alapján döntést hozott és a jegyző útján értesíti a feleket
	közérdekű adat megismerése iránti igény teljesítése határidő napon belül költségtérítés nélkül pályázat beruházás összege
	felújítás munkálatai iskola óvoda egyház közút híd víz csatorna szolgáltatás szerződés melléklet`)

// officeProse makes running text without anything private in it: words, sentences,
// amounts, references to laws, dates.
func officeProse(r *rand.Rand, n int) string {
	var b strings.Builder
	start := true
	for b.Len() < n {
		switch k := r.IntN(60); {
		case k == 0:
			fmt.Fprintf(&b, "č. %d/%d Sb.", 1+r.IntN(500), 1990+r.IntN(35))
		case k == 1:
			fmt.Fprintf(&b, "%d. %d. %d", 1+r.IntN(28), 1+r.IntN(12), 2010+r.IntN(16))
		case k == 2:
			fmt.Fprintf(&b, "%d.%03d,- Kč", 1+r.IntN(900), r.IntN(1000))
		case k == 3:
			fmt.Fprintf(&b, "§ %d odst. %d", 1+r.IntN(200), 1+r.IntN(9))
		case k == 4:
			fmt.Fprintf(&b, "%d:%02d", r.IntN(24), r.IntN(60))
		case k == 5:
			fmt.Fprintf(&b, "%d %03d Ft", 1+r.IntN(900), r.IntN(1000))
		case k == 6:
			fmt.Fprintf(&b, "bod %d.%d.%d.%d", 1+r.IntN(9), 1+r.IntN(9), 1+r.IntN(9), 1+r.IntN(9))
		default:
			w := proseWords[r.IntN(len(proseWords))]
			if start {
				first, size := utf8.DecodeRuneInString(w)
				w = string(unicode.ToUpper(first)) + w[size:]
			}
			b.WriteString(w)
		}
		start = false
		switch r.IntN(14) {
		case 0:
			b.WriteString(". ")
			start = true
		case 1:
			b.WriteString(", ")
		case 2:
			b.WriteByte('\n')
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func TestContextProse(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	bad := 0
	text := officeProse(r, 1<<20)
	for _, p := range contextProposals(text) {
		if p.score >= Low {
			if bad++; bad < 20 {
				t.Errorf("%s %d %q in %q", p.Type, p.score, text[p.from:p.to], text[max(0, p.from-40):min(len(text), p.to+40)])
			}
		}
	}
	if bad > 0 {
		t.Errorf("%d findings in prose", bad)
	}
}

// TestFindingWords tells whether a finding names the words that were found.
func TestFindingWords(t *testing.T) {
	for _, f := range contextFindings("Pište na jana.nova@lhota.cz hned") {
		if f.Type == TypeEmail && f.First == 2 && f.Count == 1 && f.Source == "email" && f.Ground == groundPersonal && f.Group == "jana.nova@lhota.cz" && len(f.Reasons) > 0 {
			return
		}
	}
	t.Errorf("the address is not the third word: %+v", contextFindings("Pište na jana.nova@lhota.cz hned"))
}

// mixedText is prose with something to find every few hundred characters.
func mixedText(n int) string {
	r := rand.New(rand.NewPCG(3, 4))
	var b strings.Builder
	for b.Len() < n {
		b.WriteString(officeProse(r, 300))
		b.WriteString([]string{randomEmail(r), randomIPv4(r), randomMAC(r), randomAddressCS(r), randomAddressHU(r), "nar. 12. 4. 1985", "heslo: Kolo2020!"}[r.IntN(7)] + "\n")
	}
	return b.String()
}

func BenchmarkContext(b *testing.B) {
	s := mixedText(1 << 20)
	words := strings.SplitAfter(s, " ")
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		c := caseText{texts: []*text{newTestText(words)}}
		for _, d := range contextDetectors {
			d.find(&c, c.texts[0], func(Finding) {})
		}
	}
}

// TestContextLinear tells whether text that is made to be slow is not: twice as
// much may take at most four times as long.
func TestContextLinear(t *testing.T) {
	for _, piece := range []string{"a.", "a@", "@a ", "1.1.", "a:", "::", "aa-", "A\\", "-----begin ", "heslo: ", "ul. Nová ", "utca 12 ", "123 45 ", "nar. 1. ", "bytem Nová ", "Jana ", "ztp ", "důvěrné ", "°1'", "http://", "www.", "/a", "(at)", "Nová 12, ", "parc. č. "} {
		took := func(n, tries int) time.Duration {
			s := strings.Repeat(piece, n/len(piece))
			best := time.Hour
			for range tries {
				best = min(best, spent(t, func() { contextProposals(s) }))
			}
			return best
		}
		small, big := took(50_000, 2), took(200_000, 1)
		for range 3 { // another program may have had the processor's caches
			if big <= 12*small+100*time.Millisecond && big <= 3*time.Second {
				break
			}
			small, big = took(50_000, 2), took(200_000, 2)
		}
		if big > 12*small+100*time.Millisecond {
			t.Errorf("%q: four times the text took %v instead of %v", piece, big, small)
		}
		if big > 3*time.Second {
			t.Errorf("%q: 200 kB took %v", piece, big)
		}
	}
}

// FuzzContext gives damaged text: every finding must lie in it.
func FuzzContext(f *testing.F) {
	f.Add("jana.nova@lhota.cz bytem Dlouhá 12, 123 45 Lhota, nar. 1. 2. 1980, 10.0.0.1:80")
	f.Add("1234 Falu, Fő utca 12. 2. em. \xff\xfe @ ® \\ -----BEGIN 49°1'2\"N heslo:")
	f.Fuzz(func(t *testing.T, s string) {
		words := strings.SplitAfter(s, " ")
		for _, p := range contextProposals(s) {
			if p.from < 0 || p.to <= p.from || p.to > len(s) {
				t.Fatalf("%s from %d to %d of %d", p.Type, p.from, p.to, len(s))
			}
		}
		for _, f := range contextFindings(s) {
			if f.First < 0 || f.Count < 1 || f.First+f.Count > len(words) || f.Score < 1 || f.Score > 100 || len(f.Reasons) == 0 || f.Ground == "" {
				t.Fatalf("%+v in %d words", f, len(words))
			}
		}
	})
}
