package bundles

import "strings"

// The ids of documents, seals, releases and cases (SPEC 2.3), and what can stand
// as a language in a PDF (RFC 5646, 2.1). They are matched by hand: the verifier
// for browsers is half a megabyte smaller without a package of patterns.
var (
	documentID  = numberedID('d')
	sealID      = numberedID('s')
	releaseID   = numberedID('r')
	caseID      = idSyntax(isCaseID)
	languageTag = idSyntax(isLanguageTag)
)

const (
	digits  = "0123456789"
	lower   = "abcdefghijklmnopqrstuvwxyz"
	letters = lower + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// numberedID is a letter and a number from 1 to 999999 without leading zeros.
type numberedID byte

// MatchString tells whether id is such an id.
func (letter numberedID) MatchString(id string) bool {
	return len(id) >= 2 && len(id) <= 7 && id[0] == byte(letter) && id[1] != '0' && only(id[1:], digits)
}

// idSyntax is a rule for the whole of an id.
type idSyntax func(id string) bool

// MatchString tells whether the rule holds for id.
func (holds idSyntax) MatchString(id string) bool { return holds(id) }

// isCaseID: 1 to 64 of a-z, 0-9 and "-", not beginning with "-".
func isCaseID(id string) bool {
	return len(id) >= 1 && len(id) <= 64 && id[0] != '-' && only(id, lower+digits+"-")
}

// isLanguageTag: one to eight parts of 1 to 8 letters and digits, joined by "-".
func isLanguageTag(tag string) bool {
	parts := strings.Split(tag, "-")
	if len(parts) > 8 {
		return false
	}
	for _, p := range parts {
		if len(p) < 1 || len(p) > 8 || !only(p, letters+digits) {
			return false
		}
	}
	return true
}

// only tells whether s is made of bytes of a set alone.
func only(s, set string) bool {
	for i := range len(s) {
		if strings.IndexByte(set, s[i]) < 0 {
			return false
		}
	}
	return true
}
