package keys

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/tsa"
	"github.com/sigstore/sigstore/pkg/cryptoutils"
	fnote "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
)

func (r *Ring) openSeal() error { return r.openPair(fileSealKey, fileSealPublic) }

// openPair reads a public key, and makes the signer of the private one.
func (r *Ring) openPair(private, public string) error {
	data, err := readKeyFile(r.path(public))
	if err != nil {
		return err
	}
	key, err := cryptoutils.UnmarshalPEMToPublicKey(data)
	if err != nil {
		return fmt.Errorf("keys: %q: %w", r.path(public), err)
	}
	pub, ok := key.(*ecdsa.PublicKey)
	if !ok {
		return fmt.Errorf("keys: %q: %T, want an ECDSA P-256 key", r.path(public), key)
	}
	if _, err := bundles.KeyID(pub); err != nil {
		return fmt.Errorf("keys: %q: %w", r.path(public), err)
	}
	r.public = pub
	r.signer = &sealSigner{pub, secret[*ecdsa.PrivateKey]{path: r.path(private), open: func(data []byte) (*ecdsa.PrivateKey, error) {
		return r.decryptPair(private, data)
	}}}
	r.check = append(r.check, func() error { _, err := r.signer.key.get(); return err })
	return nil
}

func (r *Ring) decryptPair(private string, data []byte) (*ecdsa.PrivateKey, error) {
	block, rest := pem.Decode(data)
	if block == nil || len(rest) != 0 || block.Type != string(cryptoutils.EncryptedSigstorePrivateKeyPEMType) {
		return nil, fmt.Errorf("keys: %q: want one PEM block of type %q", r.path(private), cryptoutils.EncryptedSigstorePrivateKeyPEMType)
	}
	return r.decryptECDSA(private, block.Bytes, r.public)
}

// decrypt returns what is encrypted in a file's data.
func (r *Ring) decrypt(name string, data []byte) ([]byte, error) {
	if plain, ok := r.plain[name]; ok {
		return slices.Clone(plain), nil
	}
	b, err := parseBox(data)
	if err != nil {
		return nil, fmt.Errorf("keys: %q: %w", r.path(name), err)
	}
	plain, err := r.locker.open(b)
	if errors.Is(err, ErrPassword) {
		return nil, wrongPassword(r.path(name))
	}
	return plain, err
}

// decryptECDSA decrypts a PKCS #8 key and compares it with its public key.
func (r *Ring) decryptECDSA(name string, data []byte, pub crypto.PublicKey) (*ecdsa.PrivateKey, error) {
	der, err := r.decrypt(name, data)
	if err != nil {
		return nil, err
	}
	defer clear(der)
	key, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return nil, fmt.Errorf("keys: %q: %w", r.path(name), err)
	}
	priv, ok := key.(*ecdsa.PrivateKey)
	if !ok || !priv.PublicKey.Equal(pub) {
		return nil, fmt.Errorf("keys: %q: not the private key of the public key beside it", r.path(name))
	}
	return priv, nil
}

// sealSigner implements [bundles.Signer].
type sealSigner struct {
	public *ecdsa.PublicKey
	key    secret[*ecdsa.PrivateKey]
}

func (s *sealSigner) PublicKey() *ecdsa.PublicKey { return s.public }

func (s *sealSigner) Sign(message []byte) ([]byte, error) {
	key, err := s.key.get()
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(message)
	return ecdsa.SignASN1(rand.Reader, key, sum[:])
}

func (r *Ring) openLog() error {
	data, err := readKeyFile(r.path(fileLogPublic))
	if err != nil {
		return err
	}
	r.vkeys = strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	if len(r.vkeys) != 2 {
		return fmt.Errorf("keys: %q: %d lines, want an Ed25519 and an ML-DSA-44 verifier key", r.path(fileLogPublic), len(r.vkeys))
	}
	origin, _, _ := strings.Cut(r.vkeys[0], "+")
	r.log = bundles.LogKeys{Origin: origin, VKeys: r.vkeys}
	verifiers, err := r.log.Verifiers()
	if err != nil {
		return fmt.Errorf("keys: %q: %w", r.path(fileLogPublic), err)
	}
	makers := []func(skey string) (note.Signer, error){
		note.NewSigner,
		func(skey string) (note.Signer, error) { return fnote.NewMLDSASigner(skey) },
	}
	for i, name := range []string{fileLogEd25519, fileLogMLDSA44} {
		s := &logSigner{Verifier: verifiers[i]}
		s.key = secret[note.Signer]{path: r.path(name), open: func(data []byte) (note.Signer, error) {
			return r.decryptLog(name, data, makers[i], verifiers[i])
		}}
		r.log.Signers = append(r.log.Signers, s)
		r.check = append(r.check, func() error { _, err := s.key.get(); return err })
	}
	return nil
}

func (r *Ring) decryptLog(name string, data []byte, newSigner func(string) (note.Signer, error), v note.Verifier) (note.Signer, error) {
	skey, err := r.decrypt(name, data)
	if err != nil {
		return nil, err
	}
	defer clear(skey)
	s, err := newSigner(string(skey))
	if err != nil {
		return nil, fmt.Errorf("keys: %q: %w", r.path(name), err)
	}
	if s.Name() != v.Name() || s.KeyHash() != v.KeyHash() {
		return nil, fmt.Errorf("keys: %q: not the private key of its line in %q", r.path(name), fileLogPublic)
	}
	return s, nil
}

// logSigner implements [note.Signer] with a key that is decrypted when used.
type logSigner struct {
	note.Verifier
	key secret[note.Signer]
}

func (s *logSigner) Sign(msg []byte) ([]byte, error) {
	key, err := s.key.get()
	if err != nil {
		return nil, err
	}
	return key.Sign(msg)
}

func (r *Ring) openTSA() error {
	data, err := readKeyFile(r.path(fileTSAPublic))
	if err != nil {
		return err
	}
	if r.certs, err = cryptoutils.UnmarshalCertificatesFromPEM(data); err != nil {
		return fmt.Errorf("keys: %q: %w", r.path(fileTSAPublic), err)
	}
	if len(r.certs) < 2 {
		return fmt.Errorf("keys: %q: %d certificates, want 2", r.path(fileTSAPublic), len(r.certs))
	}
	s := r.tsaSigner()
	r.check = append(r.check, func() error { _, err := s.key.get(); return err })
	r.local, err = tsa.NewLocal(tsa.URI(r.log.Origin), r.certs, s, time.Now)
	return err
}

func (r *Ring) tsaSigner() *tsaSigner {
	return &tsaSigner{r.certs[0].PublicKey, secret[*ecdsa.PrivateKey]{path: r.path(fileTSAKey), open: func(data []byte) (*ecdsa.PrivateKey, error) {
		return r.decryptECDSA(fileTSAKey, data, r.certs[0].PublicKey)
	}}}
}

// tsaSigner implements [crypto.Signer] with a key that is decrypted when used.
type tsaSigner struct {
	public crypto.PublicKey
	key    secret[*ecdsa.PrivateKey]
}

func (s *tsaSigner) Public() crypto.PublicKey { return s.public }

func (s *tsaSigner) Sign(random io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	key, err := s.key.get()
	if err != nil {
		return nil, err
	}
	return key.Sign(random, digest, opts)
}
