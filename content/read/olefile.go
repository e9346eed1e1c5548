package read

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"unicode/utf16"
)

// Sector numbers with a meaning of their own ([MS-CFB] 2.1).
const (
	oleMaxSector = 0xFFFFFFFA
	oleNoStream  = 0xFFFFFFFF
	oleHeader    = 512
	oleEntrySize = 128
	oleMini      = 64 // bytes of a sector of small streams
)

var errOLE = errors.New("damaged: ask for it again")

// oleFile is an opened compound file ([MS-CFB]), the container of old office
// files and of Outlook messages. The whole file is in memory; every chain of
// sectors is at most as long as there are sectors, so that a ring ends.
type oleFile struct {
	data    []byte
	sector  int
	fat     []uint32
	miniFAT []uint32
	mini    []byte
	cutoff  uint32
	entries []oleEntry
	seen    []int // round in which an entry was listed last
	round   int
	steps   int   // entries listed so far
	read    int64 // bytes of streams handed out so far
	hostile bool  // lists or streams are shared beyond reason
}

// oleEntry is one storage or stream.
type oleEntry struct {
	name               string
	kind               byte // 1 storage, 2 stream, 5 root
	left, right, child uint32
	start              uint32
	size               uint64
}

// openOLE reads header, allocation tables and directory.
func openOLE(data []byte) (*oleFile, error) {
	if len(data) < oleHeader || !isOLE("", data) {
		return nil, errOLE
	}
	u32 := func(at int) uint32 { return binary.LittleEndian.Uint32(data[at:]) }
	shift := binary.LittleEndian.Uint16(data[30:])
	if shift != 9 && shift != 12 {
		return nil, fmt.Errorf("sectors of an impossible size: %w", errOLE)
	}
	o := &oleFile{data: data, sector: 1 << shift, cutoff: u32(56)}
	if err := o.readFAT(u32(44), u32(68)); err != nil {
		return nil, err
	}
	directory, err := o.chain(u32(48), maxOLEEntries*oleEntrySize)
	if err != nil {
		return nil, err
	}
	for at := 0; at+oleEntrySize <= len(directory); at += oleEntrySize {
		o.entries = append(o.entries, oleDirectoryEntry(directory[at:at+oleEntrySize]))
	}
	if len(o.entries) == 0 || o.entries[0].kind != 5 {
		return nil, errOLE
	}
	if raw, err := o.chain(u32(60), len(data)); err == nil {
		o.miniFAT = sectorNumbers(raw)
	}
	if raw, err := o.chain(o.entries[0].start, len(data)); err == nil {
		o.mini = raw
	}
	return o, nil
}

func oleDirectoryEntry(b []byte) oleEntry {
	units := make([]uint16, 0, 32)
	for i := 0; i < min(int(binary.LittleEndian.Uint16(b[64:])), 64)-2; i += 2 {
		units = append(units, binary.LittleEndian.Uint16(b[i:]))
	}
	return oleEntry{
		name: string(utf16.Decode(units)), kind: b[66],
		left: binary.LittleEndian.Uint32(b[68:]), right: binary.LittleEndian.Uint32(b[72:]), child: binary.LittleEndian.Uint32(b[76:]),
		start: binary.LittleEndian.Uint32(b[116:]), size: binary.LittleEndian.Uint64(b[120:]),
	}
}

func sectorNumbers(raw []byte) []uint32 {
	out := make([]uint32, len(raw)/4)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(raw[4*i:])
	}
	return out
}

// at returns a sector's bytes; the last one of a file may be short.
func (o *oleFile) at(n uint32) []byte {
	from := (int64(n) + 1) * int64(o.sector)
	if n >= oleMaxSector || from >= int64(len(o.data)) {
		return nil
	}
	return o.data[from:min(from+int64(o.sector), int64(len(o.data)))]
}

// readFAT collects the allocation table: 109 of its sectors are named in the
// header, the others in a chain of their own.
func (o *oleFile) readFAT(count, more uint32) error {
	if int64(count) > int64(len(o.data)/o.sector)+1 {
		return errOLE
	}
	list := sectorNumbers(o.data[76:oleHeader])
	for range len(o.data) / o.sector {
		b := o.at(more)
		if len(b) < o.sector {
			break
		}
		n := sectorNumbers(b)
		list, more = append(list, n[:len(n)-1]...), n[len(n)-1]
	}
	for _, n := range list {
		if count == 0 {
			break
		}
		if b := o.at(n); b != nil {
			o.fat = append(o.fat, sectorNumbers(b)...)
			count--
		}
	}
	if len(o.fat) == 0 {
		return errOLE
	}
	return nil
}

// chain joins the sectors of a stream, at most limit bytes.
func (o *oleFile) chain(n uint32, limit int) (out []byte, err error) {
	for steps := 0; n < oleMaxSector && len(out) < limit; steps++ {
		b := o.at(n)
		if b == nil || int64(n) >= int64(len(o.fat)) || steps > len(o.fat) {
			return nil, errOLE
		}
		out = append(out, b...)
		n = o.fat[n]
	}
	return out[:min(len(out), limit)], nil
}

// stream returns the bytes of an entry.
func (o *oleFile) stream(e oleEntry) ([]byte, error) {
	if e.size > uint64(len(o.data)) || e.size > maxAttachmentBytes {
		return nil, fmt.Errorf("a stream claims %d bytes: %w", e.size, errOLE)
	}
	// Streams do not overlap in an honest file; each is asked for once or twice.
	if o.read += int64(e.size); o.read > 4*int64(len(o.data)) {
		o.hostile = true
		return nil, fmt.Errorf("streams share their bytes: %w", errOLE)
	}
	size := int(e.size)
	if e.size >= uint64(o.cutoff) {
		out, err := o.chain(e.start, size)
		if err == nil && len(out) < size {
			err = errOLE
		}
		return out, err
	}
	out := make([]byte, 0, size)
	for n, steps := e.start, 0; len(out) < size; steps++ {
		from := int64(n) * oleMini
		if int64(n) >= int64(len(o.miniFAT)) || from+oleMini > int64(len(o.mini)) || steps > len(o.miniFAT) {
			return nil, errOLE
		}
		out = append(out, o.mini[from:from+oleMini]...)
		n = o.miniFAT[n]
	}
	return out[:size], nil
}

// children lists what is in a storage, in the order of the directory. The
// entries form a tree; each is visited once, so that a ring ends.
func (o *oleFile) children(storage int) (out []int) {
	if o.seen == nil {
		o.seen = make([]int, len(o.entries))
	}
	o.round++
	stack := []uint32{o.entries[storage].child}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if int64(n) >= int64(len(o.entries)) || n == oleNoStream || o.seen[n] == o.round {
			continue
		}
		if o.steps++; o.steps > 4*maxOLEEntries {
			o.hostile = true
			return nil
		}
		o.seen[n] = o.round
		out = append(out, int(n))
		stack = append(stack, o.entries[n].left, o.entries[n].right)
	}
	slices.Sort(out)
	return out
}
