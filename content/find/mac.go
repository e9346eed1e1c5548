package find

import "strings"

// findMACs finds addresses of network devices: six pairs of hexadecimal digits
// (IEEE 802), three groups of four, or twelve in a row after a label.
func findMACs(x *contextText, propose func(proposal)) {
	for i := 0; i < len(x.tokens); i++ {
		switch n := x.tokens[i].to - x.tokens[i].from; {
		case n == 2:
			if p, ok := x.mac(i, 6, 2); ok {
				propose(p)
				i += 5
			} else if p, last := x.brokenMAC(i); last > i {
				propose(p)
				i = last
			}
		case n == 4:
			if p, ok := x.mac(i, 3, 4); ok {
				propose(p)
				i += 2
			}
		case x.Recognised && n <= 3:
			if p, last := x.brokenMAC(i); last > i {
				propose(p)
				i = last
			}
		case n == 12:
			if p, ok := x.mac(i, 1, 12); ok && x.labelled(labelMAC, p.from, p.to, 25, 0) {
				p.score = 85
				p.reasons = append(p.reasons, labelReason("a device's address", false))
				propose(p)
			}
		}
	}
}

// brokenMAC reads on a scan what has the build of a MAC address, with a digit
// more or less in some of its pairs and colons that are read as other marks:
// "39: a3 384: 98: a4: 34". It returns the last token, or i where there is none.
func (x *contextText) brokenMAC(i int) (p proposal, last int) {
	if !x.Recognised || x.isAt(x.tokens[i].from-2, wasLetter|wasDigit) && x.byteAt(x.tokens[i].from-1) > ' ' {
		return p, i
	}
	pairs, colons, letters, digits, to := 0, 0, 0, 0, i
	for k := i; k < len(x.tokens) && k < i+macPairs; k++ {
		w := x.word(k)
		if len(w) > 3 {
			break
		}
		able := true
		for _, c := range w {
			able = able && (hexByte(c) || ocrDigit(c) >= 0)
			if c >= 'a' && hexByte(c) {
				letters++
			} else if c <= '9' {
				digits++
			}
		}
		if !able {
			break
		}
		if len(w) == 2 {
			pairs++
		}
		to = k
		if k+1 == len(x.tokens) {
			break
		}
		gap := string(x.gap(k))
		if len(gap) > 2 || strings.Trim(gap, ":;.- ") != "" {
			break
		}
		if strings.ContainsAny(gap, ":;") {
			colons++
		}
	}
	if to-i+1 < macPairs-1 || pairs < macPairs-2 || colons < macPairs-3 || letters == 0 || digits < 3 {
		return p, i
	}
	from, end := x.tokens[i].from, x.tokens[to].to
	return proposal{from: from, to: end, kind: TypeMAC, ground: groundSecurity, score: 50, group: string(x.low[from:end]), reasons: []string{"has the build of a MAC address, with a pair or a colon read wrongly"}}, to
}

const macPairs = 6 // of an address

// mac reads groups of digits with the same separator.
func (x *contextText) mac(i, groups, size int) (p proposal, ok bool) {
	if i+groups > len(x.tokens) {
		return p, false
	}
	var digits strings.Builder
	letters, damaged, sep := 0, 0, byte(0)
	for k := range groups {
		w := x.word(i + k)
		if len(w) != size {
			return p, false
		}
		for _, c := range w {
			switch d := ocrDigit(c); {
			case hexByte(c):
				if c >= 'a' {
					letters++
				}
				digits.WriteByte(c)
			case d >= 0:
				damaged++
				digits.WriteByte(byte('0' + d))
			default:
				return p, false
			}
		}
		if k == groups-1 {
			break
		}
		gap := strings.Trim(string(x.gap(i+k)), " \n")
		if len(gap) != 1 || len(x.gap(i+k)) > 3 || !strings.Contains(":-.;", gap) {
			return p, false
		}
		if gap == ";" {
			gap = ":"
		}
		if k > 0 && gap[0] != sep {
			return p, false
		}
		sep = gap[0]
	}
	from, to := x.tokens[i].from, x.tokens[i+groups-1].to
	if c := x.byteAt(from - 1); c != 0 && c == sep && x.isAt(from-2, wasLetter|wasDigit) || groups > 1 && x.byteAt(to) == sep && x.isAt(to+1, wasLetter|wasDigit) {
		return p, false // of a longer number
	}
	if sep == '.' && size == 2 || sep == ':' && size == 4 || damaged > 3 {
		return p, false
	}
	label := x.labelled(labelMAC, from, to, 25, 0)
	p = proposal{from: from, to: to, kind: TypeMAC, ground: groundSecurity, group: digits.String(), score: 92, reasons: []string{"has the form of a MAC address"}}
	switch {
	case letters == 0 && sep == ':':
		p.score = 75
	case letters == 0:
		p.score = 50 // may be a number in groups
	case size == 4 && letters < 2:
		p.score = 60
	}
	if label {
		p.score = max(p.score, 85) + 5
		p.reasons = append(p.reasons, labelReason("a device's address", false))
	}
	if damaged > 0 {
		p.score -= 12
		p.reasons = append(p.reasons, "letters were read for digits")
		if size == 4 && !label {
			p.score = min(p.score, 35)
		}
	}
	if size == 4 && letters == 0 && !label {
		p.score = 30
	}
	return p, true
}
