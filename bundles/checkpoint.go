package bundles

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	fnote "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Checkpoint is the head of a log: C2SP tlog-checkpoint without extension lines.
type Checkpoint struct {
	Origin string    // the log's name, a host name
	Size   int64     // number of entries
	Root   tlog.Hash // RFC 6962 root of those entries
}

func (c Checkpoint) text() string {
	return fmt.Sprintf("%s\n%d\n%s\n", c.Origin, c.Size, base64.StdEncoding.EncodeToString(c.Root[:]))
}

// ParseCheckpoint reads a checkpoint note and checks its form, and that every
// one of verifiers has signed it. Signatures of others (witnesses) may follow.
func ParseCheckpoint(data []byte, verifiers ...note.Verifier) (Checkpoint, error) {
	if len(verifiers) == 0 {
		return Checkpoint{}, errors.New("checkpoint: no key to verify it with")
	}
	cp, err := parseCheckpointText(data)
	if err != nil {
		return Checkpoint{}, err
	}
	n, err := note.Open(data, note.VerifierList(verifiers...))
	if err != nil {
		var unverified *note.UnverifiedNoteError
		if errors.As(err, &unverified) {
			return Checkpoint{}, fmt.Errorf("checkpoint of %q: not signed by key %s", cp.Origin, verifierName(verifiers[0]))
		}
		return Checkpoint{}, fmt.Errorf("checkpoint of %q: %w", cp.Origin, err)
	}
	signed := make(map[string]bool)
	for _, s := range n.Sigs {
		signed[fmt.Sprintf("%s+%08x", s.Name, s.Hash)] = true
	}
	for _, v := range verifiers {
		if !signed[verifierName(v)] {
			return Checkpoint{}, fmt.Errorf("checkpoint of %q: not signed by key %s", cp.Origin, verifierName(v))
		}
		if v.Name() != cp.Origin {
			return Checkpoint{}, fmt.Errorf("checkpoint of %q: signed by a key of %q", cp.Origin, v.Name())
		}
	}
	return cp, nil
}

func verifierName(v note.Verifier) string { return fmt.Sprintf("%s+%08x", v.Name(), v.KeyHash()) }

// parseCheckpointText reads the text of a checkpoint note and checks the form
// of its signature lines, not the signatures.
func parseCheckpointText(data []byte) (Checkpoint, error) {
	var c Checkpoint
	if len(data) > maxCheckpoint {
		return c, fmt.Errorf("checkpoint: %d bytes, more than the %d allowed", len(data), maxCheckpoint)
	}
	text, sigs, ok := strings.Cut(string(data), "\n\n")
	if !ok || sigs == "" || !strings.HasSuffix(sigs, "\n") {
		return c, errors.New("checkpoint: not a signed note")
	}
	lines := strings.Split(text, "\n")
	if len(lines) != 3 {
		return c, fmt.Errorf("checkpoint: %d lines of text, want 3", len(lines))
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || size > maxLogSize || strconv.FormatInt(size, 10) != lines[1] {
		return c, fmt.Errorf("checkpoint: size %q", lines[1])
	}
	root, err := base64.StdEncoding.Strict().DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return c, fmt.Errorf("checkpoint: root %q", lines[2])
	}
	c = Checkpoint{Origin: lines[0], Size: size, Root: tlog.Hash(root)}
	if c.Origin == "" || c.text() != text+"\n" {
		return c, fmt.Errorf("checkpoint: not in canonical form")
	}
	// package note decodes leniently: unused bits of the last base64 digit
	// could be changed without notice.
	seen := make(map[string]bool)
	for line := range strings.SplitSeq(strings.TrimSuffix(sigs, "\n"), "\n") {
		rest, ok := strings.CutPrefix(line, "— ")
		name, b64, ok2 := strings.Cut(rest, " ")
		raw, err := base64.StdEncoding.Strict().DecodeString(b64)
		if !ok || !ok2 || name == "" || err != nil || len(raw) < 5 {
			return c, fmt.Errorf("checkpoint: signature line %.60q", line)
		}
		id := name + string(raw[:4])
		if seen[id] {
			return c, fmt.Errorf("checkpoint: two signatures by one key of %q", name)
		}
		seen[id] = true
	}
	return c, nil
}

// note signature algorithms (C2SP signed-note, tlog-cosignature).
const (
	algorithmEd25519 = 1
	algorithmMLDSA44 = 6
)

// verifierKey is a vkey taken apart.
type verifierKey struct {
	name      string
	algorithm byte
	key       []byte
	verifier  note.Verifier
}

// parseVerifierKey reads an Ed25519 or ML-DSA-44 vkey in its one spelling.
func parseVerifierKey(vkey string) (*verifierKey, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("log key %.60q: not a vkey", vkey)
	}
	raw, err := base64.StdEncoding.Strict().DecodeString(parts[2])
	if err != nil || len(raw) < 2 {
		return nil, fmt.Errorf("log key %.60q: not a vkey", vkey)
	}
	k := &verifierKey{name: parts[0], algorithm: raw[0], key: raw[1:]}
	switch k.algorithm {
	case algorithmEd25519:
		k.verifier, err = note.NewVerifier(vkey)
	case algorithmMLDSA44:
		k.verifier, err = fnote.NewMLDSAVerifier(vkey)
	default:
		err = fmt.Errorf("algorithm %d, want Ed25519 (1) or ML-DSA-44 (6)", k.algorithm)
	}
	if err != nil {
		return nil, fmt.Errorf("log key %.60q: %w", vkey, err)
	}
	if k.algorithm == algorithmEd25519 && len(k.key) != ed25519.PublicKeySize {
		return nil, fmt.Errorf("log key %.60q: %d bytes of key", vkey, len(k.key))
	}
	if got := fmt.Sprintf("%s+%s", verifierName(k.verifier), parts[2]); got != vkey {
		return nil, fmt.Errorf("log key %.60q: not in canonical form", vkey)
	}
	return k, nil
}

// logID is the whole C2SP key id of an Ed25519 key; sigstore names logs by it.
func (k *verifierKey) logID() []byte {
	sum := sha256.Sum256(append(append([]byte(k.name), '\n', k.algorithm), k.key...))
	return sum[:]
}
