package readtest

import (
	"crypto/ed25519"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"time"
)

// der is one element: a tag, a length, what is in it.
func der(tag byte, parts ...[]byte) []byte {
	body := join(parts...)
	head := []byte{tag}
	switch n := len(body); {
	case n < 0x80:
		head = append(head, byte(n))
	case n < 0x100:
		head = append(head, 0x81, byte(n))
	case n < 0x10000:
		head = append(head, 0x82, byte(n>>8), byte(n))
	default:
		head = append(head, 0x84, byte(n>>24), byte(n>>16), byte(n>>8), byte(n))
	}
	return append(head, body...)
}

func oid(arcs ...int) []byte {
	b, err := asn1.Marshal(asn1.ObjectIdentifier(arcs))
	if err != nil {
		panic(err) // the arcs are constants of this package
	}
	return b
}

// Certificate is the certificate of an invented person by an invented
// authority. Ed25519 signs the same bytes the same way.
func Certificate(name string) (*x509.Certificate, ed25519.PrivateKey) {
	key := ed25519.NewKeyFromSeed([]byte("invented key, for fixtures only!"))
	template := &x509.Certificate{
		SerialNumber:   big.NewInt(4711),
		Subject:        pkix.Name{CommonName: name, Organization: []string{"Obec Lhotka"}},
		EmailAddresses: []string{"eliska@lhotka.example"},
		NotBefore:      time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC),
		NotAfter:       time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
	}
	issuer := &x509.Certificate{Subject: pkix.Name{CommonName: "Vymyšlená autorita"}}
	raw, err := x509.CreateCertificate(nil, template, issuer, key.Public(), key)
	if err != nil {
		panic(err) // nothing in it comes from outside
	}
	c, err := x509.ParseCertificate(raw)
	if err != nil {
		panic(err)
	}
	return c, key
}

// SignedMessage is CMS SignedData by name, detached where content is nil; in
// BER pieces without lengths, as S/MIME programs stream it, or in DER.
func SignedMessage(name string, content []byte, pieces bool) []byte {
	c, key := Certificate(name)
	sha512 := der(0x30, oid(2, 16, 840, 1, 101, 3, 4, 2, 3))
	when := der(0x30, oid(1, 2, 840, 113549, 1, 9, 5), der(0x31, der(0x17, []byte("250318121522Z"))))
	signature := ed25519.Sign(key, der(0x31, when))
	signer := der(0x30, der(2, []byte{1}), der(0x30, c.RawIssuer, der(2, c.SerialNumber.Bytes())), sha512,
		der(0xA0, when), der(0x30, oid(1, 3, 101, 112)), der(4, signature))
	return signedData(sha512, content, pieces, der(0xA0, c.Raw), der(0x31, signer))
}

func signedData(digest, content []byte, pieces bool, rest ...[]byte) []byte {
	data, signed := oid(1, 2, 840, 113549, 1, 7, 1), oid(1, 2, 840, 113549, 1, 7, 2)
	inner := der(0x30, data)
	switch {
	case content == nil:
	case pieces:
		var octets []byte
		for at := 0; at < len(content); at += 50 {
			octets = append(octets, der(4, content[at:min(at+50, len(content))])...)
		}
		end := []byte{0, 0}
		inner = join([]byte{0x30, 0x80}, data, []byte{0xA0, 0x80, 0x24, 0x80}, octets, end, end, end)
		return join([]byte{0x30, 0x80}, signed, []byte{0xA0, 0x80, 0x30, 0x80}, der(2, []byte{1}), der(0x31, digest), inner, join(rest...), end, end, end)
	default:
		inner = der(0x30, data, der(0xA0, der(4, content)))
	}
	return der(0x30, signed, der(0xA0, der(0x30, der(2, []byte{1}), der(0x31, digest), inner, join(rest...))))
}

// EncryptedMessage is CMS EnvelopedData for one recipient.
func EncryptedMessage() []byte {
	recipient := der(0x30, der(2, []byte{0}), der(0x30), der(0x30), der(4, []byte("klíč")))
	content := der(0x30, oid(1, 2, 840, 113549, 1, 7, 1), der(0x30), der(0x80, []byte("nečitelné")))
	return der(0x30, oid(1, 2, 840, 113549, 1, 7, 3), der(0xA0, der(0x30, der(2, []byte{0}), der(0x31, recipient), content)))
}
