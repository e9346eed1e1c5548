package read

import (
	"strconv"
	"strings"
)

// Symbol fonts draw other signs than their codes say. Text in them is read as
// what it shows, as far as there is a character for it.
const (
	symbolLower = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ" // a to z of the font Symbol
	symbolUpper = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
)

// wingdings are the signs of Wingdings that office documents use: boxes, ticks,
// bullets, arrows, and the envelope and telephone of letterheads.
var wingdings = map[byte]rune{
	0x28: '☎', 0x29: '✆', 0x2A: '✉', 0x2B: '✉', 0x3F: '✍', 0x46: '☞', 0x4A: '☺', 0x6C: '●', 0x6E: '■', 0x6F: '□', 0x71: '❑', 0x72: '❒',
	0x75: '◆', 0x76: '❖', 0x77: '◆', 0x9F: '•', 0xA1: '○', 0xA7: '▪', 0xA8: '☐', 0xD8: '➢', 0xDF: '←', 0xE0: '→', 0xE1: '↑', 0xE2: '↓',
	0xE8: '➔', 0xF0: '⇨', 0xFB: '✗', 0xFC: '✓', 0xFD: '☒', 0xFE: '☑',
}

var symbolSigns = map[byte]rune{
	0xA3: '≤', 0xB0: '°', 0xB1: '±', 0xB3: '≥', 0xB4: '×', 0xB7: '•', 0xB8: '÷', 0xB9: '≠', 0xBB: '≈', 0xA5: '∞', 0xAE: '→', 0xAC: '←', 0xE5: '∑', 0xD6: '√', 0xDE: '⇒',
}

// symbol returns the character of w:sym: a font and a hexadecimal code.
func (d *docxFile) symbol(font, code string) string {
	n, err := strconv.ParseUint(code, 16, 32)
	if err != nil || n < 0x20 || n > 0xFFFF || n >= 0xD800 && n < 0xE000 {
		return "\uFFFD"
	}
	if s := symbolRune(font, rune(n)); s != 0 {
		return string(s)
	}
	if n >= 0xF000 && n <= 0xF0FF {
		d.j.doc.warn("a sign of the font %q is not known and shown as a box", font)
		return "□"
	}
	return string(rune(n))
}

// symbols reads text that is set in a symbol font with codes of its private
// area.
func (d *docxFile) symbols(font, text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r >= 0xF020 && r <= 0xF0FF }) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if r < 0xF020 || r > 0xF0FF {
			return r
		}
		if s := symbolRune(font, r); s != 0 {
			return s
		}
		return r - 0xF000
	}, text)
}

// symbolRune is the sign for a code of a symbol font, or 0.
func symbolRune(font string, r rune) rune {
	if r >= 0xF000 {
		r -= 0xF000
	}
	if r > 0xFF {
		return 0
	}
	switch {
	case strings.HasPrefix(font, "Wingdings"):
		return wingdings[byte(r)]
	case font != "Symbol":
		return 0
	case r >= 'a' && r <= 'z':
		return []rune(symbolLower)[r-'a']
	case r >= 'A' && r <= 'Z':
		return []rune(symbolUpper)[r-'A']
	case r < 0x7F:
		return r
	}
	return symbolSigns[byte(r)]
}
