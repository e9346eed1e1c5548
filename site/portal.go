package site

import (
	"time"

	"github.com/akta-foi/akta/content/report"
)

// Portal is everything the pages show. It holds public facts only: whatever is
// in it, and in the files it names, is published.
type Portal struct {
	// Authority is the name of the public body, Domain its Internet domain.
	Authority string
	Domain    string
	// Language is the default language of the user interface: "cs", "hu" or "en".
	// Its pages lie at the root, those of the other two below /cs/, /hu/, /en/.
	Language string
	Law      Law
	// BaseURL is the address the folder will have, "https://..." with or without
	// a path. Links in pages stay relative, but for those of 404.html, which a
	// server shows at any depth; feeds, the sitemap and the catalogue need it.
	// Empty: these are left out.
	BaseURL string
	Contact Contact
	Brand   Brand
	// Topics are those a case may have.
	Topics []Topic
	// Accessibility is nil where the office states nothing.
	Accessibility *Accessibility
	// Generated is the date the pages bear: that of the newest release, not the
	// clock. The zero time is replaced by the newest Release.Date.
	Generated time.Time

	// KeyID is the fingerprint of the signing key ("SHA256:...").
	KeyID string
	// Trust, TrustedRoot and PublicKeyPEM become trust.json, trusted_root.json
	// and akta.pub. A nil one is left out.
	Trust        []byte
	TrustedRoot  []byte
	PublicKeyPEM []byte
	// TSACertificates become tsa/<slug of name>.pem, for openssl ts -verify.
	TSACertificates []TSACertificate

	// LogDir is the folder of the transparency log; its regular files are copied
	// to log/ byte for byte. Empty: no log is published.
	LogDir string
	// LogSize is the number of entries when the newest release was logged: a page
	// cannot tell those made after it, such as that of the site's own manifest.
	LogSize   int64
	LogOrigin string

	Cases []Case
	// Reports are those that the law asks for, of each closed year.
	Reports []*report.Report
}

// Law is the law under which the authority answers.
type Law struct {
	// Code is the identifier in akta.toml, for example "cz-106-1999".
	Code string
	// Name is the label by language of the user interface ("cs", "hu", "en").
	Name map[string]string
	// Link is the address of the text of the law; empty: no link.
	Link string
	// Grounds are those on which the law lets something be withheld, as the office
	// calls them; nil: as akta knows the law of that code.
	Grounds []Ground
}

// TSACertificate is the certificate chain of one timestamp authority.
type TSACertificate struct {
	Name string
	// PEM holds the chain, leaf first, root last.
	PEM []byte
}

// Case is one information request and its answer.
type Case struct {
	// ID is turned into the path of the page (letters, digits and hyphens).
	ID    string
	Title string
	// Language is that of Title, Question and AnswerMarkdown.
	Language string
	// Received and Answered are ISO dates (2026-07-03). Answered may be empty; it is
	// where the case was not answered, in full, in part or by a refusal.
	Received string
	Answered string
	// Due is the ISO date by which the answer is due; empty: not known, or answered.
	Due string
	// State is one of the State constants.
	State string
	// Events are what happened to the case, in order; none: not more is known than
	// the dates above.
	Events []CaseEvent
	// Topics are codes of Portal.Topics.
	Topics []string
	// Question is plain text; a blank line separates paragraphs.
	Question string
	// AnswerMarkdown is CommonMark with tables. HTML in it is shown as text and
	// images become links: a page loads nothing that was not released.
	AnswerMarkdown string
	// Releases in any order; the one with the highest number is shown, the older
	// ones keep their files and are listed.
	Releases []Release
}

// The states of a case.
const (
	StateOpen          = "open"
	StateAnswered      = "answered"
	StatePartlyRefused = "partly-refused"
	StateRefused       = "refused"
	StateTransferred   = "transferred" // to another body
	StateWithdrawn     = "withdrawn"   // by the requester
	StateClosed        = "closed"      // without an answer, as the law has it
)

// states are all states, in the order in which a reader meets them.
var states = []string{StateAnswered, StatePartlyRefused, StateRefused, StateTransferred, StateWithdrawn, StateClosed, StateOpen}

// unanswered says that a case in a state came to its end without an answer.
func unanswered(state string) bool {
	return state == StateTransferred || state == StateWithdrawn || state == StateClosed
}

// CaseEvent is one event of a case's history. It has nothing of who did it, why,
// on what document or with which body: what an event says besides may be about
// the requester.
type CaseEvent struct {
	// Date is an ISO date, Code the event's in the law's profile.
	Date, Code string
	// Name says what was done, by language of the user interface: "extended".
	Name map[string]string
	// Paragraph is the provision, for example "§ 14 odst. 7", Link its address.
	Paragraph, Link string
	// State is the state that the event led to; empty: it stayed.
	State string
}

// Release is one public bundle of a case.
type Release struct {
	// ID is "r" and a number from 1.
	ID   string
	Date time.Time
	// File is the path of the ZIP on this machine. It is copied to
	// releases/<case>-<id>.zip.
	File string `json:"-"`
	// Size in bytes and SHA256 in lower case hex are checked against File.
	Size   int64
	SHA256 string
	// Root is the folder inside the ZIP that holds bagit.txt; empty: the top.
	Root  string
	Seals []Seal
	// LogIndex is the place of the release's statement in the log; negative: not logged.
	LogIndex int64
	// ReviewBy is the ISO date by which the redactions are looked at again; it may
	// be empty.
	ReviewBy string
	// Approvals are those of others than the redactor, in the order of their times.
	Approvals []Approval
	// Audit sums up the leak audit that is signed with the release; nil: there is none.
	Audit *Audit
	// Takedown says that this release takes older ones of its case down. They keep
	// their entry in the history; their files are not published.
	Takedown *Takedown
	// Changes says what the release changed; nil for the first one.
	Changes *Changes
	// Documents of a superseded release are not shown and may be left out.
	Documents []Document
}

// Approval is one signed approval of a release.
type Approval struct {
	Name   string    // of the key: its fingerprint
	Time   time.Time // by an authority's timestamp; zero: not confirmed
	Person string    // whose key it is, as the trust says; "": it does not
}

// Audit sums up a leak audit. It tells nothing of what was looked for.
type Audit struct {
	// Files counts the files that were searched, Redactions the gaps and boxes.
	Files, Redactions int
	// Hits is 0: a release with hits is not published.
	Hits int
}

// Takedown says which older releases are not published any more.
type Takedown struct {
	Releases []string // "r1", "r2"
	Reason   string   // in plain words, in the language of the case
}

// Changes counts the documents that differ from the release before.
type Changes struct {
	Added    int // not mentioned before
	Opened   int // withheld before, shown now
	Withheld int // shown before, withheld now
	Redacted int // shown in both, with other redactions or read again
	Removed  int // mentioned before, not any more
}

// Seal is a sealed bundle on which a release draws.
type Seal struct {
	ID string
	// Path is the folder below the release's Root that holds commitment.json and
	// seal.sigstore.json. The verify page shows it in its commands.
	Path  string
	Times []SealTime
	// LogIndex is the place of the seal in the log; negative: not logged.
	LogIndex int64
}

// SealTime is one timestamp of a seal.
type SealTime struct {
	// Name is that of the timestamp authority.
	Name string
	// Own says that the authority's own clock stated the time.
	Own  bool
	Time time.Time
}

// Document is one document of a release.
type Document struct {
	// ID is that in the release, Seal the one on which it draws.
	ID   string
	Seal string
	// Slug names the public files of the document; empty: ID is used. It must not
	// be made from the name of the source file.
	Slug     string
	Title    string
	Kind     string
	Language string
	// Withheld says that nothing of the document is released; Ground says why.
	Withheld bool
	Ground   *Ground
	// Fields are the metadata fields that are shown.
	Fields []Field
	// Blocks are the text edition, Pages the facsimile's images.
	Blocks []Block
	Pages  []PageImage
	// PageCount is the number of pages of the document, those included that are
	// not shown as images.
	PageCount int
	// Facsimile is the page images as one PDF; nil: there is none.
	Facsimile *Facsimile
	// Whole is the document's own file, when it is released unchanged.
	Whole *WholeFile
}

// Field is one metadata field. Name is the one in the sealed document, such as
// "source-author"; the theme translates those it knows.
type Field struct{ Name, Value string }

// Block is one paragraph, heading, list item or table cell.
type Block struct {
	// Kind is one of the Block constants of package bundles; empty: a paragraph.
	Kind string
	// Level is that of a heading (1 to 6), or the depth of an item (from 1).
	Level int
	// Table, Row and Col place a cell, from 1, in reading order. The numbers
	// themselves are not published: rows and columns in which no cell is shown
	// leave no trace.
	Table, Row, Col int
	Spans           []Span
}

// Span is a piece of a block: exactly one of a text, a line break or a
// redaction.
type Span struct {
	Text      string
	Break     bool
	Redaction *Ground
}

// Ground is the legal ground for hiding something.
type Ground struct {
	// Code is the type of what is hidden, for example "personal-data".
	Code string
	// Label says it in words by language. The label stands in the text in place
	// of what is hidden: its width depends on the type alone.
	Label map[string]string
	// Paragraph is the provision, for example "§ 8a", Link its address (ELI).
	Paragraph string
	Link      string
}

// PageImage is one page of a facsimile.
type PageImage struct {
	// File is the path of a PNG on this machine.
	File string `json:"-"`
	// Number counts from 1; Width and Height are pixels.
	Number, Width, Height int
	// Grounds are those of the boxes on the page, Hidden is the number of black
	// areas that a reader sees: boxes that touch are one.
	Grounds []Ground
	Hidden  int
}

// Facsimile is the PDF of a document's page images.
type Facsimile struct {
	// File is the path of the PDF on this machine. Size in bytes and SHA256 in
	// lower case hex are checked against it.
	File   string `json:"-"`
	Size   int64
	SHA256 string
	// Growth is one of the Growth constants of package bundles, Reason why it is
	// "exact", in the language of the case.
	Growth, Reason string
}

// WholeFile is a document that is released as its own original bytes. It has no
// name: its public name is made from the document's slug and its media type.
type WholeFile struct {
	// File is the path of the bytes on this machine.
	File      string `json:"-"`
	MediaType string
	Size      int64
}
