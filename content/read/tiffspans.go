package read

import (
	"cmp"
	"slices"
)

// spans are the parts of a TIFF file that its directories speak of. What they
// do not speak of, no program shows.
type spans struct {
	list []span
}

type span struct{ from, to int64 }

// add reports whether there is still room.
func (s *spans) add(from, length int64) bool {
	s.list = append(s.list, span{from, from + length})
	return len(s.list) <= maxTIFFSpans
}

// directory adds one directory, the values of its entries, its strips and
// tiles, and the directories it points to.
func (s *spans) directory(t tiffBlock, at uint32, entries []tiffEntry) bool {
	ok := s.add(int64(at), 2+12*int64(len(entries))+4)
	var offsets, counts []uint32
	for _, e := range entries {
		if len(e.value) > 4 {
			ok = s.add(e.at, int64(len(e.value))) && ok
		}
		switch e.tag {
		case 0x0111, 0x0144:
			offsets = t.numbers(e, maxTIFFSpans)
		case 0x0117, 0x0145:
			counts = t.numbers(e, maxTIFFSpans)
		case 0x8769, 0x8825:
			if sub, _, found := t.directory(t.number(e)); found {
				ok = s.pointed(t, t.number(e), sub) && ok
			}
		}
	}
	for i := range min(len(offsets), len(counts)) {
		ok = s.add(int64(offsets[i]), int64(counts[i])) && ok
		if !ok {
			return false
		}
	}
	return ok
}

// pointed adds a directory of EXIF, and follows it no further.
func (s *spans) pointed(t tiffBlock, at uint32, entries []tiffEntry) bool {
	ok := s.add(int64(at), 2+12*int64(len(entries))+4)
	for _, e := range entries {
		ok = s.add(e.at, int64(len(e.value))) && ok
	}
	return ok
}

// hideRest names the bytes that no directory speaks of. Zeros are filling.
func (s *spans) hideRest(doc *Document, data []byte) {
	slices.SortFunc(s.list, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	s.list = append(s.list, span{int64(len(data)), int64(len(data))})
	at, count := int64(0), 0
	var rest []byte // the beginning, for the excerpt
	for _, p := range s.list {
		if to := min(p.from, int64(len(data))); to > at {
			gap := data[at:to]
			if slices.ContainsFunc(gap, func(b byte) bool { return b != 0 }) {
				count += len(gap)
				rest = append(rest, gap[:min(len(gap), maxFieldBytes)]...)
				rest = rest[:min(len(rest), maxTextChunk)]
			}
		}
		at = max(at, p.to)
	}
	if count > 0 {
		doc.hide(Hidden{Kind: HiddenUnknownPart, Where: "between and behind the pages", Count: count, Unit: "bytes", Excerpt: legible(rest)})
	}
}
