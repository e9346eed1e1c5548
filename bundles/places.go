package bundles

import (
	"fmt"
	"strconv"
)

const namePlaces = "places.json"

// parsePlaces reads the places.json of a released document (SPEC 5.12) and
// accepts one spelling only: an array of at least one [leaf, page, x, y, width,
// height], in the order of the leaves, and a line feed.
func parsePlaces(data []byte) ([]place, error) {
	if len(data) > maxPlaces {
		return nil, fmt.Errorf("%s: %d bytes, more than the %d allowed", namePlaces, len(data), maxPlaces)
	}
	var out []place
	s := placeScanner{data: data}
	s.expect("[")
	for more := true; more && s.ok(); more = s.next(',') {
		s.expect("[")
		var p place
		for i := range p {
			if i > 0 {
				s.expect(",")
			}
			p[i] = s.number()
		}
		s.expect("]")
		out = append(out, p)
	}
	s.expect("]\n")
	if !s.ok() || s.at != len(data) {
		return nil, fmt.Errorf("%s: byte %d: want [[leaf,page,x,y,width,height],...] without spaces, and a line feed", namePlaces, s.at)
	}
	for i, p := range out {
		if i > 0 && out[i-1][0] >= p[0] {
			return nil, fmt.Errorf("%s: leaf %d: out of order, or there twice", namePlaces, p[0])
		}
		if p[1] < 1 || p[1] > maxPages || p[4] < 1 || p[5] < 1 {
			return nil, fmt.Errorf("%s: leaf %d: page %d, box of %d x %d pixels", namePlaces, p[0], p[1], p[4], p[5])
		}
	}
	return out, nil
}

// placeScanner reads the few things there are in places.json. After what does
// not fit it stays where it is.
type placeScanner struct {
	data   []byte
	at     int
	failed bool
}

func (s *placeScanner) ok() bool { return !s.failed }

func (s *placeScanner) expect(text string) {
	if s.failed || len(s.data)-s.at < len(text) || string(s.data[s.at:s.at+len(text)]) != text {
		s.failed = true
		return
	}
	s.at += len(text)
}

func (s *placeScanner) next(c byte) bool {
	if s.failed || s.at == len(s.data) || s.data[s.at] != c {
		return false
	}
	s.at++
	return true
}

// number reads decimal digits without a leading zero, up to the bound on
// pixels, which is above every other number in the file.
func (s *placeScanner) number() (n int) {
	start := s.at
	for !s.failed && s.at < len(s.data) && s.data[s.at] >= '0' && s.data[s.at] <= '9' {
		n = 10*n + int(s.data[s.at]-'0')
		s.at++
		if n > maxPagePixels || s.at-start > 1 && s.data[start] == '0' {
			s.failed = true
		}
	}
	if s.at == start {
		s.failed = true
	}
	return n
}

// marshalPlaces is the inverse of parsePlaces.
func marshalPlaces(places []place) []byte {
	out := make([]byte, 0, 32*len(places)+3)
	for i, p := range places {
		out = append(out, "[,"[min(i, 1)])
		for j, n := range p {
			out = append(out, "[,"[min(j, 1)])
			out = strconv.AppendInt(out, int64(n), 10)
		}
		out = append(out, ']')
	}
	return append(out, "]\n"...)
}

// A placeSieve tells which places a release may show.
type placeSieve struct {
	header *Header
	views  []ViewProof // of a proof, in the header's order
	text   shownLeaves
	hidden map[int][]bool // of pages: the hidden tiles
}

func newPlaceSieve(p *DocumentProof, text shownLeaves) *placeSieve {
	return &placeSieve{header: &p.Header, views: p.Views, text: text, hidden: map[int][]bool{}}
}

// check tells why a place is none of a release: its leaf is not shown, it is
// not on its page, or its box, grown by a pixel on each side, touches a hidden
// tile (SPEC 5.12). A word beneath a box that is wider than what it hides would
// give the width of the hidden one away.
func (s *placeSieve) check(p place) error {
	if p[0] < 0 || p[0] >= len(s.text) || s.text[p[0]] == nil || *s.text[p[0]] == "" {
		return fmt.Errorf("leaf %d: no word that is shown", p[0])
	}
	if p[1] < 1 || p[1] > s.header.Pages() {
		return fmt.Errorf("leaf %d: on page %d of %d", p[0], p[1], s.header.Pages())
	}
	h, b := s.header.Page(p[1]), p.box()
	if b.X < 0 || b.Y < 0 || b.W < 1 || b.H < 1 || b.W > h.Width || b.H > h.Height || b.X > h.Width-b.W || b.Y > h.Height-b.H {
		return fmt.Errorf("leaf %d: box %d,%d of %d x %d is outside page %d", p[0], b.X, b.Y, b.W, b.H, p[1])
	}
	hidden, ok := s.hidden[p[1]]
	if ranges := s.views[2+p[1]].Hidden; !ok && len(ranges) > 0 {
		hidden = hiddenSet(h.Leaves, ranges)
		s.hidden[p[1]] = hidden
	}
	if hidden == nil {
		return nil
	}
	cols, _ := TileGrid(h.Width, h.Height)
	for row := max(0, b.Y-1) / TileSize; row <= min(h.Height-1, b.Y+b.H)/TileSize; row++ {
		for col := max(0, b.X-1) / TileSize; col <= min(h.Width-1, b.X+b.W)/TileSize; col++ {
			if hidden[row*cols+col] {
				return fmt.Errorf("leaf %d: stands where page %d is hidden", p[0], p[1])
			}
		}
	}
	return nil
}

// of is the places of a seal that a release shows. What a reader put partly
// beyond the page's edge is cut there.
func (s *placeSieve) of(sealed []place) []place {
	var out []place
	for _, p := range sealed {
		if p[1] >= 1 && p[1] <= s.header.Pages() {
			h := s.header.Page(p[1])
			p[2], p[4] = cutTo(p[2], p[4], h.Width)
			p[3], p[5] = cutTo(p[3], p[5], h.Height)
		}
		if s.check(p) == nil {
			out = append(out, p)
		}
	}
	return out
}

// cutTo is the part of [at, at+size) that lies within [0, limit), with size 0
// where there is none.
func cutTo(at, size, limit int) (int, int) {
	if size < 1 || at >= limit || at <= -size {
		return 0, 0
	}
	if at < 0 {
		at, size = 0, size+at
	}
	return at, min(size, limit-at)
}

// readReleasedPlaces reads a document's places.json and holds each place
// against what the proof hides. Where no word has a place there is no member.
func (b *Bag) readReleasedPlaces(folder string, p *DocumentProof, text shownLeaves) ([]place, error) {
	if !b.Has(folder + namePlaces) {
		return nil, nil
	}
	raw, err := b.Read(folder+namePlaces, maxPlaces)
	if err != nil {
		return nil, err
	}
	places, err := parsePlaces(raw)
	if err != nil {
		return nil, err
	}
	s := newPlaceSieve(p, text)
	for _, at := range places {
		if err := s.check(at); err != nil {
			return nil, fmt.Errorf("%s: %w", namePlaces, err)
		}
	}
	return places, nil
}

// Places calls f for every shown text leaf of which the release tells where it
// stands on its page, in the order of the leaves. That it stands there is the
// authority's statement; no proof speaks of it.
func (r *Released) Places(seal, id string, f func(leaf, page int, box Box)) error {
	_, d, err := r.document(seal, id)
	if err != nil {
		return err
	}
	text, err := r.Text(seal, id)
	if err != nil {
		return err
	}
	places, err := r.bag.readReleasedPlaces(dataFolder(seal, id), d, text)
	if err != nil {
		return err
	}
	for _, p := range places {
		f(p[0], p[1], p.box())
	}
	return nil
}
