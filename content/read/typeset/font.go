package typeset

import (
	"fmt"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gobolditalic"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/gomonobold"
	"golang.org/x/image/font/gofont/gomonobolditalic"
	"golang.org/x/image/font/gofont/gomonoitalic"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// size is a type size in tenths of a point.
type size int

const (
	bodySize  size = 105
	tableSize size = 95
	monoSize  size = 95 // its letters are wide
	groupSize size = 80 // of tables that go in column groups
	leastSize size = 60 // below this nobody reads
)

// headingSize gives the sizes of headings, which are bold.
func headingSize(level int) size { return [...]size{180, 150, 130, 115, 105, 105}[level-1] }

// ppem is the size in 1/64 pixel.
func (s size) ppem() fixed.Int26_6 { return fixed.Int26_6((int(s)*DPI*64 + 360) / 720) }

// line is the distance of two base lines, in pixels.
func (s size) line() int { return int(s) * DPI * 7 / 3600 }

// ascent is the distance of the first base line from the top of its line.
func (s size) ascent() int { return s.line() * 3 / 4 }

// em converts 1/100 of the size to pixels.
func (s size) em(hundredths int) int { return int(s) * DPI * hundredths / 72000 }

// style is a face in a size.
type style struct {
	size               size
	bold, italic, mono bool
}

// glyph is the picture of one character.
type glyph struct {
	advance    int    // 1/64 pixel
	x, y, w, h int    // of the ink, from the pen
	ink        []byte // levels, 255 where there is none
}

// fonts draws every glyph once. It is filled while the text is laid out and
// only read while pages are drawn, by several goroutines.
type fonts struct {
	faces  map[style]*face // of the same few styles
	buffer sfnt.Buffer
}

// face is one style with the glyphs that were used.
type face struct {
	font   *sfnt.Font
	ppem   fixed.Int26_6
	glyphs map[rune]*glyph
	hollow *glyph // for characters without a picture
}

func newFonts() *fonts { return &fonts{faces: map[style]*face{}} }

// file returns the font of a style.
func (s style) file() []byte {
	switch {
	case s.mono && s.bold && s.italic:
		return gomonobolditalic.TTF
	case s.mono && s.bold:
		return gomonobold.TTF
	case s.mono && s.italic:
		return gomonoitalic.TTF
	case s.mono:
		return gomono.TTF
	case s.bold && s.italic:
		return gobolditalic.TTF
	case s.bold:
		return gobold.TTF
	case s.italic:
		return goitalic.TTF
	}
	return goregular.TTF
}

// face returns a style's face; it is made when it is first used.
func (f *fonts) face(s style) (*face, error) {
	if known := f.faces[s]; known != nil {
		return known, nil
	}
	parsed, err := sfnt.Parse(s.file())
	if err != nil {
		return nil, fmt.Errorf("typeset: akta's own font: %w", err)
	}
	made := &face{font: parsed, ppem: s.size.ppem(), glyphs: map[rune]*glyph{}, hollow: hollow(s.size)}
	f.faces[s] = made
	return made, nil
}

// hollow is the box that stands for a character without a picture.
func hollow(s size) *glyph {
	w, h := s.em(55), s.em(68)
	g := &glyph{advance: (w + s.em(12)) << 6, x: s.em(6), y: -h, w: w, h: h, ink: make([]byte, w*h)}
	line := max(1, s.em(5))
	for y := line; y < h-line; y++ {
		for x := line; x < w-line; x++ {
			g.ink[y*w+x] = 255
		}
	}
	return g
}

// load returns the glyph of a character and draws it if it is new.
func (f *fonts) load(in *face, r rune) (*glyph, error) {
	if g := in.glyphs[r]; g != nil {
		return g, nil
	}
	index, err := in.font.GlyphIndex(&f.buffer, drawnAs(r))
	switch {
	case err != nil:
		return nil, fmt.Errorf("typeset: akta's own font: %w", err)
	case invisible(r):
		in.glyphs[r] = &glyph{}
		return in.glyphs[r], nil
	case index == 0: // not kept: there may be a million of them
		return in.hollow, nil
	}
	advance, err := in.font.GlyphAdvance(&f.buffer, index, in.ppem, font.HintingNone)
	if err != nil {
		return nil, fmt.Errorf("typeset: akta's own font: %w", err)
	}
	segments, err := in.font.LoadGlyph(&f.buffer, index, in.ppem, nil)
	if err != nil {
		return nil, fmt.Errorf("typeset: akta's own font: %w", err)
	}
	g := &glyph{advance: int(advance)}
	g.ink, g.x, g.y, g.w, g.h = fill(outline(segments))
	in.glyphs[r] = g
	return g, nil
}

// glyph is what load returned for the same character.
func (in *face) glyph(r rune) *glyph {
	if g := in.glyphs[r]; g != nil {
		return g
	}
	return in.hollow
}

// width is the advance of a text whose glyphs are loaded, in 1/64 pixel.
func (in *face) width(text string) int {
	w := 0
	for _, r := range text {
		w += in.glyph(r).advance
	}
	return w
}

// drawnAs gives the character whose picture stands for another one that looks
// the same or nearly so: hyphens, and the boxes and ticks of forms.
func drawnAs(r rune) rune {
	switch r {
	case '\u2010', '\u2011':
		return '-'
	case '☐':
		return '□'
	case '☑', '☒':
		return '■'
	case '✓', '✔':
		return '√'
	}
	return r
}

// invisible tells whether a character has no picture in any font: soft
// hyphens, joiners, marks of direction and of variants.
func invisible(r rune) bool {
	return unicode.Is(unicode.Cf, r) || r >= 0xFE00 && r <= 0xFE0F
}
