package audit

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"strconv"
)

// facsimile is a PDF that is built as facsimiles are, and what a second reader
// finds in it.
type facsimile struct {
	place
	sum    [sha256.Size]byte
	images [][sha256.Size]byte // the packed pixels of each page
	words  []readWord          // in the reader's order
}

// pdf is a facsimile: page images and words that are not painted.
func (x *inspection) pdf(f *item) error {
	d, err := readPDF(f)
	if err != nil {
		return err
	}
	c := &facsimile{place: f.place, images: d.images}
	if c.sum, err = digestOf(f); err != nil {
		return err
	}
	if c.words, err = x.readFacsimile(f, d); err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.facsimiles = append(x.facsimiles, c)
	return nil
}

// pdfDocument is a facsimile that is read object by object. The objects fill
// the file: there is no byte that does not belong to one.
type pdfDocument struct {
	item    *item
	offsets []int64  // of each object, by its number
	xref    int64    // offset of the cross-reference table
	roles   []string // what each object was reached as
	pages   []pdfPage
	images  [][sha256.Size]byte
	used    *[1 << 16]bool // codes that the pages' words are written with
	cmap    []codeRange
}

// pdfPage is a page's size in points, and where its image stands in the file.
type pdfPage struct {
	width, height   float64
	columns, rows   int // pixels
	bits, channels  int // of a sample, of a pixel
	from, size      int64
	imageKey, fonts string
}

var pdfObject = regexp.MustCompile(`^([1-9][0-9]{0,6}) 0 obj\n`)

// readPDF reads a facsimile (ISO 32000-1 in the one form that the builder writes).
func readPDF(f *item) (*pdfDocument, error) {
	if f.size > maxPDFFile {
		return nil, defectAt(0, "%d bytes, more than the %d of a facsimile", f.size, int64(maxPDFFile))
	}
	d := &pdfDocument{item: f, used: new([1 << 16]bool)}
	if err := d.readHeader(); err != nil {
		return nil, err
	}
	root, err := d.readTable()
	if err != nil {
		return nil, err
	}
	d.roles = make([]string, len(d.offsets))
	if err := d.visit(root, "catalog"); err != nil {
		return nil, err
	}
	for n := 1; n < len(d.roles); n++ {
		if d.roles[n] == "" {
			return nil, defectAt(d.offsets[n], "object %d, which nothing leads to", n)
		}
	}
	if len(d.pages) == 0 {
		return nil, defectAt(0, "a facsimile without pages")
	}
	return d, d.checkCodes()
}

// read reads bytes from..to of the file.
func (d *pdfDocument) read(from, to int64, limit int64) ([]byte, error) {
	if from < 0 || to < from || to > d.item.size {
		return nil, defectAt(max(from, 0), "an offset outside the file")
	}
	if to-from > limit {
		return nil, defectAt(from, "%d bytes, more than the %d that stand here", to-from, limit)
	}
	data := make([]byte, to-from)
	if n, err := d.item.r.ReadAt(data, from); n < len(data) {
		return nil, fmt.Errorf("ends after %d of %d bytes: %w", from+int64(n), d.item.size, err)
	}
	return data, nil
}

// end is where object n ends.
func (d *pdfDocument) end(n int) int64 {
	if n+1 < len(d.offsets) {
		return d.offsets[n+1]
	}
	return d.xref
}

// visit reads an object as what it was reached as.
func (d *pdfDocument) visit(n int, role string) error {
	if n < 1 || n >= len(d.offsets) {
		return defectAt(d.xref, "a reference to object %d, which is not there", n)
	}
	if was := d.roles[n]; was != "" {
		if was != role {
			return defectAt(d.offsets[n], "object %d is used as %s and as %s", n, was, role)
		}
		if !pdfRoles[role].alone {
			return defectAt(d.offsets[n], "object %d, %s, is used twice", n, role)
		}
		return nil
	}
	d.roles[n] = role
	rule := pdfRoles[role]
	if rule.alone {
		for m, r := range d.roles {
			if r == role && m != n {
				return defectAt(d.offsets[n], "two objects that are %s", role)
			}
		}
	}
	limit := int64(maxPDFDictionary)
	if role == "pages" {
		limit = maxPDFPageList
	}
	start, end := d.offsets[n], d.end(n)
	head, err := d.read(start, min(end, start+limit), limit)
	if err != nil {
		return err
	}
	m := pdfObject.FindSubmatch(head)
	if m == nil || string(m[1]) != strconv.Itoa(n) {
		return defectAt(start, "object %d does not begin here", n)
	}
	l := &pdfLexer{data: head, at: len(m[0]), base: start}
	v, err := l.value(0)
	if err != nil {
		return err
	}
	dict, ok := v.(pdfDict)
	if !ok {
		return l.defect("object %d is no dictionary", n)
	}
	if err := d.checkKeys(role, dict, l); err != nil {
		return err
	}
	if rule.stream == "" {
		if string(head[l.at:]) != "\nendobj\n" || start+int64(len(head)) != end {
			return l.defect("something after the dictionary of object %d", n)
		}
		return d.follow(role, dict, l)
	}
	if !l.take("\nstream\n") {
		return l.defect("object %d without its stream", n)
	}
	size := int64(dict["Length"].(pdfNumber).value)
	from := start + int64(l.at)
	const after = "\nendstream\nendobj\n"
	if size < 0 || from+size+int64(len(after)) != end {
		return l.defect("a stream whose length is not that of object %d", n)
	}
	tail, err := d.read(from+size, end, int64(len(after)))
	if err != nil {
		return err
	}
	if string(tail) != after {
		return defectAt(from+size, "something after the stream of object %d", n)
	}
	return d.stream(rule.stream, dict, from, size)
}

// follow visits what an object refers to, in the order in which it matters.
func (d *pdfDocument) follow(role string, dict pdfDict, l *pdfLexer) error {
	switch role {
	case "pages":
		kids := dict["Kids"].(pdfArray)
		if len(kids) > maxPDFPages || dict["Count"].(pdfNumber).value != float64(len(kids)) {
			return l.defect("%d pages in a list for another number", len(kids))
		}
		seen := map[pdfRef]bool{}
		for _, k := range kids {
			if seen[k.(pdfRef)] {
				return l.defect("a page that is there twice")
			}
			seen[k.(pdfRef)] = true
		}
	case "page":
		return d.page(dict, l)
	}
	return d.references(role, dict)
}

// page reads a page: one image that fills it, and its words.
func (d *pdfDocument) page(dict pdfDict, l *pdfLexer) error {
	box := dict["MediaBox"].(pdfArray)
	p := pdfPage{width: box[2].(pdfNumber).value, height: box[3].(pdfNumber).value}
	if box[0].(pdfNumber).value != 0 || box[1].(pdfNumber).value != 0 || p.width <= 0 || p.height <= 0 {
		return l.defect("a page that does not begin at 0, 0")
	}
	res := dict["Resources"].(pdfDict)
	images := res["XObject"].(pdfDict)
	if len(images) != 1 {
		return l.defect("a page with %d images, want 1", len(images))
	}
	for k := range images {
		p.imageKey = k
	}
	if fonts, ok := res["Font"].(pdfDict); ok {
		if len(fonts) != 1 {
			return l.defect("a page with %d fonts, want 1", len(fonts))
		}
		for k := range fonts {
			p.fonts = k
		}
	}
	d.pages = append(d.pages, p)
	return d.references("page", dict)
}

// stream reads what is in a stream.
func (d *pdfDocument) stream(kind string, dict pdfDict, from, size int64) error {
	switch kind {
	case "image":
		return d.image(dict, from, size)
	case "content":
		data, err := d.read(from, from+size, maxPDFContent)
		if err != nil {
			return err
		}
		return d.content(data, from)
	case "cmap":
		data, err := d.read(from, from+size, maxPDFContent)
		if err != nil {
			return err
		}
		d.cmap, err = readCMap(data, from)
		return err
	case "font":
		data, err := d.read(from, from+size, maxPDFFontProgram)
		if err != nil {
			return err
		}
		return checkFontProgram(data, from)
	case "glyphs":
		return d.checkGlyphMap(from, size)
	}
	return errors.New("a kind of stream without a check: " + kind)
}

// checkGlyphMap holds that every code but the first, which no word uses, has the
// one glyph there is.
func (d *pdfDocument) checkGlyphMap(from, size int64) error {
	data, err := d.read(from, from+size, 2<<16)
	if err != nil {
		return err
	}
	if len(data)%2 != 0 {
		return defectAt(from, "a map of half a glyph")
	}
	for i := 0; i < len(data); i += 2 {
		if glyph := min(i, 1); data[i] != 0 || int(data[i+1]) != glyph {
			return defectAt(from+int64(i), "codes with glyphs of their own")
		}
	}
	return nil
}
