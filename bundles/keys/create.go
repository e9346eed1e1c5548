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
	"github.com/secure-systems-lab/go-securesystemslib/encrypted"
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
	Origin    string    // of the log: a host name no other office uses
	Authority string    // name of the public body
	Now       time.Time // start of the certificates; the keys are trusted from then on
}

// Create makes all keys of an office in dir, which must not exist. After a
// failure nothing is left.
func Create(dir string, o Options) (err error) {
	switch {
	case len(o.Password) == 0:
		return errors.New("keys: no password: set AKTA_PASSWORD")
	case o.Origin == "" || o.Authority == "" || o.Now.IsZero():
		return errors.New("keys: want an origin, an authority and a time")
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		return fmt.Errorf("keys: %w", err)
	}
	defer func() {
		if err != nil {
			os.RemoveAll(dir)
		}
	}()
	files := make(map[string][]byte)
	for _, add := range []func(map[string][]byte, Options) error{addSeal, addLog, addTSA} {
		if err := add(files, o); err != nil {
			return fmt.Errorf("keys: %w", err)
		}
	}
	for name, data := range files {
		if err := bundles.WriteFileAtomic(filepath.Join(dir, name), data, 0o600); err != nil {
			return fmt.Errorf("keys: %w", err)
		}
	}
	return nil
}

func addSeal(files map[string][]byte, o Options) (err error) {
	files[fileSealKey], files[fileSealPublic], err = cryptoutils.GeneratePEMEncodedECDSAKeyPair(elliptic.P256(), cryptoutils.StaticPasswordFunc(o.Password))
	return err
}

func addLog(files map[string][]byte, o Options) error {
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
	files[fileLogPublic] = []byte(vkey + "\n" + pqVkey + "\n")
	if files[fileLogEd25519], err = encrypted.Encrypt([]byte(skey), o.Password); err != nil {
		return err
	}
	files[fileLogMLDSA44], err = encrypted.Encrypt([]byte(pqSkey), o.Password)
	return err
}

func addTSA(files map[string][]byte, o Options) error {
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
	files[fileTSAPublic] = b.Bytes()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	files[fileTSAKey], err = encrypted.Encrypt(der, o.Password)
	return err
}
