package read

import (
	"encoding/xml"
	"strings"
)

// startText reads the elements of text (ODF 1.3 part 3, 5 to 8). Fields show
// the value that stands in them.
func (o *odf) startText(e xml.StartElement, local string) func() {
	switch local {
	case "p", "h":
		return o.startParagraph(e, local)
	case "span":
		restore := o.save()
		o.look = o.styles.find("text", odfAttr(e, "text", "style-name")).over(o.look)
		return restore
	case "s":
		o.writeGap(strings.Repeat(" ", max(odfCount(e, "text", "c", maxBlanks), 1)))
	case "tab":
		o.writeGap("\t")
	case "line-break":
		o.writeGap("\n")
	case "a":
		return o.startLink(e)
	case "list":
		return o.startList(e)
	case "list-item", "list-header":
		return o.startItem(e, local == "list-item")
	case "list-style", "outline-style", "list-level-style-number", "list-level-style-bullet", "list-level-style-image", "outline-level-style":
		return o.startListStyle(e, local)
	case "number": // what a program that cannot count shows; this one counts
		return o.ignore()
	case "note-citation":
		return o.startCitation()
	case "note-body":
		return o.startNote()
	case "section":
		return o.startSection(e)
	case "tracked-changes", "changed-region", "insertion", "deletion", "format-change", "change", "change-start", "change-end":
		return o.startChange(e, local)
	case "table-of-content-source", "illustration-index-source", "object-index-source", "user-index-source", "alphabetical-index-source", "bibliography-source", "table-index-source":
		return o.ignore() // how an index is made; what it says stands beside
	}
	return o.startField(e, local)
}

// startSection hides a section that is not shown, and names where one comes from.
func (o *odf) startSection(e xml.StartElement) func() {
	name := odfAttr(e, "text", "name")
	display := odfAttr(e, "text", "display")
	hidden := display == "none" || display == "condition" && odfAttr(e, "text", "is-hidden") != "false"
	if !hidden || o.region != nil {
		return o.save()
	}
	return o.collect(HiddenText, "hidden section "+quoted(name))
}

// startField reads the fields and marks that have something to hide.
func (o *odf) startField(e xml.StartElement, local string) func() {
	switch local {
	case "section-source", "alphabetical-index-auto-mark-file":
		o.external(odfAttr(e, "xlink", "href"), "section, "+o.where())
	case "dde-connection-decl":
		o.hideOnce(HiddenExternalLink, "DDE connection", joinNonEmpty(" ", odfAttr(e, "office", "dde-application"), odfAttr(e, "office", "dde-topic"), odfAttr(e, "office", "dde-item")))
	case "hidden-text":
		if odfAttr(e, "text", "is-hidden") != "false" {
			o.doc.hideText(HiddenText, "hidden text field, "+o.where(), odfAttr(e, "text", "string-value"))
			return o.ignore()
		}
	case "hidden-paragraph":
		if odfAttr(e, "text", "is-hidden") != "false" && o.para != nil {
			o.para.gone = true
		}
		return o.ignore()
	case "conditional-text":
		return o.startConditional(e)
	case "variable-set", "variable-input", "user-field-get", "user-field-input":
		if odfAttr(e, "text", "display") == "none" {
			return o.startVariable(e)
		}
	case "user-field-decl", "variable-decl", "sequence-decl":
		o.declare(odfAttr(e, "text", "name"), odfAttr(e, "office", "string-value"), odfAttr(e, "text", "formula"))
	case "script":
		o.hideOnce(HiddenScript, "script field, "+o.where(), odfAttr(e, "xlink", "href"))
		return o.collect(HiddenScript, "script field, "+o.where())
	case "execute-macro":
		o.hideOnce(HiddenScript, "macro field, "+o.where(), odfAttr(e, "text", "name"))
	case "placeholder":
		o.doc.hideText(HiddenAltText, "placeholder, "+o.where(), odfAttr(e, "text", "description"))
	case "toc-mark", "alphabetical-index-mark", "user-index-mark":
		o.doc.hideText(HiddenText, "index entry, "+o.where(), joinNonEmpty(", ", odfAttr(e, "text", "string-value"), odfAttr(e, "text", "key1"), odfAttr(e, "text", "key2")))
	case "bibliography-mark":
		o.hideBibliography(e)
	case "bookmark-start", "meta", "meta-field":
		o.doc.hideText(HiddenMetadata, "RDFa, "+o.where(), odfAttr(e, "xhtml", "content"))
	case "sheet-name": // of a header, where every sheet has its own
		if o.part == "styles.xml" {
			return o.ignore()
		}
	}
	return nil
}

// startVariable names the value of a field that shows none.
func (o *odf) startVariable(e xml.StartElement) func() {
	where := "variable " + quoted(odfAttr(e, "text", "name")) + ", " + o.where()
	value := joinNonEmpty(" ", odfAttr(e, "office", "string-value"), odfAttr(e, "office", "value"))
	return o.value(func(text string) {
		if text == "" {
			text = value
		}
		o.doc.hideText(HiddenText, where, text)
	})
}

// startConditional names the branch that is not shown.
func (o *odf) startConditional(e xml.StartElement) func() {
	yes, no := odfAttr(e, "text", "string-value-if-true"), odfAttr(e, "text", "string-value-if-false")
	where, f := "conditional text, "+o.where(), &found{limit: maxFieldBytes}
	remove := o.watch(f)
	return func() {
		remove()
		for _, branch := range []string{yes, no} {
			if cleanLine(branch) != cleanLine(string(f.text)) {
				o.doc.hideText(HiddenText, where, branch)
			}
		}
	}
}

// hideBibliography names what the short form of a source leaves out.
func (o *odf) hideBibliography(e xml.StartElement) {
	var parts []string
	for _, a := range e.Attr {
		if a.Name.Local != "bibliography-type" {
			parts = append(parts, a.Value)
		}
	}
	o.doc.hideText(HiddenMetadata, "bibliography entry, "+o.where(), joinNonEmpty(", ", parts...))
}

// declare keeps a declared value: at the end it is hidden if no field shows it.
func (o *odf) declare(name, value, formula string) {
	if value = joinNonEmpty(" ", value, formula); value != "" && len(o.declared) < maxStyles {
		o.declared = append(o.declared, Field{name, value})
	}
}

// startLink names the address of a link that the page does not show.
func (o *odf) startLink(e xml.StartElement) func() {
	href := odfAttr(e, "xlink", "href")
	if href == "" || strings.HasPrefix(href, "#") {
		return nil
	}
	where, f := "link, "+o.where(), &found{limit: maxFieldBytes}
	remove := o.watch(f)
	return func() {
		remove()
		if !sameAddress(href, string(f.text)) {
			o.hideOnce(HiddenExternalLink, where, href)
		}
	}
}

// watch lets f see all visible text until the function it returns is called.
func (o *odf) watch(f *found) func() {
	if o.region != nil || len(o.spans) >= maxOpenSpans {
		return func() {}
	}
	o.spans = append(o.spans, f)
	return func() { o.unwatch(f) }
}

func (o *odf) unwatch(f *found) {
	for i, s := range o.spans {
		if s == f {
			o.spans = append(o.spans[:i:i], o.spans[i+1:]...)
			return
		}
	}
}

// external names an address outside of the file.
func (o *odf) external(href, where string) {
	if href != "" && !strings.HasPrefix(href, "#") {
		o.hideOnce(HiddenExternalLink, where, href)
	}
}

// sameAddress reports whether a link says on the page where it leads.
func sameAddress(href, shown string) bool {
	plain := func(s string) string {
		s = strings.ToLower(cleanLine(s))
		for _, scheme := range []string{"mailto:", "https://", "http://", "tel:"} {
			s = strings.TrimPrefix(s, scheme)
		}
		return strings.TrimSuffix(s, "/")
	}
	return plain(href) == plain(shown)
}
