package content

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/read"
)

// HideKnown finds the persons that a case knows in its documents, and records a
// redaction of each place, in the given state: Accepted hides them, Undecided
// leaves each to be decided. What is hidden already, or was decided, is left as
// it is, but for earlier proposals that are accepted now. A surname by itself is recorded by the numbers of its words, which
// exist once the document is sealed; unsealed lists the documents where that
// could not be done. It returns the redactions that are new, or were decided.
func (o *Office) HideKnown(ctx context.Context, r *read.Reader, caseID, state string, d Decisions) (added []Redaction, unsealed []string, err error) {
	err = o.changePlan(caseID, func(p *Plan) error {
		c, err := o.Case(caseID)
		if err != nil {
			return err
		}
		if err := o.lawful(p); err != nil {
			return err
		}
		s, err := o.newSearch(ctx, r, caseID, p)
		if err != nil {
			return err
		}
		defer s.close()
		known, err := o.knownPersons(c, p, s.seals)
		if err != nil {
			return err
		}
		for _, x := range s.documents {
			if x.sealed == nil && x.Kind == kindRequest {
				for _, f := range x.fields {
					if slices.Contains(senderFields, f.Name) {
						known.sender(f.Value, x.Language, o.Settings.Domain)
					}
				}
			}
		}
		before := map[string]string{}
		for _, x := range p.Redactions {
			before[x.ID] = x.State
		}
		for _, x := range s.documents {
			open, err := x.knownPlaces(p, known, state)
			if err != nil {
				return err
			}
			for _, h := range open {
				if h.Seal == "" && h.Text == "" {
					unsealed = append(unsealed, x.ID)
					continue
				}
				h.Ground, h.State, h.Source = groundPersonal, state, SourceRequester
				h.By, h.At = d.signed("", "")
				h.Note = d.Note
				if state == Undecided { // nobody has decided yet
					h.By = ""
				}
				p.Put(h)
			}
		}
		p.complete()
		for _, x := range p.Redactions {
			if before[x.ID] != x.State {
				added = append(added, x)
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	slices.Sort(unsealed)
	return added, slices.Compact(unsealed), nil
}

// knownPlaces are the places in a document that show something of known
// persons and that no redaction speaks of, as redactions without a decision. A
// surname without a seal has neither text nor seal.
func (d *searched) knownPlaces(p *Plan, known *persons, state string) ([]Redaction, error) {
	decided := make([]bool, len(d.finder.leaves))
	if d.sealed != nil {
		res, err := p.resolve(d.sealed.doc, bundles.GrowthExact, nil)
		if err != nil {
			return nil, err
		}
		for i, ground := range res.leaves {
			decided[i] = ground != ""
		}
		for _, x := range p.Redactions {
			if x.hides() || !x.of(d.ID) || x.automatic() ||
				x.State == Undecided && (x.Source == SourceRequester || x.proposed()) && state == Accepted {
				continue
			}
			ranges, _, err := d.sealed.locate(x)
			if err != nil {
				continue // of an older reading
			}
			for _, g := range ranges {
				for leaf := g[0]; leaf < g[0]+g[1]; leaf++ {
					decided[leaf] = true
				}
			}
		}
	}
	var out []Redaction
	for _, h := range known.find(d.finder) {
		leaves := d.finder.leaves[h.at[0] : h.at[0]+h.at[1]]
		settled := true
		for i, leaf := range leaves {
			settled = settled && (leaf == "" || decided[h.at[0]+i])
		}
		if settled {
			continue
		}
		x := Redaction{Document: d.ID}
		if !h.alone && !known.forgotten {
			x.Text = trimWord(strings.Join(strings.Fields(strings.Join(leaves, "")), " "))
		}
		// A surname by itself is hidden in its place only, as is what would not be
		// found again by its text, and what is not to be written down any more.
		if d.sealed != nil && (h.alone || len(d.finder.find(x.Text)) == 0) {
			first, last := d.sealed.wordNumber(h.at[0]), d.sealed.wordNumber(h.at[0]+h.at[1]-1)
			if first == 0 || last == 0 {
				return nil, fmt.Errorf("document %s: a place between its words", d.ID) // a match begins and ends in a word
			}
			x.Text, x.Seal, x.Words = "", d.sealed.doc.Header.Seal, &[2]int{first, last - first + 1}
		}
		out = append(out, x)
	}
	return out, nil
}
