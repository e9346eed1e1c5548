package content

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/intake"
	"github.com/akta-foi/akta/content/law"
	"github.com/akta-foi/akta/content/read"
)

// importing is one request on its way into a case.
type importing struct {
	office  *Office
	reader  *read.Reader
	source  string
	req     *intake.Request
	known   map[originKey]string
	numbers caseNumbers
	opt     ImportOptions

	fresh  bool // the case is made by this import
	linked bool // a file of the source was found to be a document already
	of     *Case
	plan   *Plan
	record *imported
	from   *origin // in record
	out    ImportedCase
}

func (im *importing) note(kind intake.NoteKind, format string, args ...any) {
	im.out.Notes = append(im.out.Notes, intake.Note{Kind: kind, Text: fmt.Sprintf(format, args...)})
}

func (im *importing) step(i, n int) {
	if im.opt.Progress != nil {
		im.opt.Progress(bundles.Event{Stage: "import", Item: im.req.ID, Done: int64(i), Total: int64(n)})
	}
}

// run imports the request: first all is decided, then all is written.
func (im *importing) run(ctx context.Context) error {
	im.out = ImportedCase{ID: im.req.ID, Word: im.req.Word, Notes: append([]intake.Note{}, im.req.Notes...), Documents: []ImportedDocument{}, Events: []law.Event{}}
	if err := im.open(); err != nil {
		return err
	}
	files, held, err := im.newFiles()
	if err != nil {
		return err
	}
	im.out.Status = ImportUnchanged
	switch {
	case im.fresh:
		im.out.Status = ImportNew
	case len(files) > 0:
		im.out.Status = ImportAdded
	}
	im.out.Case, im.out.Title, im.out.Received, im.out.Answered, im.out.State = im.of.ID, im.of.Title, im.of.Received, im.of.Answered, im.of.State
	im.out.Requester = im.of.Requester != (Requester{})
	if im.opt.DryRun {
		return im.pretend(files, held)
	}
	return im.write(ctx, files, held)
}

// open finds the case the request is in, or the one it shall become.
func (im *importing) open() error {
	o, id := im.office, im.find()
	if id != "" && im.opt.Case != "" && id != im.opt.Case {
		return fmt.Errorf("was imported as case %q before, not %q", id, im.opt.Case)
	}
	if id = cmp.Or(id, im.opt.Case); id != "" {
		if _, err := os.Lstat(filepath.Join(o.caseDir(id), caseFile)); err == nil {
			return im.openCase(id)
		}
	}
	im.fresh = true
	im.record, im.plan = &imported{Format: formatImported}, &Plan{Format: formatPlan, Documents: []Document{}, Redactions: []Redaction{}}
	im.of = im.newCase(id)
	if im.of.ID == "" && !im.opt.DryRun {
		var err error
		if im.of.ID, err = im.numbers.next(o, im.of.Received); err != nil {
			return err
		}
	}
	if o.reserved(im.of.ID) {
		return fmt.Errorf("case %q: is the name of the office's own folder: take another id", im.of.ID)
	}
	if held, err := os.ReadDir(o.bundlesDir(im.of.ID)); im.of.ID != "" && err == nil && len(held) > 0 {
		return fmt.Errorf("case %q: has bundles already, but no %s: restore that file, or take another id", im.of.ID, caseFile)
	}
	im.origin()
	return nil
}

func (im *importing) openCase(id string) (err error) {
	if im.of, err = im.office.Case(id); err != nil {
		return err
	}
	if im.plan, err = im.office.Plan(id); err != nil {
		return err
	}
	if im.record, err = im.office.imported(id); err != nil {
		return err
	}
	im.origin()
	if now := im.state(); (now != im.of.State) && (im.from.State != im.req.Word) {
		im.note(intake.LeftOut, "the source says %q now (%s); case.md says %s, and stays as it is", im.req.Word, now, im.of.State)
	}
	return nil
}

// origin is the part of imported.json that is of this request.
func (im *importing) origin() {
	i := slices.IndexFunc(im.record.Origins, func(x origin) bool {
		return x.Source == im.source && (x.ID == im.req.ID || slices.ContainsFunc(x.Items, func(it importedItem) bool {
			return im.source == "mail" && slices.ContainsFunc(im.req.Files, func(f intake.File) bool { return f.Key == it.Key })
		}))
	})
	if i < 0 {
		i = len(im.record.Origins)
		im.record.Origins = append(im.record.Origins, origin{Source: im.source, ID: im.req.ID})
	}
	im.from = &im.record.Origins[i]
}

// newFiles are the files that are not documents of the case yet, and the
// documents of the others, by key.
func (im *importing) newFiles() (files []intake.File, held map[string]string, err error) {
	held = map[string]string{}
	for _, f := range im.req.Files {
		sum := digestOf(f.Data)
		i := slices.IndexFunc(im.from.Items, func(x importedItem) bool { return x.SHA256 == sum && x.Key == f.Key })
		if i >= 0 {
			held[f.Key] = im.from.Items[i].Document
			continue
		}
		id, err := im.holds(f.Data)
		if err != nil {
			return nil, nil, err
		}
		if id != "" {
			held[f.Key] = id
			im.from.Items, im.linked = append(im.from.Items, importedItem{f.Key, sum, id}), true
			im.note(intake.LeftOut, "%s: the case has these very bytes as %s already", f.Name, id)
			continue
		}
		if i := slices.IndexFunc(im.from.Items, func(x importedItem) bool { return x.Key == f.Key }); i >= 0 {
			im.note(intake.Assumed, "%s: has changed at the source since it became %s: it is added as a document of its own", f.Name, im.from.Items[i].Document)
		}
		files = append(files, f)
	}
	return files, held, nil
}

// holds finds a document with these bytes that came by itself, or "".
func (im *importing) holds(data []byte) (string, error) {
	for _, d := range im.plan.Documents {
		if d.Parent != "" {
			continue
		}
		path := filepath.Join(im.office.caseDir(im.of.ID), documentsDir, d.File)
		info, err := os.Lstat(path)
		if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() != int64(len(data)) {
			continue
		}
		if err != nil {
			return "", err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return "", err
		}
		if bytes.Equal(raw, data) {
			return d.ID, nil
		}
	}
	return "", nil
}

// pretend says what would be written. Documents get their ids as they are
// written, so that events that need one are checked with a stand-in.
func (im *importing) pretend(files []intake.File, held map[string]string) error {
	if im.fresh && im.opt.Case == "" {
		im.out.Case = ""
	}
	for _, f := range files {
		held[f.Key] = "d1"
		im.out.Documents = append(im.out.Documents, ImportedDocument{File: plainName(f.Name), Kind: f.Kind, Bytes: len(f.Data)})
	}
	im.out.Events = im.lawful(held)
	for i := range im.out.Events {
		if im.fresh {
			im.out.Events[i].Document = ""
		}
	}
	return nil
}

// write stores the new files, then the plan, then imported.json, then a new
// case.md: a folder without it is no case yet, and is used again.
func (im *importing) write(ctx context.Context, files []intake.File, held map[string]string) (err error) {
	o, dir := im.office, im.office.caseDir(im.of.ID)
	if _, err := im.of.Marshal(); err != nil {
		return err
	}
	a := adding{office: o, of: im.of, dir: filepath.Join(dir, documentsDir), reader: im.reader, plan: im.plan, keep: true}
	if err := mkdirs(a.dir); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			a.undo()
		}
	}()
	for _, f := range files {
		at := len(a.added)
		if err := a.document(ctx, f.Name, bytes.NewReader(f.Data), "", f.Kind, 0); err != nil {
			return err
		}
		held[f.Key] = a.added[at].ID
		im.from.Items = append(im.from.Items, importedItem{f.Key, digestOf(f.Data), a.added[at].ID})
		im.wrote(f, a.added[at:])
	}
	im.out.Events = im.lawful(held)
	same := slices.EqualFunc(im.from.Events, im.out.Events, func(a, b law.Event) bool { return fmt.Sprint(a) == fmt.Sprint(b) }) && im.from.State == im.req.Word
	if !im.fresh && (!same || im.linked) {
		im.out.Status = ImportAdded
	}
	if im.out.Status == ImportUnchanged {
		return nil
	}
	im.from.Events, im.from.State = im.out.Events, im.req.Word
	if len(files) > 0 || im.fresh {
		if err := o.writePlan(im.of.ID, im.plan); err != nil {
			return err
		}
	}
	if err := o.writeImported(im.of.ID, im.record); err != nil {
		return err
	}
	if im.fresh {
		im.of.Events = im.history()
		if err := o.SaveCase(im.of); err != nil {
			return err
		}
	} else if !same {
		im.tellEvents()
	}
	im.remember()
	return im.recordImport(a.added)
}

// history is what case.md of a new case tells of what happened: what the source
// tells, as far as the law takes it and the case's state does not speak against it.
func (im *importing) history() []Event {
	took := im.out.Events
	if s, err := im.office.Law.Standing(took); len(took) == 0 || took[0].Date.String() != im.of.Received || err != nil || s.Public != law.PublicOpen && s.Public != im.of.State {
		received, err := law.ParseDate(im.of.Received)
		if err != nil {
			return nil
		}
		took = []law.Event{{Code: receive, Date: received}}
	}
	events := make([]Event, len(took))
	for i, e := range took {
		events[i] = Event{Event: e, Actor: im.office.Actor}
	}
	return events
}

// tellEvents says what the source tells of a case that was there, and case.md does
// not: an officer writes it down.
func (im *importing) tellEvents() {
	for _, e := range im.out.Events {
		if !slices.ContainsFunc(im.of.Events, func(x Event) bool { return x.Code == e.Code && x.Date == e.Date }) {
			im.note(intake.LeftOut, "event %s on %s: the source tells it and case.md does not: akta case %s %s --date %s writes it down", e.Code, e.Date, e.Code, im.of.ID, e.Date)
		}
	}
}

// recordImport writes the import of one request into the journal. What was
// written stays, whether it is recorded or not.
func (im *importing) recordImport(added []Added) error {
	var documents []Document
	for _, d := range added {
		documents = append(documents, d.Document)
	}
	objects, err := im.office.documentObjects(im.of.ID, documents)
	if err != nil {
		return err
	}
	if im.fresh {
		objects = append(objects, eventObjects(im.of.Events...)...)
	}
	return im.office.record(actImport, im.of.ID, objects...)
}

func (im *importing) wrote(f intake.File, added []Added) {
	for i, d := range added {
		doc := ImportedDocument{Document: d.ID, File: d.File, Kind: d.Kind, Parent: d.Parent}
		if i == 0 {
			doc.Bytes = len(f.Data)
		}
		if d.Unreadable != "" {
			im.note(intake.LeftOut, "%s (%s): cannot be read (%s): it is kept as it is, and released whole or not at all", d.File, d.ID, d.Unreadable)
		}
		im.out.Documents = append(im.out.Documents, doc)
	}
}

// remember makes the case known to the requests that follow.
func (im *importing) remember() {
	im.known[originKey{id: im.req.ID}] = im.of.ID
	if im.source == "mail" {
		for _, f := range im.req.Files {
			im.known[originKey{item: f.Key}] = im.of.ID
		}
	}
}
