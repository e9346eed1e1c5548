package read

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlText strips an HTML body to its text. It reads tokens, not a tree, so
// that nothing nests without bound; a link's address is not text.
func htmlText(source string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(source))
	skip := 0     // open elements whose content is not shown
	fresh := true // nothing was written on the current line yet
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if skip > 0 {
				continue
			}
			// White space of the source is no line break of the page.
			text := strings.Map(func(r rune) rune {
				if r == '\n' || r == '\r' || r == '\t' {
					return ' '
				}
				return r
			}, html.UnescapeString(string(z.Raw())))
			b.WriteString(text)
			fresh = fresh && strings.TrimSpace(text) == ""
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			if hiddenElement(tag) {
				if kind == html.EndTagToken {
					skip = max(skip-1, 0)
				} else {
					skip++
				}
				continue
			}
			flow := lineBreak(tag)
			if flow == "\n" && fresh && tag != atom.Br {
				continue // one line break per block, not one per tag
			}
			b.WriteString(flow)
			fresh = fresh || strings.HasPrefix(flow, "\n")
		}
	}
}

// hiddenElement reports elements whose content no mail program shows.
func hiddenElement(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Title, atom.Template, atom.Noscript:
		return true
	}
	return false
}

// lineBreak returns what an element does to the flow of the text.
func lineBreak(tag atom.Atom) string {
	switch tag {
	case atom.Br, atom.Tr, atom.Li, atom.Div, atom.Hr, atom.Dt, atom.Dd:
		return "\n"
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Table, atom.Ul, atom.Ol, atom.Blockquote, atom.Pre, atom.Section, atom.Article:
		return "\n\n"
	case atom.Td, atom.Th:
		return " "
	}
	return ""
}
