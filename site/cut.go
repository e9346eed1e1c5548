package site

import (
	"slices"
	"strings"
)

// cutElements cuts what is too long for a page of its own: a paragraph between
// two words, a list between two items, a table between two rows. A word and a
// row stay whole.
func cutElements(list []elementView, w weights) []elementView {
	out := []elementView{}
	for _, e := range list {
		if w.element(e) <= maxPart {
			out = append(out, e)
			continue
		}
		for i, piece := range w.cutElement(e) {
			piece.Kind, piece.Level, piece.Number, piece.More = e.Kind, e.Level, e.Number, i > 0
			out = append(out, piece)
		}
	}
	return out
}

func (w weights) cutElement(e elementView) []elementView {
	var out []elementView
	switch room := maxPart - weighElement; {
	case e.List != nil:
		for _, l := range w.cutList(e.List, room) {
			out = append(out, elementView{List: l})
		}
	case len(e.Rows) > 0:
		for _, rows := range pack(e.Rows, room, 0, w.row) {
			out = append(out, elementView{Rows: rows})
		}
	default:
		for _, spans := range w.cutSpans(e.Spans, room) {
			out = append(out, elementView{Spans: spans})
		}
	}
	return out
}

// pack fills groups with items in their order; each but one that is a single
// item weighs at most room and, unless most is 0, has at most that many.
func pack[T any](items []T, room, most int, weigh func(T) int) [][]T {
	var out [][]T
	full := room
	for _, item := range items {
		n := weigh(item)
		if len(out) == 0 || full+n > room || most > 0 && len(out[len(out)-1]) == most {
			out, full = append(out, nil), 0
		}
		last := len(out) - 1
		out[last], full = append(out[last], item), full+n
	}
	return out
}

// cutSpans cuts between spans, and a text between words.
func (w weights) cutSpans(spans []spanView, room int) [][]spanView {
	var small []spanView
	for _, s := range spans {
		for w.span(s) > room/8 { // small pieces fill a part well
			head, tail := cutText(s.Text, room/8)
			if tail == "" {
				break
			}
			small = append(small, spanView{Text: head})
			s.Text = tail
		}
		small = append(small, s)
	}
	var words [][]spanView // what no white space parts stays together
	for i, s := range small {
		if i > 0 && joined(small[i-1], s) {
			words[len(words)-1] = append(words[len(words)-1], s)
		} else {
			words = append(words, []spanView{s})
		}
	}
	var out [][]spanView
	for _, group := range pack(words, room, 0, w.spans) {
		out = append(out, slices.Concat(group...))
	}
	return out
}

// joined tells whether no white space parts two neighbours.
func joined(a, b spanView) bool {
	const white = " \n\t"
	return !a.Break && !b.Break && a.Text == strings.TrimRight(a.Text, white) && b.Text == strings.TrimLeft(b.Text, white)
}

// cutText cuts a text after the last white space before room, or after the
// first one. The tail of a single word is empty.
func cutText(text string, room int) (head, tail string) {
	cut := 0
	for i, r := range text {
		if r != ' ' && r != '\n' && r != '\t' {
			continue
		}
		if cut > 0 && weighText(text[:i+1]) > room {
			break
		}
		cut = i + 1
	}
	if cut == 0 || strings.TrimSpace(text[cut:]) == "" {
		return text, ""
	}
	return text[:cut], text[cut:]
}

// cutList cuts a list, and an item that is too long within: what follows goes on
// in an item without a marker of its own.
func (w weights) cutList(l *listView, room int) []*listView {
	room -= weighItem
	var items []itemView
	for _, item := range l.Items {
		if w.item(item) <= room {
			items = append(items, item)
			continue
		}
		pieces := []itemView{{Spans: item.Spans}}
		if own := room - weighItem; w.spans(item.Spans) > own {
			pieces = nil
			for i, spans := range w.cutSpans(item.Spans, own) {
				pieces = append(pieces, itemView{Spans: spans, More: i > 0})
			}
		}
		if item.List != nil {
			for i, sub := range w.cutList(item.List, room-weighItem) {
				if last := len(pieces) - 1; i == 0 && w.item(pieces[last])+w.list(sub) <= room {
					pieces[last].List = sub
				} else {
					pieces = append(pieces, itemView{Spans: []spanView{}, List: sub, More: true})
				}
			}
		}
		items = append(items, pieces...)
	}
	var out []*listView
	for _, group := range pack(items, room, 0, w.item) {
		out = append(out, &listView{Marked: l.Marked, Items: group})
	}
	return out
}

// keyStop is how far apart, at most, the numbers that the keyboard reaches are.
const keyStop = 10

// number numbers what is shown. Each number is a link to its element; the
// keyboard and a screen reader stop at those of headings, lists and tables and
// at every tenth, as the lines of a poem are counted: a link at each paragraph
// would be in the way of all who read with them.
func number(list []elementView) []elementView {
	for i := range list {
		e := &list[i]
		e.ID = i + 1
		e.Stop = e.Kind != "paragraph" || e.ID%keyStop == 0
	}
	return list
}
