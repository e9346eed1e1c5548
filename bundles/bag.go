package bundles

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Names of the tag files every bag has (RFC 8493, 2).
const (
	nameBagIt       = "bagit.txt"
	nameBagInfo     = "bag-info.txt"
	nameManifest    = "manifest-sha256.txt"
	nameTagManifest = "tagmanifest-sha256.txt"

	bagDeclaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
)

// Bag is a BagIt 1.0 bag opened for reading, from a folder or a ZIP file.
type Bag struct {
	members map[string]member
	names   []string // sorted
	closer  io.Closer
}

type member struct {
	size int64
	open func() (io.ReadCloser, error)
}

// checkMemberName holds what a member's name may be (SPEC 3.2): relative,
// "/" between plain ASCII segments, none hidden, none a step up.
func checkMemberName(name string) error {
	if name == "" || len(name) > maxNameLength {
		return fmt.Errorf("member name of %d bytes, want 1 to %d", len(name), maxNameLength)
	}
	for _, segment := range strings.Split(name, "/") {
		if segment == "" || segment[0] == '.' {
			return fmt.Errorf("member name %q: absolute, hidden, or with an empty or dot segment", name)
		}
		for _, c := range []byte(segment) {
			if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && !strings.ContainsRune("._-", rune(c)) {
				return fmt.Errorf("member name %q: character %q, want a-z A-Z 0-9 . _ -", name, c)
			}
		}
	}
	return nil
}

// OpenBag opens a bag in a folder or in a ZIP file. Every error is
// ErrUnusable. The caller closes the bag.
func OpenBag(name string) (*Bag, error) {
	info, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, asUnusable(fmt.Errorf("%q: there is no such file or folder", name))
	case err != nil:
		return nil, asUnusable(err)
	case info.IsDir():
		b, err := openFolder(name)
		return b, asUnusable(err)
	case !info.Mode().IsRegular():
		return nil, asUnusable(fmt.Errorf("%q: neither a folder nor a file (%s)", name, info.Mode().Type()))
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, asUnusable(err)
	}
	b, err := OpenZIP(f, info.Size())
	if err != nil {
		f.Close()
		return nil, asUnusable(fmt.Errorf("%s: %w", filepath.Base(name), err))
	}
	b.closer = f
	return b, nil
}

func openFolder(root string) (*Bag, error) {
	b := &Bag{members: map[string]member{}}
	var total int64
	empty := map[string]bool{} // folders in which no file was found yet
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, p)
		if err != nil || rel == "." {
			return err
		}
		name := filepath.ToSlash(rel)
		if err := checkMemberName(name); err != nil {
			return err
		}
		if d.IsDir() {
			empty[name] = true
			return nil
		}
		for up := path.Dir(name); up != "."; up = path.Dir(up) {
			delete(empty, up)
		}
		if !d.Type().IsRegular() {
			return fmt.Errorf("member %q: not a regular file (%s); a bag holds plain files only", name, d.Type())
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		total += info.Size()
		return b.add(name, member{info.Size(), func() (io.ReadCloser, error) { return os.Open(p) }}, total)
	})
	if err != nil {
		return nil, err
	}
	for name := range empty { // no manifest can list it, so nothing signs its name
		return nil, fmt.Errorf("folder %q: empty; a bag holds plain files only", name)
	}
	return b, b.finish()
}

func (b *Bag) add(name string, m member, total int64) error {
	switch {
	case len(b.names) == maxMembers:
		return fmt.Errorf("more than %d members", maxMembers)
	case m.size > maxMemberSize:
		return fmt.Errorf("member %q: %d bytes, more than the %d allowed", name, m.size, int64(maxMemberSize))
	case total > maxBagSize:
		return fmt.Errorf("more than %d bytes in all", int64(maxBagSize))
	}
	if _, twice := b.members[name]; twice {
		return fmt.Errorf("member %q: there twice", name)
	}
	b.members[name] = m
	b.names = append(b.names, name)
	return nil
}

func (b *Bag) finish() error {
	slices.Sort(b.names)
	if _, ok := b.members[nameBagIt]; !ok {
		return fmt.Errorf("no %s at the top: not a BagIt bag", nameBagIt)
	}
	return nil
}

// Close releases what OpenBag opened.
func (b *Bag) Close() error {
	if b.closer == nil {
		return nil
	}
	return b.closer.Close()
}

// Has tells whether the bag has a member of that name.
func (b *Bag) Has(name string) bool { _, ok := b.members[name]; return ok }

// Names returns the members' names, sorted.
func (b *Bag) Names() []string { return slices.Clone(b.names) }

// Open opens a member.
func (b *Bag) Open(name string) (io.ReadCloser, error) {
	m, ok := b.members[name]
	if !ok {
		return nil, fmt.Errorf("member %q: missing", name)
	}
	return m.open()
}

// Size returns a member's size in bytes, -1 if there is none.
func (b *Bag) Size(name string) int64 {
	if m, ok := b.members[name]; ok {
		return m.size
	}
	return -1
}

// Read reads a whole member of at most limit bytes.
func (b *Bag) Read(name string, limit int) ([]byte, error) {
	if n := b.Size(name); n > int64(limit) {
		return nil, fmt.Errorf("member %q: %d bytes, more than the %d allowed", name, n, limit)
	}
	r, err := b.Open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if err != nil {
		return nil, fmt.Errorf("member %q: %w", name, err)
	}
	if len(data) > limit {
		return nil, fmt.Errorf("member %q: more than the %d bytes allowed", name, limit)
	}
	return data, nil
}

// digest returns a member's SHA-256, feeding more hashes in the same pass.
func (b *Bag) digest(name string, more ...hash.Hash) (Hash, error) {
	r, err := b.Open(name)
	if err != nil {
		return Hash{}, err
	}
	defer r.Close()
	h := sha256.New()
	writers := []io.Writer{h}
	for _, m := range more {
		writers = append(writers, m)
	}
	if n, err := copyTo(r, writers...); err != nil {
		return Hash{}, fmt.Errorf("member %q: %w", name, err)
	} else if n != b.members[name].size {
		return Hash{}, fmt.Errorf("member %q: %d bytes, then the end; its size is %d", name, n, b.members[name].size)
	}
	return Hash(h.Sum(nil)), nil
}
