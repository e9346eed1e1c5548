package read

import (
	"fmt"
	"strings"

	"github.com/akta-foi/akta/content/read/pdfobject"
)

// Flags of an annotation (ISO 32000-1 12.5.3).
const (
	noteHidden = 1 << 1
	noteNoView = 1 << 5
)

// readNote names what an annotation holds besides what is drawn of it.
func (s *pdfScan) readNote(p *pdfPageObject, o pdfobject.Object) {
	d := s.r.Dict(o)
	if d == nil || !s.mark(o) {
		return
	}
	kind := string(s.r.Name(d["Subtype"]))
	what := "a note (" + kind + ")"
	s.readActions(p.number, what, d["AA"])
	s.readAttached(p.number, what, d["AF"])
	switch kind {
	case "Link":
		s.readLink(p, d)
		return
	case "Widget": // its field is named by readForm, or by readRest
		s.readAction(p.number, "a form field", d["A"])
		if _, merged := d["FT"]; merged || d["Parent"] != nil {
			if ref, ok := o.(pdfobject.Ref); ok {
				delete(s.named, ref.Number)
			}
		}
		return
	case "Popup": // shows the text of the note it belongs to
		if d["Parent"] != nil && s.r.Text(d["Contents"]) == "" {
			return
		}
	case "Redact":
		s.readRedact(p, d)
		return
	case "FileAttachment":
		s.readFile(p.number, "a note with a file", d["FS"])
	}
	s.readAction(p.number, what, d["A"])
	text := s.noteText(d)
	flags := s.r.Int(d["F"])
	played := kind == "Sound" || kind == "Movie" || kind == "Screen" || kind == "RichMedia" || kind == "3D"
	if text == "" && flags&(noteHidden|noteNoView) == 0 && !played {
		return // all of it is drawn
	}
	if flags&(noteHidden|noteNoView) != 0 {
		what = "a note (" + kind + ") that is not shown"
	}
	s.name(Hidden{Kind: HiddenAnnotation, Where: onPage(p.number, what), Page: p.number, Count: 1, Unit: "notes", Excerpt: text})
}

// noteText returns author, subject and texts of a note.
func (s *pdfScan) noteText(d pdfobject.Dict) string {
	contents := s.r.Text(d["Contents"])
	rich := s.richText(d["RC"])
	if strings.Contains(onlySigns(contents), onlySigns(rich)) {
		rich = ""
	}
	return joinTexts(s.r.Text(d["T"]), s.r.Text(d["Subj"]), contents, rich)
}

// richText takes the text out of XHTML, which is a string or a stream.
func (s *pdfScan) richText(o pdfobject.Object) string {
	var raw string
	switch v := s.r.Resolve(o).(type) {
	case pdfobject.String:
		raw = v.Text()
	case *pdfobject.Stream:
		data, err := s.r.Data(v, maxPDFContent)
		if err != nil {
			return ""
		}
		raw = pdfobject.String(data).Text()
	}
	var text strings.Builder
	for raw != "" && text.Len() < maxPDFDecodedText {
		before, after, _ := strings.Cut(raw, "<")
		text.WriteString(before + " ")
		_, raw, _ = strings.Cut(after, ">")
	}
	return cleanLine(text.String())
}

// readLink keeps an address for hiddenOnPage, which knows what is shown.
func (s *pdfScan) readLink(p *pdfPageObject, d pdfobject.Dict) {
	action := s.r.Dict(d["A"])
	if s.r.Name(action["S"]) == "URI" && action["Next"] == nil {
		s.mark(d["A"])
		if uri := cleanLine(s.r.Text(action["URI"])); uri != "" {
			p.links = append(p.links, pdfLink{uri, s.areas(d)})
		}
	} else {
		s.readAction(p.number, "a link", d["A"])
	}
	if text := s.noteText(d); text != "" {
		s.name(Hidden{Kind: HiddenAnnotation, Where: onPage(p.number, "the description of a link"), Page: p.number, Count: 1, Unit: "notes", Excerpt: text})
	}
}

// readRedact names a redaction that was marked and not applied, and keeps its
// place for hiddenOnPage.
func (s *pdfScan) readRedact(p *pdfPageObject, d pdfobject.Dict) {
	m := pdfMark{s.areas(d)}
	p.redacted = append(p.redacted, m)
	var at string
	if len(m.areas) > 0 {
		at = fmt.Sprintf(" at %.0f, %.0f points", m.areas[0].left, m.areas[0].bottom)
	}
	s.name(Hidden{
		Kind: HiddenRedactMark, Where: onPage(p.number, "a redaction that was marked and never applied"+at), Page: p.number,
		Count: max(len(m.areas), 1), Unit: "areas", Excerpt: joinTexts(s.r.Text(d["OverlayText"]), s.noteText(d)),
	})
}
