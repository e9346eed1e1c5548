package read

import (
	"strconv"
	"strings"

	"github.com/akta-foi/akta/content/read/typeset"
)

// htmlTable is an open table. A table inside a cell only breaks lines in it.
type htmlTable struct {
	rows    []typeset.Row
	caption []typeset.Run
	outer   *htmlRuns // where text went before
	depth   int       // tables inside its cells
	between bool      // no cell is open
	cell    *typeset.Cell
}

func (h *htmlWalk) beginTable() {
	if t := h.tables; t != nil {
		t.depth++
		h.out.line(false)
		return
	}
	h.flush()
	h.tables = &htmlTable{outer: h.out, between: true}
	h.out = &htmlRuns{}
}

func (h *htmlWalk) beginRow() {
	t := h.tables
	switch {
	case t == nil:
		h.flush()
	case t.depth > 0:
		h.out.line(false)
	case len(t.rows) == 0 || len(t.rows[len(t.rows)-1].Cells) > 0:
		t.rows = append(t.rows, typeset.Row{Header: true})
	}
}

func (h *htmlWalk) beginCell(tag string, attrs htmlAttrs) {
	t := h.tables
	if t == nil || t.depth > 0 {
		h.out.space = true
		return
	}
	if h.cells >= maxTableCells {
		h.doc.warn("more than %d cells in tables: the text of the others stands before their table", maxTableCells)
		h.out.space = true
		return
	}
	if len(t.rows) == 0 {
		h.beginRow()
	}
	span := func(name string, most int) int {
		n, err := strconv.Atoi(strings.TrimSpace(attrs.value(name)))
		if err != nil || n < 1 {
			return 1
		}
		return min(n, most)
	}
	h.stray()
	t.cell = &typeset.Cell{Cols: span("colspan", 1000), Rows: span("rowspan", 65534), Right: strings.EqualFold(attrs.value("align"), "right")}
	row := &t.rows[len(t.rows)-1]
	row.Header = row.Header && tag == "th"
	t.between, h.out = false, &htmlRuns{}
	h.cells++
}

func (h *htmlWalk) beginCaption() {
	if t := h.tables; t != nil && t.depth == 0 {
		t.between, t.cell, h.out = false, nil, &htmlRuns{}
	}
}

// endCell closes a cell or a caption.
func (h *htmlWalk) endCell() {
	t := h.tables
	if t == nil || t.depth > 0 || t.between {
		return
	}
	runs := h.out.trimmed()
	if t.cell == nil {
		t.caption = append(t.caption, runs...)
	} else {
		t.cell.Runs = runs
		row := &t.rows[len(t.rows)-1]
		row.Cells = append(row.Cells, *t.cell)
	}
	t.between, t.cell, h.out = true, nil, &htmlRuns{}
}

// stray keeps text that stands in a table outside of its cells: browsers show
// it before the table.
func (h *htmlWalk) stray() {
	if t := h.tables; t.between {
		t.caption = append(t.caption, h.out.trimmed()...)
		h.out = &htmlRuns{}
	}
}

func (h *htmlWalk) endTable() {
	t := h.tables
	if t == nil {
		return
	}
	if t.depth > 0 {
		t.depth--
		h.out.line(false)
		return
	}
	h.endCell()
	h.stray()
	h.tables, h.out = nil, t.outer
	if len(t.caption) > 0 {
		h.blocks = append(h.blocks, typeset.Block{Runs: t.caption})
	}
	var rows []typeset.Row
	columns := 0
	for _, r := range t.rows {
		if r.Header = r.Header && len(r.Cells) > 0; len(r.Cells) > 0 {
			rows = append(rows, r)
		}
		columns = max(columns, len(r.Cells))
	}
	if columns == 1 { // made to place text on the screen: it is no table
		for _, r := range rows {
			h.blocks = append(h.blocks, typeset.Block{Runs: r.Cells[0].Runs})
		}
	} else if len(rows) > 0 {
		h.blocks = append(h.blocks, typeset.Block{Kind: typeset.Table, Rows: rows})
	}
	h.blocks = append(h.blocks, h.pictures...)
	h.pictures = nil
}

// endTables closes the table that the end of the file left open.
func (h *htmlWalk) endTables() {
	if h.tables != nil {
		h.tables.depth = 0
		h.endTable()
	}
}
