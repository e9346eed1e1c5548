package bundles_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

func TestSignatureRoundTrip(t *testing.T) {
	o := bundlestest.NewOffice(t)
	for name, log := range map[string]bundles.Appender{"logged": o.Log, "not logged": nil} {
		sig, err := bundles.Sign(t.Context(), statement(subject), o.Signer, o.Timestampers, log)
		if err != nil {
			t.Fatal(err)
		}
		again, err := bundles.ParseSignature(sig.Marshal())
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(again.Marshal(), sig.Marshal()) || !bytes.Equal(again.TLogProof(), sig.TLogProof()) {
			t.Errorf("%s: another signature came back", name)
		}
		if (sig.TLogProof() != nil) != (log != nil) || (sig.LogEntry() != nil) != (log != nil) {
			t.Errorf("%s: TLogProof has %d bytes", name, len(sig.TLogProof()))
		}
		got, want := again.Statement(), statement(subject)
		if got.Name != want.Name || got.Digest != want.Digest || got.PredicateType != want.PredicateType || !bytes.Equal(got.Predicate, want.Predicate) {
			t.Errorf("%s: statement %+v", name, got)
		}
		if len(sig.Timestamps()) != 2 || len(sig.SignatureBytes()) < 60 {
			t.Errorf("%s: %d timestamps, signature of %d bytes", name, len(sig.Timestamps()), len(sig.SignatureBytes()))
		}
	}
}

func TestParseSignatureRefuses(t *testing.T) {
	o := bundlestest.NewOffice(t)
	sig := o.Sign(t, statement(subject))
	good := string(sig.Marshal())
	for _, c := range []struct{ name, fact, old, new string }{
		{"another version", "media type", "bundle.v0.3+json", "bundle.v0.2+json"},
		{"unknown field", "unknown field", `"dsseEnvelope":{`, `"dsseEnvelope":{"x":1,`},
		{"field in another case", "canonical", `"payloadType"`, `"payloadtype"`},
		{"repeated field", "canonical", `"kindVersion":{`, `"kindVersion":{"kind":"dsse",`},
		{"white space", "canonical", `{"mediaType"`, `{ "mediaType"`},
		{"number not as a string", "signature:", `"treeSize":"1"`, `"treeSize":1`},
		{"leading zero", "canonical", `"treeSize":"1"`, `"treeSize":"01"`},
		{"index outside the tree", "in a tree of", `"logIndex":"0"`, `"logIndex":"1"`},
		{"payload type", "payload type", "application/vnd.in-toto+json", "application/json"},
		{"certificate", "unknown field", `"publicKey":{`, `"certificate":{"rawBytes":"AAAA"},"publicKey":{`},
		{"no newline", "canonical", "}\n", "}"},
		{"two newlines", "canonical", "}\n", "}\n\n"},
		{"no signature", "holds no signature", ",\"sig\":", ""},
	} {
		bad := strings.Replace(good, c.old, c.new, 1)
		if c.name == "no signature" {
			bad = string(respell(t, emptySignature(t, sig)))
		}
		if bad == good {
			t.Fatalf("%s: %q is not in the file", c.name, c.old)
		}
		if _, err := bundles.ParseSignature([]byte(bad)); err == nil || !strings.Contains(err.Error(), c.fact) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.fact)
		}
	}
	for name, change := range map[string]func(m map[string]any){
		"two log entries":     func(m map[string]any) { material(m)["tlogEntries"] = []any{entry(m), entry(m)} },
		"repeated timestamp":  func(m map[string]any) { setTokens(m, append(tokens(m), tokens(m)[0])) },
		"33 timestamps":       func(m map[string]any) { setTokens(m, bytesTokens(33)) },
		"empty timestamps":    func(m map[string]any) { setTokens(m, []any{}) },
		"64 proof hashes":     func(m map[string]any) { inclusion(m)["hashes"] = hashes(64) },
		"two signatures":      func(m map[string]any) { envelope(m)["signatures"] = append(envelope(m)["signatures"].([]any), nil) },
		"payload not JSON":    func(m map[string]any) { envelope(m)["payload"] = "AAAA" },
		"payload of no bytes": func(m map[string]any) { envelope(m)["payload"] = "" },
	} {
		m := decode(t, sig)
		change(m)
		if _, err := bundles.ParseSignature(respell(t, m)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	for name, data := range map[string][]byte{"nothing": nil, "null": []byte("null\n"), "array": []byte("[]\n"), "empty object": []byte("{}\n"),
		"2 MB": bytes.Repeat([]byte(" "), 2<<20)} {
		if _, err := bundles.ParseSignature(data); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func emptySignature(t *testing.T, sig *bundles.Signature) map[string]any {
	m := decode(t, sig)
	envelope(m)["signatures"].([]any)[0].(map[string]any)["sig"] = ""
	return m
}

func bytesTokens(n int) (out []any) {
	for i := range n {
		out = append(out, map[string]any{"signedTimestamp": []byte{byte(i), 1, 2}})
	}
	return out
}

func hashes(n int) (out []any) {
	for range n {
		out = append(out, make([]byte, 32))
	}
	return out
}

// liar signs with one key and shows another.
type liar struct{ bundlestest.KeySigner }

func (l liar) Sign(message []byte) ([]byte, error) {
	sig, err := l.KeySigner.Sign(message)
	sig[len(sig)-1] ^= 1
	return sig, err
}

// clock is a timestamper that fails or gives what it is told.
type clock struct {
	uri  string
	resp []byte
	err  error
}

func (c clock) URI() string                                       { return c.uri }
func (c clock) Timestamp(context.Context, []byte) ([]byte, error) { return c.resp, c.err }

type brokenSigner struct{ bundlestest.KeySigner }

func (brokenSigner) PublicKey() *ecdsa.PublicKey { return nil }

func TestSignFails(t *testing.T) {
	o := bundlestest.NewOffice(t)
	key := bundlestest.KeySigner{Key: o.Key}
	bad := func(change func(st *bundles.Statement)) bundles.Statement {
		st := statement(subject)
		change(&st)
		return st
	}
	for _, c := range []struct {
		name, fact string
		st         bundles.Statement
		signer     bundles.Signer
		ts         []bundles.Timestamper
	}{
		{"signature does not verify", "does not verify under the signer's own public key", statement(subject), liar{key}, nil},
		{"no key", "not an ECDSA P-256 key", statement(subject), brokenSigner{key}, nil},
		{"timestamper fails", `timestamp authority "urn:x": no route`, statement(subject), key, []bundles.Timestamper{o.Own, clock{"urn:x", nil, errors.New("no route")}}},
		{"empty token", "timestamp 0: 0 bytes", statement(subject), key, []bundles.Timestamper{clock{"urn:x", nil, nil}}},
		{"one authority twice", "named twice", statement(subject), key, []bundles.Timestamper{o.Own, o.Own}},
		{"no subject", "no subject name", bad(func(st *bundles.Statement) { st.Name = "" }), key, nil},
		{"no predicate type", "no predicate type", bad(func(st *bundles.Statement) { st.PredicateType = "" }), key, nil},
		{"no predicate", "not JSON", bad(func(st *bundles.Statement) { st.Predicate = nil }), key, nil},
		{"predicate not UTF-8", "not UTF-8", bad(func(st *bundles.Statement) { st.Predicate = json.RawMessage("\"\xff\"") }), key, nil},
		{"predicate too long", "more than the", bad(func(st *bundles.Statement) { st.Predicate = json.RawMessage(`"` + strings.Repeat("x", 1<<16) + `"`) }), key, nil},
	} {
		if _, err := bundles.Sign(t.Context(), c.st, c.signer, c.ts, nil); err == nil || !strings.Contains(err.Error(), c.fact) {
			t.Errorf("%s: %v, want %q", c.name, err, c.fact)
		}
	}
	if o.Log.Size() != 0 {
		t.Error("a failed signature was logged")
	}
}
