package read

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
)

// readImage reads a PNG or JPEG file as one page, turned upright as its EXIF
// block asks, without scaling. Its words come from OCR where there is one, else
// a person has to decide.
func readImage(j *job) error {
	data, err := readAll(j.src, maxImageSize, "image")
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
	if err := j.ctx.Err(); err != nil {
		return err
	}
	j.doc.MediaType, j.doc.Format, j.doc.MachineRead = "image/"+kind, "image", true
	var density density
	orientation := 1
	if kind == "jpeg" {
		density = hiddenInJPEG(j.doc, data)
		orientation = exifOrientation(data)
	} else {
		density = hiddenInPNG(j.doc, data)
	}
	return j.endPages(j.imagePage(img, orientation, density))
}

// imagePage makes the next page of the document out of a decoded image: its
// page image, its words, and what hides under its transparent pixels.
func (j *job) imagePage(img image.Image, orientation int, density density) error {
	p := Page{Number: j.doc.Pages + 1}
	p.Gray, p.Width, p.Height = luminanceOfImage(img)
	p = turn(p, orientation)
	p.DPI = density.believed(p.Width, p.Height)
	hiddenByAlpha(j.doc, img, p.Number)
	full := p.Gray
	p.Gray = levels(full)
	if !hasInk(p.Gray) {
		return j.page(p)
	}
	r, err := j.recognise(p, full)
	if err != nil {
		return err
	}
	if r != nil {
		j.doc.Tokens = append(j.doc.Tokens, r.tokens...)
		for _, h := range r.hidden {
			j.doc.hide(h)
		}
		if len(j.doc.Tokens) > maxTokens {
			return fmt.Errorf("image: more than %d words, at most so many are read: split the file", maxTokens)
		}
	}
	// Specks of dust and ruled lines alone, which OCR looked through, are an
	// empty sheet.
	if r == nil || len(r.tokens) == 0 && len(r.hidden) > 0 {
		j.doc.MachineRead = false
		j.doc.UnreadPages = append(j.doc.UnreadPages, p.Number)
	}
	return j.page(p)
}

// endPages ends the text as Token promises, unless there was an error.
func (j *job) endPages(err error) error {
	if n := len(j.doc.Tokens); n > 0 {
		last := &j.doc.Tokens[n-1]
		last.Text = string(bytes.TrimRight([]byte(last.Text), " \n")) + "\n"
	}
	return err
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

// luminanceOfImage gives the full greys of an image laid over white paper.
func luminanceOfImage(img image.Image) (gray []byte, w, h int) {
	b := img.Bounds()
	w, h = b.Dx(), b.Dy()
	gray = make([]byte, w*h)
	switch m := img.(type) {
	case *image.Gray:
		for y := range h {
			copy(gray[y*w:(y+1)*w], m.Pix[y*m.Stride:])
		}
	case *image.YCbCr: // JFIF: Y is the luminance already
		for y := range h {
			copy(gray[y*w:(y+1)*w], m.Y[y*m.YStride:])
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
				gray[y*w+x] = uint8(min(l, 0xFFFF) >> 8)
			}
		}
	}
	return gray, w, h
}

// hiddenByAlpha names a picture that is in the file and cannot be seen, because
// its pixels are transparent. Pixels of one colour are no picture: programs
// leave black or white under what is cut out.
func hiddenByAlpha(doc *Document, img image.Image, page int) {
	at := opaque(img)
	if at == nil {
		return
	}
	var count [256]int
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if c := at(x, y); c.A < 0x1000 {
				count[level(uint8(luminance(uint32(c.R), uint32(c.G), uint32(c.B))>>8))]++
			}
		}
	}
	background := max(count[0], count[85], count[170], count[255])
	if other := count[0] + count[85] + count[170] + count[255] - background; other >= 16 {
		doc.hide(Hidden{
			Kind: HiddenUnknownPart, Where: fmt.Sprintf("page %d, under transparent pixels", page), Page: page,
			Count: other, Unit: "pixels", Excerpt: "a picture that the alpha channel hides",
		})
	}
}

// opaque gives the colours of an image before transparency, or nil where it
// has none of its own.
func opaque(img image.Image) func(x, y int) color.NRGBA64 {
	wide := func(c color.NRGBA) color.NRGBA64 {
		return color.NRGBA64{R: uint16(c.R) * 257, G: uint16(c.G) * 257, B: uint16(c.B) * 257, A: uint16(c.A) * 257}
	}
	switch m := img.(type) {
	case *image.NRGBA:
		return func(x, y int) color.NRGBA64 { return wide(m.NRGBAAt(x, y)) }
	case *image.NRGBA64:
		return m.NRGBA64At
	case *image.Paletted:
		colours := make([]color.NRGBA64, len(m.Palette))
		for i, c := range m.Palette {
			if n, ok := c.(color.NRGBA); ok {
				colours[i] = wide(n)
			} else {
				colours[i] = color.NRGBA64{A: 0xFFFF}
			}
		}
		seen := func(c color.NRGBA64) bool { return c.A < 0x1000 }
		if !slices.ContainsFunc(colours, seen) {
			return nil
		}
		return func(x, y int) color.NRGBA64 { return colours[m.ColorIndexAt(x, y)] }
	}
	return nil
}
