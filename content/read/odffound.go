package read

import (
	"unicode"
	"unicode/utf8"
)

// found is one hidden thing while it is being read: all of its words are
// counted, the first ones are kept. It serves OpenDocument and RTF, where a
// hidden passage comes in many pieces.
type found struct {
	kind   HiddenKind
	where  string
	who    string // author and date, where the format says so: goes before the text
	limit  int    // bytes of text that are kept; 0: maxExcerptBytes
	text   []byte
	words  int
	inside bool // the last character belongs to a word
}

// write adds a piece of its text.
func (f *found) write(s string) {
	limit := f.limit
	if limit == 0 {
		limit = maxExcerptBytes
	}
	for _, r := range s {
		blank := unicode.IsSpace(r)
		if !blank && !f.inside {
			f.words++
		}
		f.inside = !blank
		if blank {
			r = ' '
		}
		if len(f.text)+utf8.RuneLen(r) <= limit && (!blank || len(f.text) > 0 && f.text[len(f.text)-1] != ' ') {
			f.text = utf8.AppendRune(f.text, r)
		}
	}
}

// excerpt is the author and the beginning of the text.
func (f *found) excerpt() string {
	if f.who == "" {
		return string(f.text)
	}
	if len(f.text) == 0 {
		return f.who
	}
	return f.who + ": " + string(f.text)
}

// hideFound records what was found, if it has any words.
func (d *Document) hideFound(f *found) {
	if f.words > 0 {
		d.hide(Hidden{Kind: f.kind, Where: f.where, Count: f.words, Unit: "words", Excerpt: f.excerpt()})
	}
}

// joinNonEmpty puts what is there in a row.
func joinNonEmpty(sep string, parts ...string) string {
	out := ""
	for _, p := range parts {
		if p = cleanLine(p); p == "" {
			continue
		}
		if out != "" {
			out += sep
		}
		out += p
	}
	return out
}
