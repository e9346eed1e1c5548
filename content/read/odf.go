package read

import (
	"encoding/xml"
	"errors"
	"slices"
	"strings"

	"github.com/akta-foi/akta/content/read/typeset"
)

// odf reads one OpenDocument package (ODF 1.3): the styles and page styles of
// styles.xml, then content.xml, then every part that neither of them accounts for.
type odf struct {
	j        *job
	doc      *Document
	c        *container
	isSheets bool
	part     string // being read
	err      error

	odfState
	ends []func() // of the open elements
	skip int      // open elements from the one that is left out

	styles     odfStyles
	outline    [odfListLevels]int
	counts     map[string]*[odfListLevels]int // of lists, by id, or "/" and style
	masters    []*odfMaster
	byName     map[string]*odfMaster
	anyMaster  bool
	change     *odfChange
	changes    map[string]*odfChange
	spans      []*found // inserted passages and links that are open
	declared   []Field
	citation   string
	used       map[string]bool // parts that a page shows
	seen       map[string]bool // see hideOnce
	pictures   pictureBudget
	paragraphs int
	cells      int // of all tables
	written    int // pieces of text so far, visible or not

	blocks, notes []typeset.Block
}

// odfState is what an element may change for all that is in it.
type odfState struct {
	dest    *[]typeset.Block // where blocks go; nil: nowhere
	para    *odfPara
	region  *found // where hidden text goes; nil: what is read is visible
	table   *odfTable
	frame   *odfFrame
	lists   odfLists
	look    look
	scope   string  // what is read, where it is not the body
	who     *string // author of the comment or change
	records bool    // attributes are data
}

// newODF returns a reader of the format "odt" or "ods".
func newODF(j *job, c *container, format string) *odf {
	o := &odf{
		j: j, doc: j.doc, c: c, isSheets: format == "ods", styles: newODFStyles(),
		counts: map[string]*[odfListLevels]int{}, changes: map[string]*odfChange{},
		byName: map[string]*odfMaster{}, used: map[string]bool{}, seen: map[string]bool{},
	}
	o.look = plainLook()
	return o
}

// readODF reads a text or a spreadsheet.
func readODF(j *job, format string) error {
	c, err := openContainer(j)
	if err != nil {
		return err
	}
	j.doc.Format, j.doc.MediaType = format, "application/vnd.oasis.opendocument.text"
	if format == "ods" {
		j.doc.MediaType = "application/vnd.oasis.opendocument.spreadsheet"
	}
	o := newODF(j, c, format)
	if err := o.readViews(); err != nil {
		return err
	}
	o.hideDeclared()
	if err := o.readParts(); err != nil {
		return err
	}
	flow := typeset.Flow{Blocks: slices.Concat(o.margins("header"), o.blocks, o.notes, o.margins("footer"))}
	return j.setFlow(flow)
}

// readViews reads what a reader of the pages sees, unless it has a password.
func (o *odf) readViews() error {
	if err := o.readManifest(); err != nil {
		return err
	}
	for _, part := range []string{"styles.xml", "content.xml"} {
		if part == "styles.xml" && !o.c.has(part) {
			continue
		}
		if err := o.readPart(part); err != nil {
			return err
		}
	}
	return nil
}

// readPart reads styles.xml or content.xml. Each has automatic styles of its own.
func (o *odf) readPart(name string) error {
	o.part, o.ends, o.skip = name, nil, 0
	o.styles.auto, o.styles.autoLists = map[string]*odfStyle{}, map[string]*odfListStyle{}
	return walkXML(o.c, name, func(t xml.Token, _ int) error { return o.token(t) })
}

// startBody begins the body of content.xml.
func (o *odf) startBody() func() {
	restore := o.save()
	o.dest = &o.blocks
	if !o.isSheets {
		o.look = o.styles.find("paragraph", "").over(plainLook())
	}
	return restore
}

// fail keeps the first error; token returns it.
func (o *odf) fail(err error) {
	if o.err == nil {
		o.err = err
	}
}

// hideDeclared names declared values that no field shows.
func (o *odf) hideDeclared() {
	if len(o.declared) == 0 {
		return
	}
	text := blocksText(slices.Concat(o.blocks, o.notes))
	for _, f := range o.declared {
		if !strings.Contains(text, f.Value) {
			o.doc.hideText(HiddenMetadata, "declared variable "+quoted(f.Name), f.Value)
		}
	}
}

// readManifest looks for passwords; what it lists is found in the package itself.
func (o *odf) readManifest() error {
	const name = "META-INF/manifest.xml"
	if !o.c.has(name) {
		return nil
	}
	return walkXML(o.c, name, func(t xml.Token, _ int) error {
		e, ok := t.(xml.StartElement)
		if ok && e.Name.Local == "encryption-data" {
			return errors.New("OpenDocument: password protected: ask for a copy without a password")
		}
		return nil
	})
}
