package pdfobject

import (
	"bytes"
	"compress/flate"
	"encoding/ascii85"
	"errors"
	"fmt"
	"io"
)

// Raw returns the data of a stream as they stand in the file.
func (r *Reader) Raw(s *Stream, limit int64) ([]byte, error) {
	length, err := r.length(s, limit)
	if err != nil {
		return nil, err
	}
	if length == 0 {
		return []byte{}, nil
	}
	if length > limit {
		return nil, fmt.Errorf("a stream of %d bytes, at most %d are read", length, limit)
	}
	return r.Bytes(s.start, length)
}

// length returns the length of a stream's data: what it says if "endstream"
// follows, else up to that word.
func (r *Reader) length(s *Stream, limit int64) (int64, error) {
	said, known := r.Resolve(s.Dict["Length"]).(int64)
	if known && said >= 0 && said < r.f.Size-s.start {
		after, err := r.Bytes(s.start+said, 32)
		if err != nil {
			return 0, err
		}
		if bytes.HasPrefix(bytes.TrimLeft(after, "\x00\t\r\n "), []byte("endstream")) {
			return said, nil
		}
	}
	data, err := r.untilEndstream(s.start, limit)
	return int64(len(data)), err
}

// untilEndstream reads a stream whose length is wrong.
func (r *Reader) untilEndstream(at, limit int64) ([]byte, error) {
	for n := int64(4 << 10); ; n *= 4 {
		n = min(n, limit)
		data, err := r.Bytes(at, n)
		if err != nil {
			return nil, err
		}
		if i := bytes.Index(data, []byte("endstream")); i >= 0 {
			return bytes.TrimRight(data[:i], "\r\n"), nil
		}
		if int64(len(data)) < n || n >= limit {
			return nil, errors.New("a stream without an end")
		}
	}
}

// Data returns the data of a stream, unpacked, at most limit bytes.
func (r *Reader) Data(s *Stream, limit int64) ([]byte, error) {
	filters := r.Array(s.Dict["Filter"])
	params := r.Array(s.Dict["DecodeParms"])
	if len(filters) > 8 {
		return nil, fmt.Errorf("%d filters one after another", len(filters))
	}
	data, err := r.Raw(s, limit)
	for i, filter := range filters {
		if err != nil {
			return nil, err
		}
		var p Dict
		if i < len(params) {
			p = r.Dict(params[i])
		}
		data, err = r.decode(r.Name(filter), p, data, limit)
	}
	if err != nil {
		return nil, err
	}
	return data, nil
}

// decode takes one filter away.
func (r *Reader) decode(filter Name, p Dict, data []byte, limit int64) ([]byte, error) {
	var out []byte
	var err error
	switch filter {
	case "FlateDecode", "Fl":
		if out, err = inflate(data, limit); err == nil {
			out, err = r.unpredict(p, out)
		}
	case "ASCIIHexDecode", "AHx":
		var o Object
		o, err = (&lexer{data: append([]byte("<"), append(data, '>')...)}).hex()
		text, _ := o.(String)
		out = []byte(text)
	case "ASCII85Decode", "A85":
		data, _, _ = bytes.Cut(bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~")), []byte("~"))
		out, err = io.ReadAll(io.LimitReader(ascii85.NewDecoder(bytes.NewReader(data)), limit+1))
	case "Crypt":
		return data, nil
	default:
		return nil, fmt.Errorf("the filter %q is not read", filter)
	}
	switch {
	case err != nil:
		return nil, err
	case int64(len(out)) > limit:
		return nil, fmt.Errorf("unpacks to more than %d bytes", limit)
	}
	return out, r.spend(int64(len(out)))
}

// inflate unpacks zlib data. As viewers do, it takes what comes before damage:
// a wrong checksum or a missing end hides nothing.
func inflate(data []byte, limit int64) ([]byte, error) {
	if len(data) < 2 {
		return []byte{}, nil
	}
	var out bytes.Buffer
	_, err := io.Copy(&out, io.LimitReader(flate.NewReader(bytes.NewReader(data[2:])), limit+1))
	if err != nil && out.Len() == 0 {
		return nil, fmt.Errorf("packed data that are damaged: %w", err)
	}
	return out.Bytes(), nil
}

// unpredict undoes the PNG predictors (ISO 32000-1 7.4.4.4), which
// cross-reference streams use.
func (r *Reader) unpredict(p Dict, data []byte) ([]byte, error) {
	predictor := r.Int(p["Predictor"])
	if predictor < 10 {
		if predictor == 2 {
			return nil, errors.New("the predictor 2 is not read")
		}
		return data, nil
	}
	value := func(key Name, without int64) int64 {
		if v := r.Int(p[key]); v > 0 && v <= 1<<16 {
			return v
		}
		return without
	}
	colors, bits, columns := value("Colors", 1), value("BitsPerComponent", 8), value("Columns", 1)
	pixel := int(max((colors*bits+7)/8, 1))
	row := int((colors*bits*columns + 7) / 8)
	if row <= 0 || row > 1<<24 {
		return nil, errors.New("a predictor with rows that are too long")
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, row)
	for len(data) > 1 {
		kind, line := data[0], bytes.Clone(data[1:min(1+row, len(data))])
		data = data[min(1+row, len(data)):]
		unfilter(kind, line, above, pixel)
		out = append(out, line...)
		copy(above, line)
	}
	return out, nil
}

// unfilter undoes one row of a PNG predictor.
func unfilter(kind byte, line, above []byte, pixel int) {
	for i := range line {
		var left, corner byte
		if i >= pixel {
			left, corner = line[i-pixel], above[i-pixel]
		}
		switch kind {
		case 1:
			line[i] += left
		case 2:
			line[i] += above[i]
		case 3:
			line[i] += byte((int(left) + int(above[i])) / 2)
		case 4:
			line[i] += paeth(left, above[i], corner)
		}
	}
}

func paeth(left, above, corner byte) byte {
	p := int(left) + int(above) - int(corner)
	dl, da, dc := p-int(left), p-int(above), p-int(corner)
	dl, da, dc = max(dl, -dl), max(da, -da), max(dc, -dc)
	switch {
	case dl <= da && dl <= dc:
		return left
	case da <= dc:
		return above
	}
	return corner
}
