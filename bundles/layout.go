package bundles

import (
	"errors"
	"fmt"
	"slices"
)

// Kinds of layout blocks.
const (
	BlockParagraph = "paragraph"
	BlockHeading   = "heading"
	BlockItem      = "item"
	BlockCell      = "cell"
)

const nameLayout = "layout.json" // in a document's folder of a release

// LayoutBlock says that from a text leaf on, up to the next block, the words
// belong together (SPEC 5.10). A block never begins inside a gap: what is
// hidden has no layout. The authority states it, no proof speaks of it.
type LayoutBlock struct {
	Leaf  int    `json:"leaf"`            // its first text leaf, shown or the first of a gap
	Kind  string `json:"kind"`            // see the constants
	Level int    `json:"level,omitempty"` // of a heading, 1 to 6; depth of an item, from 1
	Table int    `json:"table,omitempty"` // of a cell: the table's number in the document, from 1
	Row   int    `json:"row,omitempty"`   // of a cell, from 1
	Col   int    `json:"col,omitempty"`   // of a cell, from 1
}

// check holds what a block may say by itself.
func (b LayoutBlock) check() error {
	level, cell := 0, 0
	switch b.Kind {
	case BlockParagraph:
	case BlockHeading:
		level = maxHeadingLevel
	case BlockItem:
		level = maxItemDepth
	case BlockCell:
		cell = maxTableSide
	default:
		return fmt.Errorf("kind %q: unknown", b.Kind)
	}
	if b.Level < min(1, level) || b.Level > level {
		return fmt.Errorf("kind %q: level %d", b.Kind, b.Level)
	}
	for _, n := range [...]int{b.Table, b.Row, b.Col} {
		if n < min(1, cell) || n > cell {
			return fmt.Errorf("kind %q: table %d, row %d, column %d", b.Kind, b.Table, b.Row, b.Col)
		}
	}
	return nil
}

// checkLayout holds that the blocks stand in the order of their leaves, and the
// cells of a table row by row.
func checkLayout(blocks []LayoutBlock, leaves int) error {
	last := -1
	place := map[int][2]int{} // by table: row and column of its last cell
	for i, b := range blocks {
		if b.Leaf <= last || b.Leaf >= leaves {
			return fmt.Errorf("layout block %d: leaf %d after leaf %d, of %d leaves", i+1, b.Leaf, last, leaves)
		}
		last = b.Leaf
		if err := b.check(); err != nil {
			return fmt.Errorf("layout block %d: %w", i+1, err)
		}
		if b.Kind == BlockCell {
			at, before := [2]int{b.Row, b.Col}, place[b.Table]
			if slices.Compare(at[:], before[:]) < 0 {
				return fmt.Errorf("layout block %d: row %d, column %d of table %d after its row %d, column %d", i+1, b.Row, b.Col, b.Table, before[0], before[1])
			}
			place[b.Table] = at
		}
	}
	return nil
}

// shownLayout is a layout without what is hidden: a block of which nothing is
// shown is gone, and tables, rows and columns are numbered anew, so that
// nothing is told of those that are wholly hidden (SPEC 5.10). The blocks are
// checked, and the text is the whole one.
func shownLayout(blocks []LayoutBlock, text []string, hidden []Range) []LayoutBlock {
	gap := make([]int, len(text)+1) // of each hidden leaf: its gap, from 1
	for i, r := range hidden {
		for leaf := r[0]; leaf < r[0]+r[1]; leaf++ {
			gap[leaf] = i + 1
		}
	}
	var out []LayoutBlock
	for i, b := range blocks {
		end := len(text)
		if i+1 < len(blocks) {
			end = blocks[i+1].Leaf
		}
		if g := gap[b.Leaf]; g > 0 {
			first, after := hidden[g-1][0], hidden[g-1][0]+hidden[g-1][1]
			if after >= end {
				continue // nothing of it is shown
			}
			// The pads before a word belong to its block: a gap grown over them
			// has not begun in the block before.
			begin := b.Leaf
			for begin > 0 && text[begin-1] == "" {
				begin--
			}
			if b.Leaf = after; first >= begin {
				b.Leaf = first
			}
		}
		out = append(out, b)
	}
	return renumbered(out)
}

// renumbered numbers tables, and the rows and columns of each, without holes.
func renumbered(blocks []LayoutBlock) []LayoutBlock {
	tables := map[int]int{}
	rows := map[int][]int{}
	cols := map[int][]int{}
	for _, b := range blocks {
		if b.Kind == BlockCell {
			if tables[b.Table] == 0 {
				tables[b.Table] = len(tables) + 1
			}
			rows[b.Table], cols[b.Table] = append(rows[b.Table], b.Row), append(cols[b.Table], b.Col)
		}
	}
	for _, numbers := range []map[int][]int{rows, cols} {
		for t, n := range numbers {
			slices.Sort(n)
			numbers[t] = slices.Compact(n)
		}
	}
	for i, b := range blocks {
		if b.Kind == BlockCell {
			row, _ := slices.BinarySearch(rows[b.Table], b.Row)
			col, _ := slices.BinarySearch(cols[b.Table], b.Col)
			blocks[i].Table, blocks[i].Row, blocks[i].Col = tables[b.Table], row+1, col+1
		}
	}
	return blocks
}

// parseLayout reads layout.json of a text view with these hidden ranges and
// refuses one that shownLayout would not write.
func parseLayout(data []byte, leaves int, hidden []Range) ([]LayoutBlock, error) {
	blocks, err := parseJSON[[]LayoutBlock](nameLayout, data, maxLayout)
	if err != nil {
		return nil, err
	}
	if err := checkShownLayout(*blocks, leaves, hidden); err != nil {
		return nil, fmt.Errorf("%s: %w", nameLayout, err)
	}
	return *blocks, nil
}

func checkShownLayout(blocks []LayoutBlock, leaves int, hidden []Range) error {
	if len(blocks) == 0 {
		return errors.New("no block: the file should not be there")
	}
	if err := checkLayout(blocks, leaves); err != nil {
		return err
	}
	for i, b := range blocks {
		for len(hidden) > 0 && hidden[0][0]+hidden[0][1] <= b.Leaf {
			hidden = hidden[1:]
		}
		end := leaves
		if i+1 < len(blocks) {
			end = blocks[i+1].Leaf
		}
		if len(hidden) == 0 || b.Leaf < hidden[0][0] {
			continue
		}
		if b.Leaf > hidden[0][0] {
			return fmt.Errorf("layout block %d: begins at leaf %d, inside a gap", i+1, b.Leaf)
		}
		if hidden[0][0]+hidden[0][1] >= end {
			return fmt.Errorf("layout block %d: of leaf %d, and nothing of it is shown", i+1, b.Leaf)
		}
	}
	if !slices.Equal(renumbered(slices.Clone(blocks)), blocks) {
		return errors.New("a table, row or column number is left out")
	}
	return nil
}

// addLayout writes a document's layout, if anything of it is left.
func (w *bagWriter) addLayout(folder string, d ReleaseDecision, text []string, hidden []Range) error {
	if err := checkLayout(d.Layout, len(text)); err != nil {
		return err
	}
	shown := shownLayout(d.Layout, text, hidden)
	if len(shown) == 0 {
		return nil
	}
	data := marshalJSON(shown)
	if len(data) > maxLayout {
		return fmt.Errorf("layout of %d bytes, more than the %d allowed", len(data), maxLayout)
	}
	return w.add(folder+nameLayout, data)
}

// verifyLayout holds the shape of a layout; what it says is only stated.
func (b *Bag) verifyLayout(folder string, h ViewHeader, v ViewProof, expected map[string]bool) error {
	if !b.Has(folder + nameLayout) {
		return nil
	}
	expected[folder+nameLayout] = true
	raw, err := b.Read(folder+nameLayout, maxLayout)
	if err != nil {
		return err
	}
	_, err = parseLayout(raw, h.Leaves, v.Hidden)
	return err
}

// Layout returns a released document's layout, in the order of the leaves; nil
// where it has none.
func (r *Released) Layout(seal, id string) ([]LayoutBlock, error) {
	name := dataFolder(seal, id) + nameLayout
	d := r.proof.document(seal, id)
	if d == nil || !r.bag.Has(name) {
		return nil, nil
	}
	raw, err := r.bag.Read(name, maxLayout)
	if err != nil {
		return nil, err
	}
	return parseLayout(raw, d.Header.Views[2].Leaves, d.Views[2].Hidden)
}
