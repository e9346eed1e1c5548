package read

import (
	"slices"
	"strings"
)

// htmlAttr is one attribute; names come in lower case.
type htmlAttr struct{ name, value string }

type htmlAttrs []htmlAttr

// get returns the first attribute of that name, as browsers do.
func (a htmlAttrs) get(name string) (value string, there bool) {
	for _, one := range a {
		if one.name == name {
			return one.value, true
		}
	}
	return "", false
}

func (a htmlAttrs) value(name string) string {
	v, _ := a.get(name)
	return v
}

// htmlElement is an open element and the look of what is in it.
type htmlElement struct {
	tag               string
	bold, italic, pre bool
	colour, behind    cssColour
	hidesWhy          string // what makes it invisible; "" if it is not
}

// sameColour tells whether text cannot be told from what is behind it.
func (e htmlElement) sameColour() bool { return e.colour.near(e.behind) }

func (h *htmlWalk) top() htmlElement {
	if n := len(h.open); n > 0 {
		return h.open[n-1]
	}
	return htmlElement{colour: cssColour{known: true}, behind: cssColour{255, 255, 255, true}}
}

// foreign tells whether the walk is inside a drawing.
func (h *htmlWalk) foreign() bool {
	return slices.ContainsFunc(h.open, func(e htmlElement) bool { return e.tag == "svg" || e.tag == "math" })
}

// start opens an element.
func (h *htmlWalk) start(tag string, attrs htmlAttrs) {
	h.closeImplied(tag)
	e := h.top()
	e.tag, e.hidesWhy = tag, ""
	h.rules.apply(&e, tag, attrs)
	if !h.all {
		h.attributes(tag, attrs)
	}
	if htmlVoid(tag) {
		if h.secret == nil {
			h.void(tag, attrs)
		}
		return
	}
	if len(h.open) >= maxHTMLDepth {
		return
	}
	h.open = append(h.open, e)
	why, kind := e.hidesWhy, HiddenMarkup
	switch tag {
	case "textarea", "title", "script", "style": // see raw
	case "template", "noscript", "iframe", "noframes", "noembed", "object", "video", "audio", "canvas", "select", "datalist":
		why = "not shown"
	case "dialog":
		if _, shown := attrs.get("open"); !shown {
			why = "not shown"
		}
	case "svg", "math":
		why, kind = "a drawing that akta does not draw", HiddenEmbeddedObject
	}
	if h.all && e.hidesWhy != "" {
		why = ""
	}
	if h.secret == nil && why != "" {
		h.secret = &htmlSecret{kind: kind, where: "<" + tag + ">: " + why, depth: len(h.open)}
	}
	if h.secret == nil {
		h.begin(tag, attrs)
	}
}

// end closes an element and those that were left open in it. An end without
// a beginning does nothing, and one inside a cell does not close the cell.
func (h *htmlWalk) end(tag string) {
	if tag == "p" || tag == "br" {
		if !slices.ContainsFunc(h.open, func(e htmlElement) bool { return e.tag == tag }) {
			if h.secret == nil {
				h.breakLine(tag)
			}
			return
		}
	}
	for i := len(h.open) - 1; i >= 0; i-- {
		at := h.open[i].tag
		if at == tag {
			for len(h.open) > i {
				h.pop()
			}
			return
		}
		if cellScope(at) && !tableTag(tag) {
			return
		}
	}
}

// pop closes the innermost element.
func (h *htmlWalk) pop() {
	e := h.open[len(h.open)-1]
	if s := h.secret; s != nil {
		if s.depth == len(h.open) {
			if s.words > 0 && !h.all {
				h.doc.hide(Hidden{Kind: s.kind, Where: s.where, Count: s.words, Unit: "words", Excerpt: s.text})
			}
			h.secret = nil
		}
		h.open = h.open[:len(h.open)-1]
		return
	}
	h.open = h.open[:len(h.open)-1]
	h.finish(e.tag)
}

// closeImplied closes the elements that a new one ends without saying so.
func (h *htmlWalk) closeImplied(tag string) {
	var ends, scope []string
	switch tag {
	case "li":
		ends, scope = []string{"li"}, []string{"ul", "ol", "menu"}
	case "dt", "dd":
		ends, scope = []string{"dt", "dd"}, []string{"dl"}
	case "option":
		ends, scope = []string{"option"}, []string{"select"}
	case "td", "th":
		ends, scope = []string{"td", "th"}, []string{"table"}
	case "tr":
		ends, scope = []string{"tr", "td", "th"}, []string{"table"}
	case "thead", "tbody", "tfoot":
		ends, scope = []string{"thead", "tbody", "tfoot", "tr", "td", "th"}, []string{"table"}
	case "p", "div", "ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "section", "article", "hr", "form":
		ends, scope = []string{"p"}, []string{"td", "th", "li", "div", "table", "button", "object"}
	default:
		return
	}
	for i := len(h.open) - 1; i >= 0; i-- {
		at := h.open[i].tag
		if slices.Contains(scope, at) {
			return
		}
		if slices.Contains(ends, at) {
			for len(h.open) > i {
				h.pop()
			}
		}
	}
}

func cellScope(tag string) bool {
	return tag == "td" || tag == "th" || tag == "caption" || tag == "table" || tag == "template"
}

func tableTag(tag string) bool {
	switch tag {
	case "table", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "body", "html", "template":
		return true
	}
	return false
}

// htmlVoid tells elements that have no end.
func htmlVoid(tag string) bool {
	return strings.Contains(" area base br col embed hr img input link meta param source track wbr bgsound frame ", " "+tag+" ")
}
