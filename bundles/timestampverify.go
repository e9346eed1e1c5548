package bundles

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"fmt"
)

// Verify checks that the authority whose chain is certs (leaf first, root
// last) stamped this signature. The chain must have been valid at the time
// the token states: an authority whose certificate has expired since is still
// believed for the time before.
func (t *Timestamp) Verify(signature []byte, certs []*x509.Certificate) error {
	if err := t.verify(signature, certs); err != nil {
		return fmt.Errorf("timestamp: %w", err)
	}
	return nil
}

func (t *Timestamp) verify(signature []byte, certs []*x509.Certificate) error {
	sum := sha256.Sum256(signature)
	if !bytes.Equal(sum[:], t.imprint) {
		return errors.New("made for another signature")
	}
	if len(certs) < 2 || len(certs) > maxCertificates {
		return fmt.Errorf("a chain of %d certificates, want 2 to %d", len(certs), maxCertificates)
	}
	leaf := certs[0]
	if !t.names(leaf) {
		return errors.New("signed by another certificate")
	}
	for _, id := range t.certIDs {
		if !id.matches(leaf) {
			return errors.New("signing certificate attribute: names another certificate")
		}
	}
	// Embedded certificates are not signed; any that we do not know already
	// could be changed without notice.
	for _, c := range t.certificates {
		if !containsCertificate(certs, c) {
			return fmt.Errorf("carries the certificate %q, which is not of the trusted chain", c.Subject)
		}
	}
	if err := t.verifyCMS(leaf); err != nil {
		return err
	}
	if err := checkTimestampUsage(leaf); err != nil {
		return err
	}
	return verifyChain(certs, t)
}

// names reports whether SignerInfo's issuer and serial number are c's.
func (t *Timestamp) names(c *x509.Certificate) bool {
	return bytes.Equal(t.issuer, c.RawIssuer) && t.serial.Cmp(c.SerialNumber) == 0
}

func containsCertificate(list []*x509.Certificate, c *x509.Certificate) bool {
	for _, d := range list {
		if d.Equal(c) {
			return true
		}
	}
	return false
}

// verifyCMS checks the signature over the signed attributes.
func (t *Timestamp) verifyCMS(leaf *x509.Certificate) error {
	h := t.digest.New()
	h.Write(t.attributes)
	digest := h.Sum(nil)
	switch key := leaf.PublicKey.(type) {
	case *ecdsa.PublicKey:
		if want := ecdsaAlgorithm(t.digest); !t.algorithm.Equal(want) {
			return fmt.Errorf("signature algorithm %s, want %s", t.algorithm, want)
		}
		if !ecdsa.VerifyASN1(key, digest, t.signature) {
			return errors.New("the signature does not verify")
		}
	case *rsa.PublicKey:
		if want := rsaAlgorithm(t.digest); !t.algorithm.Equal(want) && !t.algorithm.Equal(oidRSA) {
			return fmt.Errorf("signature algorithm %s, want %s or %s", t.algorithm, want, oidRSA)
		}
		if rsa.VerifyPKCS1v15(key, t.digest, digest, t.signature) != nil {
			return errors.New("the signature does not verify")
		}
	default:
		return fmt.Errorf("certificate with a key of type %T, want ECDSA or RSA", key)
	}
	return nil
}

func ecdsaAlgorithm(h crypto.Hash) asn1.ObjectIdentifier {
	switch h {
	case crypto.SHA384:
		return oidECDSAWithSHA384
	case crypto.SHA512:
		return oidECDSAWithSHA512
	}
	return oidECDSAWithSHA256
}

func rsaAlgorithm(h crypto.Hash) asn1.ObjectIdentifier {
	switch h {
	case crypto.SHA384:
		return oidRSAWithSHA384
	case crypto.SHA512:
		return oidRSAWithSHA512
	}
	return oidRSAWithSHA256
}

// checkTimestampUsage holds the leaf to RFC 3161 section 2.3: an end-entity
// certificate with one extended key usage, timeStamping, critical.
func checkTimestampUsage(leaf *x509.Certificate) error {
	if leaf.IsCA {
		return fmt.Errorf("certificate %q: is a CA", leaf.Subject)
	}
	if len(leaf.ExtKeyUsage) != 1 || leaf.ExtKeyUsage[0] != x509.ExtKeyUsageTimeStamping || len(leaf.UnknownExtKeyUsage) != 0 {
		return fmt.Errorf("certificate %q: want timeStamping as its only extended key usage", leaf.Subject)
	}
	for _, e := range leaf.Extensions {
		if e.Id.Equal(oidExtKeyUsage) && e.Critical {
			return nil
		}
	}
	return fmt.Errorf("certificate %q: its extended key usage is not critical", leaf.Subject)
}

func verifyChain(certs []*x509.Certificate, t *Timestamp) error {
	roots, between := x509.NewCertPool(), x509.NewCertPool()
	roots.AddCert(certs[len(certs)-1])
	for _, c := range certs[1 : len(certs)-1] {
		between.AddCert(c)
	}
	_, err := certs[0].Verify(x509.VerifyOptions{
		Roots:         roots,
		Intermediates: between,
		CurrentTime:   t.Time,
		KeyUsages:     []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping},
	})
	if err != nil {
		return fmt.Errorf("certificate chain at %s: %w", t.Time.Format(timeLayout), err)
	}
	return nil
}
