package find

// findCzechAddresses finds Czech and Slovak addresses: by a postcode (100 00 to
// 799 99, Slovak 010 01 to 099 99 and 8xx, 9xx), by a word for a street, by a
// label such as `bytem`, and by the number of a house with a label.
func findCzechAddresses(x *contextText, propose func(proposal)) {
	done := -1 // last token of what was found
	out := func(first, last int, a addressParts) {
		if first <= done {
			first = done + 1
		}
		if last < first {
			return
		}
		propose(x.address(first, last, a))
		done = last
	}
	home, house, street := x.hits[labelHome], x.hits[labelHouse], x.hits[labelStreetCS]
	for i := 0; i < len(x.tokens); i++ {
		for len(home) > 0 && home[0].first < i {
			home = home[1:]
		}
		for len(house) > 0 && house[0].first < i {
			house = house[1:]
		}
		for len(street) > 0 && street[0].first < i {
			street = street[1:]
		}
		if i <= done {
			continue
		}
		var first, last int
		var a addressParts
		ok := false
		switch {
		case len(home) > 0 && home[0].first == i:
			first, last, a, ok = x.homeCS(home[0])
		case len(street) > 0 && street[0].first == i:
			first, last, a, ok = x.streetCS(street[0])
		case len(house) > 0 && house[0].first == i:
			first, last, a, ok = x.houseCS(house[0])
		case x.kind[x.tokens[i].from]&wasDigit != 0:
			if first, last, a, ok = x.postcodeCS(i); !ok {
				first, last, a, ok = x.numberCS(i)
			}
		}
		if ok {
			out(first, last, a)
		}
	}
}

// postcode reads a Czech or Slovak postcode and returns its last token, or -1.
func (x *contextText) postcode(i int) (last int, damaged bool) {
	w := x.word(i)
	switch {
	case len(w) == 5 && x.plain(i) && x.byteAt(x.tokens[i].from-1) != '/' && x.byteAt(x.tokens[i].to) != '/':
		last = i
	case len(w) == 3 && len(x.word(i+1)) == 2 && x.number(i) >= 0 && x.number(i+1) >= 0 && (string(x.gap(i)) == " " || string(x.gap(i)) == "  " || x.Recognised && x.brokenPostcode(i)):
		last, damaged = i+1, !x.plain(i) || !x.plain(i+1)
	default:
		return -1, false
	}
	if w[0] == '0' && w[1] == '0' || x.isAt(x.tokens[i].from-1, wasDigit) {
		return -1, false
	}
	if c := x.byteAt(x.tokens[last].to); c == '/' || c == '%' || c == '-' && x.isAt(x.tokens[last].to+1, wasDigit) {
		return -1, false
	}
	return last, damaged
}

// brokenPostcode tells whether a stop or a line end stands where a postcode has
// its blank, and the numbers are no part of a longer one.
func (x *contextText) brokenPostcode(i int) bool {
	switch string(x.gap(i)) {
	case ".":
		return x.byteAt(x.tokens[i].from-1) != '.' && x.byteAt(x.tokens[i+1].to) == ' '
	case "\n":
		return x.wrapped(x.tokens[i].to)
	}
	return false
}

// postcodeCS reads an address around a postcode.
func (x *contextText) postcodeCS(i int) (first, last int, a addressParts, ok bool) {
	last, a.damaged = x.postcode(i)
	if last < 0 {
		return 0, 0, a, false
	}
	a.postcode = true
	psc := x.is(i-1, "psc")
	if g := string(x.gap(last)); g == " " || g == "  " || g == ", " || (g == "\n" || g == "\n, ") && !psc {
		if end := x.town(last + 1); end > last {
			last, a.town = end, true
		}
	}
	if !a.town && !psc {
		return 0, 0, a, false
	}
	first = i
	if psc {
		first = i - 1
	}
	first, a = x.segmentsBefore(first, a)
	a.label = x.homeBefore(first)
	if !a.number && !psc && !a.label {
		// "123 45 Lhota" alone: a number and a word may be anything
		if len(x.word(i)) == 5 || x.byteAt(x.tokens[i].from-1) == ' ' && x.byteAt(x.tokens[i].from-2) != ',' {
			return 0, 0, a, false
		}
	}
	return first, last, a, true
}

// segmentsBefore takes in the parts of an address before its postcode, which
// commas or line ends separate; a part without a number is taken only if the
// one before it has one.
func (x *contextText) segmentsBefore(i int, a addressParts) (first int, parts addressParts) {
	end := i - 1
	switch string(x.gap(end)) {
	case ", ", ",\n", "\n", ",", " ", " - ", ". ", " ,", "; ":
	default:
		return i, a
	}
	number, slash := x.numberEnding(end)
	town := number < 0 || number == end && x.plain(end) && len(x.word(end)) <= 2
	last := end
	if number == end {
		last-- // Praha 4
	}
	if at := x.streetBefore(last); town && at <= last {
		if n, s := x.numberEnding(at - 1); n > 0 && x.segmentEnd(at-1) && (number < 0 || x.capital(n-1)) {
			number, slash, a.town = n, s, true // Dlouhá 12, Praha 4, 140 00
		}
	}
	if number < 0 {
		return i, a
	}
	a.number, a.slash = true, slash
	at := x.streetBefore(number - 1)
	if house, ok := x.houseLabelBefore(number); ok {
		at = min(house, x.streetBefore(house-1))
	}
	if at < number {
		a.street = true
		number = at
	}
	return number, a
}

// segmentEnd tells whether a comma or a line end follows a token.
func (x *contextText) segmentEnd(i int) bool {
	switch string(x.gap(i)) {
	case ", ", "\n", ",\n", " ,", ",":
		return true
	}
	return false
}

// numberEnding returns the first token of a house number that ends at a token,
// or -1.
func (x *contextText) numberEnding(end int) (first int, slash bool) {
	for _, first := range []int{end - 1, end} {
		if first < 0 {
			continue
		}
		if last, slash := x.houseNumber(first); last == end {
			return first, slash
		}
	}
	return -1, false
}

// houseLabelBefore returns the first token of a label such as `č. p.` before a
// number.
func (x *contextText) houseLabelBefore(i int) (first int, ok bool) {
	for n := 1; n <= 2 && i-n >= 0; n++ {
		if hit, ok := x.labelAt(labelHouse, i-n); ok && hit.last == i-1 {
			return i - n, true
		}
	}
	if w := string(x.word(i - 1)); (w == "c" || w == "cp") && len(x.gap(i-1)) <= 2 && i > 1 {
		return i - 1, true
	}
	return 0, false
}

// homeCS reads what follows a label such as `bytem`.
func (x *contextText) homeCS(hit labelHit) (first, last int, a addressParts, ok bool) {
	first = hit.last + 1
	if first >= len(x.tokens) || len(x.gap(hit.last)) > 4 {
		return 0, 0, a, false
	}
	for n := 0; n < 3 && (connectors[string(x.word(first))] || x.homeWord(first)) && !x.capital(first); n++ {
		first++ // "bydlí v", "adresa bydliště:"
	}
	if first == len(x.tokens) {
		return 0, 0, a, false
	}
	if _, house := x.labelAt(labelHouse, first); !house && x.kind[x.tokens[first].from]&wasDigit != 0 && !x.numberedName(first) {
		if end, _ := x.postcode(first); end < 0 {
			return 0, 0, a, false
		}
	}
	a.label, a.damaged = true, hit.damaged
	last = first - 1
	x.followCS(first, &last, &a)
	if last < first || !a.number || !a.street && !a.town && !a.postcode {
		return 0, 0, a, false
	}
	return first, last, a, true
}

func (x *contextText) homeWord(i int) bool {
	_, ok := x.labelAt(labelHome, i)
	return ok
}

// followCS reads the parts of an address from a token on: street and number,
// town, postcode and town.
func (x *contextText) followCS(first int, last *int, a *addressParts) {
	i := first
	for n := 0; n < 7 && i < len(x.tokens) && i-first < maxAddress; n++ {
		if n > 0 {
			switch string(x.gap(i - 1)) {
			case ", ", ",\n", "\n", " - ", ",", " ", " ,":
			default:
				if !x.is(i-1, "psc") || len(x.gap(i-1)) > 3 {
					return
				}
			}
		}
		if end, damaged := x.postcode(i); end >= 0 && !a.postcode {
			a.postcode, a.damaged, *last = true, a.damaged || damaged, end
			if g := string(x.gap(end)); g == " " || g == ", " || g == "  " || g == "\n" || g == "\n, " {
				if t := x.town(end + 1); t > end {
					a.town, *last = true, t
				}
			}
			i = *last + 1
			continue
		}
		if x.is(i, "psc") {
			i++
			*last = i - 1
			continue
		}
		if a.postcode && a.number {
			return
		}
		end, number, slash := x.partCS(i)
		if end < i || a.number && number && !x.district(i, end) {
			return
		}
		number = number && !a.number
		if string(x.gap(i-1)) == "\n" && n > 0 && a.number && !x.postcodeAfter(end) {
			return
		}
		*last = end
		if number {
			a.number, a.slash = true, slash
			if _, house := x.labelAt(labelHouse, i); !house && !x.plain(i) {
				a.street = true
			}
		} else {
			a.town = true
		}
		i = end + 1
	}
}

// district tells whether the tokens are a town and the number of its district.
func (x *contextText) district(i, end int) bool {
	return end > i && x.capital(i) && x.plain(end) && len(x.word(end)) <= 2
}

func (x *contextText) postcodeAfter(i int) bool {
	end, _ := x.postcode(i + 1)
	return end >= 0
}

// partCS reads one part of an address: capitalised words, perhaps with a
// number at their end, or a number with its label.
func (x *contextText) partCS(i int) (end int, number, slash bool) {
	end = i - 1
	for k := i; k < len(x.tokens) && k < i+7; k++ {
		if k > i {
			if g := string(x.gap(k - 1)); g != " " && g != "-" && g != ". " && g != "." && g != "\n" || g == "\n" && !x.houseDigits(k, 4) {
				return end, false, false
			}
		}
		_, street := x.labelAt(labelStreetCS, k)
		if hit, house := x.labelAt(labelHouse, k); house {
			if last, slash := x.houseNumber(hit.last + 1); last >= 0 {
				return last, true, slash
			}
			return end, false, false
		}
		w := string(x.word(k))
		if (w == "c" || w == "cp") && k+1 < len(x.tokens) {
			if last, slash := x.houseNumber(k + 1); last >= 0 {
				return last, true, slash
			}
		}
		if notStreets[w] {
			return end, false, false
		}
		if last, slash := x.houseNumber(k); last >= 0 && !x.numberedName(k) {
			if psc, _ := x.postcode(k); psc >= 0 {
				return end, false, false
			}
			return last, true, slash
		}
		switch {
		case x.capital(k) || street || x.numberedName(k):
			end = k
		case connectors[w] && (x.capital(k+1) || k > i && x.numberedName(k-1)):
			end = max(end, i-1)
			if k > i && x.numberedName(k-1) {
				end = k
			}
		default:
			return end, false, false
		}
	}
	return end, false, false
}

// numberedName tells whether a number begins the name of a street: 28. října.
func (x *contextText) numberedName(i int) bool {
	return x.plain(i) && len(x.word(i)) <= 2 && string(x.gap(i)) == ". " && i+1 < len(x.tokens) && !x.capital(i+1) && connectors[string(x.word(i+1))]
}

// streetCS reads an address around a word for a street: `ul. Dlouhá 12`,
// `Mírové nám. 5`.
func (x *contextText) streetCS(hit labelHit) (first, last int, a addressParts, ok bool) {
	i := hit.first
	end, number, slash := x.partCS(i)
	first = i
	before := x.streetBefore(i - 1)
	if before < i && (string(x.gap(i-1)) == " ") && x.capital(before) && !x.sentenceStart(before, i) {
		first = before
	}
	if end <= i && first == i {
		return 0, 0, a, false
	}
	named := end > i || first < i
	if number && first == i && end == i+1 {
		named = false // "ulice 12"
	}
	a = addressParts{street: named, number: number, slash: slash, damaged: hit.damaged}
	last = max(end, i)
	if hit.damaged && !number {
		return 0, 0, a, false
	}
	if number {
		x.tailCS(&last, &a)
	}
	a.label = x.homeBefore(first)
	return first, last, a, named
}

// sentenceStart tells whether the only words before a word for a street begin
// a sentence: "Na ulici", "V ulici".
func (x *contextText) sentenceStart(before, i int) bool {
	return before == i-1 && len(x.word(before)) <= 3
}

// tailCS reads postcode and town behind street and number.
func (x *contextText) tailCS(last *int, a *addressParts) {
	i := *last + 1
	if i >= len(x.tokens) {
		return
	}
	switch string(x.gap(*last)) {
	case ", ", ",\n", "\n", ",", " - ", " ":
	default:
		return
	}
	end, damaged := x.postcode(i)
	if end >= 0 {
		a.postcode, a.damaged, *last = true, a.damaged || damaged, end
		if t := x.town(end + 1); t > end && len(x.gap(end)) <= 2 {
			a.town, *last = true, t
		}
		return
	}
	if g := string(x.gap(*last)); g == "\n" || g == " " {
		return
	}
	t := x.town(i)
	if t < i {
		return
	}
	a.town, *last = true, t
	if g := string(x.gap(t)); g == ", " || g == " " || g == ",\n" {
		k := t + 1
		if x.is(k, "psc") {
			k++
		}
		if end, _ := x.postcode(k); end >= 0 {
			a.postcode, *last = true, end
			if more := x.town(end + 1); more > end && string(x.gap(end)) == " " {
				*last = more
			}
		}
	}
}

// houseCS reads `Horní Lhota č. p. 12`.
func (x *contextText) houseCS(hit labelHit) (first, last int, a addressParts, ok bool) {
	last, a.slash = x.houseNumber(hit.last + 1)
	if last < 0 || len(x.gap(hit.last)) > 3 {
		return 0, 0, a, false
	}
	a.number, a.house, a.damaged = true, true, hit.damaged
	first = x.streetBefore(hit.first - 1)
	if g := string(x.gap(hit.first - 1)); first >= hit.first || g != " " && g != ", " && g != "\n" {
		first = hit.first
	} else {
		a.town = true
	}
	x.tailCS(&last, &a)
	a.label = x.homeBefore(first)
	return first, last, a, true
}

// numberCS reads `Dlouhá 12/3, Lhota`: a number with two parts after a name and
// a town behind it, with no other sign of an address.
func (x *contextText) numberCS(i int) (first, last int, a addressParts, ok bool) {
	last, a.slash = x.houseNumber(i)
	if last < 0 || i == 0 || string(x.gap(i-1)) != " " || string(x.gap(last)) != ", " && string(x.gap(last)) != ",\n" || !x.capital(i-1) && !connectors[string(x.word(i-1))] {
		return 0, 0, a, false
	}
	first = x.streetBefore(i - 1)
	if first >= i || !x.capital(last+1) {
		return 0, 0, a, false
	}
	if _, month := x.labelAt(labelMonth, first+1); month && x.plain(first) && x.number(i) > 1900 {
		return 0, 0, a, false // 2. března 2024, Horní Lhota
	}
	a.number, a.street = true, true
	before := last
	x.tailCS(&last, &a)
	if last == before {
		return 0, 0, a, false
	}
	if !a.postcode {
		a.bare, a.street = a.slash, a.slash // without it, only a name and a number
	}
	a.label = x.homeBefore(first)
	return first, last, a, true
}
