package read

import (
	"bytes"
	"encoding/xml"
	"strings"

	"github.com/akta-foi/akta/content/read/pdfobject"
)

// readInfo names the entries of the information dictionary, also those that
// are no fields (ISO 32000-1 14.3.3).
func (s *pdfScan) readInfo() {
	info := s.r.Dict(s.file.Trailer["Info"])
	s.mark(s.file.Trailer["Info"])
	for _, key := range info.Keys() {
		value := s.r.Text(info[key])
		if strings.TrimSpace(value) == "" || key == "Trapped" {
			continue
		}
		s.name(Hidden{Kind: HiddenMetadata, Where: "information dictionary, " + string(key), Count: 1, Unit: "entries", Excerpt: value})
	}
}

// readXMP names what a metadata stream says (ISO 32000-1 14.3.2): of the
// document one by one, of a page or an image in one piece.
func (s *pdfScan) readXMP(page int, what string, o pdfobject.Object) {
	stream, ok := s.r.Resolve(o).(*pdfobject.Stream)
	if !ok || !s.mark(o) {
		return
	}
	data, err := s.r.Data(stream, maxPDFContent)
	if err != nil {
		s.f.doc.warn("objects could not be read: XMP of %s: %v", what, err)
	}
	h := Hidden{Kind: HiddenMetadata, Where: onPage(page, "XMP of "+what), Page: page}
	entries, err := xmpEntries(data)
	if err != nil || len(entries) == 0 {
		h.Count, h.Unit, h.Excerpt = len(data), "bytes", printable(data)
		if len(bytes.TrimSpace(data)) > 0 {
			s.name(h)
		}
		return
	}
	h.Unit = "entries"
	if what != "the document" {
		h.Count, h.Excerpt = len(entries), joinEntries(entries)
		s.name(h)
		return
	}
	for _, e := range entries {
		h.Where, h.Count, h.Excerpt = "XMP of the document, "+e.Name, 1, e.Value
		s.name(h)
	}
}

func joinEntries(entries []Field) string {
	var all []string
	for _, e := range entries {
		all = append(all, joinTexts(e.Name, e.Value))
	}
	return strings.Join(all, "; ")
}

// xmpEntries returns the values of an XMP packet with the names of their
// properties.
func xmpEntries(data []byte) (entries []Field, err error) {
	var open []string
	add := func(name, value string) {
		if value = cleanLine(value); value != "" && len(entries) < maxPDFOfOneKind {
			entries = append(entries, Field{name, value})
		}
	}
	err = walkXMLReader(bytes.NewReader(bytes.TrimRight(data, "\x00")), "XMP", func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.StartElement:
			open = append(open, t.Name.Local)
			for _, a := range t.Attr {
				switch {
				case a.Name.Space == "xmlns", a.Name.Local == "xmlns", a.Name.Local == "about", a.Name.Local == "lang",
					a.Name.Local == "parseType", a.Name.Local == "xmptk":
				default:
					add(a.Name.Local, a.Value)
				}
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			add(xmpProperty(open), string(t))
		case xml.Comment:
			add("comment", string(t))
		}
		return nil
	})
	return entries, err
}

// xmpProperty is the innermost element that is not RDF's own.
func xmpProperty(open []string) string {
	for i := len(open) - 1; i >= 0; i-- {
		switch open[i] {
		case "li", "Seq", "Bag", "Alt", "Description", "RDF", "xmpmeta":
		default:
			return open[i]
		}
	}
	return "text"
}
