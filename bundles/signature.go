package bundles

import (
	"crypto/ecdsa"
	"crypto/sha256"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

const signatureMediaType = "application/vnd.dev.sigstore.bundle.v0.3+json"

// Signature is a sigstore bundle v0.3 with a public key: a DSSE envelope over
// one Statement, RFC 3161 timestamps of the signature and at most one log
// entry with its inclusion proof. Parsing one proves nothing; see
// [Trust.CheckSignature].
type Signature struct {
	wire      signatureWire
	statement Statement
	raw       []byte
}

// signatureWire is the protobuf JSON of sigstore's bundle.proto, in the order
// of its fields, cut down to what this format uses.
type signatureWire struct {
	MediaType string       `json:"mediaType"`
	Material  materialWire `json:"verificationMaterial"`
	Envelope  envelopeWire `json:"dsseEnvelope"`
}

type materialWire struct {
	PublicKey  hintWire        `json:"publicKey"`
	Entries    []entryWire     `json:"tlogEntries,omitempty"`
	Timestamps *timestampsWire `json:"timestampVerificationData,omitempty"`
}

type hintWire struct {
	Hint string `json:"hint"`
}

type timestampsWire struct {
	RFC3161 []timestampWire `json:"rfc3161Timestamps"`
}

type timestampWire struct {
	Response Bytes `json:"signedTimestamp"`
}

type envelopeWire struct {
	Payload     Bytes              `json:"payload"`
	PayloadType string             `json:"payloadType"`
	Signatures  [1]dsseSigningWire `json:"signatures"`
}

type dsseSigningWire struct {
	Signature Bytes  `json:"sig"`
	KeyID     string `json:"keyid"`
}

// entryWire is rekor's TransparencyLogEntry.
type entryWire struct {
	Index int64 `json:"logIndex,string"`
	LogID struct {
		KeyID Bytes `json:"keyId"`
	} `json:"logId"`
	Kind  kindWire      `json:"kindVersion"`
	Proof inclusionWire `json:"inclusionProof"`
	Body  Bytes         `json:"canonicalizedBody"`
}

type kindWire struct {
	Kind    string `json:"kind"`
	Version string `json:"version"`
}

type inclusionWire struct {
	Index      int64   `json:"logIndex,string"`
	RootHash   Bytes   `json:"rootHash"`
	TreeSize   int64   `json:"treeSize,string"`
	Hashes     []Bytes `json:"hashes,omitempty"`
	Checkpoint struct {
		Envelope string `json:"envelope"`
	} `json:"checkpoint"`
}

// ParseSignature reads a .sigstore.json in the one spelling Marshal writes.
// Other versions, unknown fields, certificates, more than one signature or log
// entry, and anything over the limits are errors.
func ParseSignature(data []byte) (*Signature, error) {
	w, err := parseJSON[signatureWire]("signature", data, maxSignatureBundle)
	if err != nil {
		return nil, err
	}
	if w.MediaType != signatureMediaType {
		return nil, fmt.Errorf("signature: media type %q, want %q", w.MediaType, signatureMediaType)
	}
	if w.Envelope.PayloadType != payloadType {
		return nil, fmt.Errorf("signature: payload type %q, want %q", w.Envelope.PayloadType, payloadType)
	}
	if len(w.Envelope.Signatures[0].Signature) == 0 {
		return nil, errors.New("signature: the DSSE envelope holds no signature")
	}
	if err := w.Material.check(); err != nil {
		return nil, fmt.Errorf("signature: %w", err)
	}
	st, err := parseStatement(w.Envelope.Payload)
	if err != nil {
		return nil, fmt.Errorf("signature: %w", err)
	}
	return &Signature{wire: *w, statement: st, raw: append([]byte(nil), data...)}, nil
}

func (m *materialWire) check() error {
	if n := len(m.Entries); n > 1 {
		return fmt.Errorf("%d log entries, want at most 1", n)
	}
	for i := range m.Entries {
		if err := m.Entries[i].check(); err != nil {
			return fmt.Errorf("log entry: %w", err)
		}
	}
	if m.Timestamps == nil {
		return nil
	}
	ts := m.Timestamps.RFC3161
	if n := len(ts); n == 0 || n > maxTimestamps {
		return fmt.Errorf("%d timestamps, want 1 to %d", n, maxTimestamps)
	}
	for i, t := range ts {
		if len(t.Response) == 0 || len(t.Response) > maxTimestamp {
			return fmt.Errorf("timestamp %d: %d bytes, want 1 to %d", i, len(t.Response), maxTimestamp)
		}
		for _, u := range ts[:i] {
			if string(u.Response) == string(t.Response) {
				return fmt.Errorf("timestamp %d: repeated", i)
			}
		}
	}
	return nil
}

func (e *entryWire) check() error {
	p := &e.Proof
	switch {
	case p.TreeSize < 1 || p.TreeSize > maxLogSize:
		return fmt.Errorf("tree size %d, want 1 to %d", p.TreeSize, int64(maxLogSize))
	case e.Index < 0 || e.Index >= p.TreeSize:
		return fmt.Errorf("index %d in a tree of %d", e.Index, p.TreeSize)
	case len(e.LogID.KeyID) != sha256.Size:
		return fmt.Errorf("log id of %d bytes, want %d", len(e.LogID.KeyID), sha256.Size)
	case len(p.RootHash) != tlog.HashSize:
		return fmt.Errorf("root hash of %d bytes, want %d", len(p.RootHash), tlog.HashSize)
	case len(p.Hashes) > maxProofHashes:
		return fmt.Errorf("%d proof hashes, want at most %d", len(p.Hashes), maxProofHashes)
	case len(e.Body) == 0 || len(e.Body) > maxLogEntry:
		return fmt.Errorf("body of %d bytes, want 1 to %d", len(e.Body), maxLogEntry)
	case p.Checkpoint.Envelope == "" || len(p.Checkpoint.Envelope) > maxCheckpoint:
		return fmt.Errorf("checkpoint of %d bytes, want 1 to %d", len(p.Checkpoint.Envelope), maxCheckpoint)
	}
	for i, h := range p.Hashes {
		if len(h) != tlog.HashSize {
			return fmt.Errorf("proof hash %d: %d bytes, want %d", i, len(h), tlog.HashSize)
		}
	}
	return nil
}

// Marshal returns the JSON that cosign and sigstore-go read.
func (s *Signature) Marshal() []byte { return append([]byte(nil), s.raw...) }

// Statement returns what was signed.
func (s *Signature) Statement() Statement { return s.statement }

// KeyID returns the DSSE keyid, which names the signer's key and proves nothing.
func (s *Signature) KeyID() string { return s.wire.Envelope.Signatures[0].KeyID }

// SignatureBytes returns the DER ECDSA signature: what the timestamps are over.
func (s *Signature) SignatureBytes() []byte {
	return append([]byte(nil), s.wire.Envelope.Signatures[0].Signature...)
}

// Timestamps returns the TimeStampResp of every timestamp, for `openssl ts`.
func (s *Signature) Timestamps() [][]byte {
	var out [][]byte
	if s.wire.Material.Timestamps != nil {
		for _, t := range s.wire.Material.Timestamps.RFC3161 {
			out = append(out, append([]byte(nil), t.Response...))
		}
	}
	return out
}

// LogEntry returns the bytes of the log entry, or nil if there is none.
func (s *Signature) LogEntry() []byte {
	if len(s.wire.Material.Entries) == 0 {
		return nil
	}
	return append([]byte(nil), s.wire.Material.Entries[0].Body...)
}

// TLogProof returns the inclusion proof as C2SP tlog-proof text, or nil if the
// signature is not logged.
func (s *Signature) TLogProof() []byte {
	if len(s.wire.Material.Entries) == 0 {
		return nil
	}
	e := &s.wire.Material.Entries[0]
	return TLogProof{Index: e.Index, Hashes: e.Proof.hashes(), Checkpoint: []byte(e.Proof.Checkpoint.Envelope)}.Marshal()
}

// hashes is called after check.
func (p *inclusionWire) hashes() []tlog.Hash {
	out := make([]tlog.Hash, len(p.Hashes))
	for i, h := range p.Hashes {
		out[i] = tlog.Hash(h)
	}
	return out
}

// verifyDSSE reports whether pub made the DSSE signature.
func (s *Signature) verifyDSSE(pub *ecdsa.PublicKey) bool {
	sum := sha256.Sum256(preAuth(s.wire.Envelope.Payload))
	return ecdsa.VerifyASN1(pub, sum[:], s.wire.Envelope.Signatures[0].Signature)
}
