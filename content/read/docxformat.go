package read

import (
	"encoding/xml"
	"strconv"
)

// toggle is a switch that may be unset, so that a style below decides.
type toggle int8

const (
	unset toggle = iota
	yes
	no
)

func toggleOf(e xml.StartElement) toggle {
	if on(attr(e, "val")) {
		return yes
	}
	return no
}

// over returns t, or what lies below where t is unset.
func (t toggle) over(below toggle) toggle {
	if t == unset {
		return below
	}
	return t
}

// xor joins the toggles of a paragraph style and a character style, which
// switch each other off (ECMA-376 part 1, 17.7.3).
func (t toggle) xor(o toggle) toggle {
	switch {
	case t == unset:
		return o
	case o == unset:
		return t
	case t != o:
		return yes
	}
	return no
}

// docxColor is a colour as it is written: a value, "auto", or a theme's name
// with a tint or shade.
type docxColor struct {
	value, theme string
	tint, shade  string
}

// docxColorOf reads the attributes of a colour: w:color and w:themeColor, or
// w:fill and w:themeFill.
func docxColorOf(e xml.StartElement, value, theme, suffix string) docxColor {
	return docxColor{attr(e, value), attr(e, theme), attr(e, suffix+"Tint"), attr(e, suffix+"Shade")}
}

// docxShade is a shading (17.3.5): a ground, and a pattern of another colour.
type docxShade struct {
	pattern     string
	fill, color docxColor
}

// runFormat is what matters of a run's properties (17.3.2).
type runFormat struct {
	style, font        string
	bold, italic, caps toggle
	vanish, webHidden  toggle
	color              docxColor
	highlight          string
	shade              docxShade
	halfPoints         int
}

// over lays f over below: what f leaves unset shows through.
func (f runFormat) over(below runFormat) runFormat {
	f.bold, f.italic, f.caps = f.bold.over(below.bold), f.italic.over(below.italic), f.caps.over(below.caps)
	f.vanish, f.webHidden = f.vanish.over(below.vanish), f.webHidden.over(below.webHidden)
	if f.color == (docxColor{}) {
		f.color = below.color
	}
	if f.highlight == "" {
		f.highlight = below.highlight
	}
	if f.shade == (docxShade{}) {
		f.shade = below.shade
	}
	if f.halfPoints == 0 {
		f.halfPoints = below.halfPoints
	}
	if f.font == "" {
		f.font = below.font
	}
	return f
}

// set takes one property.
func (f *runFormat) set(e xml.StartElement) {
	switch e.Name.Local {
	case "rStyle":
		f.style = attr(e, "val")
	case "b":
		f.bold = toggleOf(e)
	case "i":
		f.italic = toggleOf(e)
	case "caps":
		f.caps = toggleOf(e)
	case "vanish":
		f.vanish = toggleOf(e)
	case "webHidden":
		f.webHidden = toggleOf(e)
	case "color":
		f.color = docxColorOf(e, "val", "themeColor", "theme")
	case "highlight":
		f.highlight = attr(e, "val")
	case "shd":
		f.shade = docxShadeOf(e)
	case "sz":
		f.halfPoints, _ = strconv.Atoi(attr(e, "val"))
	case "rFonts":
		f.font = attr(e, "ascii")
	}
}

func docxShadeOf(e xml.StartElement) docxShade {
	return docxShade{attr(e, "val"), docxColorOf(e, "fill", "themeFill", "themeFill"), docxColorOf(e, "color", "themeColor", "theme")}
}

// highlights are the colours of the marker pen (17.18.40).
var highlights = map[string]rgb{
	"black": {}, "blue": {0, 0, 255}, "cyan": {0, 255, 255}, "green": {0, 255, 0}, "magenta": {255, 0, 255},
	"red": {255, 0, 0}, "yellow": {255, 255, 0}, "white": {255, 255, 255}, "darkBlue": {0, 0, 128},
	"darkCyan": {0, 128, 128}, "darkGreen": {0, 128, 0}, "darkMagenta": {128, 0, 128}, "darkRed": {128, 0, 0},
	"darkYellow": {128, 128, 0}, "darkGray": {128, 128, 128}, "lightGray": {192, 192, 192},
}
