package content

import (
	"fmt"
	"slices"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/read"
)

// typeUnreadPage is the type of a page on which nothing was read.
const typeUnreadPage = "unread-page"

// readerRegions are the places in a sealed document that no machine has read
// surely, as proposals: whole pages, and boxes. Nobody can find anything there,
// so that each has to be decided.
func readerRegions(d *searched) ([]Redaction, error) {
	doc := d.sealed.doc
	pages, err := unreadPages(doc)
	if err != nil {
		return nil, err
	}
	proposal := func(page int, kind, reason string) Redaction {
		return Redaction{Document: d.ID, Page: page, Box: &[4]float64{0, 0, 1, 1}, Unit: UnitWord, Ground: groundPersonal,
			State: Undecided, Source: SourceReader, Type: kind, Reasons: []string{reason}, Group: fmt.Sprintf("%s page %d %s", d.ID, page, kind)}
	}
	var out []Redaction
	for _, n := range pages {
		out = append(out, proposal(n, typeUnreadPage, "ink, and no word was read: look at the page"))
	}
	for _, h := range d.reading.Hidden {
		if !doubtful(h) || h.Page < 1 || h.Page > doc.Header.Pages() || slices.Contains(pages, h.Page) {
			continue
		}
		reason := "ink that was not read surely: look at it"
		if h.Kind == read.HiddenTextDiffers {
			reason = "the text says one thing, the page another: look at it"
		}
		x := proposal(h.Page, string(h.Kind), reason)
		if h.Box != nil {
			x.Box = boxFractions(doc.Header.Page(h.Page), *h.Box)
		}
		if x.Box != nil && !slices.ContainsFunc(out, x.samePlace) {
			out = append(out, x)
		}
	}
	return out, nil
}

// doubtful tells whether something of a document was not read surely.
func doubtful(h read.Hidden) bool {
	return h.Kind == read.HiddenUnreadRegion || h.Kind == read.HiddenTextDiffers
}

// boxFractions is a box in pixels as fractions of its page; nil where nothing
// of it lies on the page.
func boxFractions(page bundles.ViewHeader, b read.Box) *[4]float64 {
	x0, y0 := max(b.X, 0), max(b.Y, 0)
	x1, y1 := min(b.X+b.W, page.Width), min(b.Y+b.H, page.Height)
	if x1 <= x0 || y1 <= y0 {
		return nil
	}
	w, h := float64(page.Width), float64(page.Height)
	return &[4]float64{float64(x0) / w, float64(y0) / h, float64(x1-x0) / w, float64(y1-y0) / h}
}

// lookedAt tells whether an officer decided to leave a place that the reader
// proposed: the box, or nil for all of a page.
func (p *Plan) lookedAt(document string, page bundles.ViewHeader, number int, box *read.Box) bool {
	want := &[4]float64{0, 0, 1, 1}
	if box != nil {
		want = boxFractions(page, *box)
	}
	return want != nil && slices.ContainsFunc(p.Redactions, func(x Redaction) bool {
		return x.State == Rejected && x.Source == SourceReader && x.At != "" && x.Document == document && x.Page == number && *x.Box == *want
	})
}
