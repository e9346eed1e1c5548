package read

import (
	"strings"

	"github.com/akta-foi/akta/content/read/pdfobject"
)

// readAttached names associated files (ISO 32000-2 14.13).
func (s *pdfScan) readAttached(page int, what string, o pdfobject.Object) {
	for _, file := range s.r.Array(o) {
		s.readFile(page, what, file)
	}
}

// fileName returns the name in a file specification, which may be a string.
func (s *pdfScan) fileName(o pdfobject.Object) string {
	d, ok := s.r.Resolve(o).(pdfobject.Dict)
	if !ok {
		return s.r.Text(o)
	}
	for _, key := range []pdfobject.Name{"UF", "F", "DOS", "Unix", "Mac"} {
		if name := s.r.Text(d[key]); name != "" {
			return name
		}
	}
	return ""
}

// readFile names a file inside the file and makes it a document of its own.
func (s *pdfScan) readFile(page int, what string, o pdfobject.Object) {
	d := s.r.Dict(o)
	if d == nil || !s.mark(o) {
		return
	}
	name, about := s.fileName(o), s.r.Text(d["Desc"])
	embedded := s.r.Dict(d["EF"])
	if len(embedded) == 0 {
		if name != "" {
			s.name(Hidden{Kind: HiddenExternalLink, Where: onPage(page, "a file that "+what+" refers to"), Page: page, Count: 1, Unit: "files", Excerpt: joinTexts(name, about)})
		}
		return
	}
	for _, key := range embedded.Keys() {
		if s.mark(embedded[key]) {
			s.readEmbedded(page, "a file in "+what, name, about, embedded[key])
		}
	}
	related := s.r.Dict(d["RF"])
	for _, key := range related.Keys() {
		pairs := s.r.Array(related[key])
		for ; len(pairs) >= 2; pairs = pairs[2:] {
			if s.mark(pairs[1]) {
				s.readEmbedded(page, "a file in "+what, s.r.Text(pairs[0]), about, pairs[1])
			}
		}
	}
}

// readEmbedded takes out one embedded file.
func (s *pdfScan) readEmbedded(page int, where, name, about string, o pdfobject.Object) {
	stream, ok := s.r.Resolve(o).(*pdfobject.Stream)
	if !ok {
		return
	}
	h := Hidden{Kind: HiddenAttachment, Where: onPage(page, where), Page: page, Count: 1, Unit: "files", Excerpt: joinTexts(name, about)}
	data, err := s.r.Data(stream, maxAttachmentBytes)
	if err == nil {
		media := strings.ToLower(s.r.Text(stream.Dict["Subtype"]))
		if !strings.Contains(media, "/") {
			media = ""
		}
		err = s.f.j.attach(name, cutBytes(cleanLine(media), maxNameBytes), data)
	}
	if err == nil {
		h.Count, h.Unit = len(data), "bytes"
	} else {
		s.f.doc.warn("the embedded file %q was not taken out (%v): save it with another program and add it as a file of its own", cutBytes(cleanLine(name), maxNameBytes), err)
	}
	s.name(h)
}
