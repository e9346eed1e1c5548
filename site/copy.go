package site

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
)

// copyAll writes the files that Hugo does not: static files, evidence, releases
// and page images. No file is ever written over another.
func copyAll(ctx context.Context, work *workspace, pl *plan, o Options, out *fresh, last *state) error {
	small := maps.Clone(pl.data)
	for name, data := range work.static {
		if _, taken := small[name]; taken {
			return fmt.Errorf("static file %q: a file of the site has this name", name)
		}
		small[name] = data
	}
	for _, name := range slices.Sorted(maps.Keys(small)) {
		if err := out.put(name, small[name]); err != nil {
			return err
		}
	}
	if err := inParallel(ctx, len(pl.made), func(i int) error { return pl.made[i].put(out, last) }); err != nil {
		return err
	}
	return out.copyAll(ctx, pl.copies, func(done, total int64) { tell(o, StageCopy, done, total) })
}

// copyAll publishes files of this machine. show, which may be nil, is told how
// many are done.
func (f *fresh) copyAll(ctx context.Context, copies []publicCopy, show func(done, total int64)) error {
	var mu sync.Mutex
	var done int64
	return inParallel(ctx, len(copies), func(i int) error {
		if err := f.copy(copies[i]); err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		if done++; show != nil {
			show(done, int64(len(copies)))
		}
		return nil
	})
}

// logCopies lists the log. Names that begin with a dot (locks, leftovers of a
// crash) stay at home.
func logCopies(dir string) ([]publicCopy, error) {
	var list []publicCopy
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name != "." && path.Base(name)[0] == '.' && d.IsDir():
			return fs.SkipDir
		case d.IsDir() || path.Base(name)[0] == '.':
			return nil
		case !d.Type().IsRegular():
			return fmt.Errorf("%q is not a regular file", name)
		}
		list = append(list, publicCopy{from: filepath.Join(dir, filepath.FromSlash(name)), to: "log/" + name, size: -1})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("log: %w", err)
	}
	return list, nil
}

// copy publishes a regular file and checks what is known of it. A release of
// which the present folder holds the very bytes is kept without being read.
func (f *fresh) copy(c publicCopy) error {
	src, err := openRegular(c.from)
	if err != nil {
		return fmt.Errorf("public file %q: %w", c.to, err)
	}
	defer src.Close()
	info, err := src.Stat()
	if err != nil {
		return fmt.Errorf("public file %q: %w", c.to, err)
	}
	if info.Size() > maxPublicFile {
		return fmt.Errorf("public file %q: %d bytes, at most %d", c.to, info.Size(), int64(maxPublicFile))
	}
	if c.size >= 0 && info.Size() != c.size {
		return fmt.Errorf("public file %q: %d bytes, %d expected", c.to, info.Size(), c.size)
	}
	if o := f.former[c.to]; o != nil && o.size == info.Size() {
		sum, err := c.digest(src)
		if err != nil {
			return fmt.Errorf("public file %q: %w", c.to, err)
		}
		if kept, err := f.keep(c.to, sum); kept || err != nil {
			return err
		}
	}
	dst, err := f.create(c.to)
	if err != nil {
		return err
	}
	h := sha256.New()
	n, err := io.Copy(io.MultiWriter(dst, h), src)
	if err := errors.Join(err, dst.Close()); err != nil {
		return fmt.Errorf("public file %q: %w", c.to, err)
	}
	if n != info.Size() {
		return fmt.Errorf("public file %q: %d bytes, %d expected", c.to, n, info.Size())
	}
	sum := [sha256.Size]byte(h.Sum(nil))
	if got := hex.EncodeToString(sum[:]); c.sha256 != "" && got != c.sha256 {
		return fmt.Errorf("public file %q: sha256 %s, %s expected", c.to, got, c.sha256)
	}
	f.end(c.to, publicFile{size: n, sum: sum}, true)
	return nil
}

// digest is the one that is known, or that of the file, which is then read again
// from its beginning.
func (c *publicCopy) digest(src *os.File) (sum [sha256.Size]byte, err error) {
	if c.sha256 != "" {
		_, err = hex.Decode(sum[:], []byte(c.sha256))
		return sum, err
	}
	h := sha256.New()
	if _, err := io.Copy(h, src); err != nil {
		return sum, err
	}
	_, err = src.Seek(0, io.SeekStart)
	return [sha256.Size]byte(h.Sum(nil)), err
}
