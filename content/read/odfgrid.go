package read

import (
	"fmt"
	"slices"

	"github.com/akta-foi/akta/content/read/typeset"
)

// gridCell is a cell at its column, gridRow the cells of a row, from the left.
// Rows that are equal share them.
type gridCell struct {
	col  int
	cell typeset.Cell
}

type gridRow struct {
	at    int
	head  bool
	cells []gridCell
}

// blocks makes tables of the rows. A sheet is cut where rows are empty, and its
// empty columns are left out: it may have a word in its last corner.
func (t *odfTable) blocks() (out []typeset.Block, err error) {
	for from := 0; from < len(t.rows); {
		to := from + 1
		for to < len(t.rows) && t.rows[to].at == t.rows[to-1].at+1 {
			to++
		}
		b, err := gridBlock(t.rows[from:to], t.sheet)
		if err != nil {
			return nil, err
		}
		out = append(out, b)
		from = to
	}
	return out, nil
}

// gridBlock makes one table of rows without a gap.
func gridBlock(rows []gridRow, compact bool) (typeset.Block, error) {
	columns := gridColumns(rows, compact)
	if len(columns) > 0 && len(rows) > maxTableCells/len(columns) {
		return typeset.Block{}, fmt.Errorf("table: %d rows of %d columns, more than %d cells: split the file", len(rows), len(columns), maxTableCells)
	}
	b := typeset.Block{Kind: typeset.Table, Rows: make([]typeset.Row, 0, len(rows))}
	covered := make([]int, len(columns)) // rows that a cell above still reaches into
	for i, row := range rows {
		r := typeset.Row{Header: row.head}
		next := 0
		for k := 0; k < len(columns); k++ {
			if covered[k] > 0 {
				covered[k]--
				continue
			}
			for next < len(row.cells) && row.cells[next].col < columns[k] {
				next++
			}
			var cell typeset.Cell
			if next < len(row.cells) && row.cells[next].col == columns[k] {
				cell = row.cells[next].cell
				end, _ := slices.BinarySearch(columns, columns[k]+max(cell.Cols, 1))
				cell.Cols, cell.Rows = end-k, min(max(cell.Rows, 1), len(rows)-i)
			}
			width := 1
			for width < cell.Cols && covered[k+width] == 0 {
				width++
			}
			if cell.Cols = width; cell.Rows > 1 {
				for j := k; j < k+width; j++ {
					covered[j] = cell.Rows - 1
				}
			}
			r.Cells = append(r.Cells, cell)
			k += width - 1
		}
		b.Rows = append(b.Rows, r)
	}
	return b, nil
}

// gridColumns lists the columns to set, in order.
func gridColumns(rows []gridRow, compact bool) []int {
	var columns []int
	last := 0
	for i, row := range rows {
		if i > 0 && len(row.cells) > 0 && len(rows[i-1].cells) > 0 && &row.cells[0] == &rows[i-1].cells[0] {
			continue // the same row again
		}
		for _, c := range row.cells {
			last = max(last, c.col+max(c.cell.Cols, 1))
			if len(c.cell.Runs) > 0 {
				columns = append(columns, c.col)
			}
		}
		if len(columns) > maxSheetColumns {
			slices.Sort(columns)
			columns = slices.Compact(columns)
		}
	}
	if compact {
		slices.Sort(columns)
		return slices.Compact(columns)
	}
	columns = columns[:0]
	for i := range min(last, maxSheetColumns) {
		columns = append(columns, i)
	}
	return columns
}
