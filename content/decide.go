package content

import (
	"context"
	"fmt"
	"slices"

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
}

// Decide writes decisions into a case's plan, all or none, and tells for
// each redaction where it applies. A text that stands nowhere is refused, so
// that a typing error is no decision. The documents that could not be searched
// are returned, too.
func (o *Office) Decide(ctx context.Context, r *read.Reader, caseID string, d Decisions) (found [][]Found, unsearched []string, err error) {
	err = o.changePlan(caseID, func(p *Plan) error {
		if err := o.decideDocuments(p, d); err != nil {
			return err
		}
		if len(d.Redactions) == 0 {
			return nil
		}
		redactions, err := o.newRedactions(p, d.Redactions)
		if err != nil {
			return err
		}
		if found, unsearched, err = o.search(ctx, r, caseID, p, redactions); err != nil {
			return err
		}
		for i, x := range redactions {
			if len(found[i]) == 0 {
				return fmt.Errorf("text %q: found in no document that can be searched%s", x.Text, notSearched(unsearched))
			}
			if !slices.ContainsFunc(p.Redactions, x.same) {
				p.Redactions = append(p.Redactions, x)
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	return found, unsearched, nil
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

// newRedactions checks redactions and gives each the code of its ground.
func (o *Office) newRedactions(p *Plan, redactions []Redaction) ([]Redaction, error) {
	out := slices.Clone(redactions)
	for i := range out {
		g, err := o.Law.Ground(out[i].Ground)
		if err != nil {
			return nil, err
		}
		out[i].Ground = g.Code
		if err := p.checkRedaction(out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// search tells for each redaction where it applies, and lists the documents
// without words.
func (o *Office) search(ctx context.Context, r *read.Reader, caseID string, p *Plan, redactions []Redaction) (found [][]Found, unsearched []string, err error) {
	seals, err := o.openSeals(caseID)
	if err != nil {
		return nil, nil, err
	}
	defer closeAll(seals)
	found = make([][]Found, len(redactions))
	for _, d := range p.Documents {
		leaves, pages, err := o.leaves(ctx, r, caseID, d, seals)
		if err != nil {
			return nil, nil, err
		}
		if len(leaves) == 0 {
			unsearched = append(unsearched, d.ID)
		}
		f := newFinder(leaves)
		for i, x := range redactions {
			if x.Document != "" && x.Document != d.ID {
				continue
			}
			if x.Box != nil {
				if x.Page > pages {
					return nil, nil, fmt.Errorf("document %s: a box on page %d, there are %d", d.ID, x.Page, pages)
				}
				found[i] = append(found[i], Found{d.ID, 1})
			} else if n := countPlaces(f.find(x.Text)); n > 0 {
				found[i] = append(found[i], Found{d.ID, n})
			}
		}
	}
	return found, unsearched, nil
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

func (r Redaction) same(o Redaction) bool {
	if (r.Box == nil) != (o.Box == nil) || r.Box != nil && *r.Box != *o.Box {
		return false
	}
	return r.Document == o.Document && r.Text == o.Text && r.Page == o.Page && r.Ground == o.Ground
}

// leaves is a document's text view: the newest sealed one, or one read now.
func (o *Office) leaves(ctx context.Context, r *read.Reader, caseID string, d Document, seals []*bundles.Sealed) (leaves []string, pages int, err error) {
	if held := sealedIn(seals, d.ID); len(held) > 0 {
		doc, err := held[len(held)-1].Document(d.ID)
		if err != nil {
			return nil, 0, err
		}
		return doc.Text, doc.Header.Pages(), nil
	}
	doc, err := o.readDocument(ctx, r, caseID, d, nil)
	if err != nil {
		return nil, 0, fmt.Errorf("document %s: %w", d.ID, err)
	}
	for _, t := range doc.Tokens {
		leaves = append(leaves, t.Text)
	}
	return leaves, doc.Pages, nil
}

// changePlan reads, changes and writes a plan under the office's lock.
func (o *Office) changePlan(caseID string, change func(*Plan) error) error {
	return o.withPlan(caseID, func(p *Plan) error {
		if err := change(p); err != nil {
			return err
		}
		return o.writePlan(caseID, p)
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
