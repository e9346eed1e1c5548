package bundles

import (
	"bytes"
	"crypto"
	"crypto/sha1" // only to compare a version 1 certificate id, see matches
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"fmt"
)

// certID is an ESSCertID or ESSCertIDv2 of the signing certificate.
type certID struct {
	hash  crypto.Hash
	value []byte
}

// parseAttributes reads the signed attributes and checks the two that bind
// the content: content type and message digest (RFC 5652 section 5.3).
func (t *Timestamp) parseAttributes(data []byte) error {
	seen := make(map[string]bool)
	list := &derReader{rest: data}
	for len(list.rest) > 0 && list.err == nil {
		attr := list.sequence("attribute")
		oid := attr.oid("attribute type")
		values := attr.set("attribute values")
		list.close(attr, "attribute")
		if list.err != nil {
			break
		}
		if seen[oid.String()] {
			return fmt.Errorf("attribute %s: repeated", oid)
		}
		seen[oid.String()] = true
		if err := t.parseAttribute(oid, values); err != nil {
			return err
		}
	}
	if err := list.end("signed attributes"); err != nil {
		return err
	}
	switch {
	case !seen[oidContentType.String()] || !seen[oidMessageDigest.String()]:
		return errors.New("no content type or message digest attribute")
	case len(t.certIDs) == 0:
		return errors.New("no signing certificate attribute")
	}
	return nil
}

func (t *Timestamp) parseAttribute(oid asn1.ObjectIdentifier, values *derReader) error {
	switch {
	case oid.Equal(oidContentType):
		if got := values.oid("content type attribute"); values.err == nil && !got.Equal(oidTSTInfo) {
			return fmt.Errorf("content type attribute %s, want TSTInfo", got)
		}
	case oid.Equal(oidMessageDigest):
		got := values.octets("message digest attribute")
		h := t.digest.New()
		h.Write(t.content)
		if values.err == nil && !bytes.Equal(got, h.Sum(nil)) {
			return errors.New("message digest attribute: not the digest of the content")
		}
	case oid.Equal(oidSigningCert), oid.Equal(oidSigningCertV2):
		return t.parseSigningCertificate(values, oid.Equal(oidSigningCertV2))
	default:
		return nil // covered by the signature, and not asked for
	}
	return values.end("attribute " + oid.String())
}

// parseSigningCertificate reads SigningCertificate (RFC 2634 section 5.4) or
// SigningCertificateV2 (RFC 5035 section 3). The first id is the signer's.
func (t *Timestamp) parseSigningCertificate(values *derReader, v2 bool) error {
	attr := values.sequence("signing certificate attribute")
	if err := values.end("signing certificate attribute"); err != nil {
		return err
	}
	ids := attr.sequence("certificate ids")
	first := ids.sequence("certificate id")
	id := certID{hash: crypto.SHA1}
	if v2 {
		id.hash = crypto.SHA256
		if e, _, ok := first.peek(); ok && e.tag == asn1.TagSequence {
			oid := first.algorithm("certificate id algorithm")
			if id.hash, ok = hashOf(oid); !ok {
				first.fail("certificate id algorithm %s", oid)
			}
		}
	}
	id.value = first.octets("certificate hash")
	if first.err != nil {
		return first.err
	}
	t.certIDs = append(t.certIDs, id)
	return nil // the rest is covered by the signature and says nothing more
}

// matches reports whether id is the hash of a certificate.
func (id certID) matches(c *x509.Certificate) bool {
	if id.hash == crypto.SHA1 {
		// Version 1 of the attribute knows no other hash. The certificate is
		// pinned by trust.json besides, so nothing rests on SHA-1.
		sum := sha1.Sum(c.Raw)
		return bytes.Equal(sum[:], id.value)
	}
	h := id.hash.New()
	h.Write(c.Raw)
	return bytes.Equal(h.Sum(nil), id.value)
}
