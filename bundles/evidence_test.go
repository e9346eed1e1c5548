package bundles_test

import (
	"bytes"
	"crypto"
	"crypto/sha256"
	"crypto/x509"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
	"github.com/secure-systems-lab/go-securesystemslib/dsse"
	"github.com/sigstore/sigstore-go/pkg/bundle"
	"github.com/sigstore/sigstore-go/pkg/root"
	"github.com/sigstore/sigstore-go/pkg/verify"
	"github.com/sigstore/sigstore/pkg/signature"
	"github.com/sigstore/timestamp-authority/v2/pkg/verification"
	flog "github.com/transparency-dev/formats/log"
	fnote "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/formats/proof"
	"golang.org/x/mod/sumdb/note"
)

const (
	subjectName = "commitment.json"
	subject     = "{\"case\":\"2026-1\"}\n"
)

func statement(content string) bundles.Statement {
	return bundles.Statement{Name: subjectName, Digest: sha256.Sum256([]byte(content)),
		PredicateType: bundles.PredicateSeal, Predicate: []byte(`{"case":"2026-1","n":1,"html":"<&>"}`)}
}

// filler makes a log big enough for full tiles and long proofs.
func filler(t testing.TB, l *bundles.Log, n int) {
	t.Helper()
	bodies := make([][]byte, n)
	for i := range bodies {
		bodies[i] = []byte(strings.Repeat("x", i%50+1))
	}
	if _, err := l.AppendAll(t.Context(), bodies); err != nil {
		t.Fatal(err)
	}
}

// export writes what a stock tool needs into a folder.
func export(t *testing.T, o *bundlestest.Office, sig *bundles.Signature) string {
	t.Helper()
	dir := t.TempDir()
	trusted, err := o.Trust.TrustedRoot()
	if err != nil {
		t.Fatal(err)
	}
	pub, err := o.Trust.PublicKeyPEM(o.Trust.Keys[0].KeyID)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{subjectName: []byte(subject), "seal.sigstore.json": sig.Marshal(), "trusted_root.json": trusted,
		"akta.pub": pub, "sig.bin": sig.SignatureBytes(), "proof": sig.TLogProof()}
	for i, ts := range sig.Timestamps() {
		files["ts"+string(rune('1'+i))+".tsr"] = ts
	}
	for i, a := range o.Trust.TimestampAuthorities {
		files["tsa"+string(rune('1'+i))+".pem"] = a.PEM()
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestSigstoreGoVerifiesOurSignature(t *testing.T) {
	o := bundlestest.NewOffice(t)
	for _, size := range []int{0, 1, 299, 1000} { // index 0 first: protobuf JSON omits zeros
		if size > 0 {
			filler(t, o.Log, size)
		}
		sig := o.Sign(t, statement(subject))
		dir := export(t, o, sig)
		if err := sigstoreVerify(t, o, dir, subject); err != nil {
			t.Errorf("log of %d: sigstore-go: %v", size, err)
		}
		if err := sigstoreVerify(t, o, dir, "tampered"); err == nil {
			t.Errorf("log of %d: sigstore-go accepts another subject", size)
		}
	}
}

func sigstoreVerify(t *testing.T, o *bundlestest.Office, dir, artifact string) error {
	t.Helper()
	b, err := bundle.LoadJSONFromPath(filepath.Join(dir, "seal.sigstore.json"))
	if err != nil {
		return err
	}
	trusted, err := root.NewTrustedRootFromPath(filepath.Join(dir, "trusted_root.json"))
	if err != nil {
		return err
	}
	v, err := signature.LoadVerifier(o.Signer.PublicKey(), crypto.SHA256)
	if err != nil {
		return err
	}
	k := o.Trust.Keys[0]
	material := root.TrustedMaterialCollection{trusted, root.NewTrustedPublicKeyMaterialFromMapping(map[string]*root.ExpiringKey{
		k.KeyID: root.NewExpiringKey(v, k.From.Time, time.Time{})})}
	verifier, err := verify.NewVerifier(material, verify.WithSignedTimestamps(2), verify.WithTransparencyLog(1))
	if err != nil {
		return err
	}
	_, err = verifier.Verify(b, verify.NewPolicy(verify.WithArtifact(strings.NewReader(artifact)), verify.WithKey()))
	return err
}

func TestCosignVerifiesOurSignature(t *testing.T) {
	cosign := bundlestest.Tool(t, "cosign")
	o := bundlestest.NewOffice(t)
	filler(t, o.Log, 300)
	dir := export(t, o, o.Sign(t, statement(subject)))
	args := []string{"--key", filepath.Join(dir, "akta.pub"), "--bundle", filepath.Join(dir, "seal.sigstore.json"),
		"--trusted-root", filepath.Join(dir, "trusted_root.json"), "--use-signed-timestamps"}
	file := filepath.Join(dir, subjectName)
	for _, command := range [][]string{
		append([]string{"verify-blob"}, args...),
		append([]string{"verify-blob-attestation", "--type", bundles.PredicateSeal}, args...),
	} {
		if out := bundlestest.Run(t, cosign, append(command, file)...); !strings.Contains(out, "Verified OK") {
			t.Errorf("cosign %s says %q", command[0], out)
		}
	}
	if err := os.WriteFile(file, []byte("tampered"), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(cosign, append(append([]string{"verify-blob"}, args...), file)...).CombinedOutput(); err == nil {
		t.Errorf("cosign accepts a tampered file: %s", out)
	}
}

func TestOpensslVerifiesOurTimestamps(t *testing.T) {
	openssl := bundlestest.Tool(t, "openssl")
	o := bundlestest.NewOffice(t)
	dir := export(t, o, o.Sign(t, statement(subject)))
	at := o.Now.Unix()
	for _, n := range []string{"1", "2"} {
		bundlestest.Run(t, openssl, "ts", "-verify", "-attime", itoa(at), "-data", filepath.Join(dir, "sig.bin"),
			"-in", filepath.Join(dir, "ts"+n+".tsr"), "-CAfile", filepath.Join(dir, "tsa"+n+".pem"))
	}
}

func TestTimestampLibraryVerifiesOurTimestamps(t *testing.T) {
	o := bundlestest.NewOffice(t)
	sig := o.Sign(t, statement(subject))
	for i, l := range []interface{ Certificates() []*x509.Certificate }{o.Own, o.Independent} {
		certs := l.Certificates()
		ts, err := verification.VerifyTimestampResponse(sig.Timestamps()[i], bytes.NewReader(sig.SignatureBytes()),
			verification.VerifyOpts{Roots: certs[1:], TSACertificate: certs[0]})
		if err != nil {
			t.Fatal(err)
		}
		ours, err := bundles.ParseTimestamp(sig.Timestamps()[i])
		if err != nil {
			t.Fatal(err)
		}
		if !ours.Time.Equal(ts.Time) || ours.Serial.Cmp(ts.SerialNumber) != 0 || !ours.Policy.Equal(ts.Policy) {
			t.Errorf("ours %v %v %v, theirs %v %v %v", ours.Time, ours.Serial, ours.Policy, ts.Time, ts.SerialNumber, ts.Policy)
		}
	}
}

func TestFormatsLibraryReadsOurProof(t *testing.T) {
	o := bundlestest.NewOffice(t)
	filler(t, o.Log, 700)
	sig := o.Sign(t, statement(subject))
	var theirs proof.TLogProof
	if err := theirs.Unmarshal(sig.TLogProof()); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(theirs.Marshal(), sig.TLogProof()) {
		t.Error("formats/proof writes the proof differently")
	}
	ours, err := bundles.ParseTLogProof(sig.TLogProof())
	if err != nil {
		t.Fatal(err)
	}
	verifiers, err := o.Trust.LogVerifiers(o.Origin)
	if err != nil {
		t.Fatal(err)
	}
	cp, err := ours.Verify(sig.LogEntry(), verifiers...)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ours.Verify([]byte("another entry"), verifiers...); err == nil {
		t.Error("the proof holds for another entry")
	}
	ed, err := note.NewVerifier(o.LogKeys.VKeys[0])
	if err != nil {
		t.Fatal(err)
	}
	pq, err := fnote.NewMLDSAVerifier(o.LogKeys.VKeys[1])
	if err != nil {
		t.Fatal(err)
	}
	got, _, n, err := flog.ParseCheckpoint(ours.Checkpoint, o.Origin, ed, pq)
	if err != nil || len(n.Sigs) != 2 || got.Size != 701 || cp.Size != 701 || !bytes.Equal(got.Hash, cp.Root[:]) {
		t.Errorf("formats/log reads %+v with %d signatures (%v), we read %+v", got, len(n.Sigs), err, cp)
	}
}

func TestKeyID(t *testing.T) {
	keygen := ""
	t.Run("tool", func(t *testing.T) { keygen = bundlestest.Tool(t, "ssh-keygen") })
	for _, name := range []string{"a", "b", "c", "d"} {
		key := bundlestest.FixedKey(t, name)
		got, err := bundles.KeyID(&key.PublicKey)
		if err != nil {
			t.Fatal(err)
		}
		if want, err := dsse.SHA256KeyID(key.Public()); err != nil || got != want {
			t.Errorf("KeyID is %q, securesystemslib says %q (%v)", got, want, err)
		}
		if keygen == "" {
			continue
		}
		dir := t.TempDir()
		ssh := bundlestest.Run(t, keygen, "-i", "-m", "PKCS8", "-f", writePublic(t, dir, bundlestest.SPKI(t, &key.PublicKey)))
		if err := os.WriteFile(filepath.Join(dir, "ssh"), []byte(ssh), 0o600); err != nil {
			t.Fatal(err)
		}
		if out := bundlestest.Run(t, keygen, "-lf", filepath.Join(dir, "ssh")); !strings.Contains(out, " "+got+" ") {
			t.Errorf("KeyID is %q, ssh-keygen says %q", got, out)
		}
	}
	if _, err := bundles.KeyID(nil); err == nil {
		t.Error("KeyID accepts nil")
	}
}
