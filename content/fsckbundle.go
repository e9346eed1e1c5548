package content

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/journal"
)

// sealedFile is a document's own bytes in a sealed bag.
type sealedFile struct {
	seal   string
	path   string // in the office
	digest bundles.Hash
}

// seals verifies the seals of a case, and tells what files they hold.
func (f *fsck) seals(id string) (map[string]sealedFile, error) {
	held := map[string]sealedFile{}
	names, err := bundleNames(f.o.bundlesDir(id), sealName, "")
	if err != nil {
		return nil, err
	}
	var unrecorded []journal.Object
	for _, name := range names {
		f.out.Seals++
		path := filepath.Join(f.o.bundlesDir(id), name)
		if ok, err := f.bundle(id, name, path, f.trust); err != nil {
			return nil, err
		} else if !ok {
			continue
		}
		if err := f.originals(name, path, held); err != nil {
			return nil, err
		}
		sum, err := fileDigest(filepath.Join(path, "commitment.json"))
		if err != nil {
			return nil, err
		}
		if err := f.sameAsTold(id, name, f.relative(path), sum, &unrecorded); err != nil {
			return nil, err
		}
	}
	if err := f.gaps(id, "s", names, sealName); err != nil || len(unrecorded) == 0 {
		return held, err
	}
	return held, f.missing(journal.Entry{Action: actSeal, Case: id, Objects: unrecorded}, "seals of case "+id+": "+namesOf(unrecorded))
}

// originals notes the documents' own bytes in a sealed bag; newer seals win.
func (f *fsck) originals(seal, path string, held map[string]sealedFile) error {
	found, err := fs.Glob(os.DirFS(path), "data/*/original*")
	if err != nil {
		return err
	}
	for _, name := range found {
		file := filepath.Join(path, filepath.FromSlash(name))
		sum, err := fileDigest(file)
		if err != nil {
			return err
		}
		held[strings.Split(name, "/")[1]] = sealedFile{seal, f.relative(file), sum}
	}
	return nil
}

// releases verifies the releases of a case, and the one that waits for approval.
func (f *fsck) releases(id string) error {
	names, err := bundleNames(f.o.bundlesDir(id), releaseName, ".zip")
	if err != nil {
		return err
	}
	var unrecorded []journal.Object
	for _, name := range names {
		f.out.Releases++
		path := filepath.Join(f.o.bundlesDir(id), name+".zip")
		if ok, err := f.bundle(id, name, path, f.trust); err != nil {
			return err
		} else if !ok {
			continue
		}
		sum, err := fileDigest(path)
		if err != nil {
			return err
		}
		if err := f.sameAsTold(id, name, f.relative(path), sum, &unrecorded); err != nil {
			return err
		}
	}
	waiting, err := bundleNames(f.o.bundlesDir(id), releaseName, waitingSuffix)
	if err != nil {
		return err
	}
	for _, name := range waiting {
		path := f.o.waitingFile(id, name)
		if _, err := os.Lstat(filepath.Join(f.o.bundlesDir(id), name+".zip")); err == nil || f.trust == nil {
			continue // told among the leftovers
		}
		if _, err := f.bundle(id, name, path, withoutApprovals(f.trust)); err != nil {
			return err
		}
		if sum, err := fileDigest(path); err != nil {
			return err
		} else if f.told.object(id, name+".waiting") == nil {
			unrecorded = append(unrecorded, journal.Digest(name+".waiting", sum))
		}
	}
	if err := f.gaps(id, "r", names, releaseName); err != nil || len(unrecorded) == 0 {
		return err
	}
	return f.missing(journal.Entry{Action: actRelease, Case: id, Objects: unrecorded}, "releases of case "+id+": "+namesOf(unrecorded))
}

// sameAsTold holds a bundle against what the journal says was made.
func (f *fsck) sameAsTold(id, name, where string, sum bundles.Hash, unrecorded *[]journal.Object) error {
	t := f.told.object(id, name)
	if t == nil || t.digest == nil {
		*unrecorded = append(*unrecorded, journal.Digest(name, sum))
		return nil
	}
	if *t.digest == sum {
		return nil
	}
	return f.fault(where, "not the one that was made ("+t.when+")", doRestore, nil)
}

// gaps looks for bundles that are missing: between others, or at the end, where
// only the journal tells.
func (f *fsck) gaps(id, letter string, names []string, pattern *regexp.Regexp) error {
	there := map[string]bool{}
	last := 0
	for _, n := range names {
		there[n] = true
		last = max(last, number(n))
	}
	for _, n := range f.told.names(id, pattern) {
		if f.told.object(id, n).digest != nil {
			last = max(last, number(n))
		}
	}
	for n := 1; n <= last; n++ {
		name := fmt.Sprintf("%s%d", letter, n)
		if there[name] {
			continue
		}
		why := "missing: the numbers of a case have no gaps"
		if t := f.told.object(id, name); t != nil && t.digest != nil {
			why = "missing (" + t.when + ")"
		}
		if err := f.fault(f.relative(filepath.Join(f.o.bundlesDir(id), name)), why, doRestore, nil); err != nil {
			return err
		}
	}
	return nil
}

// bundle verifies a seal or a release, and that its statements stand in the
// office's own log.
func (f *fsck) bundle(id, name, path string, t *bundles.Trust) (ok bool, err error) {
	where := f.relative(path)
	if t == nil {
		return true, nil // trust.json was told of
	}
	v, err := bundles.Verify(f.ctx, path, bundles.VerifyOptions{Trust: t, Case: id, Name: name})
	if f.ctx.Err() != nil {
		return false, f.ctx.Err()
	}
	if err != nil {
		return false, f.fault(where, err.Error(), doRestore, nil)
	}
	if v.Code != bundles.CodeHolds {
		return false, f.fault(where, "does not verify", "\"akta verify "+where+"\" says why; "+doRestore, nil)
	}
	if f.held == nil {
		return true, nil // the log was told of
	}
	missing, err := f.notLogged(path)
	if err != nil {
		return false, err
	}
	for _, m := range missing {
		if err := f.fault(where, m+": its entry is not in the log: the log is older than the bundle", "restore bundles/log from the same or a newer backup", nil); err != nil {
			return false, err
		}
	}
	return true, nil
}

const sigstoreExt = ".sigstore.json"

// notLogged lists the statements in a bag that the log does not hold.
func (f *fsck) notLogged(path string) (missing []string, err error) {
	b, err := bundles.OpenBag(path)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	for _, name := range b.Names() {
		if !strings.HasSuffix(name, sigstoreExt) || strings.HasPrefix(name, "data/") {
			continue
		}
		raw, err := b.Read(name, maxManifest)
		if err != nil {
			return nil, err
		}
		s, err := bundles.ParseSignature(raw)
		if err != nil {
			return nil, err
		}
		if body := s.LogEntry(); body != nil {
			if _, ok := f.held.Entry(body); !ok {
				missing = append(missing, name)
			}
		}
	}
	return missing, nil
}

// orphans are bundles of cases that are not in content/, and cases that only
// the journal knows.
func (f *fsck) orphans() error {
	if f.o == nil {
		return nil
	}
	known := map[string]bool{filepath.Base(f.o.LogDir()): true}
	for _, id := range f.ids {
		known[id] = true
	}
	entries, err := os.ReadDir(filepath.Join(f.dir, "bundles"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		if !e.IsDir() || known[e.Name()] || !f.hasBundles(e.Name()) {
			continue
		}
		known[e.Name()] = true
		if err := f.fault("content/"+e.Name(), "missing: the case has bundles", doRestore, nil); err != nil {
			return err
		}
	}
	for _, id := range f.told.cases() {
		if !known[id] {
			if err := f.fault("content/"+id, "missing: the case was there ("+f.told.made(id)+")", doRestore, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *fsck) relative(path string) string {
	rel, err := filepath.Rel(f.dir, path)
	if err != nil {
		return path
	}
	return filepath.ToSlash(rel)
}
