package find

import (
	"bytes"
	"strings"
)

var homeLabels = []string{
	"bytem", "trvale bytem", "trval(y|eho|ym) pobyt(|u|em)", "trvale bydliste", "bydliste(|m)", "trvalym pobytem", "bydlici", "bydli", "bydlel(|a)", "trvale hlasen(|a|y)", "adres(a|y|u|e|ou)", "adresa trvaleho pobytu", "dorucovaci adres(a|y|u|e)", "korespondencni adres(a|y|u|e)", "adresa pro dorucovani", "se sidlem", "sidl(o|em)", "pobyt", "misto pobytu", "mistem podnikani", "misto podnikani", "pracovist(e|i)", "provozovn(a|y|e|u)",
	"lakcim(|e|et|en|mel|ere)", "lakohely(|e|et|en|ere)", "lakhely(|e)", "lakik", "lakos", "lako", "allando lakos(|a)", "allando lakohely(|e)", "lakohelye", "tartozkodasi hely(|e|en)", "ertesitesi cim(|e)", "levelezesi cim(|e|en)", "cim(|e)", "szekhely(|e|en)", "telephely(|e|en)", "szam alatti", "szam alatt", "szam alatti lakos",
	"trvale bytom", "bytom", "bydlisko", "adresa bydliska",
}

var houseLabels = []string{"c. p.", "cp.", "c. ev.", "c. e.", "c. or.", "c. popisne", "cislo popisne", "c. popisneho", "hazszam", "haz szam", "hsz."}

var streetsCS = []string{"ul.", "ulic(e|i|ich)", "tr.", "trid(a|y|e|u)", "nam.", "namest(i|im)", "nabr.", "nabrez(i|im)", "sidl.", "sidlist(e|i)", "alej(|e|i)", "bulv.", "bulvar(|u)", "stezk(a|y)"}

var streetsHU = []string{"utca(|ja|i)", "utcaban", "utcai", "utea", "uica", "utoa", "u", "ut(|ja)", "ter(|e|en)", "koz(|e)", "setany(|a|on)", "krt", "korut(|ja|on)", "fasor(|a)", "sor(|a)", "dulo(|je)", "lejto(|je)", "rakpart(|ja)", "lepcso(|je)", "liget(|je)", "lakotelep(|e|en)", "ltp", "tanya(|ja)", "major(|ja)", "sugarut(|ja)", "udvar(|a)", "park(|ja)", "sikator", "allee", "zug"}

// connectors stand between the words of a street or a town.
var connectors = map[string]bool{"nad": true, "pod": true, "u": true, "v": true, "na": true, "pri": true, "ve": true, "k": true, "ke": true, "za": true, "pred": true, "do": true, "mezi": true, "a": true, "i": true, "s": true, "z": true, "as": true, "es": true, "rijna": true, "kvetna": true, "cervna": true, "listopadu": true, "unora": true, "dubna": true, "brezna": true, "srpna": true, "zari": true, "ledna": true, "prosince": true, "cervence": true}

// details may follow the number of a house.
var details = map[string]bool{"em": true, "emelet": true, "ajto": true, "a": true, "fszt": true, "fsz": true, "foldszint": true, "lph": true, "lh": true, "lepcsohaz": true, "epulet": true, "ep": true, "patro": true, "byt": true, "ker": true, "kerulet": true, "szam": true, "sz": true, "mfszt": true, "felemelet": true, "c": true, "vchod": true, "hrsz": true}

// notStreets are heads of references such as `Zákon 106/1999`.
var notStreets = map[string]bool{"zakon": true, "zakona": true, "usneseni": true, "vyhlaska": true, "vyhlasky": true, "smlouva": true, "smlouvy": true, "cislo": true, "cj": true, "priloha": true, "clanek": true, "cl": true, "odst": true, "strana": true, "str": true, "tabulka": true, "obr": true, "faktura": true, "rozhodnuti": true, "narizeni": true, "spis": true, "zn": true, "sp": true, "dne": true, "bod": true, "paragraf": true, "verze": true, "telefon": true, "tel": true, "mobil": true, "fax": true, "ico": true, "ic": true, "icz": true, "dpsc": true, "e": true, "email": true, "iban": true, "dic": true, "psc": true, "ucet": true, "sb": true, "castka": true, "celkem": true, "kc": true, "rok": true, "roku": true, "pol": true, "polozka": true, "zadost": true, "objednavka": true, "windows": true, "verzia": true, "vyrozumeni": true}

// houseNumber reads a house number that begins at a token: 12, 12a, 123/4,
// 12/A, 12-14. It returns the last token, or -1.
func (x *contextText) houseNumber(i int) (last int, slash bool) {
	if w := x.word(i); len(w) == 1 && x.number(i) < 0 && ocrDigit(w[0]) >= 0 && x.segmentEnd(i) {
		if post, _ := x.postcode(i + 1); post >= 0 {
			return i, false // nám. s, 729 30
		}
	}
	if !x.houseDigits(i, 4) {
		return -1, false
	}
	last = i
	if g := string(x.gap(i)); g == "/" || g == " / " || g == "-" || g == "/ " {
		w := x.word(i + 1)
		switch {
		case x.houseDigits(i+1, 4) && !(x.plain(i+1) && len(w) == 4 && w[0] <= '2'):
			last, slash = i+1, g != "-"
		case len(w) == 1 && w[0] >= 'a' && w[0] <= 'z' && g != "-":
			last = i + 1
		case x.houseDigits(i+1, 4) && g == "/":
			return -1, false // 106/1999
		}
	}
	if w := x.word(last + 1); last == i && string(x.gap(i)) == " " && len(w) == 1 && x.capital(last+1) && w[0] <= 'h' {
		if g := x.gap(last + 1); len(g) > 0 && (g[0] == ',' || g[0] == '\n') {
			last++
		}
	}
	return last, slash
}

// houseDigits tells whether a token is up to so many digits and at most one
// letter behind them.
func (x *contextText) houseDigits(i, most int) bool {
	w := x.word(i)
	n := 0
	for n < len(w) && (w[n] >= '0' && w[n] <= '9' || n > 0 && ocrDigit(w[n]) >= 0 && n+1 < len(w)) {
		n++
	}
	if n == 0 && len(w) > 1 && len(w) <= 3 && x.number(i) > 0 && (ocrDigit(w[0]) == 1 || ocrDigit(w[0]) == 5 && len(w) == 3 && x.Recognised) {
		return true // l2, S22
	}
	return n > 0 && n <= most && len(w)-n <= 1 && !(n == 1 && w[0] == '0')
}

// town returns the last token of the name of a town that begins at a token,
// or i-1.
func (x *contextText) town(i int) int {
	last := i - 1
	for k := i; k < len(x.tokens) && k < i+7; k++ {
		if k > i {
			switch g := string(x.gap(k - 1)); g {
			case " ", "-", " - ":
			case "\n":
				if !x.wrapped(x.tokens[k-1].to) || !x.capital(k) && !(connectors[string(x.word(k))] && x.capital(k+1)) || k > i+3 {
					return last
				}
			case ". ":
				if len(x.word(k-1)) > 3 {
					return last
				}
			default:
				return last
			}
		}
		w := string(x.word(k))
		switch {
		case notStreets[w]:
			return last
		case x.capital(k) && !x.streetWord(k):
			last = k
		case k > i && connectors[w] && x.capital(k+1) && len(w) > 0:
		case k > i && k == last+1 && x.plain(k) && len(w) <= 2 && (x.byteAt(x.tokens[k].to) != '.' || x.sentenceEnds(k)):
			return k // Praha 4
		default:
			return last
		}
	}
	return last
}

// sentenceEnds tells whether a full stop after a token ends a sentence.
func (x *contextText) sentenceEnds(i int) bool {
	return i+1 >= len(x.tokens) || x.capital(i+1) || bytes.IndexByte(x.gap(i), '\n') >= 0
}

func (x *contextText) streetWord(i int) bool {
	if _, ok := x.labelAt(labelStreetHU, i); ok && len(x.word(i)) > 1 {
		return !x.capital(i)
	}
	return false
}

// streetBefore returns the first token of a street whose name ends at a token:
// capitalised words, with connectors and words for streets between; first is
// above i if there is none.
func (x *contextText) streetBefore(i int) (first int) {
	first = i + 1
	for k := i; k >= 0 && i-k < 6; k-- {
		if k < i {
			switch g := string(x.gap(k)); g {
			case " ", "-", "\n":
				if g == "\n" && x.capital(k) && first <= i && x.capital(first) {
					return first // another line of an address
				}
			case ". ", ".":
				_, street := x.labelAt(labelStreetCS, k)
				if !street && len(x.word(k)) > 3 && !x.plain(k) {
					return first
				}
			default:
				return first
			}
		}
		w := string(x.word(k))
		_, street := x.labelAt(labelStreetCS, k)
		_, home := x.labelAt(labelHome, k)
		switch {
		case home || notStreets[w]:
			return first
		case x.capital(k) || street:
			first = k
		case connectors[w] && first <= i || connectors[w] && len(w) > 3:
		case x.plain(k) && len(w) <= 2 && string(x.gap(k)) == ". " && k < i: // 28. října
			first = k
		default:
			return first
		}
	}
	return first
}

// addressParts are what an address consists of.
type addressParts struct {
	postcode, street, number, town, label bool
	house                                 bool // the number has its own label, as `č. p.`
	bare                                  bool // nothing but a name, a number and a name
	slash, damaged                        bool
}

// score rates an address by how complete it is.
func (a addressParts) score() (score int, reasons []string) {
	add := func(has bool, points int, reason string) {
		if has {
			score += points
			reasons = append(reasons, reason)
		}
	}
	add(a.postcode, 25, "a postcode")
	add(a.street, 35, "a street")
	add(a.number, 30, "the number of a house")
	add(a.town, 12, "a town")
	add(a.house, 20, "a label says that it is the number of a house")
	add(a.label, 25, "a label speaks of a home or an address")
	switch {
	case a.bare:
		score = min(score, 60)
	case a.damaged && !a.postcode && !a.label:
		score = min(score-5, 38)
	case !a.number && !a.postcode:
		score = min(score, 35)
	case !a.number:
		score = min(score-10, 45)
	case !a.street && !a.postcode && !a.label && !a.house:
		score = min(score, 62)
	}
	if a.damaged {
		score -= 5
		reasons = append(reasons, "read with damage")
	}
	return min(score, 97), reasons
}

// address makes a proposal of the tokens of an address.
func (x *contextText) address(first, last int, a addressParts) proposal {
	from, to := x.tokens[first].from, x.tokens[last].to
	score, reasons := a.score()
	group := strings.Join(strings.FieldsFunc(string(x.low[from:to]), func(r rune) bool { return r < '0' || r > '9' && r < 'a' }), " ")
	if bytes.IndexByte(x.low[from:to], '\n') >= 0 {
		reasons = append(reasons, "it goes over a line end")
	}
	return proposal{from: from, to: to, kind: TypeAddress, ground: groundPersonal, score: score, group: group, reasons: reasons}
}

// homeBefore tells whether a label of a home ends just before a token.
func (x *contextText) homeBefore(i int) bool {
	return x.labelled(labelHome, x.tokens[i].from, x.tokens[i].from, 25, -1)
}
