package bundles

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// An exchange puts a copy of a bag with more files in the place of the bag.
type exchange struct{ dir string }

func (x exchange) beside(what string) string {
	return filepath.Join(filepath.Dir(x.dir), "."+filepath.Base(x.dir)+"."+what+".tmp")
}

// recover undoes an exchange that was cut off between its two renames.
func (x exchange) recover() error {
	_, err := os.Lstat(x.dir)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.Rename(x.beside("before"), x.dir); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	return errors.Join(err, os.RemoveAll(x.beside("before")), os.RemoveAll(x.beside("new")))
}

// add exchanges the bag for one that has these tag files too.
func (x exchange) add(files []namedFile) (err error) {
	fresh, before := x.beside("new"), x.beside("before")
	defer func() {
		if err != nil {
			os.RemoveAll(fresh)
		}
	}()
	if err := linkTree(x.dir, fresh); err != nil {
		return err
	}
	if err := addTags(fresh, files); err != nil {
		return err
	}
	if err := syncFolders(fresh); err != nil {
		return err
	}
	if err := os.Rename(x.dir, before); err != nil {
		return err
	}
	if err := os.Rename(fresh, x.dir); err != nil {
		return errors.Join(err, os.Rename(before, x.dir))
	}
	return errors.Join(SyncDir(filepath.Dir(x.dir)), os.RemoveAll(before))
}

// addTags writes tag files that are not there yet, and the manifest of tags.
func addTags(dir string, files []namedFile) error {
	for _, f := range files {
		name := filepath.Join(dir, f.name)
		if _, err := os.Lstat(name); err == nil {
			return fmt.Errorf("%s: %w", f.name, ErrExists)
		}
		if err := WriteFileAtomic(name, f.data, 0o644); err != nil {
			return err
		}
	}
	b, err := openFolder(dir)
	if err != nil {
		return err
	}
	digests := map[string]Hash{}
	for _, n := range b.names {
		if inTagManifest(n) {
			if digests[n], err = b.digest(n); err != nil {
				return err
			}
		}
	}
	return WriteFileAtomic(filepath.Join(dir, nameTagManifest), manifestText(digests, inTagManifest), 0o644)
}

// linkTree makes a folder with the same files, without copying them where the
// file system allows.
func linkTree(from, to string) error {
	return filepath.WalkDir(from, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, p)
		if err != nil {
			return err
		}
		name := filepath.Join(to, rel)
		if d.IsDir() {
			return os.Mkdir(name, 0o755)
		}
		if os.Link(p, name) == nil {
			return nil
		}
		return copyFile(p, name)
	})
}

func copyFile(from, to string) error {
	r, err := os.Open(from)
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return errors.Join(err, w.Sync(), w.Close())
}
