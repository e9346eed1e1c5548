package audit

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/akta-foi/akta/content/law"
)

// labelBook is what a ground may be called: by its code, in all languages.
type labelBook map[string]map[string]bool

// newLabelBook reads the labels of all laws, and of the office's own as it has
// changed them; that may be nil.
func newLabelBook(office *law.Profile) (labelBook, error) {
	book := labelBook{}
	for _, code := range law.Codes() {
		p, err := law.Load(code)
		if err != nil {
			return nil, err
		}
		book.add(p)
	}
	if office != nil {
		book.add(office)
	}
	return book, nil
}

func (b labelBook) add(p *law.Profile) {
	for _, g := range p.Grounds {
		if b[g.Code] == nil {
			b[g.Code] = map[string]bool{}
		}
		for _, l := range g.Label {
			b[g.Code][l] = true
		}
	}
}

// allow adds what a ground may be called to the set.
func (b labelBook) allow(set map[string]bool, g groundFacts) {
	set[g.Label] = true
	for l := range b[g.Code] {
		set[l] = true
	}
}

// markedPage is an HTML page and the labels in it: of each distinct element one.
type markedPage struct {
	place
	labels []redactionLabel
}

// redactionLabel is an element that stands for something hidden.
type redactionLabel struct {
	text string // all of it, as a reader gets it
	form string // the element as it is written
}

// labelAttributes are what a label's elements may say. Anything else could
// tell one from another.
var labelAttributes = map[string]bool{
	"class": true, "href": true, "lang": true, "role": true, "aria-label": true, "aria-describedby": true, "tabindex": true, "dir": true,
}

// redactionClass is the class of the element that stands for something hidden.
const redactionClass = "redaction"

// labelsIn collects the labels of a page.
func labelsIn(root *html.Node) (out []redactionLabel, n int, err error) {
	seen := map[string]bool{}
	for e := range root.Descendants() {
		if e.Type != html.ElementNode || !slices.Contains(strings.Fields(attribute(e, "class")), redactionClass) {
			continue
		}
		if n++; n > maxLabels {
			return nil, n, defectAt(0, "more than %d redactions on one page", maxLabels)
		}
		var form strings.Builder
		if err := html.Render(&form, e); err != nil {
			return nil, n, err
		}
		if seen[form.String()] {
			continue
		}
		seen[form.String()] = true
		var text strings.Builder
		for d := range e.Descendants() {
			if d.Type == html.TextNode {
				text.WriteString(d.Data)
			}
		}
		for d := range withItself(e) {
			for _, a := range d.Attr {
				if !labelAttributes[a.Key] {
					return nil, n, defectAt(0, "a redaction's label with the attribute %q", a.Key)
				}
			}
		}
		out = append(out, redactionLabel{text.String(), form.String()})
	}
	return out, n, nil
}

// compareLabels holds that what stands for hidden text is the label of its
// ground and the same everywhere, so that it tells nothing of what is hidden.
func (x *inspection) compareLabels() {
	book, err := x.book()
	if err != nil {
		x.notes[CheckBoxes] = "the labels of the laws could not be read; labels were compared with those of the releases only"
	}
	for _, key := range x.sortedBags() {
		b := x.bags[key]
		if b.release == nil {
			continue
		}
		for _, doc := range slices.Sorted(maps.Keys(b.texts)) {
			x.done[CheckBoxes]++
			d := b.release.document(doc)
			if d == nil || d.Withheld != "" {
				x.hits = append(x.hits, Hit{Check: CheckBoxes, File: memberName(key, doc, "text.json"), What: "the text of a document that is withheld or not in the release"})
				continue
			}
			edition, what := b.edition(d)
			if have, there := b.editions[doc]; what == "" && (!there || have != edition) {
				what = "text.txt is not the shown words with one constant label for each gap"
			}
			if what != "" {
				x.hits = append(x.hits, Hit{Check: CheckBoxes, Document: d.ID, File: memberName(key, doc, "text.txt"), What: what})
			}
		}
	}
	for _, page := range x.marked {
		x.comparePageLabels(page, book)
	}
}

// edition is text.txt as the text and the list of redactions give it.
func (b *bag) edition(d *documentFacts) (text, defect string) {
	leaves := b.texts[d.name()].leaves
	labels := make([]string, len(leaves))
	for _, r := range d.Redactions {
		if r.View != "text" {
			continue
		}
		if r.Leaves == nil || r.Leaves[0] < 0 || r.Leaves[1] < 1 || r.Leaves[0] > len(leaves) || r.Leaves[1] > len(leaves)-r.Leaves[0] {
			return "", "a redaction outside the text"
		}
		for i := range r.Leaves[1] {
			labels[r.Leaves[0]+i] = b.release.label(r.Ground)
		}
	}
	var out strings.Builder
	last := ""
	for i, l := range leaves {
		switch {
		case (l == nil) != (labels[i] != ""):
			return "", "the gaps of text.json are not those of release.json"
		case l == nil && labels[i] != last:
			fmt.Fprintf(&out, "[%s] ", labels[i])
			last = labels[i]
		case l != nil && *l != "":
			out.WriteString(*l)
			last = ""
		}
	}
	return out.String(), ""
}

// comparePageLabels holds the labels of one HTML page to the grounds of its case.
func (x *inspection) comparePageLabels(page markedPage, book labelBook) {
	allowed := map[string]bool{}
	for _, b := range x.bags {
		if b.release == nil || page.caseID != "" && b.release.Case != page.caseID {
			continue
		}
		for _, g := range b.release.Grounds {
			book.allow(allowed, g)
		}
	}
	for g := range x.others {
		book.allow(allowed, g)
	}
	forms := map[string]string{}
	reported := 0
	for _, l := range page.labels {
		x.done[CheckBoxes]++
		label := longestIn(l.text, allowed)
		rest := strings.Replace(l.text, label, "", 1)
		what := ""
		switch {
		case label == "":
			what = "a redaction whose text is not the label of a ground"
		case len(rest) > maxLabelText || fills(rest):
			what = "a redaction with more in it than its label"
		case forms[label] != "" && forms[label] != l.form:
			what = "two redactions on one ground that differ"
		}
		forms[label] = l.form
		if what != "" {
			if reported++; reported <= maxOfOne {
				x.hits = append(x.hits, page.hit(CheckBoxes, 0, what))
			}
		}
	}
}

// longestIn is the longest label that stands in a text.
func longestIn(text string, labels map[string]bool) (out string) {
	for l := range labels {
		if len(l) > len(out) && strings.Contains(text, l) {
			out = l
		}
	}
	return out
}

// fills tells whether a text repeats a character, as what fills a gap does, or
// holds one that only fills.
func fills(s string) bool {
	last, run := utf8.RuneError, 0
	for _, r := range s {
		if run++; r != last {
			run = 1
		}
		last = r
		if run > 2 || r == '_' || r == '\t' || r >= 0x2000 && r <= 0x200f || r >= 0x2500 && r <= 0x25ff || r == '\u2026' {
			return true
		}
	}
	return false
}
