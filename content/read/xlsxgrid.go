package read

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/akta-foi/akta/content/read/typeset"
)

// xlsxGrid is the part of a sheet that has content: rows and columns without
// any are left out, so that two cells at the ends of the sheet make a small
// table.
type xlsxGrid struct {
	rows, cols []int // numbers of those that are kept, in order
}

// table makes a table of the visible cells. Cells that a joined one covers are
// not shown by any program: they are named.
func (s *xlsxSheet) table() ([]typeset.Block, error) {
	slices.SortStableFunc(s.cells, func(a, b xlsxCell) int {
		return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
	})
	for i := 1; i < len(s.cells); i++ {
		if a, b := &s.cells[i-1], &s.cells[i]; a.row == b.row && a.col == b.col {
			return nil, fmt.Errorf("cell %s is there twice: programs show different ones, ask for the file again", cellName(a.row, a.col))
		}
	}
	joined := s.joined()
	if err := s.dropCovered(joined); err != nil {
		return nil, err
	}
	if len(s.cells) == 0 {
		return nil, nil
	}
	g := s.grid()
	if len(g.rows) > (maxTableCells-s.b.grid)/len(g.cols) {
		return nil, fmt.Errorf("%d rows and %d columns with content, at most %d cells are read in all: split the file", len(g.rows), len(g.cols), maxTableCells)
	}
	s.b.grid += len(g.rows) * len(g.cols)
	return []typeset.Block{{Kind: typeset.Table, Rows: s.rows(g, joined)}}, nil
}

// joined are the merged ranges by their first cell; of two that overlap the
// first counts. Ranges are kept by row, so that looking one up is quick.
func (s *xlsxSheet) joined() []xlsxRange {
	merges := slices.Clone(s.merges)
	slices.SortStableFunc(merges, func(a, b xlsxRange) int {
		return cmp.Or(cmp.Compare(a.top, b.top), cmp.Compare(a.left, b.left))
	})
	return merges
}

// dropCovered takes out the cells that joined ones cover. It goes down the rows
// with the ranges that are open in each.
func (s *xlsxSheet) dropCovered(merges []xlsxRange) error {
	kept := s.cells[:0]
	var open []xlsxRange
	next, row := 0, 0
	for _, c := range s.cells {
		if c.row != row {
			row = c.row
			if err := s.b.j.ctx.Err(); err != nil {
				return err
			}
			for ; next < len(merges) && merges[next].top <= row; next++ {
				if len(open) < maxSheetCol { // more cannot lie side by side
					open = append(open, merges[next])
				}
			}
			open = slices.DeleteFunc(open, func(r xlsxRange) bool { return r.bottom < row })
		}
		covered := slices.ContainsFunc(open, func(r xlsxRange) bool {
			return r.left <= c.col && c.col <= r.right && (c.row != r.top || c.col != r.left)
		})
		if covered {
			s.hides.byLook(HiddenText, "covered by joined cells", c.row, c.col, flatText(c.runs))
			continue
		}
		kept = append(kept, c)
	}
	s.cells = kept
	return nil
}

// grid finds the rows and columns with content.
func (s *xlsxSheet) grid() xlsxGrid {
	var g xlsxGrid
	seen := map[int]bool{}
	for _, c := range s.cells {
		if n := len(g.rows); n == 0 || g.rows[n-1] != c.row {
			g.rows = append(g.rows, c.row)
		}
		if !seen[c.col] {
			seen[c.col] = true
			g.cols = append(g.cols, c.col)
		}
	}
	slices.Sort(g.cols)
	return g
}

// extent is how many of the kept numbers lie from first to last.
func extent(kept []int, first, last int) int {
	from, _ := slices.BinarySearch(kept, first)
	to, _ := slices.BinarySearch(kept, last+1)
	return to - from
}

// rows lays the cells into rows. Empty ones stand before the last cell of a
// row; places that a joined cell covers are left out.
func (s *xlsxSheet) rows(g xlsxGrid, merges []xlsxRange) []typeset.Row {
	spans := map[[2]int]xlsxRange{}
	for _, m := range merges {
		if key := [2]int{m.top, m.left}; spans[key] == (xlsxRange{}) {
			spans[key] = m
		}
	}
	rows := make([]typeset.Row, len(g.rows))
	free := make([]int, len(g.cols)) // the row from which a column is free of cells from above
	at := 0
	for r, number := range g.rows {
		col := 0
		for ; at < len(s.cells) && s.cells[at].row == number; at++ {
			c := &s.cells[at]
			here, _ := slices.BinarySearch(g.cols, c.col)
			for ; col < here; col++ {
				if free[col] <= r {
					rows[r].Cells = append(rows[r].Cells, typeset.Cell{})
				}
			}
			cell := typeset.Cell{Runs: c.runs, Right: c.right}
			if m, ok := spans[[2]int{c.row, c.col}]; ok {
				s.join(&cell, g, m, r, here, free)
			}
			rows[r].Cells = append(rows[r].Cells, cell)
			col = max(col, here+max(cell.Cols, 1))
		}
	}
	return rows
}

// join gives a cell the size of its range, as far as other cells leave room.
func (s *xlsxSheet) join(cell *typeset.Cell, g xlsxGrid, m xlsxRange, row, col int, free []int) {
	width := extent(g.cols, m.left, m.right)
	height := extent(g.rows, m.top, m.bottom)
	if width > 1 {
		cell.Cols = width
	}
	if height > 1 {
		cell.Rows = height
	}
	for i := col; i < min(col+width, len(free)); i++ {
		free[i] = max(free[i], row+height)
	}
}
