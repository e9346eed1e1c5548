package find

import (
	"bytes"
	"slices"
	"strings"
)

var mailLabels = []string{"e mail(|u|em|y|ova|ovou|cim|cime|ben|en)", "email(|u|em|y|ova|ovou|cim|cime|ben|en)", "mail(|u|em|cim)", "elektronicka adresa", "elektronicka posta", "elektronikus cim", "elektronikus level(|cim|cime)", "villamposta", "kontakt", "elerhetoseg(|e|ei)"}

// officeBoxes are local parts that name an office, not a person.
var officeBoxes = map[string]bool{"info": true, "podatelna": true, "epodatelna": true, "posta": true, "e-podatelna": true, "urad": true, "obec": true, "mesto": true, "sekretariat": true, "hivatal": true, "polgarmester": true, "jegyzo": true, "titkarsag": true, "iroda": true, "postmaster": true, "webmaster": true, "abuse": true, "noreply": true, "no-reply": true, "ugyfelszolgalat": true, "kontakt": true, "office": true, "onkormanyzat": true, "hostmaster": true}

// tlds are the top-level domains that count without more evidence. Those that
// are words of Czech or Hungarian, too, such as `de`, are in wordTLDs.
var tlds = map[string]bool{"cz": true, "hu": true, "sk": true, "eu": true, "com": true, "org": true, "net": true, "gov": true, "info": true, "edu": true, "biz": true, "pl": true, "uk": true, "us": true, "ru": true, "ch": true, "fr": true, "ro": true, "hr": true, "ua": true, "nl": true, "dev": true, "app": true, "cloud": true, "online": true, "rs": true, "mil": true, "int": true, "xyz": true, "shop": true, "site": true, "top": true}

var wordTLDs = map[string]bool{"de": true, "at": true, "it": true, "es": true, "be": true, "is": true, "io": true, "me": true, "tv": true, "si": true, "co": true, "cc": true, "to": true, "no": true}

// privateTLDs are names of networks that are not on the internet.
var privateTLDs = map[string]bool{"local": true, "lan": true, "intra": true, "intranet": true, "internal": true, "corp": true, "home": true, "localdomain": true, "arpa": true, "domain": true, "loc": true, "belso": true, "vnitrni": true}

// findEmails proposes the e-mail addresses.
func findEmails(x *contextText, propose func(proposal)) {
	for _, p := range x.mails {
		propose(p)
	}
}

// scanMails finds e-mail addresses by what stands for their @, also where they
// were broken over a line end or spelt out to fool machines. What is part of an
// address of the web is none.
func (x *contextText) scanMails() {
	done := 0
	try := func(from, to, score int, reason string) {
		if from < done {
			return
		}
		if p, ok := x.mailAround(from, to, score, reason); ok && !covers(x.urls, from) {
			done = p.to
			x.mails = append(x.mails, p)
		}
	}
	next := mailAnchors{x: x}
	for next.scan() {
		try(next.from, next.to, next.score, next.reason)
	}
	x.lostMails()
}

// lostMails finds, behind a label, addresses whose @ was read as something
// else: up to three pieces, the last of them a host name.
func (x *contextText) lostMails() {
	found := len(x.mails)
	for _, hit := range x.hits[labelMail] {
		from := hit.last + 1
		if from >= len(x.tokens) || len(x.gap(hit.last)) > 4 || x.isAt(x.tokens[from].from, wasUpper) || covers(x.mails[:found], x.tokens[from].from) || covers(x.urls, x.tokens[from].from) {
			continue
		}
		start := x.tokens[from].from
		blanks := 0
		for i := start; i < len(x.low) && i < start+maxMailPart && blanks <= 3; i++ {
			c := x.low[i]
			if c == '\n' || c == ',' || c == ';' || covers(x.mails[:found], i) {
				break
			}
			if c == ' ' {
				blanks++
			}
			odd := bytes.IndexAny(x.low[start:i], " ?$|!'*#\"") > 0
			if c != '.' || i < start+4 || !x.knownTLD(x.blanksAfter(i+1)) && !(odd && x.isAt(i-2, wasLetter) && x.isAt(i+1, wasLetter) && x.isAt(i+2, wasLetter) && !x.isAt(i+1, wasUpper)) {
				continue
			}
			end := x.blanksAfter(i + 1)
			for x.isAt(end, wasLetter|wasDigit) || (x.byteAt(end) == '.' || x.byteAt(end) == '-') && x.isAt(end+1, wasLetter) && end < i+maxDomain {
				end++
			}
			if !odd || x.isAt(start, wasDigit) {
				break // a host name alone
			}
			x.mails = append(x.mails, proposal{from: start, to: end, kind: TypeEmail, ground: groundPersonal, score: 58, group: string(x.low[start:end]), reasons: []string{labelReason("e-mail", hit.damaged), "a host name ends what follows, its @ may be read wrongly"}})
			break
		}
	}
	if len(x.mails) > found {
		slices.SortFunc(x.mails, func(a, b proposal) int { return a.from - b.from })
	}
}

// mailAnchors walks through what may stand for an @.
type mailAnchors struct {
	x        *contextText
	i        int
	from, to int
	score    int
	reason   string
}

func (a *mailAnchors) scan() bool {
	x := a.x
	for ; a.i < len(x.low); a.i++ {
		a.from, a.to = a.i, a.i+1
		switch c := x.low[a.i]; {
		case c == '@' && x.kind[a.i]&wasDamaged == 0:
			a.score, a.reason = 95, "has the form of an e-mail address"
		case c == '@':
			a.score, a.reason = 80, "has the form of an e-mail address with a sign that is read for @"
		case c == 'q' && x.kind[a.i]&wasUpper != 0 && x.kind[max(a.i-1, 0)]&(wasUpper|wasLetter|wasDigit) != 0 && x.kind[max(a.i-1, 0)]&wasUpper == 0 && x.isAt(a.i+1, wasLetter|wasDigit) && !x.isAt(a.i+1, wasUpper):
			a.score, a.reason = 70, "has the form of an e-mail address with Q read for @"
		case c == '(' || c == '[' || c == '{' || c == '<':
			end := x.spelt(a.i+1, c)
			if end == 0 {
				continue
			}
			a.to, a.score, a.reason = end, 88, "an e-mail address with its @ spelt out"
		case (c == 'z' || c == 'k') && !x.isAt(a.i-1, wasLetter|wasDigit):
			end := a.i
			for x.isAt(end, wasLetter) {
				end++
			}
			if w := string(x.low[a.i:end]); w != "zavinac" && w != "kukac" {
				continue
			}
			a.to, a.score, a.reason = end, 80, "an e-mail address with its @ spelt out"
		default:
			continue
		}
		a.i = a.to
		return true
	}
	return false
}

// spelt returns where a bracket with a word for @ ends, or 0.
func (x *contextText) spelt(i int, bracket byte) int {
	closing := map[byte]byte{'(': ')', '[': ']', '{': '}', '<': '>'}[bracket]
	n := bytes.IndexByte(x.low[i:min(len(x.low), i+12)], closing)
	if n < 0 {
		return 0
	}
	switch string(bytes.TrimSpace(x.low[i : i+n])) {
	case "at", "a", "zavinac", "kukac", "@", "et":
		return i + n + 1
	}
	return 0
}

// mailAround reads an address around its @.
func (x *contextText) mailAround(from, to, score int, reason string) (proposal, bool) {
	left, spaced := x.blanksBefore(from), x.blanksAfter(to) > to
	spaced = spaced || left < from
	start := x.localPart(left, spaced)
	if start == left {
		return proposal{}, false
	}
	right := x.blanksAfter(to)
	end, domain := x.domainFrom(right, spaced || score != 95)
	if domain == "" {
		return proposal{}, false
	}
	local := string(x.low[start:left])
	if score < 95 && strings.Trim(local, "0123456789.,-") == "" {
		return proposal{}, false // 12 €
	}
	p := proposal{from: start, to: end, kind: TypeEmail, ground: groundPersonal, reasons: []string{reason}, score: score}
	tld := domain[strings.LastIndexByte(domain, '.')+1:]
	switch {
	case tld == domain && x.labelled(labelMail, start, end, 30, 0):
		p.score = min(p.score, 70)
		p.reasons = append(p.reasons, "its domain has no dot")
	case tld == domain && score > 88 && !spaced && len(domain) > 4 && tlds[domain[len(domain)-2:]]:
		p.score = 55
		p.reasons = append(p.reasons, "its domain has lost its dot")
	case tld == domain:
		p.score = min(p.score-40, 38)
		p.reasons = append(p.reasons, "its domain has no dot")
	case !tlds[tld] && !wordTLDs[tld] && !privateTLDs[tld]:
		p.score -= 15
		p.reasons = append(p.reasons, "its top-level domain is not a usual one")
	}
	if score <= 88 && (tld == domain || spaced && score <= 70) {
		return proposal{}, false // a sign that is often something else
	}
	if spaced {
		p.score -= 5
		p.reasons = append(p.reasons, "blanks stand inside")
	}
	if bytes.IndexByte(x.low[start:end], '\n') >= 0 {
		p.reasons = append(p.reasons, "broken over a line end")
	}
	if officeBoxes[local] {
		p.score = min(p.score, 70)
		p.reasons = append(p.reasons, "the part before @ names an office, not a person")
	}
	if x.labelled(labelMail, start, end, 30, 0) {
		p.score += 4
		p.reasons = append(p.reasons, labelReason("e-mail", false))
	}
	p.group = strings.Join(strings.Fields(local), "") + "@" + domain
	return p, true
}

func mailByte(x *contextText, i int) bool {
	return x.isAt(i, wasLetter|wasDigit) || i >= 0 && i < len(x.low) && strings.IndexByte("._%+-", x.low[i]) >= 0
}

// localPart returns where the part before @ begins, which ends at end.
func (x *contextText) localPart(end int, spaced bool) int {
	i := end
	for i > 0 && end-i < maxMailPart {
		switch {
		case mailByte(x, i-1):
			i--
			continue
		case x.low[i-1] == '\n' || spaced && x.low[i-1] == ' ':
			before := x.blanksBefore(i)
			if before > 0 && i < end && mailByte(x, before-1) && !x.isAt(i, wasUpper) && (strings.IndexByte("._-", x.low[before-1]) >= 0 || strings.IndexByte("._-", x.low[i]) >= 0) {
				i = before
				continue
			}
		}
		break
	}
	for i < end && strings.IndexByte("._%+- \n", x.low[i]) >= 0 {
		i++
	}
	return i
}

// domainFrom reads a domain and returns its end and itself without blanks.
func (x *contextText) domainFrom(i int, loose bool) (end int, domain string) {
	var d []byte
	for len(d) < maxDomain {
		from := i
		for x.isAt(i, wasLetter|wasDigit) || x.byteAt(i) == '-' && (x.isAt(i+1, wasLetter|wasDigit) || x.byteAt(i+1) == '\n') {
			if x.low[i] == '-' && x.low[i+1] == '\n' {
				if !x.isAt(i+2, wasLetter) {
					break
				}
				d = append(d, x.low[from:i+1]...) // the hyphen may belong to the name
				i += 2
				from = i
				continue
			}
			i++
		}
		if i == from && len(d) == 0 {
			return 0, ""
		}
		d, end = append(d, x.low[from:i]...), i
		next, ok := x.domainDot(i, loose)
		if !ok {
			break
		}
		d = append(d, '.')
		i = next
	}
	return end, strings.Trim(string(d), ".-")
}

// domainDot steps over the dot between two labels of a domain.
func (x *contextText) domainDot(i int, loose bool) (next int, ok bool) {
	dot := x.blanksAfter(i)
	switch c := x.byteAt(dot); {
	case c == '.':
		next = x.blanksAfter(dot + 1)
	case c == ',' && dot == i && x.knownTLD(dot+1):
		return dot + 1, true
	case c == '(' || c == '[' || c == '{':
		n := bytes.IndexAny(x.low[dot+1:min(len(x.low), dot+10)], ")]}")
		if n < 0 {
			return 0, false
		}
		switch string(bytes.TrimSpace(x.low[dot+1 : dot+1+n])) {
		case "dot", "tecka", "pont", "bod", "bodka", ".":
			return x.blanksAfter(dot + n + 2), true
		}
		return 0, false
	case loose && dot > i && x.isAt(dot, wasLetter):
		for _, w := range []string{"tecka", "pont", "dot", "bodka"} {
			if bytes.HasPrefix(x.low[dot:], []byte(w)) && x.byteAt(dot+len(w)) == ' ' && x.knownTLD(dot+len(w)+1) {
				return dot + len(w) + 1, true
			}
		}
		return 0, false
	default:
		return 0, false
	}
	if dot == i && next == dot+1 {
		return next, x.isAt(next, wasLetter|wasDigit)
	}
	// Blanks beside the dot: a sentence may end there.
	return next, x.knownTLD(next) || x.secondLevel(next)
}

// knownTLD tells whether a usual top-level domain stands here in small letters.
func (x *contextText) knownTLD(i int) bool {
	from := i
	for x.isAt(i, wasLetter) && !x.isAt(i, wasUpper) {
		i++
	}
	return i > from && i-from < 9 && !x.isAt(i, wasDigit|wasUpper) && tlds[string(x.low[from:i])]
}

// secondLevel tells whether a label and a usual top-level domain stand here.
func (x *contextText) secondLevel(i int) bool {
	from := i
	for (x.isAt(i, wasLetter|wasDigit) || x.byteAt(i) == '-') && !x.isAt(i, wasUpper) {
		i++
	}
	return i > from && x.byteAt(i) == '.' && x.knownTLD(i+1)
}

// blanksBefore and blanksAfter step over at most two blanks and one line end.
func (x *contextText) blanksBefore(i int) int {
	for n := 0; n < 3 && i > 0 && (x.low[i-1] == ' ' || x.low[i-1] == '\n'); n++ {
		i--
	}
	return i
}

func (x *contextText) blanksAfter(i int) int {
	for n := 0; n < 3 && i < len(x.low) && (x.low[i] == ' ' || x.low[i] == '\n'); n++ {
		i++
	}
	return i
}
