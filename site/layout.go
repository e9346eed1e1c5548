package site

import (
	"fmt"
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
)

// blocks makes the text edition of a text. A nil leaf is hidden. Where the
// layout speaks, its blocks stand; what it leaves open is re-flowed: paragraphs
// at empty lines, line breaks where a line ended on purpose and not at the
// paper's edge. Neighbours on one ground become one redaction.
func blocks(leaves []*string, grounds []*Ground, layout []bundles.LayoutBlock) ([]Block, error) {
	last := -1
	columns := map[int]int{} // of each table
	for _, b := range layout {
		if b.Leaf <= last || b.Leaf >= len(leaves) {
			return nil, fmt.Errorf("layout: block at leaf %d after leaf %d, of %d leaves", b.Leaf, last, len(leaves))
		}
		last = b.Leaf
		columns[b.Table] = max(columns[b.Table], b.Col)
	}
	leaves, grounds = mergeGaps(leaves, grounds)
	full := fullWidth(split(leaves, grounds))
	layout = outsideGaps(layout, leaves, grounds)
	out := []Block{}
	at, now := 0, bundles.LayoutBlock{} // the text before the first block is not spoken of
	for i := range len(layout) + 1 {
		end, next := len(leaves), bundles.LayoutBlock{}
		if i < len(layout) {
			end, next = layout[i].Leaf, layout[i]
		}
		own, where := ownGap(leaves[at:end], now, next, columns[now.Table])
		out = append(out, cut(split(leaves[at:at+own], grounds[at:at+own]), full, spread(now))...)
		out = append(out, cut(split(leaves[at+own:end], grounds[at+own:end]), full, where)...)
		at, now = end, next
	}
	return out, nil
}

// spread makes room between the rows and columns of a table for what is hidden
// between them.
func spread(b bundles.LayoutBlock) bundles.LayoutBlock {
	b.Row, b.Col = 2*b.Row, 2*b.Col
	return b
}

// mergeGaps makes one gap of two on one ground with nothing but white space
// between them: how many there were is not published. It returns copies.
func mergeGaps(leaves []*string, grounds []*Ground) ([]*string, []*Ground) {
	leaves, grounds = slices.Clone(leaves), slices.Clone(grounds)
	last := -1 // the last hidden leaf with only white space after it
	for i, leaf := range leaves {
		switch {
		case leaf == nil:
			if last >= 0 && grounds[last].Code == grounds[i].Code {
				for j := last + 1; j < i; j++ {
					leaves[j], grounds[j] = nil, grounds[i]
				}
			}
			last = i
		case strings.TrimSpace(*leaf) != "":
			last = -1
		}
	}
	return leaves, grounds
}

// outsideGaps lets blocks that begin inside a merged gap begin after it, and
// drops those of which nothing is shown.
func outsideGaps(layout []bundles.LayoutBlock, leaves []*string, grounds []*Ground) []bundles.LayoutBlock {
	var out []bundles.LayoutBlock
	for i, b := range layout {
		end := len(leaves)
		if i+1 < len(layout) {
			end = layout[i+1].Leaf
		}
		at := b.Leaf
		if at > 0 && leaves[at] == nil && leaves[at-1] == nil && grounds[at].Code == grounds[at-1].Code {
			for at < end && leaves[at] == nil {
				at++
			}
			if at == end {
				continue
			}
			b.Leaf = at
		}
		out = append(out, b)
	}
	return out
}

// ownGap finds the gap at the end of a block that begins in a place of its own,
// after the block's words: a layout has no block for a paragraph, item or cell
// that is wholly hidden. It returns the gap's first leaf (all of them: there is
// no such gap) and the block that it becomes.
func ownGap(leaves []*string, now, next bundles.LayoutBlock, columns int) (int, bundles.LayoutBlock) {
	word := len(leaves) - 1
	gap := -1
	for ; word >= 0 && (leaves[word] == nil || strings.TrimSpace(*leaves[word]) == ""); word-- {
		if leaves[word] == nil {
			gap = word
		}
	}
	if word < 0 || gap < 0 {
		return len(leaves), now
	}
	between := "" // what separates the gap from the last word
	for _, leaf := range leaves[word:gap] {
		between += *leaf
	}
	between = between[len(strings.TrimRight(*leaves[word], " \t\n")):]
	paragraph := bundles.LayoutBlock{Kind: bundles.BlockParagraph}
	ends := strings.Count(between, "\n")
	sameTable := next.Kind == bundles.BlockCell && next.Table == now.Table
	switch {
	case now.Kind == bundles.BlockHeading && ends > 1:
		return gap, paragraph
	case now.Kind == bundles.BlockItem && ends > 1 && next.Kind == bundles.BlockItem:
		return gap, now
	case now.Kind == bundles.BlockItem && ends > 1:
		return gap, paragraph
	case now.Kind != bundles.BlockCell:
	case ends == 0 && strings.Contains(between, "\t"):
		return gap, nextCell(now, next, sameTable, columns)
	case ends > 1 && !sameTable:
		return gap, paragraph
	case sameTable && next.Row > now.Row && (ends > 1 || ends > 0 && now.Col == columns):
		b := spread(next)
		if next.Col > 1 {
			b.Col = 2 // the first column
		} else {
			b.Row-- // a row of its own
		}
		return gap, b
	}
	return len(leaves), now
}

// nextCell is the place after a cell: the next column, or, where something is
// shown in it or it is in no row, one between the two.
func nextCell(now, next bundles.LayoutBlock, sameTable bool, columns int) bundles.LayoutBlock {
	b := spread(now)
	taken := sameTable && next.Row == now.Row && next.Col == now.Col+1
	if !taken && now.Col < columns {
		b.Col += 2
	} else {
		b.Col++
	}
	return b
}
