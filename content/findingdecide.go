package content

import (
	"context"
	"crypto/sha256"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/akta-foi/akta/content/find"
)

// Judgement decides about redactions of the plan.
type Judgement struct {
	IDs    []string
	State  string // Accepted or Rejected
	Ground string // "": as it was proposed
	Note   string // "": as it was
	By     string
	At     time.Time
}

// Undo takes a decision back.
type Undo struct {
	before []Redaction // as they were
	added  []string    // ids of those that were not there
}

// Judge records decisions in the plan at once, all or none. A redaction that
// somebody else has changed since the review read it is an error.
func (v *Review) Judge(judgements ...Judgement) (*Undo, error) {
	u := new(Undo)
	var ids []string
	for _, j := range judgements {
		ids = append(ids, j.IDs...)
	}
	err := v.change(ids, func() error {
		for _, j := range judgements {
			ground := ""
			if j.Ground != "" {
				g, err := v.office.Law.Ground(j.Ground)
				if err != nil {
					return err
				}
				ground = g.Code
			}
			for _, id := range j.IDs {
				i, ok := v.at[id]
				if !ok {
					return fmt.Errorf("redaction %q: not in the plan", id)
				}
				x := &v.plan.Redactions[i]
				u.before = append(u.before, *x)
				x.State, x.By, x.At = j.State, j.By, j.At.UTC().Format(decisionTime)
				if ground != "" {
					x.Ground = ground
				}
				if j.Note != "" {
					x.Note = j.Note
				} else if strings.HasPrefix(x.Note, noteFact) || x.Note == noteHint {
					x.Note = "" // decided by a person now
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return u, nil
}

// Undo takes decisions back, the newest first.
func (v *Review) Undo(undos ...*Undo) error {
	var ids []string
	for _, u := range undos {
		for _, x := range u.before {
			ids = append(ids, x.ID)
		}
		ids = append(ids, u.added...)
	}
	return v.change(ids, func() error {
		for _, u := range slices.Backward(undos) {
			for _, x := range slices.Backward(u.before) {
				if i, ok := v.at[x.ID]; ok {
					v.plan.Redactions[i] = x
				}
			}
			v.plan.Redactions = slices.DeleteFunc(v.plan.Redactions, func(x Redaction) bool { return slices.Contains(u.added, x.ID) })
			v.reindex()
		}
		return nil
	})
}

// change reads the plan anew, holds that these redactions are as the review saw
// them, changes the plan and writes it. Others may have decided about the rest.
func (v *Review) change(ids []string, work func() error) error {
	before, seen := v.plan, v.at
	err := v.office.changePlan(v.Case, func(p *Plan) error {
		if err := v.office.lawful(p); err != nil {
			return err
		}
		v.plan, v.resolves = p, map[string]*resolved{}
		v.reindex()
		for _, id := range ids {
			old, was := seen[id]
			i, is := v.at[id]
			if was && is && !reflect.DeepEqual(before.Redactions[old], p.Redactions[i]) {
				return fmt.Errorf("redaction %s: changed meanwhile (now %s, %s): start again", id, p.Redactions[i].State, p.Redactions[i].By)
			}
		}
		if err := work(); err != nil {
			return err
		}
		p.complete()
		v.reindex()
		return nil
	})
	if err != nil { // what was not written did not happen
		if p, readErr := v.office.Plan(v.Case); readErr == nil && v.office.lawful(p) == nil {
			before = p
		}
		v.plan, v.resolves = before, map[string]*resolved{}
		v.reindex()
	}
	return err
}

// Further looks for more mentions of the persons that were accepted, and
// records them as proposals. It returns their ids; none where nothing is new.
func (v *Review) Further(ctx context.Context) ([]string, *Undo, error) {
	known := v.known()
	if len(known.Persons) == 0 {
		return nil, nil, nil
	}
	byDocument := map[string][]find.Finding{}
	err := v.office.run(ctx, v.texts(), known, func(f find.Finding) error {
		if f.Kept == "" && f.Score >= find.Low {
			byDocument[f.Document] = append(byDocument[f.Document], f)
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	var rec *recorder
	err = v.change(nil, func() error {
		rec = newRecorder(v)
		for _, d := range v.documents {
			if d.sealed != nil && len(byDocument[d.ID]) > 0 {
				if err := rec.document(d, bestOfPlace(byDocument[d.ID])); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil || len(rec.added) == 0 {
		return nil, nil, err
	}
	u := new(Undo)
	var ids []string
	for _, i := range rec.added {
		id := v.plan.Redactions[i].ID
		ids = append(ids, id)
		if was := rec.before[i]; was != nil {
			u.before = append(u.before, *was)
		} else {
			u.added = append(u.added, id)
		}
	}
	return ids, u, nil
}

// The second look: how much of what was kept an officer sees once more.
const (
	secondLookOneOf = 20 // 5 %
	secondLookLeast = 3
)

// NoteSecondLook begins the note of what an officer looked at a second time.
const NoteSecondLook = "second look"

// SecondLook draws a sample of what was kept: one place in twenty, at least
// three, the same for the same case, and all places that were not read surely.
// Those that were confirmed are left out.
func (v *Review) SecondLook() []Redaction {
	type drawn struct {
		Redaction
		lot [sha256.Size]byte
	}
	var kept []drawn
	var out []Redaction
	for _, x := range v.plan.Redactions {
		switch {
		case x.State != Rejected && !x.seenTwice() || !x.proposed() || v.withheld(x):
		case x.Source == SourceReader:
			out = append(out, x)
		default:
			kept = append(kept, drawn{x, sha256.Sum256([]byte(v.Case + "\n" + x.ID))})
		}
	}
	slices.SortFunc(kept, func(a, b drawn) int { return slices.Compare(a.lot[:], b.lot[:]) })
	n := max((len(kept)+secondLookOneOf-1)/secondLookOneOf, secondLookLeast)
	for _, x := range kept[:min(n, len(kept))] {
		out = append(out, x.Redaction)
	}
	out = slices.DeleteFunc(out, func(x Redaction) bool { return x.seenTwice() })
	slices.SortStableFunc(out, comparePlace)
	return out
}

// seenTwice tells whether it went through the second look, whatever was decided
// there: the sample does not grow by what was hidden after all.
func (r *Redaction) seenTwice() bool {
	return r.State != Undecided && strings.HasPrefix(r.Note, NoteSecondLook)
}

// Confirm records that an officer looked a second time, and leaves it.
func (v *Review) Confirm(x Redaction, by string, at time.Time) (*Undo, error) {
	note := NoteSecondLook
	if x.Note != "" {
		note = oneLine(note+"; "+x.Note, maxRedactionNote)
	}
	return v.Judge(Judgement{IDs: []string{x.ID}, State: Rejected, Note: note, By: by, At: at})
}
