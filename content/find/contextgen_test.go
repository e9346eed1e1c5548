package find

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func pick(r *rand.Rand, list ...string) string { return list[r.IntN(len(list))] }

func randomLetters(r *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = "abcdefghijklmnoprstuvyz"[r.IntN(23)]
	}
	return string(b)
}

func randomEmail(r *rand.Rand) string {
	local := randomLetters(r, 2+r.IntN(8))
	if r.IntN(2) == 0 {
		local += pick(r, ".", "_", "-") + randomLetters(r, 1+r.IntN(8))
	}
	if r.IntN(4) == 0 {
		local += fmt.Sprint(r.IntN(100))
	}
	domain := randomLetters(r, 2+r.IntN(8))
	if r.IntN(3) == 0 {
		domain += "-" + randomLetters(r, 2+r.IntN(5))
	}
	if r.IntN(3) == 0 {
		domain += "." + randomLetters(r, 2+r.IntN(5))
	}
	return local + "@" + domain + "." + pick(r, "cz", "hu", "sk", "com", "eu", "org")
}

func randomIPv4(r *rand.Rand) string {
	return fmt.Sprintf("%d.%d.%d.%d", 11+r.IntN(240), r.IntN(256), r.IntN(256), 10+r.IntN(240)) + pick(r, "", "", ":8080", "/24")
}

func randomMAC(r *rand.Rand) string {
	sep := pick(r, ":", "-")
	var pairs []string
	for range 6 {
		pairs = append(pairs, fmt.Sprintf("%02x", r.IntN(256)))
	}
	pairs[2] = "a" + pairs[2][1:]
	s := strings.Join(pairs, sep)
	if r.IntN(2) == 0 {
		s = strings.ToUpper(s)
	}
	return s
}

func randomAddressCS(r *rand.Rand) string {
	street := pick(r, "Dlouhá", "Na Kopci", "ul. Krátká", "nám. Míru", "Mírové náměstí", "tř. Svobody", "U Potoka", "28. října", "Polní", "Za Humny", "K Lesu", "ulice Nová", "Šípková")
	number := fmt.Sprint(1 + r.IntN(999))
	if r.IntN(3) == 0 {
		number += fmt.Sprintf("/%d", 1+r.IntN(60)) + pick(r, "", "a", "b")
	}
	post := 10000 + r.IntN(69999)
	code := fmt.Sprintf("%03d %02d", post/100, post%100)
	if r.IntN(4) == 0 {
		code = fmt.Sprint(post)
	}
	return street + " " + number + pick(r, ", ", ", ", ",\n", "\n") + code + " " + pick(r, "Horní Lhota", "Nová Ves nad Potokem", "Brodek", "Praha 4", "Lhotka-Důl")
}

func randomAddressHU(r *rand.Rand) string {
	street := pick(r, "Kossuth Lajos", "Fő", "Petőfi Sándor", "Hunyadi", "Akácfa", "Rákóczi", "Szent István", "48-as", "Május 1.") + " " + pick(r, "utca", "u.", "út", "tér", "köz", "sétány", "krt.", "sor")
	number := fmt.Sprint(1+r.IntN(199)) + pick(r, ".", "", "/A", "/b.", ". 2. em. 5. ajtó", ". fszt. 3.", ". III/12.")
	town := fmt.Sprintf("%d %s", 1000+r.IntN(8999), pick(r, "Felsőfalva", "Alsókút", "Kisbodak", "Nagyszékely"))
	switch r.IntN(4) {
	case 0:
		return strings.TrimSuffix(street, ".") + " " + fmt.Sprint(1+r.IntN(99)) + ", " + town
	case 1:
		return town + " " + street + " " + number
	}
	return town + pick(r, ", ", ", ", "\n", ",\n") + street + " " + number
}

// TestContextGenerated tells whether everything that a generator makes is found, in
// the middle of prose.
func TestContextGenerated(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, g := range []struct {
		kind Type
		make func(*rand.Rand) string
		low  int
	}{
		{TypeEmail, randomEmail, 80}, {TypeIP, randomIPv4, 60}, {TypeMAC, randomMAC, 80}, {TypeAddress, randomAddressCS, 60}, {TypeAddress, randomAddressHU, 60},
	} {
		missed := 0
		for range 2000 {
			s := g.make(r)
			before, after := officeProse(r, 60), "Dále "+officeProse(r, 40)
			text := before + "viz " + s + pick(r, ", ", ". ", "\n", "; ") + after
			from := len(before) + len("viz ")
			to := from + len(strings.TrimRight(s, "."))
			ok := false
			found := contextProposals(text)
			for _, p := range found {
				ok = ok || p.Type == g.kind && p.score >= g.low && p.from <= from && p.to >= to && p.from >= from-25
			}
			if !ok {
				if missed++; missed < 6 {
					t.Errorf("%s: %q is missed in %q: %v", g.kind, s, text, found)
				}
			}
		}
		if missed > 0 {
			t.Errorf("%s: %d of 2000 missed", g.kind, missed)
		}
	}
}
