package audit

import (
	"bytes"
	"crypto/sha256"
	"debug/elf"
	"fmt"
	"io"
	"os"
	"sync"
)

// Program is a digest by which the program that runs is known again. What one
// program found out says nothing of what another would: its checks, its reader of
// PDF files and its theme are part of it. It is that of the build ID, which Go's
// linker makes of all that it links; to read 80 MB instead, for each website, takes
// some tenths of a second. Of a program without one it is that of the file.
var Program = sync.OnceValues(func() ([]byte, error) {
	name, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("digest of the program: %w", err)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("digest of the program: %w", err)
	}
	defer f.Close()
	h := sha256.New()
	if id := buildID(f); id != "" {
		io.WriteString(h, id)
		return h.Sum(nil), nil
	}
	if _, err := io.Copy(h, f); err != nil {
		return nil, fmt.Errorf("digest of the program: %w", err)
	}
	return h.Sum(nil), nil
})

const (
	buildIDNote   = ".note.go.buildid" // where ELF files have it
	buildIDFirst  = "\xff Go build ID: \""
	buildIDLast   = "\"\n \xff"
	buildIDWithin = 64 << 10 // bytes at the beginning, where others have it
	elfNoteHeader = 16       // three sizes and "Go\0\0"
)

// buildID is the one that Go's linker put into a program; "": there is none. Its
// last part is a digest of the content (cmd/internal/buildid).
func buildID(f io.ReaderAt) string {
	if e, err := elf.NewFile(f); err == nil {
		defer e.Close()
		s := e.Section(buildIDNote)
		if s == nil {
			return ""
		}
		note, err := s.Data()
		if err != nil || len(note) <= elfNoteHeader || string(note[elfNoteHeader-4:elfNoteHeader]) != "Go\x00\x00" {
			return ""
		}
		size := int(e.ByteOrder.Uint32(note[4:8]))
		return string(note[elfNoteHeader:min(elfNoteHeader+size, len(note))])
	}
	start := make([]byte, buildIDWithin)
	n, err := f.ReadAt(start, 0)
	if err != nil && err != io.EOF {
		return ""
	}
	_, id, there := bytes.Cut(start[:n], []byte(buildIDFirst))
	id, _, whole := bytes.Cut(id, []byte(buildIDLast))
	if !there || !whole {
		return ""
	}
	return string(id)
}
