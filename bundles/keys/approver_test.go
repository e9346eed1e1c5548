package keys_test

import (
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

const approverName = "Drahoslava Přísná"

// createApprover returns a fresh copy of the approver's folder.
func createApprover(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "approver")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"approve.key", "approve.pub", "approve.name"} {
		data, err := os.ReadFile(filepath.Join(madeKeys, "approver", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestApproverApproves: a key made here approves a release of an office that
// lists it, and the files are for the owner's eyes.
func TestApproverApproves(t *testing.T) {
	dir := filepath.Join(madeKeys, "approver") // as CreateApprover left it
	a, err := keys.OpenApprover(dir, []byte(password))
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Check(); err != nil || a.Name() != approverName {
		t.Errorf("%q: %v", a.Name(), err)
	}
	o := bundlestest.NewOffice(t)
	k, err := a.TrustedKey(o.Now.Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	o.Trust.Keys = append(o.Trust.Keys, k)
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	ev := o.Approval()
	ev.Signer = a.Signer()
	if err := bundles.Approve(t.Context(), s.Path("r1"), ev); err != nil {
		t.Fatal(err)
	}
	v, err := bundles.Verify(t.Context(), s.Path("r1"), bundles.VerifyOptions{Trust: o.Trust})
	if err != nil || v.Code != bundles.CodeHolds || !strings.Contains(strings.Join(v.Signer.Facts, "\n"), "approval 2: signed by "+approverName) {
		t.Errorf("verdict %+v, %v", v, err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 3 {
		t.Fatalf("%v, %v", entries, err)
	}
	for _, e := range entries {
		if info, err := e.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", e.Name(), info.Mode(), err)
		}
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder: %v, %v", info.Mode(), err)
	}
}

func TestCosignReadsApproverKey(t *testing.T) {
	cosign := bundlestest.Tool(t, "cosign")
	dir := createApprover(t)
	t.Setenv("COSIGN_PASSWORD", password)
	want, err := os.ReadFile(filepath.Join(dir, "approve.pub"))
	if err != nil {
		t.Fatal(err)
	}
	if got := bundlestest.Run(t, cosign, "public-key", "--key", filepath.Join(dir, "approve.key")); got != string(want) {
		t.Errorf("cosign says the public key is %s, want %s", got, want)
	}
}

func TestApproverRefuses(t *testing.T) {
	dir := createApprover(t)
	if _, err := keys.CreateApprover(dir, []byte(password), approverName); !errors.Is(err, fs.ErrExist) {
		t.Errorf("second time: %v", err)
	}
	for _, c := range []struct{ name, password string }{{"", password}, {" x", password}, {"x\ny", password}, {"\xff", password}, {strings.Repeat("x", 201), password}, {"x", ""}} {
		fresh := filepath.Join(t.TempDir(), "a")
		if _, err := keys.CreateApprover(fresh, []byte(c.password), c.name); err == nil {
			t.Errorf("%.20q, %q: accepted", c.name, c.password)
		}
		if _, err := os.Stat(fresh); err == nil {
			t.Errorf("%.20q: something is left", c.name)
		}
	}
	wrong, err := keys.OpenApprover(dir, []byte("wrong"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := wrong.Signer().Sign([]byte("x")); !errors.Is(err, keys.ErrPassword) || !strings.Contains(err.Error(), "approve.key") {
		t.Errorf("wrong password: %v", err)
	}
	for what, harm := range map[string]func(dir string) error{
		"another's key": func(dir string) error {
			return os.Rename(filepath.Join(create(t), "akta.pub"), filepath.Join(dir, "approve.pub"))
		},
		"no PEM": func(dir string) error { return os.WriteFile(filepath.Join(dir, "approve.key"), []byte("x"), 0o600) },
		"a name of 2 lines": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "approve.name"), []byte("a\nb\n"), 0o600)
		},
		"open to others": func(dir string) error { return os.Chmod(filepath.Join(dir, "approve.key"), 0o644) },
		"an open folder": func(dir string) error { return os.Chmod(dir, 0o755) },
		"no public key":  func(dir string) error { return os.Remove(filepath.Join(dir, "approve.pub")) },
	} {
		dir := createApprover(t)
		if err := harm(dir); err != nil {
			t.Fatal(err)
		}
		a, err := keys.OpenApprover(dir, []byte(password))
		if err == nil {
			err = a.Check()
		}
		if err == nil {
			t.Errorf("%s: accepted", what)
		}
	}
}
