package bundles

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// A bagWriter builds a bag in a temporary folder beside its final place. Only
// commit gives it its name, after everything is on disk (SPEC 7.3); a process
// that dies before leaves a ".NAME.tmp" that the next writer removes.
type bagWriter struct {
	final, tmp string
	perm       os.FileMode // of files; folders add the x bits

	mu      sync.Mutex
	digests map[string]Hash
	bytes   int64 // of the payload
	files   int
}

// newBagWriter starts a bag. A private bag's files are 0600.
func newBagWriter(final string, private bool) (*bagWriter, error) {
	if _, err := os.Lstat(final); err == nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(final), ErrExists)
	} else if !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	w := &bagWriter{
		final:   final,
		tmp:     filepath.Join(filepath.Dir(final), "."+filepath.Base(final)+".tmp"),
		perm:    0o644,
		digests: map[string]Hash{},
	}
	if private {
		w.perm = 0o600
	}
	if err := os.RemoveAll(w.tmp); err != nil {
		return nil, err
	}
	return w, os.Mkdir(w.tmp, w.folderPerm())
}

func (w *bagWriter) folderPerm() os.FileMode { return w.perm | w.perm>>2&0o111 }

// abort removes what was written; the caller has an error to report already.
func (w *bagWriter) abort() { os.RemoveAll(w.tmp) }

// copy writes a member from r, feeding more hashes in the same pass. It may be
// called from several goroutines.
func (w *bagWriter) copy(name string, r io.Reader, more ...hash.Hash) error {
	if err := checkMemberName(name); err != nil {
		return err
	}
	p := filepath.Join(w.tmp, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), w.folderPerm()); err != nil {
		return err
	}
	f, err := os.OpenFile(p, os.O_WRONLY|os.O_CREATE|os.O_EXCL, w.perm)
	if err != nil {
		return err
	}
	h := sha256.New()
	writers := []io.Writer{f, h}
	for _, m := range more {
		writers = append(writers, m)
	}
	n, err := copyTo(io.LimitReader(r, maxMemberSize+1), writers...)
	if err == nil && n > maxMemberSize {
		err = fmt.Errorf("more than the %d bytes allowed", int64(maxMemberSize))
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("member %q: %w", name, err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.digests[name] = Hash(h.Sum(nil))
	if !isTag(name) {
		w.bytes += n
		w.files++
	}
	if len(w.digests) > maxMembers {
		return fmt.Errorf("more than %d members", maxMembers)
	}
	return nil
}

func (w *bagWriter) add(name string, data []byte) error {
	return w.copy(name, bytes.NewReader(data))
}

func (w *bagWriter) addAll(files []namedFile) error {
	for _, f := range files {
		if err := w.add(f.name, f.data); err != nil {
			return err
		}
	}
	return nil
}

type namedFile struct {
	name string
	data []byte
}

// manifest is the payload manifest of what was written so far.
func (w *bagWriter) manifest() []byte { return manifestText(w.digests, inManifest) }

// finish writes the declaration, bag-info.txt and the manifests.
func (w *bagWriter) finish(info bagInfo) error {
	info.bytes, info.files = w.bytes, w.files
	if err := w.addAll([]namedFile{
		{nameBagIt, []byte(bagDeclaration)},
		{nameBagInfo, info.text()},
		{nameManifest, w.manifest()},
	}); err != nil {
		return err
	}
	return w.add(nameTagManifest, manifestText(w.digests, inTagManifest))
}

// commit makes the finished bag durable and puts it in its place. Its files are
// flushed together: a disk does many at once in the time of a few.
func (w *bagWriter) commit() error {
	err := eachInParallel(syncWorkers, slices.Sorted(maps.Keys(w.digests)), func(_ int, name string) error {
		return syncFile(filepath.Join(w.tmp, filepath.FromSlash(name)))
	})
	if err := errors.Join(err, syncFolders(w.tmp)); err != nil {
		return err
	}
	if err := os.Rename(w.tmp, w.final); err != nil {
		return err
	}
	return SyncDir(filepath.Dir(w.final))
}

const syncWorkers = 16

// syncFile flushes a file that was written and closed.
func syncFile(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncFolders flushes the entries of every folder below root.
func syncFolders(root string) error {
	return filepath.WalkDir(root, func(p string, d os.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		return SyncDir(p)
	})
}
