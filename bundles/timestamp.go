package bundles

import (
	"bytes"
	"crypto"
	"crypto/sha256"
	_ "crypto/sha512" // SHA-384 and SHA-512 for crypto.Hash
	"crypto/x509"
	"encoding/asn1"
	"fmt"
	"math/big"
	"time"
)

// Object identifiers of RFC 3161, RFC 5652 and RFC 5035.
var (
	oidSignedData      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidTSTInfo         = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4}
	oidContentType     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidMessageDigest   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigningCert     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 12}
	oidSigningCertV2   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	oidExtKeyUsage     = asn1.ObjectIdentifier{2, 5, 29, 37}
	oidSHA256          = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidSHA384          = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}
	oidSHA512          = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 3}
	oidRSA             = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidRSAWithSHA256   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 11}
	oidRSAWithSHA384   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 12}
	oidRSAWithSHA512   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 13}
	oidECDSAWithSHA256 = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
	oidECDSAWithSHA384 = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 3}
	oidECDSAWithSHA512 = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 4}
)

// Timestamp is a parsed RFC 3161 TimeStampResp. Until Verify has returned nil
// nothing it says is proved.
type Timestamp struct {
	Time   time.Time // genTime, UTC; may have a fraction of a second
	Nonce  *big.Int  // nil if the request had none
	Serial *big.Int
	Policy asn1.ObjectIdentifier

	imprint      []byte // SHA-256 of what was timestamped
	content      []byte // DER of TSTInfo
	certificates []*x509.Certificate
	issuer       []byte   // SignerInfo's sid: DER of the issuer's name
	serial       *big.Int // and the certificate's serial number
	digest       crypto.Hash
	algorithm    asn1.ObjectIdentifier
	attributes   []byte // signed attributes, DER as a SET: what is signed
	signature    []byte
	certIDs      []certID
}

// ParseTimestamp reads a TimeStampResp that grants a token, in strict DER and
// with nothing in it that the signature does not cover or Verify does not
// check: no unsigned attributes, no CRLs, no bytes after any structure.
func ParseTimestamp(data []byte) (*Timestamp, error) {
	if len(data) > maxTimestamp {
		return nil, fmt.Errorf("timestamp: %d bytes, more than the %d allowed", len(data), maxTimestamp)
	}
	t := new(Timestamp)
	if err := t.parseResponse(data); err != nil {
		return nil, fmt.Errorf("timestamp: %w", err)
	}
	return t, nil
}

// parseResponse reads TimeStampResp (RFC 3161 section 2.4.2).
func (t *Timestamp) parseResponse(data []byte) error {
	outer := &derReader{rest: data}
	resp := outer.sequence("TimeStampResp")
	if err := outer.end("TimeStampResp"); err != nil {
		return err
	}
	status := resp.sequence("PKIStatusInfo")
	code := status.integer("PKIStatus")
	if status.err != nil {
		return status.err
	}
	if code.Sign() != 0 {
		return fmt.Errorf("the authority refused it with status %s %s", code, statusText(status.rest))
	}
	if err := status.end("PKIStatusInfo"); err != nil {
		return err
	}
	info := resp.sequence("ContentInfo")
	if err := resp.end("TimeStampResp"); err != nil {
		return err
	}
	if oid := info.oid("content type"); info.err == nil && !oid.Equal(oidSignedData) {
		return fmt.Errorf("content type %s, want signed data", oid)
	}
	wrapped := info.explicit(0, "content")
	if err := info.end("ContentInfo"); err != nil {
		return err
	}
	signed := wrapped.sequence("SignedData")
	if err := wrapped.end("content"); err != nil {
		return err
	}
	if err := t.parseSignedData(signed); err != nil {
		return err
	}
	return t.parseInfo(t.content)
}

// statusText shows what a refusal says of itself, bounded and quoted.
func statusText(rest []byte) string {
	if len(rest) > 200 {
		rest = rest[:200]
	}
	var words []byte
	for _, c := range rest {
		if c >= ' ' && c < 0x7f {
			words = append(words, c)
		}
	}
	return fmt.Sprintf("(%q)", words)
}

// parseSignedData reads SignedData (RFC 5652 section 5.1).
func (t *Timestamp) parseSignedData(r *derReader) error {
	if v := r.integer("SignedData version"); r.err == nil && v.Cmp(big.NewInt(3)) != 0 {
		return fmt.Errorf("SignedData version %s, want 3", v)
	}
	digests := r.set("digest algorithms")
	digest := digests.algorithm("digest algorithm")
	r.close(digests, "digest algorithms")

	encap := r.sequence("encapsulated content")
	if oid := encap.oid("encapsulated content type"); encap.err == nil && !oid.Equal(oidTSTInfo) {
		return fmt.Errorf("encapsulated content type %s, want TSTInfo", oid)
	}
	wrapped := encap.explicit(0, "encapsulated content")
	t.content = wrapped.octets("encapsulated content")
	encap.close(wrapped, "encapsulated content")
	r.close(encap, "encapsulated content")

	if certs, ok := r.optional(asn1.ClassContextSpecific, 0, true); ok {
		if err := t.parseCertificates(certs.content); err != nil {
			return err
		}
	}
	signers := r.set("signer infos")
	signer := signers.sequence("signer info")
	r.close(signers, "signer infos")
	if err := r.end("SignedData"); err != nil {
		return err
	}
	return t.parseSignerInfo(signer, digest)
}

func (t *Timestamp) parseCertificates(data []byte) error {
	r := &derReader{rest: data}
	for len(r.rest) > 0 && r.err == nil {
		e := r.next(asn1.ClassUniversal, asn1.TagSequence, true, "certificate")
		if r.err != nil {
			break
		}
		if len(t.certificates) == maxCertificates {
			return fmt.Errorf("more than %d certificates", maxCertificates)
		}
		c, err := x509.ParseCertificate(e.full)
		if err != nil {
			return err
		}
		t.certificates = append(t.certificates, c)
	}
	return r.end("certificates")
}

// parseSignerInfo reads SignerInfo (RFC 5652 section 5.3).
func (t *Timestamp) parseSignerInfo(r *derReader, digests asn1.ObjectIdentifier) error {
	if v := r.integer("SignerInfo version"); r.err == nil && v.Cmp(big.NewInt(1)) != 0 {
		return fmt.Errorf("SignerInfo version %s, want 1", v)
	}
	sid := r.sequence("signer identifier")
	t.issuer = sid.next(asn1.ClassUniversal, asn1.TagSequence, true, "issuer").full
	t.serial = sid.integer("serial number of the signer")
	r.close(sid, "signer identifier")

	digest := r.algorithm("digest algorithm")
	attrs := r.next(asn1.ClassContextSpecific, 0, true, "signed attributes")
	t.algorithm = r.algorithm("signature algorithm")
	t.signature = r.octets("signature")
	if err := r.end("SignerInfo"); err != nil {
		return err
	}
	if !digest.Equal(digests) {
		return fmt.Errorf("digest algorithms %s and %s, want the same", digests, digest)
	}
	var ok bool
	if t.digest, ok = hashOf(digest); !ok {
		return fmt.Errorf("digest algorithm %s, want SHA-256, SHA-384 or SHA-512", digest)
	}
	// RFC 5652 section 5.4: signed is the SET, not the implicit [0].
	t.attributes = bytes.Clone(attrs.full)
	t.attributes[0] = asn1.TagSet | 0x20
	return t.parseAttributes(attrs.content)
}

func hashOf(oid asn1.ObjectIdentifier) (crypto.Hash, bool) {
	switch {
	case oid.Equal(oidSHA256):
		return crypto.SHA256, true
	case oid.Equal(oidSHA384):
		return crypto.SHA384, true
	case oid.Equal(oidSHA512):
		return crypto.SHA512, true
	}
	return 0, false
}

// parseInfo reads TSTInfo (RFC 3161 section 2.4.2).
func (t *Timestamp) parseInfo(data []byte) error {
	outer := &derReader{rest: data}
	r := outer.sequence("TSTInfo")
	if err := outer.end("TSTInfo"); err != nil {
		return err
	}
	if v := r.integer("TSTInfo version"); r.err == nil && v.Cmp(big.NewInt(1)) != 0 {
		return fmt.Errorf("TSTInfo version %s, want 1", v)
	}
	t.Policy = r.oid("policy")
	imprint := r.sequence("message imprint")
	if alg := imprint.algorithm("imprint algorithm"); imprint.err == nil && !alg.Equal(oidSHA256) {
		return fmt.Errorf("imprint algorithm %s, want SHA-256", alg)
	}
	t.imprint = imprint.octets("imprint")
	r.close(imprint, "message imprint")
	if r.err == nil && len(t.imprint) != sha256.Size {
		return fmt.Errorf("imprint of %d bytes, want %d", len(t.imprint), sha256.Size)
	}
	t.Serial = r.integer("serial number")
	t.parseTime(r)
	r.optional(asn1.ClassUniversal, asn1.TagSequence, true) // accuracy
	r.optional(asn1.ClassUniversal, asn1.TagBoolean, false) // ordering
	if e, ok := r.optional(asn1.ClassUniversal, asn1.TagInteger, false); ok {
		t.Nonce = new(big.Int)
		r.decode(e, &t.Nonce, "nonce")
	}
	r.optional(asn1.ClassContextSpecific, 0, true) // tsa
	if ext, ok := r.optional(asn1.ClassContextSpecific, 1, true); ok {
		t.parseExtensions(r, ext)
	}
	return r.end("TSTInfo")
}

// parseTime reads genTime: RFC 3161 allows a fraction without trailing zeros.
func (t *Timestamp) parseTime(r *derReader) {
	const layout = "20060102150405.999999999Z"
	e := r.next(asn1.ClassUniversal, asn1.TagGeneralizedTime, false, "genTime")
	if r.err != nil {
		return
	}
	at, err := time.Parse(layout, string(e.content))
	if err != nil || at.Format(layout) != string(e.content) {
		r.fail("genTime %.40q", e.content)
		return
	}
	t.Time = at.UTC()
}

// parseExtensions refuses critical extensions: none is understood here.
func (t *Timestamp) parseExtensions(r *derReader, e element) {
	list := r.inside(e)
	for len(list.rest) > 0 && list.err == nil {
		ext := list.sequence("extension")
		oid := ext.oid("extension")
		if _, critical := ext.optional(asn1.ClassUniversal, asn1.TagBoolean, false); critical {
			ext.fail("extension %s is critical and not known", oid)
		}
		ext.octets("extension value")
		list.close(ext, "extension")
	}
	r.close(list, "extensions")
}
