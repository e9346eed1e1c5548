package bundles

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/mod/sumdb/note"
)

// IsLog tells whether a folder looks like a transparency log: it has a
// checkpoint and is no bag.
func IsLog(dir string) bool {
	_, noBag := os.Lstat(filepath.Join(dir, nameBagIt))
	_, err := os.Lstat(filepath.Join(dir, "checkpoint"))
	return err == nil && noBag != nil
}

// VerifyLogFolder gives the verdict on a whole log (SPEC 9.6). It returns an
// error, which is ErrUnusable, where there is no log or no trust to hold it
// against.
func VerifyLogFolder(dir string, t *Trust) (*Verdict, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, asUnusable(err)
	}
	defer root.Close()
	raw, err := readBounded(root.FS(), "checkpoint", maxCheckpoint)
	if err != nil {
		return nil, asUnusable(fmt.Errorf("%s: %w", dir, err))
	}
	if t == nil {
		return nil, asUnusable(fmt.Errorf("%s: a log can only be held against a trust.json that names its keys; give --trust", dir))
	}
	v := &Verdict{Kind: "log", Authority: t.Authority}
	v.Time.Say(Holds, "not asked of a log: every entry's bundle carries its own")
	head, err := parseCheckpointText(raw)
	if err != nil {
		v.Integrity.fail(err)
		v.Code = v.ExitCode()
		return v, nil
	}
	v.Name = head.Origin
	verifiers, err := t.LogVerifiers(head.Origin)
	if err != nil {
		v.Signer.fail(err)
		v.Code = v.ExitCode()
		return v, nil
	}
	v.verifyLog(root.FS(), t, verifiers, raw)
	v.Code = v.ExitCode()
	return v, nil
}

func (v *Verdict) verifyLog(fsys fs.FS, t *Trust, verifiers []note.Verifier, checkpoint []byte) {
	if _, err := ParseCheckpoint(checkpoint, verifiers...); err != nil {
		v.Signer.fail(err)
		return
	}
	v.Signer.Say(Holds, "the checkpoint is signed by all %d keys of %s", len(verifiers), v.Name)
	r, err := VerifyLog(fsys, verifiers)
	if err != nil {
		v.Integrity.fail(err)
		return
	}
	v.Integrity.Say(Holds, "every hash recomputed from the entries (%s, %s)",
		count(r.Tiles, "tile", "tiles"), count(r.Bundles, "file of entries", "files of entries"))
	for _, l := range r.Leftovers {
		v.Integrity.Note("left by an append that was cut off, and beyond the checkpoint: %s", l)
	}
	v.Completeness.Say(Holds, "%s, none missing", count(int(r.Size), "entry", "entries"))
	if t.Require.Witnesses > 0 {
		v.Log.Say(Unconfirmed, "not witnessed: the policy asks for %s", count(t.Require.Witnesses, "witness", "witnesses"))
		return
	}
	v.Log.Say(Holds, "append-only as far as this copy shows")
	v.Log.Note("not witnessed: nobody but the publisher says that everyone sees this log")
}
