package audit

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// htmlElements is what a page of the site is made of. What runs something that
// is not a file of the site, frames something or hides text has no place in it.
var htmlElements = setOf(`html head title meta link body main nav header footer section article aside div p br hr span a abbr b strong em i small sub sup
	code pre kbd samp time data mark del ins q cite blockquote h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td
	figure figcaption img picture details summary button input label fieldset legend form select option output progress dialog search script noscript wbr address`)

// chartElements are those of a chart drawn in a page, within <svg>.
var chartElements = setOf(`svg g rect line path text title desc`)

// svgElements are those of a plain drawing.
var svgElements = setOf(`svg g path rect circle ellipse line polyline polygon title desc defs symbol use linearGradient radialGradient stop clipPath mask`)

// metaTexts are the names of <meta> elements whose content is text for a reader.
var metaTexts = setOf(`description og:title og:description og:site_name`)

func setOf(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// html is a page of the site. It is held to what is written in it, token by token:
// a parser repairs what is not well formed, loses comments in places where none may
// stand, and does not look into <noscript>. Only what stands for something hidden
// is looked for in the tree that a reader's program makes.
func (x *inspection) html(f *item) error {
	data, err := f.whole(maxMarkupFile)
	if err != nil {
		return err
	}
	if err := checkText(data); err != nil {
		return err
	}
	marked, err := checkTokens(data)
	if err != nil || !marked {
		return err
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return defectAt(0, "HTML that cannot be parsed")
	}
	labels, n, err := labelsIn(root)
	if err != nil || n == 0 {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.marked = append(x.marked, markedPage{f.place, labels})
	return nil
}

// tag is a start tag.
type tag struct {
	name       string
	attributes []html.Attribute
	chart      bool // within <svg>, or one
}

func (t *tag) attribute(key string) string {
	for _, a := range t.attributes {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// check holds an element to those of which a page is made.
func (t *tag) check() error {
	if !htmlElements[t.name] && !(t.chart && chartElements[t.name]) {
		return defectAt(0, "an element <%s>, of which no page is made", safeTag(t.name))
	}
	if t.name == "script" && t.attribute("src") == "" {
		return errScriptInPage
	}
	for _, a := range t.attributes {
		if a.Key == "content" && metaTexts[t.attribute("name")+t.attribute("property")] && t.attribute("http-equiv") == "" {
			continue // "the following data: ..." is no address
		}
		if t.chart && (a.Key == "href" || strings.HasSuffix(a.Key, ":href")) {
			return defectAt(0, "a chart with a reference")
		}
		if err := checkAttribute(a.Key, a.Val); err != nil {
			return err
		}
	}
	return nil
}

var errScriptInPage = defectAt(0, "a script written into the page")

// checkTokens goes through a page as it is written, and tells whether an element
// stands for something hidden.
func checkTokens(data []byte) (marked bool, err error) {
	z := html.NewTokenizer(bytes.NewReader(data))
	z.SetMaxBuf(maxMarkupFile)
	at := int64(0)
	chart, script, noscript := false, false, false
	for first := true; ; first = false {
		kind := z.Next()
		raw := z.Raw()
		if script && kind != html.EndTagToken {
			return false, errScriptInPage
		}
		if noscript && kind == html.TextToken { // told as text, and read as elements where nothing runs scripts
			if m, err := checkTokens(slices.Clone(raw)); err != nil || m {
				return false, cmp.Or(err, error(defectAt(at, "a redaction that only readers without scripts see")))
			}
		}
		script, noscript = false, false
		switch kind {
		case html.ErrorToken:
			if !errors.Is(z.Err(), io.EOF) || len(raw) > 0 {
				return false, defectAt(at, "HTML that cannot be read to its end")
			}
			return marked, nil
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			name, more := z.TagName()
			t := tag{name: string(name)}
			if chart && !chartElements[t.name] {
				return false, defectAt(at, "an element <%s> in a chart", safeTag(t.name))
			}
			if t.chart = chart || t.name == "svg"; t.name == "svg" {
				chart = kind == html.StartTagToken
			}
			if kind == html.EndTagToken {
				break
			}
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				t.attributes = append(t.attributes, html.Attribute{Key: string(key), Val: string(value)})
			}
			if err := t.check(); err != nil {
				return false, err
			}
			script, noscript = t.name == "script", t.name == "noscript"
			marked = marked || slices.Contains(strings.Fields(t.attribute("class")), redactionClass)
		case html.CommentToken:
			return false, defectAt(at, "a comment")
		case html.DoctypeToken:
			if !first || !strings.EqualFold(string(raw), "<!doctype html>") {
				return false, defectAt(at, "a doctype other than <!doctype html>")
			}
		}
		at += int64(len(raw))
	}
}

// checkAttribute holds what is in an attribute to addresses and plain values.
func checkAttribute(name, value string) error {
	if strings.HasPrefix(name, "on") || name == "style" || name == "srcdoc" || name == "ping" {
		return defectAt(0, "an attribute %q", name)
	}
	scheme := strings.ToLower(strings.Join(strings.Fields(value), ""))
	for _, s := range []string{"data:", "javascript:", "vbscript:", "blob:"} {
		if strings.HasPrefix(scheme, s) || (name == "srcset" || name == "content") && strings.Contains(scheme, s) {
			return defectAt(0, "an address of the kind %q", s)
		}
	}
	return nil
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// withItself is a node and all below it.
func withItself(n *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		if !yield(n) {
			return
		}
		for d := range n.Descendants() {
			if !yield(d) {
				return
			}
		}
	}
}

// safeTag is an element's name where it is short: it is text of the file.
func safeTag(s string) string {
	if len(s) > 12 {
		return s[:12] + "..."
	}
	return s
}

// css is a style sheet that takes nothing from elsewhere.
func (x *inspection) css(f *item) error {
	data, err := f.whole(maxMarkupFile)
	if err != nil {
		return err
	}
	if err := checkText(data); err != nil {
		return err
	}
	low := bytes.ToLower(data)
	for _, bad := range []string{"data:", "@import", "http:", "https:", "expression(", "javascript:"} {
		if i := bytes.Index(low, []byte(bad)); i >= 0 {
			return defectAt(int64(i), "%q in a style sheet", bad)
		}
	}
	return nil
}

// script is a script of the site. What it does is not judged; a source map or
// data within it would be a file that nobody looks at.
func (x *inspection) script(f *item) error {
	data, err := f.whole(maxMarkupFile)
	if err != nil {
		return err
	}
	if i := bytes.Index(data, []byte("sourceMappingURL")); i >= 0 {
		return defectAt(int64(i), "a source map of a script")
	}
	if i := bytes.Index(data, []byte(";base64,")); i >= 0 {
		return defectAt(int64(i), "data within a script")
	}
	return checkText(data)
}

// svg is a drawing of the theme.
func (x *inspection) svg(f *item) error {
	return f.markup(func(at int64, t xml.Token) error {
		e, ok := t.(xml.StartElement)
		if !ok {
			return nil
		}
		if !svgElements[e.Name.Local] {
			return defectAt(at, "an element <%s> in a drawing", safeTag(e.Name.Local))
		}
		for _, a := range e.Attr {
			if a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#") {
				return defectAt(at, "a drawing that takes something from elsewhere")
			}
			if err := checkAttribute(a.Name.Local, a.Value); err != nil {
				return err
			}
		}
		return nil
	})
}

// xml is a feed, a site map or another list of the site.
func (x *inspection) xml(f *item) error {
	return f.markup(func(int64, xml.Token) error { return nil })
}

// markup goes through an XML file in which nothing hides.
func (f *item) markup(look func(at int64, t xml.Token) error) error {
	data, err := f.whole(maxMarkupFile)
	if err != nil {
		return err
	}
	if err := checkText(data); err != nil {
		return err
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		at := d.InputOffset()
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return defectAt(at, "XML that is not well formed")
		}
		switch t := t.(type) {
		case xml.Comment:
			return defectAt(at, "a comment")
		case xml.Directive:
			return defectAt(at, "a declaration of a document type")
		case xml.ProcInst:
			if t.Target != "xml" && t.Target != "xml-stylesheet" {
				return defectAt(at, "a processing instruction %q", safeTag(t.Target))
			}
		}
		if err := look(at, t); err != nil {
			return err
		}
	}
}
