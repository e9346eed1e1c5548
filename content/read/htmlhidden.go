package read

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"net/url"
	"strings"

	"github.com/akta-foi/akta/content/read/typeset"
)

// htmlLink is an open link.
type htmlLink struct {
	target string
	text   strings.Builder
}

// attributes names what the attributes of an element say and no page shows.
func (h *htmlWalk) attributes(tag string, attrs htmlAttrs) {
	on := " of <" + tag + ">"
	for _, a := range attrs {
		value := strings.TrimSpace(a.value)
		switch {
		case value == "":
		case strings.HasPrefix(a.name, "on"):
			h.doc.hide(Hidden{Kind: HiddenScript, Where: "attribute " + a.name + on, Count: len(value), Unit: "bytes", Excerpt: value})
		case strings.HasPrefix(a.name, "data-"):
			h.doc.hideText(HiddenMarkup, "attribute "+a.name+on, value)
		case a.name == "alt", a.name == "title", a.name == "aria-label", a.name == "aria-description", a.name == "summary" && tag == "table", a.name == "label":
			h.doc.hideText(HiddenAltText, "attribute "+a.name+on, value)
		case a.name == "value" && tag != "li", a.name == "placeholder":
			h.doc.hideText(HiddenForm, formField(tag, attrs), value)
		case a.name == "srcdoc":
			h.doc.hideText(HiddenMarkup, "page inside the page, <"+tag+">", htmlText(value))
		case a.name == "srcset", a.name == "poster", a.name == "background", a.name == "action", a.name == "formaction", a.name == "cite", a.name == "longdesc",
			a.name == "data" && tag == "object", a.name == "src", a.name == "href" && tag != "a", a.name == "xlink:href":
			h.address(tag, a.name, value)
		case a.name == "content" && tag == "meta":
			h.meta(attrs, value)
		}
		if a.name == "style" {
			for _, c := range cssComments(a.value) {
				h.doc.hideText(HiddenMarkup, "comment in a style"+on, c)
			}
		}
	}
}

func formField(tag string, attrs htmlAttrs) string {
	where := "<" + tag + ">"
	if kind := attrs.value("type"); kind != "" {
		where += " of type " + kind
	}
	if name := attrs.value("name"); name != "" {
		where += fmt.Sprintf(" called %q", name)
	}
	return where
}

// meta names what is said about the page; what is said to browsers only is
// no content.
func (h *htmlWalk) meta(attrs htmlAttrs, value string) {
	name := strings.ToLower(attrs.value("name") + attrs.value("property"))
	equiv := strings.ToLower(attrs.value("http-equiv"))
	switch {
	case equiv == "refresh":
		h.doc.hide(Hidden{Kind: HiddenExternalLink, Where: "page that follows this one", Count: 1, Unit: "addresses", Excerpt: value})
	case equiv == "content-type", equiv == "x-ua-compatible", equiv == "content-language", name == "viewport", name == "color-scheme", name == "format-detection":
	default:
		h.doc.hideText(HiddenMetadata, fmt.Sprintf("meta %q", name+equiv), value)
	}
}

// address names an address from which a browser would load something.
func (h *htmlWalk) address(tag, name, value string) {
	lower := strings.ToLower(value)
	switch {
	case strings.HasPrefix(value, "#"), strings.HasPrefix(lower, "cid:"), lower == "about:blank":
	case strings.HasPrefix(lower, "data:"):
		if tag == "img" && name == "src" && h.secret == nil {
			return // see void: it may become a picture of the page
		}
		h.embedded(tag, value)
	case strings.HasPrefix(lower, "javascript:"):
		h.doc.hide(Hidden{Kind: HiddenScript, Where: "address of <" + tag + ">", Count: len(value), Unit: "bytes", Excerpt: value})
	default:
		h.doc.hide(Hidden{Kind: HiddenExternalLink, Where: "attribute " + name + " of <" + tag + ">", Count: 1, Unit: "addresses", Excerpt: value})
	}
}

// embedded names data that stands in an address.
func (h *htmlWalk) embedded(tag, value string) {
	data := dataOf(value)
	media, _, _ := strings.Cut(value[len("data:"):], ",")
	excerpt := media
	if strings.HasPrefix(media, "text/") {
		excerpt = media + ": " + string(data)
	}
	h.doc.hide(Hidden{Kind: HiddenEmbeddedObject, Where: "data in an address of <" + tag + ">", Count: len(data), Unit: "bytes", Excerpt: excerpt})
}

// dataOf decodes a data: address (RFC 2397).
func dataOf(value string) []byte {
	head, body, _ := strings.Cut(value, ",")
	if unescaped, err := url.PathUnescape(body); err == nil {
		body = unescaped
	}
	if !strings.HasSuffix(strings.TrimSpace(strings.ToLower(head)), ";base64") {
		return []byte(body)
	}
	body = strings.NewReplacer(" ", "", "\n", "", "\r", "", "\t", "", "=", "").Replace(body)
	data, _ := base64.RawStdEncoding.DecodeString(body) // what comes before an error
	return data
}

// void does what an element without an end does to the page.
func (h *htmlWalk) void(tag string, attrs htmlAttrs) {
	if tag != "img" {
		h.breakLine(tag)
		return
	}
	src := strings.TrimSpace(attrs.value("src"))
	if h.all || len(src) < 5 || !strings.EqualFold(src[:5], "data:") {
		return
	}
	picture, err := h.inlinePicture(dataOf(src))
	if err != nil {
		h.embedded(tag, src)
		h.doc.warn("a picture in the page cannot be drawn: %v", err)
		return
	}
	block := typeset.Block{Kind: typeset.Picture, Image: picture}
	if h.tables != nil {
		h.pictures = append(h.pictures, block)
		return
	}
	h.flush()
	h.blocks = append(h.blocks, block)
}

// inlinePicture decodes a PNG or JPEG within the bounds.
func (h *htmlWalk) inlinePicture(data []byte) (image.Image, error) {
	decodeConfig, decode := png.DecodeConfig, png.Decode
	if bytes.HasPrefix(data, []byte("\xFF\xD8")) {
		decodeConfig, decode = jpeg.DecodeConfig, jpeg.Decode
	}
	config, err := decodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("not a PNG or JPEG (%w)", err)
	}
	if err := checkPixels(config.Width, config.Height); err != nil {
		return nil, err
	}
	if h.pixels += config.Width * config.Height; h.pixels > maxFlowPixels {
		return nil, fmt.Errorf("all pictures together have more than %d pixels", maxFlowPixels)
	}
	return decode(bytes.NewReader(data))
}

// endLink names where a link leads, if its text does not say so.
func (h *htmlWalk) endLink() {
	link := h.link
	h.link = nil
	if link == nil || h.all || link.target == "" || strings.HasPrefix(link.target, "#") {
		return
	}
	lower := strings.ToLower(link.target)
	if strings.HasPrefix(lower, "javascript:") || strings.HasPrefix(lower, "data:") {
		h.address("a", "href", link.target)
		return
	}
	text := cleanLine(link.text.String())
	if plainAddress(text) == plainAddress(link.target) {
		return
	}
	h.doc.hide(Hidden{Kind: HiddenExternalLink, Where: fmt.Sprintf("target of the link %q", cutBytes(text, 60)), Count: 1, Unit: "addresses", Excerpt: link.target})
}

// plainAddress drops what people leave out when they write an address.
func plainAddress(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, scheme := range []string{"mailto:", "tel:", "https://", "http://"} {
		s = strings.TrimPrefix(s, scheme)
	}
	return strings.TrimSuffix(strings.TrimPrefix(s, "www."), "/")
}
