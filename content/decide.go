package content

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/read"
)

// Found is where a redaction applies: a document, and in how many places.
type Found struct {
	Document string `json:"document"`
	Places   int    `json:"places"`
}

// Decisions are what an officer decides at once; see the constants Whole and
// Withheld, and Document.Reviewed.
type Decisions struct {
	Withhold   []string // documents
	Ground     string   // why they are withheld
	Whole      []string
	Reviewed   []string
	Redactions []Redaction
	Accept     []string // ids of redactions
	Reject     []string
	Note       string    // why they are accepted or rejected
	Show       []FieldOf // metadata fields that are opened
	Allow      []Allowance
	Everywhere bool // the words of the redactions are hidden wherever they stand in the case

	By string // the officer; for all that does not name one
	At time.Time
}

// Decide writes decisions into a case's plan, all or none, and tells for
// each redaction where it applies. A text that stands nowhere is refused, so
// that a typing error is no decision. The documents that could not be searched
// are returned, too.
func (o *Office) Decide(ctx context.Context, r *read.Reader, caseID string, d Decisions) (found [][]Found, unsearched []string, err error) {
	err = o.changePlan(caseID, func(p *Plan) error {
		found, unsearched, err = o.decideAll(ctx, r, caseID, p, d)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return found, unsearched, nil
}

func (o *Office) decideAll(ctx context.Context, r *read.Reader, caseID string, p *Plan, d Decisions) (found [][]Found, unsearched []string, err error) {
	if err := o.lawful(p); err != nil { // so that one ground has one name
		return nil, nil, err
	}
	if err := o.decideDocuments(p, d); err != nil {
		return nil, nil, err
	}
	if err := p.judge(d); err != nil {
		return nil, nil, err
	}
	if err := p.showFields(d.Show); err != nil {
		return nil, nil, err
	}
	for _, a := range d.Allow {
		a.By, a.At = d.signed(a.By, a.At)
		if err := o.allow(caseID, p, a); err != nil {
			return nil, nil, err
		}
	}
	if len(d.Redactions) == 0 {
		return nil, nil, nil
	}
	redactions, err := o.newRedactions(p, d)
	if err != nil {
		return nil, nil, err
	}
	s, err := o.newSearch(ctx, r, caseID, p)
	if err != nil {
		return nil, nil, err
	}
	defer s.close()
	if found, err = s.places(redactions); err != nil {
		return nil, nil, err
	}
	for i, x := range redactions {
		if len(found[i]) == 0 && x.Field != "" {
			return nil, nil, fmt.Errorf("field %q: no document of the case has it", x.Field)
		}
		if len(found[i]) == 0 {
			return nil, nil, fmt.Errorf("text %q: found in no document that can be searched%s", x.Text, notSearched(s.unsearched()))
		}
		p.Put(x)
	}
	if d.Everywhere {
		for _, t := range s.elsewhere(redactions) {
			p.Put(t.redaction)
		}
	}
	return found, s.unsearched(), nil
}

// signed says who decided and when, where that is not said yet.
func (d *Decisions) signed(by, at string) (string, string) {
	if by == "" {
		by = d.By
	}
	if at == "" && !d.At.IsZero() {
		at = d.At.UTC().Format(decisionTime)
	}
	return by, at
}

// judge accepts and rejects redactions that are in the plan.
func (p *Plan) judge(d Decisions) error {
	for _, j := range []struct {
		state string
		ids   []string
	}{{Accepted, d.Accept}, {Rejected, d.Reject}} {
		for _, id := range j.ids {
			x := p.Redaction(id)
			if x == nil {
				return fmt.Errorf("redaction %q: not in the plan; --list shows those there are", id)
			}
			if slices.Contains(d.Accept, id) && slices.Contains(d.Reject, id) {
				return fmt.Errorf("redaction %s: accepted and rejected at once", id)
			}
			x.State = j.state
			x.By, x.At = d.signed("", "")
			if d.Note != "" {
				x.Note = d.Note
			}
		}
	}
	return nil
}

// decideDocuments records the decisions about whole documents.
func (o *Office) decideDocuments(p *Plan, d Decisions) error {
	each := func(ids []string, change func(*Document)) error {
		for _, id := range ids {
			x := p.Document(id)
			if x == nil {
				return fmt.Errorf("document %q: not in this case", id)
			}
			change(x)
		}
		return nil
	}
	if len(d.Withhold) > 0 {
		g, err := o.Law.Ground(d.Ground)
		if err != nil {
			return err
		}
		if err := each(d.Withhold, func(x *Document) { x.Decision, x.Ground = Withheld, g.Code }); err != nil {
			return err
		}
	}
	for _, id := range d.Whole {
		if slices.Contains(d.Withhold, id) {
			return fmt.Errorf("document %s: withheld and released whole at once", id)
		}
	}
	if err := each(d.Whole, func(x *Document) { x.Decision, x.Ground = Whole, "" }); err != nil {
		return err
	}
	return each(d.Reviewed, func(x *Document) { x.Reviewed = true })
}

// newRedactions checks redactions, gives each the code of its ground and says
// who decided.
func (o *Office) newRedactions(p *Plan, d Decisions) ([]Redaction, error) {
	out := slices.Clone(d.Redactions)
	for i := range out {
		g, err := o.Law.Ground(out[i].Ground)
		if err != nil {
			return nil, err
		}
		out[i].Ground = g.Code
		out[i].By, out[i].At = d.signed(out[i].By, out[i].At)
		if err := p.checkRedaction(out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// lawful turns the grounds of a plan, which may be paragraphs, into codes of
// the office's law. A ground the law does not know is refused, whoever wrote it
// into the plan.
func (o *Office) lawful(p *Plan) error {
	for i := range p.Documents {
		d := &p.Documents[i]
		if d.Ground == "" {
			continue
		}
		g, err := o.Law.Ground(d.Ground)
		if err != nil {
			return fmt.Errorf("%s, document %s: %w", planFile, d.ID, err)
		}
		d.Ground = g.Code
	}
	for i := range p.Redactions {
		x := &p.Redactions[i]
		g, err := o.Law.Ground(x.Ground)
		if err != nil {
			return fmt.Errorf("%s, redaction %s: %w", planFile, x.ID, err)
		}
		x.Ground = g.Code
	}
	return nil
}

func notSearched(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return fmt.Sprintf(" (%v have no text that can be searched: look at them, and use --box)", ids)
}

// countPlaces counts ranges that do not overlap.
func countPlaces(ranges []bundles.Range) int {
	slices.SortFunc(ranges, func(a, b bundles.Range) int { return a[0] - b[0] })
	n, end := 0, -1
	for _, r := range ranges {
		if r[0] > end {
			n++
		}
		end = max(end, r[0]+r[1]-1)
	}
	return n
}

// changePlan reads, changes and writes a plan under the office's lock.
func (o *Office) changePlan(caseID string, change func(*Plan) error) error {
	return o.withPlan(caseID, func(p *Plan) error {
		was, err := p.marshal()
		if err != nil {
			return err
		}
		if err := change(p); err != nil {
			return err
		}
		if err := o.writePlan(caseID, p); err != nil {
			return err
		}
		if is, err := p.marshal(); err != nil || bytes.Equal(is, was) {
			return err
		}
		return o.record(actDecide, caseID)
	})
}

// withPlan reads a plan and works with it under the office's lock.
func (o *Office) withPlan(caseID string, work func(*Plan) error) error {
	if _, err := o.Case(caseID); err != nil {
		return err
	}
	unlock, err := o.Lock()
	if err != nil {
		return err
	}
	defer unlock()
	p, err := o.Plan(caseID)
	if err != nil {
		return err
	}
	return work(p)
}
