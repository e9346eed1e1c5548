package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// chunk is a piece of a word in one style.
type chunk struct {
	text  string // as it came
	drawn string // composed: a letter and its mark have one glyph
	face  *face
	width int // 1/64 pixel
}

// scan calls f with every word of the runs and the white space after it: one
// character of it, 0 at the end. The word is empty between two of those.
func (p *Pages) scan(runs []Run, base style, f func(word []chunk, white rune) error) error {
	var word []chunk
	for _, run := range runs {
		s := base
		s.bold, s.italic = s.bold || run.Bold, s.italic || run.Italic
		face, err := p.fonts.face(s)
		if err != nil {
			return err
		}
		text, _ := clean(run.Text)
		start := 0
		for i, r := range text {
			white := whiteSpace(r)
			if white == 0 {
				continue
			}
			if word, err = p.chunk(word, text[start:i], face); err != nil {
				return err
			}
			if err := f(word, white); err != nil {
				return err
			}
			word, start = word[:0], i+utf8.RuneLen(r)
		}
		if word, err = p.chunk(word, text[start:], face); err != nil {
			return err
		}
	}
	if len(word) == 0 {
		return nil
	}
	return f(word, 0)
}

// chunk measures a piece and joins it to the word.
func (p *Pages) chunk(word []chunk, text string, in *face) ([]chunk, error) {
	if text == "" {
		return word, nil
	}
	c := chunk{text: text, drawn: norm.NFC.String(text), face: in}
	for _, r := range c.drawn {
		g, err := p.fonts.load(in, r)
		if err != nil {
			return nil, err
		}
		c.width += g.advance
	}
	return append(word, c), nil
}

// whiteSpace maps white space to ' ', '\t', '\n' or '\f', all else to 0.
func whiteSpace(r rune) rune {
	switch {
	case r == '\t', r == '\n', r == '\f':
		return r
	case r == '\v', r == '\u0085', r == '\u2028':
		return '\n'
	case r == '\u2029':
		return '\f'
	case unicode.IsSpace(r):
		return ' '
	}
	return 0
}

// clean makes valid text without control characters; line breaks are "\n".
func clean(s string) (text string, dropped int) {
	bad := func(r rune) bool {
		return r == utf8.RuneError || r == '\uFEFF' || unicode.IsControl(r) && whiteSpace(r) == 0 || r == '\r'
	}
	if strings.IndexFunc(s, bad) < 0 {
		return s, 0
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case r != utf8.RuneError && bad(r):
			dropped++
			return -1
		}
		return r
	}, s), dropped
}
