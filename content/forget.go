package content

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/law"
)

// ForgetOptions say how who asked in a case is forgotten.
type ForgetOptions struct {
	Date   law.Date // the day on which it is done
	Early  bool     // before the law's retention has ended
	Reason string   // why so early
	By     string   // who does it
}

// Forgetting tells what was erased, and what was not. It names nobody.
type Forgetting struct {
	Case      string   `json:"case"`
	Date      string   `json:"date"`
	Pseudonym string   `json:"pseudonym"` // what the person is called from now on
	Erased    []string `json:"erased"`
	Stays     []string `json:"stays"`
	Lost      []string `json:"lost"` // what stood in no sealed document, and is not looked for any more
}

// Forget erases who asked in a closed case, when the time for which the law's
// profile keeps it (its table retention) is over.
//
// Erased are requester.json, and what names the person in the office's working
// papers: texts, notes and groups of plan.json, reasons of events in case.md,
// names in imported.json, corrected words, the drafts of letters, and what was
// recognised in scans and kept in .akta. Redactions stay in force: those by a text that names the person
// become redactions of the places where it stands. In notes and reasons the case's
// pseudonym takes the place of the name.
//
// Not erased is what is evidence. Sealed bags are never changed: the commitment
// and every release made from it verify as before. So the request itself stays,
// with the name in it, private, in the sealed bag and in documents/, until the
// office disposes of both under its filing rules. Copies elsewhere (backups,
// exports, what was sent) are out of reach, and so are deleted blocks of a disk:
// files are removed and not overwritten, which on solid-state disks, and with
// file systems that copy on write, would do nothing. Encrypt the disk.
//
// What is published is searched for the person as before, as long as the sealed bag
// is there: forgotten.json says where in it the name, the address and the rest
// stand (see forgotten). What stood in requester.json alone is lost, and told. A later
// search for what to hide (Find) looks into the sealed documents again and names the
// places, and the pseudonym in the place of the name.
//
// A run that was stopped is continued by the next: requester.json goes last.
func (o *Office) Forget(caseID string, opt ForgetOptions) (*Forgetting, error) {
	unlock, err := o.Lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	f, err := o.newForgetting(caseID, opt)
	if err != nil {
		return nil, fmt.Errorf("case %q: %w", caseID, err)
	}
	defer closeAll(f.seals)
	if err := f.run(); err != nil {
		return nil, fmt.Errorf("case %q: %w", caseID, err)
	}
	return &f.out, o.record(actForget, caseID)
}

// forgetting is a person being forgotten.
type forgetting struct {
	office   *Office
	of       *Case
	plan     *Plan
	imported *imported
	seals    []*bundles.Sealed
	eraser   // of whom the case knows, as long as it does
	record   *forgotten
	out      Forgetting
}

func (o *Office) newForgetting(caseID string, opt ForgetOptions) (f *forgetting, err error) {
	f = &forgetting{office: o, out: Forgetting{Case: caseID, Erased: []string{}, Stays: []string{}, Lost: []string{}}}
	if f.of, err = o.Case(caseID); err != nil {
		return nil, err
	}
	if err := o.mayForget(f.of, opt); err != nil {
		return nil, err
	}
	if f.plan, err = o.Plan(caseID); err != nil {
		return nil, err
	}
	if f.imported, err = o.imported(caseID); err != nil {
		return nil, err
	}
	if f.record, err = o.forgotten(caseID); err != nil {
		return nil, err
	}
	if f.pseudonym, err = o.Pseudonym(caseID); err != nil {
		return nil, err
	}
	f.out.Pseudonym = f.pseudonym
	if f.seals, err = o.openSeals(caseID); err != nil {
		return nil, err
	}
	if f.persons, err = o.knownPersons(f.of, f.plan, f.seals); err == nil {
		err = errors.Join(f.public(), f.remember(opt))
	}
	if err != nil {
		closeAll(f.seals)
		return nil, err
	}
	return f, nil
}

// mayForget refuses what is too early.
func (o *Office) mayForget(c *Case, opt ForgetOptions) error {
	closed, err := c.closed()
	if err != nil {
		return err
	}
	ends := o.Law.Retention.Ends(closed)
	switch {
	case opt.Date < closed:
		return fmt.Errorf("%s is before the case was closed on %s", opt.Date, closed)
	case opt.Early && opt.Reason == "":
		return errors.New("to forget who asked before the time is over needs a reason")
	case !opt.Early && opt.Reason != "":
		return errors.New("a reason is for what is done early")
	case !opt.Early && opt.Date < ends:
		return fmt.Errorf("who asked is kept until %s: %d years after the case was closed on %s (law %s: %s); before, only early and with a reason",
			ends-1, o.Law.Retention.Years, closed, o.Law.Code, o.Law.Retention.Source)
	}
	return nil
}

// closed is the day on which the last thing happened in a case that is open no
// more.
func (c *Case) closed() (law.Date, error) {
	if c.State == law.PublicOpen {
		return 0, errors.New("is open: who asked is still to be answered")
	}
	last, err := law.ParseDate(c.Received)
	if c.Answered != "" {
		last, err = law.ParseDate(c.Answered)
	}
	for _, e := range c.Events {
		last = max(last, e.Date)
	}
	return last, err
}

// public refuses a case whose public texts name the person: an officer writes them
// anew, no program does.
func (f *forgetting) public() error {
	texts := map[string]string{"title": f.of.Title, "question": f.of.Question, "answer": f.of.Answer}
	for _, d := range f.plan.Documents {
		texts["title of "+d.ID] = d.Title
	}
	var named []string
	for what, text := range texts {
		if f.names(text) {
			named = append(named, what)
		}
	}
	if len(named) > 0 {
		slices.Sort(named)
		return fmt.Errorf("the %s, which is public, names who asked: write it in other words first", strings.Join(named, ", the "))
	}
	return nil
}

// remember makes the record, and tells what is lost. A record that is there is kept
// as it is: the person may be known from it alone.
func (f *forgetting) remember(opt ForgetOptions) error {
	if f.record == nil {
		f.record = &forgotten{Format: formatForgotten, Date: opt.Date.String(), By: opt.By, Reason: opt.Reason, Places: []forgottenPlace{}, Lost: []string{}}
	}
	f.out.Date = f.record.Date
	if who := f.of.Requester; who != (Requester{}) {
		places, err := placesOf(who, f.of.Language, f.seals)
		if err != nil {
			return err
		}
		f.record.Places = places
		without := *f.of
		without.Requester = Requester{}
		remaining, err := f.office.knownPersons(&without, f.plan, f.seals)
		if err != nil {
			return err
		}
		known, err := f.record.remembered(f.seals)
		if err != nil {
			return err
		}
		for _, r := range known {
			remaining.add(r, f.of.Language)
		}
		f.record.Lost = []string{}
		for _, what := range requesterFields {
			value := *who.field(what)
			if value != "" && !remaining.covers(personsOf(f.of.Language, only(what, value))) {
				f.record.Lost = append(f.record.Lost, what)
			}
		}
	}
	f.out.Lost = f.record.Lost
	return f.record.check()
}
