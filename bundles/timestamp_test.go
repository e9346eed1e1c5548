package bundles_test

import (
	"bytes"
	"context"
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
	"github.com/akta-foi/akta/bundles/tsa"
)

// token returns a response of the office's own clock and its chain.
func token(t testing.TB, o *bundlestest.Office, signature string) ([]byte, []*x509.Certificate) {
	t.Helper()
	resp, err := o.Own.Timestamp(context.Background(), []byte(signature))
	if err != nil {
		t.Fatal(err)
	}
	return resp, o.Own.Certificates()
}

// verifyToken parses and verifies.
func verifyToken(resp []byte, signature string, certs []*x509.Certificate) (*bundles.Timestamp, error) {
	ts, err := bundles.ParseTimestamp(resp)
	if err != nil {
		return nil, err
	}
	return ts, ts.Verify([]byte(signature), certs)
}

func TestTimestampEveryBit(t *testing.T) {
	o := bundlestest.NewOffice(t)
	resp, certs := token(t, o, "sig")
	if ts, err := verifyToken(resp, "sig", certs); err != nil || !ts.Time.Equal(o.Now) {
		t.Fatalf("%v, %v", ts, err)
	}
	for i := range resp {
		for bit := range 8 {
			mutant := bytes.Clone(resp)
			mutant[i] ^= 1 << bit
			if _, err := verifyToken(mutant, "sig", certs); err == nil {
				t.Errorf("byte %d of %d, bit %d may be changed", i, len(resp), bit)
			}
		}
		if _, err := verifyToken(resp[:i], "sig", certs); err == nil {
			t.Errorf("a token cut off at byte %d of %d verifies", i, len(resp))
		}
	}
	if _, err := verifyToken(append(bytes.Clone(resp), 0), "sig", certs); err == nil {
		t.Error("a token with a byte after its end verifies")
	}
}

func TestTimestampVerify(t *testing.T) {
	o := bundlestest.NewOffice(t)
	other := bundlestest.NewNamedOffice(t, "Dolní Lhota", "log.lhota.example")
	resp, certs := token(t, o, "sig")
	_, foreign := token(t, other, "sig")
	for _, c := range []struct {
		name, signature, fact string
		certs                 []*x509.Certificate
	}{
		{"another signature", "gis", "made for another signature", certs},
		{"another authority", "sig", "signed by another certificate", foreign},
		{"another root", "sig", "not of the trusted chain", []*x509.Certificate{certs[0], foreign[1]}},
		{"leaf only", "sig", "a chain of 1 certificates", certs[:1]},
		{"no chain", "sig", "a chain of 0 certificates", nil},
	} {
		if c.name == "another root" {
			// The token embeds its leaf only, so the chain itself must fail.
			c.fact = "certificate chain at"
		}
		if _, err := verifyToken(resp, c.signature, c.certs); err == nil || !strings.Contains(err.Error(), c.fact) {
			t.Errorf("%s: %v, want %q", c.name, err, c.fact)
		}
	}
}

// TestTimestampExpired: an authority whose certificate has expired is believed
// for the time before, and never for the time after.
func TestTimestampExpired(t *testing.T) {
	at := time.Date(2001, 5, 1, 12, 0, 0, 0, time.UTC)
	key := bundlestest.FixedKey(t, "expired")
	certs, err := tsa.NewChain("x", "x.example", key.Public(), at.AddDate(0, -1, 0), at.AddDate(0, 1, 0))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		now  time.Time
		good bool
	}{{at, true}, {at.AddDate(0, -2, 0), false}, {at.AddDate(0, 2, 0), false}} {
		l, err := tsa.NewLocal("urn:x", certs, key, func() time.Time { return c.now })
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.Timestamp(t.Context(), []byte("sig")); (err == nil) != c.good {
			t.Errorf("at %s: %v", c.now, err)
		}
	}
}

const opensslConfig = `[req]
distinguished_name=dn
[dn]
[ca]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign
[tsa]
keyUsage=critical,digitalSignature
extendedKeyUsage=%s
[ts]
default_tsa=one
[one]
serial=serial
signer_digest=%s
default_policy=1.2.3.4.1
digests=sha256
accuracy=secs:1,millisecs:500,microsecs:100
clock_precision_digits=%d
ordering=yes
tsa_name=yes
ess_cert_id_chain=%s
ess_cert_id_alg=%s
`

// opensslTSA is a timestamp authority made and run by openssl.
type opensslTSA struct {
	openssl, dir string
	certs        []*x509.Certificate
}

func newOpensslTSA(t *testing.T, keyArgs []string, config string) *opensslTSA {
	t.Helper()
	a := &opensslTSA{openssl: bundlestest.Tool(t, "openssl"), dir: t.TempDir()}
	for name, content := range map[string]string{"conf": config, "serial": "01\n"} {
		if err := os.WriteFile(filepath.Join(a.dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(a.dir)
	for _, name := range []string{"root", "leaf"} {
		bundlestest.Run(t, a.openssl, append(append([]string{"genpkey"}, keyArgs...), "-out", name+".key")...)
	}
	bundlestest.Run(t, a.openssl, "req", "-x509", "-new", "-key", "root.key", "-subj", "/O=Invented/CN=root", "-days", "9", "-config", "conf", "-extensions", "ca", "-out", "root.pem")
	bundlestest.Run(t, a.openssl, "req", "-new", "-key", "leaf.key", "-subj", "/O=Invented/CN=leaf", "-config", "conf", "-out", "leaf.csr")
	bundlestest.Run(t, a.openssl, "x509", "-req", "-in", "leaf.csr", "-CA", "root.pem", "-CAkey", "root.key", "-days", "8", "-set_serial", "77", "-extfile", "conf", "-extensions", "tsa", "-out", "leaf.pem")
	for _, name := range []string{"leaf.pem", "root.pem"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		block, _ := pem.Decode(data)
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		a.certs = append(a.certs, c)
	}
	return a
}

// answer has openssl answer a query.
func (a *opensslTSA) answer(t *testing.T, query []byte) []byte {
	t.Helper()
	if err := os.WriteFile("query", query, 0o600); err != nil {
		t.Fatal(err)
	}
	bundlestest.Run(t, a.openssl, "ts", "-reply", "-config", "conf", "-section", "one", "-queryfile", "query",
		"-signer", "leaf.pem", "-inkey", "leaf.key", "-chain", "root.pem", "-out", "answer")
	resp, err := os.ReadFile("answer")
	if err != nil {
		t.Fatal(err)
	}
	return resp
}

// TestTimestampOfOpenssl: tokens made by another implementation, with RSA and
// ECDSA, every digest, and both signing certificate attributes.
func TestTimestampOfOpenssl(t *testing.T) {
	rsa := []string{"-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"}
	p256 := []string{"-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"}
	p384 := []string{"-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"}
	for i, c := range []struct {
		key                []string
		usage, digest, ess string
		precision          int
		chain, fact        string
	}{
		{rsa, "critical,timeStamping", "sha256", "sha1", 0, "no", ""},
		{rsa, "critical,timeStamping", "sha512", "sha256", 3, "yes", ""},
		{rsa, "critical,timeStamping", "sha384", "sha512", 6, "no", ""},
		{p256, "critical,timeStamping", "sha256", "sha256", 0, "yes", ""},
		{p384, "critical,timeStamping", "sha384", "sha384", 1, "no", ""},
		{p256, "critical,timeStamping", "sha512", "sha256", 0, "no", ""},
		{rsa, "critical,timeStamping", "sha1", "sha256", 0, "no", "digest algorithm"},
	} {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			a := newOpensslTSA(t, c.key, fmt.Sprintf(opensslConfig, c.usage, c.digest, c.precision, c.chain, c.ess))
			u := &tsa.URL{Address: "https://tsa.example", Certificates: a.certs, Post: func(_ context.Context, url string, query []byte) ([]byte, error) {
				return a.answer(t, query), nil
			}}
			resp, err := u.Timestamp(t.Context(), []byte("sig"))
			if c.fact != "" {
				if err == nil || !strings.Contains(err.Error(), c.fact) {
					t.Fatalf("error %v, want %q", err, c.fact)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			ts, err := verifyToken(resp, "sig", a.certs)
			if err != nil || time.Since(ts.Time).Abs() > time.Minute || ts.Policy.String() != "1.2.3.4.1" {
				t.Fatalf("%+v, %v", ts, err)
			}
			for i := range resp {
				mutant := bytes.Clone(resp)
				mutant[i] ^= 1 << (i % 8)
				if _, err := verifyToken(mutant, "sig", a.certs); err == nil {
					t.Errorf("byte %d of %d may be changed", i, len(resp))
				}
			}
		})
	}
}

func TestTimestampUsage(t *testing.T) {
	for _, c := range []struct{ usage, fact string }{
		{"timeStamping", "not critical"},
		{"critical,timeStamping,codeSigning", "only extended key usage"},
		{"critical,codeSigning", "only extended key usage"},
	} {
		t.Run(c.usage, func(t *testing.T) {
			a := newOpensslTSA(t, []string{"-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"}, fmt.Sprintf(opensslConfig, c.usage, "sha256", 0, "no", "sha256"))
			data, err := os.ReadFile("leaf.key")
			if err != nil {
				t.Fatal(err)
			}
			block, _ := pem.Decode(data)
			key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
			if err != nil {
				t.Fatal(err)
			}
			l, err := tsa.NewLocal("urn:x", a.certs, key.(crypto.Signer), time.Now)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := l.Timestamp(t.Context(), []byte("sig")); err == nil || !strings.Contains(err.Error(), c.fact) {
				t.Errorf("token: %v, want %q", err, c.fact)
			}
			tr := bundlestest.NewOffice(t).Trust
			tr.TimestampAuthorities[1].Certificates = []bundles.Bytes{a.certs[0].Raw, a.certs[1].Raw}
			if err := tr.Check(); err == nil || !strings.Contains(err.Error(), c.fact) {
				t.Errorf("trust: %v, want %q", err, c.fact)
			}
		})
	}
}
