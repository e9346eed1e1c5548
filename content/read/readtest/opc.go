package readtest

import (
	"fmt"
	"strings"
)

// Addresses of the relationships and content types of Office Open XML.
const (
	officeRel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	packRel   = "http://schemas.openxmlformats.org/package/2006/relationships"
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
)

// link is a relationship; its id is "rId" and its place in the list, from 1.
// Kinds without a slash are those of office documents.
type link struct {
	Kind, Target string
	External     bool
}

// relsPart writes the relationships of one part; "" is the package.
func relsPart(source string, links ...link) part {
	var b strings.Builder
	fmt.Fprintf(&b, `%s<Relationships xmlns="%s">`, xmlHead, packRel)
	for i, l := range links {
		kind, mode := l.Kind, ""
		if !strings.Contains(kind, "/") {
			kind = officeRel + kind
		}
		if l.External {
			mode = ` TargetMode="External"`
		}
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s" Target="%s"%s/>`, i+1, kind, l.Target, mode)
	}
	b.WriteString(`</Relationships>`)
	name := "_rels/.rels"
	if at := strings.LastIndex(source, "/"); at >= 0 {
		name = source[:at] + "/_rels/" + source[at+1:] + ".rels"
	}
	return part{Name: name, Body: b.String()}
}

// contentTypes is the first part of every package.
func contentTypes(main, media string) part {
	return part{Name: "[Content_Types].xml", Body: xmlHead +
		`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Default Extension="png" ContentType="image/png"/><Default Extension="bin" ContentType="application/octet-stream"/>` +
		`<Override PartName="/` + main + `" ContentType="` + media + `"/></Types>`}
}

const coreKind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

// coreProperties is docProps/core.xml with its relationship.
func coreProperties(entries string) part {
	return part{Name: "docProps/core.xml", Body: xmlHead +
		`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">` +
		entries + `</cp:coreProperties>`}
}
