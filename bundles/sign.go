package bundles

import (
	"context"
	"crypto/ecdsa"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// Signer signs with the authority's ECDSA P-256 key.
type Signer interface {
	// PublicKey returns the P-256 key that verifies what Sign makes.
	PublicKey() *ecdsa.PublicKey
	// Sign returns the ASN.1 DER signature of the SHA-256 of message.
	Sign(message []byte) ([]byte, error)
}

// Timestamper obtains RFC 3161 timestamps.
type Timestamper interface {
	// URI names the timestamp authority; two authorities never share one.
	URI() string
	// Timestamp returns a whole TimeStampResp over SHA-256(signature), which
	// it has checked.
	Timestamp(ctx context.Context, signature []byte) ([]byte, error)
}

// Appender appends an entry to a transparency log. [Log] is one.
type Appender interface {
	Append(ctx context.Context, body []byte) (LogInclusion, error)
}

// Sign signs st, has the signature timestamped by every one of ts and appended
// to log (nil: not logged). One timestamper that fails fails the whole: a
// signature with less evidence than was asked for is never returned.
func Sign(ctx context.Context, st Statement, s Signer, ts []Timestamper, log Appender) (*Signature, error) {
	payload, err := st.marshal()
	if err != nil {
		return nil, err
	}
	id, err := KeyID(s.PublicKey())
	if err != nil {
		return nil, err
	}
	sig, err := s.Sign(preAuth(payload))
	if err != nil {
		return nil, fmt.Errorf("signing with %s: %w", id, err)
	}
	w := signatureWire{MediaType: signatureMediaType}
	w.Material.PublicKey.Hint = id
	w.Envelope = envelopeWire{Payload: payload, PayloadType: payloadType}
	w.Envelope.Signatures[0] = dsseSigningWire{Signature: sig, KeyID: id}
	// A token or a log entry for a signature that does not verify cannot be
	// taken back: look before leaping.
	if !(&Signature{wire: w}).verifyDSSE(s.PublicKey()) {
		return nil, fmt.Errorf("signing with %s: the signature does not verify under the signer's own public key", id)
	}
	if err := w.addTimestamps(ctx, ts); err != nil {
		return nil, err
	}
	if log != nil {
		if _, err := ParseSignature(marshalJSON(w)); err != nil {
			return nil, err // before the log remembers it for ever
		}
		if err := w.addEntry(ctx, s.PublicKey(), log); err != nil {
			return nil, err
		}
	}
	return ParseSignature(marshalJSON(w))
}

func (w *signatureWire) addTimestamps(ctx context.Context, ts []Timestamper) error {
	seen := make(map[string]bool)
	for _, t := range ts {
		if seen[t.URI()] {
			return fmt.Errorf("timestamp authority %q: named twice", t.URI())
		}
		seen[t.URI()] = true
		resp, err := t.Timestamp(ctx, w.Envelope.Signatures[0].Signature)
		if err != nil {
			return fmt.Errorf("timestamp authority %q: %w", t.URI(), err)
		}
		if w.Material.Timestamps == nil {
			w.Material.Timestamps = new(timestampsWire)
		}
		w.Material.Timestamps.RFC3161 = append(w.Material.Timestamps.RFC3161, timestampWire{resp})
	}
	return nil
}

func (w *signatureWire) addEntry(ctx context.Context, pub *ecdsa.PublicKey, log Appender) error {
	body, err := logEntryBody(w.Envelope.Payload, w.Envelope.Signatures[0].Signature, pub)
	if err != nil {
		return err
	}
	in, err := log.Append(ctx, body)
	if err != nil {
		return fmt.Errorf("log: %w", err)
	}
	cp, err := parseCheckpointText(in.Checkpoint)
	if err != nil {
		return fmt.Errorf("log: %w", err)
	}
	if err := tlog.CheckRecord(in.Hashes, cp.Size, cp.Root, in.Index, tlog.RecordHash(body)); err != nil {
		return fmt.Errorf("log: inclusion of entry %d: %w", in.Index, err)
	}
	e := entryWire{Index: in.Index, Kind: kindWire{entryKind, entryVersion}, Body: body}
	e.LogID.KeyID = in.LogID
	e.Proof = inclusionWire{Index: in.Index, RootHash: cp.Root[:], TreeSize: cp.Size}
	for _, h := range in.Hashes {
		e.Proof.Hashes = append(e.Proof.Hashes, append([]byte(nil), h[:]...))
	}
	e.Proof.Checkpoint.Envelope = string(in.Checkpoint)
	w.Material.Entries = []entryWire{e}
	return nil
}
