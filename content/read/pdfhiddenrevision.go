package read

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/akta-foi/akta/content/read/pdfobject"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// pdfRevision is a state in which the file was saved.
type pdfRevision struct {
	end     int64          // bytes of the file, from its header on, that it had
	changed map[int]bool   // objects that the next save wrote
	words   map[string]int // once its text was read
	pages   [][]string
}

// revisions tells at which places the file ended when it was saved before,
// and the whole of it as the last one.
func (s *pdfScan) revisions() []pdfRevision {
	first := s.linearized()
	var all []pdfRevision
	for _, section := range s.raw.Sections {
		end := section.End
		if section.Start < first {
			end = first // the two sections of a linearized file are one save
		}
		if end == 0 {
			continue
		}
		n := len(all)
		if n == 0 || all[n-1].end < end {
			all = append(all, pdfRevision{end: end})
			if n > 0 {
				all[n-1].changed = map[int]bool{}
			}
			n++
		}
		if n > 1 {
			for _, number := range section.Numbers {
				all[n-2].changed[number] = true
			}
		}
	}
	return all
}

// linearized returns the length a linearized file had when it was made, or 0
// (ISO 32000-1 annex F).
func (s *pdfScan) linearized() int64 {
	lowest, found := int64(0), int64(-1)
	for _, n := range s.raw.Numbers() {
		if at, ok := s.raw.Place(n); ok && (found < 0 || at < lowest) {
			lowest, found = at, int64(n)
		}
	}
	r := s.raw.Reader(s.ctx, maxPDFWork)
	d := r.Dict(pdfobject.Ref{Number: int(max(found, 0))})
	if d["Linearized"] == nil {
		return 0
	}
	return min(r.Int(d["L"]), s.raw.Size)
}

// readRevisions names what the file was before it was saved again, and the text
// that each save took away.
func (s *pdfScan) readRevisions() {
	all := s.revisions()
	last := len(all) - 1
	for i := range max(last, 0) {
		s.name(Hidden{
			Kind: HiddenRevision, Where: fmt.Sprintf("revision %d of %d, bytes 0 to %d", i+1, len(all), all[i].end+s.raw.Header),
			Count: len(all[i].changed), Unit: "objects",
			Excerpt: fmt.Sprintf("the next save wrote %d objects", len(all[i].changed)),
		})
	}
	if last > maxRevisionsRead {
		s.f.doc.warn("of %d earlier revisions the text of the last %d was compared: open the others with another program", last, maxRevisionsRead)
	}
	for i := max(last-maxRevisionsRead, 0); i < last && s.ctx.Err() == nil; i++ {
		if err := s.compare(all, i); err != nil {
			s.f.doc.warn("revision %d of %d could not be opened (%v): what it had is not known", i+1, len(all), err)
		}
	}
}

// compare names the text that revision i has and the next one lacks.
func (s *pdfScan) compare(all []pdfRevision, i int) error {
	changed, err := s.mayDiffer(all[i])
	if err != nil || !changed {
		return err
	}
	for _, r := range []*pdfRevision{&all[i], &all[i+1]} {
		if err := s.readText(r, r == &all[len(all)-1]); err != nil {
			return err
		}
	}
	left := map[string]int{}
	for w, n := range all[i+1].words {
		left[w] = n
	}
	for n, words := range all[i].pages {
		var gone []string
		for _, w := range words {
			if left[w] > 0 {
				left[w]--
				continue
			}
			gone = append(gone, w)
		}
		if len(gone) > 0 {
			s.name(Hidden{
				Kind: HiddenRevision, Where: fmt.Sprintf("revision %d of %d, its page %d: text that the next revision lacks", i+1, len(all), n+1),
				Count: len(gone), Unit: "words", Excerpt: strings.Join(gone, " "),
			})
		}
	}
	return nil
}

// mayDiffer tells whether the save after a revision touched what pages draw.
// Adding a signature or filling a form does not.
func (s *pdfScan) mayDiffer(rev pdfRevision) (bool, error) {
	if s.raw.Encrypted() {
		return true, nil // the old objects cannot be read here; pdfium can
	}
	old, err := openObjects(s.ctx, io.NewSectionReader(s.f.j.src.Data, 0, rev.end+s.raw.Header), rev.end+s.raw.Header)
	if err != nil {
		return false, err
	}
	was, is := old.Reader(s.ctx, maxPDFWork), s.r
	for _, number := range old.Numbers() {
		if !rev.changed[number] {
			continue
		}
		stream, ok := was.Get(number).(*pdfobject.Stream)
		if !ok {
			continue
		}
		switch was.Name(stream.Dict["Type"]) {
		case "XRef", "ObjStm", "Metadata", "EmbeddedFile":
		default:
			return true, nil
		}
	}
	before := pagesOfTree(was, was.Dict(old.Trailer["Root"]))
	if len(before) != len(s.pages) {
		return true, nil
	}
	for i, p := range before {
		if !slices.EqualFunc(was.Array(p.dict["Contents"]), is.Array(s.pages[i].dict["Contents"]), func(a, b pdfobject.Object) bool {
			ref, ok := a.(pdfobject.Ref)
			return ok && b == pdfobject.Object(ref)
		}) {
			return true, nil
		}
	}
	return false, errors.Join(was.Err(), is.Err())
}

// readText has pdfium read the text of a revision; the whole file is open
// already.
func (s *pdfScan) readText(rev *pdfRevision, whole bool) (err error) {
	if rev.words != nil {
		return nil
	}
	document := s.f.document
	if !whole {
		size := rev.end + s.raw.Header
		load := &requests.FPDF_LoadCustomDocument{Reader: io.NewSectionReader(s.f.j.src.Data, 0, size), Size: size}
		if s.f.j.src.Password != "" {
			load.Password = &s.f.j.src.Password
		}
		opened, err := s.f.pdf.FPDF_LoadCustomDocument(load)
		if err != nil {
			return err
		}
		document = opened.Document
		defer func() {
			_, closed := s.f.pdf.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: document})
			err = errors.Join(err, closed)
		}()
	}
	count, err := s.f.pdf.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: document})
	if err != nil {
		return err
	}
	if count.PageCount > maxRevisionPages {
		s.f.doc.warn("of a revision with %d pages the text of the first %d was compared", count.PageCount, maxRevisionPages)
	}
	words, pages := map[string]int{}, [][]string(nil)
	for i := range min(count.PageCount, maxRevisionPages) {
		text, err := s.pageText(document, i)
		if err != nil {
			return fmt.Errorf("page %d: %w", i+1, err)
		}
		page := strings.Fields(text)
		for _, w := range page {
			words[w]++
		}
		pages = append(pages, page)
	}
	rev.words, rev.pages = words, pages
	return nil
}

// pageText returns the text of one page, seen or not.
func (s *pdfScan) pageText(document references.FPDF_DOCUMENT, index int) (text string, err error) {
	page, err := s.f.pdf.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: document, Index: index})
	if err != nil {
		return "", err
	}
	defer func() {
		_, closed := s.f.pdf.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: page.Page})
		err = errors.Join(err, closed)
	}()
	loaded, err := s.f.pdf.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: requests.Page{ByReference: &page.Page}})
	if err != nil {
		return "", err
	}
	defer func() {
		_, closed := s.f.pdf.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: loaded.TextPage})
		err = errors.Join(err, closed)
	}()
	chars, err := s.f.pdf.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: loaded.TextPage})
	if err != nil || chars.Count <= 0 {
		return "", err
	}
	got, err := s.f.pdf.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: loaded.TextPage, StartIndex: 0, Count: min(chars.Count, maxPageChars)})
	if err != nil {
		return "", err
	}
	return got.Text, nil
}
