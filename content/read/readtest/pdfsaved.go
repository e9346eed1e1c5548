package readtest

import (
	"bytes"
	"crypto/ed25519"
	"crypto/md5"
	"crypto/rc4"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"fmt"
	"math/big"
	"strings"
	"time"
)

// pdfSaved are files that were saved again, signed or encrypted.
func pdfSaved() []Fixture {
	first := pdfParts{content: pdfLine(60, "KANAREK60")}
	saved := newPDF(first.objects())
	saved.save([]int{4}, pdfParts{}.objects()[3:4], "")
	return []Fixture{
		pdfFixture("revision", "earlier-revision", "KANAREK60", saved.Bytes()),
		pdfFixture("signature", "signature", "KANÁREK61", pdfSigned()),
		pdfFixture("encrypted-note", "annotation", "KANAREK62", pdfEncrypted()),
	}
}

// pdfSigned adds a signature to a document in a save of its own. The key is
// made of a known number: the signature is real, and proves nothing.
func pdfSigned() []byte {
	const room = 2 << 10
	f := newPDF(pdfParts{catalog: "/AcroForm<</Fields[6 0 R]/SigFlags 3>>", page: "/Annots[6 0 R]", more: []string{
		"<</Type/Annot/Subtype/Widget/FT/Sig/T(Podpis1)/Rect[0 0 0 0]/F 132>>",
	}}.objects())
	hole := strings.Repeat("0", 2*room)
	f.save([]int{6, 7}, []string{
		"<</Type/Annot/Subtype/Widget/FT/Sig/T(Podpis1)/Rect[0 0 0 0]/F 132/V 7 0 R>>",
		"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/Reason(Schvaleno)/M(D:20240312101500+01'00')" +
			"/ByteRange[0 0000000000 0000000000 0000000000]/Contents<" + hole + ">>>",
	}, "")
	data := f.Bytes()
	from := bytes.Index(data, []byte("<"+hole))
	to := from + len(hole) + 2
	place := bytes.Index(data, []byte("0 0000000000 0000000000 0000000000]"))
	copy(data[place:], fmt.Sprintf("0 %010d %010d %010d]", from, to, len(data)-to))
	copy(data[from+1:], hex.EncodeToString(pdfCMS(append(bytes.Clone(data[:from]), data[to:]...))))
	return data
}

// pdfCMS signs content (RFC 5652, RFC 8419) without signed attributes.
func pdfCMS(content []byte) []byte {
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{41}, ed25519.SeedSize))
	day := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(61), NotBefore: day, NotAfter: day.AddDate(3, 0, 0),
		Subject: pkix.Name{CommonName: "Žofie KANÁREK61", Organization: []string{"Obec Vymyšlená"}},
	}
	der, err := x509.CreateCertificate(nil, template, template, key.Public(), key)
	if err != nil {
		panic(err) // a fixed template: it works or the program is wrong
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		panic(err)
	}
	algorithm := pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{1, 3, 101, 112}}
	digest := pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 3}}
	type identifier struct {
		Issuer asn1.RawValue
		Serial *big.Int
	}
	signer := derOf(struct {
		Version   int
		ID        identifier
		Digest    pkix.AlgorithmIdentifier
		Algorithm pkix.AlgorithmIdentifier
		Signature []byte
	}{1, identifier{asn1.RawValue{FullBytes: certificate.RawIssuer}, certificate.SerialNumber}, digest, algorithm, ed25519.Sign(key, content)})
	signed := derOf(struct {
		Version      int
		Digests      []pkix.AlgorithmIdentifier `asn1:"set"`
		Encapsulated struct{ Type asn1.ObjectIdentifier }
		Certificates asn1.RawValue
		Signers      []asn1.RawValue `asn1:"set"`
	}{
		1, []pkix.AlgorithmIdentifier{digest}, struct{ Type asn1.ObjectIdentifier }{asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}},
		asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: der}, []asn1.RawValue{{FullBytes: signer}},
	})
	return derOf(struct {
		Type    asn1.ObjectIdentifier
		Content asn1.RawValue
	}{
		asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2},
		asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: signed},
	})
}

func derOf(v any) []byte {
	der, err := asn1.Marshal(v)
	if err != nil {
		panic(err) // fixed values: they work or the program is wrong
	}
	return der
}

// pdfEncrypted has no password to be opened with, and its strings and streams
// are encrypted all the same (ISO 32000-1 7.6, RC4 with 40 bits).
func pdfEncrypted() []byte {
	const padding = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"
	id, _ := hex.DecodeString("00112233445566778899AABBCCDDEEFF")
	ownerKey := md5.Sum([]byte(padding))
	owner := rc4Of(ownerKey[:5], padding)
	sum := md5.Sum([]byte(padding + owner + "\xFC\xFF\xFF\xFF" + string(id)))
	key := sum[:5]
	in := func(number byte, s string) string {
		sum := md5.Sum(append(bytes.Clone(key), number, 0, 0, 0, 0))
		return rc4Of(sum[:10], s)
	}
	p := pdfParts{page: "/Annots[6 0 R]"}
	objects := p.objects()
	objects[3] = pdfStream("", in(4, pdfLine(160, pdfText)))
	objects = append(objects,
		fmt.Sprintf("<</Type/Annot/Subtype/Text/Rect[250 20 270 40]/Contents<%X>>>", in(6, "Pozor: KANAREK62")),
		fmt.Sprintf("<</Filter/Standard/V 1/R 2/P -4/O<%X>/U<%X>>>", owner, rc4Of(key, padding)))
	return bytes.Replace(newPDF(objects).Bytes(), []byte("/Root 1 0 R"), []byte("/Root 1 0 R/Encrypt 7 0 R"), 1)
}

func rc4Of(key []byte, s string) string {
	c, err := rc4.NewCipher(key)
	if err != nil {
		panic(err) // the key has the length it needs
	}
	out := make([]byte, len(s))
	c.XORKeyStream(out, []byte(s))
	return string(out)
}
