package read

import (
	"strings"
)

// rtfField is a field: an instruction, and what it shows.
type rtfField struct {
	instruction found
	shown       found
}

// startField begins \field; what its instruction says and its result does not
// show is named at its end.
func (r *rtf) startField() {
	top := r.top()
	f, where := &rtfField{}, r.where()
	f.instruction.limit, f.shown.limit = maxFieldBytes, maxFieldBytes
	top.field = f
	outer := top.watch
	top.watch = &f.shown
	top.end = func() {
		if outer != nil {
			outer.write(string(f.shown.text))
		}
		r.endField(f, where)
	}
}

// fieldWord reads the parts of a field.
func (r *rtf) fieldWord(name string) bool {
	top := r.top()
	switch name {
	case "fldinst":
		if top.field == nil {
			return false
		}
		f := &top.field.instruction
		r.collectText(f, func() {})
	case "fldrslt":
		top.onText = nil
	case "formfield":
		f := &found{kind: HiddenForm, where: "form field, " + r.where()}
		top.onText = func(s string) { f.write(s + " ") }
		top.end = func() { r.doc.hideFound(f) }
	case "ffname", "ffdeftext", "ffl", "ffformat", "ffhelptext", "ffstattext", "ffentrymcr", "ffexitmcr":
		return true // their text is the form field's
	default:
		return false
	}
	return true
}

// endField names what a field leads to or holds back.
func (r *rtf) endField(f *rtfField, where string) {
	text := strings.TrimSpace(string(f.instruction.text))
	kind, rest, _ := strings.Cut(text, " ")
	switch strings.ToUpper(kind) {
	case "HYPERLINK":
		address, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(rest), `"`), `"`)
		if strings.HasPrefix(address, `\l`) || sameAddress(address, string(f.shown.text)) {
			return // a place in the document, or an address that is shown
		}
		r.doc.hideText(HiddenExternalLink, "link, "+where, address)
	case "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "DATABASE", "RD":
		r.doc.hideText(HiddenExternalLink, "field "+kind+", "+where, rest)
	case "MACROBUTTON", "GOTOBUTTON":
		r.doc.hideText(HiddenScript, "field "+kind+", "+where, rest)
	case "IF", "SET", "ASK", "FILLIN", "COMMENTS", "ADDIN", "PRIVATE", "ADVANCE", "TC", "XE":
		r.doc.hideText(HiddenText, "field "+kind+", "+where, rest)
	}
}
