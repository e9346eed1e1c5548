package find

import (
	"strings"
	"testing"
)

// A recognised name is found with all its pieces; what stands beside a whole
// name is left alone.
func TestNameGrows(t *testing.T) {
	for _, c := range []struct {
		language, text string
		want           string // what is found at Low or above, with no word more
	}{
		// A word in pieces.
		{"cs", "návrh má připravit Alic e Mayerová do pátku", "Alic e Mayerová"},
		{"cs", "syn Matěj Bl ažek dojíždí jednou týdně", "Matěj Bl ažek"},
		{"cs", "prodávající Hei ena Nováková podepsala smlouvu", "Hei ena Nováková"},
		{"hu", "a kulcs F arkas Alexandra irodájában van", "F arkas Alexandra"},
		// A mark between the words.
		{"cs", "jednal s Karlem © Benešem o ceně", "Karlem © Benešem"},
		{"cs", "správce Boleslav - Krákora odpověděl", "Boleslav - Krákora"},
		{"cs", "učitel Matěj; Černoch potvrdil omluvenku", "Matěj; Černoch"},
		// A small letter, or a digit, for a capital.
		{"cs", "podpis: Emanuela kurková", "Emanuela kurková"},
		{"cs", "přestože ivana Drábková neodpověděla", "ivana Drábková"},
		{"cs", "dluží Zdeňka 9omrová částku", "Zdeňka 9omrová"},
		{"hu", "kapcsolattartó pataki Bendegúz, telefon", "pataki Bendegúz"},
		{"hu", "tulajdonosa 5omogyi Dániel lett", "5omogyi Dániel"},
		// A mark within a word.
		{"cs", "bratr obviněného A:eš Bělásek mlčel", "A:eš Bělásek"},
		{"hu", "felelőse Budai Bold:zsár volt", "Budai Bold:zsár"},
		// An initial with another mark than its dot.
		{"cs", "výsledky předala J, Gruberová úřadu", "J, Gruberová"},
		// A whole name takes in nothing.
		{"cs", "včera Jan Novák odešel domů a nic neřekl", "Jan Novák"},
		{"cs", "včera Jan Novák, starosta, odešel", "Jan Novák"},
		{"hu", "tegnap Kovács János elment haza", "Kovács János"},
	} {
		x := textOf(c.language, c.text)
		x.Recognised = true
		on := make([]bool, len(x.Words))
		if err := Find(t.Context(), []Text{x}, Options{}, func(f Finding) error {
			for i := f.First; f.Type == TypePerson && f.Score >= Low && i < f.First+f.Count; i++ {
				on[i] = true
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		got := ""
		for i, w := range x.Words {
			if on[i] {
				got += w
			}
		}
		if got = strings.TrimRight(got, " ,."); got != c.want {
			t.Errorf("%q: %q is found, want %q", c.text, got, c.want)
		}
	}
}

// A person who was accepted is found in text in which no name seems to stand,
// under the same group; words of no person are not.
func TestNameInPieces(t *testing.T) {
	for _, c := range []struct {
		language, person, text, want string
	}{
		{"cs", "Ivana Drábková", "nabyl děděním po lv aně drabkově podle smlouvy", "lv aně drabkově"},
		{"cs", "Ivana Drábková", "Ivana Drabkuva psala", "Ivana Drabkuva"},
		{"hu", "Csonka Gusztáv", "adatvédelmi tisztviselő csonka guszt av, aki", "csonka guszt av"},
		{"hu", "Boros Borbála", "beszélt boros borbalaval tegnap", "boros borbalaval"},
		{"cs", "Ivana Drábková", "drahou cestou a dobrá ivan ovi", ""},
		{"cs", "Jan Malý", "je to malý a jen nový dům", ""},
	} {
		x := textOf(c.language, c.text)
		x.Recognised = true
		got := ""
		if err := Find(t.Context(), []Text{x}, Options{Persons: []string{c.person}}, func(f Finding) error {
			if f.Type == TypePerson && f.Score >= Low {
				got += strings.Join(x.Words[f.First:f.First+f.Count], "")
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if got = strings.TrimRight(got, " ,."); got != c.want {
			t.Errorf("%s in %q: %q is found, want %q", c.person, c.text, got, c.want)
		}
	}
}

// Labels are known with letters misread, and other words are none.
func TestNearCue(t *testing.T) {
	for _, c := range []struct {
		word      string
		hungarian bool
		want      cue
	}{
		{"spravee", false, cueRole}, {"ridlc", false, cueRole}, {"podpls", false, cueLabel}, {"vyrlzuje", false, cueLabel}, {"obvineny", false, cueRole},
		{"ugyinlezo", true, cueRole}, {"kapcsolatarto", true, cueLabel}, {"jovahagyla", true, cueLabel},
		{"kostel", false, 0}, {"iskola", true, 0}, {"dum", false, 0},
	} {
		if got := nearCue(c.word, c.hungarian) & (cueRole | cueLabel); got&c.want != c.want || c.want == 0 && got != 0 {
			t.Errorf("%q is cue %b, want %b", c.word, got, c.want)
		}
	}
}
