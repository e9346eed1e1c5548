package bundles

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
)

// OpenFiles opens a bag whose members are in memory, by their names below the
// bag's folder ("release.json", "data/s1/d1/text.json"): a folder that a
// browser was given. The same is accepted as from a folder on disk, but for empty
// folders, which a list of files cannot show. The bytes must not change while
// the bag is used. Every error is ErrUnusable.
func OpenFiles(files map[string][]byte) (*Bag, error) {
	b := &Bag{members: map[string]member{}}
	var total int64
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := checkMemberName(name); err != nil {
			return nil, asUnusable(err)
		}
		data := files[name]
		total += int64(len(data))
		m := member{int64(len(data)), func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }}
		if err := b.add(name, m, total); err != nil {
			return nil, asUnusable(err)
		}
	}
	for _, name := range b.names { // a file system refuses this by itself
		for up := parent(name); up != ""; up = parent(up) {
			if b.Has(up) {
				return nil, asUnusable(fmt.Errorf("member %q: a file and a folder", up))
			}
		}
	}
	if err := b.finish(); err != nil {
		return nil, asUnusable(err)
	}
	return b, nil
}

// parent is the folder of a member, "" at the top.
func parent(name string) string {
	for i := len(name) - 1; i > 0; i-- {
		if name[i] == '/' {
			return name[:i]
		}
	}
	return ""
}
