package keys

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"golang.org/x/crypto/nacl/secretbox"
	"golang.org/x/crypto/scrypt"
)

// box is a private key under a password as cosign keeps it, the JSON of package
// encrypted in go-securesystemslib: a key stretched from the password by scrypt
// (RFC 7914) locks a NaCl secret box. That package draws a salt for each box, and
// stretches the password anew for each; here the boxes of a folder share a salt,
// so that the password, which is the same for all, is stretched once. Each box
// has a nonce of its own.
type box struct {
	KDF        kdf    `json:"kdf"`
	Cipher     cipher `json:"cipher"`
	Ciphertext []byte `json:"ciphertext"`
}

type kdf struct {
	Name   string `json:"name"`
	Params cost   `json:"params"`
	Salt   []byte `json:"salt"`
}

type cipher struct {
	Name  string `json:"name"`
	Nonce []byte `json:"nonce"`
}

// cost is how much work a stretching is.
type cost struct {
	N int `json:"N"`
	R int `json:"r"`
	P int `json:"p"`
}

const (
	kdfScrypt  = "scrypt"
	cipherNaCl = "nacl/secretbox"

	saltSize  = 32 // bytes, of new boxes
	maxSalt   = 64 // bytes, of boxes that are read
	keySize   = 32 // bytes
	nonceSize = 24 // bytes
)

// The costs that package encrypted reads, and so cosign. A file that asks for
// another one is refused: it could ask for all the memory there is.
var (
	costDrawn    = cost{1 << 15, 8, 1}
	costStandard = cost{1 << 16, 8, 1}
	costOWASP    = cost{1 << 17, 8, 1}
)

func parseBox(data []byte) (*box, error) {
	b := new(box)
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(b); err != nil {
		return nil, fmt.Errorf("not an encrypted key: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("not an encrypted key: something follows it")
	}
	switch {
	case b.KDF.Name != kdfScrypt || b.Cipher.Name != cipherNaCl:
		return nil, fmt.Errorf("encrypted by %.40q and %.40q, want %q and %q", b.KDF.Name, b.Cipher.Name, kdfScrypt, cipherNaCl)
	case b.KDF.Params != costDrawn && b.KDF.Params != costStandard && b.KDF.Params != costOWASP:
		return nil, fmt.Errorf("scrypt with %+v, want N of 2^15, 2^16 or 2^17, r=8 and p=1", b.KDF.Params)
	case len(b.KDF.Salt) == 0 || len(b.KDF.Salt) > maxSalt:
		return nil, fmt.Errorf("a salt of %d bytes, want 1 to %d", len(b.KDF.Salt), maxSalt)
	case len(b.Cipher.Nonce) != nonceSize:
		return nil, fmt.Errorf("a nonce of %d bytes, want %d", len(b.Cipher.Nonce), nonceSize)
	}
	return b, nil
}

// locker opens and makes boxes with one password. It remembers what that was
// stretched to.
type locker struct {
	password []byte

	mu        sync.Mutex
	stretched map[stretching]*[keySize]byte
}

type stretching struct {
	salt string
	cost cost
}

// key stretches the password: a tenth of a second and 64 MiB, the first time.
func (l *locker) key(k kdf) (*[keySize]byte, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := stretching{string(k.Salt), k.Params}
	if key := l.stretched[s]; key != nil {
		return key, nil
	}
	raw, err := scrypt.Key(l.password, k.Salt, k.Params.N, k.Params.R, k.Params.P, keySize)
	if err != nil {
		return nil, err
	}
	if l.stretched == nil {
		l.stretched = map[stretching]*[keySize]byte{}
	}
	key := (*[keySize]byte)(raw)
	l.stretched[s] = key
	return key, nil
}

// open returns what is in a box. The error of a box that the password does not
// open wraps ErrPassword.
func (l *locker) open(b *box) ([]byte, error) {
	key, err := l.key(b.KDF)
	if err != nil {
		return nil, err
	}
	plain, ok := secretbox.Open(nil, b.Ciphertext, (*[nonceSize]byte)(b.Cipher.Nonce), key)
	if !ok {
		return nil, ErrPassword
	}
	return plain, nil
}

// newKDF draws the salt for the boxes of a folder.
func newKDF(c cost) kdf {
	k := kdf{Name: kdfScrypt, Params: c, Salt: make([]byte, saltSize)}
	rand.Read(k.Salt) // never fails
	return k
}

// seal puts something into a new box.
func (l *locker) seal(plain []byte, k kdf) ([]byte, error) {
	key, err := l.key(k)
	if err != nil {
		return nil, err
	}
	b := box{KDF: k, Cipher: cipher{cipherNaCl, make([]byte, nonceSize)}}
	rand.Read(b.Cipher.Nonce) // never fails
	b.Ciphertext = secretbox.Seal(nil, plain, (*[nonceSize]byte)(b.Cipher.Nonce), key)
	return json.Marshal(b)
}
