package content

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/find"
	"github.com/akta-foi/akta/content/read"
)

// Review is a case's plan beside the words of its documents, for the officer
// who decides what was found. It holds private texts: nothing of it is for a
// log. Close ends it.
type Review struct {
	Case string

	office    *Office
	plan      *Plan
	at        map[string]int // index of each redaction, by its id
	documents []*searched
	seals     []*bundles.Sealed
	unsealed  []Redaction            // found in documents that are not sealed yet; in no plan
	resolves  map[string]*resolved   // what is hidden by now, by document
	regions   map[string][]Redaction // of the reader, by document
	words     map[string][]int       // leaves of the words of unsealed documents
	erase     *eraser                // of who asked, where that was forgotten; else nil
}

// Review opens the review of a case.
func (o *Office) Review(ctx context.Context, r *read.Reader, caseID string) (*Review, error) {
	var v *Review
	err := o.withPlan(caseID, func(p *Plan) error {
		if err := o.lawful(p); err != nil {
			return err
		}
		var err error
		v, err = o.newReview(ctx, r, caseID, p)
		return err
	})
	return v, err
}

func (o *Office) newReview(ctx context.Context, r *read.Reader, caseID string, p *Plan) (*Review, error) {
	s, err := o.newSearch(ctx, r, caseID, p)
	if err != nil {
		return nil, err
	}
	v := &Review{Case: caseID, office: o, plan: p, documents: s.documents, seals: s.seals,
		resolves: map[string]*resolved{}, regions: map[string][]Redaction{}, words: map[string][]int{}}
	v.reindex()
	if v.erase, err = o.forgottenEraser(caseID, p, s.seals); err != nil {
		v.Close()
		return nil, err
	}
	return v, nil
}

// Close lets go of the seals.
func (v *Review) Close() { closeAll(v.seals) }

func (v *Review) reindex() {
	v.at = make(map[string]int, len(v.plan.Redactions))
	for i, x := range v.plan.Redactions {
		v.at[x.ID] = i
	}
}

func (v *Review) document(id string) *searched {
	for _, d := range v.documents {
		if d.ID == id {
			return d
		}
	}
	return nil
}

// withheld tells whether a redaction is of a document that is not released.
func (v *Review) withheld(x Redaction) bool {
	d := v.plan.Document(x.Document)
	return d != nil && d.Decision == Withheld
}

// wordLeaves lists the leaves of a document that are words, as they are numbered.
func (v *Review) wordLeaves(d *searched) []int {
	if d.sealed != nil {
		return d.sealed.wordLeaves()
	}
	if v.words[d.ID] == nil {
		v.words[d.ID] = []int{}
		for i, leaf := range d.finder.leaves {
			if leaf != "" && leaf != paragraphEnd {
				v.words[d.ID] = append(v.words[d.ID], i)
			}
		}
	}
	return v.words[d.ID]
}

// texts are the documents for the detectors; those that are withheld are not
// searched. The end of a paragraph belongs to the word before it.
func (v *Review) texts() []find.Text {
	var out []find.Text
	for _, d := range v.documents {
		if d.Decision == Withheld {
			continue
		}
		t := find.Text{Document: d.ID, Language: d.Language, Recognised: d.reading.recognised()}
		leaves := v.wordLeaves(d)
		t.Words = make([]string, len(leaves))
		for i, leaf := range leaves {
			end := len(d.finder.leaves)
			if i+1 < len(leaves) {
				end = leaves[i+1]
			}
			if t.Words[i] = d.finder.leaves[leaf]; end > leaf+1 {
				t.Words[i] = strings.Join(d.finder.leaves[leaf:end], "")
			}
		}
		if len(t.Words) > 0 {
			out = append(out, t)
		}
	}
	return out
}

// resolved is what redactions in force hide of a sealed document when the
// review began; nil where that cannot be told, because one of them counts the
// words of an older seal, which a release refuses.
func (v *Review) resolved(d *searched) *resolved {
	res, ok := v.resolves[d.ID]
	if !ok {
		var err error
		if res, err = v.plan.resolve(d.sealed.doc, bundles.GrowthExact, nil); err != nil {
			res = nil
		}
		v.resolves[d.ID] = res
	}
	return res
}

// hidden tells whether all of a proposal's place is hidden already.
func (v *Review) hidden(d *searched, x Redaction) bool {
	res := v.resolved(d)
	if res == nil {
		return false
	}
	if x.Box != nil {
		if x.Type == typeUnreadPage { // one box is a decision about such a page
			return slices.ContainsFunc(v.plan.Redactions, func(o Redaction) bool {
				return o.hides() && o.Box != nil && o.Document == x.Document && o.Page == x.Page
			})
		}
		if x.Page > d.sealed.doc.Header.Pages() {
			return false
		}
		b := boxPixels(d.sealed.doc.Header.Page(x.Page), *x.Box)
		return res.hides(x.Page, read.Box(b))
	}
	ranges, _, err := d.sealed.locate(x)
	if err != nil || len(ranges) == 0 {
		return false
	}
	for _, g := range ranges {
		for leaf := g[0]; leaf < g[0]+g[1]; leaf++ {
			if d.finder.leaves[leaf] != "" && d.finder.leaves[leaf] != paragraphEnd && res.leaves[leaf] == "" {
				return false
			}
		}
	}
	return true
}

// isRegion tells whether a proposal is still one of the reader's.
func (v *Review) isRegion(d *searched, x Redaction) bool {
	regions, ok := v.regions[d.ID]
	if !ok {
		var err error
		if regions, err = readerRegions(d); err != nil {
			return true
		}
		v.regions[d.ID] = regions
	}
	return slices.ContainsFunc(regions, x.samePlace)
}

// ranges are the leaves of the first document that a redaction stands in.
func (v *Review) ranges(x Redaction) (*searched, []bundles.Range) {
	for _, d := range v.documents {
		if !x.of(d.ID) || x.Field != "" {
			continue
		}
		if d.sealed != nil {
			if ranges, _, err := d.sealed.locate(x); err == nil && (len(ranges) > 0 || x.Document != "") {
				return d, ranges
			}
			continue
		}
		if leaves := v.wordLeaves(d); x.Words != nil && x.Words[0]-1+x.Words[1] <= len(leaves) {
			first, last := leaves[x.Words[0]-1], leaves[x.Words[0]+x.Words[1]-2]
			return d, []bundles.Range{{first, last - first + 1}}
		}
		if ranges := d.finder.find(x.Text); len(ranges) > 0 {
			return d, ranges
		}
	}
	return nil, nil
}

// text is what stands in the first place of a redaction.
func (v *Review) text(x Redaction) string {
	if x.Text != "" {
		return x.Text
	}
	d, ranges := v.ranges(x)
	var b strings.Builder
	for _, g := range ranges {
		b.WriteString(strings.Join(d.finder.leaves[g[0]:g[0]+g[1]], ""))
	}
	return b.String()
}

// Excerpt returns what a redaction hides, in its first place, and some words
// before and after it, each on one line and fit for a terminal. It is private.
func (v *Review) Excerpt(x Redaction, around int) (before, found, after string) {
	switch d, ranges := v.ranges(x); {
	case x.Field != "":
		return "", "", ""
	case len(ranges) > 0:
		first, end := ranges[0][0], ranges[0][0]+ranges[0][1]
		if x.Box != nil { // words that stand together
			for _, g := range ranges[1:] {
				if g[0] <= end+1 {
					end = g[0] + g[1]
				}
			}
		}
		b, a := first, end
		for n := 0; b > 0 && n < around; b-- {
			if w := d.finder.leaves[b-1]; w != "" && w != paragraphEnd {
				n++
			}
		}
		for n := 0; a < len(d.finder.leaves) && n < around; a++ {
			if w := d.finder.leaves[a]; w != "" && w != paragraphEnd {
				n++
			}
		}
		join := func(from, to int) string { return printable(strings.Join(d.finder.leaves[from:to], "")) }
		return join(b, first), join(first, end), join(end, a)
	}
	return "", printable(x.Text), ""
}

// Place says where a redaction stands: "d1, page 2, word 14".
func (v *Review) Place(x Redaction) string {
	d, ranges := v.ranges(x)
	switch {
	case x.Box != nil && *x.Box == [4]float64{0, 0, 1, 1}:
		return fmt.Sprintf("%s, page %d", x.Document, x.Page)
	case x.Box != nil:
		return fmt.Sprintf("%s, page %d, box %s", x.Document, x.Page, boxText(*x.Box))
	case x.Field != "":
		return strings.TrimPrefix(x.Document+", field "+x.Field, ", ")
	case d == nil:
		return strings.TrimPrefix(x.Document+", no place found", ", ")
	case d.sealed == nil && x.Words != nil:
		return fmt.Sprintf("%s, word %d", d.ID, x.Words[0])
	case d.sealed == nil:
		return d.ID
	}
	return d.sealed.describe(x, ranges)
}

// File is the name of a document's file, below the office's folder.
func (v *Review) File(document string) string {
	d := v.plan.Document(document)
	if d == nil {
		return ""
	}
	return "content/" + v.Case + "/" + documentsDir + "/" + d.File
}

// Redaction returns a redaction of the plan as it was read last.
func (v *Review) Redaction(id string) (Redaction, bool) {
	i, ok := v.at[id]
	if !ok {
		return Redaction{}, false
	}
	return v.plan.Redactions[i], true
}
