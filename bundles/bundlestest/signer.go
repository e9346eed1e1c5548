package bundlestest

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"testing"
)

// KeySigner is a [bundles.Signer] whose signatures are deterministic.
type KeySigner struct{ Key *ecdsa.PrivateKey }

// PublicKey implements [bundles.Signer].
func (s KeySigner) PublicKey() *ecdsa.PublicKey { return &s.Key.PublicKey }

// Sign implements [bundles.Signer].
func (s KeySigner) Sign(message []byte) ([]byte, error) {
	sum := sha256.Sum256(message)
	return s.Key.Sign(nil, sum[:], crypto.SHA256) // nil: RFC 6979
}

// SPKI returns the DER SubjectPublicKeyInfo of a key.
func SPKI(t testing.TB, pub *ecdsa.PublicKey) []byte {
	t.Helper()
	der, err := x509.MarshalPKIXPublicKey(pub)
	check(t, err)
	return der
}
