// Package demo holds two invented offices with everything that came to them:
// documents of every kind and format, and the decisions of their officers. The
// command "akta demo" seals, redacts and publishes them for real. No person,
// place or event in them exists.
package demo

import (
	"embed"
	"io/fs"

	"github.com/akta-foi/akta/content"
)

//go:generate go run ./generate -o fixtures

//go:embed fixtures
var fixtures embed.FS

// Fixtures returns the folder with the files named in File.Name.
func Fixtures() (fs.FS, error) { return fs.Sub(fixtures, "fixtures") }

// Office is one invented authority.
type Office struct {
	Dir      string // folder name
	Name     string
	Domain   string // ends in .example
	Law      string // law pack, "cz-106-1999" or "hu-infotv"
	Language string // "cs" or "hu"
	Officer  string // who writes down what happens: invented, and never public
	Portal   content.Portal
	Reports  content.Reports
	Cases    []Case
	Open     []OpenRequest // oldest first
}

// OpenRequest is a request that has just come: nothing is sealed or released yet.
type OpenRequest struct {
	Title    string // public
	DaysAgo  int    // received so many days before the demonstration runs
	Question string // public: without anything about the requester
	Topics   []string
}

// Case is one information request with its files and decisions. Documents are
// numbered from 1 in the order of Files; the attachments of an e-mail follow
// it directly; LateFiles come after all of them.
type Case struct {
	ID            string
	Title         string   // public
	Received      string   // ISO date
	Question      string   // public: without anything about the requester
	Answer        string   // Markdown, public
	Topics        []string // codes of the office's topics
	Files         []File
	Redactions    []Redaction
	LateFiles     []File      // arrive after the first seal and release: s2, r2
	SecondRelease []Redaction // further redactions of r2
	Withhold      []Withhold
	Events        []Event // what happened after the receipt, in order
	Reviewed      []int   // documents without machine-readable text that a person has looked at
}

// File is one file of a case.
type File struct {
	Name     string // in Fixtures
	Kind     string // "request", "incident-report", "letter", "regulation", "decision", "answer" or "annex"
	Title    string // public, in the office's language
	Language string // "cs" or "hu"
}

// Event is what happened to a case on a day, under the office's law.
type Event struct {
	Code     string // of the law's profile
	Date     string // ISO date
	Document int    // number of the document that records it; 0 for none
	Ground   string // code; "" for none
	Reason   string // private
}

// Redaction hides a text wherever it occurs, also across line breaks, or a
// box on a page.
type Redaction struct {
	Text     string     // "" for a box
	Document int        // number of the document in the case; 0 for all
	Page     int        // of a box, from 1
	Box      [4]float64 // x, y, width, height as fractions of the page
	Ground   string     // "personal-data", "trade-secret" or "security"
}

// Withhold keeps a whole document back.
type Withhold struct {
	Document int
	Ground   string
}

// The grounds the demonstration uses.
const (
	personal = "personal-data"
	trade    = "trade-secret"
	security = "security"
)

// hide makes one redaction of every text, in all documents of the case.
func hide(ground string, texts ...string) []Redaction {
	out := make([]Redaction, len(texts))
	for i, t := range texts {
		out[i] = Redaction{Text: t, Ground: ground}
	}
	return out
}

// cover makes one redaction of every box on page 1 of a document.
func cover(document int, ground string, boxes ...[4]float64) []Redaction {
	out := make([]Redaction, len(boxes))
	for i, b := range boxes {
		out[i] = Redaction{Document: document, Page: 1, Box: b, Ground: ground}
	}
	return out
}

// Offices returns the two offices.
func Offices() []Office {
	return []Office{
		{
			Dir: "horni-lhotka", Name: "Obec Horní Lhotka", Domain: "horni-lhotka.example",
			Law: "cz-106-1999", Language: "cs", Officer: "Vymyšlená úřednice", Portal: czechPortal(), Reports: czechReports(), Cases: czechCases(), Open: czechRequests(),
		},
		{
			Dir: "alsokovesd", Name: "Alsókövesd Község Önkormányzata", Domain: "alsokovesd.example",
			Law: "hu-infotv", Language: "hu", Officer: "Kitalált ügyintéző", Portal: hungarianPortal(), Reports: hungarianReports(), Cases: hungarianCases(), Open: hungarianRequests(),
		},
	}
}
