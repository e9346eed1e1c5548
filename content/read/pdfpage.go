package read

import (
	"errors"
	"fmt"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
)

// pdfPage is what one page gives.
type pdfPage struct {
	page     Page
	doc      Document // its hidden items and warnings
	tokens   []Token  // words that can be seen
	readable int      // characters that mean something
	unmapped int      // characters the font gives no meaning to
	pictured bool     // it shows a picture worth reading
	gray     []byte   // all levels, where OCR will look at them
}

// unread tells whether a person sees something on the page and no program does.
func (p *pdfPage) unread() bool {
	return (p.readable == 0 || len(p.tokens) == 0) && hasInk(p.page.Gray)
}

// pageRef is a loaded page: as go-pdfium knows it and as pdfium does.
type pageRef struct {
	ref    references.FPDF_PAGE
	handle uint64
}

// readPage renders page index (from 0) and collects the words that can be seen
// on it. With ocr, what OCR needs is kept.
func (f *pdfFile) readPage(index int, ocr bool) (out *pdfPage, err error) {
	p := &pdfPage{page: Page{Number: index + 1}}
	f.doc = &p.doc
	size, err := f.pdf.FPDF_GetPageSizeByIndexF(&requests.FPDF_GetPageSizeByIndexF{Document: f.document, Index: index})
	if err != nil {
		return nil, fmt.Errorf("damaged (%v): ask for the file again", err)
	}
	p.page.Width, p.page.Height, p.page.DPI, err = pixelSize(float64(size.Size.Width), float64(size.Size.Height))
	if err != nil {
		return nil, err
	}
	if p.page.DPI < pdfDPI {
		p.doc.warn("page %d is large and was rendered with %d dots per inch instead of %d", p.page.Number, p.page.DPI, pdfDPI)
	}
	loaded, err := f.loadSeen(index)
	if err != nil {
		return nil, err
	}
	err = f.render(loaded.handle, p.page, func(gray []byte, stride int) {
		p.page.Gray = levelsOf(gray, stride, p.page.Width, p.page.Height)
		if ocr {
			p.gray = rowsOf(gray, stride, p.page.Width, p.page.Height)
		}
	})
	if err != nil {
		return nil, err
	}
	if err := f.readWords(loaded.handle, p); err != nil {
		return nil, err
	}
	p.tokens = dropUnseen(p.tokens, p.page, &p.doc)
	if ocr {
		if p.pictured, err = f.hasPicture(loaded.handle, p.page); err != nil {
			return nil, err
		}
		if !p.pictured && !p.unread() {
			p.gray = nil
		}
	}
	return p, f.closePage(loaded)
}

func (f *pdfFile) load(index int) (pageRef, error) {
	page, err := f.pdf.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: f.document, Index: index})
	if err != nil {
		return pageRef{}, fmt.Errorf("damaged (%v): ask for the file again", err)
	}
	handle, err := f.guest.handle("FPDF_LoadPage")
	return pageRef{page.Page, handle}, err
}

func (f *pdfFile) closePage(p pageRef) error {
	_, err := f.pdf.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: p.ref})
	return err
}

// loadSeen loads a page with its annotations and form fields drawn into it:
// what was typed into a form is part of what the document shows.
func (f *pdfFile) loadSeen(index int) (pageRef, error) {
	page, err := f.load(index)
	if err != nil {
		return page, err
	}
	hidden, err := f.hiddenOnPage(page.ref, index+1)
	if err != nil {
		return page, err
	}
	for _, h := range hidden {
		f.doc.hide(h)
	}
	annotations, err := f.guest.Do("FPDFPage_GetAnnotCount", page.handle)
	if err != nil || int32(annotations) <= 0 {
		return page, err
	}
	flat, err := f.pdf.FPDFPage_Flatten(&requests.FPDFPage_Flatten{
		Page: requests.Page{ByReference: &page.ref}, Usage: requests.FPDFPage_FlattenUsageNormalDisplay,
	})
	switch {
	case f.box.brake.pulled.Load():
		return page, errors.Join(errStopped, err)
	case err != nil && flat == nil:
		f.doc.warn("page %d: its annotations and form fields could not be drawn", index+1)
		return page, nil
	case flat.Result != responses.FPDFPage_FlattenResultSuccess:
		return page, nil
	}
	if err := f.closePage(page); err != nil {
		return page, err
	}
	return f.load(index)
}
