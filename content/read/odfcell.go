package read

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/akta-foi/akta/content/read/typeset"
)

// startRow reads table:table-row, which may stand for a million equal ones.
func (o *odf) startRow(e xml.StartElement) func() {
	restore := o.save()
	t := o.table
	t.col, t.cells, t.rowStyle = 0, nil, odfAttr(e, "table", "default-cell-style-name")
	t.rowTimes = min(max(odfCount(e, "table", "number-rows-repeated", maxSheetRows), 1), max(maxSheetRows-t.row, 0))
	v := odfAttr(e, "table", "visibility")
	hidden := v == "collapse" || v == "filter" || t.folded > 0
	before := 0
	if !hidden {
		o.flushHiddenRows(t)
	} else if o.region == nil {
		if t.hidden.text == nil {
			t.hidden = odfHiddenRows{text: &found{}, from: t.row}
		}
		before = t.hidden.text.words
		o.region = t.hidden.text
	}
	o.look = o.styles.find("table-row", odfAttr(e, "table", "style-name")).under(o.look)
	return func() {
		restore()
		if h := &t.hidden; hidden && h.text != nil {
			if h.to = t.row + t.rowTimes; h.text.words > before {
				h.filled += t.rowTimes
			}
		}
		o.endRow(t)
	}
}

// endRow keeps the row's cells. Rows without any cost nothing in a sheet.
func (o *odf) endRow(t *odfTable) {
	times := min(t.rowTimes, maxRepeats)
	if len(t.cells) > 0 || !t.sheet && o.region == nil && t.hidden.text == nil {
		if times < t.rowTimes {
			o.doc.warn("%s: the same row stands there %d times, %d of them are read", t.where(o.scope), t.rowTimes, times)
		}
		if o.cells += times * (len(t.cells) + 1); o.cells > maxTableCells {
			o.fail(fmt.Errorf("tables: more than %d cells: split the file", maxTableCells))
			return
		}
		for i := range times {
			t.rows = append(t.rows, gridRow{at: t.row + i, head: t.head, cells: t.cells})
		}
	}
	t.row += t.rowTimes
	t.rowTimes, t.cells = 0, nil
}

// flushHiddenRows names a run of hidden rows, if they hold anything.
func (o *odf) flushHiddenRows(t *odfTable) {
	h := t.hidden
	t.hidden = odfHiddenRows{}
	if h.text == nil || h.filled == 0 {
		return
	}
	where := fmt.Sprintf("table %s, row %d", quoted(t.name), h.from+1)
	if t.sheet {
		where = fmt.Sprintf("sheet %s, row %d", quoted(t.name), h.from+1)
	}
	if h.to > h.from+1 {
		where += fmt.Sprintf("-%d", h.to)
	}
	o.doc.hide(Hidden{Kind: HiddenRow, Where: where, Count: h.filled, Unit: "rows", Excerpt: h.text.excerpt()})
}

// startCell reads a cell. What stands in a covered one is under its neighbour.
func (o *odf) startCell(e xml.StartElement, covered bool) func() {
	restore := o.save()
	t := o.table
	times := min(max(odfCount(e, "table", "number-columns-repeated", maxSheetColumns), 1), max(maxSheetColumns-t.col, 0))
	style, column := odfAttr(e, "table", "style-name"), t.column(t.col)
	if style == "" {
		style = t.rowStyle
	}
	if style == "" && column != nil {
		style = column.style
	}
	cellStyle := o.styles.find("table-cell", style)
	o.look = cellStyle.under(cellStyle.over(o.look))
	var blocks []typeset.Block
	o.dest, o.para, o.lists = &blocks, nil, odfLists{}
	var under *found
	switch {
	case o.region != nil:
	case column != nil && column.hidden != nil && column.to >= t.col+times:
		o.region = column.hidden
	case covered:
		under = &found{kind: HiddenText, where: "under a merged cell, " + o.where()}
		o.region = under
	}
	if o.region != nil {
		o.region.write(" ")
	}
	o.readFormula(e, times)
	before := o.written
	return func() {
		if o.written == before {
			o.hideValue(e)
		}
		restore()
		if under != nil {
			o.doc.hideFound(under)
		} else {
			o.placeCell(e, t, blocks, times)
		}
		t.col += times
	}
}

// placeCell keeps a visible cell, once for each column it stands for.
func (o *odf) placeCell(e xml.StartElement, t *odfTable, blocks []typeset.Block, times int) {
	runs, rest := flatten(blocks)
	t.after = append(t.after, rest...)
	cell := typeset.Cell{Runs: runs,
		Cols: odfCount(e, "table", "number-columns-spanned", maxSheetColumns),
		Rows: odfCount(e, "table", "number-rows-spanned", maxSheetRows)}
	switch odfAttr(e, "office", "value-type") {
	case "float", "currency", "percentage", "date", "time":
		cell.Right = true
	}
	if len(runs) == 0 && t.sheet && cell.Cols <= 1 && cell.Rows <= 1 {
		return
	}
	n := min(times, maxRepeats)
	if n < times && len(runs) > 0 {
		o.doc.warn("%s: the same cell stands there %d times, %d of them are read", t.where(o.scope), times, n)
	}
	if len(t.cells)+n > maxTableCells {
		o.fail(fmt.Errorf("tables: more than %d cells in one row: split the file", maxTableCells))
		return
	}
	for i := range n {
		if c := t.column(t.col + i); c == nil || c.hidden == nil {
			t.cells = append(t.cells, gridCell{col: t.col + i, cell: cell})
		}
	}
}

// readFormula counts a cell's formula and names other files it looks into.
func (o *odf) readFormula(e xml.StartElement, times int) {
	formula := odfAttr(e, "table", "formula")
	if formula == "" {
		return
	}
	t := o.table
	formula = formula[strings.Index(formula, ":")+1:]
	if !strings.HasPrefix(formula, "=") {
		formula = odfAttr(e, "table", "formula")
	}
	t.formula += times * max(t.rowTimes, 1)
	t.formulas.write(fmt.Sprintf("%s%d %s; ", columnName(t.col+1), t.row+1, formula))
	for rest := formula; ; {
		i := strings.Index(rest, "'file:")
		if i < 0 {
			return
		}
		end := strings.Index(rest[i+1:], "'#")
		if end < 0 {
			return
		}
		o.hideOnce(HiddenExternalLink, "formulas of sheet "+quoted(t.name), rest[i+1:i+1+end])
		rest = rest[i+1+end:]
	}
}

// hideValue names the value of a cell that shows nothing, as one with the
// number format ";;;" does.
func (o *odf) hideValue(e xml.StartElement) {
	value := ""
	for _, name := range []string{"string-value", "value", "date-value", "time-value", "boolean-value"} {
		if value = odfAttr(e, "office", name); value != "" {
			break
		}
	}
	if o.region != nil {
		o.region.write(value)
		return
	}
	o.doc.hideText(HiddenText, "value that is not shown, "+o.where(), value)
}

// flatten makes one cell's text out of blocks; pictures stay blocks.
func flatten(blocks []typeset.Block) (runs []typeset.Run, rest []typeset.Block) {
	line := func(text string) {
		if len(runs) > 0 {
			text = "\n" + text
		}
		if text != "" {
			runs = append(runs, typeset.Run{Text: text})
		}
	}
	for _, b := range blocks {
		switch b.Kind {
		case typeset.Picture:
			rest = append(rest, b)
		case typeset.PageBreak:
		case typeset.Table:
			for _, row := range b.Rows {
				line("")
				for i, c := range row.Cells {
					if i > 0 {
						runs = append(runs, typeset.Run{Text: "\t"})
					}
					runs = append(runs, c.Runs...)
				}
			}
		default:
			if b.Marker != "" {
				b.Marker += " "
			}
			line(b.Marker)
			runs = append(runs, b.Runs...)
		}
	}
	return runs, rest
}
