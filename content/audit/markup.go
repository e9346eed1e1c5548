package audit

import (
	"bytes"
	"sort"
)

// tagMark stands for a tag in the text of a page: it may cut a word, or separate
// two.
const tagMark = 1

// looksMarkup says whether data may be HTML, XML or SVG.
func looksMarkup(data []byte) bool {
	i := bytes.IndexByte(data, '<')
	return i >= 0 && bytes.IndexByte(data[i:], '>') > 0
}

// segment says that the bytes of a view from out on came from the source from src
// on.
type segment struct{ out, src int }

// segments are in order.
type segments []segment

func (l segments) source(i int) int {
	k := sort.Search(len(l), func(k int) bool { return l[k].out > i }) - 1
	if k < 0 {
		return 0
	}
	return l[k].src + i - l[k].out
}

// withoutTags is the text of a page as a reader sees it: each tag is one mark,
// entities are undone. What stands in tags, comments and scripts is searched in
// the page itself.
func (s *scanner) withoutTags(data []byte) view {
	out := s.text[:0]
	var places segments
	for i := 0; i < len(data); {
		n := bytes.IndexByte(data[i:], '<')
		if n < 0 {
			n = len(data) - i
		}
		if n > 0 {
			places = append(places, segment{len(out), i})
			out = append(out, data[i:i+n]...)
		}
		if i += n; i == len(data) {
			break
		}
		if end := tagEnd(data[i:]); end > 0 {
			if len(out) == 0 || out[len(out)-1] != tagMark {
				places = append(places, segment{len(out), i})
				out = append(out, tagMark)
			}
			i += end
			continue
		}
		places = append(places, segment{len(out), i})
		out = append(out, '<')
		i++
	}
	plain, changed := unescape(s.entities, out, true)
	s.text, s.entities = out, plain
	if !changed {
		return view{out, places.source}
	}
	return view{plain, func(i int) int { return places.source(unescaped(out, true, i)) }}
}

// tagEnd returns the size of the tag or comment at the start of data, or 0.
func tagEnd(data []byte) int {
	if len(data) < 2 {
		return 0
	}
	c := data[1]
	switch {
	case bytes.HasPrefix(data, []byte("<!--")):
		if i := bytes.Index(data[4:], []byte("-->")); i >= 0 {
			return 4 + i + 3
		}
		return 0
	case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '/' || c == '!' || c == '?':
	default:
		return 0
	}
	data = data[:min(len(data), maxTag)]
	for i := 1; i < len(data); i++ {
		switch data[i] {
		case '>':
			return i + 1
		case '"', '\'':
			if n := bytes.IndexByte(data[i+1:], data[i]); n >= 0 && data[i-1] == '=' {
				i += n + 1
			}
		}
	}
	return bytes.IndexByte(data, '>') + 1 // a quote that is never closed
}
