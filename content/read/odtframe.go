package read

import (
	"encoding/xml"
	"strings"

	"github.com/akta-foi/akta/content/read/typeset"
)

// odfFrame is one draw:frame: the same picture may stand in it in several formats.
type odfFrame struct {
	cropped bool
	shown   bool
	missed  []string // pictures that no reader knows
}

// startDraw reads frames, pictures, shapes and objects (ODF 1.3 part 3, 10).
func (o *odf) startDraw(e xml.StartElement, local string) func() {
	href := odfAttr(e, "xlink", "href")
	switch local {
	case "enhanced-geometry", "glue-point", "fill-image", "gradient", "hatch", "marker", "stroke-dash", "opacity":
		return o.ignore()
	case "a":
		return o.startLink(e)
	case "image":
		o.picture(href)
	case "object", "object-ole":
		o.objectLink(href)
	case "floating-frame", "plugin", "applet", "area-rectangle", "area-circle", "area-polygon":
		o.external(href, "frame, "+o.where())
	case "text-box", "image-map", "contour-polygon", "contour-path", "param":
		return nil
	case "layer-set", "layer":
		return nil
	default:
		return o.startShape(e)
	}
	return nil
}

// startShape begins a frame or a shape: what stands in it comes after the
// paragraph that holds it.
func (o *odf) startShape(e xml.StartElement) func() {
	restore := o.save()
	style := o.styles.find("graphic", odfAttr(e, "draw", "style-name"))
	o.look = style.under(o.look)
	frame := &odfFrame{cropped: isCropped(style.clip)}
	o.frame = frame
	var hidden *found
	if d := odfAttr(e, "draw", "display") + odfAttr(e, "drawooo", "display"); o.region == nil && (d == "none" || d == "printer" || d == "screen") {
		hidden = &found{kind: HiddenText, where: "hidden frame, " + o.where()}
		o.region = hidden
	}
	var blocks []typeset.Block
	if o.region == nil {
		o.dest, o.para, o.lists = &blocks, nil, odfLists{}
	}
	return func() {
		restore()
		for _, b := range blocks {
			o.block(b)
		}
		if hidden != nil {
			o.doc.hideFound(hidden)
		}
		if !frame.shown {
			for _, name := range frame.missed {
				o.hidePart(HiddenUnknownPart, name)
			}
		}
	}
}

// isCropped reports a fo:clip that cuts something off: "rect(0cm, 1cm, 0cm, 0cm)".
func isCropped(clip string) bool {
	inner, ok := strings.CutPrefix(clip, "rect(")
	if !ok {
		return false
	}
	for _, f := range strings.FieldsFunc(strings.TrimSuffix(inner, ")"), func(r rune) bool { return r == ',' || r == ' ' }) {
		if f != "auto" && strings.ContainsAny(f, "123456789") {
			return true
		}
	}
	return false
}

// picture shows a picture of the package in the views. A cropped one holds more
// than a reader sees, so it is left out and named.
func (o *odf) picture(href string) {
	name := strings.TrimPrefix(href, "./")
	if href == "" {
		return
	}
	if !o.c.has(name) {
		o.external(href, "picture, "+o.where())
		return
	}
	o.used[name] = true
	frame := o.frame
	if frame == nil {
		frame = &odfFrame{}
	}
	switch {
	case o.region != nil:
		o.region.write(" [" + name + "] ")
		o.hidePart(HiddenEmbeddedObject, name)
		frame.shown = true
	case frame.shown:
	case frame.cropped:
		o.hideOnce(HiddenEmbeddedObject, "cropped picture "+name+", "+o.where(), "")
		o.doc.warn("%s: the picture %q is cropped: what is cut off is still in the file, so it is not shown", o.where(), name)
		frame.shown = true
	default:
		data, err := o.c.bytes(name)
		if err != nil {
			o.fail(err)
			return
		}
		img, err := o.pictures.decode(data)
		if err != nil {
			o.doc.warn("%s: the picture %q is not shown: %v", o.where(), name, err)
			frame.missed = append(frame.missed, name)
			return
		}
		if hasEXIF(data) {
			o.hideOnce(HiddenMetadata, "EXIF of the picture "+name, "")
		}
		frame.shown = true
		o.block(typeset.Block{Kind: typeset.Picture, Image: img})
	}
}

// objectLink notes where an embedded object is shown, or that it is elsewhere.
func (o *odf) objectLink(href string) {
	name := strings.TrimSuffix(strings.TrimPrefix(href, "./"), "/")
	if name == "" || o.c.has(name) || o.c.has(name+"/content.xml") {
		return
	}
	o.external(href, "object, "+o.where())
}
