package find

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// On scans the @ of an e-mail address is often read as another sign or not at
// all, a dot as a comma, and blanks come in between. What remains is the host
// name at the end, and a label or something like an @ before it.
var (
	scannedHost = regexp.MustCompile(`(?i)[\p{L}0-9][\p{L}0-9-]{2,40}(?:(?: ?- ?){1,2}[\p{L}0-9][\p{L}0-9-]{1,40}){0,2}(?: \d)?(?:(?: ?[.,„] ?|:)(?:[\p{L}0-9-]{2,40} ?[.,:] ?){0,2}| )(?:cz|hu|sk|eu|com|org|net|info|gov|example)[zs]?\b(?:[ .,:]{1,2}(?:cz|hu|com)\b)?`) // a > behind it is read as z or s
	// what is read for an @ by itself, or with a blank before or behind it
	scannedSign = regexp.MustCompile(`([\p{L}0-9][\p{L}0-9._-]{2,40}) ?([@©®]) ?$`)
	// one or two signs or letters between a name and a host, as the @ may be read
	scannedGuess = regexp.MustCompile(`([\p{L}0-9]+[._-] ?[\p{L}0-9._-]+|[\p{L}0-9][\p{L}0-9._-]{2,40})(?: ?[^\p{L}0-9\s.,;()/-]{1,2}(?: ?[^\s.,;()/-]{1,2})?| [\p{L}0-9]{1,2}(?: ?[^\p{L}0-9\s.,;()/-])?)[.]? ?$`)
	// a name just before a host that begins with what the @ was read for
	scannedGlued = regexp.MustCompile(`([\p{L}0-9]+[._-] ?[\p{L}0-9._-]+|[\p{L}0-9][\p{L}0-9._-]{2,40})[.]? $`)
	scannedLabel = regexp.MustCompile(`(?i)(?:\be-? ?ma[il1|!jt]{1,3}\p{L}{0,4}|\bmail|elérhetős[éeóo]g\p{L}*|kontakt\p{L}*|\bcíme[mk]?)\s?[:;.=]?\s+`)
	scannedFrom  = regexp.MustCompile(`\b(?:z|ze|na) adres[yue]\s+([^\s\p{Lu}]{3,40} ?)$`)
	// of the header of an e-mail, at the start of a line
	scannedHead = regexp.MustCompile(`(?i)^(?:od|komu|kopie|skrytá|odesílatel|příjemce|feladó|címzett|másolat|from|to|cc)\s?[:;.]`)
	scannedEnd  = regexp.MustCompile(`[,;:]\s`)
)

const (
	mailScanDetector = "email-scan"

	scannedBefore = 70 // bytes before the host name that are looked at
	scannedPieces = 4  // blanks inside an address
)

// findScannedEmails proposes what must have been an e-mail address in a text
// that was read from an image. Addresses that were read well are found by
// findEmails, too, and are surer there.
func findScannedEmails(_ *caseText, t *text, emit func(Finding)) {
	if !t.Recognised {
		return
	}
	for _, m := range scannedHost.FindAllStringIndex(t.raw, -1) {
		start := max(0, m[0]-scannedBefore)
		for start < m[0] && !utf8.RuneStart(t.raw[start]) {
			start++
		}
		before := t.raw[start:m[0]]
		if i := strings.LastIndex(before, "\n\n"); i >= 0 {
			before = before[i+2:]
		}
		line := before
		if i := strings.LastIndexByte(before, '\n'); i >= 0 {
			if line = before[i+1:]; !scannedLabel.MatchString(before[:i+1]) {
				before = line
			}
		}
		from, score, reason := t.scannedStart(before, line, t.raw[m[0]:m[1]])
		if score == 0 {
			continue
		}
		from += m[0] - len(before)
		f := Finding{Type: TypeEmail, Score: score, Ground: groundPersonal, Group: strings.ToLower(strings.Join(strings.Fields(t.raw[from:m[1]]), "")),
			Reasons: []string{reason, "a host name ends it, its @ may be read wrongly"}}
		f.First, f.Count = t.words(from, m[1])
		emit(f)
	}
}

// scannedStart tells where in the text before a host name the address begins,
// and how sure that is; 0 is not at all. line is the part of it on the same line.
func (t *text) scannedStart(before, line, host string) (from, score int, reason string) {
	if m := scannedSign.FindStringSubmatchIndex(before); m != nil {
		return t.lostDot(before, m[2]), 78, "a sign that is read for @ before a host name"
	}
	if i := strings.LastIndexByte(before, '<'); i >= 0 && strings.Count(before[i:], " ") <= scannedPieces && len(before)-i > 3 {
		return i, 70, "a bracket opens before it"
	}
	if labels := scannedLabel.FindAllStringIndex(before, -1); labels != nil {
		from := labels[len(labels)-1][1]
		local := before[from:]
		if strings.Count(local, " ") <= scannedPieces && !scannedEnd.MatchString(local) && (local != "" || scannedParts(host) > 2 || joinedHost(host)) {
			return from, 62, "a label of an e-mail address before it"
		}
	}
	if m := scannedFrom.FindStringSubmatchIndex(before); m != nil && t.localName(strings.TrimSpace(before[m[2]:m[3]])) {
		return m[2], 50, "words before it say that a message came from there or went there"
	}
	if m := scannedGuess.FindStringSubmatchIndex(before); m != nil && t.localName(before[m[2]:m[3]]) {
		return m[2], 48, "a sign or two between a name and a host name"
	}
	first, n := utf8.DecodeRuneInString(host)
	second, _ := utf8.DecodeRuneInString(host[n:])
	if m := scannedGlued.FindStringSubmatchIndex(before); m != nil && t.localName(before[m[2]:m[3]]) {
		odd := unicode.IsUpper(first) && unicode.IsLower(second) || unicode.IsDigit(first)
		local := strings.TrimRight(before[m[2]:m[3]], ".-_")
		if odd || scannedHead.MatchString(line) || strings.ContainsAny(local, "._0123456789") && !strings.Contains(local, " ") {
			return m[2], 46, "a name just before a host name"
		}
	}
	return 0, 0, ""
}

// lostDot is where the part before an @ begins of which a piece begins at from: a
// blank may stand for its dot, "novakova jana © posta.cz". What comes before it
// is in small letters then, and no word.
func (t *text) lostDot(before string, from int) int {
	if from < 2 || before[from-1] != ' ' {
		return from
	}
	start := strings.LastIndexAny(before[:from-1], " \n") + 1
	word := before[start : from-1]
	initial := utf8.RuneCountInString(word) == 1 && !strings.ContainsAny(before[from:], "@")
	if len(word) < 4 && !initial || strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLower(r) }) || !initial && t.knownWord(word) {
		return from
	}
	return start
}

// localName tells whether a piece may be the part before an @: in small letters,
// and with a sign or a digit in it or no word of the language.
func (t *text) localName(s string) bool {
	if r, _ := utf8.DecodeRuneInString(s); unicode.IsUpper(r) || strings.Trim(s, "0123456789.-_ ") == "" {
		return false
	}
	return strings.ContainsAny(s, "._0123456789") || !t.knownWord(s)
}

// joinedHost tells whether the first part of a host name has a letter with a
// mark or a digit before its end: an @ was read as it.
func joinedHost(host string) bool {
	first, _, _ := strings.Cut(host, ".")
	return strings.ContainsFunc(strings.TrimRight(first, "0123456789"), func(r rune) bool { return r >= utf8.RuneSelf || unicode.IsDigit(r) })
}

// scannedParts is how many parts a host name has.
func scannedParts(host string) int {
	return len(strings.FieldsFunc(host, func(r rune) bool { return strings.ContainsRune(".,„", r) }))
}
