package site

import (
	"slices"
	"strconv"
)

// partView is one page of a document. A short document has one, with its text
// and its page images side by side. Of a longer one the text is cut into parts,
// "cases/2026-001/d1/", "cases/2026-001/d1/2/", ..., and the page images follow
// in parts of their own, "cases/2026-001/d1/pages/", ".../pages/2/": nothing says
// which page a word of the text stands on. Where there is no text, the images
// begin on the first page.
type partView struct {
	Case    caseLink     `json:"case"`
	Doc     documentView `json:"doc"`
	Lang    string       `json:"lang"`    // of the document
	Grounds []groundView `json:"grounds"` // of the case, by number
	Used    []int        `json:"used"`    // numbers of those of the document
	First   bool         `json:"first"`   // the document's own address
	Fields  []fieldView  `json:"fields"`  // on the first page
	NoImage string       `json:"noimage"`
	// Contents are the headings of a long text, on the first page.
	Contents []contentView `json:"contents"`

	Text  []elementView `json:"text"`
	Pages []imageView   `json:"pages"`
	// TextParts and PageParts are the parts of the text and of the images; empty
	// where one page holds all there is of them.
	TextParts pagerView `json:"textparts"`
	PageParts pagerView `json:"pageparts"`
	// ToText and ToPages are the addresses of the first part with text and with
	// images; empty: there are none, or they are on this page.
	ToText  string `json:"totext"`
	ToPages string `json:"topages"`
}

// caseLink is what a document's page says of its case.
type caseLink struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Lang    string `json:"lang"`
	Address string `json:"address"`
	Release string `json:"release"`
	Date    string `json:"date"` // of the release, RFC 3339
}

// pagerView leads from part to part.
type pagerView struct {
	Here  int        `json:"here"` // number of this page's part; 0: another kind of part
	Count int        `json:"count"`
	Prev  string     `json:"prev"` // addresses; empty: this is the first or the last
	Next  string     `json:"next"`
	Parts []partLink `json:"parts"`
}

// partLink is one part: its number and, of page images, its pages.
type partLink struct {
	Number  int    `json:"number"`
	Address string `json:"address"`
	From    int    `json:"from"` // number of the first page
	To      int    `json:"to"`
}

func (pl *plan) documentPages() ([]page, error) {
	var list []page
	for i := range pl.cases {
		c := &pl.cases[i]
		for j := range c.view.Documents {
			for _, p := range c.documentPages(&c.view.Documents[j]) {
				p.key = c.key[:]
				list = append(list, p)
			}
		}
	}
	return list, nil
}

// documentPages are the pages of one document. One that is withheld has a page
// too: the address may have shown an earlier release of it.
func (c *plannedCase) documentPages(d *documentView) []page {
	texts, images := splitDocument(d, c.view.weights())
	base := d.Address
	textAt, imageAt := partAddresses(base, len(texts)), partAddresses(base+"pages/", len(images))
	together := len(texts) <= 1 && len(images) <= 1 && c.short(d)
	if len(images) > 0 && (together || len(texts) == 0) {
		imageAt[0] = base
	}
	if len(texts)+len(images) == 0 {
		textAt, texts = []string{base}, [][]elementView{nil} // withheld, or a file without either
	}
	frame := partView{
		Case: caseLink{ID: c.view.ID, Title: c.src.Title, Lang: c.view.Lang, Address: c.address(), Release: c.view.Release.ID, Date: c.view.Release.Date},
		Doc:  *d, Lang: d.Lang, Grounds: c.view.Grounds, Used: d.grounds(), NoImage: d.NoImage,
		Fields: []fieldView{}, Contents: []contentView{}, Text: []elementView{}, Pages: []imageView{},
	}
	frame.Doc.Excerpt = []spanView{}
	var list []page
	add := func(at string, v partView, textHere, pagesHere int) {
		v.TextParts, v.PageParts = pager(textAt, nil, textHere), pager(imageAt, images, pagesHere)
		if v.First = at == base; v.First {
			v.Fields, v.Contents = d.Fields, contents(texts, textAt)
		}
		if len(textAt) > 0 && textHere == 0 && d.HasText {
			v.ToText = textAt[0]
		}
		if len(imageAt) > 0 && pagesHere == 0 {
			v.ToPages = imageAt[0]
		}
		list = append(list, page{address: at, layout: "document", title: d.Title, params: v})
	}
	for i, text := range texts {
		v := frame
		v.Text = nested(text)
		pagesHere := 0
		if i == 0 && together && len(images) > 0 {
			v.Pages, pagesHere = images[0], 1
		}
		add(textAt[i], v, i+1, pagesHere)
	}
	for i, group := range images {
		if together && len(texts) > 0 {
			break // shown beside the text
		}
		v := frame
		v.Pages = group
		add(imageAt[i], v, 0, i+1)
	}
	return list
}

// splitDocument deals a document's text and images out to parts: in order, each
// as full as it may be. A heading goes with what follows it.
func splitDocument(d *documentView, w weights) (texts [][]elementView, images [][]imageView) {
	texts = pack(d.Text, maxPart, 0, w.element)
	for i := range len(texts) - 1 {
		n := len(texts[i])
		for n > 1 && texts[i][n-1].Kind == "heading" {
			n--
		}
		if moved := texts[i][n:]; len(moved) > 0 && texts[i][n-1].Kind != "heading" {
			texts[i], texts[i+1] = texts[i][:n], slices.Concat(moved, texts[i+1])
		}
	}
	return texts, pack(d.Pages, maxPart, maxImages, w.image)
}

// short tells whether a document's text and images are one page.
func (c *plannedCase) short(d *documentView) bool {
	w, n := c.view.weights(), 0
	for _, e := range d.Text {
		n += w.element(e)
	}
	for _, i := range d.Pages {
		n += w.image(i)
	}
	return n <= maxPart && len(d.Pages) <= maxImages
}

// partAddresses are base, base/2/, base/3/, ...
func partAddresses(base string, n int) []string {
	var list []string
	for i := 1; i <= n; i++ {
		at := base
		if i > 1 {
			at = base + strconv.Itoa(i) + "/"
		}
		list = append(list, at)
	}
	return list
}

// pager links part here with the others. Of many it lists the first and last,
// those around it, and of the rest so few that each is two steps away.
func pager(at []string, images [][]imageView, here int) pagerView {
	v := pagerView{Here: here, Count: len(at), Parts: []partLink{}}
	if len(at) < 2 {
		return v
	}
	if here > 1 {
		v.Prev = at[here-2]
	}
	if here > 0 && here < len(at) {
		v.Next = at[here]
	}
	step := 1
	for len(at)/step > 20 {
		step *= 10
	}
	for i := range at {
		n := i + 1
		if n > 1 && n < len(at) && n%step != 0 && max(n-here, here-n) > 5 {
			continue
		}
		link := partLink{Number: n, Address: at[i]}
		if images != nil {
			link.From, link.To = images[i][0].Number, images[i][len(images[i])-1].Number
		}
		v.Parts = append(v.Parts, link)
	}
	return v
}

// grounds are the numbers of those that a document names, in order.
func (d *documentView) grounds() []int {
	seen := map[int]bool{d.Ground: true}
	spans := func(list []spanView) {
		for _, s := range list {
			seen[s.Ground] = true
		}
	}
	var items func(l *listView)
	items = func(l *listView) {
		for _, i := range l.Items {
			if spans(i.Spans); i.List != nil {
				items(i.List)
			}
		}
	}
	for _, e := range d.Text {
		if spans(e.Spans); e.List != nil {
			items(e.List)
		}
		for _, row := range e.Rows {
			for _, c := range row {
				spans(c.Spans)
			}
		}
	}
	for _, p := range d.Pages {
		for _, g := range p.Grounds {
			seen[g] = true
		}
	}
	out := []int{}
	for g := range seen {
		if g > 0 {
			out = append(out, g)
		}
	}
	slices.Sort(out)
	return out
}

// nested gives the headings of one page levels of HTML without gaps: below the
// page's own h2, and below each other as in the document.
func nested(text []elementView) []elementView {
	out := slices.Clone(text)
	var above []int
	for i := range out {
		if e := &out[i]; e.Kind == "heading" {
			for len(above) > 0 && above[len(above)-1] >= e.Level {
				above = above[:len(above)-1]
			}
			above = append(above, e.Level)
			e.Level = min(2+len(above), 6)
		}
	}
	if out == nil {
		out = []elementView{}
	}
	return out
}
