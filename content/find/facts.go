package find

import "strings"

// facts are the public facts of the office, ready to be compared.
type facts struct {
	domain    string
	numbers   map[string]bool // keys as factNumbers makes them
	addresses []string        // squeezed
	officials []official
	scanned   []scannedNumber
	spelled   [][]string // the words of the addresses
}

func newFacts(f Facts) facts {
	made := facts{domain: strings.Trim(foldString(f.Domain), ". @"), numbers: map[string]bool{}}
	for _, n := range f.Numbers {
		keys := factNumbers(n)
		for _, key := range keys {
			made.numbers[key] = true
		}
		if len(keys) > 0 {
			made.scanned = append(made.scanned, scannedNumbers(n)...)
		}
	}
	for _, a := range f.Addresses {
		if s := squeeze(foldString(a)); s != "" {
			made.addresses = append(made.addresses, s)
			made.spelled = append(made.spelled, addressWords(foldString(a)))
		}
	}
	for _, o := range f.Officials {
		if x := newOfficial(o); len(x.names) > 1 {
			made.officials = append(made.officials, x)
		}
	}
	return made
}

// kept tells why a finding stays by default, or "". Numbers are compared by
// their keys; numbers of a person alone never are an office's. What was
// recognised is compared as OCR reads it, too.
func (c *caseText) kept(t *text, n Finding) string {
	f := &c.facts
	folded := strings.Trim(t.foldedWords(n.First, n.Count), " \n")
	switch n.Type {
	case TypeCompanyID, TypeVATID, TypeAccount, TypeIBAN, TypePhone, TypeDataBox:
		if f.hasNumber(n) || t.Recognised && f.hasScanned(t.digitsOf(n)) {
			return "number of the office"
		}
	case TypeEmail, TypeHost, TypeURL:
		if f.hasHost(n.Group) || f.hasHost(folded) {
			return "below the office's own domain"
		}
	case TypeAddress:
		if f.hasAddress(squeeze(folded)) || t.Recognised && f.hasScannedAddress(folded) {
			return "address of the office"
		}
	case TypePerson:
		words := nameWords(folded)
		hungarian := vocabularyOf(t.Language).hungarian
		if f.hasOfficial(words, hungarian) || t.Recognised && c.misreadOfficial(words, hungarian) {
			return "official of the office"
		}
		if len(words) == 1 && c.loneOfficial(words[0], t.Language) {
			return "surname of an official of the office, and of no one else in the case"
		}
	}
	return ""
}

func (f *facts) hasNumber(n Finding) bool {
	if len(f.numbers) == 0 || n.Group == "" {
		return false
	}
	if f.numbers[n.Group] {
		return true
	}
	for _, key := range factNumbers(n.Group) {
		if f.numbers[key] {
			return true
		}
	}
	return false
}

// factNumbers returns the forms that a number is compared in: as a data box,
// without country code as a phone, with the parts of an account padded as in an
// IBAN, without the check digits of an IBAN, and only the base of a VAT number.
func factNumbers(s string) []string {
	folded := foldString(s)
	digits := onlyDigits(folded)
	number, bank, slash := strings.Cut(folded, "/")
	if bank = onlyDigits(bank); slash && len(bank) == 4 {
		prefix, rest, dash := strings.Cut(number, "-")
		if !dash {
			prefix, rest = "", number
		}
		if prefix, rest = onlyDigits(prefix), onlyDigits(rest); len(prefix) <= 6 && len(rest) <= 10 {
			return []string{"account " + accountKey(prefix, rest, bank)}
		}
	}
	squeezed := squeeze(folded)
	switch {
	case strings.HasPrefix(squeezed, "cz") && len(digits) == 22, strings.HasPrefix(squeezed, "sk") && len(digits) == 22:
		return []string{"account " + digits[2:]}
	case strings.HasPrefix(squeezed, "hu") && len(digits) == 26:
		return []string{"account " + digits[2:]}
	case len(digits) == 16 && len(squeezed) == 16:
		return []string{"account " + digits + "00000000", digits}
	case len(digits) == 24 && len(squeezed) == 24:
		return []string{"account " + digits, digits}
	case len(squeezed) == 7 && len(digits) < 7:
		return []string{"box " + squeezed}
	case len(digits) == 11 && len(squeezed) == 11 && !strings.HasPrefix(digits, "06") && !strings.HasPrefix(digits, "36"):
		return []string{digits[:8], digits} // adószám
	}
	keys := []string{digits}
	for _, code := range []string{"00420", "420", "00421", "421", "0036", "36", "06"} {
		if rest, ok := strings.CutPrefix(digits, code); ok && (len(rest) == 8 || len(rest) == 9) {
			keys = append(keys, rest)
		}
	}
	if len(digits) < 6 {
		return nil
	}
	return keys
}

// accountKey is a Czech account as in an IBAN: bank, prefix and number.
func accountKey(prefix, number, bank string) string {
	return bank + strings.Repeat("0", 6-len(prefix)) + prefix + strings.Repeat("0", 10-len(number)) + number
}

func (f *facts) hasHost(s string) bool {
	if f.domain == "" {
		return false
	}
	s = strings.ToLower(strings.Trim(s, " \n.,;:()<>\"'"))
	_, rest, url := strings.Cut(s, "://")
	if url {
		s, _, _ = strings.Cut(rest, "/")
	}
	if s == f.domain {
		return true
	}
	before, ok := strings.CutSuffix(s, f.domain)
	return ok && (strings.HasSuffix(before, ".") || strings.HasSuffix(before, "@"))
}

const minAddress = 8 // letters and digits of a part of an address that is compared

func (f *facts) hasAddress(s string) bool {
	for _, a := range f.addresses {
		if len(s) >= minAddress && onlyDigits(s) != "" && strings.HasPrefix(a, s) || s == a {
			return true
		}
		if before, _, ok := strings.Cut(s, a); ok && onlyDigits(strings.Replace(s, a, "", 1)) == "" && len(before) <= 12 && len(s)-len(a) <= 16 {
			return true // with "na adrese" or the like
		}
	}
	return false
}

// foldString folds a text that is no document.
func foldString(s string) string {
	t := &text{raw: s}
	t.fold()
	return t.folded
}

func squeeze(folded string) string {
	return keepBytes(folded, alnum)
}

func onlyDigits(folded string) string {
	return keepBytes(folded, isDigit)
}

func keepBytes(s string, keep func(byte) bool) string {
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		if keep(s[i]) {
			b = append(b, s[i])
		}
	}
	return string(b)
}
