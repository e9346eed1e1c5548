package content

import (
	"slices"
	"strings"
	"testing"
)

func knownOf(language string, r Requester, headers ...string) *persons {
	k := &persons{texts: r.texts()}
	k.name(r.Name, language)
	for _, h := range headers {
		k.sender(h, language, "lhotka.example")
	}
	return k
}

// foundOf lists what is found in a text: "what: words".
func foundOf(k *persons, text string) []string {
	f := newFinder(strings.SplitAfter(text, " "))
	var out []string
	for _, h := range k.find(f) {
		out = append(out, h.what+": "+trimWord(strings.Join(strings.Fields(strings.Join(f.leaves[h.at[0]:h.at[0]+h.at[1]], "")), " ")))
	}
	return out
}

func TestKnownPersonsFound(t *testing.T) {
	novak := knownOf("cs", Requester{Name: "Ing. Jan Novák", Address: "Smyšlená 12, 123 45 Lhotka", Email: "jan.novak@posta.example", Phone: "+420 601 234 567", DataBox: "ab3c4de", Born: "1985-04-12"})
	kovacs := knownOf("hu", Requester{Name: "dr. Kovács János", Phone: "+36 30 123 4567"})
	pretend := knownOf("cs", Requester{Name: "Jarmila Příkladná"})
	maly := knownOf("cs", Requester{Name: "Petr Malý"})
	for _, c := range []struct {
		k    *persons
		text string
		want string // separated by "; "
	}{
		{novak, "Žádost podal Jan Novák dne 1. 2.", "name: Jan Novák"},
		{novak, "odpověď panu Janu Novákovi, Lhotka", "name: Janu Novákovi"},
		{novak, "podání Jana Nováka; s Janem Novákem", "name: Jana Nováka; name: Janem Novákem"},
		{novak, "NOVÁK JAN žádá", "name: NOVÁK JAN"},
		{novak, "p. J. Novák a Novákem J. také", "name: J. Novák; name: Novákem J"},
		{novak, "panu Jano-\nvi Nová-\nkovi píšeme", "name: Jano- vi Nová- kovi"},
		{novak, "pan Novák žádal o Novákův spis", "surname: Novák; surname: Novákův"},
		{novak, "bytem Smyšlená 12, 123 45 Lhotka", "address: Smyšlená 12, 123 45 Lhotka"},
		{novak, "ulice Smyšlená 12 ve Lhotce", "address: Smyšlená 12"},
		{novak, "tel. 601 234 567, nebo +420601234567", "telephone number: 601 234 567; telephone number: 420601234567"},
		{novak, "JAN.NOVAK@POSTA.EXAMPLE", "e-mail address: JAN.NOVAK@POSTA.EXAMPLE"},
		{novak, "datová schránka ab3c4de, nar. 12.4.1985", "data box: ab3c4de; date of birth: 12.4.1985"},
		{kovacs, "Kovács Jánosnak és Kovács Jánossal", "name: Kovács Jánosnak; name: Kovács Jánossal"},
		{kovacs, "a Kováccsal, Kovácsné és Kovácsékhoz", "surname: Kováccsal; surname: Kovácsné; surname: Kovácsékhoz"},
		{kovacs, "tel. 06 30 123 4567", "telephone number: 06 30 123 4567"},
		{pretend, "s Jarmilou Příkladnou o Jarmile Příkladné", "name: Jarmilou Příkladnou; name: Jarmile Příkladné"},
		// What must not be swallowed.
		{novak, "v lednu a v červenci, leden, jan, Jan, Jana, Janov, Janovice", ""},
		{novak, "Jan Novákovský a Jan Nováček z Novákovic", ""},
		{novak, "nový novák (odrůda jablek), novákova", ""},
		{maly, "malý dům, malého domu, malíř, Malíř, Maloměřice a Petrov", ""},
		{maly, "Petr Malíř, Petra Malá", ""},
		{kovacs, "a kovács műhelye, kovácsolt vas, Kovácsiak, János", ""},
		{pretend, "příkladná péče, příkladně, Příklad", ""},
	} {
		if got := strings.Join(foundOf(c.k, c.text), "; "); got != c.want {
			t.Errorf("%q: found %q, want %q", c.text, got, c.want)
		}
	}
}

func TestSenders(t *testing.T) {
	for _, c := range []struct{ header, want string }{
		{"Jana Vymyšlená <jana@posta.example>", "jana@posta.example,Jana Vymyšlená"},
		{`"Vymyšlená, Jana" <jana@posta.example>`, "jana@posta.example,Jana Vymyšlená"},
		{"jana@posta.example", "jana@posta.example"},
		{"Jana Vymyšlená jana@posta.example>", "jana@posta.example,Jana Vymyšlená"},
		{"Podatelna obce <podatelna@lhotka.example>", ""},
		{"Podatelna <p@urad.lhotka.example>", ""},
		{"vyvoj webu <web@posta.example>", "web@posta.example"},
		{"", ""},
	} {
		k := knownOf("cs", Requester{}, c.header)
		for _, w := range strings.Split(c.want, ",") {
			if w != "" && !slices.Contains(k.terms(), w) {
				t.Errorf("%q: no term %q in %q", c.header, w, k.terms())
			}
		}
		if c.want == "" && len(k.terms()) > 0 {
			t.Errorf("%q: terms %q", c.header, k.terms())
		}
	}
}

func TestRequesterCheck(t *testing.T) {
	for _, c := range []struct {
		r    Requester
		want string
	}{
		{Requester{}, ""},
		{Requester{Name: "Jana Vymyšlená", Born: "1985-04-12"}, ""},
		{Requester{Name: " Jana"}, "requester: name"},
		{Requester{Address: "Smyšlená 12\nLhotka"}, "requester: address"},
		{Requester{Phone: strings.Repeat("1", maxRequesterLine+1)}, "requester: phone"},
		{Requester{Born: "12. 4. 1985"}, "born"},
	} {
		err := c.r.check()
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", c.r, err, c.want)
		}
	}
}

func BenchmarkKnownPersons(b *testing.B) {
	leaves := slices.Repeat(strings.SplitAfter("Vážená paní Nováková, k Vaší žádosti sdělujeme, že povinný subjekt dokument č. j. MÚ/2026/0417 neeviduje. ", " "), 2_000)
	k := knownOf("cs", Requester{Name: "Jarmila Příkladná", Email: "jarmila@posta.example", Phone: "601 234 567"})
	for b.Loop() {
		k.find(newFinder(leaves))
	}
	b.ReportMetric(float64(len(leaves)), "words")
}
