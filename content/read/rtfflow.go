package read

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/akta-foi/akta/content/read/typeset"
)

// rtfFlow is one stream of paragraphs: the body, a header, the notes.
type rtfFlow struct {
	blocks []typeset.Block
	runs   []typeset.Run
	hidden []*found
	after  []typeset.Block // pictures and text boxes of the paragraph
	marker string
	item   bool
	scope  string // what it is, where it is not the body

	cell    []typeset.Block // of the cell being read
	cells   []rtfCell       // of the row being read
	defs    []rtfCellDef    // from \trowd on
	def     rtfCellDef      // before its \cellx
	header  bool
	table   []typeset.Row
	origins map[int]*typeset.Cell // by column: where a vertical merge began
	behind  []typeset.Block       // pictures of the table
}

type rtfCell struct{ runs []typeset.Run }

type rtfCellDef struct {
	mergeFirst, merged, downFirst, down bool
	ground                              int
}

func (r *rtf) where() string {
	f := r.top().flow
	switch {
	case f.scope != "":
		return f.scope
	case len(f.cells) > 0 || r.top().par.table:
		return fmt.Sprintf("paragraph %d, in a table, column %d", r.paragraphs+1, len(f.cells)+1)
	}
	return fmt.Sprintf("paragraph %d", r.paragraphs+1)
}

// look turns the properties of characters into what a reader sees.
func (r *rtf) look() look {
	s := r.top()
	l := plainLook()
	l.hidden, l.bold, l.italic, l.size = s.char.hidden, s.char.bold, s.char.italic, s.char.size*5
	l.ink = r.colour(s.char.ink, colourAuto)
	l.mark = r.colour(s.char.mark, colourNone)
	l.ground = r.colour(s.par.ground, colourNone)
	if f := s.flow; s.par.ground == 0 && s.par.table && len(f.cells) < len(f.defs) {
		l.ground = r.colour(f.defs[len(f.cells)].ground, colourNone)
	}
	return l
}

func (r *rtf) colour(i int, other colour) colour {
	if i <= 0 || i >= len(r.colours) || r.colours[i] < 0 {
		return other
	}
	return r.colours[i]
}

// emit takes decoded text to where the group says.
func (r *rtf) emit(s string) {
	top := r.top()
	switch {
	case top.skip, top.data != nil:
		return
	case top.onText != nil:
		top.onText(s)
		return
	case top.region != nil:
		top.region.write(s)
		return
	case len(r.stack) == 1:
		return
	}
	f := top.flow
	if kind, who := r.hides(); kind != "" {
		f.hide(kind, who, r.where(), s)
		return
	}
	if top.char.inserted {
		f.hide(HiddenTrackedChange, r.author(), "inserted text, "+r.where(), s)
	} else if n := len(f.hidden); n > 0 {
		f.hidden[n-1].inside = false
	}
	if top.watch != nil {
		top.watch.write(s)
	}
	run := typeset.Run{Text: s, Bold: top.char.bold, Italic: top.char.italic}
	if n := len(f.runs); n > 0 && f.runs[n-1].Bold == run.Bold && f.runs[n-1].Italic == run.Italic && len(f.runs[n-1].Text) < maxExcerptBytes {
		f.runs[n-1].Text += s
		return
	}
	f.runs = append(f.runs, run)
}

// hides says why the text being read is not seen, or "".
func (r *rtf) hides() (kind HiddenKind, who string) {
	if r.top().char.deleted {
		return HiddenTrackedChange, r.author()
	}
	return r.look().hides(), ""
}

func (r *rtf) author() string {
	if i := r.top().char.author; i >= 0 && i < len(r.authors) {
		return r.authors[i]
	}
	return ""
}

// hide adds to the last hidden passage of the paragraph if it goes on.
func (f *rtfFlow) hide(kind HiddenKind, who, where, s string) {
	n := len(f.hidden)
	if n == 0 || f.hidden[n-1].kind != kind || f.hidden[n-1].who != who || strings.HasPrefix(where, "inserted") != strings.HasPrefix(f.hidden[n-1].where, "inserted") {
		f.hidden = append(f.hidden, &found{kind: kind, who: who, where: where})
		n++
	}
	f.hidden[n-1].write(s)
}

// endParagraph hands a paragraph over, to its cell if it stands in a table.
func (r *rtf) endParagraph(f *rtfFlow) {
	for _, h := range f.hidden {
		r.doc.hideFound(h)
	}
	f.hidden = nil
	if f == r.body {
		r.paragraphs++
	}
	par := r.top().par
	b := typeset.Block{Kind: typeset.Paragraph, Runs: f.runs}
	outline := par.outline
	if s, ok := r.styles[par.style]; ok && outline == 9 && par.style > 0 {
		outline = s.outline
	}
	switch {
	case outline < 9:
		b.Kind, b.Level = typeset.Heading, min(outline+1, 6)
		if f.item && f.marker != "" {
			b.Runs = append([]typeset.Run{{Text: f.marker + " "}}, b.Runs...)
		}
	case f.item:
		b.Kind, b.Level, b.Marker = typeset.Item, par.level+1, f.marker
	}
	var out []typeset.Block
	if len(f.runs) > 0 {
		out = append(out, b)
	}
	out = append(out, f.after...)
	f.runs, f.after, f.item, f.marker = nil, nil, false, ""
	if par.table {
		f.cell = append(f.cell, out...)
		return
	}
	f.endTable()
	f.blocks = append(f.blocks, out...)
}

// setMarker keeps what \listtext shows before an item: letters and digits are
// its number, anything else a bullet.
func (f *rtfFlow) setMarker(text string) {
	text = cleanLine(text)
	f.item = true
	if f.marker = text; !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		f.marker = ""
	}
}

// endCell ends a cell of the row.
func (r *rtf) endCell(f *rtfFlow) {
	table := r.top().par.table
	r.top().par.table = true
	r.endParagraph(f)
	r.top().par.table = table
	runs, rest := flatten(f.cell)
	f.cell, f.behind = nil, append(f.behind, rest...)
	if len(f.cells) < maxSheetColumns {
		f.cells = append(f.cells, rtfCell{runs})
	}
}

// endRow ends a row: merged cells are given to those they belong to.
func (r *rtf) endRow(f *rtfFlow) error {
	if r.cells += len(f.cells) + 1; r.cells > maxTableCells {
		return fmt.Errorf("tables: more than %d cells: split the file", maxTableCells)
	}
	if f.origins == nil {
		f.origins = map[int]*typeset.Cell{}
	}
	row := typeset.Row{Header: f.header, Cells: make([]typeset.Cell, 0, len(f.cells))}
	for i, c := range f.cells {
		var def rtfCellDef
		if i < len(f.defs) {
			def = f.defs[i]
		}
		n := len(row.Cells)
		switch above := f.origins[i]; {
		case def.merged && n > 0:
			row.Cells[n-1].Cols = max(row.Cells[n-1].Cols, 1) + 1
			r.hideRuns("under a merged cell, "+r.where(), c.runs)
		case def.down && above != nil:
			above.Rows = max(above.Rows, 1) + 1
			r.hideRuns("under a merged cell, "+r.where(), c.runs)
		default:
			row.Cells = append(row.Cells, typeset.Cell{Runs: c.runs})
			if delete(f.origins, i); def.downFirst {
				f.origins[i] = &row.Cells[n]
			}
		}
	}
	f.table, f.cells, f.header = append(f.table, row), nil, false
	return nil
}

func (r *rtf) hideRuns(where string, runs []typeset.Run) {
	f := &found{kind: HiddenText, where: where}
	for _, run := range runs {
		f.write(run.Text)
	}
	r.doc.hideFound(f)
}

// endTable hands the rows read so far over as a table.
func (f *rtfFlow) endTable() {
	if len(f.cell)+len(f.cells) > 0 { // a row without its \row
		runs, rest := flatten(f.cell)
		f.behind = append(f.behind, rest...)
		row := typeset.Row{}
		for _, c := range append(f.cells, rtfCell{runs}) {
			row.Cells = append(row.Cells, typeset.Cell{Runs: c.runs})
		}
		f.table, f.cell, f.cells = append(f.table, row), nil, nil
	}
	if len(f.table) > 0 {
		f.blocks = append(f.blocks, typeset.Block{Kind: typeset.Table, Rows: f.table})
	}
	f.blocks = append(f.blocks, f.behind...)
	f.table, f.origins, f.behind = nil, nil, nil
}
