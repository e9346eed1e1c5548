package content

import (
	"slices"
	"strings"
)

// table hides what a cell needs: its row. But the columns of a table may be as
// wide as their longest cell, and where the others stand would tell how long
// it is: unless that is explained, the page is hidden.
func (g *grower) table(para []int, leaf int) {
	for _, l := range para {
		if !g.lines[l].hidden {
			continue
		}
		switch {
		case g.explained(l):
			g.hideLines([]int{l}, leaf)
		default:
			g.hideTable(l, leaf)
		}
	}
}

// hideTable hides the page of a table, and those it goes on over.
func (g *grower) hideTable(l, leaf int) {
	page := g.lines[l].page
	g.hidePage(page, leaf)
	for n := page; n > 1 && g.tableAt(n, false) && g.tableAt(n-1, true); n-- {
		g.hidePage(n-1, leaf)
	}
	for n := page; n < len(g.pages) && g.tableAt(n, true) && g.tableAt(n+1, false); n++ {
		g.hidePage(n+1, leaf)
	}
}

// tableAt tells whether a page ends, or begins, with a row of a table.
func (g *grower) tableAt(page int, end bool) bool {
	rows := slices.Clone(g.pages[page-1].rows)
	if end {
		slices.Reverse(rows)
	}
	seen := 0
	for _, row := range rows {
		if g.lines[row[0]].margin {
			continue
		}
		if g.tabularRow(row) {
			return true
		}
		if seen++; seen == 2 { // a cell's second line may come first
			break
		}
	}
	return false
}

func (g *grower) tabularRow(row []int) bool {
	return slices.ContainsFunc(row, func(l int) bool { return g.lines[l].tabular })
}

// tableRows returns the first and last row of the table that line l is in.
// Lines of one cell may lie between.
func (g *grower) tableRows(l int) (first, last int) {
	rows := g.page(l).rows
	reach := func(step int) int {
		end := g.lines[l].row
		for r, miss := end+step, 0; r >= 0 && r < len(rows) && miss < 3; r += step {
			if miss++; g.tabularRow(rows[r]) {
				end, miss = r, 0
			}
		}
		return end
	}
	return reach(-1), reach(1)
}

// inTable tells whether a line stands between rows of a table, as a row does
// whose widest cell leaves no wide gap.
func (g *grower) inTable(l int) bool {
	rows, r := g.page(l).rows, g.lines[l].row
	return r > 0 && r+1 < len(rows) && g.tabularRow(rows[r-1]) && g.tabularRow(rows[r+1])
}

// explained tells whether no name, however long, is why the columns of a cell's
// table stand where they do: the next column begins further away than any name
// reaches, or a shown cell in this one is longer. Where akta set the table
// itself, its columns are as wide as their cells, and a border closes the last.
func (g *grower) explained(l int) bool {
	p, a := g.page(l), g.lines[l]
	x0 := g.words[g.firstHidden(l)].box.X
	long := int(longest * p.char)
	left, next := a.x0, p.width
	set := false
	first, last := g.tableRows(l)
	if first == last { // a line with a wide gap
		return true
	}
	for _, i := range p.lines {
		b := g.lines[i]
		left = min(left, b.x0)
		if !b.tabular || b.row == a.row || b.row < first || b.row > last {
			continue
		}
		if !b.hidden && near(b.x0, a.x0, p.unit/2) && b.x1-x0 > long {
			return true
		}
		if b.x0 > x0+p.unit/2 {
			next = min(next, b.x0)
		}
		set = set || strings.HasSuffix(g.words[b.end-1].text, "\t")
	}
	return !set && min(next-p.unit, p.width-left)-x0 > long
}

func near(a, b, by int) bool { return a-b <= by && b-a <= by }
