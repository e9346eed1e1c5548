package content

import (
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/journal"
)

// told is what the journal says was made, by case and name.
type told struct {
	actions map[string]bool
	objects map[string]map[string]*toldObject
	opened  map[string]string // cases, and when
	plans   map[string]*toldPlan
}

// toldPlan is what is told of a case's plan.json.
type toldPlan struct {
	digest  bundles.Hash            // as it was last
	when    string                  // that was
	earlier map[bundles.Hash]string // as it was before, and when
}

// toldObject is an object of the journal, as it was named last.
type toldObject struct {
	digest    *bundles.Hash // nil: it was never told with one
	when      string        // what was done last with a digest, when and by whom
	forgotten bool          // an action "forget" named it since
}

func (t *told) take(e journal.Entry) {
	t.actions[e.Action] = true
	when := fmt.Sprintf("%s on %s by %s", e.Action, e.Time.Format(time.DateOnly), e.Actor)
	if e.Action == actOpen || e.Action == actImport {
		if e.Case != "" && t.opened[e.Case] == "" {
			t.opened[e.Case] = when
		}
	}
	if e.Plan != nil {
		t.plan(e.Case, *e.Plan, when)
	}
	if t.objects[e.Case] == nil {
		t.objects[e.Case] = map[string]*toldObject{}
	}
	for _, o := range e.Objects {
		x := t.objects[e.Case][o.Name]
		if x == nil {
			x = &toldObject{when: when}
			t.objects[e.Case][o.Name] = x
		}
		if o.Digest != nil {
			x.digest, x.when = o.Digest, when
		}
		x.forgotten = e.Action == actForget
	}
}

func (t *told) plan(caseID string, sum bundles.Hash, when string) {
	p := t.plans[caseID]
	if p == nil {
		p = &toldPlan{earlier: map[bundles.Hash]string{}}
		t.plans[caseID] = p
	} else if p.digest != sum {
		p.earlier[p.digest] = p.when
	}
	p.digest, p.when = sum, when
}

// object is what is told of an object of a case, or nil.
func (t *told) object(caseID, name string) *toldObject { return t.objects[caseID][name] }

// names lists the objects of a case whose name matches, in the order of their
// numbers.
func (t *told) names(caseID string, pattern *regexp.Regexp) []string {
	var out []string
	for name := range t.objects[caseID] {
		if pattern.MatchString(name) {
			out = append(out, name)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return number(a) - number(b) })
	return out
}

// made tells when a case was opened, or "".
func (t *told) made(caseID string) string { return t.opened[caseID] }

func (t *told) cases() []string { return slices.Sorted(maps.Keys(t.opened)) }

// readJournal verifies the journal, and keeps what it says.
func (f *fsck) readJournal() error {
	f.told = told{map[string]bool{}, map[string]map[string]*toldObject{}, map[string]string{}, map[string]*toldPlan{}}
	if f.o == nil {
		return nil
	}
	j := f.o.Journal()
	check := func(token, data []byte) (bundles.StatedTime, error) {
		if f.trust == nil {
			return bundles.StatedTime{}, fmt.Errorf("no trust.json to hold it against")
		}
		return f.trust.CheckTimestamp(token, data)
	}
	r, err := j.Verify(check)
	if err != nil {
		return err
	}
	f.out.Recorded = r.Entries
	for _, n := range r.Notes {
		f.note("content/%s/%s", journalDir, n)
	}
	for _, p := range r.Problems {
		var err error
		where := "content/" + journalDir + "/" + p.File
		switch {
		case p.Mode:
			continue // told among the modes
		case p.Absent:
			continue // each thing it does not name is told
		case p.Torn:
			err = f.fault(where, p.Text, doRepair, j.PutAside)
		case p.Line > 0:
			err = f.fault(where, fmt.Sprintf("line %d: %s", p.Line, p.Text), doRestore, nil)
		default:
			err = f.fault(where, p.Text, doRestore, nil)
		}
		if err != nil {
			return err
		}
	}
	return j.Entries(func(e journal.Entry) error { f.told.take(e); return nil })
}

// missing tells that the journal does not name something that is there: it was
// done, and the run was killed before it was written down; or it is older than
// the journal. Repaired, it is marked as found.
func (f *fsck) missing(e journal.Entry, what string) error {
	e.Found = true
	f.lacks = append(f.lacks, e.Case)
	return f.fault("content/"+journalDir, "does not name "+what, "\"akta fsck --repair\" adds it, marked as found later",
		func() error { return f.o.recordEntry(e) })
}

// caseRecorded holds a case and its events against the journal. Events that
// only the journal has are notes: case.md may be corrected by hand.
func (f *fsck) caseRecorded(id string, c *Case) error {
	var events []journal.Object
	if c != nil {
		events = eventObjects(c.Events...)
	}
	if f.told.made(id) == "" {
		return f.missing(journal.Entry{Action: actOpen, Case: id, Objects: events}, "the opening of case "+id)
	}
	if c == nil {
		return nil
	}
	var unrecorded []journal.Object
	there := map[string]bool{}
	for _, e := range events {
		there[e.Name] = true
		if f.told.object(id, e.Name) == nil {
			unrecorded = append(unrecorded, e)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(f.told.objects[id])) {
		if strings.Contains(name, ":") && !there[name] {
			f.note("content/%s/%s: does not tell %s (%s): corrected by hand, or an older copy", id, caseFile, name, f.told.object(id, name).when)
		}
	}
	if len(unrecorded) == 0 {
		return nil
	}
	return f.missing(journal.Entry{Action: actEvent, Case: id, Objects: unrecorded}, "events of case "+id+": "+namesOf(unrecorded))
}

// planRecorded holds plan.json against the journal. What a line that is added
// for the case says of the plan, need not be said twice.
func (f *fsck) planRecorded(id string) error {
	t := f.told.plans[id]
	if t == nil || slices.Contains(f.lacks, id) {
		return nil
	}
	sum, err := fileDigest(filepath.Join(f.o.caseDir(id), planFile))
	if err != nil || sum == t.digest {
		return err
	}
	if when, older := t.earlier[sum]; older {
		return f.fault("content/"+id+"/"+planFile, "as it was before ("+when+"), and was changed since ("+t.when+")",
			"restore the newer one from a backup; if this one is right, the next action on the case writes that down", nil)
	}
	return f.missing(journal.Entry{Action: actDecide, Case: id},
		"the plan of case "+id+" as it is, which has changed since ("+t.when+"): by hand, or by a run that was killed")
}

func namesOf(objects []journal.Object) string {
	var out []string
	for _, o := range objects {
		out = append(out, o.Name)
	}
	return strings.Join(out, ", ")
}
