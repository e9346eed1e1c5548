package letter

import (
	"fmt"
	"strings"

	"github.com/akta-foi/akta/content/law"
)

// A page of A4 in points, and how it is set.
const (
	pageWidth  = 595.28
	pageHeight = 841.89
	margin     = 71.0 // 25 mm
	indent     = 18.0
	bodySize   = 10.5
	leading    = 1.4
	footerSize = 9.0
)

// look is how a kind of block is set: its size, and the space before and after.
type look struct{ size, before, after float64 }

func (b *Block) look() look {
	switch {
	case b.Kind == Heading && b.Level == 1:
		return look{15, 16, 10}
	case b.Kind == Heading && b.Level == 2:
		return look{12.5, 12, 5}
	case b.Kind == Heading:
		return look{11, 10, 4}
	case b.Kind == Item:
		return look{bodySize, 0, 4}
	}
	return look{bodySize, 0, 8}
}

// renderPDF writes a letter as a tagged PDF (ISO 32000-1, 14.8): its language,
// its headings, paragraphs and lists are marked for those who listen to it.
func renderPDF(t *Text, date law.Date) ([]byte, string, error) {
	p := &pager{setter: setter{lang: t.Language}, root: &element{kind: "Document"}}
	p.newPage()
	for i := range t.Blocks {
		b := &t.Blocks[i]
		if b.Kind == Heading && !p.fits(b) {
			p.newPage()
		}
		if err := p.block(b); err != nil {
			return nil, "", err
		}
		if len(p.pages) > maxPages {
			return nil, "", fmt.Errorf("letter: more than the %d pages allowed", maxPages)
		}
	}
	if len(p.pages) > 1 {
		for i := range p.pages {
			if err := p.footer(i); err != nil {
				return nil, "", err
			}
		}
	}
	data, err := p.file(t, date)
	return data, p.missing(), err
}

// pager sets blocks on pages, and grows the tree of what they are.
type pager struct {
	setter
	pages []*page
	y     float64 // of the last base line
	root  *element
	lists []*element // the lists that are open, outermost first
}

// page is one page: what is painted, and the element of each marked piece.
type page struct {
	behind, text strings.Builder
	marked       []*element
}

// element is one node of the structure tree.
type element struct {
	kind      string
	numbering string // of a list: Disc or Decimal
	parent    *element
	kids      []*element
	pieces    []mark
	number    int // of its object
}

// mark is a piece of an element on a page.
type mark struct{ page, id int }

func (e *element) add(kind string) *element {
	kid := &element{kind: kind, parent: e}
	e.kids = append(e.kids, kid)
	return kid
}

func (p *pager) newPage() {
	p.pages = append(p.pages, &page{})
	p.y = pageHeight - margin
}

// fits tells whether a heading and two lines more stand on the page.
func (p *pager) fits(b *Block) bool {
	l := b.look()
	return p.y-l.before-leading*(l.size+3*bodySize) > margin
}

// element is the node of a block, and for an item that of its mark.
func (p *pager) element(b *Block) (body, label *element) {
	switch b.Kind {
	case Heading:
		p.lists = nil
		return p.root.add(fmt.Sprintf("H%d", min(b.Level, 6))), nil
	case Item:
		depth := b.Level
		if b.First {
			depth--
		}
		p.lists = p.lists[:min(len(p.lists), depth)]
		for len(p.lists) < b.Level {
			list := p.inList().add("L")
			if list.numbering = "Disc"; b.Mark != "•" {
				list.numbering = "Decimal"
			}
			p.lists = append(p.lists, list)
		}
		item := p.lists[b.Level-1].add("LI")
		label = item.add("Lbl")
		return item.add("LBody"), label
	}
	p.lists = p.lists[:min(len(p.lists), b.Inside)]
	return p.inList().add("P"), nil
}

// inList is where a block in the open lists hangs: the body of the last item.
func (p *pager) inList() *element {
	at := p.root
	for _, l := range p.lists {
		if n := len(l.kids); n > 0 {
			item := l.kids[n-1]
			at = item.kids[len(item.kids)-1]
		}
	}
	return at
}

func (p *pager) block(b *Block) error {
	l := b.look()
	left := margin + indent*float64(min(b.Inside, 8))
	if b.Kind == Item {
		left = margin + indent*float64(min(b.Level, 8))
	}
	lines, err := p.lines(b.Runs, l.size, pageWidth-margin-left, b.Kind == Heading)
	if err != nil {
		return err
	}
	body, label := p.element(b)
	if p.y < pageHeight-margin {
		p.y -= l.before
	}
	open := -1 // page on which the body's marked piece is open
	for i, line := range lines {
		if p.y-leading*l.size < margin {
			p.closeMark(&open)
			p.newPage()
		}
		p.y -= leading * l.size
		if i == 0 && label != nil {
			if err := p.label(label, b.Mark, left-indent, l.size); err != nil {
				return err
			}
		}
		if open < 0 {
			p.mark(body, &open)
		}
		if err := p.line(line, left, l.size, i < len(lines)-1); err != nil {
			return err
		}
	}
	p.closeMark(&open)
	p.y -= l.after
	return nil
}

func (p *pager) now() *page { return p.pages[len(p.pages)-1] }

// mark begins a piece of an element on the page.
func (p *pager) mark(e *element, open *int) {
	*open = len(p.pages) - 1
	now := p.now()
	fmt.Fprintf(&now.text, "/%s << /MCID %d >> BDC\n", e.kind, len(now.marked))
	e.pieces = append(e.pieces, mark{*open, len(now.marked)})
	now.marked = append(now.marked, e)
}

func (p *pager) closeMark(open *int) {
	if *open >= 0 {
		p.pages[*open].text.WriteString("EMC\n")
		*open = -1
	}
}

// label writes the mark of an item.
func (p *pager) label(e *element, text string, x, size float64) error {
	lines, err := p.lines([]Run{{Text: text}}, size, pageWidth, false)
	if err != nil || len(lines) == 0 {
		return err
	}
	open := -1
	p.mark(e, &open)
	err = p.line(lines[0], x, size, true)
	p.closeMark(&open)
	return err
}

// line writes one line; a blank at its end parts it from what follows.
func (p *pager) line(l line, x, size float64, follows bool) error {
	now := p.now()
	for i, piece := range l {
		if piece.open {
			fmt.Fprintf(&now.behind, "1 0.95 0.55 rg %.2f %.2f %.2f %.2f re f\n", x, p.y-0.25*size, piece.width, 1.2*size)
		}
		if i == len(l)-1 && follows {
			piece.text += " "
		}
		f, err := p.face(piece.face)
		if err != nil {
			return err
		}
		if _, err := f.width(piece.text, size); err != nil { // the blank may be new
			return err
		}
		fmt.Fprintf(&now.text, "BT /F%d %.1f Tf %.2f %.2f Td <", piece.face, size, x, p.y)
		for _, r := range piece.text {
			fmt.Fprintf(&now.text, "{%X}", r) // file puts the codes in
		}
		now.text.WriteString("> Tj ET\n")
		x += piece.width
	}
	return nil
}

// footer writes the number of a page, which is no part of the letter's text.
func (p *pager) footer(i int) error {
	text := fmt.Sprintf("%d / %d", i+1, len(p.pages))
	f, err := p.face(0)
	if err != nil {
		return err
	}
	width, err := f.width(text, footerSize)
	if err != nil {
		return err
	}
	out := &p.pages[i].text
	fmt.Fprintf(out, "/Artifact << /Type /Pagination /Subtype /Footer >> BDC\nBT /F0 %.1f Tf %.2f %.2f Td <", footerSize, (pageWidth-width)/2, margin/2)
	for _, r := range text {
		fmt.Fprintf(out, "{%X}", r)
	}
	out.WriteString("> Tj ET\nEMC\n")
	return nil
}

// missing are the characters without a picture, each once.
func (p *pager) missing() string {
	var b strings.Builder
	for _, f := range p.faces {
		if f == nil {
			continue
		}
		for _, r := range f.chars() {
			if f.known[r].index == 0 && !strings.ContainsRune(b.String(), r) {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}
