package find

import "strings"

var gpsLabels = []string{"gps", "souradnic(e|i|ich|emi)", "koordinat(a|ak|ai|aja)", "lat.", "lon.", "lat", "lon", "lng", "latitude", "longitude", "zemepisna sirka", "zemepisna delka", "foldrajzi szelesseg", "foldrajzi hosszusag", "wgs", "wgs84", "poloha", "helyszin koordinatai"}

var gridLabels = []string{"s jtsk", "jtsk", "eov", "sjtsk", "krovak"}

var parcelLabels = []string{"parc. c.", "parcelni cislo", "parcel(a|y|e|u|ni|nich|ou) c.", "parcel(a|y|e|u)", "p. c.", "p. p. c.", "st. p. c.", "pozemk(u|y|ove) parc. c.", "pozemek parc. c.", "parc. cislo", "parc. c. st.", "hrsz.", "hrsz", "helyrajzi szam(|u|on|a|ai)", "list vlastnictvi", "lv c.", "lv"}

// findGeodata finds places on a map: degrees, coordinates of the national
// grids after a label, and numbers of parcels.
func findGeodata(x *contextText, propose func(proposal)) {
	x.findDegrees(propose)
	x.findDecimal(propose)
	for _, hit := range x.hits[labelGrid] {
		if from, to, n := x.numbersAfter(hit, 5, 8); n >= 2 {
			propose(proposal{from: from, to: to, kind: TypeGeo, ground: groundPersonal, score: 85, group: string(x.low[from:to]), reasons: []string{labelReason("a national grid", hit.damaged), "two numbers of its length follow"}})
		}
	}
	for _, hit := range x.hits[labelGPS] {
		if from, to, n := x.numbersAfter(hit, 6, 7); n >= 2 && !hit.damaged {
			propose(proposal{from: from, to: to, kind: TypeGeo, ground: groundPersonal, score: 75, group: string(x.low[from:to]), reasons: []string{labelReason("coordinates", false), "two numbers as long as those of a national grid follow"}})
		}
	}
	for _, hit := range x.hits[labelParcel] {
		x.parcel(hit, propose)
	}
}

// numbersAfter returns the bounds of two numbers with min to max digits before
// the decimal sign that follow a label.
func (x *contextText) numbersAfter(hit labelHit, low, high int) (from, to, n int) {
	for i := hit.last + 1; i < len(x.tokens) && i < hit.last+12 && n < 2; i++ {
		if x.tokens[i].from-x.tokens[hit.last].to > maxValue {
			break
		}
		if x.number(i) < 0 {
			continue
		}
		digits, end := len(x.word(i)), i
		for end+1 < len(x.tokens) && string(x.gap(end)) == " " && x.plain(end+1) && len(x.word(end+1)) == 3 && digits < low {
			end++
			digits += 3
		}
		if digits < low || digits > high {
			continue
		}
		if g := string(x.gap(end)); (g == "." || g == ",") && x.plain(end+1) && len(x.word(end+1)) <= 3 {
			end++
		}
		if n == 0 {
			from = x.tokens[i].from
		}
		to = x.tokens[end].to
		n++
		i = end
	}
	return from, to, n
}

// parcel reads the number after a label: 123/4, st. 56, 0123/4.
func (x *contextText) parcel(hit labelHit, propose func(proposal)) {
	if name := string(x.word(hit.first)); x.tokens[hit.first].from == x.tokens[hit.last].from && name == "lv" {
		return
	}
	i := hit.last + 1
	for k := 0; k < 3 && i < len(x.tokens); k++ {
		if w := string(x.word(i)); w != "st" && w != "c" && w != "cislo" && w != "szam" && w != "kn" && w != "pk" && w != "u" && w != "szamu" {
			break
		}
		i++
	}
	first, last := i, i
	before := hit.first > 0 && x.low[x.tokens[hit.first].from] == 'h' && x.number(hit.first-1) >= 0 && string(x.gap(hit.first-1)) == " "
	if before || i >= len(x.tokens) || x.number(i) < 0 || x.tokens[i].from-x.tokens[hit.last].to > 16 {
		// "0123/4 hrsz.", "1234 helyrajzi számú"
		i = hit.first - 1
		if i < 0 || x.number(i) < 0 || len(x.gap(i)) > 2 || !strings.HasPrefix(string(x.word(hit.first)), "h") {
			return
		}
		first, last = i, i
		for first > 0 && string(x.gap(first-1)) == "/" && (x.number(first-1) >= 0 || len(x.word(first-1)) == 1) {
			first--
		}
	} else {
		for last+1 < len(x.tokens) && x.number(last+1) >= 0 && x.number(last+1) < 10000 && (string(x.gap(last)) == "/" || string(x.gap(last)) == " / " || string(x.gap(last)) == "-") {
			last++
		}
	}
	from, to := x.tokens[first].from, x.tokens[last].to
	p := proposal{from: from, to: to, kind: TypeGeo, ground: groundPersonal, score: 75, group: string(x.low[from:to]), reasons: []string{labelReason("a parcel of land", hit.damaged)}}
	if hit.damaged {
		p.score -= 10
	}
	switch string(x.word(hit.first)) {
	case "p", "parcela", "parcely", "parcele", "parcelu", "hrsz":
		p.score -= 10
	}
	propose(p)
}

// findDegrees finds degrees, minutes and seconds: 49°12'34.5"N, 16° 36' E.
func (x *contextText) findDegrees(propose func(proposal)) {
	for i := 0; i < len(x.low); i++ {
		if x.low[i] != byteDegree {
			continue
		}
		from := i
		for from > 0 && i-from < 12 && (x.isAt(from-1, wasDigit) || (x.low[from-1] == '.' || x.low[from-1] == ',') && x.isAt(from-2, wasDigit)) {
			from--
		}
		if from == i {
			continue
		}
		to, parts := i+1, 1
		for to < len(x.low) && to-i < 60 {
			c := x.low[to]
			if x.isAt(to, wasDigit) || strings.IndexByte(" .,'\"\n", c) >= 0 || c == byteDegree || x.compass(to) {
				if c == '\'' || c == '"' || c == byteDegree {
					parts++
				}
				to++
				continue
			}
			break
		}
		for to > i && strings.IndexByte(" .,\n", x.low[to-1]) >= 0 {
			to--
		}
		for c := from - 1; c >= 0 && c >= from-2; c-- { // N 49°12'
			if x.compass(c) {
				from = c
				break
			}
		}
		if compass := x.compass(from) || x.compass(to-1); compass && parts > 1 || parts > 2 || compass && to-from > 6 {
			p := proposal{from: from, to: to, kind: TypeGeo, ground: groundPersonal, score: 88, group: string(x.low[from:to]), reasons: []string{"degrees of a place on a map"}}
			propose(p)
		}
		i = max(i, to-1)
	}
}

// compass tells whether a letter alone stands here that is a side of the world.
func (x *contextText) compass(i int) bool {
	if !x.isAt(i, wasUpper) || x.isAt(i-1, wasLetter) || x.isAt(i+1, wasLetter) || x.byteAt(i+1) == '-' {
		return false
	}
	switch x.low[i] {
	case 'n', 's', 'e', 'w', 'z', 'v', 'j', 'k':
		return true
	}
	return false
}

// findDecimal finds pairs of decimal degrees in Central Europe with four
// decimals or more; with a label in the whole world and with fewer.
func (x *contextText) findDecimal(propose func(proposal)) {
	for i := 0; i+3 < len(x.tokens); i++ {
		if c := x.low[x.tokens[i].from]; c < '0' || c > '9' || x.tokens[i].to-x.tokens[i].from > 3 {
			continue
		}
		dot := x.byteAt(x.tokens[i].to)
		if dot != '.' && dot != ',' {
			continue
		}
		lat, n, ok := x.decimal(i)
		if !ok || n < 3 {
			continue
		}
		k := i + 2
		if k < len(x.tokens) && len(x.word(k)) <= 4 && !x.plain(k) && (x.compass(x.tokens[k].from) || x.is(k, "lon") || x.is(k, "lng")) {
			k++
		}
		if k+1 >= len(x.tokens) || len(x.gap(i+1)) > 5 {
			continue
		}
		lon, m, ok := x.decimal(k)
		if !ok || m < 3 {
			continue
		}
		from, to := x.tokens[i].from, x.tokens[k+1].to
		label := x.labelled(labelGPS, from, to, 30, 0)
		here := lat >= 45 && lat < 52 && lon >= 11 && lon < 24
		if x.byteAt(to) == byteDegree || x.byteAt(to) == '.' && x.isAt(to+1, wasDigit) || !label && (!here || n < 4 || m < 4) || lat > 90 || lon > 180 {
			continue
		}
		p := proposal{from: from, to: to, kind: TypeGeo, ground: groundPersonal, score: 80, group: string(x.low[from:to]), reasons: []string{"two decimal numbers as of a place on a map"}}
		if label {
			p.score = 92
			p.reasons = append(p.reasons, labelReason("coordinates", false))
		}
		propose(p)
		i = k + 1
	}
}

// decimal reads the whole part of a decimal number and the number of decimals.
func (x *contextText) decimal(i int) (whole, decimals int, ok bool) {
	if i+1 >= len(x.tokens) || !x.plain(i) || len(x.word(i)) > 3 {
		return 0, 0, false
	}
	if g := string(x.gap(i)); g != "." && g != "," && g != ". " {
		return 0, 0, false
	}
	for _, k := range x.kind[x.tokens[i+1].from:x.tokens[i+1].to] {
		if k&wasDigit == 0 {
			break
		}
		decimals++
	}
	w := len(x.word(i + 1))
	return x.number(i), decimals, decimals <= 9 && w-decimals <= 1
}
