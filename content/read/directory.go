package read

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// tiffBlock is a TIFF file, or an EXIF block, which is built like one.
type tiffBlock struct {
	data  []byte
	order binary.ByteOrder
}

// tiffEntry is one entry of a directory. value is nil where it lies outside of
// the block.
type tiffEntry struct {
	tag, kind uint16
	count     uint32
	at        int64 // of the value, in the block
	value     []byte
}

// openTIFF reads the header and returns where the first directory is.
func openTIFF(data []byte) (t tiffBlock, first uint32, ok bool) {
	if len(data) < 8 {
		return t, 0, false
	}
	switch string(data[:4]) {
	case "II*\x00":
		t = tiffBlock{data, binary.LittleEndian}
	case "MM\x00*":
		t = tiffBlock{data, binary.BigEndian}
	default:
		return t, 0, false
	}
	return t, t.order.Uint32(data[4:]), true
}

// directory reads the entries of one directory and where the next one is.
func (t tiffBlock) directory(at uint32) (entries []tiffEntry, next uint32, ok bool) {
	p, size := int64(at), int64(len(t.data))
	if p < 8 || p+2 > size {
		return nil, 0, false
	}
	n := int64(t.order.Uint16(t.data[p:]))
	p += 2
	if n > maxEXIFEntries || p+12*n+4 > size {
		return nil, 0, false
	}
	for range n {
		raw := t.data[p : p+12]
		e := tiffEntry{tag: t.order.Uint16(raw), kind: t.order.Uint16(raw[2:]), count: t.order.Uint32(raw[4:]), at: p + 8}
		length := int64(e.count) * kindSize(e.kind)
		if length > 4 {
			e.at = int64(t.order.Uint32(raw[8:]))
		}
		if e.at+length <= size {
			e.value = t.data[e.at : e.at+length]
		}
		entries = append(entries, e)
		p += 12
	}
	return entries, t.order.Uint32(t.data[p:]), true
}

// kindSize is the size of one value of a field type (TIFF 6.0, section 2).
func kindSize(kind uint16) int64 {
	switch kind {
	case 3, 8:
		return 2
	case 4, 9, 11, 13:
		return 4
	case 5, 10, 12:
		return 8
	}
	return 1
}

// numbers reads at most limit values of type BYTE, SHORT or LONG.
func (t tiffBlock) numbers(e tiffEntry, limit int) []uint32 {
	var all []uint32
	for v := e.value; len(v) > 0 && len(all) < limit; v = v[kindSize(e.kind):] {
		switch e.kind {
		case 1, 7:
			all = append(all, uint32(v[0]))
		case 3:
			all = append(all, uint32(t.order.Uint16(v)))
		case 4, 13:
			all = append(all, t.order.Uint32(v))
		default:
			return nil
		}
	}
	return all
}

// number is the first value, or 0.
func (t tiffBlock) number(e tiffEntry) uint32 {
	if n := t.numbers(e, 1); len(n) > 0 {
		return n[0]
	}
	return 0
}

// rationals reads at most limit values of type RATIONAL.
func (t tiffBlock) rationals(e tiffEntry, limit int) []float64 {
	var all []float64
	for v := e.value; e.kind == 5 && len(v) >= 8 && len(all) < limit; v = v[8:] {
		n, d := t.order.Uint32(v), t.order.Uint32(v[4:])
		if d == 0 {
			return nil
		}
		all = append(all, float64(n)/float64(d))
	}
	return all
}

// text reads what a person may have written into an entry, or "".
func (t tiffBlock) text(e tiffEntry) string {
	v := e.value[:min(len(e.value), maxFieldBytes)]
	switch {
	case e.tag >= 0x9C9B && e.tag <= 0x9C9F: // the texts of Windows, in UTF-16
		units := make([]uint16, len(v)/2)
		for i := range units {
			units[i] = binary.LittleEndian.Uint16(v[2*i:])
		}
		return printable([]byte(string(utf16.Decode(units))))
	case e.tag == 0x9286 || e.tag == 0x001B: // eight bytes name the character set
		if len(v) >= 8 {
			return printable(v[8:])
		}
	case e.kind == 2:
		return printable(v)
	}
	return ""
}

// printable makes one line of what is readable in bytes.
func printable(b []byte) string {
	b = b[:min(len(b), maxTextChunk)]
	return cleanLine(string(bytes.ReplaceAll(b, []byte{0}, []byte(" "))))
}

// legible is printable for bytes that may be anything: runs of four letters or
// more.
func legible(b []byte) string {
	var runs []string
	from := -1
	for i := range min(len(b), maxTextChunk) + 1 {
		text := i < len(b) && i < maxTextChunk && b[i] >= ' ' && b[i] != 0x7F
		switch {
		case text && from < 0:
			from = i
		case !text && from >= 0:
			if i-from >= 4 {
				runs = append(runs, cleanLine(string(b[from:i])))
			}
			from = -1
		}
	}
	return strings.Join(runs, " ")
}
