package bundles

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// checkpointFile is the name of the log's head in its folder.
const checkpointFile = "checkpoint"

// LogKeys are the keys of one log.
type LogKeys struct {
	Origin  string        // host name the log is published under; also the name of every key
	Signers []note.Signer // Ed25519 first, ML-DSA-44 second; none: the log can only be read
	VKeys   []string      // the verifier keys of Signers, in the same order
}

// Verifiers returns a verifier for each of VKeys.
func (k LogKeys) Verifiers() ([]note.Verifier, error) {
	if err := checkOrigin(k.Origin); err != nil {
		return nil, err
	}
	var out []note.Verifier
	for i, s := range k.VKeys {
		v, err := parseVerifierKey(s)
		if err != nil {
			return nil, err
		}
		if v.name != k.Origin {
			return nil, fmt.Errorf("log %q: key is named %q", k.Origin, v.name)
		}
		if (i == 0) != (v.algorithm == algorithmEd25519) {
			return nil, fmt.Errorf("log %q: want one Ed25519 key, listed first", k.Origin)
		}
		out = append(out, v.verifier)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("log %q: no keys", k.Origin)
	}
	if len(k.Signers) != 0 && len(k.Signers) != len(out) {
		return nil, fmt.Errorf("log %q: %d signers for %d verifier keys", k.Origin, len(k.Signers), len(out))
	}
	return out, nil
}

// logID returns sigstore's id of the log; Verifiers has been called.
func (k LogKeys) logID() ([]byte, error) {
	v, err := parseVerifierKey(k.VKeys[0])
	if err != nil {
		return nil, err
	}
	return v.logID(), nil
}

// Log is an append-only transparency log in a folder: static C2SP tlog-tiles
// (checkpoint, tile/L/N[.p/W], tile/entries/N[.p/W]), ready to be uploaded. It
// is not safe for use by two processes at once; the caller holds a lock.
type Log struct {
	dir        string
	keys       LogKeys
	verifiers  []note.Verifier
	id         []byte
	checkpoint []byte // the signed note
	head       Checkpoint
	published  []byte
	public     int64 // size of the published head, once consistentTree has seen it
}

// CreateLog starts an empty log in dir, which must not hold one yet. The name
// of the log is keys.Origin.
func CreateLog(dir, origin string, keys LogKeys) (*Log, error) {
	l, err := newLog(dir, keys)
	if err != nil {
		return nil, err
	}
	if origin != keys.Origin {
		return nil, fmt.Errorf("log %q: keys are for %q", origin, keys.Origin)
	}
	for _, name := range []string{checkpointFile, "tile"} {
		if _, err := os.Lstat(filepath.Join(dir, name)); !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("log %q: %q exists already", origin, filepath.Join(dir, name))
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	empty, err := tlog.TreeHash(0, nil)
	if err != nil {
		return nil, err
	}
	if err := l.publish(Checkpoint{Origin: origin, Root: empty}); err != nil {
		return nil, err
	}
	return l, nil
}

// OpenLog opens the log in dir and verifies its checkpoint, not its tiles;
// [VerifyLog] does that, and an append verifies the tiles it builds on.
func OpenLog(dir string, keys LogKeys) (*Log, error) {
	l, err := newLog(dir, keys)
	if err != nil {
		return nil, err
	}
	l.checkpoint, err = readBounded(os.DirFS(dir), checkpointFile, maxCheckpoint)
	if err != nil {
		return nil, fmt.Errorf("log %q: %w", keys.Origin, err)
	}
	if l.head, err = ParseCheckpoint(l.checkpoint, l.verifiers...); err != nil {
		return nil, fmt.Errorf("log %q: %w", keys.Origin, err)
	}
	return l, nil
}

func newLog(dir string, keys LogKeys) (*Log, error) {
	verifiers, err := keys.Verifiers()
	if err != nil {
		return nil, err
	}
	id, err := keys.logID()
	if err != nil {
		return nil, err
	}
	return &Log{dir: dir, keys: keys, verifiers: verifiers, id: id}, nil
}

// Origin returns the log's name.
func (l *Log) Origin() string { return l.keys.Origin }

// Size returns the number of entries.
func (l *Log) Size() int64 { return l.head.Size }

// Checkpoint returns the log's signed head.
func (l *Log) Checkpoint() []byte { return bytes.Clone(l.checkpoint) }

// Published tells the log which of its checkpoints the public has seen last.
// From then on an append is refused unless the log on disk is proved to
// continue that one.
func (l *Log) Published(checkpoint []byte) { l.published = bytes.Clone(checkpoint) }

// Append appends one entry.
func (l *Log) Append(ctx context.Context, body []byte) (LogInclusion, error) {
	in, err := l.AppendAll(ctx, [][]byte{body})
	if err != nil {
		return LogInclusion{}, err
	}
	return in[0], nil
}

// AppendAll appends entries in order under one new checkpoint and returns
// where each stands. Tiles and entries are durable before the checkpoint is;
// after a crash the log is the old one or the new one.
func (l *Log) AppendAll(ctx context.Context, bodies [][]byte) ([]LogInclusion, error) {
	if len(bodies) == 0 {
		return nil, nil
	}
	if len(l.keys.Signers) == 0 {
		return nil, fmt.Errorf("log %q: opened without signing keys", l.Origin())
	}
	for i, b := range bodies {
		if len(b) == 0 || len(b) > maxLogEntry {
			return nil, fmt.Errorf("log %q: entry %d of %d bytes, want 1 to %d", l.Origin(), i, len(b), maxLogEntry)
		}
	}
	tree, err := l.consistentTree()
	if err != nil {
		return nil, err
	}
	if err := l.sweep(); err != nil {
		return nil, fmt.Errorf("log %q: cleaning up: %w", l.Origin(), err)
	}
	for _, b := range bodies {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := tree.append(b); err != nil {
			return nil, fmt.Errorf("log %q: %w", l.Origin(), err)
		}
	}
	root, err := tlog.TreeHash(tree.size(), tree)
	if err != nil {
		return nil, fmt.Errorf("log %q: %w", l.Origin(), err)
	}
	old := l.head.Size
	if err := l.writeTiles(tree); err != nil {
		return nil, fmt.Errorf("log %q: %w", l.Origin(), err)
	}
	if err := l.publish(Checkpoint{Origin: l.Origin(), Size: tree.size(), Root: root}); err != nil {
		return nil, err
	}
	return l.inclusions(tree, old)
}

func (l *Log) inclusions(tree *logTree, old int64) ([]LogInclusion, error) {
	out := make([]LogInclusion, tree.size()-old)
	for i := range out {
		proof, err := tlog.ProveRecord(tree.size(), old+int64(i), tree)
		if err != nil {
			return nil, fmt.Errorf("log %q: %w", l.Origin(), err)
		}
		out[i] = LogInclusion{Index: old + int64(i), Hashes: proof, Checkpoint: l.Checkpoint(), LogID: bytes.Clone(l.id)}
	}
	return out, nil
}

// consistentTree returns the tree on disk after proving that it is the one of
// the log's own checkpoint and continues the published one.
func (l *Log) consistentTree() (*logTree, error) {
	// The file may have changed since the log was opened.
	now, err := readBounded(os.DirFS(l.dir), checkpointFile, maxCheckpoint)
	if err != nil {
		return nil, fmt.Errorf("log %q: %w", l.Origin(), err)
	}
	if !bytes.Equal(now, l.checkpoint) {
		return nil, fmt.Errorf("log %q: %q changed since the log was opened", l.Origin(), checkpointFile)
	}
	tree := newLogTree(os.DirFS(l.dir), l.head)
	root, err := tlog.TreeHash(l.head.Size, tree)
	if err != nil {
		return nil, fmt.Errorf("log %q: the tiles do not lead to the root of the log's own checkpoint: %w", l.Origin(), err)
	}
	if root != l.head.Root {
		return nil, fmt.Errorf("log %q: the tiles do not lead to the root of the log's own checkpoint", l.Origin())
	}
	if l.published == nil {
		return tree, nil
	}
	pub, err := ParseCheckpoint(l.published, l.verifiers...)
	if err != nil {
		return nil, fmt.Errorf("log %q: published %w", l.Origin(), err)
	}
	if pub.Size > l.head.Size {
		return nil, fmt.Errorf("log %q: %d entries were published, but only %d are here: restored from an older backup?",
			l.Origin(), pub.Size, l.head.Size)
	}
	l.public = pub.Size
	if root, err = tlog.TreeHash(pub.Size, tree); err != nil {
		return nil, fmt.Errorf("log %q: %w", l.Origin(), err)
	}
	if root != pub.Root {
		return nil, fmt.Errorf("log %q: its first %d entries are not those that were published", l.Origin(), pub.Size)
	}
	return tree, nil
}

// publish signs and writes a new head.
func (l *Log) publish(c Checkpoint) error {
	if len(l.keys.Signers) == 0 {
		return fmt.Errorf("log %q: opened without signing keys", l.Origin())
	}
	data, err := note.Sign(&note.Note{Text: c.text()}, l.keys.Signers...)
	if err != nil {
		return fmt.Errorf("log %q: signing the checkpoint: %w", l.Origin(), err)
	}
	if _, err := ParseCheckpoint(data, l.verifiers...); err != nil {
		return fmt.Errorf("log %q: own %w", l.Origin(), err)
	}
	if err := WriteFileAtomic(filepath.Join(l.dir, checkpointFile), data, 0o644); err != nil {
		return fmt.Errorf("log %q: %w", l.Origin(), err)
	}
	l.checkpoint, l.head = data, c
	return nil
}

// checkOrigin holds a log's name to a lower-case host name: cosign takes the
// name of the log's key from the host part of its base URL.
func checkOrigin(origin string) error {
	bad := func() error { return fmt.Errorf("log origin %q: want a lower-case host name", origin) }
	if origin == "" || len(origin) > 253 || origin[0] == '.' || origin[0] == '-' || origin[len(origin)-1] == '.' {
		return bad()
	}
	for _, c := range origin {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '.' {
			return bad()
		}
	}
	return nil
}
