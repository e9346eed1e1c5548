package read

import (
	"encoding/xml"
	"strings"
)

// odfName gives an element or attribute the prefix that OpenDocument's own
// texts use ("text:p"), whatever the file calls it. Names of other programs
// have the space "".
func odfName(n xml.Name) (space, local string) {
	const oasis = "urn:oasis:names:tc:opendocument:xmlns:"
	if rest, ok := strings.CutPrefix(n.Space, oasis); ok {
		space, _, _ = strings.Cut(rest, ":")
		switch space {
		case "drawing":
			space = "draw"
		case "xsl-fo-compatible":
			space = "fo"
		case "svg-compatible":
			space = "svg"
		}
		return space, n.Local
	}
	switch n.Space {
	case "http://purl.org/dc/elements/1.1/":
		return "dc", n.Local
	case "http://www.w3.org/XML/1998/namespace":
		return "xml", n.Local
	case "http://www.w3.org/1999/xlink":
		return "xlink", n.Local
	case "http://www.w3.org/2002/xforms":
		return "xforms", n.Local
	case "http://www.w3.org/1999/xhtml":
		return "xhtml", n.Local
	case "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0":
		return "loext", n.Local
	case "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0":
		return "calcext", n.Local
	case "http://openoffice.org/2009/table":
		return "tableooo", n.Local
	case "http://openoffice.org/2010/draw":
		return "drawooo", n.Local
	}
	return "", n.Local
}

// odfAttr returns an attribute by its prefix and name, or "".
func odfAttr(e xml.StartElement, space, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local != local {
			continue
		}
		if s, _ := odfName(a.Name); s == space {
			return a.Value
		}
	}
	return ""
}

// token reads one token of a part. Each open element has an entry in ends:
// what is to be done when it closes, or nil.
func (o *odf) token(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		if o.skip > 0 {
			o.skip++
			return nil
		}
		o.ends = append(o.ends, o.start(t))
	case xml.EndElement:
		if o.skip > 0 {
			if o.skip--; o.skip > 0 {
				return nil
			}
		}
		last := len(o.ends) - 1
		end := o.ends[last]
		o.ends = o.ends[:last]
		if end != nil {
			end()
		}
	case xml.CharData:
		if o.skip == 0 {
			o.charData(string(t))
		}
	case xml.Comment:
		o.doc.hideText(HiddenMarkup, "XML comment in "+o.where(), string(t))
	}
	return o.err
}

// start tells what an element means by its space.
func (o *odf) start(e xml.StartElement) func() {
	space, local := odfName(e.Name)
	switch space {
	case "text":
		return o.startText(e, local)
	case "table":
		return o.startTable(e, local)
	case "style":
		return o.startStyle(e, local)
	case "draw", "dr3d":
		return o.startDraw(e, local)
	case "office":
		return o.startOffice(e, local)
	case "svg":
		if local == "title" || local == "desc" {
			return o.collect(HiddenAltText, "description of a picture, "+o.where())
		}
	case "form":
		return o.startForm(e, local)
	case "script":
		if local == "event-listener" {
			o.hideOnce(HiddenScript, "event "+odfAttr(e, "script", "event-name")+", "+o.where(), joinNonEmpty(" ", odfAttr(e, "xlink", "href"), odfAttr(e, "script", "macro-name")))
		}
	case "dc":
		if o.who != nil && (local == "creator" || local == "date") {
			who := o.who
			return o.value(func(text string) { *who = joinNonEmpty(", ", *who, text) })
		}
	case "meta":
		return o.ignore() // initials of an author who is named beside them
	case "presentation", "number", "fo", "animation", "chart", "loext", "calcext", "tableooo", "drawooo":
		// Extensions of the format by its own programs: their text is text.
	case "xforms":
		return o.leaveOut(HiddenCustomXML, "form data, "+o.where())
	default:
		return o.leaveOut(HiddenUnknownPart, "element "+e.Name.Local+" of another program, "+o.where())
	}
	return nil
}

// ignore skips an element with all that is in it.
func (o *odf) ignore() func() {
	o.skip = 1
	return nil
}

// save returns what puts the state back when the element closes.
func (o *odf) save() func() {
	state := o.odfState
	return func() { o.odfState = state }
}

// aside reads an element's text into f instead of the views and calls done
// with it at its end.
func (o *odf) aside(f *found, done func()) func() {
	restore := o.save()
	o.region, o.para = f, nil
	return func() {
		restore()
		done()
	}
}

// collect names an element's text as hidden.
func (o *odf) collect(kind HiddenKind, where string) func() {
	f := &found{kind: kind, where: where}
	return o.aside(f, func() { o.doc.hideFound(f) })
}

// leaveOut is collect for elements that say something even without text.
func (o *odf) leaveOut(kind HiddenKind, where string) func() {
	f := &found{kind: kind, where: where}
	return o.aside(f, func() {
		if f.words == 0 {
			o.hideOnce(kind, where, "")
			return
		}
		o.doc.hideFound(f)
	})
}

// value hands an element's text, at most maxFieldBytes of it, to done.
func (o *odf) value(done func(text string)) func() {
	f := &found{limit: maxFieldBytes}
	return o.aside(f, func() { done(strings.TrimSpace(string(f.text))) })
}

// hideOnce records an item unless the same one stands there already.
func (o *odf) hideOnce(kind HiddenKind, where, excerpt string) {
	key := string(kind) + "\x00" + where + "\x00" + excerpt
	if o.seen[key] {
		return
	}
	if len(o.seen) < maxHidden {
		o.seen[key] = true
	}
	o.doc.hide(Hidden{Kind: kind, Where: where, Count: 1, Excerpt: excerpt})
}
