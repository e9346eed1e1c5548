package bundles

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// writeTiles writes every tile and entry bundle that tree has beyond the log's
// head, and makes them durable.
func (l *Log) writeTiles(tree *logTree) error {
	dirs := make(map[string]bool)
	write := func(path string, data []byte) error {
		name := filepath.Join(l.dir, filepath.FromSlash(path))
		if err := l.makeDirs(filepath.Dir(name), dirs); err != nil {
			return err
		}
		return writeFileSynced(name, data, 0o644)
	}
	for _, t := range tlog.NewTiles(tileHeight, l.head.Size, tree.size()) {
		data, err := tlog.ReadTileData(t, tree)
		if err != nil {
			return err
		}
		if err := write(tilePath(t), data); err != nil {
			return err
		}
		if t.L != 0 {
			continue
		}
		if data, err = tree.bundle(t); err != nil {
			return err
		}
		if err := write(entriesPath(t), data); err != nil {
			return err
		}
	}
	for dir := range dirs {
		if err := SyncDir(dir); err != nil {
			return err
		}
	}
	return nil
}

// makeDirs makes dir below the log's folder and notes it, and every folder
// above it, in dirs for syncing.
func (l *Log) makeDirs(dir string, dirs map[string]bool) error {
	if dirs[dir] {
		return nil
	}
	if dir != l.dir {
		if err := l.makeDirs(filepath.Dir(dir), dirs); err != nil {
			return err
		}
		info, err := os.Lstat(dir)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			if err := os.Mkdir(dir, 0o755); err != nil {
				return err
			}
		case err != nil:
			return err
		case !info.IsDir():
			return &fs.PathError{Op: "mkdir", Path: dir, Err: errors.New("not a folder")}
		}
	}
	dirs[dir] = true
	return nil
}

// sweep runs before an append, when the tree is known to be consistent. It
// removes temporary files and tiles beyond the head, which a crash left, and
// partial tiles that neither the head nor the published head is made of: each
// append adds some, and 256 small ones would hold 100 times the log.
func (l *Log) sweep() error {
	return fs.WalkDir(os.DirFS(l.dir), "tile", func(path string, d fs.DirEntry, err error) error {
		if path == "tile" && errors.Is(err, fs.ErrNotExist) {
			return nil // the log is empty
		}
		if err != nil || d.IsDir() || !d.Type().IsRegular() {
			return err
		}
		if isTemp(path) {
			return os.Remove(filepath.Join(l.dir, filepath.FromSlash(path)))
		}
		t, err := parseTilePath(path)
		if err != nil {
			return nil // not ours; VerifyLog reports it
		}
		if isEdge(t, l.head.Size) || isEdge(t, l.public) || (t.W == tileWidth && within(t, l.head.Size)) {
			return nil
		}
		name := filepath.Join(l.dir, filepath.FromSlash(path))
		if err := os.Remove(name); err != nil {
			return err
		}
		if dir := filepath.Dir(name); strings.HasSuffix(dir, ".p") {
			if rest, err := os.ReadDir(dir); err == nil && len(rest) == 0 {
				return os.Remove(dir)
			}
		}
		return nil
	})
}

// isTemp reports whether path is a temporary file of WriteFileAtomic.
func isTemp(path string) bool {
	base := path[strings.LastIndexByte(path, '/')+1:]
	return strings.HasPrefix(base, ".") && strings.HasSuffix(base, ".tmp")
}

// isEdge reports whether t is a partial tile at the right edge of a tree of
// this size.
func isEdge(t tlog.Tile, size int64) bool {
	n := size >> (tileHeight * max(t.L, 0))
	return t.W < tileWidth && t.N == n/tileWidth && int64(t.W) == n%tileWidth
}

// within reports whether all hashes of t are in a tree of this size.
func within(t tlog.Tile, size int64) bool {
	level := max(t.L, 0)
	if level > maxTileLevel || t.N > maxLogSize {
		return false
	}
	return t.N*tileWidth+int64(t.W) <= size>>(tileHeight*level)
}
