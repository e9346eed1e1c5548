package read

import (
	"errors"
	"fmt"
	"math"
	"unicode"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
)

// readPage renders page index (from 0) and collects the words that can be seen
// on it.
func (f *pdfFile) readPage(index int) (page Page, err error) {
	page.Number = index + 1
	size, err := f.pdf.FPDF_GetPageSizeByIndexF(&requests.FPDF_GetPageSizeByIndexF{Document: f.document, Index: index})
	if err != nil {
		return page, err
	}
	page.Width, page.Height, page.DPI, err = pixelSize(float64(size.Size.Width), float64(size.Size.Height))
	if err != nil {
		return page, err
	}
	if page.DPI < pdfDPI {
		f.doc.warn("page %d is large and was rendered with %d dots per inch instead of %d", page.Number, page.DPI, pdfDPI)
	}
	ref, err := f.loadPage(index)
	if err != nil {
		return page, err
	}
	defer func() {
		_, closed := f.pdf.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: ref})
		err = errors.Join(err, closed)
	}()
	if page.Gray, err = f.render(ref, page); err != nil {
		return page, err
	}
	before := len(f.words.tokens)
	readable, err := f.readWords(ref, page)
	if err != nil {
		return page, err
	}
	f.dropUnseen(before, page)
	if (readable == 0 || len(f.words.tokens) == before) && hasInk(page.Gray) {
		f.doc.UnreadPages = append(f.doc.UnreadPages, page.Number)
	}
	return page, nil
}

// dropUnseen takes back the words from index before on that cannot be seen on
// the page: text under a black box is there for a program and not for a reader,
// and would be published as if it were.
func (f *pdfFile) dropUnseen(before int, page Page) {
	kept := f.words.tokens[:before]
	for _, t := range f.words.tokens[before:] {
		if page.shows(t) {
			kept = append(kept, t)
		} else {
			f.unseen++
		}
	}
	f.words.tokens = kept
}

// shows tells whether a word can be seen in its box, which is a pixel larger
// than the glyphs on each side: something has to stand out in it. A lone solid
// sign, such as a dash or the letter I, has to stand out from what is around.
func (p Page) shows(t Token) bool {
	if t.Box.Empty() {
		return false
	}
	inner := t.Box
	if inner.W > 2 && inner.H > 2 {
		inner = Box{inner.X + 1, inner.Y + 1, inner.W - 2, inner.H - 2}
	}
	darkest, lightest := p.levels(inner)
	if darkest < lightest || darkest == 255 {
		return darkest < lightest
	}
	letters := 0
	for _, r := range t.Text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			letters++
		}
	}
	_, around := p.levels(t.Box)
	return letters < 2 && around > darkest
}

// levels returns the darkest and the lightest level in a box.
func (p Page) levels(b Box) (darkest, lightest uint8) {
	darkest, lightest = 255, 0
	for y := b.Y; y < b.Y+b.H; y++ {
		for _, v := range p.Gray[y*p.Width+b.X : y*p.Width+b.X+b.W] {
			darkest, lightest = min(darkest, v), max(lightest, v)
		}
	}
	return darkest, lightest
}

// loadPage loads a page with its annotations and form fields drawn into it:
// what was typed into a form is part of what the document shows.
func (f *pdfFile) loadPage(index int) (references.FPDF_PAGE, error) {
	load := &requests.FPDF_LoadPage{Document: f.document, Index: index}
	page, err := f.pdf.FPDF_LoadPage(load)
	if err != nil {
		return "", fmt.Errorf("damaged (%v): ask for the file again", err)
	}
	flat, err := f.pdf.FPDFPage_Flatten(&requests.FPDFPage_Flatten{
		Page: requests.Page{ByReference: &page.Page}, Usage: requests.FPDFPage_FlattenUsageNormalDisplay,
	})
	switch {
	case err != nil && flat == nil:
		f.doc.warn("page %d: its annotations and form fields could not be drawn", index+1)
		return page.Page, nil
	case flat.Result != responses.FPDFPage_FlattenResultSuccess:
		return page.Page, nil
	}
	if _, err := f.pdf.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: page.Page}); err != nil {
		return "", err
	}
	if page, err = f.pdf.FPDF_LoadPage(load); err != nil {
		return "", fmt.Errorf("damaged (%v): ask for the file again", err)
	}
	return page.Page, nil
}

// pixelSize gives the size of a page image for a size in points, and its
// resolution: 200 DPI, less for plans that would exceed maxPagePixels.
func pixelSize(width, height float64) (w, h, dpi int, err error) {
	if !(width > 0 && height > 0) || math.IsInf(width*height, 0) {
		return 0, 0, 0, fmt.Errorf("a size of %g x %g points: damaged", width, height)
	}
	for dpi = pdfDPI; dpi >= minDPI; dpi-- {
		scale := float64(dpi) / 72
		fw, fh := math.Ceil(width*scale-1e-6), math.Ceil(height*scale-1e-6)
		if fw <= maxPageSide && fh <= maxPageSide && fw*fh <= maxPagePixels {
			return max(int(fw), 1), max(int(fh), 1), dpi, nil
		}
	}
	return 0, 0, 0, fmt.Errorf("a size of %g x %g points is too large to render: print it to a smaller paper size", width, height)
}

// render draws the page on white.
func (f *pdfFile) render(ref references.FPDF_PAGE, page Page) (gray []byte, err error) {
	bitmap, err := f.pdf.FPDFBitmap_Create(&requests.FPDFBitmap_Create{Width: page.Width, Height: page.Height})
	if err != nil {
		return nil, err
	}
	defer func() {
		_, destroyed := f.pdf.FPDFBitmap_Destroy(&requests.FPDFBitmap_Destroy{Bitmap: bitmap.Bitmap})
		err = errors.Join(err, destroyed)
	}()
	_, err = f.pdf.FPDFBitmap_FillRect(&requests.FPDFBitmap_FillRect{
		Bitmap: bitmap.Bitmap, Width: page.Width, Height: page.Height, Color: 0xFFFFFFFF,
	})
	if err != nil {
		return nil, err
	}
	_, err = f.pdf.FPDF_RenderPageBitmap(&requests.FPDF_RenderPageBitmap{
		Bitmap: bitmap.Bitmap, Page: requests.Page{ByReference: &ref},
		SizeX: page.Width, SizeY: page.Height, Flags: enums.FPDF_RENDER_FLAG_ANNOT,
	})
	if err != nil {
		return nil, err
	}
	stride, err := f.pdf.FPDFBitmap_GetStride(&requests.FPDFBitmap_GetStride{Bitmap: bitmap.Bitmap})
	if err != nil {
		return nil, err
	}
	buffer, err := f.pdf.FPDFBitmap_GetBuffer(&requests.FPDFBitmap_GetBuffer{Bitmap: bitmap.Bitmap})
	if err != nil {
		return nil, err
	}
	if stride.Stride < 4*page.Width || len(buffer.Buffer) < stride.Stride*page.Height {
		return nil, fmt.Errorf("rendering: %d bytes for %d x %d pixels", len(buffer.Buffer), page.Width, page.Height)
	}
	return grayOfBGRX(buffer.Buffer, stride.Stride, page.Width, page.Height), nil
}
