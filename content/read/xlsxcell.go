package read

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/akta-foi/akta/content/read/typeset"
)

// xlsxRange is a rectangle of cells, all counted from 1.
type xlsxRange struct{ top, left, bottom, right int }

// parseCell reads "B7" or "$B$7".
func parseCell(ref string) (row, col int, ok bool) {
	ref = strings.ReplaceAll(ref, "$", "")
	i := 0
	for ; i < len(ref) && i < 4; i++ {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		col = col*26 + int(c-'A') + 1
	}
	row, err := strconv.Atoi(ref[i:])
	ok = err == nil && row >= 1 && row <= maxSheetRow && col >= 1 && col <= maxSheetCol
	return row, col, ok
}

// parseRange reads "B2:D7" or one cell.
func parseRange(ref string) (r xlsxRange, ok bool) {
	from, to, two := strings.Cut(ref, ":")
	if !two {
		to = from
	}
	var ok1, ok2 bool
	r.top, r.left, ok1 = parseCell(from)
	r.bottom, r.right, ok2 = parseCell(to)
	return r, ok1 && ok2 && r.top <= r.bottom && r.left <= r.right
}

// columnName is "A", "Z", "AA".
func columnName(col int) string {
	name := ""
	for ; col > 0; col = (col - 1) / 26 {
		name = string(rune('A'+(col-1)%26)) + name
	}
	return name
}

func cellName(row, col int) string { return columnName(col) + strconv.Itoa(row) }

// endCell shows a cell or names what hides it.
func (s *xlsxSheet) endCell() error {
	runs, right, section := s.cellRuns()
	raw := s.rawValue()
	if raw == "" {
		return nil
	}
	if s.b.cells++; s.b.cells > maxTableCells {
		return fmt.Errorf("more than %d cells with content in the file: split the file", maxTableCells)
	}
	text := runsText(runs)
	named := text
	if strings.TrimSpace(text) == "" {
		named = raw
	}
	switch {
	case s.hidden:
		s.hides.inSheet(named)
	case s.rowHidden:
		s.hides.inRow(s.row, named)
	case s.columnHidden(s.col):
		s.hides.inColumn(s.col, named)
	case strings.TrimSpace(text) == "":
		if strings.TrimSpace(raw) != "" {
			s.hides.byLook(HiddenText, "by a number format", s.row, s.col, raw)
		}
	default:
		s.showRuns(runs, right, section)
	}
	return nil
}

// showRuns keeps the runs of a cell that are seen.
func (s *xlsxSheet) showRuns(runs []xlsxRunLook, right bool, section *formatSection) {
	cell := xlsxCell{row: s.row, col: s.col, right: right}
	for _, r := range runs {
		if kind := s.b.hides(s.cell.look, r.font, section); kind != "" {
			if strings.TrimSpace(r.Text) != "" {
				s.hides.byLook(kind, "by their colour or size", s.row, s.col, r.Text)
			}
			continue
		}
		cell.runs = append(cell.runs, r.Run)
	}
	if hasText(cell.runs) {
		s.cells = append(s.cells, cell)
	}
}

// xlsxRunLook is a run of a cell and its font.
type xlsxRunLook struct {
	typeset.Run
	font xlsxFont
}

func runsText(runs []xlsxRunLook) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// rawValue is the value of a cell as the file holds it.
func (s *xlsxSheet) rawValue() string {
	switch s.cell.kind {
	case "s":
		if t := s.shared(); t != nil {
			return t.text
		}
		return ""
	case "inlineStr":
		return s.cell.inline.text
	}
	return s.cell.value
}

// shared is the text in the list of texts that a cell points to, or nil.
func (s *xlsxSheet) shared() *xlsxText {
	i, err := strconv.Atoi(strings.TrimSpace(s.cell.value))
	if err != nil || i < 0 || i >= len(s.b.strings) {
		return nil
	}
	s.b.strings[i].used = true
	return &s.b.strings[i]
}

// cellRuns is what a cell shows (18.18.11), and whether it stands right.
func (s *xlsxSheet) cellRuns() (runs []xlsxRunLook, right bool, section *formatSection) {
	look := s.cell.look
	plain := func(text string) []xlsxRunLook {
		return []xlsxRunLook{{typeset.Run{Text: text, Bold: look.font.bold, Italic: look.font.italic}, look.font}}
	}
	switch s.cell.kind {
	case "s", "inlineStr":
		text := &s.cell.inline
		if s.cell.kind == "s" {
			if text = s.shared(); text == nil {
				return nil, false, nil
			}
		}
		shown, section := look.format.text(text.text)
		if len(text.runs) == 0 || shown != text.text {
			return plain(shown), false, section
		}
		return richRuns(text, look), false, section
	case "str", "d":
		shown, section := look.format.text(s.cell.value)
		return plain(shown), false, section
	case "e":
		return plain(s.cell.value), false, nil
	case "b":
		return plain(s.b.truth(s.cell.value == "1" || s.cell.value == "true")), false, nil
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(s.cell.value), 64)
	if err != nil {
		return plain(s.cell.value), false, nil
	}
	shown, section, ok := look.format.number(v, s.b)
	if !ok {
		s.b.j.doc.warn("sheet %q: some numbers are shown without their format, which is not known: compare with the original", s.ref.name)
		shown = generalNumber(v)
	}
	return plain(shown), true, section
}

// richRuns are the runs of a text with fonts of their own; the first may have
// the cell's.
func richRuns(text *xlsxText, look *xlsxLook) []xlsxRunLook {
	var runs []xlsxRunLook
	for _, r := range text.runs {
		font := look.font
		if r.font != nil {
			font = *r.font
		}
		runs = append(runs, xlsxRunLook{typeset.Run{Text: r.text, Bold: font.bold, Italic: font.italic}, font})
	}
	return runs
}

// truth is how programs of the workbook's language show true and false.
func (b *xlsxBook) truth(v bool) string {
	if b.language == "hu" {
		return map[bool]string{true: "IGAZ", false: "HAMIS"}[v]
	}
	return map[bool]string{true: "PRAVDA", false: "NEPRAVDA"}[v]
}
