package find

import (
	"bytes"
	"strings"
)

// A field is what stands between a label and the next thing. On a bad scan it is
// often all that is left: `e-ma:l: vlga holubova 4 schranka.example, tel.`. A
// label that promises one kind of value, and after it damaged pieces that may
// have been one, is enough to propose the whole field, at a medium score.

// fieldForm is a label's topic and what its value is made of.
type fieldForm struct {
	topic  labelTopic
	typ    Type
	ground string
	what   string
	pieces int                 // at most, that blanks separate
	low    int                 // letters and digits, at least
	high   int                 // and at most
	ends   func(v *field) bool // the field is complete
	looks  func(v *field) bool // it may be such a value
}

// Labels of fields that have no other use.
var (
	webLabels  = []string{"web", "www", "url", "webov(a|e) adres(a|y|u|e)", "webov(e|ych) strank(y|ach)", "webova sprava", "webove rozhrani", "internetove stranky", "internetova adresa", "odkaz", "weboldal(|a)", "webcim(|e)", "honlap(|ja)", "internetes oldal", "felugyeleti oldal", "adminisztracios oldal", "webfelulet"}
	plateWords = []string{"rz", "spz", "ecv", "reg. zn.", "reg. znacka", "registracni znacka", "statni poznavaci znacka", "rendszam(|a|u)", "forgalmi rendszam(|a|u)", "frsz.", "vozidl(o|a|em)", "sluzebni vozidl(o|a|em)", "osobni automobil(|u|em)", "gepkocsi(|ja)", "gepjarmu", "szolgalati gepkocsi(|ja)", "szemelygepkocsi(|ja)"}
	boxLabels  = []string{"id ds", "idds", "isds", "datov(a|e|ou) schrank(a|y|u|e|ou)", "id datove schranky", "dat. schrank(a|y)"}
)

const (
	fieldDetector = "field"

	fieldScore = 46 // above Low: the label says what it is
	fieldReach = 4  // characters between a label and its field
	maxField   = 90 // characters of a field
)

var fieldForms = []fieldForm{
	{labelMail, TypeEmail, groundPersonal, "e-mail", 6, 6, 60, (*field).hostEnds, (*field).looksMail},
	{labelHost, TypeHost, groundSecurity, "a machine", 4, 6, 60, (*field).hostEnds, (*field).looksHost},
	{labelWeb, TypeURL, groundSecurity, "a web address", 6, 8, 120, nil, (*field).looksURL},
	{labelIP, TypeIP, groundSecurity, "an address in a network", 4, 6, 14, nil, (*field).looksIP},
	{labelHost, TypeIP, groundSecurity, "an address in a network", 4, 6, 14, nil, (*field).looksIP},
	{labelHome, TypeIP, groundSecurity, "an address", 4, 7, 14, nil, (*field).looksIP},
	{labelMAC, TypeMAC, groundSecurity, "a device's address", 6, 8, 14, nil, (*field).looksMAC},
	{labelBirth, TypeBirthDate, groundPersonal, "a birth", 4, 5, 11, nil, (*field).looksDate},
	{labelGPS, TypeGeo, groundPersonal, "coordinates", 6, 12, 30, nil, (*field).looksPlace},
	{labelPlate, TypePlate, groundPersonal, "a vehicle", 4, 5, 8, (*field).plateEnds, (*field).looksPlate},
	{labelBox, TypeDataBox, groundPersonal, "a data box", 1, 6, 8, nil, (*field).looksBox},
}

// field is the value that is being read.
type field struct {
	x        *contextText
	from, to int
	pieces   []lexeme // without the marks at their ends

	chars, digits, like int // letters and digits, digits, what is read for digits
	marks               int // inside of pieces, none of them .,:;
	dots                int // inside of pieces
	host                bool
}

// findFields proposes fields whose value no other detector may recognise.
func findFields(x *contextText, propose func(proposal)) {
	x.addressFields(propose)
	for i := range fieldForms {
		f := &fieldForms[i]
		for _, hit := range x.hits[f.topic] {
			if v, ok := x.fieldAfter(hit, f); ok && f.looks(v) {
				propose(proposal{from: v.from, to: v.to, kind: f.typ, ground: f.ground, score: fieldScore, group: string(x.low[v.from:v.to]),
					reasons: []string{labelReason(f.what, hit.damaged), "what follows could not be read as such"}})
			}
		}
	}
}

// fieldAfter reads the field of a label.
func (x *contextText) fieldAfter(hit labelHit, f *fieldForm) (*field, bool) {
	i := x.tokens[hit.last].to
	colon, n := false, 0
	for ; i < len(x.low) && n <= fieldReach && x.low[i] != '+' && x.low[i] != '(' && x.low[i] != '<' && !x.isAt(i, wasLetter|wasDigit); i++ {
		colon = colon || strings.IndexByte(":;=", x.low[i]) >= 0
		n++
	}
	if n == 0 || n > fieldReach || i >= len(x.low) || x.byteAt(x.tokens[hit.last].to) == '.' && !colon && x.isAt(i, wasUpper) {
		return nil, false
	}
	if _, again := x.labelAt(f.topic, x.tokenAt(i)); again {
		return nil, false // "vozidlo RZ ...": the nearer one has it
	}
	v := &field{x: x, from: i, to: i}
	for len(v.pieces) < f.pieces && i < len(x.low) && i-v.from < maxField {
		end := i
		for end < len(x.low) && x.low[end] > ' ' && end-v.from < maxField {
			end++
		}
		if x.fieldStops(i, end, len(v.pieces)) {
			break
		}
		if f.typ == TypeHost && x.Recognised && len(v.pieces) > 0 && x.afterHost(i, end) {
			break
		}
		longer := *v
		longer.add(i, end)
		if longer.chars > f.high {
			break
		}
		*v = longer
		if f.ends != nil && f.ends(v) {
			break
		}
		last := x.low[end-1]
		if v.chars >= f.low && ((last == ',' || last == ';') && !x.hostPart(end+1) || last == ')') {
			break
		}
		if c := x.byteAt(end); c != ' ' && !(c == '\n' && x.wrapped(end)) {
			break
		}
		i = end + 1
		for x.byteAt(i) == ' ' {
			i++
		}
	}
	return v, v.chars >= f.low && v.chars <= f.high
}

// fieldStops tells whether a piece begins something else: another label, the
// next thing of a list, or a word of a sentence.
func (x *contextText) fieldStops(from, end, pieces int) bool {
	if pieces == 0 {
		return false
	}
	i := x.tokenAt(from)
	if i >= len(x.tokens) || x.tokens[i].from >= end {
		return false
	}
	for topic := range x.hits {
		if labelTopic(topic) == labelMonth || labelTopic(topic) == labelNumbering || labelTopic(topic) == labelStreetHU || labelTopic(topic) == labelHealth {
			continue
		}
		if hit, ok := x.labelAt(labelTopic(topic), i); ok && x.tokens[hit.last].to <= end+1 && strings.IndexByte(":;=", x.byteAt(x.tokens[hit.last].to)) >= 0 {
			return true
		}
	}
	return end-from == 2 && x.isAt(from, wasDigit) && x.low[end-1] == '.' && x.isAt(end+1, wasUpper)
}

// add takes in a piece.
func (v *field) add(from, end int) {
	x := v.x
	for end > from && strings.IndexByte(".,;:)>", x.low[end-1]) >= 0 {
		end--
	}
	for i := from; i < end; i++ {
		switch c := x.low[i]; {
		case x.isAt(i, wasLetter|wasDigit):
			v.chars++
			if x.isAt(i, wasDigit) {
				v.digits++
			}
			if ocrDigit(c) >= 0 {
				v.like++
			}
		case c == '.':
			if i > from && i+1 < end {
				v.dots++
			}
		case c != ',' && c != ';' && (c != ':' || i > from):
			v.marks++
		}
	}
	if end > from {
		v.pieces = append(v.pieces[:len(v.pieces):len(v.pieces)], lexeme{from, end})
		v.to = end
		v.host = v.host || x.endsInTLD(from, end, len(v.pieces) > 1)
	}
}

// endsInTLD tells whether a piece ends with a usual top-level domain behind a
// dot, or what is read for a dot; whole: or is one, its dot being lost.
func (x *contextText) endsInTLD(from, end int, whole bool) bool {
	i := end
	for i > from && x.isAt(i-1, wasLetter) {
		i--
	}
	if !domainEnd(string(x.low[i:end])) {
		return false
	}
	if i == from {
		return whole
	}
	return strings.IndexByte(".,:", x.low[i-1]) >= 0
}

// domainEnd tells whether a word is a usual top-level domain, or one that
// RFC 2606 keeps for examples.
func domainEnd(w string) bool {
	w = strings.TrimSuffix(w, "z") // a bracket behind it
	return len(w) > 1 && tlds[w] || w == "c" || w == "example" || privateTLDs[w] && w != "home" && w != "domain"
}

// hostPart tells whether the piece that begins here is the end of a host name:
// what stood before it ended in a comma that was a dot.
func (x *contextText) hostPart(from int) bool {
	for x.byteAt(from) == ' ' {
		from++
	}
	if from >= len(x.low) {
		return false
	}
	end := from
	for end < len(x.low) && x.isAt(end, wasLetter) && !x.isAt(end, wasUpper) {
		end++
	}
	return domainEnd(string(x.low[from:end])) && end-from > 1 && strings.IndexByte(" \n,;.>)", x.byteAt(end)) >= 0
}

// hostEnds: a host name is at its end with a top-level domain, unless its next
// part follows.
func (v *field) hostEnds() bool { return v.host && v.chars >= 6 && !v.x.hostPart(v.to+1) }

// ordinary tells whether a piece is a word of the language in small letters, as
// a sentence has it.
func (v *field) ordinary(i int) bool {
	x, p := v.x, v.pieces[i]
	for k := p.from; k < p.to; k++ {
		if !x.isAt(k, wasLetter) || k > p.from && x.isAt(k, wasUpper) {
			return false
		}
	}
	return x.known(p.from, p.to)
}

// known tells whether low[from:to] is a word of the language.
func (x *contextText) known(from, to int) bool {
	return x.knownWord(x.raw[x.source(from):x.source(to)])
}

// knownWord tells whether a word is in the list of the language, or a form of
// one.
func (t *text) knownWord(s string) bool {
	w, words := foldWord(s), vocabularyOf(t.Language)
	if len(w) <= 2 {
		return words.common[w] || strings.ContainsAny(w, "aeiou")
	}
	stem := stems(w, words.hungarian)[0]
	return words.common[w] || words.stems[stem] || words.office[stem]
}

// ordinaryWords is how many pieces are ordinary words.
func (v *field) ordinaryWords() (n int) {
	for i := range v.pieces {
		if v.ordinary(i) {
			n++
		}
	}
	return n
}

func (v *field) looksMail() bool {
	x := v.x
	if covers(x.mails, v.from) && !x.Recognised || covers(x.urls, v.from) || len(v.pieces) > 1 && x.isAt(v.from, wasUpper) && v.ordinary(0) {
		return false
	}
	odd := v.marks > 0 || v.dots > 1 || len(v.pieces) > 1 && v.dots > 0
	return v.digits < v.chars/2 && (v.host && (len(v.pieces) > 1 || v.marks > 0) || odd && v.chars >= 10 && x.byteAt(v.to) != ' ') && v.ordinaryWords()*2 <= len(v.pieces) && !v.ordinary(0)
}

func (v *field) looksHost() bool {
	if covers(v.x.mails, v.from) || covers(v.x.urls, v.from) || covers(v.x.mails, v.to-1) || v.digits*2 > v.chars || v.x.isAt(v.from, wasUpper) && len(v.pieces) > 1 && !v.host {
		return false
	}
	if v.ordinary(0) && !(v.host && v.x.Recognised && hostNames[string(v.x.low[v.pieces[0].from:v.pieces[0].to])]) && !hostPrefixes[string(v.x.low[v.pieces[0].from:v.pieces[0].to])] {
		return false
	}
	if v.host {
		return v.dots > 0 || len(v.pieces) > 1 || v.x.Recognised && bytes.IndexByte(v.x.low[v.from:v.to], ',') > 0
	}
	return v.dots > 0 && (v.x.byteAt(v.to) != ' ' || v.machineStart()) && v.ordinaryWords() == 0 && v.dotsInNames() || len(v.pieces) > 1 && v.machineStart() && v.chars >= 10
}

// machineStart tells whether a field begins as the names of machines do, with a
// dot behind it, on a scan.
func (v *field) machineStart() bool {
	x, i := v.x, v.from
	for x.isAt(i, wasLetter|wasDigit) {
		i++
	}
	head := string(x.low[v.from:i])
	return x.Recognised && x.byteAt(i) == '.' && (hostNames[head] || hostPrefixes[strings.TrimRight(head, "0123456789")])
}

// afterHost tells whether a piece goes on with the sentence behind a host name:
// a word of a letter or two, or what is mostly digits.
func (x *contextText) afterHost(from, end int) bool {
	letters, digits := 0, 0
	for i := from; i < end; i++ {
		if x.isAt(i, wasDigit) {
			digits++
		} else if x.isAt(i, wasLetter) {
			letters++
		}
	}
	if digits > 3 && digits > letters {
		return true
	}
	return digits == 0 && letters == end-from && letters <= 2 && x.known(from, end) && !x.hostPart(from)
}

// hostNames are words that machines are called by.
var hostNames = map[string]bool{"intranet": true, "extranet": true, "spis": true, "posta": true, "portal": true, "www": true, "cloud": true, "webmail": true, "mail": true, "server": true, "szerver": true, "archiv": true}

// dotsInNames tells whether a dot stands between parts of two letters and more,
// one of them longer: "von.lhotice", but not "s.r.o".
func (v *field) dotsInNames() bool {
	for _, p := range v.pieces {
		parts := strings.Split(string(v.x.low[p.from:p.to]), ".")
		long := 0
		for _, part := range parts {
			if len(part) < 2 {
				return false
			}
			long = max(long, len(part))
		}
		if len(parts) > 1 && long > 4 {
			return true
		}
	}
	return false
}

func (v *field) looksURL() bool {
	if v.ordinary(0) {
		return false
	}
	head := v.x.low[v.from:min(v.from+4, v.to)]
	scheme := len(head) == 4 && head[0] == 'h' && within(head, "http", 2)
	scheme = scheme && (v.dots > 0 || v.marks > 0) && v.ordinaryWords() == 0
	return scheme || v.host && v.marks > 0
}

// numbers tells whether every piece has a digit.
func (v *field) numbers() bool {
	for _, p := range v.pieces {
		if !v.x.anyDigit(p.from, p.to) {
			return false
		}
	}
	return true
}

func (v *field) looksIP() bool {
	if v.x.Recognised && v.lostDots() {
		return true
	}
	return v.numbers() && v.like*10 >= v.chars*8 && v.digits*2 > v.chars && v.dots+len(v.pieces) >= 3 && v.dots > 0
}

// lostDots tells whether three or four groups with a dot between two of them may
// be an address in a network: "192 248214. 96", "10.98. ti 118".
func (v *field) lostDots() bool {
	x, words := v.x, 0
	for _, p := range v.pieces {
		chars, digits := x.counts(p)
		if digits == 0 && chars > 2 {
			return false
		}
		if digits == 0 {
			words++
		}
	}
	dots := bytes.Count(x.low[v.from:v.to], []byte("."))
	return words <= 1 && len(v.pieces) >= 3 && dots > 0 && dots <= 3 && v.digits >= 7 && v.digits+2 >= v.chars && v.marks == 0 && x.isAt(v.from, wasDigit) && x.isAt(v.to-1, wasDigit)
}

func (v *field) looksMAC() bool {
	x, pairs := v.x, 0
	for i := x.tokenAt(v.from); i < len(x.tokens) && x.tokens[i].from < v.to; i++ {
		w := x.word(i)
		if len(w) != 2 && len(w) != 4 {
			continue
		}
		able := true
		for _, c := range w {
			able = able && (hexByte(c) || ocrDigit(c) >= 0)
		}
		if able {
			pairs += len(w) / 2
		}
	}
	signs := 0
	for _, c := range x.low[v.from:v.to] {
		if c == ':' || c == '-' {
			signs++
		}
	}
	return v.digits > 0 && (pairs >= 4 && signs >= 2 || x.Recognised && signs >= 4 && v.chars <= 12)
}

func (v *field) looksPlace() bool {
	return v.numbers() && v.digits >= 8 && v.digits*3 >= v.chars*2 && v.dots > 0
}

func (v *field) looksDate() bool {
	return v.numbers() && v.like*10 >= v.chars*8 && v.digits >= 4 && v.dots+len(v.pieces) >= 2 && v.marks == 0
}

func (v *field) plateEnds() bool { return v.chars >= 6 && v.x.shouted(v.from, v.to) }

func (v *field) looksPlate() bool {
	return v.x.shouted(v.from, v.to) && v.digits >= 2 && v.like >= 3 && v.marks <= 2 && (v.chars > v.digits || v.chars == 7 && len(v.pieces) <= 2 && v.x.Recognised)
}

func (v *field) looksBox() bool {
	for k := v.from; k < v.to; k++ {
		if !v.x.isAt(k, wasLetter|wasDigit) || v.x.isAt(k, wasUpper) {
			return false
		}
	}
	if v.digits == 0 && vowels(string(v.x.low[v.from:v.to])) > 2 {
		return false // a word that is not in the list
	}
	return v.digits < v.chars && !v.x.known(v.from, v.to)
}
