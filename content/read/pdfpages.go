package read

import (
	"context"
	"fmt"
	"sync"
)

// readPDF reads one PDF.
func readPDF(j *job) error {
	if j.reader.opt.OCR == nil {
		return j.reader.pdf.readWith(j, nil)
	}
	return j.reader.pdf.readWith(j, j.recognise)
}

// readWith reads one PDF with what reads page images; nil reads none.
func (e *pdfEngine) readWith(j *job, recognise recogniser) error {
	if j.src.Size > maxPDFSize {
		return fmt.Errorf("pdf: %d bytes, at most %d are read: split the file", j.src.Size, int64(maxPDFSize))
	}
	box, err := e.take(j.ctx)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(j.ctx)
	j.ctx = ctx // of OCR, too
	f, err := openPDF(ctx, j, e, box, j.doc)
	if err == nil {
		if err = f.guarded("pdf: opening", f.describe); err != nil {
			f.close(err) // its error says no more than the one there is
		}
	}
	if err != nil {
		cancel()
		e.give(box)
		return err
	}
	j.doc.MediaType, j.doc.Format = "application/pdf", "pdf"
	r := &pdfRun{
		engine: e, j: j, ctx: ctx, pages: f.pages, recognise: recognise,
		tickets: make(chan pageTicket, pagesInFlight*e.workers), done: make(chan struct{}),
	}
	return r.all(f, cancel)
}

// recogniser is job.recognise.
type recogniser func(page Page, gray []byte) (*recognised, error)

// pdfRun is the reading of one PDF's pages by several sandboxes: pages are
// handed out in order, at most a few ahead, and come back in order.
type pdfRun struct {
	engine    *pdfEngine
	j         *job
	ctx       context.Context
	pages     int
	tickets   chan pageTicket
	done      chan struct{} // closed when there will be no more tickets
	running   sync.WaitGroup
	recognise recogniser // nil: no OCR
	unmapped  int
}

// pageTicket is one page to be read, index from 0, and where it is wanted.
type pageTicket struct {
	index int
	out   chan pageResult // holds one
}

type pageResult struct {
	*pdfPage
	err error
}

// all reads every page, the first sandbox holding f already.
func (r *pdfRun) all(f *pdfFile, cancel context.CancelFunc) (err error) {
	var ahead []pageTicket
	asked := 0
	ask := func() {
		if asked < r.pages {
			t := pageTicket{asked, make(chan pageResult, 1)}
			ahead = append(ahead, t)
			r.tickets <- t // there is room for all that are ahead
			asked++
		}
	}
	for range cap(r.tickets) {
		ask()
	}
	r.running.Go(func() { r.first(f) })
	for range min(r.engine.workers, r.pages) - 1 {
		r.running.Go(r.further)
	}
	defer func() {
		if err != nil {
			cancel() // nobody wants the pages that are being read
		}
		close(r.tickets)
		close(r.done)
		r.running.Wait()
		cancel()
	}()
	for i := range r.pages {
		var result pageResult
		select {
		case <-r.ctx.Done():
			return r.ctx.Err()
		case result = <-ahead[0].out:
		}
		ahead = ahead[1:]
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if result.err != nil {
			return result.err
		}
		if err := r.deliver(result.pdfPage); err != nil {
			return err
		}
		r.j.progress("page", i+1, r.pages)
		ask()
	}
	return r.finish()
}

// first works in the sandbox in which the document was opened.
func (r *pdfRun) first(f *pdfFile) {
	err := r.work(f, func() bool { return false })
	f.close(err) // what the pages say counts
	r.engine.give(f.box)
}

// further waits for a free sandbox and works in it, until another document
// has none.
func (r *pdfRun) further() {
	wanted := func() bool { return r.engine.waiting.Load() > 0 }
	for {
		var box *sandbox
		select {
		case <-r.done:
			return
		case box = <-r.engine.slots:
		}
		f, err := openPDF(r.ctx, r.j, r.engine, box, &Document{})
		if err == nil {
			err = r.work(f, wanted)
			f.close(err)
		}
		r.engine.give(box)
		if err != nil {
			return // the first sandbox goes on, or has the same error
		}
	}
}

// work reads pages until there are no more, one fails, or leave says so.
func (r *pdfRun) work(f *pdfFile, leave func() bool) error {
	for !leave() {
		var t pageTicket
		var more bool
		select {
		case <-r.ctx.Done():
			return r.ctx.Err()
		case t, more = <-r.tickets:
		}
		if !more {
			return nil
		}
		var p *pdfPage
		err := f.guarded(fmt.Sprintf("pdf: page %d of %d", t.index+1, r.pages), func() (err error) {
			p, err = f.readPage(t.index, r.recognise != nil)
			return err
		})
		if err == nil && p.gray != nil {
			r.running.Go(func() { t.out <- pageResult{p, r.look(p)} })
			continue
		}
		t.out <- pageResult{p, err}
		if err != nil {
			return err
		}
	}
	return nil
}

// deliver takes the next page into the document.
func (r *pdfRun) deliver(p *pdfPage) error {
	doc := r.j.doc
	for _, h := range p.doc.Hidden {
		doc.hide(h)
	}
	for _, w := range p.doc.Warnings {
		doc.warn("%s", w)
	}
	if p.unread() {
		doc.UnreadPages = append(doc.UnreadPages, p.page.Number)
	}
	if len(doc.Tokens)+len(p.tokens) > maxTokens {
		return fmt.Errorf("pdf: page %d of %d: text: more than %d words: split the file", p.page.Number, r.pages, maxTokens)
	}
	if n := len(p.tokens); n > 0 {
		word, _ := separator(p.tokens[n-1].Text)
		p.tokens[n-1].Text = word + gapParagraph.String()
	}
	doc.Tokens = append(doc.Tokens, p.tokens...)
	r.unmapped += p.unmapped
	return r.j.page(p.page)
}

func (r *pdfRun) finish() error {
	doc := r.j.doc
	if n := len(doc.Tokens); n > 0 {
		word, _ := separator(doc.Tokens[n-1].Text)
		doc.Tokens[n-1].Text = word + gapLine.String()
	}
	doc.MachineRead = len(doc.UnreadPages) == 0
	if r.unmapped > 0 {
		doc.warn("%d characters have no meaning in the file's fonts: compare the text with the page images", r.unmapped)
	}
	return nil
}
