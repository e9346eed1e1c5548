package keys

import (
	"crypto/ecdsa"
	"crypto/x509"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/tsa"
)

// Ring is the keys of an office.
type Ring struct {
	dir    string
	locker *locker
	plain  map[string][]byte // by file: what Create has just made; else nil
	public *ecdsa.PublicKey
	vkeys  []string
	log    bundles.LogKeys
	certs  []*x509.Certificate
	local  *tsa.Local
	signer *sealSigner
	check  []func() error
}

// Open reads the public part of the keys in dir. The password is kept, and
// tried when a private key is first used; Check tries it at once.
func Open(dir string, password []byte) (*Ring, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	if err := checkMode(dir, info, "700"); err != nil {
		return nil, err
	}
	r := &Ring{dir: dir, locker: &locker{password: slices.Clone(password)}}
	for _, open := range []func() error{r.openSeal, r.openLog, r.openTSA} {
		if err := open(); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// Check decrypts every key and compares it with its public part.
func (r *Ring) Check() error {
	for _, check := range r.check {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// Signer returns the key that signs seals and releases.
func (r *Ring) Signer() bundles.Signer { return r.signer }

// LogKeys returns the keys of the log.
func (r *Ring) LogKeys() bundles.LogKeys { return r.log }

// TSA returns the embedded timestamp authority, with the clock of this machine.
func (r *Ring) TSA() *tsa.Local { return r.local }

// TSAAt returns the embedded timestamp authority with another clock.
func (r *Ring) TSAAt(now func() time.Time) (*tsa.Local, error) {
	return tsa.NewLocal(tsa.URI(r.log.Origin), r.certs, r.tsaSigner(), now)
}

// From returns when the keys were made.
func (r *Ring) From() time.Time { return r.certs[0].NotBefore.UTC() }

// TrustedKey returns the signing key as trust.json lists it, in every role.
func (r *Ring) TrustedKey() (bundles.TrustedKey, error) {
	id, err := bundles.KeyID(r.public)
	if err != nil {
		return bundles.TrustedKey{}, err
	}
	spki, err := x509.MarshalPKIXPublicKey(r.public)
	return bundles.TrustedKey{KeyID: id, PublicKey: spki, From: bundles.At(r.From()),
		Roles: []string{bundles.RoleSeal, bundles.RoleRelease, bundles.RoleSite}}, err
}

// TrustedTSA returns the embedded timestamp authority as trust.json lists it.
func (r *Ring) TrustedTSA() bundles.TimestampAuthority {
	a := bundles.TimestampAuthority{Name: r.certs[0].Subject.CommonName, URI: r.local.URI(), Own: true,
		From: bundles.At(r.From()), Until: bundles.At(r.certs[0].NotAfter)}
	for _, c := range r.certs {
		a.Certificates = append(a.Certificates, c.Raw)
	}
	return a
}

// TrustedLog returns the log as trust.json lists it.
func (r *Ring) TrustedLog() bundles.TrustedLog {
	return bundles.TrustedLog{Origin: r.log.Origin, Keys: slices.Clone(r.vkeys), From: bundles.At(r.From())}
}

// Trust returns the trust.json of an office that has these keys and no
// independent timestamp authority: one timestamp and a log entry are required.
func (r *Ring) Trust(authority string) (*bundles.Trust, error) {
	key, err := r.TrustedKey()
	if err != nil {
		return nil, err
	}
	t := bundles.NewTrust(authority)
	t.Keys = append(t.Keys, key)
	t.TimestampAuthorities = append(t.TimestampAuthorities, r.TrustedTSA())
	t.Logs = append(t.Logs, r.TrustedLog())
	t.Require = bundles.Requirement{Timestamps: 1, Log: true}
	return t, t.Check()
}

func (r *Ring) path(name string) string { return filepath.Join(r.dir, name) }
