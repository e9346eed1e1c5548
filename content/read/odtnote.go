package read

import (
	"encoding/xml"

	"github.com/akta-foi/akta/content/read/typeset"
)

// Notes stand where a reader of a long page expects them: after all else.

// startCitation keeps the number of a note, which also stands in the text.
func (o *odf) startCitation() func() {
	f := &found{}
	remove := o.watch(f)
	return func() {
		remove()
		o.citation = string(f.text)
	}
}

// startNote reads the text of a footnote or endnote.
func (o *odf) startNote() func() {
	restore := o.save()
	if o.region != nil {
		return restore
	}
	var blocks []typeset.Block
	o.dest, o.para, o.table, o.lists = &blocks, nil, nil, odfLists{}
	o.look, o.scope = o.styles.find("paragraph", "").over(plainLook()), "note "+o.citation
	citation := o.citation
	return func() {
		restore()
		if len(blocks) > 0 && citation != "" {
			blocks[0].Runs = append([]typeset.Run{{Text: citation + " "}}, blocks[0].Runs...)
		}
		o.notes = append(o.notes, blocks...)
	}
}

// odfChange is one tracked change (ODF 1.3 part 3, 5.5).
type odfChange struct {
	id, who string
	what    string // "insertion", "deletion", "format-change"
	span    *found // of an insertion: its text
}

// startChange reads tracked changes: what was deleted stands in the list of
// changes only, what was inserted stands in the text between two marks.
func (o *odf) startChange(e xml.StartElement, local string) func() {
	switch local {
	case "changed-region":
		o.change = &odfChange{id: odfAttr(e, "xml", "id")}
		if o.change.id == "" {
			o.change.id = odfAttr(e, "text", "id")
		}
		return o.endChange
	case "insertion", "deletion", "format-change":
		c := o.change
		if c == nil {
			return nil
		}
		c.what = local
		f := &found{kind: HiddenTrackedChange, where: "deleted text"}
		end := o.aside(f, func() {
			if f.who = c.who; local == "deletion" && f.words > 0 {
				o.doc.hideFound(f)
			}
		})
		o.who = &c.who
		return end
	case "change-start":
		if c := o.changes[odfAttr(e, "text", "change-id")]; c != nil && c.what == "insertion" && c.span == nil {
			c.span = &found{kind: HiddenTrackedChange, where: "inserted text, " + o.where(), who: c.who}
			o.watch(c.span)
		}
	case "change-end":
		if c := o.changes[odfAttr(e, "text", "change-id")]; c != nil && c.span != nil {
			o.unwatch(c.span)
			o.doc.hideFound(c.span)
			c.span = &found{} // named
		}
	}
	return nil
}

// endChange keeps a change for its marks in the text. One that only changes
// how the text looks is named by its author.
func (o *odf) endChange() {
	c := o.change
	o.change = nil
	if c == nil {
		return
	}
	if c.what == "format-change" {
		o.hideOnce(HiddenTrackedChange, "changed format", c.who)
	}
	if len(o.changes) < maxStyles && o.changes[c.id] == nil {
		o.changes[c.id] = c
	}
}

// startOffice reads the body's parts, comments and what else any document has.
func (o *odf) startOffice(e xml.StartElement, local string) func() {
	switch local {
	case "automatic-styles":
		o.styles.inAuto = true
		return func() { o.styles.inAuto = false }
	case "annotation":
		return o.startAnnotation()
	case "script":
		return o.leaveOut(HiddenScript, "script in "+o.part+" ("+odfAttr(e, "script", "language")+")")
	case "dde-source":
		o.hideOnce(HiddenExternalLink, "DDE source, "+o.where(), joinNonEmpty(" ", odfAttr(e, "office", "dde-application"), odfAttr(e, "office", "dde-topic"), odfAttr(e, "office", "dde-item")))
	case "text", "spreadsheet":
		return o.startBody()
	case "binary-data":
		return o.leaveOut(HiddenUnknownPart, "data inside of the XML, "+o.where())
	}
	return nil
}

// startAnnotation names a comment with its author.
func (o *odf) startAnnotation() func() {
	f, who := &found{kind: HiddenComment, where: "comment, " + o.where()}, ""
	end := o.aside(f, func() {
		if f.who = who; f.words > 0 {
			o.doc.hideFound(f)
			return
		}
		o.doc.hide(Hidden{Kind: HiddenComment, Where: f.where, Count: 1, Excerpt: who})
	})
	o.who = &who
	return end
}
