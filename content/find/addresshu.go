package find

// findHungarianAddresses finds Hungarian addresses by the word for a street:
// `1234 Felsőfalva, Kossuth Lajos utca 12. 2. em. 5.`, with or without postcode
// and town before or behind it, and by a postcode and a town after a label.
func findHungarianAddresses(x *contextText, propose func(proposal)) {
	done := -1
	for _, hit := range x.hits[labelStreetHU] {
		first, last, a, ok := x.streetHU(hit)
		if !ok || last <= done {
			continue
		}
		first = max(first, done+1)
		propose(x.address(first, last, a))
		done = last
	}
	for _, hit := range x.hits[labelHome] {
		if first, last, a, ok := x.homeHU(hit); ok {
			propose(x.address(first, last, a))
		}
	}
}

var articles = map[string]bool{"a": true, "az": true, "ez": true, "egy": true, "e": true, "ezen": true, "azon": true, "minden": true, "ut": true}

// hungarianPostcode reads four digits from 1000 to 9999.
func (x *contextText) hungarianPostcode(i int) bool {
	if len(x.word(i)) != 4 {
		return false
	}
	n := x.number(i)
	c := x.byteAt(x.tokens[i].to)
	return n >= 1000 && n <= 9999 && c != '/' && c != '.' && x.byteAt(x.tokens[i].from-1) != '/'
}

// streetHU reads an address around a word for a street.
func (x *contextText) streetHU(hit labelHit) (first, last int, a addressParts, ok bool) {
	i := hit.first
	first = x.nameBefore(i - 1)
	if i == 0 || first >= i || len(x.gap(i-1)) > 2 {
		return 0, 0, a, false
	}
	for first < i && articles[string(x.word(first))] {
		first++
	}
	if first == i {
		return 0, 0, a, false // "Az út 12 km"
	}
	a.street, a.damaged = true, hit.damaged
	last = hit.last
	x.numberHU(&last, &a)
	if !a.number && (hit.damaged || !x.longStreetWord(i)) {
		return 0, 0, a, false
	}
	first = x.townBeforeHU(first, &a)
	if a.number && !a.postcode {
		x.townBehindHU(&last, &a)
	}
	a.label = x.homeBefore(first)
	if x.is(i, "u") && x.byteAt(x.tokens[i].to) != '.' && (x.capital(i) || !a.postcode && !a.label || x.capital(i+1)) {
		return 0, 0, a, false // the stop of `u.` may be lost, but then the rest must be there
	}
	if !a.number && !a.postcode && !a.label && !x.labelled(labelHome, x.tokens[i].from, x.tokens[last].to, 0, 25) {
		a.town = false
	}
	return first, last, a, true
}

// longStreetWord tells whether the word says street and nothing else.
func (x *contextText) longStreetWord(i int) bool {
	switch w := string(x.word(i)); w {
	case "ut", "ter", "tere", "teren", "koz", "koze", "sor", "sora", "park", "parkja", "u", "udvar", "udvara", "major", "majorja", "liget", "ligetje", "lepcso", "lepcsoje", "tanya", "tanyaja", "lejto", "dulo", "zug", "utja":
		return false
	}
	return true
}

// nameBefore returns the first token of a street's name that ends at a token.
func (x *contextText) nameBefore(i int) (first int) {
	first = i + 1
	for k := i; k >= 0 && i-k < 4; k-- {
		if k < i {
			switch g := string(x.gap(k)); g {
			case " ", "-", "\n":
			case ". ", ".":
				if !x.plain(k) && len(x.word(k)) > 2 {
					return first
				}
			default:
				return first
			}
		}
		w := x.word(k)
		switch {
		case x.hungarianPostcode(k):
			return first
		case x.capital(k):
			first = k
		case x.plain(k) && len(w) <= 3 && k == i-1 && first <= i, k == i && len(w) <= 3 && x.byteAt(x.tokens[k].to) == '-', string(w) == "as" && k < i+1 && x.byteAt(x.tokens[k].from-1) == '-':
			first = k // "48-as tér", "Április 4. tér"
		case x.plain(k) && len(w) <= 2 && x.byteAt(x.tokens[k].to) == '.' && x.capital(k-1):
			first = k
		case k < i && (string(w) == "es" || string(w) == "u"):
		default:
			return first
		}
	}
	return first
}

// numberHU reads the number behind a street and floor and door behind that. A
// postcode may be glued to the number: `utca 477085 Nagyfalu`.
func (x *contextText) numberHU(last *int, a *addressParts) {
	i := *last + 1
	if g := string(x.gap(*last)); i >= len(x.tokens) || g != " " && g != ". " && g != "\n" && g != "." && g != ", " && g != "  " && !(g == ".\n" && x.wrapped(x.tokens[*last].to+1)) {
		return
	}
	w := x.word(i)
	if x.plain(i) && len(w) >= 5 && len(w) <= 7 && x.capital(i+1) && len(x.gap(i)) <= 2 && w[len(w)-4] != '0' {
		a.number, a.postcode, a.damaged, *last = true, true, true, i
		if t := x.town(i + 1); t > i {
			a.town, *last = true, t
		}
		return
	}
	if string(w) == "hrsz" {
		i++
	}
	end, slash := x.houseNumber(i)
	if end < 0 || x.hungarianPostcode(i) && x.capital(i+1) && string(x.gap(i)) == " " {
		return
	}
	a.number, a.slash, *last = true, slash, end
	for n := 0; n < 8 && end+1 < len(x.tokens); n++ { // 2. em. 5. ajtó, III/12
		gap := string(x.gap(end))
		if gap != " " && gap != ". " && gap != ", " && gap != "/" && gap != "., " && gap != "." && gap != "-" {
			break
		}
		next := end + 1
		w := string(x.word(next))
		_, named := x.month(next)
		roman := named && len(w) <= 4 && x.shouted(x.tokens[next].from, x.tokens[next].to)
		if details[w] && (w != "a" || x.capital(next)) && (w != "c" || x.capital(next)) || roman {
			end = next
			*last = end
			continue
		}
		if x.plain(next) && len(w) <= 3 && (gap == "/" || gap == ". " && string(x.gap(next)) == "/" || details[string(x.word(next+1))] || details[string(x.word(end))] || roman || x.roman(end)) {
			end = next
			*last = end
			continue
		}
		break
	}
}

func (x *contextText) roman(i int) bool {
	_, named := x.month(i)
	return named && len(x.word(i)) <= 4 && x.capital(i) && !x.plain(i)
}

// townBeforeHU takes in a town and its postcode before a street.
func (x *contextText) townBeforeHU(first int, a *addressParts) int {
	// The postcode may stand just before: "1234 Felsőfalva Kossuth utca".
	for k := first; k < first+3 && k > 0 && x.capital(k); k++ {
		if k == first && x.hungarianPostcode(first-1) && len(x.gap(first-1)) <= 2 {
			a.postcode, a.town = true, true
			return x.countryBefore(first - 1)
		}
	}
	end, district := first-1, false
	if end < 0 {
		return first
	}
	switch string(x.gap(end)) {
	case ", ", ",\n", "\n", ",", " ", ". ", "., ", ".,\n", " , ", ", \"", "; ", ";\n", ".\n", ": ":
	default:
		return first
	}
	if w := string(x.word(end)); w == "ker" || w == "kerulet" { // Budapest, XIII. ker.
		end -= 2
		if end < 0 {
			return first
		}
		district = true
	}
	for k := end; k >= 0 && end-k < 4; k-- {
		if k < end {
			if g := string(x.gap(k)); g != " " && g != "-" && g != ", " && g != "\n" {
				break
			}
		}
		if x.hungarianPostcode(k) && k < end && x.capital(k+1) {
			a.postcode, a.town = true, true
			return x.countryBefore(k)
		}
		if !x.capital(k) && !(x.plain(k) && k == end) {
			break
		}
	}
	if g := string(x.gap(end)); (g == ", " || district && g == " ") && x.capital(end) && a.number {
		if at := end; !x.homeWord(at) {
			a.town = true
			return at
		}
	}
	return first
}

// countryBefore takes in `H-` before a postcode.
func (x *contextText) countryBefore(i int) int {
	if i > 0 && x.is(i-1, "h") && string(x.gap(i-1)) == "-" {
		return i - 1
	}
	return i
}

// townBehindHU takes in postcode and town behind street and number.
func (x *contextText) townBehindHU(last *int, a *addressParts) {
	i := *last + 1
	switch string(x.gap(*last)) {
	case ", ", ". ", " ", ",\n", "\n", ".\n", "., ":
	default:
		return
	}
	if i < len(x.tokens) && x.hungarianPostcode(i) {
		if t := x.town(i + 1); t > i && string(x.gap(i)) == " " {
			a.postcode, a.town, *last = true, true, t
		}
	}
}

// homeHU reads a postcode, a town and a number after a label, as in villages
// without streets: `lakcím: 1234 Alsófalva 12.`, or `Alsófalva, hrsz. 012/3`.
func (x *contextText) homeHU(hit labelHit) (first, last int, a addressParts, ok bool) {
	i := hit.last + 1
	if i+1 >= len(x.tokens) || len(x.gap(hit.last)) > 4 || !x.hungarianPostcode(i) {
		return 0, 0, a, false
	}
	t := x.town(i + 1)
	if t <= i {
		return 0, 0, a, false
	}
	a = addressParts{postcode: true, town: true, label: true, damaged: hit.damaged}
	last = t
	if t > i+1 && x.plain(t) {
		a.number = true
		return i, last, a, true
	}
	if g := string(x.gap(t)); g == " " || g == ", " {
		if end, slash := x.houseNumber(t + 1); end >= 0 {
			a.number, a.slash, last = true, slash, end
		}
	}
	for k := i; k <= last+4; k++ { // what has a street is found by it
		if _, ok := x.labelAt(labelStreetHU, k); ok {
			return 0, 0, a, false
		}
	}
	return i, last, a, true
}
