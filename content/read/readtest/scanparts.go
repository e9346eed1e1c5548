package readtest

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
)

func pngChunk(name string, body []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	out = append(append(out, name...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

func zlibOf(s string) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write([]byte(s)); err != nil {
		panic(err) // a buffer takes everything
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// segment is one of JPEG's.
func segment(marker byte, body string) []byte {
	out := []byte{0xFF, marker}
	out = binary.BigEndian.AppendUint16(out, uint16(len(body)+2))
	return append(out, body...)
}

func xmp(creator string) string {
	return `<?xpacket begin="" id="W5M0"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>` + creator + `</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>`
}

// tiffField is one entry of a directory, its value as it stands in the file.
type tiffField struct {
	tag, kind uint16
	count     uint32
	value     []byte
}

func short(tag, v uint16) tiffField {
	return tiffField{tag, 3, 1, binary.LittleEndian.AppendUint16(nil, v)}
}

func long(tag uint16, v uint32) tiffField {
	return tiffField{tag, 4, 1, binary.LittleEndian.AppendUint32(nil, v)}
}

func ascii(tag uint16, s string) tiffField {
	return tiffField{tag, 2, uint32(len(s) + 1), append([]byte(s), 0)}
}

func undefined(tag uint16, s string) tiffField {
	return tiffField{tag, 7, uint32(len(s)), []byte(s)}
}

func rational(tag uint16, values ...uint32) tiffField {
	f := tiffField{tag: tag, kind: 5, count: uint32(len(values))}
	for _, v := range values {
		f.value = binary.LittleEndian.AppendUint32(f.value, v)
		f.value = binary.LittleEndian.AppendUint32(f.value, 1)
	}
	return f
}

// directory writes a directory that stands at an offset, its long values
// behind it, and the offset of the next one: the end if there is one.
func directory(at int, more bool, fields ...tiffField) []byte {
	le := binary.LittleEndian
	values := at + 2 + 12*len(fields) + 4
	out, tail := le.AppendUint16(nil, uint16(len(fields))), []byte{}
	for _, f := range fields {
		out = le.AppendUint16(le.AppendUint16(out, f.tag), f.kind)
		out = le.AppendUint32(out, f.count)
		if len(f.value) <= 4 {
			out = append(append(out, f.value...), make([]byte, 4-len(f.value))...)
			continue
		}
		out = le.AppendUint32(out, uint32(values+len(tail)))
		tail = append(tail, f.value...)
	}
	next := 0
	if more {
		next = values + len(tail)
	}
	return append(le.AppendUint32(out, uint32(next)), tail...)
}

// exifBlock has an author, a maker note, a place and a thumbnail.
func exifBlock(author, maker, thumbnail string) []byte {
	head := []byte("II*\x00\x08\x00\x00\x00")
	// The sizes of the first directory do not depend on the offsets in it.
	first := func(sub, place uint32) []byte {
		return directory(8, true, ascii(0x013B, author), long(0x8769, sub), long(0x8825, place))
	}
	second := 8 + len(first(0, 0))
	small := directory(second, false, long(0x0201, 0), long(0x0202, uint32(len(thumbnail))))
	sub := second + len(small)
	taken := directory(sub, false, undefined(0x927C, maker))
	place := sub + len(taken)
	where := directory(place, false, ascii(1, "N"), rational(2, 49, 30, 0), ascii(3, "E"), rational(4, 15, 15, 0))
	out := append(head, first(uint32(sub), uint32(place))...)
	out = append(append(append(out, small...), taken...), where...)
	return append(out, thumbnail...)
}
