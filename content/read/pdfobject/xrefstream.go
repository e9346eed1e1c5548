package pdfobject

import (
	"errors"
)

// readXrefStream reads a cross-reference stream (ISO 32000-1 7.5.8).
func (f *File) readXrefStream(r *Reader, at int64, s *Section) (trailer Dict, after int64, err error) {
	o, start, err := r.indirect(at, -1)
	if err != nil {
		return nil, 0, err
	}
	stream, ok := o.(*Stream)
	if !ok || stream.Dict["Type"] != Object(Name("XRef")) {
		return nil, 0, errors.New("neither a table nor a stream")
	}
	rows, err := r.Data(stream, int64(f.limits.Objects)*24)
	if err != nil {
		return nil, 0, err
	}
	length, _ := stream.Dict["Length"].(int64)
	after = start + max(length, 0)
	var width [3]int
	fields, _ := stream.Dict["W"].(Array)
	if len(fields) < 3 {
		return nil, 0, errors.New("a stream without the widths of its fields")
	}
	row := 0
	for i := range width {
		w, ok := fields[i].(int64)
		if !ok || w < 0 || w > 8 {
			return nil, 0, errors.New("a stream with a field that is too wide")
		}
		width[i] = int(w)
		row += width[i]
	}
	if row == 0 {
		return nil, 0, errors.New("a stream with rows of no width")
	}
	index, ok := stream.Dict["Index"].(Array)
	if !ok {
		index = Array{int64(0), stream.Dict["Size"]}
	}
	for ; len(index) >= 2; index = index[2:] {
		from, ok := index[0].(int64)
		count, ok2 := index[1].(int64)
		if !ok || !ok2 || from < 0 || count < 0 || from > int64(f.limits.Objects)*16 {
			return nil, 0, errors.New("a stream with a part that is not \"first count\"")
		}
		for i := int64(0); i < count && len(rows) >= row; i++ {
			number, e := int(from+i), xrefRow(rows[:row], width)
			rows = rows[row:]
			if err := f.set(number, e); err != nil {
				return nil, 0, err
			}
			if e.kind != 0 {
				s.Numbers = append(s.Numbers, number)
			}
		}
	}
	return stream.Dict, after, nil
}

// xrefRow reads one row; without a first field its kind is 1.
func xrefRow(row []byte, width [3]int) entry {
	var v [3]int64
	if width[0] == 0 {
		v[0] = 1
	}
	at := 0
	for i, w := range width {
		for range w {
			v[i] = v[i]<<8 | int64(row[at])
			at++
		}
	}
	switch {
	case v[0] == 1 && v[1] >= 0:
		return entry{kind: 1, at: v[1]}
	case v[0] == 2 && v[1] >= 0 && v[1] < 1<<31 && v[2] >= 0 && v[2] < 1<<31:
		return entry{kind: 2, at: v[1], index: int(v[2])}
	}
	return entry{}
}
