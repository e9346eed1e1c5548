package letter

import (
	"strings"
	"unicode"
)

// plain makes one line of text stand in Markdown as it is: no mark-up, no
// placeholder, no entity, no link comes of it, also where a program turns bare
// addresses into links. It is for what people wrote: names, titles, reasons.
func plain(s string) string {
	s = inline(s)
	s = strings.NewReplacer("@", `\@`, "://", `:\//`, "www.", `www\.`, "WWW.", `WWW\.`).Replace(s)
	if s == "" {
		return s
	}
	// At the beginning of a line these would make a list, a rule or a heading.
	if strings.ContainsRune("-=", rune(s[0])) || s[0] == '+' && ends(s[1:]) {
		return `\` + s
	}
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if digits > 0 && digits < len(s) && strings.ContainsRune(".)", rune(s[digits])) && ends(s[digits+1:]) {
		return s[:digits] + `\` + s[digits:]
	}
	return s
}

// ends tells whether a word ends before rest.
func ends(rest string) bool { return rest == "" || rest[0] == ' ' }

// inline escapes what is mark-up anywhere in a line, and makes one line of the
// text. Controls and marks that turn the direction of writing are dropped.
func inline(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f,
			r >= 0xfffe && r <= 0xffff, r == 0xfeff, r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(s), " ") {
		if strings.ContainsRune("\\`*_{}[]<>#|~&!$", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
