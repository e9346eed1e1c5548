package content

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/akta-foi/akta/content/find"
	"github.com/akta-foi/akta/content/read"
)

// FindOptions say how a case is searched for what to hide.
type FindOptions struct {
	DryRun  bool     // the plan is not written
	Plugins []string // of akta.toml, by name
	Only    bool     // Plugins are all that run; false: all of akta.toml
}

// FindReport tells what a search for what to hide has changed.
type FindReport struct {
	Added    int      `json:"added"`              // proposals that are new
	Waiting  int      `json:"waiting"`            // redactions without a decision, the new ones among them
	Kept     int      `json:"kept"`               // findings that are public facts of the office
	Hints    int      `json:"hints"`              // findings below find.Low
	Withheld []string `json:"withheld,omitempty"` // documents that were not searched, because nothing of them is released
	Unsealed []string `json:"unsealed,omitempty"` // documents whose findings are only shown: their words have no numbers yet
}

// detect has the form of find.Find.
type detect func(context.Context, []find.Text, find.Options, func(find.Finding) error) error

// Find searches the documents of a case for what to hide and records what it
// finds as undecided redactions: the newest sealed reading of each document;
// findings in one that is not sealed yet are only shown. Public facts and hints
// (below find.Low) are recorded as rejected without an officer, which hides
// nothing, stops nothing and excuses nothing. A place that was decided is never
// proposed again; a second run changes nothing. The plan is written once.
func (o *Office) Find(ctx context.Context, r *read.Reader, caseID string, opt FindOptions) (*FindReport, *Review, error) {
	var v *Review
	report := new(FindReport)
	err := o.withPlan(caseID, func(p *Plan) error {
		if err := o.lawful(p); err != nil {
			return err
		}
		var err error
		if v, err = o.newReview(ctx, r, caseID, p); err != nil {
			return err
		}
		changed, err := v.search(ctx, opt, report)
		if err != nil || !changed || opt.DryRun {
			return err
		}
		if err := o.writePlan(caseID, p); err != nil {
			return err
		}
		return o.record(actFind, caseID)
	})
	if err != nil {
		if v != nil {
			v.Close()
		}
		return nil, nil, err
	}
	return report, v, nil
}

// search fills the plan of a review with what is found.
func (v *Review) search(ctx context.Context, opt FindOptions, report *FindReport) (changed bool, err error) {
	texts := v.texts()
	byDocument := map[string][]find.Finding{}
	take := func(f find.Finding) error {
		byDocument[f.Document] = append(byDocument[f.Document], f)
		return nil
	}
	if err := v.office.run(ctx, texts, v.known(), take); err != nil {
		return false, err
	}
	plugins, err := v.office.plugins(opt)
	if err != nil {
		return false, err
	}
	for _, p := range plugins {
		if err := v.office.runPlugin(ctx, p, texts, take); err != nil {
			return false, err
		}
	}
	changed = v.plan.dropStale(v)
	rec := newRecorder(v)
	for _, d := range v.documents {
		if d.Decision == Withheld {
			report.Withheld = append(report.Withheld, d.ID)
			continue
		}
		found := bestOfPlace(byDocument[d.ID])
		if d.sealed == nil {
			if len(found) > 0 {
				report.Unsealed = append(report.Unsealed, d.ID)
			}
			for _, f := range found {
				if f.Kept == "" && f.Score >= find.Low {
					v.unsealed = append(v.unsealed, rec.redaction(d, f))
				}
			}
			continue
		}
		if err := errors.Join(rec.document(d, found), rec.unread(d)); err != nil {
			return false, err
		}
	}
	v.plan.complete()
	v.reindex()
	report.Added = len(rec.added)
	for _, x := range v.plan.Redactions {
		switch {
		case x.State == Undecided && !v.withheld(x):
			report.Waiting++
		case x.automatic() && x.Note == noteHint:
			report.Hints++
		case x.automatic():
			report.Kept++
		}
	}
	return changed || rec.changed, v.plan.check()
}

// run looks with akta's own detectors.
func (o *Office) run(ctx context.Context, texts []find.Text, known find.Options, emit func(find.Finding) error) error {
	look := o.detect
	if look == nil {
		look = find.Find
	}
	return look(ctx, texts, known, func(f find.Finding) error {
		f.Source = SourceDetector + f.Source
		return emit(f)
	})
}

// known is what the office and its decisions in the case say beforehand.
func (v *Review) known() find.Options {
	o := find.Options{Facts: find.Facts{Authority: v.office.Settings.Authority, Domain: v.office.Settings.Domain}}
	if f := v.office.Settings.Facts; f != nil {
		o.Facts.Numbers, o.Facts.Addresses, o.Facts.Officials = f.Numbers, f.Addresses, f.Officials
	}
	for i := range v.plan.Redactions {
		x := &v.plan.Redactions[i]
		if x.Type != string(find.TypePerson) || x.State == Undecided || x.automatic() {
			continue
		}
		name := trimWord(strings.Join(strings.Fields(v.text(*x)), " "))
		switch {
		case name == "":
		case x.hides():
			o.Persons = append(o.Persons, name)
		default:
			o.Rejected = append(o.Rejected, name)
		}
	}
	for _, l := range []*[]string{&o.Persons, &o.Rejected} {
		slices.Sort(*l)
		*l = slices.Compact(*l)
	}
	return o
}
