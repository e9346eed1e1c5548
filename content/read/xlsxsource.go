package read

import (
	"encoding/xml"
)

// nameSources names where a workbook has its data from: other files with the
// values they had, connections, and the tables behind pivot tables.
func (b *xlsxBook) nameSources() error {
	for _, r := range b.all {
		if r.external || !b.has(r.target) || b.used[r.target] {
			continue
		}
		var err error
		switch r.kind {
		case "externalLink":
			err = b.nameSource(HiddenExternalLink, "values of another file", r.target, textsAndValues)
		case "connections", "queryTable":
			err = b.nameSource(HiddenExternalLink, "where data comes from", r.target, allValues)
		case "pivotCacheDefinition", "pivotCacheRecords":
			err = b.nameSource(HiddenPivotCache, "data behind a pivot table", r.target, pivotValues)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// nameSource names a part by the values that pick chooses from it.
func (b *xlsxBook) nameSource(kind HiddenKind, what, part string, pick func(xml.StartElement) []string) error {
	var values excerptText
	err := b.walk(part, func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.StartElement:
			for _, v := range pick(t) {
				values.add(v)
			}
		case xml.CharData:
			values.add(string(t))
		}
		return nil
	})
	if err != nil {
		return b.optional(err)
	}
	b.j.doc.hide(Hidden{Kind: kind, Where: what + ", part " + part, Count: max(values.words, 1), Unit: "words", Excerpt: values.String()})
	return nil
}

// textsAndValues are names of sheets; cached values are text of the part.
func textsAndValues(e xml.StartElement) []string {
	if e.Name.Local == "sheetName" || e.Name.Local == "definedName" {
		return []string{attr(e, "val"), attr(e, "name")}
	}
	return nil
}

func allValues(e xml.StartElement) []string {
	var values []string
	for _, name := range []string{"name", "description", "connection", "command", "sourceFile", "url", "odcFile"} {
		values = append(values, attr(e, name))
	}
	return values
}

// pivotValues are the values of a cache (18.10.1): texts, numbers, dates.
func pivotValues(e xml.StartElement) []string {
	switch e.Name.Local {
	case "s", "n", "d", "b", "e":
		return []string{attr(e, "v")}
	case "cacheField":
		return []string{attr(e, "name")}
	case "pivotCacheDefinition":
		return []string{attr(e, "refreshedBy")}
	}
	return nil
}
