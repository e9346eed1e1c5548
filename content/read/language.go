package read

import lang "github.com/akta-foi/akta/content/language"

// language tells in which of the offices' languages a text is, or "" where it
// cannot be told.
func language(tokens []Token) string {
	return lang.Of(len(tokens), func(i int) string { return tokens[i].Text })
}
