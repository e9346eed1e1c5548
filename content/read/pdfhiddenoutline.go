package read

import (
	"strconv"
	"strings"

	"github.com/akta-foi/akta/content/read/pdfobject"
)

// readBookmarks names the titles of the outline (ISO 32000-1 12.3.3).
func (s *pdfScan) readBookmarks(root pdfobject.Dict) {
	stack := []pdfobject.Object{s.r.Dict(root["Outlines"])["First"]}
	for n := 0; len(stack) > 0 && n < maxPDFTreeNodes && s.r.Err() == nil; n++ {
		o := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		d := s.r.Dict(o)
		if d == nil || !s.mark(o) {
			continue
		}
		if title := s.r.Text(d["Title"]); strings.TrimSpace(title) != "" {
			s.name(Hidden{Kind: HiddenBookmark, Where: "bookmarks", Count: 1, Unit: "titles", Excerpt: title})
		}
		s.readAction(0, "a bookmark", d["A"])
		stack = append(stack, d["Next"], d["First"])
	}
}

// pdfLayer is an optional content group.
type pdfLayer struct {
	name   string
	hidden bool
}

// readLayers names the layers and whether they are shown (ISO 32000-1 8.11).
func (s *pdfScan) readLayers(root pdfobject.Dict) {
	d := s.r.Dict(root["OCProperties"])
	config := s.r.Dict(d["D"])
	on, off := s.refsIn(config["ON"]), s.refsIn(config["OFF"])
	allOff := s.r.Name(config["BaseState"]) == "OFF"
	groups := s.r.Array(d["OCGs"])
	for _, o := range groups[:min(len(groups), maxPDFTreeNodes)] {
		ref, ok := o.(pdfobject.Ref)
		if !ok || !s.mark(o) {
			continue
		}
		layer := pdfLayer{name: cleanLine(s.r.Text(s.r.Dict(o)["Name"])), hidden: off[ref.Number] || allOff && !on[ref.Number]}
		s.layers[ref.Number] = layer
		shown := "shown"
		if layer.hidden {
			shown = "not shown"
		}
		s.name(Hidden{Kind: HiddenLayer, Where: "layer " + strconv.Quote(layer.name) + ", " + shown, Count: 1, Unit: "layers", Excerpt: layer.name})
	}
}

func (s *pdfScan) refsIn(o pdfobject.Object) map[int]bool {
	refs := map[int]bool{}
	for _, e := range s.r.Array(o) {
		if ref, ok := e.(pdfobject.Ref); ok {
			refs[ref.Number] = true
		}
	}
	return refs
}

// hiddenLayer tells whether content that belongs to o, a group or a membership
// of groups, is not shown, and the name of a layer it belongs to. It is read by
// several pages at a time and changes nothing.
func (s *pdfScan) hiddenLayer(r *pdfobject.Reader, o pdfobject.Object) (name string, hidden bool) {
	if ref, ok := o.(pdfobject.Ref); ok {
		if layer, ok := s.layers[ref.Number]; ok {
			return layer.name, layer.hidden
		}
	}
	d := r.Dict(o)
	members := r.Array(d["OCGs"])
	if _, single := r.Resolve(d["OCGs"]).(pdfobject.Dict); single {
		members = pdfobject.Array{d["OCGs"]}
	}
	shown, unseen := 0, 0
	for _, m := range members[:min(len(members), maxPDFOfOneKind)] {
		ref, _ := m.(pdfobject.Ref)
		layer, known := s.layers[ref.Number]
		switch {
		case !known:
			continue
		case layer.hidden:
			unseen++
		default:
			shown++
		}
		if name == "" || layer.hidden {
			name = layer.name
		}
	}
	if shown+unseen == 0 {
		return "", false
	}
	switch r.Name(d["P"]) {
	case "AllOn":
		return name, unseen > 0
	case "AnyOff":
		return name, unseen == 0
	case "AllOff":
		return name, shown > 0
	}
	return name, shown == 0
}

// readStructure names descriptions in the structure tree, and keeps replacement
// texts for hiddenOnPage, which knows what is shown (ISO 32000-1 14.9).
func (s *pdfScan) readStructure(root pdfobject.Dict) {
	type node struct {
		object pdfobject.Object
		page   int
	}
	stack := []node{{s.r.Dict(root["StructTreeRoot"])["K"], 0}}
	for n := 0; len(stack) > 0 && n < maxPDFObjects && s.r.Err() == nil; n++ {
		next := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if a, ok := s.r.Resolve(next.object).(pdfobject.Array); ok {
			for i := len(a) - 1; i >= 0 && len(stack) < maxPDFObjects; i-- {
				stack = append(stack, node{a[i], next.page})
			}
			continue
		}
		d, ok := s.r.Resolve(next.object).(pdfobject.Dict)
		if !ok || !s.mark(next.object) {
			continue
		}
		if pg, ok := d["Pg"].(pdfobject.Ref); ok {
			next.page = s.pageOf[pg.Number]
		}
		s.readElement(next.page, d)
		stack = append(stack, node{d["K"], next.page})
	}
}

// readElement names the texts of one structure element.
func (s *pdfScan) readElement(page int, d pdfobject.Dict) {
	kind := string(s.r.Name(d["S"]))
	for _, t := range []struct {
		key  pdfobject.Name
		what string
	}{{"Alt", "the description of an element "}, {"E", "the full form of an abbreviation in "}, {"T", "the title of an element "}} {
		if text := s.r.Text(d[t.key]); strings.TrimSpace(text) != "" {
			s.name(Hidden{Kind: HiddenAltText, Where: onPage(page, t.what+kind), Page: page, Count: max(len(strings.Fields(text)), 1), Unit: "words", Excerpt: text})
		}
	}
	s.readAttached(page, "an element "+kind, d["AF"])
	text := cleanLine(s.r.Text(d["ActualText"]))
	switch {
	case text == "":
	case page > 0 && len(s.pages[page-1].replaced) < maxPDFTreeNodes:
		s.pages[page-1].replaced = append(s.pages[page-1].replaced, text)
	default:
		s.name(Hidden{Kind: HiddenAltText, Where: "a replacement text of an element " + kind, Count: max(len(strings.Fields(text)), 1), Unit: "words", Excerpt: text})
	}
}
