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

// Plan is plan.json: the case's documents, what is decided about each, the
// redactions, and where a hidden text may stand elsewhere. plan.schema.json
// beside this file describes it for other programs.
type Plan struct {
	Format     string      `json:"format"`
	Documents  []Document  `json:"documents"`
	Redactions []Redaction `json:"redactions"`
	Allowed    []Allowance `json:"allowed,omitempty"`
}

// Document is one file of a case.
type Document struct {
	ID         string   `json:"id"`                   // d1, d2, ...
	File       string   `json:"file"`                 // its name in documents/; private
	Kind       string   `json:"kind"`                 // see Kinds
	Title      string   `json:"title"`                // public
	Language   string   `json:"language"`             // cs, hu, en, sk, de
	Parent     string   `json:"parent,omitempty"`     // the document it was attached to
	Decision   string   `json:"decision"`             // see the constants
	Ground     string   `json:"ground,omitempty"`     // code of a ground, where withheld
	Reviewed   bool     `json:"reviewed"`             // an officer has looked at what no machine can read, and at what hides in the file
	Unreadable string   `json:"unreadable,omitempty"` // why no reader can read it; it came inside another file, which it must not keep out
	Password   string   `json:"password,omitempty"`   // of the file itself, as its sender set it; private like all of this file
	Fields     []string `json:"fields,omitempty"`     // metadata fields that are opened: all others stay hidden
}

// Decisions about a document.
const (
	Redacted = "redacted" // released, minus the redactions
	Whole    = "whole"    // released as its own bytes
	Withheld = "withheld" // not released
)

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
	p.complete()
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
	return errors.Join(p.checkRedactions(), p.checkAllowed())
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
	for i, f := range d.Fields {
		if !fieldName.MatchString(f) || slices.Contains(d.Fields[:i], f) {
			return fmt.Errorf("field %q: want a name of a-z and \"-\", each once", f)
		}
	}
	if len(d.Fields) > maxOpenFields {
		return fmt.Errorf("%d fields, more than the %d allowed", len(d.Fields), maxOpenFields)
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
	raw, err := p.marshal()
	if err != nil {
		return err
	}
	return bundles.WriteFileAtomic(filepath.Join(o.caseDir(caseID), planFile), raw, 0o600)
}

// marshal writes the one spelling of a plan.
func (p *Plan) marshal() ([]byte, error) {
	p.complete()
	if err := p.check(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(p); err != nil {
		return nil, err
	}
	if b.Len() > maxPlanFile {
		return nil, fmt.Errorf("%s: %d bytes, more than the %d allowed", planFile, b.Len(), maxPlanFile)
	}
	return b.Bytes(), nil
}
