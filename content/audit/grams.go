package audit

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"sync"
)

// A group of files has a filter of the strings of gramBytes bytes that stand in
// any of its views: a later term of which one such string is missing is in none of
// them, so that they need not be searched for it. The filter is of Bloom's kind:
// it may say yes to a string that is not there, and never no to one that is.
const (
	gramBytes = 5  // as the shortest prefix that is looked for in bytes
	gramBits  = 20 // the filter has 1<<gramBits bits
	gramWords = 1 << gramBits / 64
	gramsFull = 1 << gramBits / 4 // bits set: another group begins
	gramsOver = 1 << gramBits / 2 // bits set: it tells too little, and is not kept

	// gramsFiles is how many files a group has at most: those that are searched
	// again together.
	gramsFiles = 256

	// gramsAlone is the size in bytes from which a file begins a group, so that it
	// does not fill that of others.
	gramsAlone = 256 << 10

	// gramFileGroups is how many filters are kept in one file, which is read as a
	// whole.
	gramFileGroups = 64
)

// gramGroup is one filter.
type gramGroup struct {
	id   int
	bits *[gramWords]uint64
	set  int // how many bits are
	held int // how many files
}

// gramHash is the place of the string in the low gramBytes bytes of k.
func gramHash(k uint64) uint64 { return (k & (1<<(8*gramBytes) - 1)) * spread >> (64 - gramBits) }

// mark adds all strings of a view.
func (g *gramGroup) mark(data []byte) {
	bits, set, i := g.bits, 0, 0
	for ; i+8 <= len(data); i += 4 { // a word holds four strings
		k := binary.LittleEndian.Uint64(data[i:])
		for range 4 {
			h := gramHash(k)
			at, b := h>>6, h&63
			set += int(^bits[at] >> b & 1)
			bits[at] |= 1 << b
			k >>= 8
		}
	}
	for ; i+gramBytes <= len(data); i++ {
		h := gramHash(gramAt(data[i:]))
		set += int(^bits[h>>6] >> (h & 63) & 1)
		bits[h>>6] |= 1 << (h & 63)
	}
	g.set += set
}

func gramAt(data []byte) (k uint64) {
	for j := range gramBytes {
		k |= uint64(data[j]) << (8 * j)
	}
	return k
}

// gramsOf are the places of all strings of a needle; none for one that is too
// short to tell.
func gramsOf(text []byte) (places []uint32) {
	for i := 0; i+gramBytes <= len(text); i++ {
		places = append(places, uint32(gramHash(gramAt(text[i:]))))
	}
	return places
}

// gramBook keeps the filters of an audit.
type gramBook struct {
	mu     sync.Mutex
	next   int // id of the next group
	groups []*gramGroup
	over   map[int]bool // groups that tell too little
}

// begin starts a group, whose filter may be one that was dropped.
func (b *gramBook) begin(used *[gramWords]uint64) *gramGroup {
	b.mu.Lock()
	defer b.mu.Unlock()
	g := &gramGroup{id: b.next, bits: used}
	if b.next++; used == nil {
		g.bits = new([gramWords]uint64)
	}
	return g
}

// end takes a group. It returns its filter where that is not kept.
func (b *gramBook) end(g *gramGroup) *[gramWords]uint64 {
	if g == nil {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if g.set > gramsOver {
		b.over[g.id] = true
		clear(g.bits[:])
		return g.bits
	}
	b.groups = append(b.groups, g)
	return nil
}

// mark adds a view to the scanner's group, if it has one.
func (s *scanner) mark(data []byte) {
	if s.grams != nil {
		s.grams.mark(data)
	}
}

// group sees to it that a task has a group that is not full.
func (w *work) group(s *scanner, f *openFile) {
	if w.grams == nil {
		return
	}
	if g := s.grams; g == nil || g.set > gramsFull || s.last != f && (g.held >= gramsFiles || f.size > gramsAlone && g.set > 0) {
		s.grams = w.grams.begin(w.grams.end(g))
	}
	if s.last != f {
		s.grams.held, s.last = s.grams.held+1, f
	}
}

// gramFile is some filters that are kept in one file.
type gramFile struct {
	Sum    []byte `json:"sum"` // SHA-256 of the file
	Groups []int  `json:"groups"`

	data []byte // of one that is new
}

// FilterName is the pattern (of package path/filepath) of the names that
// Memory.Filters gives.
const FilterName = "filters-*"

// name is the name of the file.
func (f *gramFile) name() string {
	return strings.Replace(FilterName, "*", hex.EncodeToString(f.Sum[:8]), 1)
}

// files makes the files of the groups.
func (b *gramBook) files() (out []*gramFile) {
	for from := 0; from < len(b.groups); from += gramFileGroups {
		f := &gramFile{}
		groups := b.groups[from:min(from+gramFileGroups, len(b.groups))]
		f.data = make([]byte, 0, len(groups)*gramWords*8)
		for _, g := range groups {
			f.Groups = append(f.Groups, g.id)
			for _, word := range g.bits {
				f.data = binary.LittleEndian.AppendUint64(f.data, word)
			}
			g.bits = nil
		}
		sum := sha256.Sum256(f.data)
		f.Sum = sum[:]
		out = append(out, f)
	}
	return out
}

// holding returns the groups, of a file with these bytes, in which one of the
// needles may stand.
func (f *gramFile) holding(data []byte, needles [][]uint32) (out []int) {
	for i, id := range f.Groups {
		bits := data[i*gramWords*8 : (i+1)*gramWords*8]
	needle:
		for _, places := range needles {
			for _, p := range places {
				if bits[p>>3]>>(p&7)&1 == 0 {
					continue needle
				}
			}
			out = append(out, id)
			break
		}
	}
	return out
}

// isWhole tells whether data is the file as it was written.
func (f *gramFile) isWhole(data []byte) bool {
	return len(data) == len(f.Groups)*gramWords*8 && sha256.Sum256(data) == [sha256.Size]byte(f.Sum)
}
