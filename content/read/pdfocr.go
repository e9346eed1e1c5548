package read

// look lets OCR read the image of a page: its words become those of a page on
// which no program reads any, and elsewhere they are held against the text
// layer. It runs outside of every sandbox, in a goroutine of its own.
func (r *pdfRun) look(p *pdfPage) error {
	select {
	case r.engine.looks <- struct{}{}:
		defer func() { <-r.engine.looks }()
	case <-r.ctx.Done():
		return r.ctx.Err()
	}
	seen, err := r.recognise(p.page, p.gray)
	p.gray = nil
	if err != nil || seen == nil {
		return err
	}
	if p.unread() {
		p.tokens, p.readable = seen.tokens, len(seen.tokens)
		for _, h := range seen.hidden {
			p.doc.hide(h)
		}
		return nil
	}
	for _, h := range twoReaders(p.tokens, seen.tokens, p.page) {
		p.doc.hide(h)
	}
	return nil
}
