// Package audit searches what is about to be published for what must not be
// in it. It does not import the code that makes releases and pages: it opens
// every public file as a reader would, and believes nothing it is not shown.
// Folder does it all.
//
// A term is looked for in every public byte and every public name, as it is and
// inflated: members of ZIP and gzip files, streams of PDF files (FlateDecode and
// ASCII85, those of objects and of earlier revisions too), texts of PNG files, the
// full-text index of the website.
// It is found
//
//   - composed and decomposed (NFC, NFD), in any case, without diacritics, with
//     anything between its letters or nothing (short terms: only as words), across
//     the tags of HTML, XML and SVG, a name with its first or its last word first, a
//     number with any separators;
//   - escaped for HTML, JSON, PDF strings and addresses, up to three times over;
//   - in UTF-8, UTF-16 of both orders, Windows-1250 and ISO 8859-2, in hex and in
//     base64 at its three offsets, hex and base64 also across lines.
//
// Digests of what is private are found by their first eight bytes, raw, in hex and
// in base64.
//
// Not found are texts of fewer than three letters or digits (Report.TooShort tells
// of them), pictures of text unless Options.OCR reads them, and what is encrypted or
// encoded in other ways. The audit is a net under the proof that a page is made of
// released leaves alone, and not that proof.
package audit

import (
	"context"
	"crypto/sha256"

	"github.com/akta-foi/akta/content/law"
)

// Term is a text that must not be published.
type Term struct {
	// Case and Document say where it is hidden, Class why (the code of a ground).
	// They appear in reports, the text never does.
	Case, Document, Class string
	Text                  string
	Passage               bool // no text that a decision names, but words that a box, a line or a page hides
}

// Private is something whose digests must not be published: a file of a case,
// a member of a sealed bag, the words of a view.
type Private struct {
	Case, Document string
	What           string   // in plain words, for the office: "original file"
	Sums           [][]byte // MD5, SHA-1, SHA-256, SHA-512
}

// Allowance lets one term stand in one place, because it is lawfully public
// there: an official of the same name. It is a recorded decision of the office.
type Allowance struct {
	Text     string // the term, as it is hidden elsewhere
	Passages Source // or instead: all passages hidden in a document, such as a letterhead
	Case     string // where it may stand
	Document string // in this document only; "": in all of the case's pages
	Reason   string
}

// Own is one file that comes with the program.
type Own struct {
	Size   int64
	SHA256 [sha256.Size]byte
}

// Source is the document in which something is hidden.
type Source struct{ Case, Document string }

// Options say what to look for.
type Options struct {
	Terms   []Term
	Private []Private
	Allowed []Allowance
	// Law, which may be nil, is the office's law as it has changed it: what stands
	// for hidden text may also be called what its grounds are called there.
	Law *law.Profile
	// OCR, which may be nil, recognises a page image (PNG); what it reads is
	// searched too.
	OCR func(ctx context.Context, png []byte) (string, error)
	// Own are files that come with the program and are the same in every public
	// folder. They are told by their bytes and not searched: a verifier of eight
	// megabytes holds any short name somewhere.
	Own []Own
	// Progress, which may be nil, is told how many bytes of how many are done.
	Progress func(done, total int64)

	prepared func() (*patterns, Report, error) // see Prepared; nil: it is not
}

// Prepared returns o, of which Terms, Private and Allowed may not be changed any
// more, and begins to work out the forms of what is looked for: audits with it
// need not do that each.
func (o Options) Prepared() Options {
	done := make(chan struct{})
	var report Report
	var p *patterns
	var err error
	go func() {
		defer close(done)
		p, err = makePatterns(o, &report)
	}()
	o.prepared = func() (*patterns, Report, error) {
		<-done
		return p, report, err
	}
	return o
}

// Hit is one thing that must not be published.
type Hit struct {
	Check string `json:"check"` // see the constants
	// Case, Document and Class are those of the term; empty where the check knows none.
	Case     string `json:"case,omitempty"`
	Document string `json:"document,omitempty"`
	Class    string `json:"class,omitempty"`
	// File is the public path; members of containers follow after "!". A name that
	// itself holds a term is replaced by a number.
	File   string `json:"file"`
	Offset int64  `json:"offset"` // in bytes from the start of the file or member; negative: in its name
	What   string `json:"what"`   // in plain words, without the term
}

// The checks. Each is named in the record that is published.
const (
	CheckStructure = "structure" // only file types, objects and chunks that the builder writes
	CheckTerms     = "terms"     // no hidden text in any form, in raw or inflated bytes, or in a name
	CheckWords     = "words"     // a second reader finds no word in a PDF that its release does not show
	CheckInk       = "ink"       // every character a reader finds has ink in its place
	CheckPictures  = "pictures"  // text recognised in page images holds no hidden text
	CheckBoxes     = "boxes"     // boxes on the grid of tiles, labels constant
	CheckDigests   = "digests"   // no digest of anything private
)

// Record is what is published about an audit. It tells nothing of what was
// looked for: not even the number of terms, from which the number of hidden
// words could be told.
type Record struct {
	Format     string  `json:"format"`
	Akta       string  `json:"akta"` // version of the program
	Files      int     `json:"files"`
	Bytes      int64   `json:"bytes"`
	Redactions int     `json:"redactions"` // gaps and boxes, as the releases tell
	Checks     []Check `json:"checks"`
}

// Check is one check of a record.
type Check struct {
	Name string `json:"name"`
	Done int    `json:"done"`           // files, pages or characters looked at
	Note string `json:"note,omitempty"` // why not everything: "no OCR program"
	Hits int    `json:"hits"`
}

// Report is an audit's result for the office.
type Report struct {
	Record Record
	Terms  int // terms searched for
	// WholeWords of them are so short that they only count where they stand as a
	// word of their own, and only in text.
	WholeWords int
	// Hits are at most MaxHits; More counts the rest.
	Hits []Hit
	More int
	// TooShort are terms with fewer than three letters or digits: they were not
	// searched for. Their text is left empty.
	TooShort []Term
	// Used are allowances that let something pass, Unused those that did not.
	Used, Unused []Allowance
}

// MaxHits bounds the list of a report.
const MaxHits = 50
