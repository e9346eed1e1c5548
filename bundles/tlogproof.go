package bundles

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const tlogProofHeader = "c2sp.org/tlog-proof@v1"

// TLogProof is an inclusion proof that stands alone: C2SP tlog-proof v1
// without extra data.
type TLogProof struct {
	Index      int64
	Hashes     []tlog.Hash
	Checkpoint []byte
}

// Marshal writes the proof's text.
func (p TLogProof) Marshal() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\nindex %d\n", tlogProofHeader, p.Index)
	for _, h := range p.Hashes {
		b.WriteString(base64.StdEncoding.EncodeToString(h[:]) + "\n")
	}
	b.WriteByte('\n')
	b.Write(p.Checkpoint)
	return b.Bytes()
}

// ParseTLogProof reads a proof's text in the one spelling Marshal writes. It
// checks the form of the checkpoint, not its signatures.
func ParseTLogProof(data []byte) (*TLogProof, error) {
	if len(data) > maxTLogProof {
		return nil, fmt.Errorf("tlog proof: %d bytes, more than the %d allowed", len(data), maxTLogProof)
	}
	head, checkpoint, ok := strings.Cut(string(data), "\n\n")
	lines := strings.Split(head, "\n")
	if !ok || lines[0] != tlogProofHeader || len(lines) < 2 {
		return nil, errors.New("tlog proof: no header")
	}
	number, ok := strings.CutPrefix(lines[1], "index ")
	index, err := strconv.ParseInt(number, 10, 64)
	if !ok || err != nil || index < 0 || index >= maxLogSize {
		return nil, fmt.Errorf("tlog proof: index line %.40q", lines[1])
	}
	p := &TLogProof{Index: index, Checkpoint: []byte(checkpoint)}
	if n := len(lines) - 2; n > maxProofHashes {
		return nil, fmt.Errorf("tlog proof: %d hashes, want at most %d", n, maxProofHashes)
	}
	for _, line := range lines[2:] {
		h, err := base64.StdEncoding.Strict().DecodeString(line)
		if err != nil || len(h) != tlog.HashSize {
			return nil, fmt.Errorf("tlog proof: hash line %.60q", line)
		}
		p.Hashes = append(p.Hashes, tlog.Hash(h))
	}
	if _, err := parseCheckpointText(p.Checkpoint); err != nil {
		return nil, fmt.Errorf("tlog proof: %w", err)
	}
	if !bytes.Equal(p.Marshal(), data) {
		return nil, errors.New("tlog proof: not in canonical form")
	}
	return p, nil
}

// Verify checks that entry stands at p.Index in the log whose checkpoint all
// of verifiers have signed.
func (p *TLogProof) Verify(entry []byte, verifiers ...note.Verifier) (Checkpoint, error) {
	cp, err := ParseCheckpoint(p.Checkpoint, verifiers...)
	if err != nil {
		return Checkpoint{}, err
	}
	if p.Index >= cp.Size {
		return Checkpoint{}, fmt.Errorf("tlog proof: index %d in a tree of %d", p.Index, cp.Size)
	}
	if err := tlog.CheckRecord(p.Hashes, cp.Size, cp.Root, p.Index, tlog.RecordHash(entry)); err != nil {
		return Checkpoint{}, fmt.Errorf("tlog proof: entry %d does not lead to the root of the checkpoint of %q", p.Index, cp.Origin)
	}
	return cp, nil
}
