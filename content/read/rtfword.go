package read

import (
	"github.com/akta-foi/akta/content/read/typeset"
)

// word does what one control word asks for.
func (r *rtf) word(name string, arg int, hasArg bool) error {
	if name == "*" {
		r.starred = true
		return nil
	}
	starred := r.starred
	r.starred = false
	if name == "u" {
		if !r.top().skip {
			r.unicode(arg)
		}
		return nil
	}
	if s := rtfSign(name); s != "" {
		if r.fallback > 0 {
			r.fallback--
		} else {
			r.emit(s)
		}
		return nil
	}
	r.fallback = 0
	if top := r.top(); top.blind || top.skip && name != "ud" {
		return nil
	}
	if r.destination(name, arg) || r.dataWord(name, arg) {
		return nil
	}
	if starred {
		r.startUnknown(name)
		return nil
	}
	if r.charWord(name, arg, hasArg) || r.parWord(name, arg) {
		return nil
	}
	return r.flowWord(name)
}

// rtfSign returns the character a word stands for, or "".
func rtfSign(name string) string {
	switch name {
	case "~":
		return "\u00A0"
	case "-":
		return "\u00AD"
	case "_":
		return "\u2011"
	case "tab":
		return "\t"
	case "line", "lbr":
		return "\n"
	case "lquote":
		return "‘"
	case "rquote":
		return "’"
	case "ldblquote":
		return "“"
	case "rdblquote":
		return "”"
	case "emdash":
		return "—"
	case "endash":
		return "–"
	case "bullet":
		return "•"
	case "emspace", "enspace", "qmspace":
		return " "
	case "zwj":
		return "\u200D"
	case "zwnj":
		return "\u200C"
	}
	return ""
}

// charWord sets properties of characters; all of them end with their group.
func (r *rtf) charWord(name string, arg int, hasArg bool) bool {
	top := r.top()
	c := &top.char
	on := !hasArg || arg != 0
	switch name {
	case "plain":
		*c = rtfChar{font: c.font}
	case "f":
		c.font = arg
	case "v":
		c.hidden = on
	case "b":
		c.bold = on
	case "i":
		c.italic = on
	case "deleted":
		c.deleted = on
	case "revised":
		c.inserted = on
	case "revauth", "revauthdel":
		c.author = arg
	case "cf":
		c.ink = arg
	case "highlight", "chcbpat", "cb":
		c.mark = arg
	case "fs":
		c.size = min(max(arg, 0), 10_000)
	case "uc":
		top.uc = min(max(arg, 0), maxRTFWord)
	case "ansicpg":
		if e := codePage(arg); e != nil {
			r.page = e
		}
	case "mac":
		r.page = codePage(10000)
	case "pc":
		r.page = codePage(437)
	case "pca":
		r.page = codePage(850)
	default:
		return false
	}
	return true
}

// parWord sets properties of paragraphs and table cells.
func (r *rtf) parWord(name string, arg int) bool {
	top := r.top()
	p, f := &top.par, top.flow
	switch name {
	case "pard":
		*p = plainPar()
	case "s":
		p.style = arg
	case "outlinelevel":
		p.outline = min(max(arg, 0), 9)
	case "ilvl":
		p.level = min(max(arg, 0), 8)
	case "cbpat":
		p.ground = arg
	case "intbl":
		p.table = true
	case "trowd":
		f.defs, f.def, f.header = nil, rtfCellDef{}, false
	case "trhdr":
		f.header = true
	case "clmgf":
		f.def.mergeFirst = true
	case "clmrg":
		f.def.merged = true
	case "clvmgf":
		f.def.downFirst = true
	case "clvmrg":
		f.def.down = true
	case "clcbpat":
		f.def.ground = arg
	case "cellx":
		if len(f.defs) < maxSheetColumns {
			f.defs = append(f.defs, f.def)
		}
		f.def = rtfCellDef{}
	default:
		return false
	}
	return true
}

// flowWord ends paragraphs, cells, rows and pages.
func (r *rtf) flowWord(name string) error {
	top := r.top()
	if top.onText != nil {
		return nil
	}
	if top.region != nil {
		switch name {
		case "par", "cell", "row", "sect", "page":
			top.region.write(" ")
		}
		return nil
	}
	switch f := top.flow; name {
	case "par", "sect":
		r.endParagraph(f)
	case "page":
		r.endParagraph(f)
		if !top.par.table {
			f.blocks = append(f.blocks, typeset.Block{Kind: typeset.PageBreak})
		}
	case "cell":
		r.endCell(f)
	case "nestcell":
		r.emit("\t")
	case "nestrow":
		r.emit("\n")
	case "row":
		return r.endRow(f)
	}
	return nil
}

// startUnknown names a group that asks to be ignored by who does not know it.
// Groups of the same name are one item.
func (r *rtf) startUnknown(name string) {
	top := r.top()
	f := r.named[name]
	if f == nil {
		f = &found{kind: HiddenUnknownPart, where: `group \` + name}
		if len(r.unknown) < maxHidden {
			r.unknown, r.named[name] = append(r.unknown, f), f
		}
	}
	f.write(" ")
	top.onText, top.blind, top.data = f.write, true, nil
}
