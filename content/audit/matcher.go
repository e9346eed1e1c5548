package audit

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// needle is one byte string to look for.
type needle struct {
	text    []byte
	subject int32 // what it tells of: an index of patterns.subjects
	next    int32 // of the same prefix; -1: none
	rule
}

// rule says when a match of letters is a hit.
type rule struct {
	exact    bool   // letters alone do not suffice: see gaps, anyGap and word
	gaps     uint64 // bit i: something stands between before byte i
	anyGap   bool   // separators may stand between any two bytes: a number
	word     bool   // must stand as a word of its own
	textOnly bool   // would occur by chance in binary data
}

// matcher finds many needles in one pass. A bit for every prefix, hashed,
// decides at almost every place that nothing begins there.
type matcher struct {
	shift   uint // 64 less the bits of a prefix
	size    int  // bytes of a prefix
	needles needleList
	heads   prefixTable // by prefix: the needle added last
	filter  []uint64
	drop    uint // 64 less the bits of a place in filter
}

// newMatcher makes a matcher of needles of at least so many bytes, 8 at most.
func newMatcher(size int) *matcher {
	return &matcher{size: size, shift: uint(64 - 8*size)}
}

// add registers a copy of a needle, once. All needles of one subject are added together.
func (m *matcher) add(text []byte, subject int32, r rule) {
	if len(text) < m.size {
		return
	}
	var first [8]byte
	copy(first[:], text)
	key := binary.LittleEndian.Uint64(first[:]) << m.shift
	head := m.heads.at(key)
	for i := *head; i >= 0; {
		n := m.needles.at(i)
		if n.subject != subject {
			break
		}
		if n.rule == r && bytes.Equal(n.text, text) {
			return
		}
		i = n.next
	}
	*head = m.needles.add(text, subject, r, *head)
}

const spread = 0x9e3779b97f4a7c15 // 2^64 divided by the golden ratio

// ready makes the filter, of 128 bits and more for each prefix: a place that
// passes it by chance costs as much as a hundred others. Nothing is added
// afterwards.
func (m *matcher) ready() {
	log := min(max(bits.Len(uint(128*m.heads.used)), 13), 26)
	m.drop = uint(64 - log)
	m.filter = make([]uint64, 1<<(log-6))
	for i, head := range m.heads.heads {
		if head >= 0 {
			h := m.heads.keys[i] * spread >> m.drop
			m.filter[h>>6] |= 1 << (h & 63)
		}
	}
}

// find calls hit for each needle at each place.
func (m *matcher) find(data []byte, hit func(at int, n *needle)) {
	if m.needles.n == 0 || len(data) < m.size {
		return
	}
	filter, shift, drop := m.filter, m.shift&63, m.drop&63
	i := 0
	for ; i+11 <= len(data); i += 4 { // four at a time, which keeps the processor busy
		b := data[i : i+11 : i+11]
		k0 := binary.LittleEndian.Uint64(b) << shift
		k1 := binary.LittleEndian.Uint64(b[1:]) << shift
		k2 := binary.LittleEndian.Uint64(b[2:]) << shift
		k3 := binary.LittleEndian.Uint64(b[3:]) << shift
		h0, h1, h2, h3 := k0*spread>>drop, k1*spread>>drop, k2*spread>>drop, k3*spread>>drop
		f0, f1, f2, f3 := filter[h0>>6]>>(h0&63), filter[h1>>6]>>(h1&63), filter[h2>>6]>>(h2&63), filter[h3>>6]>>(h3&63)
		if (f0|f1|f2|f3)&1 == 0 {
			continue
		}
		for j, f := range [4]uint64{f0, f1, f2, f3} {
			if f&1 != 0 {
				m.confirm(data, i+j, [4]uint64{k0, k1, k2, k3}[j], hit)
			}
		}
	}
	var tail [16]byte
	n := copy(tail[:], data[i:])
	for j := 0; j+m.size <= n; j++ {
		m.confirm(data, i+j, binary.LittleEndian.Uint64(tail[j:])<<shift, hit)
	}
}

// confirm compares the needles of a prefix.
func (m *matcher) confirm(data []byte, at int, key uint64, hit func(at int, n *needle)) {
	for i := m.heads.find(key); i >= 0; {
		n := m.needles.at(i)
		if bytes.HasPrefix(data[at:], n.text) {
			hit(at, n)
		}
		i = n.next
	}
}
