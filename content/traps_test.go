package content

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
)

// The traps of a redaction that are about pages; the others stand in package
// bundles. Each test asserts that we do not fall into one, and springs it on
// purpose to see that this would be noticed.

// TestTrap06GlyphPositions: what surrounds a hidden name does not give its
// width away. Boxes end on tiles and are wider than the word; the text comes
// without coordinates of what is hidden; nothing of the source file goes along.
func TestTrap06GlyphPositions(t *testing.T) {
	o := newTestOffice(t, filepath.Join(fixtures, "cs-posta-hlaseni.pdf"))
	doc := o.sealed(t, "d1")
	decideTexts(t, o, "Jarmila Příkladná", "plnou") // and a short word that stands alone
	r := o.release(t)
	leaves, pages := releasedText(t, r, "d1"), sealedPages(t, doc)
	states := statesOf(t, r, "d1", pages)
	if seen, hidden := seenOnPages(doc, leaves, pages, states, 0); len(seen) != 0 || hidden < 2 {
		t.Errorf("of %d hidden words %q can be seen", hidden, seen)
	}
	const least = 10 // tiles: 20 mm at 200 DPI
	narrow := 0
	doc.Places(func(leaf, page int, b bundles.Box) {
		if leaves[leaf] != nil {
			return
		}
		cols, _ := bundles.TileGrid(pages[page].Width, pages[page].Height)
		first := (b.Y+b.H/2)/bundles.TileSize*cols + b.X/bundles.TileSize
		last := first
		for first%cols > 0 && states[page][first-1] == tileBlack {
			first--
		}
		for last%cols < cols-1 && states[page][last+1] == tileBlack {
			last++
		}
		if last-first+1 < least {
			t.Errorf("the box over %q is %d tiles wide, want %d: it tells the width", doc.Text[leaf], last-first+1, least)
		}
		if b.W < least*bundles.TileSize {
			narrow++
		}
	})
	if narrow == 0 {
		t.Error("every hidden word is as wide as the least box: this says nothing")
	}
	for n := range pages {
		if slices.Contains(states[n], tileChanged) {
			t.Errorf("page %d: a box ends inside a tile", n)
		}
	}
	for i, leaf := range leaves {
		if leaf != nil && *leaf != doc.Text[i] {
			t.Errorf("leaf %d is %q, sealed as %q", i, *leaf, doc.Text[i])
		}
	}
	checkNothingOfTheSource(t, r, leaves)
	// Sprung: a box cut to the glyphs.
	cut := map[int][]tileState{}
	for n, p := range pages {
		samples := bytes.Clone(p.Samples)
		doc.Places(func(leaf, page int, b bundles.Box) {
			for y := b.Y; page == n && leaves[leaf] == nil && y < min(b.Y+b.H, p.Height); y++ {
				clear(samples[(y*p.Width+b.X)*p.Channels : (y*p.Width+min(b.X+b.W, p.Width))*p.Channels])
			}
		})
		cut[n] = tileStates(samples, p)
	}
	if seen, _ := seenOnPages(doc, leaves, pages, cut, 0); len(seen) == 0 {
		t.Error("boxes cut to the glyphs are not noticed")
	}
}

// checkNothingOfTheSource: no part of a release is a PDF with fonts, and no
// list of places speaks of a hidden leaf.
func checkNothingOfTheSource(t *testing.T, r *bundles.Released, leaves []*string) {
	t.Helper()
	if name, ok := r.WholeFile("s1", "d1"); ok {
		t.Errorf("the source file is in the release, as %s", name)
	}
	for _, n := range r.Bag().Names() {
		raw, err := r.Bag().Read(n, 1<<26)
		if err != nil {
			t.Fatal(err)
		}
		for _, mark := range []string{"%PDF-", "/FontFile", "/ToUnicode", "endstream"} {
			if bytes.Contains(raw, []byte(mark)) {
				t.Errorf("%s holds %q", n, mark)
			}
		}
		if !strings.HasSuffix(n, "/places.json") {
			continue
		}
		var places [][]int
		if err := json.Unmarshal(raw, &places); err != nil {
			t.Fatal(err)
		}
		for _, p := range places {
			if leaves[p[0]] == nil {
				t.Errorf("%s tells the place of hidden leaf %d", n, p[0])
			}
		}
	}
}

// TestTrap07RestsAroundABox: nothing of a hidden word stands outside its box,
// not its soft edges either, and a page's image is pixels and nothing else.
func TestTrap07RestsAroundABox(t *testing.T) {
	o := newTestOffice(t, filepath.Join(fixtures, "cs-posta-hlaseni.pdf"))
	doc := o.sealed(t, "d1")
	decideTexts(t, o, "Jarmila Příkladná")
	r := o.release(t)
	leaves, pages := releasedText(t, r, "d1"), sealedPages(t, doc)
	const margin = 3 // pixels in which soft edges and descenders stand
	if seen, hidden := seenOnPages(doc, leaves, pages, statesOf(t, r, "d1", pages), margin); len(seen) != 0 || hidden == 0 {
		t.Errorf("of %d hidden words the edges of %q can be seen", hidden, seen)
	}
	checkPNGs(t, r)
	// Sprung: the tiles under the words alone. Some word's edge stands on the
	// next tile, or the margin above were for nothing.
	tight := map[int][]tileState{}
	for n, p := range pages {
		tight[n] = make([]tileState, len(tileStates(p.Samples, p)))
	}
	doc.Places(func(leaf, page int, b bundles.Box) {
		if leaves[leaf] == nil {
			for _, i := range touched(pages[page], b, 0) {
				tight[page][i] = tileBlack
			}
		}
	})
	if seen, _ := seenOnPages(doc, leaves, pages, tight, margin); len(seen) == 0 {
		t.Error("boxes without a margin are not noticed")
	}
}

// A metadataMark is what stands in an image beside its pixels.
const metadataMark = "Vyfotil Vendelin Neexistujici"

// withMetadata is an image with a comment and, in a JPEG, Exif data.
func withMetadata(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(fixtures, name))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.HasPrefix(data, []byte("\xff\xd8")) {
		segment := func(kind byte, payload string) []byte {
			return append([]byte{0xff, kind, byte((len(payload) + 2) >> 8), byte(len(payload) + 2)}, payload...)
		}
		return slices.Concat(data[:2], segment(0xe1, "Exif\x00\x00II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00"+metadataMark), segment(0xfe, metadataMark), data[2:])
	}
	const header = 8 + 25 // signature and IHDR
	chunk := append([]byte("tEXtAuthor\x00"), metadataMark...)
	length := binary.BigEndian.AppendUint32(nil, uint32(len(chunk)-4))
	return slices.Concat(data[:header], length, binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk)), data[header:])
}

// TestTrap07ImageMetadata: an image with more in it than pixels is released as
// pixels.
func TestTrap07ImageMetadata(t *testing.T) {
	for _, name := range []string{"cs-park-tabule.jpg", "cs-web-snimek.png"} {
		source := withMetadata(t, name)
		if bytes.Count(source, []byte(metadataMark)) == 0 {
			t.Fatalf("%s: the trap was not sprung", name)
		}
		o := newTestOffice(t, writeText(t, name, string(source)))
		box := [4]float64{0, 0, 0.1, 0.1}
		if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Reviewed: []string{"d1"},
			Redactions: []Redaction{{Document: "d1", Page: 1, Box: &box, Ground: "§ 8a"}}}); err != nil {
			t.Fatal(err)
		}
		r := o.release(t)
		checkPNGs(t, r)
		for _, n := range r.Bag().Names() {
			raw, err := r.Bag().Read(n, 1<<26)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(raw, []byte(metadataMark)) || bytes.Contains(raw, []byte("Exif\x00")) {
				t.Errorf("%s, from %s, holds its metadata", n, name)
			}
			for at := 0; at+64 <= len(source); at += 64 {
				part := source[at : at+64]
				if len(bytes.Trim(part, string(part[:1]))) != 0 && bytes.Contains(raw, part) {
					t.Errorf("%s holds bytes %d to %d of %s", n, at, at+64, name)
				}
			}
		}
	}
	if kinds := chunks(withMetadata(t, "cs-web-snimek.png")); !slices.Contains(kinds, "tEXt") {
		t.Errorf("the chunks %q: a comment is not noticed", kinds)
	}
}

// TestTrap08OneViewRedacted: a word hidden in the text is hidden on the page,
// a box hides the words under it, and a word is hidden wherever it stands.
func TestTrap08OneViewRedacted(t *testing.T) {
	const name = "Jarmila Příkladná"
	o := newTestOffice(t, filepath.Join(fixtures, "cs-posta-hlaseni.pdf"),
		writeText(t, "dopis.txt", "Hlásila "+name+".\n\nPodepsána "+name+", v Lhotce."))
	d1, d2 := o.sealed(t, "d1"), o.sealed(t, "d2")
	found := decideTexts(t, o, name)
	if len(found) != 1 || len(found[0]) != 2 || found[0][1] != (Found{"d2", 2}) {
		t.Errorf("offered are the places %v, want those in both documents", found)
	}
	r := o.release(t)
	for _, d := range []*bundles.SealedDocument{d1, d2} {
		leaves, shown := releasedText(t, r, d.ID), ""
		for _, leaf := range leaves {
			if leaf != nil {
				shown += *leaf
			}
		}
		if strings.Contains(shown, "Příkladná") || !strings.Contains(strings.Join(d.Text, ""), "Příkladná") || shown == "" {
			t.Errorf("%s: the text shown is %q", d.ID, shown)
		}
		pages := sealedPages(t, d)
		if seen, _ := seenOnPages(d, leaves, pages, statesOf(t, r, d.ID, pages), 0); len(seen) != 0 {
			t.Errorf("%s: %q is hidden in the text and can be seen on the page", d.ID, seen)
		}
	}
	// Sprung: the text redacted and the pages not.
	leaves, pages, open := releasedText(t, r, "d1"), sealedPages(t, d1), map[int][]tileState{}
	for n, p := range pages {
		open[n] = tileStates(p.Samples, p)
	}
	if seen, hidden := seenOnPages(d1, leaves, pages, open, 0); len(seen) != hidden || hidden < 2 {
		t.Errorf("of %d words hidden in the text alone %d are noticed on the page", hidden, len(seen))
	}
	// Sprung: the word hidden in one document, and not in the other.
	one := &Plan{Redactions: []Redaction{{Document: "d1", Text: name, Ground: "x"}}}
	if res, err := one.resolve(d2, bundles.GrowthLine, nil); err != nil || len(res.redactions) != 0 {
		t.Errorf("a redaction of d1 hides %v of d2 (%v): the trap was not sprung", res, err)
	}
}

// TestTrap08BoxOverWords: the words under a drawn box are hidden in the text.
func TestTrap08BoxOverWords(t *testing.T) {
	o := newTestOffice(t, filepath.Join(fixtures, "cs-posta-hlaseni.pdf"))
	doc := o.sealed(t, "d1")
	box := [4]float64{0.1, 0.1, 0.5, 0.2}
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{
		Redactions: []Redaction{{Document: "d1", Page: 1, Box: &box, Ground: "§ 8a"}},
		Allow:      []Allowance{{Passages: "d1", Case: "a", Document: "d1", Reason: "the letterhead is on every page"}},
	}); err != nil {
		t.Fatal(err)
	}
	r := o.release(t)
	leaves, pages := releasedText(t, r, "d1"), sealedPages(t, doc)
	under, beside := 0, 0
	h := doc.Header.Page(1)
	doc.Places(func(leaf, page int, b bundles.Box) {
		x, y := float64(b.X+b.W/2)/float64(h.Width), float64(b.Y+b.H/2)/float64(h.Height)
		if page != 1 || x < box[0] || x > box[0]+box[2] || y < box[1] || y > box[1]+box[3] {
			beside++
			return
		}
		under++
		if leaves[leaf] != nil {
			t.Errorf("%q stands under the box and is shown in the text", doc.Text[leaf])
		}
	})
	if under < 3 || beside < 10 {
		t.Errorf("%d words under the box, %d beside it: this says nothing", under, beside)
	}
	if seen, _ := seenOnPages(doc, leaves, pages, statesOf(t, r, "d1", pages), 0); len(seen) != 0 {
		t.Errorf("%q is hidden in the text and can be seen on the page", seen)
	}
}
