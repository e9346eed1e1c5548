package read

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

// rgb is a colour.
type rgb struct{ r, g, b uint8 }

var white, black = rgb{255, 255, 255}, rgb{}

// parseRGB reads "RRGGBB" or "AARRGGBB".
func parseRGB(s string) (rgb, bool) {
	s = strings.TrimPrefix(s, "#")
	if len(s) == 8 {
		s = s[2:]
	}
	n, err := strconv.ParseUint(s, 16, 32)
	if err != nil || len(s) != 6 {
		return rgb{}, false
	}
	return rgb{uint8(n >> 16), uint8(n >> 8), uint8(n)}, true
}

// luminance is how bright a colour is, 0 to 1 (WCAG 2, relative luminance).
func (c rgb) luminance() float64 {
	part := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= 0.03928 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c.r) + 0.7152*part(c.g) + 0.0722*part(c.b)
}

// blend lays share of c over o.
func (c rgb) blend(o rgb, share float64) rgb {
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a)*share + float64(b)*(1-share))) }
	return rgb{mix(c.r, o.r), mix(c.g, o.g), mix(c.b, o.b)}
}

// Below these contrasts (WCAG 2: 1 is none, 21 black on white) nobody reads a
// text. Dark on dark needs more: the eye adds scattered light to both.
const (
	unseenContrast     = 1.2
	unseenDarkContrast = 2.0
	darkLuminance      = 0.06
)

// hiddenByColor tells how text in one colour on another is hidden, or "".
func hiddenByColor(text, ground rgb) HiddenKind {
	a, b := text.luminance(), ground.luminance()
	contrast := (max(a, b) + 0.05) / (min(a, b) + 0.05)
	dark := a < darkLuminance && b < darkLuminance
	switch {
	case dark && contrast < unseenDarkContrast:
		return HiddenBlackHighlight
	case contrast < unseenContrast && closeColors(text, ground):
		return HiddenBackgroundText
	}
	return ""
}

// closeColors keeps colours of one brightness apart that differ in hue: red on
// a green of the same grey can be read.
func closeColors(a, b rgb) bool {
	d := func(x, y uint8) int { return max(int(x), int(y)) - min(int(x), int(y)) }
	return d(a.r, b.r)+d(a.g, b.g)+d(a.b, b.b) < 96
}

// readTheme returns the colours of a theme by their names: dk1, lt1, accent1.
func (p *opcPackage) readTheme(part string) (map[string]rgb, error) {
	theme, slot, inside := map[string]rgb{}, "", false
	err := p.walk(part, func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch local := t.Name.Local; {
			case local == "clrScheme":
				inside = true
			case !inside:
			case local == "srgbClr", local == "sysClr":
				value := attr(t, "val")
				if local == "sysClr" {
					value = attr(t, "lastClr")
				}
				if c, ok := parseRGB(value); ok && slot != "" {
					theme[slot] = c
				}
			default:
				slot = local
			}
		case xml.EndElement:
			if t.Name.Local == "clrScheme" {
				return errStopXML
			}
		}
		return nil
	})
	return theme, p.optional(err)
}
