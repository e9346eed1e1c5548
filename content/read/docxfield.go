package read

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// docxField is a field that is open (ECMA-376 part 1, 17.16): its instruction
// is hidden, its result is what the reader sees.
type docxField struct {
	instr  strings.Builder
	result bool // the instruction is over
	shown  strings.Builder
	form   docxFormField
}

// docxFormField is what a form field holds beside its result (17.16.17).
type docxFormField struct {
	entries  []string
	selected int
	checkbox bool
	checked  bool
}

// silentFields say nothing that their result does not show.
var silentFields = map[string]bool{
	"PAGE": true, "NUMPAGES": true, "SECTION": true, "SECTIONPAGES": true, "DATE": true, "TIME": true, "SAVEDATE": true,
	"CREATEDATE": true, "PRINTDATE": true, "TOC": true, "REF": true, "PAGEREF": true, "NOTEREF": true, "SEQ": true,
	"STYLEREF": true, "FORMTEXT": true, "FORMCHECKBOX": true, "FORMDROPDOWN": true, "EQ": true, "=": true, "AUTONUM": true,
	"FILENAME": true, "AUTHOR": true, "TITLE": true, "SUBJECT": true, "KEYWORDS": true, "INDEX": true, "NUMWORDS": true,
	"NUMCHARS": true, "FILESIZE": true, "REVNUM": true, "EDITTIME": true, "LASTSAVEDBY": true, "TEMPLATE": true, "BIBLIOGRAPHY": true, "": true,
}

// linkFields take their content from another file or address.
var linkFields = map[string]bool{
	"INCLUDETEXT": true, "INCLUDEPICTURE": true, "LINK": true, "DDE": true, "DDEAUTO": true, "IMPORT": true,
	"DATABASE": true, "EMBED": true, "RD": true,
}

// closeField names what the instruction of a field gives away.
func (s *docxStory) closeField(f *docxField) {
	instr := strings.TrimSpace(f.instr.String())
	verb, rest, _ := strings.Cut(instr, " ")
	verb = strings.ToUpper(verb)
	switch {
	case verb == "HYPERLINK":
		if target := fieldTarget(rest); target != "" && !sameTarget(f.shown.String(), target) {
			s.d.j.doc.hide(Hidden{Kind: HiddenExternalLink, Where: s.where(), Count: 1, Excerpt: target})
		}
	case linkFields[verb]:
		s.d.j.doc.hide(Hidden{Kind: HiddenExternalLink, Where: s.where() + ", field " + verb, Count: 1, Excerpt: rest})
	case !silentFields[verb]:
		s.d.j.doc.hideText(HiddenText, s.where()+", instruction of a field", instr)
	}
	if len(f.form.entries) > 0 && f.form.selected < len(f.form.entries) && strings.TrimSpace(f.shown.String()) == "" {
		s.text(f.form.entries[f.form.selected])
	}
	if f.form.checkbox {
		s.text(map[bool]string{true: "☒", false: "☐"}[f.form.checked])
	}
}

// fieldTarget is the address in the instruction of a HYPERLINK; a place in the
// document itself (\l) is none.
func fieldTarget(rest string) string {
	rest = strings.TrimSpace(rest)
	if strings.HasPrefix(rest, `\`) {
		return ""
	}
	if quoted, ok := strings.CutPrefix(rest, `"`); ok {
		target, _, _ := strings.Cut(quoted, `"`)
		return target
	}
	target, _, _ := strings.Cut(rest, " ")
	return target
}

// sameTarget tells whether a link's text says where it goes.
func sameTarget(text, target string) bool {
	plain := func(s string) string {
		s = strings.ToLower(strings.Join(strings.Fields(s), ""))
		for _, scheme := range []string{"https://", "http://", "mailto:", "tel:"} {
			s = strings.TrimPrefix(s, scheme)
		}
		return strings.TrimSuffix(strings.TrimPrefix(s, "www."), "/")
	}
	return plain(text) == plain(target)
}

// fieldChar begins, divides or ends a field (17.16.18).
func (s *docxStory) fieldChar(e xml.StartElement) error {
	n := len(s.fields)
	switch attr(e, "fldCharType") {
	case "begin":
		if n >= maxFieldDepth {
			return s.deepFields()
		}
		s.fields = append(s.fields, &docxField{})
	case "separate":
		if n > 0 {
			s.fields[n-1].result = true
		}
	case "end":
		if n > 0 {
			f := s.fields[n-1]
			s.fields = s.fields[:n-1]
			s.closeField(f)
		}
	}
	return nil
}

// formProperty takes one property of a form field. Texts nobody sees until
// the field is clicked are named.
func (s *docxStory) formProperty(e xml.StartElement, parent string) {
	if len(s.fields) == 0 {
		return
	}
	form := &s.fields[len(s.fields)-1].form
	value := attr(e, "val")
	switch e.Name.Local {
	case "listEntry":
		if len(form.entries) < maxFields {
			form.entries = append(form.entries, value)
		}
		s.forms.add(value)
	case "result":
		if n, err := strconv.Atoi(value); err == nil && n >= 0 {
			form.selected = n
		}
	case "checkBox":
		form.checkbox = true
	case "checked":
		form.checked = on(value)
	case "default":
		switch parent {
		case "checkBox":
			form.checked = on(value)
		case "textInput":
			s.forms.add(value)
		}
	case "helpText", "statusText", "entryMacro", "exitMacro":
		s.forms.add(value)
	}
}
