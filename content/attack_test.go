package content

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// A reader holds the text edition, the facsimile, the proof, the fonts, this
// program and a list of forty names, one of which is hidden. He sets the
// document with every name, hides it as the office would, and keeps the names
// that give what he sees.

// seen is what the two editions show.
type seen struct {
	text  string // the words of the text edition, with their white space
	tiles map[int][]bool
	words []placed // those not wholly black: where they stand
}

const (
	lineAlone  = "line alone"  // the lines of the hidden words, and no more
	textAlone  = "text"        // the text edition and the proof, without pages
	breaksKept = "text, lines" // the same, had the line breaks of the pages stayed in the text
)

// look publishes a document and looks at it.
func look(words []placed, sizes [][2]int, growth string) seen {
	words = append([]placed{}, words...)
	if growth != breaksKept {
		for _, i := range joinLines(words, sizes) {
			words[i].text = strings.TrimSuffix(words[i].text, "\n") + " "
		}
	}
	s := seen{tiles: map[int][]bool{}}
	cols, rows := bundles.TileGrid(attackWidth, attackHeight)
	hide := func(page, x0, y0, x1, y1, grid int) {
		if s.tiles[page] == nil {
			s.tiles[page] = make([]bool, cols*rows)
		}
		c0, c1 := max(x0, 0)/bundles.TileSize/grid*grid, (x1+bundles.TileSize-1)/bundles.TileSize
		c1 = (c1 + grid - 1) / grid * grid
		for r := max(y0, 0) / bundles.TileSize; r < min((y1+bundles.TileSize-1)/bundles.TileSize, rows); r++ {
			for c := c0; c < min(c1, cols); c++ {
				s.tiles[page][r*cols+c] = true
			}
		}
	}
	grid := 1
	if growth == bundles.GrowthExact {
		grid = boxGrid
	}
	var areas []area
	switch growth {
	case textAlone, breaksKept:
		areas, _ = grow(words, sizes, bundles.GrowthPage)
	case lineAlone:
		g := &grower{printed: newPrinted(words, sizes), whole: map[int]bool{}}
		for l := range g.lines {
			if g.lines[l].hidden {
				g.hideLines([]int{l}, 0)
			}
		}
		areas = g.areas
	default:
		areas, _ = grow(words, sizes, growth)
	}
	for _, a := range areas {
		hide(a.page, a.x0, a.y0, a.x1, a.y1, 1)
	}
	var b strings.Builder
	gap := false
	for _, w := range words {
		if w.hidden {
			hide(w.page, w.box.X-boxMargin, w.box.Y-boxMargin, w.box.X+w.box.W+boxMargin, w.box.Y+w.box.H+boxMargin, grid)
			if !gap {
				b.WriteString("[] ")
			}
			gap = true
			continue
		}
		gap = false
		b.WriteString(w.text)
	}
	s.text = b.String()
	for _, w := range words {
		if !w.hidden && !s.black(w, cols) {
			s.words = append(s.words, w)
		}
	}
	return s
}

// black tells whether every tile of a word is hidden.
func (s *seen) black(w placed, cols int) bool {
	tiles := s.tiles[w.page]
	if tiles == nil {
		return false
	}
	for r := w.box.Y / bundles.TileSize; r <= (w.box.Y+w.box.H-1)/bundles.TileSize; r++ {
		for c := w.box.X / bundles.TileSize; c <= (w.box.X+w.box.W-1)/bundles.TileSize; c++ {
			if !tiles[r*cols+c] {
				return false
			}
		}
	}
	return true
}

// share is the part of all tiles that is black.
func (s *seen) share(pages int) float64 {
	n, all := 0, 0
	for _, tiles := range s.tiles {
		for _, black := range tiles {
			if black {
				n++
			}
		}
	}
	cols, rows := bundles.TileGrid(attackWidth, attackHeight)
	all = pages * cols * rows
	return float64(n) / float64(all)
}

// explains tells whether what a reader computed for a name is what he sees:
// the tiles give or take so many at their edges, the words give or take so
// many pixels.
func (s *seen) explains(o *seen, tiles, pixels int) bool {
	if s.text != o.text || len(s.words) != len(o.words) && tiles == 0 {
		return false
	}
	cols, _ := bundles.TileGrid(attackWidth, attackHeight)
	for _, pair := range [][2]*seen{{s, o}, {o, s}} {
		for page, black := range pair[0].tiles {
			other := pair[1].tiles[page]
			for i, b := range black {
				if b && !nearBlack(other, i, cols, tiles) {
					return false
				}
			}
		}
	}
	// Words at the edge of a box may be black in one and not in the other.
	at := map[int]placed{}
	for _, w := range o.words {
		at[w.leaf] = w
	}
	for _, w := range s.words {
		v, ok := at[w.leaf]
		if !ok && tiles > 0 {
			continue
		}
		if !ok || v.page != w.page || !near(v.box.X, w.box.X, pixels) || !near(v.box.Y, w.box.Y, pixels) {
			return false
		}
	}
	return true
}

func nearBlack(tiles []bool, i, cols, by int) bool {
	if tiles == nil {
		return false
	}
	for dy := -by; dy <= by; dy++ {
		for dx := -by; dx <= by; dx++ {
			if k := i + dy*cols + dx; k >= 0 && k < len(tiles) && tiles[k] {
				return true
			}
		}
	}
	return false
}

// attackResult is how much all documents told.
type attackResult struct {
	bits, max float64
	unique    int
	few       int // fewer than five names are left
	least     int
	missed    int // the reader excluded the true name
	black     float64
	n         int
}

func (r *attackResult) add(consistent int, truth bool, black float64) {
	if r.n++; !truth {
		r.missed++
	}
	r.black += black
	if consistent == 0 {
		return
	}
	b := math.Log2(float64(len(attackNames)) / float64(consistent))
	r.bits, r.max = r.bits+b, max(r.max, b)
	if consistent == 1 && truth {
		r.unique++
	}
	if consistent < 5 {
		r.few++
	}
	if r.least == 0 || consistent < r.least {
		r.least = consistent
	}
}

func (r *attackResult) String() string {
	n := float64(r.n)
	return fmt.Sprintf("%.3f bits on average, at most %.2f; unique %d, fewer than five left %d, at least %d left, true name excluded %d; black %.1f %% of the pages (%d documents)",
		r.bits/n, r.max, r.unique, r.few, r.least, r.missed, 100*r.black/n, r.n)
}

// How many documents are attacked: some of every mode, or with
// AKTA_SAMPLES=all as many as the numbers in the docs are of.
const someAttacks, allAttacks = 40, 200

func TestAttack(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	growths := []string{textAlone, breaksKept, bundles.GrowthExact, lineAlone, bundles.GrowthLine}
	results := map[string]*attackResult{}
	fonts := map[int]*attackFont{}
	modes := []string{"ragged", "justified", "scanned", "akta"}
	for i := range bundlestest.Samples(someAttacks, allAttacks) {
		mode := modes[i%3]
		if i%10 == 9 {
			mode = "akta"
		}
		d := newAttackPage(uint64(i), mode)
		if fonts[d.sizeX10] == nil {
			fonts[d.sizeX10] = newAttackFont(t, d.sizeX10)
		}
		f := fonts[d.sizeX10]
		truth := rand.New(rand.NewPCG(uint64(i), 3)).IntN(len(attackNames))
		attack(t, d, f, truth, growths, results)
	}
	for _, g := range growths {
		t.Logf("%-11s %v", g, results[g])
		for _, mode := range modes {
			if r := results[g+" "+mode]; r != nil {
				t.Logf("  %-10s %v", mode, r)
			}
		}
	}
	if r := results[textAlone]; r.max != 0 {
		t.Errorf("the text edition alone tells %v", r)
	}
	if r := results[breaksKept]; r.max == 0 {
		t.Error("line breaks in the text tell nothing: joinLines has nothing to do")
	}
	if r := results[bundles.GrowthExact]; r.bits/float64(r.n) < 3 {
		t.Errorf("boxes around the words tell only %v: the reader is not able", r)
	}
	if r := results[bundles.GrowthLine]; r.bits/float64(r.n) >= 0.5 || r.unique > 0 || r.least < 2 {
		t.Errorf("the default tells %v", r)
	}
}

// attack plays the reader on one document.
func attack(t *testing.T, d *attackPage, f *attackFont, truth int, growths []string, results map[string]*attackResult) {
	t.Helper()
	noisy := func(name int, draw uint64) []placed {
		if d.mode != "scanned" {
			return d.set(t, f, attackNames[name], nil)
		}
		return d.set(t, f, attackNames[name], rand.New(rand.NewPCG(d.seed, draw)))
	}
	draws, tiles, pixels := uint64(1), 0, 0
	if d.mode == "scanned" {
		draws, tiles, pixels = 6, 1, 10
	}
	original := noisy(truth, 999)
	sizes := d.sizes()
	left := map[string]int{}
	kept := map[string]bool{}
	sees := map[string]seen{}
	for _, g := range growths {
		sees[g] = look(original, sizes, g)
	}
	for name := range attackNames {
		fits := map[string]bool{}
		for draw := range draws {
			words := noisy(name, draw)
			if len(d.sizes()) != len(sizes) {
				continue // another number of pages
			}
			for _, g := range growths {
				if fits[g] {
					continue
				}
				mine, theirs := look(words, sizes, g), sees[g]
				if g == textAlone || g == breaksKept {
					fits[g] = mine.text == theirs.text
				} else {
					// All names have two words: leaves have the same numbers.
					fits[g] = theirs.explains(&mine, tiles, pixels)
				}
			}
		}
		for g, ok := range fits {
			if ok {
				left[g]++
				kept[g] = kept[g] || name == truth
			}
		}
	}
	for _, g := range growths {
		s := sees[g]
		for _, key := range []string{g, g + " " + d.mode} {
			if results[key] == nil {
				results[key] = &attackResult{}
			}
			results[key].add(left[g], kept[g], s.share(len(sizes)))
		}
		if g == bundles.GrowthLine && (left[g] < 10 || !kept[g]) && os.Getenv("AKTA_ATTACK_LOG") != "" {
			t.Logf("seed %d, %s, %q: %d left, true one %v", d.seed, d.mode, attackNames[truth], left[g], kept[g])
		}
	}
}
