package typeset

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// breaker sets runs into lines of a given width. Its words get their place in
// the block: x from the left edge, y the number of the line.
type breaker struct {
	p     *Pages
	style style
	width int  // pixels
	right bool // set to the right; without it ragged

	pen   int  // 1/64 pixel
	held  bool // the open line has a word
	lines int  // that are closed
	first int  // word of the open line
	blank int  // 1/64 pixel of white space before the next word
	white int  // 1/64 pixel of one blank
}

// breakRuns sets runs into lines; the first line begins at pixel start. It
// returns the number of lines.
func (p *Pages) breakRuns(runs []Run, s style, width, start int, right bool) (lines int, err error) {
	face, err := p.fonts.face(s)
	if err != nil {
		return 0, err
	}
	space, err := p.fonts.load(face, ' ')
	if err != nil {
		return 0, err
	}
	b := &breaker{p: p, style: s, width: width, right: right, pen: start << 6, first: len(p.words), white: space.advance}
	if err := p.scan(runs, s, b.add); err != nil {
		return 0, err
	}
	if b.held {
		b.endLine()
	}
	return b.lines, nil
}

// add sets one word and notes the white space after it.
func (b *breaker) add(word []chunk, white rune) error {
	if len(word) > 0 {
		if err := b.word(word); err != nil {
			return err
		}
	}
	switch white {
	case ' ':
		if b.style.mono || b.blank == 0 {
			b.blank += b.white
		}
		b.p.after(GapBlank)
	case '\t':
		b.tab()
		b.p.after(GapBlank)
	case '\n':
		b.endLine()
		b.p.afterLine()
	case '\f':
		b.endLine()
		b.p.after(GapParagraph)
	}
	return nil
}

// tab moves to the next stop; in the typewriter font those are eight
// characters apart.
func (b *breaker) tab() {
	stop := b.style.size.em(350) << 6
	if b.style.mono {
		stop = 8 * b.white
	}
	at := b.pen + b.blank
	b.pen, b.blank = at+stop-at%stop, 0
}

// word sets one word on the open line, on the next one, or in pieces.
func (b *breaker) word(word []chunk) error {
	width, bytes := 0, 0
	for _, c := range word {
		width, bytes = width+c.width, bytes+len(c.text)
	}
	if b.held || b.style.mono {
		b.pen += b.blank
	}
	b.blank = 0
	if b.pen+width > b.width<<6 && (b.held || b.pen > b.width<<5) {
		b.endLine()
	}
	if b.pen+width <= b.width<<6 && bytes <= b.p.limits.WordBytes {
		return b.piece(word)
	}
	return b.broken(word)
}

// broken sets a word that is longer than its line, or than any word may be, in
// pieces. No piece is empty and no mark is parted from its letter.
func (b *breaker) broken(word []chunk) error {
	var piece []chunk
	pen, bytes := b.pen, 0
	for _, c := range word {
		from := 0
		for i := 0; i < len(c.text); {
			n := norm.NFC.NextBoundaryInString(c.text[i:], true)
			width := c.face.width(norm.NFC.String(c.text[i : i+n]))
			full := pen+width > b.width<<6
			if bytes > 0 && (full || bytes+n > b.p.limits.WordBytes) {
				if err := b.piece(cut(piece, c, from, i)); err != nil {
					return err
				}
				if full {
					b.endLine()
				}
				piece, pen, bytes, from = piece[:0], b.pen, 0, i
			}
			pen, bytes, i = pen+width, bytes+n, i+n
		}
		piece = cut(piece, c, from, len(c.text))
	}
	return b.piece(piece)
}

// cut joins a part of a chunk to a piece.
func cut(piece []chunk, c chunk, from, to int) []chunk {
	if from == to {
		return piece
	}
	drawn := norm.NFC.String(c.text[from:to])
	return append(piece, chunk{c.text[from:to], drawn, c.face, c.face.width(drawn)})
}

// piece appends a word, or a part of one, to the open line.
func (b *breaker) piece(chunks []chunk) error {
	p := b.p
	if len(p.words) >= p.limits.Words {
		return fmt.Errorf("typeset: more than %d words: split the file", p.limits.Words)
	}
	text := chunks[0].text
	if len(chunks) > 1 {
		var all strings.Builder
		for _, c := range chunks {
			all.WriteString(c.text)
		}
		text = all.String()
	}
	p.words = append(p.words, word{text: text, run: int32(len(p.runs)), x: int32((b.pen + 32) >> 6), y: int32(b.lines)})
	width := 0
	for _, c := range chunks {
		p.runs = append(p.runs, run{c.drawn, int32((width + 32) >> 6), c.face})
		width += c.width
	}
	b.pen, b.held = b.pen+width, true
	return nil
}

// endLine closes the open line, which may be empty.
func (b *breaker) endLine() {
	if b.right {
		shift := int32(b.width - (b.pen+63)>>6)
		for i := b.first; i < len(b.p.words); i++ {
			b.p.words[i].x += max(shift, 0)
		}
	}
	b.lines++
	b.first, b.pen, b.blank, b.held = len(b.p.words), 0, 0, false
}

// after records white space behind the last word.
func (p *Pages) after(g Gap) {
	if n := len(p.words); n > 0 {
		p.words[n-1].gap = max(p.words[n-1].gap, g)
	}
}

// afterLine records a line break; two of them make a paragraph.
func (p *Pages) afterLine() {
	if n := len(p.words); n > 0 && p.words[n-1].gap == GapLine {
		p.after(GapParagraph)
	}
	p.after(GapLine)
}
