package site

import "strings"

// weights tell how many bytes of HTML the theme makes of the elements of a case's
// documents, at most: what a page holds is decided before it is rendered, and
// alike in every language of the user interface.
type weights struct{ grounds []int }

// Bytes of markup around what an element shows, by the templates spans.html,
// element.html and image.html.
const (
	weighRedaction = 130 // the link with its hidden word, without label, code and paragraph
	weighElement   = 150 // the element, its number and its line
	weighItem      = 60
	weighCell      = 25
	weighImage     = 420
	weighHidden    = 40 // the link of one ground below an image
)

// weights are taken when the grounds of a document are known.
func (v *caseView) weights() weights {
	w := weights{}
	for _, g := range v.Grounds {
		longest := 0
		for _, label := range g.Label {
			longest = max(longest, len(label))
		}
		w.grounds = append(w.grounds, longest+len(g.Code)+len(g.Paragraph))
	}
	return w
}

func (w weights) span(s spanView) int {
	switch {
	case s.Break:
		return len("<br>")
	case s.Ground > 0:
		return weighRedaction + w.grounds[s.Ground-1]
	}
	return weighText(s.Text)
}

// weighText is the size of a text with the entities that Hugo writes.
func weighText(s string) int {
	n := len(s)
	for _, c := range `<>&"'+` {
		n += 4 * strings.Count(s, string(c))
	}
	return n
}

func (w weights) spans(list []spanView) int {
	n := 0
	for _, s := range list {
		n += w.span(s)
	}
	return n
}

func (w weights) list(l *listView) int {
	n := weighItem
	for _, item := range l.Items {
		n += w.item(item)
	}
	return n
}

func (w weights) item(i itemView) int {
	n := weighItem + w.spans(i.Spans)
	if i.List != nil {
		n += w.list(i.List)
	}
	return n
}

func (w weights) row(row []cellView) int {
	n := weighCell
	for _, c := range row {
		n += weighCell + w.spans(c.Spans)
	}
	return n
}

func (w weights) element(e elementView) int {
	n := weighElement + w.spans(e.Spans)
	if e.List != nil {
		n += w.list(e.List)
	}
	for _, row := range e.Rows {
		n += w.row(row)
	}
	return n
}

// image weighs a page image with its grounds in words.
func (w weights) image(i imageView) int {
	n := weighImage + len(i.Path)
	for _, g := range i.Grounds {
		n += weighHidden + 3*w.grounds[g-1]
	}
	return n
}
