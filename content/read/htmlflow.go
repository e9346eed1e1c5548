package read

import (
	"strconv"
	"strings"

	"github.com/akta-foi/akta/content/read/typeset"
)

// htmlFlow puts blocks together from what is seen.
type htmlFlow struct {
	blocks   []typeset.Block
	block    typeset.Block // the open one, without its runs
	out      *htmlRuns     // where text goes: the open block's, or a cell's
	lists    []htmlList
	tables   *htmlTable
	pictures []typeset.Block // of cells: they come after their table
	cells    int             // of all tables
	pixels   int             // of all pictures
	link     *htmlLink
}

// htmlList is an open list.
type htmlList struct {
	ordered bool
	kind    string // "1", "a", "A", "i", "I"
	next    int
}

// htmlRuns collects text; white space of the source is one blank.
type htmlRuns struct {
	runs  []typeset.Run
	space bool // seen since the last character
	some  bool // a character stands on the open line
}

func (r *htmlRuns) add(s string, bold, italic, pre bool) {
	var b strings.Builder
	if pre {
		if len(r.runs) == 0 { // the line break after <pre> is none
			s = strings.TrimPrefix(strings.TrimPrefix(s, "\r"), "\n")
		}
		b.WriteString(s)
		r.some = true
	} else {
		for _, c := range s {
			if strings.ContainsRune(" \t\r\n\f", c) {
				r.space = true
				continue
			}
			if r.space && r.some {
				b.WriteByte(' ')
			}
			b.WriteRune(c)
			r.space, r.some = false, true
		}
	}
	if b.Len() == 0 {
		return
	}
	if n := len(r.runs); n > 0 && r.runs[n-1].Bold == bold && r.runs[n-1].Italic == italic && len(r.runs[n-1].Text) < maxTokenBytes {
		r.runs[n-1].Text += b.String()
		return
	}
	r.runs = append(r.runs, typeset.Run{Text: b.String(), Bold: bold, Italic: italic})
}

// line ends the open line; always also an empty one.
func (r *htmlRuns) line(always bool) {
	if len(r.runs) > 0 && (r.some || always) {
		r.runs[len(r.runs)-1].Text += "\n"
	}
	r.space, r.some = false, false
}

// trimmed returns the runs without the line breaks at their end.
func (r *htmlRuns) trimmed() []typeset.Run {
	for n := len(r.runs); n > 0; n = len(r.runs) {
		r.runs[n-1].Text = strings.TrimRight(r.runs[n-1].Text, " \n")
		if r.runs[n-1].Text != "" {
			break
		}
		r.runs = r.runs[:n-1]
	}
	return r.runs
}

// flush closes the open block.
func (h *htmlWalk) flush() {
	if h.tables != nil {
		h.out.line(false)
		return
	}
	h.block.Runs = h.out.trimmed()
	if len(h.block.Runs) > 0 || h.block.Marker != "" {
		h.blocks = append(h.blocks, h.block)
	}
	h.block, h.out = typeset.Block{}, &htmlRuns{}
}

// begin does what a visible element does where it begins.
func (h *htmlWalk) begin(tag string, attrs htmlAttrs) {
	e := &h.open[len(h.open)-1]
	switch tag {
	case "b", "strong", "th":
		e.bold = true
	case "i", "em", "cite", "dfn", "var", "address":
		e.italic = true
	}
	switch tag {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		h.flush()
		if h.tables == nil {
			h.block = typeset.Block{Kind: typeset.Heading, Level: int(tag[1] - '0')}
		}
		e.bold = false // a heading is bold anyway
	case "ul", "ol", "menu":
		h.flush()
		start, err := strconv.Atoi(strings.TrimSpace(attrs.value("start")))
		if err != nil {
			start = 1
		}
		h.lists = append(h.lists, htmlList{tag == "ol", attrs.value("type"), start})
	case "li":
		h.item(attrs)
	case "pre", "listing", "xmp":
		h.flush()
		e.pre = true
		h.block.Mono = h.tables == nil
	case "table":
		h.beginTable()
	case "tr":
		h.beginRow()
	case "td", "th":
		h.beginCell(tag, attrs)
	case "caption":
		h.beginCaption()
	case "a":
		h.link = &htmlLink{target: strings.TrimSpace(attrs.value("href"))}
	case "q":
		h.out.add("„", e.bold, e.italic, false)
	default:
		h.breakLine(tag)
	}
}

// finish does what a visible element does where it ends.
func (h *htmlWalk) finish(tag string) {
	switch tag {
	case "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "listing", "xmp":
		h.flush()
	case "ul", "ol", "menu":
		h.flush()
		h.lists = h.lists[:max(len(h.lists)-1, 0)]
	case "table":
		h.endTable()
	case "td", "th", "caption":
		h.endCell()
	case "a":
		h.endLink()
	case "q":
		h.out.add("“", h.top().bold, h.top().italic, false)
	default:
		h.breakLine(tag)
	}
}

// breakLine does what an element's edge does to the flow of the text.
func (h *htmlWalk) breakLine(tag string) {
	switch tag {
	case "br":
		h.out.line(true)
	case "div", "dt", "dd", "option", "figcaption", "legend":
		h.out.line(false)
	case "p", "hr", "dl", "blockquote", "section", "article", "header", "footer", "main", "nav", "aside", "figure", "form", "fieldset", "address", "body", "details", "summary", "center":
		h.flush()
	case "wbr":
	}
}

// item begins an item of the innermost list.
func (h *htmlWalk) item(attrs htmlAttrs) {
	h.flush()
	marker := ""
	if n := len(h.lists); n > 0 && h.lists[n-1].ordered {
		list := &h.lists[n-1]
		if v, err := strconv.Atoi(strings.TrimSpace(attrs.value("value"))); err == nil {
			list.next = v
		}
		marker = listMarker(list.kind, list.next)
		list.next++
	}
	if h.tables != nil {
		if marker == "" {
			marker = "•"
		}
		h.out.add(marker+" ", false, false, false)
		h.out.space = true
		return
	}
	h.block = typeset.Block{Kind: typeset.Item, Level: max(len(h.lists), 1), Marker: marker}
}

// listMarker is the number of an item as a browser writes it.
func listMarker(kind string, n int) string {
	s := strconv.Itoa(n)
	switch {
	case (kind == "a" || kind == "A") && n > 0 && n <= 26:
		s = string(rune('a' + n - 1))
	case (kind == "i" || kind == "I") && n > 0 && n < 4000:
		s = ""
		for _, r := range []struct {
			value int
			sign  string
		}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
			for ; n >= r.value; n -= r.value {
				s += r.sign
			}
		}
	}
	if kind == "A" || kind == "I" {
		s = strings.ToUpper(s)
	}
	return s + "."
}
