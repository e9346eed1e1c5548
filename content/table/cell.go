// Package table makes the cells of CSV tables (RFC 4180) that somebody opens in a
// spreadsheet: on one line, and none that is run as a formula.
package table

import (
	"strings"
	"unicode"
)

// formulaStart are the characters at which a spreadsheet takes a cell for a
// formula and runs it, in their wide forms too.
const formulaStart = "=+-@＝＋－＠"

// Cell is a text as a cell of a table holds it: on one line, without space around
// it. One that a spreadsheet would run gets an apostrophe in front, and so does one
// that begins with an apostrophe, so that Text gives back what was there.
func Cell(s string) string {
	s = Line(s)
	if strings.IndexAny(s, formulaStart+"'") == 0 {
		return "'" + s
	}
	return s
}

// Text is the text that a cell holds: an apostrophe at its start is not part of it.
func Text(cell string) string { return strings.TrimPrefix(cell, "'") }

// Line puts a space in the place of every character that moves a cursor or is not
// seen, and cuts the space around the text.
func Line(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp) || r == '\ufeff' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd")))
}
