package site

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// excerpt is a piece of a text in one line, at most maxExcerpt characters, that
// tells what the document is about: from its first whole sentence, if there is
// one, on. A redaction counts the same whatever it hides.
func excerpt(text []elementView) []spanView {
	out := []spanView{}
	left := maxExcerpt
	add := func(spans []spanView) {
		for _, s := range spans {
			switch {
			case left <= 0:
				return
			case s.Ground > 0:
				left -= redactionWidth
			default:
				if s.Break {
					s = spanView{Text: " "}
				}
				if n := utf8.RuneCountInString(s.Text); n > left {
					cut := string([]rune(s.Text)[:left])
					cut = cut[:max(strings.LastIndexByte(cut, ' '), 0)] // whole words
					s.Text, left = cut+" …", 0
				} else {
					left -= n
				}
			}
			out = append(out, s)
		}
	}
	for _, e := range text[max(slices.IndexFunc(text, isSentence), 0):] {
		if e.Kind != "paragraph" && e.Kind != "heading" {
			break
		}
		if len(out) > 0 && left > 0 {
			out = append(out, spanView{Text: " "})
		}
		if add(e.Spans); left <= 0 {
			break
		}
	}
	return out
}

// isSentence tells a paragraph of running text from the lines of a letterhead.
func isSentence(e elementView) bool {
	const enough = 60 // characters
	n := 0
	for _, s := range e.Spans {
		if s.Break {
			return false
		}
		n += utf8.RuneCountInString(s.Text)
	}
	return e.Kind == "paragraph" && n >= enough
}
