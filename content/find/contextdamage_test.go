package find

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// confusions are what OCR makes of a character.
var confusions = map[rune]string{'0': "O", '1': "l", '5': "S", '8': "B", 'l': "1", 'm': "rn", 'á': "a", 'í': "i", 'ö': "o", 'ő': "ö", 'ů': "u", 'č': "c", 'e': "c", 'ý': "y", 'š': "s", 'ú': "u", 'ü': "u", 'ě': "e", 'é': "e", 'ř': "r", 'ž': "z"}

// damage replaces characters by what OCR makes of them, each with a chance of
// one in n.
func damage(r *rand.Rand, s string, n int) string {
	var b strings.Builder
	for _, c := range s {
		if to, ok := confusions[c]; ok && r.IntN(n) == 0 {
			b.WriteString(to)
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// TestContextDamaged tells which share is found of what a bad scan was made of: one
// of ten characters that OCR confuses is confused, labels included.
func TestContextDamaged(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	date := func(r *rand.Rand) string {
		d, m, y := 1+r.IntN(28), 1+r.IntN(12), 1930+r.IntN(80)
		switch r.IntN(4) {
		case 0:
			return fmt.Sprintf("nar. %d. %d. %d", d, m, y)
		case 1:
			return fmt.Sprintf("datum narození: %02d.%02d.%d", d, m, y)
		case 2:
			return fmt.Sprintf("született %d. %02d. %02d.", y, m, d)
		}
		return fmt.Sprintf("születési ideje: %d. %s %d.", y, pick(r, "január", "március", "április", "május", "szeptember"), d)
	}
	for _, g := range []struct {
		name string
		kind Type
		make func(*rand.Rand) string
		want float64 // share that is found above Low
	}{
		{"e-mail", TypeEmail, randomEmail, 0.99},
		{"ip", TypeIP, func(r *rand.Rand) string { return "IP adresa " + randomIPv4(r) }, 0.95},
		{"mac", TypeMAC, func(r *rand.Rand) string { return "MAC: " + randomMAC(r) }, 0.95},
		{"address cs", TypeAddress, func(r *rand.Rand) string { return "bytem " + randomAddressCS(r) }, 0.97},
		{"address hu", TypeAddress, func(r *rand.Rand) string { return "lakcím: " + randomAddressHU(r) }, 0.93},
		{"birth date", TypeBirthDate, date, 0.93},
		{"password", TypeSecurity, func(r *rand.Rand) string {
			return pick(r, "heslo: ", "jelszó: ", "password: ") + randomLetters(r, 8)
		}, 0.95},
	} {
		const n = 1000
		found := 0
		shown := 0
		for range n {
			s := damage(r, g.make(r), 10)
			if !utf8.ValidString(s) {
				t.Fatal("bad generator")
			}
			before := officeProse(r, 50)
			text := before + s + "\n" + officeProse(r, 30)
			ok := false
			for _, p := range contextProposals(text) {
				ok = ok || p.Type == g.kind && p.score >= Low && p.from < len(before)+len(s) && p.to > len(before)
			}
			if ok {
				found++
			} else if shown++; shown < 4 && testing.Verbose() {
				t.Logf("%s missed: %q", g.name, s)
			}
		}
		t.Logf("%-11s %5.1f %% of %d found", g.name, 100*float64(found)/n, n)
		if float64(found) < g.want*n {
			t.Errorf("%s: %d of %d found, want %.0f %%", g.name, found, n, 100*g.want)
		}
	}
}
