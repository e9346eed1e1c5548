package site

import (
	"fmt"
	"slices"
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
		v.Documents = append(v.Documents, *view)
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
		Slug: name, Title: d.Title, Kind: d.Kind, Lang: d.Language, Withheld: d.Withheld,
		Blocks: [][]spanView{}, Pages: []imageView{},
	}
	if d.Ground != nil {
		if view.Ground, err = v.ground(d.Ground); err != nil {
			return nil, err
		}
	}
	if d.Withheld {
		if len(d.Blocks) > 0 || len(d.Pages) > 0 || d.Whole != nil {
			return nil, fmt.Errorf("withheld, but it has content")
		}
		return view, nil
	}
	for _, b := range d.Blocks {
		spans, err := pl.spans(b, d.Language, v)
		if err != nil {
			return nil, err
		}
		view.Blocks = append(view.Blocks, spans)
	}
	for _, page := range d.Pages {
		img, err := pl.image(page, dir+name, v)
		if err != nil {
			return nil, err
		}
		view.Pages = append(view.Pages, *img)
	}
	if w := d.Whole; w != nil {
		view.Whole = &wholeView{Path: dir + name + fileExtension(w.MediaType), Type: w.MediaType, Size: w.Size}
		pl.copies = append(pl.copies, publicCopy{from: w.File, to: view.Whole.Path, size: w.Size})
	}
	return view, nil
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
	if page.Number < 1 || page.Width < 1 || page.Height < 1 {
		return nil, fmt.Errorf("page %d: %dx%d pixels", page.Number, page.Width, page.Height)
	}
	img := &imageView{
		Path: fmt.Sprintf("%s-%03d.png", base, page.Number), Number: page.Number,
		Width: page.Width, Height: page.Height, Grounds: []int{},
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
