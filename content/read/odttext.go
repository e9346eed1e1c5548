package read

import (
	"encoding/xml"
	"fmt"
	"strings"
	"unicode"

	"github.com/akta-foi/akta/content/read/typeset"
)

// odfPara is one paragraph being read.
type odfPara struct {
	block  typeset.Block
	hidden []*found // what no reader sees in it
	gone   bool     // text:hidden-paragraph: all of it is hidden
	blank  bool     // white space came last: more of it adds nothing (ODF 1.3 part 3, 6.1.2)
	after  []typeset.Block
	where  string
}

// startParagraph begins text:p and text:h.
func (o *odf) startParagraph(e xml.StartElement, local string) func() {
	restore := o.save()
	if o.region != nil {
		o.region.write(" ")
		return restore
	}
	outer := o.para
	if o.table == nil || !o.table.sheet {
		o.paragraphs++
	}
	p := &odfPara{blank: true, where: o.where()}
	name := odfAttr(e, "text", "style-name")
	var style odfStyle
	if name != "" || o.table == nil || !o.table.sheet { // a cell's own style goes before the default one
		style = o.styles.find("paragraph", name)
	}
	o.look = style.under(style.over(o.look))
	o.useMasterOf(style)
	if style.breakBefore == "page" && o.table == nil && outer == nil {
		o.block(typeset.Block{Kind: typeset.PageBreak})
	}
	o.beginBlock(p, e, local)
	o.para = p
	return func() {
		o.endParagraph(p, restore)
		for _, s := range o.spans {
			s.write(" ")
		}
	}
}

// beginBlock says what a paragraph is: heading, item or neither.
func (o *odf) beginBlock(p *odfPara, e xml.StartElement, local string) {
	switch {
	case local == "h":
		level := max(odfCount(e, "text", "outline-level", odfListLevels), 1)
		p.block.Kind, p.block.Level = typeset.Heading, min(level, 6)
		if odfAttr(e, "text", "is-list-header") != "true" && o.styles.outline != nil {
			if number := o.styles.outline.next(&o.outline, level, 0); number != "" {
				p.block.Runs = append(p.block.Runs, typeset.Run{Text: number + " "})
			}
		}
	case o.lists.bullet != nil && *o.lists.bullet:
		*o.lists.bullet = false
		p.block.Kind, p.block.Level, p.block.Marker = typeset.Item, o.lists.depth, *o.lists.fresh
	}
}

// endParagraph hands a paragraph over, or names it where it is hidden.
func (o *odf) endParagraph(p *odfPara, restore func()) {
	restore()
	if p.gone {
		f := &found{kind: HiddenText, where: p.where}
		for _, r := range p.block.Runs {
			f.write(r.Text)
		}
		o.doc.hideFound(f)
		p.block.Runs = nil
	}
	for _, f := range p.hidden {
		o.doc.hideFound(f)
	}
	if n := len(p.block.Runs); n > 0 {
		o.block(p.block)
	}
	for _, b := range p.after {
		o.block(b)
	}
}

// block adds a block to the views, unless all around it is hidden.
func (o *odf) block(b typeset.Block) {
	switch {
	case o.region != nil:
	case o.para != nil: // a frame inside of a paragraph comes after it
		o.para.after = append(o.para.after, b)
	case o.dest != nil:
		*o.dest = append(*o.dest, b)
	}
}

// charData reads text between tags: white space is one blank.
func (o *odf) charData(s string) {
	switch {
	case o.region != nil:
		o.write(s)
		return
	case o.para == nil:
		if o.dest != nil {
			o.doc.hideText(HiddenUnknownPart, "text outside of paragraphs, "+o.where(), s)
		}
		return
	}
	var b strings.Builder
	for _, r := range s {
		if unicode.IsSpace(r) && r != '\u00A0' && r != '\u202F' && r != '\u2007' {
			if o.para.blank {
				continue
			}
			r = ' '
		}
		o.para.blank = r == ' '
		b.WriteRune(r)
	}
	o.write(b.String())
}

// write adds text to the paragraph, or to what is hidden in it.
func (o *odf) write(s string) {
	if s == "" {
		return
	}
	o.written++
	if o.region != nil {
		o.region.write(s)
		return
	}
	if o.para == nil {
		return
	}
	p := o.para
	if kind := o.look.hides(); kind != "" {
		last := len(p.hidden) - 1
		if last < 0 || p.hidden[last].kind != kind {
			p.hidden = append(p.hidden, &found{kind: kind, where: p.where})
			last++
		}
		p.hidden[last].write(s)
		return
	}
	if len(p.hidden) > 0 { // hidden runs with visible text between them are two
		p.hidden[len(p.hidden)-1].inside = false
	}
	for _, span := range o.spans {
		span.write(s)
	}
	run := typeset.Run{Text: s, Bold: o.look.bold, Italic: o.look.italic}
	if n := len(p.block.Runs); n > 0 && p.block.Runs[n-1].Bold == run.Bold && p.block.Runs[n-1].Italic == run.Italic && len(p.block.Runs[n-1].Text) < maxExcerptBytes {
		p.block.Runs[n-1].Text += s
		return
	}
	p.block.Runs = append(p.block.Runs, run)
}

// writeGap adds white space that the format asks for by an element.
func (o *odf) writeGap(s string) {
	o.write(s)
	if o.para != nil {
		o.para.blank = s != "\t" && s != " "
	}
}

// where names the place that is being read.
func (o *odf) where() string {
	switch {
	case o.table != nil:
		return o.table.where(o.scope)
	case o.scope != "":
		return o.scope
	case o.paragraphs > 0:
		return fmt.Sprintf("paragraph %d", o.paragraphs)
	}
	return "part " + o.part
}
