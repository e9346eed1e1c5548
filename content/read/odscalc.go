package read

import (
	"encoding/xml"
	"strings"
)

// startCalc reads what a spreadsheet keeps beside its cells: names, rules,
// filters, pivot tables, links and tracked changes (ODF 1.3 part 3, 9.4 to 9.9).
func (o *odf) startCalc(e xml.StartElement, local string) func() {
	switch local {
	case "named-range", "named-expression":
		name := odfAttr(e, "table", "name")
		o.hideOnce(HiddenNamedRange, "name "+quoted(name), joinNonEmpty(" ", name, odfAttr(e, "table", "cell-range-address"), odfAttr(e, "table", "expression")))
	case "content-validation":
		return o.record(e, HiddenFormula, "rule for cells "+quoted(odfAttr(e, "table", "name")))
	case "database-range":
		return o.record(e, HiddenNamedRange, "database range "+quoted(odfAttr(e, "table", "name")))
	case "data-pilot-table":
		return o.record(e, HiddenPivotCache, "pivot table "+quoted(odfAttr(e, "table", "name")))
	case "dde-link":
		return o.collect(HiddenExternalLink, "cached cells of a DDE link")
	case "scenario":
		o.hideOnce(HiddenSheet, "scenario, "+o.where(), odfAttr(e, "table", "comment"))
	case "cell-content-change", "insertion", "deletion", "movement":
		return o.startCellChange(local)
	case "change-track-table-cell":
		if o.region != nil {
			o.region.write(" " + odfAttr(e, "table", "formula") + " ")
			before := o.written
			return func() {
				if o.written == before {
					o.hideValue(e)
				}
			}
		}
	}
	if o.records {
		o.writeAttrs(e)
	}
	return nil
}

// record names an element with the values of all its attributes and those of
// the elements in it.
func (o *odf) record(e xml.StartElement, kind HiddenKind, where string) func() {
	end := o.leaveOut(kind, where)
	o.records = true
	o.writeAttrs(e)
	return end
}

// writeAttrs adds the values that say something about the data.
func (o *odf) writeAttrs(e xml.StartElement) {
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "name", "condition", "title", "value", "target-range-address", "cell-range-address", "source-field-name", "comment", "application-data",
			"database-name", "database-table-name", "sql-statement", "query-name", "table-name", "source-name", "user-name", "href", "expression":
			o.region.write(" " + a.Value)
		}
	}
}

// startCellChange names a tracked change of a sheet with its author.
func (o *odf) startCellChange(what string) func() {
	who := ""
	f := &found{kind: HiddenTrackedChange, where: "tracked change of cells (" + strings.TrimPrefix(what, "cell-content-") + ")"}
	end := o.aside(f, func() {
		if f.who = who; f.words > 0 {
			o.doc.hideFound(f)
			return
		}
		o.doc.hide(Hidden{Kind: f.kind, Where: f.where, Count: 1, Excerpt: who})
	})
	o.who = &who
	return end
}
