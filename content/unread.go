package content

import (
	"fmt"
	"slices"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/read"
)

const howToDecide = "look at it, then \"akta redact\" with --box, --reviewed %[1]s or --withhold %[1]s, or \"akta find\" and \"akta decide\""

// checkUnread tells what an officer has to look at before a document is
// released: what no machine has read surely, so that no redaction can have
// found it, and what no box hides.
func checkUnread(doc *bundles.SealedDocument, reading *Reading, res *resolved, plan *Plan) error {
	pages, err := unreadPages(doc)
	if err != nil {
		return err
	}
	for _, n := range pages {
		boxed := slices.ContainsFunc(plan.Redactions, func(x Redaction) bool {
			return x.hides() && x.Document == doc.ID && x.Box != nil && x.Page == n
		})
		if !boxed && !plan.lookedAt(doc.ID, doc.Header.Page(n), n, nil) {
			return fmt.Errorf("document %[1]s, page %[2]d: not machine-read (a scan or picture), so no text in it is found: "+howToDecide, doc.ID, n)
		}
	}
	page, open := 0, 0
	for _, h := range reading.Hidden {
		if !doubtful(h) || h.Page < 1 || h.Page > doc.Header.Pages() || slices.Contains(pages, h.Page) || h.Box != nil && res.hides(h.Page, *h.Box) ||
			plan.lookedAt(doc.ID, doc.Header.Page(h.Page), h.Page, h.Box) {
			continue
		}
		if open++; page == 0 {
			page = h.Page
		}
	}
	if open > 0 {
		return fmt.Errorf("document %[1]s, page %[2]d: %[3]d places in the document have ink that was not read surely (\"akta read\" lists them), so no text in them is found: "+howToDecide, doc.ID, page, open)
	}
	return nil
}

// hides tells whether every tile that a box in pixels touches is hidden.
func (r *resolved) hides(page int, b read.Box) bool {
	for row := b.Y / bundles.TileSize; row*bundles.TileSize < b.Y+b.H; row++ {
		for col := b.X / bundles.TileSize; col*bundles.TileSize < b.X+b.W; col++ {
			hidden := slices.ContainsFunc(r.redactions, func(x bundles.Redaction) bool {
				t := x.Tiles
				return t != nil && x.View == bundles.PageView(page) && col >= t[0] && col < t[0]+t[2] && row >= t[1] && row < t[1]+t[3]
			})
			if !hidden {
				return false
			}
		}
	}
	return true
}

// unreadPages lists the pages with ink and no word.
func unreadPages(doc *bundles.SealedDocument) ([]int, error) {
	read := map[int]bool{}
	doc.Places(func(_, page int, _ bundles.Box) { read[page] = true })
	var out []int
	for n := 1; n <= doc.Header.Pages(); n++ {
		if read[n] {
			continue
		}
		p, err := doc.Page(n)
		if err != nil {
			return nil, err
		}
		if !p.Blank() {
			out = append(out, n)
		}
	}
	return out, nil
}
