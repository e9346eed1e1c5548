package keys

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/secure-systems-lab/go-securesystemslib/encrypted"
	"golang.org/x/crypto/nacl/secretbox"
)

// TestBoxes: the library that cosign uses opens our boxes, and we open its.
func TestBoxes(t *testing.T) {
	password, plain := []byte("heslo"), []byte("a private key")
	l := &locker{password: password}
	ours, err := l.seal(plain, newKDF(costDrawn))
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := encrypted.EncryptWithCustomKDFParameters(plain, password, encrypted.Legacy)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := encrypted.Decrypt(ours, password); err != nil || !bytes.Equal(got, plain) {
		t.Errorf("the library reads %q, %v", got, err)
	}
	for name, data := range map[string][]byte{"ours": ours, "theirs": theirs} {
		b, err := parseBox(data)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := l.open(b); err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if _, err := (&locker{password: []byte("jiné")}).open(b); !errors.Is(err, ErrPassword) {
			t.Errorf("%s, another password: %v", name, err)
		}
	}
}

// TestBoxesOfAFolder: boxes share what the password was stretched to, and no nonce.
func TestBoxesOfAFolder(t *testing.T) {
	l, k := &locker{password: []byte("heslo")}, newKDF(costDrawn)
	var boxes []*box
	for range 2 {
		data, err := l.seal([]byte("x"), k)
		if err != nil {
			t.Fatal(err)
		}
		b, err := parseBox(data)
		if err != nil {
			t.Fatal(err)
		}
		boxes = append(boxes, b)
	}
	if a, b := boxes[0], boxes[1]; !reflect.DeepEqual(a.KDF, b.KDF) || bytes.Equal(a.Cipher.Nonce, b.Cipher.Nonce) || len(l.stretched) != 1 {
		t.Errorf("%+v and %+v, stretched %d times", a, b, len(l.stretched))
	}
	if other := newKDF(costDrawn); bytes.Equal(other.Salt, k.Salt) {
		t.Error("two folders have one salt")
	}
}

// goodKey opens goodBox, which is the same each time and no password's.
var goodKey = [keySize]byte{1, 2, 3}

func goodBox(t testing.TB) []byte {
	t.Helper()
	nonce := [nonceSize]byte{4, 5, 6}
	data, err := json.Marshal(box{kdf{kdfScrypt, costDrawn, make([]byte, saltSize)}, cipher{cipherNaCl, nonce[:]},
		secretbox.Seal(nil, []byte("a private key"), &nonce, &goodKey)})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestParseBoxRefuses(t *testing.T) {
	good := goodBox(t)
	for _, c := range []struct{ old, new, want string }{
		{`"scrypt"`, `"argon2"`, "encrypted by"},
		{`"nacl/secretbox"`, `"rot13"`, "encrypted by"},
		{`"N":32768`, `"N":1073741824`, "N of 2^15"},
		{`"N":32768`, `"N":2`, "N of 2^15"},
		{`"r":8`, `"r":800`, "r=8"},
		{`"salt":"`, `"salt":"","Salt":"` + strings.Repeat("AAAA", 30), "a salt of"},
		{`"nonce":"`, `"nonce":"AAAA`, "a nonce of 27 bytes"},
		{`{"kdf"`, `{"more":1,"kdf"`, "unknown field"},
		{string(good), string(good) + "{}", "something follows"},
		{string(good), string(good) + "}", "something follows"},
		{string(good), "", "not an encrypted key"},
	} {
		data := strings.Replace(string(good), c.old, c.new, 1)
		if data == string(good) {
			t.Fatalf("%s: nothing replaced", c.old)
		}
		if _, err := parseBox([]byte(data)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s to %.60s: %v, want %q", c.old, c.new, err, c.want)
		}
	}
}

// FuzzBox: what parses is written as it was read, and no changed box opens.
func FuzzBox(f *testing.F) {
	good := goodBox(f)
	want, err := parseBox(good)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add(bytes.Replace(good, []byte("32768"), []byte("65536"), 1))
	for i := 0; i < len(good); i += 7 {
		f.Add(append(append(bytes.Clone(good[:i]), good[i]^1), good[i+1:]...))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := parseBox(data)
		if err != nil {
			return
		}
		again, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		if same, err := parseBox(again); err != nil || !reflect.DeepEqual(same, b) {
			t.Errorf("%q: again %+v, %v", data, same, err)
		}
		reader := &locker{stretched: map[stretching]*[keySize]byte{{string(b.KDF.Salt), b.KDF.Params}: &goodKey}}
		opened, err := reader.open(b)
		if unchanged := bytes.Equal(b.Ciphertext, want.Ciphertext) && bytes.Equal(b.Cipher.Nonce, want.Cipher.Nonce); (err == nil) != unchanged {
			t.Errorf("%q: %q, %v", data, opened, err)
		}
	})
}
