package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// The swap has three steps: Out becomes Out.old, the fresh folder becomes Out,
// Out.old is removed. A crash leaves one of these states, and recoverSwap, which
// runs at the start of every Build, ends each with one whole site:
//
//	Out   Out.old   crashed
//	yes   no        before the first step, or after the last
//	no    yes       between the renames: the old site is put back
//	yes   yes       before the removal: the old site is removed
//
// A folder that is about to be removed is first renamed to a temporary name, so
// that a half-removed one is never taken for somebody else's Out.old.
const oldSuffix = ".old"

// freshSuffix marks the temporary folders next to Out.
const freshSuffix = ".akta-new-"

// recoverSwap repairs what an interrupted Build left next to out.
func recoverSwap(out string) error {
	if err := finish(out); err != nil {
		return err
	}
	old := out + oldSuffix
	ours, err := isOurs(old)
	if err != nil {
		return err
	}
	if ours {
		present, err := exists(out)
		if err != nil {
			return err
		}
		if present {
			err = discard(old, out)
		} else {
			err = os.Rename(old, out)
		}
		if err != nil {
			return fmt.Errorf("recovering %q: %w", out, err)
		}
	}
	stale, err := filepath.Glob(globEscape(filepath.Join(filepath.Dir(out), "."+filepath.Base(out))) + freshSuffix + "*")
	if err != nil {
		return fmt.Errorf("recovering %q: %w", out, err)
	}
	for _, dir := range stale {
		if err := os.RemoveAll(dir); err != nil {
			return fmt.Errorf("recovering %q: %w", out, err)
		}
	}
	return nil
}

// checkTarget refuses a folder that Build did not write.
func checkTarget(out string) error {
	if filepath.Dir(out) == out {
		return fmt.Errorf("public folder %q: is the root of the file system", out)
	}
	info, err := os.Lstat(out)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("public folder: %w", err)
	}
	if !info.IsDir() {
		return fmt.Errorf("public folder %q: is not a folder", out)
	}
	entries, err := os.ReadDir(out)
	if err != nil {
		return fmt.Errorf("public folder: %w", err)
	}
	ours, err := isOurs(out)
	if err != nil {
		return err
	}
	if len(entries) > 0 && !ours {
		return fmt.Errorf("public folder %q: holds files that akta did not write (no %s in it): choose another or empty it", out, Marker)
	}
	return nil
}

// freshFolder makes the temporary folder on the same file system as out.
func freshFolder(out string) (string, error) {
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return "", fmt.Errorf("public folder: %w", err)
	}
	dir, err := os.MkdirTemp(filepath.Dir(out), "."+filepath.Base(out)+freshSuffix+"*")
	if err != nil {
		return "", fmt.Errorf("public folder: %w", err)
	}
	// MkdirTemp makes 0700; a web server has to read the site.
	if err := os.Chmod(dir, 0o755); err != nil {
		return "", errors.Join(fmt.Errorf("public folder: %w", err), os.RemoveAll(dir))
	}
	return dir, nil
}

// swap puts fresh in the place of out.
func swap(fresh, out string) error {
	old := out + oldSuffix
	taken, err := exists(old)
	if err != nil {
		return err
	}
	if taken {
		return fmt.Errorf("public folder %q: %q is in the way", out, old)
	}
	present, err := exists(out)
	if err != nil {
		return err
	}
	if present {
		if err := os.Rename(out, old); err != nil {
			return fmt.Errorf("swapping %q: %w", out, err)
		}
	}
	if err := os.Rename(fresh, out); err != nil {
		if present {
			err = errors.Join(err, os.Rename(old, out))
		}
		return fmt.Errorf("swapping %q: %w", out, err)
	}
	if present {
		if err := discard(old, out); err != nil {
			return fmt.Errorf("new site is in place, removing the former: %w", err)
		}
	}
	return nil
}

// discard removes the folder old, which lies next to out.
func discard(old, out string) error {
	doomed, err := os.MkdirTemp(filepath.Dir(out), "."+filepath.Base(out)+freshSuffix+"*")
	if err != nil {
		return err
	}
	if err := os.Rename(old, filepath.Join(doomed, "old")); err != nil {
		return errors.Join(err, os.RemoveAll(doomed))
	}
	return os.RemoveAll(doomed)
}

// isOurs says whether dir is a folder that Build wrote.
func isOurs(dir string) (bool, error) {
	info, err := os.Lstat(dir)
	if errors.Is(err, fs.ErrNotExist) || (err == nil && !info.IsDir()) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return exists(filepath.Join(dir, Marker))
}

func exists(name string) (bool, error) {
	_, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// globEscape quotes a path for filepath.Glob.
func globEscape(name string) string {
	return strings.NewReplacer(`*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(name)
}
