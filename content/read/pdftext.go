package read

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// Characters pdfium puts in place of what it understood.
const (
	pdfiumHyphen     = '\u0002' // a hyphen at a line end that breaks a word
	pdfiumNoMeaning  = '\uFFFE' // the same, in its other text buffer
	softHyphen       = '\u00AD'
	paragraphSpacing = 0.9 // of a line's height: more white than this begins a paragraph
)

// rect is a rectangle in page coordinates, y upwards.
type rect struct {
	left, bottom, right, top float64
	set                      bool
}

func (r *rect) join(o rect) {
	if !o.set {
		return
	}
	if !r.set {
		*r = o
		return
	}
	r.left, r.bottom = min(r.left, o.left), min(r.bottom, o.bottom)
	r.right, r.top = max(r.right, o.right), max(r.top, o.top)
}

// pageWords collects the words of one page.
type pageWords struct {
	*pdfFile
	ref      references.FPDF_PAGE
	text     references.FPDF_TEXTPAGE
	page     Page
	area     rect // of the current word
	line     Box  // of the current line, in pixels: the page may be turned
	last     Box  // of the line before
	broken   bool // a hyphen at a line end came last
	readable int
}

// readWords appends the words of a page in pdfium's reading order and returns
// the number of characters that mean something.
func (f *pdfFile) readWords(ref references.FPDF_PAGE, page Page) (readable int, err error) {
	text, err := f.pdf.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: requests.Page{ByReference: &ref}})
	if err != nil {
		return 0, fmt.Errorf("text: %w", err)
	}
	defer func() {
		_, closed := f.pdf.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
		err = errors.Join(err, closed)
	}()
	chars, err := f.pdf.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return 0, fmt.Errorf("text: %w", err)
	}
	if chars.Count > maxPageChars {
		return 0, fmt.Errorf("text: %d characters on one page, at most %d are read", chars.Count, maxPageChars)
	}
	p := &pageWords{pdfFile: f, ref: ref, text: text.TextPage, page: page}
	for i := range chars.Count {
		if err := p.char(i); err != nil {
			return 0, fmt.Errorf("text: character %d: %w", i, err)
		}
	}
	if err := p.endWord(); err != nil {
		return 0, err
	}
	if len(f.words.tokens) > maxTokens {
		return 0, fmt.Errorf("text: more than %d words: split the file", maxTokens)
	}
	f.words.space(gapParagraph)
	return p.readable, nil
}

// char takes the character with the given index.
func (p *pageWords) char(i int) error {
	got, err := p.pdf.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: p.text, Index: i})
	if err != nil {
		return err
	}
	r := rune(got.Unicode)
	switch {
	case r == '\n', r == '\r':
		if err := p.endWord(); err != nil {
			return err
		}
		if r == '\n' {
			p.endLine()
		}
		return nil
	case unicode.IsSpace(r):
		if err := p.endWord(); err != nil {
			return err
		}
		p.words.space(gapBlank)
		return nil
	}
	box, err := p.charBox(i)
	if err != nil {
		return err
	}
	if r == pdfiumHyphen || r == pdfiumNoMeaning {
		p.area.join(box)
		p.broken = true
		return nil
	}
	if p.broken {
		if err := p.joinBroken(r); err != nil {
			return err
		}
	}
	if r == softHyphen {
		p.area.join(box) // invisible inside a line: only its place counts
		return nil
	}
	for _, r := range p.letters(r) {
		if len(p.words.word)+4 > maxTokenBytes {
			if err := p.endWord(); err != nil {
				return err
			}
		}
		p.words.add(r)
	}
	p.area.join(box)
	return nil
}

// letters spells out ligatures and marks what means nothing.
func (p *pageWords) letters(r rune) string {
	switch {
	case r >= 0xFB00 && r <= 0xFB06:
		p.readable++
		return [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[r-0xFB00]
	case r <= 0 || r > unicode.MaxRune || r >= 0xD800 && r <= 0xDFFF || unicode.IsControl(r) || r == unicode.ReplacementChar:
		p.unmapped++
		return "\uFFFD"
	case unicode.Is(unicode.Co, r): // private use: the font's own numbering
		p.unmapped++
		return string(r)
	}
	p.readable++
	return string(r)
}

// joinBroken ends the first half of a word that a line end broke; next begins
// the second half. A hyphen before a small letter only broke the line; before
// anything else it belongs to the word.
func (p *pageWords) joinBroken(next rune) error {
	p.broken = false
	if !unicode.IsLower(next) {
		p.words.add('-')
	}
	if err := p.endWord(); err != nil {
		return err
	}
	p.line = Box{}
	return nil
}

// endWord closes the current word and gives it its box.
func (p *pageWords) endWord() error {
	if p.broken { // nothing followed: the hyphen was just a hyphen
		p.words.add('-')
		p.broken = false
	}
	if !p.words.open {
		return nil
	}
	p.words.page = p.page.Number
	box, err := p.device(p.area)
	switch {
	case err != nil:
		return err
	case box.Empty():
	case p.line.Empty() && !p.last.Empty():
		p.breakBefore(box)
	}
	p.line = p.line.join(box)
	p.words.box = box
	p.words.end()
	p.area = rect{}
	return nil
}

// endLine remembers the line and separates the words.
func (p *pageWords) endLine() {
	if !p.line.Empty() {
		p.last, p.line = p.line, Box{}
	}
	p.words.space(gapLine)
	p.words.lines = 0 // pdfium's empty lines are not blank lines of the page
}

// breakBefore turns a line break into the end of a paragraph if there is more
// white between the lines than a line is high, or the next one stands higher.
func (p *pageWords) breakBefore(next Box) {
	white := next.Y - (p.last.Y + p.last.H)
	if float64(white) <= paragraphSpacing*float64(p.last.H) && next.Y+next.H >= p.last.Y {
		return
	}
	if n := len(p.words.tokens); n > 0 {
		t := &p.words.tokens[n-1]
		if strings.HasSuffix(t.Text, "\n") && !strings.HasSuffix(t.Text, "\n\n") {
			t.Text += "\n"
		}
	}
}

// charBox returns the box of a glyph, or the room of its line where the font
// does not say how large the glyph is.
func (p *pageWords) charBox(i int) (rect, error) {
	box, err := p.pdf.FPDFText_GetCharBox(&requests.FPDFText_GetCharBox{TextPage: p.text, Index: i})
	if err == nil && box.Right > box.Left && box.Top > box.Bottom {
		return rect{box.Left, box.Bottom, box.Right, box.Top, true}, nil
	}
	loose, err := p.pdf.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: p.text, Index: i})
	if err != nil || !(loose.Rect.Right > loose.Rect.Left && loose.Rect.Top > loose.Rect.Bottom) {
		return rect{}, nil // generated by pdfium: it has no place
	}
	l := loose.Rect
	return rect{float64(l.Left), float64(l.Bottom), float64(l.Right), float64(l.Top), true}, nil
}

// device turns page coordinates into pixels, one pixel larger on each side for
// the blur of the edges. Only pdfium knows how /Rotate and /CropBox turn and
// move a page; height minus y is wrong.
func (p *pageWords) device(r rect) (Box, error) {
	if !r.set {
		return Box{}, nil
	}
	x0, y0, err := p.point(r.left, r.top)
	if err != nil {
		return Box{}, err
	}
	x1, y1, err := p.point(r.right, r.bottom)
	if err != nil {
		return Box{}, err
	}
	left, right := max(min(x0, x1)-1, 0), min(max(x0, x1)+1, p.page.Width)
	top, bottom := max(min(y0, y1)-1, 0), min(max(y0, y1)+1, p.page.Height)
	if left >= right || top >= bottom {
		return Box{}, nil
	}
	return Box{left, top, right - left, bottom - top}, nil
}

func (p *pageWords) point(x, y float64) (int, int, error) {
	if math.IsNaN(x) || math.IsNaN(y) {
		return 0, 0, errors.New("a character without a position")
	}
	at, err := p.pdf.FPDF_PageToDevice(&requests.FPDF_PageToDevice{
		Page: requests.Page{ByReference: &p.ref}, SizeX: p.page.Width, SizeY: p.page.Height,
		Rotate: enums.FPDF_PAGE_ROTATION_NONE, PageX: x, PageY: y,
	})
	if err != nil {
		return 0, 0, err
	}
	return at.DeviceX, at.DeviceY, nil
}
