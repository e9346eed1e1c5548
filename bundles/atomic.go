package bundles

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// tempPattern names the temporary files of [WriteFileAtomic]; a crash can
// leave some behind.
const tempPattern = ".*.tmp"

// WriteFileAtomic writes data so that after a crash path holds either what it
// held before or all of data: temporary file, fsync, rename, fsync of the
// folder. The folder must exist. A symlink at path is refused.
func WriteFileAtomic(path string, data []byte, perm fs.FileMode) error {
	if err := writeFileSynced(path, data, perm); err != nil {
		return err
	}
	return SyncDir(filepath.Dir(path))
}

// writeFileSynced does all of WriteFileAtomic but the last step; a caller that
// writes many files syncs each folder once.
func writeFileSynced(path string, data []byte, perm fs.FileMode) (err error) {
	if err := refuseIrregular(path); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+tempPattern)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if _, err := f.Write(data); err != nil {
		return err
	}
	if err := f.Chmod(perm); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// refuseIrregular returns an error if something other than a regular file
// stands at path.
func refuseIrregular(path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%q: not a regular file (%s)", path, info.Mode().Type())
	}
	return nil
}

// SyncDir makes the names in dir durable. Windows and js cannot fsync a folder.
func SyncDir(dir string) error {
	if runtime.GOOS == "windows" || runtime.GOOS == "js" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	if err := d.Sync(); err != nil {
		d.Close()
		return err
	}
	return d.Close()
}
