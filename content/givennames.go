package content

import "strings"

// givenNames are common Czech, Slovak and Hungarian given names. They only tell
// which word of a name is the surname where its order is not known.
var givenNames = setOf(`
adam adéla alena aleš alžběta andrea aneta anežka anna antonín barbora blanka bohumil bohuslav božena daniel daniela david denisa dominik dušan eliška emil ester eva
filip františek gabriela hana helena ivan ivana iveta ivo jakub jan jana jarmila jaromír jaroslav jaroslava jindřich jiří jiřina jitka josef jozef jozefína kamil kamila karel karolína kateřina klára kristýna květa
ladislav lenka leoš libor libuše lucie luboš luděk lukáš magdaléna marcel marek marie marta martin martina matěj matouš michaela michal milada milan milena miloš miloslav miroslav miroslava monika
naděžda natálie nikola oldřich olga ondřej otakar pavel pavla pavlína peter petr petra radek radka radim renata richard robert roman romana rostislav rudolf růžena samuel silvie simona soňa stanislav stanislava
svatopluk šárka šimon štefan štěpán štěpánka tadeáš tereza tomáš vaclav václav věra veronika viktor vilém vít vladimír vladimíra vlasta vojtěch zdeněk zdeňka zdenka zuzana žaneta
ágnes andrás andrea anikó antal ádám árpád attila balázs bálint barbara béla bence csaba csilla dániel dávid dénes dóra edit eszter enikő emese endre erika erzsébet éva ferenc ferencné gábor gabriella gergely géza gizella
györgy gyöngyi gyula hajnalka ibolya ilona imre istván ildikó józsef judit julianna jános janos jenő katalin klára kornélia kristóf krisztina krisztián kálmán károly lajos lászló laszlo levente lilla magdolna mária marianna márk márton máté margit mihály miklós mónika nándor nikolett nóra norbert noémi
orsolya ottó pál péter piroska renáta réka róbert rozália rudolf sándor sarolta szabolcs szilvia tamás teréz tibor timea tímea tünde valéria vera viktória vilmos vince virág zita zoltán zsófia zsolt zsuzsanna
`)

// setOf makes a set of blank-separated words.
func setOf(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// surnameLeads tells whether the first word of a name is the surname. Its
// ending tells, or a given name at the other end; else the language's custom.
func surnameLeads(words []string, custom bool) bool {
	first, last := words[0], words[len(words)-1]
	a, b := isSurname(first), isSurname(last)
	if a != b {
		return a
	}
	a, b = givenNames[strings.ToLower(first)], givenNames[strings.ToLower(last)]
	if a != b {
		return b
	}
	return custom
}

// isSurname knows endings that hardly any given name has: Nováková, Černý,
// Příkladná, Kovácsné.
func isSurname(word string) bool {
	w := strings.ToLower(word)
	if givenNames[w] {
		return false
	}
	return strings.HasSuffix(w, "á") || strings.HasSuffix(w, "ý") || strings.HasSuffix(w, "né")
}
