package content

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Redaction hides one of: a text, wherever it stands; a box on a page; words of
// a sealed document; a metadata field. Only an accepted one hides anything.
type Redaction struct {
	ID       string      `json:"id"`                 // x1, x2, ...; assigned where a plan written by hand has none
	Document string      `json:"document,omitempty"` // "": every document of the case, for texts and fields
	Text     string      `json:"text,omitempty"`     // looked for as a reader sees it
	Page     int         `json:"page,omitempty"`     // from 1
	Box      *[4]float64 `json:"box,omitempty"`      // left, top, width, height as fractions of the page
	Seal     string      `json:"seal,omitempty"`     // the seal whose words are numbered
	Words    *[2]int     `json:"words,omitempty"`    // number of the first word, from 1, and how many
	Field    string      `json:"field,omitempty"`    // name of a metadata field
	Unit     string      `json:"unit"`               // what is hidden grows to this; see the constants
	Ground   string      `json:"ground"`             // code or paragraph of a ground of the office's law
	State    string      `json:"state"`              // see the constants
	Source   string      `json:"source"`             // who proposed it; see the constants
	By       string      `json:"by,omitempty"`       // the officer who decided
	At       string      `json:"at,omitempty"`       // when, such as 2026-03-02T09:30:00Z
	Note     string      `json:"note,omitempty"`     // private, like all of the plan

	// Of what a program proposed.
	Type    string   `json:"type,omitempty"`    // what it is: a type of package find, a plug-in's, or a kind of package read
	Score   int      `json:"score,omitempty"`   // 1 to 100: how sure it is
	Reasons []string `json:"reasons,omitempty"` // in words, without what was found
	Group   string   `json:"group,omitempty"`   // the same for what is decided at once, such as all places of a person
}

// States of a redaction. An undecided one stops the release; a rejected one is
// kept, so that nobody proposes it again.
const (
	Accepted  = "accepted"
	Rejected  = "rejected"
	Undecided = "undecided"
)

// Units of a redaction.
const (
	UnitWord      = "word"
	UnitLine      = "line"      // all words on the same line of the page, or of a text without pages
	UnitParagraph = "paragraph" // the paragraph, heading, item or cell
	UnitPage      = "page"      // the whole page and its words
	UnitDocument  = "document"  // everything of the document
	UnitField     = "field"     // of metadata
)

// Sources of a redaction. A detector's and a plug-in's are followed by a name;
// the reader's are places that it could not read surely.
const (
	SourceOfficer   = "officer"
	SourceRequester = "requester"
	SourceReader    = "reader"
	SourceDetector  = "detector "
	SourcePlugin    = "plugin "
)

var (
	redactionStates = []string{Accepted, Rejected, Undecided}
	units           = []string{UnitWord, UnitLine, UnitParagraph, UnitPage, UnitDocument, UnitField}
	redactionID     = regexp.MustCompile(`^x[1-9][0-9]{0,6}$`)
	fieldName       = regexp.MustCompile(`^[a-z][a-z-]{0,99}$`)
	sourceName      = regexp.MustCompile(`^(officer|requester|reader|(detector|plugin) [A-Za-z0-9][A-Za-z0-9 ._-]{0,63})$`)
	findingType     = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)
	decisionTime    = time.RFC3339
)

// hides tells whether the redaction is in force.
func (r *Redaction) hides() bool { return r.State == Accepted || r.State == "" }

// of tells whether the redaction speaks of a document.
func (r *Redaction) of(document string) bool { return r.Document == "" || r.Document == document }

// complete fills in what a short plan leaves out, so that a plan has one
// spelling: ids, and the defaults of unit, state and source.
func (p *Plan) complete() {
	if p.Documents == nil {
		p.Documents = []Document{}
	}
	if p.Redactions == nil {
		p.Redactions = []Redaction{}
	}
	for i := range p.Documents {
		if len(p.Documents[i].Fields) == 0 {
			p.Documents[i].Fields = nil
		}
	}
	if len(p.Allowed) == 0 {
		p.Allowed = nil
	}
	last := 0
	for _, r := range p.Redactions {
		if redactionID.MatchString(r.ID) {
			last = max(last, number(r.ID))
		}
	}
	for i := range p.Redactions {
		r := &p.Redactions[i]
		if r.ID == "" {
			last++
			r.ID = "x" + strconv.Itoa(last)
		}
		if r.Unit == "" {
			if r.Unit = UnitWord; r.Field != "" {
				r.Unit = UnitField
			}
		}
		if r.State == "" {
			r.State = Accepted
		}
		if r.Source == "" {
			r.Source = SourceOfficer
		}
	}
}

// Redaction returns the redaction with that id, or nil.
func (p *Plan) Redaction(id string) *Redaction {
	for i := range p.Redactions {
		if p.Redactions[i].ID == id {
			return &p.Redactions[i]
		}
	}
	return nil
}

func (p *Plan) checkRedactions() error {
	if len(p.Redactions) > maxPlanRedactions {
		return fmt.Errorf("%d redactions, more than the %d allowed", len(p.Redactions), maxPlanRedactions)
	}
	seen := map[string]bool{}
	for i, r := range p.Redactions {
		if !redactionID.MatchString(r.ID) || seen[r.ID] {
			return fmt.Errorf("redaction %d: id %q: want x1, x2, ..., each once", i+1, r.ID)
		}
		seen[r.ID] = true
		if err := p.checkRedaction(r); err != nil {
			return fmt.Errorf("redaction %d: %w", i+1, err)
		}
	}
	return nil
}

// checkRedaction checks all but the id, which a new redaction has not.
func (p *Plan) checkRedaction(r Redaction) error {
	if r.Document != "" && p.Document(r.Document) == nil {
		return fmt.Errorf("document %q: not in this case", r.Document)
	}
	if r.Ground == "" {
		return errors.New("no ground")
	}
	return errors.Join(r.checkPlace(), r.checkDecision())
}

// checkPlace holds that exactly one place is named, and that it can be one.
func (r *Redaction) checkPlace() error {
	places := 0
	for _, there := range []bool{r.Text != "", r.Box != nil, r.Words != nil, r.Field != ""} {
		if there {
			places++
		}
	}
	switch {
	case places != 1:
		return errors.New("want one of a text, a box, words or a field")
	case r.Box == nil && r.Page != 0, r.Box != nil && (r.Document == "" || r.Page < 1):
		return errors.New("a box wants a document and a page, nothing else has a page")
	case r.Words == nil && r.Seal != "", r.Words != nil && (r.Document == "" || !sealName.MatchString(r.Seal)):
		return errors.New("words want a document and a seal such as s1, nothing else has a seal")
	case r.Box != nil:
		return checkBox(*r.Box)
	case r.Words != nil && (r.Words[0] < 1 || r.Words[1] < 1 || r.Words[0] > maxWordNumber || r.Words[1] > maxWordNumber):
		return fmt.Errorf("words %v: want the number of the first word, from 1, and how many", *r.Words)
	case r.Field != "" && !fieldName.MatchString(r.Field):
		return fmt.Errorf("field %q: want a name of a-z and \"-\"", r.Field)
	case len(r.Text) > maxRedactionText:
		return fmt.Errorf("text of %d bytes, more than the %d allowed", len(r.Text), maxRedactionText)
	case r.Text != "" && foldText(r.Text) == "":
		return fmt.Errorf("text %q: nothing to look for", r.Text)
	}
	return nil
}

func checkBox(b [4]float64) error {
	for _, v := range b {
		if !(v >= 0 && v <= 1) { // also refuses NaN
			return fmt.Errorf("box %v: want fractions of the page, 0 to 1", b)
		}
	}
	if b[2] == 0 || b[3] == 0 || b[0]+b[2] > 1.000001 || b[1]+b[3] > 1.000001 {
		return fmt.Errorf("box %v: empty, or not on the page", b)
	}
	return nil
}

// checkDecision holds what is said about a place. What is left out has a
// default; what is there has to be right.
func (r *Redaction) checkDecision() error {
	switch {
	case r.Unit != "" && !slices.Contains(units, r.Unit):
		return fmt.Errorf("unit %q: want one of %s", r.Unit, strings.Join(units, ", "))
	case r.Unit != "" && (r.Field != "") != (r.Unit == UnitField):
		return fmt.Errorf("unit %q: a field has the unit %q, and nothing else has it", r.Unit, UnitField)
	case r.State != "" && !slices.Contains(redactionStates, r.State):
		return fmt.Errorf("state %q: want one of %s", r.State, strings.Join(redactionStates, ", "))
	case r.Source != "" && !sourceName.MatchString(r.Source):
		return fmt.Errorf("source %q: want %q, %q, %q, \"detector NAME\" or \"plugin NAME\"", r.Source, SourceOfficer, SourceRequester, SourceReader)
	}
	return errors.Join(checkBy(r.By, r.At), checkNote(r.Note), r.checkProposal())
}

// checkProposal checks what a program says of its proposal.
func (r *Redaction) checkProposal() error {
	switch {
	case r.Type != "" && !findingType.MatchString(r.Type):
		return fmt.Errorf("type %q: want a name of a-z, 0-9 and \"-\"", r.Type)
	case r.Score < 0 || r.Score > 100:
		return fmt.Errorf("score %d: want 0 to 100", r.Score)
	case len(r.Reasons) > maxFindingReasons:
		return fmt.Errorf("%d reasons, more than the %d allowed", len(r.Reasons), maxFindingReasons)
	case !isLine(r.Group, maxFindingGroup):
		return fmt.Errorf("group of %d bytes: want one line of at most %d", len(r.Group), maxFindingGroup)
	}
	for _, s := range r.Reasons {
		if s == "" || !isLine(s, maxFindingReason) {
			return fmt.Errorf("reason of %d bytes: want one line of 1 to %d", len(s), maxFindingReason)
		}
	}
	return nil
}

func isLine(s string, most int) bool {
	return len(s) <= most && utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl)
}

// checkBy checks who decided, and when; both may be missing.
func checkBy(by, at string) error {
	if by != strings.TrimSpace(by) || len(by) > maxOfficerName || !utf8.ValidString(by) || strings.ContainsFunc(by, unicode.IsControl) {
		return fmt.Errorf("by %q: want a name on one line, at most %d bytes", by, maxOfficerName)
	}
	if at == "" {
		return nil
	}
	if t, err := time.Parse(decisionTime, at); err != nil || t.UTC().Format(decisionTime) != at {
		return fmt.Errorf("at %q: want a time in UTC such as 2026-03-02T09:30:00Z", at)
	}
	return nil
}

func checkNote(note string) error {
	if len(note) > maxRedactionNote || !utf8.ValidString(note) || strings.ContainsFunc(note, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }) {
		return fmt.Errorf("note of %d bytes: want plain text, at most %d bytes", len(note), maxRedactionNote)
	}
	return nil
}

// samePlace tells whether two redactions hide the same, whatever was decided.
func (r *Redaction) samePlace(o Redaction) bool {
	if (r.Box == nil) != (o.Box == nil) || r.Box != nil && *r.Box != *o.Box ||
		(r.Words == nil) != (o.Words == nil) || r.Words != nil && *r.Words != *o.Words {
		return false
	}
	unit := func(x Redaction) string {
		if x.Unit == "" && x.Field == "" {
			return UnitWord
		}
		return x.Unit
	}
	return r.Document == o.Document && r.Text == o.Text && r.Page == o.Page && r.Seal == o.Seal &&
		r.Field == o.Field && (r.Field != "" || unit(*r) == unit(o))
}

// Put adds a redaction, or decides anew about one of the same place and ground.
// A proposal is only added where nobody has decided about its place. It tells
// whether the plan changed.
func (p *Plan) Put(x Redaction) bool {
	for i := range p.Redactions {
		r := &p.Redactions[i]
		switch {
		case !r.samePlace(x):
			continue
		case r.automatic(): // nobody has decided
		case x.State == Undecided:
			return false
		case r.Ground != x.Ground && r.State != Undecided:
			continue
		case r.hides() == x.hides() && r.State != Undecided:
			return false
		}
		if r.automatic() {
			r.Source, r.Note = x.Source, ""
		}
		r.Ground, r.State, r.By, r.At = x.Ground, x.State, x.By, x.At
		if x.Note != "" {
			r.Note = x.Note
		}
		return true
	}
	p.Redactions = append(p.Redactions, x)
	return true
}
