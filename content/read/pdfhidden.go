package read

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/akta-foi/akta/content/read/pdfobject"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// pdfScan goes through the objects of a PDF, first along the ways that say what
// an object is for, then through all that is left. Afterwards it is only read.
type pdfScan struct {
	f      *pdfFile
	ctx    context.Context   // ends after pageDeadline
	file   *pdfobject.File   // in which strings and streams are readable
	raw    *pdfobject.File   // as the file came
	r      *pdfobject.Reader // of file
	items  []Hidden
	ofKind map[HiddenKind]int
	named  map[int]bool // objects that need not be looked at again
	pages  []*pdfPageObject
	pageOf map[int]int // object of a page to its number
	layers map[int]pdfLayer
}

// hiddenInDocument names what the file holds besides its pages, and what its
// objects say about them.
func (f *pdfFile) hiddenInDocument() ([]Hidden, error) {
	ctx, cancel := context.WithTimeout(f.j.ctx, pageDeadline)
	defer cancel()
	s := &pdfScan{f: f, ctx: ctx, ofKind: map[HiddenKind]int{}, named: map[int]bool{}, pageOf: map[int]int{}, layers: map[int]pdfLayer{}}
	if err := s.open(); err != nil {
		if ctx.Err() != nil {
			return nil, s.late()
		}
		f.doc.warn("objects could not be read (%v): what hides in the file beside its pages is not known", err)
		return nil, nil
	}
	root := s.r.Dict(s.file.Trailer["Root"])
	s.readPages(root)
	s.readInfo()
	s.readBookmarks(root)
	s.readLayers(root)
	s.readNames(root)
	s.readForm(root)
	s.readCatalog(root)
	for _, p := range s.pages {
		s.readPage(p)
	}
	s.readStructure(root)
	s.readRest()
	s.readBytes()
	s.readRevisions()
	if ctx.Err() != nil {
		return nil, s.late()
	}
	s.sayProblems()
	f.j.pdf = s
	return s.items, nil
}

// late says why there was no time to go through all objects.
func (s *pdfScan) late() error {
	if err := s.f.j.ctx.Err(); err != nil {
		return err
	}
	return fmt.Errorf("going through its objects took longer than %s: print it to a new PDF", pageDeadline)
}

// open reads the structure of the file; of an encrypted one that of a copy in
// which pdfium made everything readable.
func (s *pdfScan) open() (err error) {
	f := s.f
	s.raw, err = openObjects(s.ctx, f.j.src.Data, f.j.src.Size)
	if err != nil {
		return err
	}
	s.file = s.raw
	if s.raw.Encrypted() {
		copied := &boundedBuffer{limit: maxPDFCopy}
		err := f.guest.Aside(func() error {
			_, err := f.pdf.FPDF_SaveAsCopy(&requests.FPDF_SaveAsCopy{
				Document: f.document, Flags: requests.SaveFlagRemoveSecurity, FileWriter: copied,
			})
			return err
		})
		if err != nil {
			return fmt.Errorf("encrypted: %w", err)
		}
		if s.file, err = openObjects(s.ctx, bytes.NewReader(copied.Bytes()), int64(copied.Len())); err != nil {
			return fmt.Errorf("encrypted: %w", err)
		}
	}
	s.r = s.file.Reader(s.ctx, maxPDFWork)
	return nil
}

func openObjects(ctx context.Context, data io.ReaderAt, size int64) (*pdfobject.File, error) {
	return pdfobject.Open(ctx, data, size, pdfobject.Limits{
		Objects: maxPDFObjects, ObjectBytes: maxPDFObjectBytes, PackedBytes: maxPDFPackedBytes,
		Depth: maxPDFDepth, Sections: maxPDFSections, Work: maxPDFWork,
	})
}

// boundedBuffer refuses to grow beyond its limit.
type boundedBuffer struct {
	bytes.Buffer
	limit int
}

func (b *boundedBuffer) Write(p []byte) (int, error) {
	if b.Len()+len(p) > b.limit {
		return 0, fmt.Errorf("more than %d bytes", b.limit)
	}
	return b.Buffer.Write(p)
}

// sayProblems warns about what was not read: it is not known to be clean.
func (s *pdfScan) sayProblems() {
	if s.raw.Repaired {
		s.f.doc.warn("the cross-reference of this PDF is damaged: its objects were looked for one by one, earlier revisions cannot be told apart")
	}
	for _, p := range s.r.Problems {
		s.f.doc.warn("objects could not be read: %s: ask for the file again, or look into it with another program", p)
	}
	if err := s.r.Err(); err != nil {
		s.f.doc.warn("objects could not be read: %v: what hides in the rest of the file is not known", err)
	}
}

// name records one hidden thing; of those beyond maxPDFOfOneKind the number is
// kept.
func (s *pdfScan) name(h Hidden) {
	if h.Unit == "" {
		h.Unit = "items"
	}
	s.ofKind[h.Kind]++
	if s.ofKind[h.Kind] <= maxPDFOfOneKind {
		s.items = append(s.items, h)
		return
	}
	for i := len(s.items) - 1; i >= 0; i-- {
		if o := &s.items[i]; o.Kind == h.Kind && o.Unit == h.Unit && o.Where == furtherPlaces {
			o.Count += h.Count
			return
		}
	}
	s.items = append(s.items, Hidden{Kind: h.Kind, Where: furtherPlaces, Count: h.Count, Unit: h.Unit})
}

// furtherPlaces is where what is no longer named one by one stands.
const furtherPlaces = "further places"

// mark tells whether an object is met for the first time. Objects without a
// number stand in one place only.
func (s *pdfScan) mark(o pdfobject.Object) bool {
	ref, ok := o.(pdfobject.Ref)
	if !ok {
		return o != nil
	}
	if s.named[ref.Number] {
		return false
	}
	s.named[ref.Number] = true
	return true
}

// onPage says where something stands; page 0 is the document.
func onPage(page int, what string) string {
	if page == 0 {
		return what
	}
	return fmt.Sprintf("page %d, %s", page, what)
}

// joinTexts joins what is not empty.
func joinTexts(texts ...string) string {
	var kept []string
	for _, t := range texts {
		if t = cleanLine(t); t != "" {
			kept = append(kept, t)
		}
	}
	return strings.Join(kept, ": ")
}

// hiddenOnPage names what page number, from 1, holds besides what is seen on
// it. Annotations and form fields are not drawn into it yet. It asks pdfium
// only about pages of which the objects say that there is something to ask.
func (f *pdfFile) hiddenOnPage(ref references.FPDF_PAGE, number int) (items []Hidden, err error) {
	s := f.j.pdf
	if s == nil || number > len(s.pages) {
		return nil, nil
	}
	p := s.pages[number-1]
	content := s.readContent(f, p)
	items = content.hidden()
	if len(p.redacted) == 0 && len(p.links) == 0 && len(p.replaced) == 0 {
		return items, f.j.ctx.Err()
	}
	text, err := f.pdf.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: requests.Page{ByReference: &ref}})
	if err != nil {
		return nil, fmt.Errorf("text under notes: %w", err)
	}
	defer func() {
		_, closed := f.pdf.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
		err = errors.Join(err, closed)
	}()
	under := pdfUnder{f: f, text: text.TextPage}
	items = append(items, under.redacted(p)...)
	items = append(items, under.links(p)...)
	return append(items, under.replaced(p, content.shown.String())...), f.j.ctx.Err()
}
