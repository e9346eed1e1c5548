package content

import (
	"errors"
	"fmt"
	"slices"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/audit"
)

// Allowance lets a text that this case hides stand in another place, because it
// is lawfully public there: an official of the same name. It is a decision with
// a reason, and hides or shows nothing itself; the leak audit asks for it.
type Allowance struct {
	Text     string `json:"text,omitempty"`     // as it is hidden in this case
	Passages string `json:"passages,omitempty"` // or instead: the document of which what boxes, lines and pages hide may stand there, such as a letterhead
	Case     string `json:"case"`               // where it may stand
	Document string `json:"document,omitempty"` // only there; "": in all of that case's pages
	Reason   string `json:"reason"`
	By       string `json:"by,omitempty"`
	At       string `json:"at,omitempty"` // RFC 3339, UTC

	of string // the case that hides it
}

// Audit is the allowance as the leak audit takes it.
func (a Allowance) Audit() audit.Allowance {
	out := audit.Allowance{Text: a.Text, Case: a.Case, Document: a.Document, Reason: a.Reason}
	if a.Passages != "" {
		out.Passages = audit.Source{Case: a.of, Document: a.Passages}
	}
	return out
}

func (p *Plan) checkAllowed() error {
	if len(p.Allowed) > maxPlanAllowed {
		return fmt.Errorf("%d allowances, more than the %d allowed", len(p.Allowed), maxPlanAllowed)
	}
	for i, a := range p.Allowed {
		if err := a.check(); err != nil {
			return fmt.Errorf("allowance %d: %w", i+1, err)
		}
	}
	return nil
}

func (a *Allowance) check() error {
	switch {
	case a.Passages != "" && (a.Text != "" || !documentID.MatchString(a.Passages)):
		return fmt.Errorf("passages of %q: want d1, d2, ..., and no text", a.Passages)
	case a.Passages == "" && (a.Text == "" || len(a.Text) > maxRedactionText || foldText(a.Text) == ""):
		return fmt.Errorf("text of %d bytes: want a text that is hidden, at most %d bytes", len(a.Text), maxRedactionText)
	case a.Document != "" && !documentID.MatchString(a.Document):
		return fmt.Errorf("document %q: want an id such as d1", a.Document)
	case a.Reason == "":
		return errors.New("no reason")
	}
	return errors.Join(bundles.CheckCaseID(a.Case), checkBy(a.By, a.At), checkNote(a.Reason))
}

// allow records an allowance. The place must be there: a typing error is no
// decision.
func (o *Office) allow(caseID string, p *Plan, a Allowance) error {
	if err := a.check(); err != nil {
		return fmt.Errorf("allowance: %w", err)
	}
	if a.Case == caseID && a.Document == "" {
		return fmt.Errorf("allowance: case %q hides the text itself: name a document of it, where the text may stand", caseID)
	}
	if a.Passages != "" && p.Document(a.Passages) == nil {
		return fmt.Errorf("allowance: document %q: not in case %q", a.Passages, caseID)
	}
	if _, err := o.Case(a.Case); err != nil {
		return fmt.Errorf("allowance: %w", err)
	}
	if a.Document != "" {
		there := p
		if a.Case != caseID {
			var err error
			if there, err = o.Plan(a.Case); err != nil {
				return fmt.Errorf("allowance: %w", err)
			}
		}
		if there.Document(a.Document) == nil {
			return fmt.Errorf("allowance: document %q: not in case %q", a.Document, a.Case)
		}
	}
	for i := range p.Allowed {
		if b := &p.Allowed[i]; b.Text == a.Text && b.Passages == a.Passages && b.Case == a.Case && b.Document == a.Document {
			*b = a
			return nil
		}
	}
	p.Allowed = append(p.Allowed, a)
	return nil
}

// Allowances are those of all cases, and what officers decided to show of the
// persons that a case knows, in the documents they decided about.
func (o *Office) Allowances() ([]Allowance, error) {
	ids, err := o.caseIDs()
	if err != nil {
		return nil, err
	}
	var out []Allowance
	for _, id := range ids {
		p, err := o.Plan(id)
		if err != nil {
			return nil, err
		}
		var seals []*bundles.Sealed
		if slices.ContainsFunc(p.Redactions, Redaction.leavesField) {
			if seals, err = o.openSeals(id); err != nil {
				return nil, err
			}
		}
		list, err := allowances(id, p, seals)
		closeAll(seals)
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	return out, nil
}

// leavesField tells whether an officer looked at a metadata field and leaves it.
func (r Redaction) leavesField() bool { return r.State == Rejected && r.Field != "" }

// allowances are those of one case. Its seals are needed where an officer
// leaves a metadata field.
func allowances(caseID string, p *Plan, seals []*bundles.Sealed) ([]Allowance, error) {
	out := slices.Clone(p.Allowed)
	for i := range out {
		out[i].of = caseID
	}
	for _, r := range p.Redactions {
		texts := []string{r.Text}
		switch {
		case r.State != Rejected || r.Document == "":
			continue
		case r.Field != "":
			var err error
			if texts, err = fieldValues(seals, r.Document, r.Field); err != nil {
				return nil, err
			}
		case r.Text == "" || r.Source != SourceRequester && !p.hidesText(r.Text):
			continue
		}
		reason := "rejected as a redaction (" + r.ID + ")"
		if r.Note != "" {
			reason += ": " + r.Note
		}
		for _, t := range texts {
			out = append(out, Allowance{Text: t, Case: caseID, Document: r.Document, Reason: reason, By: r.By, At: r.At})
		}
	}
	return out, nil
}

// fieldValues are those of a metadata field, as it was sealed last.
func fieldValues(seals []*bundles.Sealed, id, field string) ([]string, error) {
	held := sealedIn(seals, id)
	if len(held) == 0 {
		return nil, nil
	}
	doc, err := held[len(held)-1].Document(id)
	if err != nil {
		return nil, err
	}
	return newLocator(doc).values(field), nil
}

// hidesText tells whether a redaction in force names that text.
func (p *Plan) hidesText(text string) bool {
	folded := foldText(text)
	return slices.ContainsFunc(p.Redactions, func(r Redaction) bool {
		return r.hides() && r.Text != "" && foldText(r.Text) == folded
	})
}
