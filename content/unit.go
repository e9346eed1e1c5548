package content

import (
	"fmt"
	"strings"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/read"
)

// hideUnit hides leaves that a redaction names, grown to its unit.
func (m *marks) hideUnit(l *locator, g bundles.Range, x Redaction) error {
	switch x.Unit {
	case "", UnitWord:
		m.hideRange(g, x.Ground)
	case UnitLine:
		for leaf := g[0]; leaf < g[0]+g[1]; leaf++ {
			if l.wordNumber(leaf) > 0 {
				m.hideLine(l, leaf, x.Ground)
			}
		}
		m.hideRange(g, x.Ground)
	case UnitParagraph:
		for leaf := g[0]; leaf < g[0]+g[1]; leaf++ {
			if l.wordNumber(leaf) > 0 {
				m.hideRange(l.paragraph(leaf), x.Ground)
			}
		}
		m.hideRange(g, x.Ground)
	case UnitPage:
		return m.hidePagesOf(l, g, x)
	case UnitDocument:
		m.hideDocument(x.Ground)
	default:
		return fmt.Errorf("unit %q: not one of words", x.Unit)
	}
	return nil
}

func (m *marks) hideRange(g bundles.Range, ground string) {
	for leaf := g[0]; leaf < g[0]+g[1]; leaf++ {
		m.hideLeaf(leaf, ground)
	}
}

// hideLine hides the words beside one: on a page those at the same height, in a
// text without pages those between line ends.
func (m *marks) hideLine(l *locator, leaf int, ground string) {
	at, ok := l.place(leaf)
	if !ok {
		m.hideRange(l.textLine(leaf), ground)
		return
	}
	m.doc.Places(func(other, page int, b bundles.Box) {
		if page == at.page && sameLine(at.box, b) {
			m.hideLeaf(other, ground)
		}
	})
}

// sameLine tells whether the middle of one box is at the height of the other.
func sameLine(a, b bundles.Box) bool {
	in := func(y2 int, c bundles.Box) bool { return y2 >= 2*c.Y && y2 < 2*(c.Y+c.H) } // y2 is twice a height
	return in(2*a.Y+a.H, b) || in(2*b.Y+b.H, a)
}

// textLine is the line of a text that a leaf stands on.
func (l *locator) textLine(leaf int) bundles.Range {
	first, last := leaf, leaf
	for first > 0 && !strings.Contains(l.doc.Text[first-1], "\n") {
		first--
	}
	for last < len(l.doc.Text)-1 && !strings.Contains(l.doc.Text[last], "\n") && l.doc.Text[last+1] != paragraphEnd {
		last++
	}
	return bundles.Range{first, last - first + 1}
}

// paragraph is the block that the reader noted around a word, or what stands
// between paragraph ends.
func (l *locator) paragraph(leaf int) bundles.Range {
	words, n := l.wordLeaves(), l.wordNumber(leaf)-1
	for _, b := range l.noted() {
		if n >= b.First && n < b.First+b.Count && b.First+b.Count <= len(words) {
			first, last := words[b.First], words[b.First+b.Count-1]
			return bundles.Range{first, last - first + 1}
		}
	}
	first, last := leaf, leaf
	for first > 0 && l.doc.Text[first-1] != paragraphEnd {
		first--
	}
	for last < len(l.doc.Text)-1 && l.doc.Text[last+1] != paragraphEnd {
		last++
	}
	return bundles.Range{first, last - first + 1}
}

// noted are the blocks of the document.
func (l *locator) noted() []read.Block {
	if l.blocks == nil {
		l.blocks = []read.Block{}
		if r, err := sealedReading(l.doc); err == nil { // decided() tells of a note that cannot be read
			l.blocks = append(l.blocks, r.Blocks...)
		}
	}
	return l.blocks
}

// hidePagesOf hides the pages that words, or a box, stand on. A word that no
// page shows is hidden by itself.
func (m *marks) hidePagesOf(l *locator, g bundles.Range, x Redaction) error {
	if m.doc.Header.Pages() == 0 {
		return fmt.Errorf("document %s: unit %q, and it has no pages: take %q or %q", m.doc.ID, UnitPage, UnitParagraph, UnitDocument)
	}
	m.hideRange(g, x.Ground)
	pages := map[int]bool{}
	for leaf := g[0]; leaf < g[0]+g[1]; leaf++ {
		if at, ok := l.place(leaf); ok && !pages[at.page] {
			pages[at.page] = true
			m.hideWholePage(l, at.page, x.Ground)
		}
	}
	return nil
}

// hideWholePage hides a page's tiles and words, those between them that have no
// place as well.
func (m *marks) hideWholePage(l *locator, page int, ground string) {
	m.hidePage(page, ground)
	var open []int // words without a place since the last one with
	on := false    // that one stands on the page
	for _, leaf := range l.wordLeaves() {
		at, ok := l.place(leaf)
		if !ok {
			if open = append(open, leaf); on {
				m.hideLeaf(leaf, ground)
			}
			continue
		}
		if on = at.page == page; on {
			m.hideLeaf(leaf, ground)
			for _, o := range open {
				m.hideLeaf(o, ground)
			}
		}
		open = open[:0]
	}
}

// hidePage hides every tile of a page.
func (m *marks) hidePage(page int, ground string) {
	grounds, _, _ := m.page(page)
	for i := range grounds {
		if grounds[i] == "" {
			grounds[i] = ground
		}
	}
}

// hideDocument hides every word and every page.
func (m *marks) hideDocument(ground string) {
	m.hideRange(bundles.Range{0, len(m.leaves)}, ground)
	for page := 1; page <= m.doc.Header.Pages(); page++ {
		m.hidePage(page, ground)
	}
}
