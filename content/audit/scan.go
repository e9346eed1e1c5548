package audit

// scanner is one worker: the patterns, the memory it uses again, and what it
// found in the part it works at.
type scanner struct {
	*patterns
	buffer   []byte
	levels   [maxLevels][]byte
	text     []byte
	entities []byte
	folded   letters
	hits     []Hit
	more     int
	seen     map[Hit]bool
	files    int
	bytes    int64
	visible  int               // redactions that release.json files tell
	passed   map[int]bool      // allowances that let something stand
	renamed  map[string]string // see work
	grams    *gramGroup        // of what it searches; nil: none is kept
	last     *openFile         // the file of its last task, where there are groups
}

// window is what is known of a piece of a file.
type window struct {
	place       *location
	offset      int64 // of the first byte in the file
	first, last bool
	text        bool // text rather than binary data
	markup      bool // tags may cut a term
	packed      bool // compressed, or searched elsewhere by its members
	name        bool // a file name: hits have no offset
}

// view is bytes made from a window, and the way back to it.
type view struct {
	data []byte
	back func(i int) int // the byte of the window that gave byte i; nil: the same
}

func (v view) source(i int) int {
	if v.back == nil {
		return i
	}
	return v.back(i)
}

// scan searches one window in all its views.
func (s *scanner) scan(data []byte, w window) {
	s.bytesOf(view{data: data}, w)
	switch {
	case w.packed: // folding compressed bytes finds nothing and costs most of the time
		return
	case w.text || isText(data):
		w.text = true
		s.unescaping(view{data: data}, w)
		s.acrossLines(view{data: data}, w)
		if w.markup || looksMarkup(data) {
			s.unescaping(s.withoutTags(data), w)
		}
	case isLegacy(data):
		w.text = true
		s.acrossLines(view{data: data}, w)
		s.unescaping(s.decoded(data), w)
	default:
		s.runs(data, w)
	}
}

// bytesOf looks for encoded forms.
func (s *scanner) bytesOf(v view, w window) {
	s.mark(v.data)
	s.encoded.find(v.data, func(at int, n *needle) {
		if !w.packed || len(n.text) >= minPacked {
			s.hit(n, v.source, at, w)
		}
	})
}

// unescaping searches a view folded, and again with each level of escapes undone.
func (s *scanner) unescaping(v view, w window) {
	for level := 0; ; level++ {
		s.fold(v, w)
		if level > 0 {
			s.bytesOf(v, w)
		}
		if level == maxLevels {
			return
		}
		before := v
		out, changed := unescape(s.levels[level], v.data, false)
		s.levels[level] = out
		if !changed {
			return
		}
		v = view{out, func(i int) int { return before.source(unescaped(before.data, false, i)) }}
	}
}

// fold searches the letters and digits of a view.
func (s *scanner) fold(v view, w window) {
	s.table.fold(&s.folded, v.data)
	s.mark(s.folded.text)
	at := func(i int) int { return s.table.source(&s.folded, v.data, i) }
	source := func(i int) int { return v.source(at(i)) }
	found := func(i int, n *needle) {
		if n.exact && (n.textOnly && !w.text || !s.stands(v.data, at(i), n, w)) {
			return
		}
		s.hit(n, source, i, w)
	}
	s.letters.find(s.folded.text, found)
	s.short.find(s.folded.text, found)
}

// acrossLines looks for encoded forms in text whose lines are cut.
func (s *scanner) acrossLines(v view, w window) {
	if joined, ok := s.wrapped(v.data); ok {
		s.bytesOf(view{joined.data, func(i int) int { return v.source(joined.source(i)) }}, w)
	}
}

// hit records a match at byte i of a view, unless an allowance lets it stand.
func (s *scanner) hit(n *needle, source func(i int) int, i int, w window) {
	sub := &s.subjects[n.subject]
	if passed := s.allowances.pass(sub.allowed, w.place); len(passed) > 0 {
		for _, i := range passed {
			s.passed[i] = true
		}
		return
	}
	if len(s.hits) >= maxTaskHits {
		s.more++
		return
	}
	h := Hit{Check: sub.check, Case: sub.caseID, Document: sub.document, Class: sub.class, File: w.place.name, Offset: -1, What: sub.what}
	if !w.name {
		h.Offset = w.offset + int64(source(i))
	}
	if s.seen[h] {
		return
	}
	s.seen[h] = true
	s.hits = append(s.hits, h)
}
