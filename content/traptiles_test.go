package content

import (
	"bytes"
	"encoding/binary"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
)

// A tileState says what is left of a tile of the sealed page.
type tileState int

const (
	tileShown   tileState = iota // as it was sealed
	tileBlack                    // all of it black
	tileChanged                  // neither: something of it is left
)

// tileStates compares the samples of a page as it is shown with those that
// were sealed.
func tileStates(shown []byte, sealed *bundles.Page) []tileState {
	cols, rows := bundles.TileGrid(sealed.Width, sealed.Height)
	out := make([]tileState, cols*rows)
	for i := range out {
		x, y := i%cols*bundles.TileSize, i/cols*bundles.TileSize
		black, same := true, true
		for r := y; r < min(y+bundles.TileSize, sealed.Height); r++ {
			from, to := (r*sealed.Width+x)*sealed.Channels, (r*sealed.Width+min(x+bundles.TileSize, sealed.Width))*sealed.Channels
			same = same && bytes.Equal(shown[from:to], sealed.Samples[from:to])
			black = black && len(bytes.Trim(shown[from:to], "\x00")) == 0
		}
		switch {
		case black:
			out[i] = tileBlack
		case !same:
			out[i] = tileChanged
		}
	}
	return out
}

// shownSamples is a page of a release; a page that is not shown at all is black.
func shownSamples(t *testing.T, r *bundles.Released, id string, n int, sealed *bundles.Page) []byte {
	t.Helper()
	name, ok := r.PageFile("s1", id, n)
	if !ok {
		return make([]byte, len(sealed.Samples))
	}
	raw, err := r.Bag().Read(name, 1<<26)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	out := make([]byte, 0, len(sealed.Samples))
	for y := range sealed.Height {
		for x := range sealed.Width {
			red, green, blue, _ := img.At(x, y).RGBA()
			if out = append(out, byte(red>>8)); sealed.Channels == 3 {
				out = append(out, byte(green>>8), byte(blue>>8))
			}
		}
	}
	return out
}

// sealedPages are the pages of a document, by number.
func sealedPages(t *testing.T, d *bundles.SealedDocument) map[int]*bundles.Page {
	t.Helper()
	out := map[int]*bundles.Page{}
	for n := 1; n <= d.Header.Pages(); n++ {
		p, err := d.Page(n)
		if err != nil {
			t.Fatal(err)
		}
		out[n] = p
	}
	return out
}

// touched are the tiles a box touches that is grown by a margin in pixels.
func touched(p *bundles.Page, b bundles.Box, margin int) []int {
	cols, rows := bundles.TileGrid(p.Width, p.Height)
	var out []int
	for r := max(b.Y-margin, 0) / bundles.TileSize; r*bundles.TileSize < b.Y+b.H+margin && r < rows; r++ {
		for c := max(b.X-margin, 0) / bundles.TileSize; c*bundles.TileSize < b.X+b.W+margin && c < cols; c++ {
			out = append(out, r*cols+c)
		}
	}
	return out
}

// seenOnPages are the words hidden in the text of which the pages, so shown,
// still let something be seen: a tile within margin pixels that is not black.
func seenOnPages(d *bundles.SealedDocument, leaves []*string, pages map[int]*bundles.Page, states map[int][]tileState, margin int) (seen []string, hidden int) {
	d.Places(func(leaf, page int, b bundles.Box) {
		if leaves[leaf] != nil {
			return
		}
		hidden++
		if slices.ContainsFunc(touched(pages[page], b, margin), func(i int) bool { return states[page][i] != tileBlack }) {
			seen = append(seen, d.Text[leaf])
		}
	})
	return seen, hidden
}

func releasedText(t *testing.T, r *bundles.Released, id string) []*string {
	t.Helper()
	leaves, err := r.Text("s1", id)
	if err != nil {
		t.Fatal(err)
	}
	return leaves
}

// statesOf are the states of the tiles of all pages of a released document.
func statesOf(t *testing.T, r *bundles.Released, id string, pages map[int]*bundles.Page) map[int][]tileState {
	t.Helper()
	out := map[int][]tileState{}
	for n, p := range pages {
		out[n] = tileStates(shownSamples(t, r, id, n, p), p)
	}
	return out
}

func decideTexts(t *testing.T, o *testOffice, texts ...string) [][]Found {
	t.Helper()
	var d Decisions
	for _, s := range texts {
		d.Redactions = append(d.Redactions, Redaction{Text: s, Ground: "§ 8a"})
	}
	found, _, err := o.Decide(t.Context(), o.reader, "a", d)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// checkPNGs allows the chunks of pixels, and wants an image.
func checkPNGs(t *testing.T, r *bundles.Released) {
	t.Helper()
	images := 0
	for _, n := range r.Bag().Names() {
		if !strings.HasSuffix(n, ".png") {
			continue
		}
		images++
		raw, err := r.Bag().Read(n, 1<<26)
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range chunks(raw) {
			if !slices.Contains([]string{"IHDR", "PLTE", "IDAT", "IEND"}, kind) {
				t.Errorf("%s: chunk %s is more than pixels", n, kind)
			}
		}
	}
	if images == 0 {
		t.Error("no page image in the release: this says nothing")
	}
}

// chunks are the kinds of a PNG's chunks, and of what follows them.
func chunks(data []byte) (kinds []string) {
	for rest := data[8:]; len(rest) > 0; {
		if len(rest) < 12 || uint64(len(rest)-12) < uint64(binary.BigEndian.Uint32(rest)) {
			return append(kinds, "trailing bytes")
		}
		kinds = append(kinds, string(rest[4:8]))
		rest = rest[12+binary.BigEndian.Uint32(rest):]
	}
	return kinds
}
