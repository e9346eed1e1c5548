package bundlestest

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/tsa"
	fnote "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
)

// Office is everything an authority signs with, in memory but for its log.
type Office struct {
	Authority    string
	Origin       string
	Now          time.Time         // what its clocks say; set it to move them
	Key          *ecdsa.PrivateKey // the signing key
	Signer       bundles.Signer
	Approver     bundles.Signer        // the key of somebody else, who approves releases
	Own          *tsa.Local            // the publisher's own clock
	Independent  *tsa.Local            // a second authority, not its own
	Timestampers []bundles.Timestamper // Own and Independent
	LogDir       string
	LogKeys      bundles.LogKeys
	Log          *bundles.Log   // empty
	Trust        *bundles.Trust // lists all of the above; requires two timestamps, one independent, and the log
}

// NewOffice makes the invented municipality of Horní Planá nad Ničím.
func NewOffice(t testing.TB) *Office {
	t.Helper()
	return NewNamedOffice(t, "Horní Planá nad Ničím", "log.horniplana.example")
}

// NewNamedOffice makes an office whose keys follow from its log's origin, all
// but the ML-DSA-44 key, which is a new one each time.
func NewNamedOffice(t testing.TB, authority, origin string) *Office {
	t.Helper()
	o := &Office{Authority: authority, Origin: origin, Now: time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)}
	o.Key = FixedKey(t, origin+" seal")
	o.Signer = KeySigner{o.Key}
	o.Approver = KeySigner{FixedKey(t, origin+" approver")}
	o.Own = o.clock(t, "own", tsa.URI(origin))
	o.Independent = o.clock(t, "independent", "https://tsa.independent.example/"+origin)
	o.Timestampers = []bundles.Timestamper{o.Own, o.Independent}
	o.LogKeys = newLogKeys(t, origin)
	o.LogDir = filepath.Join(t.TempDir(), "log")
	log, err := bundles.CreateLog(o.LogDir, origin, o.LogKeys)
	check(t, err)
	o.Log = log
	o.Trust = o.newTrust(t)
	return o
}

// start is when everything in an office becomes valid.
func start() time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) }

func (o *Office) clock(t testing.TB, name, uri string) *tsa.Local {
	t.Helper()
	key := FixedKey(t, o.Origin+" "+name+" clock")
	certs, err := tsa.NewChain(o.Authority, name+"."+o.Origin, key.Public(), start(), start().AddDate(10, 0, 0))
	check(t, err)
	l, err := tsa.NewLocal(uri, certs, key, func() time.Time { return o.Now })
	check(t, err)
	return l
}

func newLogKeys(t testing.TB, origin string) bundles.LogKeys {
	t.Helper()
	seed := sha256.Sum256([]byte(origin + " log"))
	skey, vkey := ed25519Keys(t, origin, seed[:])
	s, err := note.NewSigner(skey)
	check(t, err)
	pqSkey, pqVkey, err := fnote.GenerateMLDSAKey(origin)
	check(t, err)
	pq, err := fnote.NewMLDSASigner(pqSkey)
	check(t, err)
	return bundles.LogKeys{Origin: origin, Signers: []note.Signer{s, pq}, VKeys: []string{vkey, pqVkey}}
}

// ed25519Keys spells a fixed key the way package note does.
func ed25519Keys(t testing.TB, name string, seed []byte) (skey, vkey string) {
	t.Helper()
	vkey, err := note.NewEd25519VerifierKey(name, ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey))
	check(t, err)
	v, err := note.NewVerifier(vkey)
	check(t, err)
	return fmt.Sprintf("PRIVATE+KEY+%s+%08x+%s", name, v.KeyHash(), base64.StdEncoding.EncodeToString(append([]byte{1}, seed...))), vkey
}

func (o *Office) newTrust(t testing.TB) *bundles.Trust {
	t.Helper()
	trust := bundles.NewTrust(o.Authority)
	id, err := bundles.KeyID(o.Signer.PublicKey())
	check(t, err)
	from := bundles.At(start())
	trust.Keys = append(trust.Keys, bundles.TrustedKey{KeyID: id, PublicKey: SPKI(t, o.Signer.PublicKey()), From: from,
		Roles: []string{bundles.RoleSeal, bundles.RoleRelease, bundles.RoleSite}})
	approver, err := bundles.KeyID(o.Approver.PublicKey())
	check(t, err)
	trust.Keys = append(trust.Keys, bundles.TrustedKey{KeyID: approver, Name: "Bohumila Schvalující", PublicKey: SPKI(t, o.Approver.PublicKey()), From: from,
		Roles: []string{bundles.RoleApprove}})
	for _, l := range []*tsa.Local{o.Own, o.Independent} {
		a := bundles.TimestampAuthority{Name: l.Certificates()[0].Subject.CommonName, URI: l.URI(), Own: l == o.Own, From: from}
		for _, c := range l.Certificates() {
			a.Certificates = append(a.Certificates, c.Raw)
		}
		trust.TimestampAuthorities = append(trust.TimestampAuthorities, a)
	}
	trust.Logs = append(trust.Logs, bundles.TrustedLog{Origin: o.Origin, Keys: o.LogKeys.VKeys, From: from})
	trust.Require = bundles.Requirement{Timestamps: 2, IndependentTimestamps: 1, Log: true}
	check(t, trust.Check())
	return trust
}

// Sign signs a statement with everything the office has.
func (o *Office) Sign(t testing.TB, st bundles.Statement) *bundles.Signature {
	t.Helper()
	sig, err := bundles.Sign(t.Context(), st, o.Signer, o.Timestampers, o.Log)
	check(t, err)
	return sig
}

// FixedKey returns the P-256 key that follows from a name. Never use it
// outside tests: whoever knows the name has the key.
func FixedKey(t testing.TB, name string) *ecdsa.PrivateKey {
	t.Helper()
	d := sha256.Sum256([]byte("akta test key " + name))
	key, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), d[:])
	check(t, err)
	return key
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
