package site

import (
	"bytes"
	"fmt"
	"html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	ghtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// renderAnswer turns the officer's Markdown into HTML that is safe to embed.
// It is done here and not by Hugo, because Hugo would run shortcodes in it.
func renderAnswer(markdown string) (string, error) {
	md := goldmark.New(
		goldmark.WithExtensions(extension.Table),
		goldmark.WithParserOptions(parser.WithASTTransformers(util.Prioritized(demote{}, 100))),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(inert{}, 100))),
	)
	var b bytes.Buffer
	if err := md.Convert([]byte(markdown), &b); err != nil {
		return "", fmt.Errorf("answer text: %w", err)
	}
	// "{{<" and "{{%" would start a Hugo shortcode. Braces never occur in the
	// markup itself, only in text and attribute values, where an entity is the same.
	return strings.ReplaceAll(b.String(), "{", "&#123;"), nil
}

// demote puts the answer's headings below those of the page.
type demote struct{}

func (demote) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			h.Level = min(h.Level+2, 6)
		}
	}
}

// inert shows raw HTML as text instead of dropping it, and an image as a link:
// a page loads nothing from elsewhere.
type inert struct{}

func (i inert) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindRawHTML, i.rawHTML)
	r.Register(ast.KindHTMLBlock, i.htmlBlock)
	r.Register(ast.KindImage, i.image)
	r.Register(ast.KindLink, i.link)
}

func (inert) rawHTML(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkSkipChildren, nil
	}
	raw, ok := n.(*ast.RawHTML)
	if !ok {
		return ast.WalkStop, fmt.Errorf("answer text: unexpected node %q", n.Kind())
	}
	_, err := w.WriteString(html.EscapeString(string(raw.Segments.Value(source))))
	return ast.WalkSkipChildren, err
}

func (inert) htmlBlock(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	block, ok := n.(*ast.HTMLBlock)
	if !ok {
		return ast.WalkStop, fmt.Errorf("answer text: unexpected node %q", n.Kind())
	}
	raw := string(block.Lines().Value(source))
	if block.HasClosure() {
		raw += string(block.ClosureLine.Value(source))
	}
	_, err := w.WriteString("<p>" + html.EscapeString(strings.TrimSpace(raw)) + "</p>\n")
	return ast.WalkContinue, err
}

func (i inert) image(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	img, ok := n.(*ast.Image)
	if !ok {
		return ast.WalkStop, fmt.Errorf("answer text: unexpected node %q", n.Kind())
	}
	return i.anchor(w, img.Destination, entering)
}

func (i inert) link(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	link, ok := n.(*ast.Link)
	if !ok {
		return ast.WalkStop, fmt.Errorf("answer text: unexpected node %q", n.Kind())
	}
	return i.anchor(w, link.Destination, entering)
}

// anchor writes a link; of one that a browser would run, its text alone remains.
func (inert) anchor(w util.BufWriter, to []byte, entering bool) (ast.WalkStatus, error) {
	if len(to) == 0 || ghtml.IsDangerousURL(to) {
		return ast.WalkContinue, nil
	}
	tag := "</a>"
	if entering {
		tag = `<a href="` + string(util.EscapeHTML(util.URLEscape(to, true))) + `">`
	}
	_, err := w.WriteString(tag)
	return ast.WalkContinue, err
}
