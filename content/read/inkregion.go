package read

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/akta-foi/akta/content/read/ocr"
)

// region is a part of a page in which there is ink that was not read, or words
// that are doubtful.
type region struct {
	box   Box
	words []string // the doubtful ones
}

// unread makes an item for the officer.
func unread(page Page, box Box, excerpt string) Hidden {
	return Hidden{
		Kind: HiddenUnreadRegion, Where: fmt.Sprintf("page %d", page.Number), Page: page.Number,
		Box: &box, Count: 1, Unit: "regions", Excerpt: excerpt,
	}
}

// unreadRegions names what no word was read from: stamps, signatures,
// handwriting, pictures, and words that are doubtful.
func (j *job) unreadRegions(page Page, gray []byte, found []ocr.Word) []Hidden {
	all := inkRegions(page, gray, found)
	for _, d := range doubtfulWords(found) {
		i := slices.IndexFunc(all, func(r region) bool { return r.box.overlaps(d.box) })
		if i < 0 {
			all = append(all, d)
			continue
		}
		all[i].box, all[i].words = all[i].box.join(d.box), append(all[i].words, d.words...)
	}
	all = fewer(all)
	slices.SortStableFunc(all, func(a, b region) int {
		return cmp.Or(cmp.Compare(a.box.Y, b.box.Y), cmp.Compare(a.box.X, b.box.X))
	})
	var hidden []Hidden
	for _, r := range all {
		h := unread(page, r.box, strings.Join(r.words, " "))
		if len(r.words) > 0 {
			h.Count, h.Unit = len(r.words), "words"
		}
		hidden = append(hidden, h)
	}
	return hidden
}

// doubtfulWords joins neighbours of one line.
func doubtfulWords(found []ocr.Word) []region {
	var all []region
	last := -2 // index of the last doubtful word
	for i, w := range found {
		if w.Confidence >= doubtful {
			continue
		}
		box := Box{w.X, w.Y, w.W, w.H}
		if n := len(all); last == i-1 && found[last].Line == w.Line {
			all[n-1].box, all[n-1].words = all[n-1].box.join(box), append(all[n-1].words, w.Text)
		} else {
			all = append(all, region{box, []string{w.Text}})
		}
		last = i
	}
	return all
}

// fewer joins whatever exceeds the bound into the last region.
func fewer(all []region) []region {
	for _, r := range all[min(len(all), maxPageRegions):] {
		last := &all[maxPageRegions-1]
		last.box, last.words = last.box.join(r.box), append(last.words, r.words...)
	}
	return all[:min(len(all), maxPageRegions)]
}

// overlaps tells whether two boxes share a pixel.
func (b Box) overlaps(o Box) bool {
	return !b.Empty() && !o.Empty() && b.X < o.X+o.W && o.X < b.X+b.W && b.Y < o.Y+o.H && o.Y < b.Y+b.H
}

// inkRegions finds connected ink of the size of a letter or larger in which no
// word was read. Pieces that lie near each other are one region.
func inkRegions(page Page, gray []byte, found []ocr.Word) []region {
	m := newInkMap(page, gray)
	if m == nil {
		return nil
	}
	m.eraseWords(found)
	m.measureRuns()
	groups := newCells(m.w, m.h, m.dots(0.15))
	m.pieces(func(p piece) {
		if m.matters(p) {
			groups.add(p.pixels, m.w)
		}
	})
	var all []region
	for _, b := range groups.joined() {
		box := Box{b.X * m.factor, b.Y * m.factor, b.W * m.factor, b.H * m.factor}
		all = append(all, region{box: box})
	}
	return fewer(all)
}
