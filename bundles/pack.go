package bundles

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Pack writes the bag in dir as the ZIP file name, whole or not at all. The
// folder stays.
func Pack(dir, name string) (err error) {
	b, err := OpenBag(dir)
	if err != nil {
		return err
	}
	defer b.Close()
	if _, err := os.Lstat(name); err == nil {
		return fmt.Errorf("%s: %w", filepath.Base(name), ErrExists)
	}
	tmp := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".tmp")
	f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(tmp)
		}
	}()
	if err := errors.Join(b.WriteZIP(f), f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(name), err)
	}
	if err := os.Rename(tmp, name); err != nil {
		return err
	}
	return SyncDir(filepath.Dir(name))
}

// Unpack writes the release in the ZIP file name as the folder dir, which must
// not exist.
func Unpack(name, dir string) (err error) {
	b, err := OpenBag(name)
	if err != nil {
		return err
	}
	defer b.Close()
	defer func() {
		if err != nil {
			os.RemoveAll(dir)
		}
	}()
	for _, n := range b.Names() {
		if err := b.unpack(n, filepath.Join(dir, filepath.FromSlash(n))); err != nil {
			return fmt.Errorf("%s: %s: %w", filepath.Base(name), n, err)
		}
	}
	return nil
}

// unpack writes a member.
func (b *Bag) unpack(member, name string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	r, err := b.Open(member)
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return errors.Join(err, w.Close())
}
