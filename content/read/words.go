package read

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// gap is the white space between two words, from the weakest to the strongest.
type gap int

const (
	gapNone gap = iota
	gapBlank
	gapLine
	gapParagraph
)

func (g gap) String() string { return [...]string{"", " ", "\n", "\n\n"}[g] }

// words collects characters into tokens. The zero value is ready for use.
type words struct {
	tokens []Token
	word   []byte
	page   int
	box    Box
	gap    gap // seen since the last word ended
	lines  int // line breaks in that gap
	open   bool
}

// add appends one character to the current word and reports whether it began
// a new one.
func (w *words) add(r rune) bool {
	began := !w.open
	if began || len(w.word)+utf8.RuneLen(r) > maxTokenBytes {
		w.end()
		began, w.open = true, true
	}
	w.word = utf8.AppendRune(w.word, r)
	return began
}

// end closes the current word, so that the next character begins a new one
// even if no white space lies between.
func (w *words) end() {
	if w.open {
		w.tokens = append(w.tokens, Token{Text: string(w.word), Page: w.page, Box: w.box})
		w.word, w.box, w.gap, w.lines, w.open = w.word[:0], Box{}, gapNone, 0, false
		return
	}
	w.settle()
}

// settle gives the gap to the word before it.
func (w *words) settle() {
	if n := len(w.tokens); n > 0 && w.gap > gapNone {
		w.tokens[n-1].Text += w.gap.String()
	}
	w.gap, w.lines = gapNone, 0
}

// space records white space of strength g after the last word. Two line
// breaks make a paragraph.
func (w *words) space(g gap) {
	if w.open {
		w.end()
	}
	if g == gapLine {
		if w.lines++; w.lines > 1 {
			g = gapParagraph
		}
	}
	w.gap = max(w.gap, g)
}

// finish returns the tokens. The last one ends with at most one line break
// and never with a blank.
func (w *words) finish() ([]Token, error) {
	if w.open {
		w.end()
	}
	switch {
	case w.gap >= gapLine:
		w.gap = gapLine
	default:
		w.gap = gapNone
	}
	w.settle()
	if len(w.tokens) > maxTokens {
		return nil, fmt.Errorf("text: %d words, at most %d are read: split the file", len(w.tokens), maxTokens)
	}
	return w.tokens, nil
}

// tokenize splits decoded text into tokens and counts the control characters
// it dropped.
func tokenize(text string) (tokens []Token, dropped int, err error) {
	var w words
	afterCR := false
	for _, r := range text {
		switch {
		case r == '\n' && afterCR: // the second half of one line break
		case r == '\r', r == '\n', r == '\v', r == '\u0085', r == '\u2028':
			w.space(gapLine)
		case r == '\f', r == '\u2029':
			w.space(gapParagraph)
		case unicode.IsSpace(r):
			w.space(gapBlank)
		case unicode.IsControl(r), r == '\uFEFF':
			dropped++
		default:
			w.add(r)
		}
		afterCR = r == '\r'
		if len(w.tokens) > maxTokens {
			break
		}
	}
	tokens, err = w.finish()
	return tokens, dropped, err
}
