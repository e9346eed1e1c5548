package bundles_test

import (
	"bytes"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// FuzzParseSignature: what parses is written back as it was, and unless it is
// the seed it does not hold.
func FuzzParseSignature(f *testing.F) {
	o := bundlestest.NewOffice(f)
	good := o.Sign(f, statement(subject)).Marshal()
	unlogged, err := bundles.Sign(f.Context(), statement(subject), o.Signer, nil, nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add(unlogged.Marshal())
	f.Add([]byte("{}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		sig, err := bundles.ParseSignature(data)
		if err != nil {
			return
		}
		if !bytes.Equal(sig.Marshal(), data) {
			t.Fatal("another spelling came back")
		}
		if p := sig.TLogProof(); p != nil {
			if parsed, err := bundles.ParseTLogProof(p); err == nil && !bytes.Equal(parsed.Marshal(), p) {
				t.Fatal("the proof has another spelling")
			}
		}
		if statuses(judge(o.Trust, sig)) == "hhhh" && !bytes.Equal(data, good) {
			t.Fatalf("a mutant holds: %s", data)
		}
	})
}

// FuzzParseTrust: what parses is written back as it was and can be used.
func FuzzParseTrust(f *testing.F) {
	o := bundlestest.NewOffice(f)
	f.Add(o.Trust.Marshal())
	f.Add(bundles.NewTrust("x").Marshal())
	sig := o.Sign(f, statement(subject))
	f.Fuzz(func(t *testing.T, data []byte) {
		tr, err := bundles.ParseTrust(data)
		if err != nil {
			return
		}
		if !bytes.Equal(tr.Marshal(), data) {
			t.Fatal("another spelling came back")
		}
		if _, err := tr.TrustedRoot(); err != nil {
			t.Fatalf("no trusted root: %v", err)
		}
		if c := judge(tr, sig); len(c.Signer.Facts) == 0 || len(c.Time.Facts) == 0 || len(c.Log.Facts) == 0 {
			t.Fatal("an answer without a fact")
		}
	})
}

// FuzzParseTimestamp: nothing but the seed verifies.
func FuzzParseTimestamp(f *testing.F) {
	o := bundlestest.NewOffice(f)
	good, certs := token(f, o, "sig")
	other, _ := token(f, o, "other")
	f.Add(good)
	f.Add(other)
	f.Add([]byte{0x30, 0x80})
	f.Fuzz(func(t *testing.T, data []byte) {
		ts, err := bundles.ParseTimestamp(data)
		if err != nil {
			return
		}
		if ts.Verify([]byte("sig"), certs) == nil && !bytes.Equal(data, good) {
			t.Fatalf("a mutant verifies: %x", data)
		}
	})
}

// FuzzTLogProof: what parses is written back as it was, and only the seed proves.
func FuzzTLogProof(f *testing.F) {
	o := bundlestest.NewOffice(f)
	filler(f, o.Log, 6)
	sig := o.Sign(f, statement(subject))
	verifiers := logVerifiers(f, o)
	good := sig.TLogProof()
	f.Add(good)
	f.Add([]byte("c2sp.org/tlog-proof@v1\nindex 0\n\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := bundles.ParseTLogProof(data)
		if err != nil {
			return
		}
		if !bytes.Equal(p.Marshal(), data) {
			t.Fatal("another spelling came back")
		}
		// Lines of unknown keys may follow the two that count.
		if _, err := p.Verify(sig.LogEntry(), verifiers...); err == nil && !bytes.HasPrefix(data, good) {
			t.Fatalf("a mutant proves: %s", data)
		}
	})
}

// FuzzCheckpoint: only a checkpoint with the seed's text and both its
// signature lines is accepted.
func FuzzCheckpoint(f *testing.F) {
	o := bundlestest.NewOffice(f)
	filler(f, o.Log, 6)
	verifiers := logVerifiers(f, o)
	good := o.Log.Checkpoint()
	f.Add(good)
	f.Add([]byte("x\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n"))
	want, err := bundles.ParseCheckpoint(good, verifiers...)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := bundles.ParseCheckpoint(data, verifiers...)
		if err != nil {
			return
		}
		if got != want {
			t.Fatalf("another head verifies: %+v", got)
		}
		for _, line := range bytes.SplitAfter(good, []byte("\n")) {
			if !bytes.Contains(data, line) {
				t.Fatalf("verifies without the line %q", line)
			}
		}
	})
}
