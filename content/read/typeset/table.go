package typeset

import "fmt"

// maxColumns bounds one table: as many as a sheet of Excel has.
const maxColumns = 16_384

// plan is a table that was measured: its grid, its type size and how its
// columns are grouped.
type plan struct {
	cells     []cell // row by row, by column in each
	rows      []int  // first cell of each row, and the end
	columns   int
	size      size
	landscape bool
	widths    []int   // of the columns, pixels with their borders and padding
	groups    []group // of columns, each as wide as a page at most
}

// cell is a cell on the grid.
type cell struct {
	row, col   int // from 0
	cols, rows int
	index      int // in its Row
	least      int // pixels at tableSize: its longest word
	most       int // pixels at tableSize: its longest line
	first      int // word
	count      int // words
	lines      int
}

// group is a run of columns, to is behind the last one.
type group struct{ from, to int }

const (
	padX = 9 // pixels between a cell's border and its text
	padY = 5
	rule = 1 // width of a border
)

// minColumn is the width of a column without any text.
const minColumn = 2*padX + rule + 20

// measureTables plans every table before anything is set, because a heading
// goes to the page format of the table below it.
func (s *setter) measureTables() error {
	s.plans = make([]*plan, len(s.flow.Blocks))
	for i, b := range s.flow.Blocks {
		if b.Kind != Table {
			continue
		}
		p, err := s.grid(b)
		if err != nil {
			return err
		}
		p.fit()
		s.plans[i] = p
	}
	return nil
}

// grid gives every cell its place, as HTML does: a cell takes the first
// column of its row that none from above covers.
func (s *setter) grid(b Block) (*plan, error) {
	p := &plan{}
	var covered []int // rows, from the current one on, that a cell above covers
	for r, row := range b.Rows {
		if err := s.ctx.Err(); err != nil {
			return nil, err
		}
		p.rows = append(p.rows, len(p.cells))
		col := 0
		for i, c := range row.Cells {
			for col < len(covered) && covered[col] > 0 {
				col++
			}
			if col >= maxColumns {
				return nil, fmt.Errorf("typeset: a table of more than %d columns: split the file", maxColumns)
			}
			at := cell{row: r, col: col, index: i,
				cols: min(max(c.Cols, 1), maxColumns-col), rows: min(max(c.Rows, 1), len(b.Rows)-r)}
			at.cols = free(covered, col, at.cols)
			for len(covered) < col+at.cols {
				covered = append(covered, 0)
			}
			for k := range at.cols {
				covered[col+k] = at.rows
			}
			if err := s.measure(&at, c, row.Header); err != nil {
				return nil, err
			}
			p.cells = append(p.cells, at)
			col += at.cols
		}
		for k, n := range covered {
			covered[k] = max(n-1, 0)
		}
	}
	p.rows, p.columns = append(p.rows, len(p.cells)), len(covered)
	return p, nil
}

// free cuts a span where a cell from above is in its way.
func free(covered []int, col, cols int) int {
	for k := 1; k < cols && col+k < len(covered); k++ {
		if covered[col+k] > 0 {
			return k
		}
	}
	return cols
}

// measure finds the longest word and the longest line of a cell.
func (s *setter) measure(at *cell, c Cell, header bool) error {
	st := style{size: tableSize, bold: header}
	face, err := s.fonts.face(st)
	if err != nil {
		return err
	}
	space, err := s.fonts.load(face, ' ')
	if err != nil {
		return err
	}
	line := 0
	err = s.scan(c.Runs, st, func(word []chunk, white rune) error {
		width := 0
		for _, c := range word {
			width += c.width
		}
		at.least, line = max(at.least, width), line+width
		at.most = max(at.most, line)
		switch white {
		case '\n', '\f':
			line = 0
		case '\t':
			line += tableSize.em(350) << 6
		default:
			line += space.advance
		}
		return nil
	})
	at.least, at.most = (at.least+63)>>6, (at.most+63)>>6
	return err
}

// fit chooses the page format and the type size, and groups the columns if
// they do not fit at any.
func (p *plan) fit() {
	const portrait, landscape = shortSide - 2*margin - rule, longSide - 2*margin - rule
	for _, try := range []struct {
		room int
		size size
	}{
		{portrait, tableSize}, {landscape, tableSize}, {landscape, 85}, {landscape, 75}, {landscape, 65}, {landscape, leastSize},
	} {
		p.size, p.landscape = try.size, try.room == landscape
		least, most := p.demands(try.room)
		if sum(least) <= try.room {
			p.widths = share(least, most, try.room)
			p.groups = []group{{0, p.columns}}
			return
		}
	}
	p.size = groupSize
	least, most := p.demands(landscape)
	p.widths = make([]int, p.columns)
	from, used := 0, 0
	for c := range p.columns {
		p.widths[c] = max(least[c], min(most[c], landscape/4))
		if used+p.widths[c] > landscape {
			p.groups = append(p.groups, group{from, c})
			from, used = c, 0
		}
		used += p.widths[c]
	}
	p.groups = append(p.groups, group{from, p.columns})
}

// demands returns what the columns need at the plan's size: without breaking
// a word, up to a quarter of the page, and without breaking a line.
func (p *plan) demands(room int) (least, most []int) {
	least, most = make([]int, p.columns), make([]int, p.columns)
	for c := range p.columns {
		least[c], most[c] = minColumn, minColumn
	}
	for _, spans := range []bool{false, true} {
		for i := range p.cells {
			c := &p.cells[i]
			if (c.cols > 1) != spans {
				continue
			}
			raise(least[c.col:c.col+c.cols], min(p.outer(c.least), room/4))
			raise(most[c.col:c.col+c.cols], p.outer(c.most))
		}
	}
	return least, most
}

// outer is the width of a cell whose text is that wide at tableSize. The
// pixels more make up for the rounding of every character.
func (p *plan) outer(text int) int {
	return (text*int(p.size)+int(tableSize)-1)/int(tableSize) + 2*padX + rule + 3
}

// raise makes the columns a cell spans wide enough for it.
func raise(columns []int, want int) {
	if len(columns) == 1 {
		columns[0] = max(columns[0], want)
		return
	}
	lack := want - sum(columns)
	for k := range columns {
		if lack > 0 {
			columns[k] += lack / len(columns)
			if k < lack%len(columns) {
				columns[k]++
			}
		}
	}
}

// share gives every column what it needs at least and divides the rest of the
// room by what the columns would like to have more.
func share(least, most []int, room int) []int {
	spare, wish := room-sum(least), sum(most)-sum(least)
	if wish <= spare {
		return most
	}
	widths := make([]int, len(least))
	for c := range least {
		widths[c] = least[c] + (most[c]-least[c])*spare/wish
	}
	return widths
}

func sum(of []int) int {
	n := 0
	for _, v := range of {
		n += v
	}
	return n
}
