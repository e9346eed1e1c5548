package audit

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"golang.org/x/text/unicode/norm"
)

// readWord is a word that the second reader found in a PDF, folded.
type readWord struct {
	page int // from 1
	text string
}

// readChar is a character and its place on the page's image, in pixels.
type readChar struct {
	r              rune
	x0, y0, x1, y1 int
	placed         bool
}

// pageReading is what the second reader found on one page.
type pageReading struct {
	words []readWord
	chars int
	hits  []Hit
}

// readFacsimile reads all pages of a facsimile with pdfium, several at once,
// and looks for ink under every character.
func (x *inspection) readFacsimile(f *item, d *pdfDocument) ([]readWord, error) {
	ctx, cancel := context.WithCancel(f.ctx)
	defer cancel()
	pages := make([]pageReading, len(d.pages))
	var next atomic.Int32
	var wait sync.WaitGroup
	var once sync.Once
	var failed error
	work := func(r *pdfReader) {
		defer x.readers.give(r)
		if err := r.readPages(ctx, x.readers.compiled(), f, d, pages, &next); err != nil {
			once.Do(func() { failed = err })
			cancel()
		}
	}
	first, err := x.readers.take(ctx)
	if err != nil {
		return nil, err
	}
	for n := pagesEachWorker; n < len(pages); n += pagesEachWorker {
		if r := x.readers.takeFree(); r != nil {
			wait.Go(func() { work(r) })
		}
	}
	work(first)
	wait.Wait()
	if failed != nil {
		return nil, failed
	}
	var words []readWord
	for _, p := range pages {
		words = append(words, p.words...)
		x.count(CheckInk, p.chars)
		x.add(p.hits...)
	}
	x.count(CheckWords, len(words))
	return words, nil
}

// readPages reads pages until there are no more.
func (r *pdfReader) readPages(ctx context.Context, cache wazero.CompilationCache, f *item, d *pdfDocument, pages []pageReading, next *atomic.Int32) (err error) {
	o, err := r.openIn(ctx, cache, f.r, f.size)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, r.stop()) // it may be in any state
			return
		}
		err = o.instance.Close()
	}()
	count, err := o.Do("FPDF_GetPageCount", o.document)
	if err != nil {
		return err
	}
	if int(int32(count)) != len(pages) {
		return fmt.Errorf("pdf: a second reader counts %d pages of %d", int32(count), len(pages))
	}
	for i := int(next.Add(1)) - 1; i < len(pages); i = int(next.Add(1)) - 1 {
		what := fmt.Sprintf("pdf: page %d of %d", i+1, len(pages))
		if err := r.guarded(ctx, what, func() error { return o.readPage(f, d, i, &pages[i]) }); err != nil {
			return err
		}
	}
	return nil
}

func (o *pdfOpen) readPage(f *item, d *pdfDocument, i int, out *pageReading) error {
	page, err := o.Do("FPDF_LoadPage", o.document, uint64(i))
	if err != nil {
		return err
	}
	if page == 0 {
		return errors.New("a page that cannot be loaded")
	}
	chars, err := o.readChars(page, d.pages[i])
	if err != nil {
		return err
	}
	out.words, out.chars = wordsOf(chars, i+1), len(chars)
	m, err := d.printed(i, o.grey)
	if err != nil {
		return err
	}
	o.grey = m.grey
	if n, first := m.bare(chars); n > 0 {
		out.hits = append(out.hits, f.hit(CheckInk, 0, fmt.Sprintf("page %d: %s, %d letters or digits in all", i+1, first, n)))
	}
	if i == 0 {
		// Once, the second reader says that it paints the image and nothing else.
		apart := 0
		if err := o.render(page, d.pages[i], func(painted inkMap) { apart = painted.apart(m) }); err != nil {
			return err
		}
		if apart > 0 {
			out.hits = append(out.hits, f.hit(CheckStructure, 0, fmt.Sprintf("page %d: a second reader paints %d pixels otherwise than its image", i+1, apart)))
		}
	}
	_, err = o.Do("FPDF_ClosePage", page)
	return err
}

// readChars reads the characters of a page with their places.
func (o *pdfOpen) readChars(page uint64, p pdfPage) ([]readChar, error) {
	text, err := o.Do("FPDFText_LoadPage", page)
	if err != nil {
		return nil, err
	}
	if text == 0 {
		return nil, errors.New("text that cannot be read")
	}
	n, err := o.Do("FPDFText_CountChars", text)
	if err != nil {
		return nil, err
	}
	count := int(int32(n))
	if count < 0 || count > maxPageChars {
		return nil, fmt.Errorf("%d characters on one page, at most %d are read", count, maxPageChars)
	}
	chars := make([]readChar, count)
	for i := range chars {
		code, err := o.Do("FPDFText_GetUnicode", text, uint64(i))
		if err != nil {
			return nil, err
		}
		chars[i].r = rune(uint32(code))
		if isLetter(chars[i].r) {
			if err := o.placeChar(text, page, i, p, &chars[i]); err != nil {
				return nil, err
			}
		}
	}
	_, err = o.Do("FPDFText_ClosePage", text)
	return chars, err
}

// placeChar gives a character its place, that of its glyph, which is as high as
// the word. One without any height is left without a place.
func (o *pdfOpen) placeChar(text, page uint64, i int, p pdfPage, c *readChar) error {
	ok, err := o.Do("FPDFText_GetCharBox", text, uint64(i), o.at(0), o.at(1), o.at(2), o.at(3))
	if err != nil {
		return err
	}
	box := o.doubles()
	left, right, bottom, top := box[0], box[1], box[2], box[3]
	if ok == 0 || math.IsNaN(left+right+top+bottom) || math.IsInf(left+right+top+bottom, 0) {
		return nil
	}
	// Only pdfium knows how a page is turned and moved; height minus y is wrong.
	x0, y0, err := o.device(page, p, left, top)
	if err != nil {
		return err
	}
	x1, y1, err := o.device(page, p, right, bottom)
	if err != nil {
		return err
	}
	*c = readChar{c.r, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), max(y0, y1)-min(y0, y1) >= minCharHeight}
	return nil
}

func (o *pdfOpen) device(page uint64, p pdfPage, x, y float64) (int, int, error) {
	ok, err := o.Do("FPDF_PageToDevice", page, 0, 0, uint64(p.columns), uint64(p.rows), 0, api.EncodeF64(x), api.EncodeF64(y), o.at(0), o.at(1))
	if err != nil || ok == 0 {
		return 0, 0, errors.Join(errors.New("a character without a place"), err)
	}
	px, okX := o.Memory().ReadUint32Le(uint32(o.at(0)))
	py, okY := o.Memory().ReadUint32Le(uint32(o.at(1)))
	if !okX || !okY {
		return 0, 0, errors.New("no answer from pdfium")
	}
	return int(int32(px)), int(int32(py)), nil
}

// wordsOf are the words of a page. A hyphen with which a line broke a word is
// nothing: pdfium puts a mark in its place.
func wordsOf(chars []readChar, page int) []readWord {
	var out []readWord
	var word strings.Builder
	end := func() {
		if w := foldWord(word.String()); w != "" {
			out = append(out, readWord{page, w})
		}
		word.Reset()
	}
	for _, c := range chars {
		switch {
		case unicode.IsSpace(c.r):
			end()
		case c.r == 0x02 || c.r == 0xfffe:
		default:
			word.WriteRune(c.r)
		}
	}
	end()
	return out
}

// foldWord keeps the letters and digits of a word, in compatibility form, so
// that a ligature or a full-width digit is what it stands for.
func foldWord(s string) string {
	return strings.Map(func(r rune) rune {
		if isLetter(r) || unicode.IsMark(r) {
			return r
		}
		return -1
	}, norm.NFKC.String(s))
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
