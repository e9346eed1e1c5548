package read

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode"

	"github.com/tetratelabs/wazero/api"
)

// Characters pdfium puts in place of what it understood.
const (
	pdfiumHyphen     = '\u0002' // a hyphen at a line end that breaks a word
	pdfiumNoMeaning  = '\uFFFE' // the same, in its other text buffer
	softHyphen       = '\u00AD'
	glyphMargin      = 2   // pixels around a glyph: one for the blur of its edges, one because pdfium sets it on a whole pixel
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
	*pdfPage
	guest  *guest
	handle uint64 // of the page
	text   uint64 // of its text
	words  words
	area   rect // of the current word
	line   Box  // of the current line, in pixels: the page may be turned
	last   Box  // of the line before
	broken bool // a hyphen at a line end came last
}

// readWords collects the words of a page in pdfium's reading order.
func (f *pdfFile) readWords(handle uint64, page *pdfPage) error {
	text, err := f.guest.Do("FPDFText_LoadPage", handle)
	if err != nil {
		return fmt.Errorf("text: %w", err)
	}
	if text == 0 {
		return fmt.Errorf("text: %w", errGuest)
	}
	n, err := f.guest.Do("FPDFText_CountChars", text)
	if err != nil {
		return fmt.Errorf("text: %w", err)
	}
	count := int(int32(n))
	if count < 0 || count > maxPageChars {
		return fmt.Errorf("text: %d characters on one page, at most %d are read", count, maxPageChars)
	}
	p := &pageWords{pdfPage: page, guest: f.guest, handle: handle, text: text}
	for i := range count {
		if err := p.char(i); err != nil {
			return fmt.Errorf("text: character %d: %w", i, err)
		}
	}
	if err := p.endWord(); err != nil {
		return fmt.Errorf("text: %w", err)
	}
	if p.tokens, err = p.words.finish(); err != nil {
		return err
	}
	_, err = f.guest.Do("FPDFText_ClosePage", text)
	return err
}

// char takes the character with the given index.
func (p *pageWords) char(i int) error {
	code, err := p.guest.Do("FPDFText_GetUnicode", p.text, uint64(i))
	if err != nil {
		return err
	}
	r := rune(uint32(code))
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
	g := p.guest
	ok, err := g.Do("FPDFText_GetCharBox", p.text, uint64(i), g.at(0), g.at(1), g.at(2), g.at(3))
	if err != nil {
		return rect{}, err
	}
	box, err := g.results()
	if err != nil {
		return rect{}, err
	}
	if left, right, bottom, top := box[0], box[1], box[2], box[3]; ok != 0 && right > left && top > bottom {
		return rect{left, bottom, right, top, true}, nil
	}
	ok, err = g.Do("FPDFText_GetLooseCharBox", p.text, uint64(i), g.at(0))
	if err != nil {
		return rect{}, err
	}
	loose, err := g.floats() // FS_RECTF: left, top, right, bottom
	if err != nil {
		return rect{}, err
	}
	if left, top, right, bottom := loose[0], loose[1], loose[2], loose[3]; ok != 0 && right > left && top > bottom {
		return rect{left, bottom, right, top, true}, nil
	}
	return rect{}, nil // generated by pdfium: it has no place
}

// device turns page coordinates into pixels, glyphMargin larger on each side. Only pdfium knows how /Rotate and /CropBox turn and
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
	left, right := max(min(x0, x1)-glyphMargin, 0), min(max(x0, x1)+glyphMargin, p.page.Width)
	top, bottom := max(min(y0, y1)-glyphMargin, 0), min(max(y0, y1)+glyphMargin, p.page.Height)
	if left >= right || top >= bottom {
		return Box{}, nil
	}
	return Box{left, top, right - left, bottom - top}, nil
}

func (p *pageWords) point(x, y float64) (int, int, error) {
	if math.IsNaN(x) || math.IsNaN(y) {
		return 0, 0, errors.New("a character without a position")
	}
	return p.guest.toDevice(p.handle, p.page, x, y)
}

// toDevice asks pdfium where a point of a page lies on its image.
func (g *guest) toDevice(handle uint64, page Page, x, y float64) (int, int, error) {
	ok, err := g.Do("FPDF_PageToDevice", handle, 0, 0, uint64(page.Width), uint64(page.Height), 0,
		api.EncodeF64(x), api.EncodeF64(y), g.at(0), g.at(1))
	if err != nil {
		return 0, 0, err
	}
	if ok == 0 {
		return 0, 0, fmt.Errorf("a point at %g, %g: %w", x, y, errGuest)
	}
	px, okX := g.Memory().ReadUint32Le(uint32(g.at(0)))
	py, okY := g.Memory().ReadUint32Le(uint32(g.at(1)))
	if !okX || !okY {
		return 0, 0, errGuest
	}
	return int(int32(px)), int(int32(py)), nil
}
