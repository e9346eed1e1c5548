package find

import (
	"net/netip"
	"strconv"
)

// findIPs finds IPv4 and IPv6 addresses, with a port, a prefix length or the
// end of a range.
func findIPs(x *contextText, propose func(proposal)) {
	x.findIPv4(propose)
	x.findIPv6(propose)
}

func (x *contextText) findIPv4(propose func(proposal)) {
	for i := 0; i+3 < len(x.tokens); i++ {
		if c := x.low[x.tokens[i].from]; c < '0' || c > '9' && c != 'o' && c != 'l' && c != 'i' || x.tokens[i].to-x.tokens[i].from > 3 {
			continue
		}
		p, last, ok := x.ipv4(i)
		if !ok {
			continue
		}
		propose(p)
		i = last
	}
}

// ipv4 reads four numbers with dots between them.
func (x *contextText) ipv4(i int) (p proposal, last int, ok bool) {
	var octet [4]int
	digits, high, blanks, damaged, lost := 0, false, false, false, 0
	for k := range octet {
		w := x.word(i + k)
		if len(w) > 3 {
			return p, 0, false
		}
		octet[k] = x.number(i + k)
		if k == 3 && string(w) == "x" && (octet[0] == 10 || octet[0] == 192 && octet[1] == 168) {
			octet[k] = 0 // 192.168.1.x
		}
		if octet[k] < 0 {
			return p, 0, false
		}
		damaged = damaged || !x.plain(i+k)
		digits += len(w)
		high = high || octet[k] > 255
		if k == 3 {
			break
		}
		switch gap := string(x.gap(i + k)); gap {
		case ".":
		case ". ", " .", ",", ".\n", " . ":
			blanks = true
		case " ":
			if lost++; lost > 1 || !x.Recognised {
				return p, 0, false
			}
		default:
			return p, 0, false
		}
	}
	from, to := x.tokens[i].from, x.tokens[i+3].to
	if x.byteAt(from-1) == '.' {
		return p, 0, false // of a longer number
	}
	if x.byteAt(to) == '.' && x.isAt(to+1, wasDigit) || x.byteAt(to) == ',' && x.isAt(to+1, wasDigit) {
		return p, 0, false
	}
	p = proposal{from: from, to: to, kind: TypeIP, ground: groundSecurity, score: 60, reasons: []string{"four numbers with dots, as of an IPv4 address"}}
	p.group = netip.AddrFrom4([4]byte{byte(octet[0]), byte(octet[1]), byte(octet[2]), byte(octet[3])}).String()
	label := x.labelled(labelIP, from, to, 30, 0) || x.labelled(labelHost, from, to, 30, 0)
	private := octet[0] == 10 || octet[0] == 192 && octet[1] == 168 || octet[0] == 172 && octet[1] >= 16 && octet[1] < 32 || octet[0] == 127
	long := digits >= 8
	switch {
	case private && digits > 5:
		p.score = 90
		p.reasons = append(p.reasons, "of a private network")
	case long:
		p.score = 85
	case private:
		p.score = 55
	case digits <= 5:
		p.score = 35
	}
	if digits <= 6 && x.heading(from, to) {
		p.score = 25
		p.reasons = append(p.reasons, "it begins a line as the number of a section")
	}
	last = i + 3
	if w := x.word(last + 1); x.Recognised && len(w) > 0 && len(w)+len(x.word(last)) <= 3 && x.plain(last+1) && string(x.gap(last)) == " " {
		if n := octet[3]*10 + x.number(last+1); len(w) == 1 && n <= 255 || len(w) == 2 && octet[3]*100+x.number(last+1) <= 255 {
			last++ // "10.0.12.2 17": a blank in its last number
			to = x.tokens[last].to
			p.to = to
		}
	}
	if end, token := x.ipTail(i+3, octet[3]); end > to {
		p.to, last = end, token
		p.score = max(p.score+5, 75)
		p.reasons = append(p.reasons, "a port, a prefix or the end of a range follows")
	}
	switch {
	case label:
		p.score = max(p.score, 85) + 5
		p.reasons = append(p.reasons, labelReason("an address in a network", false))
	case x.labelled(labelNumbering, from, to, 3, 0) || x.sign(from, byteParagraph, 4) || !long && !private && x.labelled(labelNumbering, from, to, 12, 3):
		p.score = max(min(p.score-50, 25), 10)
		p.reasons = append(p.reasons, "words beside it speak of a section or a version")
	}
	if blanks || damaged {
		p.score -= 10
		p.reasons = append(p.reasons, "read with damage")
		if !label && !long {
			p.score = min(p.score, 30)
		}
	}
	if lost > 0 {
		if high || digits < 7 {
			return p, 0, false
		}
		p.score = min(p.score, 75)
		p.reasons = append(p.reasons, "a dot is missing")
	}
	if high {
		p.score -= 40
		p.reasons = append(p.reasons, "a number is above 255")
		p.group = string(x.low[from:to])
		if !label && !(damaged || blanks) && digits < 10 {
			p.score = min(p.score, 30)
		}
	}
	return p, last, true
}

// heading tells whether a number begins its line and a capital letter follows.
func (x *contextText) heading(from, to int) bool {
	if c := x.byteAt(from - 1); c != '\n' && from != 0 {
		return false
	}
	if x.byteAt(to) == '.' {
		to++
	}
	for x.byteAt(to) == ' ' {
		to++
	}
	return x.isAt(to, wasUpper)
}

// ipTail reads `/24`, `:8080` or `-20` after an address.
func (x *contextText) ipTail(i, octet int) (end, last int) {
	if i+1 >= len(x.tokens) || !x.plain(i+1) {
		return 0, i
	}
	n, err := strconv.Atoi(string(x.word(i + 1)))
	if err != nil {
		return 0, i
	}
	end = x.tokens[i+1].to
	switch string(x.gap(i)) {
	case "/":
		if n <= 32 {
			return end, i + 1
		}
	case ":":
		if n > 0 && n <= 65535 {
			return end, i + 1
		}
	case "-", " - ":
		if n > octet && n <= 255 && x.byteAt(end) != '.' {
			return end, i + 1
		}
	}
	return 0, i
}

// sign tells whether a character stands at most reach characters before.
func (x *contextText) sign(from int, c byte, reach int) bool {
	for i := from - 1; i >= 0 && i >= from-reach; i-- {
		if x.low[i] == c {
			return true
		}
	}
	return false
}

func hexByte(c byte) bool { return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' }

// findIPv6 finds what net/netip takes for an IPv6 address (RFC 4291, 2.2).
func (x *contextText) findIPv6(propose func(proposal)) {
	for i := 0; i < len(x.low); i++ {
		if x.low[i] != ':' {
			continue
		}
		from, to := i, i+1
		for from > 0 && hexByte(x.low[from-1]) && i-from < 5 {
			from--
		}
		colons := 1
		for to < len(x.low) && to-from < maxIPv6 && (hexByte(x.low[to]) || x.low[to] == ':' || x.low[to] == '.' && x.isAt(to+1, wasDigit)) {
			if x.low[to] == ':' {
				colons++
			}
			to++
		}
		i = to - 1
		if x.low[to-1] == ':' && (to < 2 || x.low[to-2] != ':') {
			to--
			colons--
		}
		if colons < 2 || to-from < 3 || x.isAt(from-1, wasLetter|wasDigit) || x.isAt(to, wasLetter|wasDigit) {
			continue
		}
		a, err := netip.ParseAddr(string(x.low[from:to]))
		if err != nil {
			continue
		}
		p := proposal{from: from, to: to, kind: TypeIP, ground: groundSecurity, score: 90, group: a.String(), reasons: []string{"has the form of an IPv6 address"}}
		if to-from < 6 && !x.labelled(labelIP, from, to, 30, 0) {
			if x.low[from] != ':' || !x.anyDigit(from, to) {
				continue // a::b
			}
			p.score = 50
			p.reasons = append(p.reasons, "a very short one")
		}
		if c := x.byteAt(to); c == '%' || c == '/' || c == ']' && x.byteAt(to+1) == ':' {
			to++
			for to < len(x.low) && (x.isAt(to, wasLetter|wasDigit) || x.low[to] == ':') {
				to++
			}
			p.to = to
			i = to - 1
		}
		propose(p)
	}
}
