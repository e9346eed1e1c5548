package content

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
)

const (
	formatPlan = "https://github.com/akta-foi/akta/plan/v1"
	planFile   = "plan.json"
)

// Plan is plan.json: the case's documents, what is decided about each, and the
// redactions.
type Plan struct {
	Format     string      `json:"format"`
	Documents  []Document  `json:"documents"`
	Redactions []Redaction `json:"redactions"`
}

// Document is one file of a case.
type Document struct {
	ID         string `json:"id"`                   // d1, d2, ...
	File       string `json:"file"`                 // its name in documents/; private
	Kind       string `json:"kind"`                 // see Kinds
	Title      string `json:"title"`                // public
	Language   string `json:"language"`             // cs, hu, en, sk, de
	Parent     string `json:"parent,omitempty"`     // the document it was attached to
	Decision   string `json:"decision"`             // see the constants
	Ground     string `json:"ground,omitempty"`     // code of a ground, where withheld
	Reviewed   bool   `json:"reviewed"`             // an officer has looked at what no machine can read, and at what hides in the file
	Unreadable string `json:"unreadable,omitempty"` // why no reader can read it; it came inside another file, which it must not keep out
	Password   string `json:"password,omitempty"`   // of the file itself, as its sender set it; private like all of this file
}

// Decisions about a document.
const (
	Redacted = "redacted" // released, minus the redactions
	Whole    = "whole"    // released as its own bytes
	Withheld = "withheld" // not released
)

// Redaction hides a text, wherever it stands, or a box on a page.
type Redaction struct {
	Document string      `json:"document,omitempty"` // "": every document of the case
	Text     string      `json:"text,omitempty"`
	Page     int         `json:"page,omitempty"` // from 1
	Box      *[4]float64 `json:"box,omitempty"`  // x, y, width, height as fractions of the page
	Ground   string      `json:"ground"`         // code of a ground of the office's law
}

var documentID = regexp.MustCompile(`^d[1-9][0-9]{0,5}$`)

// ParsePlan reads plan.json.
func ParsePlan(raw []byte) (*Plan, error) {
	if len(raw) > maxPlanFile {
		return nil, fmt.Errorf("%s: %d bytes, more than the %d allowed", planFile, len(raw), maxPlanFile)
	}
	p := new(Plan)
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(p); err != nil {
		return nil, fmt.Errorf("%s: %w", planFile, err)
	}
	if err := checkPlanJSON(raw); err != nil { // after Decode, which bounds the nesting
		return nil, fmt.Errorf("%s: %w", planFile, err)
	}
	if err := p.check(); err != nil {
		return nil, fmt.Errorf("%s: %w", planFile, err)
	}
	return p, nil
}

func (p *Plan) check() error {
	if p.Format != formatPlan {
		return fmt.Errorf("format %q: want %q", p.Format, formatPlan)
	}
	if len(p.Documents) > maxPlanDocuments {
		return fmt.Errorf("%d documents, more than the %d allowed", len(p.Documents), maxPlanDocuments)
	}
	for i, d := range p.Documents {
		if !documentID.MatchString(d.ID) || slices.ContainsFunc(p.Documents[:i], func(o Document) bool { return o.ID == d.ID || o.File == d.File }) {
			return fmt.Errorf("document %q (%q): want d1, d2, ..., each and each file once", d.ID, d.File)
		}
		if filepath.Base(d.File) != d.File || d.File == "." || d.File == ".." || d.File == "" {
			return fmt.Errorf("document %s: file %q: want a plain name", d.ID, d.File)
		}
		if err := p.checkDocument(d); err != nil {
			return fmt.Errorf("document %s: %w", d.ID, err)
		}
		switch d.Decision {
		case Redacted, Whole:
			if d.Ground != "" {
				return fmt.Errorf("document %s: a ground belongs to what is withheld, it is %s", d.ID, d.Decision)
			}
		case Withheld:
			if d.Ground == "" {
				return fmt.Errorf("document %s: withheld without a ground", d.ID)
			}
		default:
			return fmt.Errorf("document %s: decision %q: want %s, %s or %s", d.ID, d.Decision, Redacted, Whole, Withheld)
		}
	}
	for i, r := range p.Redactions {
		if err := p.checkRedaction(r); err != nil {
			return fmt.Errorf("redaction %d: %w", i+1, err)
		}
	}
	return nil
}

// checkDocument holds what the public sees of a document, and where it hangs.
func (p *Plan) checkDocument(d Document) error {
	if err := CheckKind(d.Kind); err != nil {
		return err
	}
	if err := checkTitle(d.Title); err != nil {
		return err
	}
	if !slices.Contains(documentLanguages, d.Language) {
		return fmt.Errorf("language %q: want one of %s", d.Language, strings.Join(documentLanguages, ", "))
	}
	if d.Parent != "" && (d.Parent == d.ID || p.Document(d.Parent) == nil) {
		return fmt.Errorf("parent %q: want another document of the case", d.Parent)
	}
	return nil
}

func (p *Plan) checkRedaction(r Redaction) error {
	if r.Document != "" && p.Document(r.Document) == nil {
		return fmt.Errorf("document %q: not in this case", r.Document)
	}
	if r.Ground == "" {
		return errors.New("no ground")
	}
	switch {
	case (r.Text == "") == (r.Box == nil):
		return errors.New("want a text or a box")
	case len(r.Text) > maxRedactionText:
		return fmt.Errorf("text of %d bytes, more than the %d allowed", len(r.Text), maxRedactionText)
	case r.Text != "" && foldText(r.Text) == "":
		return fmt.Errorf("text %q: nothing to look for", r.Text)
	case r.Box == nil && r.Page != 0, r.Box != nil && (r.Document == "" || r.Page < 1):
		return errors.New("a box wants a document and a page, a text neither page nor box")
	}
	if b := r.Box; b != nil {
		for _, v := range b {
			if !(v >= 0 && v <= 1) { // also refuses NaN
				return fmt.Errorf("box %v: want fractions of the page, 0 to 1", *b)
			}
		}
		if b[2] == 0 || b[3] == 0 || b[0]+b[2] > 1.000001 || b[1]+b[3] > 1.000001 {
			return fmt.Errorf("box %v: empty, or not on the page", *b)
		}
	}
	return nil
}

// Document returns the document with that id, or nil.
func (p *Plan) Document(id string) *Document {
	for i := range p.Documents {
		if p.Documents[i].ID == id {
			return &p.Documents[i]
		}
	}
	return nil
}

// Plan reads a case's plan.
func (o *Office) Plan(caseID string) (*Plan, error) {
	if err := bundles.CheckCaseID(caseID); err != nil {
		return nil, err
	}
	raw, err := os.ReadFile(filepath.Join(o.caseDir(caseID), planFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("case %q: there is none, or it has no %s", caseID, planFile)
	}
	if err != nil {
		return nil, err
	}
	p, err := ParsePlan(raw)
	if err != nil {
		return nil, fmt.Errorf("case %q: %w", caseID, err)
	}
	return p, nil
}

func (o *Office) writePlan(caseID string, p *Plan) error {
	if err := p.check(); err != nil {
		return err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(p); err != nil {
		return err
	}
	return bundles.WriteFileAtomic(filepath.Join(o.caseDir(caseID), planFile), b.Bytes(), 0o600)
}
