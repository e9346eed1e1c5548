package content

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/read"
)

// AddOptions says what the files are.
type AddOptions struct {
	Kind     string // "": annex
	Title    string // public; "": the kind's name
	Language string // "": as detected, else the case's
	Password string // of files that have one
	Progress func(bundles.Event)
}

// Added is a document that was added, and what could be read of it.
type Added struct {
	Document
	Format      string        `json:"format"`
	Words       int           `json:"words"`
	Pages       int           `json:"pages"`
	UnreadPages []int         `json:"unread_pages,omitempty"`
	Hidden      []read.Hidden `json:"hidden,omitempty"`
	Warnings    []string      `json:"warnings,omitempty"`
}

// Add copies files into a case and reads them once, so that one that cannot be
// read is refused now and not at sealing. Attachments become documents of
// their own. Either all files are added or none.
func (o *Office) Add(ctx context.Context, r *read.Reader, caseID string, files []string, opt AddOptions) ([]Added, error) {
	if opt.Kind == "" {
		opt.Kind = "annex"
	}
	if err := CheckKind(opt.Kind); err != nil {
		return nil, err
	}
	c, err := o.Case(caseID)
	if err != nil {
		return nil, err
	}
	if opt.Language != "" && !slices.Contains(documentLanguages, opt.Language) {
		return nil, fmt.Errorf("language %q: want one of %s", opt.Language, strings.Join(documentLanguages, ", "))
	}
	unlock, err := o.Lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	plan, err := o.Plan(caseID)
	if err != nil {
		return nil, err
	}
	a := adding{office: o, of: c, dir: filepath.Join(o.caseDir(caseID), documentsDir), reader: r, plan: plan, opt: opt}
	for i, f := range files {
		if opt.Progress != nil {
			opt.Progress(bundles.Event{Stage: "read", Item: filepath.Base(f), Done: int64(i), Total: int64(len(files))})
		}
		if err := a.file(ctx, f); err != nil {
			a.undo()
			return nil, err
		}
	}
	before := len(plan.Documents) - len(a.added)
	objects, err := o.documentObjects(caseID, plan.Documents[before:])
	if err == nil {
		err = o.writePlan(caseID, plan)
	}
	if err != nil {
		a.undo()
		return nil, err
	}
	return a.added, o.record(actAdd, caseID, objects...)
}

type adding struct {
	office *Office
	of     *Case
	dir    string
	reader *read.Reader
	plan   *Plan
	opt    AddOptions
	keep   bool // a file that cannot be read is kept as it is, as an attachment would be
	added  []Added
	copies []string // what this run has put there
}

func (a *adding) undo() {
	for _, c := range a.copies {
		os.Remove(c)
	}
}

func (a *adding) file(ctx context.Context, name string) error {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s: not a file", name)
	case info.Size() == 0:
		return fmt.Errorf("%s: empty (0 bytes): the copy may have failed", name)
	case info.Size() > maxDocumentFile:
		return fmt.Errorf("%s: %d bytes, more than the %d allowed", name, info.Size(), int64(maxDocumentFile))
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return a.document(ctx, filepath.Base(name), f, "", a.opt.Kind, 0)
}

// document stores one document and reads it.
func (a *adding) document(ctx context.Context, name string, data io.Reader, parent, kind string, depth int) error {
	d := Document{
		ID: "d" + strconv.Itoa(len(a.plan.Documents)+1), Kind: kind, Title: a.opt.Title,
		Language: a.opt.Language, Parent: parent, Decision: Redacted, Password: a.opt.Password,
	}
	if len(a.plan.Documents) == maxPlanDocuments {
		return fmt.Errorf("more than %d documents in one case", maxPlanDocuments)
	}
	var err error
	if d.File, err = a.store(name, data); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	doc, err := a.office.readDocument(ctx, a.reader, a.of.ID, d, nil)
	if err != nil && (parent != "" || a.keep) && ctx.Err() == nil {
		d.Unreadable = cut(err.Error(), maxTitle)
		doc, err = read.Unreadable(d.File, d.Unreadable), nil
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if d.Language == "" {
		d.Language = cmp.Or(doc.Language, a.of.Language)
	}
	if d.Title == "" || parent != "" {
		d.Title = KindName(kind, d.Language)
	}
	a.plan.Documents = append(a.plan.Documents, d)
	a.added = append(a.added, Added{
		Document: d, Format: doc.Format, Words: len(doc.Tokens), Pages: doc.Pages,
		UnreadPages: doc.UnreadPages, Hidden: doc.Hidden, Warnings: doc.Warnings,
	})
	if len(doc.Attachments) > 0 && depth == MaxAttachDepth {
		return fmt.Errorf("%s: attachments within attachments, %d deep", name, depth)
	}
	for _, at := range doc.Attachments {
		if len(at.Data) == 0 {
			a.added[len(a.added)-1].Warnings = append(a.added[len(a.added)-1].Warnings, fmt.Sprintf("attachment %q is empty and was left out", at.Name))
			continue
		}
		if err := a.document(ctx, at.Name, bytes.NewReader(at.Data), d.ID, "annex", depth+1); err != nil {
			return fmt.Errorf("attachment of %s: %w", name, err)
		}
	}
	return nil
}

// sealedIn returns the seals of a case, oldest first, that hold a document.
func sealedIn(seals []*bundles.Sealed, id string) []*bundles.Sealed {
	var out []*bundles.Sealed
	for _, s := range seals {
		if s.Commitment.Document(id) != nil {
			out = append(out, s)
		}
	}
	return out
}
