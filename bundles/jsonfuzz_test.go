package bundles_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// fuzzCanonical: what a parser accepts is the one spelling of what it parsed,
// so changing any one byte of it gives another value or an error, never the
// same value again.
func fuzzCanonical[T any](f *testing.F, name string, parse func([]byte) (*T, error)) {
	s := bundlestest.NewSmallSample(f, bundlestest.NewSpareOffice(f), "fuzz")
	for _, bundle := range []string{"s1", "r1"} {
		if data, err := os.ReadFile(s.Path(bundle + "/" + name)); err == nil {
			f.Add(data, uint16(len(data)/2), byte(1))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, at uint16, mask byte) {
		v, err := parse(data)
		if err != nil {
			return
		}
		if again := bundles.MarshalCanonical(v); !bytes.Equal(again, data) {
			t.Fatalf("accepted %q, which is written %q", data, again)
		}
		if mask == 0 {
			return
		}
		other := bytes.Clone(data)
		other[int(at)%len(other)] ^= mask
		if w, err := parse(other); err == nil && bytes.Equal(bundles.MarshalCanonical(w), data) {
			t.Fatalf("%q and %q are read as the same", data, other)
		}
	})
}

func FuzzParseCommitment(f *testing.F) { fuzzCanonical(f, "commitment.json", bundles.ParseCommitment) }
func FuzzParseRelease(f *testing.F)    { fuzzCanonical(f, "release.json", bundles.ParseRelease) }
func FuzzParseProof(f *testing.F)      { fuzzCanonical(f, "proof.json", bundles.ParseProof) }
