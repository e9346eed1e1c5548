package bundles_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
	"golang.org/x/mod/sumdb/note"
)

func TestParseCheckpointRefuses(t *testing.T) {
	o := bundlestest.NewOffice(t)
	filler(t, o.Log, 3)
	good := string(o.Log.Checkpoint())
	verifiers := logVerifiers(t, o)
	if cp, err := bundles.ParseCheckpoint([]byte(good), verifiers...); err != nil || cp.Size != 3 || cp.Origin != o.Origin {
		t.Fatalf("%+v, %v", cp, err)
	}
	text, sigs, _ := strings.Cut(good, "\n\n")
	lines := strings.SplitAfter(sigs, "\n")
	for _, c := range []struct{ name, fact, data string }{
		{"nothing", "not a signed note", ""},
		{"no signature", "not a signed note", text + "\n\n"},
		{"no end of line", "not a signed note", strings.TrimSuffix(good, "\n")},
		{"one line more", "4 lines of text, want 3", text + "\nextension\n\n" + sigs},
		{"leading zero", "size", strings.Replace(good, "\n3\n", "\n03\n", 1)},
		{"negative size", "size", strings.Replace(good, "\n3\n", "\n-3\n", 1)},
		{"huge size", "size", strings.Replace(good, "\n3\n", "\n9223372036854775808\n", 1)},
		{"another size", "invalid signature", strings.Replace(good, "\n3\n", "\n4\n", 1)},
		{"root of 31 bytes", "root", strings.Replace(good, text[len(text)-44:], base64.StdEncoding.EncodeToString(make([]byte, 31)), 1)},
		{"another root", "invalid signature", strings.Replace(good, text[len(text)-44:], base64.StdEncoding.EncodeToString(make([]byte, 32)), 1)},
		{"no origin", "canonical", strings.Replace(good, o.Origin+"\n", "\n", 1)},
		{"first line twice", "two signatures by one key", text + "\n\n" + lines[0] + sigs},
		{"no em dash", "signature line", text + "\n\n- " + strings.TrimPrefix(sigs, "— ")},
		{"carriage return", "size", strings.Replace(good, "\n3\n", "\n3\r\n", 1)},
		{"Ed25519 line only", "not signed by key", text + "\n\n" + lines[0]},
		{"ML-DSA-44 line only", "not signed by key", text + "\n\n" + lines[1]},
		{"too long", "more than the", good + strings.Repeat(lines[0], 700)},
	} {
		if c.data == good {
			t.Fatalf("%s: changes nothing", c.name)
		}
		if _, err := bundles.ParseCheckpoint([]byte(c.data), verifiers...); err == nil || !strings.Contains(err.Error(), c.fact) {
			t.Errorf("%s: %v, want %q", c.name, err, c.fact)
		}
	}
	if _, err := bundles.ParseCheckpoint([]byte(good)); err == nil {
		t.Error("accepted without a key to verify it with")
	}
	for _, v := range verifiers {
		if _, err := bundles.ParseCheckpoint([]byte(good), v); err != nil {
			t.Errorf("under one of the keys: %v", err)
		}
	}
}

// TestParseCheckpointWitness: a line of somebody else changes nothing.
func TestParseCheckpointWitness(t *testing.T) {
	o := bundlestest.NewOffice(t)
	n, err := note.Open(o.Log.Checkpoint(), note.VerifierList(logVerifiers(t, o)...))
	if err != nil {
		t.Fatal(err)
	}
	witness := bundlestest.NewNamedOffice(t, "Dolní Lhota", "log.lhota.example")
	data, err := note.Sign(n, witness.LogKeys.Signers[0])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bundles.ParseCheckpoint(data, logVerifiers(t, o)...); err != nil {
		t.Error(err)
	}
	if _, err := bundles.ParseCheckpoint(data, logVerifiers(t, witness)[0]); err == nil || !strings.Contains(err.Error(), "signed by a key of") {
		t.Errorf("a witness passes for the log: %v", err)
	}
}

func TestLogKeysRefuse(t *testing.T) {
	o := bundlestest.NewOffice(t)
	ed, pq := o.LogKeys.VKeys[0], o.LogKeys.VKeys[1]
	for name, vkeys := range map[string][]string{
		"none": nil, "empty": {""}, "no key": {"log.horniplana.example"}, "ML-DSA-44 first": {pq, ed}, "two Ed25519": {ed, ed},
		"wrong hash":      {strings.Replace(ed, "+", "+0", 1)},
		"wrong hash (PQ)": {ed, o.Origin + "+00000000+" + strings.SplitN(pq, "+", 3)[2]},
		"unused bits":     {ed[:len(ed)-1] + string(ed[len(ed)-1]+1)},
		"another name":    {strings.Replace(ed, "log.", "lug.", 1)},
		"algorithm 2":     {o.Origin + "+00000000+" + base64.StdEncoding.EncodeToString([]byte{2, 1})},
	} {
		if _, err := (bundles.LogKeys{Origin: o.Origin, VKeys: vkeys}).Verifiers(); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
