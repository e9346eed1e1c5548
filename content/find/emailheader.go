package find

import "bytes"

// mailHeads begin the lines of an e-mail's header that have addresses.
var mailHeads = []string{"od", "komu", "kopie", "odesilatel", "prijemce", "felado", "cimzett", "masolat", "masolatot kap", "from", "to", "cc"}

// headerMails reads the lines of the headers of e-mails: what follows a name and
// is no word, or stands behind a bracket, is an address.
func (x *contextText) headerMails(propose func(proposal)) {
	for i, t := range x.tokens {
		if t.from > 0 && x.low[t.from-1] != '\n' || !x.mailHead(i) {
			continue
		}
		from := t.to
		for from < len(x.low) && x.low[from] != '\n' && from-t.to < maxMailPart && x.low[from] != '<' && !x.headerStart(from) {
			from++
		}
		if from >= len(x.low) || from-t.to >= maxMailPart || x.low[from] == '\n' {
			continue
		}
		v := &field{x: x, from: from, to: from}
		for k := from; k < len(x.low) && x.low[k] != '\n' && k-from < maxField; {
			end := k
			for end < len(x.low) && x.low[end] > ' ' && end-from < maxField {
				end++
			}
			if v.add(k, end); v.hostEnds() {
				break
			}
			for k = end; x.byteAt(k) == ' '; k++ {
			}
		}
		if v.chars >= guessLow && v.digits*2 < v.chars && (v.marks > 0 || bytes.ContainsAny(x.low[from:v.to], ".<")) {
			propose(guessedMail(v, 52, "it fills a line in the header of an e-mail"))
		}
	}
}

// mailsBefore reads "a kissd?posta.hu címről érkezett": one piece, with a mark in
// it, between an article and the word for an address.
func (x *contextText) mailsBefore(propose func(proposal)) {
	for i, t := range x.tokens {
		if w := string(x.word(i)); w != "cimrol" && w != "cimre" {
			continue
		}
		end := x.blanksBefore(t.from)
		from := end
		for from > 0 && x.low[from-1] > ' ' && end-from < maxMailPart {
			from--
		}
		if k := x.tokenAt(from); k == 0 || !x.is(k-1, "a") && !x.is(k-1, "az") || !x.isAt(from, wasLetter) || x.isAt(from, wasUpper) {
			continue
		}
		v := &field{x: x, from: from, to: from}
		if v.add(from, end); len(v.pieces) == 1 && v.chars >= guessLow && v.digits*2 < v.chars && v.dots+v.marks > 0 && !v.ordinary(0) {
			propose(guessedMail(v, 48, "it stands before the word for an address"))
		}
	}
}

// mailHead tells whether a label of a header stands at a token, a letter of
// which may be wrong.
func (x *contextText) mailHead(i int) bool {
	w, after := x.word(i), x.byteAt(x.tokens[i].to)
	if after != ':' && after != ';' && after != '.' {
		return false
	}
	for _, head := range mailHeads {
		if string(w) == head || len(head) >= 4 && oneOff(head, w) {
			return true
		}
	}
	return false
}

// headerStart tells whether an address may begin here: no word of the language,
// in small letters, that is long or goes on behind a dot.
func (x *contextText) headerStart(i int) bool {
	if x.byteAt(i-1) != ' ' && (x.byteAt(i-1) != '-' || x.byteAt(i-2) != ' ') || !x.smallPiece(i) {
		return false
	}
	end := i
	for end < len(x.low) && x.low[end] > ' ' {
		end++
	}
	return end-i > 3
}
