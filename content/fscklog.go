package content

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/journal"
)

// log recomputes the log, and holds it against the checkpoints that the public
// has seen.
func (f *fsck) log() error {
	if f.o == nil || f.trust == nil {
		return nil
	}
	const where = "bundles/log"
	verifiers, err := f.trust.LogVerifiers("log." + f.o.Settings.Domain)
	if err != nil {
		return f.fault("bundles/trust.json", err.Error(), doRestore, nil)
	}
	r, err := bundles.VerifyLog(os.DirFS(f.o.LogDir()), verifiers)
	if err != nil {
		return f.fault(where, err.Error(), doRestore, nil)
	}
	f.held, f.out.Logged = &r, r.Size
	for _, l := range r.Leftovers {
		f.note("%s/%s: beyond the log's head, left by an append that was cut off; the next one removes it", where, l)
	}
	for _, name := range []string{stateDir + "/" + publishedFile, "site/public/log/checkpoint"} {
		raw, err := os.ReadFile(filepath.Join(f.dir, filepath.FromSlash(name)))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		head, err := bundles.ParseCheckpoint(raw, verifiers...)
		if err == nil {
			err = r.Continues(head)
		}
		if err != nil {
			if err := f.fault(name, err.Error(), "restore a newer backup of bundles/: the public has seen this head, and a log that does not continue it is a broken promise", nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// publishedRecorded holds the checkpoint noted as published against the
// journal.
func (f *fsck) publishedRecorded() error {
	const where = stateDir + "/" + publishedFile
	t := f.told.object("", "checkpoint")
	raw, err := os.ReadFile(filepath.Join(f.dir, filepath.FromSlash(where)))
	if errors.Is(err, fs.ErrNotExist) && t == nil {
		return nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		return f.fault(where, "missing: a site was published ("+t.when+")", "restore "+stateDir+" from a backup, or build the site again", nil)
	}
	if err != nil {
		return err
	}
	if sum := bundles.Hash(sha256.Sum256(raw)); t == nil || t.digest == nil || *t.digest != sum {
		return f.missing(journal.Entry{Action: actPublish, Objects: []journal.Object{journal.Digest("checkpoint", sum)}}, "the site that was published last")
	}
	return nil
}
