package tsa_test

import (
	"context"
	"crypto"
	"crypto/sha512"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
	"github.com/akta-foi/akta/bundles/tsa"
	"github.com/digitorus/timestamp"
)

func chain(t *testing.T, name string) (crypto.Signer, []*x509.Certificate) {
	t.Helper()
	key := bundlestest.FixedKey(t, name)
	certs, err := tsa.NewChain("Invented", name+".example", key.Public(), time.Now().Add(-time.Hour), time.Now().Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	return key, certs
}

// respond is an authority that answers a query properly, but for what change does.
func respond(key crypto.Signer, cert *x509.Certificate, query []byte, change func(*timestamp.Timestamp)) ([]byte, error) {
	q, err := timestamp.ParseRequest(query)
	if err != nil {
		return nil, err
	}
	ts := &timestamp.Timestamp{HashAlgorithm: q.HashAlgorithm, HashedMessage: q.HashedMessage, Nonce: q.Nonce,
		Time: time.Now().UTC(), Policy: asn1.ObjectIdentifier{1, 2, 3}, AddTSACertificate: q.Certificates}
	change(ts)
	return ts.CreateResponseWithOpts(cert, key, crypto.SHA256)
}

func TestURL(t *testing.T) {
	key, certs := chain(t, "a")
	otherKey, otherCerts := chain(t, "b")
	var nonces []string
	for _, c := range []struct {
		name, fact string
		answer     func(query []byte) ([]byte, error)
	}{
		{"proper", "", func(q []byte) ([]byte, error) { return respond(key, certs[0], q, func(*timestamp.Timestamp) {}) }},
		{"proper again", "", func(q []byte) ([]byte, error) { return respond(key, certs[0], q, func(*timestamp.Timestamp) {}) }},
		{"unreachable", "no route", func([]byte) ([]byte, error) { return nil, errors.New("no route") }},
		{"no answer", "timestamp:", func([]byte) ([]byte, error) { return nil, nil }},
		{"a web page", "timestamp:", func([]byte) ([]byte, error) { return []byte("<!doctype html>"), nil }},
		{"refusal", "refused it with status 2", func([]byte) ([]byte, error) {
			return timestamp.CreateErrorResponse(timestamp.Rejection, timestamp.BadRequest)
		}},
		{"granted with modifications", "refused it with status 1", func([]byte) ([]byte, error) {
			return timestamp.CreateErrorResponse(timestamp.GrantedWithMods, timestamp.BadRequest)
		}},
		{"no nonce", "the nonce differs", func(q []byte) ([]byte, error) {
			return respond(key, certs[0], q, func(ts *timestamp.Timestamp) { ts.Nonce = nil })
		}},
		{"another nonce", "the nonce differs", func(q []byte) ([]byte, error) {
			return respond(key, certs[0], q, func(ts *timestamp.Timestamp) { ts.Nonce = big.NewInt(1) })
		}},
		{"another imprint", "made for another signature", func(q []byte) ([]byte, error) {
			return respond(key, certs[0], q, func(ts *timestamp.Timestamp) { ts.HashedMessage = make([]byte, 32) })
		}},
		{"another digest", "want SHA-256", func(q []byte) ([]byte, error) {
			return respond(key, certs[0], q, func(ts *timestamp.Timestamp) {
				ts.HashAlgorithm, ts.HashedMessage = crypto.SHA512, make([]byte, sha512.Size)
			})
		}},
		{"another authority", "signed by another certificate", func(q []byte) ([]byte, error) {
			return respond(otherKey, otherCerts[0], q, func(*timestamp.Timestamp) {})
		}},
		{"another key", "", func(q []byte) ([]byte, error) {
			return respond(otherKey, certs[0], q, func(*timestamp.Timestamp) {})
		}},
		{"outside its certificate", "certificate chain at", func(q []byte) ([]byte, error) {
			return respond(key, certs[0], q, func(ts *timestamp.Timestamp) { ts.Time = time.Now().AddDate(1, 0, 0) })
		}},
		{"critical extension", "critical and not known", func(q []byte) ([]byte, error) {
			return respond(key, certs[0], q, func(ts *timestamp.Timestamp) {
				ts.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 2, 4}, Critical: true, Value: []byte{5, 0}}}
			})
		}},
		{"qualified", "", func(q []byte) ([]byte, error) { // ETSI EN 319 422: an extension that is not critical
			return respond(key, certs[0], q, func(ts *timestamp.Timestamp) { ts.Qualified = true })
		}},
		{"granted in words", "", func(q []byte) ([]byte, error) {
			resp, err := respond(key, certs[0], q, func(*timestamp.Timestamp) {})
			if err != nil {
				return nil, err
			}
			var r struct{ Status, Token asn1.RawValue }
			if _, err := asn1.Unmarshal(resp, &r); err != nil {
				return nil, err
			}
			var wordy struct {
				Status struct {
					Status int
					Text   []asn1.RawValue
				}
				Token asn1.RawValue
			}
			wordy.Status.Text = []asn1.RawValue{{Tag: asn1.TagUTF8String, Bytes: []byte("Operation Okay")}}
			wordy.Token.FullBytes = r.Token.FullBytes
			resp, err = asn1.Marshal(wordy)
			if _, strict := bundles.ParseTimestamp(resp); strict == nil {
				t.Error("words that no signature covers are accepted as evidence")
			}
			return resp, err
		}},
		{"no certificate in the token", "", func(q []byte) ([]byte, error) {
			return respond(key, certs[0], q, func(ts *timestamp.Timestamp) { ts.AddTSACertificate = false })
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := &tsa.URL{Address: "https://tsa.example/q", Certificates: certs}
			u.Post = func(_ context.Context, url string, query []byte) ([]byte, error) {
				q, err := timestamp.ParseRequest(query)
				if err != nil || url != u.Address || !q.Certificates || q.Nonce == nil || q.HashAlgorithm != crypto.SHA256 {
					t.Errorf("query to %q: %+v, %v", url, q, err)
				}
				nonces = append(nonces, q.Nonce.String())
				return c.answer(query)
			}
			resp, err := u.Timestamp(t.Context(), []byte("sig"))
			good := c.fact == "" && c.name != "another key"
			if good != (err == nil) || err != nil && !strings.Contains(err.Error(), c.fact) {
				t.Fatalf("error %v, want %q", err, c.fact)
			}
			if err == nil {
				ts, err := bundles.ParseTimestamp(resp)
				if err != nil || ts.Verify([]byte("sig"), certs) != nil {
					t.Errorf("%v", err)
				}
			}
		})
	}
	slices.Sort(nonces)
	if len(slices.Compact(nonces)) != 18 {
		t.Errorf("%d different nonces in 18 queries", len(nonces))
	}
	if _, err := (&tsa.URL{Address: "https://tsa.example"}).Timestamp(t.Context(), nil); err == nil {
		t.Error("a URL without Post works")
	}
}

func TestLocal(t *testing.T) {
	key, certs := chain(t, "a")
	now := time.Now().UTC().Truncate(time.Second)
	l, err := tsa.NewLocal(tsa.URI("log.a.example"), certs, key, func() time.Time { return now.Add(999 * time.Millisecond) })
	if err != nil {
		t.Fatal(err)
	}
	serials := make(map[string]bool)
	for range 20 {
		resp, err := l.Timestamp(t.Context(), []byte("sig"))
		if err != nil {
			t.Fatal(err)
		}
		ts, err := bundles.ParseTimestamp(resp)
		if err != nil || !ts.Time.Equal(now) {
			t.Fatalf("%+v, %v", ts, err)
		}
		serials[ts.Serial.String()] = true
	}
	if len(serials) != 20 {
		t.Errorf("%d different serial numbers in 20 tokens", len(serials))
	}
	if l.URI() != "urn:akta:tsa:log.a.example" {
		t.Errorf("URI %q", l.URI())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Timestamp(ctx, []byte("sig")); err == nil {
		t.Error("a cancelled call makes a token")
	}
	for _, make := range []func() (*tsa.Local, error){
		func() (*tsa.Local, error) { return tsa.NewLocal("", certs, key, time.Now) },
		func() (*tsa.Local, error) { return tsa.NewLocal("urn:x", certs[:1], key, time.Now) },
		func() (*tsa.Local, error) { return tsa.NewLocal("urn:x", certs, nil, time.Now) },
		func() (*tsa.Local, error) { return tsa.NewLocal("urn:x", certs, key, nil) },
	} {
		if l, err := make(); err == nil {
			t.Errorf("%+v is made", l)
		}
	}
}

func TestNewChain(t *testing.T) {
	_, a := chain(t, "a")
	_, b := chain(t, "b")
	for _, certs := range [][]*x509.Certificate{a, b} {
		if certs[0].IsCA || !certs[1].IsCA || len(certs) != 2 {
			t.Errorf("chain of %d, CA %v %v", len(certs), certs[0].IsCA, certs[1].IsCA)
		}
	}
	if a[0].SerialNumber.Cmp(b[0].SerialNumber) == 0 || a[0].Issuer.String() == b[0].Issuer.String() {
		t.Error("two offices share a serial number or an issuer")
	}
}
