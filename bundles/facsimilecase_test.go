package bundles_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// facsimileCase is a seal of one document, d1, of pages with words on lines,
// and a release of it.
type facsimileCase struct {
	office *bundlestest.Office
	dir    string
	sealed *bundles.Sealed
	doc    *bundles.SealedDocument
	pages  []*bundles.Page
}

// inventedWords are lines of ten words, with what a page can have: accents,
// letters outside the first plane, a word in pieces, words of another script.
func inventedWords(lines int) []string {
	some := strings.Fields("Vážený úřade, stěžuji si na hluk árvíztűrő tükörfúrógép 𝔄kta 😀 (č. j. 12/2026) a<b&c> \\(x\\) “tak” Ωμέγα ελεύθερος naïve 100 % ﬁne A̋ ő")
	r := rand.New(rand.NewPCG(4, uint64(lines)))
	out := make([]string, 10*lines)
	for i := range out {
		out[i] = some[r.IntN(len(some))]
		if r.IntN(3) == 0 {
			out[i] = fmt.Sprintf("slovo%d", r.IntN(1000))
		}
	}
	return out
}

const (
	lineHeight = 40
	wordHeight = 28
)

// layWords puts words on lines of ten on a page, each as wide as it is long.
func layWords(words []string, page int) (out []bundles.Word) {
	x, y := 60, 50
	for i, w := range words {
		if i%10 == 0 {
			x, y = 60, 50+i/10*lineHeight
		}
		width := 11 * len([]rune(w))
		out = append(out, bundles.Word{Text: w + " ", Page: page, Box: bundles.Box{X: x, Y: y, W: width, H: wordHeight}})
		x += width + 3 // closer than some programs expect words to be
	}
	return out
}

// newFacsimileCase seals the words, one list for each page.
func newFacsimileCase(t testing.TB, pages []*bundles.Page, words ...[]string) *facsimileCase {
	t.Helper()
	c := &facsimileCase{office: bundlestest.NewSpareOffice(t), dir: t.TempDir(), pages: pages}
	views := &bundles.Views{}
	for i, list := range words {
		views.Text = append(views.Text, layWords(list, i+1)...)
	}
	_, err := bundles.WriteSeal(t.Context(), filepath.Join(c.dir, "s1"), bundles.SealInput{
		Authority: c.office.Authority, Case: "facsimile", Seal: "s1", Created: c.office.Now, Random: bundlestest.FixedRandom("facsimile"),
		Documents: []bundles.DocumentInput{{ID: "d1", Name: "dopis.pdf",
			Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("invented")), nil },
			Read: func(_ context.Context, page func(*bundles.Page) error) (*bundles.Views, error) {
				for _, p := range pages {
					if err := page(p); err != nil {
						return nil, err
					}
				}
				return views, nil
			}}},
	}, c.office.Evidence())
	if err != nil {
		t.Fatal(err)
	}
	if c.sealed, err = bundles.OpenSealed(filepath.Join(c.dir, "s1")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.sealed.Close() })
	if c.doc, err = c.sealed.Document("d1"); err != nil {
		t.Fatal(err)
	}
	return c
}

// decision releases d1 without the words that hide says, and the tiles.
func (c *facsimileCase) decision(hide func(word string, page int) bool, tiles map[int][]bundles.TileBlock) bundles.ReleaseDecision {
	out := bundles.ReleasedDocument{Seal: "s1", ID: "d1", Title: "Dopis", Kind: "letter", Language: "cs"}
	end := 0
	c.doc.Places(func(leaf, page int, _ bundles.Box) {
		if gap := c.doc.Gap(bundles.Range{leaf, 1}); hide(c.doc.Text[leaf], page) {
			if gap[0] < end {
				gap[0], gap[1] = end, gap[0]+gap[1]-end
			}
			end = gap[0] + gap[1]
			out.Redactions = append(out.Redactions, bundles.Redaction{View: bundles.ViewText, Leaves: &gap, Ground: "personal-data"})
		}
	})
	for n := range c.pages {
		for _, b := range tiles[n+1] {
			out.Redactions = append(out.Redactions, bundles.Redaction{View: bundles.PageView(n + 1), Tiles: &b, Ground: "personal-data"})
		}
	}
	return bundles.ReleaseDecision{ReleasedDocument: out}
}

// write writes a release; name is its id.
func (c *facsimileCase) write(t testing.TB, name string, d bundles.ReleaseDecision) error {
	t.Helper()
	_, err := bundles.WriteRelease(t.Context(), filepath.Join(c.dir, name), bundles.ReleaseInput{
		Authority: c.office.Authority, Case: "facsimile", Release: name, Title: "Hluk", Created: c.office.Now, Seals: []*bundles.Sealed{c.sealed},
		Grounds: []bundles.Ground{{Code: "personal-data", Label: "osobní údaj"}}, Documents: []bundles.ReleaseDecision{d}, Trust: c.office.Trust,
	}, c.office.Evidence())
	return err
}

// release writes a release, holds it against the trust, and opens it.
func (c *facsimileCase) release(t testing.TB, name string, d bundles.ReleaseDecision) *bundles.Released {
	t.Helper()
	if err := c.write(t, name, d); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(c.dir, name)
	v, err := bundles.Verify(t.Context(), path, bundles.VerifyOptions{Trust: c.office.Trust})
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Err(); err != nil {
		t.Fatal(err)
	}
	r, err := bundles.OpenReleased(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func facsimilePDF(t testing.TB, r *bundles.Released) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := r.WriteFacsimile(&b, "s1", "d1"); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// placed are the words that places.json places, by page, as a reader sees
// them.
func placed(t testing.TB, r *bundles.Released) map[int][]string {
	t.Helper()
	text, err := r.Text("s1", "d1")
	if err != nil {
		t.Fatal(err)
	}
	out := map[int][]string{}
	if err := r.Places("s1", "d1", func(leaf, page int, _ bundles.Box) {
		out[page] = append(out[page], strings.TrimSpace(*text[leaf]))
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// mixedPages are a page of each kind that a bag can hold, of sides that are no
// multiple of a tile, at several resolutions.
func mixedPages() []*bundles.Page {
	grey := bundlestest.InventedPage(1240, 1754, 1, "grey")
	for i := range grey.Samples {
		grey.Samples[i] = byte(i*7 + i/1240)
	}
	grey.DPI = 150
	colour := bundlestest.InventedPage(413, 585, 3, "colour")
	colour.DPI = 50
	unknown := bundlestest.InventedPage(1653, 603, 1, "four greys, unknown resolution")
	unknown.DPI = 0
	return []*bundles.Page{bundlestest.InventedPage(a4Width, a4Height, 1, "four greys"), grey, colour, unknown}
}

// mixedCase releases the mixed pages, with a box over words that the text
// shows, and words hidden.
func mixedCase(t testing.TB) (*facsimileCase, *bundles.Released) {
	t.Helper()
	c := newFacsimileCase(t, mixedPages(), inventedWords(50), inventedWords(20), inventedWords(3), nil)
	return c, c.release(t, "r1", c.decision(
		func(word string, page int) bool { return page == 1 && strings.Contains(word, "slovo1") },
		map[int][]bundles.TileBlock{1: linesOf(c, 1, "slovo1"), 2: {{0, 10, 20, 4}}, 3: {{3, 3, 1, 1}}}))
}

// linesOf is blocks of tiles over every line of a page on which a word stands
// that holds part.
func linesOf(c *facsimileCase, page int, part string) (out []bundles.TileBlock) {
	cols, _ := bundles.TileGrid(c.pages[page-1].Width, c.pages[page-1].Height)
	seen := map[int]bool{}
	c.doc.Places(func(leaf, at int, b bundles.Box) {
		if at == page && strings.Contains(c.doc.Text[leaf], part) && !seen[b.Y] {
			seen[b.Y] = true
			top, bottom := b.Y/bundles.TileSize, (b.Y+b.H-1)/bundles.TileSize
			out = append(out, bundles.TileBlock{0, top, cols, bottom - top + 1})
		}
	})
	return out
}
