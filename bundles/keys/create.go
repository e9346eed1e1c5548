package keys

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/tsa"
	"github.com/sigstore/sigstore/pkg/cryptoutils"
	fnote "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
)

// Names of the files.
const (
	fileSealKey    = "seal.key"
	fileSealPublic = "akta.pub"
	fileLogEd25519 = "log.ed25519.key"
	fileLogMLDSA44 = "log.mldsa44.key"
	fileLogPublic  = "log.vkeys"
	fileTSAKey     = "tsa.key"
	fileTSAPublic  = "tsa.pem"
)

const yearsValid = 10 // of the embedded timestamp authority's certificates

// Options say whose keys are made.
type Options struct {
	Password  []byte    // at least 1 byte
	Drawn     bool      // the password is 128 random bits or more: nobody can guess it, so scrypt need not slow them down
	Origin    string    // of the log: a host name no other office uses
	Authority string    // name of the public body
	Now       time.Time // start of the certificates; the keys are trusted from then on
}

// made is what Create makes: the files, and what is encrypted in them.
type made struct {
	files  map[string][]byte
	plain  map[string][]byte
	locker *locker
	kdf    kdf
}

func newMade(password []byte, c cost) made {
	return made{files: map[string][]byte{}, plain: map[string][]byte{}, locker: &locker{password: password}, kdf: newKDF(c)}
}

// encrypt puts a private key into a file.
func (m *made) encrypt(name string, plain []byte) (err error) {
	m.plain[name] = plain
	m.files[name], err = m.locker.seal(plain, m.kdf)
	return err
}

// Create makes all keys of an office in dir, which must not exist, and opens
// them. After a failure nothing is left.
func Create(dir string, o Options) (ring *Ring, err error) {
	switch {
	case len(o.Password) == 0:
		return nil, errors.New("keys: no password: set AKTA_PASSWORD")
	case o.Origin == "" || o.Authority == "" || o.Now.IsZero():
		return nil, errors.New("keys: want an origin, an authority and a time")
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	defer func() {
		if err != nil {
			os.RemoveAll(dir)
		}
	}()
	c := costStandard
	if o.Drawn {
		c = costDrawn // the least that cosign reads
	}
	m := newMade(o.Password, c)
	for _, add := range []func(Options) error{m.addSeal, m.addLog, m.addTSA} {
		if err := add(o); err != nil {
			return nil, fmt.Errorf("keys: %w", err)
		}
	}
	if err := m.write(dir); err != nil {
		return nil, err
	}
	if ring, err = Open(dir, o.Password); err != nil {
		return nil, err
	}
	ring.plain = m.plain // no need to decrypt what was just encrypted
	return ring, nil
}

// write writes the files.
func (m *made) write(dir string) error {
	for name, data := range m.files {
		if err := bundles.WriteFileAtomic(filepath.Join(dir, name), data, 0o600); err != nil {
			return fmt.Errorf("keys: %w", err)
		}
	}
	return nil
}

func (m *made) addSeal(Options) error { return m.addPair(fileSealKey, fileSealPublic) }

// addPair makes a key in the form cosign reads, and its public key.
func (m *made) addPair(private, public string) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	if m.files[public], err = cryptoutils.MarshalPublicKeyToPEM(key.Public()); err != nil {
		return err
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	if err := m.encrypt(private, der); err != nil {
		return err
	}
	m.files[private] = cryptoutils.PEMEncode(cryptoutils.EncryptedSigstorePrivateKeyPEMType, m.files[private])
	return nil
}

func (m *made) addLog(o Options) error {
	skey, vkey, err := note.GenerateKey(rand.Reader, o.Origin)
	if err != nil {
		return err
	}
	pqSkey, pqVkey, err := fnote.GenerateMLDSAKey(o.Origin)
	if err != nil {
		return err
	}
	k := bundles.LogKeys{Origin: o.Origin, VKeys: []string{vkey, pqVkey}}
	if _, err := k.Verifiers(); err != nil {
		return err
	}
	m.files[fileLogPublic] = []byte(vkey + "\n" + pqVkey + "\n")
	if err := m.encrypt(fileLogEd25519, []byte(skey)); err != nil {
		return err
	}
	return m.encrypt(fileLogMLDSA44, []byte(pqSkey))
}

func (m *made) addTSA(o Options) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	from := o.Now.UTC().Truncate(time.Second)
	certs, err := tsa.NewChain(o.Authority, o.Origin, key.Public(), from, from.AddDate(yearsValid, 0, 0))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	for _, c := range certs {
		if err := pem.Encode(&b, &pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}); err != nil {
			return err
		}
	}
	m.files[fileTSAPublic] = b.Bytes()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	return m.encrypt(fileTSAKey, der)
}
