package bundles

import (
	"crypto/ecdsa"
	"crypto/sha256"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// An entry has the shape of Rekor v2's hashedrekord, so that stock cosign
// verifies inclusion in the authority's own log.
const (
	entryKind    = "hashedrekord"
	entryVersion = "0.0.2"
)

// LogInclusion says where an entry stands in a log.
type LogInclusion struct {
	Index      int64       // position of the entry, from 0
	Hashes     []tlog.Hash // RFC 6962 inclusion proof, leaf to root
	Checkpoint []byte      // the signed note whose tree the proof leads to
	LogID      []byte      // 32 bytes: C2SP key id of the log's Ed25519 key, not truncated
}

// entryBody is the body of a hashedrekord 0.0.2 entry. Its fields are in the
// order of RFC 8785 (sorted by name), and no value in it needs an escape, so
// compact JSON of the struct is the canonical JSON that Rekor hashes.
type entryBody struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Spec       struct {
		HashedRekord hashedRekord `json:"hashedRekordV002"`
	} `json:"spec"`
}

type hashedRekord struct {
	Data struct {
		Algorithm string `json:"algorithm"`
		Digest    Bytes  `json:"digest"`
	} `json:"data"`
	Signature struct {
		Content  Bytes `json:"content"`
		Verifier struct {
			KeyDetails string `json:"keyDetails"`
			PublicKey  struct {
				RawBytes Bytes `json:"rawBytes"`
			} `json:"publicKey"`
		} `json:"verifier"`
	} `json:"signature"`
}

// logEntryBody returns the log entry of a DSSE signature. All it says of the
// statement is the digest of its pre-authentication encoding; the statement
// holds salted roots only, so the digest is not open to guessing.
func logEntryBody(payload, signature []byte, pub *ecdsa.PublicKey) ([]byte, error) {
	spki, err := marshalPublicKey(pub)
	if err != nil {
		return nil, fmt.Errorf("log entry: %w", err)
	}
	digest := sha256.Sum256(preAuth(payload))
	b := entryBody{APIVersion: entryVersion, Kind: entryKind}
	r := &b.Spec.HashedRekord
	r.Data.Algorithm = "SHA2_256"
	r.Data.Digest = digest[:]
	r.Signature.Content = signature
	r.Signature.Verifier.KeyDetails = "PKIX_ECDSA_P256_SHA_256"
	r.Signature.Verifier.PublicKey.RawBytes = spki
	data := marshalJSON(b)
	return data[:len(data)-1], nil // RFC 8785 has no newline at the end
}
