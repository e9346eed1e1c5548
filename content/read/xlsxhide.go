package read

import (
	"fmt"
	"slices"
)

// xlsxHides collects the cells of one sheet that are not shown: rows and
// columns that follow each other are one item.
type xlsxHides struct {
	sheet   *xlsxSheet
	whole   xlsxHiddenCells
	rows    []xlsxHiddenCells
	columns map[int]*xlsxHiddenCells
	looks   []xlsxHiddenCells
}

// xlsxHiddenCells are hidden cells of one reason.
type xlsxHiddenCells struct {
	kind        HiddenKind
	why         string
	first, last int // rows or columns
	at          string
	cells       int
	text        excerptText
}

func (h *xlsxHiddenCells) add(text string) {
	h.cells++
	h.text.add(text)
}

func (x *xlsxHides) inSheet(text string) { x.whole.add(text) }

func (x *xlsxHides) inRow(row int, text string) {
	n := len(x.rows)
	if n == 0 || row != x.rows[n-1].last && row != x.rows[n-1].last+1 {
		x.rows = append(x.rows, xlsxHiddenCells{first: row})
		n++
	}
	x.rows[n-1].last = row
	x.rows[n-1].add(text)
}

func (x *xlsxHides) inColumn(col int, text string) {
	if x.columns == nil {
		x.columns = map[int]*xlsxHiddenCells{}
	}
	if x.columns[col] == nil {
		x.columns[col] = &xlsxHiddenCells{}
	}
	x.columns[col].add(text)
}

// byLook takes a cell that looks like nothing. Cells of one reason are one
// item that begins with the first of them.
func (x *xlsxHides) byLook(kind HiddenKind, why string, row, col int, text string) {
	for i := range x.looks {
		if x.looks[i].kind == kind && x.looks[i].why == why {
			x.looks[i].add(text)
			return
		}
	}
	x.looks = append(x.looks, xlsxHiddenCells{kind: kind, why: why, at: cellName(row, col)})
	x.looks[len(x.looks)-1].add(text)
}

// name names all of them.
func (x *xlsxHides) name() {
	doc, name := x.sheet.b.j.doc, x.sheet.ref.name
	item := func(kind HiddenKind, where string, h *xlsxHiddenCells) {
		doc.hide(Hidden{Kind: kind, Where: where, Count: h.cells, Unit: "cells", Excerpt: h.text.String()})
	}
	if x.sheet.hidden {
		where := fmt.Sprintf("sheet %q (%s)", name, map[bool]string{true: "very hidden: no menu shows it", false: "hidden"}[x.sheet.ref.state == "veryHidden"])
		if x.whole.cells == 0 {
			doc.hide(Hidden{Kind: HiddenSheet, Where: where, Count: 1, Unit: "sheets", Excerpt: name})
		} else {
			item(HiddenSheet, where, &x.whole)
		}
	}
	filter := ""
	if x.sheet.filtered {
		filter = ", in a sheet with a filter"
	}
	for i := range x.rows {
		r := &x.rows[i]
		item(HiddenRow, fmt.Sprintf("sheet %q, %s%s", name, rangeOf("row", fmt.Sprint(r.first), fmt.Sprint(r.last)), filter), r)
	}
	var columns []int
	for col := range x.columns {
		columns = append(columns, col)
	}
	slices.Sort(columns)
	for i := 0; i < len(columns); {
		first, all := columns[i], *x.columns[columns[i]]
		for i++; i < len(columns) && columns[i] == columns[i-1]+1; i++ {
			next := x.columns[columns[i]]
			all.cells += next.cells
			all.text.add(next.text.String())
		}
		item(HiddenColumn, fmt.Sprintf("sheet %q, %s", name, rangeOf("column", columnName(first), columnName(columns[i-1]))), &all)
	}
	for i := range x.looks {
		l := &x.looks[i]
		item(l.kind, fmt.Sprintf("sheet %q, from cell %s on, %s", name, l.at, l.why), l)
	}
}

// rangeOf is "row 7" or "rows 7-12".
func rangeOf(what, first, last string) string {
	if first == last {
		return what + " " + first
	}
	return what + "s " + first + "-" + last
}

// name names what the sheet hides beside its cells.
func (s *xlsxSheet) name() {
	s.hides.name()
	doc, where := s.b.j.doc, fmt.Sprintf("sheet %q", s.ref.name)
	if s.formulas.count > 0 {
		doc.hide(Hidden{Kind: HiddenFormula, Where: where, Count: s.formulas.count, Unit: "formulas", Excerpt: s.formulas.first})
	}
	if s.forms.words > 0 {
		doc.hide(Hidden{Kind: HiddenForm, Where: where + ", validations and scenarios", Count: s.forms.words, Unit: "words", Excerpt: s.forms.String()})
	}
	if r := &s.inline.reading; r.words > 0 {
		doc.hide(Hidden{Kind: HiddenText, Where: where + ", readings", Count: r.words, Unit: "words", Excerpt: r.String()})
	}
	if s.stray.words > 0 {
		doc.hide(Hidden{Kind: HiddenUnknownPart, Where: where + ", text in elements that are not shown", Count: s.stray.words, Unit: "words", Excerpt: s.stray.String()})
	}
}
