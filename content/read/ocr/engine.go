package ocr

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Engine runs tesseract, one process a page, and ends those that run too long.
// It may be used from several goroutines.
type Engine struct {
	Cache string // folder for what was recognised, "" for none: a page is read once to look at it and once to seal it

	path    string // of the program
	version string
	langs   []language // installed, sorted by name
	slots   chan struct{}
	limit   time.Duration // for one process
}

// Image is one page or a part of it: 8-bit grey, 255 is white.
type Image struct {
	Gray          []byte // Width*Height bytes, row by row
	Width, Height int
	DPI           int
}

// Word is one word on an image.
type Word struct {
	Text       string `json:"t"`
	X          int    `json:"x"` // pixels of the image
	Y          int    `json:"y"`
	W          int    `json:"w"` // 0 where the word lies outside of the image
	H          int    `json:"h"`
	Confidence int    `json:"c"` // 0 to 100
	Line       int    `json:"l"` // number of its line on the image, from 0
	Block      int    `json:"b"` // number of its block
	Paragraph  int    `json:"p"` // number of its paragraph in the block
}

// Path is where the program was found.
func (e *Engine) Path() string { return e.path }

// Version is the program's, as "5.3.0".
func (e *Engine) Version() string { return e.version }

// Page reads one image. languages are ISO 639-1 codes; those that are not
// installed are left out (see Missing), and none left is an error. Words come in
// reading order.
func (e *Engine) Page(ctx context.Context, img Image, languages []string) ([]Word, error) {
	if err := img.check(); err != nil {
		return nil, err
	}
	langs, err := e.choose(languages)
	if err != nil {
		return nil, err
	}
	name := e.cacheName(img, langs)
	if words, ok := e.cached(name, img); ok {
		return words, nil
	}
	select {
	case e.slots <- struct{}{}:
		defer func() { <-e.slots }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	p := prepare(img)
	tsv, err := e.run(ctx, p.image, langs)
	if err != nil {
		return nil, err
	}
	words, err := parseTSV(tsv)
	if err != nil {
		return nil, err
	}
	for i := range words {
		words[i] = p.back(words[i], img)
	}
	e.keep(name, words)
	return words, nil
}

// check holds an image against the bounds.
func (m Image) check() error {
	switch {
	case m.Width <= 0 || m.Height <= 0 || m.Width > maxSide || m.Height > maxSide || m.Width*m.Height > maxPixels:
		return fmt.Errorf("ocr: an image of %d x %d pixels, at most %d are read: scale it down", m.Width, m.Height, maxPixels)
	case len(m.Gray) != m.Width*m.Height:
		return fmt.Errorf("ocr: %d bytes for %d x %d pixels", len(m.Gray), m.Width, m.Height)
	case m.DPI < minDPI || m.DPI > maxDPI:
		return fmt.Errorf("ocr: a resolution of %d dots per inch: between %d and %d are read", m.DPI, minDPI, maxDPI)
	}
	return nil
}

// choose turns language codes into the installed names of the program.
func (e *Engine) choose(languages []string) ([]language, error) {
	var langs []language
	for _, code := range languages {
		l, ok := e.language(code)
		if ok && !slices.Contains(langs, l) {
			langs = append(langs, l)
		}
	}
	if len(langs) == 0 {
		return nil, errors.New("ocr: " + howToInstall("no language data for "+fmt.Sprintf("%q", languages), languages))
	}
	return langs[:min(len(langs), maxLangs)], nil
}
