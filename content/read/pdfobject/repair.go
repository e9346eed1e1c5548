package pdfobject

import (
	"bytes"
	"errors"
	"fmt"
)

// repair looks for objects where the cross-reference is no use. Of two with one
// number the later counts, as if it had been saved last.
func (f *File) repair(r *Reader) error {
	f.entries, f.Trailer, f.Sections, f.Repaired = map[int]entry{}, Dict{}, nil, true
	f.packed, f.room = map[int]*packedObjects{}, f.limits.PackedBytes
	found, err := f.findObjects(r)
	if err != nil {
		return err
	}
	for i := len(found) - 1; i >= 0; i-- {
		if err := f.set(found[i].number, found[i].entry); err != nil {
			return err
		}
	}
	for i := len(found) - 1; i >= 0; i-- {
		n := found[i]
		if f.entries[n.number].at != n.at {
			continue
		}
		o, _, err := r.indirect(n.at, n.number)
		if err != nil {
			continue // said when it is asked for
		}
		if err := f.adopt(r, n.number, o); err != nil {
			return err
		}
	}
	if r.failed != nil {
		return r.failed
	}
	if f.Trailer["Root"] == nil {
		return errors.New("no catalogue in it")
	}
	return nil
}

// adopt takes from an object what the cross-reference would have said.
func (f *File) adopt(r *Reader, number int, o Object) error {
	d := r.Dict(o)
	switch d["Type"] {
	case Object(Name("Catalog")):
		if f.Trailer["Root"] == nil {
			f.Trailer["Root"] = Ref{Number: number}
		}
	case Object(Name("XRef")):
		for _, key := range []Name{"Root", "Info", "Encrypt", "ID"} {
			if f.Trailer[key] == nil && d[key] != nil {
				f.Trailer[key] = d[key]
			}
		}
	case Object(Name("ObjStm")):
		for i, n := range r.packedIn(number).numbers {
			if err := f.set(n, entry{kind: 2, at: int64(number), index: i}); err != nil {
				return err
			}
		}
	}
	return nil
}

// findObjects goes through the whole file for "7 0 obj" and "trailer".
func (f *File) findObjects(r *Reader) ([]numbered, error) {
	const step, overlap = 1 << 20, 64
	var found []numbered
	for at := int64(0); at < f.Size; at += step {
		data, err := r.Bytes(at, step+overlap)
		if err != nil {
			return nil, err
		}
		for i := 0; i < len(data); {
			next := bytes.Index(data[i:], []byte("obj"))
			if next < 0 {
				break
			}
			i += next + len("obj")
			number, from, ok := numberBefore(data, i-len("obj"))
			// What lies wholly in the overlap comes again with the next piece.
			if !ok || from >= step || from == 0 && at > 0 {
				continue
			}
			if len(found) >= 2*f.limits.Objects {
				return nil, fmt.Errorf("more than %d objects", 2*f.limits.Objects)
			}
			found = append(found, numbered{number, entry{kind: 1, at: at + int64(from)}})
		}
		f.findTrailers(r, at, data[:min(len(data), step+len("trailer")-1)])
	}
	return found, nil
}

// findTrailers reads the trailers in a piece of the file; a later one counts.
func (f *File) findTrailers(r *Reader, at int64, data []byte) {
	word := []byte("trailer")
	for i := bytes.Index(data, word); i >= 0; {
		var d Dict
		err := r.parse(at+int64(i+len(word)), f.limits.ObjectBytes, func(l *lexer) error {
			o, err := l.object(0)
			d, _ = o.(Dict)
			return err
		})
		if err == nil {
			for _, key := range []Name{"Root", "Info", "Encrypt", "ID"} {
				if d[key] != nil {
					f.Trailer[key] = d[key]
				}
			}
		}
		next := bytes.Index(data[i+len(word):], word)
		if next < 0 {
			return
		}
		i += len(word) + next
	}
}

// numberBefore reads "7 0 " backwards from the word "obj".
func numberBefore(data []byte, at int) (number, from int, ok bool) {
	var v [2]int
	for k := 1; k >= 0; k-- {
		blanks := at
		for at > 0 && isSpace(data[at-1]) {
			at--
		}
		if k == 0 && blanks == at {
			return 0, 0, false
		}
		end := at
		for at > 0 && data[at-1] >= '0' && data[at-1] <= '9' && end-at < 10 {
			at--
		}
		if at == end {
			return 0, 0, false
		}
		for _, c := range data[at:end] {
			v[k] = v[k]*10 + int(c-'0')
		}
	}
	return v[0], at, v[0] < 1<<31
}
