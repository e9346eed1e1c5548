package read

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// Records of a ZIP file (APPNOTE 4.3).
const (
	zipEndSize     = 22
	zipCentralSize = 46
	zipLocalSize   = 30
)

// zipEnd is what the end record says (APPNOTE 4.3.16).
type zipEnd struct {
	at              int64 // where it stands
	after           int64 // bytes after it and its comment
	count           int
	dirSize, dirOff int64
}

// findZIPEnd looks for the last end record, as package zip does.
func findZIPEnd(src Source) (e zipEnd, ok bool) {
	n := min(src.Size, 1<<16+zipEndSize)
	tail := make([]byte, n)
	if k, _ := src.Data.ReadAt(tail, src.Size-n); int64(k) < n {
		return e, false
	}
	for i := len(tail) - zipEndSize; i >= 0; i-- {
		if tail[i] != 'P' || !bytes.HasPrefix(tail[i:], []byte("PK\x05\x06")) {
			continue
		}
		comment := int(binary.LittleEndian.Uint16(tail[i+20:]))
		if i+zipEndSize+comment > len(tail) {
			continue
		}
		return zipEnd{
			at:      src.Size - n + int64(i),
			after:   int64(len(tail) - i - zipEndSize - comment),
			count:   int(binary.LittleEndian.Uint16(tail[i+10:])),
			dirSize: int64(binary.LittleEndian.Uint32(tail[i+12:])),
			dirOff:  int64(binary.LittleEndian.Uint32(tail[i+16:])),
		}, true
	}
	return e, false
}

// checkDirectory refuses an archive with too many members before its directory
// is read.
func checkDirectory(src Source) error {
	if e, ok := findZIPEnd(src); ok && e.count > maxContainerMembers {
		return fmt.Errorf("archive: %d members, at most %d are read: split the file", e.count, maxContainerMembers)
	}
	return nil
}

// zipSpan is a run of bytes of the file.
type zipSpan struct{ from, to int64 }

// hideZIPGaps names the bytes that no member and no directory accounts for:
// before the archive, after it, and between the members, where deleted ones
// stay behind.
func hideZIPGaps(j *job, members int) error {
	e, ok := findZIPEnd(j.src)
	if !ok || e.dirOff == 1<<32-1 || members > maxContainerMembers {
		return nil // ZIP64: its records are not walked
	}
	if e.after > 0 {
		j.hideBytes("after the end of the archive", zipSpan{j.src.Size - e.after, j.src.Size})
	}
	base := e.at - e.dirSize - e.dirOff
	if base < 0 || e.dirSize > maxContainerFile {
		return nil
	}
	dir := make([]byte, e.dirSize)
	if n, _ := j.src.Data.ReadAt(dir, e.at-e.dirSize); int64(n) < e.dirSize {
		return nil
	}
	used := j.zipSpans(dir, base)
	used = append(used, zipSpan{e.at - e.dirSize, e.at})
	slices.SortFunc(used, func(a, b zipSpan) int { return int(min(max(a.from-b.from, -1), 1)) })
	at := int64(0)
	for i, u := range used {
		if u.from > at {
			where := "between the members of the archive: a member that was deleted, or other data"
			if i == 0 {
				where = "before the first member of the archive"
			}
			j.hideBytes(where, zipSpan{at, u.from})
		}
		at = max(at, u.to)
	}
	return j.ctx.Err()
}

// zipSpans returns where the members lie, with their local headers and data
// descriptors (APPNOTE 4.3.7, 4.3.9, 4.3.12).
func (j *job) zipSpans(dir []byte, base int64) (out []zipSpan) {
	for len(dir) >= zipCentralSize && bytes.HasPrefix(dir, []byte("PK\x01\x02")) {
		flags := binary.LittleEndian.Uint16(dir[8:])
		packed := int64(binary.LittleEndian.Uint32(dir[20:]))
		from := base + int64(binary.LittleEndian.Uint32(dir[42:]))
		rest := zipCentralSize + int(binary.LittleEndian.Uint16(dir[28:])) + int(binary.LittleEndian.Uint16(dir[30:])) + int(binary.LittleEndian.Uint16(dir[32:]))
		dir = dir[min(rest, len(dir)):]
		local := make([]byte, zipLocalSize)
		if n, _ := j.src.Data.ReadAt(local, from); n < zipLocalSize {
			continue
		}
		to := from + zipLocalSize + int64(binary.LittleEndian.Uint16(local[26:])) + int64(binary.LittleEndian.Uint16(local[28:])) + packed
		if flags&8 != 0 {
			to += j.descriptorSize(to)
		}
		out = append(out, zipSpan{from, to})
	}
	return out
}

// descriptorSize tells the forms of a data descriptor apart: with or without
// its signature, with sizes of four or eight bytes.
func (j *job) descriptorSize(at int64) int64 {
	b := make([]byte, 28)
	n, _ := j.src.Data.ReadAt(b, at)
	b = b[:n]
	signed := int64(0)
	if bytes.HasPrefix(b, []byte("PK\x07\x08")) {
		signed = 4
	}
	for _, size := range []int64{signed + 12, signed + 20} {
		if int64(len(b)) >= size+2 && b[size] == 'P' && b[size+1] == 'K' {
			return size
		}
	}
	return signed + 12
}

// hideBytes names a run of bytes with the beginning of what is readable in it.
func (j *job) hideBytes(where string, s zipSpan) {
	head := make([]byte, min(s.to-s.from, sniffBytes))
	n, _ := j.src.Data.ReadAt(head, s.from)
	readable := strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(string(head[:n]), " "))
	j.doc.hide(Hidden{Kind: HiddenUnknownPart, Where: where, Count: int(s.to - s.from), Unit: "bytes", Excerpt: readable})
}
