package read

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"github.com/akta-foi/akta/content/read/typeset"
)

// odfTable is a table of a text or a sheet while it is read. Positions count
// from 0.
type odfTable struct {
	name     string
	sheet    bool
	col, row int
	rowTimes int // the row being read stands for that many
	rowStyle string
	head     bool // in table:table-header-rows
	folded   int  // open row groups that are folded away
	colFold  int  // open column groups that are folded away
	columns  []odfColumns
	cells    []gridCell // of the row being read
	rows     []gridRow
	after    []typeset.Block // pictures and shapes of the cells
	hidden   odfHiddenRows
	formulas found
	formula  int // cells with one
}

// odfColumns is a run of equal columns.
type odfColumns struct {
	from, to int // to is the first one after them
	style    string
	hidden   *found // nil: they are shown
}

// odfHiddenRows is a run of hidden rows.
type odfHiddenRows struct {
	text     *found // nil: none is open
	from, to int
	filled   int // rows that hold something
}

// where names the cell being read.
func (t *odfTable) where(scope string) string {
	switch {
	case t.sheet:
		return fmt.Sprintf("sheet %s, cell %s%d", quoted(t.name), columnName(t.col+1), t.row+1)
	case t.name != "":
		return joinNonEmpty(", ", scope, fmt.Sprintf("table %s, row %d, column %d", quoted(t.name), t.row+1, t.col+1))
	}
	return joinNonEmpty(", ", scope, fmt.Sprintf("table row %d, column %d", t.row+1, t.col+1))
}

func quoted(s string) string { return fmt.Sprintf("%q", cutBytes(cleanLine(s), maxExcerptBytes/2)) }

// startTable reads the elements of tables (ODF 1.3 part 3, 9).
func (o *odf) startTable(e xml.StartElement, local string) func() {
	switch local {
	case "table":
		return o.startGrid(e)
	case "title", "desc":
		return o.collect(HiddenAltText, "description of a table, "+o.where())
	case "table-source", "cell-range-source":
		o.external(odfAttr(e, "xlink", "href"), "data from another file, "+o.where())
		return nil
	}
	t := o.table
	if t == nil {
		return o.startCalc(e, local)
	}
	switch local {
	case "table-column":
		o.addColumns(e)
	case "table-column-group":
		if odfAttr(e, "table", "display") == "false" {
			t.colFold++
			return func() { t.colFold-- }
		}
	case "table-header-rows":
		t.head = true
		return func() { t.head = false }
	case "table-row-group":
		if odfAttr(e, "table", "display") == "false" {
			t.folded++
			return func() { t.folded-- }
		}
	case "table-row":
		return o.startRow(e)
	case "table-cell", "covered-table-cell":
		return o.startCell(e, local == "covered-table-cell")
	case "shapes":
		restore := o.save()
		o.dest, o.scope, o.table = &t.after, "sheet "+quoted(t.name), nil
		return restore
	default:
		return o.startCalc(e, local)
	}
	return nil
}

// startGrid begins a table; in a spreadsheet the outermost ones are sheets.
func (o *odf) startGrid(e xml.StartElement) func() {
	restore := o.save()
	t := &odfTable{name: odfAttr(e, "table", "name"), sheet: o.isSheets && o.table == nil}
	styleName := odfAttr(e, "table", "style-name")
	style := o.styles.find("table", styleName)
	o.look = style.under(o.look)
	var around *found
	if o.region == nil {
		o.useMasterOf(style)
		switch {
		case t.sheet && strings.HasPrefix(t.name, "'file:"):
			around = &found{kind: HiddenExternalLink, where: "cached cells of another file " + quoted(t.name)}
		case style.shown == "false" && t.sheet:
			around = &found{kind: HiddenSheet, where: "sheet " + quoted(t.name)}
		case style.shown == "false":
			around = &found{kind: HiddenText, where: "hidden table " + quoted(t.name)}
		}
	}
	if around != nil {
		o.region = around
	}
	visible := o.region == nil
	o.table, o.para, o.lists = t, nil, odfLists{}
	return func() {
		restore()
		o.endGrid(t)
		switch {
		case around != nil && around.words == 0 && around.kind == HiddenSheet:
			o.doc.hide(Hidden{Kind: HiddenSheet, Where: around.where, Count: 1, Unit: "sheets"})
		case around != nil:
			o.doc.hideFound(around)
		case visible:
			o.placeGrid(t)
		}
	}
}

// endGrid names what was hidden in a table.
func (o *odf) endGrid(t *odfTable) {
	o.flushHiddenRows(t)
	for _, c := range t.columns {
		if c.hidden != nil && c.hidden.words > 0 {
			o.doc.hide(Hidden{Kind: HiddenColumn, Where: c.hidden.where, Count: c.to - c.from, Unit: "columns", Excerpt: c.hidden.excerpt()})
		}
	}
	if t.formula > 0 {
		o.doc.hide(Hidden{Kind: HiddenFormula, Where: "formulas of sheet " + quoted(t.name), Count: t.formula, Unit: "cells", Excerpt: t.formulas.excerpt()})
	}
}

// placeGrid hands the visible cells over. A sheet has its name above it.
func (o *odf) placeGrid(t *odfTable) {
	if t.sheet {
		o.block(typeset.Block{Kind: typeset.Heading, Level: 1, Runs: []typeset.Run{{Text: t.name}}})
	}
	blocks, err := t.blocks()
	if err != nil {
		o.fail(err)
		return
	}
	for _, b := range append(blocks, t.after...) {
		o.block(b)
	}
}

// addColumns reads table:table-column.
func (o *odf) addColumns(e xml.StartElement) {
	t := o.table
	from := 0
	if n := len(t.columns); n > 0 {
		from = t.columns[n-1].to
	}
	times := max(odfCount(e, "table", "number-columns-repeated", maxSheetColumns), 1)
	c := odfColumns{from: from, to: min(from+times, maxSheetColumns), style: odfAttr(e, "table", "default-cell-style-name")}
	if c.from >= c.to {
		return
	}
	if v := odfAttr(e, "table", "visibility"); v == "collapse" || v == "filter" || t.colFold > 0 {
		name := columnName(c.from + 1)
		if c.to-c.from > 1 {
			name += "-" + columnName(c.to)
		}
		what := "table"
		if t.sheet {
			what = "sheet"
		}
		c.hidden = &found{kind: HiddenColumn, where: fmt.Sprintf("%s %s, column %s", what, quoted(t.name), name)}
	}
	t.columns = append(t.columns, c)
}

// column returns the run of columns that col belongs to, or nil.
func (t *odfTable) column(col int) *odfColumns {
	i, _ := slices.BinarySearchFunc(t.columns, col, func(c odfColumns, col int) int {
		if c.to <= col {
			return -1
		}
		return 1
	})
	if i == len(t.columns) {
		return nil
	}
	return &t.columns[i]
}
