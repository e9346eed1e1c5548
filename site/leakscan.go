package site

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// pattern is one byte string to look for.
type pattern struct {
	text     []byte
	secret   int
	word     bool // must stand as a word of its own
	textOnly bool // would occur by chance in binary data
}

// matcher finds many patterns in one pass. A bit for every three-byte prefix
// decides at almost every place that nothing begins there.
type matcher struct {
	prefixes []uint64
	byPrefix map[uint32][]pattern
}

func newMatcher() *matcher {
	return &matcher{prefixes: make([]uint64, 1<<24/64), byPrefix: map[uint32][]pattern{}}
}

// add registers p for text, once.
func (m *matcher) add(text []byte, p pattern) {
	if len(text) < 3 {
		return
	}
	key := uint32(text[0])<<16 | uint32(text[1])<<8 | uint32(text[2])
	list := m.byPrefix[key]
	for i := len(list) - 1; i >= 0 && list[i].secret == p.secret; i-- { // one secret's patterns stand together
		if bytes.Equal(list[i].text, text) {
			return
		}
	}
	p.text = text
	m.prefixes[key/64] |= 1 << (key % 64)
	m.byPrefix[key] = append(list, p)
}

// find calls hit for each pattern at each place.
func (m *matcher) find(data []byte, hit func(at int, p *pattern)) {
	if len(m.byPrefix) == 0 || len(data) < 3 {
		return
	}
	key := uint32(data[0])<<8 | uint32(data[1])
	for i := 2; i < len(data); i++ {
		key = (key<<8 | uint32(data[i])) & 0xffffff
		if m.prefixes[key/64]&(1<<(key%64)) == 0 {
			continue
		}
		list := m.byPrefix[key]
		for j := range list {
			if bytes.HasPrefix(data[i-2:], list[j].text) {
				hit(i-2, &list[j])
			}
		}
	}
}

// scanner holds the patterns and what was found.
type scanner struct {
	secrets []Secret
	folded  *matcher // over folded text
	letters *matcher // over letters and digits of folded text
	encoded *matcher // over the bytes as they are

	hits   []Hit
	seen   map[Hit]bool
	more   int
	report LeakReport
	budget int64 // bytes that may still be inflated from the current file
}

// window is a piece of a file.
type window struct {
	place       string
	offset      int64 // of the first byte in the file; negative: a file name
	first, last bool
	text        bool // text rather than binary data
	page        bool // a whole HTML page
	packed      bool // a container: its members are searched by themselves
}

// data searches one window in all its views.
func (s *scanner) data(data []byte, w window) {
	if w.offset < 0 {
		w.first = true
	}
	s.encoded.find(data, func(i int, p *pattern) { s.hit(p, int32(i), w) })
	if w.packed {
		return // folding compressed bytes finds nothing and costs most of the time
	}
	s.view(data, nil, w)
	if w.page {
		for _, space := range []bool{false, true} {
			text, places := pageText(data, space)
			s.view(text, places, w)
		}
	}
}

// view searches data folded, and again with up to three levels of escapes undone.
func (s *scanner) view(data []byte, places []int32, w window) {
	for range 4 {
		folded, at := fold(data, places)
		s.folded.find(folded, func(i int, p *pattern) {
			if p.textOnly && !w.text || p.word && !standsAlone(folded, i, len(p.text), w) {
				return
			}
			s.hit(p, at[i], w)
		})
		letters, at := lettersOnly(folded, at)
		s.letters.find(letters, func(i int, p *pattern) { s.hit(p, at[i], w) })
		if !w.text {
			return
		}
		var changed bool
		if data, places, changed = unescape(data, places); !changed {
			return
		}
	}
}

// standsAlone says whether no letter or digit touches the match. At the edge of a
// window inside a file the answer is no: the neighbouring window holds the match
// with its surroundings.
func standsAlone(data []byte, i, n int, w window) bool {
	if i == 0 && !w.first || i+n == len(data) && !w.last {
		return false
	}
	before, _ := utf8.DecodeLastRune(data[:i])
	after, _ := utf8.DecodeRune(data[i+n:])
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return !inWord(before) && !inWord(after)
}

func (s *scanner) hit(p *pattern, at int32, w window) {
	secret := s.secrets[p.secret]
	h := Hit{Case: secret.Case, Document: secret.Document, Class: secret.Class, File: w.place, Offset: w.offset + int64(at)}
	if w.offset < 0 {
		h.Offset = -1
	}
	if s.seen[h] {
		return
	}
	if len(s.hits) == maxHits {
		s.more++
		return
	}
	s.seen[h] = true
	s.hits = append(s.hits, h)
}
