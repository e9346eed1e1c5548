package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
)

// fresh is the site that is made. A file that is in the present public folder with
// the same bytes is kept: it is not written again, keeps its place on the disk and
// its time, so that a copy elsewhere need not be told of it. Files that differ are
// new ones, in a temporary folder: nothing is ever written into a present file.
type fresh struct {
	dir string // the temporary folder
	old string // the present public folder

	mu      sync.Mutex
	former  map[string]*formerFile
	below   map[string]bool // the folders of the present public folder
	strange bool            // it holds what is neither a file nor a folder
	files   map[string]publicFile
	changed []string
	folders map[string]bool
}

// formerFile is a file of the present public folder.
type formerFile struct {
	size int64
	mark []byte // see markOf
	once sync.Once
	sum  [sha256.Size]byte
	ok   bool // the digest is known
}

// publicFile is one file of the site that is made.
type publicFile struct {
	size int64
	sum  [sha256.Size]byte
	kept bool // it is the one of the present public folder
}

// newFresh lists the present folder. What is no regular file there is not kept.
func newFresh(old string) (*fresh, error) {
	f := &fresh{old: old, former: map[string]*formerFile{}, below: map[string]bool{}, files: map[string]publicFile{}, folders: map[string]bool{}}
	err := fs.WalkDir(os.DirFS(old), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			f.below[name] = true
			return nil
		case !d.Type().IsRegular():
			f.strange = true
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		f.former[name] = &formerFile{size: info.Size(), mark: markOf(info)}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("public folder: %w", err)
	}
	return f, nil
}

// recognise takes the digest of a file from the last Build where the file has the
// mark that it had then: see markOf. Others are read when their digest is asked for.
func (f *fresh) recognise(last *state) {
	if last == nil {
		return
	}
	for name, o := range f.former {
		if was := last.Files[name]; o.mark != nil && bytes.Equal(was.Mark, o.mark) && len(was.Sum) == sha256.Size {
			o.once.Do(func() { o.sum, o.ok = [sha256.Size]byte(was.Sum), true })
		}
	}
}

// formerSum is the digest of a file of the present folder, which is read at most
// once.
func (f *fresh) formerSum(name string) (sum [sha256.Size]byte, ok bool) {
	o := f.former[name]
	if o == nil {
		return sum, false
	}
	o.once.Do(func() {
		in, err := openRegular(filepath.Join(f.old, filepath.FromSlash(name)))
		if err != nil {
			return
		}
		defer in.Close()
		h := sha256.New()
		if n, err := io.Copy(h, in); err == nil && n == o.size {
			o.sum, o.ok = [sha256.Size]byte(h.Sum(nil)), true
		}
	})
	return o.sum, o.ok
}

// keep takes over a file of the present folder if it has the digest sum.
func (f *fresh) keep(name string, sum [sha256.Size]byte) (bool, error) {
	if have, ok := f.formerSum(name); !ok || have != sum {
		return false, nil
	}
	if err := f.begin(name); err != nil {
		return false, err
	}
	f.end(name, publicFile{size: f.former[name].size, sum: sum, kept: true}, false)
	return true, nil
}

// path is where a public file lies before the site is in its place.
func (f *fresh) path(name string) string {
	dir := f.dir
	if f.files[name].kept {
		dir = f.old
	}
	return filepath.Join(dir, filepath.FromSlash(name))
}

// whole links the files that are kept into the temporary folder, which is then
// all of the site.
func (f *fresh) whole(ctx context.Context) error {
	var names []string
	for name, file := range f.files {
		if file.kept {
			names = append(names, name)
		}
	}
	err := inParallel(ctx, len(names), func(i int) error {
		from, to := filepath.Join(f.old, filepath.FromSlash(names[i])), filepath.Join(f.dir, filepath.FromSlash(names[i]))
		err := f.folder(to)
		if err == nil {
			err = os.Link(from, to)
		}
		if err != nil && !errors.Is(err, fs.ErrExist) { // a file system without links
			err = copyAs(from, to, f.files[names[i]].sum)
		}
		if err != nil {
			return fmt.Errorf("public file %q: %w", names[i], err)
		}
		return nil
	})
	for _, name := range names {
		file := f.files[name]
		file.kept = false
		f.files[name] = file
	}
	return err
}

// put writes a file, or keeps the one that is as it.
func (f *fresh) put(name string, data []byte) error {
	sum := sha256.Sum256(data)
	if kept, err := f.keep(name, sum); kept || err != nil {
		return err
	}
	out, err := f.create(name)
	if err != nil {
		return err
	}
	_, err = out.Write(data)
	if err := errors.Join(err, out.Close()); err != nil {
		return fmt.Errorf("public file %q: %w", name, err)
	}
	f.end(name, publicFile{size: int64(len(data)), sum: sum}, true)
	return nil
}

// create opens a new file; an existing one is an error.
func (f *fresh) create(name string) (*os.File, error) {
	if err := f.begin(name); err != nil {
		return nil, err
	}
	to := filepath.Join(f.dir, filepath.FromSlash(name))
	if err := f.folder(to); err != nil {
		return nil, fmt.Errorf("public file %q: %w", name, err)
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("public file %q: would be written twice", name)
	}
	return out, err
}

// begin takes a public name.
func (f *fresh) begin(name string) error {
	if !fs.ValidPath(name) {
		return fmt.Errorf("public file %q: not a plain path", name)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, taken := f.files[name]; taken {
		return fmt.Errorf("public file %q: would be written twice", name)
	}
	f.files[name] = publicFile{}
	return nil
}

// folder makes the folder of a file of the temporary folder.
func (f *fresh) folder(file string) error {
	dir := filepath.Dir(file)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.folders[dir] {
		return nil
	}
	f.folders[dir] = true
	return os.MkdirAll(dir, 0o755)
}

// end notes a file.
func (f *fresh) end(name string, file publicFile, changed bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.files[name] = file
	if changed {
		f.changed = append(f.changed, name)
	}
}

// copyAs copies a file whose bytes have a digest, with its time.
func copyAs(from, to string, sum [sha256.Size]byte) error {
	in, err := openRegular(from)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(out, h), in)
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	if !bytes.Equal(h.Sum(nil), sum[:]) {
		return errors.New("changed while it was copied")
	}
	return os.Chtimes(to, info.ModTime(), info.ModTime())
}

// openRegular opens a file that is one.
func openRegular(name string) (*os.File, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%q is not a regular file", name)
	}
	return os.Open(name)
}

// inParallel does something for 0 to n-1 on all processors, and returns the error
// of the lowest number that gave one.
func inParallel(ctx context.Context, n int, do func(i int) error) error {
	workers := runtime.GOMAXPROCS(0)
	errs := make([]error, workers)
	first := make([]int, workers)
	var running sync.WaitGroup
	for w := range workers {
		running.Go(func() {
			for i := w; i < n && errs[w] == nil; i += workers {
				if errs[w] = ctx.Err(); errs[w] == nil {
					errs[w], first[w] = do(i), i
				}
			}
		})
	}
	running.Wait()
	var err error
	lowest := n
	for w := range workers {
		if errs[w] != nil && first[w] < lowest {
			err, lowest = errs[w], first[w]
		}
	}
	if err == nil {
		err = ctx.Err()
	}
	return err
}
