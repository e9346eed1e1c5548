package bundles

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/json"
	"fmt"
)

// trustedRootWire is the protobuf JSON of sigstore's trusted_root.json, cut
// down to logs and timestamp authorities. It has no place for long-lived
// signing keys; those go to cosign as akta.pub.
type trustedRootWire struct {
	MediaType   string              `json:"mediaType"`
	Logs        []rootLogWire       `json:"tlogs,omitempty"`
	Authorities []rootAuthorityWire `json:"timestampAuthorities,omitempty"`
}

type rootLogWire struct {
	BaseURL       string `json:"baseUrl"`
	HashAlgorithm string `json:"hashAlgorithm"`
	PublicKey     struct {
		RawBytes   Bytes        `json:"rawBytes"`
		KeyDetails string       `json:"keyDetails"`
		ValidFor   validForWire `json:"validFor"`
	} `json:"publicKey"`
	LogID struct {
		KeyID Bytes `json:"keyId"`
	} `json:"logId"`
}

type rootAuthorityWire struct {
	Subject struct {
		Organization string `json:"organization"`
		CommonName   string `json:"commonName"`
	} `json:"subject"`
	URI       string `json:"uri"`
	CertChain struct {
		Certificates []rawBytesWire `json:"certificates"`
	} `json:"certChain"`
	ValidFor validForWire `json:"validFor"`
}

type rawBytesWire struct {
	RawBytes Bytes `json:"rawBytes"`
}

type validForWire struct {
	Start Time `json:"start"`
	End   Time `json:"end,omitzero"`
}

// TrustedRoot returns trusted_root.json for `cosign verify-blob
// --trusted-root`: the logs with their Ed25519 keys (cosign skips ML-DSA-44)
// and the timestamp authorities.
func (t *Trust) TrustedRoot() ([]byte, error) {
	if err := t.Check(); err != nil {
		return nil, err
	}
	w := trustedRootWire{MediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1"}
	for _, l := range t.Logs {
		k, err := parseVerifierKey(l.Keys[0])
		if err != nil {
			return nil, err
		}
		spki, err := x509.MarshalPKIXPublicKey(ed25519.PublicKey(k.key))
		if err != nil {
			return nil, fmt.Errorf("log %q: %w", l.Origin, err)
		}
		// cosign takes the checkpoint's key name from the host of the URL.
		r := rootLogWire{BaseURL: "https://" + l.Origin, HashAlgorithm: "SHA2_256"}
		r.PublicKey.RawBytes, r.PublicKey.KeyDetails = spki, "PKIX_ED25519"
		r.PublicKey.ValidFor = validForWire{l.From, l.Until}
		r.LogID.KeyID = k.logID()
		w.Logs = append(w.Logs, r)
	}
	for i := range t.TimestampAuthorities {
		a := &t.TimestampAuthorities[i]
		certs, err := a.chain()
		if err != nil {
			return nil, err
		}
		r := rootAuthorityWire{URI: a.URI, ValidFor: validForWire{a.From, a.Until}}
		root := certs[len(certs)-1].Subject
		r.Subject.CommonName = root.CommonName
		if len(root.Organization) > 0 {
			r.Subject.Organization = root.Organization[0]
		}
		for _, c := range certs {
			r.CertChain.Certificates = append(r.CertChain.Certificates, rawBytesWire{c.Raw})
		}
		w.Authorities = append(w.Authorities, r)
	}
	return indentJSON(w)
}

// indentJSON is for files that people and other programs read and we do not.
func indentJSON(v any) ([]byte, error) {
	data, err := json.MarshalIndent(v, "", "  ")
	return append(data, '\n'), err
}
