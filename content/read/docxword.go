package read

import (
	"encoding/xml"
	"fmt"

	"github.com/akta-foi/akta/content/read/typeset"
)

// startWord opens an element of the word processing namespace (ECMA-376 part
// 1, 17). Elements that are not listed only hold others.
func (s *docxStory) startWord(e xml.StartElement, sc *docxScope) error {
	parent := s.top()
	switch parent.local {
	case "rPr":
		s.runProperty(e, sc)
		return nil
	case "pPr", "numPr":
		return s.paragraphProperty(e, sc)
	case "trPr", "tcPr", "tblPr", "tblPrEx", "tblGrid":
		s.tableProperty(e, sc)
		return nil
	case "sectPr":
		s.d.sectionProperty(e, sc)
		return nil
	case "ffData", "ddList", "checkBox", "textInput":
		s.formProperty(e, parent.local)
		return nil
	case "sdtPr", "dropDownList", "comboBox", "smartTagPr", "customXmlPr":
		s.controlProperty(e, parent.local)
		return nil
	}
	switch e.Name.Local {
	case "p":
		s.startParagraph(sc)
	case "r":
		sc.run = &docxRun{}
	case "ins", "moveTo":
		c := docxChangeOf(map[string]string{"ins": "inserted", "moveTo": "moved to here"}[e.Name.Local], e)
		sc.change = &c
	case "del", "moveFrom":
		c := docxChangeOf(map[string]string{"del": "deleted", "moveFrom": "moved away"}[e.Name.Local], e)
		sc.change, sc.deleted = &c, true
	case "hyperlink":
		if sc.lost == nil {
			s.startLink(e, sc)
		}
	case "fldSimple":
		if sc.lost == nil {
			return s.simpleField(e, sc)
		}
	case "tbl":
		s.startTable(sc)
	case "tr":
		s.startRow(sc)
	case "tc":
		s.startCell(sc)
	case "txbxContent":
		s.startTextBox(sc)
	case "footnote", "endnote":
		s.startNote(e, sc)
	case "background":
		if c, ok := s.d.colors.resolve(docxColorOf(e, "color", "themeColor", "theme")); ok && s.d.settings.pageColor {
			s.d.colors.page = c
		}
	case "sectPr":
		s.d.startSection(s.part)
	case "altChunk":
		return s.altChunk(e)
	default:
		return s.runContent(e, sc)
	}
	return nil
}

// runContent is what stands in a run (17.3.3).
func (s *docxStory) runContent(e xml.StartElement, sc *docxScope) error {
	switch e.Name.Local {
	case "tab", "ptab":
		s.text("\t")
	case "br":
		if attr(e, "type") == "page" {
			return s.pageBreak(sc)
		}
		s.text("\n")
	case "cr":
		s.text("\n")
	case "noBreakHyphen":
		s.text("\u2011")
	case "softHyphen":
		s.text("\u00AD")
	case "sym":
		s.text(s.d.symbol(attr(e, "font"), attr(e, "char")))
	case "fldChar":
		if sc.lost == nil {
			return s.fieldChar(e)
		}
	case "footnoteReference", "endnoteReference":
		s.noteReference(e, sc)
	}
	return nil
}

// runProperty takes a property of a run or of a paragraph's mark.
func (s *docxStory) runProperty(e xml.StartElement, sc *docxScope) {
	switch e.Name.Local {
	case "rPrChange":
		s.formatChange(e, sc)
		return
	case "ins", "moveTo":
		s.d.changes.look(docxChangeOf("inserted paragraph mark", e), s.where())
		return
	case "del", "moveFrom":
		s.d.changes.look(docxChangeOf("deleted paragraph mark", e), s.where())
		if s.para != nil && sc.run == nil {
			s.para.joined = true
		}
		return
	}
	if sc.run != nil {
		sc.run.format.set(e)
	}
}

// paragraphProperty takes a property of a paragraph.
func (s *docxStory) paragraphProperty(e xml.StartElement, sc *docxScope) error {
	switch e.Name.Local {
	case "pPrChange":
		s.formatChange(e, sc)
	case "numberingChange", "ins":
		s.d.changes.look(docxChangeOf("changed numbering", e), s.where())
	case "sectPr":
		s.d.startSection(s.part)
	default:
		if s.para != nil {
			s.para.format.set(e)
		}
	}
	return nil
}

// formatChange names a change of looks; what they were before is not shown.
func (s *docxStory) formatChange(e xml.StartElement, sc *docxScope) {
	s.d.changes.look(docxChangeOf("changed format", e), s.where())
	sc.silent = true
}

// controlProperty takes the names and choices of a content control (17.5.2),
// and the values that custom XML and smart tags carry (17.5.1).
func (s *docxStory) controlProperty(e xml.StartElement, parent string) {
	switch {
	case parent == "smartTagPr", parent == "customXmlPr":
		s.data.add(attr(e, "name") + " " + attr(e, "val"))
	case e.Name.Local == "listItem":
		s.forms.add(attr(e, "displayText"))
	case e.Name.Local == "alias", e.Name.Local == "tag":
		s.forms.add(attr(e, "val"))
	}
}

// simpleField is a field whose instruction is an attribute (17.16.19).
func (s *docxStory) simpleField(e xml.StartElement, sc *docxScope) error {
	if len(s.fields) >= maxFieldDepth {
		return s.deepFields()
	}
	f := &docxField{result: true}
	f.instr.WriteString(cutBytes(attr(e, "instr"), maxFieldBytes))
	s.fields = append(s.fields, f)
	sc.end = func() error {
		s.fields = s.fields[:max(len(s.fields)-1, 0)]
		s.closeField(f)
		return nil
	}
	return nil
}

func (s *docxStory) deepFields() error {
	return fmt.Errorf("part %s: more than %d fields inside fields: damaged or made to harm", s.part, maxFieldDepth)
}

// startLink opens a hyperlink (17.16.22). Where it goes is named unless its
// text says so.
func (s *docxStory) startLink(e xml.StartElement, sc *docxScope) {
	outer, link, tip := s.link, &docxLink{}, attr(e, "tooltip")
	r := s.d.rel(s.part, relID(e, "id"))
	s.link = link
	sc.end = func() error {
		s.link = outer
		if r != nil && r.external {
			r.named = true
			if !sameTarget(link.text.String(), r.target) {
				s.d.j.doc.hide(Hidden{Kind: HiddenExternalLink, Where: s.where(), Count: 1, Excerpt: r.target})
			}
		}
		s.d.j.doc.hideText(HiddenAltText, s.where()+", hint of a link", tip)
		return nil
	}
}

// startTextBox opens the text of a box (17.17.1.1), which follows the paragraph
// that the box hangs on.
func (s *docxStory) startTextBox(sc *docxScope) {
	anchor, out, fields, table := s.para, s.out, s.fields, s.table
	if sc.run != nil && anchor != nil && sc.veil == "" {
		sc.veil = s.hiddenBy(sc)
	}
	sc.run, sc.row, sc.cell = nil, nil, nil
	box := &docxOut{}
	s.out, s.para, s.fields, s.table = box, nil, nil, nil
	sc.end = func() error {
		s.out, s.para, s.fields, s.table = out, anchor, fields, table
		if anchor != nil {
			anchor.after = append(anchor.after, box.blocks...)
		} else {
			out.blocks = append(out.blocks, box.blocks...)
		}
		return nil
	}
}

// altChunk is a whole document of another format that Word takes in when it
// opens the file (17.17.2).
func (s *docxStory) altChunk(e xml.StartElement) error {
	r := s.d.rel(s.part, relID(e, "id"))
	if r == nil || r.external || !s.d.has(r.target) || s.d.used[r.target] {
		return nil
	}
	s.d.j.doc.warn("the document takes in another one, which is not in the text: part %s: read it as a document of its own", r.target)
	return s.d.attachObject(r.target)
}

// pageBreak begins a new page before the paragraph, or after it where some of
// it is written already.
func (s *docxStory) pageBreak(sc *docxScope) error {
	switch {
	case s.para == nil, sc.deleted, sc.lost != nil:
		return nil
	case len(s.para.runs) == 0:
		return s.emit(typeset.Block{Kind: typeset.PageBreak})
	}
	s.para.after = append(s.para.after, typeset.Block{Kind: typeset.PageBreak})
	return nil
}
