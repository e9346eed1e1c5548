package find

import "strings"

var hostLabels = []string{"server(|u|em|y|ech|ova|ove|ovy)", "hostname", "host", "pocitac(|e|i|em)", "notebook(|u|em)", "stanic(e|i)", "szerver(|e|en|t|ek|re|rol)", "kiszolgalo(|n|ja)", "szamitogep(|e|en|et)", "munkaallomas(|on)", "gep(|en|et|ek)", "laptop(|u|on)", "router(|u|em)", "switch(|e|i)", "nas", "domen(a|e|y|u)", "domain", "tartomany(|ban|vezerlo)", "cname", "mx", "fqdn", "zaznam(|y|u)", "nameserver(|u)", "nslookup", "databaz(e|i)", "adatbazis"}

// hostPrefixes begin names of machines such as srv-db01.
var hostPrefixes = map[string]bool{"srv": true, "dc": true, "pc": true, "nb": true, "ws": true, "fw": true, "sw": true, "db": true, "web": true, "mail": true, "sql": true, "vm": true, "esx": true, "esxi": true, "nas": true, "ap": true, "fs": true, "app": true, "dns": true, "vpn": true, "server": true, "notebook": true, "ntb": true, "lt": true, "backup": true, "proxy": true, "print": true, "prn": true, "tisk": true, "szerver": true, "switch": true, "router": true, "rtr": true, "gw": true, "hv": true, "ad": true, "exch": true, "mx": true, "san": true, "ups": true, "cam": true, "kamera": true, "nvr": true}

// findHosts finds names of hosts: labels with dots (RFC 1123, 2.1) below a
// known or an internal top-level domain, and names of machines.
func findHosts(x *contextText, propose func(proposal)) {
	for i := 0; i < len(x.low); i++ {
		switch c := x.low[i]; {
		case c == '.' && x.isAt(i-1, wasLetter|wasDigit) && x.isAt(i+1, wasLetter|wasDigit):
			from, to := x.hostName(i)
			if p, ok := x.dottedHost(from, to); ok {
				propose(p)
			}
			i = max(i, to-1)
		case c == '-' && x.isAt(i-1, wasLetter|wasDigit) && x.isAt(i+1, wasLetter|wasDigit):
			from, to := x.hostName(i)
			if strings.IndexByte(string(x.low[from:to]), '.') >= 0 {
				continue // its dot comes
			}
			if p, ok := x.machine(from, to); ok {
				propose(p)
			}
			i = max(i, to-1)
		}
	}
}

// hostName returns the bounds of the letters, digits, hyphens and inner dots
// around a place.
func (x *contextText) hostName(i int) (from, to int) {
	inside := func(k int) bool {
		if x.isAt(k, wasLetter|wasDigit) {
			return true
		}
		c := x.byteAt(k)
		return (c == '.' || c == '-' || c == '_') && x.isAt(k-1, wasLetter|wasDigit) && (x.isAt(k+1, wasLetter|wasDigit) || c == '-' && x.byteAt(k+1) == '-') || c == '-' && x.byteAt(k-1) == '-'
	}
	for from = i; from > 0 && i-from < maxDomain && inside(from-1); from-- {
	}
	for to = i; to < len(x.low) && to-i < maxDomain && inside(to); to++ {
	}
	return from, to
}

// dottedHost judges a name with dots.
func (x *contextText) dottedHost(from, to int) (p proposal, ok bool) {
	name := string(x.low[from:to])
	last := strings.LastIndexByte(name, '.')
	if last < 0 {
		return p, false
	}
	tld := name[last+1:]
	dots := strings.Count(name, ".")
	if c := x.byteAt(from - 1); c == '@' || c == '/' || c == '\\' && dots < 2 {
		return p, false // of an address or a path
	}
	if x.byteAt(to) == '@' || covers(x.urls, from) || covers(x.mails, from) || covers(x.mails, to-1) || !strings.ContainsAny(name[:last], "abcdefghijklmnopqrstuvwxyz") {
		return p, false
	}
	for _, l := range strings.Split(name, ".") {
		if l == "" || len(l) > 63 {
			return p, false
		}
	}
	p = proposal{from: from, to: to, kind: TypeHost, ground: groundSecurity, group: name}
	label := x.labelled(labelHost, from, to, 30, 3) || x.labelled(labelIP, from, to, 30, 0)
	// "konec.Dalsi": a capital after the dot begins a sentence.
	sentence := x.isAt(from+last+1, wasUpper) && !x.shouted(from, to) || len(name[:last]) < 2
	strange := dots >= 2 || strings.ContainsAny(name, "-0123456789")
	switch {
	case sentence:
		return p, false
	case privateTLDs[tld] && (dots >= 2 || strange || label || tld == "local" || tld == "lan"):
		p.score, p.reasons = 88, []string{"a host name of an internal network"}
	case tlds[tld]:
		p.score, p.reasons = 55, []string{"a host name below a public top-level domain"}
		if dots >= 2 || label {
			p.score = 65
		}
	case wordTLDs[tld] && (strange || label):
		p.score, p.reasons = 55, []string{"a host name below a public top-level domain"}
	case wordTLDs[tld]:
		p.score, p.reasons = 30, []string{"may be a host name, or two words without a blank"}
	case label && strange && !fileEndings[tld] && strings.ContainsAny(tld, "abcdefghijklmnopqrstuvwxyz") && len(tld) > 1:
		p.score, p.reasons = 60, []string{"names with dots beside a word for a machine"}
	default:
		return p, false
	}
	if label {
		p.score += 8
		p.reasons = append(p.reasons, labelReason("a machine or a network", false))
	}
	return p, true
}

var fileEndings = map[string]bool{"pdf": true, "doc": true, "docx": true, "xls": true, "xlsx": true, "txt": true, "odt": true, "ods": true, "zip": true, "jpg": true, "png": true, "csv": true, "xml": true, "html": true, "htm": true, "exe": true, "dll": true, "log": true, "bat": true, "eml": true, "msg": true, "rtf": true, "json": true, "js": true, "py": true, "php": true, "tif": true, "mp4": true}

// machine judges a name such as srv-db01: a known beginning and a digit, or a
// label before it.
func (x *contextText) machine(from, to int) (p proposal, ok bool) {
	name := string(x.low[from:to])
	if strings.Count(name, "-") > 4 || len(name) > 40 || x.byteAt(from-1) == '@' || x.byteAt(from-1) == '/' || covers(x.urls, from) || covers(x.mails, from) {
		return p, false
	}
	head, _, _ := strings.Cut(name, "-")
	stem := strings.TrimRight(head, "0123456789")
	digit := strings.ContainsAny(name[len(stem):], "0123456789")
	letters := strings.ContainsAny(name, "abcdefghijklmnopqrstuvwxyz")
	if !letters || strings.IndexByte("0123456789", name[0]) >= 0 {
		return p, false
	}
	p = proposal{from: from, to: to, kind: TypeHost, ground: groundSecurity, group: name}
	label := x.labelled(labelHost, from, to, 20, 0)
	switch {
	case hostPrefixes[stem] && digit:
		p.score, p.reasons = 70, []string{"has the form of a machine's name"}
	case label && digit:
		p.score, p.reasons = 60, []string{"a name with digits"}
	case x.labelled(labelHost, from, to, 2, 0) && strings.Count(name, "-") == 1 && len(name) > 8:
		p.score, p.reasons = 42, []string{"a name with a hyphen just behind the label, may have lost its top-level domain"}
	case label && (hostPrefixes[stem] || x.shouted(from, to)):
		p.score, p.reasons = 50, []string{"a name with a hyphen"}
	default:
		return p, false
	}
	if label {
		p.score += 10
		p.reasons = append(p.reasons, labelReason("a machine", false))
	}
	return p, true
}
