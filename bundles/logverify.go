package bundles

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// LogReport says what VerifyLog saw.
type LogReport struct {
	Checkpoint          // the verified head
	Tiles      int      // files of hashes, all recomputed
	Bundles    int      // files of entries, all recomputed
	Leftovers  []string // files beyond the head that a crash left; the next append removes them

	tree  *logVerifier
	index map[tlog.Hash]int64 // of each entry, by its leaf hash; made when it is asked for
}

// VerifyLog reads a whole log and recomputes every hash in it from the
// entries. All of verifiers must have signed the checkpoint. The error names
// the file that is wrong.
func VerifyLog(fsys fs.FS, verifiers []note.Verifier) (LogReport, error) {
	data, err := readBounded(fsys, checkpointFile, maxCheckpoint)
	if err != nil {
		return LogReport{}, fmt.Errorf("log: %w", err)
	}
	cp, err := ParseCheckpoint(data, verifiers...)
	if err != nil {
		return LogReport{}, fmt.Errorf("log: %q: %w", checkpointFile, err)
	}
	v := &logVerifier{fsys: fsys, report: LogReport{Checkpoint: cp}}
	for _, step := range []func() error{v.readEntries, v.checkRoot, v.checkTiles, v.checkFiles} {
		if err := step(); err != nil {
			return LogReport{}, fmt.Errorf("log %q: %w", cp.Origin, err)
		}
	}
	v.report.tree = v
	return v.report, nil
}

// logVerifier holds the whole tree as the entries say it is.
type logVerifier struct {
	fsys   fs.FS
	report LogReport
	hashes []tlog.Hash // in order of tlog.StoredHashIndex
}

// ReadHashes implements [tlog.HashReader].
func (v *logVerifier) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		if x >= int64(len(v.hashes)) {
			return nil, fmt.Errorf("hash %d: beyond the tree", x)
		}
		out[i] = v.hashes[x]
	}
	return out, nil
}

// readEntries computes the tree from the entry bundles, comparing each with
// the tile of its leaf hashes: where the two differ, checkRoot's error would
// not tell which file is meant.
func (v *logVerifier) readEntries() error {
	size := v.report.Size
	for _, t := range tlog.NewTiles(tileHeight, 0, size) {
		if t.L != 0 {
			continue
		}
		path := entriesPath(t)
		data, err := readBounded(v.fsys, path, maxEntryBundle)
		if err != nil {
			return err
		}
		entries, err := parseEntries(path, data)
		if err != nil {
			return err
		}
		if len(entries) != t.W {
			return fmt.Errorf("%q: %d entries, want %d", path, len(entries), t.W)
		}
		tile, err := readTile(v.fsys, t)
		if err != nil {
			return err
		}
		for i, e := range entries {
			h := tlog.RecordHash(e)
			if !bytes.Equal(h[:], tile[i*tlog.HashSize:][:tlog.HashSize]) {
				return fmt.Errorf("%q and %q disagree about entry %d", path, tilePath(t), t.N*tileWidth+int64(i))
			}
			hs, err := tlog.StoredHashesForRecordHash(t.N*tileWidth+int64(i), h, v)
			if err != nil {
				return err
			}
			v.hashes = append(v.hashes, hs...)
		}
	}
	return nil
}

func (v *logVerifier) checkRoot() error {
	root, err := tlog.TreeHash(v.report.Size, v)
	if err != nil {
		return err
	}
	if root != v.report.Root {
		return fmt.Errorf("the %d entries under %q do not lead to the root that %q states", v.report.Size, "tile/entries", checkpointFile)
	}
	return nil
}

// checkTiles compares every tile of the tree with the recomputed hashes.
func (v *logVerifier) checkTiles() error {
	for _, t := range tlog.NewTiles(tileHeight, 0, v.report.Size) {
		data, err := readTile(v.fsys, t)
		if err != nil {
			return err
		}
		if err := v.checkTile(t, data); err != nil {
			return err
		}
	}
	return nil
}

func (v *logVerifier) checkTile(t tlog.Tile, data []byte) error {
	want, err := tlog.ReadTileData(t, v)
	if err != nil {
		return err
	}
	if !bytes.Equal(want, data) {
		return fmt.Errorf("%q: not the hashes of the tree", tilePath(t))
	}
	return nil
}

// checkFiles looks at every file: those that are not of the head must be
// partial tiles of an older head, or left by a crash beyond it.
func (v *logVerifier) checkFiles() error {
	err := fs.WalkDir(v.fsys, "tile", func(path string, d fs.DirEntry, err error) error {
		switch {
		case path == "tile" && errors.Is(err, fs.ErrNotExist) && v.report.Size == 0:
			return nil
		case err != nil:
			return fmt.Errorf("%q: %w", path, cause(err))
		case d.IsDir():
			return nil
		case !d.Type().IsRegular():
			return fmt.Errorf("%q: not a regular file (%s)", path, d.Type())
		case isTemp(path):
			v.report.Leftovers = append(v.report.Leftovers, path)
			return nil
		}
		return v.checkFile(path)
	})
	slices.Sort(v.report.Leftovers)
	return err
}

func (v *logVerifier) checkFile(path string) error {
	t, err := parseTilePath(path)
	if err != nil || t.L > maxTileLevel {
		return fmt.Errorf("%q: unexpected file", path)
	}
	if !within(t, v.report.Size) {
		v.report.Leftovers = append(v.report.Leftovers, path)
		return nil
	}
	if t.L >= 0 {
		v.report.Tiles++
		data, err := readTile(v.fsys, t)
		if err != nil {
			return err
		}
		return v.checkTile(t, data)
	}
	v.report.Bundles++
	data, err := readBounded(v.fsys, path, maxEntryBundle)
	if err != nil {
		return err
	}
	entries, err := parseEntries(path, data)
	if err != nil {
		return err
	}
	if len(entries) != t.W {
		return fmt.Errorf("%q: %d entries, want %d", path, len(entries), t.W)
	}
	for i, e := range entries {
		n := t.N*tileWidth + int64(i)
		if tlog.RecordHash(e) != v.hashes[tlog.StoredHashIndex(0, n)] {
			return fmt.Errorf("%q: entry %d is not the one in the tree", path, n)
		}
	}
	return nil
}
