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
)

// copyAll writes the files that Hugo does not: static files, evidence, the log,
// releases and page images. No file is ever written over another.
func copyAll(ctx context.Context, work *workspace, pl *plan, o Options, out string) error {
	small := maps.Clone(pl.data)
	for name, data := range work.static {
		if _, taken := small[name]; taken {
			return fmt.Errorf("static file %q: a file of the site has this name", name)
		}
		small[name] = data
	}
	for _, name := range slices.Sorted(maps.Keys(small)) {
		if err := writeNew(out, name, small[name]); err != nil {
			return err
		}
	}
	copies := slices.Clone(pl.copies)
	if dir := pl.portal.LogDir; dir != "" {
		log, err := logCopies(dir)
		if err != nil {
			return err
		}
		copies = append(copies, log...)
	}
	for i, c := range copies {
		tell(o, StageCopy, int64(i), int64(len(copies)))
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := copyFile(out, c); err != nil {
			return err
		}
	}
	tell(o, StageCopy, int64(len(copies)), int64(len(copies)))
	return nil
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

// create opens a new file below out; an existing one is an error.
func create(out, name string) (*os.File, error) {
	if !fs.ValidPath(name) {
		return nil, fmt.Errorf("public file %q: not a plain path", name)
	}
	target := filepath.Join(out, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(target, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("public file %q: would be written twice", name)
	}
	return f, err
}

func writeNew(out, name string, data []byte) error {
	f, err := create(out, name)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// copyFile copies a regular file and checks what is known of it.
func copyFile(out string, c publicCopy) error {
	info, err := os.Lstat(c.from)
	if err != nil {
		return fmt.Errorf("public file %q: %w", c.to, err)
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("public file %q: source %q is not a regular file", c.to, c.from)
	}
	if info.Size() > maxPublicFile {
		return fmt.Errorf("public file %q: %d bytes, at most %d", c.to, info.Size(), int64(maxPublicFile))
	}
	src, err := os.Open(c.from)
	if err != nil {
		return fmt.Errorf("public file %q: %w", c.to, err)
	}
	defer src.Close()
	dst, err := create(out, c.to)
	if err != nil {
		return err
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(dst, sum), src)
	if err := errors.Join(err, dst.Close()); err != nil {
		return fmt.Errorf("public file %q: %w", c.to, err)
	}
	if c.size >= 0 && n != c.size {
		return fmt.Errorf("public file %q: %d bytes, %d expected", c.to, n, c.size)
	}
	if got := hex.EncodeToString(sum.Sum(nil)); c.sha256 != "" && got != c.sha256 {
		return fmt.Errorf("public file %q: sha256 %s, %s expected", c.to, got, c.sha256)
	}
	return nil
}

// publicFile is one file of the fresh folder.
type publicFile struct {
	name string // slash separated
	size int64
}

// listFiles walks the folder in lexical order and refuses what is not a file.
func listFiles(dir string) ([]publicFile, error) {
	var list []publicFile
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if !info.Mode().IsRegular() {
			return fmt.Errorf("public file %q: not a regular file", name)
		}
		list = append(list, publicFile{name: name, size: info.Size()})
		return nil
	})
	return list, err
}
