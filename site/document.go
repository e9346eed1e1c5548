package site

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/akta-foi/akta/bundles"
)

// planDocuments turns the documents of the shown release into views, numbers the
// grounds of the case and names the files of each document.
func (pl *plan) planDocuments(r *Release, name string, v *caseView) error {
	if len(r.Documents) > maxDocuments {
		return fmt.Errorf("%d documents, at most %d", len(r.Documents), maxDocuments)
	}
	taken := slugs{}
	for i := range r.Documents {
		d := &r.Documents[i]
		view, err := pl.planDocument(d, taken, "files/"+name+"/"+r.ID+"/", v)
		if err != nil {
			return fmt.Errorf("document %q: %w", d.ID, err)
		}
		view.Number, view.Address = i+1, "cases/"+name+"/"+view.Slug+"/"
		v.Documents = append(v.Documents, *view)
	}
	if v.Brief = len(v.Documents) > maxCards; v.Brief {
		for i := range v.Documents {
			v.Documents[i].Excerpt = []spanView{}
		}
	}
	return nil
}

func (pl *plan) planDocument(d *Document, taken slugs, dir string, v *caseView) (*documentView, error) {
	id := d.Slug
	if id == "" {
		id = d.ID
	}
	name, err := taken.take("document", id)
	if err != nil {
		return nil, err
	}
	if err := checkLanguage(d.Language); err != nil {
		return nil, err
	}
	view := &documentView{
		ID: d.ID, Seal: d.Seal, Slug: name, Title: d.Title, Kind: d.Kind, Lang: d.Language, Withheld: d.Withheld,
		Excerpt: []spanView{}, Fields: []fieldView{}, Text: []elementView{}, Pages: []imageView{}, PageCount: d.PageCount,
	}
	if d.Ground != nil {
		if view.Ground, err = v.ground(d.Ground); err != nil {
			return nil, err
		}
	}
	if d.Withheld {
		if len(d.Fields) > 0 || len(d.Blocks) > 0 || len(d.Pages) > 0 || d.PageCount > 0 || d.Facsimile != nil || d.Whole != nil {
			return nil, fmt.Errorf("withheld, but it has content")
		}
		return view, nil
	}
	for _, f := range d.Fields {
		view.Fields = append(view.Fields, fieldView{Key: fieldKey(f.Name), Name: f.Name, Value: f.Value})
	}
	if view.Text, err = pl.text(d.Blocks, d.Language, v); err != nil {
		return nil, err
	}
	view.Text = number(cutElements(view.Text, v.weights()))
	view.HasText, view.Excerpt = len(view.Text) > 0, excerpt(view.Text)
	return view, pl.planFiles(d, view, dir+name, v)
}

// planFiles names the files of a document: page images, their PDF, and the
// document's own file.
func (pl *plan) planFiles(d *Document, view *documentView, base string, v *caseView) error {
	shown := map[int]bool{}
	for _, page := range d.Pages {
		img, err := pl.image(page, base, v)
		if err != nil {
			return err
		}
		if page.Number > d.PageCount || shown[page.Number] {
			return fmt.Errorf("page %d of %d: not there, or shown twice", page.Number, d.PageCount)
		}
		shown[page.Number] = true
		view.Pages = append(view.Pages, *img)
		view.Images, view.Hidden = view.Images+1, view.Hidden+img.Hidden
	}
	view.NoImage = missing(shown, d.PageCount)
	if f := d.Facsimile; f != nil {
		if !slices.Contains([]string{bundles.GrowthLine, bundles.GrowthPage, bundles.GrowthExact}, f.Growth) || (f.Reason != "") != (f.Growth == bundles.GrowthExact) {
			return fmt.Errorf("facsimile: growth %q with reason %q: want line or page, or exact with a reason", f.Growth, f.Reason)
		}
		view.Facsimile = &facsimileView{Path: base + ".pdf", Size: f.Size, Growth: f.Growth, Reason: f.Reason}
		pl.copies = append(pl.copies, publicCopy{from: f.File, to: view.Facsimile.Path, size: f.Size, sha256: f.SHA256})
	}
	if w := d.Whole; w != nil {
		name := base + fileExtension(w.MediaType)
		if view.Facsimile != nil && name == view.Facsimile.Path {
			name = base + "-original.pdf"
		}
		view.Whole = &wholeView{Path: name, Type: w.MediaType, Size: w.Size}
		pl.copies = append(pl.copies, publicCopy{from: w.File, to: name, size: w.Size})
	}
	return nil
}

// missing lists the numbers from 1 to n that are not in the set, "2, 4–6"; "*"
// where none is.
func missing(shown map[int]bool, n int) string {
	if n > 0 && len(shown) == 0 {
		return "*"
	}
	var list []string
	for i := 1; i <= n; i++ {
		if shown[i] {
			continue
		}
		first := i
		for i < n && !shown[i+1] {
			i++
		}
		if i == first {
			list = append(list, strconv.Itoa(i))
		} else {
			list = append(list, fmt.Sprintf("%d–%d", first, i))
		}
	}
	return strings.Join(list, ", ")
}

// fieldKey names the translation of a metadata field. A field that the source
// file itself brought ("source-author") has that of its plain name.
func fieldKey(name string) string {
	return "field_" + strings.ReplaceAll(strings.TrimPrefix(name, "source-"), "-", "_")
}

func (pl *plan) spans(b Block, language string, v *caseView) ([]spanView, error) {
	spans := []spanView{}
	for _, s := range b.Spans {
		if s.Redaction == nil {
			spans = append(spans, spanView{Text: s.Text, Break: s.Break})
			continue
		}
		if s.Text != "" || s.Break {
			return nil, fmt.Errorf("a redaction that carries text")
		}
		n, err := v.ground(s.Redaction)
		if err != nil {
			return nil, err
		}
		spans = append(spans, spanView{Ground: n, Label: label(s.Redaction, language, pl.portal.Language)})
	}
	return spans, nil
}

func (pl *plan) image(page PageImage, base string, v *caseView) (*imageView, error) {
	if (page.Hidden > 0) != (len(page.Grounds) > 0) {
		return nil, fmt.Errorf("page %d: %d parts hidden on %d grounds", page.Number, page.Hidden, len(page.Grounds))
	}
	if page.Number < 1 || page.Width < 1 || page.Height < 1 {
		return nil, fmt.Errorf("page %d: %dx%d pixels", page.Number, page.Width, page.Height)
	}
	img := &imageView{
		Path: fmt.Sprintf("%s-%03d.png", base, page.Number), Number: page.Number,
		Width: page.Width, Height: page.Height, Grounds: []int{}, Hidden: page.Hidden,
	}
	for i := range page.Grounds {
		n, err := v.ground(&page.Grounds[i])
		if err != nil {
			return nil, err
		}
		if !slices.Contains(img.Grounds, n) {
			img.Grounds = append(img.Grounds, n)
		}
	}
	pl.copies = append(pl.copies, publicCopy{from: page.File, to: img.Path, size: -1})
	return img, nil
}

// ground returns the number of g in the case's list, from 1, in order of first use.
func (v *caseView) ground(g *Ground) (int, error) {
	if g.Code == "" {
		return 0, fmt.Errorf("a ground without a code")
	}
	if err := checkLink("link of ground "+g.Code, g.Link); err != nil {
		return 0, err
	}
	for i, have := range v.Grounds {
		if have.Code == g.Code && have.Paragraph == g.Paragraph && have.Link == g.Link {
			return i + 1, nil
		}
	}
	labels := map[string]string{}
	for _, l := range Languages() {
		labels[l] = label(g, l, "")
	}
	v.Grounds = append(v.Grounds, groundView{Code: g.Code, Label: labels, Paragraph: g.Paragraph, Link: g.Link})
	return len(v.Grounds), nil
}

// label is the constant text that stands for what is hidden.
func label(g *Ground, languages ...string) string {
	for _, l := range languages {
		if s := g.Label[l]; s != "" {
			return s
		}
	}
	return g.Code
}

// fileExtension names a released file by its media type. What a browser would run
// as a page of this site (HTML, SVG, XML) is published as plain text.
func fileExtension(mediaType string) string {
	switch mediaType {
	case "application/pdf":
		return ".pdf"
	case "text/plain":
		return ".txt"
	case "text/markdown":
		return ".md"
	case "text/csv":
		return ".csv"
	case "image/png":
		return ".png"
	case "image/jpeg":
		return ".jpg"
	case "message/rfc822":
		return ".eml"
	case "application/vnd.openxmlformats-officedocument.wordprocessingml.document":
		return ".docx"
	case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":
		return ".xlsx"
	case "application/vnd.oasis.opendocument.text":
		return ".odt"
	case "text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml":
		return ".txt"
	}
	return ".bin"
}
