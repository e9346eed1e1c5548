package read

import (
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"strings"

	"github.com/akta-foi/akta/content/read/pdfobject"
)

// readSignature names one electronic signature: who, when, why, and whether it
// covers the file. Nothing is said about its validity.
func (s *pdfScan) readSignature(page int, where string, o pdfobject.Object) {
	d := s.r.Dict(o)
	if d == nil || !s.mark(o) {
		return
	}
	signer := ""
	if contents, ok := s.r.Resolve(d["Contents"]).(pdfobject.String); ok {
		signer = signerOf([]byte(contents))
	}
	date := s.r.Text(d["M"])
	if date != "" {
		date = pdfDate(date)
	}
	s.name(Hidden{
		Kind: HiddenSignature, Page: page, Where: onPage(page, where) + ", " + s.covers(d), Count: 1, Unit: "signatures",
		Excerpt: joinTexts(signer, s.r.Text(d["Name"]), s.r.Text(d["Reason"]), s.r.Text(d["Location"]), s.r.Text(d["ContactInfo"]), date),
	})
}

// readProofs names the people and offices in the certificates that were kept to
// prove signatures later (ISO 32000-2 12.8.4.3).
func (s *pdfScan) readProofs(root pdfobject.Dict) {
	var names []string
	certificates := s.r.Array(s.r.Dict(root["DSS"])["Certs"])
	for _, o := range certificates[:min(len(certificates), maxPDFOfOneKind)] {
		stream, ok := s.r.Resolve(o).(*pdfobject.Stream)
		if !ok || !s.mark(o) {
			continue
		}
		var c certificate
		data, err := s.r.Data(stream, maxPDFSignature)
		if err == nil {
			_, err = asn1.Unmarshal(data, &c)
		}
		if err != nil {
			s.f.doc.warn("objects could not be read: a certificate: %v", err)
			continue
		}
		names = append(names, subjectName(c.Body.Subject.FullBytes))
	}
	if len(certificates) > 0 {
		s.name(Hidden{Kind: HiddenSignature, Where: "certificates kept to prove signatures", Count: len(certificates), Unit: "certificates", Excerpt: strings.Join(names, "; ")})
	}
}

// covers says which bytes of the file are signed (ISO 32000-1 12.8.1).
func (s *pdfScan) covers(d pdfobject.Dict) string {
	var b [4]int64
	a := s.r.Array(d["ByteRange"])
	if len(a) != 4 {
		return "without a usable byte range"
	}
	for i := range b {
		b[i] = s.r.Int(a[i])
		if b[i] < 0 || b[i] > s.raw.Size {
			return "its byte range is not within the file"
		}
	}
	end := b[2] + b[3]
	switch {
	case b[0] != 0 || b[2] < b[1] || end > s.raw.Size:
		return "its byte range is not within the file"
	case end < s.raw.Size:
		return fmt.Sprintf("%d bytes were added after it", s.raw.Size-end)
	}
	return "it covers the file to its end"
}

// The parts of a signature (RFC 5652) and of a certificate (RFC 5280) that say
// who signed; what follows them is not read.
type (
	cmsContent struct {
		Type    asn1.ObjectIdentifier
		Content asn1.RawValue `asn1:"explicit,tag:0"`
	}
	cmsSigned struct {
		Version      int
		Digests      asn1.RawValue
		Encapsulated asn1.RawValue
		Certificates asn1.RawValue `asn1:"optional,tag:0"`
		Lists        asn1.RawValue `asn1:"optional,tag:1"`
		Signers      asn1.RawValue
	}
	cmsSigner struct {
		Version int
		ID      cmsSignerID
	}
	cmsSignerID struct {
		Issuer asn1.RawValue
		Serial asn1.RawValue
	}
	certificate struct{ Body certificateBody }

	certificateBody struct {
		Version   asn1.RawValue `asn1:"optional,explicit,tag:0"`
		Serial    asn1.RawValue
		Algorithm asn1.RawValue
		Issuer    asn1.RawValue
		Validity  asn1.RawValue
		Subject   asn1.RawValue
	}
)

// signerOf returns the name in the signer's certificate; of all certificates
// where it cannot be told which is the signer's, and "" where there are none.
func signerOf(der []byte) string {
	if len(der) > maxPDFSignature {
		return ""
	}
	var content cmsContent
	var signed cmsSigned
	var signer cmsSigner
	if _, err := asn1.Unmarshal(der, &content); err != nil {
		return ""
	}
	if _, err := asn1.Unmarshal(content.Content.Bytes, &signed); err != nil {
		return ""
	}
	_, errSigner := asn1.Unmarshal(signed.Signers.Bytes, &signer)
	var all []string
	rest := signed.Certificates.Bytes
	for len(rest) > 0 && len(all) < maxPDFOfOneKind {
		var c certificate
		var err error
		if rest, err = asn1.Unmarshal(rest, &c); err != nil {
			break
		}
		name := subjectName(c.Body.Subject.FullBytes)
		if errSigner == nil && string(c.Body.Issuer.FullBytes) == string(signer.ID.Issuer.FullBytes) && string(c.Body.Serial.FullBytes) == string(signer.ID.Serial.FullBytes) {
			return name
		}
		all = append(all, name)
	}
	return strings.Join(all, ", ")
}

// subjectName returns the common name, with the organization where there is one.
func subjectName(der []byte) string {
	var names pkix.RDNSequence
	if _, err := asn1.Unmarshal(der, &names); err != nil {
		return ""
	}
	var subject pkix.Name
	subject.FillFromRDNSequence(&names)
	if len(subject.Organization) > 0 && subject.CommonName != "" {
		return subject.CommonName + " (" + strings.Join(subject.Organization, ", ") + ")"
	}
	if subject.CommonName == "" {
		return subject.String()
	}
	return subject.CommonName
}
