package find_test

import (
	"regexp"
	"strings"

	"github.com/akta-foi/akta/content/find"
	"github.com/akta-foi/akta/content/find/findtest"
)

// strictPatterns are what stands in any collection of regular expressions: the
// form of an identifier as it is written, with no damage allowed and no label.
// What they still find tells how bad a scan is, whatever the detectors do.
var strictPatterns = map[find.Type]*regexp.Regexp{
	find.TypeBirthNumber: regexp.MustCompile(`\b\d{6}/?\d{3,4}\b`),
	find.TypePersonalID:  regexp.MustCompile(`\b[1-8]-\d{6}-\d{4}\b`),
	find.TypeTaxID:       regexp.MustCompile(`\b8\d{9}\b`),
	find.TypeTAJ:         regexp.MustCompile(`\b\d{3}[ -]?\d{3}[ -]?\d{3}\b`),
	find.TypeCompanyID:   regexp.MustCompile(`\b(?:\d{8}|\d{3} \d{3} \d{2})\b`),
	find.TypeVATID:       regexp.MustCompile(`\b(?:CZ\d{8,10}|HU\d{8}|\d{8}-[1-5]-\d{2})\b`),
	find.TypeAccount:     regexp.MustCompile(`\b(?:(?:\d{1,6}-)?\d{2,10}/\d{4}|\d{8}-\d{8}(?:-\d{8})?)\b`),
	find.TypeIBAN:        regexp.MustCompile(`\b[A-Z]{2}\d{2}(?: ?\d{4}){5,6}\b`),
	find.TypeCard:        regexp.MustCompile(`\b\d{4}(?:[ -]?\d{4}){3}\b`),
	find.TypePhone:       regexp.MustCompile(`(?:\+420 ?|\b)\d{3} ?\d{3} ?\d{3}\b|(?:\+36|\b06)[ -]?\d{1,2}[ /-]\d{3}[ -]\d{3,4}\b`),
	find.TypeEmail:       regexp.MustCompile(`\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b`),
	find.TypeURL:         regexp.MustCompile(`\bhttps?://\S+\b`),
	find.TypeHost:        regexp.MustCompile(`\b[\w-]+(?:\.[\w-]+)+\.[a-z]{2,7}\b`),
	find.TypeIP:          regexp.MustCompile(`\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b`),
	find.TypeMAC:         regexp.MustCompile(`\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b`),
	find.TypePlate:       regexp.MustCompile(`\b(?:\d[A-Z][A-Z0-9] \d{4}|[A-Z]{3}-\d{3}|[A-Z]{2} [A-Z]{2}-\d{3})\b`),
}

// strict is how many of the identifiers that have such a pattern it finds, and
// of numbers alone.
func strict(d findtest.Document) (c, numbers count) {
	at := make([]int, len(d.Words)+1)
	for i, w := range d.Words {
		at[i+1] = at[i] + len(w)
	}
	text := strings.Join(d.Words, "")
	found := map[find.Type][]bool{}
	for typ, pattern := range strictPatterns {
		on := make([]bool, len(d.Words))
		for _, m := range pattern.FindAllStringIndex(text, -1) {
			for i := range on {
				on[i] = on[i] || at[i] < m[1] && m[0] < at[i+1]
			}
		}
		found[typ] = on
	}
	for _, s := range d.Spans {
		on, ok := found[s.Type]
		if !ok || s.Fact {
			continue
		}
		one := count{gold: 1}
		if all(d, s, on) {
			one.found = 1
		}
		c.add(one)
		if family(s.Type) == "number" {
			numbers.add(one)
		}
	}
	return c, numbers
}
