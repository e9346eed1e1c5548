package read

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/akta-foi/akta/content/read/pdfobject"
)

// pdfContent is what the operators of one page say about what is not seen:
// text drawn to be invisible, in layers that are not shown, or under another
// text that stands for it; pictures outside of the page.
type pdfContent struct {
	s    *pdfScan
	r    *pdfobject.Reader
	page *pdfPageObject

	fonts     map[int]*pdfFont
	forms     map[int]bool // open ones: a form may not draw itself
	operators int
	unread    string // why something was not read

	shown     pdfText // all of it, seen or not
	invisible pdfText
	layered   []pdfLayered
	replaced  []pdfReplaced
	outside   int // pictures
}

// pdfLayered is what stands in one layer that is not shown.
type pdfLayered struct {
	name     string
	text     pdfText
	pictures int
}

// pdfReplaced is a replacement text and what it stands for.
type pdfReplaced struct {
	said  string
	from  int // in shown
	shown string
}

// readContent goes through the content of one page. It runs for several pages
// at a time: whatever it finds is in what it returns.
func (s *pdfScan) readContent(f *pdfFile, p *pdfPageObject) *pdfContent {
	c := &pdfContent{
		s: s, page: p, r: s.file.Reader(f.j.ctx, maxPDFPageWork), fonts: map[int]*pdfFont{}, forms: map[int]bool{},
	}
	var content []byte
	for _, o := range c.r.Array(p.dict["Contents"]) {
		stream, ok := c.r.Resolve(o).(*pdfobject.Stream)
		if !ok {
			continue
		}
		data, err := c.r.Data(stream, maxPDFContent)
		if err != nil {
			c.unread = err.Error()
			continue
		}
		// Words do not go on from one stream to the next (ISO 32000-1 7.8.2).
		content = append(append(content, data...), '\n')
		if len(content) > maxPDFContent {
			c.unread = fmt.Sprintf("more than %d bytes", maxPDFContent)
			break
		}
	}
	if resources := c.r.Dict(p.resources); c.mayHide(content, resources) {
		c.run(content, resources, pdfState{matrix: pdfMatrix{1, 0, 0, 1, 0, 0}}, 0)
	}
	if len(c.r.Problems) > 0 {
		c.unread = c.r.Problems[0]
	}
	if err := c.r.Err(); err != nil {
		c.unread = err.Error()
	}
	return c
}

// mayHide spares most pages: what hides takes an operator for invisible text, a
// form or an image, or marks with a layer or a replacement text.
func (c *pdfContent) mayHide(content []byte, resources pdfobject.Dict) bool {
	// A name may be spelled with "#": such a page is read.
	marked := len(c.s.layers) > 0 || resources["Properties"] != nil || bytes.Contains(content, []byte("ActualText")) || bytes.IndexByte(content, '#') >= 0
	return c.page.number == 0 || len(c.page.replaced) > 0 || marked && bytes.Contains(content, []byte("BDC")) ||
		bytes.Contains(content, []byte("Tr")) || bytes.Contains(content, []byte("Do"))
}

// hidden names what was found.
func (c *pdfContent) hidden() (items []Hidden) {
	n := c.page.number
	if w := c.invisible.words(); w > 0 {
		items = append(items, Hidden{Kind: HiddenInvisibleText, Where: onPage(n, "text drawn to be invisible"), Page: n, Count: w, Unit: "words", Excerpt: c.invisible.String()})
	}
	for i := range c.layered {
		l := &c.layered[i]
		where := onPage(n, fmt.Sprintf("only in the layer %q, which is not shown", l.name))
		if w := l.text.words(); w > 0 {
			items = append(items, Hidden{Kind: HiddenLayer, Where: where, Page: n, Count: w, Unit: "words", Excerpt: l.text.String()})
		}
		if l.pictures > 0 {
			items = append(items, Hidden{Kind: HiddenLayer, Where: where, Page: n, Count: l.pictures, Unit: "pictures"})
		}
	}
	for _, r := range c.replaced {
		if onlySigns(r.said) != onlySigns(r.shown) {
			items = append(items, Hidden{
				Kind: HiddenAltText, Where: onPage(n, fmt.Sprintf("a replacement for the text %q", cutBytes(cleanLine(r.shown), 60))), Page: n,
				Count: max(len(strings.Fields(r.said)), 1), Unit: "words", Excerpt: r.said,
			})
		}
	}
	if c.outside > 0 {
		items = append(items, Hidden{Kind: HiddenUnknownPart, Where: onPage(n, "outside of what is shown of it"), Page: n, Count: c.outside, Unit: "pictures"})
	}
	if c.unread != "" {
		items = append(items, Hidden{Kind: HiddenUnknownPart, Where: onPage(n, "drawing orders that could not be read"), Page: n, Count: 1, Unit: "streams", Excerpt: c.unread})
	}
	return items
}

// layer returns where to put what stands in a layer that is not shown.
func (c *pdfContent) layer(name string) *pdfLayered {
	for i := range c.layered {
		if c.layered[i].name == name {
			return &c.layered[i]
		}
	}
	if len(c.layered) >= maxPDFOfOneKind {
		return &c.layered[len(c.layered)-1]
	}
	c.layered = append(c.layered, pdfLayered{name: name})
	return &c.layered[len(c.layered)-1]
}

// pdfText gathers text: its beginning and the number of its words.
type pdfText struct {
	strings.Builder
	count  int
	inWord bool
}

func (t *pdfText) add(s string) {
	for _, r := range s {
		space := r == ' ' || r == '\n' || r == '\t' || r == '\u00A0'
		if !space && !t.inWord {
			t.count++
		}
		t.inWord = !space
	}
	if t.Len()+len(s) <= maxPDFDecodedText {
		t.WriteString(s)
	}
}

func (t *pdfText) words() int { return t.count }
