package read

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/encoding"

	"github.com/akta-foi/akta/content/read/typeset"
)

// destination begins what a group holds, and reports whether it knew the word.
func (r *rtf) destination(name string, arg int) bool {
	top := r.top()
	switch name {
	case "listtable", "listoverridetable", "rsidtbl", "themedata", "colorschememapping", "latentstyles", "pgptbl", "wgrffmtfilter", "mmathPr",
		"pnseclvl", "pn", "blipuid", "shprslt", "nonshppict", "nonesttables", "nesttableprops", "atnid", "atndate", "atntime", "atnref", "atnicn", "atnparent",
		"atrfstart", "atrfend", "bkmkstart", "bkmkend", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "panose", "falt", "pgdsctbl", "expandedcolortbl", "fchars", "lchars", "oldcprops", "oldpprops", "oldtprops", "oldsprops", "defchp", "defpap", "fldtype":
		top.skip, top.data = true, nil // none of it is text, and none of it names anything
	case "shppict", "shpinst", "do", "shpgrp", "objattph", "result", "cs", "ts", "ds", "tsrowd", "picprop", "shp", "field":
		return r.startNested(name)
	case "upr":
		outer := *top
		outer.end = nil
		top.outer, top.skip = &outer, true
	case "ud":
		if top.outer != nil {
			*top = *top.outer
		}
	case "fonttbl":
		top.onText = func(string) {}
	case "fcharset", "cpg":
		if e := fontPage(arg); name == "fcharset" && e != nil {
			r.setFont(top.char.font, e)
		} else if e := codePage(arg); name == "cpg" && e != nil {
			r.setFont(top.char.font, e)
		}
	case "colortbl":
		r.colours = nil
		top.onText = r.addColours
	case "red", "green", "blue":
		v := min(max(arg, 0), 255)
		r.rgb[strings.Index("rgb", name[:1])] = v
		r.coloured = true
	case "stylesheet":
		r.startStyles()
	case "revtbl":
		f := &found{limit: maxFieldBytes}
		r.collectText(f, func() {
			for _, a := range strings.Split(string(f.text), ";") {
				r.authors = append(r.authors, cleanLine(a))
			}
		})
	case "listtext", "pntext":
		f, flow := &found{}, top.flow
		hidden := top.region != nil
		r.collectText(f, func() {
			if !hidden {
				flow.setMarker(string(f.text))
			}
		})
	case "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf":
		r.startMargin(name)
	case "footnote":
		r.startNote()
	case "chftn":
		n := r.noted + 1
		if top.flow == r.notes {
			n = r.noted
		}
		r.emit(fmt.Sprint(n))
	case "atnauthor":
		f := &found{}
		r.collectText(f, func() { r.comment = string(f.text) })
	case "annotation":
		f := &found{kind: HiddenComment, where: "comment, " + r.where(), who: r.comment}
		r.comment = ""
		r.hideGroup(f)
	case "xe", "tc", "tcn", "rxe":
		r.hideGroup(&found{kind: HiddenText, where: "index entry, " + r.where()})
	default:
		return r.infoWord(name)
	}
	return true
}

// collectText gives all text of the group to f and calls done at its end.
func (r *rtf) collectText(f *found, done func()) {
	top := r.top()
	top.onText, top.data = f.write, nil
	top.end = done
}

// hideGroup names all text of the group.
func (r *rtf) hideGroup(f *found) {
	top := r.top()
	top.region, top.char, top.par = f, rtfChar{font: top.char.font}, plainPar()
	top.end = func() { r.doc.hideFound(f) }
}

// startNested begins groups that hold groups.
func (r *rtf) startNested(name string) bool {
	top := r.top()
	switch name {
	case "field":
		r.startField()
	case "shp", "do", "shpgrp":
		top.shape = &rtfShape{}
	case "picprop":
		top.shape, top.data = &rtfShape{}, nil
	}
	return true
}

func (r *rtf) setFont(n int, e encoding.Encoding) {
	if len(r.fonts) < maxStyles {
		r.fonts[n] = e
	}
}

// addColours takes the semicolons of the colour table: each ends a colour.
func (r *rtf) addColours(s string) {
	for range strings.Count(s, ";") {
		c := colourAuto
		if r.coloured {
			c = colour(r.rgb[0]<<16 | r.rgb[1]<<8 | r.rgb[2])
		}
		r.rgb, r.coloured = [3]int{}, false
		if len(r.colours) < maxStyles {
			r.colours = append(r.colours, c)
		}
	}
}

// startStyles reads the style sheet: which styles are headings.
func (r *rtf) startStyles() {
	top := r.top()
	top.onText = func(s string) {
		name := strings.ToLower(cleanLine(strings.TrimSuffix(strings.TrimSpace(s), ";")))
		par := r.top().par
		if name == "" || len(r.styles) >= maxStyles {
			return
		}
		level := par.outline
		for _, prefix := range []string{"heading ", "nadpis ", "címsor "} {
			if n, ok := strings.CutPrefix(name, prefix); ok && len(n) == 1 && n >= "1" && n <= "9" {
				level = int(n[0] - '1')
			}
		}
		r.styles[par.style] = rtfStyle{name, level}
	}
}

// startMargin reads a header or footer; the same text is shown once.
func (r *rtf) startMargin(name string) {
	top := r.top()
	f := &rtfFlow{scope: name[:6]}
	into := &r.headers
	if strings.HasPrefix(name, "footer") {
		into = &r.footers
	}
	top.flow, top.char, top.par = f, rtfChar{}, plainPar()
	top.end = func() {
		r.endParagraph(f)
		f.endTable()
		text := blocksText(f.blocks)
		if !slices.Contains(r.margins, text) && len(r.margins) < maxHidden {
			r.margins = append(r.margins, text)
			*into = append(*into, f.blocks...)
		}
	}
}

// startNote reads a footnote or endnote; notes stand after all else.
func (r *rtf) startNote() {
	top := r.top()
	r.noted++
	if top.region != nil {
		return
	}
	top.flow, top.char, top.par = r.notes, rtfChar{font: top.char.font}, plainPar()
	r.notes.scope = fmt.Sprintf("note %d", r.noted)
	top.end = func() { r.endParagraph(r.notes) }
}

// rtfShape is a drawing with its properties, which come as pairs.
type rtfShape struct {
	name, value string
	hidden      bool
}

// startShapeText reads a text box: it comes after the paragraph it is anchored in.
func (r *rtf) startShapeText() {
	top := r.top()
	if top.region != nil {
		return
	}
	if top.shape != nil && top.shape.hidden {
		r.hideGroup(&found{kind: HiddenText, where: "hidden shape, " + r.where()})
		return
	}
	outer := top.flow
	f := &rtfFlow{scope: "text box, " + r.where()}
	top.flow, top.char, top.par = f, rtfChar{font: top.char.font}, plainPar()
	top.end = func() {
		r.endParagraph(f)
		f.endTable()
		outer.after = append(outer.after, f.blocks...)
	}
}

// endProperty uses one property of a shape.
func (r *rtf) endProperty(s *rtfShape, where string) {
	switch s.name {
	case "fHidden":
		s.hidden = s.value == "1"
	case "wzDescription":
		r.doc.hideText(HiddenAltText, "description of a picture, "+where, s.value)
	case "hlink", "pihlShape":
		r.doc.hideText(HiddenExternalLink, "shape, "+where, s.value)
	case "gtextUNICODE": // letters drawn as a picture: a watermark
		f := r.top().flow
		if s.value != "" && r.top().region == nil {
			f.after = append(f.after, typeset.Block{Kind: typeset.Paragraph, Runs: []typeset.Run{{Text: s.value}}})
		}
	}
}
