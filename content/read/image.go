package read

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
)

// readImage reads a PNG or JPEG file as one page, turned upright as its EXIF
// block asks, without scaling. There is no text in it: a person has to decide.
func readImage(ctx context.Context, src Source, doc *Document, sink func(Page) error) error {
	data, err := readAll(src, maxImageSize, "image")
	if err != nil {
		return err
	}
	decodeConfig, decode, kind := png.DecodeConfig, png.Decode, "png"
	if bytes.HasPrefix(data, []byte("\xFF\xD8")) {
		decodeConfig, decode, kind = jpeg.DecodeConfig, jpeg.Decode, "jpeg"
	}
	config, err := decodeConfig(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("image: damaged or not a PNG or JPEG (%v): ask for it again", err)
	}
	if err := checkPixels(config.Width, config.Height); err != nil {
		return fmt.Errorf("image: %w", err)
	}
	img, err := decode(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("image: damaged (%v): ask for it again", err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	page := Page{Number: 1, DPI: pdfDPI}
	page.Gray, page.Width, page.Height = grayOfImage(img)
	if kind == "jpeg" {
		page = turn(page, exifOrientation(data))
	}
	doc.MediaType, doc.Format, doc.Pages, doc.MachineRead = "image/"+kind, "image", 1, true
	if hasInk(page.Gray) {
		doc.MachineRead, doc.UnreadPages = false, []int{1}
	}
	if sink == nil {
		return nil
	}
	return sink(page)
}

// checkPixels holds a claimed size against the bounds before memory is taken.
func checkPixels(w, h int) error {
	if w <= 0 || h <= 0 {
		return fmt.Errorf("a size of %d x %d pixels: damaged", w, h)
	}
	if w > maxPageSide || h > maxPageSide || w*h > maxPagePixels {
		return fmt.Errorf("%d x %d pixels, at most %d are read: scale it down", w, h, maxPagePixels)
	}
	return nil
}

// grayOfImage gives the levels of an image laid over white paper.
func grayOfImage(img image.Image) (gray []byte, w, h int) {
	b := img.Bounds()
	w, h = b.Dx(), b.Dy()
	gray = make([]byte, w*h)
	switch m := img.(type) {
	case *image.Gray:
		for y := range h {
			for x, v := range m.Pix[y*m.Stride : y*m.Stride+w] {
				gray[y*w+x] = level(v)
			}
		}
	case *image.YCbCr: // JFIF: Y is the luminance already
		for y := range h {
			for x, v := range m.Y[y*m.YStride : y*m.YStride+w] {
				gray[y*w+x] = level(v)
			}
		}
	default:
		at := func(x, y int) color.RGBA64 { return color.RGBA64Model.Convert(img.At(x, y)).(color.RGBA64) }
		if m, ok := img.(image.RGBA64Image); ok {
			at = m.RGBA64At
		}
		for y := range h {
			for x := range w {
				c := at(b.Min.X+x, b.Min.Y+y)
				// Colours come multiplied with alpha: the rest is white paper.
				l := luminance(uint32(c.R), uint32(c.G), uint32(c.B)) + 0xFFFF - uint32(c.A)
				gray[y*w+x] = level(uint8(min(l, 0xFFFF) >> 8))
			}
		}
	}
	return gray, w, h
}
