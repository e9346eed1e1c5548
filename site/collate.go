package site

import (
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// sortByLabel sorts a list by a text of each, as a dictionary of the language
// does: in Czech "ch" comes after "h", in Hungarian "ö" after "o".
func sortByLabel[T any](code string, list []T, label func(T) string) {
	c := collate.New(language.Make(code), collate.IgnoreCase)
	slices.SortStableFunc(list, func(a, b T) int { return c.CompareString(label(a), label(b)) })
}
