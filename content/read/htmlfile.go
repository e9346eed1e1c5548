package read

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// readHTML reads a saved web page.
func readHTML(j *job) error {
	data, err := readAll(j.src, maxTextSize, "html")
	if err != nil {
		return err
	}
	source, charset, err := decodeHTML(j.doc, data)
	if errors.Is(err, errNotText) {
		return readBytes(j.doc)
	}
	if err != nil {
		return err
	}
	j.doc.MediaType, j.doc.Format = "text/html", "html"
	j.doc.setField("charset", charset)
	h := &htmlWalk{doc: j.doc, ctx: j.ctx}
	if err := h.walk(source); err != nil {
		return err
	}
	j.doc.hideZeroWidth(flowText(h.flow))
	return j.setFlow(h.flow)
}

// htmlCharset finds what a page says its characters are.
var htmlCharset = regexp.MustCompile(`(?i)<meta\s[^>]*charset\s*=\s*["']?\s*([a-z0-9_:.-]+)`)

// decodeHTML decodes a page by its byte order mark, by what it says, or by
// what its bytes look like. UTF-8 proves itself: it is never anything else.
func decodeHTML(doc *Document, data []byte) (text, charset string, err error) {
	declared := ""
	if m := htmlCharset.FindSubmatch(data[:min(len(data), sniffBytes)]); m != nil {
		declared = string(bytes.ToLower(m[1]))
	}
	text, charset, err = decodeText(data)
	if declared == "" || errors.Is(err, errNotText) && !plausibleControls(data) || charset == "utf-8" || charset == "utf-16" {
		return text, charset, err
	}
	e, unknown := htmlindex.Get(declared)
	name := ""
	if unknown == nil {
		name, unknown = htmlindex.Name(e)
	}
	if unknown != nil || name == "utf-8" || name == "utf-16le" || name == "utf-16be" || name == "replacement" {
		if err == nil {
			doc.warn("the page says its characters are %q, which they are not: read as %s", declared, charset)
		}
		return text, charset, err
	}
	decoded, err := e.NewDecoder().Bytes(data)
	if err != nil || !utf8.Valid(decoded) {
		return "", "", fmt.Errorf("html: cannot be decoded as %q: ask for it again", declared)
	}
	return string(decoded), name, nil
}
