package read

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// numberFormat is a format of cells (ECMA-376 part 1, 18.8.31): up to four
// sections for positive, negative and zero values and for text.
type numberFormat struct {
	sections []formatSection
}

// formatSection is one of them.
type formatSection struct {
	tokens   []formatToken
	operator string // of a condition, "" where there is none
	limit    float64
	color    rgb
	colored  bool
	language string // "cs", "hu", ...: of names of months; "" where the format names none
	date     bool
	unknown  bool // it has something this program cannot render
}

// formatToken is a piece of a section.
type formatToken struct {
	kind formatKind
	text string
}

type formatKind byte

const (
	formatText    formatKind = iota
	formatDigit              // 0, # or ?
	formatPoint              // the decimal point
	formatComma              // groups thousands, or scales by them
	formatPercent            //
	formatExp                // E+ or E-
	formatDate               // a run of y, m, d, h or s; [h]; AM/PM
	formatGeneral            //
	formatAt                 // the text of the cell
)

// parseFormat reads a format. Anything can be read; what cannot be rendered
// is marked.
func parseFormat(code string) *numberFormat {
	f := &numberFormat{}
	if len(code) > maxFormatBytes {
		f.sections = []formatSection{{unknown: true}}
		return f
	}
	for code != "" && len(f.sections) < 4 {
		var s formatSection
		code = s.parse(code)
		f.sections = append(f.sections, s)
		if code == ";" { // an empty section at the end
			f.sections = append(f.sections, formatSection{})
			break
		}
		code = strings.TrimPrefix(code, ";")
	}
	return f
}

// parse reads one section and returns the rest, from its semicolon on.
func (s *formatSection) parse(code string) string {
	for code != "" {
		if code[0] == ';' {
			return code
		}
		n := s.token(code)
		code = code[n:]
	}
	return ""
}

// token reads one token and returns its length.
func (s *formatSection) token(code string) int {
	c := code[0]
	if hasFold(code, "general") {
		return s.push(formatGeneral, code[:7])
	}
	if hasFold(code, "am/pm") {
		s.date = true
		return s.push(formatDate, "AM/PM") // five bytes, as in the code
	}
	switch c {
	case '"':
		text, _, _ := strings.Cut(code[1:], `"`)
		s.push(formatText, text)
		return min(len(text)+2, len(code))
	case '\\', '_', '*':
		_, n := utf8.DecodeRuneInString(code[1:])
		switch c {
		case '\\':
			s.push(formatText, code[1:1+n])
		case '_': // a gap as wide as a character
			s.push(formatText, " ")
		}
		return 1 + n
	case '[':
		return s.bracket(code)
	case '0', '#', '?':
		return s.push(formatDigit, code[:1])
	case '.':
		return s.push(formatPoint, ".")
	case ',':
		return s.push(formatComma, ",")
	case '%':
		return s.push(formatPercent, "%")
	case '@':
		return s.push(formatAt, "@")
	case '/':
		s.unknown = s.unknown || !s.date && s.has(formatDigit)
		return s.push(formatText, "/")
	case 'E', 'e':
		if len(code) > 1 && (code[1] == '+' || code[1] == '-') {
			return s.push(formatExp, code[:2])
		}
	}
	if strings.IndexByte("yYmMdDhHsS", c) >= 0 {
		n := 1
		for n < len(code) && code[n]|0x20 == c|0x20 {
			n++
		}
		s.date = true
		return s.push(formatDate, strings.ToLower(code[:n]))
	}
	_, n := utf8.DecodeRuneInString(code)
	return s.push(formatText, code[:n])
}

func (s *formatSection) push(kind formatKind, text string) int {
	s.tokens = append(s.tokens, formatToken{kind, text})
	return len(text)
}

func (s *formatSection) has(kind formatKind) bool {
	for _, t := range s.tokens {
		if t.kind == kind {
			return true
		}
	}
	return false
}

func hasFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// formatColors are the colours a section may ask for.
var formatColors = map[string]rgb{
	"black": {}, "white": {255, 255, 255}, "red": {255, 0, 0}, "green": {0, 255, 0}, "blue": {0, 0, 255},
	"yellow": {255, 255, 0}, "magenta": {255, 0, 255}, "cyan": {0, 255, 255},
}

// bracket reads [Red], [>=100], [h] or [$Kč-405].
func (s *formatSection) bracket(code string) int {
	end := strings.IndexByte(code, ']')
	if end < 0 {
		return s.push(formatText, code[:1])
	}
	inside := code[1:end]
	lower := strings.ToLower(inside)
	switch color, ok := formatColors[lower]; {
	case ok:
		s.color, s.colored = color, true
	case strings.HasPrefix(inside, "$"):
		symbol, locale, _ := strings.Cut(inside[1:], "-")
		s.push(formatText, symbol)
		s.language = languageOf(locale)
	case lower != "" && strings.Trim(lower, lower[:1]) == "" && strings.Contains("hms", lower[:1]):
		s.date = true
		s.push(formatDate, "["+lower+"]")
	case strings.ContainsAny(inside, "<>="):
		number := strings.TrimLeft(inside, "<>=")
		if limit, err := strconv.ParseFloat(number, 64); err == nil {
			s.operator, s.limit = inside[:len(inside)-len(number)], limit
		}
	}
	return end + 1
}

// languageOf reads the language of a Windows locale: its lower ten bits.
func languageOf(locale string) string {
	n, err := strconv.ParseUint(locale, 16, 32)
	if err != nil {
		return ""
	}
	switch n & 0x3FF {
	case 0x05:
		return "cs"
	case 0x07:
		return "de"
	case 0x09:
		return "en"
	case 0x0E:
		return "hu"
	case 0x1B:
		return "sk"
	}
	return ""
}

// matches tells whether a value meets the condition of a section.
func (s *formatSection) matches(v float64) bool {
	switch s.operator {
	case "<":
		return v < s.limit
	case "<=":
		return v <= s.limit
	case ">":
		return v > s.limit
	case ">=":
		return v >= s.limit
	case "=":
		return v == s.limit
	case "<>":
		return v != s.limit
	}
	return false
}

// section chooses the section for a number, and whether its sign is shown.
func (f *numberFormat) section(v float64) (s *formatSection, signed bool) {
	n := min(len(f.sections), 3)
	for i := range n {
		if f.sections[i].operator != "" && f.sections[i].matches(v) {
			return &f.sections[i], true
		}
	}
	switch {
	case n == 0:
		return nil, true
	case f.sections[0].operator != "":
		return &f.sections[n-1], true
	case v < 0 && n > 1 && f.sections[1].operator == "":
		return &f.sections[1], false
	case v == 0 && n > 2:
		return &f.sections[2], true
	}
	return &f.sections[0], true
}
