package read

import (
	"encoding/xml"
	"fmt"
	"image"
	"strings"

	"github.com/akta-foi/akta/content/read/typeset"
)

// xlsxBook is one workbook being read (ECMA-376 part 1, 18).
type xlsxBook struct {
	*opcPackage
	main     string
	theme    map[string]rgb
	looks    []xlsxLook
	strings  []xlsxText
	sheets   []xlsxSheetRef
	from1904 bool
	language string            // of months and currencies where a format names none
	cells    int               // with content
	grid     int               // of all tables, empty ones included
	persons  map[string]string // by the ids that threaded comments use
	pictures opcPictures
}

// xlsxSheetRef is a sheet as the workbook lists it.
type xlsxSheetRef struct{ name, state, rel string }

// readXLSX reads a workbook. Its text view is what the visible sheets show:
// the name of a sheet, then its cells as a table, with values as they are
// formatted. Cells that are not shown are named, formulas are counted.
func readXLSX(j *job) error {
	p, err := openPackage(j)
	if err != nil {
		return err
	}
	b := &xlsxBook{opcPackage: p, pictures: opcPictures{p: p, decoded: map[string]image.Image{}}}
	if b.main, err = p.main("xl/workbook.xml"); err != nil {
		return err
	}
	stringsPart := b.first(b.main, "sharedStrings")
	for _, step := range []func() error{
		b.readWorkbook,
		func() error { return p.readProperties(b.sheetNames()) },
		func() (err error) { b.theme, err = b.readTheme(b.first(b.main, "theme")); return err },
		func() error { return b.readStyles(b.first(b.main, "styles")) },
		func() error { return b.readStrings(stringsPart) },
		b.readPersons,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	var flow typeset.Flow
	for i, ref := range b.sheets {
		j.progress("part", i, len(b.sheets))
		blocks, err := b.readSheetRef(ref)
		if err != nil {
			return err
		}
		flow.Blocks = append(flow.Blocks, blocks...)
	}
	b.nameUnused(stringsPart)
	if err := b.nameSources(); err != nil {
		return err
	}
	if err := b.nameRest(); err != nil {
		return err
	}
	j.doc.MediaType, j.doc.Format = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"
	if err := j.setFlow(flow); err != nil {
		return err
	}
	if len(j.doc.Tokens) == 0 {
		j.doc.warn("no visible sheet has text")
	}
	return nil
}

func (b *xlsxBook) sheetNames() []string {
	var names []string
	for _, s := range b.sheets {
		names = append(names, s.name)
	}
	return names
}

// readWorkbook reads xl/workbook.xml: sheets, names, and who had it where.
func (b *xlsxBook) readWorkbook() error {
	name, value := "", strings.Builder{}
	return b.walk(b.main, func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "workbookPr":
				b.from1904 = attr(t, "date1904") != "" && on(attr(t, "date1904"))
			case "sheet":
				if len(b.sheets) >= maxSheets {
					return fmt.Errorf("more than %d sheets: split the file", maxSheets)
				}
				b.sheets = append(b.sheets, xlsxSheetRef{cleanLine(attr(t, "name")), attr(t, "state"), relID(t, "id")})
			case "definedName":
				name = attr(t, "name")
				value.Reset()
			case "absPath":
				b.nameOwner("folder it was saved in", attr(t, "url"))
			case "fileSharing":
				b.nameOwner("who reserved it", attr(t, "userName"))
			case "customWorkbookView":
				b.nameOwner("a view of its own", attr(t, "name"))
			}
		case xml.CharData:
			if name != "" {
				value.Write(t)
			}
		case xml.EndElement:
			if t.Name.Local == "definedName" {
				if !b.builtinName(name) {
					b.j.doc.hide(Hidden{Kind: HiddenNamedRange, Where: fmt.Sprintf("name %q", name), Count: 1, Excerpt: name + " = " + value.String()})
				}
				name = ""
			}
		}
		return nil
	})
}

func (b *xlsxBook) nameOwner(what, value string) {
	if strings.TrimSpace(value) != "" {
		b.j.doc.hide(Hidden{Kind: HiddenMetadata, Where: what + ", part " + b.main, Count: 1, Excerpt: value})
	}
}

// builtinName tells of names that programs make for printing and filtering:
// they say only which cells.
func (b *xlsxBook) builtinName(name string) bool {
	switch strings.ToLower(name) {
	case "_xlnm.print_area", "_xlnm.print_titles", "_xlnm._filterdatabase", "_xlnm.sheet_title":
		return true
	}
	return false
}

// readSheetRef reads one sheet. The content of a hidden one is named.
func (b *xlsxBook) readSheetRef(ref xlsxSheetRef) ([]typeset.Block, error) {
	r := b.rel(b.main, ref.rel)
	if r == nil || r.external || !b.has(r.target) {
		return nil, fmt.Errorf("sheet %q: its part is missing: damaged, ask for the file again", ref.name)
	}
	if b.used[r.target] {
		return nil, fmt.Errorf("sheet %q: its part %s is another sheet too: damaged, ask for the file again", ref.name, r.target)
	}
	hidden := ref.state == "hidden" || ref.state == "veryHidden"
	heading := typeset.Block{Kind: typeset.Heading, Level: 1, Runs: []typeset.Run{{Text: ref.name, Bold: true}}}
	if r.kind != "worksheet" { // charts, dialogs and old macros: named with all parts
		if hidden {
			b.j.doc.hide(Hidden{Kind: HiddenSheet, Where: fmt.Sprintf("sheet %q", ref.name), Count: 1, Excerpt: ref.name})
			return nil, nil
		}
		b.j.doc.warn("the sheet %q is a chart or a dialog and is not drawn: look at the original", ref.name)
		return []typeset.Block{heading}, nil
	}
	s := newXLSXSheet(b, ref, r.target, hidden)
	blocks, err := s.read()
	if err != nil {
		return nil, fmt.Errorf("sheet %q: %w", ref.name, err)
	}
	if hidden {
		return nil, nil
	}
	return append([]typeset.Block{heading}, blocks...), nil
}
