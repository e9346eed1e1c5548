package tsa

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"math/big"
	"time"
)

// NewChain makes a root and a leaf certificate for an embedded authority whose
// leaf key is leaf, valid from notBefore until notAfter. The key of the root
// is used once and forgotten: nobody can make a second leaf.
func NewChain(authority, origin string, leaf crypto.PublicKey, notBefore, notAfter time.Time) ([]*x509.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	rootSerial, err := serial()
	if err != nil {
		return nil, err
	}
	leafSerial, err := serial()
	if err != nil {
		return nil, err
	}
	// Subjects carry the origin: two offices must not share an issuer name.
	name := func(what string) pkix.Name {
		return pkix.Name{CommonName: origin + " timestamp " + what, Organization: []string{authority}}
	}
	root, err := certificate(&x509.Certificate{
		SerialNumber: rootSerial, Subject: name("root"), NotBefore: notBefore, NotAfter: notAfter,
		IsCA: true, BasicConstraintsValid: true, MaxPathLenZero: true, KeyUsage: x509.KeyUsageCertSign,
	}, nil, key.Public(), key)
	if err != nil {
		return nil, fmt.Errorf("timestamp root certificate: %w", err)
	}
	// RFC 3161 section 2.3: one extended key usage, and critical, which
	// x509.Certificate.ExtKeyUsage alone does not make it.
	usage, err := asn1.Marshal([]asn1.ObjectIdentifier{{1, 3, 6, 1, 5, 5, 7, 3, 8}})
	if err != nil {
		return nil, err
	}
	end, err := certificate(&x509.Certificate{
		SerialNumber: leafSerial, Subject: name("clock"), NotBefore: notBefore, NotAfter: notAfter,
		KeyUsage:        x509.KeyUsageDigitalSignature,
		ExtraExtensions: []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 37}, Critical: true, Value: usage}},
	}, root, leaf, key)
	if err != nil {
		return nil, fmt.Errorf("timestamp certificate: %w", err)
	}
	return []*x509.Certificate{end, root}, nil
}

// certificate signs one; a nil parent makes it self-signed.
func certificate(c, parent *x509.Certificate, pub crypto.PublicKey, key crypto.Signer) (*x509.Certificate, error) {
	if parent == nil {
		parent = c
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, pub, key)
	if err != nil {
		return nil, err
	}
	return x509.ParseCertificate(der)
}

// serial returns a positive random serial number of at most 16 bytes.
func serial() (*big.Int, error) {
	n, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return nil, err
	}
	return n.Add(n, big.NewInt(1)), nil
}
