package read

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

// xlsxColor is a colour as it is written (ECMA-376 part 1, 18.8.3).
type xlsxColor struct {
	set, auto bool
	rgb       string
	theme     int // -1: none
	indexed   int // -1: none
	tint      float64
}

func xlsxColorOf(e xml.StartElement) xlsxColor {
	c := xlsxColor{set: true, rgb: attr(e, "rgb"), theme: -1, indexed: -1, auto: attr(e, "auto") != "" && on(attr(e, "auto"))}
	if n, err := strconv.Atoi(attr(e, "theme")); err == nil {
		c.theme = n
	}
	if n, err := strconv.Atoi(attr(e, "indexed")); err == nil {
		c.indexed = n
	}
	if f, err := strconv.ParseFloat(attr(e, "tint"), 64); err == nil && math.Abs(f) <= 1 {
		c.tint = f
	}
	return c
}

// xlsxThemeSlots are the theme's colours in the order of their numbers.
var xlsxThemeSlots = [...]string{"lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"}

// indexedColors is the old palette from number 8 on (18.8.27).
const indexedColors = "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF" + "800000008000000080808000800080008080C0C0C0808080" +
	"9999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF" + "000080FF00FFFFFF0000FFFF8000808000000080800000FF" +
	"00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC99" + "3366FF33CCCC99CC00FFCC00FF9900FF6600666699969696" +
	"003366339966003300333300993300993366333399333333"

// resolve returns a colour, or usual where none is set.
func (c xlsxColor) resolve(theme map[string]rgb, usual rgb) rgb {
	base, ok := usual, false
	switch {
	case !c.set, c.auto:
		return usual
	case c.rgb != "":
		base, ok = parseRGB(c.rgb)
	case c.theme >= 0 && c.theme < len(xlsxThemeSlots):
		base, ok = theme[xlsxThemeSlots[c.theme]]
	case c.indexed >= 0 && c.indexed < 64:
		i := c.indexed
		if i >= 8 {
			i -= 8
		}
		base, ok = parseRGB(indexedColors[6*i : 6*i+6])
	}
	switch {
	case !ok:
		return usual
	case c.tint > 0:
		return white.blend(base, c.tint)
	case c.tint < 0:
		return black.blend(base, -c.tint)
	}
	return base
}

// xlsxFont is what matters of a font.
type xlsxFont struct {
	color        xlsxColor
	size         float64 // points; 0: unset
	bold, italic bool
}

func (f *xlsxFont) set(e xml.StartElement) {
	switch e.Name.Local {
	case "color":
		f.color = xlsxColorOf(e)
	case "sz":
		f.size, _ = strconv.ParseFloat(attr(e, "val"), 64)
	case "b":
		f.bold = on(attr(e, "val"))
	case "i":
		f.italic = on(attr(e, "val"))
	}
}

// xlsxFill is what matters of a fill (18.8.32).
type xlsxFill struct {
	pattern    string
	fore, back xlsxColor
}

// ground is the colour of a filled cell.
func (f xlsxFill) ground(theme map[string]rgb) rgb {
	back := f.back.resolve(theme, white)
	share := 0.0
	switch f.pattern {
	case "", "none":
		return white
	case "solid":
		return f.fore.resolve(theme, black)
	case "darkGray":
		share = 0.75
	case "mediumGray":
		share = 0.5
	case "lightGray":
		share = 0.25
	default: // thin patterns
		share = 0.15
	}
	return f.fore.resolve(theme, black).blend(back, share)
}

// xlsxLook is the look of a cell: one entry of cellXfs.
type xlsxLook struct {
	format *numberFormat
	font   xlsxFont
	ground rgb
}

// hides tells how the look hides text in a font and colour of its own, or "".
func (b *xlsxBook) hides(look *xlsxLook, font xlsxFont, s *formatSection) HiddenKind {
	color := font.color.resolve(b.theme, black)
	if s != nil && s.colored {
		color = s.color
	}
	if font.size > 0 && font.size <= 1 {
		return HiddenText
	}
	return hiddenByColor(color, look.ground)
}

// xlsxStyles are the looks of a workbook while they are read.
type xlsxStyles struct {
	formats map[int]string
	fonts   []xlsxFont
	fills   []xlsxFill
	xfs     []xml.StartElement
	path    []string
}

// readStyles reads xl/styles.xml.
func (b *xlsxBook) readStyles(part string) error {
	s := xlsxStyles{formats: map[int]string{}}
	err := b.walk(part, func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.StartElement:
			s.path = append(s.path, t.Name.Local)
			s.start(t)
		case xml.EndElement:
			s.path = s.path[:len(s.path)-1]
		}
		return nil
	})
	if err != nil {
		return err
	}
	b.language = "cs"
	for _, code := range s.formats {
		if strings.Contains(code, "-40E]") || strings.Contains(code, "-40e]") || strings.Contains(code, `"Ft"`) {
			b.language = "hu"
		}
	}
	parsed := map[int]*numberFormat{}
	for _, xf := range s.xfs {
		b.looks = append(b.looks, s.look(xf, b, parsed))
	}
	if len(b.looks) == 0 {
		b.looks = []xlsxLook{{format: &numberFormat{}, ground: white}}
	}
	return nil
}

// start takes one element of the styles.
func (s *xlsxStyles) start(e xml.StartElement) {
	switch strings.Join(s.path[min(1, len(s.path)):], "/") {
	case "numFmts/numFmt":
		if id, err := strconv.Atoi(attr(e, "numFmtId")); err == nil {
			s.formats[id] = attr(e, "formatCode")
		}
	case "fonts/font":
		s.fonts = append(s.fonts, xlsxFont{})
	case "fonts/font/color", "fonts/font/sz", "fonts/font/b", "fonts/font/i":
		s.fonts[len(s.fonts)-1].set(e)
	case "fills/fill":
		s.fills = append(s.fills, xlsxFill{})
	case "fills/fill/patternFill":
		s.fills[len(s.fills)-1].pattern = attr(e, "patternType")
	case "fills/fill/patternFill/fgColor":
		s.fills[len(s.fills)-1].fore = xlsxColorOf(e)
	case "fills/fill/patternFill/bgColor":
		s.fills[len(s.fills)-1].back = xlsxColorOf(e)
	case "cellXfs/xf":
		s.xfs = append(s.xfs, e.Copy())
	}
}

// look puts one entry of cellXfs together.
func (s *xlsxStyles) look(xf xml.StartElement, b *xlsxBook, parsed map[int]*numberFormat) xlsxLook {
	index := func(name string) int {
		n, err := strconv.Atoi(attr(xf, name))
		if err != nil || n < 0 {
			return 0
		}
		return n
	}
	look := xlsxLook{ground: white}
	if i := index("fontId"); i < len(s.fonts) {
		look.font = s.fonts[i]
	}
	if i := index("fillId"); i < len(s.fills) {
		look.ground = s.fills[i].ground(b.theme)
	}
	id := index("numFmtId")
	if parsed[id] == nil {
		code, ok := s.formats[id]
		if !ok {
			code = builtinFormats[id]
			if hu := hungarianFormats[id]; hu != "" && b.language == "hu" {
				code = hu
			}
		}
		parsed[id] = parseFormat(code)
	}
	look.format = parsed[id]
	return look
}
