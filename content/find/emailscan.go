package find

import (
	"regexp"
	"strings"
)

// On scans the @ of an e-mail address is often read as another sign or not at
// all, a dot as a comma, and blanks come in between. What remains is the host
// name at the end, and a label or something like an @ before it.
var (
	scannedHost = regexp.MustCompile(`(?i)[a-z0-9][a-z0-9-]{2,40}(?: \d)? ?[.,„] ?(?:[a-z0-9-]{2,40} ?[.,] ?){0,2}(?:cz|hu|sk|eu|com|org|net|info|gov|example)z?\b`) // a > behind it is read as z
	// what is read for an @ by itself, or with a blank before or behind it
	scannedSign = regexp.MustCompile(`([\p{L}0-9][\p{L}0-9._-]{2,40}) ?([@©®]) ?$`)
	// a single letter or digit between blanks, as the @ may be read
	scannedGuess = regexp.MustCompile(`([\p{L}0-9]+[._-] ?[\p{L}0-9._-]+|\p{L}+\d[\p{L}0-9]*)[.]? ([\p{L}0-9&$]) $`)
	scannedLabel = regexp.MustCompile(`(?i)(?:\be-? ?ma[il1|!jt]{1,3}\p{L}{0,4}|\bmail|elérhetős[éeóo]g\p{L}*|kontakt\p{L}*|\bcíme[mk]?)\s?[:;.=]?\s+`)
)

const (
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
		if i := strings.LastIndexByte(t.raw[start:m[0]], '\n'); i >= 0 {
			start += i + 1
		}
		from, score, reason := scannedStart(t.raw[start:m[0]], t.raw[m[0]:m[1]])
		if score == 0 {
			continue
		}
		f := Finding{Type: TypeEmail, Score: score, Ground: groundPersonal, Group: strings.ToLower(strings.ReplaceAll(t.raw[start+from:m[1]], " ", "")),
			Reasons: []string{reason, "a host name ends it, its @ may be read wrongly"}}
		f.First, f.Count = t.words(start+from, m[1])
		emit(f)
	}
}

// scannedStart tells where in the text before a host name the address begins,
// and how sure that is; 0 is not at all.
func scannedStart(before, host string) (from, score int, reason string) {
	if m := scannedSign.FindStringSubmatchIndex(before); m != nil {
		return m[2], 78, "a sign that is read for @ before a host name"
	}
	if labels := scannedLabel.FindAllStringIndex(before, -1); labels != nil {
		from := labels[len(labels)-1][1]
		local := before[from:]
		if strings.Count(local, " ") <= scannedPieces && !strings.ContainsAny(local, ",;:()") && (local != "" || scannedParts(host) > 2) {
			return from, 62, "a label of an e-mail address before it"
		}
	}
	if m := scannedGuess.FindStringSubmatchIndex(before); m != nil {
		return m[2], 48, "one sign between a name and a host name"
	}
	return 0, 0, ""
}

// scannedParts is how many parts a host name has.
func scannedParts(host string) int {
	return len(strings.FieldsFunc(host, func(r rune) bool { return strings.ContainsRune(".,„", r) }))
}
