package read

import (
	"fmt"

	"github.com/akta-foi/akta/content/read/pdfobject"
)

// readRest goes through all objects that no way led to: what hangs on images
// and forms, and what nothing refers to any more.
func (s *pdfScan) readRest() {
	for _, number := range s.file.Numbers() {
		if s.r.Err() != nil {
			return
		}
		ref := pdfobject.Ref{Number: number}
		o := s.r.Get(number)
		d := s.r.Dict(o)
		if d == nil {
			continue
		}
		if root, _ := s.file.Trailer["Root"].(pdfobject.Ref); s.pageOf[number] == 0 && number != root.Number {
			s.readHangers(number, d)
		}
		if !s.named[number] {
			s.readOrphan(ref, d)
		}
	}
}

// readHangers names what may hang on any object.
func (s *pdfScan) readHangers(number int, d pdfobject.Dict) {
	what := fmt.Sprintf("object %d", number)
	if kind := s.r.Name(d["Subtype"]); kind == "Image" || kind == "Form" {
		what = fmt.Sprintf("object %d (%s)", number, kind)
	}
	if d["Metadata"] != nil {
		s.readXMP(0, what, d["Metadata"])
	}
	if d["PieceInfo"] != nil {
		s.readPieces(0, what, d["PieceInfo"])
	}
	if d["AF"] != nil {
		s.readAttached(0, what, d["AF"])
	}
	if s.r.Name(d["Subtype"]) == "Image" && d["Alternates"] != nil && s.mark(d["Alternates"]) {
		s.name(Hidden{Kind: HiddenUnknownPart, Where: "other versions of the image " + what, Count: len(s.r.Array(d["Alternates"])), Unit: "pictures"})
	}
}

// readOrphan names an object by what it says it is.
func (s *pdfScan) readOrphan(ref pdfobject.Ref, d pdfobject.Dict) {
	what := fmt.Sprintf("object %d, to which nothing leads", ref.Number)
	kind, sub := s.r.Name(d["Type"]), s.r.Name(d["Subtype"])
	switch {
	case kind == "EmbeddedFile":
		if s.mark(ref) {
			s.readEmbedded(0, what, "", "", ref)
		}
	case kind == "Metadata":
		s.readXMP(0, what, ref)
	case kind == "Filespec" || d["EF"] != nil:
		s.readFile(0, what, ref)
	case d["ByteRange"] != nil && d["Contents"] != nil:
		s.readSignature(0, what, ref)
	case kind == "Page":
		s.mark(ref)
		p := &pdfPageObject{object: ref.Number, dict: d, resources: d["Resources"]}
		c := s.readContent(s.f, p)
		s.name(Hidden{Kind: HiddenUnknownPart, Where: what + ": a page that is not among the pages", Count: 1, Unit: "pages", Excerpt: c.shown.String()})
	case kind == "Annot" || d["Rect"] != nil && sub != "":
		if d["FT"] != nil || sub == "Widget" {
			if s.mark(ref) {
				s.readField(pdfField{ref, d["FT"], d["V"], cleanLine(s.r.Text(d["T"]))}, d)
			}
			return
		}
		if text := s.noteText(d); text != "" && s.mark(ref) {
			s.name(Hidden{Kind: HiddenAnnotation, Where: what + ": a note (" + string(sub) + ")", Count: 1, Unit: "notes", Excerpt: text})
		}
	case d["S"] != nil && (d["JS"] != nil || isAction(s.r.Name(d["S"]))):
		s.readAction(0, what, ref)
	}
}

// isAction tells actions from other dictionaries that have a kind.
func isAction(kind pdfobject.Name) bool {
	switch kind {
	case "JavaScript", "Launch", "SubmitForm", "ImportData", "GoToR", "GoToE", "Rendition":
		return true
	}
	return false
}
