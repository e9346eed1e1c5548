package content

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
)

// private are the folders and files that nobody else may read, all that is in
// them included. Below .akta the rest stands behind the folder's own mode.
var private = []string{
	"content", "bundles/*/s[1-9]*", stateDir + "/keys", stateDir + "/" + digestsDir,
	stateDir + "/" + passwordFile, stateDir + "/" + publishedFile,
}

// modes looks for private files that are open to others. A backup that forgets
// modes opens them all, so that each folder is told of once.
func (f *fsck) modes() error {
	if runtime.GOOS == "windows" { // has no such bits
		return nil
	}
	open, err := f.open(stateDir, false)
	if err == nil {
		err = f.close(stateDir, open)
	}
	for _, pattern := range private {
		if err != nil {
			return err
		}
		var found []string
		if found, err = fs.Glob(os.DirFS(f.dir), pattern); err != nil {
			return err
		}
		for _, name := range found {
			if open, err = f.open(name, true); err != nil {
				return err
			}
			if err = f.close(name, open); err != nil {
				return err
			}
		}
	}
	return err
}

// openFile is a private file or folder that is open to others.
type openFile struct {
	path      string
	mode, fit fs.FileMode
}

// open lists what is open of a folder or file, and of all that is in it.
func (f *fsck) open(name string, below bool) (open []openFile, err error) {
	root := filepath.Join(f.dir, filepath.FromSlash(name))
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && path == root {
			return nil
		}
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		fit := fs.FileMode(0o600)
		if info.IsDir() {
			fit = 0o700
		}
		if m := info.Mode().Perm(); m&0o077 != 0 && info.Mode()&fs.ModeSymlink == 0 {
			open = append(open, openFile{path, m, fit})
		}
		if !below {
			return fs.SkipAll
		}
		return nil
	})
	return open, err
}

// close tells what is open of a folder, and resets its modes.
func (f *fsck) close(name string, open []openFile) error {
	if len(open) == 0 {
		return nil
	}
	problem := fmt.Sprintf("private, and open to others (mode %04o)", open[0].mode)
	if first := f.relative(open[0].path); first != name {
		problem = fmt.Sprintf("private, and %s in it is open to others (mode %04o)", first, open[0].mode)
	}
	if n := len(open) - 1; n > 0 {
		problem += fmt.Sprintf(", as are %d more in it", n)
	}
	return f.mend(name, problem, fmt.Sprintf("chmod -R go-rwx %s; %s", name, doRepair), func() error {
		for _, o := range open {
			if err := os.Chmod(o.path, o.fit); err != nil {
				return err
			}
		}
		return nil
	})
}

// siteLeftovers are what an interrupted build of package site leaves; the next
// one, or "akta serve", ends it with one whole site.
var siteLeftovers = []string{"site/.public.akta-new-*", "site/public.old"}

// leftovers names what runs that were killed have left.
func (f *fsck) leftovers() error {
	left, err := leftIn(f.dir)
	if err != nil {
		return err
	}
	for _, name := range left {
		err := f.fault(name, "left by a run that was killed: nothing in it is whole", "the next action removes it; so does \"akta fsck --repair\"",
			func() error { return os.RemoveAll(filepath.Join(f.dir, filepath.FromSlash(name))) })
		if err != nil {
			return err
		}
	}
	for _, pattern := range siteLeftovers {
		found, err := fs.Glob(os.DirFS(f.dir), pattern)
		if err != nil {
			return err
		}
		for _, name := range found {
			f.note("%s: left by a build that was killed; the next build removes it", name)
		}
	}
	return f.approved()
}

var waitingName = regexp.MustCompile(`^r[1-9][0-9]{0,5}\.waiting\.zip$`)

// approved looks for releases that waited for approval and have it: Approve
// gives them their name before it removes the waiting one.
func (f *fsck) approved() error {
	found, err := fs.Glob(os.DirFS(f.dir), "bundles/*/r*"+waitingSuffix)
	if err != nil {
		return err
	}
	for _, name := range found {
		path := filepath.Join(f.dir, filepath.FromSlash(name))
		done := strings.TrimSuffix(path, waitingSuffix) + ".zip"
		if _, err := os.Lstat(done); err != nil || !waitingName.MatchString(filepath.Base(path)) {
			continue
		}
		err := f.fault(name, "has its approvals, and is "+filepath.Base(done)+" by now", "the next action removes it; so does \"akta fsck --repair\"",
			func() error { return os.Remove(path) })
		if err != nil {
			return err
		}
	}
	return nil
}
