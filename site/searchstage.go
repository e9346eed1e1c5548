package site

import (
	"crypto/sha256"
	"fmt"
	"html"
	"strconv"
	"strings"
)

// searchText is what the index holds of one page: of a case its question and
// answer, of a document one part of its text. Labels of redactions, evidence and
// navigation are not in it.
//
// Pagefind searches what stands in the text and the title. All else that a list of
// results shows of a page, or that narrows a search, is a filter: it is not
// searched, so that the word "open" does not find every open case.
type searchText struct {
	name    string // public path in the default language, "cases/2026-001/index.html"
	title   string
	filters []searchFilter
	body    string // HTML that is safe
}

type searchFilter struct{ name, value string }

// The filters of a text, as search.js reads them. Those of the facets bear their
// names: state, year, topic, kind, ground.
const (
	filterDate     = "date"     // of receipt, ISO
	filterLang     = "lang"     // of the text
	filterCase     = "case"     // title of the case, of a document
	filterCaseLang = "caselang" // its language
	filterName     = "name"     // title of a document, on a part of its text that does not begin with it
	filterPart     = "part"     // its number, from 2
)

// html is the plain copy of a page that Pagefind reads.
func (t *searchText) html() []byte {
	var b strings.Builder
	b.WriteString("<!doctype html>\n<html><head>\n")
	for _, f := range t.filters {
		fmt.Fprintf(&b, "<meta data-pagefind-filter=\"%s[content]\" content=\"%s\">\n", f.name, html.EscapeString(f.value))
	}
	b.WriteString("</head><body data-pagefind-body>\n")
	if t.title != "" {
		fmt.Fprintf(&b, "<h1>%s</h1>\n", html.EscapeString(t.title))
	}
	b.WriteString(t.body)
	b.WriteString("</body></html>\n")
	return []byte(b.String())
}

func (t *searchText) filter(name string, values ...string) {
	for _, v := range values {
		if v != "" {
			t.filters = append(t.filters, searchFilter{name, v})
		}
	}
}

// searchYears are the years in which requests were received, newest first.
func (pl *plan) searchYears() []string {
	var years []string
	for i := range pl.cases {
		years = addOnce(years, pl.cases[i].year())
	}
	return years
}

func (c *plannedCase) year() string { return c.view.Received[:4] }

// searchKey digests all that the index of a year is made from.
func (pl *plan) searchKey(year string) [sha256.Size]byte {
	h := sha256.New()
	putAll(h, []byte(pagefindVersion))
	for i := range pl.cases {
		if c := &pl.cases[i]; c.year() == year {
			putAll(h, c.key[:])
		}
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// searchTexts calls each for every text of a year.
func (pl *plan) searchTexts(year string, each func(searchText) error) error {
	for i := range pl.cases {
		c := &pl.cases[i]
		if c.year() != year {
			continue
		}
		list, err := c.searchTexts()
		if err != nil {
			return err
		}
		for _, t := range list {
			if err := each(t); err != nil {
				return err
			}
		}
	}
	return nil
}

// searchTexts are the texts of a case and its documents.
func (c *plannedCase) searchTexts() ([]searchText, error) {
	answer, err := renderAnswer(c.src.AnswerMarkdown)
	if err != nil {
		return nil, err
	}
	e := c.entry()
	t := c.searchText(c.address(), c.src.Title, c.view.Lang)
	t.filter("ground", e.Grounds...)
	var b strings.Builder
	for _, p := range c.view.Question {
		paragraph(&b, p)
	}
	b.WriteString(answer)
	t.body = b.String()
	list := []searchText{t}
	for i := range c.view.Documents {
		list = append(list, c.documentTexts(&c.view.Documents[i])...)
	}
	return list, nil
}

// searchText begins the text of a page.
func (c *plannedCase) searchText(address, title, lang string) searchText {
	t := searchText{name: address + "index.html", title: title}
	t.filter("state", c.view.State)
	t.filter("year", c.year())
	t.filter("topic", c.view.Topics...)
	t.filter(filterDate, c.view.Received)
	t.filter(filterLang, lang)
	return t
}

// documentTexts are the parts of a document's text. One without a text is found
// by its title.
func (c *plannedCase) documentTexts(d *documentView) []searchText {
	if d.Withheld || d.Title == "" && !d.HasText {
		return nil
	}
	texts, _ := splitDocument(d, c.view.weights())
	addresses := partAddresses(d.Address, len(texts))
	if len(texts) == 0 {
		texts, addresses = [][]elementView{nil}, []string{d.Address}
	}
	var list []searchText
	for i, text := range texts {
		title := d.Title
		if i > 0 {
			title = ""
		}
		t := c.searchText(addresses[i], title, d.Lang)
		t.filter("kind", d.Kind)
		for _, g := range d.grounds() {
			t.filter("ground", c.view.Grounds[g-1].Code)
		}
		t.filter(filterCase, c.src.Title)
		t.filter(filterCaseLang, c.view.Lang)
		if i > 0 {
			t.filter(filterName, d.Title)
			t.filter(filterPart, strconv.Itoa(i+1))
		}
		var b strings.Builder
		for _, e := range text {
			plainElement(&b, e)
		}
		t.body = b.String()
		list = append(list, t)
	}
	return list
}

// plainElement writes an element of a text edition as paragraphs: one for each
// item of a list and each row of a table.
func plainElement(b *strings.Builder, e elementView) {
	if len(e.Spans) > 0 {
		paragraph(b, plainSpans(e.Spans))
	}
	if e.List != nil {
		plainList(b, e.List)
	}
	for _, row := range e.Rows {
		var cells []string
		for _, cell := range row {
			if text := strings.TrimSpace(plainSpans(cell.Spans)); text != "" {
				cells = append(cells, text)
			}
		}
		paragraph(b, strings.Join(cells, " | "))
	}
}

func plainList(b *strings.Builder, l *listView) {
	for _, item := range l.Items {
		paragraph(b, plainSpans(item.Spans))
		if item.List != nil {
			plainList(b, item.List)
		}
	}
}

// plainSpans is a text with one mark for each redaction, whatever its ground:
// words around it are no neighbours.
func plainSpans(spans []spanView) string {
	var b strings.Builder
	for _, s := range spans {
		switch {
		case s.Ground > 0:
			b.WriteString("[…]")
		case s.Break:
			b.WriteByte(' ')
		default:
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

func paragraph(b *strings.Builder, text string) {
	if strings.TrimSpace(text) != "" {
		fmt.Fprintf(b, "<p>%s</p>\n", html.EscapeString(text))
	}
}
