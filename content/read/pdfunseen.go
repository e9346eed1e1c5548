package read

import (
	"fmt"
	"strings"
	"unicode"
)

// dropUnseen takes out the words that cannot be seen on the page: text under a
// black box is there for a program and not for a reader, and would be
// published as if it were. Neighbouring words make one hidden item.
func dropUnseen(tokens []Token, page Page, doc *Document) []Token {
	var kept, run []Token
	flush := func() {
		if len(run) > 0 {
			doc.hide(unseenWords(run, page.Number))
		}
		run = run[:0]
	}
	for _, t := range tokens {
		if page.shows(t) {
			flush()
			kept = append(kept, t)
			continue
		}
		if len(run) > 0 && run[0].Box.Empty() != t.Box.Empty() {
			flush() // on the page and off it are two places
		}
		run = append(run, t)
		if n := len(kept); n > 0 {
			kept[n-1].Text = widen(kept[n-1].Text, t.Text)
		}
	}
	flush()
	return kept
}

// unseenWords is the item for words that follow each other.
func unseenWords(run []Token, page int) Hidden {
	h := Hidden{Kind: HiddenUnseenText, Where: fmt.Sprintf("page %d", page), Page: page, Count: len(run), Unit: "words"}
	var box Box
	var text strings.Builder
	for _, t := range run {
		box = box.join(t.Box)
		if text.Len() <= maxExcerptBytes {
			text.WriteString(t.Text)
		}
	}
	if !box.Empty() {
		h.Box = &box
	}
	h.Excerpt = text.String()
	return h
}

// separator splits a token's text into its word and what follows it.
func separator(text string) (word, sep string) {
	word = strings.TrimRight(text, " \n")
	return word, text[len(word):]
}

// widen gives a token the separator of a dropped one after it, if that is
// stronger: the end of a paragraph does not go with its last word.
func widen(text, dropped string) string {
	word, sep := separator(text)
	_, other := separator(dropped)
	for _, strongest := range []gap{gapParagraph, gapLine, gapBlank} {
		if s := strongest.String(); sep == s || other == s {
			return word + s
		}
	}
	return word
}

// shows tells whether a word can be seen in its box, which is glyphMargin larger
// than the glyphs on each side: something has to stand out in it. A lone solid
// sign, such as a dash or the letter I, has to stand out from what is around.
func (p Page) shows(t Token) bool {
	if t.Box.Empty() {
		return false
	}
	inner := t.Box
	if inner.W > 2*glyphMargin && inner.H > 2*glyphMargin {
		inner = Box{inner.X + glyphMargin, inner.Y + glyphMargin, inner.W - 2*glyphMargin, inner.H - 2*glyphMargin}
	}
	darkest, lightest := p.levels(inner)
	if darkest < lightest || darkest == 255 {
		return darkest < lightest
	}
	letters := 0
	for _, r := range t.Text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			letters++
		}
	}
	_, around := p.levels(t.Box)
	return letters < 2 && around > darkest
}

// levels returns the darkest and the lightest level in a box.
func (p Page) levels(b Box) (darkest, lightest uint8) {
	darkest, lightest = 255, 0
	for y := b.Y; y < b.Y+b.H; y++ {
		for _, v := range p.Gray[y*p.Width+b.X : y*p.Width+b.X+b.W] {
			darkest, lightest = min(darkest, v), max(lightest, v)
		}
	}
	return darkest, lightest
}
