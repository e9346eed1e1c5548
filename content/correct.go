package content

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/journal"
	"github.com/akta-foi/akta/content/read"
)

// correctionsDir holds one small text file for each document with corrected
// words, beside documents/: see read.Corrections.
const correctionsDir = "corrections"

func (o *Office) correctionsFile(caseID, id string) string {
	return filepath.Join(o.caseDir(caseID), correctionsDir, id+".txt")
}

// corrections are those of a document, or nil.
func (o *Office) corrections(caseID, id string) (*read.Corrections, error) {
	name := o.correctionsFile(caseID, id)
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if info.Size() > maxCorrectionsFile {
		return nil, fmt.Errorf("%s: %d bytes, more than the %d allowed", name, info.Size(), maxCorrectionsFile)
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	c, err := read.ParseCorrections(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if c.Document != id {
		return nil, fmt.Errorf("%s: says that it is of document %q", name, c.Document)
	}
	return c, nil
}

// Word names recognised words of a document that an officer corrects.
type Word struct {
	Document   string
	Page       int // from 1
	Old, New   string
	Occurrence int // of Old on the page, from 1; 0: it stands there once
}

// Correct records that an officer, by, has read words otherwise than the
// machine did, on a day such as 2026-11-24. It counts from the next seal on.
func (o *Office) Correct(ctx context.Context, r *read.Reader, caseID string, w Word, by, day string) error {
	return o.withPlan(caseID, func(plan *Plan) error {
		d := plan.Document(w.Document)
		if d == nil {
			return fmt.Errorf("document %q: not in this case", w.Document)
		}
		if err := o.correct(ctx, r, caseID, *d, w, by, day); err != nil {
			return err
		}
		return o.record(actCorrect, caseID, journal.Object{Name: d.ID})
	})
}

func (o *Office) correct(ctx context.Context, r *read.Reader, caseID string, d Document, w Word, by, day string) error {
	doc, err := o.readStored(ctx, r, caseID, d, nil)
	if err != nil {
		return fmt.Errorf("document %s: %w", d.ID, err)
	}
	c, err := o.corrections(caseID, d.ID)
	if err != nil {
		return err
	}
	if c == nil {
		c = &read.Corrections{Document: d.ID}
	}
	c.By, c.Date = by, day
	if err := c.Add(doc, w.Page, w.Old, w.New, w.Occurrence); err != nil {
		return fmt.Errorf("document %s: %w", d.ID, err)
	}
	raw, err := c.Marshal()
	if err != nil {
		return err
	}
	if err := mkdirs(filepath.Dir(o.correctionsFile(caseID, d.ID))); err != nil {
		return err
	}
	return bundles.WriteFileAtomic(o.correctionsFile(caseID, d.ID), raw, 0o600)
}
