package read

import (
	"encoding/xml"
	"fmt"
	"strconv"

	"github.com/akta-foi/akta/content/read/typeset"
)

// docxTable is a table being read (ECMA-376 part 1, 17.4).
type docxTable struct {
	style   string
	shade   docxShade
	rows    []typeset.Row
	col     int // of the grid, where the next cell begins
	spans   map[int]docxSpan
	loose   []typeset.Block // pictures of its cells: they follow the table
	current *docxRow
}

// docxSpan is a cell that goes on in the rows below.
type docxSpan struct{ row, cell int }

// docxRow and docxCell are the properties of the row and cell being read.
type docxRow struct {
	header, hidden bool
	deleted        bool
}

type docxCell struct {
	shade          docxShade
	cols           int
	merge, covered bool // it begins or continues a cell over several rows
}

// maxSpan keeps claimed widths of cells within what Word allows (63 columns)
// with room to spare.
const maxSpan = 1_000

// grounds are the shadings of the table and, in its first row, of its style.
func (t *docxTable) grounds(styles *docxStyles) []docxShade {
	var grounds []docxShade
	if st := styles.byID[t.style]; st != nil {
		if len(t.rows) <= 1 {
			grounds = append(grounds, st.header)
		}
		grounds = append(grounds, t.shade, st.para.shade)
	}
	return append(grounds, t.shade)
}

// startTable opens a table.
func (s *docxStory) startTable(sc *docxScope) {
	outer, para := s.table, s.para
	table := &docxTable{spans: map[int]docxSpan{}}
	s.table, s.para = table, nil
	sc.run, sc.row, sc.cell = nil, nil, nil
	if r := s.top().row; r != nil && r.hidden {
		sc.veil = HiddenText
	}
	lost := sc.lost != nil
	sc.end = func() error {
		s.table, s.para = outer, para
		if lost || !table.hasText() {
			return s.emit(table.loose...)
		}
		if err := s.emit(typeset.Block{Kind: typeset.Table, Rows: table.rows}); err != nil {
			return err
		}
		return s.emit(table.loose...)
	}
}

func (t *docxTable) hasText() bool {
	for _, r := range t.rows {
		for _, c := range r.Cells {
			if hasText(c.Runs) {
				return true
			}
		}
	}
	return false
}

// startRow opens a row. Rows of which nothing is left are not shown.
func (s *docxStory) startRow(sc *docxScope) {
	table, row := s.table, &docxRow{}
	if table == nil {
		return
	}
	sc.row = row
	table.rows, table.col, table.current = append(table.rows, typeset.Row{}), 0, row
	sc.end = func() error {
		last := len(table.rows) - 1
		table.rows[last].Header = row.header
		if row.hidden || row.deleted || len(table.rows[last].Cells) == 0 {
			table.rows = table.rows[:last]
		}
		return nil
	}
}

// startCell opens a cell.
func (s *docxStory) startCell(sc *docxScope) {
	table := s.table
	if table == nil || table.current == nil || len(table.rows) == 0 {
		return
	}
	cell, out, para := &docxCell{cols: 1}, s.out, s.para
	sc.cell = cell
	inside := &docxOut{}
	s.out, s.para = inside, nil
	sc.end = func() error {
		s.out, s.para = out, para
		return s.endCell(table, cell, inside)
	}
}

// endCell adds a cell to its row, unless one from above covers it.
func (s *docxStory) endCell(t *docxTable, cell *docxCell, inside *docxOut) error {
	if s.d.cells++; s.d.cells > maxTableCells {
		return fmt.Errorf("more than %d cells of tables: split the file", maxTableCells)
	}
	inside.blocks = append(inside.blocks, typeset.Block{Runs: inside.carry})
	for _, b := range inside.blocks {
		if b.Kind == typeset.Picture {
			t.loose = append(t.loose, b)
		}
	}
	row, col := len(t.rows)-1, t.col
	t.col += cell.cols
	span, open := t.spans[col]
	if cell.covered && open && span.row < row {
		if c := &t.rows[span.row].Cells[span.cell]; c.Rows < row-span.row+1 {
			c.Rows = row - span.row + 1
		}
		return nil
	}
	delete(t.spans, col)
	cells := append(t.rows[row].Cells, typeset.Cell{Runs: flatRuns(inside.blocks)})
	if cell.cols > 1 {
		cells[len(cells)-1].Cols = cell.cols
	}
	t.rows[row].Cells = cells
	if cell.merge {
		t.spans[col] = docxSpan{row, len(cells) - 1}
	}
	return nil
}

// tableProperty takes a property of a table, row or cell.
func (s *docxStory) tableProperty(e xml.StartElement, sc *docxScope) {
	value := attr(e, "val")
	switch e.Name.Local {
	case "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange", "tblGridChange":
		s.formatChange(e, sc)
	case "tblStyle":
		if s.table != nil {
			s.table.style = value
		}
	case "ins", "cellIns":
		s.d.changes.look(docxChangeOf(map[string]string{"ins": "inserted table row", "cellIns": "inserted table cell"}[e.Name.Local], e), s.where())
	case "cellMerge":
		s.d.changes.look(docxChangeOf("merged table cells", e), s.where())
	case "del":
		s.d.changes.look(docxChangeOf("deleted table row", e), s.where())
		s.deleteAround("tr", docxChangeOf("deleted", e))
		if sc.row != nil {
			sc.row.deleted = true
		}
	case "cellDel":
		s.d.changes.look(docxChangeOf("deleted table cell", e), s.where())
		s.deleteAround("tc", docxChangeOf("deleted", e))
	case "tblHeader":
		if sc.row != nil {
			sc.row.header = on(value)
		}
	case "hidden":
		if sc.row != nil {
			sc.row.hidden = on(value)
		}
	default:
		s.cellProperty(e, sc)
	}
}

func (s *docxStory) cellProperty(e xml.StartElement, sc *docxScope) {
	value := attr(e, "val")
	n, err := strconv.Atoi(value)
	counted := err == nil && n > 0 && n <= maxSpan
	switch name := e.Name.Local; {
	case name == "gridBefore" && s.table != nil && counted:
		s.table.col = n
	case name == "shd" && sc.cell != nil:
		sc.cell.shade = docxShadeOf(e)
	case name == "shd" && s.table != nil:
		s.table.shade = docxShadeOf(e)
	case sc.cell == nil:
	case name == "gridSpan" && counted:
		sc.cell.cols = n
	case name == "vMerge":
		sc.cell.merge, sc.cell.covered = value == "restart", value != "restart"
	}
}

// deleteAround marks the innermost open element of that name as deleted: its
// properties, which say so, come before its content.
func (s *docxStory) deleteAround(local string, c docxChange) {
	for i := len(s.scopes) - 1; i > 0; i-- {
		s.scopes[i].change, s.scopes[i].deleted = &c, true
		if s.scopes[i].local == local {
			return
		}
	}
}
