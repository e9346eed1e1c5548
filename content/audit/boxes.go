package audit

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// pictureCopy is a page image on the site. It has to be one of its release.
type pictureCopy struct {
	place
	sum [sha256.Size]byte
}

// compareBoxes holds every page image to what its release hides: each marked
// tile is black, its copy on the site is the same file, and no word has a place
// under a box. A tile that is black and not marked is the page's own: a scan has
// black edges, and the proof opens it as it was sealed.
func (x *inspection) compareBoxes() {
	for _, key := range x.sortedBags() {
		b := x.bags[key]
		for _, doc := range slices.Sorted(maps.Keys(b.pages)) {
			for _, n := range slices.Sorted(maps.Keys(b.pages[doc])) {
				x.comparePage(key, b, doc, n)
			}
		}
		for _, doc := range slices.Sorted(maps.Keys(b.places)) {
			x.comparePlaces(key, b, doc)
		}
	}
	for _, c := range x.pictures {
		x.done[CheckBoxes]++
		b := x.bags[c.bag]
		p := (*pagePicture)(nil)
		if b != nil {
			p = b.pages[b.bySlug(c.doc)][c.page]
		}
		if (p == nil || p.file != c.sum) && !x.originals[c.sum] {
			x.hits = append(x.hits, c.hit(CheckBoxes, 0, "a page image that is not the one of its release"))
		}
	}
}

// memberName is the public name of a file of a document in a release.
func memberName(bagName, doc, file string) string {
	name := "data/" + doc + "/" + file
	if bagName != "" {
		return bagName + "!" + name
	}
	return name
}

func (x *inspection) comparePage(key string, b *bag, doc string, n int) {
	x.done[CheckBoxes]++
	p := b.pages[doc][n]
	at := Hit{Check: CheckBoxes, File: memberName(key, doc, fmt.Sprintf("page-%04d.png", n))}
	if _, id, ok := strings.Cut(doc, "/"); ok {
		at.Document = id
	}
	marked, defect := b.marked(doc, n, p)
	if defect != "" {
		at.What = defect
		x.hits = append(x.hits, at)
		return
	}
	cols := (p.width + tileSide - 1) / tileSide
	open := 0
	for i, m := range marked {
		if m && !p.black[i] {
			if open++; open == 1 {
				at.What = fmt.Sprintf("tile %d of row %d is hidden and not black", i%cols+1, i/cols+1)
			}
		}
	}
	if open > 0 {
		if open > 1 {
			at.What += fmt.Sprintf(", and %d more", open-1)
		}
		x.hits = append(x.hits, at)
	}
}

// marked are the tiles that a release hides of a page. The proof and the
// redactor's list are two accounts of it: where both are there they must agree.
func (b *bag) marked(doc string, page int, p *pagePicture) (tiles []bool, defect string) {
	view := "page/" + strconv.Itoa(page)
	cols, rows := (p.width+tileSide-1)/tileSide, (p.height+tileSide-1)/tileSide
	proven := slices.IndexFunc(b.proof[doc], func(v viewFacts) bool { return v.view == view })
	if proven < 0 {
		return nil, "a page image that the proof does not speak of"
	}
	v := b.proof[doc][proven]
	if v.width != p.width || v.height != p.height {
		return nil, fmt.Sprintf("an image of %d x %d pixels, sealed were %d x %d", p.width, p.height, v.width, v.height)
	}
	tiles = make([]bool, cols*rows)
	for _, h := range v.hidden {
		if h[0] < 0 || h[1] < 1 || h[0] > len(tiles) || h[1] > len(tiles)-h[0] {
			return nil, "a hidden range outside the page"
		}
		for i := range h[1] {
			tiles[h[0]+i] = true
		}
	}
	if b.release == nil {
		return tiles, ""
	}
	d := b.release.document(doc)
	if d == nil || d.Withheld != "" {
		return nil, "a page image of a document that is withheld or not in the release"
	}
	listed := make([]bool, len(tiles))
	for _, r := range d.Redactions {
		if r.View != view {
			continue
		}
		t := r.Tiles
		if t == nil || t[0] < 0 || t[1] < 0 || t[2] < 1 || t[3] < 1 || t[2] > cols || t[3] > rows || t[0] > cols-t[2] || t[1] > rows-t[3] {
			return nil, "a box that is not on the grid of tiles"
		}
		for row := t[1]; row < t[1]+t[3]; row++ {
			for col := t[0]; col < t[0]+t[2]; col++ {
				listed[row*cols+col] = true
			}
		}
	}
	if !slices.Equal(tiles, listed) {
		return nil, "the boxes of release.json are not those of the proof"
	}
	return tiles, ""
}

// comparePlaces holds that every word that has a place is shown, in the text and
// on the page: the place of a word under a box tells how wide the hidden one is.
func (x *inspection) comparePlaces(key string, b *bag, doc string) {
	at := Hit{Check: CheckBoxes, File: memberName(key, doc, "places.json")}
	if _, id, ok := strings.Cut(doc, "/"); ok {
		at.Document = id
	}
	text := b.texts[doc]
	marks := map[int][]bool{}
	for i, w := range b.places[doc] {
		x.done[CheckBoxes]++
		at.What = ""
		leaf, page, bx, by, bw, bh := w[0], w[1], w[2], w[3], w[4], w[5]
		p := b.pages[doc][page]
		switch {
		case text == nil || leaf < 0 || leaf >= len(text.leaves) || text.leaves[leaf] == nil:
			at.What = fmt.Sprintf("place no. %d is of a word that is not shown", i+1)
		case p == nil:
			at.What = fmt.Sprintf("place no. %d is on a page that is not shown", i+1)
		case bx < 0 || by < 0 || bw < 1 || bh < 1 || bw > p.width || bh > p.height || bx > p.width-bw || by > p.height-bh:
			at.What = fmt.Sprintf("place no. %d lies outside its page", i+1)
		default:
			m, there := marks[page]
			if !there {
				m, _ = b.marked(doc, page, p) // a defect is reported with the page
				marks[page] = m
			}
			if m != nil && touches(m, p, bx, by, bw, bh) {
				at.What = fmt.Sprintf("place no. %d touches a box", i+1)
			}
		}
		if at.What != "" {
			x.hits = append(x.hits, at)
			return
		}
	}
}

// touches tells whether a rectangle, one pixel larger on each side, touches a
// marked tile.
func touches(marked []bool, p *pagePicture, x, y, w, h int) bool {
	cols := (p.width + tileSide - 1) / tileSide
	for row := max(y-1, 0) / tileSide; row <= min(y+h, p.height-1)/tileSide; row++ {
		for col := max(x-1, 0) / tileSide; col <= min(x+w, p.width-1)/tileSide; col++ {
			if marked[row*cols+col] {
				return true
			}
		}
	}
	return false
}
