package bundles

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"encoding/pem"
	"errors"
	"fmt"
)

// KeyID returns the SSH fingerprint of a P-256 key, "SHA256:" and unpadded
// base64, which `ssh-keygen -lf` prints for the same key. It is the key hint
// and the DSSE keyid of every signature: with any other value sigstore-go and
// cosign refuse the bundle.
func KeyID(pub *ecdsa.PublicKey) (string, error) {
	if pub == nil || pub.Curve != elliptic.P256() {
		return "", errors.New("key id: not an ECDSA P-256 key")
	}
	point, err := pub.Bytes()
	if err != nil {
		return "", fmt.Errorf("key id: %w", err)
	}
	// RFC 5656 section 3.1: the blob is three strings with uint32 lengths.
	var blob []byte
	for _, s := range [][]byte{[]byte("ecdsa-sha2-nistp256"), []byte("nistp256"), point} {
		blob = binary.BigEndian.AppendUint32(blob, uint32(len(s)))
		blob = append(blob, s...)
	}
	sum := sha256.Sum256(blob)
	return "SHA256:" + base64.RawStdEncoding.EncodeToString(sum[:]), nil
}

// marshalPublicKey returns the DER SubjectPublicKeyInfo of a P-256 key.
func marshalPublicKey(pub *ecdsa.PublicKey) ([]byte, error) {
	if pub == nil || pub.Curve != elliptic.P256() {
		return nil, errors.New("public key: not an ECDSA P-256 key")
	}
	return x509.MarshalPKIXPublicKey(pub)
}

// parsePublicKey reads the DER SubjectPublicKeyInfo of a P-256 key and
// refuses any other key and any other spelling.
func parsePublicKey(der []byte) (*ecdsa.PublicKey, error) {
	key, err := x509.ParsePKIXPublicKey(der)
	if err != nil {
		return nil, fmt.Errorf("public key: %w", err)
	}
	pub, ok := key.(*ecdsa.PublicKey)
	if !ok || pub.Curve != elliptic.P256() {
		return nil, fmt.Errorf("public key: %T, want an ECDSA P-256 key", key)
	}
	if again, err := marshalPublicKey(pub); err != nil || string(again) != string(der) {
		return nil, errors.New("public key: not in canonical DER")
	}
	return pub, nil
}

// publicKeyPEM returns the PEM block "PUBLIC KEY" that cosign and openssl read.
func publicKeyPEM(der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
}
