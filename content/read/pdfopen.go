package read

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// pdfFile is one PDF, open in one sandbox. Where several sandboxes share its
// pages, each has a pdfFile of its own, and doc is what the page adds to the
// document.
type pdfFile struct {
	j        *job
	ctx      context.Context // ends with the reading of this document
	box      *sandbox
	pdf      pdfium.Pdfium
	guest    *guest
	doc      *Document
	document references.FPDF_DOCUMENT
	pages    int
}

// openPDF opens the job's file in a sandbox.
func openPDF(ctx context.Context, j *job, e *pdfEngine, box *sandbox, doc *Document) (*pdfFile, error) {
	instance, g, err := box.start(e.compiled())
	if err != nil {
		return nil, err
	}
	f := &pdfFile{j: j, ctx: ctx, box: box, pdf: instance, guest: g, doc: doc}
	if err := f.guarded("pdf: opening", f.open); err != nil {
		return nil, errors.Join(err, f.close(err))
	}
	return f, nil
}

func (f *pdfFile) guarded(what string, step func() error) error {
	return f.box.guarded(f.ctx, what, step)
}

// close gives the instance back. After an error the sandbox may be in any
// state: all of it is thrown away.
func (f *pdfFile) close(failed error) error {
	if failed != nil {
		f.box.brake.pulled.Store(true) // closing must not take long either
		f.pdf.Close()                  // its error says no more than the one there is
		return f.box.stop()
	}
	if err := f.pdf.Close(); err != nil {
		return errors.Join(err, f.box.stop())
	}
	return nil
}

func (f *pdfFile) open() error {
	src := f.j.src
	load := &requests.FPDF_LoadCustomDocument{
		Reader: guestFile{io.NewSectionReader(src.Data, 0, src.Size), f.box.brake},
		Size:   src.Size,
	}
	if src.Password != "" {
		load.Password = &src.Password
	}
	opened, err := f.pdf.FPDF_LoadCustomDocument(load)
	switch {
	case errors.Is(err, pdferrors.ErrPassword) && src.Password == "":
		return errors.New("password protected, and no password was given: give it, or ask for a copy without one")
	case errors.Is(err, pdferrors.ErrPassword):
		return errors.New("password protected, and the password that was given is wrong: give the right one, or ask for a copy without one")
	case errors.Is(err, pdferrors.ErrSecurity):
		return errors.New("encrypted in a way that cannot be read: ask for a copy without encryption")
	case err != nil:
		return fmt.Errorf("damaged or not a PDF (%v): ask for it again", err)
	}
	f.document = opened.Document
	if err := f.checkWhole(); err != nil {
		return err
	}
	count, err := f.pdf.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: f.document})
	if err != nil {
		return err
	}
	if f.pages = count.PageCount; f.pages <= 0 {
		return errors.New("no pages in it: damaged, ask for it again")
	}
	if f.pages > maxPages {
		return fmt.Errorf("%d pages, at most %d are read: split the file", f.pages, maxPages)
	}
	return nil
}

// describe reads what the document holds besides its pages.
func (f *pdfFile) describe() error {
	security, err := f.pdf.FPDF_GetSecurityHandlerRevision(&requests.FPDF_GetSecurityHandlerRevision{Document: f.document})
	if err != nil {
		return err
	}
	if security.SecurityHandlerRevision != -1 {
		f.doc.setField("encrypted", "yes")
	}
	if err := f.readInfo(); err != nil {
		return err
	}
	hidden, err := f.hiddenInDocument()
	for _, h := range hidden {
		f.doc.hide(h)
	}
	return err
}

// checkWhole refuses a file that was cut off. pdfium finds the objects of a
// damaged file without its cross-reference table, and those that are lost
// would be missing without a word.
func (f *pdfFile) checkWhole() error {
	handle, err := f.guest.handle("FPDF_LoadCustomDocument")
	if err != nil {
		return err
	}
	valid, err := f.guest.Do("FPDF_DocumentHasValidCrossReferenceTable", handle)
	if err != nil || valid != 0 {
		return err
	}
	tail := make([]byte, min(f.j.src.Size, pdfTailBytes))
	if _, err := f.j.src.Data.ReadAt(tail, f.j.src.Size-int64(len(tail))); err != nil && err != io.EOF {
		return err
	}
	if !bytes.Contains(tail, []byte("%%EOF")) {
		return fmt.Errorf("cut off after %d bytes: damaged, ask for it again", f.j.src.Size)
	}
	f.doc.warn("the table of this PDF's objects is damaged and was put together again: compare the pages with the sender's")
	return nil
}
