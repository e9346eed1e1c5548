package bundles

import (
	"crypto/ecdsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/note"
)

const formatTrust = "https://github.com/akta-foi/akta/trust/v1"

// Roles of a key: what it may sign.
const (
	RoleSeal    = "seal"
	RoleRelease = "release"
	RoleSite    = "site"
	RoleApprove = "approve" // a release, as a second pair of eyes
)

// Trust is trust.json: what a verifier accepts, as data that can be saved,
// compared and printed. Old keys stay in it with the window they were used in.
type Trust struct {
	Format               string               `json:"format"`
	Authority            string               `json:"authority"`
	Keys                 []TrustedKey         `json:"keys"`
	TimestampAuthorities []TimestampAuthority `json:"timestamp_authorities"`
	Logs                 []TrustedLog         `json:"logs"`
	Require              Requirement          `json:"require"`
}

// TrustedKey is a signing key of the authority.
type TrustedKey struct {
	KeyID     string   `json:"keyid"`
	Name      string   `json:"name,omitempty"` // whose key it is, if it is a person's
	Roles     []string `json:"roles"`
	PublicKey Bytes    `json:"public_key"` // DER SubjectPublicKeyInfo
	From      Time     `json:"from"`
	Until     Time     `json:"until,omitzero"` // zero: still in use
}

// TimestampAuthority is a source of time.
type TimestampAuthority struct {
	Name         string  `json:"name"`
	URI          string  `json:"uri"`          // two entries with one URI count as one authority
	Own          bool    `json:"own"`          // the publisher's own clock
	Certificates []Bytes `json:"certificates"` // DER, leaf first, root last
	From         Time    `json:"from"`
	Until        Time    `json:"until,omitzero"`
}

// TrustedLog is a transparency log. Every key listed must have signed.
type TrustedLog struct {
	Origin string   `json:"origin"`
	Keys   []string `json:"keys"` // vkeys: Ed25519 first, then ML-DSA-44
	From   Time     `json:"from"`
	Until  Time     `json:"until,omitzero"`
}

// Requirement is the evidence a signature must carry. What is missing leaves
// an answer unconfirmed.
type Requirement struct {
	Timestamps            int  `json:"timestamps"`              // tokens of different authorities, at least 1
	IndependentTimestamps int  `json:"independent_timestamps"`  // of those, not the publisher's own
	Log                   bool `json:"log"`                     // an entry in a trusted log
	Witnesses             int  `json:"witnesses"`               // cosignatures on the log's checkpoint
	Approvals             int  `json:"approvals,omitempty"`     // of a release, by different keys, none of them the redactor's
	ApprovalsFrom         Time `json:"approvals_from,omitzero"` // releases signed before need none
}

// NewTrust returns a trust of an authority that lists nothing yet; it is not
// usable before it does.
func NewTrust(authority string) *Trust {
	return &Trust{Format: formatTrust, Authority: authority, Keys: []TrustedKey{},
		TimestampAuthorities: []TimestampAuthority{}, Logs: []TrustedLog{}}
}

// ParseTrust reads trust.json in its one spelling and refuses a policy that
// could hold by saying nothing: no key, no source of time, or more evidence
// asked for than its authorities can give.
func ParseTrust(data []byte) (*Trust, error) {
	t, err := parseJSON[Trust]("trust", data, maxTrust)
	if err != nil {
		return nil, err
	}
	if err := t.check(); err != nil {
		return nil, fmt.Errorf("trust: %w", err)
	}
	return t, nil
}

// Marshal returns trust.json. It does not check t; ParseTrust does.
func (t *Trust) Marshal() []byte { return marshalJSON(t) }

// Check reports what ParseTrust would refuse in t.
func (t *Trust) Check() error {
	_, err := ParseTrust(t.Marshal())
	return err
}

// chain parses the certificates.
func (a *TimestampAuthority) chain() ([]*x509.Certificate, error) {
	if n := len(a.Certificates); n < 2 || n > maxCertificates {
		return nil, fmt.Errorf("%d certificates, want 2 to %d: leaf first, root last", n, maxCertificates)
	}
	var out []*x509.Certificate
	for i, der := range a.Certificates {
		c, err := x509.ParseCertificate(der)
		if err != nil {
			return nil, fmt.Errorf("certificate %d: %w", i, err)
		}
		out = append(out, c)
	}
	return out, nil
}

// PEM returns the certificates as PEM, leaf first, for `openssl ts -verify`.
func (a TimestampAuthority) PEM() []byte {
	var out []byte
	for _, der := range a.Certificates {
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})...)
	}
	return out
}

func (l *TrustedLog) verifiers() ([]note.Verifier, error) {
	return LogKeys{Origin: l.Origin, VKeys: l.Keys}.Verifiers()
}

// keyIndex returns the place of a key in t.Keys, or -1.
func (t *Trust) keyIndex(id string) int {
	return slices.IndexFunc(t.Keys, func(k TrustedKey) bool { return k.KeyID == id })
}

// key returns a listed key.
func (t *Trust) key(id string) (*TrustedKey, *ecdsa.PublicKey, error) {
	i := t.keyIndex(id)
	if i < 0 {
		return nil, nil, fmt.Errorf("key %q: not listed in the trust of %q", id, t.Authority)
	}
	pub, err := parsePublicKey(t.Keys[i].PublicKey)
	return &t.Keys[i], pub, err
}

// KeyName returns the name of the person whose key it is, or "".
func (t *Trust) KeyName(keyID string) string {
	if i := t.keyIndex(keyID); i >= 0 {
		return t.Keys[i].Name
	}
	return ""
}

// PublicKeyPEM returns a listed key as the akta.pub that cosign, openssl and
// ssh-keygen read.
func (t *Trust) PublicKeyPEM(keyID string) ([]byte, error) {
	k, _, err := t.key(keyID)
	if err != nil {
		return nil, err
	}
	return publicKeyPEM(k.PublicKey), nil
}

// LogVerifiers returns a verifier for every key of the log with this origin,
// as its last entry lists them.
func (t *Trust) LogVerifiers(origin string) ([]note.Verifier, error) {
	for _, l := range slices.Backward(t.Logs) {
		if l.Origin == origin {
			return l.verifiers()
		}
	}
	return nil, fmt.Errorf("log %q: not listed in the trust of %q", origin, t.Authority)
}
