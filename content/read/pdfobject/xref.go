package pdfobject

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
)

// tailBytes is how far before the end "startxref" is looked for.
const tailBytes = 64 << 10

// readSections follows the chain of cross-reference sections from the newest.
func (f *File) readSections(r *Reader) error {
	f.entries, f.Trailer, f.Sections = map[int]entry{}, Dict{}, nil
	from := max(f.Size-tailBytes, 0)
	tail, err := r.Bytes(from, tailBytes)
	if err != nil {
		return err
	}
	i := bytes.LastIndex(tail, []byte("startxref"))
	if i < 0 {
		return errors.New("no startxref")
	}
	l := &lexer{data: tail, at: i + len("startxref")}
	start, err := l.object(0)
	next, ok := start.(int64)
	if err != nil || !ok {
		return errors.New("startxref without a number")
	}
	seen := map[int64]bool{}
	for !seen[next] {
		seen[next] = true
		if len(f.Sections) >= f.limits.Sections {
			return fmt.Errorf("more than %d cross-reference sections", f.limits.Sections)
		}
		trailer, err := f.readSection(r, next)
		if err != nil {
			return err
		}
		prev, ok := trailer["Prev"]
		if !ok {
			return nil
		}
		next = r.Int(prev)
	}
	return nil // a circle: what was read is all there is
}

// readSection reads the section at a place and records it.
func (f *File) readSection(r *Reader, at int64) (Dict, error) {
	s := Section{Start: at}
	f.Sections = append(f.Sections, s)
	head, err := r.Bytes(at, 32)
	if err != nil {
		return nil, fmt.Errorf("cross-reference: %w", err)
	}
	var trailer Dict
	var after int64
	if bytes.HasPrefix(bytes.TrimLeft(head, "\x00\t\n\f\r "), []byte("xref")) {
		trailer, after, err = f.readTable(r, at, &s)
	} else {
		trailer, after, err = f.readXrefStream(r, at, &s)
	}
	if err != nil {
		return nil, fmt.Errorf("cross-reference at %d: %w", at, err)
	}
	if place, ok := trailer["XRefStm"]; ok { // ISO 32000-1 7.5.8.4: objects that older programs must not see
		if _, _, err := f.readXrefStream(r, r.Int(place), &s); err != nil {
			return nil, fmt.Errorf("cross-reference at %d: %w", at, err)
		}
	}
	for _, key := range trailer.Keys() {
		if _, known := f.Trailer[key]; !known {
			f.Trailer[key] = trailer[key]
		}
	}
	slices.Sort(s.Numbers)
	s.Numbers = slices.Compact(s.Numbers)
	s.After = after
	s.End = f.endOfSection(r, after)
	f.Sections[len(f.Sections)-1] = s
	return trailer, nil
}

// endOfSection finds the "%%EOF" after a section's trailer and returns the
// place after it and its line end.
func (f *File) endOfSection(r *Reader, after int64) int64 {
	tail, err := r.Bytes(after, 256)
	if err != nil {
		return 0
	}
	i := bytes.Index(tail, []byte("%%EOF"))
	if i < 0 || bytes.Contains(tail[:i], []byte(" obj")) {
		return 0
	}
	for i += len("%%EOF"); i < len(tail) && (tail[i] == '\r' || tail[i] == '\n'); i++ {
		if tail[i] == '\n' {
			i++
			break
		}
	}
	return after + int64(i)
}

// readTable reads "xref" and its trailer.
func (f *File) readTable(r *Reader, at int64, s *Section) (trailer Dict, after int64, err error) {
	limit := int64(f.limits.Objects)*24 + f.limits.ObjectBytes
	var found []numbered
	err = r.parse(at, limit, func(l *lexer) error {
		l.refs = false
		found = found[:0]
		if _, err := l.object(0); err != nil { // "xref"
			return err
		}
		for {
			first, err := l.object(0)
			if err != nil {
				return err
			}
			if first == Object(Keyword("trailer")) {
				break
			}
			if found, err = l.tablePart(found, first, f.limits.Objects); err != nil {
				return err
			}
		}
		l.refs = true
		o, err := l.object(0)
		if err != nil {
			return err
		}
		d, ok := o.(Dict)
		if !ok {
			return errors.New("no trailer")
		}
		trailer, after = d, at+int64(l.at)
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	for _, n := range found {
		if err := f.set(n.number, n.entry); err != nil {
			return nil, 0, err
		}
		if n.kind != 0 {
			s.Numbers = append(s.Numbers, n.number)
		}
	}
	return trailer, after, nil
}

// numbered is an entry with its object's number.
type numbered struct {
	number int
	entry
}

// tablePart reads "first count" and its entries, each "place generation n" or
// "... f".
func (l *lexer) tablePart(found []numbered, first Object, limit int) ([]numbered, error) {
	second, err := l.object(0)
	if err != nil {
		return nil, err
	}
	from, ok := first.(int64)
	count, ok2 := second.(int64)
	if !ok || !ok2 || from < 0 || count < 0 || from > int64(limit)*16 || count > int64(limit)-int64(len(found)) {
		return nil, errors.New("a part that is not \"first count\"")
	}
	for i := range count {
		place, err := l.object(0)
		if err != nil {
			return nil, err
		}
		if _, err := l.object(0); err != nil {
			return nil, err
		}
		kind, err := l.object(0)
		if err != nil {
			return nil, err
		}
		at, ok := place.(int64)
		switch {
		case ok && kind == Object(Keyword("n")):
			found = append(found, numbered{int(from + i), entry{kind: 1, at: at}})
		case ok && kind == Object(Keyword("f")):
			found = append(found, numbered{int(from + i), entry{}})
		default:
			return nil, errors.New("an entry that is not \"place generation n\"")
		}
	}
	return found, nil
}
