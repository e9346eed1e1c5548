// Package find proposes what to hide in a document: identifiers, names,
// addresses, security data, markings, each with a score and the reasons in
// words. It proposes; an officer decides. Recall comes first.
//
// A detector sees the words of a document as they were read, so also with the
// damage that OCR does. Each stands in a file of its own, and they are a plain
// list; a finding says which words it is about, never where they lie on a page.
package find

import (
	"context"
	"slices"
)

// Text is one document's words in reading order.
type Text struct {
	Document   string   // its id, such as d1
	Language   string   // "cs", "hu", "sk", "de" or "en"
	Words      []string // each with the separator that follows it, as it was sealed
	Recognised bool     // read from an image: OCR damage is to be expected
}

// Type is what a finding is.
type Type string

// Types of findings.
const (
	TypePerson      Type = "person"
	TypeSignature   Type = "signature-block"
	TypeBirthNumber Type = "birth-number" // rodné číslo
	TypePersonalID  Type = "personal-id"  // személyi azonosító
	TypeTaxID       Type = "tax-id"       // adóazonosító jel
	TypeTAJ         Type = "taj"          // TAJ szám
	TypeCompanyID   Type = "company-id"   // IČO
	TypeVATID       Type = "vat-id"       // DIČ, adószám
	TypeAccount     Type = "account"      // Czech and Hungarian bank accounts
	TypeIBAN        Type = "iban"
	TypeCard        Type = "card"
	TypeDataBox     Type = "data-box"
	TypePlate       Type = "vehicle-plate"
	TypePhone       Type = "phone"
	TypeEmail       Type = "email"
	TypeURL         Type = "url"
	TypeIP          Type = "ip"
	TypeMAC         Type = "mac"
	TypeHost        Type = "host"
	TypeAddress     Type = "address"
	TypeBirthDate   Type = "birth-date"
	TypeSecurity    Type = "security" // accounts, keys, passwords, network names
	TypeMarking     Type = "marking"  // důvěrné, bizalmas, TLP:
	TypeGeo         Type = "geodata"
	TypeHealth      Type = "health" // health words near a person
)

// Finding is a proposal to hide something.
type Finding struct {
	Document string   `json:"document"`
	First    int      `json:"first"` // index of its first word
	Count    int      `json:"count"` // words
	Type     Type     `json:"type"`
	Score    int      `json:"score"`          // 1 to 100: how sure it is
	Reasons  []string `json:"reasons"`        // in words, without what was found: "checksum of a birth number holds"
	Ground   string   `json:"ground"`         // code of the ground that is suggested
	Group    string   `json:"group"`          // the same for findings of the same person or number: what an officer decides at once
	Source   string   `json:"source"`         // the detector or plug-in
	Kept     string   `json:"kept,omitempty"` // why it stays by default: a public fact of the office
}

// Low is the score below which a finding is only a hint.
const Low = 40

// Options say what is known beforehand.
type Options struct {
	Facts    Facts    // of the office: kept by default
	Persons  []string // names that were confirmed: every form of them is found
	Rejected []string // names that an officer has rejected as persons
}

// Facts are what an office publishes about itself.
type Facts struct {
	Authority string
	Domain    string   // host names and e-mail addresses below it are the office's
	Numbers   []string // IČO, adószám, accounts, phone numbers of the switchboard
	Addresses []string
	Officials []string // elected and leading officials in office, by name
}

// Find calls emit for every finding in the documents of one case, document by
// document in the order of the words. An error of emit stops it; a document
// longer than 1 GiB is refused.
func Find(ctx context.Context, texts []Text, o Options, emit func(Finding) error) error {
	c, err := newCaseText(texts, o)
	if err != nil {
		return err
	}
	for _, t := range c.texts {
		if err := ctx.Err(); err != nil {
			return err
		}
		var found []Finding
		for _, d := range slices.Concat(identifierDetectors, contextDetectors, nameDetectors) {
			d.find(c, t, func(f Finding) {
				f.Document, f.Source = t.Document, d.name
				found = append(found, f)
			})
		}
		for _, f := range settle(c, t, found) {
			if err := emit(f); err != nil {
				return err
			}
		}
	}
	return nil
}

// detector is one of the lists identifierDetectors, contextDetectors and
// nameDetectors. It may be called for several documents at once. As Group it
// gives the key of what was found (see settle).
type detector struct {
	name string
	find func(c *caseText, t *text, emit func(Finding))
}
