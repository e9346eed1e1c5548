package content

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/akta-foi/akta/bundles"
)

// run erases. The record comes first, so that what is searched for is never less
// than what the record promises; requester.json goes last, so that a run that was
// stopped finds what it has to look for.
func (f *forgetting) run() error {
	o, id := f.office, f.of.ID
	raw, err := f.record.marshal()
	if err != nil {
		return err
	}
	if err := f.inPlan(); err != nil {
		return err
	}
	if err := bundles.WriteFileAtomic(filepath.Join(o.caseDir(id), forgottenFile), raw, 0o600); err != nil {
		return err
	}
	if err := o.writePlan(id, f.plan); err != nil {
		return err
	}
	for _, step := range []func() error{f.inImported, f.inCorrections, f.inLetters, f.inCase, f.inIndex} {
		if err := step(); err != nil {
			return err
		}
	}
	if f.of.Requester != (Requester{}) {
		f.erased("requester.json: all of it")
	}
	if err := o.removeRequester(id); err != nil {
		return err
	}
	return f.stays()
}

func (f *forgetting) erased(format string, args ...any) {
	f.out.Erased = append(f.out.Erased, fmt.Sprintf(format, args...))
}

// inPlan takes the person out of plan.json.
func (f *forgetting) inPlan() error {
	var out []Redaction
	places, texts := 0, 0
	for _, x := range f.plan.Redactions {
		texts += f.redaction(&x)
		if !f.names(x.Text) {
			out = append(out, x)
			continue
		}
		if x.State == Rejected && x.Document == "" {
			f.out.Stays = append(f.out.Stays, fmt.Sprintf("plan.json, %s: a decision that this may be shown everywhere", x.ID))
			out = append(out, x)
			continue
		}
		instead, err := f.placesOfText(x)
		if err != nil {
			return err
		}
		places++
		out = append(out, instead...)
	}
	for i := range f.plan.Allowed {
		a := &f.plan.Allowed[i]
		if f.erase(&a.Reason) {
			texts++
		}
		if f.names(a.Text) {
			f.out.Stays = append(f.out.Stays, fmt.Sprintf("plan.json, allowance %d: a decision that this may stand in case %s", i+1, a.Case))
		}
	}
	for _, d := range f.plan.Documents {
		if f.names(d.File) {
			f.out.Stays = append(f.out.Stays, fmt.Sprintf("plan.json: the name of the file of %s, as it lies in documents/", d.ID))
		}
	}
	f.plan.Redactions = out
	if places > 0 {
		f.erased("plan.json: the texts of %d redactions, which name the places now", places)
	}
	if texts > 0 {
		f.erased("plan.json: the name in %d notes, reasons and groups", texts)
	}
	return nil
}

// placesOfText are the redactions of the places where a text stands, instead of
// the redaction of the text. The first keeps its id.
func (f *forgetting) placesOfText(x Redaction) ([]Redaction, error) {
	var out []Redaction
	for _, d := range f.plan.Documents {
		if !x.of(d.ID) {
			continue
		}
		held := sealedIn(f.seals, d.ID)
		if len(held) == 0 {
			return nil, fmt.Errorf("plan.json, %s: hides a text that names who asked, and document %s is not sealed: seal it first, so that the place can be named instead", x.ID, d.ID)
		}
		doc, err := held[len(held)-1].Document(d.ID)
		if err != nil {
			return nil, err
		}
		l := newLocator(doc)
		for _, r := range l.finder.find(x.Text) {
			first, last := l.wordNumber(r[0]), l.wordNumber(r[0]+r[1]-1)
			if first == 0 || last == 0 {
				return nil, fmt.Errorf("document %s: a place between its words", d.ID) // a match begins and ends in a word
			}
			y := x
			y.Document, y.Text, y.Seal, y.Words = d.ID, "", doc.Header.Seal, &[2]int{first, last - first + 1}
			if len(out) > 0 {
				y.ID = "" // complete gives it one
			}
			out = append(out, y)
		}
	}
	return out, nil
}

// inImported takes the person out of what a source called things.
func (f *forgetting) inImported() error {
	n := 0
	for i := range f.imported.Origins {
		from := &f.imported.Origins[i]
		if f.erase(&from.ID) {
			n++
			for slices.ContainsFunc(f.imported.Origins[:i], func(x origin) bool { return x.Source == from.Source && x.ID == from.ID }) {
				from.ID += "'"
			}
		}
		for j := range from.Items {
			if f.erase(&from.Items[j].Key) {
				n++
			}
		}
		for j := range from.Events {
			if reason, body := f.erase(&from.Events[j].Reason), f.erase(&from.Events[j].Body); reason || body {
				n++
			}
		}
	}
	if n == 0 {
		return nil
	}
	f.erased("imported.json: the name in %d of its entries; the same import again would not know them", n)
	return f.office.writeImported(f.of.ID, f.imported)
}

// inCorrections takes out corrected words that name the person, and what was
// recognised in scans: the sealed documents hold the words as they were corrected.
func (f *forgetting) inCorrections() error {
	parts := map[string]bool{} // of names: a correction is of single words
	for _, n := range f.persons.names {
		for form := range n.whole {
			for _, w := range strings.Fields(form) {
				parts[w] = true
			}
		}
	}
	for _, d := range f.plan.Documents {
		c, err := f.office.corrections(f.of.ID, d.ID)
		if err != nil {
			return err
		}
		if c == nil {
			continue
		}
		before := len(c.List)
		kept := c.List[:0]
		for _, x := range c.List {
			named := f.names(x.Old) || f.names(x.New)
			for _, w := range plainWords(foldText(x.Old + " " + x.New)) {
				named = named || parts[w]
			}
			if !named {
				kept = append(kept, x)
			}
		}
		if c.List = kept; len(kept) == before {
			continue
		}
		f.erased("corrections/%s.txt: %d corrected words", d.ID, before-len(kept))
		name := f.office.correctionsFile(f.of.ID, d.ID)
		if len(kept) == 0 {
			err = os.Remove(name)
		} else {
			var raw []byte
			if raw, err = c.Marshal(); err == nil {
				err = bundles.WriteFileAtomic(name, raw, 0o600)
			}
		}
		if err != nil {
			return err
		}
	}
	return f.office.forgetRecognised(f.of.ID)
}

// inCase takes the person out of case.md, and writes down the day.
func (f *forgetting) inCase() error {
	n := 0
	inEvent := func(e *Event) bool {
		reason, body := f.erase(&e.Reason), f.erase(&e.Body)
		return reason || body
	}
	for i := range f.of.Events {
		if inEvent(&f.of.Events[i]) {
			n++
		}
	}
	for i := range f.of.Undone {
		e := &f.of.Undone[i]
		if event, why := inEvent(&e.Event), f.erase(&e.Undone); event || why {
			n++
		}
	}
	if n > 0 {
		f.erased("case.md: the name in %d reasons of events", n)
	}
	f.of.Forgotten = f.record.Date
	return f.office.SaveCase(f.of)
}

// inLetters removes the drafts of letters: each is addressed to the person.
func (f *forgetting) inLetters() error {
	dir := filepath.Join(f.office.caseDir(f.of.ID), lettersDir)
	drafts, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	f.erased("letters/: %d drafts", len(drafts))
	return nil
}

// inIndex removes the index, which holds the reasons of events; it is made anew.
func (f *forgetting) inIndex() error {
	if err := os.Remove(f.office.indexFile()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// stays tells what of the person is still there: what evidence rests on, and
// whatever else lies in the folder of the case and names the person.
func (f *forgetting) stays() error {
	dir := f.office.caseDir(f.of.ID)
	documents := false
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if strings.HasPrefix(rel, documentsDir+string(filepath.Separator)) {
			documents = true
			return nil
		}
		info, err := d.Info()
		if err != nil || rel == planFile || info.Size() > maxPlanFile {
			return err
		}
		raw, err := os.ReadFile(path)
		if err == nil && utf8.Valid(raw) && f.names(string(raw)) {
			f.out.Stays = append(f.out.Stays, filepath.ToSlash(rel)+": names who asked")
		}
		return err
	})
	if len(f.seals) > 0 {
		f.out.Stays = append(f.out.Stays, "the sealed bags, which are never changed: the request as it came, private, until the office disposes of them under its filing rules")
	}
	if documents {
		f.out.Stays = append(f.out.Stays, "documents/: the originals as they came, until the same day")
	}
	return err
}
