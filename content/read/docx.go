package read

import (
	"encoding/xml"
	"fmt"
	"image"

	"github.com/akta-foi/akta/content/read/typeset"
)

// docxFile is one Word document being read (ECMA-376 part 1).
type docxFile struct {
	*opcPackage
	main      string
	styles    *docxStyles
	lists     *docxLists
	colors    docxColors
	settings  docxSettings
	changes   docxChanges
	notes     docxNotes
	sections  []docxSection
	pictures  opcPictures
	described map[string]bool // alternative texts that are named already
	blocks    int
	cells     int
}

// readDOCX reads a Word document. Its text view is the final one: insertions
// are shown, deletions are not. Headers stand first, footers last, each once;
// footnotes and endnotes follow the body with their marks.
func readDOCX(j *job) error {
	p, err := openPackage(j)
	if err != nil {
		return err
	}
	d := newDOCXFile(p)
	if d.main, err = p.main("word/document.xml"); err != nil {
		return err
	}
	for _, step := range []func() error{
		func() error { return p.readProperties(nil) }, d.readComments, d.readSettings, d.readLooks,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	flow, err := d.flow()
	if err != nil {
		return err
	}
	if err := d.nameRest(); err != nil {
		return err
	}
	d.changes.name(j.doc)
	j.doc.MediaType, j.doc.Format = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"
	if err := j.setFlow(flow); err != nil {
		return err
	}
	if len(j.doc.Tokens) == 0 {
		j.doc.warn("the document has no text of its own")
	}
	return nil
}

func newDOCXFile(p *opcPackage) *docxFile {
	return &docxFile{
		opcPackage: p,
		notes:      docxNotes{marks: map[string]string{}, counts: map[string]int{}},
		pictures:   opcPictures{p: p, decoded: map[string]image.Image{}},
		described:  map[string]bool{},
	}
}

// readLooks reads what decides how text looks: theme, styles, numberings.
func (d *docxFile) readLooks() (err error) {
	d.colors.page = white
	if d.colors.theme, err = d.readTheme(d.first(d.main, "theme")); err != nil {
		return err
	}
	if d.styles, err = readDOCXStyles(d.opcPackage, d.first(d.main, "styles")); err != nil {
		return err
	}
	d.lists, err = readDOCXLists(d.opcPackage, d.first(d.main, "numbering"))
	return err
}

// flow reads all stories in reading order.
func (d *docxFile) flow() (typeset.Flow, error) {
	body, err := d.readStory(d.main, "body")
	if err != nil {
		return typeset.Flow{}, err
	}
	var notes []typeset.Block
	for _, kind := range []string{"footnotes", "endnotes"} {
		for _, part := range d.related(d.main, kind) {
			blocks, err := d.readStory(part, kind)
			if err != nil {
				return typeset.Flow{}, err
			}
			notes = append(notes, blocks...)
		}
	}
	headers, footers, err := d.readMargins()
	if err != nil {
		return typeset.Flow{}, err
	}
	var flow typeset.Flow
	for _, part := range [][]typeset.Block{headers, body, notes, footers} {
		flow.Blocks = append(flow.Blocks, part...)
	}
	return flow, nil
}

// docxSettings are the settings that change what is shown (17.15.1).
type docxSettings struct {
	evenPages bool // have headers of their own
	pageColor bool // is shown
}

// readSettings reads word/settings.xml and names what it says about people and
// other files.
func (d *docxFile) readSettings() error {
	var rsids, variables, merge excerptText
	part := d.first(d.main, "settings")
	err := d.walk(part, func(t xml.Token, _ int) error {
		e, ok := t.(xml.StartElement)
		if !ok {
			return nil
		}
		value := attr(e, "val")
		switch e.Name.Local {
		case "evenAndOddHeaders":
			d.settings.evenPages = on(value)
		case "displayBackgroundShape":
			d.settings.pageColor = on(value)
		case "rsid", "rsidRoot":
			rsids.add(value)
		case "docVar":
			variables.add(attr(e, "name") + ": " + value)
		case "connectString", "query", "mailSubject", "addressFieldName", "udl", "mappedName":
			merge.add(value)
		}
		return nil
	})
	for _, found := range []struct {
		kind        HiddenKind
		what, units string
		text        *excerptText
	}{
		{HiddenMetadata, "marks of editing sessions (rsid)", "items", &rsids},
		{HiddenMetadata, "document variables", "words", &variables},
		{HiddenExternalLink, "source of a mail merge", "words", &merge},
	} {
		if found.text.words > 0 {
			d.j.doc.hide(Hidden{Kind: found.kind, Where: found.what + ", part " + part, Count: found.text.words, Unit: found.units, Excerpt: found.text.String()})
		}
	}
	return err
}

// docxSection is a section of the body and its headers and footers (17.10).
type docxSection struct {
	part      string // whose relationships its ids mean
	margins   []docxMargin
	titlePage bool
}

// docxMargin is a reference to a header or footer.
type docxMargin struct{ what, kind, rel string }

func (d *docxFile) startSection(part string) {
	d.sections = append(d.sections, docxSection{part: part})
}

// sectionProperty takes a property of the section that was opened last.
func (d *docxFile) sectionProperty(e xml.StartElement, sc *docxScope) {
	if len(d.sections) == 0 {
		return
	}
	section := &d.sections[len(d.sections)-1]
	switch e.Name.Local {
	case "headerReference", "footerReference":
		what := e.Name.Local[:len("header")]
		section.margins = append(section.margins, docxMargin{what, attr(e, "type"), relID(e, "id")})
	case "titlePg":
		section.titlePage = on(attr(e, "val"))
	case "sectPrChange":
		d.changes.look(docxChangeOf("changed section", e), "the body")
		sc.silent = true
	}
}

// shownMargins are the parts of headers or footers that appear on some page,
// each once: a first page's header only where the section has a title page.
func (d *docxFile) shownMargins(what string) map[string]bool {
	shown := map[string]bool{}
	for _, section := range d.sections {
		for _, m := range section.margins {
			r := d.rel(section.part, m.rel)
			visible := m.kind != "first" && m.kind != "even" || m.kind == "first" && section.titlePage || m.kind == "even" && d.settings.evenPages
			if r != nil && m.what == what && visible {
				shown[r.target] = true
			}
		}
	}
	return shown
}

// readMargins reads all headers and footers. Those that no page shows are
// hidden text; those that say the same as one before are left out.
func (d *docxFile) readMargins() (headers, footers []typeset.Block, err error) {
	for _, what := range []string{"header", "footer"} {
		shown, said := d.shownMargins(what), map[string]bool{}
		for i, part := range d.related(d.main, what) {
			if d.used[part] {
				continue
			}
			name := fmt.Sprintf("%s %d", what, i+1)
			blocks, err := d.readStory(part, name)
			if err != nil {
				return nil, nil, err
			}
			text := plainText(blocks)
			switch {
			case !shown[part]:
				d.j.doc.hideText(HiddenText, name+", which no page shows", text)
			case said[text] && text != "":
			case what == "header":
				headers = append(headers, blocks...)
			default:
				footers = append(footers, blocks...)
			}
			said[text] = shown[part] || said[text]
		}
	}
	return headers, footers, nil
}
