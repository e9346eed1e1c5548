package tsa

import (
	"context"
	"crypto"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"fmt"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/digitorus/timestamp"
)

// Local is the embedded timestamp authority: the publisher's own clock.
type Local struct {
	uri    string
	certs  []*x509.Certificate
	signer crypto.Signer
	now    func() time.Time
}

// URI returns the name of the embedded authority of the office whose log has
// this origin. Verifiers drop a second token of the same URI, so no two
// offices may share one.
func URI(origin string) string { return "urn:akta:tsa:" + origin }

// NewLocal makes the embedded authority. certs is its chain, leaf first and
// root last; signer holds the leaf's key; now is its clock.
func NewLocal(uri string, certs []*x509.Certificate, signer crypto.Signer, now func() time.Time) (*Local, error) {
	if uri == "" || len(certs) < 2 || signer == nil || now == nil {
		return nil, errors.New("local timestamp authority: want a URI, a chain of at least 2 certificates, a key and a clock")
	}
	return &Local{uri: uri, certs: certs, signer: signer, now: now}, nil
}

// URI implements [bundles.Timestamper].
func (l *Local) URI() string { return l.uri }

// Certificates returns the chain, leaf first and root last.
func (l *Local) Certificates() []*x509.Certificate {
	return append([]*x509.Certificate(nil), l.certs...)
}

// Timestamp implements [bundles.Timestamper].
func (l *Local) Timestamp(ctx context.Context, signature []byte) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(signature)
	ts := timestamp.Timestamp{
		HashAlgorithm:     crypto.SHA256,
		HashedMessage:     sum[:],
		Time:              l.now().UTC().Truncate(time.Second),
		Policy:            policy(),
		Accuracy:          time.Second,
		AddTSACertificate: true,
	}
	resp, err := ts.CreateResponseWithOpts(l.certs[0], l.signer, crypto.SHA256)
	if err != nil {
		return nil, fmt.Errorf("local timestamp: %w", err)
	}
	return resp, check(resp, signature, l.certs)
}

// policy is sigstore's timestamp policy: RFC 3161 wants an OID, and this one
// promises nothing about the clock.
func policy() asn1.ObjectIdentifier { return asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 57264, 2} }

// check parses and verifies a response before anybody relies on it.
func check(resp, signature []byte, certs []*x509.Certificate) error {
	t, err := bundles.ParseTimestamp(resp)
	if err != nil {
		return err
	}
	return t.Verify(signature, certs)
}
