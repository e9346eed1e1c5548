package read

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
)

// docxStyle is a style (ECMA-376 part 1, 17.7.4), its ancestors laid below it
// once all are read.
type docxStyle struct {
	kind, name, base string
	isDefault        bool
	run              runFormat
	para             paraFormat
	header           docxShade // of a table style: its first row
}

// paraFormat is what matters of a paragraph's properties (17.3.1).
type paraFormat struct {
	style       string
	outline     int // level from 1; 0: unset; 10: body text
	num         string
	level       int // of the list, from 0
	shade       docxShade
	breakBefore toggle
}

func (f paraFormat) over(below paraFormat) paraFormat {
	if f.outline == 0 {
		f.outline = below.outline
	}
	if f.num == "" {
		f.num, f.level = below.num, max(f.level, below.level)
	}
	if f.shade == (docxShade{}) {
		f.shade = below.shade
	}
	f.breakBefore = f.breakBefore.over(below.breakBefore)
	return f
}

// set takes one property.
func (f *paraFormat) set(e xml.StartElement) {
	switch e.Name.Local {
	case "pStyle":
		f.style = attr(e, "val")
	case "outlineLvl":
		if n, err := strconv.Atoi(attr(e, "val")); err == nil && n >= 0 && n <= 9 {
			f.outline = n + 1
		}
	case "numId":
		f.num = attr(e, "val")
	case "ilvl":
		if n, err := strconv.Atoi(attr(e, "val")); err == nil && n >= 0 && n < listLevels {
			f.level = n
		}
	case "shd":
		f.shade = docxShadeOf(e)
	case "pageBreakBefore":
		f.breakBefore = toggleOf(e)
	}
}

// docxStyles are all styles of a document.
type docxStyles struct {
	byID     map[string]*docxStyle
	ids      []string  // in the order of the part: loops end the same way every time
	defaults runFormat // 17.7.5
	para     string    // the default paragraph style
	region   string    // of a table, while its style is read
}

// readDOCXStyles reads word/styles.xml.
func readDOCXStyles(p *opcPackage, part string) (*docxStyles, error) {
	s := &docxStyles{byID: map[string]*docxStyle{}}
	var style *docxStyle
	var path []string
	err := p.walk(part, func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.StartElement:
			path = append(path, t.Name.Local)
			if t.Name.Local == "style" && len(path) == 2 {
				style = &docxStyle{kind: attr(t, "type"), isDefault: attr(t, "default") != "" && on(attr(t, "default"))}
				s.add(attr(t, "styleId"), style)
				return nil
			}
			s.set(style, path, t)
		case xml.EndElement:
			if path = path[:len(path)-1]; len(path) == 1 {
				style = nil
			}
		}
		return nil
	})
	for _, id := range s.ids {
		s.inherit(s.byID[id], 0)
	}
	return s, err
}

func (s *docxStyles) add(id string, style *docxStyle) {
	if s.byID[id] == nil {
		s.byID[id] = style
		s.ids = append(s.ids, id)
	}
	if style.isDefault && style.kind == "paragraph" && s.para == "" {
		s.para = id
	}
}

// set takes one element below a style or the defaults.
func (s *docxStyles) set(style *docxStyle, path []string, e xml.StartElement) {
	switch at := strings.Join(path[1:max(len(path)-1, 1)], "/"); {
	case at == "docDefaults/rPrDefault/rPr":
		s.defaults.set(e)
	case style == nil:
	case at == "style" && e.Name.Local == "name":
		style.name = attr(e, "val")
	case at == "style" && e.Name.Local == "basedOn":
		style.base = attr(e, "val")
	case at == "style/rPr":
		style.run.set(e)
	case at == "style/pPr", at == "style/pPr/numPr":
		style.para.set(e)
	case at == "style/tcPr", at == "style/tblPr":
		style.para.set(e)
	case at == "style" && e.Name.Local == "tblStylePr":
		s.region = attr(e, "type")
	case at == "style/tblStylePr/tcPr" && e.Name.Local == "shd" && s.region == "firstRow":
		style.header = docxShadeOf(e)
	}
}

// inherit lays what a style is based on below it. A loop ends at maxStyleDepth.
func (s *docxStyles) inherit(style *docxStyle, depth int) {
	base := s.byID[style.base]
	style.base = ""
	if base == nil || base == style || depth > maxStyleDepth {
		return
	}
	s.inherit(base, depth+1)
	style.run, style.para = style.run.over(base.run), style.para.over(base.para)
	if style.header == (docxShade{}) {
		style.header = base.header
	}
}

// paragraph returns a paragraph's style, the default one where it names none.
func (s *docxStyles) paragraph(id string) *docxStyle {
	if st := s.byID[id]; st != nil && st.kind == "paragraph" {
		return st
	}
	if st := s.byID[s.para]; st != nil {
		return st
	}
	return &docxStyle{}
}

// format returns how a run looks in a paragraph of a table (17.7.2): defaults,
// table style, paragraph style, character style, its own properties.
func (s *docxStyles) format(direct runFormat, para, table string) runFormat {
	p, c := s.paragraph(para).run, runFormat{}
	if st := s.byID[direct.style]; st != nil && st.kind == "character" {
		c = st.run
	}
	styled := c.over(p)
	styled.bold, styled.italic, styled.caps = p.bold.xor(c.bold), p.italic.xor(c.italic), p.caps.xor(c.caps)
	styled.vanish, styled.webHidden = p.vanish.xor(c.vanish), p.webHidden.xor(c.webHidden)
	if st := s.byID[table]; st != nil && st.kind == "table" {
		styled = styled.over(st.run)
	}
	return direct.over(styled).over(s.defaults)
}

// headingName knows headings by the names programs give their styles, in the
// languages of the offices: "heading 1", "Nadpis 1", "Címsor 1", "Überschrift 1".
var headingName = regexp.MustCompile(`(?i)^(?:heading|nadpis|címsor|cmsor|überschrift|berschrift) ?([1-9])$`)

// heading returns the level of a heading, from 1 to 6, or 0.
func (s *docxStyles) heading(f paraFormat) int {
	st := s.paragraph(f.style)
	level := f.over(st.para).outline
	if level == 10 {
		return 0
	}
	for _, name := range []string{st.name, f.style} {
		if m := headingName.FindStringSubmatch(name); m != nil && level == 0 {
			level = int(m[1][0] - '0')
		}
	}
	if level == 0 {
		switch strings.ToLower(st.name) {
		case "title", "název", "cím":
			level = 1
		case "subtitle", "podnadpis", "podtitul", "alcím":
			level = 2
		}
	}
	return min(level, 6)
}
