package bundles

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight = 8               // C2SP tlog-tiles
	tileWidth  = 1 << tileHeight // hashes in a full tile, entries in a full bundle
)

// tilePath is where C2SP tlog-tiles puts a tile of hashes.
func tilePath(t tlog.Tile) string {
	t.H = tileHeight
	return "tile/" + strings.TrimPrefix(t.Path(), "tile/8/")
}

// entriesPath is where it puts the entries below a tile of level 0.
func entriesPath(t tlog.Tile) string {
	return "tile/entries/" + strings.TrimPrefix(tilePath(t), "tile/0/")
}

// parseTilePath is the inverse of both; entries have level -1.
func parseTilePath(path string) (tlog.Tile, error) {
	rest := strings.TrimPrefix(path, "tile/")
	if n, ok := strings.CutPrefix(rest, "entries/"); ok {
		rest = "data/" + n
	}
	return tlog.ParseTilePath("tile/8/" + rest)
}

// logTree is a log's tree: the hashes on disk, each proved against the
// checkpoint when it is read, and those of entries not yet written.
type logTree struct {
	fsys    fs.FS
	base    Checkpoint
	stored  tlog.HashReader
	known   map[int64]tlog.Hash // verified hashes of the base tree
	hashes  []tlog.Hash         // new hashes, from index StoredHashCount(base.Size)
	entries [][]byte            // new entries, from base.Size
}

func newLogTree(fsys fs.FS, base Checkpoint) *logTree {
	t := &logTree{fsys: fsys, base: base, known: make(map[int64]tlog.Hash)}
	t.stored = tlog.TileHashReader(tlog.Tree{N: base.Size, Hash: base.Root}, tileFiles{fsys})
	return t
}

func (t *logTree) size() int64 { return t.base.Size + int64(len(t.entries)) }

func (t *logTree) append(entry []byte) error {
	hs, err := tlog.StoredHashes(t.size(), entry, t)
	if err != nil {
		return err
	}
	t.hashes = append(t.hashes, hs...)
	t.entries = append(t.entries, entry)
	return nil
}

// ReadHashes implements [tlog.HashReader].
func (t *logTree) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	start := tlog.StoredHashCount(t.base.Size)
	out := make([]tlog.Hash, len(indexes))
	var missing []int64
	for i, x := range indexes {
		if x >= start {
			if x-start >= int64(len(t.hashes)) {
				return nil, fmt.Errorf("hash %d: beyond the tree", x)
			}
			out[i] = t.hashes[x-start]
		} else if h, ok := t.known[x]; ok {
			out[i] = h
		} else {
			missing = append(missing, x)
		}
	}
	if len(missing) == 0 {
		return out, nil
	}
	hs, err := t.stored.ReadHashes(missing)
	if err != nil {
		return nil, err
	}
	for i, x := range missing {
		t.known[x] = hs[i]
	}
	for i, x := range indexes {
		if x < start {
			out[i] = t.known[x]
		}
	}
	return out, nil
}

// bundle returns the entries below tile t of level 0 in the form of an entry
// bundle. Old entries are read from disk and checked against the tree.
func (t *logTree) bundle(tile tlog.Tile) ([]byte, error) {
	var b bytes.Buffer
	first, end := tile.N*tileWidth, tile.N*tileWidth+int64(tile.W)
	if first < t.base.Size {
		old := tile
		old.W = int(t.base.Size - first)
		entries, err := t.readBundle(old)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			appendEntry(&b, e)
		}
		first = t.base.Size
	}
	for i := first; i < end; i++ {
		appendEntry(&b, t.entries[i-t.base.Size])
	}
	return b.Bytes(), nil
}

// readBundle reads the entries below a tile of the base tree.
func (t *logTree) readBundle(tile tlog.Tile) ([][]byte, error) {
	path := entriesPath(tile)
	data, err := readBounded(t.fsys, path, maxEntryBundle)
	if err != nil {
		return nil, err
	}
	entries, err := parseEntries(path, data)
	if err != nil {
		return nil, err
	}
	if len(entries) != tile.W {
		return nil, fmt.Errorf("%q: %d entries, want %d", path, len(entries), tile.W)
	}
	indexes := make([]int64, len(entries))
	for i := range indexes {
		indexes[i] = tlog.StoredHashIndex(0, tile.N*tileWidth+int64(i))
	}
	hs, err := t.ReadHashes(indexes)
	if err != nil {
		return nil, err
	}
	for i, e := range entries {
		if tlog.RecordHash(e) != hs[i] {
			return nil, fmt.Errorf("%q: entry %d is not the one in the tree", path, tile.N*tileWidth+int64(i))
		}
	}
	return entries, nil
}

func appendEntry(b *bytes.Buffer, entry []byte) {
	b.Write(binary.BigEndian.AppendUint16(nil, uint16(len(entry))))
	b.Write(entry)
}

// parseEntries takes an entry bundle apart: uint16 length, entry, and so on.
func parseEntries(path string, data []byte) ([][]byte, error) {
	var out [][]byte
	for len(data) > 0 {
		if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
			return nil, fmt.Errorf("%q: entry %d is cut off", path, len(out))
		}
		if len(out) == tileWidth {
			return nil, fmt.Errorf("%q: more than %d entries", path, tileWidth)
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		out = append(out, data[2:end])
		data = data[end:]
	}
	return out, nil
}

// tileFiles reads tiles of hashes from a folder.
type tileFiles struct{ fsys fs.FS }

// Height implements [tlog.TileReader].
func (tileFiles) Height() int { return tileHeight }

// SaveTiles implements [tlog.TileReader]; nothing is cached.
func (tileFiles) SaveTiles([]tlog.Tile, [][]byte) {}

// ReadTiles implements [tlog.TileReader].
func (f tileFiles) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	out := make([][]byte, len(tiles))
	for i, t := range tiles {
		data, err := readTile(f.fsys, t)
		if err != nil {
			return nil, err
		}
		out[i] = data
	}
	return out, nil
}

func readTile(fsys fs.FS, t tlog.Tile) ([]byte, error) {
	path := tilePath(t)
	data, err := readBounded(fsys, path, tileWidth*tlog.HashSize)
	if err == nil && len(data) != t.W*tlog.HashSize {
		err = fmt.Errorf("%q: %d bytes, want %d", path, len(data), t.W*tlog.HashSize)
	}
	return data, err
}

// readBounded reads a regular file of at most limit bytes.
func readBounded(fsys fs.FS, path string, limit int) ([]byte, error) {
	info, err := fs.Lstat(fsys, path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%q: missing: %w", path, fs.ErrNotExist)
	}
	if err != nil {
		return nil, fmt.Errorf("%q: %w", path, cause(err))
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%q: not a regular file (%s)", path, info.Mode().Type())
	}
	f, err := fsys.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", path, cause(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, int64(limit)+1))
	if err != nil {
		return nil, fmt.Errorf("%q: %w", path, cause(err))
	}
	if len(data) > limit {
		return nil, fmt.Errorf("%q: more than %d bytes", path, limit)
	}
	return data, nil
}

// cause strips the path that package fs repeats.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
