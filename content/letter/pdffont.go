package letter

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gobolditalic"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// face is one of the Go fonts (BSD licence, in golang.org/x/image), which have
// all letters of Latin, Greek and Cyrillic that the languages of the letters
// need, and the characters of it that a letter uses.
type face struct {
	name   string
	data   []byte
	font   *sfnt.Font
	buffer sfnt.Buffer
	units  int             // in an em
	known  map[rune]*glyph // of the characters used
}

// glyph is the picture of a character in a face.
type glyph struct {
	index sfnt.GlyphIndex // 0: the face has none
	width int             // in units
}

// faceNumber counts the faces: 1 for bold, 2 for italic, 3 for both.
func faceNumber(bold, italic bool) int {
	n := 0
	if bold {
		n++
	}
	if italic {
		n += 2
	}
	return n
}

func newFace(number int) (*face, error) {
	f := &face{known: map[rune]*glyph{}}
	switch number {
	case 0:
		f.name, f.data = "GoRegular", goregular.TTF
	case 1:
		f.name, f.data = "GoBold", gobold.TTF
	case 2:
		f.name, f.data = "GoItalic", goitalic.TTF
	default:
		f.name, f.data = "GoBoldItalic", gobolditalic.TTF
	}
	var err error
	if f.font, err = sfnt.Parse(f.data); err != nil {
		return nil, fmt.Errorf("font %s: %w", f.name, err)
	}
	f.units = int(f.font.UnitsPerEm())
	return f, nil
}

// glyph finds a character's picture, and keeps it for the font's subset.
func (f *face) glyph(r rune) (*glyph, error) {
	if g := f.known[r]; g != nil {
		return g, nil
	}
	index, err := f.font.GlyphIndex(&f.buffer, drawnAs(r))
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", f.name, err)
	}
	width, err := f.font.GlyphAdvance(&f.buffer, index, fixed.I(f.units), font.HintingNone)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", f.name, err)
	}
	f.known[r] = &glyph{index, width.Round()}
	return f.known[r], nil
}

// width is the width of a text in points.
func (f *face) width(text string, size float64) (float64, error) {
	sum := 0
	for _, r := range text {
		g, err := f.glyph(r)
		if err != nil {
			return 0, err
		}
		sum += g.width
	}
	return float64(sum) * size / float64(f.units), nil
}

// chars are the characters used, sorted; their codes count from 1.
func (f *face) chars() []rune {
	out := make([]rune, 0, len(f.known))
	for r := range f.known {
		out = append(out, r)
	}
	slices.Sort(out)
	return out
}

// drawnAs gives the character that looks the same, for those no font has.
func drawnAs(r rune) rune {
	switch r {
	case '\u00a0', '\u202f', '\u2009':
		return ' '
	case '\u2010', '\u2011':
		return '-'
	}
	return r
}

// subset is the font program with the outlines of the glyphs that are used,
// and of those these are composed of; all glyphs keep their numbers (OpenType,
// tables glyf and loca).
func (f *face) subset() ([]byte, error) {
	tables, err := fontTables(f.data)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", f.name, err)
	}
	be := binary.BigEndian
	glyf, loca, head := tables["glyf"], tables["loca"], tables["head"]
	if len(head) < 54 {
		return nil, fmt.Errorf("font %s: no table head", f.name)
	}
	long := be.Uint16(head[50:]) == 1
	at := func(i int) int {
		if long {
			return int(be.Uint32(loca[4*i:]))
		}
		return 2 * int(be.Uint16(loca[2*i:]))
	}
	count := f.font.NumGlyphs()
	keep := make([]bool, count)
	todo := []int{0}
	for _, g := range f.known {
		todo = append(todo, int(g.index))
	}
	for len(todo) > 0 {
		g := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if g >= count || keep[g] {
			continue
		}
		keep[g] = true
		todo = append(todo, components(glyf[at(g):at(g+1)])...)
	}
	var outline []byte
	offsets := make([]byte, 0, 4*(count+1))
	for g := range count {
		offsets = be.AppendUint32(offsets, uint32(len(outline)))
		if keep[g] {
			outline = append(outline, glyf[at(g):at(g+1)]...)
			outline = append(outline, make([]byte, -len(outline)&3)...)
		}
	}
	offsets = be.AppendUint32(offsets, uint32(len(outline)))
	tables["glyf"], tables["loca"], tables["head"] = outline, offsets, slices.Clone(head)
	be.PutUint16(tables["head"][50:], 1) // long offsets
	return joinTables(tables), nil
}

// components are the glyphs that a composed glyph is made of.
func components(g []byte) (out []int) {
	const (
		words, scale, more, xyScale, twoByTwo = 1 << 0, 1 << 3, 1 << 5, 1 << 6, 1 << 7
	)
	be := binary.BigEndian
	if len(g) < 10 || int16(be.Uint16(g)) >= 0 {
		return nil
	}
	for p := 10; p+4 <= len(g); {
		flags := be.Uint16(g[p:])
		out = append(out, int(be.Uint16(g[p+2:])))
		p += 6
		if flags&words != 0 {
			p += 2
		}
		switch {
		case flags&scale != 0:
			p += 2
		case flags&xyScale != 0:
			p += 4
		case flags&twoByTwo != 0:
			p += 8
		}
		if flags&more == 0 {
			break
		}
	}
	return out
}

// fontTables takes apart a font program.
func fontTables(data []byte) (map[string][]byte, error) {
	be := binary.BigEndian
	if len(data) < 12 {
		return nil, fmt.Errorf("%d bytes", len(data))
	}
	out := map[string][]byte{}
	for i := range int(be.Uint16(data[4:])) {
		if len(data) < 28+16*i {
			return nil, fmt.Errorf("cut off in its table of contents")
		}
		entry := data[12+16*i:]
		from, n := uint64(be.Uint32(entry[8:])), uint64(be.Uint32(entry[12:]))
		if from+n > uint64(len(data)) {
			return nil, fmt.Errorf("table %q: cut off", entry[:4])
		}
		out[string(entry[:4])] = data[from : from+n]
	}
	return out, nil
}

// joinTables joins the tables that a PDF asks for (ISO 32000-1, 9.9), sorted by
// tag, with their checksums.
func joinTables(tables map[string][]byte) []byte {
	var tags []string
	for _, tag := range strings.Fields("cvt fpgm glyf head hhea hmtx loca maxp prep") {
		if tag = (tag + "    ")[:4]; len(tables[tag]) > 0 {
			tags = append(tags, tag)
		}
	}
	be := binary.BigEndian
	steps := 0
	for 2<<steps <= len(tags) {
		steps++
	}
	out := be.AppendUint32(nil, 1<<16)
	for _, n := range []int{len(tags), 16 << steps, steps, 16*len(tags) - 16<<steps} {
		out = be.AppendUint16(out, uint16(n))
	}
	at := len(out) + 16*len(tags)
	for _, tag := range tags {
		t := tables[tag]
		out = append(out, tag...)
		for _, n := range []uint32{checksum(t), uint32(at), uint32(len(t))} {
			out = be.AppendUint32(out, n)
		}
		at += (len(t) + 3) &^ 3
	}
	for _, tag := range tags {
		out = append(out, tables[tag]...)
		out = append(out, make([]byte, -len(out)&3)...)
	}
	return out
}

func checksum(data []byte) (sum uint32) {
	for word := range slices.Chunk(data, 4) {
		var four [4]byte
		copy(four[:], word)
		sum += binary.BigEndian.Uint32(four[:])
	}
	return sum
}
