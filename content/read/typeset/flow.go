// Package typeset sets plain, readable pages from what a reader found in an
// office document: paragraphs, headings, lists, tables and pictures in reading
// order. The same flow gives the same pixels on every machine: the fonts are
// part of the program.
package typeset

import "image"

// Flow is the visible content of a document in reading order.
type Flow struct {
	Blocks []Block
}

// Kind is what a block is.
type Kind int

// Kinds of blocks.
const (
	Paragraph Kind = iota
	Heading        // Level 1 to 6
	Item           // of a list; Level is its depth, from 1
	Table          // Rows
	Picture        // Image
	PageBreak      // begins a new page
)

// Block is one of them.
type Block struct {
	Kind   Kind
	Level  int
	Marker string // of an item: "1.", "a)"; "" is a bullet, which is drawn and is no text
	Runs   []Run
	Rows   []Row
	Image  image.Image
	Mono   bool // set in the typewriter font, white space kept
}

// Run is a piece of text in one style. "\n" breaks the line, "\t" is a wide gap.
type Run struct {
	Text         string
	Bold, Italic bool
}

// Row is one row of a table.
type Row struct {
	Header bool
	Cells  []Cell
}

// Cell is one cell; it spans Cols columns (0 means 1) and Rows rows (0 means
// 1: cells that another one covers are left out of their row, as in HTML).
type Cell struct {
	Runs       []Run
	Cols, Rows int
	Right      bool // set to the right: numbers
}
