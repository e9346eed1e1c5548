package bundles

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
)

// A bundle's ZIP has one spelling (SPEC 3.6): members stored, not compressed,
// sorted by name, with constant dates and attributes, no comments, no extra
// fields, and nothing before, between or after. So the same folder gives the
// same bytes, no byte of a ZIP can change unseen, and nothing can inflate.
const (
	zipLocal   = 0x04034b50
	zipCentral = 0x02014b50
	zipEnd     = 0x06054b50

	zipVersion = 20        // 2.0: folders and deflate, the least readers expect
	zipDate    = 1<<5 | 1  // 1980-01-01
	zipUnix    = 3<<8 | 20 // version made by: Unix, so that the mode below counts
	zipMode    = 0o100644 << 16

	maxZIPMembers = math.MaxUint16 - 1
	maxZIPSize    = math.MaxUint32 - 1
)

type zipEntry struct {
	name   string
	crc    uint32
	size   uint32
	offset uint32
}

func (e zipEntry) local() []byte {
	le := binary.LittleEndian
	b := le.AppendUint32(nil, zipLocal)
	b = e.shared(b)
	b = le.AppendUint16(b, 0) // extra field
	return append(b, e.name...)
}

// shared is the part that local and central headers have in common.
func (e zipEntry) shared(b []byte) []byte {
	le := binary.LittleEndian
	b = le.AppendUint16(b, zipVersion)
	b = le.AppendUint16(b, 0) // flags
	b = le.AppendUint16(b, 0) // method: stored
	b = le.AppendUint16(b, 0) // time
	b = le.AppendUint16(b, zipDate)
	b = le.AppendUint32(b, e.crc)
	b = le.AppendUint32(b, e.size)
	b = le.AppendUint32(b, e.size)
	return le.AppendUint16(b, uint16(len(e.name)))
}

func (e zipEntry) central() []byte {
	le := binary.LittleEndian
	b := le.AppendUint32(nil, zipCentral)
	b = le.AppendUint16(b, zipUnix)
	b = e.shared(b)
	b = append(b, make([]byte, 8)...) // extra, comment, disk, internal attributes
	b = le.AppendUint32(b, zipMode)
	b = le.AppendUint32(b, e.offset)
	return append(b, e.name...)
}

// directory is the central directory and the end record.
func directory(entries []zipEntry, offset uint32) []byte {
	var b []byte
	for _, e := range entries {
		b = append(b, e.central()...)
	}
	le := binary.LittleEndian
	size := uint32(len(b))
	b = le.AppendUint32(b, zipEnd)
	b = le.AppendUint32(b, 0) // disks
	b = le.AppendUint16(b, uint16(len(entries)))
	b = le.AppendUint16(b, uint16(len(entries)))
	b = le.AppendUint32(b, size)
	b = le.AppendUint32(b, offset)
	return le.AppendUint16(b, 0) // comment
}

// WriteZIP writes the bag as its one ZIP. The bag may have at most 65,534
// members and 4 GiB; a larger one stays a folder.
func (b *Bag) WriteZIP(w io.Writer) error {
	if len(b.names) > maxZIPMembers {
		return fmt.Errorf("%d members are too many for a ZIP: keep the folder", len(b.names))
	}
	var total int64
	for _, n := range b.names {
		total += b.members[n].size + 2*int64(len(n)) + 128
	}
	if total > maxZIPSize {
		return fmt.Errorf("%d bytes are too many for a ZIP: keep the folder", total)
	}
	out := bufio.NewWriterSize(w, copyBuffer)
	var entries []zipEntry
	var offset uint32
	for _, n := range b.names {
		crc := crc32.NewIEEE()
		if err := b.copyMember(n, crc); err != nil {
			return err
		}
		e := zipEntry{name: n, crc: crc.Sum32(), size: uint32(b.members[n].size), offset: offset}
		head := e.local()
		if _, err := out.Write(head); err != nil {
			return err
		}
		if err := b.copyMember(n, out); err != nil {
			return err
		}
		entries = append(entries, e)
		offset += uint32(len(head)) + e.size
	}
	if _, err := out.Write(directory(entries, offset)); err != nil {
		return err
	}
	return out.Flush()
}

func (b *Bag) copyMember(name string, w io.Writer) error {
	r, err := b.Open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	n, err := io.Copy(w, io.LimitReader(r, b.members[name].size+1))
	if err == nil && n != b.members[name].size {
		err = fmt.Errorf("size changed while it was read")
	}
	if err != nil {
		return fmt.Errorf("member %q: %w", name, err)
	}
	return nil
}

// OpenZIP opens a bag in a ZIP file of size bytes. It reads the local headers
// in their order and accepts only the one spelling WriteZIP writes.
func OpenZIP(r io.ReaderAt, size int64) (*Bag, error) {
	b, err := openZIP(r, size)
	return b, asUnusable(err)
}

func openZIP(r io.ReaderAt, size int64) (*Bag, error) {
	if size > maxZIPSize {
		return nil, fmt.Errorf("%d bytes, more than the %d of an akta ZIP", size, int64(maxZIPSize))
	}
	b := &Bag{members: map[string]member{}}
	var entries []zipEntry
	var offset int64
	for {
		e, kind, err := readLocal(r, offset, size)
		if err != nil {
			return nil, err
		}
		if kind != zipLocal {
			break
		}
		start := offset + int64(len(e.local()))
		if int64(e.size) > size-start {
			return nil, fmt.Errorf("ZIP member %q: says %d bytes, the file has %d left", e.name, e.size, size-start)
		}
		if len(entries) > 0 && entries[len(entries)-1].name >= e.name {
			return nil, fmt.Errorf("ZIP member %q: after %q: out of order, or there twice", e.name, entries[len(entries)-1].name)
		}
		m := member{int64(e.size), func() (io.ReadCloser, error) {
			return &crcReader{section: io.NewSectionReader(r, start, int64(e.size)), crc: e.crc}, nil
		}}
		if err := b.add(e.name, m, start+int64(e.size)); err != nil {
			return nil, err
		}
		e.offset = uint32(offset)
		entries = append(entries, e)
		offset = start + int64(e.size)
	}
	want := directory(entries, uint32(offset))
	if int64(len(want)) != size-offset {
		return nil, fmt.Errorf("ZIP directory: %d bytes, the members give %d (cut off, or bytes added)", size-offset, len(want))
	}
	have := make([]byte, len(want))
	if _, err := r.ReadAt(have, offset); err != nil && err != io.EOF {
		return nil, err
	}
	if !bytes.Equal(have, want) {
		return nil, errors.New("ZIP directory: not what the members give (names, sizes, dates or attributes changed)")
	}
	return b, b.finish()
}

// readLocal reads the header at offset; kind tells what stands there.
func readLocal(r io.ReaderAt, offset, size int64) (e zipEntry, kind uint32, err error) {
	var head [30]byte
	n, err := r.ReadAt(head[:min(int64(len(head)), max(size-offset, 0))], offset)
	if err != nil && err != io.EOF {
		return e, 0, err
	}
	le := binary.LittleEndian
	if n < 22 {
		return e, 0, errors.New("not a ZIP file, or cut off")
	}
	kind = le.Uint32(head[:])
	if kind == zipCentral || kind == zipEnd {
		return e, kind, nil
	}
	if kind != zipLocal || n < len(head) {
		return e, 0, fmt.Errorf("no ZIP member at byte %d: not a ZIP file, or bytes were added", offset)
	}
	nameLength := int64(le.Uint16(head[26:]))
	if nameLength > maxNameLength || nameLength > size-offset-30 {
		return e, 0, fmt.Errorf("ZIP member at byte %d: name of %d bytes", offset, nameLength)
	}
	name := make([]byte, nameLength)
	if _, err := r.ReadAt(name, offset+30); err != nil && err != io.EOF {
		return e, 0, err
	}
	if err := checkMemberName(string(name)); err != nil {
		return e, 0, fmt.Errorf("ZIP: %w", err)
	}
	if method := le.Uint16(head[8:]); method != 0 {
		return e, 0, fmt.Errorf("ZIP member %q: compressed (method %d); akta bundles are stored: unpack it and verify the folder", name, method)
	}
	e = zipEntry{name: string(name), crc: le.Uint32(head[14:]), size: le.Uint32(head[22:])}
	if !bytes.Equal(head[:], e.local()[:30]) {
		return e, 0, fmt.Errorf("ZIP member %q: header is not the one akta writes (date, flags, sizes or extra fields); unpack it and verify the folder", name)
	}
	return e, zipLocal, nil
}

// crcReader reads a member and compares its CRC-32 at the end.
type crcReader struct {
	section *io.SectionReader
	crc     uint32
	sum     uint32
}

func (c *crcReader) Read(p []byte) (int, error) {
	n, err := c.section.Read(p)
	c.sum = crc32.Update(c.sum, crc32.IEEETable, p[:n])
	if err == io.EOF && c.sum != c.crc {
		err = errors.New("CRC-32 differs")
	}
	return n, err
}

func (c *crcReader) Close() error { return nil }
