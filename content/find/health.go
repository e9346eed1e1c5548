package find

import "strings"

var diagnosisLabels = []string{"diagnoz(a|y|u|e|ou|ami|am)", "dg.", "dg", "diagnozis(|a|t|ok|ban|sal)", "mkn", "mkn 10", "bno", "bno kod", "kod diagnozy", "icd", "icd 10", "korisme(|je|t)"}

// suffers are words that speak of one person's health.
var suffers = []string{"trpi", "trpel(|a)", "leci se", "lecil(|a) se", "pacient(|a|ka|ky|ce|em)", "klient(|a|ka|ky|em)", "diagnostikovan(|a|o|y)", "szenved", "szenvedett", "paciens(|e|nek|t)", "gondozott(|ja)", "kezelik", "betegseg(|e|eben|et)", "onemocnen(i|im)", "diagnosztizalt(|ak)"}

// healthWords say something of a person's health.
var healthWords = []string{
	"pracovni(|ho|mu) neschopnost(|i|mi)", "docasn(e|a|ou) pracovn(e|i) neschop(nost|nosti|en|na)", "pracovne neschop(en|na|ny|nou)", "nemocensk(a|e|ou|ych)", "hospitaliz(ovan|ovana|ace|aci|ovany|ovat)", "invalid(ni|ity|ita|ni duchod|niho duchodu)", "zdravotni(|ho|m|mu) stav(|u|em)", "zdravotni(|m) postiz(eni|enim|ena|eny)", "prukaz ztp", "ztp", "ztp p", "psychiatr(ie|ii|icka|icke|ickou|icky|em)", "psycholog(icke|icka|ickou|em)", "schizofreni(e|i)", "depres(e|i|ivni)", "epileps(ie|ii)", "diabet(es|u|ik)", "cukrovk(a|y|ou|u)", "rakovin(a|y|ou|u)", "nador(|u|em|y)", "onkolog(ie|ii|icka|icke|ickou)", "chemoterapi(e|i)", "infarkt(|u|em)", "mrtvic(e|i)", "zanet(|u|em)", "zlomenin(a|y|u|ou)", "tehoten(stvi|stvim)", "tehotn(a|e|ou)", "zavislost(|i)", "alkoholi(k|smus|smu)", "drogov(a|e|ou) zavislost(|i)", "hiv", "covid(|u|em)", "astma(|tu|tem)", "alergi(e|i|i na)", "lecen(a|i|y|ou)", "lekarsk(a|e|ou) zprav(a|y|u|ou)", "lekarsk(y|eho|em) posud(ek|ku|kem)", "demenc(e|i)", "autis(mus|mu|mem)", "hypertenz(e|i)", "operac(e kolena|e srdce|i kolena|i srdce)", "uraz(|u|em) hlavy", "pracovni(|ho|m) uraz(|u|em)",
	"tappenz(|t|ben|en|re)", "betegszabadsag(|on|ot|a)", "keresokeptelen(|seg|sege|seget|segi)", "rokkant(|sag|sagi|nyugdij)", "megvaltozott munkakepessegu", "egeszsegi allapot(|a|at|anak|ra)", "egeszsegugyi allapot(|a|at)", "fogyatekos(|sag|saga|saggal)", "korhazi kezeles(|e|en|re)", "korhazban kezelt(|ek)", "pszichiatri(a|ai|an)", "skizofreni(a|as)", "depresszi(o|oja|os|oval)", "epilepszi(a|aja|as)", "cukorbeteg(|seg|sege|seggel)", "rakos", "rakbeteg(|seg)", "daganat(|a|os)", "onkologi(a|ai)", "kemoterapi(a|as|ara)", "szivinfarktus(|a|t)", "stroke", "agyverzes(|e|t)", "toro(tt laba|tt karja)", "csonttores(|e|t)", "varandos(|sag|saga)", "terhesseg(|e|et)", "alkoholbeteg", "drogfuggo(|seg)", "fuggoseg(|e)", "asztma(|ja|s)", "allergi(a|aja|as)", "orvosi szakvelemeny(|e|t)", "orvosi igazolas(|a|t)", "zarojelentes(|e|t)", "demenci(a|aja|as)", "autista", "autizmus", "magas vernyomas(|a)", "mutet(|e|et|en)",
}

// findHealth finds words of health near a capitalised name or a birth number,
// and codes of diagnoses (ICD-10) after a label.
func findHealth(x *contextText, propose func(proposal)) {
	for _, hit := range x.hits[labelHealth] {
		from, to := x.tokens[hit.first].from, x.tokens[hit.last].to
		reason, ok := x.personNear(from, to)
		if !ok && x.labelled(labelSuffers, from, to, 25, 15) {
			reason, ok = "a word beside it says that someone has it", true
		}
		if !ok {
			continue
		}
		p := proposal{from: from, to: to, kind: TypeHealth, ground: groundPersonal, score: 60, group: string(x.low[from:to]), reasons: []string{"a word of health", reason}}
		if hit.damaged {
			p.score = 30
			p.reasons = append(p.reasons, "read with a wrong letter")
		}
		propose(p)
	}
	for _, hit := range x.hits[labelDiagnosis] {
		x.diagnosis(hit, propose)
	}
}

// diagnosis reads a code after a label, or else the label near a person.
func (x *contextText) diagnosis(hit labelHit, propose func(proposal)) {
	start := x.tokens[hit.first].from
	for i := hit.last + 1; i < len(x.tokens) && i < hit.last+6; i++ {
		w := x.word(i)
		if len(w) < 3 || len(w) > 5 || !x.capital(i) || ocrDigit(w[1]) < 0 || ocrDigit(w[2]) < 0 || w[0] > 'z' {
			continue
		}
		if w[1] > '9' && w[2] > '9' || x.kind[x.tokens[i].from+1]&wasLetter != 0 && x.kind[x.tokens[i].from+2]&wasLetter != 0 {
			continue
		}
		to := x.tokens[i].to
		if x.byteAt(to) == '.' && x.isAt(to+1, wasDigit) {
			to = x.tokens[i+1].to
		}
		propose(proposal{from: start, to: to, kind: TypeHealth, ground: groundPersonal, score: 85, group: string(x.low[x.tokens[i].from:to]), reasons: []string{labelReason("a diagnosis", hit.damaged), "a code of a disease follows"}})
		return
	}
	to := x.tokens[hit.last].to
	reason, near := x.personNear(start, to)
	c := x.byteAt(to)
	if !near && c != ':' || hit.damaged || strings.HasPrefix(string(x.word(hit.first)), "icd") {
		return
	}
	p := proposal{from: start, to: to, kind: TypeHealth, ground: groundPersonal, score: 50, group: "diagnosis", reasons: []string{labelReason("a diagnosis", false)}}
	if near {
		p.score = 65
		p.reasons = append(p.reasons, reason)
	}
	if c == ':' {
		p.score += 10
		p.reasons = append(p.reasons, "a text follows it")
		p.to = x.phraseEnd(to)
	}
	propose(p)
}

// phraseEnd is where the text after a colon ends: at a full stop before a
// blank, a semicolon or the end of its line.
func (x *contextText) phraseEnd(i int) int {
	end := i
	for i++; i < len(x.low) && i-end < maxValue; i++ {
		switch c := x.low[i]; {
		case c == '\n' || c == ';' || c == ')' || c == '.' && (x.byteAt(i+1) == ' ' || x.byteAt(i+1) == '\n'):
			return i
		}
	}
	for i > end && x.isAt(i-1, wasLetter) && x.isAt(i, wasLetter) {
		i--
	}
	return i
}

// personNear tells whether a name or a birth number stands near.
func (x *contextText) personNear(from, to int) (reason string, ok bool) {
	for i := x.tokenAt(from - nearPerson); i < len(x.tokens) && x.tokens[i].from < to+nearPerson; i++ {
		if x.tokens[i].to > from && x.tokens[i].from < to {
			continue
		}
		if x.capitalName(i) && x.capitalName(i+1) && x.tokens[i+1].from < to+nearPerson && (len(x.gap(i)) == 1) && !(x.tokens[i+1].to > from && x.tokens[i+1].from < to) {
			return "near two capitalised words", true
		}
		if x.plain(i) && len(x.word(i)) == 6 && string(x.gap(i)) == "/" && x.number(i+1) >= 0 {
			return "near what looks like a birth number", true
		}
	}
	return "", false
}

// capitalName tells whether a token has the form of a name: one capital letter
// and at least two small ones.
func (x *contextText) capitalName(i int) bool {
	if !x.capital(i) || len(x.word(i)) < 3 {
		return false
	}
	for _, k := range x.kind[x.tokens[i].from+1 : x.tokens[i].to] {
		if k&wasLetter == 0 || k&wasUpper != 0 {
			return false
		}
	}
	return true
}
