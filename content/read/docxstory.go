package read

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/akta-foi/akta/content/read/typeset"
)

// docxStory reads one part with text in it: the body, a header, the notes. It
// walks the part once; every open element has a scope.
type docxStory struct {
	d      *docxFile
	part   string // whose relationships its ids mean
	name   string // in plain words: "body", "header 1"
	scopes []docxScope
	out    *docxOut
	para   *docxPara
	paras  int
	table  *docxTable
	fields []*docxField
	link   *docxLink

	stray excerptText // text in elements that no program shows
	forms excerptText // choices and hints of form fields and content controls
	data  excerptText // values in custom XML and smart tags
}

// docxScope is what holds inside one element; an element inherits its
// parent's.
type docxScope struct {
	local   string
	word    bool // of the word processing namespace
	silent  bool // earlier looks of tracked changes: neither shown nor text
	deleted bool
	change  *docxChange
	veil    HiddenKind       // hides the text whatever its looks
	run     *docxRun         // the run around
	lost    *strings.Builder // collects the text of the version that is not taken
	alt     *docxAlternate
	picture *docxPicture
	row     *docxRow
	cell    *docxCell
	end     func() error // called when the element ends
}

// docxRun is a run and, from its first text on, how its looks hide it.
type docxRun struct {
	format runFormat
	full   runFormat // with all styles below
	judged bool
	hidden HiddenKind
}

// docxLink is a hyperlink and the text it shows.
type docxLink struct {
	text strings.Builder
}

// docxAlternate is content in several versions for programs of different age
// (part 3, 7.6): the first that is understood is shown.
type docxAlternate struct {
	chosen  bool
	taken   strings.Builder
	skipped strings.Builder
}

// docxOut takes finished blocks. Runs of paragraphs whose mark was deleted wait
// for the paragraph they were joined with.
type docxOut struct {
	blocks []typeset.Block
	carry  []typeset.Run
}

// readStory reads a part and returns its blocks.
func (d *docxFile) readStory(part, name string) ([]typeset.Block, error) {
	s := &docxStory{d: d, part: part, name: name, scopes: []docxScope{{}}, out: &docxOut{}}
	err := d.walk(part, func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.StartElement:
			return s.start(t)
		case xml.CharData:
			s.charData(string(t))
		case xml.EndElement:
			return s.finish()
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	s.nameHidden()
	if len(s.out.carry) > 0 {
		s.out.blocks = append(s.out.blocks, typeset.Block{Runs: s.out.carry})
	}
	return s.out.blocks, nil
}

// nameHidden names what was collected over the whole story.
func (s *docxStory) nameHidden() {
	for _, c := range []struct {
		kind HiddenKind
		what string
		text *excerptText
	}{
		{HiddenForm, "form fields and content controls", &s.forms},
		{HiddenCustomXML, "values in the markup", &s.data},
		{HiddenUnknownPart, "text in elements that are not shown", &s.stray},
	} {
		if c.text.words > 0 {
			s.d.j.doc.hide(Hidden{Kind: c.kind, Where: s.name + ", " + c.what, Count: c.text.words, Unit: "words", Excerpt: c.text.String()})
		}
	}
	for _, f := range s.fields { // never ended: nothing of them is shown
		s.d.j.doc.hideText(HiddenText, s.name+", a field without an end", f.instr.String())
	}
}

// top is the scope of the innermost open element.
func (s *docxStory) top() *docxScope { return &s.scopes[len(s.scopes)-1] }

// where says in plain words where the reading stands.
func (s *docxStory) where() string { return fmt.Sprintf("%s, paragraph %d", s.name, max(s.paras, 1)) }

// start opens an element.
func (s *docxStory) start(e xml.StartElement) error {
	parent := s.top()
	sc := *parent
	sc.local, sc.end = e.Name.Local, nil
	sc.word = strings.Contains(e.Name.Space, "/wordprocessingml/")
	if !sc.silent {
		var err error
		if sc.word {
			err = s.startWord(e, &sc)
		} else {
			err = s.startDrawing(e, &sc)
		}
		if err != nil {
			return err
		}
	}
	s.scopes = append(s.scopes, sc)
	return nil
}

// finish closes an element.
func (s *docxStory) finish() error {
	end := s.top().end
	s.scopes = s.scopes[:len(s.scopes)-1]
	if end != nil {
		return end()
	}
	return nil
}

// charData takes text between tags.
func (s *docxStory) charData(text string) {
	sc := s.top()
	switch {
	case sc.silent:
	case sc.word && sc.local == "t", !sc.word && sc.local == "t":
		s.text(text)
	case sc.word && sc.local == "delText":
		s.deletedText(text)
	case sc.word && sc.local == "instrText", sc.word && sc.local == "delInstrText":
		s.instruction(text)
	case strings.TrimSpace(text) == "" || harmlessText[sc.local]:
	default:
		s.stray.add(text)
	}
}

// harmlessText are elements whose text is a number or a name of a drawing's
// geometry.
var harmlessText = map[string]bool{
	"posOffset": true, "align": true, "pctWidth": true, "pctHeight": true, "pctPosHOffset": true, "pctPosVOffset": true,
	"Lock": true, "LockedField": true, "FieldCodes": true, "LinkType": true,
}

// deletedText is text of a deletion; outside of one it is hidden all the same.
func (s *docxStory) deletedText(text string) {
	c := s.top().change
	if c == nil {
		c = &docxChange{what: "deleted"}
	}
	s.d.changes.add(*c, s.where(), text)
}

// instruction is the instruction of the innermost field.
func (s *docxStory) instruction(text string) {
	n := len(s.fields)
	switch sc := s.top(); {
	case sc.lost != nil:
	case sc.deleted:
		s.deletedText(text)
	case n > 0 && s.fields[n-1].instr.Len() < maxFieldBytes:
		s.fields[n-1].instr.WriteString(text)
	case n == 0:
		s.d.j.doc.hideText(HiddenText, s.where()+", instruction of a field", text)
	}
}

// text is text that is shown unless something around hides it.
func (s *docxStory) text(text string) {
	sc := s.top()
	if sc.lost != nil {
		sc.lost.WriteString(text)
		return
	}
	if sc.alt != nil {
		sc.alt.taken.WriteString(text)
	}
	if s.para == nil {
		s.stray.add(text)
		return
	}
	if sc.change != nil {
		s.d.changes.add(*sc.change, s.where(), text)
	}
	if sc.deleted {
		s.para.withheld = true
		return
	}
	for _, f := range s.fields {
		if !f.result {
			f.instr.WriteString(text)
			return
		}
	}
	if kind := s.hiddenBy(sc); kind != "" {
		s.para.hide(kind, text)
		return
	}
	s.show(sc, text)
}

// show puts text into the view.
func (s *docxStory) show(sc *docxScope, text string) {
	run := typeset.Run{Text: text}
	if sc.run != nil {
		full := &sc.run.full
		run.Bold, run.Italic = full.bold == yes, full.italic == yes
		if full.caps == yes {
			run.Text = strings.ToUpper(text)
		}
		run.Text = s.d.symbols(full.font, run.Text)
	}
	s.para.add(run)
	if s.link != nil {
		s.link.text.WriteString(text)
	}
	for _, f := range s.fields {
		if f.shown.Len() < maxFieldBytes {
			f.shown.WriteString(text)
		}
	}
}

// hiddenBy tells what hides text at this place, or "".
func (s *docxStory) hiddenBy(sc *docxScope) HiddenKind {
	switch {
	case sc.row != nil && sc.row.hidden, sc.cell != nil && sc.cell.covered:
		return HiddenText
	case sc.veil != "":
		return sc.veil
	case sc.run == nil:
		return ""
	}
	if !sc.run.judged {
		sc.run.judged = true
		sc.run.hidden = s.judge(sc)
	}
	return sc.run.hidden
}

// judge looks at a run's format with all styles below it.
func (s *docxStory) judge(sc *docxScope) HiddenKind {
	style, around := "", []docxShade{s.para.format.shade, s.d.styles.paragraph(s.para.format.style).para.shade}
	if sc.cell != nil {
		around = append(around, sc.cell.shade)
	}
	if s.table != nil {
		style = s.table.style
		around = append(around, s.table.grounds(s.d.styles)...)
	}
	f := s.d.styles.format(sc.run.format, s.para.format.style, style)
	sc.run.full = f
	switch {
	case f.vanish == yes:
		return HiddenText
	case f.webHidden == yes && len(s.fields) == 0: // in tables of contents Word marks its own page numbers so
		return HiddenText
	case f.halfPoints > 0 && f.halfPoints <= 2:
		return HiddenText
	}
	return s.d.colors.hides(f, around)
}
