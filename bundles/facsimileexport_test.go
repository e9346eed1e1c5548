package bundles

import (
	"errors"
	"io"
)

// RewritePlaces reads a release's places.json and writes it again.
func RewritePlaces(data []byte) ([]byte, error) {
	places, err := parsePlaces(data)
	return marshalPlaces(places), err
}

// PlaceOnPage is the place that a shown word with a sealed box gets on a page
// where nothing is hidden.
func PlaceOnPage(width, height int, b Box) (Box, bool) {
	word := "word"
	s := newPlaceSieve(&DocumentProof{Header: Header{Views: []ViewHeader{{}, {}, {}, {Width: width, Height: height}}}, Views: make([]ViewProof, 4)}, shownLeaves{&word})
	places := s.of([]place{{0, 1, b.X, b.Y, b.W, b.H}})
	if len(places) == 0 {
		return Box{}, false
	}
	return places[0].box(), true
}

// PDFImageOf tells whether a page's PNG can stand in a PDF, and its dictionary.
func PDFImageOf(png []byte, v ViewHeader) (string, error) {
	image, err := newPDFImage(png, v)
	return image.entries, err
}

// WordFacsimile writes the PDF of a page with one word on it, and returns the
// word as it is drawn. It fails where such a word cannot be sealed or placed.
func WordFacsimile(out io.Writer, word string, w, h int) (string, error) {
	const side = 1 << 10
	leaves, _, err := textLeaves([]Word{{Text: word, Page: 1}}, zeroes{})
	if err != nil {
		return "", err
	}
	p := &DocumentProof{Header: Header{Views: []ViewHeader{{}, {}, {}, {Width: side, Height: side, Channels: 1, Leaves: side * side / TileSize / TileSize}}}, Views: make([]ViewProof, 4)}
	text := showAll(leaves)
	places := newPlaceSieve(p, text).of([]place{{0, 1, 0, 0, w, h}})
	if len(places) == 0 {
		return "", errors.New("no place")
	}
	page := &Page{Width: side, Height: side, Channels: 1, Samples: make([]byte, side*side)}
	f := newFacsimile(&ReleasedDocument{}, p, text, places, func(int) ([]byte, error) { return EncodePNG(page), nil })
	return pdfText(leaves[0]), f.write(out)
}

// zeroes is a random source under which no pad leaves are put.
type zeroes struct{}

func (zeroes) Read(b []byte) (int, error) { clear(b); return len(b), nil }

// PDFCodes is the codes that a PDF's font gives characters, and the map back.
func PDFCodes(chars map[rune]bool) (code func(rune) int, toUnicode string) {
	f := newPDFFont(chars)
	return f.code, string(f.toUnicode())
}
