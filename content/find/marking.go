package find

import (
	"strings"
	"sync"
)

var classifiedMarks = []string{
	"prisne tajne", "tajne", "duverne", "vyhrazene", "stupen utajeni", "utajovan(e|a|ych) informac(e|i)", "utajovana skutecnost",
	"bizalmas", "szigoruan bizalmas", "titkos", "szigoruan titkos", "korlatozott terjesztesu", "korlatozott korben terjesztheto", "minositett adat(|ok|ot)", "minositesi szint",
	"tlp amber", "tlp red", "tlp green", "tlp amber strict", "tlp clear", "tlp white",
	"eu restricted", "restreint ue", "nato restricted", "nato confidential", "confidential", "strictly confidential", "vertraulich",
}

var tradeMarks = []string{"obchodni(|ho|mu|m) tajemstvi(|m)", "predmet obchodniho tajemstvi", "uzleti tit(ok|ka|kot|oknak|kok)", "bankovni tajemstvi", "banktitok", "trade secret", "commercial in confidence"}

var internalMarks = []string{
	"pro sluzebni potrebu", "pouze pro sluzebni potrebu", "pro vnitrni potrebu", "pouze pro vnitrni potrebu", "jen pro vnitrni potrebu", "neverejne", "neverejny", "neverejna", "interni dokument", "interni material", "neni urceno ke zverejneni", "nezverejnovat", "diskretni",
	"nem nyilvanos", "szolgalati hasznalatra", "csak szolgalati hasznalatra", "belso hasznalatra", "kizarolag belso hasznalatra", "csak belso hasznalatra", "nem publikus", "dontes elokeszito", "internal use only", "for official use only", "not for publication",
}

// markNouns say that the word beside them is a marking.
var markNouns = []string{"minosites(|u|e|i)", "minositett", "minositesi szint", "besorolas(|u|a)", "jelolessel", "jelzessel", "oznacen(|o|a|i|im|y)", "klasifikac(e|i)", "stupen", "stupne", "stupni", "rezim(|u)"}

// marks gives the ground of each topic of markings and what it is called.
var marks = []struct {
	topic  labelTopic
	ground string
	reason string
}{
	{labelMarkClassified, groundClassified, "a marking of classified or confidential content"},
	{labelMarkTrade, groundTrade, "a marking of a trade secret"},
	{labelMarkInternal, groundInternal, "a marking of what is not for the public"},
}

// findMarkings finds what is written on a document to keep it from the public:
// as a heading or a stamp it is sure, in running text only a word.
func findMarkings(x *contextText, propose func(proposal)) {
	for _, m := range marks {
		for _, hit := range x.hits[m.topic] {
			propose(x.marking(hit, m.ground, m.reason))
		}
	}
	x.spacedMarkings(propose)
}

// spacedMarks are the markings without blanks, by what labelKey makes of them.
var spacedMarks = sync.OnceValue(func() map[string]int {
	all := map[string]int{}
	for i, m := range marks {
		for _, p := range contextLabels[m.topic] {
			for _, form := range labelEndings(p) {
				all[string(labelKey(nil, []byte(strings.ReplaceAll(form, " ", ""))))] = i
			}
		}
	}
	return all
})

// spacedMarkings finds markings that are written with blanks between their
// letters: T A J N É.
func (x *contextText) spacedMarkings(propose func(proposal)) {
	for i := 0; i < len(x.tokens); i++ {
		last := i
		var key []byte
		for k := i; k < len(x.tokens) && k-i < maxSpaced && len(x.word(k)) == 1 && (k == i || len(x.gap(k-1)) <= 3); k++ {
			key, last = append(key, x.low[x.tokens[k].from]), k
		}
		if last-i < 4 {
			continue
		}
		if n, ok := spacedMarks()[string(labelKey(nil, key))]; ok {
			propose(proposal{from: x.tokens[i].from, to: x.tokens[last].to, kind: TypeMarking, ground: marks[n].ground, score: 88, group: string(key), reasons: []string{marks[n].reason, "blanks stand between its letters"}})
		}
		i = last
	}
}

func (x *contextText) marking(hit labelHit, ground, reason string) proposal {
	from, to := x.tokens[hit.first].from, x.tokens[hit.last].to
	name := string(x.low[from:to])
	p := proposal{from: from, to: to, kind: TypeMarking, ground: ground, score: 35, group: strings.Join(strings.Fields(name), " "), reasons: []string{reason}}
	left, right := x.line(from)
	before, after := 0, 0
	for i := left; i < from; i++ {
		if x.kind[i]&(wasLetter|wasDigit) != 0 {
			before++
		}
	}
	for i := to; i < right && i < to+maxValue; i++ {
		if x.kind[i]&(wasLetter|wasDigit) != 0 {
			after++
		}
	}
	caps := x.shouted(from, to)
	switch {
	case strings.HasPrefix(name, "tlp"):
		p.score = 90
		if strings.HasSuffix(name, "clear") || strings.HasSuffix(name, "white") {
			p.score = 30
			p.reasons = append(p.reasons, "it allows publication")
		}
	case before == 0 && after == 0:
		p.score = 90
		p.reasons = append(p.reasons, "it stands on a line of its own")
	case caps:
		p.score = 85
		p.reasons = append(p.reasons, "it stands in capital letters")
	case before == 0 && x.capital(hit.first) && after < 25:
		p.score = 65
		p.reasons = append(p.reasons, "it begins a short line")
	case x.quoted(from, to) || before > 0 && x.byteAt(x.afterColon(from)) == ':':
		p.score = 60
		p.reasons = append(p.reasons, "it is set off by a colon, quotes or brackets")
	case x.labelled(labelMarkNoun, from, to, 12, 12):
		p.score = 65
		p.reasons = append(p.reasons, "a word beside it speaks of markings")
	case hit.last > hit.first && ground != groundTrade:
		p.score = 38
		p.reasons = append(p.reasons, "in running text")
	default:
		p.score = 25
		p.reasons = append(p.reasons, "in running text")
	}
	if hit.damaged {
		p.score -= 10
		p.reasons = append(p.reasons, "read with a wrong letter")
		if hit.first == hit.last && p.score < 70 && !(x.Recognised && after == 0 && x.byteAt(x.afterColon(from)) == ':') {
			p.score = 15
		}
	}
	return p
}

// quoted tells whether quotes or brackets stand around a place.
func (x *contextText) quoted(from, to int) bool {
	a, b := x.byteAt(from-1), x.byteAt(to)
	return a == '"' && b == '"' || a == '(' && b == ')' || a == '[' && b == ']'
}

// afterColon is the place before the blanks and quotes that stand before from.
func (x *contextText) afterColon(from int) int {
	i := from - 1
	for i > from-4 && (x.byteAt(i) == ' ' || x.byteAt(i) == '"') {
		i--
	}
	return i
}
