package content

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestInflectCzech(t *testing.T) {
	for word, want := range map[string]string{
		"Novák":      "Nováka Novákovi Nováku Novákem Novákové Nováků Novákův Novákova Novákovou Novákom",
		"Svoboda":    "Svobody Svobodovi Svobodu Svobodou Svobodo Svobodův Svobodové",
		"Černý":      "Černého Černému Černým Černém Černých Černí",
		"Dvořáček":   "Dvořáčka Dvořáčkovi Dvořáčkem Dvořáčku Dvořáčkův",
		"Jan":        "Jana Janovi Janem Jane Janu Janův",
		"Marie":      "Marii Marií",
		"Jarmila":    "Jarmily Jarmile Jarmilu Jarmilou Jarmilo Jarmilin",
		"Příkladná":  "Příkladné Příkladnou Příkladných",
		"Nováková":   "Novákové Novákovou",
		"Lenka":      "Lenky Lence Lenku Lenkou Lenčin",
		"Olga":       "Olgy Olze Olgu Olgou Olžin",
		"Petra":      "Petry Petře Petru Petrou Petřin",
		"Vojtěcha":   "Vojtěchy Vojtěše",
		"Petr":       "Petra Petrovi Petrem Petře",
		"Tomáš":      "Tomáše Tomášovi Tomáši Tomášem",
		"Řezáč":      "Řezáče Řezáčovi Řezáčem",
		"Zdeněk":     "Zdeňka Zdeňkovi Zdeňkem",
		"Luděk":      "Luďka Luďkovi Luďkem",
		"Němec":      "Němce Němcovi Němcem Němče",
		"Pavel":      "Pavla Pavlovi Pavlem Pavle",
		"Karel":      "Karla Karlovi Karlem",
		"Daniel":     "Daniela Danielovi Danielem",
		"Jiří":       "Jiřího Jiřímu Jiřím",
		"Krejčí":     "Krejčího Krejčímu Krejčím",
		"Alois":      "Aloise Aloisovi Aloisem",
		"Smyšlenko":  "Smyšlenka Smyšlenkovi Smyšlenkem",
		"Lev":        "Lva Lvovi Lvem",
		"Vymyšlenej": "Vymyšleneje",
		"Janů":       "Janů",
		"Starých":    "Starých",
		"Li":         "Li",
	} {
		forms, others := inflectCzech(word)
		got := append(slices.Concat(forms[:]...), others...)
		checkForms(t, word, got, want)
		for c := range forms {
			if len(forms[c]) == 0 {
				t.Errorf("%s: no form in case %d", word, c)
			}
		}
	}
}

func TestInflectHungarian(t *testing.T) {
	for word, want := range map[string]string{
		"Kovács":  "Kovácsnak Kováccsal Kovácsot Kovácshoz Kovácsról Kovácstól Kovácsban Kovácsné Kovácsék Kovácsnénak Kovácséknak Kovácsért",
		"Szabó":   "Szabónak Szabóval Szabót Szabóhoz Szabóról Szabóné",
		"Nagy":    "Nagynak Naggyal Nagyot Nagyhoz Nagyné",
		"Varga":   "Vargának Vargával Vargát Vargához Vargáról Vargáné Vargáék",
		"Fekete":  "Feketének Feketével Feketét Feketéhez Feketéről",
		"Török":   "Töröknek Törökkel Törököt Törökhöz Törökről",
		"Kiss":    "Kissnek Kissel Kiss-sel Kisst Kisshez",
		"Szűcs":   "Szűcsnek Szűccsel Szűcsöt Szűcshöz",
		"János":   "Jánosnak Jánossal Jánost Jánoshoz Jánosné",
		"Ágnes":   "Ágnesnek Ágnessel Ágnest Ágneshez",
		"Béla":    "Bélának Bélával Bélát Bélához",
		"Gizi":    "Gizinek Gizivel Gizit Gizihez",
		"Horváth": "Horváthnak Horváthot Horváthhoz",
	} {
		got, stems := inflectHungarian(word)
		checkForms(t, word, got, want)
		for _, f := range got {
			if !slices.ContainsFunc(stems, func(s string) bool { return strings.HasPrefix(f, s) }) && f != word {
				// -val changes the last letters of a digraph: Kováccsal, Naggyal.
				if !strings.HasPrefix(f, word[:len(word)-2]) {
					t.Errorf("%s: no stem of %q begins %q", word, stems, f)
				}
			}
		}
	}
}

// checkForms: the word itself is the first form, all of the wanted are there,
// none is there twice, none is short.
func checkForms(t *testing.T, word string, got []string, want string) {
	t.Helper()
	if len(got) == 0 || got[0] != word {
		t.Errorf("%s: begins with %q", word, got[:min(1, len(got))])
	}
	for _, w := range strings.Fields(want) {
		if !slices.Contains(got, w) {
			t.Errorf("%s: no %s in %q", word, w, got)
		}
	}
	for _, f := range got {
		if f != word && utf8.RuneCountInString(f) < minForm {
			t.Errorf("%s: the form %q is too short", word, f)
		}
	}
}

func TestNameForms(t *testing.T) {
	for _, c := range []struct {
		name         string
		surnameFirst bool
		whole        string // comma-separated, all must be there
		alone        string
		not          string // neither whole nor alone
	}{
		{"Jan Novák", false, "Jan Novák,Jana Nováka,Janovi Novákovi,Janem Novákem,Novák Jan,Nováka Jana,J. Novák,J. Nováka,Novák J.,Novákem J.", "Novák,Nováka,Novákův", "Jan,Jana,Novákův Jan"},
		{"Ing. Jan Novák, Ph.D.", false, "Jana Nováka", "Novákovi", "Ing,Ing. Jan"},
		{"Příkladná Jarmila", false, "Jarmila Příkladná,Jarmily Příkladné,Příkladnou Jarmilou,J. Příkladná", "Příkladné", "Jarmila"},
		{"Nováková Jarmila", false, "Jarmilou Novákovou,J. Nováková", "Nováková,Novákové", "Jarmily"},
		{"Anna Marie Nová", false, "Anny Marie Nové,Annou Marií Novou,Anny Nové,A. Nová,A. M. Nová", "Novou", "Anna Marie"},
		{"Jana Vymyšlená-Smutná", false, "Jany Vymyšlené-Smutné,Janou Vymyšlenou-Smutnou", "Vymyšlená-Smutná", "Jana"},
		{"Novák Jan", false, "Jana Nováka,J. Novák", "Nováka", "Jan,Jana"},
		{"János Kovács", true, "Kovács Jánosnak", "Kovácsnak", "János"},
		{"Kovács János", true, "Kovács János,Kovács Jánosnak,Kovács Jánossal,János Kovács,János Kováccsal,Kovács J.,J. Kovács,Kovács Jánosné", "Kovács,Kovácsnak,Kováccsal", "János,Jánosnak"},
		{"dr. Varga Béla", true, "Varga Bélának,Béla Vargának,B. Vargával", "Vargáról", "Béla,dr. Varga"},
		{"Madonna", false, "", "", "Madonna"},
		{"Mgr. Novák", false, "", "", "Novák"},
	} {
		f := formsOf(c.name, c.surnameFirst)
		for _, w := range strings.Split(c.whole, ",") {
			if w != "" && !slices.Contains(f.whole, w) {
				t.Errorf("%s: no form %q in %d forms", c.name, w, len(f.whole))
			}
		}
		for _, w := range strings.Split(c.alone, ",") {
			if w != "" && !slices.Contains(f.alone, w) {
				t.Errorf("%s: no surname %q in %q", c.name, w, f.alone)
			}
		}
		for _, w := range strings.Split(c.not, ",") {
			if slices.Contains(f.whole, w) || slices.Contains(f.alone, w) {
				t.Errorf("%s: %q is a form", c.name, w)
			}
		}
		for _, w := range f.whole {
			if !slices.ContainsFunc(f.stems, func(s string) bool { return strings.HasPrefix(w, s) }) {
				t.Errorf("%s: no stem begins %q", c.name, w)
			}
		}
		if len(f.whole) > maxPersonForms || len(f.stems) > 150 {
			t.Errorf("%s: %d forms, %d stems", c.name, len(f.whole), len(f.stems))
		}
		t.Logf("%s: %d forms, %d stems, %d of the surname", c.name, len(f.whole), len(f.stems), len(f.alone))
	}
}

// FuzzFormsOf: whatever a name is, its base form is one of its forms, no form
// is short, and the number of forms is bounded.
func FuzzFormsOf(f *testing.F) {
	f.Add("Jan Novák", false)
	f.Add("dr. Kovácsné Nagy Éva", true)
	f.Add("İ ſſſ-\u0301- a.b", true)
	f.Fuzz(func(t *testing.T, name string, surnameFirst bool) {
		if len(name) > 60 || !utf8.ValidString(name) {
			return
		}
		words := nameWords(name)
		forms := formsOf(name, surnameFirst)
		if len(words) < 2 {
			if len(forms.whole)+len(forms.alone) > 0 {
				t.Fatalf("%q has forms", name)
			}
			return
		}
		if len(forms.whole) > maxPersonForms {
			t.Fatalf("%q: %d forms", name, len(forms.whole))
		}
		base := strings.Join(words, " ")
		if utf8.RuneCountInString(base) >= minForm && len(words) == 2 && !slices.Contains(forms.whole, base) {
			t.Fatalf("%q: the base form %q is not in %q", name, base, forms.whole)
		}
		for _, w := range append(forms.whole, forms.alone...) {
			if utf8.RuneCountInString(w) < minForm {
				t.Fatalf("%q: the form %q", name, w)
			}
		}
	})
}
