package content

import (
	"strings"
)

// Czech and Slovak forms of names. Which declension a name follows is told by
// its ending alone; where that leaves a doubt (Jana: she, or of Jan?) the forms
// of all that may be are taken. A form too many finds nothing; one too few
// would let a name through.

// Grammatical cases, as the index of forms.
const (
	nominative = iota
	genitive
	dative
	accusative
	vocative
	locative
	instrumental
	cases
)

// czechPattern is a declension: the ending it is told by, the letters of it
// that change, what replaces them in each case, and what the name becomes by
// itself (his, her, their).
type czechPattern struct {
	ending string
	cut    string
	forms  [cases]string // blank-separated
	others string
}

const (
	czechHis = "ův ova ovo ovi ově ovu ovy ovou ovým ových ovými"
	czechHer = "in ina ino ini ině inu iny inou iným iných inými"
)

// czechPatterns are tried in order. All of those with the longest ending that
// fits count.
var czechPatterns = []czechPattern{
	// Adjectives: Černý, Příkladná, Nováková, Jiří, Krejčí.
	{"ý", "ý", [cases]string{"", "ého", "ému", "ého", "ý", "ém", "ým"}, "í ých ými ej"},
	{"á", "á", [cases]string{"", "é ej", "é ej", "ou ú", "á", "é ej", "ou"}, "ých ými ým"},
	{"í", "", [cases]string{"", "ho", "mu", "ho", "", "m", "m"}, "ch mi ovi ové"},
	{"y", "", [cases]string{"", "ho", "mu", "ho", "", "m ho", "m"}, "ovi ové"},
	{"i", "", [cases]string{"", "ho", "mu", "ho", "", "m", "m"}, "ovi ové"},
	// Nouns in -a: Svoboda, Jarmila; Lenka, Olga, Petra with a changed consonant.
	{"a", "a", [cases]string{"", "y i", "ovi ě e i", "u", "o", "ovi ě e i", "ou í"}, "ové ů ům ech ích ami " + czechHis + " " + czechHer},
	{"ka", "ka", [cases]string{"", "ky", "kovi ce", "ku", "ko", "kovi ce", "kou"}, "kové ků kům cích kách kami kův kova kovo kově kovu kovy kovou čin čina čino čině činu činy činou"},
	{"ga", "ga", [cases]string{"", "gy", "govi ze", "gu", "go", "govi ze", "gou"}, "gové gů gům zích gami gův gova govu govou žin žina žino žině žinu žinou"},
	{"ha", "ha", [cases]string{"", "hy", "hovi ze", "hu", "ho", "hovi ze", "hou"}, "hové hů hům zích hami hův hova hovu hovou žin žina žino žině žinu žinou"},
	{"cha", "cha", [cases]string{"", "chy", "chovi še", "chu", "cho", "chovi še", "chou"}, "chové chů chům ších chami chův chova chovu chovou šin šina šino šině šinu šinou"},
	{"ra", "ra", [cases]string{"", "ry", "rovi ře", "ru", "ro", "rovi ře", "rou"}, "rové rů rům rech rami rův rova rovu rovou řin řina řino řině řinu řinou"},
	{"ia", "a", [cases]string{"", "e i", "i", "i u", "e o", "i", "í ou"}, "in ina inu inou"},
	// Soft nouns: Marie, Alice.
	{"e", "e", [cases]string{"", "e", "i", "i", "e", "i", "í"}, "ín ina inu inou iin iina iinu iinou"},
	{"ě", "ě", [cases]string{"", "ěte ě", "ěti i", "ě i", "ě", "ěti i", "ětem í"}, ""},
	{"o", "o", [cases]string{"", "a", "ovi u", "a", "o", "ovi u", "em"}, "ové ů ům " + czechHis},
	// Hard consonants: Novák, Jan, Adam; Alois and Klaus waver.
	{"", "", [cases]string{"", "a", "ovi u", "a", "e u", "ovi u", "em om"}, "ové ovi ů ům y ech ích " + czechHis},
	{"s", "", [cases]string{"", "a e", "ovi u i", "a e", "e i u", "ovi u i", "em om"}, "ové ů ům y ech ích " + czechHis},
	{"z", "", [cases]string{"", "a e", "ovi u i", "a e", "e i u", "ovi u i", "em om"}, "ové ů ům y ech ích " + czechHis},
	{"x", "", [cases]string{"", "a e", "ovi u i", "a e", "e i u", "ovi u i", "em om"}, "ové ů ům y " + czechHis},
	{"l", "", [cases]string{"", "a e", "ovi u i", "a e", "e i u", "ovi u i", "em om"}, "ové ů ům y ech ích " + czechHis},
	{"tr", "tr", [cases]string{"", "tra", "trovi tru", "tra", "tře", "trovi tru", "trem trom"}, "trové trů trům try trův trova trovo trově trovu trovy trovou trovým trových"},
	{"k", "k", [cases]string{"", "ka", "kovi ku", "ka", "ku", "kovi ku", "kem kom"}, "kové ků kům ky cích kův kova kovo kovi kově kovu kovy kovou kovým kových kovými"},
	// Soft consonants: Tomáš, Řezáč, Šťastný's neighbour Kolář.
	{"š", "", czechSoft, czechSoftOthers}, {"ž", "", czechSoft, czechSoftOthers}, {"č", "", czechSoft, czechSoftOthers},
	{"ř", "", czechSoft, czechSoftOthers}, {"c", "", czechSoft, czechSoftOthers}, {"j", "", czechSoft, czechSoftOthers},
	{"ď", "ď", [cases]string{"", "dě ďa", "ďovi di", "dě ďa", "di", "ďovi di", "děm ďom"}, "ďové ďů"},
	{"ť", "ť", [cases]string{"", "tě ťa", "ťovi ti", "tě ťa", "ti", "ťovi ti", "těm ťom"}, "ťové ťů"},
	{"ň", "ň", [cases]string{"", "ně ňa", "ňovi ni", "ně ňa", "ni", "ňovi ni", "něm ňom"}, "ňové ňů"},
	// A fleeting e: Dvořáček, Marek, Luděk, Zdeněk, Němec, Pavel, Peter, Lev.
	// Without it as well: Krček and Krčeka both occur.
	{"ek", "ek", [cases]string{"", "ka eka", "kovi ku ekovi eku", "ka eka", "ku eku", "kovi ku ekovi eku", "kem ekem kom"}, "kové ků kům ky cích kův kova kovo kově kovu kovy kovou kovým kových ekové eků ekův ekova ekovu ekovou"},
	{"děk", "děk", [cases]string{"", "ďka", "ďkovi ďku", "ďka", "ďku", "ďkovi ďku", "ďkem"}, "ďkové ďků ďkův ďkova ďkovu ďkovou"},
	{"něk", "něk", [cases]string{"", "ňka", "ňkovi ňku", "ňka", "ňku", "ňkovi ňku", "ňkem"}, "ňkové ňků ňkův ňkova ňkovu ňkovou"},
	{"těk", "těk", [cases]string{"", "ťka", "ťkovi ťku", "ťka", "ťku", "ťkovi ťku", "ťkem"}, "ťkové ťků ťkův ťkova ťkovu ťkovou"},
	{"ec", "ec", [cases]string{"", "ce", "covi ci", "ce", "če ci", "covi ci", "cem"}, "cové ců cům cích cův cova covo cově covu covy covou covým cových"},
	{"el", "el", [cases]string{"", "la ela ele", "lovi lu elovi elu eli", "la ela ele", "le li eli", "lovi lu elovi elu eli", "lem elem lom"}, "lové lů lův lova lovo lově lovu lovy lovou elové elův elova elovu elovou"},
	{"er", "er", [cases]string{"", "ra era", "rovi ru erovi eru", "ra era", "ře ere", "rovi ru erovi eru", "rem erem"}, "rové rův erové erů erův erova erovu erovou"},
	{"ev", "ev", [cases]string{"", "va eva", "vovi vu evovi evu", "va eva", "ve eve", "vovi vu evovi", "vem evem"}, "vův evův evova evovu"},
}

var czechSoft = [cases]string{"", "e", "ovi i", "e", "i", "ovi i", "em om"}

const czechSoftOthers = "ové ů ům ích " + czechHis

// czechUnchanged are endings of names that have no other forms: Janů, Starých.
var czechUnchanged = []string{"ů", "ých", "ích", "é", "ó", "ú", "u"}

// czechAlways are endings that every case but the first replaces.
var czechAlways = map[string]bool{"a": true, "á": true, "ý": true, "ka": true, "ga": true, "ha": true, "cha": true, "ra": true}

// inflectCzech returns the forms of one word of a name, by case, the word
// itself first; others are those that no case leads to. A word of fewer than
// three letters has none, nor is any form shorter.
func inflectCzech(word string) (forms [cases][]string, others []string) {
	for c := range forms {
		forms[c] = []string{word}
	}
	for _, end := range czechUnchanged {
		if strings.HasSuffix(word, end) {
			return forms, nil
		}
	}
	longest := 0
	for _, p := range czechPatterns {
		if strings.HasSuffix(word, p.ending) {
			longest = max(longest, len(p.ending))
		}
	}
	for _, p := range czechPatterns {
		if len(p.ending) != longest || !strings.HasSuffix(word, p.ending) {
			continue
		}
		stem := strings.TrimSuffix(word, p.cut)
		for c := range forms {
			// Names of women that end in a consonant do not change (Dagmar), nor do
			// foreign ones; those in a, á and ý always do.
			if next := joinForms(nil, stem, p.forms[c]); len(next) > 0 && czechAlways[p.cut] {
				forms[c] = next
				continue
			}
			forms[c] = joinForms(forms[c], stem, p.forms[c])
		}
		others = joinForms(others, stem, p.others)
	}
	return forms, others
}
