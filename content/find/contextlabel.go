package find

import (
	"bytes"
	"slices"
	"strings"
	"sync"
)

// labelTopic is what a label speaks of.
type labelTopic uint8

const (
	labelMail labelTopic = iota
	labelIP
	labelMAC
	labelHost
	labelNumbering // of sections: what has dots there is no address
	labelBirth
	labelMonth
	labelHome
	labelHouse
	labelStreetCS
	labelStreetHU
	labelSecret
	labelAccount
	labelNetwork
	labelDevice
	labelRoom
	labelMarkClassified
	labelMarkTrade
	labelMarkInternal
	labelMarkNoun
	labelGPS
	labelGrid
	labelParcel
	labelHealth
	labelDiagnosis
	labelSuffers
	labelWeb
	labelPlate
	labelBox
	labelTopics
)

// contextLabels are the words of each topic, without marks. In brackets stand the
// endings, a full stop must be there in the text, too (or what OCR makes of
// it), and `=7` is the value of a word.
var contextLabels = [labelTopics][]string{
	labelMail:      mailLabels,
	labelIP:        {"ip", "ipv4", "ipv6", "ip adres(a|y|e|u|ou|ami|ach)", "ip cim(|e|et|ek|rol|re|en)", "adresa ip", "brana", "gateway", "subnet", "maska", "dns", "atjaro", "alapertelmezett atjaro", "proxy", "dhcp", "vpn", "firewall(|u|em)", "tuzfal(|on)", "ping"},
	labelMAC:       {"mac", "mac adres(a|y|u|ou)", "mac cim(|e|et)", "fyzicka adresa", "fizikai cim", "bssid", "ethernet", "rozhrani", "sitove rozhrani", "sitova karta", "interface", "csatolo", "halozati csatolo", "halozati kartya"},
	labelHost:      hostLabels,
	labelNumbering: {"odst.", "odstav(ec|ce|ci)", "bod(|u|e|y|em)", "pont(|ja|ban|jaban|jat|tol|hoz)", "pontok", "cl.", "clanek", "clanku", "kap.", "kapitol(a|e|y|u)", "fejezet(|e|ben)", "bekezdes(|e|ben)", "alpont(|ja)", "cikk", "verz(e|i|io|ioja|ion|iot)", "version", "ver.", "v.", "oid", "priloh(a|y|e|u)", "melleklet(|e)", "cast(|i)", "tab.", "obr.", "pism.", "paragraf(|u)", "szakasz(|a)", "norm(a|y)", "kodu", "cpv"},
	labelBirth:     birthLabels,
	labelMonth:     monthNames,
	labelHome:      homeLabels,
	labelHouse:     houseLabels,
	labelStreetCS:  streetsCS,
	labelStreetHU:  streetsHU,
	labelSecret:    secretLabels,
	labelAccount:   userLabels,
	labelNetwork:   networkLabels,
	labelDevice:    deviceLabels,
	labelRoom:      roomLabels,

	labelMarkClassified: classifiedMarks,
	labelMarkTrade:      tradeMarks,
	labelMarkInternal:   internalMarks,
	labelMarkNoun:       markNouns,

	labelGPS:       gpsLabels,
	labelGrid:      gridLabels,
	labelParcel:    parcelLabels,
	labelHealth:    healthWords,
	labelDiagnosis: diagnosisLabels,
	labelSuffers:   suffers,

	labelWeb:   webLabels,
	labelPlate: plateWords,
	labelBox:   boxLabels,
}

// labelHit is a label in the text.
type labelHit struct {
	first, last int // tokens
	value       int
	damaged     bool
}

// lexicon finds labels by their first word.
type lexicon struct {
	exact map[string][]int32 // by the first word, as labelKey makes it
	near  map[string][]int32 // by the first word with one character left out
	list  []labelEntry
}

type labelEntry struct {
	topic labelTopic
	words []string
	stops []bool // a full stop follows the word
	value int
}

const (
	fuzzyFrom = 5 // letters that a word of fuzzyShort needs before one of them may be wrong
	fuzzyLong = 6 // the same for other topics
	fuzzyTwo  = 9 // on scans two of so many may be wrong
	fuzzyTo   = 24
	maxJoint  = 3 // characters between the words of a label
)

// fuzzyShort are the topics whose short labels are worth a mistake.
var fuzzyShort = map[labelTopic]bool{labelBirth: true, labelHome: true, labelSecret: true}

// notDamaged are usual words that differ from a label by one letter.
var notDamaged = func() map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.Fields(usualWords) {
		words[string(labelKey(nil, []byte(w)))] = true
	}
	return words
}()

const usualWords = `narizeni narizenim narod narok naroku narodu narozenin narozeniny jidlo jidlem jakou neslo nesla vesla
	hello lakas lakom rakos lapos kozut kozuti kozutak logan bydlet bydlim bydlis bydleni bydlite nazoru nazory
	nahoru titkot titkok sever severu pocita pocitam pocitat stroje strome muzete pontos malem`

var labelLexicon = sync.OnceValue(func() *lexicon {
	l := &lexicon{exact: map[string][]int32{}, near: map[string][]int32{}}
	for topic, phrases := range contextLabels {
		for _, p := range phrases {
			p, value := labelValue(p)
			for _, form := range labelEndings(p) {
				l.add(labelTopic(topic), form, value)
			}
		}
	}
	return l
})

func (l *lexicon) add(topic labelTopic, form string, value int) {
	e := labelEntry{topic: topic, value: value}
	for _, w := range strings.Fields(form) {
		bare := strings.TrimSuffix(w, ".")
		e.words = append(e.words, string(labelKey(nil, []byte(bare))))
		e.stops = append(e.stops, bare != w)
	}
	id, first := int32(len(l.list)), e.words[0]
	l.list = append(l.list, e)
	l.exact[first] = append(l.exact[first], id)
	if least := fuzzyLong; len(first) < fuzzyFrom || len(first) < least && !fuzzyShort[topic] || len(first) > fuzzyTo {
		return
	}
	l.near[first] = append(l.near[first], id)
	for i := range first {
		if cut := first[:i] + first[i+1:]; i == 0 || first[i] != first[i-1] {
			l.near[cut] = append(l.near[cut], id)
		}
	}
}

// labelValue takes the value off a phrase.
func labelValue(p string) (phrase string, value int) {
	phrase, digits, _ := strings.Cut(p, "=")
	for _, c := range []byte(digits) {
		value = value*10 + int(c-'0')
	}
	return phrase, value
}

// labelEndings writes out the endings that stand in brackets.
func labelEndings(p string) []string {
	head, rest, ok := strings.Cut(p, "(")
	if !ok {
		return []string{p}
	}
	list, tail, _ := strings.Cut(rest, ")")
	var forms []string
	for _, e := range strings.Split(list, "|") {
		for _, t := range labelEndings(tail) {
			forms = append(forms, head+e+t)
		}
	}
	return forms
}

// labelKey writes a word so that characters that OCR confuses are the same.
func labelKey(out, word []byte) []byte {
	for _, c := range word {
		switch c {
		case '0':
			c = 'o'
		case '1', 'l', 'j':
			c = 'i'
		case '5':
			c = 's'
		case '8':
			c = 'b'
		case '9', 'q':
			c = 'g'
		}
		out = append(out, c)
	}
	return out
}

// findLabels finds the labels of all topics.
func (x *contextText) findLabels() {
	l := labelLexicon()
	known := map[string][]int32{} // words repeat
	var key []byte
	for i, t := range x.tokens {
		if t.to-t.from > fuzzyTo || x.plain(i) {
			continue
		}
		ids, ok := known[string(x.low[t.from:t.to])]
		if !ok {
			key = labelKey(key[:0], x.low[t.from:t.to])
			if ids = l.candidates(key); len(ids) == 0 && x.Recognised && len(key) >= fuzzyTwo && !x.known(t.from, t.to) {
				ids = l.far(key)
			}
			if len(known) < maxKnown {
				known[string(x.low[t.from:t.to])] = ids
			}
		}
		if len(ids) == 0 {
			continue
		}
		key = labelKey(key[:0], x.low[t.from:t.to])
		for _, id := range ids {
			x.addLabel(&l.list[id], i, key)
		}
	}
}

// candidates are the labels whose first word this may be.
func (l *lexicon) candidates(key []byte) []int32 {
	ids := slices.Clone(l.exact[string(key)])
	if len(key) < fuzzyFrom || notDamaged[string(key)] {
		return ids
	}
	ids = append(ids, l.near[string(key)]...)
	var cut [fuzzyTo]byte
	copy(cut[:], key[1:])
	for k := range key { // cut is the key without its byte k
		if k > 0 {
			cut[k-1] = key[k-1]
		}
		if k == 0 || key[k] != key[k-1] {
			ids = append(ids, l.near[string(cut[:len(key)-1])]...)
		}
	}
	return ids
}

// far are the labels whose first word is this one with two letters wrong.
func (l *lexicon) far(key []byte) (ids []int32) {
	for i := range l.list {
		if w := l.list[i].words[0]; len(w) >= fuzzyTwo && within(key, w, 2) {
			ids = append(ids, int32(i))
		}
	}
	return ids
}

// addLabel adds a hit if the whole label stands there; of several that begin
// at the same token the longest counts.
func (x *contextText) addLabel(e *labelEntry, i int, key []byte) {
	last := i + len(e.words) - 1
	if last >= len(x.tokens) {
		return
	}
	if t := x.tokens[i]; len(key) < 4 && x.anyDigit(t.from, t.to) {
		return // d9 is not dg
	}
	damaged := string(key) != e.words[0]
	if damaged && !oneOff(e.words[0], key) && !(x.Recognised && len(key) >= fuzzyTwo && len(e.words[0]) >= fuzzyTwo && within(key, e.words[0], 2)) {
		return
	}
	for k, w := range e.words[1:] {
		if gap := x.gap(i + k); len(gap) > maxJoint || bytes.ContainsAny(gap, ",;()") {
			return
		}
		next := labelKey(nil, x.word(i+k+1))
		if string(next) == w {
			continue
		}
		if len(w) < fuzzyFrom || !oneOff(w, next) {
			return
		}
		damaged = true
	}
	if !x.stopped(e, i) {
		return
	}
	hits := x.hits[e.topic]
	if n := len(hits); n > 0 && hits[n-1].last >= i {
		if hits[n-1].first == i && (last > hits[n-1].last || hits[n-1].damaged && !damaged && last == hits[n-1].last) {
			hits[n-1] = labelHit{i, last, e.value, damaged}
		}
		return
	}
	x.hits[e.topic] = append(hits, labelHit{i, last, e.value, damaged})
}

// stopped tells whether the full stops of a label are there. Of several one may
// be missing, but not after what is a word without it, as `v č. 12`.
func (x *contextText) stopped(e *labelEntry, i int) bool {
	want, missing := 0, 0
	for k, stop := range e.stops {
		if !stop {
			continue
		}
		want++
		if c := x.byteAt(x.tokens[i+k].to); c != '.' && c != ':' && c != ',' {
			missing++
			if connectors[e.words[k]] {
				return false
			}
		}
	}
	return missing == 0 || missing == 1 && want > 1
}

// oneOff tells whether one letter more, less or changed makes the words alike.
func oneOff(a string, b []byte) bool {
	if len(a)-len(b) > 1 || len(b)-len(a) > 1 {
		return false
	}
	k := 0
	for k < len(a) && k < len(b) && a[k] == b[k] {
		k++
	}
	switch {
	case len(a) == len(b):
		return k == len(a) || a[k+1:] == string(b[k+1:])
	case len(a) > len(b):
		return a[k+1:] == string(b[k:])
	}
	return a[k:] == string(b[k+1:])
}

// labelled tells whether a label of a topic ends at most reach characters
// before from, or begins at most after characters behind to.
func (x *contextText) labelled(topic labelTopic, from, to, reach, after int) bool {
	hits := x.hits[topic]
	lo, hi := 0, len(hits)
	for lo < hi { // the first one that ends near enough
		if mid := (lo + hi) / 2; x.tokens[hits[mid].last].to >= from-reach {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	for ; lo < len(hits); lo++ {
		first, last := x.tokens[hits[lo].first].from, x.tokens[hits[lo].last].to
		if first > to+after {
			return false
		}
		if last <= from || first >= to && after > 0 {
			return true // not a part of the value itself
		}
	}
	return false
}

// labelAt returns the hit of a topic that begins at a token.
func (x *contextText) labelAt(topic labelTopic, i int) (labelHit, bool) {
	hits := x.hits[topic]
	lo, hi := 0, len(hits)
	for lo < hi {
		if mid := (lo + hi) / 2; hits[mid].first >= i {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	if lo < len(hits) && hits[lo].first == i {
		return hits[lo], true
	}
	return labelHit{}, false
}

// labelReason says in words that a label was there.
func labelReason(what string, damaged bool) string {
	if damaged {
		return "a label, read with a wrong letter, speaks of " + what
	}
	return "a label speaks of " + what
}
