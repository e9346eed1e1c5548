// Package findtest makes Czech and Hungarian documents in which it is known,
// to the word, what has to be found: letters, incident reports, regulations and
// e-mails of invented people, with names in all their cases and numbers that
// satisfy their rules. It also makes scans of them, good and bad ones.
//
// Nothing here is taken from the detectors: names are inflected and numbers are
// made by rules of its own, so that measuring against it can fail. The same
// seed gives the same documents. Given names and most surnames are from
// @faker-js/faker (MIT, data/LICENSE.faker); everything else is invented.
package findtest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/akta-foi/akta/content/find"
)

// Case is documents about the same people and the office that has them.
type Case struct {
	Documents []Document
	Facts     find.Facts
	Persons   map[string]string // by Span.Who, the name as an officer confirms it
}

// Document is one document and its gold.
type Document struct {
	ID, Language, Template string
	Words                  []string // each with the separator that follows it
	Spans                  []Span   // in order, never overlapping
}

// Span is one thing that has to be found, or that stays though it looks so.
type Span struct {
	First, Count int // words
	Type         find.Type
	Who          string // of persons: which one
	Text         string // as it stands in the document
	Fact         bool   // published by the office itself: kept
}

// Text is the document for a detector.
func (d Document) Text() find.Text {
	return find.Text{Document: d.ID, Language: d.Language, Words: d.Words}
}

// Cases makes n cases of two documents each, as they are in life. language is
// "cs" or "hu". The seed also says with which template they begin.
func Cases(language string, seed uint64, n int) []Case {
	t := templatesOf(language)
	return makeCases(language, seed, n, 2, t.texts, t.fill)
}

// Lists makes n cases of one document each, in which nearly every word has to be
// found: they say much about identifiers and nothing about what an officer has
// to look at.
func Lists(language string, seed uint64, n int) []Case {
	return makeCases(language, seed, n, 1, templatesOf(language).lists, nil)
}

func makeCases(language string, seed uint64, n, documents int, texts []template, fill []string) []Case {
	cases := make([]Case, n)
	for i := range cases {
		random := rand.New(rand.NewPCG(seed, uint64(i)))
		c := newCast(language, random)
		for k := range documents {
			t := texts[(int(seed%1000)+documents*i+k)%len(texts)]
			w := writer{cast: c, random: random, fill: fill}
			w.expand(t.body)
			d := w.document()
			d.ID, d.Language, d.Template = fmt.Sprintf("d%d", k+1), language, t.name
			cases[i].Documents = append(cases[i].Documents, d)
		}
		cases[i].Facts, cases[i].Persons = c.facts, c.names()
	}
	return cases
}

// writer writes one document and notes what it wrote where.
type writer struct {
	cast   *cast
	random *rand.Rand
	fill   []string
	text   strings.Builder
	marks  []mark
	used   map[int]bool // paragraphs of fill
}

// mark is a span in bytes.
type mark struct {
	from, to int
	span     Span
}

// gold writes what has to be found.
func (w *writer) gold(t find.Type, who, text string) { w.mark(Span{Type: t, Who: who, Text: text}) }

func (w *writer) mark(s Span) {
	from := w.text.Len()
	w.text.WriteString(s.Text)
	w.marks = append(w.marks, mark{from, w.text.Len(), s})
}

// document cuts the text into words.
func (w *writer) document() Document {
	var d Document
	var starts []int
	raw := w.text.String()
	for at := 0; at < len(raw); {
		end := at
		for space := false; end < len(raw); {
			r, n := utf8.DecodeRuneInString(raw[end:])
			if space && !unicode.IsSpace(r) {
				break
			}
			space = unicode.IsSpace(r)
			end += n
		}
		d.Words, starts = append(d.Words, raw[at:end]), append(starts, at)
		at = end
	}
	word := 0
	for _, m := range w.marks {
		for word+1 < len(starts) && starts[word+1] <= m.from {
			word++
		}
		last := word
		for last+1 < len(starts) && starts[last+1] < m.to {
			last++
		}
		m.span.First, m.span.Count = word, last-word+1
		d.Spans = append(d.Spans, m.span)
	}
	return d
}
