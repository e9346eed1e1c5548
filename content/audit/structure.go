package audit

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
)

// inspection is the checks of one audit that look inside files: structure,
// words, ink, pictures, boxes. Its file method is called for each file from
// several goroutines at once, and finish at the end: what a file may hold
// follows from its release, which may come later.
type inspection struct {
	options Options
	readers *pdfReaders
	copies  copies
	// remember says that digests are wanted of all files.
	remember bool
	// search is what recognised text is searched with.
	search func(check, file, text string) []Hit
	// book is what grounds may be called; others are grounds of further releases,
	// which only a page of no single case may name.
	book   func() (labelBook, error)
	others map[groundFacts]bool

	mu         sync.Mutex
	hits       []Hit
	done       map[string]int
	notes      map[string]string
	unread     int // page images that could not be recognised
	bags       map[string]*bag
	facsimiles []*facsimile
	pictures   []pictureCopy
	suspects   []suspect
	marked     []markedPage               // HTML pages with redactions
	originals  map[[sha256.Size]byte]bool // files that are released whole
}

// newInspection prepares the checks.
func newInspection(o Options) *inspection {
	x := &inspection{
		options: o, readers: newPDFReaders(), copies: newCopies(o.Private), done: map[string]int{}, notes: map[string]string{}, bags: map[string]*bag{},
	}
	if o.OCR != nil {
		x.search = newTermSearch(o).in
	}
	x.book = sync.OnceValues(func() (labelBook, error) { return newLabelBook(o.Law) })
	if o.OCR == nil {
		x.notes[CheckPictures] = "text recognition was not asked for"
	}
	for _, c := range []string{CheckStructure, CheckWords, CheckInk, CheckPictures, CheckBoxes} {
		x.done[c] = 0
	}
	return x
}

// item is one file that is looked at.
type item struct {
	ctx context.Context
	place
	r    io.ReaderAt
	size int64
}

// suspect is a file that is not as the builder writes files. It is allowed if
// it turns out to be an original that is released whole.
type suspect struct {
	place
	sum  [sha256.Size]byte
	hits []Hit
}

// file looks at one file of the folder, or at one member of a ZIP in it
// ("releases/2026-001-r1.zip!data/s1/d1/page-0001.png"). An error means that it
// could not be looked at.
func (x *inspection) file(ctx context.Context, name string, r io.ReaderAt, size int64) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	f := &item{ctx, placeOf(name), r, size}
	found, err := x.look(f)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	x.count(CheckStructure, 1)
	if f.kind == placeWithin || f.kind == placeOriginal || f.kind == placeFiles && len(found) > 0 {
		s := suspect{place: f.place, hits: found}
		if f.kind != placeWithin {
			if s.sum, err = digestOf(f); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		x.mu.Lock()
		defer x.mu.Unlock()
		x.suspects = append(x.suspects, s)
		return nil
	}
	x.add(found...)
	return nil
}

// look checks a file's structure, and takes from it what the other checks need.
func (x *inspection) look(f *item) ([]Hit, error) {
	if f.kind == placeWithin {
		// Its name was never public before, and is not told.
		h := f.hit(CheckStructure, 0, "files in a container that the builder does not write")
		container, _, _ := strings.Cut(h.File, "!")
		h.File = container + "!"
		return []Hit{h}, nil
	}
	k := fileKindOf(f.place)
	if k == nil {
		return []Hit{f.hit(CheckStructure, 0, "a type of file that the builder does not write here")}, nil
	}
	err := k.check(x, f)
	if d := (*defect)(nil); errors.As(err, &d) {
		return []Hit{f.hit(CheckStructure, d.offset, d.what)}, nil
	}
	return nil, err
}

// finish compares what was found in different files, and closes the sandboxes.
// It must be called, after the last file.
func (x *inspection) finish(ctx context.Context) error {
	err := x.readers.close()
	if e := ctx.Err(); e != nil {
		return e
	}
	x.compare()
	x.noteUnread()
	return err
}

// compare holds what was found in different files against each other.
func (x *inspection) compare() {
	x.resolveSuspects()
	x.compareBoxes()
	x.compareWords()
	x.compareLabels()
}

func (x *inspection) noteUnread() {
	if x.unread > 0 {
		x.notes[CheckPictures] = fmt.Sprintf("%d page images could not be recognised", x.unread)
	}
}

// resolveSuspects drops what is a whole original of a document that hides
// nothing: its proof opens it as the file's own bytes.
func (x *inspection) resolveSuspects() {
	lawful := map[[sha256.Size]byte]bool{}
	x.originals = lawful
	names := map[string]bool{}
	for _, s := range x.suspects {
		if s.kind == placeOriginal && x.bags[s.bag].whole(s.doc) {
			lawful[s.sum], names[s.name] = true, true
		}
	}
	for _, s := range x.suspects {
		if s.kind == placeFiles && lawful[s.sum] {
			names[s.name] = true
		}
	}
	for _, s := range x.suspects {
		switch {
		case names[s.name]:
		case s.kind == placeWithin && s.within(names):
		case s.kind == placeOriginal:
			x.add(s.hit(CheckStructure, 0, "the file's own bytes of a document that is redacted, withheld or not in the release"))
		default:
			x.add(s.hits...)
		}
	}
}

// within tells whether a member stands in one of some files, however deep.
func (s *suspect) within(names map[string]bool) bool {
	for i, c := range []byte(s.name) {
		if c == '!' && names[s.name[:i]] {
			return true
		}
	}
	return false
}

func (x *inspection) add(hits ...Hit) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.hits = append(x.hits, hits...)
}

func (x *inspection) count(check string, n int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.done[check] += n
}

// bagOf returns the release whose files stand below a prefix. The caller holds
// the lock.
func (x *inspection) bagOf(key string) *bag {
	b := x.bags[key]
	if b == nil {
		b = newBag()
		x.bags[key] = b
	}
	return b
}

// sortedBags are the names of the releases, in order.
func (x *inspection) sortedBags() []string {
	var keys []string
	for k := range x.bags {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// defect says what in a file is not as the builder writes it, without a word of
// the file's text.
type defect struct {
	offset int64
	what   string
}

func (d *defect) Error() string { return d.what }

func defectAt(offset int64, format string, args ...any) error {
	return &defect{offset, fmt.Sprintf(format, args...)}
}

// whole reads all of a file of at most limit bytes.
func (f *item) whole(limit int64) ([]byte, error) {
	if f.size > limit {
		return nil, defectAt(0, "%d bytes, more than the %d that such a file may have", f.size, limit)
	}
	data := make([]byte, f.size)
	if n, err := f.r.ReadAt(data, 0); n < len(data) {
		return nil, fmt.Errorf("ends after %d of %d bytes: %w", n, f.size, err)
	}
	return data, nil
}

func digestOf(f *item) (sum [sha256.Size]byte, err error) {
	h := sha256.New()
	n, err := io.Copy(h, io.NewSectionReader(f.r, 0, f.size))
	if err == nil && n != f.size {
		err = fmt.Errorf("ends after %d of %d bytes", n, f.size)
	}
	copy(sum[:], h.Sum(nil))
	return sum, err
}
