package content

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/journal"
)

// cases checks every folder of content/.
func (f *fsck) cases() error {
	if f.o == nil {
		return nil
	}
	entries, err := os.ReadDir(filepath.Join(f.dir, "content"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for i, e := range entries {
		if err := f.ctx.Err(); err != nil {
			return err
		}
		if e.Name() == journalDir {
			continue
		}
		if !e.IsDir() || bundles.CheckCaseID(e.Name()) != nil {
			f.note("content/%s: no case", e.Name())
			continue
		}
		f.progress(e.Name(), i, len(entries))
		f.ids = append(f.ids, e.Name())
		if err := f.oneCase(e.Name()); err != nil {
			return err
		}
	}
	return nil
}

func (f *fsck) oneCase(id string) error {
	where := "content/" + id + "/"
	if _, err := os.Lstat(filepath.Join(f.o.caseDir(id), caseFile)); errors.Is(err, fs.ErrNotExist) {
		return f.noCase(id)
	}
	f.out.Cases++
	c, err := f.o.Case(id)
	if err != nil {
		err = f.fault(where+caseFile, err.Error(), "correct it, or "+doRestore, nil)
	} else if _, _, standing := f.o.Standing(c); standing != nil {
		err = f.fault(where+caseFile, standing.Error(), "correct the events or the state", nil)
	}
	if err != nil {
		return err
	}
	if _, err := f.o.imported(id); err != nil {
		if err := f.fault(where+importedFile, err.Error(), doRestore, nil); err != nil {
			return err
		}
	}
	plan, err := f.o.Plan(id)
	if err == nil {
		err = f.o.lawful(plan)
	}
	if err != nil {
		if err := f.fault(where+planFile, err.Error(), "correct it (\"akta redact --schema\" describes it), or "+doRestore, nil); err != nil {
			return err
		}
		plan = nil
	}
	if err := f.caseRecorded(id, c); err != nil {
		return err
	}
	sealed, err := f.seals(id)
	if err != nil {
		return err
	}
	if plan != nil {
		if err := f.documents(id, plan, sealed); err != nil {
			return err
		}
	}
	if err := f.releases(id); err != nil || plan == nil {
		return err
	}
	return f.planRecorded(id)
}

// noCase is a folder without case.md: not a case yet, or not any more.
func (f *fsck) noCase(id string) error {
	where := "content/" + id
	if f.told.made(id) != "" || f.hasBundles(id) {
		return f.fault(where+"/"+caseFile, "missing: the case was there ("+orUnknown(f.told.made(id))+")", doRestore, nil)
	}
	if !f.empty(id) {
		return f.fault(where, "holds files, and no "+caseFile+": an import that was killed, or a lost file", "run the import again, restore "+caseFile+", or remove the folder", nil)
	}
	dir := f.o.caseDir(id)
	return f.fault(where, "left by a run that was killed: an empty case that was not opened", "open it (\"akta case open\"), or "+doRepair, func() error {
		for _, name := range []string{filepath.Join(dir, planFile), filepath.Join(dir, documentsDir), dir} {
			if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
		return nil
	})
}

// empty tells whether a folder holds nothing but what "case open" writes before
// case.md.
func (f *fsck) empty(id string) bool {
	dir := f.o.caseDir(id)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return false
	}
	for _, e := range entries {
		switch e.Name() {
		case planFile:
			if p, err := f.o.Plan(id); err != nil || len(p.Documents)+len(p.Redactions)+len(p.Allowed) > 0 {
				return false
			}
		case documentsDir:
			if held, err := os.ReadDir(filepath.Join(dir, documentsDir)); err != nil || len(held) > 0 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func (f *fsck) hasBundles(id string) bool {
	held, err := os.ReadDir(f.o.bundlesDir(id))
	return err == nil && len(held) > 0
}

func orUnknown(s string) string {
	if s == "" {
		return "it has bundles"
	}
	return s
}

// documents holds the files of a case against the plan, the journal and the
// seals.
func (f *fsck) documents(id string, plan *Plan, sealed map[string]sealedFile) error {
	var unrecorded []journal.Object
	var listed []string
	for _, d := range plan.Documents {
		f.out.Documents++
		listed = append(listed, d.File)
		where := "content/" + id + "/" + documentsDir + "/" + d.File
		sum, err := fileDigest(filepath.Join(f.o.caseDir(id), documentsDir, d.File))
		if errors.Is(err, fs.ErrNotExist) {
			if f.told.object(id, d.ID) == nil || !f.told.object(id, d.ID).forgotten {
				err = f.fault(where, "missing: "+d.ID+" of the plan", howToRestore(sealed[d.ID]), nil)
			} else {
				err = nil
			}
			if err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
		t := f.told.object(id, d.ID)
		switch s, ok := sealed[d.ID]; {
		case ok && s.digest != sum:
			err = f.fault(where, "not the file that was sealed as "+d.ID+" in "+s.seal, howToRestore(s), nil)
		case t != nil && t.digest != nil && *t.digest != sum:
			err = f.fault(where, "not the file that was added as "+d.ID+" ("+t.when+")", doRestore, nil)
		}
		if err != nil {
			return err
		}
		if t == nil || t.digest == nil {
			unrecorded = append(unrecorded, journal.Digest(d.ID, sum))
		}
		if _, err := f.o.corrections(id, d.ID); err != nil {
			if err := f.fault("content/"+id+"/"+correctionsDir+"/"+d.ID+".txt", err.Error(), "correct it, or "+doRestore, nil); err != nil {
				return err
			}
		}
	}
	if err := f.notListed(id, listed); err != nil {
		return err
	}
	for _, name := range f.told.names(id, documentID) {
		if t := f.told.object(id, name); plan.Document(name) == nil && !t.forgotten {
			if err := f.fault("content/"+id+"/"+planFile, fmt.Sprintf("does not list %s, which the case has (%s): it is older than the journal", name, t.when), doRestore, nil); err != nil {
				return err
			}
		}
	}
	if len(unrecorded) == 0 {
		return nil
	}
	return f.missing(journal.Entry{Action: actAdd, Case: id, Objects: unrecorded}, "documents of case "+id+": "+namesOf(unrecorded))
}

func howToRestore(s sealedFile) string {
	if s.seal == "" {
		return doRestore
	}
	return doRestore + ", or copy it from " + filepath.ToSlash(s.path)
}

// notListed tells of files that no plan lists. An "add" that was killed leaves
// some, and an officer may put some there: they are not looked at.
func (f *fsck) notListed(id string, listed []string) error {
	entries, err := os.ReadDir(filepath.Join(f.o.caseDir(id), documentsDir))
	if errors.Is(err, fs.ErrNotExist) && len(listed) == 0 {
		return f.mend("content/"+id+"/"+documentsDir, "the folder is missing", doRepair, func() error { return mkdirs(filepath.Join(f.o.caseDir(id), documentsDir)) })
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		if name := e.Name(); !slices.Contains(listed, name) && !strings.HasPrefix(name, ".") {
			f.note("content/%s/%s/%s: no document of the case; \"akta add\" makes it one", id, documentsDir, name)
		}
	}
	return nil
}
