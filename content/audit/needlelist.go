package audit

// needleList holds needles in blocks, and their texts in pages: there are a hundred
// for each term, which would be millions of small pieces of memory.
type needleList struct {
	blocks [][]needle
	page   []byte
	n      int
}

const (
	needleBlock = 1 << 12
	needlePage  = 1 << 18 // bytes; longer than any needle
)

// add keeps a copy of a needle, and returns its number.
func (l *needleList) add(text []byte, subject int32, r rule, next int32) int32 {
	if len(l.page)+len(text) > cap(l.page) {
		l.page = make([]byte, 0, max(needlePage, len(text)))
	}
	from := len(l.page)
	l.page = append(l.page, text...)
	if l.n%needleBlock == 0 {
		l.blocks = append(l.blocks, make([]needle, 0, needleBlock))
	}
	last := &l.blocks[len(l.blocks)-1]
	*last = append(*last, needle{text: l.page[from:len(l.page):len(l.page)], subject: subject, next: next, rule: r})
	l.n++
	return int32(l.n - 1)
}

func (l *needleList) at(i int32) *needle { return &l.blocks[i/needleBlock][i%needleBlock] }

// prefixTable gives each prefix a number; -1 is none. It is a hash table with open
// addressing, of which at most half is used.
type prefixTable struct {
	keys  []uint64
	heads []int32
	used  int
}

// slot is where a prefix is, or would be.
func (t *prefixTable) slot(key uint64) int {
	mask := len(t.keys) - 1
	for i := int(key*spread>>32) & mask; ; i = (i + 1) & mask {
		if t.heads[i] < 0 || t.keys[i] == key {
			return i
		}
	}
}

// find returns the number of a prefix, or -1.
func (t *prefixTable) find(key uint64) int32 {
	if t.used == 0 {
		return -1
	}
	return t.heads[t.slot(key)]
}

// at returns the place of a prefix's number, for the caller to set where it is -1.
func (t *prefixTable) at(key uint64) *int32 {
	if 2*(t.used+1) > len(t.keys) {
		t.grow()
	}
	i := t.slot(key)
	if t.heads[i] < 0 {
		t.keys[i] = key
		t.used++
	}
	return &t.heads[i]
}

func (t *prefixTable) grow() {
	old := *t
	n := max(2*len(old.keys), 64)
	t.keys, t.heads = make([]uint64, n), make([]int32, n)
	for i := range t.heads {
		t.heads[i] = -1
	}
	for i, head := range old.heads {
		if head >= 0 {
			j := t.slot(old.keys[i])
			t.keys[j], t.heads[j] = old.keys[i], head
		}
	}
}
