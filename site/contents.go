package site

import (
	"fmt"
	"strings"
)

// contentView is one line of the contents of a long document: a heading and the
// address of it, a page of the same language with a fragment.
type contentView struct {
	Address  string `json:"address"`
	Fragment string `json:"fragment"`
	Text     string `json:"text"`
}

// contents lists the topmost headings of a document whose text is in parts, for
// its first page. Where they would weigh more than maxContents, or are fewer than
// two, there are none: the numbers of the parts remain.
func contents(texts [][]elementView, at []string) []contentView {
	out := []contentView{}
	if len(texts) < 2 {
		return out
	}
	top, weight := 0, 0
	for _, text := range texts {
		for _, e := range text {
			if e.Kind == "heading" && (top == 0 || e.Level < top) {
				top = e.Level
			}
		}
	}
	for i, text := range texts {
		for _, e := range text {
			if e.Kind != "heading" || e.Level != top || e.More {
				continue
			}
			c := contentView{Address: at[i], Fragment: fmt.Sprintf("p-%d", e.ID), Text: plain(e.Spans)}
			out = append(out, c)
			weight += weighItem + len(c.Address) + weighText(c.Text)
		}
	}
	if weight > maxContents || len(out) < 2 {
		return []contentView{}
	}
	return out
}

// plain is a heading in one line, with the labels of what it hides.
func plain(spans []spanView) string {
	var b strings.Builder
	for _, s := range spans {
		switch {
		case s.Break:
			b.WriteString(" ")
		case s.Ground > 0:
			b.WriteString("[" + s.Label + "]")
		default:
			b.WriteString(s.Text)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
