package read

import (
	"fmt"
	"strings"

	"github.com/akta-foi/akta/content/read/typeset"
)

// separators are what typeset.Gap stands for in a token.
var separators = [...]string{
	typeset.GapNone: "", typeset.GapBlank: " ", typeset.GapCell: "\t", typeset.GapLine: "\n", typeset.GapParagraph: "\n\n",
}

// setWords fills the text view and its blocks from a flow that was set; the
// words that were read in a picture come at its place.
func (d *Document) setWords(flow typeset.Flow, pages *typeset.Pages, read []*recognised) error {
	total := pages.Len()
	for _, r := range read {
		if r != nil {
			total += len(r.tokens)
		}
	}
	if total > maxTokens {
		return fmt.Errorf("text: %d words, at most %d are read: split the file", total, maxTokens)
	}
	d.Tokens = make([]Token, 0, total)
	parts, pictures, next := pages.Parts(), pages.Pictures(), 0
	insert := func(before int) {
		for ; next < len(pictures) && pictures[next].Word <= before; next++ {
			if r := read[next]; r != nil && len(r.tokens) > 0 {
				d.Blocks = append(d.Blocks, Block{Kind: BlockParagraph, First: len(d.Tokens), Count: len(r.tokens)})
				d.Tokens = append(d.Tokens, r.tokens...)
			}
		}
	}
	for i, w := range pages.Words() {
		insert(i)
		if len(parts) > 0 && parts[0].First == i {
			d.Blocks = append(d.Blocks, blockOf(flow, parts[0], len(d.Tokens)))
			parts = parts[1:]
		}
		d.Tokens = append(d.Tokens, Token{Text: w.Text + separators[w.After], Page: w.Page, Box: Box(w.Box)})
	}
	insert(pages.Len())
	d.endTokens()
	numberTables(d.Blocks)
	return nil
}

// endTokens lets the last token end as every text does: see words.finish.
func (d *Document) endTokens() {
	if n := len(d.Tokens); n > 0 {
		last := &d.Tokens[n-1]
		word := strings.TrimRight(last.Text, " \t\n")
		if strings.Contains(last.Text[len(word):], "\n") {
			word += "\n"
		}
		last.Text = word
	}
}

// blockOf says what a part of a flow is. Table is the block's index until
// numberTables counts them.
func blockOf(flow typeset.Flow, p typeset.Part, first int) Block {
	b := Block{Kind: BlockParagraph, First: first, Count: p.Count}
	switch from := flow.Blocks[p.Block]; from.Kind {
	case typeset.Heading:
		b.Kind, b.Level = BlockHeading, min(max(from.Level, 1), 6)
	case typeset.Item:
		b.Kind, b.Level = BlockItem, max(from.Level, 1)
	case typeset.Table:
		b.Kind, b.Table, b.Row, b.Col = BlockCell, p.Block+1, p.Row, p.Col
	}
	return b
}

// numberTables numbers the tables that have words from 1.
func numberTables(blocks []Block) {
	seen, number := 0, 0
	for i := range blocks {
		if blocks[i].Kind != BlockCell {
			continue
		}
		if blocks[i].Table != seen {
			seen = blocks[i].Table
			number++
		}
		blocks[i].Table = number
	}
}
