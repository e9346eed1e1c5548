package pdfobject

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
)

// Limits bound what a File keeps in memory.
type Limits struct {
	Objects     int   // of one file
	ObjectBytes int64 // of one object, the data of a stream aside
	PackedBytes int64 // of all object streams, unpacked
	Depth       int   // objects inside objects
	Sections    int   // cross-reference sections: saves
	Work        int64 // bytes looked at to open the file, pieces read twice counted twice
}

// File is the structure of a PDF file.
type File struct {
	Header   int64     // bytes before "%PDF-": all places below count from there
	Size     int64     // bytes of the file from its header on
	Trailer  Dict      // of the newest section, with what only older ones say
	Sections []Section // cross-reference sections, as they stand in the file
	Repaired bool      // the cross-reference was no use: objects were looked for

	data    io.ReaderAt
	limits  Limits
	entries map[int]entry
	numbers []int
	// places of objects that newer ones took the place of, at most limits.Objects
	replaced []int64

	mu     sync.Mutex // guards what follows
	packed map[int]*packedObjects
	room   int64 // bytes that object streams may still unpack to
}

// Section is one cross-reference section: what one save wrote.
type Section struct {
	Start   int64 // of its table or stream
	After   int64 // after its trailer
	End     int64 // after its "%%EOF"; 0: there is none
	Numbers []int // the objects it says something about, in order
}

// entry says where an object stands.
type entry struct {
	kind  byte  // 0 free, 1 at place at, 2 in the object stream number at
	at    int64 // see kind
	index int   // of an object in a stream
}

// headerBytes is how far into a file viewers look for "%PDF-".
const headerBytes = 1 << 10

// Open reads the cross-reference of a file, or looks for its objects where
// that is damaged. Streams of an encrypted file stay encrypted.
func Open(ctx context.Context, data io.ReaderAt, size int64, limits Limits) (*File, error) {
	head := make([]byte, min(size, headerBytes))
	if _, err := io.ReadFull(io.NewSectionReader(data, 0, size), head); err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	header := max(bytes.Index(head, []byte("%PDF-")), 0)
	f := &File{
		Header: int64(header), Size: size - int64(header),
		data: io.NewSectionReader(data, int64(header), size-int64(header)), limits: limits,
		packed: map[int]*packedObjects{}, room: limits.PackedBytes,
	}
	r := f.Reader(ctx, limits.Work)
	err := f.readSections(r)
	if err == nil {
		f.order()
		if _, found := r.Dict(f.Trailer["Root"])["Pages"]; !found {
			err = errors.New("no catalogue")
		}
	}
	if err == nil {
		return f, nil
	}
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err := f.repair(f.Reader(ctx, limits.Work)); err != nil {
		return nil, err
	}
	f.order()
	return f, nil
}

// order puts the numbers and sections in order.
func (f *File) order() {
	f.numbers = make([]int, 0, len(f.entries))
	for n, e := range f.entries {
		if e.kind != 0 {
			f.numbers = append(f.numbers, n)
		}
	}
	slices.Sort(f.numbers)
	slices.SortStableFunc(f.Sections, func(a, b Section) int {
		switch {
		case a.Start < b.Start:
			return -1
		case a.Start > b.Start:
			return 1
		}
		return 0
	})
}

// Numbers returns the numbers of the objects in use, in order. They are the
// file's: do not change them.
func (f *File) Numbers() []int { return f.numbers }

// Place tells where an object that stands for itself begins.
func (f *File) Place(number int) (at int64, ok bool) {
	e, ok := f.entries[number]
	return e.at, ok && e.kind == 1
}

// Encrypted tells whether strings and streams are unreadable.
func (f *File) Encrypted() bool { return f.Trailer["Encrypt"] != nil }

// set records an entry that no newer section has said something about.
func (f *File) set(number int, e entry) error {
	if old, known := f.entries[number]; known {
		if e.kind == 1 && (old.kind != 1 || old.at != e.at) && len(f.replaced) < f.limits.Objects {
			f.replaced = append(f.replaced, e.at)
		}
		return nil
	}
	if len(f.entries) >= f.limits.Objects {
		return fmt.Errorf("more than %d objects", f.limits.Objects)
	}
	f.entries[number] = e
	return nil
}
