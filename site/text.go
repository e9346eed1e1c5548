package site

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/akta-foi/akta/bundles"
)

// marker is what an item of a list begins with where the document wrote it out.
// Such a list gets no second marker from the browser.
var marker = regexp.MustCompile(`^([-–—•*·▪◦■□○●]|(\d{1,3}\.)*\d{1,3}[.)]?|\(?[a-zA-Z]{1,5}[.)])\s`)

// text turns the blocks of a document into what the theme shows: paragraphs,
// headings, lists and tables. What is hidden leaves one label and no number,
// width or empty row by which it could be counted.
func (pl *plan) text(blocks []Block, language string, v *caseView) ([]elementView, error) {
	out := []elementView{}
	for i := 0; i < len(blocks); {
		n := 1
		var e *elementView
		var err error
		switch b := blocks[i]; b.Kind {
		case "", bundles.BlockParagraph:
			e = &elementView{Kind: "paragraph"}
			e.Spans, err = pl.spans(b, language, v)
		case bundles.BlockHeading:
			if b.Level < 1 {
				return nil, fmt.Errorf("block %d: heading of level %d", i+1, b.Level)
			}
			e = &elementView{Kind: "heading", Level: b.Level}
			e.Spans, err = pl.spans(b, language, v)
		case bundles.BlockItem:
			n = run(blocks[i:], func(o Block) bool { return o.Kind == b.Kind })
			e, err = pl.list(blocks[i:i+n], language, v)
		case bundles.BlockCell:
			n = run(blocks[i:], func(o Block) bool { return o.Kind == b.Kind && o.Table == b.Table })
			e, err = pl.table(blocks[i:i+n], language, v)
		default:
			return nil, fmt.Errorf("block %d: kind %q: not known", i+1, b.Kind)
		}
		if err != nil {
			return nil, fmt.Errorf("block %d: %w", i+1, err)
		}
		out = append(out, *e)
		i += n
	}
	tables := 0
	for i := range out {
		if out[i].Kind == "table" {
			tables++
			out[i].Number = tables
		}
	}
	return out, nil
}

// run is the number of blocks at the start of which ok holds.
func run(blocks []Block, ok func(Block) bool) int {
	n := slices.IndexFunc(blocks, func(b Block) bool { return !ok(b) })
	if n < 0 {
		return len(blocks)
	}
	return n
}

// list nests items by their depth. A depth that is left out counts as none: the
// item between may be hidden.
func (pl *plan) list(items []Block, language string, v *caseView) (*elementView, error) {
	root := &listView{Items: []itemView{}}
	open, depth := []*listView{root}, []int{items[0].Level}
	for _, b := range items {
		if b.Level < 1 {
			return nil, fmt.Errorf("item of depth %d", b.Level)
		}
		spans, err := pl.spans(b, language, v)
		if err != nil {
			return nil, err
		}
		top := len(open) - 1
		for top > 0 && b.Level <= depth[top-1] {
			top--
		}
		open, depth = open[:top+1], depth[:top+1]
		depth[top] = min(depth[top], b.Level)
		if b.Level > depth[top] && top+1 < maxListDepth && len(open[top].Items) > 0 {
			last := &open[top].Items[len(open[top].Items)-1]
			last.List = &listView{Items: []itemView{}}
			open, depth = append(open, last.List), append(depth, b.Level)
			top++
		}
		l := open[top]
		l.Items = append(l.Items, itemView{Spans: spans})
		l.Marked = l.Marked || len(b.Spans) > 0 && marker.MatchString(b.Spans[0].Text+" ")
	}
	return &elementView{Kind: "list", List: root}, nil
}

// table sets cells into rows. Rows and columns in which nothing is shown are
// left out. A cell with something hidden reaches up to the next one that is
// shown: whether hidden or empty ones lie between is not told.
func (pl *plan) table(cells []Block, language string, v *caseView) (*elementView, error) {
	cells, err := joinCells(cells)
	if err != nil {
		return nil, err
	}
	columns := []int{}
	for _, c := range cells {
		columns = append(columns, c.Col)
	}
	slices.Sort(columns)
	columns = slices.Compact(columns)
	e := &elementView{Kind: "table", Rows: [][]cellView{}}
	var row []cellView
	at, hidden := 0, false // column after the last cell; whether that cell hides something
	// skip sets the cells up to a column in which none is shown.
	skip := func(to int) {
		switch n := to - at; {
		case n == 0:
		case hidden && len(row) > 0:
			row[len(row)-1].Columns += n
		default:
			row = append(row, cellView{Columns: n, Gap: hidden, Spans: []spanView{}})
		}
		at = to
	}
	for i, c := range cells {
		if i > 0 && c.Row != cells[i-1].Row {
			skip(len(columns))
			e.Rows, row, at = append(e.Rows, row), nil, 0
		}
		col, _ := slices.BinarySearch(columns, c.Col)
		skip(col)
		spans, err := pl.spans(c, language, v)
		if err != nil {
			return nil, err
		}
		row = append(row, cellView{Columns: 1, Spans: spans})
		at = col + 1
		hidden = slices.ContainsFunc(c.Spans, func(s Span) bool { return s.Redaction != nil })
	}
	skip(len(columns))
	e.Rows = append(e.Rows, row)
	return e, nil
}

// joinCells makes one cell of those in one place (a cell of several paragraphs)
// and checks their order.
func joinCells(cells []Block) ([]Block, error) {
	out := []Block{}
	for _, c := range cells {
		if c.Table < 1 || c.Row < 1 || c.Col < 1 {
			return nil, fmt.Errorf("cell in table %d, row %d, column %d: want numbers from 1", c.Table, c.Row, c.Col)
		}
		if n := len(out) - 1; n >= 0 {
			last := &out[n]
			if c.Row == last.Row && c.Col == last.Col {
				last.Spans = append(append(slices.Clip(last.Spans), Span{Break: true}), c.Spans...)
				continue
			}
			if c.Row < last.Row || c.Row == last.Row && c.Col < last.Col {
				return nil, fmt.Errorf("cell in row %d, column %d after row %d, column %d", c.Row, c.Col, last.Row, last.Col)
			}
		}
		out = append(out, c)
	}
	return out, nil
}
