package content

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"path/filepath"
	"slices"
	"strings"

	"github.com/akta-foi/akta/content/read/ocr"
)

const (
	recognisedSite = "site" // folder of the cache for published pages
	publishedDPI   = 200    // of page images (bundles' SPEC 5.11.1)
)

// Recogniser reads published page images with tesseract, in the office's
// languages, so that an audit can search what stands on them. What was
// recognised once is kept.
func (o *Office) Recogniser(ctx context.Context) (func(ctx context.Context, png []byte) (string, error), error) {
	engine, err := ocr.Find(ctx)
	if err != nil {
		return nil, err
	}
	engine.Cache = filepath.Join(o.Dir, stateDir, ocrCache, recognisedSite)
	languages := slices.Concat([]string{o.Settings.Language}, o.Settings.Languages)
	return func(ctx context.Context, data []byte) (string, error) {
		img, err := decodeGrey(data)
		if err != nil {
			return "", err
		}
		words, err := engine.Page(ctx, img, languages)
		var b strings.Builder
		for _, w := range words {
			b.WriteString(w.Text)
			b.WriteByte(' ')
		}
		return b.String(), err
	}, nil
}

// decodeGrey reads a PNG as grey pixels.
func decodeGrey(data []byte) (ocr.Image, error) {
	head, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return ocr.Image{}, err
	}
	if head.Width*head.Height > maxRecognised {
		return ocr.Image{}, fmt.Errorf("page image of %d x %d pixels, more than the %d allowed", head.Width, head.Height, maxRecognised)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return ocr.Image{}, err
	}
	b := img.Bounds()
	grey := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		for x := range b.Dx() {
			grey.SetGray(x, y, color.GrayModel.Convert(img.At(b.Min.X+x, b.Min.Y+y)).(color.Gray))
		}
	}
	return ocr.Image{Gray: grey.Pix, Width: b.Dx(), Height: b.Dy(), DPI: publishedDPI}, nil
}
