package tsa

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"fmt"
	"math/big"

	"github.com/akta-foi/akta/bundles"
	"github.com/digitorus/timestamp"
)

// URL is a timestamp authority on the network.
type URL struct {
	Address      string              // where queries are posted; also its URI
	Certificates []*x509.Certificate // its chain, leaf first and root last
	// Post sends query as application/timestamp-query to url and returns the
	// body of an answer with status 200 or 201, at most 1 MiB of it. This
	// package opens no connection itself.
	Post func(ctx context.Context, url string, query []byte) ([]byte, error)
}

// URI implements [bundles.Timestamper].
func (u *URL) URI() string { return u.Address }

// Timestamp implements [bundles.Timestamper]. The query asks for the
// certificates, which archives need, and carries a nonce, so that an old
// token cannot be passed off as an answer.
func (u *URL) Timestamp(ctx context.Context, signature []byte) ([]byte, error) {
	if u.Post == nil {
		return nil, errors.New("timestamp query: no way to post it")
	}
	nonce, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 64))
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(signature)
	query, err := (&timestamp.Request{HashAlgorithm: crypto.SHA256, HashedMessage: sum[:], Certificates: true, Nonce: nonce}).Marshal()
	if err != nil {
		return nil, fmt.Errorf("timestamp query: %w", err)
	}
	resp, err := u.Post(ctx, u.Address, query)
	if err != nil {
		return nil, err
	}
	resp = withoutStatusText(resp)
	t, err := bundles.ParseTimestamp(resp)
	if err != nil {
		return nil, err
	}
	if t.Nonce == nil || t.Nonce.Cmp(nonce) != 0 {
		return nil, errors.New("timestamp: answers another query (the nonce differs)")
	}
	if err := t.Verify(signature, u.Certificates); err != nil {
		return nil, err
	}
	return resp, nil
}

// withoutStatusText rewrites a response that grants a token and says so in
// words ("Operation Okay" is common): no signature covers the words, so the
// evidence format has no place for them. The token stays as it is, and any
// other response too.
func withoutStatusText(resp []byte) []byte {
	var r struct{ Status, Token asn1.RawValue }
	if rest, err := asn1.Unmarshal(resp, &r); err != nil || len(rest) != 0 {
		return resp
	}
	var status int
	if _, err := asn1.Unmarshal(r.Status.Bytes, &status); err != nil || status != 0 {
		return resp
	}
	var plain struct {
		Status struct{ Status int }
		Token  asn1.RawValue
	}
	plain.Token.FullBytes = r.Token.FullBytes
	if out, err := asn1.Marshal(plain); err == nil {
		return out
	}
	return resp
}
