package read

import (
	"strconv"
	"strings"
)

// docxColors resolves colours of a document: its theme and its page.
type docxColors struct {
	theme map[string]rgb
	page  rgb
}

// themeSlots are the names by which text asks for the theme's colours
// (ECMA-376 part 1, 17.18.97), as the usual mapping has them.
var themeSlots = map[string]string{
	"dark1": "dk1", "text1": "dk1", "light1": "lt1", "background1": "lt1",
	"dark2": "dk2", "text2": "dk2", "light2": "lt2", "background2": "lt2",
	"hyperlink": "hlink", "followedHyperlink": "folHlink",
}

// resolve returns a colour; ok is false for "auto" and for what is not set.
func (c *docxColors) resolve(col docxColor) (out rgb, ok bool) {
	slot := col.theme
	if s := themeSlots[slot]; s != "" {
		slot = s
	}
	base, ok := c.theme[slot]
	if !ok || col.theme == "" {
		return parseRGB(col.value)
	}
	// Tint and shade are shares of 255 of the colour itself (17.3.2.6).
	if n, err := strconv.ParseUint(col.tint, 16, 8); err == nil {
		base = base.blend(white, float64(n)/255)
	}
	if n, err := strconv.ParseUint(col.shade, 16, 8); err == nil {
		base = base.blend(black, float64(n)/255)
	}
	return base, true
}

// ground returns what a shading paints, if it paints.
func (c *docxColors) ground(s docxShade) (rgb, bool) {
	fill, filled := c.resolve(s.fill)
	share := 0.0
	switch p := s.pattern; {
	case p == "", p == "clear", p == "nil":
		return fill, filled
	case p == "solid":
		share = 1
	case strings.HasPrefix(p, "pct"):
		n, _ := strconv.Atoi(p[3:])
		share = float64(n) / 100
	default: // stripes and crosses cover about a third
		share = 0.35
	}
	if !filled {
		fill = c.page
	}
	ink, ok := c.resolve(s.color)
	if !ok {
		ink = black
	}
	return ink.blend(fill, min(share, 1)), true
}

// hides tells how the look of a run hides its text, or "". around are the
// shadings of its paragraph and cell, the inner one first.
func (c *docxColors) hides(f runFormat, around []docxShade) HiddenKind {
	ground, own := c.page, false
	for i := len(around) - 1; i >= 0; i-- {
		if g, ok := c.ground(around[i]); ok {
			ground = g
		}
	}
	if g, ok := c.ground(f.shade); ok {
		ground, own = g, true
	}
	if g, ok := highlights[f.highlight]; ok {
		ground, own = g, true
	}
	text, ok := c.resolve(f.color)
	switch {
	case ok:
		return hiddenByColor(text, ground)
	case own && ground.luminance() < darkLuminance:
		// Automatic text under a dark marker is what people take for redacted.
		return HiddenBlackHighlight
	}
	return "" // automatic text turns white on the dark ground of a paragraph or cell
}
