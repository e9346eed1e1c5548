package read

import (
	"strconv"

	"github.com/akta-foi/akta/content/read/pdfobject"
)

// readActions names additional actions: of a page, a field, a note, the
// document (ISO 32000-1 12.6.3).
func (s *pdfScan) readActions(page int, what string, o pdfobject.Object) {
	d := s.r.Dict(o)
	for _, event := range d.Keys() {
		s.readAction(page, what+", event "+string(event), d[event])
	}
}

// readAction names an action and those that follow it, except going to another
// place of the document.
func (s *pdfScan) readAction(page int, what string, o pdfobject.Object) {
	queue := []pdfobject.Object{o}
	for n := 0; len(queue) > 0 && n < maxPDFActions; n++ {
		next := queue[0]
		queue = queue[1:]
		d, ok := s.r.Resolve(next).(pdfobject.Dict) // an array is a destination
		if !ok || !s.mark(next) {
			continue
		}
		queue = append(queue, s.nextActions(d)...)
		kind := s.r.Name(d["S"])
		switch kind {
		case "", "GoTo", "Named", "GoTo3DView":
			continue
		}
		s.name(Hidden{
			Kind: HiddenScript, Where: onPage(page, what+" ("+string(kind)+")"), Page: page, Count: 1, Unit: "actions",
			Excerpt: s.actionText(d),
		})
	}
}

func (s *pdfScan) nextActions(d pdfobject.Dict) []pdfobject.Object {
	if d["Next"] == nil {
		return nil
	}
	if a, ok := s.r.Resolve(d["Next"]).(pdfobject.Array); ok {
		return a[:min(len(a), maxPDFActions)]
	}
	return []pdfobject.Object{d["Next"]}
}

// actionText is what an action does, for the excerpt: the script, the program,
// the address.
func (s *pdfScan) actionText(d pdfobject.Dict) string {
	if text := s.script(d["JS"]); text != "" {
		return text
	}
	for _, key := range []pdfobject.Name{"URI", "F", "Win", "Mac", "Unix", "N", "D"} {
		if text := s.fileName(d[key]); text != "" {
			return text
		}
	}
	return s.textsIn(d)
}

// script returns a script, which is a string or a stream.
func (s *pdfScan) script(o pdfobject.Object) string {
	switch v := s.r.Resolve(o).(type) {
	case pdfobject.String:
		return v.Text()
	case *pdfobject.Stream:
		data, err := s.r.Data(v, maxPDFContent)
		if err != nil {
			s.f.doc.warn("objects could not be read: a script: %v", err)
		}
		return pdfobject.String(data).Text()
	}
	return ""
}

// readNames goes through the names of the document: scripts and files.
func (s *pdfScan) readNames(root pdfobject.Dict) {
	names := s.r.Dict(root["Names"])
	s.eachName(names["JavaScript"], func(name string, o pdfobject.Object) {
		s.readAction(0, "script "+strconv.Quote(cleanLine(name))+" of the document", o)
	})
	s.eachName(names["EmbeddedFiles"], func(name string, o pdfobject.Object) {
		s.readFile(0, "the document", o)
	})
}

// eachName goes through a name tree (ISO 32000-1 7.9.6).
func (s *pdfScan) eachName(tree pdfobject.Object, f func(name string, o pdfobject.Object)) {
	stack := []pdfobject.Object{tree}
	seen := map[int]bool{}
	for n := 0; len(stack) > 0 && n < maxPDFTreeNodes && s.r.Err() == nil; n++ {
		o := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if ref, ok := o.(pdfobject.Ref); ok {
			if seen[ref.Number] {
				continue
			}
			seen[ref.Number] = true
		}
		d := s.r.Dict(o)
		pairs := s.r.Array(d["Names"])
		for ; len(pairs) >= 2; pairs = pairs[2:] {
			f(s.r.Text(pairs[0]), pairs[1])
		}
		kids := s.r.Array(d["Kids"])
		for i := len(kids) - 1; i >= 0 && len(stack) < maxPDFTreeNodes; i-- {
			stack = append(stack, kids[i])
		}
	}
}
