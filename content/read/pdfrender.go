package read

import (
	"fmt"
	"math"
)

// Values of fpdfview.h.
const (
	pdfiumGray       = 1 // FPDFBitmap_Gray: one byte a pixel
	pdfiumWhite      = 0xFFFFFFFF
	pdfiumWithAnnots = 1 // FPDF_ANNOT
)

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

// render draws the page on white and hands its grey to use, which must not
// keep it.
func (f *pdfFile) render(handle uint64, page Page, use func(gray []byte, stride int)) error {
	w, h := uint64(page.Width), uint64(page.Height)
	bitmap, err := f.guest.Do("FPDFBitmap_CreateEx", w, h, pdfiumGray, 0, 0)
	if err != nil {
		return err
	}
	if bitmap == 0 {
		return fmt.Errorf("rendering: no memory for %d x %d pixels: print it to a smaller paper size", w, h)
	}
	if _, err := f.guest.Do("FPDFBitmap_FillRect", bitmap, 0, 0, w, h, pdfiumWhite); err != nil {
		return err
	}
	if _, err := f.guest.Do("FPDF_RenderPageBitmap", bitmap, handle, 0, 0, w, h, 0, pdfiumWithAnnots); err != nil {
		return err
	}
	stride, err := f.guest.Do("FPDFBitmap_GetStride", bitmap)
	if err != nil {
		return err
	}
	at, err := f.guest.Do("FPDFBitmap_GetBuffer", bitmap)
	if err != nil {
		return err
	}
	buffer, ok := f.guest.Memory().Read(uint32(at), uint32(stride)*uint32(h))
	if !ok || stride < w {
		return fmt.Errorf("rendering: %d bytes in a row of %d pixels", stride, w)
	}
	use(buffer, int(stride))
	_, err = f.guest.Do("FPDFBitmap_Destroy", bitmap)
	return err
}
