package audit

import (
	"archive/zip"
	"encoding/binary"
	"fmt"
)

// Sizes of a ZIP's records (APPNOTE 4.3), without their names.
const (
	zipLocalSize   = 30
	zipCentralSize = 46
	zipEndSize     = 22
)

// releaseZIP is a release: stored members, and not a byte before, between or
// after them.
func (x *inspection) releaseZIP(f *item) error {
	if releaseZIP.FindString(f.path) == "" {
		return defectAt(0, "a ZIP that is no release")
	}
	z, err := zip.NewReader(f.r, f.size)
	if err != nil {
		return defectAt(0, "not a ZIP: %v", err)
	}
	if z.Comment != "" {
		return defectAt(f.size, "a comment in a ZIP")
	}
	at := int64(0)
	directory := int64(zipEndSize)
	for i, m := range z.File {
		where, err := m.DataOffset()
		if err != nil {
			return fmt.Errorf("member no. %d: %w", i+1, err)
		}
		switch {
		case m.Method != zip.Store:
			return defectAt(at, "member no. %d is packed: a release's are stored", i+1)
		case m.Comment != "" || len(m.Extra) > 0:
			return defectAt(at, "member no. %d has a comment or an extra field", i+1)
		case where != at+zipLocalSize+int64(len(m.Name)):
			return defectAt(at, "bytes before member no. %d that belong to none", i+1)
		}
		if err := f.checkLocal(at, m); err != nil {
			return err
		}
		at = where + int64(m.UncompressedSize64)
		directory += zipCentralSize + int64(len(m.Name))
	}
	if at+directory != f.size {
		return defectAt(at, "bytes after the members that belong to none")
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.bagOf(f.path)
	return nil
}

// checkLocal holds that a member's local header says what the directory says:
// readers differ in which of the two they believe.
func (f *item) checkLocal(at int64, m *zip.File) error {
	head := make([]byte, zipLocalSize+len(m.Name))
	if _, err := f.r.ReadAt(head, at); err != nil {
		return err
	}
	le := binary.LittleEndian
	if le.Uint32(head) != 0x04034b50 || le.Uint16(head[6:]) != 0 || le.Uint16(head[8:]) != zip.Store || le.Uint32(head[14:]) != m.CRC32 ||
		uint64(le.Uint32(head[18:])) != m.UncompressedSize64 || m.CompressedSize64 != m.UncompressedSize64 ||
		uint64(le.Uint32(head[22:])) != m.UncompressedSize64 || le.Uint16(head[28:]) != 0 || string(head[zipLocalSize:]) != m.Name {
		return defectAt(at, "a member's header that differs from the directory")
	}
	return nil
}
