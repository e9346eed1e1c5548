package read

import (
	"context"
	"strings"

	"golang.org/x/net/html"

	"github.com/akta-foi/akta/content/read/typeset"
)

// htmlText strips an HTML body to its text, what is styled to be invisible
// included. A link's address is not text.
func htmlText(source string) string {
	h := &htmlWalk{ctx: context.Background(), doc: &Document{}, all: true}
	_ = h.walk(source) // only its context can end it early
	return flowText(h.flow)
}

// htmlVisible strips an HTML body to the text that is seen, and names what
// hides in it.
func htmlVisible(source string) (text string, hidden []Hidden) {
	h := &htmlWalk{ctx: context.Background(), doc: &Document{}}
	_ = h.walk(source) // only its context can end it early
	return flowText(h.flow), h.doc.Hidden
}

// htmlWalk reads HTML token by token, not as a tree, so that nothing nests
// without bound.
type htmlWalk struct {
	ctx  context.Context
	doc  *Document
	all  bool // invisible text is text
	flow typeset.Flow

	open   []htmlElement
	rules  htmlRules
	secret *htmlSecret // what is inside an invisible element
	htmlFlow
}

// walk reads the whole source.
func (h *htmlWalk) walk(source string) error {
	h.out = &htmlRuns{}
	z := html.NewTokenizer(strings.NewReader(source))
	for n := 0; ; n++ {
		if n%1024 == 0 && h.ctx.Err() != nil {
			return h.ctx.Err()
		}
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			for len(h.open) > 0 {
				h.pop()
			}
			h.endTables()
			h.flush()
			h.flow.Blocks = h.blocks
			return nil
		case html.TextToken:
			h.text(html.UnescapeString(string(z.Raw())))
		case html.CommentToken:
			h.comment(string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			tag, attrs := string(name), htmlAttrs{}
			for n := 0; more && n < maxHTMLAttrs; n++ {
				var key, value []byte
				key, value, more = z.TagAttr()
				attrs = append(attrs, htmlAttr{string(key), string(value)})
			}
			h.start(tag, attrs)
			if kind == html.SelfClosingTagToken && !htmlVoid(tag) && h.foreign() {
				h.end(tag) // only in drawings does the slash close an element
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			h.end(string(name))
		}
	}
}

// text adds text to what is shown, or to what hides.
func (h *htmlWalk) text(s string) {
	if raw := h.inside(); raw != "" {
		h.raw(raw, s)
		return
	}
	if h.secret != nil {
		h.secret.add(s)
		return
	}
	at := h.top()
	if fields := strings.Fields(s); !h.all && len(fields) > 0 && at.sameColour() {
		h.doc.hideText(HiddenBackgroundText, "text in the colour of its background, in <"+at.tag+">", s)
		h.out.space = true
		return
	}
	if h.tables != nil && h.tables.between {
		if strings.TrimSpace(s) == "" {
			return
		}
	}
	h.out.add(s, at.bold, at.italic, at.pre)
	if h.link != nil {
		h.link.text.WriteString(cutBytes(s, maxFieldBytes))
	}
}

// raw handles the text of elements that are never shown.
func (h *htmlWalk) raw(tag, s string) {
	switch tag {
	case "script":
		if trimmed := strings.TrimSpace(s); trimmed != "" && !h.all {
			h.doc.hide(Hidden{Kind: HiddenScript, Where: "script", Count: len(trimmed), Unit: "bytes", Excerpt: trimmed})
		}
	case "style":
		h.rules.add(s)
		for _, c := range cssComments(s) {
			h.doc.hideText(HiddenMarkup, "comment in a style sheet", c)
		}
	case "title":
		h.doc.setField("title", s)
	default:
		h.doc.hideText(HiddenForm, "content of <"+tag+">", s)
	}
}

// inside returns the innermost open element if its text is never text of the
// page.
func (h *htmlWalk) inside() string {
	switch tag := h.top().tag; tag {
	case "script", "style", "title", "textarea", "option":
		if tag == "title" && h.foreign() {
			return ""
		}
		return tag
	}
	return ""
}

// comment names what a comment says. Marks that show something to certain
// programs only say nothing themselves.
func (h *htmlWalk) comment(s string) {
	trimmed := strings.TrimSpace(s)
	mark := strings.HasPrefix(trimmed, "[") && strings.HasSuffix(trimmed, "]") && !strings.ContainsAny(trimmed, "<>")
	switch {
	case mark, strings.HasPrefix(trimmed, "?xml"):
	case strings.HasPrefix(trimmed, "[if "):
		h.doc.hideText(HiddenMarkup, "conditional comment", trimmed)
	default:
		h.doc.hideText(HiddenMarkup, "comment", trimmed)
	}
}

// htmlSecret is the text of an invisible element.
type htmlSecret struct {
	kind  HiddenKind
	where string
	depth int // of the element among the open ones
	words int
	text  string // its beginning
}

func (s *htmlSecret) add(text string) {
	s.words += len(strings.Fields(text))
	if len(s.text) < maxFieldBytes {
		s.text += cutBytes(text, maxFieldBytes) + " "
	}
}

// flowText is a flow as plain text.
func flowText(f typeset.Flow) string {
	var b strings.Builder
	runs := func(runs []typeset.Run) {
		for _, r := range runs {
			b.WriteString(r.Text)
		}
	}
	for i, block := range f.Blocks {
		if i > 0 && !(block.Kind == typeset.Item && f.Blocks[i-1].Kind == typeset.Item) {
			b.WriteString("\n")
		}
		if block.Marker != "" {
			b.WriteString(block.Marker + " ")
		}
		runs(block.Runs)
		for k, row := range block.Rows {
			if k > 0 {
				b.WriteString("\n")
			}
			for n, c := range row.Cells {
				if n > 0 {
					b.WriteString(" ")
				}
				runs(c.Runs)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}
