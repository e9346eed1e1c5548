package audit

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// The files of a full-text index as Pagefind 1.x writes them are packed by gzip
// and begin with this mark. A fragment holds the text of one page, in JSON:
//
//	{"url":"/cases/2026-001/d1/index.html","content":"...","word_count":9,
//	 "filters":{"state":["open"]},"meta":{"title":"..."},"anchors":[]}
//
// All others hold lists of words, of values and of names of other files, in CBOR
// (RFC 8949): arrays, integers and texts, all of definite length.
var searchMark = []byte("pagefind_dcd")

// searchFragment is what a fragment may hold.
type searchFragment struct {
	URL       string              `json:"url"`
	Content   string              `json:"content"`
	WordCount int                 `json:"word_count"`
	Filters   map[string][]string `json:"filters"`
	Meta      map[string]string   `json:"meta"`
	Anchors   []json.RawMessage   `json:"anchors"`
}

// parseFragment refuses what a fragment does not have: what a reader's program
// would not show is a place to hide something in.
func parseFragment(data []byte) (*searchFragment, error) {
	if !utf8.Valid(data) {
		return nil, errors.New("not UTF-8")
	}
	f := &searchFragment{}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(f); err != nil {
		return nil, err
	}
	if d.InputOffset() != int64(len(data)) {
		return nil, errors.New("something after the end")
	}
	if !strings.HasPrefix(f.URL, "/") || len(f.Anchors) > 0 {
		return nil, errors.New("no page of this website")
	}
	return f, nil
}

// words calls each for every text of a list in CBOR, with its place in data.
func words(data []byte, each func(at int, text []byte)) error {
	n, err := cborItem(data, 0, 0, each)
	if err == nil && n != len(data) {
		err = fmt.Errorf("%d bytes after the end", len(data)-n)
	}
	return err
}

// cborItem reads the item that begins at data[at], and returns where it ends.
func cborItem(data []byte, at, depth int, each func(at int, text []byte)) (int, error) {
	if at >= len(data) {
		return 0, io.ErrUnexpectedEOF
	}
	major, n, at, err := cborHead(data, at)
	switch {
	case err != nil:
		return 0, err
	case major == 0 || major == 1: // integers
		return at, nil
	case n > uint64(len(data)-at): // an item of a list has a byte at least
		return 0, io.ErrUnexpectedEOF
	case major == 3:
		text := data[at : at+int(n)]
		if !utf8.Valid(text) {
			return 0, errors.New("a text that is not UTF-8")
		}
		each(at, text)
		return at + int(n), nil
	case depth == maxSearchDepth:
		return 0, errors.New("lists within lists")
	}
	for range n {
		if at, err = cborItem(data, at, depth+1, each); err != nil {
			return 0, err
		}
	}
	return at, nil
}

// cborHead reads an item's kind and its number, in the shortest form (RFC 8949, 4.2.1).
func cborHead(data []byte, at int) (major byte, n uint64, end int, err error) {
	major, info := data[at]>>5, data[at]&31
	at++
	if major != 0 && major != 1 && major != 3 && major != 4 {
		return 0, 0, 0, errors.New("neither a list nor a number nor a text")
	}
	if info < 24 {
		return major, uint64(info), at, nil
	}
	size := 1 << (info - 24)
	if info > 27 || len(data)-at < size {
		return 0, 0, 0, errors.New("a number that is cut off, or of no definite length")
	}
	var b [8]byte
	copy(b[8-size:], data[at:at+size])
	n = binary.BigEndian.Uint64(b[:])
	if size == 1 && n < 24 || size > 1 && n>>(4*size) == 0 {
		return 0, 0, 0, errors.New("a number that is not in its shortest form")
	}
	return major, n, at + size, nil
}

// searchFile searches a file of an index, inflated: a fragment as a part of the
// page that it belongs to; of lists each text by itself, for neighbours in a list
// of words are none in any page. What is neither is searched as it is.
func (w *work) searchFile(s *scanner, p part, data []byte) error {
	body := bytes.TrimPrefix(data, searchMark)
	if f, err := parseFragment(body); err == nil {
		name := p.place.name
		p.place = siteLocation(f.URL[1:])
		p.place.name = name
		return w.blob(s, p)
	}
	if err := words(body, func(int, []byte) {}); err != nil {
		return w.blob(s, p)
	}
	s.files++
	s.bytes += int64(len(data))
	p.place.listed = true
	s.scan(data, window{place: &p.place, first: true, last: true, packed: true}) // encoded forms
	from := len(data) - len(body)
	return words(body, func(at int, text []byte) {
		s.scan(text, window{place: &p.place, offset: int64(from + at), first: true, last: true, text: true})
	})
}

// fragment is the text of one page in the full-text index.
func (x *inspection) fragment(f *item) error {
	data, err := f.searchData()
	if err != nil {
		return err
	}
	if _, err := parseFragment(data); err != nil {
		return defectAt(0, "a file of the search index that is not the text of one page")
	}
	return nil
}

// wordList is another file of the full-text index.
func (x *inspection) wordList(f *item) error {
	data, err := f.searchData()
	if err != nil {
		return err
	}
	if err := words(data, func(int, []byte) {}); err != nil {
		return defectAt(0, "a file of the search index that is not a list of words: %v", err)
	}
	return nil
}

// searchProgram is a script or module that searches the index: there is none but
// those that come with the program.
func (x *inspection) searchProgram(f *item) error {
	own, err := isOwn(x.options.Own, f.r, f.size)
	if err == nil && !own {
		err = defectAt(0, "a program of the full-text search other than those that come with akta: of another version?")
	}
	return err
}

// searchData inflates a file of the index: one gzip member with nothing in its
// head and nothing after its end.
func (f *item) searchData() ([]byte, error) {
	packed, err := f.whole(maxSearchFile)
	if err != nil {
		return nil, err
	}
	r := bytes.NewReader(packed)
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, defectAt(0, "a file of the search index that is not packed by gzip")
	}
	z.Multistream(false)
	if z.Name != "" || z.Comment != "" || len(z.Extra) > 0 {
		return nil, defectAt(0, "a file of the search index with something in its head")
	}
	data, err := io.ReadAll(io.LimitReader(z, maxSearchFile+1))
	switch {
	case err != nil:
		return nil, defectAt(0, "a file of the search index that cannot be inflated")
	case len(data) > maxSearchFile:
		return nil, defectAt(0, "a file of the search index that inflates to more than %d bytes", maxSearchFile)
	case r.Len() > 0:
		return nil, defectAt(f.size-int64(r.Len()), "%d bytes after the end", r.Len())
	case !bytes.HasPrefix(data, searchMark):
		return nil, defectAt(0, "a file of the search index without its mark")
	}
	return data[len(searchMark):], nil
}
