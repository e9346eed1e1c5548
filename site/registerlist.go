package site

import (
	"slices"
	"strconv"
)

// Lists are cut into chunks from the oldest case on, so that a new case changes
// the newest pages only and what stands at an address stays there.
const (
	chunkSize  = 50 // cases of a full chunk
	shortStart = 10 // with fewer cases a list's start shows the newest full chunk, too
)

// caseList is the register, or its cases with one value of a facet.
type caseList struct {
	facet   string // "": the whole register
	value   facetValue
	start   string // address of the page with the newest cases
	chunks  string // address below which the full chunks lie
	entries []entryView
}

// registerView is one page of a list.
type registerView struct {
	Facet   string      `json:"facet"`
	Value   string      `json:"value"`
	Ground  *groundView `json:"ground"`
	Entries []entryView `json:"entries"` // newest first
	Start   string      `json:"start"`   // address of the list's start
	Older   string      `json:"older"`   // address; empty: there are none
	Newer   string      `json:"newer"`
	First   int         `json:"first"` // numbers of a chunk's cases, from the oldest; 0: the start
	Last    int         `json:"last"`
	Count   int         `json:"count"` // of all cases of the list; only on its start
	Facets  []facetView `json:"facets"`
	Index   string      `json:"index"` // address of the list of chunks; empty: there is none
}

// pages are the start of the list, with the facets if there are any, and a page
// for each full chunk.
func (l *caseList) pages(facets []facetView) []page {
	full := len(l.entries) / chunkSize
	shown := full // chunks that are not on the start
	if full > 0 && len(l.entries)%chunkSize < shortStart {
		shown--
	}
	start := l.view(shown*chunkSize, len(l.entries))
	start.First, start.Last, start.Count, start.Facets = 0, 0, len(l.entries), facets
	if facets == nil {
		start.Facets = []facetView{}
	}
	if shown > 0 {
		start.Older = l.chunk(shown)
	}
	if l.facet == "" && full > 0 {
		start.Index = l.chunks
	}
	pages := []page{{address: l.start, layout: "register", params: start}}
	for n := 1; n <= full; n++ {
		v := l.view((n-1)*chunkSize, n*chunkSize)
		v.Newer = l.start
		if n < full {
			v.Newer = l.chunk(n + 1)
		}
		if n > 1 {
			v.Older = l.chunk(n - 1)
		}
		pages = append(pages, page{address: l.chunk(n), layout: "register", params: v})
	}
	return pages
}

// view is the page of some cases, counted from the oldest.
func (l *caseList) view(from, to int) registerView {
	n := len(l.entries)
	entries := slices.Clone(l.entries[n-to : n-from])
	for i := range entries { // a case is on many lists: what none shows is not in their pages
		e := &entries[i]
		e.Summary, e.Topics, e.Kinds, e.Grounds = "", []string{}, []string{}, []string{}
	}
	return registerView{
		Facet: l.facet, Value: l.value.value, Ground: l.value.ground, Start: l.start, First: from + 1, Last: to,
		Entries: entries, Facets: []facetView{},
	}
}

// chunk is the address of a chunk, from 1.
func (l *caseList) chunk(n int) string { return l.chunks + strconv.Itoa(n) + "/" }

// indexView lists the full chunks of the whole register with their dates.
type indexView struct {
	Chunks []chunkView `json:"chunks"` // newest first
}

type chunkView struct {
	Address string `json:"address"`
	First   int    `json:"first"`
	Last    int    `json:"last"`
	From    string `json:"from"` // ISO dates of receipt
	To      string `json:"to"`
}

func (l *caseList) index() page {
	v := indexView{Chunks: []chunkView{}}
	for n := len(l.entries) / chunkSize; n > 0; n-- {
		of := l.view((n-1)*chunkSize, n*chunkSize)
		v.Chunks = append(v.Chunks, chunkView{
			Address: l.chunk(n), First: of.First, Last: of.Last, From: of.Entries[chunkSize-1].Received, To: of.Entries[0].Received,
		})
	}
	return page{address: l.chunks, layout: "registerindex", params: v}
}
