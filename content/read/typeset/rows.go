package typeset

import "sort"

// placing is a table being placed, one group of columns after the other.
type placing struct {
	s     *setter
	p     *plan
	left  []int // left edge of every column of the group, and the right edge
	group group
	open  []openCell
	fresh bool // nothing of the group stands on this page yet
}

// openCell is a cell of which a row is being placed.
type openCell struct {
	*cell
	y      int  // where its next line begins
	next   int  // word
	line   int  // next line
	begins bool // nothing of it is placed yet
}

// table sets table i: first the words of all cells, row by row, then their
// places.
func (s *setter) table(i int) error {
	p, rows := s.plans[i], s.flow.Blocks[i].Rows
	for k := range p.cells {
		c := &p.cells[k]
		if k%1024 == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		content := rows[c.row].Cells[c.index]
		st := style{size: p.size, bold: rows[c.row].Header}
		c.first = len(s.words)
		var err error
		if c.lines, err = s.breakRuns(content.Runs, st, p.inner(c), 0, content.Right); err != nil {
			return err
		}
		if c.count = len(s.words) - c.first; c.count > 0 {
			s.parts = append(s.parts, Part{Block: i, Row: c.row + 1, Col: c.col + 1, First: c.first, Count: c.count})
		}
		if k+1 < len(p.cells) && p.cells[k+1].row > c.row {
			s.after(GapLine)
		} else {
			s.after(GapCell)
		}
	}
	s.space(bodySize.em(40))
	for k, g := range p.groups {
		// The header row of a group does not stand alone below another group.
		if k > 0 && !s.first {
			if err := s.turnPage(); err != nil {
				return err
			}
		}
		t := &placing{s: s, p: p, group: g}
		if err := t.place(); err != nil {
			return err
		}
		s.y += bodySize.em(110)
	}
	return nil
}

// inner is the width of a cell's text. A span ends with its group.
func (p *plan) inner(c *cell) int {
	g := p.groups[sort.Search(len(p.groups), func(k int) bool { return p.groups[k].to > c.col })]
	return max(sum(p.widths[c.col:min(c.col+c.cols, g.to)])-2*padX-rule, 1)
}

// place sets the rows of a group down to the last one with text in it.
func (t *placing) place() error {
	t.left = []int{margin}
	for c := t.group.from; c < t.group.to; c++ {
		t.left = append(t.left, t.left[len(t.left)-1]+t.p.widths[c])
	}
	last := len(t.p.rows) - 2
	if len(t.p.groups) > 1 {
		for last >= 0 && !t.hasText(last) {
			last--
		}
	}
	t.fresh = true
	for r := 0; r <= last; r++ {
		if err := t.s.ctx.Err(); err != nil {
			return err
		}
		if err := t.row(r, last); err != nil {
			return err
		}
	}
	return nil
}

// cellsOf returns the cells that begin in a row of the group.
func (t *placing) cellsOf(r int) []cell {
	row := t.p.cells[t.p.rows[r]:t.p.rows[r+1]]
	from := sort.Search(len(row), func(k int) bool { return row[k].col >= t.group.from })
	to := sort.Search(len(row), func(k int) bool { return row[k].col >= t.group.to })
	return row[from:to]
}

func (t *placing) hasText(r int) bool {
	for _, c := range t.cellsOf(r) {
		if c.lines > 0 {
			return true
		}
	}
	return false
}

// row places one row, whole or in pieces on several pages. Cells from above
// that reach into it go on in it.
func (t *placing) row(r, last int) error {
	s := t.s
	row := t.cellsOf(r)
	for k := range row {
		t.open = append(t.open, openCell{cell: &row[k], y: s.y + padY, next: row[k].first, begins: true})
	}
	sort.SliceStable(t.open, func(a, b int) bool { return t.open[a].col < t.open[b].col })
	least := t.p.size.line() + 2*padY + rule
	for whole, begun := false, false; !whole; {
		need := max(least, t.need(r, last))
		room := s.bottom() - s.y - rule
		whole = need <= room
		keep := need <= (s.bottom()-top)/3 && !begun && !s.first
		if !whole && (room < least || keep) {
			if err := t.turnPage(begun); err != nil {
				return err
			}
			continue
		}
		t.band(min(need, room), r, last, whole)
		if begun = true; !whole {
			if err := t.turnPage(true); err != nil {
				return err
			}
		}
	}
	kept := t.open[:0]
	for _, o := range t.open {
		if o.end(last) > r {
			kept = append(kept, o)
		}
	}
	t.open = kept
	return nil
}

// end is the last row of a cell.
func (c *cell) end(last int) int { return min(c.row+c.rows-1, last) }

// need is the height the row has to have for the cells that end in it.
func (t *placing) need(r, last int) int {
	need := 0
	for _, o := range t.open {
		if o.end(last) == r {
			need = max(need, o.y+(o.lines-o.line)*t.p.size.line()+padY+rule-t.s.y)
		}
	}
	return need
}

// turnPage goes to the next page, where the cells that have begun go on. The
// border below them is missing if the row has not begun.
func (t *placing) turnPage(begun bool) error {
	s := t.s
	var below []int
	for _, o := range t.open {
		if x0, x1 := t.edges(o.cell); !o.begins {
			below = append(below, x0, x1)
		}
	}
	if !begun {
		s.rulesAt(s.y, below)
	}
	if err := s.turnPage(); err != nil {
		return err
	}
	t.fresh = true
	for k := range t.open {
		t.open[k].y = s.y + padY
	}
	return nil
}

// band draws one row, or the piece of it that this page has room for: the
// lines of its cells that fit, and the borders.
func (t *placing) band(height, r, last int, whole bool) {
	s := t.s
	from, to := s.y, s.y+height
	right := -1
	var above, below []int
	for k := range t.open {
		o := &t.open[k]
		x0, x1 := t.edges(o.cell)
		t.fill(o, x0, to)
		if x0 != right {
			s.rule(x0, from, rule, height+rule)
		}
		s.rule(x1, from, rule, height+rule)
		right = x1
		if o.begins || t.fresh {
			above = append(above, x0, x1)
		}
		if !whole || o.end(last) == r {
			below = append(below, x0, x1)
		}
		o.begins = false
	}
	s.rulesAt(from, above)
	s.rulesAt(to, below)
	s.y, s.first, t.fresh = to, false, false
}

// edges are the left and the right border of a cell in its group.
func (t *placing) edges(c *cell) (x0, x1 int) {
	return t.left[c.col-t.group.from], t.left[min(c.col+c.cols, t.group.to)-t.group.from]
}

// fill places the lines of a cell that fit above to.
func (t *placing) fill(o *openCell, x0, to int) {
	line := t.p.size.line()
	for ; o.line < o.lines && o.y+line+padY <= to; o.line++ {
		for ; o.next < o.first+o.count && int(t.s.words[o.next].y) == o.line; o.next++ {
			t.s.put(o.next, x0+rule+padX, o.y+t.p.size.ascent())
		}
		o.y += line
	}
}

// rule draws a border.
func (s *setter) rule(x, y, w, h int) {
	s.page().rules = append(s.page().rules, Box{x, y, w, h})
}

// rulesAt draws borders from left to right; those that touch become one.
func (s *setter) rulesAt(y int, ends []int) {
	for i := 0; i < len(ends); {
		from, to := ends[i], ends[i+1]
		for i += 2; i < len(ends) && ends[i] <= to; i += 2 {
			to = max(to, ends[i+1])
		}
		s.rule(from, y, to-from+rule, rule)
	}
}
