package read

import (
	"encoding/xml"
	"slices"
	"strings"
)

// coreNames are the entries of docProps/core.xml (ECMA-376 part 2, 11.1) and
// the fields they become.
var coreNames = map[string]string{
	"title": "title", "subject": "subject", "creator": "author", "keywords": "keywords",
	"description": "description", "category": "category", "lastModifiedBy": "modified by",
	"created": "created", "modified": "modified", "lastPrinted": "printed", "revision": "revision",
	"contentStatus": "status", "contentType": "type", "identifier": "identifier", "language": "language", "version": "version",
}

// appNames are the entries of docProps/app.xml (part 1, 22.2) that say
// something about people and places. Counts of pages and words do not.
var appNames = map[string]string{
	"Template": "template", "Manager": "manager", "Company": "company", "HyperlinkBase": "link base",
	"TotalTime": "editing minutes", "lpstr": "part title", "PresentationFormat": "presentation",
}

// readProperties reads the properties of the document: all of them become
// fields and are named as metadata. Titles of parts that are shown anyhow
// (names of sheets) are no secret.
func (p *opcPackage) readProperties(shown []string) error {
	doc := p.j.doc
	name := func(field, value string) {
		value = strings.TrimSpace(value)
		if value == "" {
			return
		}
		doc.setField(field, value)
		doc.hide(Hidden{Kind: HiddenMetadata, Where: "document properties, " + field, Count: 1, Excerpt: value})
	}
	for _, core := range p.related("", "core-properties") {
		err := p.elements(core, func(e xml.StartElement, text string) {
			if field := coreNames[e.Name.Local]; field != "" {
				name(field, text)
			}
		})
		if err != nil {
			return err
		}
	}
	for _, app := range p.related("", "extended-properties") {
		err := p.elements(app, func(e xml.StartElement, text string) {
			field := appNames[e.Name.Local]
			switch {
			case field == "" || harmlessApp(e.Name.Local, text, shown):
			case field == "part title":
				doc.hide(Hidden{Kind: HiddenMetadata, Where: "document properties, titles of parts", Count: 1, Excerpt: text})
			default:
				name(field, text)
			}
			if e.Name.Local == "Application" {
				doc.setField("program", text)
			}
		})
		if err != nil {
			return err
		}
	}
	for _, custom := range p.related("", "custom-properties") {
		if err := p.customProperties(custom, name); err != nil {
			return err
		}
	}
	return nil
}

// harmlessApp tells of values that every file has.
func harmlessApp(entry, text string, shown []string) bool {
	switch text = strings.TrimSpace(text); entry {
	case "Template":
		return strings.EqualFold(strings.TrimSuffix(text, ".dotm"), "normal")
	case "TotalTime":
		return text == "0"
	case "lpstr":
		sheet, _, _ := strings.Cut(text, "!")
		return text == "" || groupTitle(text) || slices.Contains(shown, strings.Trim(sheet, "'"))
	}
	return false
}

// groupTitle tells of the words under which office programs list titles.
func groupTitle(text string) bool {
	switch text {
	case "Title", "Headings", "Worksheets", "Named Ranges", "Charts",
		"Název", "Nadpisy", "Listy", "Pojmenované oblasti", "Grafy",
		"Cím", "Címsorok", "Munkalapok", "Névvel ellátott tartományok", "Diagramok":
		return true
	}
	return false
}

// customProperties reads docProps/custom.xml: <property name="..."><vt:lpwstr>.
func (p *opcPackage) customProperties(part string, name func(field, value string)) error {
	property, value := "", strings.Builder{}
	return p.optional(p.walk(part, func(t xml.Token, depth int) error {
		switch t := t.(type) {
		case xml.StartElement:
			if depth == 2 {
				property = attr(t, "name")
				value.Reset()
			}
		case xml.CharData:
			value.Write(t)
		case xml.EndElement:
			if depth == 2 {
				name("custom "+strings.ToLower(property), value.String())
			}
		}
		return nil
	}))
}

// elements calls f with each element of a part that has no elements inside,
// and its text.
func (p *opcPackage) elements(part string, f func(e xml.StartElement, text string)) error {
	var open xml.StartElement
	var text strings.Builder
	leaf := false
	return p.optional(p.walk(part, func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.StartElement:
			open, leaf = t.Copy(), true
			text.Reset()
		case xml.CharData:
			if leaf {
				text.Write(t)
			}
		case xml.EndElement:
			if leaf {
				f(open, text.String())
			}
			leaf = false
		}
		return nil
	}))
}
