// Package readtest makes files of every format that package read knows, with
// something hidden in each and a clean one beside them. The packages of OOXML
// and ODF are put together part by part, so that nothing in them is a
// library's choice. The same call gives the same bytes; everything is invented.
package readtest

import (
	"slices"
	"sync"
)

// Fixture is one file and what a reader must make of it.
type Fixture struct {
	Name   string // file name, unique
	Format string // the reader's, as in read.Document.Format
	Text   string // words that the text view must contain in this order, separated by blanks
	Hidden string // the kind of hidden content planted, as read.HiddenKind; "" for a clean file on which the reader is silent
	Canary string // must stand in the excerpt of an item of that kind, and never in the text view; "" where the kind has no text
	Data   []byte
}

// All returns every fixture. They are made once and shared: nobody may change
// their data.
func All() []Fixture { return slices.Clone(all()) }

var all = sync.OnceValue(func() []Fixture {
	return slices.Concat(
		texts(), pdfs(), scans(), docx(), xlsx(), odt(), ods(), rtf(), html(), csv(), emails(), archives(),
	)
})
