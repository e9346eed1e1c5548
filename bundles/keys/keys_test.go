package keys_test

import (
	"encoding/json"
	"encoding/pem"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
	"github.com/akta-foi/akta/bundles/keys"
)

const (
	password  = "correct horse"
	authority = "Obec Vymyšlená"
	origin    = "log.vymyslena.example"
)

// TestMain makes two sets of keys, the second of a drawn password, and an
// approver's for all tests: scrypt is slow on purpose.
func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "akta-keys")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(dir)
		for _, name := range []string{"a", "b"} {
			o := keys.Options{Password: []byte(password), Drawn: name == "b", Origin: origin, Authority: authority, Now: time.Now().Add(-time.Minute)}
			if _, err := keys.Create(filepath.Join(dir, name), o); err != nil {
				panic(err)
			}
		}
		if _, err := keys.CreateApprover(filepath.Join(dir, "approver"), []byte(password), approverName); err != nil {
			panic(err)
		}
		madeKeys = dir
		return m.Run()
	}())
}

// madeKeys is the folder of both, set by TestMain.
var madeKeys string

// create returns a fresh copy of the first set.
func create(t *testing.T) string { t.Helper(); return copyKeys(t, "a") }

func copyKeys(t *testing.T, name string) string {
	t.Helper()
	from, to := filepath.Join(madeKeys, name), filepath.Join(t.TempDir(), "keys")
	if err := os.Mkdir(to, 0o700); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(from)
	if err != nil || len(entries) != 7 {
		t.Fatalf("%d files in %s, want 7 (%v)", len(entries), from, err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(from, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(to, e.Name()), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return to
}

func open(t *testing.T, dir, password string) *keys.Ring {
	t.Helper()
	r, err := keys.Open(dir, []byte(password))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestRing signs with everything in a ring, and verifies it under the trust
// that the ring makes.
func TestRing(t *testing.T) {
	dir := create(t)
	r := open(t, dir, password)
	tr, err := r.Trust(authority)
	if err != nil {
		t.Fatal(err)
	}
	log, err := bundles.CreateLog(filepath.Join(t.TempDir(), "log"), origin, r.LogKeys())
	if err != nil {
		t.Fatal(err)
	}
	st := bundles.Statement{Name: "f", Digest: bundles.Hash{1}, PredicateType: bundles.PredicateSeal, Predicate: []byte("{}")}
	sig, err := bundles.Sign(t.Context(), st, r.Signer(), []bundles.Timestamper{r.TSA()}, log)
	if err != nil {
		t.Fatal(err)
	}
	c := tr.CheckSignatureDigest(sig, "f", bundles.Hash{1}, bundles.PredicateSeal, bundles.RoleSeal)
	for name, a := range map[string]bundles.Answer{"integrity": c.Integrity, "signer": c.Signer, "time": c.Time, "log": c.Log} {
		if a.Status != bundles.Holds {
			t.Errorf("%s %s: %q", name, a.Status, a.Facts)
		}
	}
	if len(c.Times) != 1 || !c.Times[0].Own || c.Times[0].URI != "urn:akta:tsa:"+origin {
		t.Errorf("times %+v", c.Times)
	}
	if err := r.Check(); err != nil {
		t.Errorf("Check: %v", err)
	}
}

// TestCosignReadsSealKey: an office that leaves us keeps its key.
func TestCosignReadsSealKey(t *testing.T) {
	cosign := bundlestest.Tool(t, "cosign")
	t.Setenv("COSIGN_PASSWORD", password)
	for _, name := range []string{"a", "b"} {
		dir := copyKeys(t, name)
		want, err := os.ReadFile(filepath.Join(dir, "akta.pub"))
		if err != nil {
			t.Fatal(err)
		}
		if got := bundlestest.Run(t, cosign, "public-key", "--key", filepath.Join(dir, "seal.key")); got != string(want) {
			t.Errorf("%s: cosign says the public key is %s, want %s", name, got, want)
		}
	}
}

// TestStretching: only a drawn password, which nobody can guess, is stretched less.
func TestStretching(t *testing.T) {
	for name, want := range map[string]int{"a": 1 << 16, "b": 1 << 15} {
		for _, file := range []string{"log.ed25519.key", "log.mldsa44.key", "tsa.key", "seal.key"} {
			data, err := os.ReadFile(filepath.Join(madeKeys, name, file))
			if err != nil {
				t.Fatal(err)
			}
			if block, _ := pem.Decode(data); block != nil {
				data = block.Bytes
			}
			var box struct {
				KDF struct {
					Name   string
					Params struct{ N, R, P int }
				}
			}
			if err := json.Unmarshal(data, &box); err != nil || box.KDF.Name != "scrypt" || box.KDF.Params != struct{ N, R, P int }{want, 8, 1} {
				t.Errorf("%s %s: %+v (%v), want N=%d, r=8, p=1", name, file, box.KDF, err, want)
			}
		}
	}
	if err := open(t, copyKeys(t, "b"), password).Check(); err != nil {
		t.Error(err)
	}
}

func TestModes(t *testing.T) {
	dir := filepath.Join(madeKeys, "a") // as Create left it
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		want := fs.FileMode(0o600)
		if d.IsDir() {
			want = 0o700
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s: mode %v, want %v", path, info.Mode().Perm(), want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	dir = create(t)
	if err := os.Chmod(filepath.Join(dir, "seal.key"), 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, dir, password).Signer().Sign(nil); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("open seal.key: %v", err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := keys.Open(dir, []byte(password)); err == nil || !strings.Contains(err.Error(), "chmod 700") {
		t.Errorf("open folder: %v", err)
	}
}

func TestWrongPassword(t *testing.T) {
	dir := create(t)
	r := open(t, dir, "wrong")
	_, signing := r.Signer().Sign([]byte("x"))
	_, stamping := r.TSA().Timestamp(t.Context(), []byte("x"))
	_, logging := bundles.CreateLog(filepath.Join(t.TempDir(), "log"), origin, r.LogKeys())
	for name, err := range map[string]error{"seal.key": signing, "tsa.key": stamping, "log.ed25519.key": logging, "seal.key again": r.Check()} {
		file, _, _ := strings.Cut(name, " ")
		if !errors.Is(err, keys.ErrPassword) || !strings.Contains(err.Error(), "set AKTA_PASSWORD") || !strings.Contains(err.Error(), file) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCreateRefuses(t *testing.T) {
	dir := create(t)
	before, err := os.ReadFile(filepath.Join(dir, "seal.key"))
	if err != nil {
		t.Fatal(err)
	}
	good := keys.Options{Password: []byte("p"), Origin: origin, Authority: authority, Now: time.Now()}
	if _, err := keys.Create(dir, good); !errors.Is(err, fs.ErrExist) {
		t.Errorf("second Create: %v", err)
	}
	if after, err := os.ReadFile(filepath.Join(dir, "seal.key")); err != nil || string(after) != string(before) {
		t.Error("seal.key changed")
	}
	for name, change := range map[string]func(o *keys.Options){
		"no password":     func(o *keys.Options) { o.Password = nil },
		"no origin":       func(o *keys.Options) { o.Origin = "" },
		"no authority":    func(o *keys.Options) { o.Authority = "" },
		"no time":         func(o *keys.Options) { o.Now = time.Time{} },
		"origin with a +": func(o *keys.Options) { o.Origin = "log+x" },
		"origin a path":   func(o *keys.Options) { o.Origin = "log.example/x" },
	} {
		o := good
		change(&o)
		fresh := filepath.Join(t.TempDir(), "keys")
		if _, err := keys.Create(fresh, o); err == nil {
			t.Errorf("%s: accepted", name)
		}
		if _, err := os.Stat(fresh); err == nil {
			t.Errorf("%s: something is left", name)
		}
	}
}

func TestSwappedKeys(t *testing.T) {
	a, b := create(t), copyKeys(t, "b")
	for _, name := range []string{"seal.key", "log.ed25519.key", "log.mldsa44.key", "tsa.key"} {
		data, err := os.ReadFile(filepath.Join(b, name))
		if err != nil {
			t.Fatal(err)
		}
		own, err := os.ReadFile(filepath.Join(a, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(a, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := open(t, a, password).Check(); err == nil || !strings.Contains(err.Error(), "not the private key") {
			t.Errorf("%s of another office: %v", name, err)
		}
		if err := os.WriteFile(filepath.Join(a, name), own, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
