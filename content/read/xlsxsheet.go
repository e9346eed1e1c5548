package read

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"github.com/akta-foi/akta/content/read/typeset"
)

// xlsxSheet is one worksheet being read (ECMA-376 part 1, 18.3). It is walked
// once; only cells with content are kept.
type xlsxSheet struct {
	b      *xlsxBook
	ref    xlsxSheetRef
	part   string
	hidden bool // the sheet is

	columns    []bool // by number: hidden
	ranges     int    // of columns that were read
	row, col   int
	rowHidden  bool
	zeroHeight bool // rows that say nothing else are hidden
	cell       xlsxCellRef
	value      strings.Builder
	inline     textReader
	path       []string

	cells    []xlsxCell
	index    map[[2]int]int // of cells by row and column, once it is asked for
	merges   []xlsxRange
	hides    xlsxHides
	formulas xlsxFormulas
	forms    excerptText // lists and hints of validations
	stray    excerptText
	margins  xlsxMargins
	after    []typeset.Block
	filtered bool
}

// xlsxCell is a visible cell with content.
type xlsxCell struct {
	row, col int
	runs     []typeset.Run
	right    bool
}

// xlsxCellRef is the cell being read.
type xlsxCellRef struct {
	kind   string
	look   *xlsxLook
	value  string
	inline xlsxText
}

type xlsxFormulas struct {
	count int
	first string
}

const (
	maxSheetRow = 1 << 20 // rows of a sheet, from 1 (Excel's own bound)
	maxSheetCol = 1 << 14 // columns, from 1: XFD
)

func newXLSXSheet(b *xlsxBook, ref xlsxSheetRef, part string, hidden bool) *xlsxSheet {
	s := &xlsxSheet{b: b, ref: ref, part: part, hidden: hidden}
	s.hides.sheet = s
	return s
}

// read reads the sheet and all that hangs on it.
func (s *xlsxSheet) read() ([]typeset.Block, error) {
	err := s.b.walk(s.part, func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.StartElement:
			s.path = append(s.path, t.Name.Local)
			return s.start(t)
		case xml.CharData:
			s.charData(t)
		case xml.EndElement:
			s.path = s.path[:len(s.path)-1]
			return s.end(t.Name.Local)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := s.readAround(); err != nil {
		return nil, err
	}
	table, err := s.table()
	if err != nil {
		return nil, err
	}
	s.name()
	blocks := s.margins.blocks(s.margins.headers)
	blocks = append(blocks, table...)
	blocks = append(blocks, s.after...)
	return append(blocks, s.margins.blocks(s.margins.footers)...), nil
}

// in tells whether the element being read is in another one.
func (s *xlsxSheet) in(local string) bool {
	for _, p := range s.path {
		if p == local {
			return true
		}
	}
	return false
}

// start opens an element.
func (s *xlsxSheet) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "sheetFormatPr":
		s.zeroHeight = attr(e, "zeroHeight") != "" && on(attr(e, "zeroHeight"))
	case "col", "row", "c":
		return s.startGrid(e)
	case "f", "v", "formula1", "formula2", "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter":
		s.value.Reset()
	case "mergeCell":
		if r, ok := parseRange(attr(e, "ref")); ok && len(s.merges) < maxTableCells {
			s.merges = append(s.merges, r)
		}
	case "autoFilter":
		s.filtered = true
	case "dataValidation":
		for _, name := range []string{"promptTitle", "prompt", "errorTitle", "error"} {
			s.forms.add(attr(e, name))
		}
	case "inputCells": // of a scenario: values kept for "what if"
		s.forms.add(attr(e, "val"))
	case "scenario":
		s.forms.add(attr(e, "name") + " " + attr(e, "user") + " " + attr(e, "comment"))
	case "hyperlink":
		s.hyperlink(e)
	case "headerFooter":
		s.margins.set(e)
	default:
		if s.in("is") {
			s.inline.start(e)
		}
	}
	return nil
}

// charData takes text between tags.
func (s *xlsxSheet) charData(text []byte) {
	local := ""
	if n := len(s.path); n > 0 {
		local = s.path[n-1]
	}
	switch local {
	case "v", "f", "formula1", "formula2", "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter":
		s.value.Write(text)
	case "t":
		s.inline.charData(text)
	case "sqref", "formula", "col", "row", "colOff", "rowOff": // places
	default:
		s.stray.add(string(text))
	}
}

// end closes an element.
func (s *xlsxSheet) end(local string) error {
	switch local {
	case "v":
		s.cell.value = s.value.String()
	case "f":
		s.endFormula()
	case "formula1", "formula2":
		s.validation(s.value.String())
	case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter":
		s.margins.add(local, s.value.String(), s)
	case "is":
		s.cell.inline = s.inline.take()
	case "c":
		if len(s.path) == 3 {
			return s.endCell()
		}
	default:
		if s.in("is") {
			s.inline.end(local)
		}
	}
	return nil
}

// startGrid opens columns, rows and cells where the grid has them (18.3.1.80);
// anchors of drawings have elements of the same names.
func (s *xlsxSheet) startGrid(e xml.StartElement) error {
	switch local := e.Name.Local; {
	case local == "col" && len(s.path) == 3:
		s.startColumns(e)
	case local == "row" && len(s.path) == 3:
		return s.startRow(e)
	case local == "c" && len(s.path) == 4:
		return s.startCell(e)
	}
	return nil
}

// startColumns notes columns that are hidden or have no width (18.3.1.13).
func (s *xlsxSheet) startColumns(e xml.StartElement) {
	first, err1 := strconv.Atoi(attr(e, "min"))
	last, err2 := strconv.Atoi(attr(e, "max"))
	width, err3 := strconv.ParseFloat(attr(e, "width"), 64)
	gone := attr(e, "hidden") != "" && on(attr(e, "hidden")) || err3 == nil && width == 0
	if s.ranges++; !gone || err1 != nil || err2 != nil || s.ranges > maxSheetCol {
		return
	}
	if s.columns == nil {
		s.columns = make([]bool, maxSheetCol+1)
	}
	for col := max(first, 1); col <= min(last, maxSheetCol); col++ {
		s.columns[col] = true
	}
}

func (s *xlsxSheet) columnHidden(col int) bool { return s.columns != nil && s.columns[col] }

// startRow opens a row; one without a number follows the one before.
func (s *xlsxSheet) startRow(e xml.StartElement) error {
	s.row, s.col = s.row+1, 0
	if n, err := strconv.Atoi(attr(e, "r")); err == nil {
		s.row = n
	}
	if s.row < 1 || s.row > maxSheetRow {
		return fmt.Errorf("row %d of at most %d: damaged, ask for the file again", s.row, maxSheetRow)
	}
	height, err := strconv.ParseFloat(attr(e, "ht"), 64)
	hidden := attr(e, "hidden")
	s.rowHidden = hidden != "" && on(hidden) || err == nil && height == 0 || s.zeroHeight && hidden == "" && attr(e, "ht") == ""
	return nil
}

// startCell opens a cell; one without a reference follows the one before.
func (s *xlsxSheet) startCell(e xml.StartElement) error {
	s.col++
	if ref := attr(e, "r"); ref != "" {
		row, col, ok := parseCell(ref)
		if !ok || row != s.row {
			return fmt.Errorf("cell %q in row %d: damaged, ask for the file again", ref, s.row)
		}
		s.col = col
	}
	if s.col > maxSheetCol {
		return fmt.Errorf("row %d: more than %d columns: damaged, ask for the file again", s.row, maxSheetCol)
	}
	look := 0
	if n, err := strconv.Atoi(attr(e, "s")); err == nil && n >= 0 && n < len(s.b.looks) {
		look = n
	}
	s.cell = xlsxCellRef{kind: attr(e, "t"), look: &s.b.looks[look]}
	return nil
}

// endFormula counts a formula; the first one is the excerpt. Cells that share
// a formula have an empty one.
func (s *xlsxSheet) endFormula() {
	if !s.in("c") {
		s.validation(s.value.String()) // xm:f of newer validations and formats
		return
	}
	s.formulas.count++
	if text := s.value.String(); s.formulas.first == "" && text != "" {
		s.formulas.first = cellName(s.row, s.col) + ": =" + cutBytes(text, 2*maxExcerptBytes)
	}
}

// validation names the list of allowed values that a validation holds itself
// (18.3.1.32); a reference to cells is none.
func (s *xlsxSheet) validation(formula string) {
	if strings.Contains(formula, `"`) && s.in("dataValidations") {
		s.forms.add(strings.Trim(strings.TrimSpace(formula), `"`))
	}
}

// hyperlink names where a link goes, unless a cell would say the same.
func (s *xlsxSheet) hyperlink(e xml.StartElement) {
	where := fmt.Sprintf("sheet %q, cell %s", s.ref.name, attr(e, "ref"))
	if r := s.b.rel(s.part, relID(e, "id")); r != nil && r.external {
		r.named = true
		if !sameTarget(s.cellText(attr(e, "ref")), r.target) {
			s.b.j.doc.hide(Hidden{Kind: HiddenExternalLink, Where: where, Count: 1, Excerpt: r.target})
		}
	}
	s.b.j.doc.hideText(HiddenAltText, where+", hint of a link", attr(e, "tooltip"))
}

// cellText is the text of a visible cell; links come after the cells.
func (s *xlsxSheet) cellText(ref string) string {
	at, ok := parseRange(ref)
	if !ok {
		return ""
	}
	if s.index == nil {
		s.index = make(map[[2]int]int, len(s.cells))
		for i, c := range s.cells {
			s.index[[2]int{c.row, c.col}] = i
		}
	}
	if i, ok := s.index[[2]int{at.top, at.left}]; ok {
		return flatText(s.cells[i].runs)
	}
	return ""
}
