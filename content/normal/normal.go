// Package normal makes text comparable: two spellings of what a reader sees as
// the same words become the same string, and every byte of it knows where in
// the source it came from.
//
//	src := normal.Of(leaves)
//	text := src.Fold(normal.Case | normal.Join)
//	for span := range text.Find(normal.String("Jana Nová", normal.Case)) { ... }
//
// Always: letters and their marks are composed (NFC); compatibility forms
// (ligatures, full-width letters, superscripts) become plain ones; every run of
// white space is one blank; typographic quotes and dashes are ' " -; what has
// no width is dropped, since it is also used to mark copies. The rest is asked
// for with a Fold.
//
// Guaranteed: one pass, linear; a place always lies inside its leaf; folding
// what was folded changes nothing (except with Leafwise and Repair). Repair and
// Join guess. What they make is for looking in, beside the text as it stands
// and never instead of it.
//
// [Slug] goes further, for public names: of an id it leaves a-z, 0-9 and hyphens.
package normal

import (
	"sort"
	"strings"
)

// Fold says what more does not matter when texts are compared.
type Fold uint

// Folds. They can be combined.
const (
	Case       Fold = 1 << iota // upper and lower case; ß is ss
	Join                        // a hyphen at a line's end, and that line end
	Tight                       // white space and hyphens: words run together
	Lookalikes                  // Greek and Cyrillic letters that look like Latin ones
	Digits                      // letters that OCR takes for digits, and all that separates groups of digits
	Repair                      // letters that PDF extraction doubles, and accents that stand beside their letter
	Behind                      // with Repair: an accent between two letters belongs to the one before it
	Leafwise                    // a mark that begins a leaf stays by itself
)

// Source is a text in pieces: a view's leaves, each a word with its separator;
// some may be empty.
type Source struct {
	leaves []string
	starts []int // of each leaf in the whole
}

// Of takes the leaves, which must not change afterwards.
func Of(leaves []string) *Source {
	s := &Source{leaves: leaves, starts: make([]int, len(leaves))}
	at := 0
	for i, leaf := range leaves {
		s.starts[i] = at
		at += len(leaf)
	}
	return s
}

// place turns an offset in the whole into a leaf and an offset in it. Of
// leaves that start together only the last one is not empty.
func (s *Source) place(at int) Place {
	leaf := sort.Search(len(s.starts), func(i int) bool { return s.starts[i] > at }) - 1
	return Place{leaf, at - s.starts[leaf]}
}

// Place is a byte of the source.
type Place struct {
	Leaf   int
	Offset int // in the leaf
}

// Text is a folded source.
type Text struct {
	source    *Source
	text      string
	runs      []run
	repaired  bool
	ambiguous bool
}

// run says that the bytes from out on came from the bytes of the source from
// src on, one by one, up to the next run.
type run struct{ out, src int }

// String is the folded text.
func (t *Text) String() string { return t.text }

// Repaired tells whether Repair changed anything.
func (t *Text) Repaired() bool { return t.repaired }

// Ambiguous tells whether an accent stood between two letters that could both
// have it, so that Behind makes a difference.
func (t *Text) Ambiguous() bool { return t.ambiguous }

// At is where byte i of the text came from. Of a letter that was made of
// several characters, the first byte came from the first of them and the other
// bytes from the last.
func (t *Text) At(i int) Place { return t.source.place(sourceOf(t.runs, i)) }

func sourceOf(runs []run, i int) int {
	r := runs[sort.Search(len(runs), func(k int) bool { return runs[k].out > i })-1]
	return r.src + i - r.out
}

// String folds a single text and trims it: what is looked for.
func String(s string, f Fold) string {
	return strings.TrimSpace(Of([]string{s}).Fold(f).text)
}
