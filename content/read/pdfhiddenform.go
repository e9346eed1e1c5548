package read

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/akta-foi/akta/content/read/pdfobject"
)

// pdfField is a node of the field tree with what it inherits.
type pdfField struct {
	object, kind, value pdfobject.Object
	name                string
}

// readForm names the fields of the form and their values (ISO 32000-1 12.7).
func (s *pdfScan) readForm(root pdfobject.Dict) {
	form := s.r.Dict(root["AcroForm"])
	s.readXFA(form["XFA"])
	var stack []pdfField
	fields := s.r.Array(form["Fields"])
	for i := len(fields) - 1; i >= 0 && len(stack) < maxPDFTreeNodes; i-- {
		stack = append(stack, pdfField{object: fields[i]})
	}
	empty := 0
	for n := 0; len(stack) > 0 && n < maxPDFTreeNodes && s.r.Err() == nil; n++ {
		field := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if !s.mark(field.object) {
			continue
		}
		d := s.r.Dict(field.object)
		field.inherit(s.r, d)
		s.readAction(0, field.where(), d["A"])
		s.readActions(0, field.where(), d["AA"])
		kids := s.r.Array(d["Kids"])
		below := false
		for i := len(kids) - 1; i >= 0 && len(stack) < maxPDFTreeNodes; i-- {
			if kid := s.r.Dict(kids[i]); kid["T"] != nil || kid["Kids"] != nil {
				below = true
				stack = append(stack, pdfField{kids[i], field.kind, field.value, field.name})
			} else {
				s.mark(kids[i])
				s.readActions(0, field.where(), kid["AA"])
				s.readAction(0, field.where(), kid["A"])
			}
		}
		if !below && d != nil && !s.readField(field, d) {
			empty++
		}
	}
	if empty > 0 {
		s.name(Hidden{Kind: HiddenForm, Where: "the form, fields without a value", Count: empty, Unit: "fields"})
	}
}

// inherit takes from a node what holds for those below it.
func (f *pdfField) inherit(r *pdfobject.Reader, d pdfobject.Dict) {
	if t := r.Text(d["T"]); t != "" {
		f.name = strings.TrimPrefix(f.name+"."+t, ".")
		f.name = cutBytes(f.name, maxNameBytes)
	}
	if d["FT"] != nil {
		f.kind = d["FT"]
	}
	if d["V"] != nil {
		f.value = d["V"]
	}
}

func (f *pdfField) where() string { return "form field " + strconv.Quote(cleanLine(f.name)) }

// readField names one field and tells whether it has anything to name.
func (s *pdfScan) readField(field pdfField, d pdfobject.Dict) bool {
	kind := s.r.Name(field.kind)
	if kind == "Sig" {
		if s.r.Dict(field.value) == nil {
			return false
		}
		s.readSignature(s.pageOfNote(d), "signature field "+strconv.Quote(cleanLine(field.name)), field.value)
		return true
	}
	var values []string
	for _, o := range []pdfobject.Object{field.value, d["DV"], d["TU"]} {
		if kind == "Btn" && s.r.Name(o) == "Off" {
			continue
		}
		text := strings.TrimSpace(s.textOf(o))
		if text != "" && (len(values) == 0 || values[0] != text) {
			values = append(values, text)
		}
	}
	if len(values) == 0 {
		return false
	}
	page := s.pageOfNote(d)
	s.name(Hidden{Kind: HiddenForm, Where: onPage(page, field.where()), Page: page, Count: 1, Unit: "fields", Excerpt: strings.Join(values, "; ")})
	return true
}

// pageOfNote returns the page that a field stands on, where it says so itself.
func (s *pdfScan) pageOfNote(d pdfobject.Dict) int {
	kids := s.r.Array(d["Kids"])
	if d["P"] == nil && len(kids) == 1 {
		d = s.r.Dict(kids[0])
	}
	page, _ := d["P"].(pdfobject.Ref)
	return s.pageOf[page.Number]
}

// textOf returns a value as text: a string, a name, a stream, or several.
func (s *pdfScan) textOf(o pdfobject.Object) string {
	switch v := s.r.Resolve(o).(type) {
	case pdfobject.Array, *pdfobject.Stream:
		return s.textsIn(v)
	default:
		return s.r.Text(v)
	}
}

// readXFA names the parts of an XML form: one stream, or names and streams.
func (s *pdfScan) readXFA(o pdfobject.Object) {
	part := "the whole"
	for _, p := range s.r.Array(o) {
		switch v := s.r.Resolve(p).(type) {
		case pdfobject.String:
			part = cleanLine(v.Text())
		case *pdfobject.Stream:
			s.mark(p)
			data, err := s.r.Data(v, maxPDFContent)
			if err != nil {
				s.f.doc.warn("objects could not be read: XFA form, part %q: %v", part, err)
			}
			s.name(Hidden{Kind: HiddenForm, Where: "XFA form, part " + strconv.Quote(part), Count: len(data), Unit: "bytes", Excerpt: xmlText(data)})
		}
	}
}

// xmlText gathers the text between the elements, for an excerpt.
func xmlText(data []byte) string {
	var text strings.Builder
	_ = walkXMLReader(bytes.NewReader(data), "XFA form", func(t xml.Token, _ int) error { // parts of a form are no whole documents: errors are expected
		if c, ok := t.(xml.CharData); ok {
			text.WriteString(string(bytes.TrimSpace(c)) + " ")
		}
		if text.Len() > maxPDFGapExcerpt {
			return errStopXML
		}
		return nil
	})
	return text.String()
}
