package read

import "fmt"

// infoWord reads the information group, other properties of the document and
// the properties of shapes, and reports whether it knew the word.
func (r *rtf) infoWord(name string) bool {
	top := r.top()
	switch name {
	case "info":
		top.info = true
		top.onText = func(string) {}
	case "title", "subject", "author", "manager", "company", "operator", "category", "keywords", "comment", "doccomm", "hlinkbase":
		if !top.info {
			return false
		}
		r.property(name, infoField(name))
	case "creatim", "revtim", "printim", "buptim":
		if top.info {
			r.startTime(name)
		}
	case "generator":
		r.property(name, "producer")
	case "template", "protusertbl", "docvar":
		r.property(name, "")
	case "userprops":
		top.onText = func(string) {}
	case "propname":
		f := &found{}
		r.collectText(f, func() { r.prop = string(f.text) })
	case "staticval":
		f := &found{kind: HiddenMetadata}
		r.collectText(f, func() {
			f.where = "user-defined property " + quoted(r.prop)
			r.doc.hideFound(f)
		})
	case "linkval":
		top.skip = true
	case "sp":
		if top.shape == nil {
			top.shape = &rtfShape{}
		}
		s, where := top.shape, r.where()
		top.onText = func(string) {}
		top.end = func() { r.endProperty(s, where); s.name, s.value = "", "" }
	case "sn", "sv":
		if top.shape == nil {
			return false
		}
		s, f := top.shape, &found{limit: maxFieldBytes}
		r.collectText(f, func() {
			if name == "sn" {
				s.name = string(f.text)
			} else {
				s.value = string(f.text)
			}
		})
	case "shptxt", "dptxbxtext":
		r.startShapeText()
	default:
		return r.fieldWord(name)
	}
	return true
}

// infoField is the field that an entry of the information group becomes.
func infoField(name string) string {
	switch name {
	case "operator":
		return "creator"
	case "doccomm":
		return "description"
	case "hlinkbase":
		return ""
	}
	return name
}

// property names one property; field is what it is called in the meta view, or "".
func (r *rtf) property(name, field string) {
	f := &found{kind: HiddenMetadata, where: "document property " + quoted(name), limit: maxFieldBytes}
	r.collectText(f, func() {
		r.doc.hideFound(f)
		if field != "" {
			r.doc.setField(field, string(f.text))
		}
	})
}

// startTime reads a date, which stands in words: \yr2024\mo3\dy12\hr10\min15.
func (r *rtf) startTime(name string) {
	t := &rtfTime{}
	top := r.top()
	top.time = t
	top.onText = func(string) {}
	top.end = func() {
		if t.year == 0 {
			return
		}
		value := fmt.Sprintf("%04d-%02d-%02dT%02d:%02d:%02d", t.year, t.month, t.day, t.hour, t.minute, t.second)
		r.doc.hide(Hidden{Kind: HiddenMetadata, Where: "document property " + quoted(name), Count: 1, Excerpt: value})
		switch name {
		case "creatim":
			r.doc.setField("created", value)
		case "revtim":
			r.doc.setField("modified", value)
		case "printim":
			r.doc.setField("printed", value)
		}
	}
}

type rtfTime struct{ year, month, day, hour, minute, second int }

// set takes one word of a date.
func (t *rtfTime) set(name string, v int) {
	switch name {
	case "yr":
		t.year = v
	case "mo":
		t.month = v
	case "dy":
		t.day = v
	case "hr":
		t.hour = v
	case "min":
		t.minute = v
	case "sec":
		t.second = v
	}
}
