package content

import (
	"slices"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/read"
)

// layoutOf turns what the reader noted of a document's blocks, which count
// words, into a layout over its text leaves. Words that stand in no block are
// paragraphs.
func layoutOf(doc *bundles.SealedDocument, reading *Reading) []bundles.LayoutBlock {
	if !slices.ContainsFunc(reading.Blocks, func(b read.Block) bool { return b.Kind != read.BlockParagraph }) {
		return nil // the ends of the paragraphs say as much
	}
	words := newLocator(doc).wordLeaves()
	var out []bundles.LayoutBlock
	add := func(word int, b bundles.LayoutBlock) {
		if word < len(words) {
			b.Leaf = words[word]
			out = append(out, b)
		}
	}
	next := 0 // word after the last block
	for _, b := range reading.Blocks {
		if b.First < next || b.Count < 1 {
			continue // not of this text: corrections have changed it
		}
		if b.First > next {
			add(next, bundles.LayoutBlock{Kind: bundles.BlockParagraph})
		}
		add(b.First, bundles.LayoutBlock{Kind: string(b.Kind), Level: b.Level, Table: b.Table, Row: b.Row, Col: b.Col})
		next = b.First + b.Count
	}
	add(next, bundles.LayoutBlock{Kind: bundles.BlockParagraph})
	return out
}
