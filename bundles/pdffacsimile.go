package bundles

import (
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"strings"
)

// facsimile is what the PDF of a document is made of.
type facsimile struct {
	language string
	header   *Header
	pages    []int // the shown ones
	words    map[int][]pdfWord
	image    func(page int) ([]byte, error) // the PNG
}

// newFacsimile takes what is needed of a document's members; image reads a
// page's PNG.
func newFacsimile(d *ReleasedDocument, p *DocumentProof, text shownLeaves, places []place, image func(int) ([]byte, error)) *facsimile {
	f := &facsimile{language: d.Language, header: &p.Header, pages: p.shownPages(), words: map[int][]pdfWord{}, image: image}
	for _, at := range places {
		if word := pdfText(*text[at[0]]); word != "" {
			f.words[at[1]] = append(f.words[at[1]], pdfWord{word, at.box()})
		}
	}
	return f
}

// shownPages are the numbers of the pages of which something is shown.
func (d *DocumentProof) shownPages() []int {
	return slices.DeleteFunc(d.Header.pageNumbers(), func(n int) bool { return d.Views[2+n].hidesAll(d.Header.Page(n).Leaves) })
}

// The objects of the PDF (SPEC 5.11): catalog and list of pages, which are 1
// and 2, the font's if there are words, and for each page these.
const (
	pageObject = iota
	pageContents
	pageImage
	pageObjects // how many there are
)

// write writes the PDF. It holds one page at a time.
func (f *facsimile) write(w io.Writer) error {
	const pages = 2
	p := newPDFWriter(w)
	chars := map[rune]bool{}
	for _, words := range f.words {
		for _, word := range words {
			chars[' '] = true // follows every word
			for _, c := range word.text {
				chars[c] = true
			}
		}
	}
	language := ""
	if languageTag.MatchString(f.language) {
		language = " /Lang (" + f.language + ")"
	}
	p.object("<< /Type /Catalog /Pages %d 0 R%s >>", pages, language)
	first, fontResource := pages+1, ""
	if len(chars) > 0 {
		fontResource = fmt.Sprintf(" /Font << /F %d 0 R >>", first)
		first += fontObjects
	}
	var kids strings.Builder
	for i := range f.pages {
		fmt.Fprintf(&kids, " %d 0 R", first+i*pageObjects+pageObject)
	}
	p.object("<< /Type /Pages /Kids [%s] /Count %d >>", strings.TrimSpace(kids.String()), len(f.pages))
	font := newPDFFont(chars)
	if len(chars) > 0 {
		font.write(p, pages+1)
	}
	for i, n := range f.pages {
		v := f.header.Page(n)
		png, err := f.image(n)
		if err != nil {
			return err
		}
		image, err := newPDFImage(png, v)
		if err != nil {
			return fmt.Errorf("page %d: %w", n, err)
		}
		at := first + i*pageObjects
		p.object("<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %s %s] /Resources << /XObject << /I %d 0 R >>%s >> /Contents %d 0 R >>",
			pages, pdfLength(v.Width, v.DPI), pdfLength(v.Height, v.DPI), at+pageImage, fontResource, at+pageContents)
		p.stream("", pdfContent(v, f.words[n], font))
		p.stream(image.entries, image.data...)
		if p.err != nil {
			return p.err
		}
	}
	return p.finish()
}

// digest is the SHA-256 of the PDF.
func (f *facsimile) digest() (Hash, error) {
	h := sha256.New()
	err := f.write(h)
	return Hash(h.Sum(nil)), err
}
