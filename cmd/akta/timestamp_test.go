package main

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/asn1"
	"encoding/pem"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/digitorus/timestamp"

	"github.com/akta-foi/akta/bundles/tsa"
)

// timestampServer is a timestamp authority on loopback, and its certificates.
func timestampServer(t *testing.T) (url string, chain []*x509.Certificate) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	chain, err = tsa.NewChain("Invented Timestamps", "tsa.example", key.Public(), time.Now().Add(-time.Hour), time.Now().AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query, err := io.ReadAll(r.Body)
		if err != nil || r.Header.Get("Content-Type") != "application/timestamp-query" {
			http.Error(w, "no query", http.StatusBadRequest)
			return
		}
		q, err := timestamp.ParseRequest(query)
		if err != nil || q.Nonce == nil || !q.Certificates {
			http.Error(w, "want a nonce and certReq", http.StatusBadRequest)
			return
		}
		ts := timestamp.Timestamp{
			HashAlgorithm: q.HashAlgorithm, HashedMessage: q.HashedMessage, Nonce: q.Nonce, Time: time.Now().UTC(),
			Policy: asn1.ObjectIdentifier{1, 2, 3, 4, 1}, Accuracy: time.Second, AddTSACertificate: true,
		}
		reply, err := ts.CreateResponseWithOpts(chain[0], key, crypto.SHA256)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/timestamp-reply")
		w.WriteHeader(http.StatusCreated) // some authorities answer so
		if _, err := w.Write(reply); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL, chain
}

// akta runs a command line and returns what it printed.
func akta(t *testing.T, want int, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	if code := run(context.Background(), args, &out, &out); code != want {
		t.Fatalf("akta %s: exit code %d, want %d\n%s", strings.Join(args, " "), code, want, out.String())
	}
	return out.String()
}

// TestTimestampByURL has an office ask an authority over HTTP, besides its own
// clock, and a trust that requires it.
func TestTimestampByURL(t *testing.T) {
	url, chain := timestampServer(t)
	dir := filepath.Join(t.TempDir(), "office")
	akta(t, 0, "init", dir, "--name", "Office", "--domain", "office.example")
	var certificates bytes.Buffer
	for _, c := range chain {
		if err := pem.Encode(&certificates, &pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "invented.pem"), certificates.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	settings, err := os.OpenFile(filepath.Join(dir, "akta.toml"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(settings, "\n[[timestamps]]\nname = \"Invented Timestamps\"\nurl = %q\ncertificates = \"invented.pem\"\n", url)
	if err := settings.Close(); err != nil {
		t.Fatal(err)
	}
	letter := filepath.Join(dir, "letter.txt")
	if err := os.WriteFile(letter, []byte("An invented letter.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	akta(t, 0, "-C", dir, "case", "open", "A case", "--id", "c1")
	akta(t, 0, "-C", dir, "add", "c1", letter)
	akta(t, 0, "-C", dir, "seal", "c1")
	akta(t, 0, "-C", dir, "release", "c1")
	release := filepath.Join(dir, "bundles", "c1", "r1.zip")
	out := akta(t, 0, "verify", release)
	for _, want := range []string{"stated by Invented Timestamps", "stated by the publisher's own clock", "seal s1: signed by"} {
		if !strings.Contains(out, want) {
			t.Errorf("the verdict does not say %q:\n%s", want, out)
		}
	}

	// A trust that asks for an independent time is content with it, and with no
	// bundle of an office that has only its own clock.
	trust, err := readTrust(filepath.Join(dir, "bundles", "trust.json"))
	if err != nil {
		t.Fatal(err)
	}
	trust.Require.Timestamps, trust.Require.IndependentTimestamps = 2, 1
	strict := filepath.Join(dir, "strict.json")
	if err := os.WriteFile(strict, trust.Marshal(), 0o600); err != nil {
		t.Fatal(err)
	}
	akta(t, 0, "verify", release, "--trust", strict)

	if err := os.WriteFile(letter, []byte("Another invented letter.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(dir, "akta.toml"))
	if err != nil {
		t.Fatal(err)
	}
	alone, _, _ := strings.Cut(string(raw), "[[timestamps]]")
	if err := os.WriteFile(filepath.Join(dir, "akta.toml"), []byte(alone), 0o600); err != nil {
		t.Fatal(err)
	}
	akta(t, 0, "-C", dir, "case", "open", "Another case", "--id", "c2")
	akta(t, 0, "-C", dir, "add", "c2", letter)
	akta(t, 0, "-C", dir, "seal", "c2")
	out = akta(t, 3, "verify", filepath.Join(dir, "bundles", "c2", "s1"), "--trust", strict)
	if !strings.Contains(out, "not the publisher's own") {
		t.Errorf("the verdict does not say that an independent time is missing:\n%s", out)
	}

	// Without the authority nothing is sealed.
	if err := os.WriteFile(filepath.Join(dir, "akta.toml"), bytes.Replace(raw, []byte(url), []byte("http://127.0.0.1:1/"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	akta(t, 0, "-C", dir, "case", "open", "A third case", "--id", "c3")
	akta(t, 0, "-C", dir, "add", "c3", letter)
	out = akta(t, 1, "-C", dir, "seal", "c3")
	if !strings.Contains(out, "127.0.0.1:1") {
		t.Errorf("the error does not name the authority:\n%s", out)
	}
	if _, err := os.Stat(filepath.Join(dir, "bundles", "c3", "s1")); err == nil {
		t.Error("sealed without the timestamp that was asked for")
	}
}
