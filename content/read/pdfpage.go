package read

import (
	"errors"
	"fmt"
	"math"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
)

// readPage collects the words of page index (from 0) and renders it, if its
// image is wanted or may be all there is.
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
	readable, err := f.readWords(ref, page)
	if err != nil {
		return page, err
	}
	if f.images || readable == 0 {
		if page.Gray, err = f.render(ref, page); err != nil {
			return page, err
		}
	}
	if readable == 0 && hasInk(page.Gray) {
		f.doc.UnreadPages = append(f.doc.UnreadPages, page.Number)
	}
	return page, nil
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
